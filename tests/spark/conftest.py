import json
import os
import pathlib
import subprocess

import pytest
from pyspark.sql import SparkSession

import sluice

SOURCE = pathlib.Path(os.environ["SLUICE_SOURCE"])
PROGRAM = os.environ["SLUICE_PROGRAM"]


def pytest_configure():
    # The wheel is tested, and not what lies beside these tests.
    assert not pathlib.Path(sluice.__file__).is_relative_to(SOURCE / "python"), sluice.__file__


@pytest.fixture(scope="session")
def program():
    """What the program writes for records, parsed."""

    def run(records):
        lines = "".join(json.dumps(r) + "\n" for r in records)
        done = subprocess.run([PROGRAM, "extract", "--input", "jsonl", "--format", "jsonl", "-"], input=lines.encode(), capture_output=True, check=True)
        return [json.loads(line, parse_float=str) for line in done.stdout.splitlines()]

    return run


@pytest.fixture
def session(request):
    """A session on the master that the test names; one at a time, and none is left behind."""
    builder = SparkSession.builder.master(request.param).appName("sluice").config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.shuffle.partitions", "4").config("spark.sql.session.timeZone", "UTC").config("spark.driver.bindAddress", "127.0.0.1")
    builder = builder.config("spark.driver.host", "127.0.0.1")
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    yield spark
    spark.stop()
