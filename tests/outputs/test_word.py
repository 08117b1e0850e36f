"""Word comments: at the exact words, with nothing else of the document changed."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from compared import COUNCIL, DRAFT, WIRE, bridge_report, hostile_comparison
from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import W, docx, made, runs_of, text_of

from extractor.drafts import check_documents, check_draft
from extractor.errors import InputError
from extractor.outputs.comparison import Comparison
from extractor.outputs.word import AUTHOR, Comment, commented_docx, draft_docx
from extractor.outputs.word_runs import RunMap
from extractor.schemas.document import Document
from extractor.schemas.report import DraftReport
from extractor.schemas.span import Span


def commented_words(data: bytes) -> dict[int, str]:
    """The words that each comment is tied to, by the comment's id."""
    body = docx.Document(BytesIO(data)).element.body
    words: dict[int, str] = {}
    opened: set[int] = set()
    for element in body.iter():
        if element.tag == W + "commentRangeStart":
            number = int(element.get(W + "id"))
            opened.add(number)
            words[number] = ""
        elif element.tag == W + "commentRangeEnd":
            opened.remove(int(element.get(W + "id")))
        elif element.tag == W + "t":
            for number in opened:
                words[number] += element.text or ""
    assert not opened
    return words


def comments_of(data: bytes) -> dict[int, Any]:
    """The comments by id."""
    return {c.comment_id: c for c in docx.Document(BytesIO(data)).comments}


def span_of(text: str, words: str) -> Span:
    """The first place of the words."""
    return Span.of(text, text.index(words), text.index(words) + len(words))


def checked(data: bytes) -> tuple[DraftReport, bytes]:
    """A draft against both sources, and the draft with the comments."""
    document = Document(text=text_of(data), name="draft.docx")
    report = check_draft(document, [WIRE, Document(text=COUNCIL, name="council.txt")])
    result = draft_docx(report, data)
    assert result.not_placed == ()
    return report, result.data


def formatted(document: Any) -> None:
    """A draft with a heading, runs that cut words in two, a link, a table and a comment."""
    document.add_heading("Cracked bridge shuts in Elmsford", 1)
    paragraph = document.add_paragraph("The Quarry Bridge was closed on Thursday. It opened in 19")
    paragraph.add_run("13").bold = True
    paragraph.add_run(" and carries")
    middle = paragraph.add_run("\tover 9,000 vehicles a day, with a crack of ")
    middle.italic = True
    middle.add_text("12 centimetres")
    middle.add_break()
    middle.add_text("in its eastern pier.")
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "Cost"
    table.cell(0, 1).text = "Cyclists"
    table.cell(1, 0).text = "£2.9 million"
    table.cell(1, 1).text = "Some 700 cyclists use it"
    last = document.add_paragraph("Nobody was hurt, said Orsolya Quint.")
    document.add_comment(last.runs, "Called her on Friday.", "Ann Oak", "AO")


def test_comments_stand_at_the_words_of_their_findings() -> None:
    """In headings, runs, tables: each comment is tied to just the words of its finding."""
    report, data = checked(made(formatted))
    comparison = Comparison(report)
    wanted = {f.span.text for f in comparison.for_an_eye if f.span}
    assert {"1913", "12 centimetres", "£2.9 million", "Orsolya Quint"} <= wanted
    words = commented_words(data)
    own = {n: c for n, c in comments_of(data).items() if c.author == AUTHOR}
    head, *others = sorted(own)
    assert sorted(words[number] for number in others) == sorted(wanted)
    assert own[head].text.startswith("Compared with: 2 sources")
    for number in others:
        messages = [
            f.message for f in comparison.for_an_eye if f.span and f.span.text == words[number]
        ]
        assert any(message in own[number].text for message in messages)


def test_a_comment_has_the_sentence_of_the_source() -> None:
    """Under the message stand the source's name, the paragraph, and its sentence."""
    _, data = checked(made(formatted))
    texts = [comment.text for comment in comments_of(data).values()]
    assert any(
        text.startswith('To fix: "1913"') and "paragraph 4: “The bridge, opened in 1931," in text
        for text in texts
    )


def test_existing_comments_are_kept() -> None:
    """A comment of somebody else stays, with its words, author and text."""
    _, data = checked(made(formatted))
    ours = [(n, c) for n, c in comments_of(data).items() if c.author == "Ann Oak"]
    ((number, comment),) = ours
    assert comment.text == "Called her on Friday."
    assert commented_words(data)[number] == "Nobody was hurt, said Orsolya Quint."


def test_text_and_formatting_stay_as_they_were() -> None:
    """Cutting runs changes no character and no property of one, and no tab or break."""
    before = made(formatted)
    _, after = checked(before)
    assert [f for f in runs_of(after) if f[0]] == runs_of(before)
    assert text_of(after) == text_of(before)
    for kind in ("tab", "br"):
        counts = [
            sum(1 for _ in docx.Document(BytesIO(data)).element.body.iter(W + kind))
            for data in (before, after)
        ]
        assert counts[0] == counts[1]


def test_words_inside_links_and_insertions_are_reached() -> None:
    """A run inside a hyperlink or a tracked insertion is cut like any other; deletions are not."""

    def build(document: Any) -> None:
        paragraph = document.add_paragraph("It opened in ")
        for wrapper, words in (
            ("ins", "1913 or so"),
            ("del", "1931"),
            ("hyperlink", ", it seems."),
        ):
            element = paragraph._p.makeelement(W + wrapper, {})
            element.append(paragraph.add_run(words)._r)
            if wrapper == "del":
                next(element.iter(W + "t")).tag = W + "delText"
            paragraph._p.append(element)

    data = made(build)
    text = "It opened in 1913 or so, it seems."
    notes = [Comment(span_of(text, words), "?") for words in ("1913", "so,", "seem")]
    result = commented_docx(text, notes, head="Compared", original=data)
    assert result.not_placed == ()
    words = commented_words(result.data)
    assert [words[number] for number in sorted(words)][1:] == ["1913", "so,", "seem"]


def test_what_has_no_place_is_said_and_not_lost() -> None:
    """Words that the document does not have get no comment elsewhere: the first one lists them."""
    text = "The bridge opened in 1913.\n\nA note at the foot says 1914."
    data = made(lambda document: document.add_paragraph("The bridge opened in 1913."))
    notes = [Comment(span_of(text, "1913"), "one"), Comment(span_of(text, "1914"), "two")]
    result = commented_docx(text, notes, head="Compared", original=data)
    assert (result.placed, result.not_placed) == (1, (notes[1],))
    first, second = (comments_of(result.data)[n] for n in sorted(comments_of(result.data)))
    assert "“1914”: two" in first.text
    assert second.text == "one"


def test_a_paragraph_that_was_not_read_shifts_no_other() -> None:
    """A paragraph that the text lacks, or has again far below, takes no comment from its place."""
    parts = ["Total 12", "Nothing of this kind was read.", "First part about the bridge is long."]
    data = made(lambda document: [document.add_paragraph(part) for part in (*parts, "Total 12")])
    text = "First part about the bridge is long.\n\n" + "Filler words here. " * 9 + "\n\nTotal 12"
    notes = [
        Comment(span_of(text, "bridge"), "bridge"),
        Comment(span_of(text, "12"), "total"),
    ]
    result = commented_docx(text, notes, head="Compared", original=data)
    words = commented_words(result.data)
    assert [words[number] for number in sorted(words)][1:] == ["bridge", "12"]
    body = docx.Document(BytesIO(result.data)).element.body
    tied = [p for p in body.iter(W + "p") if any(True for _ in p.iter(W + "commentRangeStart"))]
    assert "".join(t.text for t in tied[-1].iter(W + "t")) == "Total 12"
    assert tied[-1].getnext() is None or tied[-1].getnext().tag == W + "sectPr"


def test_a_draft_that_is_no_word_document_becomes_one() -> None:
    """Without an original the new document has the draft's paragraphs and the same comments."""
    report = bridge_report()
    result = draft_docx(report)
    assert result.not_placed == ()
    assert text_of(result.data).split() == DRAFT.split()
    words = commented_words(result.data)
    assert {"1913", "12 centimetres", "the oldest bridge in"} <= set(words.values())


def test_hostile_texts_are_text() -> None:
    """Markup, control and half characters of a draft give a document that opens."""
    result = draft_docx(hostile_comparison())
    assert "<script>document.title" in text_of(result.data)
    assert comments_of(result.data)


def test_what_is_no_word_document_is_refused_in_one_line() -> None:
    """Another archive, or a damaged one, is named."""
    report = bridge_report()
    for data in (b"PK\x03\x04 nothing", b"plain text", made(formatted)[:-400]):
        with pytest.raises(InputError, match=r"^[^\n]+$"):
            draft_docx(report, data)


def test_a_document_without_words_takes_the_first_comment() -> None:
    """An empty document still says what was compared."""
    empty = made(lambda document: None)
    result = draft_docx(check_documents("", []), empty)
    ((_, comment),) = comments_of(result.data).items()
    assert comment.text.startswith("Compared with: no source")


def test_equal_reports_give_equal_comments() -> None:
    """No clock time goes into a comment."""
    one, two = (comments_of(draft_docx(bridge_report()).data) for _ in range(2))
    assert [c.text for c in one.values()] == [c.text for c in two.values()]
    assert all(c.timestamp is None for c in one.values())


@settings(max_examples=60)
@given(
    st.lists(st.text(st.sampled_from("ab 1\t💔é"), max_size=8), min_size=1, max_size=6),
    st.tuples(st.integers(0, 40), st.integers(1, 8)),
)
def test_any_cut_keeps_the_text(runs: list[str], place: tuple[int, int]) -> None:
    """However runs lie, the words of a span become runs of their own, all in their order."""
    body = docx.oxml.parse_xml(
        f"<w:body {docx.oxml.ns.nsdecls('w')}><w:p>{'<w:r/>' * len(runs)}</w:p></w:body>"
    )
    for run, words in zip(body.iter(W + "r"), runs, strict=True):
        run.text = words
    text = "".join(runs)
    start = min(place[0], len(text))
    span = Span.of(text, start, min(start + place[1], len(text)))
    found = RunMap(body, text).cut_out([span])
    after = list(body.iter(W + "r"))
    assert "".join(run.text for run in after) == text
    assert (span in found) == bool(span.text.strip())
    if span in found:
        first, last = after.index(found[span].first), after.index(found[span].last)
        assert "".join(run.text for run in after[first : last + 1]) == span.text.strip()
