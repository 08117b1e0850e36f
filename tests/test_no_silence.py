"""Everything that is read in a draft has a row, whatever it is held against."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor import Document, check_draft
from extractor.scanning.document import Scan, scan_document
from extractor.schemas.span import Span

ROOT = Path(__file__).parent.parent
STORIES = sorted((ROOT / "tests" / "stories").glob("*.txt"))
EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))
WORDS = [
    *("last month", "in spring", "the 1980s", "Q3 2021", "on Sunday night", "16:22:10", "one"),
    *(
        "first",
        "second",
        "nobody",
        "no injuries",
        "dozens of",
        "half",
        "twice",
        "12 percent",
        "£4m",
    ),
    *("3 km", "aged 40", "Mendala", "York", "the UN", "Petra Lind", '"slow leak"'),
    *('"We left," she said', "said", "rose", "in", "and", "the", "people", "from", "to", ".", ","),
    "\n\n",
]


def items(scan: Scan) -> Iterator[Span]:
    """All that a draft is read to hold, but for its furniture and what stands in other marks."""
    aside = [piece.span for piece in scan.furniture]
    end = 0
    quotations = []
    for quotation in scan.quotations:
        if quotation.span.start >= end:
            quotations.append(quotation.span)
            end = quotation.span.end
    dates = [date.span for date in scan.dates]
    for span in (*(figure.span for figure in scan.figures), *dates, *scan.names, *quotations):
        if not any(piece.overlaps(span) for piece in aside):
            yield span


def passed_over(draft: str, source: str) -> list[str]:
    """The items of a draft without a finding."""
    told = [f.span for f in check_draft(draft, [source]).findings if f.span is not None]
    scan = scan_document(Document(text=draft))
    return [span.text for span in items(scan) if not any(place.overlaps(span) for place in told)]


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        pytest.param(draft, source, id=f"{draft.stem}-{source.stem}")
        for draft, source in product(STORIES + EXAMPLES, repeat=2)
    ],
)
def test_no_item_of_a_story_is_passed_over(draft: Path, source: Path) -> None:
    """Against itself and against any other story, each figure, date, name and quotation is told."""
    assert passed_over(draft.read_text("utf-8"), source.read_text("utf-8")) == []


@settings(max_examples=150)
@given(st.lists(st.sampled_from(WORDS), max_size=12), st.lists(st.sampled_from(WORDS), max_size=12))
def test_no_item_of_any_words_is_passed_over(draft: list[str], source: list[str]) -> None:
    """What a draft is read to hold is told, however odd its sentences are."""
    assert passed_over(" ".join(draft), " ".join(source)) == []
