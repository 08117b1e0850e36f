"""The pieces of which dates are made, each found by a word or a form of digits."""

from __future__ import annotations

import re

from extractor.figures.date_days import part_atom, season_atom, weekday_atom
from extractor.figures.date_digits import bare_atom, numeric_atom
from extractor.figures.date_eras import century_before, quarters_before
from extractor.figures.date_fiscal import fiscal_codes
from extractor.figures.date_lists import listed_days, monthdays_listed
from extractor.figures.date_months import month_atom
from extractor.figures.date_piece import (
    MODIFIER,
    OF_YEAR,
    YEAR,
    Atom,
    full_year,
    is_adjective,
    line_before,
    take_early,
)
from extractor.figures.date_spans import unit_atom
from extractor.figures.date_words import (
    DAYS,
    DECADES,
    MONTHS,
    PARTS,
    SEASONS,
    SMALL,
    WEEKDAYS,
)
from extractor.figures.holidays import FIXED, MOVING, WITH_YEAR
from extractor.figures.hours import past_hour
from extractor.figures.word_search import find_words, word_finder, words_pattern

# What makes a look worth while.
_TRIGGER_WORDS = (
    {*MONTHS, *WEEKDAYS, *DAYS, *PARTS, *SEASONS, *DECADES, "overnight", "easter", "good friday",
     "thanksgiving", "now", "ago", "later", "earlier", "eve", "mid night", "current",
     *FIXED, *MOVING,
     "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks",
     "weekend", "weekends", "fortnight", "fortnights", "month", "months", "quarter", "quarters",
     "year", "years", "decade", "decades", "century", "centuries", "half", "nights", "mornings",
     "evenings", "afternoons", "hrs", "min", "mins", "annually", "everyday", "weekday", "tonite"}
)  # fmt: skip
_WORDS = word_finder(words_pattern(_TRIGGER_WORDS) + "(?![a-z])")
_DIGITS = re.compile("[0-9][0-9]*")  # three times as fast as "[0-9]+"
_NO_DATE_BEFORE = frozenset("abcdefghijklmnopqrstuvwxyz$£€.,")
_DAY = ("day", "eve", "night")  # "the Bastille Day parade" is held on that day
_YEAR_AT_ONCE = re.compile(rf" ({YEAR})(?![a-z%])")
_QUARTER_CODE = re.compile(
    r"q(?<![a-z0-9]q)([1-4])(?: (?:of )?|/|-)?([12][0-9]{3})?(?![0-9a-z])"
    r"|q(?<=[1-4]q)(?<![a-z0-9.,][1-4]q)'?((?:20)?[0-9]{2})(?![0-9a-z])"
)
_YEAR_OF_CODE = re.compile(rf"(?<![0-9a-z.,$£€])({YEAR})[ -]$")


def find_atoms(low: str, case: str) -> list[Atom]:
    """The pieces of dates in reading order; they do not overlap."""
    atoms: list[Atom] = []
    done = 0
    digits = [
        (*found.span(), found.group())
        for found in _DIGITS.finditer(low)
        if low[found.start() - 1 : found.start()] not in _NO_DATE_BEFORE
    ]
    for start, end, word in sorted([*digits, *find_words(_WORDS, low)]):
        if start < done:
            continue
        atom = (
            numeric_atom(low, case, start, word)
            if word[0].isdigit()
            else _worded(low, case, start, end, word)
        )
        if atom is None:
            continue
        listed = [atom]
        if atom.kind == "day" and word in MONTHS:
            listed = listed_days(low, case, atom)
        elif atom.kind == "monthday":
            listed = monthdays_listed(low, atom)
        elif atom.kind == "century" and (other := century_before(low, atom)) is not None:
            listed = [other, atom]
        elif atom.kind == "quarter" and word == "quarters":
            listed = [*quarters_before(low, atom), atom]
        while atoms and atoms[-1].end > listed[0].start:
            if atom.kind == "part" or atom.end - atom.start <= 0:
                break
            atoms.pop()
        atoms += listed
        done = listed[-1].end
    for code in _QUARTER_CODE.finditer(low):
        atoms.append(_quarter_code(low, code))
    atoms += fiscal_codes(low)
    atoms.sort(key=lambda item: (item.start, -item.end))
    kept: list[Atom] = []
    for atom in atoms:
        if not kept or atom.start >= kept[-1].end:
            kept.append(atom)
    return kept


def _quarter_code(low: str, code: re.Match[str]) -> Atom:
    """A quarter by its code, with its year behind it or before: "Q2 2025", "2025-Q2", "2Q25"."""
    atom = Atom(code.start(), code.end(), "quarter")
    if code.group(3):
        atom.start -= 1
        atom.count, atom.year = int(low[atom.start]), full_year(code.group(3))
        return atom
    atom.count = int(code.group(1))
    if code.group(2):
        atom.year = int(code.group(2))
        return atom
    atom.end = code.end(1)
    head = line_before(low, atom.start, 8)
    before = _YEAR_OF_CODE.search(head)
    if before:
        atom.year = int(before.group(1))
        atom.start -= len(head) - before.start()
    return atom


def _worded(low: str, case: str, start: int, end: int, word: str) -> Atom | None:
    """The piece that a word of the calendar begins, or stands in."""
    if word in MONTHS:
        return month_atom(low, case, start, end, word)
    if word in WEEKDAYS:
        return weekday_atom(low, case, start, end, word)
    if word in DAYS:
        atom = Atom(start, end, "near")
        atom.count = DAYS[word]
        if word in ("tonight", "tonite"):
            atom.part = "night"
        take_early(low, atom)
        return atom
    if word in FIXED or word in MOVING:
        atom = Atom(start, end, "holiday")
        atom.name = word
        year = (_YEAR_AT_ONCE if word in WITH_YEAR else OF_YEAR).match(low, end)
        if year:
            atom.year = int(year.group(1))
            atom.end = year.end()
        elif word in WITH_YEAR or (not word.endswith(_DAY) and is_adjective(low, start, end)):
            return None
        window = line_before(low, start, 16)
        which = MODIFIER.search(window)
        if which:
            atom.modifier = which.group(2)
            atom.start -= len(window) - which.start(2)
        return atom
    if word == "overnight":
        return Atom(start, end, "overnight")
    if word in SEASONS:
        return season_atom(low, start, end, word)
    if word in DECADES:
        atom = Atom(start, end, "decade")
        atom.year = 1900 + DECADES[word] if DECADES[word] else 2000
        window = line_before(low, start, 20)
        if re.search(r"(?:his|her|their|my|our|in your) (?:early |late |mid-?)?$", window) or (
            "mid-" in window[-5:] or window.endswith(("'s ", "s' "))
        ):
            return None
        if not window.endswith(("the ", "early ", "late ", "in ")):
            return None
        return atom
    if word in PARTS or word in ("mid night", "mornings", "evenings", "afternoons", "nights"):
        return part_atom(low, start, end, word)
    if word == "now" and low.endswith("right ", 0, start):
        atom = Atom(start - 6, end, "near")
        atom.count = 0
        return atom
    if word in ("annually", "everyday"):
        return Atom(start, end, "set") if not is_adjective(low, start, end) else None
    if word in ("half", "quarter"):
        hour = past_hour(low, end, SMALL)
        if hour is not None:
            return bare_atom(start, hour)
    if word == "now" or word in ("ago", "later", "earlier", "eve", "current", "half"):
        return None
    return unit_atom(low, start, end, word)
