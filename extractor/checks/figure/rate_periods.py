"""What a number is for: "1,400 pages a week" where the source has "per month"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.checks.evidence.claims import Claim
from extractor.checks.evidence.stems import word_groups
from extractor.checks.evidence.text_index import TextIndex
from extractor.comparing.figures import compare_figures
from extractor.schemas.figure import Figure
from extractor.schemas.span import Span

_UNITS: dict[str, str] = {}
"""The period of every word that names one."""
for _group in word_groups(
    """
    second; minute; hour hourly; day daily; night nightly; week weekly; fortnight fortnightly;
    month monthly; quarter quarterly; year annum annual annually yearly
    """
):
    for _word in _group:
        _UNITS[_word] = _group[0]

_NOUNS = "second|minute|hour|day|night|week|fortnight|month|quarter|year"
_ADVERBS = "hourly|daily|nightly|weekly|fortnightly|monthly|quarterly|annually|yearly"
_ADJECTIVES = "hourly|daily|nightly|weekly|fortnightly|monthly|quarterly|annual|yearly"
_AFTER = re.compile(
    rf"[\s-]*\(?(?P<words>\b(?:an?|per|every|each)[\s-]+(?P<noun>{_NOUNS}|annum)\b|/(?P<bare>{_NOUNS})\b"
    rf"|\b(?P<adverb>{_ADVERBS})\b)(?![\s,]+(?:ago|earlier|later|before|after|since|prior|on\b(?!\s+average)))",
    re.IGNORECASE,
)
_ADJECTIVE_AFTER = re.compile(rf"\s+(?P<words>(?P<adjective>{_ADJECTIVES}))\b", re.IGNORECASE)
_BEFORE = re.compile(
    rf"\b(?P<words>(?P<adjective>{_ADJECTIVES}))\s+(?:[^\W\d_]+\s+){{0,2}}(?:of\s+|at\s+)?$",
    re.IGNORECASE,
)
_REACH = 40


@dataclass(frozen=True, slots=True)
class Period:
    """For how long a number is."""

    words: Span
    """ "a week", "per month", "annual"."""
    unit: str
    """ "week", "month", "year"."""


def other_period(claim: Claim, support: Figure, source: TextIndex) -> tuple[Period, Period] | None:
    """The period of the claim and that of its source, where they differ; none where either gives
    no period, or where the source has the number for the claim's, too."""
    if claim.index is None or claim.figure.kind in ("ordinal", "year", "identifier"):
        return None
    mine = period_of(claim.figure, claim.index)
    theirs = period_of(support, source) if mine is not None else None
    if mine is None or theirs is None or mine.unit == theirs.unit:
        return None
    for other in source.figure_table.may_support(claim.figure):
        period = period_of(other, source)
        is_alike = period is not None and period.unit == mine.unit
        if is_alike and compare_figures(claim.figure, other).is_support:
            return None
    return mine, theirs


def period_of(figure: Figure, index: TextIndex) -> Period | None:
    """The words that say for how long a number is; none where none do."""
    text = index.text
    # "1,400 pages a week" may stand in the phrase as a whole.
    end = figure.span.end
    if inside := _AFTER.search(text, end, min(max(figure.phrase.end, end), end + 2 * _REACH)):
        return _period(inside, text)
    for pattern, end in (
        (_AFTER, figure.span.end),
        (_AFTER, figure.phrase.end),
        (_ADJECTIVE_AFTER, figure.span.end),
    ):
        if after := pattern.match(text, end, end + _REACH):
            return _period(after, text)
    start = figure.phrase.start
    before = _BEFORE.search(text, max(0, start - _REACH), start)
    return _period(before, text) if before is not None else None


def _period(found: re.Match[str], text: str) -> Period:
    start, end = found.span("words")
    unit = next(group for name, group in found.groupdict().items() if group and name != "words")
    return Period(Span.of(text, start, end), _UNITS[unit.casefold()])
