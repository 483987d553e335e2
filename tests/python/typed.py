"""Not run but checked by mypy: what the stubs promise to a program that is typed."""
import datetime
import decimal
from typing import Any, Optional, assert_type

import sluice

engine = sluice.Engine(only=["membership"], date_order="mdy")
document = engine.extract("Sweden joined NATO.", datetime.date(2024, 3, 1))
assert_type(document, sluice.Document)
assert_type(document.date, Optional[str])
assert_type(document.facts[0]["member"], sluice.Argument)
assert_type(document.facts[0].get("member"), Optional[sluice.Argument])
assert_type(document.facts[0].attribution, Optional[sluice.Argument])
assert_type(document.mentions[0].start, int)
assert_type(document.mentions[0].entity, Optional[sluice.Entity])
assert_type(document.to_dict(), dict[str, Any])
value = document.mentions[0].value
if value is not None:
    assert_type(value.amount, Optional[decimal.Decimal])
    assert_type(value.of, Optional[sluice.Span])
for found in engine.extract_many(["a", ("id", "b"), {"text": "c", "date": "2024-01-01"}], jobs=2):
    assert_type(found, sluice.Document)
assert_type(engine.check(), sluice.CheckReport)
assert_type(engine.evaluate("gold").facts.f1, float)
try:
    sluice.Engine({"a.rules": "x"})
except sluice.RuleError as error:
    assert_type(error.line, int)
    assert_type(error.diagnostics, list[sluice.Diagnostic])
