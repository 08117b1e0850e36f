"""Clock times that only their neighbours show: "3 and 8am", "called at 1140", "at 7 tonight"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HALVES = {"a": 0, "p": 12}
_TO_HALF = re.compile(
    r"(?: ?[-–] ?| to | and | or | until | till )"
    r"(1[0-2]|0?[1-9])(?:[:.][0-5][0-9])? ?([ap])(?:\.m\.?|m(?![a-z]))"
)
_TO_CLOCK = re.compile(
    r"(?: ?[-–] ?| to | and | until | till )(?:1[0-9]|2[0-3]|0?[1-9]):[0-5][0-9]"
)
_IN_PART = re.compile(
    r" in the (morning|afternoon|evening)(?=$|[^a-z ]| (?:on|and|when|as|but|to|at|after|before"
    r"|by|of|local|[a-z]+day)(?![a-z]))| at (night)(?![a-z])"
    r"| (?:this|yesterday|tomorrow) (morning|afternoon|evening)(?![a-z])"
    r"| (tonight|last night|tomorrow night)(?![a-z])"
)
_AT = re.compile(
    r"(?<![a-z])(?:(at|by|until|till|before|after|since|from|past)"
    r"(?: about| around| just after| just before| exactly)?|(?:about|around|circa)) $"
)
_BETWEEN = re.compile(r"(?<![a-z])(?:between|from|at|around|about|by) $")
_RUNS_FROM = re.compile(r"(?<![a-z])(?:between|from) $")
_HOURS = re.compile(r" (?:hours|hrs)(?![a-z])")
_PAST_WORD = re.compile(r" (?:past|to) ([a-z]+|[0-9]{1,2})(?![0-9a-z])")
_HALF_PAST = re.compile(r"(?<![a-z])(half past|quarter past|quarter to) $")
# What happens at a time of day; "closed at 1140" and "valued at 1140" are no such thing.
_HAPPENS_AT = re.compile(
    r"(?<![a-z])(?:call(?:ed|s)?(?: out| in)?|calls?|arriv(?:ed?|es|al|ing)|le(?:ft|ave|aves)"
    r"|depart(?:ed|s|ure)?|land(?:ed|s|ing)|crash(?:ed|es)?|t(?:ook|ake|akes)[ -]?off|takeoff"
    r"|beg[ai]n(?:s|ning)?|start(?:ed|s|ing)?|happen(?:ed|s)?|occur(?:red|s)?|str(?:uck|ikes?)"
    r"|rais(?:ed|es)|alert(?:ed|s)?|scrambled|launched|died|dead|went off|sail(?:ed|s)|docked"
    r"|met|meets?|found|seen|due|scheduled|attended|was shot|kick(?:ed|s)? off)(?: [a-z]+){0,3} $"
)
_AT_CLOCK = re.compile(
    r"(?<![a-z])at (?:about |around |approximately |just after |just before |exactly |shortly after"
    r" |shortly before )?$"
)
_NO_COUNT = re.compile(
    r"$|[.,;)\n](?![0-9])| (?:on|and|yesterday|today|local|in|to|when|after|as)(?![a-z])"
)


@dataclass(frozen=True, slots=True)
class Hour:
    """A time of day that a bare number gives."""

    hour: int
    minute: int
    end: int
    """Where it ends."""


def bare_hour(low: str, start: int, end: int) -> Hour | None:
    """The time of day that the digits at a place give without colon, "am" or "pm" of their own."""
    if not low[start:end].isdecimal():
        return None
    if end - start == 4:
        return _four_digits(low, start, end)
    if end - start > 2 or low[start - 1 : start] not in (" ", "", "\n", "("):
        return None
    hour = int(low[start:end])
    if not 1 <= hour <= 23:
        return None
    after = low[end : end + 1]
    if after not in (" ", "-", "–", ".", ",", "", "\n", ";"):
        return None
    head = low[start - 26 if start > 26 else 0 : start]
    half_past = _HALF_PAST.search(head)
    if half_past is not None and hour <= 12:
        return _past(half_past.group(1), hour, end)
    if hour <= 12:
        shared = _TO_HALF.match(low, end)
        if shared is not None and _is_run(low[end : end + 5], head):
            other = int(shared.group(1))
            half = _HALVES[shared.group(2)]
            if hour % 12 > other % 12:
                half = 12 - half
            return Hour(hour % 12 + half, 0, end)
    if after != " " and after not in "-–":
        return None
    if _RUNS_FROM.search(head) and _TO_CLOCK.match(low, end):
        return Hour(hour, 0, end)
    part = _IN_PART.match(low, end) if after == " " and hour <= 12 else None
    at = _AT.search(head) if part is not None else None
    if part is None or at is None or (at.group(1) is None and part.group(1) is None):
        return None
    return Hour(_in_part(hour, part), 0, end)


def word_hour(low: str, start: int, end: int, hour: int) -> Hour | None:
    """The time of day of "half past nine", seen from its last word at `low[start:end]`."""
    found = _HALF_PAST.search(low, max(0, start - 14), start)
    if found is None or not 1 <= hour <= 12 or low[end : end + 1] == "-":
        return None
    if found.group(1) == "quarter to" and not _NO_COUNT.match(low, end):
        # "down a quarter to six million"
        return None
    return _past(found.group(1), hour, end)


def past_hour(low: str, end: int, words: dict[str, int]) -> Hour | None:
    """The time of day of "half past nine", seen from the end of "half" or "quarter".

    `words` are the number words with their values.
    """
    found = _PAST_WORD.match(low, end)
    if found is None:
        return None
    word = found.group(1)
    hour = int(word) if word.isdigit() else words.get(word, 0)
    return word_hour(low, found.start(1), found.end(), hour)


def _past(words: str, hour: int, end: int) -> Hour:
    """Half an hour or a quarter past an hour, or a quarter to it."""
    if words == "quarter to":
        return Hour((hour - 2) % 12 + 1, 45, end)
    return Hour(hour, 30 if words == "half past" else 15, end)


def _is_run(gap: str, head: str) -> bool:
    """Whether what stands between the numbers makes two hours of them."""
    if gap.startswith((" and ", " or ")):
        return _BETWEEN.search(head) is not None
    return True


def _in_part(hour: int, part: re.Match[str]) -> int:
    """The hour of the day, from twelve and the words behind it."""
    words = part.group(1) or part.group(2) or part.group(3) or part.group(4)
    hour %= 12
    if words == "morning":
        return hour
    if words in ("afternoon", "evening"):
        return hour + 12
    return hour + 12 if hour >= 5 else hour


def _four_digits(low: str, start: int, end: int) -> Hour | None:
    """Hours and minutes without a colon, where something happens at them."""
    hour, minute = int(low[start : start + 2]), int(low[start + 2 : end])
    if hour > 23 or minute > 59 or low[start - 1 : start] != " ":
        return None
    head = low[start - 60 if start > 60 else 0 : start]
    head = head[head.rfind("\n") + 1 :]
    at = _AT_CLOCK.search(head)
    if at is None or not (_NO_COUNT.match(low, end) or _HOURS.match(low, end)):
        return None
    hours = _HOURS.match(low, end)
    if hours or low[start] == "0" or _HAPPENS_AT.search(head[: at.start()]):
        return Hour(hour, minute, hours.end() if hours else end)
    return None
