"""Neighbouring numbers that are one figure: ranges, ratios, scores, "5 ft 2 in"."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.figures.alternatives import OR_LINKS, is_estimate
from extractor.figures.compounds import coin_share, compound, share, shares_scale
from extractor.figures.draft import Draft
from extractor.figures.hedges import hedge_before
from extractor.figures.lasting import joined_duration, take_single
from extractor.figures.ratios import chance_a_year, odds, quotient, ratio, score

_LINKS = frozenset(
    {" to ", "-", "–", " - ", " – ", "~", " ~ ", " through ", " to about ", " to around ",
     " to nearly ", " to almost ", " to over ", " to more than ", " to as many as ",
     " to as much as ", "- to ", " or even ", " to perhaps ", "-to-", " up to ", " and ", "—",
     " to the ", " and the ", " thru "}
)  # fmt: skip
_CHANGE = re.compile(
    r"(?<![a-z])(?:f[ae]ll(?:s|en|ing)?|r[io]se[sn]?|rising|gr[eo]w[ns]?|growing|drop(?:s|ped|ping)?"
    r"|declin(?:e[sd]?|ing)|jump(?:s|ed|ing)?|climb(?:s|ed|ing)?|slip(?:s|ped|ping)?|cuts?|cutting"
    r"|rais(?:e[sd]?|ing)|increas(?:e[sd]?|ing)|decreas(?:e[sd]?|ing)|reduc(?:e[sd]?|ing|tion)"
    r"|lower(?:s|ed|ing)|went|going|slid(?:es?)?|sliding|edg(?:e[sd]?|ing)|surg(?:e[sd]?|ing)"
    r"|soar(?:s|ed|ing)?|plung(?:e[sd]?|ing)|tumbl(?:e[sd]?|ing)|mov(?:e[sd]?|ing)"
    r"|chang(?:e[sd]?|ing)|expand(?:s|ed|ing)?|shr[aiu]nk(?:s|ing)?|doubl(?:e[sd]?|ing)"
    r"|up|down|upgrad(?:e[sd]?|ing)|revis(?:e[sd]?|ing)|extend(?:s|ed|ing)?|boost(?:s|ed|ing)?"
    r"|narrow(?:s|ed|ing)?|widen(?:s|ed|ing)?|ballooned|swelled|dipped|eased|gained|added|brought"
    r"|bringing|took|taking|trimmed|halved|improv(?:e[sd]?|ing))(?![a-z])"
)
_RANGED = re.compile(r"(?<![a-z])(?:rang(?:e[sd]?|ing)|var(?:y|ied|ies|ying)) from $")
_IN = frozenset({" in ", " in every ", " out of ", " out of every ", "-in-", " of every ",
                 "-out-of-", " for every "})  # fmt: skip
_COUNTS = ("cardinal", "money", "percent", "measure", "duration", "age", "ordinal", "fraction",
           "percentage_points", "basis_points", "multiple", "coordinate")  # fmt: skip
_AGED = ("aged ", " ages ")
_SHARING = ("money", "age")
"""What a bare number behind a dash is also: "£4-5m", "aged 4-8"."""
_MILLION = Decimal(10**6)
_LOWER = frozenset({"at_least", "more_than"})
_UPPER = frozenset({"at_most", "less_than", "up_to"})
_JOINS = frozenset({" and ", " but ", ", ", ", but ", ", and ", " but also ", " yet ", " or "})


def join_ranges(low: str, drafts: list[Draft]) -> list[Draft]:
    """The drafts, with those that are one figure joined, and shared units given to both."""
    joined: list[Draft] = []
    index = 0
    count = len(drafts)
    while index < count:
        draft = drafts[index]
        if draft.kind in ("duration", "fraction"):
            take_single(low, draft)
        if index + 1 < count:
            after = drafts[index + 1]
            gap = after.start - draft.end
            if 0 < gap <= 44:
                whole = _joined(low, draft, after, gap)
                if whole is not None:
                    drafts[index + 1] = whole
                    index += 1
                    continue
        joined.append(draft)
        index += 1
    return joined


def _joined(low: str, first: Draft, second: Draft, length: int) -> Draft | None:
    """One draft made of two neighbours; none where they stay two."""
    if first.value is None or second.value is None:
        return None
    if first.unit == "foot" and low[first.end : second.start] == "-" and 0 <= second.value < 12:
        # "the 6-foot-4 guard"
        second.kind, second.unit = "measure", "foot"
        second.value = first.value + second.value / 12
        second.start = first.start
        return second
    if first.kind not in _COUNTS or second.kind not in _COUNTS:
        if first.kind == "year" and low[first.end : second.start] == " over ":
            first.kind = "cardinal"
            return quotient(low, first, second)
        return None
    gap = low[first.end : second.start]
    if length <= 16:
        if (
            first.unit == "meter"
            and second.scale == _MILLION
            and gap in _LINKS | OR_LINKS
            and (gap != " and " or low.endswith("between ", 0, first.start))
        ):
            _take_millions(first, second)
        if gap in _IN:
            return ratio(low, first, second) or chance_a_year(first, second, gap)
        if (
            gap in (" of ", " of a ")
            and first.kind == "fraction"
            and second.value == 1
            and (second.kind in ("percent", "percentage_points"))
        ):
            # "half of 1 percent"
            second.value, second.step = first.value, first.step
            second.start = first.start
            return second
        if gap == " over ":
            return quotient(low, first, second)
        if (gap in ("-to-", " to ") and low[second.start :].startswith("one")) or gap == "-to-":
            chances = odds(first, second)
            if chances is not None:
                return chances
        whole = joined_duration(low, first, second, gap) or compound(low, first, second, gap)
        if whole is not None:
            return whole
        if gap in ("-", "–", " - ", " – ", ":") or gap == "-to-":
            result = score(low, first, second, gap)
            if result is not None:
                return result
        if (gap in _LINKS and _is_range(low, first, second, gap)) or (
            gap in OR_LINKS and is_estimate(low, first, second)
        ):
            return _range(low, first, second)
        if gap in (" or ", " and ", ", ", " by ", " x ", " × ", "x", "×", " to ", "/", " and/or "):
            share(low, first, second, gap)
    return _hedged_both(low, first, second)


def _take_millions(first: Draft, second: Draft) -> None:
    """Make millions of the metres in "70m to 85m people"."""
    if second.kind == "cardinal" and first.value is not None and first.end == first.number_end + 1:
        first.kind, first.unit = "cardinal", None
        first.value *= _MILLION
        first.step *= _MILLION
        first.scale = _MILLION
        first.can_count = True


def _is_range(low: str, first: Draft, second: Draft, gap: str) -> bool:
    """Whether two linked neighbours are the ends of one range."""
    a, b = coin_share(first, second), second.value
    assert a is not None
    assert b is not None
    head = low[max(0, first.start - 64) : first.start]
    for border in (". ", "\n", "; "):
        at = head.rfind(border)
        if at >= 0:
            head = head[at + len(border) :]
    ranged = _RANGED.search(head) is not None
    if gap == "-" and not first.digits and low[first.start - 1 : first.start] == "-":
        return False
    if (
        gap == "-"
        and not first.digits
        and not second.digits
        and low[second.end : second.end + 1] == "-"
    ):
        return False
    if gap in (" and ", " and the "):
        if not head.endswith(("between ", "between the ", "both ")) or head.endswith("both "):
            return False
    elif (
        gap
        in (
            " to ",
            " to about ",
            " to around ",
            " to nearly ",
            " to over ",
            " to the ",
            " to more than ",
            " to almost ",
            " to as many as ",
            " to as much as ",
        )
        and not ranged
    ):
        if head.endswith(("from ", "from about ", "from around ")) and _CHANGE.search(head):
            return False
        if not head.endswith(("between ", "from ")) and _changes_to(head, first, second):
            return False
        if gap == " to the " and first.kind != "ordinal":
            return False
    elif (gap == " up to " and first.kind != "cardinal") or (
        gap in ("-", "–") and first.unit and second.unit is None and first.kind not in _SHARING
    ):
        return False
    if first.unit and second.unit and first.unit != second.unit and a == first.value:
        return False
    if first.kind != second.kind:
        if first.kind in ("money", "age") and second.kind == "cardinal":
            pass
        elif first.kind != "cardinal" or second.kind in ("ordinal", "coordinate"):
            return False
    if shares_scale(first, second):
        return True
    if ranged and a > b:
        return True
    return a < b


_CHANGED_TO = re.compile(
    r"(?:" + _CHANGE.pattern[len("(?<![a-z])") :] + r"|(lost|los(?:es?|ing)|shed(?:s|ding)?))"
    r"( by)? (?:about |around |some )?$"
)
_ALIKE = 2
"""Ends of a range are seldom further apart; a step and where it leads to nearly always are."""


def _changes_to(head: str, first: Draft, second: Draft) -> bool:
    """Whether the verb right before makes "X to Y" a change and not a range.

    "Rose by 5p to 250p" and "lost 42 to 3,120" are steps, "cut by 7,000 to 8,000" is a range.
    """
    found = _CHANGED_TO.search(head)
    if found is None:
        return False
    if found.group(1) is None and found.group(2) is None:
        return True
    a, b = first.value, second.value
    return a is None or b is None or b > _ALIKE * a


def _range(low: str, first: Draft, second: Draft) -> Draft:
    """One draft with a low and a high end."""
    a, b = coin_share(first, second), second.value
    assert a is not None
    assert b is not None
    if shares_scale(first, second):
        a *= second.scale
    second.low, second.high = min(a, b), max(a, b)
    second.value = None
    if first.unit and second.unit is None:
        second.unit = first.unit
        second.kind = first.kind
    second.can_count = second.can_count and first.can_count
    second.hedge = "between"
    second.start = first.start
    second.number_start = first.number_start
    for word in ("between ", "from ", "between the ", "from the "):
        if low.endswith(word, 0, first.start):
            before = first.start - len(word)
            if not (before and low[before - 1].isalnum()):
                second.start = before
    if second.kind == "cardinal" and second.high <= 115 and low.endswith(_AGED, 0, second.start):
        # "aged between 30 and 40"
        second.kind, second.unit, second.can_count = "age", "year", False
    return second


def _hedged_both(low: str, first: Draft, second: Draft) -> Draft | None:
    """Two opposite hedges make a range: "more than 40 but fewer than 50"."""
    upper = hedge_before(low, second.start)
    if upper is None or upper[1] < first.end or low[first.end : upper[1]] not in _JOINS:
        return None
    lower = hedge_before(low, first.start)
    if lower is None or low[first.end : upper[1]] == " or ":
        return None
    a, b = first.value, second.value
    assert a is not None
    assert b is not None
    if lower[0] in _UPPER and upper[0] in _LOWER:
        a, b = b, a
    elif not (lower[0] in _LOWER and upper[0] in _UPPER):
        return None
    if (first.kind != second.kind and first.unit) or a >= b:
        return None
    second.low, second.high, second.value = a, b, None
    second.start = lower[1]
    second.number_start = first.number_start
    second.hedge = "between"
    return second
