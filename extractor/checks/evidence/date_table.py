"""The dates of a text by what they name and when they are.

Most of two texts' dates have nothing to do with each other. Only those that could be one day are
worth a full comparison.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
from operator import itemgetter

from extractor.checks.evidence.date_parts import (
    DateParts,
    date_parts,
    date_precision,
    last_end,
    other_order,
    parts_of,
    years_within,
)
from extractor.checks.evidence.folding import fold
from extractor.schemas.figure import DateRef

MOST_DATES = 400
"""Dates that one claim is compared with; a text with more of them is a table."""

_Key = tuple[object, ...]
_PAST_ANY = "\uffff"


class DateTable:
    """The dates of one text in groups of one wording and one meaning, asked which could bear out a
    claimed one."""

    def __init__(self, dates: Iterable[DateRef]) -> None:
        """Sort them by their words, their parts and the days that they come to."""
        groups: defaultdict[_Key, list[DateRef]] = defaultdict(list)
        for date in dates:
            groups[date.span.text, date.iso, date.precision].append(date)
        self._groups = tuple(groups.values())
        self._by_words: defaultdict[str, list[int]] = defaultdict(list)
        values: defaultdict[str, dict[DateParts, list[DateRef]]] = defaultdict(dict)
        for index, group in enumerate(self._groups):
            self._by_words[fold(group[0].span.text)].append(index)
            parts = date_parts(group[0].span.text)
            values[date_precision(group[0])].setdefault(parts, []).extend(group)
        self._by_precision = {name: [*dates.values()] for name, dates in values.items()}
        self._parts = [(_named(group[0]), index) for index, group in enumerate(self._groups)]
        self._by_year: defaultdict[str, list[int]] = defaultdict(list)
        for index, group in enumerate(self._groups):
            end = last_end(group[0].span.text)
            if end is not None:
                self._parts.append((_key(end), index))
            for year in years_within(group[0]):
                self._by_year[year].append(index)
        self._by_parts: dict[tuple[int, ...], dict[_Key, list[int]]] = {}
        self._isos = sorted(
            (iso, index) for index, group in enumerate(self._groups) for iso in _isos(group[0])
        )
        self._days = sorted((iso[:10], index) for iso, index in self._isos if "/" not in iso)

    def of_precision(self, precision: str) -> list[list[DateRef]]:
        """The dates whose words name a "day", "weekday", "month" or "year" as the smallest, all
        that name the same together."""
        return self._by_precision.get(precision, [])

    def may_bear_out(self, claim: DateRef) -> list[list[DateRef]]:
        """Every group that `compare_dates` could find to be the claimed date, the surest first."""
        found = dict.fromkeys(self._by_words.get(fold(claim.span.text), ()))
        for iso in _isos(claim):
            found.update(dict.fromkeys(self._of_day(iso)))
            found.update(dict.fromkeys(self._by_year.get(iso, ())))
        found.update(dict.fromkeys(self._with_parts(_named(claim))))
        return [self._groups[index] for index in found]

    def _of_day(self, iso: str) -> Iterator[int]:
        """The groups of this day or interval, and those that begin with it or lie inside."""
        yield from _between(self._isos, iso, iso + _PAST_ANY)
        start, slash, end = iso.partition("/")
        if slash:
            yield from _between(self._days, start[:10], end[:10])

    def _with_parts(self, wanted: _Key) -> Iterator[int]:
        """The groups that name one of the claimed parts, and none of them otherwise."""
        known = tuple(place for place, part in enumerate(wanted) if part is not None)
        table = self._by_parts.get(known)
        if table is None:
            table = self._by_parts[known] = {}
            for parts, index in self._parts:
                table.setdefault(tuple(parts[place] for place in known), []).append(index)
        for key in product(*((wanted[place], None) for place in known)):
            if any(part is not None for part in key):
                yield from table.get(key, ())


def _isos(date: DateRef) -> list[str]:
    """The days that a date may be: two where its order of day and month is open."""
    other = other_order(date)
    return [one.iso for one in (date, other) if one is not None and one.iso]


def _named(date: DateRef) -> _Key:
    return _key(parts_of(date))


def _key(parts: DateParts) -> _Key:
    return parts.year, parts.month, parts.day, parts.weekday, parts.clock


def _between(pairs: list[tuple[str, int]], first: str, last: str) -> list[int]:
    """The numbers of the pairs whose words lie between two others, both included."""
    begin = bisect_left(pairs, first, key=itemgetter(0))
    end = bisect_right(pairs, last, key=itemgetter(0))
    return [index for _, index in pairs[begin:end]]
