"""Which first paragraph is set as a headline on a page."""

from __future__ import annotations

import pytest
from parsed_page import Page

from extractor import check_draft
from extractor.schemas.document import Document

BODY = "\n\nThe council spent $6 million on it, mayor Anna Bright said."


@pytest.mark.parametrize(
    ("first", "is_headline"),
    [
        ("Council counts 40 boats", True),
        ("Who paid for the 40 boats?", True),
        ("‘Nobody came,’ says harbour master", True),
        ("The clinic in Easton opened on Friday.", False),
        ("“Nobody came,” the harbour master said on Friday.”", False),
        ("EASTON, 2 May 2025 — The new hospital opened", False),
        ("EASTON (AW) - The new hospital opened", False),
        ("The mayor said on Friday:", False),
        ("Boats " * 60, False),
    ],
)
def test_headline_is_no_sentence_and_no_dateline(first: str, is_headline: bool) -> None:
    """A short first paragraph is a headline unless it ends as a sentence or begins as a story."""
    page = Page(check_draft(Document(text=first + BODY), "Nothing of this.").to_html())
    assert bool(page.all(".headline")) == is_headline


def test_text_of_one_paragraph_has_no_headline() -> None:
    """What heads nothing is no headline, in a draft and in a source."""
    page = Page(check_draft("Council counts 40 boats", "Harbour counts 40 boats").to_html())
    assert not page.all(".headline")
