"""Tables as Parquet and CSV: types, equal columns, and files that appear whole."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from compared import bridge_report, hostile_comparison
from hypothesis import given
from hypothesis import strategies as st
from reports import ferry_report, hostile_report

from extractor.errors import InputError, OptionError
from extractor.outputs.columns import (
    FACTS,
    FINDINGS,
    LEDGER,
    Column,
    Row,
    fact_rows,
    finding_rows,
    ledger_rows,
)
from extractor.outputs.parquet import DIGITS, PLACES, TableWriter, table_number

parquet = pytest.importorskip(
    "pyarrow.parquet", reason="needs `pip install 'fact-extractor[documents]'`"
)

TABLES: list[tuple[tuple[Column, ...], Callable[..., Iterator[Row]]]] = [
    (FACTS, fact_rows),
    (FINDINGS, finding_rows),
    (LEDGER, ledger_rows),
]
ONE = (Column("name", "text", "a name"), Column("value", "number", "a number"))


def all_rows(rows_of: Callable[..., Iterator[Row]]) -> list[Row]:
    """The rows of several reports."""
    reports: list[Any] = [ferry_report(), hostile_report()]
    if rows_of is not fact_rows:
        reports += [bridge_report(), hostile_comparison()]
    return [row for number, report in enumerate(reports) for row in rows_of(report, f"d{number}")]


@pytest.mark.parametrize(("schema", "rows_of"), TABLES)
def test_rows_fill_the_columns(
    schema: tuple[Column, ...], rows_of: Callable[..., Iterator[Row]]
) -> None:
    """Every row has just the columns of its table, in their types."""
    types = {"text": str, "integer": int, "number": Decimal, "truth": bool}
    rows = all_rows(rows_of)
    assert rows
    for row in rows:
        assert set(row) == {column.name for column in schema}
        for column in schema:
            value = row[column.name]
            assert value is None or type(value) is types[column.type]


@pytest.mark.parametrize(("schema", "rows_of"), TABLES)
def test_parquet_and_csv_hold_the_same(
    tmp_path: Path, schema: tuple[Column, ...], rows_of: Callable[..., Iterator[Row]]
) -> None:
    """Both files have the same columns and as many rows; offsets are integers in Parquet."""
    rows = all_rows(rows_of)
    for ending in ("parquet", "csv"):
        with TableWriter(tmp_path / f"t.{ending}", schema) as table:
            table.write(rows)
    read = parquet.read_table(tmp_path / "t.parquet")
    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    assert read.column_names == lines[0] == [column.name for column in schema]
    assert read.num_rows == len(lines) - 1 == len(rows)
    assert str(read.schema.field("start").type) == "int64"
    wanted = [row["start"] for row in rows]
    assert read["start"].to_pylist() == wanted
    at = lines[0].index("start")
    assert [line[at] for line in lines[1:]] == ["" if n is None else str(n) for n in wanted]


def test_numbers_are_exact_as_text_and_rounded_as_decimals(tmp_path: Path) -> None:
    """What is too large or too fine for a decimal column is whole in the text beside it."""
    values = [Decimal("4200000"), Decimal(1) / 3, Decimal("1e60"), Decimal("-0.5"), None]
    with TableWriter(tmp_path / "t.parquet", ONE) as table:
        table.write({"name": str(value), "value": value} for value in values)
    read = parquet.read_table(tmp_path / "t.parquet")
    assert str(read.schema.field("value").type) == f"decimal128({DIGITS}, {PLACES})"
    assert read["value"].to_pylist() == [
        Decimal(4200000),
        Decimal("0.333333333"),
        None,
        Decimal("-0.5"),
        None,
    ]


@given(st.decimals() | st.decimals(allow_nan=False, allow_infinity=False, places=12))
def test_any_number_fits_or_is_empty(value: Decimal) -> None:
    """No number raises; one that fits is at most half a unit of the last place away."""
    number = table_number(value)
    if number is not None:
        assert abs(number - value) <= Decimal("0.0000000005")
        assert len(number.as_tuple().digits) <= DIGITS


def test_a_table_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    """Until it is closed, and after a failure, what stood there before stays, and nothing else."""
    for ending in ("parquet", "csv"):
        path = tmp_path / f"t.{ending}"
        path.write_bytes(b"before")
        table = TableWriter(path, ONE)
        table.write([{"name": "a"}])
        assert path.read_bytes() == b"before"
        with pytest.raises(ZeroDivisionError), table:
            table.write({"name": str(1 // n)} for n in (1, 0))
        assert path.read_bytes() == b"before"
        assert [each.name for each in tmp_path.iterdir()] == [path.name]
        path.unlink()


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_how_rows_come_changes_nothing(tmp_path: Path, ending: str) -> None:
    """One row at a time or all at once: the files are equal byte for byte."""
    rows: list[Row] = [{"name": f"row {n}", "value": Decimal(n)} for n in range(10_500)]
    for name in ("a", "b"):
        with TableWriter(tmp_path / f"{name}.{ending}", ONE) as table:
            if name == "a":
                table.write(rows)
            else:
                for row in rows:
                    table.write([row])
            assert table.count == len(rows)
    assert (tmp_path / f"a.{ending}").read_bytes() == (tmp_path / f"b.{ending}").read_bytes()


def test_cells_of_csv_run_no_formula(tmp_path: Path) -> None:
    """A name that begins as a formula is neutral in CSV and itself in Parquet."""
    for ending in ("parquet", "csv"):
        with TableWriter(tmp_path / f"t.{ending}", ONE) as table:
            table.write([{"name": "=1+1"}, {"name": "half \ud800"}])
    assert (tmp_path / "t.csv").read_text("utf-8").splitlines()[1] == "'=1+1,"
    read = parquet.read_table(tmp_path / "t.parquet")["name"].to_pylist()
    assert read == ["=1+1", "half \ufffd"]


def test_an_empty_table_has_its_header(tmp_path: Path) -> None:
    """No rows still give a table with its columns."""
    for ending in ("parquet", "csv"):
        with TableWriter(tmp_path / f"t.{ending}", FACTS):
            pass
    names = [column.name for column in FACTS]
    assert parquet.read_table(tmp_path / "t.parquet").column_names == names
    assert (tmp_path / "t.csv").read_bytes().decode() == ",".join(names) + "\r\n"


def test_what_cannot_be_written_is_refused_in_one_line(tmp_path: Path) -> None:
    """A missing folder, an unknown ending and an unknown column are named."""
    with pytest.raises(InputError, match="cannot be written"):
        TableWriter(tmp_path / "none" / "t.csv", ONE)
    with pytest.raises(OptionError, match=r"\.parquet or \.csv"):
        TableWriter(tmp_path / "t.txt", ONE)
    with pytest.raises(ValueError, match="'nmae'"), TableWriter(tmp_path / "t.csv", ONE) as table:
        table.write([{"nmae": "a"}])
    assert list(tmp_path.iterdir()) == []
