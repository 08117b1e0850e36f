"""Neighbouring numbers that are one figure: ranges, ratios, scores, "5 ft 2 in"."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.figures.draft import Draft
from extractor.figures.hedges import hedge_before
from extractor.figures.lasting import joined_duration, take_single

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
_SPORT = re.compile(
    r"(?<![a-z])(?:w[io]ns?|winning|beat(?:s|en|ing)?|defeat(?:s|ed|ing)?|los[et]s?|losing|draws?|drew"
    r"|score[sd]?|lead(?:s|ing)?|led|victory|loss|defeat|match|set|sets|goals?|trail(?:s|ed|ing)?"
    r"|tied?|thrash(?:ed|ing)|half-time|halftime|full-time|aggregate|game|league|cup|final"
    r"|innings|points|penalties|vote[ds]?|voting|ruling|ruled|decision|court|hammered|edged"
    r"|crushed|routed|downed|stunned|overcame|held|shootout|record)(?![a-z])"
)
_COUNTS = ("cardinal", "money", "percent", "measure", "duration", "age", "ordinal", "fraction",
           "percentage_points", "basis_points", "multiple", "coordinate")  # fmt: skip
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
            return _quotient(low, first, second)
        return None
    gap = low[first.end : second.start]
    if length <= 16:
        if gap in _IN:
            return _ratio(low, first, second)
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
            return _quotient(low, first, second)
        if (gap in ("-to-", " to ") and low[second.start :].startswith("one")) or gap == "-to-":
            ratio = _odds(first, second)
            if ratio is not None:
                return ratio
        compound = joined_duration(low, first, second, gap) or _compound(low, first, second, gap)
        if compound is not None:
            return compound
        if gap in ("-", "–", " - ", " – ", ":") or gap == "-to-":
            score = _score(low, first, second, gap)
            if score is not None:
                return score
        if gap in _LINKS and _is_range(low, first, second, gap):
            return _range(low, first, second)
        if gap in (" or ", " and ", ", ", " by ", " x ", " × ", "x", " to ", "/", " and/or "):
            _share(low, first, second, gap)
    return _hedged_both(low, first, second)


def _around(low: str, start: int, end: int) -> str:
    """What stands on the same line before `start` and after `end`."""
    head = low[max(0, start - 60) : start]
    tail = low[end : end + 24]
    return head[head.rfind("\n") + 1 :] + " | " + tail.partition("\n")[0]


def _is_range(low: str, first: Draft, second: Draft, gap: str) -> bool:
    """Whether two linked neighbours are the ends of one range."""
    a, b = first.value, second.value
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
        if not head.endswith(("between ", "from ")) and _changes_to(head):
            return False
        if gap == " to the " and first.kind != "ordinal":
            return False
    elif (gap == " up to " and first.kind != "cardinal") or (
        gap in ("-", "–") and first.unit and second.unit is None and first.kind != "money"
    ):
        return False
    if first.unit and second.unit and first.unit != second.unit:
        return False
    if first.kind != second.kind:
        if first.kind in ("money", "age") and second.kind == "cardinal":
            pass
        elif first.kind != "cardinal" or second.kind in ("ordinal", "coordinate"):
            return False
    if _shares_scale(first, second):
        return True
    if ranged and a > b:
        return True
    return a < b


_CHANGED_TO = re.compile(
    r"(?:" + _CHANGE.pattern[len("(?<![a-z])") :] + r")(?: by)? (?:about |around |some )?$"
)


def _changes_to(head: str) -> bool:
    """Whether the verb right before makes "X to Y" a change and not a range."""
    return _CHANGED_TO.search(head) is not None


def _shares_scale(first: Draft, second: Draft) -> bool:
    """Whether the first number takes the scale word of the second ("3 to 5 million")."""
    a, b = first.value, second.value
    return (
        a is not None
        and b is not None
        and second.scale > 1
        and first.scale == 1
        and 0 < a < b / second.scale
        and a < 1000
    )


def _range(low: str, first: Draft, second: Draft) -> Draft:
    """One draft with a low and a high end."""
    a, b = first.value, second.value
    assert a is not None
    assert b is not None
    if _shares_scale(first, second):
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


def _ratio(low: str, first: Draft, second: Draft) -> Draft | None:
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


def _quotient(low: str, first: Draft, second: Draft) -> Draft | None:
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


def _odds(first: Draft, second: Draft) -> Draft | None:
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


_SMALLER = {("foot", "inch"): 12, ("pound", "ounce"): 16, ("stone", "pound"): 14,
            ("meter", "centimeter"): 100, ("yard", "foot"): 3}  # fmt: skip
_COINS = {"cent", "pence", "paise", "kopek"}


def _compound(low: str, first: Draft, second: Draft, gap: str) -> Draft | None:
    """Two units, one quantity: "5 ft 2 in", "10 dollars 30 cents"."""
    if gap not in (" ", " and ", ", "):
        return None
    a, b = first.value, second.value
    assert a is not None
    assert b is not None
    if (
        first.unit == "foot"
        and second.kind == "cardinal"
        and b < 12
        and low.startswith(" in", second.end)
        and not low[second.end + 3 : second.end + 4].isalpha()
    ):
        second.kind, second.unit = "measure", "inch"
        second.end += 3
        second.can_count = False
    parts = _SMALLER.get((first.unit or "", second.unit or ""))
    if parts is not None and b < parts and gap != ", ":
        second.value = a + b / parts
        second.unit = first.unit
    elif first.kind == "money" and second.kind == "money" and second.unit in _COINS and b < 100:
        if first.unit in _COINS or gap == ", ":
            return None
        second.value = a + b / 100
        second.unit = first.unit
        second.step = Decimal("0.01")
    elif (
        first.kind == "money"
        and not first.sign_money
        and second.kind == "cardinal"
        and b < 100
        and second.step == 1
        and gap in (" and ", " ")
        and low[second.end : second.end + 1] in ("", "\n", ".", "?", "!")
        and not low[second.end + 1 : second.end + 2].isdigit()
        and a == a.to_integral_value()
        and first.scale == 1
    ):
        second.value = a + b / 100
        second.unit, second.kind = first.unit, "money"
        second.step = Decimal("0.01")
        second.can_count = False
    else:
        return None
    second.start = first.start
    second.number_start = first.number_start
    return second


def _score(low: str, first: Draft, second: Draft, gap: str) -> Draft | None:
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
        if not is_sport or second.unit or _counted(low, second.end):
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


def _counted(low: str, end: int) -> bool:
    """Whether a plural noun follows, which a range counts and a score does not."""
    found = _COUNTED.match(low, end)
    return found is not None and not _SPORT.search(found.group())


def _share(low: str, first: Draft, second: Draft, gap: str) -> None:
    """Two alternatives, or two in a list, with one unit or scale said once."""
    if (
        first.kind == "age"
        and first.end == first.number_end
        and second.kind == "cardinal"
        and gap in (" and ", " or ", ", ")
        and not _counted(low, second.end)
    ):
        # "aged 9 and 11"
        second.kind, second.unit = "age", first.unit
        second.can_count = False
        return
    if first.kind != "cardinal" or first.unit is not None or first.value is None:
        return
    if gap in (" or ", " and/or ", "/") and _shares_scale(first, second):
        first.value *= second.scale
        first.step *= second.scale
        first.scale = second.scale
    if (
        gap == " to "
        and second.unit is not None
        and not second.sign_money
        and second.kind in ("measure", "percent", "duration", "money")
        and low.endswith("from ", 0, first.start)
    ):
        # "from 3 to 5 tonnes": two figures where something rose, both in tonnes
        first.kind, first.unit = second.kind, second.unit
        first.can_count = False
        return
    if (
        second.kind in ("measure", "percent", "duration", "age")
        and second.unit is not None
        and (first.scale == second.scale)
    ):
        if gap in (", ", " to ") or (gap == " and " and first.value == 1):
            return
        first.kind, first.unit = second.kind, second.unit
        first.can_count = False
