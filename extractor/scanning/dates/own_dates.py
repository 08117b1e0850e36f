"""Dates that may bear their own year: days, months, years, seasons, quarters, centuries."""

from __future__ import annotations

from datetime import date, timedelta

from extractor.scanning.dates import form, reckoning
from extractor.scanning.dates.anchors import Anchor, year_meant
from extractor.scanning.dates.nearest import nearest_month, nearest_of_month
from extractor.scanning.dates.piece import NOTHING, Kind, Piece, Resolved
from extractor.scanning.dates.view import PAST_TO, Resolve, View
from extractor.schemas.figure import DatePrecision


def _day(view: View, piece: Piece, anchor: Anchor | None) -> Resolved:
    month, day, year = piece.month or 0, piece.day or 0, piece.year
    say, note = view.text.calendar.note, None
    if piece.is_open:
        day_first = _order_by_weekday(piece) if view.day_first is None else view.day_first
        if day_first is None:
            note = say("open_order", day=day, month=month, year=year)
        elif day_first:
            month, day = day, month
    relative = year is None
    if year is None and view.has_day:
        known = view.text.calendar.known_days.get((month, day))
        if known is not None and view.today.year > known and _is_event(view, piece.end):
            year, relative = known, False
    if year is None and piece.of_year and piece.which:
        year = year_meant(piece.which, view.today, anchor)
    if year is None:
        chosen = nearest_of_month(month, day, piece.weekday, view.today, view.tense())
        if chosen is None:
            return Resolved(None, None, relative, say("no_day", month=month, day=day))
    else:
        chosen = reckoning.valid(year, month, day)
        if chosen is None:
            return Resolved(None, None, relative, say("no_day", month=month, year=year, day=day))
    if piece.weekday is not None and chosen.weekday() != piece.weekday:
        holes = {"day": day, "month": month, "year": chosen.year, "said": piece.weekday}
        note = say("other_weekday", weekday=chosen.weekday(), **holes)
    return form.day(chosen, piece, relative=relative, note=note)


def _order_by_weekday(piece: Piece) -> bool | None:
    """Whether the day goes first, where only one order gives the weekday that is named."""
    if piece.weekday is None or piece.year is None:
        return None
    month, day = piece.month or 0, piece.day or 0
    is_month_first = date(piece.year, month, day).weekday() == piece.weekday
    is_day_first = date(piece.year, day, month).weekday() == piece.weekday
    return None if is_month_first == is_day_first else is_day_first


def _is_event(view: View, end: int) -> bool:
    """Whether what happened on a known day follows it: "the September 11 attacks"."""
    known, words = view.text.calendar.tables.known_days, view.text.words
    place = end + 1 if words[end] == "," else end
    for _ in range(3):
        if words[place] != " ":
            return False
        word = words[place + 1]
        if word in known.events:
            return True
        if word.removesuffix(view.text.calendar.words.owning) not in known.between:
            return False
        place += 2
    return False


def _month(view: View, piece: Piece, anchor: Anchor | None) -> Resolved:
    month = piece.month or 0
    if piece.year is not None:
        return form.months(piece.year, month, 1, "month", relative=False)
    today = view.today
    year, which = today.year, piece.which
    if piece.of_year and which is not None:
        year = year_meant(which, today, anchor)
    elif which in ("next", "coming"):
        year += month <= today.month
    elif which in PAST_TO:
        year -= month >= today.month
    elif which != "this":
        nearest = nearest_month(month, today, view.tense())
        if nearest is None:
            before = year - (month > today.month)
            said = view.text.calendar.note("two_years", month=month, year=before, next=before + 1)
            return Resolved(None, None, True, said)
        year = nearest
    return form.months(year, month, 1, "month", relative=True)


def _year(view: View, piece: Piece, anchor: Anchor | None) -> Resolved:
    year = piece.year or 0
    if year < 1:
        return Resolved(None, "year", False, view.text.calendar.note("year_before_era"))
    return form.years(year, piece.year2 or year, "year", relative=False)


def _decade(view: View, piece: Piece, anchor: Anchor | None) -> Resolved:
    year = piece.year or 0
    return form.years(year, year + 9, "decade", relative=False)


def _century(view: View, piece: Piece, anchor: Anchor | None) -> Resolved:
    count = piece.number or 0
    if not 1 <= count <= 99:
        return Resolved(None, "century", False, view.text.calendar.note("century_before_era"))
    first, note = 100 * (count - 1), None
    if piece.is_open:
        note = view.text.calendar.note("century_or_decade", first=first, last=first + 9)
    return form.years(max(first, 1), first + 99, "century", relative=False, note=note)


def _season(view: View, piece: Piece, anchor: Anchor | None) -> Resolved:
    month, year = piece.month or 0, piece.year
    relative = year is None
    if year is None:
        today = view.today
        year = today.year
        begins = date(year, month, 1)
        if piece.of_year and piece.which is not None:
            year = year_meant(piece.which, today, anchor)
        elif piece.which in PAST_TO:
            year -= sum((today - date(each, month, 1)).days < 92 for each in (year, year - 1))
        elif piece.which == "this" and month + 2 > 12 and today.month < 5:
            year -= 1  # the winter that began last year
        elif piece.which in ("next", "coming"):
            year += begins <= today
        elif piece.which != "this" and begins > today and view.tense() != "future":
            year -= 1
    return form.months(year, month, 3, "season", relative=relative)


def _part_of_year(view: View, piece: Piece, anchor: Anchor | None) -> Resolved:
    """A quarter or a half."""
    length = 3 if piece.kind == "quarter" else 6
    first = length * ((piece.number or 1) - 1) + 1
    year = piece.year
    relative = year is None
    if year is None:
        year = view.today.year
        if piece.which is not None:
            year = year_meant(piece.which, view.today, anchor)
        elif date(year, first, 1) > view.today and view.tense() != "future":
            year -= 1
    precision: DatePrecision = "quarter" if length == 3 else "half"
    return form.months(year, first, length, precision, relative=relative)


def _week(view: View, piece: Piece, anchor: Anchor | None) -> Resolved:
    """A week by its number, where its year is said; else it may be of a season or a pregnancy."""
    year = piece.year
    if piece.of_year:
        year = year_meant(piece.which or "this", view.today, anchor)
    if year is None:
        return Resolved(None, "week", False, view.text.calendar.note("week_of_what"))
    monday = date.fromisocalendar(year, piece.number or 0, 1)
    note = view.text.calendar.note("iso_weeks")
    return form.stretch(monday, "week")._replace(is_relative=piece.year is None, note=note)


def _fiscal(view: View, piece: Piece, anchor: Anchor | None) -> Resolved:
    """A year or a quarter of the books: its months only where the last of them is named."""
    is_quarter = piece.unit == "quarter"
    precision: DatePrecision = "quarter" if is_quarter else "year"
    end = view.resolve(piece.inner, anchor) if piece.inner is not None else None
    if end is None or end.last is None:
        return Resolved(None, precision, piece.year is None, view.text.calendar.note("of_books"))
    length = 3 if is_quarter else 12
    first = reckoning.shifted_month(end.last.replace(day=1), 1 - length)
    relative = end.is_relative
    return form.months(first.year, first.month, length, precision, relative=relative)


def _nth(view: View, piece: Piece, anchor: Anchor | None) -> Resolved:
    """The day, or the seven days, that a month or a year counts: "the first Monday of May"."""
    first, last, month = view.whole(piece.inner, anchor)
    if month.precision not in ("month", "year"):
        return NOTHING
    count = piece.number or 1
    if piece.weekday is None and piece.unit == "day":
        day = last if count < 0 else first + timedelta(days=count - 1)
        return form.day(day, piece, relative=month.is_relative) if day <= last else NOTHING
    if piece.unit == "week":
        begin = last - timedelta(days=6) if count < 0 else first + timedelta(weeks=count - 1)
        if piece.weekday is not None:
            inside = reckoning.coming_weekday(begin, piece.weekday)
            return form.day(inside, piece, relative=month.is_relative)
        end = begin + timedelta(days=6)
        return form.days(begin, end, "week", relative=month.is_relative)
    weekday = 5 if piece.weekday is None else piece.weekday
    if count < 0:
        day = reckoning.past_weekday(last, weekday)
    else:
        day = reckoning.coming_weekday(first, weekday) + timedelta(weeks=count - 1)
    if day > last:
        return NOTHING
    if piece.weekday is not None:
        return form.day(day, piece, relative=month.is_relative)
    return form.days(day, day + timedelta(days=1), "day", relative=month.is_relative)


def _time(view: View, piece: Piece, anchor: Anchor | None) -> Resolved:
    if piece.clock is None:
        return NOTHING
    return Resolved(f"T{form.clock(piece.clock)}", form.clock_precision(piece.clock), False)


OWN: dict[Kind, Resolve] = {
    "day": _day, "week": _week, "month": _month, "year": _year, "years": _year, "decade": _decade,
    "century": _century, "season": _season, "quarter": _part_of_year, "half": _part_of_year,
    "fiscal": _fiscal, "nth": _nth, "time": _time,
}  # fmt: skip
"""What resolves each kind."""
