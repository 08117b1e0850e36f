"""Word documents: reading order, tables, and the notes of a checker's annotated copy."""

from __future__ import annotations

import io

import pytest
from docx import Document as WordDocument
from file_makers import paragraph, reference, rezipped, text_run, word_file, zipped

from extractor.errors import InputError
from extractor.readers.formats import parse_bytes
from extractor.readers.limits import Limits
from extractor.readers.parsed import Parsed


def read(data: bytes, limits: Limits | None = None) -> Parsed:
    """The text and marks of a .docx."""
    return parse_bytes(data, "draft.docx", limits=limits)


def noted(parsed: Parsed) -> list[tuple[str, str, str | None]]:
    """Label, words and note of each mark that is no cell."""
    return [
        (mark.label, parsed.text[mark.start : mark.end], mark.note)
        for mark in parsed.marks
        if mark.kind != "cell"
    ]


def note(kind: str, id: int, text: str, attributes: str = "") -> str:
    """One note of the part with all notes of a kind."""
    return f'<w:{kind} w:id="{id}" {attributes}>{paragraph(text)}</w:{kind}>'


def test_headings_paragraphs_and_tables_come_in_reading_order() -> None:
    """What Word shows from top to bottom is what the text has from start to end."""
    document = WordDocument()
    document.add_heading("Ferry line adds a night boat", 0)
    document.add_paragraph("The Lunde line carried 41,200 people in May.")
    table = document.add_table(rows=3, cols=2)
    written = (("Month", "Riders"), ("April", "38,900"), ("May", "41,200"))
    for row, cells in zip(table.rows, written, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.add_paragraph("The night boat starts on 4 July.", style="List Bullet")
    buffer = io.BytesIO()
    document.save(buffer)
    parsed = read(buffer.getvalue())
    assert parsed.text.split("\n\n") == [
        "Ferry line adds a night boat",
        "The Lunde line carried 41,200 people in May.",
        "Month; Riders",
        "Month: April; Riders: 38,900",
        "Month: May; Riders: 41,200",
        "The night boat starts on 4 July.",
    ]
    places = {mark.label: parsed.text[mark.start : mark.end] for mark in parsed.marks}
    assert places["table 1 B3"] == "41,200"


def test_footnote_belongs_to_its_sentence() -> None:
    """A note is about the sentence before it, or about what follows the note before it."""
    body = paragraph(
        "The council met. Dr. Hale counted 12 boats,",
        reference("footnote", 1),
        " of which 5 were leaking.",
        reference("footnote", 2),
        reference("endnote", 1),
        " Nobody objected.",
    )
    parsed = read(
        word_file(
            body,
            footnotes=note("footnote", 0, "", 'w:type="separator"')
            + note("footnote", 1, "Harbour log, p. 4")
            + note("footnote", 2, "Call with R. Hale, 3 May"),
            endnotes=note("endnote", 1, "See also the survey"),
        )
    )
    sentence = (
        "The council met. Dr. Hale counted 12 boats, of which 5 were leaking. Nobody objected."
    )
    assert parsed.text == sentence
    assert noted(parsed) == [
        ("footnote 1", "Dr. Hale counted 12 boats,", "Harbour log, p. 4"),
        ("footnote 2", "of which 5 were leaking.", "Call with R. Hale, 3 May"),
        ("endnote 1", "of which 5 were leaking.", "See also the survey"),
    ]


def test_comment_belongs_to_the_words_it_is_tied_to() -> None:
    """A comment keeps its words, over paragraphs too, and who wrote it."""
    body = (
        paragraph(
            "The dam holds ",
            '<w:commentRangeStart w:id="7"/>',
            "38 million cubic metres",
            '<w:commentRangeEnd w:id="7"/>',
            reference("comment", 7),
            '<w:commentRangeStart w:id="8"/>',
            " It is full.",
        )
        + paragraph(
            "It was built in 1961.", '<w:commentRangeEnd w:id="8"/>', reference("comment", 8)
        )
        + paragraph("It leaks.", reference("comment", 9))
    )
    parsed = read(
        word_file(
            body,
            comments=note("comment", 7, "Yearbook table 3", 'w:author="Ines"')
            + note("comment", 8, "Ask the board")
            + note("comment", 9, "Who says so?"),
        )
    )
    assert noted(parsed) == [
        ("comment 1", "38 million cubic metres", "Yearbook table 3"),
        ("comment 2", "It is full.\n\nIt was built in 1961.", "Ask the board"),
        ("comment 3", "It leaks.", "Who says so?"),
    ]
    assert parsed.marks[0].author == "Ines"


def test_comment_of_the_library_is_read() -> None:
    """A comment as python-docx writes it is read with its author."""
    document = WordDocument()
    line = document.add_paragraph("The mill employs ")
    line_run = line.add_run("214 people")
    document.add_comment(line_run, text="Payroll, May", author="R. Sund", initials="RS")
    buffer = io.BytesIO()
    document.save(buffer)
    assert noted(read(buffer.getvalue())) == [("comment 1", "214 people", "Payroll, May")]


def test_comment_that_never_ends_ends_with_the_text() -> None:
    """A damaged comment range is kept, not lost."""
    body = paragraph("It has ", '<w:commentRangeStart w:id="1"/>', "19 rooms.") + paragraph("End.")
    parsed = read(word_file(body, comments=note("comment", 1, "Really?")))
    assert noted(parsed) == [("comment 1", "19 rooms.\n\nEnd.", "Really?")]


def test_note_in_a_table_belongs_to_its_cell() -> None:
    """A note inside a cell marks words of that cell in the line made of the row."""
    rows = "".join(
        f"<w:tr><w:tc>{paragraph(a)}</w:tc><w:tc>{paragraph(b, *more)}</w:tc></w:tr>"
        for a, b, more in (("Town", "Homes", ()), ("Vik", "112", (reference("footnote", 1),)))
    )
    body = paragraph("Floods") + f"<w:tbl>{rows}</w:tbl>"
    parsed = read(word_file(body, footnotes=note("footnote", 1, "Fire service")))
    assert parsed.text == "Floods\n\nTown; Homes\n\nTown: Vik; Homes: 112"
    assert noted(parsed) == [("footnote 1", "112", "Fire service")]


def test_table_for_layout_is_read_as_paragraphs() -> None:
    """A table of one column, or with a story in a cell, has its paragraphs one after the other."""
    long = "The bridge stays shut. " * 20
    one = f"<w:tbl><w:tr><w:tc>{paragraph('Boxed.')}{paragraph('Twice.')}</w:tc></w:tr></w:tbl>"
    two = f"<w:tr><w:tc>{paragraph(long)}</w:tc><w:tc>{paragraph('Aside.')}</w:tc></w:tr>"
    parsed = read(word_file(one + f"<w:tbl>{two}</w:tbl>"))
    assert parsed.text == f"Boxed.\n\nTwice.\n\n{long.strip()}\n\nAside."


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ((text_run("1,340"), text_run("1", '<w:vertAlign w:val="superscript"/>')), "1,340¹"),
        ((text_run("CO"), text_run("2", '<w:vertAlign w:val="subscript"/>')), "CO₂"),
        ((text_run("4"), text_run("th", '<w:vertAlign w:val="superscript"/>')), "4th"),
        (
            (
                "<w:ins>" + text_run("13") + "</w:ins>",
                "<w:del><w:r><w:delText>12</w:delText></w:r></w:del>",
            ),
            "13",
        ),
        ((text_run("Seen."), text_run("Hidden 9.", "<w:vanish/>")), "Seen."),
        (("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>",), "a\tb\nc"),
        (("<w:hyperlink>" + text_run("the report") + "</w:hyperlink>",), "the report"),
        (("<w:sdt><w:sdtContent>" + text_run("5 May") + "</w:sdtContent></w:sdt>",), "5 May"),
        (("<w:r><w:instrText>PAGE 77</w:instrText></w:r>", text_run("x")), "x"),
        (("<w:r><w:t>twenty</w:t><w:noBreakHyphen/><w:t>one</w:t></w:r>",), "twenty\u2011one"),
    ],
)
def test_characters_of_a_paragraph(runs: tuple[str, ...], text: str) -> None:
    """What the page shows is read: raised digits apart, changes as made, field codes never."""
    assert read(word_file(paragraph(*runs))).text == text


def test_text_box_is_read_once() -> None:
    """A text box, which the file holds twice for older programs, is read once, after its place."""
    box = f"<w:txbxContent>{paragraph('Boxed: 9 rooms.')}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    run = (
        f"<w:r><mc:AlternateContent {mc}><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert read(word_file(paragraph("Anchor.", run))).text == "Anchor.\n\nBoxed: 9 rooms."


def test_macros_inside_are_neither_run_nor_read() -> None:
    """A .docx with a macro part gives its text; a .docm is refused with what to do."""
    data = word_file(paragraph("Words."), extra={"word/vbaProject.bin": "Sub AutoOpen()"})
    assert read(data).text == "Words."
    with pytest.raises(InputError, match=r"files of type \.docm are not read: save it as \.docx"):
        parse_bytes(word_file(paragraph("Words."), macros=True), "draft.docm")
    with pytest.raises(InputError, match="cannot be read as a Word document"):
        read(word_file(paragraph("Words."), macros=True))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04 cut off", "is damaged"),
        (word_file(paragraph("Words."))[:-40], "is damaged"),
        (zipped({"mimetype": "none"}), "is not a Word document"),
        (zipped({"word/document.xml": "<a/>"}), "cannot be read as a Word document"),
        (b"Just words.", "is not a Word document"),
        (b"%PDF-1.4 words", "is a PDF, despite its ending"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "save it as .docx without a password"),
        (b"", "is empty"),
        (word_file(""), "is empty"),
        (
            rezipped(word_file(paragraph("Words.")), {"word/document.xml": ("</w:p>", "")}),
            "cannot be",
        ),
    ],
)
def test_unreadable_word_document_is_one_clear_line(data: bytes, said: str) -> None:
    """Damage, another format and emptiness are each named in one line."""
    from extractor.documents import checked_document
    from extractor.schemas.document import Document

    with pytest.raises(InputError, match=said) as caught:
        checked_document(Document(text=read(data).text, name="draft.docx"))
    assert "\n" not in str(caught.value)


def test_entities_are_refused() -> None:
    """A declared entity, which could stand for a file or for gigabytes, is refused unread."""
    laughs = '<!DOCTYPE w [<!ENTITY a "haha"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    data = rezipped(
        word_file(paragraph("Words.")),
        {"word/document.xml": ("<w:document", laughs + "<w:document")},
    )
    with pytest.raises(InputError, match="declares a document type"):
        read(data)


def test_archive_that_unpacks_to_too_much_is_refused() -> None:
    """A small file that unpacks to gigabytes is refused before it is unpacked."""
    data = word_file(paragraph("Words."), extra={"word/media/bomb.bin": "0" * 3_000_000})
    assert len(data) < 10_000
    assert read(data).text == "Words."
    with pytest.raises(InputError, match="unpacks to more than 2 MB"):
        read(data, limits=Limits(max_unpacked=2_000_000))
