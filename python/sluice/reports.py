"""What checks and evaluations say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sluice.errors import Diagnostic


@dataclass(frozen=True)
class CheckReport:
    """Outcome of the tests inside rule files."""

    rules: int
    tests: int
    failed: int
    known_misses: int
    diagnostics: list[Diagnostic] = field(repr=False)

    @property
    def ok(self) -> bool:
        """No test failed and no rule has an error."""
        return self.failed == 0 and not any(d.severity == "error" for d in self.diagnostics)


@dataclass(frozen=True)
class Counts:
    """Answers that are right, those that are too many and those that are missed."""

    right: int
    extra: int
    missed: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True)
class Disagreement:
    """One answer that is not as the gold says."""

    document: str
    kind: str
    type: str
    what: str
    detail: str


@dataclass(frozen=True)
class Scores:
    """How near the results come to the gold. `raw` is what `sluice eval --format json` writes."""

    documents: int
    mentions: Counts
    """Same span, same type."""
    facts: Counts
    """With polarity and modality."""
    roles: Counts
    disagreements: list[Disagreement] = field(repr=False)
    raw: dict[str, Any] = field(repr=False)
