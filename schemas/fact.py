"""What the model answers, and the same once located in the source."""

from __future__ import annotations

from typing import Literal

from extractor.schemas.figure import DateRef, Figure
from extractor.schemas.record import Record
from extractor.schemas.span import Span

FactKind = Literal["figure", "quotation", "statement"]
"""`figure` and `quotation` facts stand on something recognised before the model was asked."""

Grounding = Literal["exact", "typographic", "ambiguous", "unlocated"]
"""How a fact's quote was found: as it stands; but for quote marks, dashes and spacing; in several
places, all of which are given; not at all."""


class ProposedFact(Record):
    """One fact as the model answered it; nothing in it has been checked."""

    kind: FactKind
    """What the model was asked about."""
    statement: str
    """The fact as one sentence."""
    quote: str
    """The words of the source that it stands on."""
    when: str | None = None
    """When it happened, in the source's words."""
    where: str | None = None
    """Where it happened, in the source's words."""
    attributed_to: str | None = None
    """Who says so, in the source's words."""
    key: str
    """Which item of the passage it answers: "f2", "q1"; "a1" for the first fact of its own."""
    recognised: Span | None = None
    """The figure's phrase or the quotation that the model was asked about."""
    passage: int
    """The passage that it came from, counted from 0."""


class Fact(Record):
    """A proposed fact with its place in the source."""

    id: str
    """Its name inside this report, by passage and item: "3.f2", "4.q1", "8.a1"."""
    kind: FactKind
    """What it stands on."""
    statement: str
    """The fact as one sentence, in the model's words."""
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
    """When it happened, in the model's words."""
    dates: tuple[DateRef, ...] = ()
    """The dates of the source that `when` stands on."""
    where: str | None = None
    """Where it happened, in the model's words."""
    attributed_to: str | None = None
    """Who says so, in the model's words; for a quotation, its speaker."""
    passage: int
    """The passage that it came from, counted from 0."""
