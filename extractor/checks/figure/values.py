"""Figures of a claim against the figures of its sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from extractor.checks.check import declare
from extractor.checks.evidence.claims import Claim, as_claim, clause_stems, is_of_a_date
from extractor.checks.evidence.figure_table import shares_a_number
from extractor.checks.evidence.nearness import context_of
from extractor.checks.evidence.nouns import nouns_agree
from extractor.checks.evidence.repeated_claims import Alike
from extractor.checks.evidence.support import ABSENT, Agreeing, Support, agreeing, find_support
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.figure.currencies import in_other_money
from extractor.checks.figure.derived_numbers import Working, change_of, sum_of, working_of
from extractor.checks.figure.disagreements import DISAGREEMENT, disagreements
from extractor.checks.figure.joint_counts import counted_with
from extractor.checks.figure.listed_counts import listed_in
from extractor.checks.figure.other_phrasings import anaphor, other_turn
from extractor.checks.figure.rate_periods import other_period
from extractor.checks.figure.set_scores import other_result
from extractor.checks.figure.small_ordinals import is_claimed
from extractor.checks.figure.verdicts import (
    figure_finding,
    listed_finding,
    other_count_finding,
    other_period_finding,
    other_result_finding,
    other_words_finding,
    undecided_finding,
    working_finding,
)
from extractor.checks.findings import DRAFT, Subject, source_number
from extractor.checks.passes import on_draft
from extractor.comparing.quantity import distance
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.patterns import either, maybe
from extractor.schemas.figure import Figure
from extractor.schemas.finding import Finding

VALUE = declare(
    "figure.value", "A number that the source gives differently, or not at all", severity="error"
)
HEDGE = declare(
    "figure.hedge", 'A number whose "at least", "nearly" or "about" has changed', severity="error"
)
CONTEXT = declare(
    "figure.context", "A number that the source gives about something else", severity="error"
)


@on_draft(VALUE, HEDGE, CONTEXT, DISAGREEMENT, order=10)
def check_figures(
    claim: TextIndex, sources: Sequence[TextIndex], *, subject: Subject = DRAFT
) -> list[Finding]:
    """One verdict for every figure of `claim`: the best that any source has for it."""
    findings: list[Finding] = []
    like_it = Alike(claim)
    for figure in claim.scan.figures:
        if is_of_a_date(figure, claim) or claim.is_furniture(figure.span):
            continue
        if _is_of_a_name(figure, claim):
            continue  # the name has its own row
        known = like_it.findings_on(figure)
        if known is None:
            known = _findings_on(figure, claim, sources, subject)
            like_it.keep(figure, known)
        findings += known
    return findings


def _is_of_a_name(figure: Figure, claim: TextIndex) -> bool:
    """Whether a number in words is written as a part of a name: "World War Two"."""
    words = figure.span
    if not words.text[:1].isupper():
        return False
    return any(name.start < words.start and name.covers(words) for name in claim.names_near(words))


def _findings_on(
    figure: Figure, claim: TextIndex, sources: Sequence[TextIndex], subject: Subject
) -> list[Finding]:
    finding = check_figure(figure, claim, sources, subject=subject)
    if finding.is_problem and _says_little(figure, finding, claim, sources):
        return [undecided_finding(figure, subject)]
    if len(sources) > 1 and not finding.is_problem and finding.source is not None:
        return [finding, *disagreements(figure, finding, claim, sources, subject)]
    return [finding]


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        words, hedges = language.comparing, language.comparing.hedges
        self.knock_out = re.compile(rf"\b{either(words.phrasings.knock_out)}\s+$", re.IGNORECASE)
        self.of_whom = re.compile(rf"\s+{either(words.wholes.of)} {either(words.wholes.whom)}\b")
        self.or_ = re.compile(
            rf"(?:\s+[\w’'-]+){{0,3}},?\s+{either(words.phrasings.or_)}\s+(?:[\w’'-]+\s+){{0,3}}",
            re.IGNORECASE,
        )
        self.hedged_otherwise = re.compile(
            rf"\b{either(hedges.before)}\b[^.;]{{0,50}}$", re.IGNORECASE
        )
        self.hedged_behind = re.compile(
            rf"\s+{maybe(hedges.behind_relatives)}(?:{either(hedges.behind_adverbs)})?\s*"
            rf"{either(hedges.behind)}\b",
            re.IGNORECASE,
        )


_words = by_language(_Words)
_SURE_CONTEXT = 0.5
"""Share of a sentence's words from which on another number speaks against a mere "one"."""
_SMALL_ORDINALS = 3


def _says_little(
    figure: Figure, finding: Finding, claim: TextIndex, sources: Sequence[TextIndex]
) -> bool:
    """Turns of speech where no source has the number: "one", "the first", "last four"."""
    if finding.verdict != "absent" and finding.check != "figure.value":
        return False
    before = claim.text[max(0, figure.span.start - 8) : figure.span.start]
    if figure.of is None and _words().knock_out.search(before):
        return True
    if finding.verdict == "absent" and anaphor(figure, claim):
        return True
    if finding.verdict == "value_mismatch" and _is_a_mere_one(figure):
        # Nothing but another count of the same things speaks against it.
        source = sources[finding.source or 0]
        other = source.figure_at.get(finding.evidence[0])
        if other is None:
            return True
        agree = nouns_agree(claim.noun_of(figure), source.noun_of(other))
        stems = clause_stems(claim, figure.span)
        context = context_of(stems, source, other.span)
        index = source.sentence_index(other.span.start)
        shared = stems & source.stems[index] if index is not None else stems
        return agree is not True and (context < _SURE_CONTEXT or len(shared) < 2)
    if finding.verdict != "absent" or figure.value is None:
        return False
    if _words().of_whom.match(claim.text, figure.span.end, figure.span.end + 12):
        return True
    if _is_numbered(figure, claim, sources):
        return True
    if figure.kind == "ordinal":
        return figure.value <= _SMALL_ORDINALS and not is_claimed(figure, claim, sources)
    return _is_a_mere_one(figure)


_NAMED = re.compile(r"[^\W\d_a-zß-ÿ][^\W\d_]{2,} $")


def _is_numbered(figure: Figure, claim: TextIndex, sources: Sequence[TextIndex]) -> bool:
    """Whether a number belongs to the name before it, and no source numbers that name otherwise:
    "the Serie 1 club"."""
    words = figure.span.text
    if figure.kind != "cardinal" or figure.hedge != "unhedged" or not words.isdecimal():
        return False
    start = figure.span.start
    name = _NAMED.search(claim.text, max(0, start - 30), start)
    sentence = claim.sentence(start)
    if name is None or sentence is None or name.start() == sentence.start:
        return False
    numbered = re.compile(rf"\b{re.escape(name.group())}(\d+)(?!\d)")
    known = {found for source in sources for found in numbered.findall(source.text)}
    return not known or words in known


def _is_a_mere_one(figure: Figure) -> bool:
    is_counted = figure.hedge != "unhedged" or figure.span.text[0].isdigit()
    return figure.value == 1 and figure.kind == "cardinal" and not is_counted


def check_figure(
    figure: Figure,
    claim: TextIndex,
    sources: Sequence[TextIndex],
    *,
    subject: Subject = DRAFT,
    pools: Sequence[Sequence[Figure]] = (),
) -> Finding:
    """The verdict on one figure; `pools` are the figures of the first source to prefer, in turn."""
    mine = as_claim(figure, claim)
    for pool in pools:
        support = find_support(mine, sources[0], pool)
        if support.figure is None or not support.comparison.is_support:
            continue
        if support.comparison.verdict == "hedge_changed" and not shares_a_number(
            figure, support.figure
        ):
            continue  # inside a range, while the number itself may stand elsewhere
        if nouns_agree(mine.noun, sources[0].noun_of(support.figure)) is not False:
            told = _told_of_another(mine, claim, support, sources[0], 0, subject)
            return told or figure_finding(figure, support, sources[0], 0, subject)
    same = cache(lambda index: agreeing(mine, sources[index]))
    support, index = _best_of_all(mine, sources, same, or_nearest=False)
    if support.figure is None:
        support, index = _best_of_all(mine, sources, same, or_nearest=True)
    if pools and not support.comparison.is_support:
        nearest = next((pool for pool in pools if pool), ())
        closer = find_support(mine, sources[0], nearest) if nearest else support
        support = closer if closer.figure is not None else support
    if support.figure is None:
        others = ((in_other_money(mine, source), n) for n, source in enumerate(sources))
        support, index = next(((o, n) for o, n in others if o is not None), (support, index))
    several = source_number(index, sources)
    if not support.comparison.is_support:
        is_nothing_like_it = _is_nothing_like_it(mine, support, sources[index])
        told = _told_otherwise(mine, claim, sources, subject, is_nothing_like_it)
        if told is not None:
            return told
    changed = support.comparison.verdict == "hedge_changed" and support.figure is not None
    was_estimate = support.figure is not None and support.figure.hedge in ("about", "nearly")
    if changed and was_estimate and _is_hedged_otherwise(figure, claim):
        support = replace(support, is_hedged_otherwise=True)
    if changed and support.figure and _is_end_of_two(figure, support.figure, sources[index]):
        support = replace(support, is_hedged_otherwise=True)
    told = _told_of_another(mine, claim, support, sources[index], several, subject)
    return told or figure_finding(figure, support, sources[index], several, subject)


def _told_of_another(
    mine: Claim,
    claim: TextIndex,
    support: Support,
    source: TextIndex,
    several: int | None,
    subject: Subject,
) -> Finding | None:
    """The verdict on a number that its source has for another period, in another result, or of
    more than the claim counts; none where it bears the claim out."""
    figure, other = mine.figure, support.figure
    if other is None or support.rival is not None or not support.comparison.is_support:
        return None
    periods = other_period(mine, other, source)
    if periods is not None:
        return other_period_finding(figure, periods, claim, source, several, subject)
    results = other_result(figure, claim, other, source)
    if results is not None:
        return other_result_finding(figure, results, source, several, subject)
    more = (counted_with(figure, claim), counted_with(other, source))
    agree = nouns_agree(mine.noun, source.noun_of(other))
    if agree is True and (more[0] is None) != (more[1] is None):
        return other_count_finding(figure, other, more, source, several, subject)
    return None


def _told_otherwise(
    mine: Claim,
    claim: TextIndex,
    sources: Sequence[TextIndex],
    subject: Subject,
    is_nothing_like_it: bool,
) -> Finding | None:
    """The verdict on a number that a source gives in other words, by a list, or by two others.

    Any two numbers are tried only where no source has one like it.
    """
    figure = mine.figure
    numbered = [(source, source_number(n, sources)) for n, source in enumerate(sources)]
    for source, several in numbered:
        place = other_turn(figure, claim, source)
        if place is not None:
            return other_words_finding(figure, place, source, several, subject)
    for source, several in numbered:
        listed = listed_in(mine, source)
        if listed is not None:
            return listed_finding(figure, listed, source, several, subject)
    for working_in in (working_of, _sum_or_change) if is_nothing_like_it else (_sum_or_change,):
        for source, several in numbered:
            working = working_in(mine, source)
            if working is not None:
                return working_finding(figure, working, source, several, subject)
    return None


def _sum_or_change(mine: Claim, source: TextIndex) -> Working | None:
    return sum_of(mine, source) or change_of(mine, source)


def _is_end_of_two(figure: Figure, other: Figure, source: TextIndex) -> bool:
    """ "up to 49 percent" where the source has "either 49 percent or 27 percent"."""
    index = source.sentence_index(other.span.start)
    sign = {"up_to": 1, "at_most": 1, "at_least": -1}.get(figure.hedge, 0)
    if index is None or not sign or other.value is None:
        return False
    for twin in source.figures_by_sentence.get(index, ()):
        if (twin.kind, twin.unit) != (other.kind, other.unit) or twin.value is None:
            continue
        first, second = sorted((twin, other), key=lambda one: one.span.start)
        gap = source.text[first.span.end : second.span.start]
        if sign * (other.value - twin.value) > 0 and _words().or_.fullmatch(gap):
            return True
    return False


_AS_GOOD_AS_CAN_BE = (False, False, 0, 0, -1.0)
"""The very number in the very sentence, as `_goodness` has it."""


def _copied_from(mine: Claim, sources: Sequence[TextIndex]) -> list[int]:
    """The sources that have the claim's sentence word for word."""
    sentence = mine.index.sentence(mine.figure.span.start) if mine.index else None
    if sentence is None or len(sources) < 2:
        return []
    return [index for index, source in enumerate(sources) if source.has_sentence(sentence)]


def _best_of_all(
    mine: Claim,
    sources: Sequence[TextIndex],
    same: Callable[[int], Agreeing],
    *,
    or_nearest: bool,
) -> tuple[Support, int]:
    best: tuple[Support, int] = Support(None, ABSENT, 0.0), 0
    for index in _copied_from(mine, sources):
        support = find_support(mine, sources[index], same=same(index), or_nearest=or_nearest)
        if _goodness(support) == _AS_GOOD_AS_CAN_BE:
            return support, index
    order = list(range(len(sources)))
    at_best = [_AS_GOOD_AS_CAN_BE] * len(sources)
    if len(sources) > 1 and not or_nearest:
        # What speaks against a support only makes it worse, and takes longest to find.
        at_best = [
            _goodness(
                find_support(mine, source, same=same(index), or_nearest=False, or_rival=False)
            )
            for index, source in enumerate(sources)
        ]
        order.sort(key=lambda index: at_best[index])
    for place, index in enumerate(order):
        if place and _goodness(best[0]) <= at_best[index]:
            break
        support = find_support(mine, sources[index], same=same(index), or_nearest=or_nearest)
        if place == 0 or _goodness(support) < _goodness(best[0]):
            best = support, index
    return best


def _is_hedged_otherwise(figure: Figure, claim: TextIndex) -> bool:
    """Whether the words around a bare number make it an estimate: "is expected to cost 26m", "the
    26m first estimated"."""
    start, end = figure.phrase.start, max(figure.phrase.end, figure.span.end)
    before = claim.text[max(0, start - 70) : start]
    is_said = _words().hedged_otherwise.search(before) or _words().hedged_behind.match(
        claim.text, end
    )
    return figure.hedge == "unhedged" and bool(is_said)


_FAR_OFF = Decimal("0.5")


def _is_nothing_like_it(claim: Claim, support: Support, source: TextIndex) -> bool:
    """Whether the source has no number for the claim, or one that counts another thing."""
    if support.figure is None:
        return True
    if support.comparison.verdict != "value_mismatch":
        return False
    if nouns_agree(claim.noun, source.noun_of(support.figure)) is False:
        return True
    return distance(claim.figure, support.figure) > _FAR_OFF


def _goodness(support: Support) -> tuple[bool, bool, int, int, float]:
    rank = support.comparison.rank
    none = support.figure is None
    return none, support.rival is not None, rank[0], rank[1], -support.context
