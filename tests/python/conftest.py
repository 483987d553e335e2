import json
import os
import pathlib
import subprocess

import pytest

import sluice

SOURCE = pathlib.Path(os.environ["SLUICE_SOURCE"])
PROGRAM = os.environ["SLUICE_PROGRAM"]

GREETING = """fact Greeting { who: Organization }
rule Greeting.hello {
  match  "hello" "to" who:Organization
  test   "Hello to [NATO|who]."
  reject "Hello."
}
"""


def pytest_configure():
    # The wheel is tested, and not what lies beside these tests.
    assert not pathlib.Path(sluice.__file__).is_relative_to(SOURCE / "python"), sluice.__file__


@pytest.fixture(scope="session")
def engine():
    return sluice.Engine()


@pytest.fixture(scope="session")
def corpus():
    """Mappings of id, date and text: every annotated article, and what is hard on offsets."""
    records = []
    for path in sorted((SOURCE / "corpus/dev").glob("*.gold")):
        header, text, _ = path.read_text(encoding="utf-8").split("---\n", 2)
        date = next((line[5:].strip() for line in header.splitlines() if line.startswith("date:")), None)
        records.append({"id": path.stem, "text": text, **({"date": date} if date else {})})
    assert len(records) > 5
    records.append({"id": "astral", "text": "\U0001f30d\U0001f1f9\U0001f1f7 Türkiye joined NATO – for €12 million \U0001f4b6 – in 2024.", "date": "2025-01-05"})
    records.append({"id": "empty", "text": ""})
    records.append({"id": "title", "text": "It rose 5% yesterday.", "title": "Copper", "date": "2025-01-05"})
    return records


@pytest.fixture(scope="session")
def program():
    """What the program writes for records, as parsed lines or as they are."""

    def run(records, *options, raw=False):
        lines = "".join(json.dumps(r) + "\n" for r in records)
        done = subprocess.run([PROGRAM, "extract", "--input", "jsonl", "--format", "jsonl", *options, "-"], input=lines.encode(), capture_output=True, check=True)
        return done.stdout.decode().splitlines(keepends=True) if raw else [json.loads(line) for line in done.stdout.splitlines()]

    return run
