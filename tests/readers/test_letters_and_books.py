"""E-mails, OpenDocument texts, RTF and e-books, made in memory from stories of our own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest
from file_makers import zipped
from hypothesis import given
from hypothesis import strategies as st

from extractor import check_draft
from extractor.documents import read_untrusted
from extractor.errors import InputError
from extractor.readers.formats import parse_bytes
from extractor.readers.limits import Limits
from extractor.readers.parsed import Parsed

HEAD = (
    "From: Anna Bright <anna@quay.example>\nTo: desk@paper.example\n"
    "Subject: =?utf-8?q?Quay_opens_=E2=80=93_12_berths?=\nDate: Tue, 3 Mar 2026 15:00:00 +0000\n"
    "MIME-Version: 1.0\n"
)
PAGE = (
    "<html><body><p>It cost &pound;4.2 million<sup>1</sup>, <del>9</del> no more.</p></body></html>"
)


def marked(parsed: Parsed) -> list[tuple[str, str, str | None]]:
    """Every mark: its label, its words, its note."""
    return [(mark.label, parsed.text[mark.start : mark.end], mark.note) for mark in parsed.marks]


def mail(*parts: str, kind: str = "mixed", head: str = HEAD) -> bytes:
    """An e-mail of these parts, each with its own headers."""
    body = "".join(f"\n--x\n{part}\n" for part in parts)
    return f'{head}Content-Type: multipart/{kind}; boundary="x"\n{body}--x--\n'.encode()


def test_mail_is_its_subject_and_its_words() -> None:
    """The subject is the first paragraph, the sending is the day, the people are a note."""
    parsed = parse_bytes(f"{HEAD}\nIt cost 4.2 million.\n".encode(), "a.eml")
    assert parsed.text == "Quay opens – 12 berths\n\nIt cost 4.2 million."
    assert parsed.published == datetime(2026, 3, 3, 15, tzinfo=UTC)
    ((label, words, note),) = marked(parsed)
    assert (label, words) == ("message 1", parsed.text)
    assert note is not None
    assert note.startswith("From: Anna Bright <anna@quay.example>; To: desk@paper.example; Date: ")


@pytest.mark.parametrize(
    ("plain", "wanted"),
    [
        ("It cost 4.2 million pounds, no more.", "It cost 4.2 million pounds, no more."),
        ("See web.", "It cost £4.2 million¹, no more."),
        ("", "It cost £4.2 million¹, no more."),
    ],
)
def test_form_that_says_more_is_read(plain: str, wanted: str) -> None:
    """Of two forms the plain one is read, unless half of the words are missing in it."""
    forms = mail(
        f"Content-Type: text/plain\n\n{plain}", f"Content-Type: text/html\n\n{PAGE}",
        kind="alternative", head="Subject: S\n",
    )  # fmt: skip
    assert parse_bytes(forms, "a.eml").text == f"S\n\n{wanted}"


def test_attachments_are_named_and_messages_passed_on_are_read() -> None:
    """A PDF is a mark without words; a message in the message has a mark with its own people."""
    data = mail(
        "Content-Type: text/plain\n\nSee below.",
        "Content-Type: message/rfc822\n\nFrom: board@quay.example\nSubject: Minutes\n\n"
        "We met 3 times.",
        "Content-Type: application/pdf\nContent-Disposition: attachment; "
        'filename="plan.pdf"\n\n12345',
    )
    parsed = parse_bytes(data, "a.eml")
    assert parsed.text.endswith("See below.\n\nMinutes\n\nWe met 3 times.")
    (_, second, attached) = marked(parsed)
    assert second == (
        "message 2", "Minutes\n\nWe met 3 times.", "From: board@quay.example",
    )  # fmt: skip
    assert attached == ("attachment 1", "", "plan.pdf, application/pdf, 5 bytes, not read")


@pytest.mark.parametrize(
    ("headers", "body", "wanted"),
    [
        ("Content-Type: text/plain; charset=cp1252", b"\xa34 and \x96", "£4 and –"),
        ("Content-Type: text/plain; charset=no-such", "£4".encode(), "£4"),
        ("Content-Type: text/plain; charset=us-ascii", b"\xa34", "£4"),
        ("Content-Type: text/plain; format=flowed", b"It was 12 \nmen.\n", "It was 12 men."),
        ("Content-Type: text/plain\nContent-Transfer-Encoding: base64", b"NCBtZW4u", "4 men."),
        ("Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable",
         b"4=20=\nmen.", "4 men."),
        ("Content-Type: ;;\"", b"4 men.", "4 men."),
        ("Date: yesterday, I think", b"4 men.", "4 men."),
    ],
)  # fmt: skip
def test_broken_or_old_headers_lose_no_words(headers: str, body: bytes, wanted: str) -> None:
    """Whatever the headers say wrong, the words are read."""
    parsed = parse_bytes(f"Subject: S\n{headers}\n\n".encode() + body, "a.eml")
    assert parsed.text == f"S\n\n{wanted}"
    assert parsed.published is None


ODF = "urn:oasis:names:tc:opendocument:xmlns"
STYLES = (
    '<style:style style:name="up"><style:text-properties style:text-position="super 58%"/>'
    '</style:style><style:style style:name="child" style:parent-style-name="up"/>'
    '<style:style style:name="gone"><style:text-properties text:display="none"/></style:style>'
)


def odt(body: str, *, kind: str = "text", parts: Mapping[str, str] | None = None) -> bytes:
    """An .odt whose body has this XML."""
    spaces = " ".join(
        f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "text", "table", "style", "draw")
    )
    dc = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    content = (
        f"<office:document-content {spaces} {dc}><office:automatic-styles>{STYLES}"
        f"</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}>"
        "</office:body></office:document-content>"
    )
    return zipped({"content.xml": content, **(parts or {})})


def test_odt_is_read_as_it_is_shown() -> None:
    """Raised digits stay apart, hidden and deleted text is gone, spaces count once."""
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Out 9</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        "<text:table-of-content><text:index-body><text:p>Harbour 17</text:p></text:index-body>"
        "</text:table-of-content>"
        "<text:h>Harbour</text:h>"
        '<text:p>  It has  1,340<text:span text:style-name="child">1</text:span>\n homes'
        '<text:s text:c="2"/>in<text:tab/>Vik<text:line-break/>now.'
        '<text:span text:style-name="gone">77</text:span></text:p>'
        "<text:list><text:list-item><text:p>Gate <text:a>one</text:a></text:p></text:list-item>"
        "</text:list><text:p><draw:frame><draw:text-box><text:p>Box 5</text:p></draw:text-box>"
        "</draw:frame></text:p>"
    )
    wanted = "Harbour\n\nIt has 1,340¹ homes  in\tVik\nnow.\n\nGate one\n\nBox 5"
    assert parse_bytes(odt(body), "a.odt").text == wanted


def test_odt_notes_and_cells_are_marks() -> None:
    """A footnote belongs to its sentence, a comment to its words, a cell to its place."""
    body = (
        '<text:p>Twelve men<text:note text:note-class="footnote"><text:note-citation>1'
        "</text:note-citation><text:note-body><text:p>Log, p. 4</text:p></text:note-body>"
        '</text:note> <office:annotation office:name="a"><dc:creator>Ann</dc:creator>'
        "<text:p>Who says?</text:p></office:annotation>went home"
        '<office:annotation-end office:name="a"/>.</text:p><table:table><table:table-row>'
        "<table:table-cell><text:p>Town</text:p></table:table-cell><table:table-cell><text:p>Homes"
        "</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>"
        "Vik</text:p></table:table-cell><table:table-cell><text:p>112</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )
    parsed = parse_bytes(odt(body), "a.odt")
    assert parsed.text == "Twelve men went home.\n\nTown; Homes\n\nTown: Vik; Homes: 112"
    assert marked(parsed)[:2] == [
        ("footnote 1", "Twelve men", "Log, p. 4"),
        ("comment 1", "went home", "Who says?"),
    ]
    assert marked(parsed)[-1] == ("table 1 B2", "112", None)


RTF = (
    rb"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times;}{\f1\fcharset204 Arial;}}
{\info{\title Secret 99}}{\header Page 7}
\pard Kaf\'e9 \u8364?5 \u-10179?\u-8704? {\f1\'c4\'e0} paid {\deleted \'a39m }\'a311m.{\super 1}\par
It has 1,340{\super\chftn}{\footnote\pard\plain{\super\chftn} Log, p. 4} homes. {\v 55}%s\par
{\*\atrfstart 0}Twelve men{\*\atrfend 0}{\*\atnauthor Ann}{\*\annotation{\*\atnref 0}Who?} went.\par
\trowd\pard\intbl Town\cell Homes\cell\row
\trowd\pard\intbl Vik\cell 112\cell\row\pard
{\pict\bin5 {{{{{abc}Last \emdash  \{x\}{\shp{\*\shpinst{\sp{\sn a}{\sv 7}}{\shptxt Box 5\par}}}\par
}behind"""
    % rb'{\field{\*\fldinst HYPERLINK "http://x/2024"}{\fldrslt a link}}'
)


def test_rtf_is_read_as_it_is_shown() -> None:
    """Characters of every encoding, no deleted or hidden text, raised digits apart from numbers."""
    parsed = parse_bytes(RTF, "a.rtf")
    assert parsed.text == (
        "Café €5 😀 Да paid £11m.¹\n\nIt has 1,340 homes. a link\n\nTwelve men went.\n\n"
        "Town; Homes\n\nTown: Vik; Homes: 112\n\nLast — {x}\n\nBox 5"
    ).replace("Café", "Kafé")
    assert marked(parsed)[:2] == [
        ("footnote 1", "It has 1,340", "Log, p. 4"),
        ("comment 1", "Twelve men", "Who?"),
    ]
    assert ("table 1 B2", "112", None) in marked(parsed)


@given(st.integers(6, len(RTF)), st.binary(max_size=8))
def test_damaged_rtf_is_read_or_refused(at: int, junk: bytes) -> None:
    """A file that breaks off, or has anything in its middle, ends in a text or in one line."""
    for data in (RTF[:at], RTF[:at] + junk + RTF[at:]):
        said, parsed = said_of(data)
        assert "\n" not in said
        assert all(0 <= mark.start <= mark.end <= len(parsed.text) for mark in parsed.marks)


def said_of(data: bytes) -> tuple[str, Parsed]:
    """What is read of an RTF file, or why it is refused; what nobody foresaw is raised."""
    try:
        return "", parse_bytes(data, "a.rtf")
    except InputError as error:
        if error.__cause__ is not None:
            raise
        return str(error), Parsed("")


def book(*chapters: str, more: Mapping[str, str] | None = None, spine: str = "") -> bytes:
    """An e-book of these chapters."""
    items = "".join(
        f'<item id="c{n}" href="text/c%20{n}.xhtml" media-type="application/xhtml+xml"/>'
        for n in range(len(chapters))
    )
    refs = spine or "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    return zipped(
        {
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OEBPS/b.opf"/>'
            "</rootfiles></container>",
            "OEBPS/b.opf": '<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
            "<dc:date>2026-03-05</dc:date></metadata><manifest>"
            '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
            f'{items}</manifest><spine><itemref idref="nav"/>{refs}</spine></package>',
            "OEBPS/nav.xhtml": "<html><body><p>Contents 1</p></body></html>",
            **{
                f"OEBPS/text/c {n}.xhtml": "<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.1//EN' ''>"
                f"<html><head><title>T</title></head><body>{text}</body></html>"
                for n, text in enumerate(chapters)
            },
            **(more or {}),
        }
    )


def test_book_is_read_chapter_by_chapter() -> None:
    """The reading order counts, all of a chapter is read, covers and contents are left out."""
    data = book(
        "<h1>Two</h1><p>It was 2.</p>", "<p>It was 1.</p>", "<img src='a.png'/>",
        spine='<itemref idref="c2"/><itemref idref="c1"/><itemref idref="c0"/>',
    )  # fmt: skip
    parsed = parse_bytes(data, "a.epub")
    assert marked(parsed) == [
        ("chapter 1", "It was 1.", None),
        ("chapter 2", "Two\n\nIt was 2.", None),
    ]
    assert parsed.published == date(2026, 3, 5)


BOMB = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
LOCK = (
    "<encryption><EncryptedData><CipherReference URI='OEBPS/text/c%200.xhtml'/>"
    "</EncryptedData></encryption>"
)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.eml", b"Only words, and no header.\n\nNone at all.", "is not an e-mail"),
        ("a.eml", HEAD.encode() + b"\n", "has no text: save it again"),
        ("a.eml", mail("Content-Type: application/pdf\nContent-Disposition: attachment; "
                       'filename="p.pdf"\n\n1'), r"attached \(p\.pdf\): save that and give it"),
        ("a.eml", mail("Content-Type: application/octet-stream\n\n1", kind="encrypted"),
         "is encrypted: open it in your mail program"),
        ("a.eml", b"Subject: S\n" + b"Content-Type: message/rfc822\n\n" * 60 + b"\n4.",
         "parts within parts"),
        ("a.odt", b"no archive", "is not an OpenDocument text"),
        ("a.odt", zipped({"word/document.xml": "<a/>"}), "is not an OpenDocument text"),
        ("a.odt", odt("", kind="spreadsheet"), "another kind of OpenDocument"),
        ("a.odt", odt("", parts={"content.xml": BOMB + "<a>&b;</a>"}), "declares a document type"),
        ("a.odt", odt("", parts={"content.xml": "\x00\x01", "META-INF/manifest.xml":
                                 "<m><e><encryption-data/></e></m>"}), "is encrypted"),
        ("a.odt", odt("<text:p>4</text:p>")[:-60], "is damaged"),
        ("a.odt", odt("<text:span>" * 400 + "</text:span>" * 400), "cannot be read"),
        ("a.rtf", b"words", "is not an RTF document"),
        ("a.rtf", rb"{\rtf1 {\pict 0011}}", "has no text"),
        ("a.epub", zipped({"a.txt": "4"}), "is not an e-book"),
        ("a.epub", book(), "has no text: its pages are pictures"),
        ("a.epub", book("<p>4</p>", more={"META-INF/encryption.xml": LOCK}), "is copy-protected"),
        ("a.epub", book("<p>4</p>", more={"OEBPS/b.opf": BOMB + "<a>&b;</a>"}),
         "declares a document type"),
        ("a.epub", book("<p>4</p>", more={"META-INF/container.xml":
         "<c><rootfiles><rootfile full-path='../../etc/passwd'/></rootfiles></c>"}), "has no '../"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_one_line(name: str, data: bytes, said: str) -> None:
    """Damaged, locked, empty and hostile files say in one line what they are and what to do."""
    with pytest.raises(InputError, match=said) as caught:
        parse_bytes(data, name)
    assert "\n" not in str(caught.value)
    assert name in str(caught.value)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.eml", f"{HEAD}\n{'It was 5. ' * 9000}".encode()),
        ("a.odt", odt("<text:p>It was 5.</text:p>" * 9000)),
        ("a.rtf", rb"{\rtf1 " + rb"It was 5.\par " * 9000 + b"}"),
        ("a.epub", book("<p>It was 5.</p>" * 9000)),
    ],
)
def test_limits_hold_and_the_child_reads_the_same(name: str, data: bytes) -> None:
    """A text that is too long is refused; within limits a process of its own gives the same."""
    with pytest.raises(InputError, match="more than the 20,000 characters"):
        parse_bytes(data, name, limits=Limits(max_characters=20_000))
    parsed, document = parse_bytes(data, name), read_untrusted(data, name)
    assert (document.text, document.marks) == (parsed.text, parsed.marks)
    assert document.published == parsed.published


def test_archive_that_unpacks_to_too_much_is_refused() -> None:
    """A few kilobytes that stand for many megabytes are not unpacked."""
    for name, data in (
        ("a.odt", odt("<text:p>5</text:p>", parts={"big.bin": "0" * 3_000_000})),
        ("a.epub", book("<p>5</p>", more={"big.bin": "0" * 3_000_000})),
    ):
        with pytest.raises(InputError, match="unpacks to more than 1 MB"):
            parse_bytes(data, name, limits=Limits(max_unpacked=1_000_000))


def test_mail_is_a_source_of_a_check() -> None:
    """A draft's figure is found in a press release as it came."""
    release = read_untrusted(f"{HEAD}\nThe quay cost 4.2 million pounds.\n".encode(), "a.eml")
    report = check_draft("The quay cost 4.3 million pounds.", [release])
    assert [finding.expected for finding in report.problems] == ["4.2 million pounds"]
