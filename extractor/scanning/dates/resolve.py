"""From the words of a date to ISO 8601, seen from the day of publication."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from extractor.languages.calendar import Unit, Which
from extractor.scanning.dates import form, reckoning
from extractor.scanning.dates.anchors import FROM_ANCHOR, STEPS, Anchor, year_meant
from extractor.scanning.dates.context import Context
from extractor.scanning.dates.holidays import holiday_days, holiday_note
from extractor.scanning.dates.nearest import nearest_day, nearest_month, nearest_of_month
from extractor.scanning.dates.piece import NOTHING, Kind, Piece, Resolved
from extractor.scanning.dates.tense import Clauses, Tense
from extractor.schemas.figure import DatePrecision

_ANCHORS: frozenset[Kind] = frozenset(
    {"day", "weekday", "near", "holiday", "month", "quarter", "half", "season", "year", "years",
     "nth", "range", "monthday"}
)  # fmt: skip
_LOOKS_BACK = 4
"""How many dates before one may be its anchor."""
_SMALL: frozenset[Unit] = frozenset({"second", "minute", "hour"})
_LONG: frozenset[Unit] = frozenset({"year", "decade", "century"})
_PAST_TO: frozenset[Which] = frozenset({"last", "past", "previous"})
_OF_BOOKS = "such a year need not begin in January"


class Resolver:
    """Resolves the dates of one text."""

    def __init__(
        self, text: Context, pieces: Sequence[Piece], clauses: Clauses, today: date | None,
        *, day_first: bool | None,
    ) -> None:  # fmt: skip
        """Hold the dates and the day that they are seen from."""
        self._text = text
        self._pieces = pieces
        self._clauses = clauses
        self._today = today
        self._day_first = day_first
        self._dated = frozenset(
            place for piece in pieces for place in range(piece.start, piece.end)
        )
        self._found: list[Resolved] = []
        self._at = pieces[0] if pieces else None
        self._tense: Tense | None = None

    def all(self) -> list[Resolved]:
        """What each of the dates resolves to, in order."""
        for index, piece in enumerate(self._pieces):
            self._at, self._tense = piece, None
            anchor = self._anchor(index) if piece.kind not in ("year", "time") else None
            if piece.kind == "range":
                self._found.append(self._range(piece))
            else:
                self._found.append(self._one(piece, anchor))
        return self._found

    def tense(self) -> Tense:
        """Which way the clause around the date in hand looks."""
        if self._tense is None:
            assert self._at is not None
            piece = self._at
            self._tense = self._clauses.tense(
                self._text.tokens, piece.start, piece.end, self._dated
            )
        return self._tense

    def _anchor(self, index: int) -> Anchor | None:
        """What "the next day" and "the previous year" count from: the last date before it in the
        same paragraph."""
        piece, words = self._pieces[index], self._text.words
        if piece.shift in ("before", "after") and self._clauses.goes_on(words, piece.end):
            return None  # "two years after the fire" counts from the fire
        place = piece.start
        for number in range(index - 1, max(-1, index - 1 - _LOOKS_BACK), -1):
            earlier, found = self._pieces[number], self._found[number]
            if any("\n" in word for word in words[earlier.end : place]):
                return None
            if earlier.which in FROM_ANCHOR:
                continue
            # "last year" is a year to go back from, and no day
            is_span = earlier.kind == "span" and earlier.unit == piece.unit
            if (earlier.kind in _ANCHORS or is_span) and found.first and found.last:
                return Anchor(found.first, found.last)
        return None

    def _one(self, piece: Piece, anchor: Anchor | None) -> Resolved:
        """One date that is no range; nothing where it leaves the calendar."""
        resolve = _BY_KIND.get(piece.kind)
        try:
            found = resolve(self, piece, anchor) if resolve is not None else NOTHING
        except (ValueError, OverflowError):
            return NOTHING
        return NOTHING if found.iso is not None and found.iso.startswith("0000") else found

    # Dates that may bear their year.

    def _day(self, piece: Piece, anchor: Anchor | None) -> Resolved:
        month, day, year = piece.month or 0, piece.day or 0, piece.year
        note = None
        if piece.is_open:
            if self._day_first is None:
                note = form.open_order(self._text.calendar, month, day, year)
            elif self._day_first:
                month, day = day, month
        relative = year is None
        name = self._text.calendar.month_names[month - 1]
        if year is None and self._today is not None:
            known = self._text.calendar.known_days.get((month, day))
            if known is not None and self._today.year > known and self._is_event(piece.end):
                year, relative = known, False
        if year is None and self._today is None:
            return NOTHING
        if year is None and piece.of_year and piece.which and self._today is not None:
            year = year_meant(piece.which, self._today, anchor)
            if year is None:
                return NOTHING
        if year is None:
            assert self._today is not None
            chosen = nearest_of_month(month, day, piece.weekday, self._today, self.tense())
            if chosen is None:
                return Resolved(None, None, relative, f"{name} has no day {day}")
        else:
            chosen = reckoning.valid(year, month, day)
            if chosen is None:
                return Resolved(None, None, relative, f"{name} {year} has no day {day}")
        if piece.weekday is not None and chosen.weekday() != piece.weekday:
            note = form.other_weekday(self._text.calendar, chosen, piece.weekday)
        return form.day(chosen, piece, relative=relative, note=note)

    def _is_event(self, end: int) -> bool:
        """Whether what happened on a known day follows it: "the September 11 attacks"."""
        known, words = self._text.calendar.tables.known_days, self._text.words
        place = end + 1 if words[end] == "," else end
        for _ in range(3):
            if words[place] != " ":
                return False
            word = words[place + 1]
            if word in known.events:
                return True
            if word.removesuffix("'s") not in known.between and word not in known.between:
                return False
            place += 2
        return False

    def _month(self, piece: Piece, anchor: Anchor | None) -> Resolved:
        month = piece.month or 0
        if piece.year is not None:
            return form.months(piece.year, month, 1, "month", relative=False)
        today = self._today
        if today is None:
            return NOTHING
        year, which = today.year, piece.which
        if piece.of_year and which is not None:
            meant = year_meant(which, today, anchor)
            if meant is None:
                return NOTHING
            year = meant
        elif which in ("next", "coming"):
            year += month <= today.month
        elif which in _PAST_TO:
            year -= month >= today.month
        elif which != "this":
            nearest = nearest_month(month, today, self.tense())
            if nearest is None:
                name = self._text.calendar.month_names[month - 1]
                before = year - (month > today.month)
                return Resolved(None, None, True, f"{name} {before} or {name} {before + 1}")
            year = nearest
        return form.months(year, month, 1, "month", relative=True)

    def _year(self, piece: Piece, anchor: Anchor | None) -> Resolved:
        year = piece.year or 0
        if year < 1:
            return Resolved(None, "year", False, "a year before our era")
        return form.years(year, piece.year2 or year, "year", relative=False)

    def _decade(self, piece: Piece, anchor: Anchor | None) -> Resolved:
        first, last = form.portion_of(piece.year or 0, 10, piece.portion)
        return form.years(first, last, "decade", relative=False)

    def _century(self, piece: Piece, anchor: Anchor | None) -> Resolved:
        count = piece.count or 0
        if not 1 <= count <= 99:
            return Resolved(None, "century", False, "a century before our era")
        first, last = form.portion_of(100 * (count - 1), 100, piece.portion)
        note = None
        if piece.is_open:
            decade = 100 * (count - 1)
            note = f"the century; or the decade from {decade} to {decade + 9}"
        return form.years(max(first, 1), last, "century", relative=False, note=note)

    def _season(self, piece: Piece, anchor: Anchor | None) -> Resolved:
        month, year, today = piece.month or 0, piece.year, self._today
        relative = year is None
        if year is None:
            if today is None:
                return NOTHING
            year = today.year
            begins = date(year, month, 1)
            if piece.of_year and piece.which is not None:
                meant = year_meant(piece.which, today, anchor)
                if meant is None:
                    return NOTHING
                year = meant
            elif piece.which in _PAST_TO:
                year -= sum((today - date(each, month, 1)).days < 92 for each in (year, year - 1))
            elif piece.which == "this" and month + 2 > 12 and today.month < 5:
                year -= 1  # the winter that began last year
            elif piece.which in ("next", "coming"):
                year += begins <= today
            elif piece.which != "this" and begins > today and self.tense() != "future":
                year -= 1
        return form.months(year, month, 3, "season", relative=relative)

    def _part_of_year(self, piece: Piece, anchor: Anchor | None) -> Resolved:
        """A quarter or a half."""
        length = 3 if piece.kind == "quarter" else 6
        first = length * ((piece.count or 1) - 1) + 1
        year, today = piece.year, self._today
        relative = year is None
        if year is None:
            if today is None:
                return NOTHING
            year = today.year
            if piece.which is not None:
                meant = year_meant(piece.which, today, anchor)
                if meant is None:
                    return NOTHING
                year = meant
            elif date(year, first, 1) > today and self.tense() != "future":
                year -= 1
        precision: DatePrecision = "quarter" if length == 3 else "half"
        return form.months(year, first, length, precision, relative=relative)

    def _fiscal(self, piece: Piece, anchor: Anchor | None) -> Resolved:
        """A year or a quarter of the books: its months only where the last of them is named."""
        is_quarter = piece.unit == "quarter"
        precision: DatePrecision = "quarter" if is_quarter else "year"
        end = self._one(piece.inner, anchor) if piece.inner is not None else None
        if end is None or end.last is None:
            return Resolved(None, precision, piece.year is None, _OF_BOOKS)
        length = 3 if is_quarter else 12
        first = reckoning.shifted_month(end.last.replace(day=1), 1 - length)
        return form.months(
            first.year,
            first.month,
            length,
            precision,
            relative=end.is_relative,
        )

    def _nth(self, piece: Piece, anchor: Anchor | None) -> Resolved:
        """The day, or the seven days, that a month or a year counts: "the first Monday of May"."""
        month = self._one(piece.inner, anchor) if piece.inner is not None else NOTHING
        if month.first is None or month.last is None or month.precision not in ("month", "year"):
            return NOTHING
        first, last, count = month.first, month.last, piece.count or 1
        if piece.weekday is None and piece.unit == "day":
            day = last if count < 0 else first + timedelta(days=count - 1)
            return form.day(day, piece, relative=month.is_relative) if day <= last else NOTHING
        if piece.unit == "week":
            begin = last - timedelta(days=6) if count < 0 else first + timedelta(weeks=count - 1)
            if piece.weekday is not None:
                inside = begin + timedelta(days=(piece.weekday - begin.weekday()) % 7)
                return form.day(inside, piece, relative=month.is_relative)
            end = begin + timedelta(days=6)
            return form.days(begin, end, "week", relative=month.is_relative)
        weekday = 5 if piece.weekday is None else piece.weekday
        if count < 0:
            day = reckoning.past_weekday(last, weekday)
        else:
            day = first + timedelta(days=(weekday - first.weekday()) % 7, weeks=count - 1)
        if day > last:
            return NOTHING
        if piece.weekday is not None:
            return form.day(day, piece, relative=month.is_relative)
        return form.days(day, day + timedelta(days=1), "day", relative=month.is_relative)

    def _time(self, piece: Piece, anchor: Anchor | None) -> Resolved:
        if piece.clock is None:
            return NOTHING
        return Resolved(f"T{form.clock(piece.clock)}", form.clock_precision(piece.clock), False)

    # Dates that only the day of publication, or the date before, fixes.

    def _near(self, piece: Piece, anchor: Anchor | None) -> Resolved:
        if self._today is None:
            return NOTHING
        return form.day(self._today + timedelta(days=piece.count or 0), piece, relative=True)

    def _weekday(self, piece: Piece, anchor: Anchor | None) -> Resolved:
        today = self._today
        if today is None or piece.weekday is None:
            return NOTHING
        if piece.day is not None:
            for months in (0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6):
                base = reckoning.shifted_month(today.replace(day=1), months)
                found = reckoning.valid(base.year, base.month, piece.day)
                if found is not None and found.weekday() == piece.weekday:
                    return form.day(found, piece, relative=True)
            return NOTHING
        if piece.which in ("following", "preceding", "same"):
            origin = anchor.base("day") if anchor is not None else None
            if origin is None or piece.which == "same":
                return NOTHING
            if piece.which == "following":
                return form.day(reckoning.next_weekday(origin, piece.weekday), piece, relative=True)
            before = reckoning.past_weekday(origin - timedelta(days=1), piece.weekday)
            return form.day(before, piece, relative=True)
        day = self._weekday_meant(piece, today, piece.weekday)
        return form.day(day + timedelta(days=piece.count or 0), piece, relative=True)

    def _weekday_meant(self, piece: Piece, today: date, weekday: int) -> date:
        """The day that a weekday is, by the word before it or by the tense."""
        past = reckoning.past_weekday(today, weekday)
        if piece.of_week and piece.which is not None:
            monday = today + timedelta(weeks=STEPS[piece.which], days=-today.weekday())
            return monday + timedelta(days=weekday)
        if piece.which == "next":
            # On a Monday the Friday of that week is "Friday"; "next Friday" is a week later.
            return reckoning.weekday_of_next_week(today, weekday)
        if piece.which == "coming":
            return reckoning.next_weekday(today, weekday)
        if piece.which in _PAST_TO:
            return past - timedelta(days=7) if past == today else past
        if piece.which == "this":
            return today + timedelta(days=weekday - today.weekday())
        if self.tense() == "future" and past != today:
            return reckoning.next_weekday(today, weekday)
        return past

    def _monthday(self, piece: Piece, anchor: Anchor | None) -> Resolved:
        today = self._today
        if today is None:
            return NOTHING
        is_inner = self._at is not None and self._at.kind != "week_of" and self._at is not piece
        for months in (0, -1, 1):
            base = reckoning.shifted_month(today.replace(day=1), months)
            found = reckoning.valid(base.year, base.month, piece.day or 0)
            if found is not None and (
                found <= today or (self.tense() == "future" and not is_inner)
            ):
                return form.day(found, piece, relative=True)
        return NOTHING

    def _part(self, piece: Piece, anchor: Anchor | None) -> Resolved:
        """A part of a day that no day is named for."""
        if piece.clock is not None:
            return self._time(piece, anchor)
        today = self._today
        if piece.which in FROM_ANCHOR or piece.which == "next":
            base = anchor.base("day") if anchor is not None else None
            if base is None:
                return NOTHING
            return form.day(base + timedelta(days=STEPS[piece.which]), piece, relative=True)
        if today is None:
            return NOTHING
        yesterday = today - timedelta(days=1)
        if piece.part == "overnight" or (piece.which == "last" and piece.part == "night"):
            return form.days(yesterday, today, "part_of_day", relative=True)
        if piece.which == "this":
            return form.day(today, piece, relative=True)
        return form.day(yesterday, piece, relative=True) if piece.which == "last" else NOTHING

    def _holiday(self, piece: Piece, anchor: Anchor | None) -> Resolved:
        today, holiday = self._today, piece.holiday
        if holiday is None or (today is None and piece.year is None):
            return NOTHING
        note = holiday_note(holiday)
        if piece.of_year and piece.which and today is not None:
            year = year_meant(piece.which, today, anchor)
            years = [] if year is None else [year]
        elif piece.year is not None:
            years = [piece.year]
        else:
            assert today is not None
            years = [today.year - 1, today.year, today.year + 1]
        days = [day for year in years for day in holiday_days(holiday, year)]
        if not days:
            return NOTHING
        if len(days) == 1 or today is None:
            return form.day(days[0], piece, relative=piece.year is None, note=note)
        future = [day for day in days if day > today]
        if future and (self.tense() == "future" or piece.which in ("next", "coming")):
            return form.day(future[0], piece, relative=True, note=note)
        if self.tense() == "past" or piece.which in _PAST_TO:
            days = [day for day in days if day <= today]
        chosen = nearest_day(days, today, self.tense())
        return NOTHING if chosen is None else form.day(chosen, piece, relative=True, note=note)

    def _span(self, piece: Piece, anchor: Anchor | None) -> Resolved:
        """What "last week", "this month" and "the same day" are."""
        which, unit, today = piece.which, piece.unit or "day", self._today
        if today is None:
            return NOTHING
        if which is None:
            return form.stretch(reckoning.past_weekday(today, 5), unit)
        if which == "past" and unit != "weekend":
            # "the past decade" is the last ten years, not the nineties
            return self._run(replace(piece, count=1), None)
        step, base = STEPS[which], today
        if which in FROM_ANCHOR or (which == "next" and unit == "day"):
            if anchor is not None:
                fitting = anchor.base(unit)
                if fitting is None:
                    return NOTHING
                base = fitting
            elif which not in ("previous", "next") or (
                # "they left the next day" counts from a day that the paragraph does not name
                unit == "day" and piece.has_article and self.tense() == "past"
            ):
                return NOTHING
        elif which == "this" and unit == "weekend" and today.weekday() < 4:
            step = -1 if self.tense() == "past" else 0
        if unit == "night":
            before = base + timedelta(days=step)
            return form.days(before, before + timedelta(days=1), "part_of_day", relative=True)
        day = reckoning.shifted(base, unit, step)
        if day is None:
            return NOTHING
        return form.day(day, piece, relative=True) if unit == "day" else form.stretch(day, unit)

    def _closing(self, piece: Piece, anchor: Anchor | None) -> Resolved:
        """The last day of a unit: "year-end"."""
        if self._today is None:
            return NOTHING
        whole = form.stretch(self._today, piece.unit or "year")
        return NOTHING if whole.last is None else form.day(whole.last, piece, relative=True)

    def _run(self, piece: Piece, anchor: Anchor | None) -> Resolved:
        """What "the last three weeks" are: from then until now; quarters are whole ones."""
        unit, count, today = piece.unit or "day", piece.count, self._today
        if today is None or count is None or unit in _SMALL or piece.which is None:
            return NOTHING
        if piece.inner is not None:
            return self._within(piece, self._one(piece.inner, anchor))
        back = STEPS[piece.which] < 0
        if anchor is not None and piece.which in ("previous", "preceding", "following"):
            base = anchor.base(unit)
            if base is None:
                return NOTHING
            today = base
        if unit == "quarter":
            begin = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
            first = reckoning.shifted_month(begin, -3 * count if back else 3)
            return form.months(first.year, first.month, 3 * count, "quarter", relative=True)
        other = reckoning.shifted(today, unit, -count if back else count)
        if other is None:
            return NOTHING
        first, last = (other, today) if back else (today, other)
        return form.between(first, last, unit)

    def _within(self, piece: Piece, whole: Resolved) -> Resolved:
        """So many units at one end of a stretch: "the last five months of 2023"."""
        unit, count = piece.unit or "day", piece.count or 0
        if whole.first is None or whole.last is None:
            return NOTHING
        at_end = piece.which in ("last", "past")
        edge = whole.last + timedelta(days=1) if at_end else whole.first
        other = reckoning.shifted(edge, unit, -count if at_end else count)
        if other is None:
            return NOTHING
        first, stop = (other, edge) if at_end else (edge, other)
        return form.between(first, stop - timedelta(days=1), unit, relative=whole.is_relative)

    def _shift(self, piece: Piece, anchor: Anchor | None) -> Resolved:
        """What "three days ago", "in two weeks" and "a year later" are."""
        unit, today = piece.unit or "day", self._today
        if piece.count is None or (today is None and piece.inner is None):
            return NOTHING
        sign = -1 if piece.shift in ("ago", "before", "earlier") else 1
        if piece.inner is not None:
            return self._from(piece, self._one(piece.inner, None), sign)
        if piece.shift == "within":
            return self._run(replace(piece, which="next"), None)
        start = today if piece.shift in ("ago", "ahead", "in") else None
        if unit in _SMALL:
            hours = piece.count if unit == "hour" and piece.shift != "in" else 0
            if start is None or hours < 24 or hours % 12:
                return NOTHING
            unit, piece = "day", replace(piece, count=round(hours / 24))
        if start is None and anchor is not None:
            start = anchor.base(unit)
        day = self._moved(piece, start, unit, sign)
        if day is None:
            return NOTHING
        if piece.weekday is not None:
            day += timedelta(days=(piece.weekday - day.weekday()) % 7)
        elif unit in ("month", "quarter"):
            return form.months(day.year, day.month, 1, "month", relative=True)
        elif unit in _LONG:
            return form.years(day.year, day.year, "year", relative=True)
        return form.day(day, piece, relative=True)

    @staticmethod
    def _moved(piece: Piece, day: date | None, unit: Unit, sign: int) -> date | None:
        """A day moved by a stretch and the greater units counted with it."""
        for each, count in ((unit, piece.count or 0), *piece.more):
            if day is not None:
                day = reckoning.shifted(day, each, sign * count)
        return day

    def _from(self, piece: Piece, inner: Resolved, sign: int) -> Resolved:
        """A stretch counted from a date that is named: "two days before yesterday"."""
        unit = piece.unit or "day"
        if inner.first is None or (inner.first != inner.last and inner.precision != unit):
            return NOTHING
        day = self._moved(piece, inner.first, unit, sign)
        if day is None:
            return NOTHING
        if inner.first != inner.last:
            return replace(form.stretch(day, unit), is_relative=inner.is_relative)
        if piece.weekday is not None:
            day += timedelta(days=(piece.weekday - day.weekday()) % 7)
        return form.day(day, piece, relative=inner.is_relative)

    def _beside(self, piece: Piece, anchor: Anchor | None) -> Resolved:
        """What "the day before" and "the year after" are."""
        unit = piece.unit or "day"
        back = piece.shift in ("before", "earlier")
        if piece.inner is not None:
            return self._from(
                replace(piece, count=1), self._one(piece.inner, None), -1 if back else 1
            )
        base = anchor.base(unit) if anchor is not None else None
        if (
            anchor is None
            and unit == "year"
            and back
            and not self._clauses.goes_on(self._text.words, piece.end)
        ):
            base = self._today
        day = reckoning.shifted(base, unit, -1 if back else 1) if base is not None else None
        return form.stretch(day, unit) if day is not None else NOTHING

    def _week_of(self, piece: Piece, anchor: Anchor | None) -> Resolved:
        """ "The week of the 18th"."""
        inner = self._one(piece.inner, None) if piece.inner is not None else NOTHING
        if inner.first is None or inner.first != inner.last:
            return NOTHING
        week = form.stretch(inner.first, piece.unit or "week")
        return replace(week, is_relative=inner.is_relative)

    # Ranges.

    def _range(self, piece: Piece) -> Resolved:
        """Two dates as an interval."""
        start, end = piece.inner, piece.right
        assert start is not None
        assert end is not None
        first, last = self._one(start, None), self._one(end, None)
        if first.iso is None or last.iso is None:
            return NOTHING if first.note is None else Resolved(None, None, True, first.note)
        left, right = first.iso.split("/")[0], last.iso.split("/")[-1]
        ends, relative = last.last, first.is_relative or last.is_relative
        if right < left and len(left) == len(right) and ends is not None:
            if start.clock is not None and first.first == last.first:
                ends = ends + timedelta(days=1)  # "between 9pm and 3am on Friday"
                right = ends.isoformat() + right[10:]
            elif start.kind == "weekday":
                ends = ends + timedelta(weeks=1)
                right = ends.isoformat() + right[10:]
            elif (
                start.kind in ("day", "month")
                and end.year is None
                and start.year is None
                and end.month
            ):
                ends = reckoning.shifted_month(ends, 12)
                right = f"{int(right[:4]) + 1:04d}{right[4:]}"
        note = first.note or last.note
        return Resolved(f"{left}/{right}", last.precision, relative, note, first.first, ends)


_BY_KIND: dict[Kind, Callable[[Resolver, Piece, Anchor | None], Resolved]] = {
    "day": Resolver._day, "month": Resolver._month, "year": Resolver._year,
    "years": Resolver._year, "decade": Resolver._decade, "century": Resolver._century,
    "season": Resolver._season, "quarter": Resolver._part_of_year, "half": Resolver._part_of_year,
    "fiscal": Resolver._fiscal, "nth": Resolver._nth, "time": Resolver._time,
    "near": Resolver._near, "weekday": Resolver._weekday, "monthday": Resolver._monthday,
    "part": Resolver._part, "holiday": Resolver._holiday, "span": Resolver._span,
    "closing": Resolver._closing, "run": Resolver._run, "shift": Resolver._shift,
    "beside": Resolver._beside, "week_of": Resolver._week_of,
}  # fmt: skip
