"""The days and hours that stand at the head of a story, as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractor.languages import Language
from extractor.languages.patterns import either

_IN_DIGITS = r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}"
_ISO = r"\d{4}[-/.]\d{2}[-/.]\d{2}"
_BEFORE_TEXT = r"\s*(?::|[-–—|])\s*(?=\S)"


class StampPatterns:
    """How a day, an hour, and a line that gives no more than them, are written in one language."""

    def __init__(self, language: Language) -> None:
        """Make the patterns."""
        calendar, words = language.calendar, language.layout.stamp
        clock, units = calendar.tables.clock, calendar.tables.units
        months = _written(calendar.months, calendar.month_names)
        self.day = _written(calendar.weekdays, calendar.weekday_names) + r"\b\.?"
        ends = either(calendar.words.ordinal_ends)
        day, month, number = self.day, rf"{months}\b\.?", rf"\d{{1,2}}{ends}?"
        month_and_day = rf"{month}\s+{number}"
        of = rf"(?:{either(words.date_joints)}\s+)?" if words.date_joints else ""
        self.date = (
            rf"(?:{month_and_day}(?:,?\s+\d{{4}})?|{number}\s+{of}{month}(?:,?\s+{of}\d{{4}})?"
            rf"|{_ISO}|{_IN_DIGITS})"
        )
        full = (
            rf"(?:{month_and_day},?\s+\d{{4}}|{number}\s+{of}{month},?\s+{of}\d{{4}}"
            rf"|{_ISO}(?:[T ]\d{{2}}:\d{{2}}(?::\d{{2}})?(?:\.\d+)?Z?)?|{_IN_DIGITS})"
        )
        unix = (
            rf"{day},?\s+(?:{month}\s+\d{{1,2}}|\d{{1,2}}\s+{month})(?:\s+\d{{4}})?,?\s+"
            rf"\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\s+(?:[A-Z]{{2,5}}|[+-]\d{{4}}))?(?:\s+\d{{4}})?"
        )
        hour = (
            rf"\d{{1,2}}(?:[:.]\d{{2}}){{0,2}}(?:\s?{either((*clock.am, *clock.pm))}\.?)?"
            rf"(?:\s?(?:{either(clock.hours)}|[A-Z]{{2,4}}\b|[+-]\d{{2}}:?\d{{2}}))?"
        )
        lead = (
            rf"(?:(?:{either(words.before)} )?{either(words.words)}(?: {either(words.joints)})?"
            r"\s*[:\-–|]?\s*)"
        )
        gap = rf"(?:\s*(?:[,|•·/–—-]|{either(words.hour_joints)})\s*|\s+)"
        counted = either(
            name
            for number in (units["minute"], units["hour"], units["day"])
            for name in (*number.one, *number.many)
        )
        ago = either(calendar.tables.shifts["ago"])
        self._beginnings = frozenset(
            name[:2] for name in (*calendar.months, *calendar.weekdays, *words.before, *words.words)
        )
        self._stamps = (
            re.compile(
                rf"[*_\s]*(?:{lead})?(?:{unix}|(?:{day},?\s+)?{full}|{day},?\s+{self.date})"
                rf"(?:{gap}{hour})?"
                rf"(?:{gap}{lead}(?:{unix}|(?:{day},?\s+)?{self.date}|{hour})(?:{gap}{hour})?)?"
                rf"[*_\s.]*",
                re.IGNORECASE,
            ),
            re.compile(
                rf"[*_\s]*{lead}(?:(?:{day},?\s+)?{self.date}|{hour}|\d{{1,2}} {counted} {ago})"
                rf"(?:{gap}{hour})?[*_\s.]*",
                re.IGNORECASE,
            ),
        )
        self._heads = (
            re.compile(rf"({unix}){_BEFORE_TEXT}"),
            re.compile(
                r"(\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?"
                rf"(?:Z|[+-]\d{{2}}:?\d{{2}}| [A-Z]{{3,4}})?)){_BEFORE_TEXT}"
            ),
        )

    def is_stamp(self, line: str, low: str) -> bool:
        """Whether a line gives the day and hour of a story and nothing else.

        `low` is the line in small letters without what marks it.
        """
        may_be = low[:1].isdigit() or low[:2] in self._beginnings
        return may_be and any(pattern.fullmatch(line) for pattern in self._stamps)

    def head(self, line: str) -> re.Match[str] | None:
        """The day and hour with which a line begins before its text; its first group is they."""
        for pattern in self._heads:
            found = pattern.match(line)
            if found is not None:
                return found
        return None


def _written(names: Iterable[str], long_names: Sequence[str]) -> str:
    """A pattern of names of months or days as texts write them: with a capital, or small as well
    where the language has them so."""
    capitals = {name.capitalize() for name in names}
    are_small = all(name.islower() for name in long_names)
    return either(capitals | {name.lower() for name in capitals} if are_small else capitals)
