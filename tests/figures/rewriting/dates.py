"""The same day, month, year, period or time of day in other styles."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

from rewriting.cases import (
    Case,
    Edit,
    Edits,
    Mark,
    Operator,
    capitalised_like,
    matches_in,
    replaced,
)
from rewriting.numerals import ordinal_digits, spelled, spelled_ordinal, value_of

_MONTHS = calendar.month_name[1:]
_WEEKDAYS = calendar.day_name[:]
_SHORT_MONTHS = {
    "January": ("Jan.", "Jan"),
    "February": ("Feb.", "Feb"),
    "March": ("Mar.", "Mar"),
    "April": ("Apr.", "Apr"),
    "June": ("Jun",),
    "July": ("Jul",),
    "August": ("Aug.", "Aug"),
    "September": ("Sept.", "Sept", "Sep"),
    "October": ("Oct.", "Oct"),
    "November": ("Nov.", "Nov"),
    "December": ("Dec.", "Dec"),
}
_MONTH = "|".join(_MONTHS)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DAY_FIRST = re.compile(rf"(?:the )?{_DAY}(?: of)? (?P<month>{_MONTH})(?:,? (?P<year>\d{{4}}))?")
_MONTH_FIRST = re.compile(rf"(?P<month>{_MONTH}) {_DAY}(?:, (?P<year>\d{{4}}))?")
_WEEKDAY = re.compile(rf"(?:{'|'.join(_WEEKDAYS)}),? (?=\d|{_MONTH})")
_BEHIND = re.compile(
    r"$|[.,;:!?)]| (?:and|but|to|in|on|at|for|with|after|before|when|that|was|were|is|are|had|has"
    r"|will|would|instead|again|as|it|he|she|they|they'll)\b"
)
_LISTED = re.compile(r"(?i)(?:\band|\bor|\bto|\bbetween|,|–|-|/)\s?$")


def _instead(mark: Mark, words: str) -> Edits:
    """One edit that puts words in the place of a mark, as they are."""
    return (Edit(mark.start, mark.end, words),)


def _isolated(case: Case, mark: Mark) -> bool:
    """Whether no other date stands beside it, with which it may share a month or year."""
    for other in case.dates or ():
        gap = other.start - mark.end if other.start > mark.start else mark.start - other.end
        if other is not mark and gap < 8:
            return False
    before, after = case.before(mark), case.after(mark)
    return not re.search(r"(?i)\d,? (?:and |or |to )?$|\bbetween $", before) and not re.match(
        r"(?:,? and|,? or| to|,)? ?['’\d–-]", after
    )


def _days(case: Case) -> Iterator[tuple[Mark, date, bool]]:
    """Marks that name one day and month and nothing else, the day, and whether a year stands."""
    for mark in case.dates or ():
        span = case.span(mark)
        found = _DAY_FIRST.fullmatch(span) or _MONTH_FIRST.fullmatch(span)
        if found is None or mark.get("precision") != "day" or mark.get("note"):
            continue
        if not _isolated(case, mark) or not _BEHIND.match(case.after(mark)):
            continue
        day = date.fromisoformat(mark.get("iso"))
        # a name that people write in one way ("September 11"), or a day of every year
        if (day.month, day.day, day.year) != (9, 11, 2001) and "kept on" not in case.text:
            yield mark, day, found["year"] is not None


def day_order(case: Case) -> Iterator[Edits]:
    """Day or month first, with or without "rd", "of" and comma: "May 3rd, 1998", "3 May 1998"."""
    for mark, day, with_year in _days(case):
        month, number, year = _MONTHS[day.month - 1], day.day, str(day.year)
        nth = ordinal_digits(number)
        styles = [f"{number} {month}", f"{month} {number}", f"{nth} {month}", f"{month} {nth}"]
        styles += [f"the {nth} of {month}", f"{number:02d} {month}"]
        if with_year:
            styles = [
                f"{number} {month} {year}",
                f"{number} {month}, {year}",
                f"{number:02d} {month} {year}",
                f"{month} {number}, {year}",
                f"{month} {number} {year}",
                f"{nth} {month} {year}",
                f"{nth} {month}, {year}",
                f"{month} {nth}, {year}",
                f"the {nth} of {month} {year}",
                f"the {nth} of {month}, {year}",
            ]
        for style in styles:
            if style != case.span(mark):
                yield _instead(mark, style)


def day_in_words(case: Case) -> Iterator[Edits]:
    """Write "The third of May 1998" and "May third, 1998" for "3 May 1998"."""
    for mark, day, with_year in _days(case):
        month, nth = _MONTHS[day.month - 1], spelled_ordinal(day.day)
        behind = f" {day.year}" if with_year else ""
        yield _instead(mark, f"the {nth} of {month}{behind}")
        yield _instead(mark, f"{month} {nth}{',' if behind else ''}{behind}")


def day_in_digits(case: Case) -> Iterator[Edits]:
    """Write "1998-05-03", and "23/8/2019" or "8/23/2019" if the day is above 12; and back."""
    for mark, day, with_year in _days(case):
        if with_year:
            styles = [day.isoformat()]
            if day.day > 12:
                styles += [
                    f"{day.day}/{day.month}/{day.year}",
                    f"{day:%d/%m/%Y}",
                    f"{day:%d.%m.%Y}",
                    f"{day.month}/{day.day}/{day.year}",
                ]
            for style in styles:
                yield _instead(mark, style)
    for mark in case.dates or ():
        digits = r"\d{4}-\d\d-\d\d|\d{1,2}([/.])\d{1,2}\1\d{4}|\d{1,2}-[A-Z][a-z]{2}-\d{4}"
        if re.fullmatch(digits, case.span(mark)) and mark.get("precision") == "day":
            day = date.fromisoformat(mark.get("iso"))
            month = _MONTHS[day.month - 1]
            for style in (f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}"):
                yield _instead(mark, style)


def weekday_before(case: Case) -> Iterator[Edits]:
    """The right weekday before a day: "Sunday, May 3, 1998", "Sunday 3 May 1998"."""
    for mark, day, _ in _days(case):
        span = case.span(mark)
        if span.startswith("the ") or case.before(mark).endswith("the "):
            continue
        weekday = _WEEKDAYS[day.weekday()]
        yield _instead(mark, f"{weekday}, {span}")
        yield _instead(mark, f"{weekday[:3]}, {span}")
        if span[0].isdigit():
            yield _instead(mark, f"{weekday} {span}")


def weekday_left_out(case: Case) -> Iterator[Edits]:
    """A day without the weekday that stood before it, unless it tells the order of 01/05/2026."""
    for mark in case.dates or ():
        found = _WEEKDAY.match(case.span(mark))
        if "/" in case.span(mark):
            continue
        if found and not mark.get("note") and not mark.get("relative"):
            yield (Edit(mark.start, mark.start + found.end(), ""),)


def year_behind(case: Case) -> Iterator[Edits]:
    """The year in full behind a day or month that the day of publication decided."""
    for mark, day, with_year in _days(case):
        if not with_year:
            after = case.after(mark)
            first = case.span(mark)[0].isalpha()
            comma = "," if first else ""
            closing = "," if first and after.startswith(" ") else ""
            year = f"{comma} {day.year}{closing}"
            yield _instead(mark, case.span(mark) + year)
    for mark in case.dates or ():
        iso = mark.get("iso")
        if case.span(mark) in _MONTHS and iso and len(iso) == 7 and _isolated(case, mark):
            for year in (f" {iso[:4]}", f" of {iso[:4]}"):
                if _BEHIND.match(case.after(mark)):
                    yield _instead(mark, case.span(mark) + year)


def month_names(case: Case) -> Iterator[Edits]:
    """Short names of months, with and without a stop, beside a day or year; and long for short."""
    for mark in case.dates or ():
        span = case.span(mark)
        if not re.search(r"\d", span) or re.search(r"-[A-Z]|\bof [A-Z]|[a-z]-\d", span):
            continue
        for found in matches_in(
            case, mark, re.compile(rf"\b({_MONTH})\b(?= \d)|(?<=\d )({_MONTH})\b")
        ):
            at_end = case.text[found.end() : found.end() + 1] in {".", ""}
            for short in _SHORT_MONTHS.get(found.group(), ()):
                if not (at_end and short.endswith(".")):
                    yield (Edit(*found.span(), short),)
        for found in matches_in(case, mark, re.compile(r"\b(Sept?\.?|Aug\.?|Jul|Nov|Dec)(?= )")):
            long = next(name for name in _MONTHS if name[:3] == found.group()[:3])
            yield (Edit(*found.span(), long),)


def month_and_year(case: Case) -> Iterator[Edits]:
    """Write "April 2002", "April, 2002", "April of 2002"; "summer 2012" for "summer of 2012"."""
    for mark in case.dates or ():
        span = case.span(mark)
        found = re.fullmatch(rf"({_MONTH})(?:,| of)? (\d{{4}})", span)
        if found and _isolated(case, mark):
            for style in ("{} {}", "{}, {}", "{} of {}"):
                words = style.format(*found.groups())
                if words != span:
                    yield _instead(mark, words)
        found = re.fullmatch(r"(spring|summer|autumn|winter) of (\d{4})", span)
        if found and case.before(mark).endswith("the ") and _isolated(case, mark):
            yield (Edit(mark.start - 4, mark.end, f"{found.group(1)} {found.group(2)}"),)


def without_on(case: Case) -> Iterator[Edits]:
    """Write "The court ruled Wednesday" for "… on Wednesday", as Americans write."""
    for mark in case.dates or ():
        if not re.fullmatch("|".join(_WEEKDAYS), case.span(mark)) or not _isolated(case, mark):
            continue
        if re.search(r"[a-z] on $", case.before(mark)) and _BEHIND.match(case.after(mark)):
            yield (Edit(mark.start - 3, mark.start, ""),)


def _parts(case: Case, mark: Mark) -> tuple[str, str, str] | None:
    """How a range opens, and its two ends, if it is one of words that can be joined otherwise."""
    iso = mark.get("iso")
    if not iso or "/" not in iso:
        return None
    span = case.span(mark)
    found = re.fullmatch(r"(?i)(from |between )?(.+?)( to | and |–|-)(.+)", span)
    if mark.get("precision") == "decade":
        return None
    if found is None or re.search(r"\d{4}[–-]\d\d$|night|overnight|early|late|Q\d", span):
        return None
    opening = (found.group(1) or "").strip().lower()
    if (found.group(3) == " and ") != (opening == "between"):
        return None
    if re.search(r"[a-z]-to-[a-z]", span) or found.group(4).count(" to "):
        return None
    return opening, found.group(2), found.group(4)


def date_joiners(case: Case) -> Iterator[Edits]:
    """Write "from X to Y", "between X and Y", "X to Y", "from X until Y", a dash between digits."""
    for mark in case.dates or ():
        parts = _parts(case, mark)
        if parts is None:
            continue
        opening, low, high = parts
        span = case.span(mark)
        preposed = re.search(r"(?i)\b(?:on|in|of|the) $", case.before(mark))
        styles = []
        if not preposed and (mark.get("precision") != "time" or opening != "from"):
            styles += [f"from {low} to {high}", f"between {low} and {high}"]
        if opening == "from":
            styles += [f"from {low} until {high}", f"from {low} till {high}"]
        if mark.get("precision") == "day" and not opening:
            styles.append(f"{low} to {high}")
        if re.search(r"\d$", low) and re.match(r"\d", high) and mark.get("precision") == "day":
            styles += [f"{low}–{high}", f"{low}-{high}"]
        for style in styles:
            if style.lower() != span.lower():
                yield replaced(case, mark, style)


def day_range_order(case: Case) -> Iterator[Edits]:
    """Write "June 5-7, 2025" for "5-7 June 2025" and the other way round."""
    for mark in case.dates or ():
        span = case.span(mark)
        days_first = re.fullmatch(rf"(\d+[–-]\d+) ({_MONTH}) (\d{{4}})", span)
        month_first = re.fullmatch(rf"({_MONTH}) (\d+[–-]\d+), (\d{{4}})", span)
        if days_first:
            days, month, year = days_first.groups()
            yield _instead(mark, f"{month} {days}, {year}")
        elif month_first:
            month, days, year = month_first.groups()
            yield _instead(mark, f"{days} {month} {year}")


_CLOCK = re.compile(
    r"(?<![\w:.])(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? ?"
    r"(?P<half>[ap])(?P<dots>\.)?m(?(dots)\.)"
)
_TWENTY_FOUR = re.compile(r"(?<![\w:.-])(?P<hour>[01]\d|2[0-3]):(?P<minute>\d\d)(?![:\w])")


def clock_styles(case: Case) -> Iterator[Edits]:
    """Write "7.30 p.m.", "7:30pm", "7:30 PM", "19:30" and the like for one time of day."""
    for mark in case.dates or ():
        iso = mark.get("iso") or ""
        if mark.get("precision") != "time" or "/" in iso:
            continue
        if re.search(r"\d-\d|T\d|\b(?:past|to) \d", case.span(mark)):
            continue
        places = matches_in(case, mark, _CLOCK)
        if len(places) == 1:
            place = places[0]
            hour = int(place["hour"]) % 12 + (12 if place["half"] == "p" else 0)
            yield from _clocks(case, place, hour, place["minute"])
        for place in [] if places else matches_in(case, mark, _TWENTY_FOUR):
            yield from _clocks(case, place, int(place["hour"]), place["minute"])


def _clocks(case: Case, place: re.Match[str], hour: int, minute: str | None) -> Iterator[Edits]:
    half, twelve = "ap"[hour // 12], hour % 12 or 12
    start, end = place.span()
    last = case.text[end:] in {"", "."}
    if last:
        end = len(case.text)
    minutes = minute or "00"
    styles = [f"{twelve}:{minutes}{half}m", f"{twelve}:{minutes} {half}m"]
    styles += [f"{twelve}:{minutes} {half}.m.", f"{twelve}:{minutes} {half.upper()}M"]
    styles += [f"{twelve}.{minutes}{half}m", f"{twelve}.{minutes} {half}m", f"{hour:02d}:{minutes}"]
    if minutes == "00":
        styles += [
            f"{twelve}{half}m",
            f"{twelve} {half}m",
            f"{twelve} {half}.m.",
            f"{twelve}{half.upper()}M",
        ]
    for style in styles:
        stop = "." if last and not style.endswith(".") else ""
        if style + stop != case.text[start:end]:
            yield (Edit(start, end, style + stop),)


def clock_words(case: Case) -> Iterator[Edits]:
    """Write "Midday" and "12 noon" for "noon"; "half past 9" for "half past nine" and back."""
    for mark in case.dates or ():
        span = case.span(mark)
        if span == "noon":
            for style in ("12 noon", "midday"):
                yield _instead(mark, style)
        found = re.fullmatch(r"(half past|quarter to|quarter past) ([a-z]+)", span)
        if found and (number := value_of(found.group(2))):
            yield _instead(mark, f"{found.group(1)} {number}")
            if found.group(1).startswith("quarter"):
                # "a" belongs to the words of the time
                end = mark.start + len("quarter")
                yield (Edit(mark.start, end, "a quarter"),)


def clock_ranges(case: Case) -> Iterator[Edits]:
    """Write "3am and 8am" for "3 and 8am" and the other way round, and spaced or dotted halves."""
    pattern = re.compile(r"(?<![\d:])(\d{1,2})( and | to |-)(\d{1,2})([ap])m\b")
    for mark in case.dates or ():
        for found in matches_in(case, mark, pattern):
            low, joiner, high, half = found.groups()
            if int(low) > int(high) or re.search("12", low + high):
                continue
            for style in (f" {half}m", f" {half}.m."):
                if style.endswith(".") and case.text[found.end() : found.end() + 1] == ".":
                    continue
                yield (Edit(*found.span(), f"{low}{joiner}{high}{style}"),)
            yield (Edit(*found.span(), f"{low}{half}m{joiner}{high}{half}m"),)
            if joiner == "-":
                yield (Edit(*found.span(), f"{low}–{high}{half}m"),)


def decades_and_centuries(case: Case) -> Iterator[Edits]:
    """Write "The 1990's" for "the 1990s", "the twelfth century" for "the 12th century" and back."""
    for mark in case.dates or ():
        span = case.span(mark)
        if mark.get("precision") == "decade":
            for found in matches_in(case, mark, re.compile(r"(?<=\d0)s\b")):
                yield (Edit(*found.span(), "'s"),)
        if mark.get("precision") == "century":
            for found in re.finditer(r"(\d\d)th\b", span):
                at = mark.start + found.start()
                yield (Edit(at, at + 4, spelled_ordinal(int(found.group(1)))),)
            for found in re.finditer(r"\b(nineteen|twentie)th\b", span):
                at = mark.start + found.start()
                nth = "19th" if found.group(1) == "nineteen" else "20th"
                yield (Edit(at, at + len(found.group()), nth),)


def quarters(case: Case) -> Iterator[Edits]:
    """Write "Q3 2024", "Q3 of 2024", "the third quarter of 2024", "the 3rd quarter of 2024"."""
    names = ("first", "second", "third", "fourth")
    for mark in case.dates or ():
        span = case.span(mark)
        named = re.fullmatch(r"(?:the )(first|second|third|fourth) quarter of (\d{4})", span)
        short = re.fullmatch(r"Q([1-4]) (\d{4})", span)
        if not (named or short) or mark.get("precision") != "quarter" or not _isolated(case, mark):
            continue
        if named:
            number, year = names.index(named.group(1)) + 1, named.group(2)
        elif short:
            number, year = int(short.group(1)), short.group(2)
        nth = ordinal_digits(number)
        for style in (
            f"Q{number} {year}",
            f"Q{number} of {year}",
            f"the {names[number - 1]} quarter of {year}",
            f"the {nth} quarter of {year}",
            f"{year}'s {names[number - 1]} quarter",
        ):
            if style != span:
                yield _instead(mark, style) if short else replaced(case, mark, style)


_COUNT = r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|quarters?|years?|decades?)\b"


def date_counts(case: Case) -> Iterator[Edits]:
    """Write "3 days ago" for "three days ago" and back, "the past" for "the last 30 years"."""
    counts = re.compile(rf"(?i)(?<![.\d/⁄½-])\b([a-z]+|\d{{1,2}}) (?={_COUNT})")
    for mark in case.dates or ():
        places = matches_in(case, mark, counts)
        if len(places) == 1 and not re.search(r"[.!?] $", case.text[: places[0].start()]):
            found = places[0]
            words = found.group(1)
            other = _other_way(words)
            if other and re.search(
                r"(?i)(?:^|ago|later|after|before|in|last|next|past)", case.span(mark)
            ):
                yield (Edit(*found.span(1), capitalised_like(other, words)),)
        counted = rf"(?i)\bthe (last|past) (?=(?:\w+) {_COUNT})"
        for found in matches_in(case, mark, re.compile(counted)):
            other = "past" if found.group(1).lower() == "last" else "last"
            if case.text[found.end() :].split()[1].startswith(("year", "month", "week", "decade")):
                yield (Edit(*found.span(1), other),)


def _other_way(words: str) -> str | None:
    """The other way of writing a whole number from 2 to 99, in digits or words."""
    if words.isdigit():
        return spelled(int(words)) if 2 <= int(words) <= 99 else None
    value = value_of(words)
    return str(value) if value and 2 <= value <= 99 else None


OPERATORS: dict[str, Operator] = {
    operator.__name__: operator
    for operator in (
        day_order,
        day_in_words,
        day_in_digits,
        weekday_before,
        weekday_left_out,
        year_behind,
        month_names,
        month_and_year,
        without_on,
        date_joiners,
        day_range_order,
        clock_styles,
        clock_words,
        clock_ranges,
        decades_and_centuries,
        quarters,
        date_counts,
    )
}
