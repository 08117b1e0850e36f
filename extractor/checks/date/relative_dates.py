"""Days told from the day of writing: "next month" where the source has "next year"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from extractor.checks.evidence.date_parts import are_far_apart
from extractor.checks.evidence.figure_table import telling_digits
from extractor.checks.evidence.folding import fold
from extractor.checks.evidence.text_index import TextIndex
from extractor.languages.current import by_language, current
from extractor.languages.language import Language
from extractor.languages.patterns import either
from extractor.schemas.figure import DateRef


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        words = language.periods.offsets
        self.days = words.days
        self.day = re.compile(
            rf"(?:{either(words.day_leads)} )?(?P<day>{either(words.days)})(?!\w)"
        )
        self.order = tuple(words.units)
        self.units = {word: unit for unit, said in words.units.items() for word in said}
        self.ways = words.before | words.behind
        unit = either(self.units)
        self.period = re.compile(
            rf"(?:{either(words.leads)} )?(?:(?P<way>{either(words.before)}) (?P<unit>{unit})"
            rf"|(?P<period>{unit}) (?P<behind>{either(words.behind)}))"
        )


_words = by_language(_Words)

_LEAST_CONTEXT, _LEAST_GAIN = 0.5, 0.3
"""Share of the words around the claim's day that the sentence of another must hold, and how much
more that must be than around the claim's own."""
_LEAST_SHARED = 2
"""Telling words that both sentences must have."""


@dataclass(frozen=True, slots=True)
class Offset:
    """So many units from the day of writing: "next month" is one month on."""

    unit: str
    count: int


def offset_of(words: str) -> Offset | None:
    """What the words say of a day from the day of writing; none for all other dates."""
    return _offset_of(words, current().code)


@lru_cache(maxsize=4096)
def _offset_of(words: str, _: str) -> Offset | None:
    """The same, kept by the language in force."""
    said, folded = _words(), fold(words).strip()
    if found := said.day.match(folded):
        return Offset(said.order[0], said.days[found["day"]])
    if found := said.period.fullmatch(folded):
        way = found["way"] or found["behind"]
        return Offset(said.units[found["unit"] or found["period"]], said.ways[way])
    return None


def contradict(one: DateRef, other: DateRef) -> bool:
    """Whether a claim's day and a source's cannot be one: "tomorrow" and "today".

    A longer period that runs may hold the shorter: "this year" says nothing against "tomorrow".
    Where both texts have a day, what the words come to decides.
    """
    mine, theirs = offset_of(one.span.text), offset_of(other.span.text)
    if mine is None or theirs is None:
        return False
    if mine == theirs:
        return are_far_apart(one, other)
    if one.iso and other.iso:
        return not (_holds(one.iso, other.iso) or _holds(other.iso, one.iso))
    if mine.unit == theirs.unit in ("day", "week") and theirs.count - mine.count == 1:
        return False  # a draft of the day after: "yesterday" for the wire's "today"
    order = _words().order
    small, large = sorted((mine, theirs), key=lambda offset: order.index(offset.unit))
    return small.unit == large.unit or large.count != 0


def is_finer(one: DateRef, other: DateRef) -> bool:
    """Whether a claim's words name a shorter time than a source's: "this week" for "this year"."""
    mine, theirs = offset_of(one.span.text), offset_of(other.span.text)
    if mine is None or theirs is None:
        return False
    order = _words().order
    return order.index(mine.unit) < order.index(theirs.unit)


def is_wider(one: DateRef, other: DateRef) -> bool:
    """Whether a claim's words only hold the time that a source names: "this year" for "this week",
    "the last 30 weeks" for one day of them."""
    if offset_of(other.span.text) is not None and is_finer(other, one):
        return True
    runs = bool(one.iso and "/" in one.iso and one.is_relative and offset_of(one.span.text) is None)
    return runs and "/" not in (other.iso or "/")


def may_be_one(one: DateRef, other: DateRef) -> bool:
    """Whether two days that both count from a day of writing do not contradict each other."""
    counted = offset_of(one.span.text) is not None and offset_of(other.span.text) is not None
    return counted and not contradict(one, other)


def may_hold(one: DateRef, other: DateRef) -> bool:
    """Whether a claim's period may be the time that a source tells in other words: "last year" for
    "last August", "this year" for "5 June". Without a year there, nothing decides it."""
    period = offset_of(one.span.text)
    if period is None or period.unit == "day" or offset_of(other.span.text) is not None:
        return False
    if one.iso and other.iso:
        return _holds(one.iso, other.iso)
    return _YEAR.search(other.span.text) is None


def is_end_of(one: DateRef, other: DateRef) -> bool:
    """Whether a source has the claim's words with more before them: "October next year"."""
    words, whole = fold(one.span.text), fold(other.span.text)
    return offset_of(one.span.text) is not None and whole.endswith(f" {words}")


_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)|['’]\d\d(?!\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")


def _holds(outer: str, inner: str) -> bool:
    """Whether an ISO day, week, month or interval shares its first day with, or holds, another."""
    first = inner.partition("/")[0]
    if week := _WEEK.fullmatch(outer):
        days = [date.fromisocalendar(int(week[1]), int(week[2]), day) for day in (1, 7)]
        return days[0].isoformat() <= first[:10] <= days[1].isoformat()
    start, _, end = outer.partition("/")
    if not end:
        return first.startswith(start) or start.startswith(first)
    return start[:10] <= first[:10] <= end[:10]


def relative_rival(
    ref: DateRef, stems: frozenset[str], own: float, claim: TextIndex, source: TextIndex
) -> tuple[float, DateRef] | None:
    """The day that the source gives where it says what the claim says, if that is another one;
    `own` is how much of it stands around the claim's day elsewhere."""
    if offset_of(ref.span.text) is None:
        return None
    count = len(source.scan.sentences)
    anchored = _with_its_figures(ref, claim, source)
    for index, context in source.ranking(stems).best(
        _MOST_SENTENCES, max(own, _LEAST_ANCHORED), count
    ):
        context += _FOR_A_FIGURE * (index in anchored)
        if context < _LEAST_CONTEXT or context - own < _LEAST_GAIN:
            continue
        if len(stems & source.stems[index]) + (index in anchored) < _LEAST_SHARED:
            continue
        dates = source.dates_at(index)
        told = [other for other in dates if offset_of(other.span.text) is not None]
        if told:
            rivals = [o for o in told if contradict(ref, o) or is_finer(ref, o)]
            return (context, rivals[0]) if len(rivals) == len(dates) else None
    return None


_MOST_SENTENCES = 20
_FOR_A_FIGURE = 0.4
"""What a number that both sentences give is worth in words."""
_LEAST_ANCHORED = _LEAST_CONTEXT - _FOR_A_FIGURE
_LEAST_DIGITS = 2


def _with_its_figures(ref: DateRef, claim: TextIndex, source: TextIndex) -> frozenset[int | None]:
    """The sentences of the source that give a number of the claim's sentence, of two digits."""
    index = claim.sentence_index(ref.span.start)
    found = set()
    for figure in claim.figures_at(index) if index is not None else ():
        value = figure.value
        if value is None or telling_digits(value) < _LEAST_DIGITS:
            continue
        for other in source.by_value.get(value, ()):
            if (other.kind, other.unit) == (figure.kind, figure.unit):
                found.add(source.sentence_index(other.span.start))
    return frozenset(found)
