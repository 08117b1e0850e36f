"""The calendar of a language: its own tables over the month and weekday names of the CLDR."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any, Literal, NamedTuple, TypeVar, get_args

from extractor.languages.phrases import Phrases
from extractor.languages.table import Numbered, Said, Table, Words

Which = Literal[
    "last", "past", "next", "coming", "this", "previous", "preceding", "following", "same"
]
Portion = Literal["early", "mid", "late"]
Unit = Literal[
    "second", "minute", "hour", "day", "night", "week", "weekend", "fortnight", "month", "quarter",
    "half", "season", "year", "decade", "century",
]  # fmt: skip
Shift = Literal["ago", "ahead", "later", "after", "before", "earlier", "from", "in", "within"]
Point = Literal["month", "season", "hour", "day", "sun", "free"]
Joiner = Literal[
    "clock",
    "day",
    "of",
    "month",
    "until",
    "into",
    "on",
    "dash",
    "part",
    "range",
    "list",
    "choice",
    "link",
]

NameT = TypeVar("NameT", bound=str)


class Names(Table):
    """Names of months or weekdays beside those of the CLDR."""

    more: dict[str, int]
    shy: Words
    """Names that are other words too."""
    verbs: Words = frozenset()
    modals: Words = frozenset()
    given_names: Words = frozenset()
    named: Words = frozenset()
    papers: Words = frozenset()
    names_before: Said = Phrases(())


class Number(Table):
    """A unit's name, for one of it and for many."""

    one: tuple[str, ...]
    many: tuple[str, ...]


class PartOfDay(Table):
    """A part of the day."""

    words: tuple[str, ...]
    half: Literal["am", "pm", "night", "day"]
    """Where its hours lie; those of the night lie in both halves, a day's own are as said."""
    hour: int | None = None
    by_the_sun: bool = False
    """Whether it is one only behind a preposition: "the sunset clause"."""
    phrase: tuple[str, ...] = ()
    """What makes one of it by itself, besides "this" and "in the early"."""


class Season(Table):
    """A season, by the month in which it begins (northern, as most wire copy means it)."""

    month: int
    words: tuple[str, ...]
    shy: bool = False


class PartWords(Table):
    """What stands around the parts of a day."""

    many: dict[str, str]
    shy_many: Words
    between_days: Words
    tonight: dict[str, int]
    overnight: Words
    heads: Said
    shy_heads: Words
    not_after: Words
    named_for: Words


class SeasonWords(Table):
    """What stands around seasons; `in_` is what a shy one needs."""

    in_: Said
    not_after: Words


class ClockWords(Table):
    """What a time of the clock is said with."""

    am: tuple[str, ...]
    pm: tuple[str, ...]
    either: tuple[str, ...]
    oclock: Said
    hours: Words
    hour_signs: Words
    """What stands between hours and minutes besides a colon and a point: "17h30"."""
    local: Said
    to: Words
    past: Words
    minutes: Words
    quarters: Numbered
    at: Said
    ish: str
    books: Words
    spoken_at: Said
    taken: Said
    """What the time that somebody took stands behind: "won in 1:07:42"."""
    scored: Words
    after_bare: Words
    hour_articles: Words = frozenset()
    """The article before an hour, in languages that name hours with it: "las ocho"."""
    plus_minutes: Words = frozenset()
    """What adds minutes behind an hour."""
    less_minutes: Words = frozenset()
    """What takes them away."""
    happens: Said


class YearWords(Table):
    """Why four digits are a year, and why not."""

    before: Said
    openers: Words
    sure: Said
    asking: Words
    never_before: Said
    never_after: Words
    nouns: Words
    named_before: Words
    numbered: Words
    streets: Words
    verbs_after: Words


class KnownDays(Table):
    """Days that go by what happened on them."""

    days: dict[str, int]
    names: dict[str, int]
    """Those whose digits are their name, month first, and their year."""
    events: Words
    between: Words


class Fillers(Table):
    """What stands between a number, or "last", and its unit."""

    number: Words
    working: Words
    books: Words
    calendar: Words


class Vague(Table):
    """Numbers that name none."""

    counts: Said
    pairs: Said
    halves: Said


class SmallWords(Table):
    """The words between the names of the calendar."""

    the: Words
    articles: Words
    each: Said
    denied: Words
    of: str
    of_year: Words
    hedges: Words
    owners: Said
    ordinal_ends: Words
    plural_end: str
    owning: str
    ordinals: dict[str, int]
    time: Words
    ends: Words
    old: Words
    quarter_codes: Words
    half_codes: Words
    fiscal_codes: tuple[str, ...]
    list_before: Words
    between: Words
    before_christ: Words
    of_christ: tuple[str, ...]
    after_bare_day: Words
    after_listed_day: Words
    verbs_after: Words
    verb_endings: tuple[str, ...]
    now: Said
    zeros: Words
    heat: Words
    no_plural_ends: tuple[str, ...]
    finals: Words
    on: Words
    closing: Words
    that: Words
    dateline: tuple[str, ...]
    month_day_heads: Said
    lasting: Words
    limits: Said
    and_a_half: Said
    daily: Words
    rhythms: Words
    """The same, where a day or a time is named with it: "nightly at 10"."""
    time_nouns: Words
    match: Words
    near_not_after: Words = frozenset()
    """What no day near that of publication stands behind: "la mañana" is a morning."""
    roman_behind: Words = frozenset()
    """What a Roman numeral stands behind that numbers it: "siglo XIX"."""
    decade_before: Words = frozenset()
    """What a decade stands behind: "los años 80", "la década de 1990"."""


Note = Literal[
    "open_order", "no_day", "other_weekday", "two_years", "year_before_era", "century_before_era",
    "century_or_decade", "week_of_what", "iso_weeks", "of_books", "by_the_moon",
]  # fmt: skip


class CalendarTables(Table):
    """`calendar.toml`."""

    months: Names
    weekdays: Names
    points: dict[Point, Said]
    which: dict[Which, tuple[str, ...]]
    which_after: dict[Which, tuple[str, ...]]
    """The same behind the word: "la semana pasada"."""
    portions: dict[Portion, tuple[str, ...]]
    units: dict[Unit, Number]
    unit_phrases: dict[Unit, tuple[str, ...]]
    """Units of several words, whose last is that of another: "fin de semana"."""
    fillers: Fillers
    shifts: dict[Shift, tuple[str, ...]]
    leading: dict[Shift, tuple[str, ...]]
    """Those that stand before the number besides "in" and "within": "hace dos semanas"."""
    vague: Vague
    words: SmallWords
    near: dict[str, int]
    parts: dict[str, PartOfDay]
    part_words: PartWords
    seasons: dict[str, Season]
    season_words: SeasonWords
    decades: dict[str, int]
    decades_behind: dict[str, int]
    """Decades that are named only behind a word for them: "los años ochenta"."""
    clock: ClockWords
    zones: dict[str, str]
    years: YearWords
    joiners: dict[Joiner, tuple[str, ...]]
    closing: dict[str, Unit]
    """Words for the last day of a unit."""
    fiscal: dict[Literal["ended"], tuple[str, ...]]
    known_days: KnownDays
    notes: dict[Note, str]
    """What a reader must know about a date, with holes for its numbers and names."""


class TenseTables(Table):
    """`tense.toml`."""

    ahead: tuple[str, ...]
    short_ahead: Words
    modal: Words
    weak: Words
    until: Words
    present: Words
    next: Words
    past: Words
    past_endings: tuple[str, ...]
    no_verbs: Words
    same_form: Words
    reports: Words
    no_verb_after: Words
    adverb_endings: tuple[str, ...]
    adverbs: Words
    sure_past: Words
    fixed: Words
    fixed_between: Said
    fixed_for: Words
    moving: Words
    granting: Words
    deciding: Words
    infinitive: Words
    is_on: Said
    no_is: Words
    fixed_fillers: Words
    subjects: Words
    no_third: Words
    third_ending: str
    not_third_ending: str
    states: Words
    still: Said
    had: Words
    relatives: Words
    ahead_behind: Said
    reported_ahead: Words
    determiners: Words
    superlatives: Words
    superlative_endings: tuple[str, ...]
    no_going_on: Words


class HolidayTables(Table):
    """`holidays.toml`."""

    fixed: dict[str, tuple[str, ...]]
    with_year: dict[str, tuple[str, ...]]
    easter: dict[int, tuple[str, ...]]
    orthodox: dict[int, tuple[str, ...]]
    islamic: dict[str, tuple[str, ...]]
    counted: dict[str, tuple[str, ...]]


HolidayRule = Literal["fixed", "easter", "orthodox", "islamic", "counted"]


class Holiday(NamedTuple):
    """A holiday by the rule that gives its day, and the numbers that the rule takes."""

    rule: HolidayRule
    numbers: tuple[int, ...]
    needs_year: bool = False


class Calendar:
    """The calendar's words laid out for looking them up."""

    def __init__(
        self, tables: CalendarTables, tense: TenseTables, holidays: HolidayTables, code: str
    ) -> None:
        """Lay the tables out."""
        self.tables = tables
        self.tense = tense
        self.words = tables.words
        self.months = {**_cldr_names("months", code), **tables.months.more}
        self.weekdays = {**_cldr_names("days", code), **tables.weekdays.more}
        self.month_names = _long_names("months", code)
        self.is_day_first = _is_day_first(code)
        """Whether all that write the language put the day before the month in digits."""
        self.weekday_names = _long_names("days", code)
        plural = tables.words.plural_end
        self.weekday_plurals = frozenset(name.lower() + plural for name in self.weekday_names)
        self.units: dict[str, tuple[Unit, bool]] = {}
        """The unit that a word names, and whether it is many of it."""
        for unit, number in tables.units.items():
            self.units.update(dict.fromkeys(number.one, (unit, False)))
            self.units.update(dict.fromkeys(number.many, (unit, True)))
        self.which = _by_word(tables.which)
        self.portions = _by_word(tables.portions)
        self.which_after = _by_word(tables.which_after)
        self.unit_phrases = _by_word(tables.unit_phrases)
        self.shifts = _by_word(tables.shifts)
        self.leads = Phrases(
            (word, shift)
            for table in (tables.leading, tables.shifts)
            for shift, words in table.items()
            if table is tables.leading or shift in ("in", "within")
            for word in words
        )
        """What stands before a number of units and leads to another day."""
        self.points = tables.points
        self.near = Phrases(tables.near.items())
        self.parts = Phrases(
            (word, name) for name, part in tables.parts.items() for word in part.words
        )
        self.seasons = {w: name for name, s in tables.seasons.items() for w in s.words}
        self.holidays = Phrases(_holiday_names(holidays))
        self.halves = Phrases(
            (word, half) for half in ("am", "pm", "either") for word in getattr(tables.clock, half)
        )
        self.joiners: dict[str, frozenset[Joiner]] = {
            phrase: frozenset(name for name, ps in tables.joiners.items() if phrase in ps)
            for phrases in tables.joiners.values()
            for phrase in phrases
        }
        self.known_days = {
            (int(day[:2]), int(day[3:])): year for day, year in tables.known_days.days.items()
        }

    def note(self, name: Note, **numbers: int | None) -> str:
        """A note with its holes filled; a number that is none leaves its hole empty."""
        text = _Filling(self).vformat(self.tables.notes[name], (), {"year": None, **numbers})
        return " ".join(text.split()).replace(" ,", ",")

    def is_note(self, text: str, name: Note) -> bool:
        """Whether a note is this one, with whatever in its holes."""
        pieces = [words.strip() for words, *_ in Formatter().parse(self.tables.notes[name])]
        return re.fullmatch(".*".join(["", *map(re.escape, pieces), ""]), text) is not None

    def half_of(self, part: str | None) -> str | None:
        """The half of the day in which the hours of a part of it lie."""
        row = self.tables.parts.get(part or "")
        return None if row is None else row.half


class _Filling(Formatter):
    """Fills holes of notes: `{month:month}` with the name of a month, `{weekday:weekday}` alike."""

    def __init__(self, calendar: Calendar) -> None:
        """Hold the names."""
        self._calendar = calendar

    def format_field(self, value: Any, spec: str) -> str:
        """The number, or the name that it stands for."""
        if value is None:
            return ""
        if not spec:
            return str(value)
        months, weekdays = self._calendar.month_names, self._calendar.weekday_names
        name: str = months[value - 1] if spec == "month" else weekdays[value]
        return name


def _by_word(table: Mapping[NameT, tuple[str, ...]]) -> Phrases[NameT]:
    return Phrases((word, name) for name, words in table.items() for word in words)


def _cldr_names(kind: Literal["months", "days"], code: str) -> dict[str, int]:
    """Long and short names in small letters, with their numbers; Monday is 0."""
    from babel import Locale

    widths = getattr(Locale.parse(code), kind)["format"]
    return {
        name.lower().rstrip("."): number
        for width in ("abbreviated", "wide")
        for number, name in widths[width].items()
    }


def _is_day_first(code: str) -> bool:
    from babel import Locale

    return str(Locale.parse(code).date_formats["short"].pattern).startswith("d")


def _long_names(kind: Literal["months", "days"], code: str) -> tuple[str, ...]:
    """Long names in order."""
    from babel import Locale

    names = getattr(Locale.parse(code), kind)["format"]["wide"]
    return tuple(names[number] for number in sorted(names))


def _holiday_names(tables: HolidayTables) -> Iterator[tuple[str, Holiday]]:
    for name in (*get_args(HolidayRule), "with_year"):
        for key, words in getattr(tables, name).items():
            text = str(key)
            parts = text.split("-") if name in ("fixed", "with_year", "islamic") else text.split()
            needs_year = name == "with_year"
            numbers = tuple(map(int, parts))
            for word in words:
                rule: HolidayRule = "fixed" if needs_year else name
                yield word, Holiday(rule, numbers, needs_year)
