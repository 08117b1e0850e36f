"""Workbooks and delimited tables: every cell a piece of evidence with its place."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from file_makers import rezipped, workbook_file, zipped

from extractor import scan_figures
from extractor.errors import InputError
from extractor.readers.formats import parse_bytes
from extractor.readers.limits import Limits
from extractor.readers.number_formats import shown
from extractor.readers.parsed import Parsed


def read(data: bytes, name: str = "floods.xlsx", **options: Any) -> Parsed:
    """The text and marks of a table."""
    return parse_bytes(data, name, **options)


def cells(parsed: Parsed) -> dict[str, str]:
    """The words of each cell, by its place."""
    return {mark.label: parsed.text[mark.start : mark.end] for mark in parsed.marks}


def test_row_is_a_line_and_each_cell_has_its_place() -> None:
    """A figure in the line leads back to its cell."""
    parsed = read(workbook_file({"Floods 2025": [["Town", "Homes"], ["Vik", 112], ["Dorsby", 41]]}))
    assert parsed.text == "Town; Homes\nTown: Vik; Homes: 112\nTown: Dorsby; Homes: 41"
    assert cells(parsed)["'Floods 2025'!B3"] == "41"
    (figure,) = [each for each in scan_figures(parsed.text) if each.value == 112]
    assert any(
        mark.label == "'Floods 2025'!B2" and mark.start <= figure.span.start < mark.end
        for mark in parsed.marks
    )


def test_sheets_follow_each_other_under_their_names() -> None:
    """Several sheets are told apart by a line with the sheet's name, hidden ones too."""
    from io import BytesIO

    from openpyxl import load_workbook

    data = workbook_file({"May": [["Town", "Homes"], ["Vik", 3]], "June": [["Town"], ["Dorsby"]]})
    book = load_workbook(BytesIO(data))
    book["June"].sheet_state = "hidden"
    buffer = BytesIO()
    book.save(buffer)
    parsed = read(buffer.getvalue())
    assert parsed.text == "May\nTown; Homes\nTown: Vik; Homes: 3\nJune\nTown\nDorsby"
    assert cells(parsed)["June!A2"] == "Dorsby"


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (
            [["Harbour log"], [], ["Year", "Boats"], [2024, 12]],
            "Harbour log\nYear; Boats\nYear: 2024; Boats: 12",
        ),
        ([["", 2023, 2024], ["Vik", 3, 5]], "2023; 2024\nA: Vik; 2023: 3; 2024: 5"),
        ([["Vik", 3], ["Dorsby", 5]], "A: Vik; B: 3\nA: Dorsby; B: 5"),
        ([["Town", None, "Homes"], ["Vik", 9, 3]], "Town; Homes\nTown: Vik; B: 9; Homes: 3"),
        (
            [["One line\nof two", "b"], ["x", "y  z"]],
            "One line of two; b\nOne line of two: x; b: y z",
        ),
    ],
)
def test_headers_are_found(rows: list[list[Any]], text: str) -> None:
    """Titles above, years as headers, no headers and gaps are each told apart."""
    assert read(workbook_file({"S": rows})).text == text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.125, "0.0%", "12.5%"),
        (0.07, "0%", "7%"),
        (1.1, "0%", "110%"),
        (1234.5, '"$"#,##0.00', "$1,234.5"),
        (-1234.5, "[$€-407]#,##0.00", "-€1,234.5"),
        (900000, "#,##0 [$NOK]", "900,000 NOK"),
        (900000, "[$NOK] #,##0", "NOK 900,000"),
        (1234.5, "#,##0.00\\ [$€-407]", "1,234.5 €"),
        (-1234.5, '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)', "-$1,234.5"),
        (0, '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)', "$0"),
        (-1234, "#,##0_);[Red](#,##0)", "-1,234"),
        (5_000_000, '0.0,,"  million"', "5 million"),
        (5_234_567, '0.0,," million"', "5.234567 million"),
        (1500, '[>=1000000]0.0,,"M";[>=1000]0.0,"K";0', "1.5K"),
        (15, '[>=1000000]0.0,,"M";[>=1000]0.0,"K";0', "15"),
        (7, "000", "007"),
        (5551234, "000-0000", "555-1234"),
        (12, '"about "0" km"', "about 12 km"),
        (12, ";;;", "12"),
        (2.5, "# ?/?", "2.5"),
        (12345, "0.00E+00", "12345"),
        ("1.234,56", "General", "1.234,56"),
        ("1.234,56", "#,##0.00", "1.234,56"),
        ("seven", '0;0;0;@" boats"', "seven boats"),
        (0.1 + 0.2, "General", "0.3"),
        (41, "General", "41"),
        (1e21, "General", "1000000000000000000000"),
        (5, '0" % of all"', "5 % of all"),
        (datetime(2026, 3, 5), "d mmm", "2026-03-05"),
        (datetime(2026, 3, 5, 14, 30), "d mmm", "2026-03-05 14:30"),
        (date(2026, 3, 5), "d mmm", "2026-03-05"),
        (datetime(2026, 3, 1), "mmm yyyy", "March 2026"),
        (datetime(2026, 3, 1), "yyyy", "2026"),
        (datetime(1900, 1, 1, 2, 3), "h:mm", "02:03"),
        (time(6, 5), "h:mm", "06:05"),
        (time(6, 5, 9), "h:mm:ss", "06:05:09"),
        (timedelta(hours=26, minutes=3), "[h]:mm", "26:03"),
        (timedelta(hours=26, minutes=3), '[h]:mm" h"', "26:03 h"),
        (timedelta(hours=26, minutes=3), "[h]:mm:ss", "26:03:00"),
        (timedelta(minutes=83, seconds=5), "[mm]:ss", "83:05"),
        (-timedelta(hours=2), "[h]:mm", "-2:00"),
        (True, "General", "TRUE"),
        ("#DIV/0!", "General", "#DIV/0!"),
        (None, "General", ""),
    ],
)
def test_value_is_shown_as_a_reader_of_the_sheet_means_it(
    value: object, code: str, text: str
) -> None:
    """Words, percent, currency, scale, days and hours are as the format shows them, unrounded."""
    assert shown(value, code) == text


def test_formula_gives_the_value_that_the_file_holds() -> None:
    """A formula is never calculated: its saved value counts, and the formula is the mark's note."""
    data = workbook_file({"S": [["Town", "Homes"], ["Vik", 3], ["All", "=SUM(B2:B2)"]]})
    sheet = "xl/worksheets/sheet1.xml"
    saved = rezipped(data, {sheet: ("<f>SUM(B2:B2)</f><v></v>", "<f>SUM(B2:B2)</f><v>3</v>")})
    parsed = read(saved)
    assert parsed.text.endswith("Town: All; Homes: 3")
    assert [mark.note for mark in parsed.marks if mark.note] == ["=SUM(B2:B2)"]
    never = read(data)
    assert never.text.endswith("Town: All; Homes: not calculated")
    assert cells(never)["S!B3"] == "not calculated"


def test_macro_workbook_and_lying_dimensions_are_read() -> None:
    """Macros are no obstacle, and what a sheet says of its own size is not believed."""
    data = workbook_file({"S": [["Town", "Homes"], ["Vik", 3]]})
    assert read(data, "floods.xlsm").text == "Town; Homes\nTown: Vik; Homes: 3"
    lying = rezipped(data, {"xl/worksheets/sheet1.xml": ('ref="A1:B2"', 'ref="A1:A1"')})
    assert read(lying).text == "Town; Homes\nTown: Vik; Homes: 3"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04nothing", "is damaged"),
        (zipped({"word/document.xml": "<a/>"}), "is not a workbook"),
        (zipped({"xl/workbook.xml": "<a/>"}), "cannot be read as a workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 sealed", "save it as .xlsx without a password"),
        (b"a;b\n1;2\n", "is not a workbook"),
    ],
)
def test_unreadable_workbook_is_one_clear_line(data: bytes, said: str) -> None:
    """Damage, encryption and other formats are each named."""
    with pytest.raises(InputError, match=said) as caught:
        read(data)
    assert "\n" not in str(caught.value)


def test_cells_are_limited() -> None:
    """A sheet that is mostly emptiness is refused, not walked to its end."""
    data = workbook_file({"S": [["a", "b"]]})
    far = rezipped(data, {"xl/worksheets/sheet1.xml": ('r="B1"', 'r="XFD1"')})
    with pytest.raises(InputError, match="more than the 1,000 cells"):
        read(far, limits=Limits(max_cells=1000))
    with pytest.raises(InputError, match="more than the 3 cells"):
        read(b"a,b\n1,2\n", "t.csv", limits=Limits(max_cells=3))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"Town,Homes\nVik,112\n", "Town; Homes\nTown: Vik; Homes: 112"),
        (b"\xef\xbb\xbfTown;Rate\r\nVik;3,5\r\n", "Town; Rate\nTown: Vik; Rate: 3,5"),
        (b"Town\tHomes\nVik\t112", "Town; Homes\nTown: Vik; Homes: 112"),
        ("Town|Homes\nVik|112".encode("utf-16"), "Town; Homes\nTown: Vik; Homes: 112"),
        (
            b'Town,Said\nVik,"We saw 3, then\n4; a lot"\n',
            "Town; Said\nTown: Vik; Said: We saw 3, then 4; a lot",
        ),
        (b"Town,Homes\nVik,1\x0012\n", "Town; Homes\nTown: Vik; Homes: 1\x0012"),
        (b"Town,Homes\nVik\n,,9\n", "Town; Homes\nTown: Vik\nC: 9"),
        (b"Only one column\n12\n", "Only one column\n12"),
    ],
)
def test_delimited_file_is_a_table_too(data: bytes, text: str) -> None:
    """Semicolons, byte order marks, NULs, line ends in quotes and ragged rows are read."""
    assert read(data, "floods.csv").text == text


def test_cells_of_a_delimited_file_have_places_as_a_spreadsheet_shows_them() -> None:
    """The second cell of the third record is B3, also after a record of two lines."""
    parsed = read(b'Town,Note\nVik,"a\nb"\nDorsby,41\n', "floods.csv")
    assert cells(parsed)["B3"] == "41"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'Town,Homes\n"Vik,112\n', "is no table"),
        (b"Town,Homes\nV\xc3k,112\n", "--encoding cp1252"),
        (b"PAR1 something", "is a Parquet file"),
        (b"\n\n", "is empty"),
    ],
)
def test_unreadable_table_is_one_clear_line(data: bytes, said: str) -> None:
    """A quote that never ends would swallow the rest of the file: it is an error."""
    with pytest.raises(InputError, match=said):
        read(data, "floods.csv")
