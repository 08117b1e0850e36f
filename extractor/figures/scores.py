"""Scores that only the names and deeds around them tell from ranges and counts."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.figures.draft import Draft
from extractor.figures.nouns import noun_after

_NAME_BEFORE = re.compile(r"(?<![A-Za-z'])[A-Z][a-zA-Z'&.-]+ $")
_NAME_AFTER = re.compile(r" [A-Z][a-zA-Z'-]+")
_CLAUSE_END = re.compile(r"[.,;)\n]|$")
_TOOK = re.compile(
    r"(?<![a-z])(?:took|takes|taking|claimed|claiming|figures of|shot|shooting|record of|bowled"
    r"|analysis of|finished with|returned|career-best|best of)(?: a(?: career-best)?)? $"
)
_REACHED = re.compile(
    r"(?<![a-z])(?:reached|reaching|made|were|was|on|to|at|for|from|and|posted|declared|stumbled"
    r"|slumped|collapsed|closed|scored) $"
)
_CRICKET = re.compile(r"(?<![a-z])(?:wickets?|innings|overs?|bowl(?:ed|ers?|ing)|bats(?:man|men)"
                      r"|batted|batting|stumps|cricket|run chase|not out)(?![a-z])")  # fmt: skip
_DASHED = re.compile(r"[0-9]{1,3}-[0-9]{1,3}")
_SLASHED = re.compile(r"([0-9]{1,3})/([0-9]{1,3})")
_NEAR = 200
"""How far around a pair of numbers a match is looked for."""
_FOR = (" for ", "-for-", "-for ")


def join_scores(low: str, case: str, drafts: list[Draft]) -> list[Draft]:
    """The drafts, with the scores that only names and deeds around them tell from ranges.

    "Leeds 0-3 Chelsea", "took 4-84", "shot 5-for-9", "England were 104 for 2".
    """
    joined: list[Draft] = []
    for draft in drafts:
        before = joined[-1] if joined else None
        if draft.kind == "cardinal" and draft.hedge == "between":
            _turn_range(low, case, draft, before)
        elif draft.kind == "fraction":
            _turn_fraction(low, draft)
        elif before is not None and _is_for(low, case, before, draft):
            _make_score(before, draft)
            joined.pop()
        joined.append(draft)
    return joined


def _turn_range(low: str, case: str, draft: Draft, before: Draft | None) -> None:
    """Make a score of a range between two sides, or behind what a player did."""
    dash = low[draft.start : draft.end].replace("–", "-")
    if draft.high is None or draft.high > 400 or not _DASHED.fullmatch(dash):
        return
    head = case[max(0, draft.start - 40) : draft.start]
    head = head[head.rfind("\n") + 1 :]
    took = _TOOK.search(head.lower()) is not None
    between = _NAME_BEFORE.search(head) is not None and (
        _NAME_AFTER.match(case, draft.end) is not None
        # "Kerry 1-14 Cork 0-12."
        or _is_of_match(low, before, draft)
    )
    if (took or between) and noun_after(low, case, draft.end, singular=False) is None:
        draft.kind, draft.hedge, draft.can_count = "score", "unhedged", False


def _turn_fraction(low: str, draft: Draft) -> None:
    """Make a score of "4/72" and "91/6" where wickets and runs are spoken of."""
    slashed = _SLASHED.fullmatch(low, draft.start, draft.end)
    if slashed is None or low.startswith(" of ", draft.end):
        return
    a, b = map(Decimal, slashed.groups())
    if min(a, b) > 10 or a == b or _CRICKET.search(_around(low, draft)) is None:
        return
    draft.kind, draft.unit, draft.can_count = "score", None, False
    draft.low, draft.high, draft.value = min(a, b), max(a, b), None


def _is_of_match(low: str, before: Draft | None, draft: Draft) -> bool:
    """Whether a pair of numbers ends a clause about a match: wickets, or a score close by."""
    if _CLAUSE_END.match(low, draft.end) is None:
        return False
    if before is not None and before.kind == "score":
        gap = low[before.end : draft.start]
        if len(gap) <= _NEAR and "\n" not in gap:
            return True
    return _CRICKET.search(_around(low, draft)) is not None


def _around(low: str, draft: Draft) -> str:
    """What stands near a figure on its line."""
    head = low[max(0, draft.start - _NEAR) : draft.start]
    tail = low[draft.end : draft.end + _NEAR]
    return head[head.rfind("\n") + 1 :] + " | " + tail.partition("\n")[0]


def _is_for(low: str, case: str, first: Draft, second: Draft) -> bool:
    """Whether "6 for 42" or "104 for 2" are wickets and runs, or a shooter's hits."""
    a, b = first.value, second.value
    if low[first.end : second.number_start] not in _FOR:
        return False
    if a is None or b is None or first.kind != "cardinal" or first.unit or first.scale != 1:
        return False
    if second.kind not in ("cardinal", "identifier") or second.unit or second.scale != 1:
        return False
    if min(a, b) > 10 or max(a, b) > 999 or noun_after(low, case, second.end, singular=False):
        return False
    head = low[max(0, first.start - 40) : first.start]
    head = head[head.rfind("\n") + 1 :]
    if a <= b:
        return _TOOK.search(head) is not None
    return _REACHED.search(head) is not None and _CRICKET.search(_around(low, second)) is not None


def _make_score(first: Draft, second: Draft) -> None:
    """One score of two neighbours."""
    a, b = first.value, second.value
    assert a is not None
    assert b is not None
    second.kind, second.unit, second.can_count = "score", None, False
    second.low, second.high, second.value = min(a, b), max(a, b), None
    second.start = first.start
