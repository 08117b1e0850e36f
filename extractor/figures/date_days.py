"""Weekdays, seasons and parts of a day."""

from __future__ import annotations

import re

from extractor.figures.date_names import is_in_name
from extractor.figures.date_piece import (
    MODIFIER,
    MONTH,
    OF_YEAR,
    Atom,
    full_year,
    is_adjective,
    line_before,
    take_early,
)
from extractor.figures.date_spans import take_nth, unit_atom
from extractor.figures.date_words import SEASONS, SHY_WEEKDAYS, WEEKDAYS

_SHORT_YEAR = re.compile(r"(?: of)? '([0-9]{2})(?![0-9a-z])")
_SET = re.compile(r"(?<![a-z])(every|each)(?: (?:other|single|[a-z]+))? ?$")


def weekday_atom(low: str, case: str, start: int, end: int, word: str) -> Atom | None:
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
                and re.compile(r"[.,]? ?(?:[0-9]|" + MONTH + r")").match(low, end)
            )
            and not capital
        ):
            return None
        if (
            word in ("sun", "sat", "wed", "mon")
            and capital
            and not re.compile(r"[.,]? (?:the )?(?:[0-9]|" + MONTH + r")").match(low, end)
        ):
            return None
    if is_in_name(case, start, end):
        return None
    atom = Atom(start, end, "weekday")
    atom.weekday = WEEKDAYS[word]
    if low[end : end + 1] == "." and len(word) <= 5:
        pass
    window = line_before(low, start, 30)
    repeated = _SET.search(window)
    if repeated:
        atom.kind = "set"
        atom.start = start - (len(window) - repeated.start())
        return atom
    if take_nth(low, atom, window):
        return atom
    modifier = MODIFIER.search(window)
    if modifier:
        atom.modifier = modifier.group(2)
        atom.start = start - (len(window) - modifier.start())
    ordinal = re.compile(
        r" (?:the )?([0-3]?[0-9])(?:st|nd|rd|th)(?![a-z])(?! (?:" + MONTH + r")| of)"
    ).match(low, end)
    if ordinal and not modifier:
        atom.day = int(ordinal.group(1))
        atom.end = ordinal.end()
    take_early(low, atom)
    week = re.compile(r" (?:this|last|next) week(?![a-z])| week(?![a-z])").match(low, end)
    if week and not modifier:
        atom.modifier = week.group().split()[0] if len(week.group().split()) > 1 else "week"
        atom.end = week.end()
    return atom


def season_atom(low: str, start: int, end: int, word: str) -> Atom | None:
    """A season, where the word is one."""
    window = line_before(low, start, 24)
    year = OF_YEAR.match(low, end) or _SHORT_YEAR.match(low, end)
    modifier = MODIFIER.search(window)
    fixed = modifier or year or window.endswith(("the ", "in ", "early ", "late ", "mid-"))
    if word in ("spring", "fall") and not (modifier or year or window.endswith(("in the ", "in "))):
        return None
    if not fixed:
        return None
    if not year and not modifier and is_adjective(low, start, end):
        return None
    if low.startswith((" olympic", " games", " paralympic", "-", " palace", " street"), end):
        return None
    atom = Atom(start, end, "season")
    atom.month = SEASONS[word]
    atom.name = word
    if year:
        atom.year = full_year(year.group(1))
        atom.end = year.end()
    if modifier:
        atom.modifier = modifier.group(2)
        atom.start = start - (len(window) - modifier.start(2))
    take_early(low, atom)
    return atom


_SUN = frozenset({"nightfall", "daybreak", "sunset", "sunrise"})
_BY_THE_SUN = re.compile(r"(?<![a-z])(?:at|by|before|after|until|till|from|since|around|to) $")
_NAMED_FOR = re.compile(r" (?:clause|boulevard|strip|provision|industry|industries|park|beach)")


def part_atom(low: str, start: int, end: int, word: str) -> Atom | None:
    """A part of a day."""
    window = line_before(low, start, 24)
    repeated = _SET.search(window)
    atom = Atom(start, end, "part")
    if word in ("mornings", "evenings", "afternoons", "nights"):
        atom.kind = "set" if not window.endswith("the ") else "part"
        if word == "nights":
            return unit_atom(low, start, end, "nights")
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
    if word in _SUN and (_BY_THE_SUN.search(window) is None or _NAMED_FOR.match(low, end)):
        return None
    modifier = MODIFIER.search(window)
    if modifier:
        atom.modifier = modifier.group(2)
        atom.start = start - (len(window) - modifier.start(2))
        return atom
    if word in _SUN:
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
            if head == "in " and word in ("dawn", "dusk"):
                # "in dawn raids"
                continue
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
