"""PDF files: lines into paragraphs, pages marked, what every page repeats left out."""

from __future__ import annotations

import io

import pytest
from file_makers import DrawnText, column, pdf_file
from pypdf import PdfReader, PdfWriter

from extractor import scan_figures
from extractor.errors import InputError
from extractor.readers.formats import parse_bytes
from extractor.readers.parsed import Parsed

STORY = """
The harbour board of Dorsby said on Tuesday that a second
tide gate would cost 4.2 million crowns, at least 12 per cent
more than the estimate of March.
"""


def read(pages: list[list[DrawnText]]) -> Parsed:
    """The text and marks of a PDF with these texts on its pages."""
    return parse_bytes(pdf_file(pages), "report.pdf")


def blocks(pages: list[list[DrawnText]]) -> list[str]:
    """The paragraphs of a PDF with these texts on its pages."""
    return read(pages).text.split("\n\n")


def test_lines_become_paragraphs() -> None:
    """Lines broken by the layout are joined; a heading and a gap begin a new paragraph."""
    page: list[DrawnText] = [(60, 800, 18, "Harbour board weighs a second tide gate")]
    page += column(STORY, top=770) + column(STORY, top=770 - 3 * 13 - 8)
    joined = " ".join(STORY.split())
    assert blocks([page]) == ["Harbour board weighs a second tide gate", joined, joined]


def test_indent_begins_a_paragraph() -> None:
    """Where paragraphs stand without a gap, the indent of the first line parts them."""
    story = column(STORY)
    story.append(
        (72, 780 - 3 * 13, 10, "The chair said that nobody had told the board what it costs,")
    )
    story.append((60, 780 - 4 * 13, 10, "not even in 2019."))
    assert blocks([story]) == [
        " ".join(STORY.split()),
        "The chair said that nobody had told the board what it costs, not even in 2019.",
    ]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("after the long and public corre-", "spondence between the two of them", "correspondence"),
        ("after the very long and well-", "known quarrel between the towns of", "well-known"),
        (
            "the gate was closed by a man of 41-",
            "year-old habits who lives near it in",
            "41-year-old",
        ),
        ("the whole of the Austro-", "Hungarian archive was moved to the", "Austro-Hungarian"),
        ("the gate was closed by the twenty-", "three people of the crew who were", "twenty-three"),
        ("a co-worker said that any other co-", "worker would have done it all the", "co-worker"),
        ("they were seen between 2019 and the", "very long and cold winter of 2021", "the very"),
    ],
)
def test_hyphen_at_the_end_of_a_line(first: str, second: str, joined: str) -> None:
    """A word broken by the line is whole again; a compound keeps its hyphen."""
    (text,) = blocks([column(f"{first}\n{second}", size=10)])
    assert joined in text


def test_column_goes_on_at_the_top_of_the_next() -> None:
    """A sentence that runs from one column or page into the next is one sentence."""
    left = column(STORY.strip().rsplit("\n", 1)[0], x=40, top=200)
    right = column("more than the estimate that it had\npublished in the March before.", x=320)
    assert blocks([left + right])[0].endswith(
        "12 per cent more than the estimate that it had published in the March before."
    )
    assert blocks([left, right])[0].endswith(
        "12 per cent more than the estimate that it had published in the March before."
    )


def test_a_single_row_of_numbers_stays_apart() -> None:
    """Two numbers on a line of their own are a row, be it the only one of its table."""
    table: list[DrawnText] = [(60, 700, 10, "Year Homes"), (60, 687, 10, "2024 112")]
    parsed = read([column(STORY) + table])
    assert parsed.text.split("\n\n")[1:] == ["Year Homes", "2024 112"]


@pytest.mark.parametrize(("note", "rise"), [("1", 4.5), ("2", -3)])
def test_a_note_behind_stretched_words_is_no_cell(note: str, rise: float) -> None:
    """However wide a justified line is drawn, a raised or lowered number stays at its word."""
    drawn: list[DrawnText] = [
        (40, 700, 11, "We counted 1,340"),
        (190, 700 + rise, 9, note),
    ]
    (text,) = blocks([drawn])
    assert "\t" not in text
    assert text.split()[-1].removeprefix("1,340") in ("¹", "₂")


def test_cells_of_a_table_stay_apart() -> None:
    """Figures in neighbouring cells do not become one, nor do rows."""
    rows = [("Year", "Floods", "Homes"), ("2023", "3", "41"), ("2024", "5", "112")]
    page: list[DrawnText] = [
        (60 + 80 * x, 700 - 13 * y, 10, text)
        for y, row in enumerate(rows)
        for x, text in enumerate(row)
    ]
    parsed = read([column(STORY) + page])
    assert parsed.text.split("\n\n")[1:] == ["Year\tFloods\tHomes", "2023\t3\t41", "2024\t5\t112"]
    by_column = sorted(page)
    assert "2023" in read([by_column]).text
    assert {str(each.value) for each in scan_figures(parsed.text)} >= {"3", "41", "5", "112"}


def test_list_items_stay_apart() -> None:
    """Each item of a list is its own paragraph, its further lines joined to it."""
    page = column(
        "1. The gate is shut at every tide that is higher than 2.1\n"
        "metres.\n"
        "2. The board meets on 4 May."
    )
    assert blocks([page]) == [
        "1. The gate is shut at every tide that is higher than 2.1 metres.",
        "2. The board meets on 4 May.",
    ]


def test_raised_digit_is_no_part_of_the_number_before_it() -> None:
    """The reference of a footnote does not turn 1,340 into 13401."""
    width = 9 * 5.56
    page: list[DrawnText] = [(60, 780, 10, "We counted 1,340"), (60 + width + 29, 783.5, 6, "1")]
    text = read([page]).text
    assert "1,3401" not in text
    assert str(scan_figures(text)[0].value) == "1340"


def test_running_heads_and_page_numbers_are_left_out() -> None:
    """What stands at the same place of every page, numbers aside, is no part of the story."""
    pages = [
        [
            (60, 820, 8, "Dorsby Harbour Board – Report 7"),
            *column(STORY),
            (290, 30, 8, f"Page {n} of 4"),
        ]
        for n in range(1, 5)
    ]
    parsed = read(pages)
    assert "Report 7" not in parsed.text
    assert "of 4" not in parsed.text
    assert parsed.text.count("12 per cent") == 4


def test_single_page_loses_no_line() -> None:
    """A line that is not repeated is text, wherever it stands."""
    assert "41 homes" in read([[(60, 20, 8, "41 homes were lost."), *column(STORY)]]).text
    assert (
        "41 homes"
        in read([[(60, 20, 8, "41 homes were lost."), *column(STORY)], column(STORY)]).text
    )


def test_words_lead_back_to_their_page() -> None:
    """Each page has its mark, one without text too, which says so."""
    parsed = read([column(STORY), [], column("The end of it comes on 4 May.")])
    assert [(mark.label, mark.note) for mark in parsed.marks] == [
        ("page 1", None),
        ("page 2", "no text on this page"),
        ("page 3", None),
    ]
    last = parsed.marks[-1]
    assert parsed.text[last.start : last.end] == "The end of it comes on 4 May."


def encrypted(password: str, algorithm: str) -> bytes:
    """A PDF that opens with `password` and may not be changed."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_file([column(STORY)]))))
    writer.encrypt(password, "owner", algorithm=algorithm)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_pdf_that_is_only_locked_against_changes_is_read(algorithm: str) -> None:
    """The empty password, with which every viewer opens such a file, is tried."""
    parsed = parse_bytes(encrypted("", algorithm), "report.pdf")
    assert parsed.text == " ".join(STORY.split())
    with pytest.raises(InputError, match="needs a password: save it without one"):
        parse_bytes(encrypted("secret", algorithm), "report.pdf")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (pdf_file([[], []]), "has no text on any of its pages.*ocrmypdf"),
        (b"%PDF-1.7\n", "cannot be read as a PDF|is damaged"),
        (pdf_file([column(STORY)])[:200], "cannot be read as a PDF|is damaged"),
        (b"%PDF-1.7\n" + b"\x00\xff" * 500, "cannot be read as a PDF|is damaged"),
        (b"<html><p>Words.</p>", "is not a PDF, despite its ending"),
        (b"PK\x03\x04", "is a zip archive, despite its ending"),
    ],
)
def test_unreadable_pdf_is_one_clear_line(
    data: bytes, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Scans, damage and other formats are each named, and the library says nothing of its own."""
    with pytest.raises(InputError, match=said) as caught:
        parse_bytes(data, "report.pdf")
    assert "\n" not in str(caught.value)
    assert capsys.readouterr().err == ""


def test_wrong_table_of_places_is_mended() -> None:
    """A PDF whose table of places is off, as after a careless edit, is read all the same."""
    data = pdf_file([column(STORY)])
    moved = data[: data.rindex(b"startxref")] + b"startxref\n7\n%%EOF\n"
    assert parse_bytes(moved, "report.pdf").text == " ".join(STORY.split())


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (
            ["It was shut on 3", "March 2026 for the", "winter of that year."],
            "shut on 3 March 2026 for",
        ),
        (
            ["It was shut on the 3", "March 2026", "when the ice came in."],
            "the 3 March 2026 when the",
        ),
        (["It was shut for more", "than 5,000", "hours in that year."], "more than 5,000 hours"),
        (["The town had", "Vik 3", "Velm 4", "boats."], "Vik 3\n\nVelm 4"),
    ],
)
def test_number_in_a_narrow_column_stays_in_its_sentence(lines: list[str], text: str) -> None:
    """A word and a number on a line of their own are a table's row only beside another."""
    drawn = [(72.0, 700 - 14.0 * n, 11.0, line) for n, line in enumerate(lines)]
    parsed = parse_bytes(pdf_file([drawn]), "a.pdf").text
    assert text in parsed.replace("\n", " " if "\n" not in text else "\n")
