"""What two figures of one source sentence come to: offered for a number that no source has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from extractor.checks.evidence.claims import Claim
from extractor.checks.evidence.nearness import context_of
from extractor.checks.evidence.nouns import nouns_agree
from extractor.checks.evidence.text_index import TextIndex
from extractor.comparing.hedging import SIDE, is_rounding
from extractor.schemas.figure import Figure

_KINDS = ("cardinal", "percent", "percentage_points", "money", "measure", "duration")
_LEAST_SHARED = 2
"""Telling words that both sentences must have, an operand counting as one: that some two numbers
give it is chance."""
_LEAST_CONTEXT, _MOST_SENTENCES = 0.1, 20
"""Share of the claim's words that a sentence must hold to be looked at, and how many are."""
_MOST_FIGURES = 8
"""Figures of a sentence from which on two of them give most small numbers."""
_LEAST_VALUE = 10
"""Smaller numbers are the difference of any two."""


@dataclass(frozen=True, slots=True)
class Working:
    """Two figures whose sum or difference a claimed number may be."""

    one: Figure
    other: Figure
    sign: str

    @property
    def values(self) -> tuple[Decimal | None, Decimal | None]:
        """Both numbers."""
        return self.one.value, self.other.value

    @property
    def words(self) -> str:
        """ "1,855 + 33", or "€3.2 million against €2.8 million, which is 14.3 percent more"."""
        if self.sign == "%":
            return self._change
        return f"{self.one.span.text} {self.sign} {self.other.span.text}"

    @property
    def _change(self) -> str:
        old, new = self.other.value or Decimal(1), self.one.value or Decimal(0)
        percent = abs(percent_change(old, new)).quantize(Decimal("0.1")).normalize()
        way = "more" if new > old else "less"
        return (
            f"{self.one.span.text} against {self.other.span.text}, "
            f"which is {percent:f} percent {way}"
        )


def percent_change(old: Decimal, new: Decimal) -> Decimal:
    """By how many percent of the old number the new one is larger."""
    return (new - old) / old * 100


_EXACT, _NEAR = Decimal("0.5"), Decimal(1)
"""Percentage points by which a change may be rounded, and one that is "about" so much."""


def change_of(claim: Claim, source: TextIndex) -> Working | None:
    """Two amounts of the source, one after the other, whose change is the percentage claimed: "15
    percent more" for €2.8 million and €3.2 million. The claim has to give one of them, or to share
    two telling words."""
    figure = claim.figure
    if figure.kind != "percent" or figure.value is None or figure.value <= 0:
        return None
    slack = _EXACT if figure.hedge == "unhedged" else _NEAR
    given, count = _given(claim), len(source.scan.sentences)
    for index, _ in source.ranking(claim.stems).best(_MOST_SENTENCES, _LEAST_CONTEXT, count):
        figures = [
            other
            for near in (index - 1, index, index + 1)
            if 0 <= near < count
            for other in source.distinct_at(near)
            if other.kind in ("money", "measure", "cardinal") and other.value
        ]
        if len(figures) > _MOST_FIGURES:
            continue
        shared = len(claim.stems & source.stems[index])
        for old, new in combinations(figures, 2):
            if (old.kind, old.unit) != (new.kind, new.unit) or not old.value or not new.value:
                continue
            if nouns_agree(source.noun_of(old), source.noun_of(new)) is False:
                continue
            is_given = not given.isdisjoint((old.value, new.value))
            change = abs(percent_change(old.value, new.value))
            if abs(change - figure.value) <= slack and (is_given or shared >= _LEAST_SHARED):
                return Working(new, old, "%")
    return None


def working_of(claim: Claim, source: TextIndex) -> Working | None:
    """The sum or difference in one sentence of the source, about the same thing; none where there
    is none, or where it says no more than chance."""
    figure = claim.figure
    if figure.kind not in _KINDS or figure.value is None or figure.value < _LEAST_VALUE:
        return None
    found: list[tuple[float, Working]] = []
    given = _given(claim)
    count = len(source.scan.sentences)
    for index, _ in source.ranking(claim.stems).best(_MOST_SENTENCES, _LEAST_CONTEXT, count):
        shared = len(claim.stems & source.stems[index])
        for working in _workings(claim, figure.value, source.distinct_at(index), source):
            if shared + (not given.isdisjoint(working.values)) < _LEAST_SHARED:
                continue
            found.append((context_of(claim.stems, source, working.one.span), working))
    return max(found, key=lambda pair: pair[0])[1] if found else None


def sum_of(claim: Claim, source: TextIndex) -> Working | None:
    """The two counts of just what the claim counts, in one sentence of the source, that come to
    it: "24 counts of theft and seven counts of fraud" for 31 counts."""
    value = claim.figure.value
    if claim.figure.kind not in _KINDS or value is None or claim.noun is None:
        return None
    count = len(source.scan.sentences)
    for index, _ in source.ranking(claim.stems).best(_MOST_SENTENCES, _LEAST_CONTEXT, count):
        alike = [
            figure
            for figure in source.distinct_at(index)
            if _may_be_operand(figure, claim, source)
            and nouns_agree(claim.noun, source.noun_of(figure)) is True
        ]
        if len(alike) != 2:
            continue  # of more, two of them give many a number
        one, other = alike
        if one.value is not None and other.value is not None and one.value + other.value == value:
            return Working(one, other, "+")
    return None


def _given(claim: Claim) -> set[Decimal]:
    """The other numbers of the claim's sentence."""
    if claim.index is None:
        return set()
    index = claim.index.sentence_index(claim.figure.span.start)
    beside = claim.index.figures_at(index) if index is not None else ()
    return {figure.value for figure in beside if figure.value is not None}


def _workings(
    claim: Claim, value: Decimal, figures: Sequence[Figure], source: TextIndex
) -> Iterator[Working]:
    alike = [figure for figure in figures if _may_be_operand(figure, claim, source)]
    if len(alike) > _MOST_FIGURES:
        return
    side = SIDE[claim.figure.hedge]
    for pair in combinations(alike, 2):
        large, small = sorted(pair, key=lambda one: one.value or Decimal(0), reverse=True)
        assert large.value is not None
        assert small.value is not None
        if nouns_agree(source.noun_of(large), source.noun_of(small)) is False:
            continue
        for sign, result in (("−", large.value - small.value), ("+", large.value + small.value)):
            if result == value or (side != "none" and is_rounding(result, value, side)):
                yield Working(large, small, sign)


def _may_be_operand(figure: Figure, claim: Claim, source: TextIndex) -> bool:
    if figure.value is None or not figure.value.is_finite() or figure.value <= 0:
        return False
    if (figure.kind, figure.unit) != (claim.figure.kind, claim.figure.unit):
        return False
    return nouns_agree(claim.noun, source.noun_of(figure)) is not False
