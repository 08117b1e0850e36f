"""Where the source speaks of what a claim speaks of: same number, same noun, same event."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.checks.evidence.candidates import MOST_FIGURES, figures_where, likely_figures
from extractor.checks.evidence.casualties import is_same_fate
from extractor.checks.evidence.claims import Claim
from extractor.checks.evidence.context_rivals import by_surroundings, may_rival
from extractor.checks.evidence.figure_table import shares_a_number
from extractor.checks.evidence.nearness import Nearness, context_of
from extractor.checks.evidence.nouns import nouns_agree
from extractor.checks.evidence.ordinals import counts_another
from extractor.checks.evidence.rivals import other_thing, rival_of
from extractor.checks.evidence.stems import content_stems
from extractor.checks.evidence.text_index import TextIndex
from extractor.comparing.figures import Comparison, compare_figures
from extractor.comparing.quantity import distance
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.patterns import either
from extractor.schemas.figure import Figure
from extractor.schemas.span import Span


@dataclass(frozen=True, slots=True)
class Support:
    """The best that one source has for one claimed figure."""

    figure: Figure | None
    """The figure that supports the claim, or the nearest about the same thing."""
    comparison: Comparison
    """What the claim says against it."""
    context: float
    """How much of the claim's sentence that place shares, 0 to 1."""
    rival: Figure | None = None
    """Where the number stands elsewhere: what the source says of the thing claimed."""
    is_other_noun: bool = False
    """Whether it counts something that the claim does not."""
    is_other_thing: bool = False
    """Whether what it counts is likely another thing altogether."""
    is_hedged_otherwise: bool = False
    """Whether other words of the claim do what the missing hedge did."""


ABSENT = Comparison("absent", "warning")


Agreeing = Sequence[tuple[Figure, Comparison]]
"""Figures of a source that agree with a claim, and how."""


def agreeing(
    claim: Claim, source: TextIndex, pool: Sequence[Figure] | None = None
) -> list[tuple[Figure, Comparison]]:
    """The figures of the source, or of `pool`, that agree with the claim in number and kind."""
    same = [pair for pair in _same_number(claim, source, pool) if _holds(claim, pair, source)]
    if not _is_plain_count(claim.figure) and not any(_is_of_it(claim, f, source) for f, _ in same):
        may = source.figure_table.may_support(claim.figure) if pool is None else pool
        pairs = _compared(claim.figure, likely_figures(claim, may, source))
        near = [pair for pair in pairs if pair[1].is_support and _holds(claim, pair, source)]
        # The same number of another thing hides none that is rounded to it.
        same += [pair for pair in near if not same or _is_of_it(claim, pair[0], source)]
    return same


def find_support(
    claim: Claim,
    source: TextIndex,
    pool: Sequence[Figure] | None = None,
    *,
    same: Agreeing | None = None,
    or_nearest: bool = True,
    or_rival: bool = True,
) -> Support:
    """What the source, or only the figures of `pool`, has for the claim.

    Looking for the nearest figure where none agrees takes longest; without `or_nearest` the
    answer is then empty. Without `or_rival` a support is taken for one, whatever else stands there.
    `same` is what `agreeing` gives, where it is known.
    """
    if same is None:
        same = agreeing(claim, source, pool)
    if same:
        figure, comparison, context = _best_support(claim, same, source)
        if _lacks_an_end(claim.figure, comparison, source):
            wrong = Comparison("value_mismatch", "error", ("value",), "The range is another.")
            return Support(figure, wrong, context)
        if claim.figure.kind == "ordinal" and claim.noun in ("time", "times"):
            # "for the first time" is a turn of speech.
            return Support(figure, comparison, context)
        if not or_rival:
            return Support(figure, comparison, context)
        rival = rival_of(claim, figure, context, pool, source)
        if rival is None and pool is None:
            rival = _in_its_slot(claim, source)
            if rival is not None and not may_rival(rival, claim):
                rival = None
            if rival is not None and not _is_likelier(rival, figure, context, claim, source):
                rival = None
        if rival is None and pool is None:
            rival = by_surroundings(claim, figure, source.distinct_figures, source)
        if rival is not None and _is_mere_part(claim, rival, source):
            rival = None
        other = nouns_agree(claim.noun, source.noun_of(figure)) is False
        thing = other_thing(claim, figure, source) if rival is None and pool is None else None
        if thing == "sure":
            rival = figure
        return Support(figure, comparison, context, rival, other, is_other_thing=thing == "likely")
    if not or_nearest:
        return Support(None, ABSENT, 0.0)
    there = _in_its_slot(claim, source) if pool is None else None
    if there is not None:
        context = context_of(claim.stems, source, there.span)
        return Support(there, compare_figures(claim.figure, there), context)
    return _nearest(claim, _about_it(claim, source) if pool is None else pool, source)


def _is_of_it(claim: Claim, figure: Figure, source: TextIndex) -> bool:
    """Whether a figure may count what the claim does."""
    return nouns_agree(claim.noun, source.noun_of(figure)) is not False


_FEW = 100


def _is_plain_count(figure: Figure) -> bool:
    """Whether only the very same number can bear it out: "12 homes" rounds nothing."""
    return (
        figure.kind in ("cardinal", "ordinal", "age")
        and figure.hedge == "unhedged"
        and figure.value is not None
        and abs(figure.value) < _FEW
        and figure.value == figure.value.to_integral_value()
    )


def _lacks_an_end(figure: Figure, comparison: Comparison, source: TextIndex) -> bool:
    """Whether a claimed range has an end that the source gives nowhere."""
    if figure.low is None or figure.high is None or comparison.verdict != "hedge_changed":
        return False
    known = source.figure_table.by_value
    return figure.low not in known or figure.high not in known


def _holds(claim: Claim, pair: tuple[Figure, Comparison], source: TextIndex) -> bool:
    """Whether agreement in number is agreement: "hundreds" of other things supports nothing, nor
    do years or somebody's age bear out a count."""
    figure, comparison = pair
    mine, theirs = claim.noun, source.noun_of(figure)
    if _is_count_and_time(claim, figure, source):
        return False
    if counts_another(claim, figure, source):
        return False
    if figure.value is not None or figure.high is not None or comparison.verdict != "rounded":
        return True
    return nouns_agree(mine, theirs) is True


def _is_count_and_time(claim: Claim, figure: Figure, source: TextIndex) -> bool:
    """Whether one counts things and the other is an age or a duration: "four people" and "23"."""
    kinds = claim.figure.kind, figure.kind
    if "cardinal" not in kinds or _OF_TIME.isdisjoint(kinds):
        return False
    mine, theirs = claim.noun, source.noun_of(figure)
    counted = mine if kinds[0] == "cardinal" else theirs
    if "age" in kinds:
        return counted is not None  # "two men" are not "a 23-year-old man"
    return counted is not None and nouns_agree(mine, theirs) is not True


_OF_TIME = frozenset({"age", "duration"})


def _is_likelier(
    rival: Figure, support: Figure, context: float, claim: Claim, source: TextIndex
) -> bool:
    """Whether the number in the claim's place weighs more than the one that it agrees with."""
    if nouns_agree(claim.noun, source.noun_of(support)) is True:
        return False
    if is_same_fate(claim.figure, claim.index, support, source):
        return False
    return context_of(claim.stems, source, rival.span) >= context + 0.15 or (
        _is_joined(rival) == _is_joined(claim.figure) != _is_joined(support)
    )


def _is_joined(figure: Figure) -> bool:
    """Whether it is written as an adjective: "five-year"."""
    return "-" in figure.span.text


def _in_its_slot(claim: Claim, source: TextIndex) -> Figure | None:
    """Another number in this number's place, where the number itself stands in no such place."""
    places = set(source.figure_slots.in_slot(claim.slot))
    places.update(_adjectives_in_slot(claim, source))
    if not places:
        return None
    first = sorted(places, key=lambda span: span.start)[:MOST_FIGURES]
    figures = [source.figure_at[span] for span in first]
    like_it = {figure.span for figure in source.figure_table.may_support(claim.figure)}
    if any(
        figure.span in like_it and compare_figures(claim.figure, figure).is_support
        for figure in figures
    ):
        return None
    least = _LEAST_CONTEXT / 4 if _is_joined(claim.figure) else _LEAST_CONTEXT
    ranking = source.ranking(claim.stems)
    scored = [(ranking.at(source.slots.sentence_of(figure.span)), figure) for figure in figures]
    # The likeliest first: comparing takes longest, and one is wanted.
    for context, figure in sorted(scored, key=lambda pair: -pair[0]):
        if context < least:
            break
        is_meant = _may_be_meant(claim, source, figure)
        if is_meant and compare_figures(claim.figure, figure).verdict != "absent":
            return figure
    return None


def _may_be_meant(claim: Claim, source: TextIndex, figure: Figure) -> bool:
    if _is_count_and_time(claim, figure, source):
        return False
    agree = nouns_agree(claim.noun, source.noun_of(figure))
    return agree is True or (agree is None and not _shares_little(claim, source, figure))


def _adjectives_in_slot(claim: Claim, source: TextIndex) -> list[Span]:
    """ "a new three-year deal" for "a new five-year contract": one word before is enough."""
    if not _is_joined(claim.figure) or not claim.slot.before:
        return []
    return [
        figure.span
        for figure in source.distinct_figures
        if "-" in figure.span.text
        and source.slots.of(figure.span).before[:1] == claim.slot.before[:1]
    ]


_LEAST_CONTEXT = 0.4
"""Share of the claim's sentence that must stand around the number that took its place."""


def _same_number(
    claim: Claim, source: TextIndex, pool: Iterable[Figure] | None
) -> list[tuple[Figure, Comparison]]:
    figure = claim.figure
    if pool is None:
        candidates = source.figure_table.of_value(figure)
        near = _compared(figure, _near(claim, candidates, source))
        if any(c.is_support and _counts_it(claim, f, source) for f, c in near):
            return [(f, c) for f, c in near if c.is_support]
    else:
        candidates = [other for other in pool if shares_a_number(figure, other)]
    pairs = [(f, c) for f, c in _compared(figure, candidates) if c.is_support]
    return pairs or [(f, _IN_A_TABLE) for f in candidates if _has_its_unit(claim, f, source)]


_MANY, _MOST_NEAR, _LEAST_NEAR = 8, 16, 0.3
"""Figures of one number from which on only those in the likeliest sentences are compared, how many
such sentences there are, and how much of the claim's each of them holds. A longer text has more of
each number, and a longer draft asks for them more often."""


def _near(claim: Claim, figures: Sequence[Figure], source: TextIndex) -> Sequence[Figure]:
    """Of many figures of one number those in the sentences that say most of what the claim does."""
    if len(figures) <= _MANY:
        return ()
    count = len(source.scan.sentences)
    homes = source.ranking(claim.stems).best(_MOST_NEAR, _LEAST_NEAR, count)
    there = [figure for home, _ in sorted(homes) for figure in source.distinct_at(home)]
    return [figure for figure in there if shares_a_number(claim.figure, figure)]


def _counts_it(claim: Claim, figure: Figure, source: TextIndex) -> bool:
    """Whether a figure counts what the claim does, as surely as any may."""
    agree = nouns_agree(claim.noun, source.noun_of(figure))
    return agree is True or (agree is None and not claim.noun)


_IN_A_TABLE = Comparison("equivalent", "info", (), "Its heading has the unit.")


def _has_its_unit(claim: Claim, other: Figure, source: TextIndex) -> bool:
    """Whether a bare number of a table stands under the claimed unit, in a row about the same:
    "harbour: Brackwater; tonnes: 512"."""
    figure, home = claim.figure, source.sentence_index(other.span.start)
    if figure.unit is None or other.kind != "cardinal" or other.value != figure.value:
        return False
    label = source.label_of(other)
    if label is None or content_stems(label).isdisjoint(content_stems(figure.span.text)):
        return False
    return home is not None and not claim.stems.isdisjoint(source.stems[home])


def _compared(figure: Figure, others: Iterable[Figure]) -> list[tuple[Figure, Comparison]]:
    return [(other, compare_figures(figure, other)) for other in others]


def _best_support(
    claim: Claim, same: Sequence[tuple[Figure, Comparison]], source: TextIndex
) -> tuple[Figure, Comparison, float]:
    def key(pair: tuple[Figure, Comparison]) -> tuple[float, int]:
        figure, comparison = pair
        context = context_of(claim.stems, source, figure.span)
        agree = nouns_agree(claim.noun, source.noun_of(figure))
        bonus = {True: 0.6, None: 0.2, False: 0.0}[agree]
        # The same number about the same thing with another hedge beats the same hedge elsewhere.
        cost = 0.05 * (comparison.rank[0] + comparison.rank[1])
        return cost - context - bonus, figure.span.start

    figure, comparison = min(same, key=key)
    return figure, comparison, context_of(claim.stems, source, figure.span)


_LEAST_OF_A_PART = 0.5
"""Share of the claim's sentence from which on a part of some speaks against all of them: "one of
the teenagers is tall" says nothing of how many were sought."""


@by_language
def _of_them(language: Language) -> re.Pattern[str]:
    words = language.comparing.wholes
    return re.compile(rf"\s+{either(words.of)}\s+{either(words.wholes)}\b")


_SMALL_PART = 1


def _is_mere_part(claim: Claim, figure: Figure, source: TextIndex) -> bool:
    """Whether it counts one or none of some, in a sentence that says little of what the claim says,
    while the claim counts them all."""
    if figure.value is None or figure.value > _SMALL_PART or figure.kind != "cardinal":
        return False
    if _of_them().match(source.text, figure.span.end) is None:
        return False
    if claim.index and _of_them().match(claim.index.text, claim.figure.span.end):
        return False
    return context_of(claim.stems, source, figure.span) < _LEAST_OF_A_PART


def _shares_little(claim: Claim, source: TextIndex, other: Figure) -> bool:
    """Whether a single word is all that two sentences have in common."""
    index = source.sentence_index(other.span.start)
    return index is None or len(claim.stems & source.stems[index]) < min(2, len(claim.stems))


_LEAST_LIKENESS = 0.5


_MOST_ALIKE = 0.75
"""What a figure may gain in `_nearest` by its value alone."""


_FOR_A_LABEL = 0.2
"""What it is worth that a row or a list is about just the thing: it has no other words to share."""

_CLOSE = 0.05
"""Two numbers this near, as a share of the larger, are likely meant to be one."""


def _about_it(claim: Claim, source: TextIndex) -> Sequence[Figure]:
    """The figures that `_nearest` may take, in reading order: of the same noun, or in a sentence
    with a word of the claim's."""
    if len(source.distinct_figures) <= _FEW:
        return source.distinct_figures
    figures = {f.span.start: f for f in source.figures_of(claim.noun)}
    figures |= {f.span.start: f for f in figures_where(claim, 0.0, source)}
    return likely_figures(claim, [figures[start] for start in sorted(figures)], source)


def _apart(one: Figure, other: Figure) -> float:
    try:
        return min(1.0, float(distance(one, other)))
    except ArithmeticError:  # a number without end, of an object
        return 1.0


def _nearest(claim: Claim, figures: Iterable[Figure], source: TextIndex) -> Support:
    """The figure about the same thing that differs; none where the source has no such figure."""
    best = Support(None, ABSENT, 0.0)
    best_score = _LEAST_LIKENESS
    nearness = Nearness(claim.near, source)
    most = nearness.at_most()
    ranking = source.ranking(claim.stems)
    for other in figures:
        index = source.sentence_index(other.span.start)
        agree = nouns_agree(claim.noun, source.noun_of(other))
        if agree is not True and _shares_little(claim, source, other):
            continue
        context = ranking.at(-1 if index is None else index)
        score = context + {True: 0.35, None: 0.1, False: -0.2}[agree]
        there = most.get(index, 0.0) if index is not None else 0.0
        if score + 0.3 * max(there - context, 0.0) + _MOST_ALIKE <= best_score:
            continue
        if most:
            # Of several numbers of one sentence the one with the same words beside it.
            score += 0.3 * (nearness.at(other.span, among_figures=True) - context)
        apart = _apart(claim.figure, other)
        score += 0.15 * (1 - apart) + (0.2 if apart < _CLOSE else 0.0)
        if score + 0.2 + _FOR_A_LABEL <= best_score:
            continue  # comparing takes longest
        comparison = compare_figures(claim.figure, other)
        if comparison.verdict == "absent" or source.is_furniture(other.span):
            continue
        if _is_count_and_time(claim, other, source):
            continue
        if _is_mere_part(claim, other, source):
            continue
        if comparison.is_support and not _holds(claim, (other, comparison), source):
            continue
        score += _FOR_A_LABEL if agree is True and source.label_of(other) else 0.0
        score += 0.2 if comparison.verdict in ("scale_mismatch", "unit_mismatch") else 0.0
        if score > best_score:
            best, best_score = Support(other, comparison, context), score
    return best
