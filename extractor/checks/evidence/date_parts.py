"""What a date's words fix by themselves, and one date against another."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from extractor.checks.evidence.folding import fold
from extractor.languages.current import by_language, current
from extractor.languages.language import Language
from extractor.languages.patterns import either
from extractor.schemas.figure import DateRef
from extractor.schemas.finding import Severity, Verdict


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        calendar, words = language.calendar, language.periods.parts
        ordinal = either(language.numbers.ordinal_endings)
        self.weekdays = calendar.weekdays | {
            name.lower() + calendar.words.plural_end: number
            for number, name in enumerate(calendar.weekday_names)
        }
        self.months = calendar.months
        self.weekday = re.compile(rf"\b{either(self.weekdays)}\b")
        self.month = re.compile(rf"\b{either(self.months)}\b")
        self.year = re.compile(rf"(?:\b|(?<!\w){either(words.fiscal_years)})(1[5-9]\d\d|20\d\d)\b")
        clock = calendar.tables.clock
        am, pm = either(clock.am), either(clock.pm)
        self.clock = re.compile(
            rf"\b(?P<hour>\d{{1,2}})(?=[:.]\d\d|\s?(?:{am}|{pm})(?!\w))"
            rf"(?:[:.](?P<minute>\d\d))?\s?(?:(?:{am}|(?P<pm>{pm}))(?!\w))?(?!\d)"
        )
        self.day = re.compile(rf"\b([12]?\d|3[01])(?:{ordinal})?\b(?![:\d])")
        must_end = "" if words.months_alone_end else "?"
        self.day_alone = re.compile(
            rf"{either(words.months_alone)} ([12]?\d|3[01])(?:{ordinal}){must_end}"
        )


_words = by_language(_Words)
_YEARS = re.compile(r"(\d{4})/(\d{4})")
_MONTHS_OF_A_YEAR = 12
_IN_DIGITS = re.compile(r"\b\d{1,4}([-/.])\d{1,2}(\1\d{1,4})?\b")
_HOUR = re.compile(r"T(\d\d)")
_LATE_HOURS = frozenset({"afternoon", "evening", "night"})
_BETWEEN = frozenset({"mid", "night", "day", "overnight"})
"""Parts that share hours or months with the others."""
_ISO_DAY = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?(?![\d/])")


@dataclass(frozen=True, slots=True)
class DateParts:
    """What the words of a date fix by themselves, without a calendar."""

    year: int | None
    month: int | None
    day: int | None
    weekday: int | None
    clock: str | None = None
    """The time of day, as digits."""
    numbers: tuple[tuple[str, ...], ...] = ()
    """All years, all months, all weekdays and all times, for "from 2004 to 2009"."""

    @property
    def names_something(self) -> bool:
        """Whether the words fix anything: "last week" does not."""
        return (self.year, self.month, self.day, self.weekday, self.clock) != (None,) * 5

    @property
    def is_several(self) -> bool:
        """Whether the words name two ends."""
        return any(len(group) > 1 for group in self.numbers)


def date_parts(words: str) -> DateParts:
    """The year, month, day and weekday that the words name."""
    return _date_parts(words, current().code)


@lru_cache(maxsize=4096)
def _date_parts(words: str, _: str) -> DateParts:
    """The same, kept by the language in force."""
    said, words = _words(), fold(words)
    years = tuple(found.group(1) for found in said.year.finditer(words))
    months = tuple(str(said.months[found.group()]) for found in said.month.finditer(words))
    weekdays = tuple(str(said.weekdays[found.group()]) for found in said.weekday.finditer(words))
    clocks = tuple(map(_clock_digits, said.clock.finditer(words)))
    day = None
    if months:
        found = said.day.search(words.replace(years[0], " ") if years else words)
        day = int(found.group(1)) if found else None
    elif found := said.day_alone.fullmatch(words):
        day = int(found.group(1))
    return DateParts(
        int(years[0]) if years else None,
        int(months[0]) if months else None,
        day,
        int(weekdays[0]) if weekdays else None,
        clocks[0] if clocks else None,
        (years, months, weekdays, clocks),
    )


def _days(folded: str, parts: DateParts) -> list[int]:
    """The days of the month in folded words that name a month."""
    for year in parts.numbers[0]:
        folded = folded.replace(year, " ")
    return [int(day) for day in _words().day.findall(folded)]


def _clock_digits(found: re.Match[str]) -> str:
    """ "1pm", "1.00 p.m." and "13:00" are one time."""
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["pm"] and hour < 12:
        hour += 12
    return f"{hour}:{minute:02}"


def compare_dates(claim: DateRef, source: DateRef) -> tuple[Verdict, Severity] | None:
    """What one date says against another; none where they cannot be compared."""
    compared = _compare(claim, source)
    if compared is None or compared[0] == "value_mismatch":
        for one, other in ((claim, other_order(source)), (other_order(claim), source)):
            if one is not None and other is not None and one.iso == other.iso:
                return "equivalent", "look"
        return _compare_with_range(claim, source) or compared
    return compared


def _compare_with_range(claim: DateRef, source: DateRef) -> tuple[Verdict, Severity] | None:
    """What one date says against the last end of a period, and a year against those that lie in
    it: "2005" where the source has "from 2003 to 2005". The first end is compared like a date."""
    mine = parts_of(claim)
    if mine.is_several or "/" in (claim.iso or ""):
        return None
    if claim.iso in years_within(source):
        is_end = source.precision == "year" and (source.iso or "").endswith(f"/{claim.iso}")
        return "equivalent", "info" if is_end else "look"
    end = last_end(source.span.text)
    compared = end and _compare_parts(mine, end, replace(source, iso=None))
    return compared if compared and compared[0] == "equivalent" else None


_MOST_YEARS = 30
"""A year of a century is more than the words say."""


def years_within(ref: DateRef) -> tuple[str, ...]:
    """The years of a short period that is told in years: "the 1990s", "from 2003 to 2005"."""
    ends = _YEARS.fullmatch(ref.iso or "")
    if ends is None or int(ends[2]) - int(ends[1]) > _MOST_YEARS:
        return ()
    return tuple(str(year) for year in range(int(ends[1]), int(ends[2]) + 1))


def last_end(words: str) -> DateParts | None:
    """What the words of a period name as its last end; none of words for one time."""
    return _last_end(words, current().code)


@lru_cache(maxsize=4096)
def _last_end(words: str, _: str) -> DateParts | None:
    """The same, kept by the language in force."""
    parts = date_parts(words)
    days = _days(fold(words), parts) if parts.month is not None else []
    if len(days) < 2 and not parts.is_several:
        return None
    years, months, weekdays, clocks = parts.numbers
    return DateParts(
        int(years[-1]) if years else None,
        int(months[-1]) if months else None,
        days[-1] if days else None,
        int(weekdays[-1]) if weekdays else None,
        clocks[-1] if clocks else None,
        parts.numbers,
    )


def other_order(ref: DateRef) -> DateRef | None:
    """A date in digits whose order is open, with day and month the other way round; none of any
    other date."""
    read = _ISO_DAY.match(ref.iso or "") if ref.note and _IN_DIGITS.search(ref.span.text) else None
    if read is None or not read.group(3) or int(read.group(3)) > _MONTHS_OF_A_YEAR:
        return None
    year, month, day = read.groups()
    return replace(ref, iso=f"{year}-{day}-{month}", note=None)


def _compare(claim: DateRef, source: DateRef) -> tuple[Verdict, Severity] | None:
    if fold(claim.span.text) == fold(source.span.text):
        return ("value_mismatch", "error") if are_far_apart(claim, source) else ("exact", "info")
    mine, theirs = parts_of(claim), parts_of(source)
    if mine.weekday is not None and theirs.weekday not in (None, mine.weekday):
        return "value_mismatch", "error"
    if mine.weekday is not None and theirs.weekday is None and _falls_otherwise(mine, source):
        return "value_mismatch", "error"
    if claim.precision == "year" and source.precision in ("decade", "century"):
        return None  # "1990" and "the 1990s"
    if claim.iso and source.iso:
        lies_in = source.iso.startswith(claim.iso) or _inside(source.iso, claim.iso)
        if (lies_in and not mine.clock) or claim.iso == source.iso:
            return compare_portions(claim, source)
        if _is_another_of_its_grain(claim.iso, source.iso, claim.precision, source.precision):
            return "value_mismatch", "error"
    compared = _compare_parts(mine, theirs, source)
    if compared == ("equivalent", "info") and claim.part:
        return compare_portions(claim, source)
    if compared == ("equivalent", "info") and claim.precision in LONGER_THAN_DAYS:
        # "the third quarter of 2018" where the source has "2018"
        is_finer = source.precision == "year" and claim.precision in PARTS_OF_A_YEAR
        return "equivalent", "look" if is_finer else "info"
    return compared


_DAYS_OF_A_WEEK, _DAYS_OF_TWO_YEARS = 7, 731
_FIRST_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def are_far_apart(one: DateRef, other: DateRef) -> bool:
    """Whether the days of publication make two times of equal words: "Tuesday" of 2026 and of
    2010. A day may be the last or the next of its name, other words of the year before."""
    if not (one.is_relative and other.is_relative) or one.precision != other.precision:
        return False
    mine, theirs = _first_day(one), _first_day(other)
    if mine is None or theirs is None:
        return False
    is_named = one.precision == "day" and date_parts(one.span.text).weekday is not None
    return abs((mine - theirs).days) > (_DAYS_OF_A_WEEK if is_named else _DAYS_OF_TWO_YEARS)


def _first_day(ref: DateRef) -> date | None:
    """The day on which a resolved time begins."""
    found = _FIRST_DAY.match(ref.iso or "")
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None


PARTS_OF_A_YEAR = frozenset({"half", "quarter", "season"})
LONGER_THAN_DAYS = PARTS_OF_A_YEAR | {"decade", "century"}
_SHORT = frozenset({"second", "hundredth"})


def _is_another_of_its_grain(
    one: str, other: str, precision: str | None, their_precision: str | None
) -> bool:
    """Whether two of one grain are not one, which their year and minute do not tell: the second
    quarter and the third, 16:22:10 and 16:22:50."""
    if precision != their_precision:
        return False
    if precision in LONGER_THAN_DAYS:
        return one != other
    if precision in _SHORT:
        return one.partition("T")[2] != other.partition("T")[2]
    return False


def compare_portions(claim: DateRef, source: DateRef) -> tuple[Verdict, Severity]:
    """What two dates of one stretch of time say of the part of it that is meant."""
    mine, theirs = _portion(claim), _portion(source)
    parts = {claim.part, source.part}
    if len(parts) == 2 and parts <= _LATE_HOURS:
        # An evening runs into the night; an afternoon is neither.
        is_night = parts == {"evening", "night"}
        return ("equivalent", "look") if is_night else ("value_mismatch", "error")
    if claim.part == source.part or mine is None or mine == theirs:
        return "equivalent", "info"
    if theirs is None:
        # "on Monday morning" where the source has "on Monday"; but "November 2024" is late 2024
        return "equivalent", "look" if source.iso == claim.iso else "info"
    if {mine, theirs} == {"night", "am"} and claim.part and source.part:
        return "value_mismatch", "error"  # a morning; one in the morning may be of the night
    if _BETWEEN & {mine, theirs}:
        return "equivalent", "look"
    return "value_mismatch", "error"


def _portion(ref: DateRef) -> str | None:
    """The part of a stretch that a date means: early, mid or late, or the half of its day."""
    hour = _HOUR.search(ref.iso or "")
    if hour is not None:
        return "am" if int(hour.group(1)) < 12 else "pm"
    return current().calendar.half_of(ref.part) or ref.part


def parts_of(ref: DateRef) -> DateParts:
    """The parts that a date's words name; of digits alone, as they were read."""
    parts = date_parts(ref.span.text)
    if parts.month is not None or not _IN_DIGITS.search(ref.span.text) or not ref.iso:
        return parts
    read = _ISO_DAY.match(ref.iso)
    if read is None:
        return parts
    year, month, day = (int(part) if part else None for part in read.groups())
    return replace(parts, year=year, month=month, day=day)


def _falls_otherwise(mine: DateParts, source: DateRef) -> bool:
    """Whether the weekday claimed is not that of the source's day, whose year is said."""
    if mine.day is None or source.precision != "day" or not source.iso or "/" in source.iso:
        return False
    theirs = date_parts(source.span.text)
    if theirs.year is None or (mine.day, mine.month) != (theirs.day, theirs.month):
        return False
    return not _fits(mine, source.iso)


def _compare_parts(
    mine: DateParts, theirs: DateParts, source: DateRef
) -> tuple[Verdict, Severity] | None:
    if not mine.names_something or not theirs.names_something:
        return None
    pairs = [
        (mine.year, theirs.year),
        (mine.month, theirs.month),
        (mine.day, theirs.day),
        (mine.weekday, theirs.weekday),
        (mine.clock, theirs.clock),
    ]
    if mine.is_several or theirs.is_several:
        for one, other in zip(mine.numbers, theirs.numbers, strict=True):
            if one and other and set(one) - set(other):
                return "value_mismatch", "error"
    shared = [(a, b) for a, b in pairs if a is not None and b is not None]
    if not shared:
        return None
    if any(a != b for a, b in shared):
        return "value_mismatch", "error"
    more = [a for a, b in pairs if a is not None and b is None]
    if not more:
        return "equivalent", "info"
    # The claim says more than these words do; what they resolve to may bear it out.
    if source.iso and _fits(mine, source.iso):
        return "equivalent", "info"
    if mine.month is not None and theirs.month is None:
        return None
    if mine.day is not None and theirs.day is None:
        # "29 June" where the source has only "June": nothing bears the day out.
        return "value_mismatch", "error"
    return "equivalent", "look"


def _fits(parts: DateParts, iso: str) -> bool:
    found = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?.*", iso)
    if not found:
        return False
    year, month, day = (int(group) if group else None for group in found.groups())
    for said, known in ((parts.year, year), (parts.month, month), (parts.day, day)):
        if said is not None and said != known:
            return False
    if parts.weekday is not None and year and month and day:
        try:
            return date(year, month, day).weekday() == parts.weekday
        except ValueError:
            return False
    return True


def _inside(inner: str, outer: str) -> bool:
    """Whether an ISO day lies in an ISO interval."""
    start, slash, end = outer.partition("/")
    return bool(slash) and "/" not in inner and start[:10] <= inner[:10] <= end[:10]


def date_precision(ref: DateRef) -> str:
    """The smallest unit that the words name: "day", "weekday", "month", "year"."""
    parts = date_parts(ref.span.text)
    if parts.day is not None:
        return "day"
    if parts.weekday is not None:
        return "weekday"
    if parts.month is not None:
        return "month"
    return "year" if parts.year is not None else (ref.precision or "none")
