"""The task `news`: what a model must answer about one passage of a news story.

The field docstrings are what the model reads of each field: in the prompt, and in the JSON Schema
where the server passes descriptions on.
"""

from __future__ import annotations

from extractor.schemas.record import Record


class FigureAnswer(Record):
    """What one listed figure says."""

    statement: str
    """a complete sentence with subject and verb that says who did what, or what happened, and
    holds the figure exactly as listed."""
    when: str | None
    """the date or time in the same sentence, copied, or null."""
    where: str | None
    """the place in the same sentence, copied, or null."""
    attributed_to: str | None
    """the person or body that says so in the same sentence, name or title only, or null."""


class QuotationAnswer(Record):
    """Who said one listed quotation."""

    speaker: str | None
    """the person who said it, name and title only, or null."""


class FreeAnswer(Record):
    """One more fact of the passage, without a figure."""

    quote: str
    """the words of the passage that say it, copied exactly."""
    statement: str
    """the same as one short sentence."""
    attributed_to: str | None
    """the person or body that says so, name or title only, or null."""
