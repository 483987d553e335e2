import datetime
import json
import os
import time

import pytest
from pyspark.sql import functions as F

import sluice
import sluice.spark
from conftest import PROGRAM

GREETING = """fact Greeting { who: Organization }
rule Greeting.hello {
  match  "hello" "to" who:Organization
  test   "Hello to [NATO|who]."
  reject "Hello."
}
"""
COUNTRIES = ("Sweden", "Kenya", "Turkey", "Japan", "Chile", "Norway", "Ghana")
MANY = 100_000


def text(number):
    """Short news, each with something of its own."""
    return (
        f"{COUNTRIES[number % 7]} joined NATO in {1950 + number % 75}.",
        f"Norland shipped {number + 2} tonnes of copper to {COUNTRIES[number % 7]}.",
        f"Türkiye \U0001f30d paid €{number % 997 + 2}.5 million for wheat.",
        f"Nothing happened on day {number}.",
    )[number % 4]


def bare(value):
    """A row as the JSON has it: without nulls, numbers of amounts as text."""
    if isinstance(value, dict):
        return {k: bare(v) for k, v in value.items() if v is not None}
    return [bare(v) for v in value] if isinstance(value, list) else value


def exact(value):
    if isinstance(value, dict):
        return {k: str(v) if k in ("amount", "low", "high") else exact(v) for k, v in value.items() if k != "schema"}
    return [exact(v) for v in value] if isinstance(value, list) else value


def rows(frame, *order):
    return [bare(row.asDict(recursive=True)) for row in frame.orderBy(*order).collect()]


@pytest.mark.parametrize("session", ["local[2]"], indirect=True)
def test_many_documents_are_as_the_program_says(session, program, tmp_path):
    """What Spark wrote for all of them, ordered, against what the program writes."""
    frame = session.createDataFrame([(n, text(n)) for n in range(MANY)], "id long, body string").repartition(8)
    started = time.monotonic()
    sluice.spark.extract(frame, "body", "id").write.json(str(tmp_path / "out"))
    print(f"{MANY} documents in {time.monotonic() - started:.1f} s")
    results = {}
    for name in os.listdir(tmp_path / "out"):
        if name.endswith(".json"):
            for line in open(tmp_path / "out" / name, encoding="utf-8"):
                record = json.loads(line)
                results[int(record["id"])] = record
    assert sorted(results) == list(range(MANY))
    expected = program([{"id": str(n), "text": text(n)} for n in range(MANY)])
    wrong = [n for n in range(MANY) if bare(results[n]) != exact(expected[n])]
    assert wrong == []


@pytest.mark.parametrize("session", ["local[2]"], indirect=True)
def test_rows_forms_and_rules(session, program):
    day = datetime.date(2025, 3, 3)
    records = [(3, "It ended last year.", day), (1, None, day), (2, "Sweden joined NATO.", None), (4, "They said hello to NATO.", None)]
    frame = session.createDataFrame(records, "id int, text string, day date").repartition(3)
    documents = rows(sluice.spark.extract(frame, id_col="id", date_col="day"), "id")
    expected = program([{"id": "2", "text": records[2][1]}, {"id": "3", "text": records[0][1], "date": "2025-03-03"}, {"id": "4", "text": records[3][1]}])
    assert documents[1:] == [exact(e) for e in expected]
    # A row without a text is a record of its error, and the job goes on.
    assert documents[0] == {"id": "1", "error": {"code": "io.record", "message": "the column 'text' is null"}, "engine": documents[1]["engine"]}
    facts = rows(sluice.spark.extract(frame, id_col="id", table="facts", rules={"greeting.rules": GREETING}), "document", "fact")
    assert [(f["document"], f.get("type"), "error" in f) for f in facts] == [("1", None, True), ("2", "membership", False), ("4", "greeting", False)]
    arguments = sluice.spark.extract(frame, id_col="id", table="arguments", only=["membership"])
    assert {(r.role, r.text) for r in arguments.where(F.col("role").isNotNull()).collect()} == {("member", "Sweden"), ("body", "NATO")}
    assert sluice.spark.extract(frame, table="mentions", date="2011-01-01").where("timex = '2010'").count() == 1
    exploded = sluice.spark.extract(frame, id_col="id").select("id", F.explode("facts").alias("fact")).select("id", "fact.type", "fact.args.role")
    assert [(r.id, r.type, r.role) for r in exploded.collect()] == [("2", "membership", ["member", "body"])]
    assert sluice.spark.extract(frame.where("id > 99")).count() == 0
    with pytest.raises(sluice.RuleError):
        sluice.spark.extract(frame, rules={"broken.rules": "nonsense"})
    with pytest.raises(ValueError, match="documents, mentions"):
        sluice.spark.extract(frame, table="verbs")


@pytest.mark.parametrize("session", ["local-cluster[2,1,1024]"], indirect=True)
def test_two_workers(session, program, tmp_path):
    """Executors in processes of their own, which get the rules as bytes alone."""
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "greeting.rules").write_text(GREETING)
    records = [{"id": f"{n:05d}", "text": text(n) + (" They said hello to NATO." if n % 5 == 0 else "")} for n in range(2000)]
    frame = session.createDataFrame([(r["id"], r["text"]) for r in records], "id string, text string").repartition(6)
    results = sluice.spark.extract(frame, id_col="id", rules=rules)
    # Nothing of the directory is left when the workers build their engines.
    (rules / "greeting.rules").unlink()
    by_id = {r["id"]: r for r in (bare(row.asDict(recursive=True)) for row in results.collect())}
    engine = sluice.Engine({"greeting.rules": GREETING})
    for record in records:
        expected = exact(json.loads(engine.extract(record["text"], id=record["id"]).to_json(), parse_float=str))
        assert by_id[record["id"]] == expected
    assert sum(f["type"] == "greeting" for r in by_id.values() for f in r["facts"]) == 400


@pytest.mark.parametrize("session", ["local[2]"], indirect=True)
def test_pipe(session, program):
    """The recipe for a cluster that has the program and no Python package."""
    records = [{"id": f"{n:03d}", "text": text(n)} for n in range(300)]
    lines = session.sparkContext.parallelize([json.dumps(r) for r in records], 3)
    results = lines.pipe(f"{PROGRAM} extract --input jsonl --format jsonl --jobs 1 -", checkCode=True)
    parsed = sorted((json.loads(line, parse_float=str) for line in results.collect()), key=lambda r: r["id"])
    assert parsed == program(records)
    frame = session.read.json(results)
    assert frame.select(F.explode("facts").alias("f")).where("f.type = 'membership'").count() == 75
