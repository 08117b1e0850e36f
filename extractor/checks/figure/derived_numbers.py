"""What figures of one source sentence come to: offered for a number that no source has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from extractor.checks.evidence.casualties import may_add_up
from extractor.checks.evidence.claims import Claim
from extractor.checks.evidence.joined_counts import joined_counts
from extractor.checks.evidence.moves import ends_of_move, measure_the_same
from extractor.checks.evidence.nearness import context_of
from extractor.checks.evidence.nouns import nouns_agree
from extractor.checks.evidence.stems import head_stem
from extractor.checks.evidence.text_index import TextIndex
from extractor.comparing.hedging import SIDE, is_rounding
from extractor.languages.current import current
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
    """Figures that a claimed number may be the sum, the difference or the change of."""

    figures: tuple[Figure, ...]
    sign: str
    """"+", "−", or "%": the change from the second to the first."""
    is_spelled_out: bool = False
    """Whether the source joins the figures, all of the thing claimed: their sum is then its own."""

    @property
    def values(self) -> set[Decimal | None]:
        """All numbers."""
        return {figure.value for figure in self.figures}

    @property
    def words(self) -> str:
        """ "1,855 + 33", or "€3.2 million against €2.8 million, which is 14.3 percent more"."""
        if self.sign == "%":
            return self._change
        return f" {self.sign} ".join(figure.span.text for figure in self.figures)

    @property
    def _change(self) -> str:
        new, old = (figure.value or Decimal(1) for figure in self.figures)
        percent = abs(percent_change(old, new)).quantize(Decimal("0.1")).normalize()
        way = "more" if new > old else "less"
        one, other = (figure.span.text for figure in self.figures)
        return f"{one} against {other}, which is {percent:f} percent {way}"


def percent_change(old: Decimal, new: Decimal) -> Decimal:
    """By how many percent of the old number the new one is larger."""
    return (new - old) / old * 100


_SLACK = {
    "percent": (Decimal("0.5"), Decimal(1)),
    "fraction": (Decimal(1), Decimal(3)),
    "multiple": (Decimal(1), Decimal(15)),
}
"""Percentage points by which a change may be rounded, plainly and where it is "about" so much."""
_OF_AMOUNTS = ("money", "measure", "cardinal")


def change_of(claim: Claim, source: TextIndex) -> Working | None:
    """Two amounts of the source whose change is the one claimed: "15 percent more" for €2.8 million
    and €3.2 million, "a third" for a rise from 30 to 40.

    Where the source says that one became the other, a telling word of the claim's is enough;
    of two that stand one after the other the claim has to give one, or to share two.
    """
    if (wanted := _change_claimed(claim.figure)) is None:
        return None
    given, count = _given(claim), len(source.scan.sentences)
    for index, _ in source.ranking(claim.stems).best(_MOST_SENTENCES, _LEAST_CONTEXT, count):
        figures = [
            other
            for near in (index - 1, index, index + 1)
            if 0 <= near < count
            for other in source.distinct_at(near)
            if other.kind in _OF_AMOUNTS and other.value
        ]
        if len(figures) > _MOST_FIGURES:
            continue
        shared = len(claim.stems & source.stems[index])
        sentence = source.scan.sentences[index]
        for one, other in combinations(figures, 2):
            move = ends_of_move(one, other, sentence, source.text)
            old, new = move or (one, other)
            if not _is_change(wanted, old, new, source):
                continue
            if move is not None and shared:
                return Working((new, old), "%")
            if claim.figure.kind != "percent":
                continue  # a third or a half is the change of many two numbers
            is_given = not given.isdisjoint((old.value, new.value))
            if is_given or shared >= _LEAST_SHARED:
                return Working((new, old), "%")
    return None


def _change_claimed(figure: Figure) -> tuple[Decimal, Decimal] | None:
    """The least and the most that a change has to be, in percent; none where none is claimed."""
    if figure.kind not in _SLACK or figure.value is None or figure.value <= 0:
        return None
    plain, about = _SLACK[figure.kind]
    slack = plain if figure.hedge == "unhedged" else about
    percent = {"percent": figure.value, "fraction": figure.value * 100}.get(
        figure.kind, (figure.value - 1) * 100
    )
    return percent - slack, percent + slack


def _is_change(
    wanted: tuple[Decimal, Decimal], old: Figure, new: Figure, source: TextIndex
) -> bool:
    if not old.value or not new.value or not measure_the_same(*sorted((old, new), key=_start)):
        return False
    if nouns_agree(source.noun_of(old), source.noun_of(new)) is False:
        return False
    return wanted[0] <= abs(percent_change(old.value, new.value)) <= wanted[1]


def _start(figure: Figure) -> int:
    return figure.span.start


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
            found.append((context_of(claim.stems, source, working.figures[0].span), working))
    return max(found, key=lambda pair: pair[0])[1] if found else None


def sum_of(claim: Claim, source: TextIndex) -> Working | None:
    """The counts of what the claim counts, in one sentence of the source, that come to it: "24
    counts of theft and seven counts of fraud" for 31 counts, "five men and three women" for eight
    people."""
    value = claim.figure.value
    if claim.figure.kind not in _KINDS or value is None or claim.noun is None:
        return None
    count = len(source.scan.sentences)
    best = source.ranking(claim.stems).best(_MOST_SENTENCES, _LEAST_CONTEXT, count)
    ranked = dict.fromkeys(index for index, _ in best)
    ranked |= dict.fromkeys(
        sorted(source.sentences_with(head_stem(claim.noun) or ""))[:_MOST_SENTENCES]
    )
    for index in ranked:
        working = _spelled_out(claim, value, index, source) or _of_two(claim, value, index, source)
        if working is not None:
            return working
    return None


def _spelled_out(claim: Claim, value: Decimal, index: int, source: TextIndex) -> Working | None:
    """A list of counts that comes to the claim. All count what the claim counts, or none does: then
    its noun may be what they have in common, as long as the source counts that nowhere."""
    for counts in joined_counts(source, index):
        if (counts[0].kind, counts[0].unit) != (claim.figure.kind, claim.figure.unit):
            continue
        if sum([figure.value or Decimal(0) for figure in counts]) != value:
            continue
        if not may_add_up(claim.figure, claim.index, counts, source):
            continue
        nouns = [_noun_in_list(figure, source) for figure in counts]
        agree = [nouns_agree(claim.noun, noun) for noun in nouns]
        if agree[0] is True and all(
            one is True or noun is None for one, noun in zip(agree, nouns, strict=True)
        ):
            return Working(counts, "+", is_spelled_out=True)
        is_common = True not in agree and head_stem(claim.noun or "") not in source.counted_heads
        if is_common and claim.stems & source.stems[index]:
            return Working(counts, "+")
    return None


def _noun_in_list(figure: Figure, source: TextIndex) -> str | None:
    """What a count of a list counts; none where it leans on the one before: "and six of theft"."""
    of = current().comparing.wholes.of
    leans = source.text.startswith(tuple(f" {word} " for word in of), figure.span.end)
    return None if leans else source.noun_of(figure)


def _of_two(claim: Claim, value: Decimal, index: int, source: TextIndex) -> Working | None:
    """The only two counts of the claim's noun in a sentence; of more, two give many a number."""
    alike = [
        figure
        for figure in source.distinct_at(index)
        if _may_be_operand(figure, claim, source)
        and nouns_agree(claim.noun, source.noun_of(figure)) is True
    ]
    if len(alike) != 2 or not may_add_up(claim.figure, claim.index, alike, source):
        return None
    if sum([figure.value or Decimal(0) for figure in alike]) == value:
        return Working((alike[0], alike[1]), "+")
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
                yield Working((large, small), sign)


def _may_be_operand(figure: Figure, claim: Claim, source: TextIndex) -> bool:
    if figure.value is None or not figure.value.is_finite() or figure.value <= 0:
        return False
    if (figure.kind, figure.unit) != (claim.figure.kind, claim.figure.unit):
        return False
    return nouns_agree(claim.noun, source.noun_of(figure)) is not False
