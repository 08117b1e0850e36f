"""What stands in a number's place by the words and numbers around it."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.checks.evidence.claims import Claim
from extractor.checks.evidence.figure_table import telling_digits
from extractor.checks.evidence.nearness import BEYOND, Nearness
from extractor.checks.evidence.nouns import nouns_agree, nouns_overlap
from extractor.checks.evidence.paired_figures import partner_rival
from extractor.checks.evidence.stems import content_stems
from extractor.checks.evidence.text_index import TextIndex
from extractor.comparing.figures import compare_figures
from extractor.comparing.quantity import middle
from extractor.schemas.figure import Figure

_LEAST_NEARNESS = 0.25
"""Share of the words beside a claim that must stand around a rival of the same noun."""


_LEAST_GAIN = 0.12
"""How much more they must be than those around every place of the claimed number."""


_LEAST_COUNTED = 0.1, -0.1
"""The same two where every place of the claimed number counts something else."""


_LEAST_ALIKE = 0.2, 0.1
"""The same where, besides, the two nouns are only alike: "shuttles", "shuttle orbiters"."""


_LEAST_UNSURE: dict[str, tuple[float, float]] = {"cardinal": (0.35, 0.3)}


_LEAST_UNSURE_OTHER = 0.45, 0.3
"""The same two where the rival names no noun, for a plain count and for all else."""


_LEAST_OF_ALL = 0.1 - 1e-9
"""The least of these: a sentence that cannot reach it is not looked at."""


_MOST_FIGURES = 400
"""Figures from which on a text is a table, where words around tell little."""


def by_surroundings(
    claim: Claim, support: Figure, figures: Sequence[Figure], source: TextIndex
) -> Figure | None:
    """What stands in this number's place by the words and numbers around it; none in a sentence
    that the source has itself."""
    if claim.index is None:
        return None
    sentence = claim.index.sentence(claim.figure.span.start)
    if sentence is None or source.has_sentence(sentence):
        return None
    return _nearer(claim, support, figures, source) or partner_rival(
        claim.figure, claim.index, source
    )


def _nearer(
    claim: Claim, support: Figure, figures: Sequence[Figure], source: TextIndex
) -> Figure | None:
    """A number about the same thing whose surroundings are far more like the claim's.

    "Three people drowned in Arden" has a number of the source, but where the source speaks of
    Arden it says five. Measured on summaries by people and by models: none of 140 figures of
    theirs is found, and 31 of 100 that another number of the source was put in place of.
    """
    if claim.figure.kind in ("age", "identifier", "score") or len(figures) > _MOST_FIGURES:
        return None
    near = claim.near
    if max(near.values(), default=0.0) <= BEYOND:
        return None  # all its words stand beyond other numbers, and are likelier about those
    likely = source.figure_table.may_support(claim.figure)
    supports = [support, *(f for f in likely if _is_like(f, claim) and _supports(f, claim))]
    if any(source.noun_of(figure) is None for figure in supports):
        # "17.93" names no points; that others do makes them no likelier.
        named = content_stems(claim.noun or "")
        near = {word: weight for word, weight in near.items() if word not in named}
    nearness = Nearness(near, source)
    # Of two numbers of one sentence the words around cannot tell which is meant.
    homes = {source.sentence_index(figure.span.start) for figure in supports}
    rivals: list[tuple[Figure, bool]] = []
    for index, most in sorted(nearness.at_most().items()):
        if index in homes or most < _LEAST_OF_ALL or not 0 <= index < len(source.scan.sentences):
            continue
        for other in source.distinct_at(index):
            agree = nouns_agree(claim.noun, source.noun_of(other))
            if agree is not False and _is_like(other, claim):
                rivals.append((other, agree is True))
    if not rivals:
        return None

    def score(figure: Figure) -> float:
        return nearness.at(figure.span, among_figures=True)

    own = max(score(figure) for figure in supports)
    # Where the number counts only other things, what the source counts so is likelier meant.
    counts_others = claim.figure.kind == "cardinal" and all(
        nouns_agree(claim.noun, source.noun_of(figure)) is False for figure in supports
    )
    sure = _LEAST_COUNTED if counts_others else (_LEAST_NEARNESS, _LEAST_GAIN)
    unsure = _LEAST_UNSURE.get(claim.figure.kind, _LEAST_UNSURE_OTHER)
    found = []
    rarity = _rarity(supports)
    for other, is_sure in rivals:
        least, gain = sure if is_sure else unsure
        gain += rarity
        if counts_others and nouns_overlap(claim.noun, source.noun_of(other)):
            least, gain = min((least, gain), _LEAST_ALIKE)
        if (near_it := score(other)) >= least and near_it - own >= gain:
            found.append((near_it, other))
    # The nearest first: comparing the figures themselves takes longest, and one is wanted.
    for _, other in sorted(found, key=lambda one: -one[0]):
        if may_rival(other, claim) and not _is_given(other, claim):
            return other
    return None


def may_rival(rival: Figure, claim: Claim) -> bool:
    """Whether a number speaks against the claim at all: not what holds it ("thousands of jobs"
    against 45,000), nor, where no noun says what is counted, a number of another size."""
    mine, theirs = middle(claim.figure), middle(rival)
    is_open = rival.value is None and rival.low is not None and rival.high is None
    if is_open and mine is not None and rival.low is not None and mine >= rival.low:
        return False
    if compare_figures(rival, claim.figure).is_support:
        return False
    if claim.figure.of is not None or not mine or not theirs:
        return True
    small, large = sorted((abs(mine), abs(theirs)))
    return large / small <= _MOST_TIMES


_MOST_TIMES = 5


_USUAL_DIGITS = 2
_GAIN_BY_DIGIT = 0.08
"""What a rival must gain more for every digit past two of a support that the source has just once:
that "1,821.63" stands in both texts is no chance."""


def _rarity(supports: Sequence[Figure]) -> float:
    value = supports[0].value
    if value is None or len({support.span for support in supports}) > 1:
        return 0.0
    return max(0, telling_digits(value) - _USUAL_DIGITS) * _GAIN_BY_DIGIT


def _is_like(figure: Figure, claim: Claim) -> bool:
    return (figure.kind, figure.unit) == (claim.figure.kind, claim.figure.unit)


def _supports(figure: Figure, claim: Claim) -> bool:
    return compare_figures(claim.figure, figure).is_support


def _is_given(rival: Figure, claim: Claim) -> bool:
    """Whether the claim's own sentence gives the rival, too: then it is not what was meant."""
    if claim.index is None:
        return False
    index = claim.index.sentence_index(claim.figure.span.start)
    beside = claim.index.figures_by_sentence.get(-1 if index is None else index, ())
    return any(
        other != claim.figure and compare_figures(other, rival).is_support for other in beside
    )
