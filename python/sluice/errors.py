"""What may go wrong, as exceptions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence


@dataclass(frozen=True)
class Diagnostic:
    """A finding in a rule file, word list or gold file, with its place."""

    severity: str
    """`error`, `warning` or `note`."""
    code: str
    """Stable, such as `S014`."""
    message: str
    hint: str
    """What to do about it, or empty."""
    file: str
    line: int
    """From 1; 0 where the whole file is meant."""
    column: int
    """From 1, in bytes."""

    def __str__(self) -> str:
        place = self.file + (f":{self.line}:{self.column}" if self.line else "")
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}: {self.severity} {self.code}: {self.message}{hint}"


class SluiceError(Exception):
    """Something could not be done. `code` is stable."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return self.message


class RuleError(SluiceError, ValueError):
    """Rules or gold files have errors. `diagnostics` lists every finding; `file`, `line` and `column` are those of the first error."""

    def __init__(self, code: str, message: str, findings: Sequence[tuple[str, str, str, str, str, int, int]]) -> None:
        super().__init__(code, message)
        self.args = (code, message, list(findings))
        self.diagnostics = [Diagnostic(*finding) for finding in findings]
        first = next((d for d in self.diagnostics if d.severity == "error"), self.diagnostics[0])
        self.file, self.line, self.column = first.file, first.line, first.column

    def __str__(self) -> str:
        shown = [str(d) for d in self.diagnostics if d.severity == "error"][:10] or [self.message]
        more = sum(d.severity == "error" for d in self.diagnostics) - len(shown)
        return "\n".join(shown) + (f"\nand {more} more" if more > 0 else "")
