"""When in a recording the words of its transcript are said."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

_CODE = re.compile(r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?")
_LINE = re.compile(rf"^[^\S\n]*[\[(]?({_CODE.pattern})[\])]?(?=\s|$)", re.MULTILINE)


class TimeCodes:
    """The times of a transcript: those that its file gave, or else those that begin its lines."""

    def __init__(self, text: str, marks: Iterable[Mapping[str, Any]]) -> None:
        codes = [(mark["start"], seconds_of(mark["label"])) for mark in marks if _is_time(mark)]
        if not codes:
            codes = _at_lines(text)
        known = [(start, seconds) for start, seconds in codes if seconds is not None]
        self._starts = [start for start, _ in known]
        self._seconds = [seconds for _, seconds in known]

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self._starts)

    def at(self, offset: int) -> float | None:
        """The seconds from the beginning of the recording at which this place is said."""
        before = bisect_right(self._starts, offset)
        return self._seconds[before - 1] if before else None


def seconds_of(code: str) -> float | None:
    """The seconds of "00:01:10", "1:10" or "00:01:10.5"; none for what is no time code."""
    found = _CODE.fullmatch(code.strip())
    if found is None:
        return None
    hours, minutes, seconds, rest = found.groups()
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole + (int(rest) / 10 ** len(rest) if rest else 0)


def time_code(seconds: float) -> str:
    """Seconds as a player shows them: "1:10", "1:02:33"."""
    whole = int(seconds)
    hours, minutes = whole // 3600, whole // 60 % 60
    left = f"{hours}:{minutes:02}" if hours else f"{minutes}"
    return f"{left}:{whole % 60:02}"


def _is_time(mark: Mapping[str, Any]) -> bool:
    return bool(mark["kind"] == "time")


def _at_lines(text: str) -> list[tuple[int, float | None]]:
    """The times that begin lines, if there are several and they only go on."""
    codes = [(found.start(1), seconds_of(found[1])) for found in _LINE.finditer(text)]
    goes_on = all((one[1] or 0) <= (other[1] or 0) for one, other in pairwise(codes))
    return codes if len(codes) > 1 and goes_on else []
