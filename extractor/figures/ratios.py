"""Two numbers set against each other: shares, odds, chances, quotients and scores."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.figures.draft import Draft

_SPORT = re.compile(
    r"(?<![a-z])(?:w[io]ns?|winning|beat(?:s|en|ing)?|defeat(?:s|ed|ing)?|los[et]s?|losing|draws?|drew"
    r"|score[sd]?|lead(?:s|ing)?|led|victory|loss|defeat|match|set|sets|goals?|trail(?:s|ed|ing)?"
    r"|tied?|thrash(?:ed|ing)|half-time|halftime|full-time|aggregate|game|league|cup|final"
    r"|innings|points|penalties|vote[ds]?|voting|ruling|ruled|decision|court|hammered|edged"
    r"|crushed|routed|downed|stunned|overcame|held|shootout|record)(?![a-z])"
)


def _around(low: str, start: int, end: int) -> str:
    """What stands on the same line before `start` and after `end`."""
    head = low[max(0, start - 60) : start]
    tail = low[end : end + 24]
    return head[head.rfind("\n") + 1 :] + " | " + tail.partition("\n")[0]


def ratio(low: str, first: Draft, second: Draft) -> Draft | None:
    """A share of a round number: "one in five", "nine out of ten"."""
    a, b = first.value, second.value
    assert a is not None
    assert b is not None
    if first.kind != "cardinal" or second.kind != "cardinal" or not 0 < a < b or second.step != 1:
        return None
    gap = low[first.end : second.start]
    if gap in (" in ", "-in-") and (a > 20 or b > 10**9 or (1900 <= b <= 2100 and second.digits)):
        return None
    if gap == " of every " and b < 2:
        return None
    second.kind = "ratio"
    second.value = a / b
    second.step = Decimal(1) / b
    second.start = first.start
    second.can_count = True
    return second


def chance_a_year(first: Draft, second: Draft, gap: str) -> Draft | None:
    """How seldom something comes: "a 1-in-100-year flood"."""
    if gap != "-in-" or first.value != 1 or second.kind != "duration" or second.unit != "year":
        return None
    if second.value is None or second.value <= 1:
        return None
    second.kind, second.unit = "ratio", None
    second.value = second.step = 1 / second.value
    second.start = first.start
    return second


def quotient(low: str, first: Draft, second: Draft) -> Draft | None:
    """A quotient, where nothing is counted: "one over three"."""
    a, b = first.value, second.value
    assert a is not None
    assert b is not None
    if first.kind != "cardinal" or second.kind != "cardinal" or not b:
        return None
    tail = low[second.end : second.end + 1]
    if tail not in ("", ".", ",", ")", "?", "!", "\n") or (a >= b and tail == ","):
        return None
    second.kind = "ratio"
    second.value = a / b
    second.step = abs(second.value)
    second.start = first.start
    second.can_count = False
    return second


def odds(first: Draft, second: Draft) -> Draft | None:
    """Odds: "3-to-1", "two to one"."""
    a, b = first.value, second.value
    assert a is not None
    assert b is not None
    if first.kind != "cardinal" or second.kind != "cardinal" or a <= b or b <= 0:
        return None
    second.kind = "ratio"
    second.value = a / b
    second.step = Decimal(1)
    second.start = first.start
    second.can_count = False
    return second


def score(low: str, first: Draft, second: Draft, gap: str) -> Draft | None:
    """A score ("won 3-1", "6–4"): the two sides, the smaller as `low`."""
    a, b = first.value, second.value
    assert a is not None
    assert b is not None
    if first.kind != "cardinal" or second.kind != "cardinal" or first.step != 1 or second.step != 1:
        return None
    if a > 400 or b > 400 or first.scale != 1 or second.scale != 1 or a < 0 or b < 0:
        return None
    after = low[second.end : second.end + 1]
    if gap != ":" and after in "-–%" and after:
        return None
    is_sport = _SPORT.search(_around(low, first.start, second.end)) is not None
    if gap == ":":
        if a >= 60 or b >= 60:
            return None
    elif a < b:
        if not is_sport or second.unit or counted(low, second.end):
            return None
    elif gap in (" - ", " – ") and not is_sport:
        return None
    second.kind = "ratio" if gap == ":" and not is_sport else "score"
    if second.kind == "ratio":
        if not b:
            return None
        second.value = a / b
        second.step = Decimal(1)
    else:
        second.low, second.high, second.value = min(a, b), max(a, b), None
    second.start = first.start
    second.can_count = False
    return second


_COUNTED = re.compile(r" (?:[a-z-]+ ){0,2}(?:people|[a-z]{2,}s)(?![a-z])")


def counted(low: str, end: int) -> bool:
    """Whether a plural noun follows, which a range counts and a score does not."""
    found = _COUNTED.match(low, end)
    return found is not None and not _SPORT.search(found.group())
