"""The steps that give a draft its sign, its scale, its unit and its kind."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.figures.clock import is_date_ordinal
from extractor.figures.codes import OPEN_PREFIXES, name_start
from extractor.figures.draft import Draft, Unit
from extractor.figures.measure import SUFFIX_POWER, bracketed_unit, unit_after
from extractor.figures.numerals import Number
from extractor.figures.ordinals import is_named

_COMPOUND_AGE = re.compile(r"[- ](year|month|week|day)s?[- ]olds?(?![a-z])")
_TIMES = re.compile(
    r"[ -]times (?=(?:as|more|higher|greater|larger|bigger|the|that|its|their|his|her|longer"
    r"|faster|less|lower|smaller|over|what|worse|better|cheaper|[a-z]+er)(?![a-z]))"
)
_FOLD = re.compile(r"[- ]?fold(?![a-z])")
_SPACED_SUFFIX = re.compile(r" (k|mn|bn|mln|bln|tn|trn|lkhs?|cr)(?![a-z])")
_CODE_TAIL = re.compile(r"-[0-9]{1,4}[a-z]{0,3}(?![a-z0-9-])")
# Where a bracket is the bookkeeper's minus: alone in its cell, or where an amount must stand.
# After a noun or another amount it is an aside: "£40 ($50)".
_BOOKED = re.compile(r"(?:^|[\n|:]|  |(?<![a-z])(?:was|is|were|of|to|at|from|by)) ?$")
NEXT_WORD = re.compile(r" ([a-z-]+)")


def has_open_prefix(low: str, start: int) -> bool:
    """Whether the word before the hyphen leaves the number a number."""
    begin = start - 1
    while begin and low[begin - 1].isalpha() and start - begin < 12:
        begin -= 1
    return low[begin : start - 1] in OPEN_PREFIXES


def take_minus(low: str, draft: Draft) -> bool:
    """Take in a minus sign before the number or its currency."""
    start = draft.start
    sign = low[start - 1 : start]
    if sign == "-":
        head = low[start - 2 : start - 1] if start > 1 else ""
        if head and head not in " (\n\"'[=<>:;,~/":
            return False
        if head == " " and start > 2 and low[start - 3].isdigit():
            return False
        draft.start -= 1
    elif (
        sign == "("
        and draft.sign_money
        and low[draft.number_end : draft.number_end + 1] == ")"
        and _BOOKED.search(low, max(0, start - 12), start - 1)
    ):
        draft.start -= 1
        draft.end += 1
    elif low.endswith(("plus or minus ", "plus/minus "), 0, start):
        return False
    elif low.endswith("minus ", 0, start):
        draft.start -= 6
    elif low.endswith("negative ", 0, start):
        draft.start -= 9
    else:
        return False
    if draft.value is not None:
        draft.value = -draft.value
    return True


def take_scale(draft: Draft, power: int, end: int) -> None:
    """Multiply the draft by a power of ten whose sign ends at `end`."""
    scale = Decimal(10**power)
    if draft.value is not None:
        draft.value *= scale
    draft.step *= scale
    draft.scale *= scale
    draft.end = draft.number_end = end


def identifier_draft(low: str, number: Number, floor: int) -> Draft:
    """A number that names and does not count, with the letters that touch it."""
    draft = Draft(number, "identifier")
    draft.can_count = False
    if number.kind == "cardinal":
        number.kind = "name"
    start, end = number.start, number.end
    while end < len(low) and low[end].isalnum() and end - number.end < 12:
        end += 1
    if (
        number.kind == "name"
        and end == number.end
        and low[end : end + 1] == "-"
        and (low[end + 1 : end + 2].isdigit())
    ):
        # "737-800"
        tail = _CODE_TAIL.match(low, end)
        if tail is not None:
            end = tail.end()
    draft.end = end
    if start > floor and (low[start - 1].isalnum() or low[start - 1] in "-_"):
        draft.start = name_start(low, start, floor)
    if number.kind in ("code", "fraction"):
        draft.value = None
    return draft


def take_unit(draft: Draft, found: Unit) -> None:
    """Give the draft its unit."""
    kind, unit, end, factor = found
    draft.kind = kind
    draft.unit = unit
    draft.end = end
    if factor != 1 and draft.value is not None:
        draft.value *= factor
        draft.step *= factor
    draft.can_count = False


def read_unit(low: str, case: str, draft: Draft) -> None:
    """Read the unit behind the number, if there is one."""
    if draft.start == draft.number_start:
        take_minus(low, draft)
    end = draft.number_end
    after = low[end : end + 1]
    if not after or after in ".,;:)\n":
        return
    if after == " " or after == "-":
        if low.startswith("times ", end + 1):
            times = _TIMES.match(low, end)
            if times:
                draft.kind = "multiple"
                draft.end = times.end() - 1
                draft.can_count = False
                return
        elif low.startswith("fold", end + 1):
            fold = _FOLD.match(low, end)
            if fold:
                draft.kind = "multiple"
                draft.end = fold.end()
                draft.can_count = False
                return
        elif after == " " and draft.digits and low[end + 1 : end + 2] in "kmbtlc":
            spaced = _SPACED_SUFFIX.match(low, end)
            if spaced:
                letters = spaced.group(1)
                power = 5 if letters.startswith("lk") else SUFFIX_POWER[letters]
                take_scale(draft, power, spaced.end())
        elif after == " " and draft.digits and low[end + 1 : end + 2] in "({<[":
            bracketed = bracketed_unit(low, end)
            if bracketed is not None:
                take_unit(draft, bracketed)
            return
        age = _COMPOUND_AGE.match(low, end)
        if age:
            take_unit(draft, ("age", age.group(1), age.end(), Decimal(1)))
            return
        if draft.digits and after == " " and case[end + 1 : end + 2] in ("C", "F"):
            # "30 C (86 F)"
            draft.number_end += 1
            letter = low[end + 1]
            is_warm = is_temperature(low, case, draft, letter)
            draft.number_end = end
            if is_warm:
                unit = "degree_Celsius" if letter == "c" else "degree_Fahrenheit"
                take_unit(draft, ("measure", unit, end + 2, Decimal(1)))
                return
    found = unit_after(
        low, case, draft.number_end, draft.value if draft.value is not None else Decimal(0), False
    )
    if found is not None:
        take_unit(draft, found)


def compound_draft(low: str, case: str, draft: Draft) -> Draft | None:
    """A number joined to a noun by a hyphen: "34-year-old", "two-mile", "five-fold"."""
    end = draft.number_end
    age = _COMPOUND_AGE.match(low, end)
    if age:
        take_unit(draft, ("age", age.group(1), age.end(), Decimal(1)))
        return draft
    fold = _FOLD.match(low, end)
    if fold:
        draft.kind = "multiple"
        draft.end = fold.end()
        draft.can_count = False
        return draft
    found = unit_after(low, case, end, draft.value or Decimal(0), False)
    if found is not None:
        take_unit(draft, found)
        return draft
    return None


def ordinal_draft(low: str, case: str, number: Number, words: list[str]) -> Draft | None:
    """The draft of an ordinal, unless it belongs to a date."""
    start, end = number.start, number.end
    if is_date_ordinal(low, case, number):
        number.kind = "date"
        return None
    if number.value >= 100 and low.startswith("one ", start) and low.startswith(" of ", end):
        part = Draft(number, "fraction")
        part.value = 1 / number.value
        part.step = part.value
        read_unit_of(low, case, part)
        return part
    if low[start - 1 : start] == "-" and start > 1 and low[start - 2].isalpha():
        return None
    if number.value < 7 and is_named(low, case, end, int(number.value)):
        return None
    draft = Draft(number, "ordinal")
    draft.step = Decimal(1)
    return draft


def read_unit_of(low: str, case: str, draft: Draft) -> None:
    """The unit behind "of" ("a couple of days"), or behind "an" ("half an hour")."""
    end = draft.number_end
    for link in (" of an", " of a", " of", " an", " a"):
        if low.startswith(link + " ", end):
            found = unit_after(low, case, end + len(link), Decimal(1), False)
            if found is not None:
                take_unit(draft, found)
            return


def is_temperature(low: str, case: str, draft: Draft, letter: str) -> bool:
    """Whether a capital C or F behind a number means degrees ("-10C", "hit 41C")."""
    end = draft.number_end + 1
    if low[end : end + 1].isalnum() or low.startswith(("/", "-"), end) or draft.value is None:
        return False
    following = NEXT_WORD.match(low, end)
    if following and following.group(1) not in (
        "in", "on", "and", "to", "at", "or", "outside", "by", "for", "heat", "above", "below",
        "this", "with", "is", "was", "during", "temperatures", "temperature", "warmer", "colder",
        "overnight",
    ):  # fmt: skip
        return False
    return -90 <= draft.value <= (60 if letter == "c" else 140)
