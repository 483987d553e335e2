"""The engine: rules in, documents out."""

from __future__ import annotations

import datetime
import functools
import itertools
import json
import os
from typing import Any, Iterable, Iterator, Literal, Mapping, Optional, Sequence, Union

from sluice import _core
from sluice.arrow import Results, Table, table_number, to_stream
from sluice.errors import Diagnostic, RuleError
from sluice.reports import CheckReport, Counts, Disagreement, Scores

Path = Union[str, "os.PathLike[str]"]
Rules = Union[Path, Sequence[Path], Mapping[str, Union[str, bytes]]]
"""Rules of your own: a directory, several, or the files themselves by their path from the root of the rules."""
DateLike = Union[str, datetime.date]
Input = Union[str, bytes, "tuple[str, str | bytes]", Mapping[str, Any]]
"""A text, a pair of id and text, or a mapping with `text` and, as may be, `id`, `date` and `title`."""

_CHUNK = 64


def _files(rules: Optional[Rules]) -> list[tuple[str, bytes, str]]:
    if rules is None:
        return []
    if isinstance(rules, Mapping):
        return [(path, text.encode() if isinstance(text, str) else bytes(text), "") for path, text in sorted(rules.items())]
    directories = [rules] if isinstance(rules, (str, os.PathLike)) else list(rules)
    return [file for directory in directories for file in _core.read_rule_files(os.fspath(directory))]


def _iso(date: Optional[DateLike]) -> str:
    if date is None:
        return ""
    if isinstance(date, datetime.datetime):
        return date.date().isoformat()
    if isinstance(date, datetime.date):
        return date.isoformat()
    if not isinstance(date, str):
        raise TypeError(f"a date must be str or datetime.date, not {type(date).__name__}")
    try:
        return datetime.date.fromisoformat(date[:10]).isoformat()
    except ValueError:
        raise ValueError(f"a date is written YYYY-MM-DD, and not {date!r}") from None


def _input(item: Input) -> tuple[Union[str, bytes], str, str, str]:
    if isinstance(item, (str, bytes)):
        return item, "", "", ""
    if isinstance(item, Mapping):
        if item.get("text") is None:
            raise ValueError(f"an input has no 'text', but {sorted(item)}")
        return item["text"], str(item.get("id") or ""), _iso(item.get("date")), item.get("title") or ""
    if isinstance(item, tuple) and len(item) == 2:
        return item[1], str(item[0]), "", ""
    raise TypeError(f"an input is a text, a pair of id and text, or a mapping, not {type(item).__name__}")


class Engine:
    """A compiled set of rules. Immutable; any number of threads may use one at once, and none holds the interpreter's lock while it reads.

    `rules` are rules of your own, on top of those that ship unless `standard` is false. `only` keeps these types of mentions and facts, `zones` what
    stands in these zones (`title`, `meta`, `body`, `related`, `boilerplate`). `date_order` says how 5/6/2024 is read in a document that does not
    tell, `fiscal_year_start` in which month fiscal years begin.

    Rules with errors raise RuleError, which lists every finding with file, line and column. An engine is pickled as its rules and options, and
    compiled again where it arrives.
    """

    def __init__(
        self,
        rules: Optional[Rules] = None,
        *,
        standard: bool = True,
        date_order: Literal["dmy", "mdy"] = "dmy",
        fiscal_year_start: int = 1,
        only: Sequence[str] = (),
        zones: Sequence[str] = (),
    ) -> None:
        if date_order not in ("dmy", "mdy"):
            raise ValueError(f"date_order is 'dmy' or 'mdy', and not {date_order!r}")
        if isinstance(only, str) or isinstance(zones, str):
            raise TypeError("only and zones are lists of names")
        if not 1 <= fiscal_year_start <= 12:
            raise ValueError(f"fiscal_year_start is a month from 1 to 12, and not {fiscal_year_start}")
        self._state: dict[str, Any] = {
            "files": _files(rules),
            "standard": standard,
            "date_order": date_order,
            "fiscal_year_start": fiscal_year_start,
            "only": list(only),
            "zones": list(zones),
        }
        self._compile()

    def _compile(self) -> None:
        state = self._state
        self._core = _core.Engine(
            state["files"], state["standard"], state["date_order"] == "mdy", state["fiscal_year_start"], state["only"], state["zones"]
        )

    def __getstate__(self) -> dict[str, Any]:
        return self._state

    def __setstate__(self, state: dict[str, Any]) -> None:
        self._state = state
        self._compile()

    def __repr__(self) -> str:
        own = len(self._state["files"])
        return f"Engine(rules_hash={self.rules_hash!r}" + (f", own_files={own}" if own else "") + ")"

    @property
    def rules_hash(self) -> str:
        """Hash of the rules: the same rules give the same hash."""
        return self._core.rules_hash

    @property
    def rules(self) -> dict[str, bytes]:
        """The rule files of your own, by path. `Engine(engine.rules)` is the same engine."""
        return {path: content for path, content, _ in self._state["files"]}

    def extract(self, text: Union[str, bytes], date: Optional[DateLike] = None, *, id: str = "", title: str = "") -> _core.Document:
        """Reads one text. `date`, from which `last week` is counted, is a date or `YYYY-MM-DD`; without one it is looked for in the text."""
        return self._core.extract(text, id, _iso(date), title)

    def extract_many(self, inputs: Iterable[Input], jobs: int = 1, *, date: Optional[DateLike] = None) -> Iterator[_core.Document]:
        """Reads one text after the other, on `jobs` threads, and gives the documents in the order of the inputs as they are ready.

        An input is a text, a pair of id and text, or a mapping with `text` and, as may be, `id`, `date`, `title`. `date` holds for those that bring
        none. No more than a few texts for each thread are held at a time.
        """
        if jobs < 1:
            raise ValueError(f"jobs is at least 1, and not {jobs}")
        if isinstance(inputs, (str, bytes)):
            raise TypeError("inputs is many texts; extract reads one")
        default = _iso(date)

        def documents() -> Iterator[_core.Document]:
            source = (_input(item) for item in inputs)
            dated = ((text, id, own or default, title) for text, id, own, title in source)
            size = 1 if jobs == 1 else _CHUNK * jobs
            while chunk := list(itertools.islice(dated, size)):
                yield from self._core.extract_batch(chunk, jobs)

        return documents()

    def extract_arrow(
        self,
        data: Any,
        table: Table = "documents",
        *,
        text: str = "text",
        id: Optional[str] = None,
        date: Optional[str] = None,
        title: Optional[str] = None,
        default_date: Optional[DateLike] = None,
        jobs: int = 1,
        with_text: bool = False,
    ) -> Results:
        """Reads the texts of a table and gives the results as one; no text or result becomes a Python object on the way.

        `data` is whatever speaks Arrow: a table, batch or reader of pyarrow, a data frame of pandas or polars, a relation of DuckDB; or a list of
        inputs as extract_many takes them, for which pyarrow must be there. `text`, `id`, `date` and `title` are names of columns. `table` is
        `documents` (a row for each document, nested like the JSON) or flat: `mentions`, `entities`, `facts`, `arguments`. A row without text
        gives a row with an error in its place.

        The source is read batch by batch as the results are, so that neither need fit into memory.
        """
        number = table_number(table)
        if jobs < 1:
            raise ValueError(f"jobs is at least 1, and not {jobs}")
        if isinstance(data, (list, tuple, Iterator)) and not hasattr(data, "__arrow_c_stream__"):
            data, text, id, date, title = _as_table(data), "text", "id", "date", "title"
        stream = to_stream(data)
        return Results(self._core.extract_arrow(stream, number, text, id, date, title, _iso(default_date), jobs, with_text), table, with_text)

    def check(self) -> CheckReport:
        """Runs the tests inside the rules."""
        return _check_report(self._core.check())

    def evaluate(self, gold: Path, disagreements: int = 0) -> Scores:
        """Reads the texts of a gold file, or of a directory of them, and scores the results. Lists the first `disagreements` answers that differ."""
        raw = json.loads(self._core.evaluate(os.fspath(gold), disagreements))
        return Scores(
            documents=raw["documents"],
            mentions=Counts(**raw["mentions"]["strict"]),
            facts=Counts(**raw["facts"]),
            roles=Counts(**raw["roles"]),
            disagreements=[Disagreement(**d) for d in raw.get("disagreements", [])],
            raw=raw,
        )


def _check_report(text: str) -> CheckReport:
    raw = json.loads(text)
    findings = [Diagnostic(d["severity"], d["code"], d["message"], d.get("hint", ""), d["file"], d["line"], d["column"]) for d in raw["diagnostics"]]
    return CheckReport(raw["rules"], raw["tests"], raw["failed"], raw["known_misses"], findings)


def _as_table(inputs: Iterable[Input]) -> Any:
    import pyarrow as pa

    rows = [_input(item) for item in inputs]
    texts = [text if isinstance(text, bytes) else text.encode("utf-8", "replace") for text, _, _, _ in rows]
    return pa.table(
        {
            "text": pa.array(texts, pa.large_binary()),
            "id": pa.array([id or str(number) for number, (_, id, _, _) in enumerate(rows)], pa.string()),
            "date": pa.array([date for _, _, date, _ in rows], pa.string()),
            "title": pa.array([title for _, _, _, title in rows], pa.string()),
        }
    )


@functools.cache
def _standard() -> Engine:
    return Engine()


def extract(text: Union[str, bytes], date: Optional[DateLike] = None, *, id: str = "", title: str = "") -> _core.Document:
    """Reads one text with the rules that ship."""
    return _standard().extract(text, date, id=id, title=title)


def check(rules: Optional[Rules] = None, *, standard: bool = True) -> CheckReport:
    """Compiles rules and runs the tests inside them. Rules with errors are findings here and raise nothing."""
    try:
        return Engine(rules, standard=standard).check()
    except RuleError as error:
        return CheckReport(0, 0, 0, 0, error.diagnostics)


def evaluate(gold: Path, rules: Optional[Rules] = None, *, standard: bool = True, disagreements: int = 0) -> Scores:
    """Scores the results of these rules against gold."""
    return Engine(rules, standard=standard).evaluate(gold, disagreements)
