"""Other turns of speech for one number: "twice" for "a two-time winner", "11 months" for "11 months
ago", "13th" as a day, "two men" for "both men", "2-1" for "Velm 2, Orlen 1"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from extractor.checks.evidence.claims import clause_stems
from extractor.checks.evidence.nearness import context_of
from extractor.checks.evidence.stems import head_stem
from extractor.checks.evidence.text_index import TextIndex
from extractor.comparing.figures import compare_figures
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.patterns import either, maybe
from extractor.scanning.scanner import scan_figures
from extractor.schemas.figure import Figure
from extractor.schemas.span import Span

_REACH = 40


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        words = language.comparing.phrasings
        self.times = re.compile(
            rf"[\s-]+(?:[^\W\d_]+\s+){{0,2}}{either(words.times)}\b", re.IGNORECASE
        )
        about = rf"(?:{either(words.ago_about)} )?"
        self.ago = re.compile(
            rf"{about}(?P<behind>.+) {either(words.ago_behind)}"
            rf"|{either(words.ago_before)} {about}(?P<led>.+)",
            re.IGNORECASE,
        )
        self.to = re.compile(rf"[\s-]{either(words.to)}[\s-]", re.IGNORECASE)
        self.the = re.compile(rf"\b{either(words.the)}\s+$", re.IGNORECASE)
        self.and_ = re.compile(rf"\b{either(words.conjunctions)}\b", re.IGNORECASE)
        self.both = re.compile(
            rf"\b{either(words.both)}\s+{maybe(words.both_of)}{maybe(words.both_wholes)}",
            re.IGNORECASE,
        )
        self.digits = re.compile(rf"[\s-]{either(words.in_digits)}\b")


_words = by_language(_Words)


def other_turn(figure: Figure, claim: TextIndex, source: TextIndex) -> Span | None:
    """Where a source gives the number by another turn of speech; none where it does not."""
    if figure.kind == "ordinal":
        # The very words, though they are no such figure there: "13th" as a day.
        return source.find(figure.span.text) if figure.span.text[0].isdigit() else None
    if figure.kind == "duration":
        return _time_ago(figure, source)
    if figure.kind == "ratio":
        return _odds(figure, source)
    if figure.kind == "score":
        return _result(figure, source)
    if figure.kind == "money":
        return _by_its_digits(figure, source)
    return _both(figure, claim, source) or _occasions(figure, claim, source)


def anaphor(figure: Figure, claim: TextIndex) -> bool:
    """Whether "the two" leans on what the sentence before names or counts: two people, "both"."""
    if figure.kind != "cardinal" or figure.of is not None or figure.value is None:
        return False
    start, index = figure.span.start, claim.sentence_index(figure.span.start)
    if figure.span.text[0].isdigit() or index is None:
        return False
    if not _words().the.search(claim.text, max(0, start - 6), start):
        return False
    before = [near for near in (index - 1, index) if near >= 0]
    if any(
        other.value == figure.value and other != figure
        for near in before
        for other in claim.figures_at(near)
    ):
        return True
    first = claim.scan.sentences[before[0]].start
    names = [name for near in before for name in claim.names_at(near) if name.end <= start]
    is_joined = figure.value == _PAIR and _words().and_.search(claim.text, first, start) is not None
    return len(names) >= figure.value or (bool(names) and is_joined)


_PAIR = 2


def _occasions(figure: Figure, claim: TextIndex, source: TextIndex) -> Span | None:
    """ "Twice", "on two occasions", "a two-time winner", where nothing else is likelier meant."""
    if figure.value is None or not _counts_times(figure, claim):
        return None
    stems = clause_stems(claim, figure.span)
    best: tuple[float, Figure] | None = None
    for other in source.once(_all_times, None):
        context = context_of(stems, source, other.span)
        is_same = other.value == figure.value
        if best is None or context > best[0] or (context == best[0] and is_same):
            best = context, other
    return best[1].span if best is not None and best[1].value == figure.value else None


def _all_times(index: TextIndex, _: None) -> tuple[Figure, ...]:
    return tuple(figure for figure in index.distinct_figures if _counts_times(figure, index))


def _counts_times(figure: Figure, index: TextIndex) -> bool:
    if figure.kind == "multiple":
        return figure.unit is None
    end = figure.span.end
    return figure.kind == "cardinal" and bool(_words().times.match(index.text, end, end + _REACH))


def _time_ago(figure: Figure, source: TextIndex) -> Span | None:
    """A date that is as long ago: "begun 11 months ago" for "11 months after it was begun"."""
    for date in source.distinct_dates:
        found = _words().ago.fullmatch(date.span.text[:_REACH])
        read = scan_figures(found["behind"] or found["led"]) if found else ()
        if any(compare_figures(figure, other).is_support for other in read):
            return date.span
    return None


def _odds(figure: Figure, source: TextIndex) -> Span | None:
    """ "3 to 1", which is read as two counts, for "three to one"."""
    if figure.value is None:
        return None
    for one, other in pairwise(source.scan.figures):
        if other.value and one.value and one.value / other.value == figure.value:
            gap = source.text[one.span.end : min(other.span.start, one.span.end + _REACH)]
            if _words().to.fullmatch(gap):
                return Span.of(source.text, one.span.start, other.span.end)
    return None


def _both(figure: Figure, claim: TextIndex, source: TextIndex) -> Span | None:
    """ "Both men" for two men."""
    if figure.kind != "cardinal" or figure.value != _PAIR or figure.hedge != "unhedged":
        return None
    head = head_stem(claim.noun_of(figure) or "")
    found = (place for noun, place in source.once(_all_both, None) if noun == head)
    return next(found, None) if head else None


def _all_both(index: TextIndex, _: None) -> tuple[tuple[str | None, Span], ...]:
    """The things that a text has both of, by each word that may be their noun."""
    return tuple(_pairs_of(index))


def _pairs_of(index: TextIndex) -> Iterator[tuple[str | None, Span]]:
    for found in _words().both.finditer(index.text):
        end = found.end()
        for _ in range(_MOST_WORDS):
            word = _WORD.match(index.text, end)
            if word is None:
                break
            yield head_stem(word.group(1)), Span.of(index.text, found.start(), word.end(1))
            end = word.end()


_WORD = re.compile(r"([^\W\d_]+)[\s-]*")
_MOST_WORDS = 2
"""Words behind "both" of which one may be the noun: "both young men"."""

_SIDE = re.compile(r",\s+(?:[^\W\d_a-zß-ÿ][\w’'.-]*\s+){1,5}")
"""What stands between the two numbers of a result: the name of the second side."""


def _result(figure: Figure, source: TextIndex) -> Span | None:
    """A result with the names of its sides: "Velm 2, Orlen 1"."""
    wanted = {figure.low, figure.high}
    for pair, place in source.once(_all_results, None):
        if pair == wanted:
            return place
    return None


def _all_results(index: TextIndex, _: None) -> tuple[tuple[set[Decimal | None], Span], ...]:
    results: list[tuple[set[Decimal | None], Span]] = []
    for one, other in pairwise(index.scan.figures):
        if not {one.kind, other.kind} <= _POINTS:
            continue
        if _SIDE.fullmatch(index.text, one.span.end, min(other.span.start, one.span.end + _FAR)):
            place = Span.of(index.text, one.span.start, other.span.end)
            results.append(({one.value, other.value}, place))
    return tuple(results)


_FAR = 80
_POINTS = frozenset({"cardinal", "identifier"})
"""Behind "Town" a number may be read as the town's."""


def _by_its_digits(figure: Figure, source: TextIndex) -> Span | None:
    """ "A six-figure sum" for £250,000."""
    value = figure.value if figure.value is not None else figure.low
    if value is None or value < 1:
        return None
    count = value.adjusted() + 1
    for other in source.distinct_figures:
        if other.kind == "cardinal" and other.value == count:
            found = _words().digits.match(source.text, other.span.end)
            if found is not None:
                return Span.of(source.text, other.span.start, found.end())
    return None
