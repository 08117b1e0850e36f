"""The pieces of which dates are made, each found by a word or a form of digits."""

from __future__ import annotations

import re

from extractor.figures.date_days import part_atom, season_atom, weekday_atom
from extractor.figures.date_digits import numeric_atom
from extractor.figures.date_months import listed_days, month_atom
from extractor.figures.date_piece import MODIFIER, OF_YEAR, Atom, line_before, take_early
from extractor.figures.date_spans import century_before, unit_atom
from extractor.figures.date_words import (
    DAYS,
    DECADES,
    HOLIDAYS,
    MONTHS,
    MOVING,
    PARTS,
    SEASONS,
    WEEKDAYS,
)

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
_QUARTER_CODE = re.compile(r"(?<![a-z0-9])q([1-4])(?: (?:of )?|/|-)?([12][0-9]{3})?(?![0-9a-z])")


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
            numeric_atom(low, case, start, word)
            if word[0].isdigit()
            else _worded(low, case, start, end, word, done)
        )
        if atom is None:
            continue
        listed = [atom]
        if atom.kind == "day" and word in MONTHS:
            listed = listed_days(low, case, atom)
        elif atom.kind == "century" and (other := century_before(low, atom)) is not None:
            listed = [other, atom]
        while atoms and atoms[-1].end > listed[0].start:
            if atom.kind == "part" or atom.end - atom.start <= 0:
                break
            atoms.pop()
        atoms += listed
        done = listed[-1].end
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


def _worded(low: str, case: str, start: int, end: int, word: str, done: int) -> Atom | None:
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
    if word in HOLIDAYS or word in MOVING:
        atom = Atom(start, end, "holiday")
        atom.name = word
        year = OF_YEAR.match(low, end)
        if year:
            atom.year = int(year.group(1))
            atom.end = year.end()
        window = line_before(low, start, 16)
        which = MODIFIER.search(window)
        if which:
            atom.modifier = which.group(2)
            atom.start -= len(window) - which.start(2)
        return atom
    if word == "overnight":
        return Atom(start, end, "overnight")
    if word in SEASONS:
        return season_atom(low, case, start, end, word)
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
        return Atom(start, end, "set")
    if word == "now" or word in ("ago", "later", "earlier", "eve", "current", "half"):
        return None
    return unit_atom(low, start, end, word)
