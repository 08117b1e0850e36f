"""The table that opens in a spreadsheet."""

from __future__ import annotations

import csv
import json
from dataclasses import fields
from io import BytesIO, StringIO

import pytest
from reports import Builder, ferry_report, finding, hostile_report, make_report, plain_report

from extractor.outputs import write_report
from extractor.outputs.listing import COLUMNS, listing_bytes, listing_text
from extractor.outputs.tables import Line, report_csv
from extractor.schemas.figure import DateRef, Figure
from extractor.schemas.report import Report


def rows_of(report: Report) -> list[dict[str, str]]:
    """The rows of the table as a spreadsheet reads them."""
    return list(csv.DictReader(StringIO(report_csv(report), newline="")))


def test_first_row_names_the_columns() -> None:
    """The header is the names of the documented fields, in order."""
    header = report_csv(ferry_report()).split("\r\n")[0]
    assert header.split(",") == [column.name for column in fields(Line)]
    assert header.startswith("story,compared_with,row,fact,verdict,")


def test_every_row_says_what_was_compared() -> None:
    """A row that is sorted or copied away still says what was compared with what."""
    rows = rows_of(ferry_report())
    assert {(row["story"], row["compared_with"]) for row in rows} == {
        ("ferry.txt", "this story only")
    }


def test_a_fact_has_a_row_for_each_of_its_figures() -> None:
    """A fact with two figures has two rows; one without figures has one."""
    report = ferry_report()
    rows = [row for row in rows_of(report) if row["row"] == "fact"]
    assert len(rows) == sum(max(1, len(fact.figures)) for fact in report.facts)
    both = [row for row in rows if row["fact"] == "F4"]
    assert [(row["figure"], row["value"], row["unit"]) for row in both] == [
        ("62-metre", "62", "metre"),
        ("90-minute", "90", "minute"),
    ]


def test_row_of_a_fact() -> None:
    """A fact's row has its figure as read, its fields, what the checks say, and its place."""
    row = next(row for row in rows_of(ferry_report()) if row["fact"] == "F3")
    assert row["verdict"] == "differs"
    assert row["to_do"] == "To fix"
    assert (row["figure"], row["value"], row["hedge"]) == ("at least 31", "31", "at_least")
    assert (row["when"], row["date"]) == ("late on Thursday", "2025-11-13")
    assert (row["when_checked"], row["attributed_to_checked"]) == ("matches", "matches")
    assert "The hedge is gone." in row["findings"]
    assert "figure.value: hedge_changed" in row["checks"]
    assert row["paragraph"] == "3"
    start, end = int(row["start"]), int(row["end"])
    text = ferry_report().document.text
    assert text[start:end] == row["source_words"]


def test_what_no_fact_says_has_rows_too() -> None:
    """Ledger rows, open quotations, findings of the story and failed passages have rows too."""
    rows = rows_of(ferry_report())
    kinds = [row["row"] for row in rows]
    assert kinds.count("unclaimed") == 8
    assert kinds.count("set aside") == 2
    assert kinds.count("quotation") == 2
    assert kinds.count("finding") == 1
    assert kinds.count("failed passage") == 1
    money = next(row for row in rows if row["figure"] == "£4.2 million")
    assert (money["row"], money["value"], money["unit"]) == ("unclaimed", "4200000", "GBP")
    aside = next(row for row in rows if row["row"] == "set aside")
    assert aside["statement"] == "dateline"


def test_range_fills_low_and_high() -> None:
    """A range has no value, but two ends."""
    b = Builder("They expect between 3 and 5 million visitors.\n")
    figure = b.figure("3 and 5 million", None, low="3E+6", high="5000000", hedge="between")
    (row,) = rows_of(make_report(b.text, figures=[figure]))
    assert (row["value"], row["low"], row["high"]) == ("", "3000000", "5000000")


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+CMD()", "'+CMD()"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\n=1"),
        ("＝1+1", "'＝1+1"),
        ("-5", "-5"),
        ("+5.25", "+5.25"),
        ("- a dash", "'- a dash"),
        ("plain, with a comma", "plain, with a comma"),
        ('has "quotes"', 'has "quotes"'),
        ("two\r\nlines", "two\nlines"),
    ],
)
def test_formulas_are_text(statement: str, expected: str) -> None:
    """A cell that a spreadsheet would run begins with an apostrophe; plain numbers do not."""
    b = Builder("Nothing.\n")
    report = make_report(b.text, facts=[b.fact("statement", statement, "Nothing.")])
    assert rows_of(report)[0]["statement"] == expected


def test_lines_end_as_the_standard_says() -> None:
    """Lines end in CR LF, and each has as many cells as the header (RFC 4180)."""
    text = report_csv(hostile_report())
    assert text.endswith("\r\n")
    for row in csv.reader(StringIO(text, newline="")):
        assert len(row) == len(fields(Line))


def test_table_of_a_hostile_story_can_be_written() -> None:
    """No control character or half character is left in the table."""
    text = report_csv(hostile_report())
    assert text.encode()
    assert not set(text) & set("\x00\x07\x08\x1b\x9b\u202e")


def test_table_of_a_story_with_nothing_in_it_is_its_header() -> None:
    """A report without facts, figures and quotations has the header alone."""
    assert write_report(plain_report(), "csv").count("\r\n") == 1


def test_finding_about_an_unknown_fact_is_not_lost() -> None:
    """A finding that names a fact which the report does not have is a row of its own."""
    b = Builder("Nothing.\n")
    lost = finding(b.fact("statement", "x", "Nothing."), "name.place", "absent", "No such town.")
    (row,) = rows_of(make_report(b.text, findings=[lost]))
    assert (row["row"], row["statement"]) == ("finding", "No such town.")


def _found() -> tuple[list[Figure], list[DateRef]]:
    b = Builder("On 3 March =about 12 per cent\u202e of 1,200 boats sank.\n")
    figures = [
        b.figure(
            "12 per cent", "12", phrase="=about 12 per cent\u202e", kind="percent", hedge="about"
        ),
        b.figure("1,200", "1200", phrase="1,200 boats", of="boats"),
    ]
    return figures, [b.date("3 March", "2025-03-03")]


def test_listing_as_a_table_is_in_reading_order() -> None:
    """Figures and dates are listed together, in reading order, with nothing invisible."""
    lines = listing_text(*_found(), "table").splitlines()
    assert [line.split()[0] for line in lines] == ["from", "3", "18", "34"]
    assert lines[1].split("  ")[-1].strip() == "2025-03-03"
    assert lines[3].endswith("1,200 boats")
    assert "⟨U+202E⟩" in lines[2]


def test_listing_as_csv_has_every_part() -> None:
    """The CSV listing has a row for each, formulas made harmless."""
    rows = list(csv.DictReader(StringIO(listing_text(*_found(), "csv"), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert [row["kind"] for row in rows] == ["date", "percent", "cardinal"]
    assert rows[1]["phrase"].startswith("'=about")
    assert (rows[2]["value"], rows[2]["of"]) == ("1200", "boats")


def test_listing_as_json_is_the_types_themselves() -> None:
    """The JSON listing has figures and dates with all their fields, and can be written."""
    data = json.loads(listing_text(*_found(), "json"))
    assert data["figures"][1]["value"] == "1200"
    assert data["dates"][0]["iso"] == "2025-03-03"
    half = Builder("\ud800 12")
    assert listing_text([half.figure("12", "12", phrase="\ud800 12")], [], "json").encode()


def test_listing_as_a_page_runs_nothing() -> None:
    """The page has a row for each, its words escaped, and a policy that lets no script run."""
    b = Builder("<script>alert(1)</script> 12 boats")
    figures = [b.figure("12", "12", phrase="<script>alert(1)</script> 12 boats")]
    page = listing_text(figures, [], "html", title="a<b>.txt")
    assert page.count("<tr>") == 2
    assert "<script" not in page
    assert "<h1>a&lt;b&gt;.txt</h1>" in page
    assert "default-src &#39;none&#39;" in page
    assert "No figure and no date." in listing_text([], [], "html")


def test_listing_as_a_workbook_has_numbers_and_no_formula() -> None:
    """Numbers that a workbook keeps exactly are numbers, and everything else is text."""
    openpyxl = pytest.importorskip("openpyxl")
    b = Builder("=SUM(A1) 1,200 boats, 12345678901234567890 grains")
    figures = [
        b.figure("1,200", "1200", phrase="=SUM(A1) 1,200 boats"),
        b.figure("12345678901234567890", "12345678901234567890"),
    ]
    sheet = openpyxl.load_workbook(BytesIO(listing_bytes(figures, [], "xlsx"))).active
    head, *rows = sheet.iter_rows()
    assert tuple(cell.value for cell in head) == COLUMNS
    kept = [{cell.value: row[at] for at, cell in enumerate(head)} for row in rows]
    assert (kept[0]["value"].value, kept[0]["value"].data_type) == (1200, "n")
    assert (kept[0]["phrase"].value, kept[0]["phrase"].data_type) == ("'=SUM(A1) 1,200 boats", "s")
    assert (kept[1]["value"].value, kept[1]["value"].data_type) == ("12345678901234567890", "s")
