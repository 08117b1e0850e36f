"""Weekdays, words like "today", parts of the day, holidays and seasons."""

from __future__ import annotations

from extractor.languages.calendar import PartOfDay, Which
from extractor.scanning.dates import reckoning
from extractor.scanning.dates.clock import zoned
from extractor.scanning.dates.context import GAPS, Context, with_which
from extractor.scanning.dates.eras import in_a_match
from extractor.scanning.dates.months import day_at
from extractor.scanning.dates.periods import counted_in, with_counted_before
from extractor.scanning.dates.piece import Clock, Piece
from extractor.scanning.dates.years import (
    full_year,
    says_year,
    with_year,
    year_after,
    year_owning,
)


def find_weekday(text: Context, at: int) -> list[Piece]:
    """A weekday with what says which one: "last Friday", "Wed 13th", "Monday week"."""
    words, calendar = text.words, text.calendar
    if words[at] in calendar.weekday_plurals:
        return [] if _in_name(text, at) else [Piece(at, at + 1, "set")]
    if not _is_weekday(text, at) or _in_name(text, at):
        return []
    end = text.name_end(at)
    piece = Piece(at, end, "weekday", weekday=calendar.weekdays[words[at]])
    each = text.back(calendar.words.each, at)
    if each is not None:
        return [piece._replace(start=each[0], kind="set")]
    part = text.ahead(calendar.parts, at + 1)
    nth = counted_in(text, piece)
    if nth is None and part is not None:
        nth = counted_in(text, piece._replace(end=part[0], part=part[1]))
    if nth is not None:
        return with_counted_before(text, nth)
    which = text.which_before(at)
    if which is not None:
        piece = piece._replace(start=text.with_the(which[0]), which=which[1])
    elif (behind := text.ahead(calendar.which_after, end)) is not None:
        piece = piece._replace(start=text.with_the(at), end=behind[0], which=behind[1])
    elif (beside := _beside(text, piece) or _weeks_on(text, piece)) is not None:
        return [beside]
    else:
        place = end + 1 if words[end] == "," else end
        day = day_at(text, place + 1) if words[place] == " " else None
        if (
            day is not None
            and not _is_plain(text, day.end - 1)
            and not _has_month(text, day.end)
            and (
                text.ends_here(day.end)
                or text.word_after(day.end) in calendar.words.after_listed_day
            )
        ):
            return [piece._replace(end=day.end, day=day.number)]
    unit = calendar.units.get(text.word_after(piece.end))
    if (
        unit == ("week", False)
        and piece.which is None
        and text.word_before(at) not in calendar.words.articles
    ):
        # "Monday week" is a week after the next Monday
        return [piece._replace(end=piece.end + 2, which="coming", number=7)]
    return [piece]


def _beside(text: Context, piece: Piece) -> Piece | None:
    """A weekday before or after another date: "the Monday before", "the Friday after Easter"."""
    after = text.ahead(text.calendar.shifts, piece.end)
    start = text.with_the(piece.start)
    if start == piece.start or after is None or after[1] not in ("before", "after"):
        return None
    meant: Which = "preceding" if after[1] == "before" else "following"
    return piece._replace(start=start, end=after[0], which=meant, shift=after[1])


def _weeks_on(text: Context, piece: Piece) -> Piece | None:
    """A weekday so many weeks after the next: "a week on Tuesday"; but not "jailed for a week on
    Tuesday"."""
    at = text.before(piece.start)
    days = reckoning.DAYS.get(text.calendar.units.get(text.word_before(at), ("second", False))[0])
    is_on = at > 0 and text.words[at] in text.calendar.words.on and days in (7, 14)
    count = text.count_before(at - 2) if is_on else None
    if count is None or not count.number or not days:
        return None
    if text.word_before(count.start) in text.calendar.words.lasting:
        return None
    return piece._replace(start=count.start, which="coming", number=days * count.number)


def _is_plain(text: Context, at: int) -> bool:
    """Whether a number is bare digits, which count what follows: "Monday 13 people"."""
    return text.words[at].isdecimal()


def _has_month(text: Context, end: int) -> bool:
    """Whether the day that ends before a token has its month behind it."""
    place = end + 1
    if text.words[place] in text.calendar.words.of_year:
        return True
    return text.words[end] in GAPS and text.words[place] in text.calendar.months


def _is_weekday(text: Context, at: int) -> bool:
    """Whether a short name is the weekday, and not "sun", "sat" or "wed"."""
    words, calendar = text.words, text.calendar
    word = words[at]
    if word not in calendar.tables.weekdays.shy:
        return True
    end = at + 1
    if words[end] in (".", ","):
        end += 1
    following = words[end + 1] if words[end] == " " else ""
    if following in calendar.words.the and words[end + 2] == " ":
        following = words[end + 3]
    if following[:1].isdigit() or following in calendar.months:
        return True
    if not text.is_capital(at) or text.tokens.written(at).isupper():
        return False
    after, before = text.joint_after(at + 1), text.joint_before(at)
    if (after is not None and after.is_range and words[after.place] in calendar.weekdays) or (
        before is not None and before.is_range and words[before.place - 1] in calendar.weekdays
    ):
        return True  # "Mon-Fri"
    pointed = text.is_pointed("day", at) or text.which_before(at)
    return bool(pointed) or following in calendar.tables.joiners["clock"][:1]


def _in_name(text: Context, at: int) -> bool:
    """Whether a weekday stands in the name of a paper, a club or an event."""
    if not text.is_capital(at):
        return False
    before = text.back(text.calendar.tables.weekdays.names_before, at)
    if before is not None and text.is_capital(before[0]):
        return True
    following = text.word_after(at + 1)
    return following in text.calendar.tables.weekdays.papers and text.is_capital(at + 2)


def find_near(text: Context, at: int) -> list[Piece]:
    """A day near that of publication: "today", "the day after tomorrow"."""
    found = text.calendar.near.ahead(text.words, at)
    if found is None or text.word_before(at) in text.calendar.words.near_not_after:
        return []
    start = text.with_the(at) if found[0] > at + 1 else at
    return [Piece(start, found[0], "near", number=found[1])]


def find_monthday(text: Context, at: int) -> list[Piece]:
    """Days of a month that is not named: "on the 3rd and 4th", "between the 21st and 23rd"."""
    words, small = text.words, text.calendar.words
    start = at - 2 if text.word_before(at) in small.the else at
    head = text.back(small.month_day_heads, start)
    if head is None or words[at - 1] != " ":
        return []
    days: list[Piece] = []
    place, is_range = start, text.word_before(start) in small.between
    while True:
        day = day_at(text, place)
        is_later = day is not None and (not days or day.number > (days[-1].day or 0))
        if day is None or not is_later or words[day.end - 1] not in small.ordinal_ends:
            break
        days.append(Piece(place, day.end, "monthday", day=day.number))
        joint = text.joint_after(day.end)
        if joint is None or (is_range and len(days) > 1):
            break
        is_range |= joint.is_range and day_at(text, joint.place) is not None
        place = joint.place
    if is_range and (len(days) != 2 or in_a_match(text, start, days[1].end)):
        return []  # "from the 4th to the 6th place"
    while days:
        end = days[-1].end
        listed = small.after_listed_day if len(days) > 1 else small.after_bare_day
        if (
            text.ends_here(end)
            or text.word_after(end) in listed
            or words[end : end + 2] == [" ", "-"]
        ):
            return days
        days = [] if is_range else days[:-1]
    return []


def find_tonight(text: Context, at: int) -> list[Piece]:
    """Tonight."""
    step = text.calendar.tables.part_words.tonight[text.words[at]]
    return [Piece(at, at + 1, "near", number=step, part="night")]


def find_now(text: Context, at: int) -> list[Piece]:
    """The moment itself: "right now"."""
    found = text.calendar.words.now.ahead(text.words, at)
    return [] if found is None else [Piece(at, found[0], "near", number=0)]


def find_daily(text: Context, at: int) -> list[Piece]:
    """What comes again each day or year, in one word."""
    if describes(text, at, at + 1):
        return []
    return [Piece(at, at + 1, "set", is_weak=text.words[at] in text.calendar.words.rhythms)]


def find_closing(text: Context, at: int) -> list[Piece]:
    """The last day of a month or a year, in short: "EOY 2025"."""
    unit = text.calendar.tables.closing[text.words[at]]
    return [with_year(text, Piece(text.with_the(at), at + 1, "closing", unit=unit))]


def find_part(text: Context, at: int) -> list[Piece]:
    """A part of a day, weak where nothing says which day's."""
    words, calendar = text.words, text.calendar
    tables = calendar.tables.part_words
    if words[at] in tables.overnight:
        return [Piece(at, at + 1, "part", part="overnight")]
    if words[at] in tables.many:
        return _parts(text, at)
    found = calendar.parts.ahead(words, at)
    if found is None or words[found[0]] == "-":
        return []
    end, name = found
    piece = Piece(at, end, "part", part=name)
    each = text.back(calendar.words.each, at)
    if each is not None:
        return [piece._replace(start=each[0], kind="set")]
    row = calendar.tables.parts[name]
    if row.hour is not None:
        return [zoned(text, Piece(at, end, "time", clock=Clock(row.hour, half="either")))]
    following = text.word_after(end)
    if following in tables.not_after:
        return []
    is_pointed = text.is_pointed("sun", at)
    if row.by_the_sun:
        return [piece] if is_pointed and following not in tables.named_for else []
    if words[at - 1] == "-" and text.word_before(at) not in calendar.weekdays:
        return []  # "late-night safety"
    return [_which_part(text, piece) or _headed_part(text, piece, row, is_pointed=is_pointed)]


def _parts(text: Context, at: int) -> list[Piece]:
    """Many of a part of a day: "Friday mornings", "in the mornings"."""
    tables = text.calendar.tables.part_words
    piece = Piece(at, at + 1, "part", part=tables.many[text.words[at]])
    if text.words[at + 1] == "-":
        return []
    if text.word_before(at) not in text.calendar.words.the:
        if text.count_before(at) is not None:
            return []
        return [piece._replace(kind="set", is_weak=text.words[at] in tables.shy_many)]
    head = text.back(tables.heads, at)
    return [piece if head is None else piece._replace(start=head[0])]


def _which_part(text: Context, piece: Piece) -> Piece | None:
    """A part of a day with what says of which: "this morning", "the night before"."""
    calendar, at = text.calendar, piece.start
    has_article = text.word_before(at) in calendar.words.the
    which = text.which_before(at)
    if which is not None and not has_article:
        return piece._replace(start=which[0], which=which[1])
    after = text.ahead(calendar.shifts, piece.end) if has_article else None
    if after is None or after[1] not in ("before", "after"):
        return None
    meant: Which = "previous" if after[1] == "before" else "following"
    return piece._replace(start=at - 2, end=after[0], which=meant)


def _headed_part(text: Context, piece: Piece, row: PartOfDay, *, is_pointed: bool) -> Piece:
    """A part of a day with "in the early" and the like before it, or weak by itself."""
    at, tables = piece.start, text.calendar.tables.part_words
    head = text.back(tables.heads, at)
    if head is not None:
        phrase = "".join(text.words[head[0] : at - 1])
        if phrase not in tables.shy_heads or phrase in row.phrase:
            # "the dawn of an age" is none, "the night of 3 May" is joined
            is_of = text.word_after(piece.end) in tables.between_days
            return piece._replace(start=head[0], is_weak=is_of)
    return piece._replace(is_weak=not (row.phrase and is_pointed))


def find_holiday(text: Context, at: int) -> list[Piece]:
    """A holiday, with its year."""
    words, calendar = text.words, text.calendar
    found = calendar.holidays.ahead(text.tokens.words, at)
    if found is None or words[found[0]][:1].isalnum():
        return []
    end, holiday = found
    piece = Piece(at, end, "holiday", holiday=holiday)
    dated = with_year(text, piece)
    if dated.year is not None and not (holiday.needs_year and words[end] != " "):
        piece = dated
    elif holiday.needs_year or (
        words[end - 1] not in calendar.words.time_nouns and describes(text, at, end)
    ):
        return []
    return [with_which(text, piece)]


def find_season(text: Context, at: int) -> list[Piece]:
    """A season, where the word is one."""
    words, calendar = text.words, text.calendar
    row = calendar.tables.seasons[calendar.seasons[words[at]]]
    end, year, years = _season_year(text, at)
    if years and text.word_before(at) in calendar.words.articles and words[years[0] - 1] == " ":
        return []  # "a fall of 22"
    is_glued = words[end] == "-" and words[end + 1] not in calendar.seasons
    names_games = text.word_after(end) in calendar.tables.season_words.not_after
    if is_glued or (names_games and at not in text.owners):
        return []
    piece = Piece(at, end, "season", month=row.month, year=year, years=years)
    piece = with_which(text, piece)
    if piece.which is not None or year is not None:
        return [piece]
    owner = year_owning(text, at)
    if owner is not None:
        return [piece._replace(start=owner[0], year=owner[1], years=owner[:1])]
    if _shares_year(text, at):
        return [piece]
    pointed = calendar.tables.season_words.in_ if row.shy else calendar.points["season"]
    if text.back(pointed, at) is None or describes(text, at, at + 1):
        return []
    return [piece]


def _season_year(text: Context, at: int) -> tuple[int, int | None, tuple[int, ...]]:
    """The year behind the season at a token: "in '98" and "2015-16" too."""
    words = text.words
    end, year, years = year_after(text, at + 1)
    if year is None and text.word_after(at + 1) in text.calendar.words.of_year:
        two = text.integer(at + 5) if words[at + 3] == " " and words[at + 4] == "'" else None
        if two is not None:
            end, year = at + 6, full_year(two)
    is_joined = year is not None and words[end] in ("-", "–", "/")
    if is_joined and year is not None and text.integer(end + 1) == (year + 1) % 100:
        end += 2  # "the winter of 2015-16"
    return end, year, years


def _shares_year(text: Context, at: int) -> bool:
    """Whether another season or "of last year" goes on behind a season."""
    words, calendar = text.words, text.calendar
    other, before = text.joint_after(at + 1), text.joint_before(at)
    if other is not None and words[other.place] in calendar.seasons:
        return not describes(text, at, other.place + 1)  # "spring and summer clothes"
    if before is not None and words[before.place - 1] in calendar.seasons:
        row = calendar.tables.seasons[calendar.seasons[words[at]]]
        return says_year(text, at + 1) or not (row.shy or describes(text, at, at + 1))
    is_of = text.word_after(at + 1) in calendar.words.of_year
    return is_of and calendar.which.ahead(words, at + 4) is not None


def describes(text: Context, start: int, end: int) -> bool:
    """Whether the name of a holiday or a season only describes the noun behind it: "Easter eggs",
    "the winter cold"."""
    calendar = text.calendar
    word = text.word_after(end)
    if len(word) < 3 or not word.isalpha() or word in text.vocabulary.stop:
        return False
    if end - 1 in text.owners:
        return False  # "the summer's hits"
    small = calendar.words
    if word in small.time_nouns or word in small.verbs_after or word.endswith(small.verb_endings):
        return False
    return not text.is_pointed("free", start)
