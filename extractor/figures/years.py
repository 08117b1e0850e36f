"""Whether four digits are a year."""

from __future__ import annotations

import re

from extractor.figures.codes import is_address
from extractor.figures.nouns import looks_plural
from extractor.figures.tables import word_set
from extractor.figures.units import DURATIONS, MEASURES, SHY_UNITS

_SURE_BEFORE = word_set(
    """in since until till by early late mid circa during year the this last next spring summer
    autumn fall winter throughout january february march april may june july august september
    october november december jan feb mar apr jun jul aug sep sept oct nov dec before after
    back fiscal fy class"""
)
_NEVER_BEFORE = word_set(
    """exactly some nearly almost over least than approximately roughly around about only just
    another additional total up no number numbers flight room page pages chapter
    most above below under exceeding exceed exceeds surpass surpassed maximum minimum"""
)
_WORD_BEFORE = re.compile(r"[a-z']+$")
_WORD_AFTER = re.compile(r" ([a-z-]+)")


_TO_YEAR = re.compile(r" ?[-–] ?(?:1[4-9]|2[01])[0-9]{2}(?![0-9,.%])")
_YEAR_NOUNS = word_set(
    """levels elections olympics games championships playoffs finals figures prices models protests
    riots attacks bombings paralympics"""
)


_REPORTED = word_set(
    """results profits accounts sales forecasts earnings figures revenues losses returns estimates
    budgets targets"""
)
"""What is reported year by year: "its 2004 results"."""
_LISTED = word_set("and to or its their his her our in of")
_OF_ONE = re.compile(r"(?:(?<![a-z])(?:its|their|his|her|our|my)|(?:19|20)[0-9]{2} (?:and|or)) $")
"""An owner, or another year, before a year: "their 2006 plans", "1998 and 2002 finals"."""


def is_year(low: str, case: str, start: int, end: int) -> bool:
    """Whether the four digits at a place are a year and not a count."""
    before = _WORD_BEFORE.search(low[start - 12 if start > 12 else 0 : start].rstrip(" "))
    word = before.group() if before else ""
    after = low[end : end + 1]
    if after == " " and is_address(case, end):
        return False
    if after and after in " -–" and _TO_YEAR.match(low, end):
        return True
    if after == " ":
        following = _WORD_AFTER.match(low, end)
        if following:
            noun = following.group(1)
            if noun in ("percent", "per", "pc", "pct", "times", "million", "billion", "thousand"):
                return noun in ("times",) and word in _SURE_BEFORE
            if (noun in MEASURES or noun in DURATIONS) and noun not in SHY_UNITS:
                return word in ("in", "since", "the") and not looks_plural(noun)
            if noun in _YEAR_NOUNS and word in ("of", "to", "than", "from", "with", "and", "the"):
                return True
            if "1900" <= low[start:end] <= "2100" and word not in _NEVER_BEFORE:
                if noun in _REPORTED and (not low.endswith("00", start, end) or word in _LISTED):
                    return True
                if _OF_ONE.search(low, max(0, start - 16), start) and not low.endswith(
                    "00", start, end
                ):
                    return True
            if looks_plural(noun) and not case[following.start(1)].isupper():
                return word in _SURE_BEFORE and word not in ("by", "during", "before", "after")
        elif low.startswith(("%", "°", "$", "£", "€"), end + 1):
            return False
    elif after == "-" and low[end + 1 : end + 2].isalpha():
        return word in _SURE_BEFORE
    elif after and after in "%°$£€":
        return False
    return word not in _NEVER_BEFORE or (word == "about" and after != " ")
