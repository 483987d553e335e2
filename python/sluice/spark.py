"""Sluice in Spark, for a corpus that outgrows one machine.

>>> facts = sluice.spark.extract(df, text_col="body", id_col="id")

Each Python worker builds one engine from the bytes of the rules and keeps it from task to task; a task reads on one thread. Texts and results pass as
Arrow batches. A row without text becomes an error record, and no job fails for it. The package must be there on the executors.
"""

from __future__ import annotations

import functools
import pickle
from typing import TYPE_CHECKING, Any, Iterator, Optional

from sluice.arrow import Table, arrow_schema, table_number
from sluice.engine import DateLike, Engine, Rules, _iso

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType


@functools.lru_cache(maxsize=4)
def _engine(pickled: bytes) -> Engine:
    engine = pickle.loads(pickled)
    assert isinstance(engine, Engine)
    return engine


class _Task:
    """What travels to the workers: bytes and names."""

    def __init__(self, pickled: bytes, table: Table, id_col: Optional[str], date_col: Optional[str], title_col: Optional[str], date: str) -> None:
        self.pickled = pickled
        self.table: Table = table
        self.id_col = id_col
        self.date_col = date_col
        self.title_col = title_col
        self.date = date

    def __call__(self, batches: "Iterator[pyarrow.RecordBatch]") -> "Iterator[pyarrow.RecordBatch]":
        import pyarrow as pa

        first = next(batches, None)
        if first is None:
            return

        def all_batches() -> "Iterator[pyarrow.RecordBatch]":
            yield first
            yield from batches

        source = pa.RecordBatchReader.from_batches(first.schema, all_batches())
        yield from _engine(self.pickled).extract_arrow(
            source, self.table, text="text", id=self.id_col, date=self.date_col, title=self.title_col, default_date=self.date or None
        )


def schema(table: Table = "documents") -> "StructType":
    """The Spark type of a table of results."""
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(arrow_schema(table))


def extract(
    df: "DataFrame",
    text_col: str = "text",
    id_col: Optional[str] = None,
    *,
    date_col: Optional[str] = None,
    title_col: Optional[str] = None,
    rules: Optional[Rules] = None,
    table: Table = "documents",
    date: Optional[DateLike] = None,
    **options: Any,
) -> "DataFrame":
    """The results for the texts of a data frame.

    `table` is `documents`, a row for each row of `df` with arrays of structs in the shape of the JSON, or one of the exploded forms `mentions`,
    `entities`, `facts` and `arguments`. Results name their document by `id_col`; join on it for the other columns. `date` holds for rows that bring none in
    `date_col`. `rules` and the other options are those of sluice.Engine; rules are read here, on the driver, and travel as bytes.
    """
    from pyspark.sql import functions as F

    table_number(table)
    engine = Engine(rules, **options)
    wanted = {"text": text_col, "id": id_col, "date": date_col, "title": title_col}
    columns = [F.col(name).alias(key) for key, name in wanted.items() if name is not None]
    task = _Task(
        pickle.dumps(engine),
        table,
        "id" if id_col is not None else None,
        "date" if date_col is not None else None,
        "title" if title_col is not None else None,
        _iso(date),
    )
    return df.select(*columns).mapInArrow(task, schema(table))
