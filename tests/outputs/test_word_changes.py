"""Suggested wordings in Word: real tracked changes, in the name of who suggests them."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import W, bytes_of, docx, runs_of, text_of

from extractor.outputs.word import Comment, commented_docx
from extractor.outputs.word_changes import Rewording
from extractor.schemas.span import Span

AT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


def said(text: str, words: str, instead: str, by: str = "MW") -> Rewording:
    """Other words for the first place of some words."""
    start = text.index(words)
    return Rewording(Span.of(text, start, start + len(words)), instead, by, AT)


def with_changes(data: bytes, *rewordings: Rewording, comments: tuple[Comment, ...] = ()) -> Any:
    """The document with tracked changes; all of them have a place."""
    made = commented_docx(
        text_of(data), comments, head="Compared", original=data, rewordings=rewordings
    )
    assert (made.not_placed, made.not_tracked) == ((), ())
    return made.data


def resolved(data: bytes, *, accepts: bool, by: str = "") -> bytes:
    """The document as it is when all tracked changes, or those of one author, are accepted, or
    rejected."""
    document = docx.Document(BytesIO(data))
    body = document.element.body
    gone, kept = (W + "del", W + "ins") if accepts else (W + "ins", W + "del")
    for element in list(body.iter(gone, kept)):
        if by and element.get(W + "author") != by:
            continue
        if element.tag == kept:
            for child in list(element):
                element.addprevious(child)
            for text in element.getparent().iter(W + "delText"):
                text.tag = W + "t"
        element.getparent().remove(element)
    return bytes_of(document)


def story(document: Any) -> None:
    """A draft with a heading, a bold half of a word, a link, a note's reference and a table."""
    document.add_heading("Cracked bridge shuts", 1)
    paragraph = document.add_paragraph("The Quarry Bridge was clo")
    paragraph.add_run("sed on Thurs").bold = True
    paragraph.add_run("day. It carries\tsome 9,000 cars,")
    paragraph.add_run().add_break()
    paragraph.add_run("very old cars.").italic = True
    paragraph._p.append(
        docx.oxml.parse_xml(
            f"<w:hyperlink {docx.oxml.ns.nsdecls('w')} w:anchor='a'><w:r><w:t>"
            " The council said so.</w:t></w:r></w:hyperlink>"
        )
    )
    table = document.add_table(2, 2)
    for number, words in enumerate(("Cost", "Cyclists", "£2.9 million", "Some 700 use it")):
        table.cell(number // 2, number % 2).text = words


@pytest.fixture
def data() -> bytes:
    """That draft as a file."""
    document = docx.Document()
    story(document)
    return bytes_of(document)


def test_change_is_by_who_suggests_it_and_can_be_accepted_or_rejected(data: bytes) -> None:
    """Over the borders of runs: accepted it is the corrected text, rejected the original with its
    formatting; the words that stay are not touched."""
    text = text_of(data)
    changed = with_changes(data, said(text, "was closed on Thursday", "was shut on Friday"))
    marks = list(docx.Document(BytesIO(changed)).element.body.iter(W + "ins", W + "del"))
    assert {mark.get(W + "author") for mark in marks} == {"MW"}
    assert {mark.get(W + "date") for mark in marks} == {"2026-05-04T09:30:00Z"}
    assert len({mark.get(W + "id") for mark in marks}) == len(marks)
    struck = ["".join(t.text for t in m.iter(W + "delText")) for m in marks if m.tag == W + "del"]
    assert "".join(struck) == "closedThursday"
    corrected = text.replace("was closed on Thursday", "was shut on Friday")
    assert text_of(changed) == text_of(resolved(changed, accepts=True)) == corrected
    rejected = resolved(changed, accepts=False)
    assert (text_of(rejected), runs_of(rejected)) == (text, runs_of(data))


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        ("Cracked bridge shuts", "Bridge with a crack shuts"),
        ("very old cars", "old cars"),
        ("very old cars", "very, very old cars"),
        ("It carries\tsome 9,000 cars,\nvery old cars.", "It is old.\nVery old.\tSo it is."),
        ("The council said so", "The mayor and the council said so"),
        ("£2.9 million", "€3.1 million"),
        ("Some 700 use it", "700 use it, it is said"),
        (" The council said so.", ""),
        ("The Quarry Bridge was closed on Thursday.", "Nobody closed the bridge."),
        ("9,000", "<b>10,000</b> & more"),
    ],
)
def test_words_anywhere_can_be_changed(data: bytes, words: str, instead: str) -> None:
    """In headings, links, tables, across tabs and line ends: put in, struck out, or both."""
    text = text_of(data)
    changed = with_changes(data, said(text, words, instead))
    assert text_of(changed) == text.replace(words, instead, 1).strip()
    assert text_of(resolved(changed, accepts=False)) == text


def test_several_changes_of_one_paragraph_stand_together(data: bytes) -> None:
    """Neighbours and comments at the same words disturb none of them."""
    text = text_of(data)
    several = [
        said(text, "The Quarry Bridge", "The old Quarry Bridge", "AA"),
        said(text, " was closed", " was not closed", "BB"),
        said(text, "Thursday.", "Friday.", "CC"),
        said(text, "9,000", "8,000", "DD"),
    ]
    comments = tuple(Comment(each.span, "Look here.", each.by, AT) for each in several)
    changed = with_changes(data, *reversed(several), comments=comments)
    corrected = text
    for each in several:
        corrected = corrected.replace(each.span.text, each.words, 1)
    assert text_of(changed) == corrected
    assert text_of(resolved(changed, accepts=False)) == text
    one = resolved(changed, accepts=True, by="CC")
    assert text_of(resolved(one, accepts=False)) == text.replace("Thursday", "Friday")
    body = docx.Document(BytesIO(changed)).element.body
    assert all(r.getparent().tag == W + "p" for r in body.iter(W + "commentRangeStart"))


def test_changes_of_others_stay_theirs() -> None:
    """Words that somebody else has put in can be changed too; theirs stay marked as theirs."""
    document = docx.Document()
    paragraph = document.add_paragraph("It opened ")
    paragraph._p.append(
        docx.oxml.parse_xml(
            f"<w:ins {docx.oxml.ns.nsdecls('w')} w:id='7' w:author='Eva'><w:r>"
            "<w:t>in May 1913 with a fair</w:t></w:r></w:ins>"
        )
    )
    data = bytes_of(document)
    text = text_of(data)
    changed = with_changes(data, said(text, "May 1913", "June 1914"))
    assert text_of(changed) == "It opened in June 1914 with a fair"
    assert text_of(resolved(changed, accepts=False, by="MW")) == text
    body = docx.Document(BytesIO(changed)).element.body
    own = [each for each in body.iter(W + "ins") if each.get(W + "author") == "MW"]
    assert own, "what is put in is marked"
    assert all(each.getparent().tag == W + "p" for each in own), "and not inside what Eva put in"
    ids = [each.get(W + "id") for each in body.iter(W + "ins", W + "del")]
    assert len(set(ids)) == len(ids)


def test_a_notes_reference_is_not_struck_out() -> None:
    """What is no text in a run stays outside of the change, and so survives it."""
    document = docx.Document()
    run = document.add_paragraph("Opened in ").add_run("1913")
    run._r.append(
        docx.oxml.parse_xml(f"<w:footnoteReference {docx.oxml.ns.nsdecls('w')} w:id='2'/>")
    )
    data = bytes_of(document)
    changed = with_changes(data, said("Opened in 1913", "1913", "1914"))
    accepted = docx.Document(BytesIO(resolved(changed, accepts=True))).element.body
    assert len(list(accepted.iter(W + "footnoteReference"))) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [(("closed on Thursday", "shut"), ("Thursday. It", "Friday. It"))],
)
def test_of_two_that_overlap_one_becomes_a_comment(
    data: bytes, first: tuple[str, str], second: tuple[str, str]
) -> None:
    """Two suggestions for the same words cannot both be changes: the other is said beside it."""
    text = text_of(data)
    made = commented_docx(
        text,
        (),
        head="Compared",
        original=data,
        rewordings=[said(text, *first), said(text, *second, by="BB")],
    )
    assert [each.by for each in made.not_tracked] == ["BB"]
    assert text_of(made.data) == text.replace(*first)
    comments = list(docx.Document(BytesIO(made.data)).comments)
    assert [(c.author, c.text) for c in comments[1:]] == [("BB", "Suggested: “Friday. It”")]


def test_words_that_are_not_in_the_document_are_told(data: bytes) -> None:
    """A suggestion for words that the file does not have is in the first comment, by name."""
    text = text_of(data) + "\n\nNot in the file."
    made = commented_docx(
        text, (), head="Compared", original=data, rewordings=[said(text, "Not in", "In")]
    )
    (comment,) = docx.Document(BytesIO(made.data)).comments
    assert "“Not in”: MW: Suggested: “In”" in comment.text


def test_a_draft_that_is_no_word_document_has_changes_too() -> None:
    """The document that is made of a text has the same tracked changes."""
    text = "Nine men paid $5.\n\nTwo women\npaid $7."
    made = commented_docx(
        text,
        (),
        head="Compared",
        rewordings=[said(text, "Nine men", "Six men"), said(text, "women\npaid", "men paid")],
    )
    assert text_of(made.data) == "Six men paid $5.\n\nTwo men paid $7."
    assert text_of(resolved(made.data, accepts=False)) == text


WORDS = st.lists(st.sampled_from(["an", "a", "1,5", " ", "  ", "\t", "\n", "é", "💔", "."]))


@settings(max_examples=80, deadline=None)
@given(
    pieces=st.lists(WORDS.map("".join), min_size=1, max_size=6),
    places=st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9), WORDS.map("".join))),
)
def test_accepted_is_the_corrected_text_and_rejected_the_original(
    pieces: list[str], places: list[tuple[int, int, str]]
) -> None:
    """However runs lie and whatever is suggested, both ways out are exact; what cannot be a change
    is told instead."""
    document = docx.Document()
    paragraph = document.add_paragraph("Begin")
    for piece in pieces:
        paragraph.add_run(piece).bold = len(piece) % 2 == 0
    paragraph.add_run("end")
    data = bytes_of(document)
    text = text_of(data)
    given_ = []
    for start, length, words in places:
        start = min(start, len(text) - 1)
        span = Span.of(text, start, min(start + length, len(text)))
        given_.append(Rewording(span, words, "MW", AT))
    made = commented_docx(text, (), head="Compared", original=data, rewordings=given_)
    lost = list(made.not_tracked)
    tracked = []
    for each in given_:
        if each in lost:
            lost.remove(each)
        else:
            tracked.append(each)
    corrected = text
    for each in sorted(tracked, key=lambda one: one.span.start, reverse=True):
        corrected = corrected[: each.span.start] + each.words + corrected[each.span.end :]
    assert whole(resolved(made.data, accepts=True)) == corrected
    rejected = resolved(made.data, accepts=False)
    assert (whole(rejected), runs_of(rejected)) == (text, runs_of(data))
    ends = [0]
    for each in sorted(tracked, key=lambda one: one.span.start):
        assert each.span.start >= ends[-1]
        ends.append(each.span.end)


def whole(data: bytes) -> str:
    """The text of the one paragraph, with the white space at its ends."""
    signs = {W + "tab": "\t", W + "br": "\n"}
    body = deepcopy(docx.Document(BytesIO(data)).element.body)
    runs = [run for run in body.iter(W + "r") if run.find(W + "commentReference") is None]
    return "".join(
        signs.get(child.tag, child.text or "") for run in runs for child in run if child.tag in TEXT
    )


TEXT = {W + "t", W + "tab", W + "br"}
