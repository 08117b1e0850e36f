"""What the model answers, and the same once located in the source."""

from __future__ import annotations

from typing import Literal

from extractor.schemas.figure import DateRef, Figure
from extractor.schemas.record import Record
from extractor.schemas.span import Span

FactKind = Literal["figure", "quotation", "statement"]
"""What was recognised before the model was asked: a figure, a quotation, or a sentence that holds
neither."""

DETAILS = ("when", "where", "attributed_to")
"""The fields of a fact beside its statement."""

Worded = Literal["model", "story"]
"""Whose words a statement is in."""

Grounding = Literal["exact", "typographic", "ambiguous", "unlocated"]
"""How a fact's quote was found: as it stands; but for quote marks, dashes and spacing; in several
places, all of which are given; not at all."""


class ProposedFact(Record):
    """One fact as the model answered it; nothing in it has been checked."""

    kind: FactKind
    """What the model was asked about."""
    statement: str
    """The fact as one sentence."""
    when: str | None = None
    """When it happened, in the source's words."""
    where: str | None = None
    """Where it happened, in the source's words."""
    attributed_to: str | None = None
    """Who says so, in the source's words."""
    key: str
    """Which item of the passage it answers: "f2", "q1", "s1"."""
    recognised: Span
    """The figure's phrase, the quotation or the sentence that the model was asked about."""
    passage: int
    """The passage that it came from, counted from 0."""


class Fact(Record):
    """A proposed fact with its place in the source."""

    id: str
    """Its name inside this report, by passage and item: "3.f2", "4.q1", "8.s1"."""
    kind: FactKind
    """What it stands on."""
    statement: str
    """The fact as one sentence."""
    worded_by: Worded = "model"
    """Whose words the statement is in: the model's, or, where these did not hold, the story's."""
    quote: str
    """The words of the source that it stands on, exactly as the source has them if located."""
    span: Span | None
    """Where the quote stands; none where it was not found or stands in several places."""
    grounding: Grounding
    """How the quote was found."""
    places: tuple[Span, ...] = ()
    """Every place of a quote that stands in several."""
    figures: tuple[Figure, ...] = ()
    """The figures of the source that it claims."""
    when: str | None = None
    """When it happened, in the story's words."""
    dates: tuple[DateRef, ...] = ()
    """The dates of the source that `when` stands on."""
    where: str | None = None
    """Where it happened, in the story's words."""
    attributed_to: str | None = None
    """Who says so, in the story's words; for a quotation, its speaker."""
    passage: int
    """The passage that it came from, counted from 0."""

    @property
    def details(self) -> dict[str, str]:
        """When, where and who says so, by the name of the field; only those that are given."""
        given = {"when": self.when, "where": self.where, "attributed_to": self.attributed_to}
        return {name: words for name, words in given.items() if words}
