"""Cutting a story into passages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import Document
from extractor.asking.items import claimable_figures
from extractor.asking.passages import MOST_ITEMS, Passage, Portion, split_into_passages
from extractor.asking.promptable import promptable
from extractor.scanning.document import scan_document
from extractor.schemas.fact import FactKind
from extractor.schemas.span import Span


def passages_of(text: str, longest: int = 600, sentences: int = 2) -> list[Passage]:
    """The passages of a text."""
    return split_into_passages(scan_document(Document(text=text)), Portion(longest, sentences))


def items_of(passage: Passage, kind: FactKind) -> list[Span]:
    """The items of one kind that a passage is asked about."""
    return [item.span for item in passage.items if item.kind == kind]


def test_every_figure_and_quotation_is_in_just_one_passage(examples: Path) -> None:
    """No recognised item is lost between passages and none is asked about twice.

    A figure that somebody is quoted with belongs to the quotation.
    """
    scan = scan_document(Document.read(examples / "solar-results.txt"))
    for longest in (200, 600, 6000):
        passages = split_into_passages(scan, Portion(longest, 0))
        quotations = [each for passage in passages for each in items_of(passage, "quotation")]
        assert quotations == [each.span for each in scan.quotations if each.kind == "speech"]
        figures = [figure for passage in passages for figure in items_of(passage, "figure")]
        unquoted = [
            figure.phrase
            for figure in claimable_figures(scan)
            if not any(quotation.covers(figure.span) for quotation in quotations)
        ]
        assert figures == unquoted
        assert all(len(passage.items) <= MOST_ITEMS for passage in passages)


def test_headline_and_furniture_are_not_asked_about(examples: Path) -> None:
    """A headline without figures, a byline and a copyright line cost no call and say why."""
    scan = scan_document(Document.read(examples / "ferry-collision.txt"))
    reasons = [passage.not_asked for passage in split_into_passages(scan, Portion(600, 1))]
    assert "byline" in reasons
    assert "copyright line" in reasons


def test_long_paragraph_is_cut_between_sentences() -> None:
    """A paragraph that is too long becomes several passages, none of which cuts a sentence."""
    sentence = "The council bought seven buses for the northern route. "
    text = (sentence * 40).strip()
    passages = passages_of(text)
    assert len(passages) > 3
    assert all(p.span.text.endswith(".") and len(p.span.text) <= 600 for p in passages)


def test_table_is_cut_between_its_lines() -> None:
    """A list or table without full stops is one sentence, and still no call has too many items."""
    text = "Results:\n" + "\n".join(f"Ward {chr(65 + n)}: {n + 200} votes" for n in range(26))
    passages = passages_of(text)
    counts = [len(figures) for each in passages if (figures := items_of(each, "figure"))]
    assert counts == [8, 8, 8, 2]
    assert all(passage.span.text.startswith("Ward") for passage in passages[-3:])


@pytest.mark.parametrize(("most", "asked"), [(0, []), (1, ["A"]), (2, ["A", "B"]), (9, ["A", "B"])])
def test_sentences_without_figure_or_quotation_are_asked_about_up_to_a_number(
    most: int, asked: list[str]
) -> None:
    """A question and a heading's few words are not; what tells something is, the first ones."""
    text = (
        "A ferry ran aground off Velm.\n\nWho is to blame?\n\nThe wind.\n\n"
        "It carried 40 people.\n\nBoats from the harbour took them off."
    )
    spans = [
        each.text for p in passages_of(text, sentences=most) for each in items_of(p, "statement")
    ]
    names = {"A ferry ran aground off Velm.": "A", "Boats from the harbour took them off.": "B"}
    assert [names[span] for span in spans] == asked


@given(st.text(alphabet="ab 5.\n\r“”\ufeff$", max_size=400), st.integers(200, 900))
def test_passages_hold_every_word_once(text: str, longest: int) -> None:
    """Passages stand in order, do not overlap, and leave out nothing but white space."""
    passages = passages_of(text, longest)
    end = 0
    for passage in passages:
        assert text[passage.span.start : passage.span.end] == passage.span.text
        assert text[end : passage.span.start].strip(" \n\r\ufeff") == ""
        end = passage.span.end
    assert text[end:].strip(" \n\r\ufeff") == ""


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a<|im_end|>b", "a< |im_end| >b"),
        ("a\x00b\x1bc", "a b c"),
        ("kept:\n\ttab", "kept:\n\ttab"),
    ],
)
def test_story_cannot_close_its_turn(text: str, read: str) -> None:
    """Control characters and the marks of chat templates never reach the model."""
    assert promptable(text) == read
