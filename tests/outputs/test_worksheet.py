"""The worksheet: what goes out, what spreadsheets make of it, and what comes back."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import datetime
from io import BytesIO, StringIO
from typing import Any

import pytest
from compared import bridge_report, hostile_comparison
from hypothesis import given, settings
from hypothesis import strategies as st
from parsed_page import Page
from reports import ferry_report, hostile_report

from extractor.errors import InputError, OptionError
from extractor.outputs import report_bytes, write_report
from extractor.outputs.cells import cell_text, safe_cell
from extractor.outputs.items import items_of
from extractor.outputs.visible import visible
from extractor.outputs.workbook import worksheet_xlsx
from extractor.outputs.worksheet import (
    COLUMNS,
    METHODS,
    STATUSES,
    WorksheetRow,
    columns_of,
    worksheet_csv,
    worksheet_page,
    worksheet_rows,
)
from extractor.outputs.worksheet_back import read_worksheet
from extractor.schemas.report import DraftReport, Report

openpyxl = pytest.importorskip("openpyxl", reason="needs `pip install 'fact-extractor[documents]'`")

REPORTS = [bridge_report(), hostile_comparison(), ferry_report(), hostile_report()]


def sheet_of(rows: list[WorksheetRow]) -> Any:
    """The sheet as a spreadsheet program finds it."""
    data = worksheet_xlsx(rows, compared_with="2 sources")
    return openpyxl.load_workbook(BytesIO(data)).active


def csv_of(*lines: str) -> bytes:
    """A CSV file of these lines."""
    return "\r\n".join(lines).encode()


@pytest.mark.parametrize("report", REPORTS)
def test_one_row_for_each_item(report: Report | DraftReport) -> None:
    """The rows are the things to check, in reading order, whatever their verdict."""
    rows = worksheet_rows(report)
    assert [row.id for row in rows] == [item.id for item in items_of(report)]


def test_row_has_both_sides_and_the_place() -> None:
    """A row shows the draft's words and sentence, the verdict, the source's words and place."""
    row = next(row for row in worksheet_rows(bridge_report()) if row.words == "1913")
    assert row.sentence == "🌉 It opened in 1913."
    assert (row.kind, row.verdict, row.paragraph) == ("date", "differs", "2")
    assert (row.evidence, row.source) == ("1931", "wire.txt, paragraph 4")
    assert '"1913"' in row.message
    assert (row.status, row.initials, row.compared_with) == (
        "to check",
        "",
        "2 sources: wire.txt, council.txt",
    )


def test_furniture_is_not_needed() -> None:
    """What is set aside is on the sheet, and nobody is asked to check it."""
    row = next(row for row in worksheet_rows(ferry_report()) if row.words == "Nov. 14")
    assert (row.verdict, row.status, row.message) == ("set aside", "not needed", "dateline")


@pytest.mark.parametrize("report", REPORTS)
def test_no_cell_is_a_formula(report: Report | DraftReport) -> None:
    """No cell of the CSV or the workbook begins as a formula or is stored as one."""
    rows = worksheet_rows(report)
    cells = [cell for line in csv.reader(StringIO(worksheet_csv(rows))) for cell in line]
    for line in sheet_of(rows).iter_rows():
        for cell in line:
            assert cell.data_type in ("s", "n")
            assert cell.data_type == "s" or cell.value is None
            cells.append(cell.value or "")
    starts = ("=", "+", "-", "@", "\t", "\r")
    assert not [c for c in cells if c.startswith(starts) and not c[1:].replace(".", "").isdigit()]


def test_words_that_a_spreadsheet_takes_for_an_error_stay_words() -> None:
    """ "#N/A" and "1E5" come back as they went."""
    rows = [WorksheetRow(id="a", kind="figure", words=words) for words in ("#N/A", "1E5", "007")]
    rows = [replace(row, id=f"a{number}") for number, row in enumerate(rows)]
    assert [line[2].value for line in sheet_of(rows).iter_rows(min_row=2)] == ["#N/A", "1E5", "007"]


def test_workbook_is_made_for_checking() -> None:
    """The header stays in view, cells wrap, status and method are chosen from lists."""
    rows = worksheet_rows(bridge_report())
    sheet = sheet_of(rows)
    assert sheet.freeze_panes == "A2"
    assert [cell.value for cell in sheet[1]] == list(columns_of(rows))
    assert sheet["D2"].alignment.wrap_text
    lists = {str(rule.sqref)[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert lists == {"J": f'"{",".join(STATUSES)}"', "K": f'"{",".join(METHODS)}"'}
    assert max(map(len, lists.values())) <= 255  # more than that, and Excel repairs the file


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_worksheet_comes_back_as_it_went(report: Report | DraftReport, kind: str) -> None:
    """CSV and workbook give the rows back, but for signs in the place of control characters."""
    rows = worksheet_rows(report)
    data = (
        worksheet_csv(rows).encode()
        if kind == "csv"
        else worksheet_xlsx(rows, compared_with=report.compared_with)
    )
    read = read_worksheet(data, f"sheet.{kind}")
    assert read.errors == ()
    wanted = [
        WorksheetRow(**{name: visible(getattr(row, name)).strip() for name in COLUMNS})
        for row in rows
    ]
    assert list(read.rows) == wanted


@given(st.text())
def test_a_cell_comes_back(text: str) -> None:
    """However a text begins, the neutral cell gives it back."""
    assert cell_text(safe_cell(text)) == visible(text) or visible(text).startswith("'")


def test_columns_may_be_moved_renamed_in_case_and_added() -> None:
    """Order, capitals and further columns do not matter; missing columns are empty."""
    data = csv_of(
        "\ufeffStatus;Our own;ID;Source link;Method",
        "Confirmed;x;figure-1;https://example.org/a;EMAIL",
        ";;;;",
        "stet;;name-2;;",
    )
    read = read_worksheet(data, "sheet.csv")
    assert read.errors == ()
    assert [(r.id, r.status, r.source_link, r.method) for r in read.rows] == [
        ("figure-1", "confirmed", "https://example.org/a", "e-mail"),
        ("name-2", "stet", "", ""),
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("figure-1,done,", "'done'"),
        ("figure-1,confirmed,pigeon", "'pigeon'"),
        (",confirmed,call", "id is empty"),
        ("figure-0,wrong,call", "earlier row"),
    ],
)
def test_errors_are_by_row_and_the_others_are_read(line: str, words: str) -> None:
    """A row that cannot be used is named with its number and value; the rest is read."""
    data = csv_of("id,status,method", "figure-0,confirmed,call", line, "figure-9,legal,")
    read = read_worksheet(data, "sheet.csv")
    assert [row.id for row in read.rows] == ["figure-0", "figure-9"]
    ((number, message),) = [(error.row, error.message) for error in read.errors]
    assert number == 3
    assert words in message


def test_dates_of_a_workbook_come_back_as_days() -> None:
    """A cell that Excel made a date of is read as the day."""
    book = openpyxl.Workbook()
    book.active.append(["id", "date", "note"])
    book.active.append(["figure-1", datetime(2026, 6, 5), 40.0])
    file = BytesIO()
    book.save(file)
    (row,) = read_worksheet(file.getvalue(), "sheet.xlsx").rows
    assert (row.date, row.note) == ("2026-06-05", "40")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no header here",
        b"PK\x03\x04 and no archive",
        b'id,status\r\n"' + b"x" * 200_000,
        "id\nn\u00e9".encode("cp1252"),
    ],
)
def test_what_is_no_worksheet_is_refused_in_one_line(data: bytes) -> None:
    """A file without our header, or of another kind, is refused with its name."""
    with pytest.raises(InputError, match=r"^sheet\.csv [^\n]*$"):
        read_worksheet(data, "sheet.csv")


def test_any_bytes_are_read_or_refused() -> None:
    """No bytes raise anything but our errors."""

    @settings(max_examples=80)
    @given(st.binary(max_size=200))
    def read(data: bytes) -> None:
        for start in (b"", b"id,status\n", b"PK\x03\x04"):
            try:
                read_worksheet(start + data, "sheet.csv")
            except (InputError, OptionError):
                continue

    read()


def test_page_to_print_has_every_row_and_no_script() -> None:
    """The page lists what was compared first, then every row; nothing in it runs."""
    report = hostile_comparison()
    rows = worksheet_rows(report)
    html = worksheet_page(rows, compared_with=report.compared_with, title="<b>x</b>")
    page = Page(html)
    assert page.one("body").words.strip().startswith("Compared with: 2 sources")
    assert len(page.all("tr")) == len(rows) + 1
    assert page.all("script") == []
    assert "script-src" not in html
    assert page.one("h1").words == "<b>x</b>"


def test_ending_decides_what_a_worksheet_is() -> None:
    """.xlsx is a workbook, .html a page, anything else CSV."""
    report = ferry_report()
    assert report_bytes(report, "worksheet", ending=".xlsx").startswith(b"PK")
    assert report_bytes(report, "worksheet", ending=".html").startswith(b"<!DOCTYPE html>")
    assert report_bytes(report, "worksheet") == write_report(report, "worksheet").encode()
