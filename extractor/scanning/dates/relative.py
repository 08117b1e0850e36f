"""Dates that only the day of publication, or the date before, fixes: "Friday", "a week later"."""

from __future__ import annotations

from datetime import date, timedelta

from extractor.languages.calendar import Unit
from extractor.scanning.dates import form, reckoning
from extractor.scanning.dates.anchors import FROM_ANCHOR, STEPS, Anchor, year_meant
from extractor.scanning.dates.holidays import holiday_days
from extractor.scanning.dates.nearest import nearest_day
from extractor.scanning.dates.piece import NOTHING, SMALL, Kind, Piece, Resolved
from extractor.scanning.dates.view import PAST_TO, Resolve, View

_LONG: frozenset[Unit] = frozenset({"year", "decade", "century"})


def _near(view: View, piece: Piece, anchor: Anchor | None) -> Resolved:
    return form.day(view.today + timedelta(days=piece.number or 0), piece, relative=True)


def _weekday(view: View, piece: Piece, anchor: Anchor | None) -> Resolved:
    today = view.today
    if piece.weekday is None:
        return NOTHING
    if piece.day is not None:
        for months in (0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6):
            base = reckoning.shifted_month(today.replace(day=1), months)
            found = reckoning.valid(base.year, base.month, piece.day)
            if found is not None and found.weekday() == piece.weekday:
                return form.day(found, piece, relative=True)
        return NOTHING
    if piece.which in ("following", "preceding", "same"):
        if piece.inner is not None:
            anchor = Anchor(*view.whole(piece.inner)[:2])
        if anchor is None or piece.which == "same":
            return NOTHING
        origin = anchor.base("day")
        if piece.which == "following":
            return form.day(reckoning.next_weekday(origin, piece.weekday), piece, relative=True)
        before = reckoning.past_weekday(origin - timedelta(days=1), piece.weekday)
        return form.day(before, piece, relative=True)
    day = _weekday_meant(view, piece, today, piece.weekday)
    return form.day(day + timedelta(days=piece.number or 0), piece, relative=True)


def _weekday_meant(view: View, piece: Piece, today: date, weekday: int) -> date:
    """The day that a weekday is, by the word before it or by the tense."""
    past = reckoning.past_weekday(today, weekday)
    if piece.which is not None and (piece.of_week or piece.which in ("this", "next")):
        # On a Monday the Friday of that week is "Friday"; "next Friday" is a week later.
        return reckoning.weekday_of_week(today, weekday, STEPS[piece.which])
    if piece.which == "coming":
        return reckoning.next_weekday(today, weekday)
    if piece.which in PAST_TO:
        return past - timedelta(days=7) if past == today else past
    if view.tense() == "future" and past != today:
        return reckoning.next_weekday(today, weekday)
    return past


def _monthday(view: View, piece: Piece, anchor: Anchor | None) -> Resolved:
    today = view.today
    is_inner = view.piece.kind not in ("week_of", "range") and view.piece is not piece
    is_ahead = view.tense() == "future" and not is_inner
    for months in (0, 1, 2) if is_ahead else (0, -1):
        base = reckoning.shifted_month(today.replace(day=1), months)
        found = reckoning.valid(base.year, base.month, piece.day or 0)
        if found is not None and (found >= today if is_ahead else found <= today):
            return form.day(found, piece, relative=True)
    return NOTHING


def _part(view: View, piece: Piece, anchor: Anchor | None) -> Resolved:
    """A part of a day that no day is named for."""
    if piece.which in FROM_ANCHOR or piece.which == "next":
        if anchor is None:
            return NOTHING
        day = anchor.base("day") + timedelta(days=STEPS[piece.which])
        return form.day(day, piece, relative=True)
    today = view.today
    yesterday = today - timedelta(days=1)
    if piece.part == "overnight" or (piece.which == "last" and piece.part == "night"):
        return form.days(yesterday, today, "part_of_day", relative=True)
    if piece.which == "this":
        return form.day(today, piece, relative=True)
    return form.day(yesterday, piece, relative=True) if piece.which == "last" else NOTHING


def _holiday(view: View, piece: Piece, anchor: Anchor | None) -> Resolved:
    holiday = piece.holiday
    if holiday is None:
        return NOTHING
    note = view.text.calendar.note("by_the_moon") if holiday.rule == "islamic" else None
    if piece.year is not None:
        years = [piece.year]
    elif piece.of_year and piece.which:
        years = [year_meant(piece.which, view.today, anchor)]
    else:
        years = [view.today.year - 1, view.today.year, view.today.year + 1]
    days = [day for year in years for day in holiday_days(holiday, year)]
    if not days:
        return NOTHING
    if len(days) == 1 or not view.has_day:
        return form.day(days[0], piece, relative=piece.year is None, note=note)
    today = view.today
    future = [day for day in days if day > today]
    if future and (view.tense() == "future" or piece.which in ("next", "coming")):
        return form.day(future[0], piece, relative=True, note=note)
    if view.tense() == "past" or piece.which in PAST_TO:
        days = [day for day in days if day <= today]
    chosen = nearest_day(days, today, view.tense())
    return NOTHING if chosen is None else form.day(chosen, piece, relative=True, note=note)


def _span(view: View, piece: Piece, anchor: Anchor | None) -> Resolved:
    """What "last week", "this month" and "the same day" are."""
    which, unit, today = piece.which, piece.unit or "day", view.today
    if which is None:
        return form.stretch(reckoning.past_weekday(today, 5), unit)
    if which == "past" and unit != "weekend":
        # "the past decade" is the last ten years, not the nineties
        return _run(view, piece._replace(number=1), None)
    step, base = STEPS[which] * (piece.number or 1), today
    if which in FROM_ANCHOR or (which == "next" and unit == "day"):
        if anchor is not None:
            base = anchor.base(unit)
        elif which not in ("previous", "next") or (
            # "they left the next day" counts from a day that the paragraph does not name
            unit == "day" and piece.has_article and view.tense() == "past"
        ):
            return NOTHING
    elif which == "this" and unit == "weekend" and today.weekday() < 4:
        step = -1 if view.tense() == "past" else 0
    if unit == "night":
        before = base + timedelta(days=step)
        return form.days(before, before + timedelta(days=1), "part_of_day", relative=True)
    day = reckoning.shifted(base, unit, step)
    return form.day(day, piece, relative=True) if unit == "day" else form.stretch(day, unit)


def _closing(view: View, piece: Piece, anchor: Anchor | None) -> Resolved:
    """The last day of a unit: "year-end"."""
    is_named = piece.unit == "year" and piece.year is not None
    today = date(piece.year or 0, 1, 1) if is_named else view.today
    whole = form.stretch(today, piece.unit or "year")
    relative = piece.year is None
    return NOTHING if whole.last is None else form.day(whole.last, piece, relative=relative)


def _run(view: View, piece: Piece, anchor: Anchor | None) -> Resolved:
    """What "the last three weeks" are: from then until now; quarters are whole ones."""
    unit, count, today = piece.unit or "day", piece.number, view.today
    if count is None or unit in SMALL or piece.which is None:
        return NOTHING
    if piece.inner is not None:
        return _within(view, piece, anchor)
    back = STEPS[piece.which] < 0
    if anchor is not None and piece.which in ("previous", "preceding", "following"):
        today = anchor.base(unit)
    if unit == "quarter":
        first = reckoning.shifted_month(reckoning.quarter_begin(today), -3 * count if back else 3)
        return form.months(first.year, first.month, 3 * count, "quarter", relative=True)
    other = reckoning.shifted(today, unit, -count if back else count)
    first, last = (other, today) if back else (today, other)
    return form.between(first, last, unit)


def _within(view: View, piece: Piece, anchor: Anchor | None) -> Resolved:
    """So many units at one end of a stretch: "the last five months of 2023"."""
    unit, count = piece.unit or "day", piece.number or 0
    begin, end, whole = view.whole(piece.inner, anchor)
    at_end = piece.which in ("last", "past")
    edge = end + timedelta(days=1) if at_end else begin
    other = reckoning.shifted(edge, unit, -count if at_end else count)
    first, stop = (other, edge) if at_end else (edge, other)
    return form.between(first, stop - timedelta(days=1), unit, relative=whole.is_relative)


def _shift(view: View, piece: Piece, anchor: Anchor | None) -> Resolved:
    """What "three days ago", "in two weeks" and "a year later" are."""
    unit = piece.unit or "day"
    if piece.number is None:
        return NOTHING
    sign = -1 if piece.shift in ("ago", "before", "earlier") else 1
    if piece.inner is not None:
        return _from(view, piece, sign)
    if piece.shift == "within":
        return _run(view, piece._replace(which="next"), None)
    is_from_now = piece.shift in ("ago", "ahead", "in")
    if unit in SMALL:
        hours = piece.number if unit == "hour" and piece.shift != "in" else 0
        if not is_from_now or hours < 24 or hours % 12:
            return NOTHING
        unit, piece = "day", piece._replace(number=round(hours / 24))
    if not is_from_now and (anchor is None or not view.has_day):
        return NOTHING
    start = view.today if is_from_now or anchor is None else anchor.base(unit)
    day = _moved(piece, start, unit, sign)
    if piece.weekday is None and unit in ("month", "quarter"):
        return form.months(day.year, day.month, 1, "month", relative=True)
    if piece.weekday is None and unit in _LONG:
        return form.years(day.year, day.year, "year", relative=True)
    return form.day(day, piece, relative=True)


def _moved(piece: Piece, day: date, unit: Unit, sign: int) -> date:
    """A day moved by a stretch and the greater units counted with it, on to a weekday if one is
    named."""
    for each, count in ((unit, piece.number or 0), *piece.more):
        day = reckoning.shifted(day, each, sign * count)
    if piece.weekday is None:
        return day
    return reckoning.coming_weekday(day, piece.weekday)


def _from(view: View, piece: Piece, sign: int) -> Resolved:
    """A stretch counted from a date that is named: "two days before yesterday"."""
    unit = piece.unit or "day"
    first, last, inner = view.whole(piece.inner)
    if first == last:
        return form.day(_moved(piece, first, unit, sign), piece, relative=inner.is_relative)
    piece = piece._replace(weekday=None)
    if piece.shift == "ago" and piece.inner is not None and unit in _LONG:
        day = _moved(piece, view.today, unit, sign)
        return form.stretch(day, piece.inner.unit or unit)  # "a year ago this week"
    if inner.precision != unit:
        return NOTHING
    whole = form.stretch(_moved(piece, first, unit, sign), unit)
    return whole._replace(is_relative=inner.is_relative)


def _beside(view: View, piece: Piece, anchor: Anchor | None) -> Resolved:
    """What "the day before" and "the year after" are."""
    unit = piece.unit or "day"
    sign = -1 if piece.shift in ("before", "earlier") else 1
    if piece.inner is not None:
        return _from(view, piece._replace(number=1), sign)
    if anchor is not None:
        base = anchor.base(unit)
    elif unit == "year" and sign < 0 and not view.clauses.goes_on(view.text.words, piece.end):
        base = view.today
    else:
        return NOTHING
    return form.stretch(reckoning.shifted(base, unit, sign), unit)


def _week_of(view: View, piece: Piece, anchor: Anchor | None) -> Resolved:
    """ "The week of the 18th"."""
    first, last, inner = view.whole(piece.inner)
    if first != last:
        return NOTHING
    return form.stretch(first, piece.unit or "week")._replace(is_relative=inner.is_relative)


RELATIVE: dict[Kind, Resolve] = {
    "near": _near, "weekday": _weekday, "monthday": _monthday, "part": _part,
    "holiday": _holiday, "span": _span, "closing": _closing, "run": _run, "shift": _shift,
    "beside": _beside, "week_of": _week_of,
}  # fmt: skip
"""What resolves each kind."""
