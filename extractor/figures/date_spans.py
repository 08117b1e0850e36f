"""Stretches of time that say when: "last week", "three days ago", "the 19th century"."""

from __future__ import annotations

import re

from extractor.figures.clock import in_a_match
from extractor.figures.date_eras import ORDINAL_WORDS, QUARTERS_LISTED, century_atom
from extractor.figures.date_piece import (
    MODIFIER,
    MONTH,
    OF_YEAR,
    YEAR,
    Atom,
    line_before,
)
from extractor.figures.date_words import SMALL, UNITS
from extractor.figures.words import read_words

_COUNT = (
    r"(?:[0-9]{1,4}(?:\.[0-9])?(?: and a half)?|a few|several|some|many|a couple(?: of)?|a couple"
    r"|couple(?: of)?|few|half an?"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen)(?: and a half)?"
)
_MODIFIER_COUNT = re.compile(
    rf"(?<![a-z])(?:the )?(last|next|past|previous|coming|following|first|final|within"
    rf"|within the next|over the past|preceding) ({_COUNT}) $"
)
_COUNT_BEFORE = re.compile(rf"(?<![a-z0-9.,])({_COUNT})(?: (?:full|more|short))?[ -]?$")
_AFTER_COUNTED = re.compile(
    r" (ago|later|earlier|before|after|from now|since|prior|previously|on|hence|from|old)(?![a-z])"
)
_GREATER = re.compile(rf"(?<![a-z0-9.,])({_COUNT}) (year|month|week|day|hour)s?(?: and |, | )$")
_RUN_BEFORE = re.compile(r"(?:last|past|next|first|previous) $")
_CLOSING = re.compile(r"(?<![a-z])(?:the )?(?:end|start|beginning|close) of (?:the )?$")
_NTH = re.compile(rf"(?<![a-z-])(?:the )?({'|'.join(ORDINAL_WORDS)}) $")
_OF_MONTH = re.compile(
    rf" (?:of|in) (?:(?:(?:last|next|this|each|every|that|the) month|{MONTH})(?![a-z])|{YEAR})"
)
_QUARTER_HEAD = re.compile(
    r"(?<![a-z])(?:the )?(first|second|third|fourth|final|1st|2nd|3rd|4th|last)[ -]$"
)


def unit_atom(low: str, start: int, end: int, word: str) -> Atom | None:
    """A stretch of time that says when: "last week", "three days ago", "the year before"."""
    single = word
    if word not in UNITS:
        single = "century" if word == "centuries" else word.removesuffix("s")
    unit = UNITS.get(single)
    if word == "weekday":
        unit = "day"
    if unit is None:
        return None
    window = line_before(low, start, 44)
    plural = word.endswith("s") and word not in UNITS
    if unit == "century":
        return century_atom(low, start, end, window, plural)
    atom = Atom(start, end, "span")
    atom.unit = unit
    if unit in ("day", "week", "weekend") and not plural and take_nth(low, atom, window):
        return atom
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
        if head and plural and QUARTERS_LISTED.search(window[: head.start(1)]):
            plural = False
        if head and not plural and low.startswith(("-final", " final"), end):
            return None
        if head and not plural and not OF_YEAR.match(low, end) and in_a_match(low, start, end):
            return None
        if head and not plural:
            atom.kind = "quarter"
            number = ORDINAL_WORDS[head.group(1)]
            atom.start = start - (len(window) - head.start())
            year = OF_YEAR.match(low, end)
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
        # "over the past five years" looks back as "the past five years" does
        atom.modifier = counted.group(1).removeprefix("over the ")
        atom.name = counted.group(2)
        atom.start = start - (len(window) - counted.start())
        atom.count = _count(counted.group(2))
        if counted.group(1) in ("first", "final", "following", "coming") and not plural:
            return None
        if counted.group(1) == "first":
            return None
        return atom
    modifier = MODIFIER.search(window)
    if (modifier and unit not in ("second", "minute", "night")) or (modifier and unit == "night"):
        which = modifier.group(2)
        if plural and which not in ("past", "last", "next", "coming"):
            return None
        if which == "last" and not plural and modifier.group(1) and low.startswith(" of ", end):
            # "the last week of the campaign" is its end
            return None
        if which == "last" and unit == "day" and not plural:
            return None
        atom.modifier = which
        atom.name = "the" if modifier.group(1) else None
        at = modifier.start() if modifier.group(1) else modifier.start(2)
        atom.start = start - (len(window) - at)
        if plural:
            atom.kind = "run"
            atom.count = None
        return atom
    before = re.compile(rf"(?<![a-z])in (?:the next )?({_COUNT}) $").search(window)
    if before and before.group(1) in ("some", "many", "several", "few", "a few"):
        before = None
    if unit in ("second", "minute") and before and before.group(1) in ("a", "an", "one"):
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
            _take_greater(low, atom)
        return atom
    if (before and (plural or before.group(1) in ("a", "an", "one"))) and (
        not low.startswith((" of ", "-", " in "), end)
        and not window[: before.start()].rstrip().endswith(("first", "once", "twice"))
    ):
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
    if (closing and unit in ("day", "year", "month", "week", "decade", "century", "quarter")) and (
        not plural and not low.startswith((" of ", "-", " before"), end)
    ):
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
            year = re.compile(rf" ({YEAR})(?![a-z])").match(low, end)
            if year:
                atom.kind = "year"
                atom.year = int(year.group(1))
                atom.start = start - 4
                atom.end = year.end()
                return atom
    if unit == "week":
        of = re.compile(rf" of (?={MONTH}|(?:the )?[0-9])").match(low, end)
        if of and window.endswith("the "):
            atom.kind = "week_of"
            atom.start = start - 4
            return atom
    return None


def take_nth(low: str, atom: Atom, window: str) -> bool:
    """Make of a day, a week or a weekday the one that its month counts: "the last Friday of May".

    `window` is what stands before it. The month is joined to it later.
    """
    found = _NTH.search(window)
    if found is None or not _OF_MONTH.match(low, atom.end):
        return False
    atom.kind = "nth"
    atom.count = ORDINAL_WORDS[found.group(1)]
    atom.start -= len(window) - found.start()
    return True


def _take_greater(low: str, atom: Atom) -> None:
    """Take in the greater units before: "one year, five months and nine days ago"."""
    for _ in range(3):
        window = line_before(low, atom.start, 30)
        found = _GREATER.search(window)
        count = _count(found.group(1)) if found else None
        if found is None or count is None or _RUN_BEFORE.search(window[: found.start()]):
            return
        atom.more = ((found.group(2), count), *atom.more)
        atom.start -= len(window) - found.start()


def _count(words: str) -> int | None:
    """How many; none where the words are vague."""
    words = words.strip()
    if "." in words or words.endswith("half"):
        return None
    if words[0].isdigit():
        return int(re.match("[0-9]+", words).group())  # type: ignore[union-attr]
    if words in SMALL:
        return SMALL[words]
    readings = read_words(words)
    if len(readings) == 1 and readings[0].kind == "cardinal":
        return int(readings[0].value)
    return None
