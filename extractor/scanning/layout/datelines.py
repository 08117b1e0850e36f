"""The place, day and agency with which a story begins: "KYIV, Ukraine, May 4 (Reuters) –"."""

from __future__ import annotations

import re

from extractor.languages import Language
from extractor.languages.patterns import UPPER
from extractor.scanning.layout.stamps import StampPatterns

_CAPITALS = rf"[{UPPER}][{UPPER}’'.\-]+"
_PLACE_WORD = rf"(?:{_CAPITALS}|[{UPPER}][\w.’'-]*)"
_TITLE_WORD = rf"[{UPPER}][\w.’']*+"
_DASH = r"[*_]{0,3}\s*(?P<dash>[–—:]|--|-(?=\s)|\.[-–—])[*_]{0,3}(?=\s*\S)"
_OPENERS = "“\"'‘"
_SHORTEST_PLACE = 4
"""Letters of a place that stands there alone."""
_LEAST = 20
"""Characters of the text behind it."""


class DatelineReader:
    """Reads the datelines of one language."""

    def __init__(self, language: Language, stamps: StampPatterns) -> None:
        """Make the patterns."""
        self._no_place = language.layout.dateline.no_place
        self._calendar = language.calendar_names
        date = rf"(?P<date>,?\s+(?:{stamps.day},?\s+)?{stamps.date})"
        agency = r"(?P<agency>,?\s*\([^()\n]{2,40}\))?"
        self._in_capitals = re.compile(
            rf"[*_]{{0,3}}(?P<place>{_CAPITALS}(?:[ /]{_CAPITALS}){{0,3}}"
            rf"(?:,\s+{_PLACE_WORD}(?:\s{_PLACE_WORD}){{0,2}}){{0,2}}){date}?{agency}{_DASH}"
        )
        self._in_title_case = re.compile(
            rf"[*_]{{0,3}}(?P<place>{_TITLE_WORD}(?:[ -](?:[a-z]{{1,3}}-)?{_TITLE_WORD}){{0,3}}+"
            rf"(?:,\s{_TITLE_WORD}(?:\s{_TITLE_WORD}){{0,2}}){{0,2}})"
            rf"(?:{date}{agency}|(?P<agency2>,?\s*\([A-Z][^()\n]{{1,40}}\))){_DASH}"
        )

    def length(self, head: str, is_top: bool) -> int:
        """The length of the dateline that opens a line; 0 for none."""
        match = self._in_capitals.match(head)
        if match is not None and self._is_sure(match, head):
            return match.end()
        match = self._in_title_case.match(head)
        if match is None or match["place"].split()[0].lower() in self._calendar:
            return 0
        if match["dash"] == ":" and not (is_top or match["agency2"] or match["agency"]):
            return 0
        rest = head[match.end() :].lstrip(" *_")
        is_text = len(rest) > _LEAST and (rest[0].isupper() or rest[0] in _OPENERS)
        return match.end() if is_text else 0

    def _is_sure(self, match: re.Match[str], head: str) -> bool:
        rest = head[match.end() :].lstrip(" *_")
        if len(rest) < _LEAST or not (
            rest[0].isupper() or rest[0] in _OPENERS + "«„" or rest[0].isdigit()
        ):
            return False
        if match["date"] or match["agency"]:
            return True
        if match["dash"] == ":":
            return False
        first: str = match["place"].split(",")[0]
        if "." in first or first.lower().startswith(self._no_place):
            return False
        return sum(c.isalpha() for c in first) >= _SHORTEST_PLACE
