"""From the words of a date to ISO 8601, seen from the day of publication."""

from __future__ import annotations

import re
from datetime import date, timedelta

from extractor.figures import reckoning
from extractor.figures.date_anchor import FROM_ANCHOR, Anchor, anchor_of, year_meant
from extractor.figures.date_nearest import nearest_month, nearest_of_month
from extractor.figures.date_piece import Atom
from extractor.figures.date_readings import NOTHING, Reading, clock_iso, on_day
from extractor.figures.date_relative import relative_reading
from extractor.figures.date_tense import tense_around
from extractor.schemas.figure import DatePrecision

_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH_NAMES = ("January", "February", "March", "April", "May", "June", "July", "August",
                "September", "October", "November", "December")  # fmt: skip


# Days that news names without their year, where what happened on them follows.
_KNOWN_DAYS = {(9, 11): 2001, (7, 7): 2005, (10, 7): 2023, (1, 6): 2021}
_EVENT = re.compile(
    r",? (?:(?:terror(?:ist)?|suicide|capitol|hamas|victims?) ){0,2}(?:attacks?|bombings?|attackers"
    r"|bombers|hijack(?:ers|ings)|victims?|massacre|riot(?:s|ers)?|insurrection|memorial|commission"
    r"|committee|compensation)(?![a-z])"
)


def resolve(low: str, atoms: list[Atom], index: int, today: date | None) -> Reading:
    """The ISO form of one date, its precision, and what a reader must know about it."""
    atom = atoms[index]
    if atom.kind == "range":
        return _range(low, atom, today)
    return single(low, atom, today, tense_around(low, atom), _anchor(low, atoms, index, today))


_PREPOSITIONS = frozenset({"before", "after", "prior", "since"})
_GOES_ON = re.compile(r" (?!(?:and|but|or|when|as)(?![a-z]))[a-z0-9]")
_ANCHORS = frozenset(
    {"day", "weekday", "near", "holiday", "month", "quarter", "season", "year", "years", "nth",
     "range"}
)  # fmt: skip


def _anchor(low: str, atoms: list[Atom], index: int, today: date | None) -> Anchor | None:
    """What "the next day" and "the previous year" count from: the last date before it in the
    same paragraph."""
    atom = atoms[index]
    if atom.modifier in _PREPOSITIONS and _GOES_ON.match(low, atom.end):
        # "two years after the fire" counts from the fire
        return None
    place = atom.start
    for earlier in reversed(atoms[max(0, index - 4) : index]):
        if "\n" in low[earlier.end : place]:
            return None
        if (earlier.modifier or "").removesuffix(" year") in FROM_ANCHOR:
            continue
        if earlier.kind in _ANCHORS:
            found = anchor_of(_unanchored(low, earlier, today).iso)
            if found is not None:
                return found
        elif earlier.kind == "span" and earlier.unit == atom.unit:
            # "last year" is a year to go back from, and no day
            return anchor_of(_unanchored(low, earlier, today).iso)
    return None


def _unanchored(low: str, atom: Atom, today: date | None) -> Reading:
    """What a date is without a look at those before it."""
    if atom.kind == "range":
        return _range(low, atom, today)
    return single(low, atom, today, tense_around(low, atom), None)


def single(low: str, atom: Atom, today: date | None, tense: str, anchor: Anchor | None) -> Reading:
    """One date that is no range; nothing where it leaves the calendar."""
    try:
        found = _single(low, atom, today, tense, anchor)
    except (ValueError, OverflowError):
        return NOTHING
    return NOTHING if found.iso is not None and found.iso.startswith("0000") else found


def _single(low: str, atom: Atom, today: date | None, tense: str, anchor: Anchor | None) -> Reading:
    """One date, by its kind."""
    kind = atom.kind
    if kind == "day":
        return _day(low, atom, today, tense, anchor)
    if kind == "time":
        return Reading(f"T{clock_iso(atom)}", "time", False)
    if kind == "year":
        return Reading(f"{atom.year:04d}", "year", False)
    if kind == "years":
        return Reading(f"{atom.year:04d}/{atom.year2:04d}", "year", False)
    if kind == "decade":
        assert atom.year is not None
        return Reading(f"{atom.year:04d}/{atom.year + 9:04d}", "decade", False)
    if kind == "century":
        return _century(atom)
    if kind == "month":
        return _month(atom, today, tense, anchor)
    if kind == "season":
        return _season(atom, today, tense)
    if kind == "quarter":
        return _quarter(atom, today, anchor)
    if kind == "nth" and atom.other is not None:
        return _nth(atom, single(low, atom.other, today, tense, anchor))
    if kind == "fiscal":
        return _fiscal(atom, single(low, atom.other, today, tense, anchor) if atom.other else None)
    if kind == "set":
        return NOTHING
    if today is None:
        return NOTHING
    inner = None
    if atom.other is not None:
        way = tense if kind == "week_of" else "open"
        inner = single(low, atom.other, today, way, None)
    return relative_reading(atom, today, tense, anchor, inner)


def _nth(atom: Atom, month: Reading) -> Reading:
    """The day, or the seven days, that a month counts: "the first Monday of May"."""
    if month.iso is None or len(month.iso) not in (4, 7):
        return NOTHING
    is_year = len(month.iso) == 4
    first = date.fromisoformat(f"{month.iso}-01-01" if is_year else f"{month.iso}-01")
    last = reckoning.shifted_month(first, 12 if is_year else 1) - timedelta(days=1)
    count = atom.count or 1
    if atom.weekday is None and atom.unit == "day":
        known = {1: first, -1: last}.get(count) or reckoning.valid(first.year, first.month, count)
        return on_day(known, atom, month.is_relative) if known else NOTHING
    if atom.unit == "week":
        begin = last - timedelta(days=6) if count < 0 else first + timedelta(weeks=count - 1)
        if atom.weekday is not None:
            inside = begin + timedelta(days=(atom.weekday - begin.weekday()) % 7)
            return on_day(inside, atom, month.is_relative)
        end = begin + timedelta(days=6)
        return Reading(f"{begin.isoformat()}/{end.isoformat()}", "week", month.is_relative)
    weekday = 5 if atom.weekday is None else atom.weekday
    if count < 0:
        day = reckoning.past_weekday(last, weekday)
    else:
        day = first + timedelta(days=(weekday - first.weekday()) % 7, weeks=count - 1)
    if atom.weekday is not None:
        return on_day(day, atom, month.is_relative) if day <= last else NOTHING
    sunday = day + timedelta(days=1)
    return Reading(f"{day.isoformat()}/{sunday.isoformat()}", "day", month.is_relative)


def _day(low: str, atom: Atom, today: date | None, tense: str, anchor: Anchor | None) -> Reading:
    """A day of a month, with or without its year."""
    assert atom.month is not None
    assert atom.day is not None
    year = atom.year
    relative = year is None
    if year is None and today is not None:
        known_by = _KNOWN_DAYS.get((atom.month, atom.day))
        if known_by is not None and today.year > known_by and _EVENT.match(low, atom.end):
            year, relative = known_by, False
    if year is None and atom.modifier and today is not None:
        year = year_meant(atom.modifier, today, anchor)
        if year is None:
            return NOTHING
    if year is None:
        if today is None:
            return NOTHING
        chosen = nearest_of_month(atom.month, atom.day, atom.weekday, today, tense)
        if chosen is None:
            name = _MONTH_NAMES[atom.month - 1]
            return Reading(None, None, relative, f"{name} has no day {atom.day}")
        day = chosen
    else:
        known = reckoning.valid(year, atom.month, atom.day)
        if known is None:
            name = _MONTH_NAMES[atom.month - 1]
            return Reading(None, None, relative, f"{name} {year} has no day {atom.day}")
        day = known
    note = None
    if atom.weekday is not None and day.weekday() != atom.weekday:
        note = (
            f"{day.day} {_MONTH_NAMES[day.month - 1]} {day.year} is a {_NAMES[day.weekday()]},"
            f" not a {_NAMES[atom.weekday]}"
        )
    return on_day(day, atom, relative, note)


def _month(atom: Atom, today: date | None, tense: str, anchor: Anchor | None) -> Reading:
    """A month, with or without its year."""
    assert atom.month is not None
    if atom.year is not None:
        return Reading(reckoning.month(atom.year, atom.month), "month", False)
    if today is None:
        return NOTHING
    year = today.year
    which = atom.modifier or ""
    if which.endswith("year"):
        meant = year_meant(which, today, anchor)
        if meant is None:
            return NOTHING
        year = meant
    elif which in ("next", "coming", "upcoming", "early next", "late next"):
        if atom.month <= today.month:
            year += 1
    elif which in ("last", "past", "previous", "this past", "late last", "early last"):
        if atom.month >= today.month:
            year -= 1
    elif which in ("this",):
        pass
    else:
        nearest = nearest_month(atom.month, today, tense)
        if nearest is None:
            name = _MONTH_NAMES[atom.month - 1]
            before = year - (atom.month > today.month)
            return Reading(None, None, True, f"{name} {before} or {name} {before + 1}")
        year = nearest
    return Reading(reckoning.month(year, atom.month), "month", True)


def _fiscal(atom: Atom, end: Reading | None) -> Reading:
    """A year or a quarter of the books: its months only where `end` names the last of them."""
    precision: DatePrecision = "quarter" if atom.unit == "quarter" else "year"
    if end is None or end.iso is None or len(end.iso) < 7:
        note = "such a year need not begin in January"
        return Reading(None, precision, atom.year is None, note)
    last = date.fromisoformat(f"{end.iso[:7]}-01")
    first = reckoning.shifted_month(last, -2 if precision == "quarter" else -11)
    iso = f"{reckoning.month(first.year, first.month)}/{end.iso[:7]}"
    return Reading(iso, precision, end.is_relative)


def _season(atom: Atom, today: date | None, tense: str) -> Reading:
    """A season as the interval of its months."""
    assert atom.month is not None
    year = atom.year
    relative = year is None
    if year is None:
        if today is None:
            return NOTHING
        year = today.year
        begins = date(year, atom.month, 1)
        if atom.modifier in ("last", "past", "this past", "previous"):
            if begins > today or (today - begins).days < 92:
                year -= 1
        elif atom.modifier in ("next", "coming"):
            if begins <= today:
                year += 1
        elif atom.modifier == "this":
            pass
        elif tense != "future" and begins > today:
            year -= 1
    first = reckoning.month(year, atom.month)
    last_month = atom.month + 2
    last = reckoning.month(year + (last_month > 12), (last_month - 1) % 12 + 1)
    return Reading(f"{first}/{last}", "season", relative)


def _quarter(atom: Atom, today: date | None, anchor: Anchor | None) -> Reading:
    """A quarter as the interval of its months."""
    year = atom.year
    relative = year is None
    count = atom.count or 1
    if year is None:
        if today is None:
            return NOTHING
        year = today.year
        if atom.modifier is not None:
            meant = year_meant(atom.modifier, today, anchor)
            if meant is None:
                return NOTHING
            year = meant
        elif date(year, 3 * count - 2, 1) > today:
            year -= 1
    first = 3 * count - 2
    iso = f"{reckoning.month(year, first)}/{reckoning.month(year, first + 2)}"
    return Reading(iso, "quarter", relative)


def _century(atom: Atom) -> Reading:
    """A century as the interval of its years, in the way that readers count them."""
    count = atom.count or 0
    if count < 0:
        return Reading(None, None, False)
    first = 100 * (count - 1)
    if not 0 <= first <= 9900:
        return Reading(None, None, False)
    return Reading(f"{max(first, 1):04d}/{first + 99:04d}", "century", False)


def _range(low: str, atom: Atom, today: date | None) -> Reading:
    """Two dates as an interval; what one end lacks it takes from the other."""
    first = atom.other
    assert first is not None
    second = first.other
    assert second is not None
    first.other = None
    if first.kind == "day" and second.kind == "day" and first.year is None and second.year:
        first.year = second.year
        if first.month and second.month and first.month > second.month:
            first.year -= 1
    if first.kind == "month" and second.kind == "month" and first.year is None and second.year:
        first.year = second.year
        if first.month and second.month and first.month > second.month:
            first.year -= 1
    if first.kind == second.kind == "time" and second.name == "bare":
        _turn_clock(first, second)
    tense = tense_around(low, atom)
    start = single(low, first, today, tense, None)
    end = single(low, second, today, tense, None)
    first.other = second
    if start.iso is None or end.iso is None:
        return NOTHING
    left = start.iso.split("/")[0]
    right = end.iso.split("/")[-1]
    relative = start.is_relative or end.is_relative
    if first.kind in ("weekday", "day", "month") and right < left and len(left) == len(right):
        if first.kind == "weekday" and len(right) == 10:
            ahead = reckoning.shifted(date.fromisoformat(right), "week", 1)
            right = ahead.isoformat() if ahead is not None else right
        elif second.year is None and first.year is None and second.month:
            right = f"{int(right[:4]) + 1:04d}{right[4:]}"
    return Reading(f"{left}/{right}", end.precision, relative, start.note or end.note)


def _turn_clock(first: Atom, second: Atom) -> None:
    """Make an afternoon of the end in "from 8am till half past four"."""
    begin, end = first.hour, second.hour
    if begin is not None and end is not None and end < 12 and end <= begin < end + 12:
        second.hour = end + 12
