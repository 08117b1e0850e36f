"""Pieces of dates that stand together, joined: "Monday, July 28, 2014", "Friday at 6 pm"."""

from __future__ import annotations

from extractor.figures.date_piece import Atom
from extractor.figures.hedges import hedge_before

_DATE_LIKE = frozenset({"day", "weekday", "near", "holiday"})
_TO_TIME = frozenset(
    {" at ", ", at ", ", ", " ", " around ", " at around ", " at about ", " about ", " by ", "t",
     " from ", " just after ", " shortly after ", " shortly before ", " just before ", " for ",
     " at exactly ", " - ", " – ", ", around ", " before ", " after "}
)  # fmt: skip
_TO_DATE = frozenset(
    {" on ", " ", ", ", " of ", " on the ", ", on ", " the ", " of the ", " that ", " into ",
     " to ", " before "}
)  # fmt: skip
_RANGE = frozenset({" to ", "-to-", "-through-", "-", "–", " - ", " – ", " through ", " until ",
                    " till ", "~", " to the ", " up to ", "—", " thru "})  # fmt: skip


def join_atoms(low: str, atoms: list[Atom]) -> list[Atom]:
    """The atoms with neighbours joined where the text makes one date of them."""
    joined: list[Atom] = []
    for atom in atoms:
        while joined and atom.start - joined[-1].end <= 18:
            merged = _merged(low, joined[-1], atom)
            if merged is None:
                break
            joined.pop()
            atom = merged
        joined.append(atom)
    _share_year(low, joined)
    return joined


_ON = frozenset({" on ", ", on ", ". on ", " "})
_LISTS = frozenset({" and ", ", ", ", and ", " or ", " and in ", " and on ", " and the "})


def _share_year(low: str, atoms: list[Atom]) -> None:
    """Give a date the year of the next in its list: "in May and June 2024"."""
    for index in range(len(atoms) - 2, -1, -1):
        first, second = atoms[index], atoms[index + 1]
        if second.year is None or first.year is not None or first.kind != second.kind:
            continue
        if first.kind not in ("month", "day", "season", "quarter") or first.modifier:
            continue
        if low[first.end : second.start] in _LISTS:
            place, other = _place_in_year(first), _place_in_year(second)
            if place != other:
                first.year = second.year - (place > other)


def _place_in_year(atom: Atom) -> tuple[int, int]:
    """What orders two dates of one year."""
    if atom.kind == "quarter":
        return atom.count or 0, 0
    return atom.month or 0, atom.day or 0


def _merged(low: str, first: Atom, second: Atom) -> Atom | None:
    """One atom made of two neighbours; none where they stay apart."""
    gap = low[first.end : second.start]
    if "\n" in gap:
        return None
    a, b = first.kind, second.kind
    if (
        a == "ago"
        and first.modifier in ("before", "after", "from", "since", "prior")
        and gap in (" ", " the ")
    ) and (
        b in ("day", "weekday", "near", "holiday")
        and first.other is None
        and (first.unit not in ("second", "minute", "hour"))
    ):
        if first.modifier == "from" and low.endswith(("for ", "of "), 0, first.start):
            # "for five years from 1 April" lasts as long, from the day that is named
            return second
        if hedge_before(low, first.start) is not None:
            # "less than a month before Christmas" is no one day
            first.count = None
        first.other = second
        return _spanning(first, first, second)
    if a == "weekday" and b == "ago" and gap in (" ", ", "):
        second.weekday = first.weekday
        return _spanning(second, first, second)
    if a == "ago" and b == "weekday" and gap == " on " and first.unit != "hour":
        first.weekday = second.weekday
        return _spanning(first, first, second)
    if a == "range" and b == "day" and gap in (", ", " "):
        start = first.other
        end = start.other if start is not None else None
        if start is not None and end is not None and end.kind == "weekday":
            second.weekday = end.weekday
            start.other = second
            return _spanning(first, first, second)
    if a == "part" and b == "range" and gap in (" of ", " of the "):
        # "on the night of 14-15 June"
        return _spanning(second, first, second)
    if a == "set" and b == "time" and gap in (" ", " at ", ", ", " from "):
        return _spanning(first, first, second)
    if b == "set" and a in ("time", "weekday", "part") and gap == " ":
        # "3pm each day", "Friday mornings": no one day
        return _spanning(second, first, second)
    if a == "time" and b == "span" and second.unit == "day" and gap in (" ", " on "):
        _take_time(second, first)
        return _spanning(second, first, second)
    if a == "range" and b in _DATE_LIKE and gap in _TO_DATE and _is_hours(first):
        return _hours_on(first, second)
    if b == "range" and a in _DATE_LIKE and gap in _TO_TIME and _is_hours(second):
        return _hours_on(second, first)
    if (
        a == "weekday"
        and b in ("day", "near", "holiday")
        and gap in (", ", " ", ", the ", " the ", ",", "., ", ". ", " (", " - ")
    ):
        if gap == " (" or b == "near" or second.name == "listed":
            return None
        if gap[0] == "." and first.end - first.start > 5:
            # "Fri. July 4", but not "It shut on Friday. July 4 is a holiday."
            return None
        second.weekday = first.weekday
        if first.hour is not None:
            _take_time(second, first)
        if second.part is None:
            second.part = first.part
        return _spanning(second, first, second)
    if a == "near" and b in ("day", "weekday") and gap in (", ", " ", " - "):
        second.weekday = first.weekday if second.weekday is None else second.weekday
        if b == "day":
            return _spanning(second, first, second)
        return None
    if (
        a in ("span", "week_of")
        and b == "weekday"
        and gap in (" ", " on ")
        and first.unit == "week"
    ):
        second.modifier = (first.modifier or "") + " week"
        return _spanning(second, first, second)
    if a == "weekday" and b == "span" and second.unit == "week" and gap in (" ", " of ", ", "):
        first.modifier = (second.modifier or "") + " week"
        return _spanning(first, first, second)
    if a == "nth" and first.unit == "week" and b == "weekday" and second.modifier is None:
        if first.other is None or first.weekday is not None or gap not in _ON:
            return None
        first.weekday = second.weekday
        return _spanning(first, first, second)
    if a == "nth" and gap in (" of ", " in ") and first.other is None:
        if b in ("month", "year") or (b == "span" and second.unit == "month"):
            first.other = second
            return _spanning(first, first, second)
        return None
    if a == "week_of" and b in ("day", "weekday", "monthday") and gap == " of ":
        first.other = second
        return _spanning(first, first, second)
    if (
        a == "overnight"
        and b in ("weekday", "day", "near")
        and gap in (" into ", " to ", " on ", " ", " through ", " from ")
    ):
        second.part = "overnight"
        if gap == " into " or gap == " to ":
            second.name = "into"
        return _spanning(second, first, second)
    if a in ("weekday", "near") and b == "overnight" and gap == " ":
        first.part = "overnight"
        return _spanning(first, first, second)
    if a in _DATE_LIKE and b == "time" and first.hour is None and gap in _TO_TIME:
        _take_time(first, second)
        return _spanning(first, first, second)
    if a == "time" and b in _DATE_LIKE and second.hour is None and gap in _TO_DATE:
        _take_time(second, first)
        return _spanning(second, first, second)
    if a == "time" and b == "part" and gap in (" ", " in the ", " at ", ""):
        if (
            first.hour is not None
            and first.hour < 12
            and second.part in ("afternoon", "evening", "night")
        ):
            first.hour += 12
        if second.modifier in ("this", "last"):
            # "at 7 this evening", "at 11 last night"
            first.kind, first.count = "near", -1 if second.modifier == "last" else 0
        return _spanning(first, first, second)
    if (
        a in _DATE_LIKE
        and b == "part"
        and first.part is None
        and first.hour is None
        and gap in (" ", " at ", " in the ", ", ", "", " in ")
    ):
        first.part = second.part
        if second.hour is not None:
            first.hour, first.minute = second.hour, 0
        return _spanning(first, first, second)
    if (
        a == "part"
        and b in _DATE_LIKE
        and second.part is None
        and gap in (" on ", " of ", " of the ", " ", ", ")
    ):
        if first.modifier or (first.early == "bare" and gap in (" ", ", ")):
            return None
        second.part = first.part
        if first.hour is not None:
            second.hour, second.minute = first.hour, 0
        return _spanning(second, first, second)
    if a == "month" and b == "year" and gap in (" of ", ", ", " ") and first.year is None:
        first.year = second.year
        return _spanning(first, first, second)
    if a == "day" and b == "year" and gap in (" of ", ", ", " ", " in ") and first.year is None:
        first.year = second.year
        return _spanning(first, first, second)
    if a == "range" and b == "year" and gap in (", ", " of ", " in ", " "):
        end = first.other.other if first.other is not None else None
        if end is None or end.kind != "day" or end.year is not None:
            return None
        end.year = second.year
        return _spanning(first, first, second)
    if a == "season" and b == "year" and gap in (" of ", " ", ", ") and first.year is None:
        first.year = second.year
        return _spanning(first, first, second)
    if (
        a in ("month", "day", "quarter")
        and b == "span"
        and second.unit == "year"
        and gap in (" ", " of ", ", ")
    ):
        first.modifier = (second.modifier or "") + " year"
        return _spanning(first, first, second)
    return _range(low, first, second, gap)


def _range(low: str, first: Atom, second: Atom, gap: str) -> Atom | None:
    """The two as the ends of a range."""
    between = gap in (" and ", ", and ") and low[max(0, first.start - 12) : first.start].endswith(
        "between "
    )
    if not between and gap not in _RANGE:
        return None
    kinds = (first.kind, second.kind)
    if (
        "range" in kinds
        or first.kind in ("set", "run", "ago")
        or second.kind in ("set", "run", "ago")
    ):
        return None
    if kinds == ("year", "year") and first.year and second.year and first.year >= second.year:
        return None
    same = first.kind == second.kind or {first.kind, second.kind} <= {
        "day", "month", "year", "weekday", "near", "holiday", "season"
    }  # fmt: skip
    if not same:
        return None
    if gap in ("-", "–", "—") and "time" in kinds and first.kind != second.kind:
        return None
    whole = Atom(first.start, second.end, "range")
    whole.other = first
    first.other = second
    head = low[max(0, first.start - 9) : first.start]
    for word in ("from ", "between "):
        if head.endswith(word) and not head[: -len(word)][-1:].isalnum():
            whole.start -= len(word)
    return whole


def _is_hours(atom: Atom) -> bool:
    """Whether a range is one of clock times."""
    first = atom.other
    return (
        first is not None
        and first.kind == "time"
        and first.other is not None
        and (first.other.kind == "time")
    )


def _hours_on(hours: Atom, day: Atom) -> Atom:
    """A range of clock times, on a day."""
    start = hours.other
    assert start is not None
    end = start.other
    assert end is not None
    if start.hour is not None and end.hour is not None and start.hour > end.hour >= 12 > start.hour:
        start.hour += 12
    for time in (start, end):
        for name in ("kind", "year", "month", "day", "weekday", "count", "modifier", "name"):
            setattr(time, name, getattr(day, name))
    hours.start = min(hours.start, day.start)
    hours.end = max(hours.end, day.end)
    return hours


def _spanning(kept: Atom, first: Atom, last: Atom) -> Atom:
    """The kept atom, stretched over both."""
    kept.start = first.start
    kept.end = last.end
    return kept


def _take_time(day: Atom, time: Atom) -> None:
    """Give a day the time of day."""
    day.hour, day.minute, day.second, day.zone = time.hour, time.minute, time.second, time.zone
