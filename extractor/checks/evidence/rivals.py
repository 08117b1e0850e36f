"""What a source says of the thing claimed, where the number claimed counts another thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from extractor.checks.evidence.candidates import figures_where, likely_figures
from extractor.checks.evidence.casualties import is_other_fate, is_same_fate
from extractor.checks.evidence.claims import Claim
from extractor.checks.evidence.context_rivals import may_rival
from extractor.checks.evidence.folding import fold
from extractor.checks.evidence.nearness import context_of
from extractor.checks.evidence.nouns import nouns_agree, nouns_exclude
from extractor.checks.evidence.stems import head_stem
from extractor.checks.evidence.text_index import TextIndex
from extractor.comparing.figures import compare_figures
from extractor.schemas.figure import Figure


def rival_of(
    claim: Claim,
    support: Figure,
    context: float,
    pool: Sequence[Figure] | None,
    source: TextIndex,
) -> Figure | None:
    """What the source says of the thing claimed, where its support counts another thing."""
    if fold(claim.figure.phrase.text) == fold(support.phrase.text):
        return None
    agree = nouns_agree(claim.noun, source.noun_of(support))
    home = source.sentence_index(support.span.start)
    if is_same_fate(claim.figure, claim.index, support, source):
        agree = True
    elif (beside := _same_noun_beside(claim, support, pool, source)) is not None:
        return beside
    if agree is False and context >= _SURE_CONTEXT and _counts_elsewhere(claim, support, source):
        return support
    if (
        agree is False
        and context >= _COPY_CONTEXT
        and head_stem(claim.noun or "") in source.counted_heads
    ):
        return support
    if agree is False:
        least = max(context - 0.05, 0.0)
    elif agree is True:
        # Both count the same: only a sentence that says far more of what the claim says.
        least = max(context + 0.3, 0.45)
    elif agree is None and claim.figure.kind not in ("cardinal", "ordinal"):
        least = max(context + 0.4, 0.6)
    else:
        return None
    best, best_score = None, least
    wanted = (True, None) if agree is None else (True,)
    if pool is None:
        same_noun = likely_figures(claim, source.figures_of(claim.noun), source)
        pool = same_noun if agree is not None else figures_where(claim, least, source)
    for other in pool:
        if nouns_agree(claim.noun, source.noun_of(other)) not in wanted:
            continue
        if agree is not False and (other.unit != claim.figure.unit or not may_rival(other, claim)):
            continue
        score = context_of(claim.stems, source, other.span)
        if agree is False and source.sentence_index(other.span.start) == home:
            # Two numbers of one sentence that have changed places.
            score += 1
        if score < best_score:
            continue
        comparison = compare_figures(claim.figure, other)
        if not comparison.is_support and comparison.verdict != "absent":
            best, best_score = other, score
    return best


_LEAST_COUNTED = 3
"""Smaller counts are of many things in one text."""


def other_thing(
    claim: Claim, support: Figure, source: TextIndex
) -> Literal["sure", "likely"] | None:
    """How sure it is that the one number that a source has counts another thing than the claim:
    sure where the nouns exclude each other, or what befell the people, or where the source counts
    the claimed noun, too."""
    if is_other_fate(claim.figure, claim.index, support, source):
        return "sure"
    mine, theirs = claim.figure.of, support.of
    if claim.figure.kind != "cardinal" or support.kind != "cardinal" or not mine or not theirs:
        return None
    if nouns_agree(mine, theirs) is not False or nouns_agree(claim.noun, theirs) is not False:
        return None
    if is_same_fate(claim.figure, claim.index, support, source):
        return None
    if nouns_exclude(mine, theirs):
        return "sure"
    value = claim.figure.value
    if value is None or value < _LEAST_COUNTED or claim.noun in ("time", "times"):
        return None
    is_counted = head_stem(mine) in source.counted_heads
    return "sure" if is_counted else "likely"


_SURE_CONTEXT = 0.6
"""Share of the claim's sentence from which on a place is the one that the claim renders."""


_COPY_CONTEXT = 0.85
"""The same for a sentence that is copied but for a word or two."""


def _same_noun_beside(
    claim: Claim, support: Figure, pool: Sequence[Figure] | None, source: TextIndex
) -> Figure | None:
    """The figure in the same sentence that counts the very noun claimed, where the number itself
    stands beside another noun: two numbers that have changed places."""
    head, there = head_stem(claim.noun or ""), head_stem(source.noun_of(support) or "")
    index = source.sentence_index(support.span.start)
    if head is None or there is None or head == there or index is None:
        return None
    for other in source.distinct_at(index) if pool is None else pool:
        if source.sentence_index(other.span.start) != index or other == support:
            continue
        if head_stem(source.noun_of(other) or "") != head:
            continue
        comparison = compare_figures(claim.figure, other)
        if not comparison.is_support and comparison.verdict != "absent":
            return other
    return None


def _counts_elsewhere(claim: Claim, support: Figure, source: TextIndex) -> bool:
    """Whether the source counts the claimed noun, but not in the sentence of this number."""
    head = head_stem(claim.noun or "")
    index = source.sentence_index(support.span.start)
    if head is None or index is None:
        return False
    if index in source.sentences_with(head):
        return False
    return head in source.counted_heads
