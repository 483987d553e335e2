"""What the engine writes has the published shapes, and a published shape does not change under its number."""
import hashlib
import json

import jsonschema
import pyarrow as pa
import pytest

import sluice
from conftest import SOURCE

SCHEMAS = SOURCE / "schemas"
DOCUMENT = json.loads((SCHEMAS / "document-1.schema.json").read_text())
TABLES = ("documents", "mentions", "entities", "facts", "arguments")


def test_published_shapes_are_locked():
    locked = dict(reversed(line.split()) for line in (SCHEMAS / "shapes.lock").read_text().splitlines())
    published = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in SCHEMAS.iterdir() if path.suffix in (".json", ".sql")}
    changed = [name for name in locked if published.get(name) != locked[name]]
    assert changed == [], "a published shape has changed: give the new one the next number"
    assert set(published) == set(locked), "a new shape belongs into shapes.lock (sha256sum *.json *.sql)"


def lines(corpus, program):
    """Results that between them have every key: the articles, in each unit, and records made for what they lack."""
    made = [
        {"id": "meta", "text": "Ms Okafor, who said it may fall if talks fail, met 5 to 7 people in mid-2024.", "url": "x", "date": "no date"},
        {"id": "caps", "text": "It paid 123456789012345678901234567890 dollars, from $5bn to $7bn, every Monday or twice a week for 5 to 7 tonnes a year."},
        {"id": "broken"},
    ]
    for unit in ("codepoint", "byte", "utf16"):
        yield from program(corpus, "--offsets", unit, "--with-text")
    from subprocess import CalledProcessError

    with pytest.raises(CalledProcessError) as failed:
        program(made)
    yield from map(json.loads, failed.value.stdout.splitlines())


@pytest.fixture(scope="module")
def results(corpus, program):
    return list(lines(corpus, program))


def test_results_fit_the_schema(results):
    jsonschema.Draft202012Validator.check_schema(DOCUMENT)
    validator = jsonschema.Draft202012Validator(DOCUMENT)
    for result in results:
        validator.validate(result)
    assert {"error" in r for r in results} == {True, False}
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({**results[0], "more": 1})


def keys(value, schema, at, seen):
    """Notes each property of the schema that a result has."""
    schema = DOCUMENT["$defs"][schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema
    if isinstance(value, list):
        for item in value:
            keys(item, schema.get("items", {}), at, seen)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key in schema.get("properties", {}):
                name = f"{at}.{key}"
                seen.add(name)
                keys(item, schema["properties"][key], name, seen)


def declared(schema, at, found):
    schema = DOCUMENT["$defs"][schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema
    if "items" in schema:
        declared(schema["items"], at, found)
    for key, inner in schema.get("properties", {}).items():
        found.add(f"{at}.{key}")
        declared(inner, f"{at}.{key}", found)


def test_schema_says_no_more_than_there_is(results):
    """A key that is no longer written would stay in the schema unnoticed."""
    seen, expected = set(), set()
    for result in results:
        keys(result, {"$ref": "#/$defs/failure" if "error" in result else "#/$defs/document"}, "", seen)
    declared({"$ref": "#/$defs/document"}, "", expected)
    declared({"$ref": "#/$defs/failure"}, "", expected)
    # Rare in any text; the writer's own tests have them.
    rare = {".mentions.value.quant", ".mentions.value.freq", ".mentions.value.reason", ".mentions.value.mod", ".mentions.value.si.low", ".mentions.value.si.high"}
    rare |= {f".facts.args.refers{key}" for key in ("", ".start", ".end")}
    rare |= {f".facts.attribution.{key}" for key in ("refers", "mention", "entity")} | {f".facts.attribution.refers.{key}" for key in ("start", "end")}
    assert expected - seen - rare == set()


def plain(kind):
    if pa.types.is_struct(kind):
        return {field.name: plain(field.type) for field in kind}
    return [plain(kind.value_type)] if pa.types.is_list(kind) else str(kind)


def test_arrow_tables_have_the_published_shape():
    published = json.loads((SCHEMAS / "arrow-1.json").read_text())
    made = {name: {field.name: plain(field.type) for field in sluice.arrow_schema(name)} for name in TABLES}
    assert list(map(list, made.values())) == list(map(list, published.values()))
    assert made == published
    for name in TABLES:
        assert sluice.arrow_schema(name).metadata == {b"sluice:schema": b"arrow/1"}
    assert sluice.arrow_schema("documents", with_text=True).names.index("text") == 4
