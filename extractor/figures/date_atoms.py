"""The pieces of which dates are made, each found by a word or a form of digits."""

from __future__ import annotations

import re

from extractor.figures.clock import in_a_match
from extractor.figures.codes import NAMES_BEFORE
from extractor.figures.date_words import (
    DAYS,
    DECADES,
    HOLIDAYS,
    MONTHS,
    MOVING,
    PARTS,
    SEASONS,
    SHY_MONTHS,
    SHY_WEEKDAYS,
    SMALL,
    UNITS,
    WEEKDAYS,
    ZONES,
)
from extractor.figures.units import SYMBOLS
from extractor.figures.words import read_words
from extractor.figures.years import is_year


class Atom:
    """One piece of a date; the fields that its kind does not use stay none."""

    __slots__ = (
        "start", "end", "kind", "year", "month", "day", "weekday", "hour", "minute", "second",
        "zone", "part", "unit", "count", "modifier", "name", "other", "early", "year2",
    )  # fmt: skip

    def __init__(self, start: int, end: int, kind: str) -> None:
        self.start = start
        self.end = end
        self.kind = kind
        self.year: int | None = None
        self.month: int | None = None
        self.day: int | None = None
        self.weekday: int | None = None
        self.hour: int | None = None
        self.minute: int | None = None
        self.second: int | None = None
        self.zone: str | None = None
        self.part: str | None = None
        self.unit: str | None = None
        self.count: int | None = None
        self.modifier: str | None = None
        self.name: str | None = None
        self.other: Atom | None = None
        self.early: str | None = None
        self.year2: int | None = None


def _alternatives(words: object) -> str:
    """Words as alternatives, longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]


_MONTH = _alternatives(MONTHS)
_WEEKDAY = _alternatives(WEEKDAYS)
_UNIT = r"(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|weekends?|fortnights?|months?|quarters?|years?|yrs?|decades?|century|centuries|nights?)"
_COUNT = (
    r"(?:[0-9]{1,4}(?:\.[0-9])?(?: and a half)?|a few|several|some|many|a couple(?: of)?|a couple"
    r"|couple(?: of)?|few|half an?|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen)"
)
_ORDINAL_DAY = (
    r"(?:[0-3]?[0-9](?:st|nd|rd|th)?|(?:twenty|thirty)[- ](?:first|second|third|fourth|fifth|sixth"
    r"|seventh|eighth|ninth|one|two|three|four|five|six|seven|eight|nine)|thirtieth|twentieth|first|second|third|fourth"
    r"|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth"
    r"|sixteenth|seventeenth|eighteenth|nineteenth|twenty|thirty)"
)
_YEAR = r"(?:1[0-9]{3}|20[0-9]{2}|21[0-9]{2})(?![0-9]|[.,][0-9])"
_TIME_ZONE = r"(?: ?\(?(" + "|".join(ZONES) + r")\)?(?![a-z])|([+-][0-9]{2}:?[0-9]{2})(?![0-9]))?"

# What makes a look worth while. Each alternative begins with a fixed letter or digit.
_TRIGGER_WORDS = sorted(
    {*MONTHS, *WEEKDAYS, *DAYS, *PARTS, *SEASONS, *DECADES, "overnight", "easter", "good friday",
     "thanksgiving", "now", "ago", "later", "earlier", "eve", "mid night", "current",
     *(holiday for holiday in HOLIDAYS), *MOVING,
     "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks",
     "weekend", "weekends", "fortnight", "fortnights", "month", "months", "quarter", "quarters",
     "year", "years", "decade", "decades", "century", "centuries", "half", "nights", "mornings",
     "evenings", "afternoons", "hrs", "min", "mins", "annually", "everyday", "weekday", "tonite"},
    key=len, reverse=True,
)  # fmt: skip
_by_letter: dict[str, list[str]] = {}
for _word in _TRIGGER_WORDS:
    _by_letter.setdefault(_word[0], []).append(re.escape(_word[1:]))
_TRIGGER = re.compile(
    "|".join(
        rf"{letter}(?<![a-z]{letter})(?:{'|'.join(rest)})(?![a-z])"
        for letter, rest in _by_letter.items()
    )
    + "|"
    + "|".join(rf"{digit}(?<![0-9a-z$£€.,]{digit})[0-9]*" for digit in "0123456789")
)

_DAY_BEFORE = re.compile(rf"(?<![a-z0-9.,$£€])(?:the )?({_ORDINAL_DAY})(?: day)?(?: of|,)?[ -/]$")
_AFTER_MONTH = re.compile(
    rf"\.?(?:(?:,? |-|/|)(?:the )?({_ORDINAL_DAY})(?![a-z0-9%$]|,[0-9]{{3}}|\.[0-9]|:))?"
    rf"(?:(?: ?, ?|,? of | |-|/|'| ')({_YEAR}|'?[0-9]{{2}}(?![0-9a-z%:.,/-])))?"
)
_DAYS_BEFORE = re.compile(
    rf"(?<![a-z0-9.,$£€])(between |from )?(?:the )?({_ORDINAL_DAY})( ?[-–] ?| to | and | through | till | until |,)"
    rf"(?:the )?({_ORDINAL_DAY})(?: of)?[ -]$"
)
_DAYS_AFTER = re.compile(
    rf"\.? (?:the )?({_ORDINAL_DAY})( ?[-–] ?| to | and | through | till | until )(?:the )?({_ORDINAL_DAY})"
    rf"(?![a-z0-9%$:.]|,[0-9]|-[a-z]| [ap]\.?m)(?:,? ({_YEAR}))?"
)
_SHORT_YEAR = re.compile(r"(?:,? '| of '?|-|/)([0-9]{2})(?![0-9a-z:,/-])")
_YEAR_AFTER = re.compile(rf"(?:\.? ?, ?|\.? of |\.? |\.?-|/)({_YEAR})(?!-?[a-z]|%)")
_MONTH_DAY_ZONE_YEAR = re.compile(
    r"\.? ([0-9]{1,2}) ([0-9]{2}):([0-9]{2}):([0-9]{2}) ([a-z]{1,5}|[+-][0-9]{4}) ([0-9]{4})"
)
_YEAR_MONTH_DAY = re.compile(r"(?<![0-9])([12][0-9]{3})[-/ ]$")
_DASH_DAY = re.compile(r"[-/ ]([0-3]?[0-9])(?![0-9a-z%])")
_SPOKEN_YEAR = re.compile(
    r",? ((?:sixteen|seventeen|eighteen|nineteen|twenty|two thousand)(?:[ -]|[a-z])+)"
)
_WEEKDAY_HEAD = re.compile(rf"(?<![a-z])({_WEEKDAY})\.?,? (?:the )?$")
_MODIFIER = re.compile(
    r"(?<![a-z])(?:(the )?(last|next|this|past|previous|coming|following|same|upcoming|preceding"
    r"|this past|this coming|earlier this|later this|late last|early last|early next|late next"
    r"|earlier that|later that|that|late this|early this|current|earlier in the|later in the"
    r"|late in the|early in the))(?: fiscal| calendar| school| academic| financial)? $"
)
_MODIFIER_COUNT = re.compile(
    rf"(?<![a-z])(?:the )?(last|next|past|previous|coming|following|first|final|within|within the next"
    rf"|over the past|preceding) ({_COUNT}) $"
)
_COUNT_BEFORE = re.compile(rf"(?<![a-z0-9.,])({_COUNT})(?: (?:full|more|short))?[ -]?$")
_AFTER_COUNTED = re.compile(
    r" (ago|later|earlier|before|after|from now|since|prior|previously|on|hence|from|old)(?![a-z])"
)
_TIME = re.compile(
    r"([0-9]{1,2})(?:[:.]([0-5][0-9]))?(?::([0-5][0-9]))?(?:\.[0-9]+)?"
    r"( ?(?:a\.m\.?|p\.m\.?|am|pm|ampm)(?![a-z])| ?o'?clock|a(?![a-z.])|p(?![a-z.])| hours(?= (?:gmt|utc|local))|)"
    + _TIME_ZONE
)
_MILITARY = re.compile(r"([0-2][0-9])([0-5][0-9])(?: ?hrs| hours)? ?(gmt|utc|z)(?![a-z])")
_ISO = re.compile(
    r"([12][0-9]{3})-([01][0-9])-([0-3][0-9])(?:[t ]([0-2][0-9]):([0-5][0-9])(?::([0-5][0-9])(?:\.[0-9]+)?)?"
    r"(z|[+-][0-9]{2}:?[0-9]{2})?)?(?![0-9])"
)
_SLASHED = re.compile(r"([0-9]{1,4})([/.-])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})(?![0-9/])")
_CLOSING = re.compile(r"(?<![a-z])(?:the )?(?:end|start|beginning|close) of (?:the )?$")
_ON_THE = re.compile(r"(?<![a-z])on (?:the )?$")
_BARE_ORDINAL = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th)(?=$|[.,;)]| -| (?:and|at|in|for|to|when|after|before)(?![a-z]))"
)
_SHORT_SLASHED = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?![0-9/%])")
_COMPACT = re.compile(r"((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])(?![0-9])")
_DECADE = re.compile(r"([12][0-9]{2}0) ?'?s(?![a-z])")
_SHORT_DECADE = re.compile(r"([1-9]0)'?s(?![a-z])")
_CENTURY_BEFORE = re.compile(r"(?<![a-z0-9])([0-9]{1,2}(?:st|nd|rd|th)|[a-z]+(?:-[a-z]+)?)[ -]$")
_ORDINAL_WORDS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
    "last": -1, "final": -1, "opening": 1,
}  # fmt: skip
_QUARTER_HEAD = re.compile(
    r"(?<![a-z])(?:the )?(first|second|third|fourth|final|1st|2nd|3rd|4th|last)[ -]$"
)
_OF_YEAR = re.compile(rf"(?: of| in|,)? (?:the year )?({_YEAR})(?![a-z%])")
_QUARTER_CODE = re.compile(r"(?<![a-z0-9])q([1-4])(?: (?:of )?|/|-)?([12][0-9]{3})?(?![0-9a-z])")
_SET = re.compile(r"(?<![a-z])(every|each)(?: (?:other|single|[a-z]+))? ?$")
_EARLY = re.compile(
    r"(?<![a-z])((?:the )?(?:early|late|mid|earlier|later|end of|start of|beginning of|middle of"
    r"|turn of|close of|first half of|second half of))(?: |-| in (?:the )?|-to-late )$"
)


def find_atoms(low: str, case: str) -> list[Atom]:
    """The pieces of dates in reading order; they do not overlap."""
    atoms: list[Atom] = []
    done = 0
    for trigger in _TRIGGER.finditer(low):
        start, end = trigger.span()
        if start < done:
            continue
        word = trigger.group()
        atom = (
            _numeric(low, case, start, word)
            if word[0].isdigit()
            else _worded(low, case, start, end, word, done)
        )
        if atom is None:
            continue
        while atoms and atoms[-1].end > atom.start:
            if atom.kind == "part" or atom.end - atom.start <= 0:
                break
            atoms.pop()
        atoms.append(atom)
        done = atom.end
    for code in _QUARTER_CODE.finditer(low):
        atom = Atom(code.start(), code.end(), "quarter")
        atom.count = int(code.group(1))
        atom.year = int(code.group(2)) if code.group(2) else None
        if low[code.end() - 1] in " -/":
            atom.end = code.end(1)
        atoms.append(atom)
    atoms.sort(key=lambda item: (item.start, -item.end))
    kept: list[Atom] = []
    for atom in atoms:
        if not kept or atom.start >= kept[-1].end:
            kept.append(atom)
    return kept


def _window(low: str, start: int, size: int) -> str:
    """What stands before a place, up to the line's beginning."""
    window = low[max(0, start - size) : start]
    border = window.rfind("\n")
    return window[border + 1 :] if border >= 0 else window


def _day_number(word: str) -> int | None:
    """The day of the month that a word or digits give."""
    digits = re.match("[0-9]+", word)
    if digits:
        value = int(digits.group())
    else:
        readings = read_words(word)
        if len(readings) != 1:
            return None
        value = int(readings[0].value)
    return value if 1 <= value <= 31 else None


def _full_year(digits: str) -> int:
    """Four digits of a year from four or two."""
    digits = digits.lstrip("'")
    if len(digits) == 4:
        return int(digits)
    value = int(digits)
    return 1900 + value if value >= 40 else 2000 + value


def _worded(low: str, case: str, start: int, end: int, word: str, done: int) -> Atom | None:
    """The piece that a word of the calendar begins, or stands in."""
    if word in MONTHS:
        return _month(low, case, start, end, word)
    if word in WEEKDAYS:
        return _weekday(low, case, start, end, word)
    if word in DAYS:
        atom = Atom(start, end, "near")
        atom.count = DAYS[word]
        if word == "tonight":
            atom.part = "night"
        _early(low, atom)
        return atom
    if word in HOLIDAYS or word in MOVING:
        atom = Atom(start, end, "holiday")
        atom.name = word
        year = _OF_YEAR.match(low, end)
        if year:
            atom.year = int(year.group(1))
            atom.end = year.end()
        window = _window(low, start, 16)
        which = _MODIFIER.search(window)
        if which:
            atom.modifier = which.group(2)
            atom.start -= len(window) - which.start(2)
        return atom
    if word == "overnight":
        return Atom(start, end, "overnight")
    if word in SEASONS:
        return _season(low, case, start, end, word)
    if word in DECADES:
        atom = Atom(start, end, "decade")
        atom.year = 1900 + DECADES[word] if DECADES[word] else 2000
        window = _window(low, start, 20)
        if re.search(r"(?:his|her|their|my|our|in your) (?:early |late |mid-?)?$", window) or (
            "mid-" in window[-5:] or window.endswith(("'s ", "s' "))
        ):
            return None
        if not window.endswith(("the ", "early ", "late ", "in ")):
            return None
        return atom
    if word in PARTS or word in ("mid night", "mornings", "evenings", "afternoons", "nights"):
        return _part(low, start, end, word)
    if word == "now" and low.endswith("right ", 0, start):
        atom = Atom(start - 6, end, "near")
        atom.count = 0
        return atom
    if word in ("annually", "everyday"):
        return Atom(start, end, "set")
    if word == "now" or word in ("ago", "later", "earlier", "eve", "current", "half"):
        return None
    return _unit(low, start, end, word)


def _month(low: str, case: str, start: int, end: int, word: str) -> Atom | None:
    """A month with the day and the year around it."""
    capital = case[start].isupper()
    window = _window(low, start, 28)
    wrapped = _YEAR_MONTH_DAY.search(window)
    if wrapped:
        tail = _DASH_DAY.match(low, end)
        if tail and 1 <= int(tail.group(1)) <= 31:
            atom = Atom(start - (len(window) - wrapped.start()), tail.end(), "day")
            atom.year, atom.month, atom.day = (
                int(wrapped.group(1)),
                MONTHS[word],
                int(tail.group(1)),
            )
            return atom
    days = _days(low, start, end, window, MONTHS[word], case)
    if days is not None:
        return days
    before = _DAY_BEFORE.search(window)
    full = _MONTH_DAY_ZONE_YEAR.match(low, end)
    atom = Atom(start, end, "month")
    atom.month = MONTHS[word]
    if full:
        atom.kind = "day"
        atom.day = int(full.group(1))
        atom.hour, atom.minute, atom.second = (int(full.group(i)) for i in (2, 3, 4))
        zone = full.group(5)
        atom.zone = ZONES.get(zone, f"{zone[:3]}:{zone[3:]}" if zone[0] in "+-" else None)
        atom.year = int(full.group(6))
        atom.end = full.end()
    elif (
        before
        and _day_number(before.group(1))
        and not (word in ("may", "march") and not capital and not before.group(1)[0].isdigit())
    ):
        atom.kind = "day"
        atom.day = _day_number(before.group(1))
        atom.start = start - (len(window) - before.start())
        year = _YEAR_AFTER.match(low, end) or _SHORT_YEAR.match(low, end)
        if year:
            atom.year = _full_year(year.group(1))
            atom.end = year.end()
        else:
            words = _SPOKEN_YEAR.match(low, end)
            spoken = words and _spoken_year(words.group(1))
            if spoken:
                atom.year, length = spoken
                atom.end = words.start(1) + length  # type: ignore[union-attr]
    else:
        after = _AFTER_MONTH.match(low, end)
        if word in SHY_MONTHS and not capital and not (after and after.group(1) and word != "may"):
            if not window.endswith(("in ", "since ", "last ", "next ", "early ", "late ")):
                return None
        if word in ("may", "march", "mar") and not _is_month_here(low, case, start, end, window):
            return None
        if after and (after.group(1) or after.group(2)):
            day = _day_number(after.group(1)) if after.group(1) else None
            if after.group(1) and day is None:
                return atom
            if day is not None:
                atom.kind = "day"
                atom.day = day
            if after.group(2):
                atom.year = _full_year(after.group(2))
            atom.end = after.end()
        elif low[end : end + 1] == "." and len(word) <= 4 and low[end + 1 : end + 2] == " ":
            pass
        if atom.kind == "month" and atom.year is None:
            year = _YEAR_AFTER.match(low, end)
            if year:
                atom.year = int(year.group(1))
                atom.end = year.end()
            else:
                spoken_words = _SPOKEN_YEAR.match(low, end)
                spoken = spoken_words and _spoken_year(spoken_words.group(1))
                if spoken:
                    atom.year, length = spoken
                    atom.end = spoken_words.start(1) + length  # type: ignore[union-attr]
    modifier = _MODIFIER.search(window)
    if modifier and atom.kind == "month" and atom.year is None:
        atom.modifier = modifier.group(2)
        atom.start = start - (len(window) - modifier.start(2))
    _early(low, atom)
    return atom


def _days(low: str, start: int, end: int, window: str, month: int, case: str) -> Atom | None:
    """Two days of one month: "5-7 June", "November 19 to 20, 2024"."""
    year = None
    before = _DAYS_BEFORE.search(window)
    if before:
        one, two = _day_number(before.group(2)), _day_number(before.group(4))
        link, head = before.group(3), before.group(1) or ""
        begin, stop = start - (len(window) - before.start()), end
        if not before.group(2)[0].isdigit() and not head:
            return None
        found = _YEAR_AFTER.match(low, end)
        if found:
            year, stop = int(found.group(1)), found.end()
    else:
        after = _DAYS_AFTER.match(low, end)
        if after is None or not case[start].isupper():
            return None
        one, two = _day_number(after.group(1)), _day_number(after.group(3))
        link, begin, stop, head = after.group(2), start, after.end(), ""
        for word in ("between ", "from "):
            if low.endswith(word, 0, start):
                head, begin = word, start - len(word)
        if after.group(4):
            year = int(after.group(4))
    if one is None or two is None or (one >= two and link != " and ") or link == ",":
        return None
    if link == " and " and head != "between ":
        if one >= two or before is None:
            return None
        # "5 and 7 June" are two days
        head = ""
    whole = Atom(begin, stop, "range")
    first, second = Atom(begin, stop, "day"), Atom(begin, stop, "day")
    first.month = second.month = month
    first.day, second.day = one, two
    first.year = second.year = year
    first.other = second
    whole.other = first
    return whole


def _spoken_year(words: str) -> tuple[int, int] | None:
    """A year in words: "nineteen eighty six"; its value and its length in characters."""
    readings = read_words(words)
    if not readings or readings[0].start:
        return None
    first = int(readings[0].value)
    if (
        len(readings) > 1
        and 10 <= first <= 21
        and 10 <= readings[1].value <= 99
        and (readings[1].start == readings[0].end + 1)
    ):
        return first * 100 + int(readings[1].value), readings[1].end
    if 1000 <= first <= 2199:
        return first, readings[0].end
    return None


def _is_month_here(low: str, case: str, start: int, end: int, window: str) -> bool:
    """Whether "may" or "march" is the month."""
    after = _AFTER_MONTH.match(low, end)
    if after and (after.group(1) or after.group(2)):
        return True
    head = window.rstrip().rsplit(" ", 1)[-1]
    return (head in (
        "in", "since", "by", "until", "till", "of", "last", "next", "this", "early", "late", "and",
        "to", "from", "through", "during", "before", "after", "for", "mid", "between", "around",
    ) and case[start].isupper()) or window.endswith(("in ", "since "))  # fmt: skip


def _early(low: str, atom: Atom) -> None:
    """Take in "early", "late" or "mid" before a stretch of time."""
    window = _window(low, atom.start, 24)
    found = _EARLY.search(window)
    if found:
        atom.early = found.group(1)
        atom.start -= len(window) - found.start(1)


def _weekday(low: str, case: str, start: int, end: int, word: str) -> Atom | None:
    """A weekday with what says which one."""
    if word in SHY_WEEKDAYS:
        capital = case[start].isupper()
        after = low[end : end + 2]
        if word in ("sun", "sat") and not capital:
            return None
        if (
            not (
                after[:1] in (",", ".", " ")
                and after
                and re.compile(r"[.,]? ?(?:[0-9]|" + _MONTH + r")").match(low, end)
            )
            and not capital
        ):
            return None
        if (
            word in ("sun", "sat", "wed", "mon")
            and capital
            and not re.compile(r"[.,]? (?:the )?(?:[0-9]|" + _MONTH + r")").match(low, end)
        ):
            return None
    atom = Atom(start, end, "weekday")
    atom.weekday = WEEKDAYS[word]
    if low[end : end + 1] == "." and len(word) <= 5:
        pass
    window = _window(low, start, 30)
    repeated = _SET.search(window)
    if repeated:
        atom.kind = "set"
        atom.start = start - (len(window) - repeated.start())
        return atom
    modifier = _MODIFIER.search(window)
    if modifier:
        atom.modifier = modifier.group(2)
        atom.start = start - (len(window) - modifier.start())
    ordinal = re.compile(
        r" (?:the )?([0-3]?[0-9])(?:st|nd|rd|th)(?![a-z])(?! (?:" + _MONTH + r")| of)"
    ).match(low, end)
    if ordinal and not modifier:
        atom.day = int(ordinal.group(1))
        atom.end = ordinal.end()
    _early(low, atom)
    week = re.compile(r" (?:this|last|next) week(?![a-z])| week(?![a-z])").match(low, end)
    if week and not modifier:
        atom.modifier = week.group().split()[0] if len(week.group().split()) > 1 else "week"
        atom.end = week.end()
    return atom


def _season(low: str, case: str, start: int, end: int, word: str) -> Atom | None:
    """A season, where the word is one."""
    window = _window(low, start, 24)
    year = _OF_YEAR.match(low, end)
    modifier = _MODIFIER.search(window)
    fixed = modifier or year or window.endswith(("the ", "in ", "early ", "late ", "mid-"))
    if word in ("spring", "fall") and not (modifier or year or window.endswith(("in the ", "in "))):
        return None
    if not fixed:
        return None
    if low.startswith((" olympic", " games", " paralympic", "-", " palace", " street"), end):
        return None
    atom = Atom(start, end, "season")
    atom.month = SEASONS[word]
    atom.name = word
    if year:
        atom.year = int(year.group(1))
        atom.end = year.end()
    if modifier:
        atom.modifier = modifier.group(2)
        atom.start = start - (len(window) - modifier.start(2))
    _early(low, atom)
    return atom


def _part(low: str, start: int, end: int, word: str) -> Atom | None:
    """A part of a day."""
    window = _window(low, start, 24)
    repeated = _SET.search(window)
    atom = Atom(start, end, "part")
    if word in ("mornings", "evenings", "afternoons", "nights"):
        atom.kind = "set" if not window.endswith("the ") else "part"
        if word == "nights":
            return _unit(low, start, end, "nights")
        word = word[:-1]
    atom.part = "midnight" if word == "mid night" else word
    if repeated:
        atom.kind = "set"
        atom.start = start - (len(window) - repeated.start())
        return atom
    if word in ("noon", "midday", "midnight", "mid night", "noonish"):
        atom.hour = 0 if word in ("midnight", "mid night") else 12
        return atom
    if word == "night" and low.startswith((" club", " vision", " shift", "-"), end):
        return None
    modifier = _MODIFIER.search(window)
    if modifier:
        atom.modifier = modifier.group(2)
        atom.start = start - (len(window) - modifier.start(2))
        return atom
    for head in (
        "in the early ",
        "in the late ",
        "in the ",
        "at ",
        "in ",
        "early ",
        "late ",
        "mid-",
        "the ",
    ):
        if window.endswith(head):
            if head in ("the ", "at ", "in ") and word not in (
                "night",
                "dawn",
                "dusk",
                "lunchtime",
                "morning",
                "night-time",
                "daytime",
            ):
                continue
            atom.start = start - len(head)
            return atom
    atom.early = "bare"
    return atom


def _unit(low: str, start: int, end: int, word: str) -> Atom | None:
    """A stretch of time that says when: "last week", "three days ago", "the year before"."""
    single = word
    if word not in UNITS:
        single = "century" if word == "centuries" else word.removesuffix("s")
    unit = UNITS.get(single)
    if word == "weekday":
        unit = "day"
    if unit is None:
        return None
    window = _window(low, start, 44)
    plural = word.endswith("s") and word not in UNITS
    if unit == "century":
        return _century(low, start, end, window, plural)
    atom = Atom(start, end, "span")
    atom.unit = unit
    repeated = re.compile(rf"(?<![a-z])(?:every|each)(?: (?:other|single|{_COUNT}))? $").search(
        window
    )
    if word == "weekday" and not repeated:
        return None
    if repeated:
        atom.kind = "set"
        atom.start = start - (len(window) - repeated.start())
        return atom
    if unit == "quarter":
        head = _QUARTER_HEAD.search(window)
        if head and not plural and low.startswith(("-final", " final"), end):
            return None
        if head and not plural and not _OF_YEAR.match(low, end) and in_a_match(low, start, end):
            return None
        if head and not plural:
            atom.kind = "quarter"
            number = _ORDINAL_WORDS[head.group(1)]
            atom.start = start - (len(window) - head.start())
            year = _OF_YEAR.match(low, end)
            if year:
                atom.year = int(year.group(1))
                atom.end = year.end()
            else:
                of_year = re.compile(
                    r" (?:of )?(this|last|next|the) (?:fiscal )?year(?![a-z])"
                ).match(low, end)
                if of_year:
                    atom.modifier = of_year.group(1)
                    atom.end = of_year.end()
            if number == -1:
                if head.group(1) == "last":
                    atom.kind = "span"
                    atom.modifier = "last"
                    return atom
                number = 4
            atom.count = number
            return atom
    counted = _MODIFIER_COUNT.search(window)
    if counted:
        atom.kind = "run"
        atom.modifier = counted.group(1)
        atom.name = counted.group(2)
        atom.start = start - (len(window) - counted.start())
        atom.count = _count(counted.group(2))
        if counted.group(1) in ("first", "final", "following", "coming") and not plural:
            return None
        if counted.group(1) == "first":
            return None
        return atom
    modifier = _MODIFIER.search(window)
    if (modifier and unit not in ("second", "minute", "night")) or (modifier and unit == "night"):
        which = modifier.group(2)
        if plural and which not in ("past", "last", "next", "coming"):
            return None
        atom.modifier = which
        at = modifier.start() if modifier.group(1) else modifier.start(2)
        atom.start = start - (len(window) - at)
        if plural:
            atom.kind = "run"
            atom.count = None
        return atom
    before = re.compile(rf"(?<![a-z])in (?:the next )?({_COUNT}) $").search(window)
    if before and before.group(1) in ("some", "many", "several", "few", "a few"):
        before = None
    after = _AFTER_COUNTED.match(low, end)
    count = _COUNT_BEFORE.search(window)
    if after and (count or plural):
        if after.group(1) == "old":
            return None
        if after.group(1) in ("on", "since") and not count:
            return None
        if after.group(1) == "on" and not low.startswith((" on,", " on."), end):
            return None
        atom.kind = "ago"
        atom.modifier = after.group(1)
        atom.end = after.end()
        if count:
            atom.name = count.group(1)
            atom.count = _count(count.group(1))
            if atom.name.startswith("half") and unit == "hour":
                atom.count = 30
                atom.unit = "minute"
            atom.start = start - (len(window) - count.start())
            if after.group(1) == "since":
                return None
        return atom
    if before and (plural or before.group(1) in ("a", "an", "one")):
        if not low.startswith((" of ", "-", " in "), end) and not window[
            : before.start()
        ].rstrip().endswith(("first", "once", "twice")):
            atom.kind = "ago"
            atom.modifier = "in"
            atom.name = before.group(1)
            atom.count = _count(before.group(1))
            atom.start = start - (len(window) - before.start())
            possessive = re.compile(r"(?:'s?)? time(?![a-z])").match(low, end)
            if possessive:
                atom.end = possessive.end()
            return atom
    closing = _CLOSING.search(window)
    if closing and unit in ("day", "year", "month", "week", "decade", "century", "quarter"):
        if not plural and not low.startswith((" of ", "-", " before"), end):
            atom.modifier = "this"
            atom.start = start - (len(window) - closing.start())
            return atom
    if window.endswith("the ") and not plural:
        if unit == "weekend" and not low.startswith((" of ", " before", " after"), end):
            atom.modifier = "the"
            atom.start = start - 4
            return atom
        if after and after.group(1) in ("before", "after", "earlier", "later"):
            atom.kind = "next_to"
            atom.modifier = after.group(1)
            atom.start = start - 4
            atom.end = after.end()
            return atom
        if unit == "year":
            year = re.compile(rf" ({_YEAR})(?![a-z])").match(low, end)
            if year:
                atom.kind = "year"
                atom.year = int(year.group(1))
                atom.start = start - 4
                atom.end = year.end()
                return atom
    if unit == "week":
        of = re.compile(rf" of (?={_MONTH}|(?:the )?[0-9])").match(low, end)
        if of and window.endswith("the "):
            atom.kind = "week_of"
            atom.start = start - 4
            return atom
    return None


def _count(words: str) -> int | None:
    """How many; none where the words are vague."""
    words = words.strip()
    if words[0].isdigit():
        return int(re.match("[0-9]+", words).group())  # type: ignore[union-attr]
    if words in SMALL:
        return SMALL[words]
    readings = read_words(words)
    if len(readings) == 1 and readings[0].kind == "cardinal":
        return int(readings[0].value)
    return None


def _century(low: str, start: int, end: int, window: str, plural: bool) -> Atom | None:
    """A century by its number."""
    found = _CENTURY_BEFORE.search(window)
    atom = Atom(start, end, "century")
    if found:
        word = found.group(1)
        number = None
        if word[0].isdigit():
            number = int(re.match("[0-9]+", word).group())  # type: ignore[union-attr]
        else:
            readings = read_words(word)
            if len(readings) == 1 and readings[0].kind == "ordinal":
                number = int(readings[0].value)
        if number:
            atom.count = number
            at = found.start()
            if window[:at].endswith("the "):
                at -= 4
            atom.start = start - (len(window) - at)
            bc = re.compile(r" (?:b\.?c\.?(?:e\.?)?)(?![a-z])").match(low, end)
            if bc:
                atom.count = -number
                atom.end = bc.end()
            _early(low, atom)
            return atom
    modifier = _MODIFIER.search(window)
    if modifier and not plural:
        atom.kind = "span"
        atom.unit = "century"
        atom.modifier = modifier.group(2)
        atom.start = start - (len(window) - modifier.start(2))
        return atom
    return None


def _numeric(low: str, case: str, start: int, digits: str) -> Atom | None:
    """A date or a time in digits."""
    end = start + len(digits)
    after = low[end : end + 1]
    iso = _ISO.match(low, start)
    if iso:
        year, month, day = int(iso.group(1)), int(iso.group(2)), int(iso.group(3))
        if 1 <= month <= 12 and 1 <= day <= 31:
            atom = Atom(start, iso.end(), "day")
            atom.year, atom.month, atom.day = year, month, day
            if iso.group(4):
                atom.hour, atom.minute = int(iso.group(4)), int(iso.group(5))
                atom.second = int(iso.group(6)) if iso.group(6) else None
                zone = iso.group(7)
                atom.zone = zone and ("Z" if zone == "z" else zone)
            return atom
    if after in ("/", ".", "-"):
        slashed = _SLASHED.match(low, start)
        if slashed:
            return _slashed(low, slashed)
    if after == "/" and len(digits) <= 2:
        short = _SHORT_SLASHED.match(low, start)
        head = _window(low, start, 10)
        if short and (head.endswith("on ") or head.rstrip(" ,").endswith("day")):
            month, day = int(short.group(1)), int(short.group(2))
            if month > 12:
                month, day = day, month
            if 1 <= month <= 12 and 1 <= day <= 31:
                atom = Atom(start, short.end(), "day")
                atom.month, atom.day = month, day
                return atom
        return None
    if len(digits) <= 2 and after in ("s", "n", "r", "t"):
        number = _ON_THE.search(_window(low, start, 8))
        ordinal = _BARE_ORDINAL.match(low, start)
        if number and ordinal and 1 <= int(ordinal.group(1)) <= 31:
            atom = Atom(
                start - (4 if low.endswith("the ", 0, start) else 0), ordinal.end(), "monthday"
            )
            atom.day = int(ordinal.group(1))
            return atom
    if len(digits) == 8:
        compact = _COMPACT.match(low, start)
        if compact and 1 <= int(compact.group(2)) <= 12 and 1 <= int(compact.group(3)) <= 31:
            atom = Atom(start, compact.end(), "day")
            atom.year, atom.month, atom.day = (int(compact.group(i)) for i in (1, 2, 3))
            return atom
        return None
    if len(digits) == 4:
        military = _MILITARY.match(low, start)
        if military:
            atom = Atom(start, military.end(), "time")
            atom.hour, atom.minute = int(military.group(1)), int(military.group(2))
            atom.zone = "Z"
            return atom
        return _year(low, case, start, end, digits)
    if len(digits) == 2 and after in ("s", "'"):
        short = _SHORT_DECADE.match(low, start)
        if (
            short
            and low[start - 1 : start] in ("'", " ")
            and (
                low[start - 1] == "'"
                or _window(low, start, 10).endswith(("the ", "early ", "late ", "mid-"))
            )
        ):
            if re.search(r"(?:his|her|their) (?:early |late |mid-)?$", _window(low, start, 16)):
                return None
            atom = Atom(start, short.end(), "decade")
            value = int(short.group(1))
            atom.year = (1900 if value >= 30 else 2000) + value
            if low[start - 1] == "'":
                atom.start -= 1
            _early(low, atom)
            return atom
        return None
    if len(digits) <= 2:
        return _clock(low, start)
    return None


def _slashed(low: str, found: re.Match[str]) -> Atom | None:
    """Three numbers with slashes, points or dashes: month first, unless that cannot be."""
    first, second, third = found.group(1), int(found.group(3)), found.group(4)
    if len(first) == 4:
        year, month, day = int(first), second, int(third)
    else:
        if len(first) == 3:
            return None
        if found.group(2) == "-" and len(third) == 2:
            return None
        if found.group(2) == "." and len(third) == 2 and low[found.end() : found.end() + 1] == ".":
            return None
        year = _full_year(third)
        month, day = int(first), second
        if month > 12 or (found.group(2) == "." and day <= 12):
            month, day = day, month
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1000 <= year <= 2199):
        return None
    atom = Atom(found.start(), found.end(), "day")
    atom.year, atom.month, atom.day = year, month, day
    return atom


def _year(low: str, case: str, start: int, end: int, digits: str) -> Atom | None:
    """Four digits that are a year, or a decade."""
    value = int(digits)
    decade = _DECADE.match(low, start)
    if decade and value >= 1000:
        atom = Atom(start, decade.end(), "decade")
        atom.year = value
        window = _window(low, start, 6)
        if window.endswith("the "):
            atom.start -= 4
        _early(low, atom)
        return atom
    if not 1400 <= value <= 2199:
        return None
    previous = low[start - 1 : start]
    after = low[end : end + 1]
    if previous and previous in "-–" and start > 1 and not low[start - 2].isdigit():
        if low[start - 2] != " " and not _window(low, start, 6).endswith("mid-"):
            return None
    if (previous in ("#", "@", "/", "_", "&", "=", "°") and previous) or after in (
        "%",
        "°",
        "/",
        "_",
        ":",
        "@",
    ):
        if not (previous == "/" or after == "/"):
            return None
    if after in ("-", "–") and low[end + 1 : end + 2].isalpha():
        if low[end + 1 : end + 4] != "bas" and not low[end + 1 : end + 2].isalpha():
            return None
    if previous in SYMBOLS or (previous == " " and low[start - 2 : start - 1] in SYMBOLS):
        return None
    if not is_year(low, case, start, end) or has_name(low, start):
        return None
    atom = Atom(start, end, "year")
    atom.year = value
    span = re.compile(r"[-–/]([0-9]{2})(?![0-9a-z%/-])").match(low, end)
    if span and int(span.group(1)) > value % 100 and low[span.end() : span.end() + 1] != ",":
        atom.kind = "years"
        atom.year2 = value // 100 * 100 + int(span.group(1))
        atom.end = span.end()
        return atom
    _early(low, atom)
    return atom


def _clock(low: str, start: int) -> Atom | None:
    """A time of day."""
    found = _TIME.match(low, start)
    if found is None:
        return None
    hour = int(found.group(1))
    minute, second, half = found.group(2), found.group(3), found.group(4).strip()
    if not half and (minute is None or low[found.end(1)] == "." or len(found.group(2)) != 2):
        if not (minute is None and found.group(5)):
            return None
    if not half and low[start - 1 : start] in (":", "-", "/") and low[start - 1 : start]:
        return None
    if hour > 24 or low[found.end() : found.end() + 1].isdigit():
        return None
    if half in ("a", "p") and low[start - 1 : start] not in (" ", ""):
        return None
    if half == "a" and low[found.end(4) - 2 : found.end(4) - 1] == " ":
        return None
    if half and half[0] in "ap" and hour > 12 and minute is None:
        return None
    atom = Atom(start, found.end(), "time")
    if half and half[0] == "p" and hour < 12:
        hour += 12
    elif half and half[0] == "a" and hour == 12:
        hour = 0
    atom.hour = hour % 24 if hour == 24 else hour
    atom.minute = int(minute) if minute else 0
    atom.second = int(second) if second else None
    if found.group(5):
        atom.zone = ZONES[found.group(5)]
    elif found.group(6):
        atom.zone = found.group(6)
    if half == "p.m." or half == "a.m.":
        tail = low[atom.end : atom.end + 2]
        if (not tail.strip() or tail[0] == "\n") and low[atom.end - 1] == ".":
            atom.end -= 0
    return atom


def has_name(low: str, start: int) -> bool:
    """Whether the word before makes four digits a name ("Resolution 1970")."""
    found = re.search(r"[a-z.]+$", low[max(0, start - 14) : start].rstrip())
    return (
        found is not None
        and found.group() in NAMES_BEFORE
        and found.group()
        not in (
            "season",
            "euro",
            "expo",
            "hurricane",
            "class",
            "act",
            "part",
        )
    )
