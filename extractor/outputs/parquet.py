"""Tables as files, Parquet or CSV by their ending: rows go in, whole files come out."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal, InvalidOperation
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from extractor.atomic import WholeFile
from extractor.errors import InputError, OptionError
from extractor.outputs.cells import plain_decimal, safe_cell
from extractor.outputs.columns import Cell, Column
from extractor.outputs.extras import import_extra

DIGITS, PLACES = 38, 9
"""Digits of a number in a Parquet table, and how many of them stand after the point."""

ENDINGS = (".parquet", ".csv")

_GROUP = 10_000
"""Rows written at once: by their count, not by the calls, so that equal rows give equal files."""
_NINTH = Decimal(1).scaleb(-PLACES)
_WIDE = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN)
_HALF = dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)


class TableWriter:
    """One table that is written row by row and appears whole, or not at all.

    Rows are dicts by column name; a missing cell is empty, a cell of no column is refused. Use it
    in a `with` block, or call `close` at the end and `discard` on failure. Memory does not grow
    with the number of rows.
    """

    def __init__(self, path: Path, schema: Sequence[Column]) -> None:
        """Start the table; its folder must exist.

        Raises:
            OptionError: the ending is none of `ENDINGS`, or pyarrow is not installed.
            InputError: the file cannot be written.
        """
        self.path = path
        self.schema = tuple(schema)
        self.count = 0
        """Rows so far."""
        self._names = frozenset(column.name for column in self.schema)
        self._rows: list[Mapping[str, Cell]] = []
        self._whole = WholeFile(path)
        if path.suffix not in ENDINGS:
            raise OptionError(f"{path.name}: a table is {' or '.join(ENDINGS)}, by its ending")
        kind: type[_ParquetFile] | type[_CsvFile]
        kind = _ParquetFile if path.suffix == ".parquet" else _CsvFile
        try:
            self._file = kind(self._whole.partial, self.schema)
        except OSError as error:
            raise _unwritable(path, error) from None

    def write(self, rows: Iterable[Mapping[str, Cell]]) -> None:
        """Append rows.

        Raises:
            ValueError: a cell belongs to no column.
            InputError: they cannot be written.
        """
        for row in rows:
            unknown = row.keys() - self._names
            if unknown:
                raise ValueError(f"no column {sorted(unknown)[0]!r} in {self.path.name}")
            self._rows.append(row)
            self.count += 1
            if len(self._rows) >= _GROUP:
                self._flush()

    def close(self) -> None:
        """Finish the table and put it in its place.

        Raises:
            InputError: it cannot be written; nothing has changed at its place then.
        """
        try:
            self._flush()
            self._file.close()
            self._whole.put()
        except OSError as error:
            self.discard()
            raise _unwritable(self.path, error) from None

    def discard(self) -> None:
        """Leave what stood at the table's place as it was."""
        self._rows = []
        self._file.close()
        self._whole.discard()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.close()
        else:
            self.discard()

    def _flush(self) -> None:
        if self._rows:
            try:
                self._file.write(self._rows)
            except OSError as error:
                raise _unwritable(self.path, error) from None
            self._rows = []


class _CsvFile:
    def __init__(self, path: Path, schema: tuple[Column, ...]) -> None:
        self._columns = schema
        self._file: IO[str] = path.open("x", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file, lineterminator="\r\n")
        self._writer.writerow([column.name for column in schema])

    def write(self, rows: Sequence[Mapping[str, Cell]]) -> None:
        for row in rows:
            self._writer.writerow([_csv_cell(row.get(c.name), c) for c in self._columns])

    def close(self) -> None:
        if not self._file.closed:
            self._file.close()


class _ParquetFile:
    def __init__(self, path: Path, schema: tuple[Column, ...]) -> None:
        self._arrow: Any = import_extra("pyarrow", "A .parquet table")
        parquet = import_extra("pyarrow.parquet", "A .parquet table")
        self._columns = schema
        self._schema = arrow_schema(schema)
        self._file = path.open("xb")
        self._writer = parquet.ParquetWriter(self._file, self._schema, compression="zstd")

    def write(self, rows: Sequence[Mapping[str, Cell]]) -> None:
        arrays = [
            self._arrow.array(
                [_typed(row.get(column.name), column) for row in rows],
                type=self._schema.field(column.name).type,
            )
            for column in self._columns
        ]
        batch = self._arrow.RecordBatch.from_arrays(arrays, schema=self._schema)
        self._writer.write_batch(batch)

    def close(self) -> None:
        if not self._file.closed:
            self._writer.close()
            self._file.close()


def arrow_schema(columns: Sequence[Column]) -> Any:
    """The pyarrow schema of a table, each column's note among its field's metadata.

    Raises:
        OptionError: pyarrow is not installed.
    """
    arrow = import_extra("pyarrow", "A .parquet table")
    types = {
        "text": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.decimal128(DIGITS, PLACES),
        "truth": arrow.bool_(),
    }
    return arrow.schema(
        [
            arrow.field(column.name, types[column.type], metadata={"note": column.note})
            for column in columns
        ]
    )


def table_number(value: Decimal | None) -> Decimal | None:
    """The number as a table holds it, rounded to nine places; none where it does not fit."""
    if value is None or not value.is_finite() or value.adjusted() >= DIGITS - PLACES:
        return None
    try:
        return value.quantize(_NINTH, context=_WIDE)
    except InvalidOperation:  # rounded up to one digit more
        return None


def _typed(value: Cell, column: Column) -> Cell:
    if column.type == "number":
        return table_number(value) if isinstance(value, Decimal) else None
    # Half characters have no bytes in UTF-8.
    return value.translate(_HALF) if isinstance(value, str) else value


def _csv_cell(value: Cell, column: Column) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        number = table_number(value)
        text = plain_decimal(number)
        return text.rstrip("0").rstrip(".") if "." in text else text
    return safe_cell(str(value))


def _unwritable(path: Path, error: OSError) -> InputError:
    return InputError(f"{str(path)!r} cannot be written: {error.strerror or error}")
