"""The task `news`: what a model must answer about one passage of a news story.

The field docstrings are what the model reads of each field: in the prompt, and in the JSON Schema
where the server passes descriptions on. Only fields that are open are asked: what the sentence of
an item settles is never put to a model.
"""

from __future__ import annotations

from extractor.schemas.record import Record


class ClaimAnswer(Record):
    """What one listed figure says, or one listed sentence."""

    statement: str
    """one complete sentence with subject and verb, as short as it can be, in the passage's own
    words and order; it holds a listed figure exactly as listed."""
    when: str | None
    """the one of these times at which it happened, or null."""
    where: str | None
    """the one of these places in which it happened, or null."""


class QuotationAnswer(Record):
    """Who said one listed quotation."""

    speaker: str | None
    """the one of these who said it, or null where the passage leaves that open."""
