"""Dates that only the day of publication fixes: "Friday", "last month", "three days ago"."""

from __future__ import annotations

from datetime import date, timedelta

from extractor.figures import reckoning
from extractor.figures.date_anchor import FROM_ANCHOR, STEPS, Anchor
from extractor.figures.date_nearest import nearest_day
from extractor.figures.date_piece import Atom
from extractor.figures.date_readings import NOTHING, Reading, on_day
from extractor.figures.holidays import holiday_days, holiday_note
from extractor.schemas.figure import DatePrecision


def relative_reading(
    atom: Atom, today: date, tense: str, anchor: Anchor | None, inner: Reading | None
) -> Reading:
    """A date that only the day of publication fixes; `inner` is the date that stands in it."""
    kind = atom.kind
    if kind == "near":
        return on_day(today + timedelta(days=atom.count or 0), atom, True)
    if kind == "weekday":
        return _weekday(atom, today, tense)
    if kind == "monthday":
        for months in (0, -1, 1):
            base = reckoning.shifted_month(today.replace(day=1), months)
            found = reckoning.valid(base.year, base.month, atom.day or 0)
            if found is not None and (tense == "future" or found <= today):
                return on_day(found, atom, True)
        return NOTHING
    if kind == "overnight":
        before = today - timedelta(days=1)
        return Reading(f"{before.isoformat()}/{today.isoformat()}", "part_of_day", True)
    if kind == "part":
        return _part(atom, today)
    if kind == "holiday":
        return _holiday(atom, today, tense)
    if kind == "span":
        return _span(atom, today, tense, anchor)
    if kind == "run":
        return _run(atom, today, anchor)
    if kind == "ago":
        return _ago(atom, today, anchor, inner)
    if kind == "next_to":
        return _next_to(atom, today, anchor)
    if kind == "week_of" and inner is not None and inner.iso and len(inner.iso) >= 10:
        week = reckoning.week(date.fromisoformat(inner.iso[:10]))
        return Reading(week, "week", inner.is_relative)
    return NOTHING


def _weekday(atom: Atom, today: date, tense: str) -> Reading:
    """A day of the week."""
    assert atom.weekday is not None
    which = atom.modifier or ""
    if atom.day is not None:
        return _weekday_and_day(atom, today)
    past = reckoning.past_weekday(today, atom.weekday)
    if which in ("last week", "previous week"):
        monday = today - timedelta(days=today.weekday() + 7)
        return on_day(monday + timedelta(days=atom.weekday), atom, True)
    if which in ("next week", "coming week", "following week"):
        monday = today - timedelta(days=today.weekday() - 7)
        return on_day(monday + timedelta(days=atom.weekday), atom, True)
    if which in ("this week",):
        monday = today - timedelta(days=today.weekday())
        return on_day(monday + timedelta(days=atom.weekday), atom, True)
    if which == "next":
        # News of a Monday calls the Friday of that week "Friday"; "next Friday" is a week later.
        return on_day(reckoning.weekday_of_next_week(today, atom.weekday), atom, True)
    if which in ("coming", "this coming", "upcoming"):
        return on_day(reckoning.next_weekday(today, atom.weekday), atom, True)
    if which in ("last", "past", "previous", "this past"):
        if past == today:
            past -= timedelta(days=7)
        return on_day(past, atom, True)
    if which == "this":
        monday = today - timedelta(days=today.weekday())
        return on_day(monday + timedelta(days=atom.weekday), atom, True)
    if tense == "future" and past != today:
        return on_day(reckoning.next_weekday(today, atom.weekday), atom, True)
    return on_day(past, atom, True)


def _weekday_and_day(atom: Atom, today: date) -> Reading:
    """For "Wed 13th": the nearest month in which that day has that name."""
    for months in (0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6):
        base = reckoning.shifted_month(today.replace(day=1), months)
        day = reckoning.valid(base.year, base.month, atom.day or 0)
        if day is not None and day.weekday() == atom.weekday:
            return on_day(day, atom, True)
    return NOTHING


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
    return NOTHING


def _holiday(atom: Atom, today: date, tense: str) -> Reading:
    """A holiday, in its year."""
    name = atom.name or ""
    note = holiday_note(name)
    years = [atom.year] if atom.year else [today.year - 1, today.year, today.year + 1]
    days = [day for year in years for day in holiday_days(name, year)]
    if not days:
        return NOTHING
    if len(days) == 1:
        return on_day(days[0], atom, atom.year is None, note)
    future = [day for day in days if day > today]
    if (tense == "future" or atom.modifier in ("next", "coming")) and future:
        return on_day(future[0], atom, True, note)
    if tense == "past" or atom.modifier in ("last", "past", "this past", "previous"):
        days = [day for day in days if day <= today]
    chosen = nearest_day(days, today, tense)
    return on_day(chosen, atom, True, note) if chosen is not None else NOTHING


def _span(atom: Atom, today: date, tense: str, anchor: Anchor | None) -> Reading:
    """What "last week", "this month" and "the same day" are."""
    which = atom.modifier or ""
    unit = atom.unit or ""
    if which == "the":
        return _stretch(reckoning.past_weekday(today, 5), unit)
    if which in ("past", "this past") and unit != "weekend":
        # "the past decade" is the last ten years, not the nineties
        atom.count = 1
        atom.modifier = "past"
        return _run(atom, today, None)
    step = STEPS.get(which)
    if step is None:
        return NOTHING
    base = today
    if which in FROM_ANCHOR or (which == "next" and unit == "day"):
        if anchor is not None:
            fitting = anchor.base(unit)
            if fitting is None:
                return NOTHING
            base = fitting
        elif which not in ("previous", "next") or (
            # "they left the next day" counts from a day that the paragraph does not name
            unit == "day" and atom.name == "the" and tense == "past"
        ):
            return NOTHING
    elif which == "this" and unit == "weekend" and tense == "past" and today.weekday() < 4:
        step = -1
    if unit == "night":
        before = base + timedelta(days=step)
        after = before + timedelta(days=1)
        return Reading(f"{before.isoformat()}/{after.isoformat()}", "part_of_day", True)
    day = reckoning.shifted(base, unit, step)
    if day is None:
        return NOTHING
    return on_day(day, atom, True) if unit == "day" else _stretch(day, unit)


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
    return NOTHING


_UNIT_PRECISION: dict[str, DatePrecision] = {
    "day": "day", "night": "day", "week": "day", "fortnight": "day", "month": "month",
    "year": "year", "decade": "decade", "century": "century",
    "weekend": "week",
}  # fmt: skip


def _run(atom: Atom, today: date, anchor: Anchor | None) -> Reading:
    """What "the last three weeks" are: from then until now; quarters are whole ones."""
    unit = atom.unit or ""
    if atom.count is None or unit in ("second", "minute", "hour"):
        return NOTHING
    back = STEPS.get(atom.modifier or "", 1) < 0
    if anchor is not None and atom.modifier in ("previous", "preceding", "following"):
        base = anchor.base(unit)
        if base is None:
            return NOTHING
        today = base
    if unit == "quarter":
        begin = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
        ends = (-3 * atom.count, -1) if back else (3, 3 * atom.count + 2)
        first, last = (reckoning.shifted_month(begin, months) for months in ends)
        return Reading(
            f"{reckoning.month(first.year, first.month)}/{reckoning.month(last.year, last.month)}",
            "quarter",
            True,
        )
    other = reckoning.shifted(today, unit, -atom.count if back else atom.count)
    if other is None:
        return NOTHING
    first, last = (other, today) if back else (today, other)
    precision = _UNIT_PRECISION.get(unit, "day")
    if unit in ("year", "decade", "century"):
        return Reading(f"{first.year:04d}/{last.year:04d}", precision, True)
    if unit == "month":
        return Reading(
            f"{reckoning.month(first.year, first.month)}/{reckoning.month(last.year, last.month)}",
            precision,
            True,
        )
    return Reading(f"{first.isoformat()}/{last.isoformat()}", "day", True)


def _ago(atom: Atom, today: date, anchor: Anchor | None, inner: Reading | None) -> Reading:
    """What "three days ago", "in two weeks" and "a year later" are."""
    unit = atom.unit or ""
    if atom.count is None or unit in ("second", "minute", "hour"):
        return NOTHING
    which = atom.modifier or ""
    if inner is not None:
        if inner.iso is None or len(inner.iso) < 10:
            return NOTHING
        base = date.fromisoformat(inner.iso[:10])
        sign = -1 if which in ("before", "prior") else 1
        exact = reckoning.shifted(base, unit, sign * atom.count)
        for greater, count in atom.more:
            exact = reckoning.shifted(exact, greater, sign * count) if exact is not None else None
        if exact is not None and atom.weekday is not None:
            exact += timedelta(days=(atom.weekday - exact.weekday()) % 7)
        return on_day(exact, atom, inner.is_relative) if exact else NOTHING
    start = today if which in ("ago", "from now", "in", "hence") else None
    if start is None and anchor is not None:
        start = anchor.base(unit)
    if start is None:
        return NOTHING
    sign = -1 if which in ("ago", "before", "earlier", "prior", "previously") else 1
    day = reckoning.shifted(start, unit, sign * atom.count)
    for greater, count in atom.more:
        day = reckoning.shifted(day, greater, sign * count) if day is not None else None
    if day is None:
        return NOTHING
    if atom.weekday is not None:
        day += timedelta(days=(atom.weekday - day.weekday()) % 7)
        return on_day(day, atom, True)
    if unit in ("month", "quarter"):
        return Reading(reckoning.month(day.year, day.month), "month", True)
    if unit in ("year", "decade", "century"):
        return Reading(f"{day.year:04d}", "year", True)
    return on_day(day, atom, True)


def _next_to(atom: Atom, today: date, anchor: Anchor | None) -> Reading:
    """What "the day before" and "the year after" are."""
    back = atom.modifier in ("before", "earlier")
    base = anchor.base(atom.unit or "") if anchor is not None else None
    if anchor is None and atom.unit == "year" and back:
        base = today
    if base is None:
        return NOTHING
    step = -1 if back else 1
    day = reckoning.shifted(base, atom.unit or "", step)
    return _stretch(day, atom.unit or "") if day else NOTHING
