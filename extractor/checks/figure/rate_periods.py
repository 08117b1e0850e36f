"""What a number is for: "1,400 pages a week" where the source has "per month"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.checks.evidence.claims import Claim
from extractor.checks.evidence.text_index import TextIndex
from extractor.comparing.figures import compare_figures
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.patterns import SPACE, either, maybe
from extractor.schemas.figure import Figure
from extractor.schemas.span import Span


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        words = language.comparing.rates
        self.unit: dict[str, str] = {
            word: unit
            for table in (words.nouns, words.per_only, words.adverbs, words.adjectives)
            for unit, said in table.items()
            for word in said
        }
        """The period of every word that names one."""
        nouns, only, adverbs, adjectives = (
            either(word for said in table.values() for word in said)
            for table in (words.nouns, words.per_only, words.adverbs, words.adjectives)
        )
        not_before = rf"(?!{either(words.average, SPACE)}){either(words.not_before, SPACE)}\b"
        self.after = re.compile(
            rf"[\s-]*\(?(?P<words>\b{either(words.per)}[\s-]+(?P<noun>{nouns}|{only})\b"
            rf"|/(?P<bare>{nouns})\b|\b(?P<adverb>{adverbs})\b)(?![\s,]+{not_before})",
            re.IGNORECASE,
        )
        self.adjective_after = re.compile(
            rf"\s+(?P<words>(?P<adjective>{adjectives}))\b", re.IGNORECASE
        )
        self.before = re.compile(
            rf"\b(?P<words>(?P<adjective>{adjectives}))\s+(?:[^\W\d_]+\s+){{0,2}}"
            rf"{maybe(words.joints)}$",
            re.IGNORECASE,
        )


_words = by_language(_Words)
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
    text, said = index.text, _words()
    # "1,400 pages a week" may stand in the phrase as a whole.
    end = figure.span.end
    if inside := said.after.search(text, end, min(max(figure.phrase.end, end), end + 2 * _REACH)):
        return _period(inside, text)
    for pattern, end in (
        (said.after, figure.span.end),
        (said.after, figure.phrase.end),
        (said.adjective_after, figure.span.end),
    ):
        if after := pattern.match(text, end, end + _REACH):
            return _period(after, text)
    start = figure.phrase.start
    before = said.before.search(text, max(0, start - _REACH), start)
    return _period(before, text) if before is not None else None


def _period(found: re.Match[str], text: str) -> Period:
    start, end = found.span("words")
    unit = next(group for name, group in found.groupdict().items() if group and name != "words")
    return Period(Span.of(text, start, end), _words().unit[unit.casefold()])
