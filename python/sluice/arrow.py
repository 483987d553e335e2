"""Results as Arrow tables, by the Arrow PyCapsule interface."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterator, Literal, Optional, get_args

from sluice import _core

if TYPE_CHECKING:
    import pandas
    import pyarrow

Table = Literal["documents", "mentions", "entities", "facts", "arguments"]
_TABLES: tuple[str, ...] = get_args(Table)


def table_number(table: str) -> int:
    """The number by which the engine knows a form."""
    try:
        return _TABLES.index(table)
    except ValueError:
        raise ValueError(f"table is one of {', '.join(_TABLES)}, and not {table!r}") from None


def to_stream(data: Any) -> Any:
    """A capsule with a stream of batches out of anything that speaks Arrow."""
    if hasattr(data, "__arrow_c_stream__"):
        return data.__arrow_c_stream__()
    if hasattr(data, "__arrow_c_array__"):
        import pyarrow as pa

        batch = data if isinstance(data, pa.RecordBatch) else pa.record_batch(data)
        return pa.RecordBatchReader.from_batches(batch.schema, [batch]).__arrow_c_stream__()
    raise TypeError(f"{type(data).__name__} does not speak Arrow: it has neither __arrow_c_stream__ nor __arrow_c_array__")


class Results:
    """A stream of results that is read once: by to_arrow, by to_pandas, by iteration, or by any library that takes an Arrow stream, such as
    `polars.DataFrame(results)` or DuckDB."""

    def __init__(self, stream: Any, table: Table, with_text: bool) -> None:
        self._stream: Optional[Any] = stream
        self._table: Table = table
        self._with_text = with_text

    def __arrow_c_stream__(self, requested_schema: Optional[Any] = None) -> Any:
        if self._stream is None:
            raise ValueError("these results have been read already")
        stream, self._stream = self._stream, None
        return stream

    def __arrow_c_schema__(self) -> Any:
        return _core.arrow_schema(table_number(self._table), self._with_text)

    def to_reader(self) -> "pyarrow.RecordBatchReader":
        """A pyarrow reader of the batches."""
        import pyarrow as pa

        return pa.RecordBatchReader.from_stream(self)

    def __iter__(self) -> Iterator["pyarrow.RecordBatch"]:
        return iter(self.to_reader())

    def to_arrow(self) -> "pyarrow.Table":
        """All results as one pyarrow table."""
        return self.to_reader().read_all()

    def to_pandas(self) -> "pandas.DataFrame":
        """All results as a pandas data frame whose texts stay in Arrow's memory."""
        import pandas as pd

        frame: pd.DataFrame = self.to_arrow().to_pandas(types_mapper=pd.ArrowDtype)
        return frame

    def __repr__(self) -> str:
        return f"Results({self._table!r}{', read' if self._stream is None else ''})"


def arrow_schema(table: Table = "documents", *, with_text: bool = False) -> "pyarrow.Schema":
    """The type of a table as a pyarrow schema."""
    import pyarrow as pa

    class Typed:
        def __arrow_c_schema__(self) -> Any:
            return _core.arrow_schema(table_number(table), with_text)

    return pa.schema(Typed())
