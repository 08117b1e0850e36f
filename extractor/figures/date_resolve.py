"""From the words of a date to ISO 8601, seen from the day of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from extractor.figures import reckoning
from extractor.figures.date_atoms import Atom
from extractor.schemas.figure import DatePrecision

_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH_NAMES = ("January", "February", "March", "April", "May", "June", "July", "August",
                "September", "October", "November", "December")  # fmt: skip

_FUTURE = re.compile(
    r"(?<![a-z])(?:(will|shall|'ll|won't|scheduled|due|expected to|set to|going to|is to|are to"
    r"|to be [a-z]+|slated|upcoming|until|till|is being|are being|can|could face)|plans? to|planned|planning|ahead of|begins?|opens?"
    r"|starts?|starting|beginning|concludes?|ends|runs|takes place|meets|launches|would"
    r"|leaves?|returns?|faces?|hosts?|plays?)(?![a-z])"
)
_PAST = re.compile(
    r"(?<![a-z])(?:was|were|had|did|said|told|took|came|went|killed|died|began|won|lost|fell|rose"
    r"|left|met|saw|made|found|since|[a-z]{3,}ed)(?![a-z])"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a date resolves to."""

    iso: str | None
    precision: DatePrecision | None
    is_relative: bool
    note: str | None = None


_NOTHING = Reading(None, None, True)


def resolve(low: str, atoms: list[Atom], index: int, today: date | None) -> Reading:
    """The ISO form of one date, its precision, and what a reader must know about it."""
    atom = atoms[index]
    if atom.kind == "range":
        return _range(low, atom, today)
    return _single(low, atom, today, _tense(low, atom), _anchor(low, atoms, index, today))


def _tense(low: str, atom: Atom) -> str:
    """Whether the clause around a date looks forward or back."""
    window = low[max(0, atom.start - 90) : atom.start]
    for border in ("\n", ". ", "; "):
        at = window.rfind(border)
        if at >= 0:
            window = window[at + len(border) :]
    strong = weak = past = False
    for found in _FUTURE.finditer(window):
        strong = strong or found.group(1) is not None
        weak = True
    past = _PAST.search(window) is not None
    if strong or (weak and not past):
        return "future"
    if past:
        return "past"
    tail = low[atom.end : atom.end + 40]
    stop = re.search(r"[.;\n]", tail)
    if stop:
        tail = tail[: stop.start()]
    if re.search(r"(?<![a-z])(?:will|is to|are to|is expected|is due)(?![a-z])", tail):
        return "future"
    return "open"


def _anchor(low: str, atoms: list[Atom], index: int, today: date | None) -> date | None:
    """The day that "the next day" and "three days later" count from: the last full date before
    it in the same paragraph."""
    place = atoms[index].start
    for earlier in reversed(atoms[max(0, index - 4) : index]):
        if "\n" in low[earlier.end : place]:
            return None
        if earlier.kind in ("day", "weekday", "near", "holiday"):
            reading = _single(low, earlier, today, _tense(low, earlier), None)
            if reading.iso and len(reading.iso) >= 10:
                return date.fromisoformat(reading.iso[:10])
        elif earlier.kind == "year" and earlier.year:
            return None
    return None


def _clock(atom: Atom) -> str:
    """The time of day in ISO form."""
    text = f"{atom.hour:02d}:{atom.minute or 0:02d}"
    if atom.second is not None:
        text += f":{atom.second:02d}"
    return text + (atom.zone or "")


def _on_day(day: date, atom: Atom, relative: bool, note: str | None = None) -> Reading:
    """A day with the time or the part of day that the atom gives."""
    if atom.part == "overnight":
        before = day - timedelta(days=1) if atom.name == "into" else day
        after = before + timedelta(days=1)
        return Reading(f"{before.isoformat()}/{after.isoformat()}", "part_of_day", relative, note)
    if atom.hour is not None:
        return Reading(f"{day.isoformat()}T{_clock(atom)}", "time", relative, note)
    return Reading(day.isoformat(), "part_of_day" if atom.part else "day", relative, note)


def _single(low: str, atom: Atom, today: date | None, tense: str, anchor: date | None) -> Reading:
    """One date that is no range."""
    kind = atom.kind
    if kind == "day":
        return _day(low, atom, today, tense)
    if kind == "time":
        return Reading(f"T{_clock(atom)}", "time", False)
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
        return _month(atom, today, tense)
    if kind == "season":
        return _season(atom, today, tense)
    if kind == "quarter":
        return _quarter(atom, today)
    if kind in ("set", "span") and kind == "set":
        return _NOTHING
    if today is None:
        return _NOTHING
    try:
        return _relative(atom, today, tense, anchor)
    except (ValueError, OverflowError):
        return _NOTHING


def _day(low: str, atom: Atom, today: date | None, tense: str) -> Reading:
    """A day of a month, with or without its year."""
    assert atom.month is not None
    assert atom.day is not None
    year = atom.year
    relative = year is None
    if year is None and atom.modifier and today is not None:
        year = today.year + {"last year": -1, "next year": 1}.get(atom.modifier, 0)
    if year is None:
        if today is None:
            return _NOTHING
        chosen = _nearest(atom, today, tense)
        if chosen is None:
            return _NOTHING
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
    return _on_day(day, atom, relative, note)


def _nearest(atom: Atom, today: date, tense: str) -> date | None:
    """The year of a day that is given without one: news looks back, unless the tense or a
    nearer day says otherwise."""
    assert atom.month is not None
    assert atom.day is not None
    options = [
        day
        for year in (today.year - 1, today.year, today.year + 1)
        if (day := reckoning.valid(year, atom.month, atom.day)) is not None
    ]
    if not options:
        for year in range(today.year, today.year - 8, -1):
            leap = reckoning.valid(year, atom.month, atom.day)
            if leap:
                return leap
        return None
    if atom.weekday is not None:
        fitting = [day for day in options if day.weekday() == atom.weekday]
        if fitting:
            options = fitting
    past = [day for day in options if day <= today]
    future = [day for day in options if day > today]
    if not past or not future:
        return (past or future)[-1 if past else 0]
    back, ahead = (today - past[-1]).days, (future[0] - today).days
    # A day that is eleven months gone would be given its year.
    if tense == "future":
        return past[-1] if back < 60 and ahead > 300 else future[0]
    if tense == "past":
        return past[-1] if back <= 300 else future[0]
    return future[0] if ahead <= 120 and ahead < back else past[-1]


def _month(atom: Atom, today: date | None, tense: str) -> Reading:
    """A month, with or without its year."""
    assert atom.month is not None
    if atom.year is not None:
        return Reading(reckoning.month(atom.year, atom.month), "month", False)
    if today is None:
        return _NOTHING
    year = today.year
    which = atom.modifier or ""
    if which.endswith("year"):
        year += {"last year": -1, "next year": 1}.get(which, 0)
    elif which in ("next", "coming", "upcoming", "early next", "late next"):
        if atom.month <= today.month:
            year += 1
    elif which in ("last", "past", "previous", "this past", "late last", "early last"):
        if atom.month >= today.month:
            year -= 1
    elif which in ("this",):
        pass
    elif tense == "future":
        if atom.month < today.month:
            year += 1
    elif atom.month > today.month and not (tense == "open" and atom.month <= today.month + 3):
        year -= 1
    return Reading(reckoning.month(year, atom.month), "month", True)


def _season(atom: Atom, today: date | None, tense: str) -> Reading:
    """A season as the interval of its months."""
    assert atom.month is not None
    year = atom.year
    relative = year is None
    if year is None:
        if today is None:
            return _NOTHING
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


def _quarter(atom: Atom, today: date | None) -> Reading:
    """A quarter as the interval of its months."""
    year = atom.year
    relative = year is None
    count = atom.count or 1
    if year is None:
        if today is None:
            return _NOTHING
        year = today.year
        if atom.modifier in ("last", "last year"):
            year -= 1
        elif atom.modifier in ("next", "next year"):
            year += 1
        elif date(year, 3 * count - 2, 1) > today and atom.modifier is None:
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


def _relative(atom: Atom, today: date, tense: str, anchor: date | None) -> Reading:
    """A date that only the day of publication fixes."""
    kind = atom.kind
    if kind == "near":
        return _on_day(today + timedelta(days=atom.count or 0), atom, True)
    if kind == "weekday":
        return _weekday(atom, today, tense)
    if kind == "monthday":
        for months in (0, -1, 1):
            base = reckoning.shifted_month(today.replace(day=1), months)
            found = reckoning.valid(base.year, base.month, atom.day or 0)
            if found is not None and (tense == "future" or found <= today):
                return _on_day(found, atom, True)
        return _NOTHING
    if kind == "overnight":
        before = today - timedelta(days=1)
        return Reading(f"{before.isoformat()}/{today.isoformat()}", "part_of_day", True)
    if kind == "part":
        return _part(atom, today)
    if kind == "holiday":
        return _holiday(atom, today, tense)
    if kind == "span":
        return _span(atom, today, anchor)
    if kind == "run":
        return _run(atom, today)
    if kind == "ago":
        return _ago(atom, today, anchor)
    if kind == "next_to":
        return _next_to(atom, today, anchor)
    if kind == "week_of" and atom.other is not None:
        inner = _single("", atom.other, today, tense, None)
        if inner.iso and len(inner.iso) >= 10:
            return Reading(
                reckoning.week(date.fromisoformat(inner.iso[:10])), "week", inner.is_relative
            )
    return _NOTHING


def _weekday(atom: Atom, today: date, tense: str) -> Reading:
    """A day of the week."""
    assert atom.weekday is not None
    which = atom.modifier or ""
    if atom.day is not None:
        return _weekday_and_day(atom, today)
    past = reckoning.past_weekday(today, atom.weekday)
    if which in ("last week", "previous week"):
        monday = today - timedelta(days=today.weekday() + 7)
        return _on_day(monday + timedelta(days=atom.weekday), atom, True)
    if which in ("next week", "coming week", "following week"):
        monday = today - timedelta(days=today.weekday() - 7)
        return _on_day(monday + timedelta(days=atom.weekday), atom, True)
    if which in ("this week",):
        monday = today - timedelta(days=today.weekday())
        return _on_day(monday + timedelta(days=atom.weekday), atom, True)
    if which in ("next", "coming", "this coming", "upcoming"):
        return _on_day(reckoning.next_weekday(today, atom.weekday), atom, True)
    if which in ("last", "past", "previous", "this past"):
        if past == today:
            past -= timedelta(days=7)
        return _on_day(past, atom, True)
    if which == "this":
        monday = today - timedelta(days=today.weekday())
        return _on_day(monday + timedelta(days=atom.weekday), atom, True)
    if tense == "future" and past != today:
        return _on_day(reckoning.next_weekday(today, atom.weekday), atom, True)
    return _on_day(past, atom, True)


def _weekday_and_day(atom: Atom, today: date) -> Reading:
    """ "Wed 13th": the nearest month in which that day has that name."""
    for months in (0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6):
        base = reckoning.shifted_month(today.replace(day=1), months)
        day = reckoning.valid(base.year, base.month, atom.day or 0)
        if day is not None and day.weekday() == atom.weekday:
            return _on_day(day, atom, True)
    return _NOTHING


def _part(atom: Atom, today: date) -> Reading:
    """A part of a day that no day is named for."""
    which = atom.modifier
    if which in ("last", "late last", "early last", "previous") and atom.part == "night":
        before = today - timedelta(days=1)
        return Reading(f"{before.isoformat()}/{today.isoformat()}", "part_of_day", True)
    if which in ("this", "earlier this", "late this", "early this", "later this"):
        return Reading(today.isoformat(), "part_of_day", True)
    if which in ("last", "late last"):
        return Reading((today - timedelta(days=1)).isoformat(), "part_of_day", True)
    if atom.hour is not None:
        return Reading(f"T{atom.hour:02d}:00", "time", False)
    return _NOTHING


def _holiday(atom: Atom, today: date, tense: str) -> Reading:
    """A holiday, in its year."""
    from extractor.figures.date_words import HOLIDAYS

    name = atom.name or ""
    years = [atom.year] if atom.year else [today.year - 1, today.year, today.year + 1]
    days: list[date] = []
    for year in years:
        if name in HOLIDAYS:
            month, number = HOLIDAYS[name]
            days.append(date(year, month, number))
        else:
            moving = reckoning.moving_holiday(name, year)
            if moving:
                days.append(moving)
    if not days:
        return _NOTHING
    if len(days) == 1:
        return _on_day(days[0], atom, atom.year is None)
    past = [day for day in days if day <= today]
    future = [day for day in days if day > today]
    if ((tense == "future" or atom.modifier in ("next", "coming")) and future) or not past:
        return _on_day(future[0], atom, True)
    return _on_day(past[-1], atom, True)


_STEP = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "this": 0, "upcoming": 1,
         "this past": -1, "this coming": 1, "earlier this": 0, "later this": 0, "late this": 0,
         "early this": 0, "late last": -1, "early last": -1, "early next": 1, "late next": 1,
         "preceding": -1, "following": 1, "current": 0, "earlier in the": 0, "later in the": 0,
         "late in the": 0, "early in the": 0}  # fmt: skip


def _span(atom: Atom, today: date, anchor: date | None) -> Reading:
    """ "Last week", "this month", "next year"."""
    which = atom.modifier or ""
    unit = atom.unit or ""
    if which == "the":
        saturday = reckoning.past_weekday(today, 5)
        return _stretch(saturday, unit)
    step = _STEP.get(which)
    base = today
    if step is None:
        return _NOTHING
    if which == "next" and unit == "day" and anchor is not None:
        base = anchor
    if which in ("same", "that", "earlier that", "later that"):
        if anchor is None:
            return _NOTHING
        return _stretch(anchor, unit)
    if which in ("following", "previous", "preceding"):
        if anchor is None and which != "previous":
            return _NOTHING
        base = anchor or today
    if unit == "night":
        before = base + timedelta(days=step)
        return Reading(
            f"{before.isoformat()}/{(before + timedelta(days=1)).isoformat()}", "part_of_day", True
        )
    day = reckoning.shifted(base, unit, step)
    if day is None:
        return _NOTHING
    return _on_day(day, atom, True) if unit == "day" else _stretch(day, unit)


def _stretch(day: date, unit: str) -> Reading:
    """The week, month, quarter, year … that holds a day."""
    if unit == "day":
        return Reading(day.isoformat(), "day", True)
    if unit == "week":
        return Reading(reckoning.week(day), "week", True)
    if unit == "weekend":
        saturday = day - timedelta(days=day.weekday()) + timedelta(days=5)
        if day.weekday() == 6:
            saturday = day - timedelta(days=1)
        return Reading(
            f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}", "day", True
        )
    if unit == "month":
        return Reading(reckoning.month(day.year, day.month), "month", True)
    if unit == "quarter":
        first = (day.month - 1) // 3 * 3 + 1
        return Reading(
            f"{reckoning.month(day.year, first)}/{reckoning.month(day.year, first + 2)}",
            "quarter",
            True,
        )
    if unit == "year":
        return Reading(f"{day.year:04d}", "year", True)
    if unit == "decade":
        first = day.year // 10 * 10
        return Reading(f"{first:04d}/{first + 9:04d}", "decade", True)
    if unit == "century":
        first = day.year // 100 * 100
        return Reading(f"{max(first, 1):04d}/{first + 99:04d}", "century", True)
    return _NOTHING


_UNIT_PRECISION: dict[str, DatePrecision] = {
    "day": "day", "night": "day", "week": "day", "fortnight": "day", "month": "month",
    "quarter": "month", "year": "year", "decade": "decade", "century": "century",
    "weekend": "week",
}  # fmt: skip


def _run(atom: Atom, today: date) -> Reading:
    """ "The last three weeks": from then until now."""
    unit = atom.unit or ""
    if atom.count is None or unit in ("second", "minute", "hour"):
        return _NOTHING
    back = atom.modifier in ("last", "past", "previous", "preceding")
    other = reckoning.shifted(today, unit, -atom.count if back else atom.count)
    if other is None:
        return _NOTHING
    first, last = (other, today) if back else (today, other)
    precision = _UNIT_PRECISION.get(unit, "day")
    if unit in ("year", "decade", "century"):
        return Reading(f"{first.year:04d}/{last.year:04d}", precision, True)
    if unit in ("month", "quarter"):
        return Reading(
            f"{reckoning.month(first.year, first.month)}/{reckoning.month(last.year, last.month)}",
            precision,
            True,
        )
    return Reading(f"{first.isoformat()}/{last.isoformat()}", "day", True)


def _ago(atom: Atom, today: date, anchor: date | None) -> Reading:
    """ "Three days ago", "in two weeks", "a year later"."""
    unit = atom.unit or ""
    if atom.count is None or unit in ("second", "minute", "hour"):
        return _NOTHING
    which = atom.modifier or ""
    if atom.other is not None:
        inner = _single("", atom.other, today, "open", None)
        if inner.iso is None or len(inner.iso) < 10:
            return _NOTHING
        base = date.fromisoformat(inner.iso[:10])
        sign = -1 if which in ("before", "prior") else 1
        exact = reckoning.shifted(base, unit, sign * atom.count)
        if exact is not None and atom.weekday is not None:
            exact += timedelta(days=(atom.weekday - exact.weekday()) % 7)
        return _on_day(exact, atom, inner.is_relative) if exact else _NOTHING
    if which in ("ago", "from now", "in", "hence"):
        base = today
    else:
        if anchor is None:
            return _NOTHING
        base = anchor
    sign = -1 if which in ("ago", "before", "earlier", "prior", "previously") else 1
    day = reckoning.shifted(base, unit, sign * atom.count)
    if day is None:
        return _NOTHING
    if atom.weekday is not None:
        day += timedelta(days=(atom.weekday - day.weekday()) % 7)
        return _on_day(day, atom, True)
    if unit in ("month", "quarter"):
        return Reading(reckoning.month(day.year, day.month), "month", True)
    if unit in ("year", "decade", "century"):
        return Reading(f"{day.year:04d}", "year", True)
    return _on_day(day, atom, True)


def _next_to(atom: Atom, today: date, anchor: date | None) -> Reading:
    """ "The day before", "the year after"."""
    base = anchor
    if base is None:
        if atom.unit == "year" and atom.modifier in ("before", "earlier"):
            base = today
        else:
            return _NOTHING
    step = -1 if atom.modifier in ("before", "earlier") else 1
    day = reckoning.shifted(base, atom.unit or "", step)
    return _stretch(day, atom.unit or "") if day else _NOTHING


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
    tense = _tense(low, atom)
    start = _single(low, first, today, tense, None)
    end = _single(low, second, today, tense, None)
    first.other = second
    if start.iso is None or end.iso is None:
        return _NOTHING
    left = start.iso.split("/")[0]
    right = end.iso.split("/")[-1]
    relative = start.is_relative or end.is_relative
    if first.kind in ("weekday", "day", "month") and right < left and len(left) == len(right):
        if first.kind == "weekday" and len(right) == 10:
            right = (date.fromisoformat(right) + timedelta(days=7)).isoformat()
        elif second.year is None and first.year is None and second.month:
            right = f"{int(right[:4]) + 1:04d}{right[4:]}"
    return Reading(f"{left}/{right}", end.precision, relative, start.note or end.note)
