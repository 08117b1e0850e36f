"""A figure of a draft as a claim: with its noun and what its sentence says of it."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.checks.evidence.adjacent_words import NO_SLOT, Slot
from extractor.checks.evidence.nearness import words_beside
from extractor.checks.evidence.stems import content_stems
from extractor.checks.evidence.text_index import TextIndex
from extractor.schemas.figure import Figure
from extractor.schemas.span import Span


@dataclass(frozen=True, slots=True)
class Claim:
    """A claimed figure with the words around it."""

    figure: Figure
    stems: frozenset[str]
    """The content stems of its clause."""
    noun: str | None = None
    """What it counts."""
    slot: Slot = NO_SLOT
    """The telling words right around it."""
    index: TextIndex | None = None
    """The text that it stands in."""

    @property
    def near(self) -> dict[str, float]:
        """The telling words of its sentence, by how near they stand."""
        if self.index is None:
            return {}
        return words_beside(self.index, self.figure.span, among_figures=True)


_WITH_UNITS = ("money", "measure")


def as_claim(figure: Figure, claim: TextIndex) -> Claim:
    """A figure with what its sentence says of it, the noun counted apart, and so a unit."""
    noun = claim.noun_of(figure)
    own = content_stems(noun or "")
    if figure.kind in _WITH_UNITS or figure.value == 0:  # "euros", "nobody"
        own |= content_stems(figure.span.text)
    return Claim(
        figure,
        clause_stems(claim, figure.span) - own,
        noun,
        claim.slots.of(figure.span),
        claim,
    )


def is_of_a_date(figure: Figure, index: TextIndex) -> bool:
    """Whether a number only names a day or year; "three weeks before" still measures."""
    of_days = figure.kind in ("cardinal", "ordinal", "year", "identifier")
    return of_days and index.date_over(figure.span) is not None


def clause_stems(claim: TextIndex, span: Span) -> frozenset[str]:
    """The content stems of the sentence around a place, without the numbers themselves."""
    index = claim.sentence_index(span.start)
    return claim.stems[index] if index is not None else content_stems(claim.text[:_FAR])


_FAR = 500
