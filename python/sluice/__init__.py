"""Names, quantities, dates and facts out of English text, by rules.

>>> import sluice
>>> doc = sluice.extract("Sweden joined NATO in 2024.")
>>> doc.facts
[Fact('membership', member='Sweden', body='NATO', date='2024')]
>>> doc.facts[0]["member"].entity.name
'Sweden'
"""

from sluice._core import Argument, Document, Entity, Fact, Issue, Mention, Span, Value, Zone
from sluice._core import version as _version
from sluice.arrow import Results, Table, arrow_schema
from sluice.engine import DateLike, Engine, Rules, check, evaluate, extract
from sluice.errors import Diagnostic, RuleError, SluiceError
from sluice.reports import CheckReport, Counts, Disagreement, Scores

__version__ = _version()

__all__ = [
    "Argument",
    "CheckReport",
    "Counts",
    "DateLike",
    "Diagnostic",
    "Disagreement",
    "Document",
    "Engine",
    "Entity",
    "Fact",
    "Issue",
    "Mention",
    "Results",
    "RuleError",
    "Rules",
    "Scores",
    "SluiceError",
    "Span",
    "Table",
    "Value",
    "Zone",
    "arrow_schema",
    "check",
    "evaluate",
    "extract",
]
