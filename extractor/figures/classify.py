"""What a number is: a count, a measure, an ordinal, a year, a code; or part of a date."""

from __future__ import annotations

import re

from extractor.figures.ages import says_age, tells_age
from extractor.figures.classify_digits import digits_draft
from extractor.figures.clock import month_before
from extractor.figures.codes import has_name_before, is_capital_of_name
from extractor.figures.draft import Draft
from extractor.figures.hours import word_hour
from extractor.figures.numerals import Number
from extractor.figures.parts import (
    count_quarters,
    fraction_kind,
    is_counting_one,
    is_counting_zero,
)
from extractor.figures.rates import is_second_of_rate
from extractor.figures.shaping import (
    compound_draft,
    has_open_prefix,
    identifier_draft,
    ordinal_draft,
    read_unit,
    read_unit_of,
)

_VAGUE_BEFORE = {
    "several": (3, 9), "few": (2, 9), "many": (2, None), "some": None, "couple": (2, 3),
}  # fmt: skip


def classify(
    low: str, case: str, number: Number, before: Number | None, words: list[str], floor: int
) -> Draft | None:
    """The draft of a number's figure; none where it is part of a date or no figure at all.

    `words` are those before it, `floor` is where the figure before it ends.
    """
    if number.kind == "ordinal":
        if before is not None and is_second_of_rate(low, number.start, number.end, before.end):
            return None
        return ordinal_draft(low, case, number, words)
    if number.kind == "roman":
        return identifier_draft(low, number, number.start)
    if number.kind == "multiple":
        return _multiple(low, number, words)
    if number.digits:
        return digits_draft(low, case, number, before, words, floor)
    return _words(low, case, number, before, words)


_OF_DOUBLE = re.compile(
    r" (?:the|that|its|their|his|her|our|what|as|to|from|in|since|over|by|every|and|or|last|this"
    r"|profits?|sales|revenues?|output|production|between|within|again|year|annual|capacity)(?![a-z])"
    r"|[.,;)\n]|$"
)


def _multiple(low: str, number: Number, words: list[str]) -> Draft | None:
    """Words that multiply ("doubled", "twice as many"); a double bed is none."""
    word = low[number.start : number.end]
    last = words[-1] if words else ""
    if (word in ("double", "triple", "treble", "quadruple", "doubles", "triples")) and (
        not _OF_DOUBLE.match(low, number.end)
        or last
        in (
            "a",
            "the",
            "women's",
            "men's",
            "mixed",
            "his",
            "her",
            "on",
        )
    ):
        return None
    if low[number.start - 1 : number.start] == "-" or low[number.end : number.end + 1] == "-":
        return None
    draft = Draft(number, "multiple")
    draft.can_count = False
    return draft


def _words(
    low: str, case: str, number: Number, before: Number | None, words: list[str]
) -> Draft | None:
    """The draft of a number in words."""
    if number.kind == "fraction":
        count_quarters(low, number, words)
    start, end = number.start, number.end
    previous = low[start - 1 : start] if start else ""
    after = low[end : end + 1]
    value = number.value
    if previous and previous in "-–" and start > 1 and low[start - 2].isalnum():
        joined = before is not None and before.end == start - 1 and before.kind != "dropped"
        if not joined and not has_open_prefix(low, start):
            return None
    if (after == " " and low.startswith(" o'clock", end)) or (
        value <= 12 and previous == " " and word_hour(low, start, end, int(value))
    ):
        number.kind = "date"
        return None
    if previous == " " and number.kind == "cardinal" and is_capital_of_name(low, case, number):
        return identifier_draft(low, number, start)
    if value == 1 and end - start == 3 and not is_counting_one(low, case, number, words):
        number.kind = "dropped"
        return None
    if value == 0 and not is_counting_zero(low, number, words):
        return None
    if number.kind == "cardinal" and value <= 31 and previous == " ":
        if month_before(low, case, start):
            number.kind = "date"
            return None
        if has_name_before(low, number, words) and words[-1] not in ("no", "number", "part"):
            return identifier_draft(low, number, start)
    if number.kind == "fraction":
        kind = fraction_kind(low, number, words)
        if kind == "none":
            return None
        if kind == "ordinal":
            number.start += 2
            number.value = value = (1 / value).to_integral_value()
            return ordinal_draft(low, case, number, words)
    draft = Draft(number, "fraction" if number.kind == "fraction" else "cardinal")
    if (number.kind == "fraction" and after == " ") and (
        low.startswith((" a ", " an ", " of a ", " of an "), end)
    ):
        read_unit_of(low, case, draft)
        if draft.unit is not None:
            return draft
    if number.kind == "vague":
        if number.low == 40 and not low.startswith(" of ", end):
            return None
        if number.high is not None:
            draft.hedge = "about"
            draft.end = draft.number_end = end
            read_unit_of(low, case, draft)
            return draft
        if low.endswith("tens of ", 0, start) and draft.low is not None:
            draft.low = draft.low * 10
            draft.start = start - 8
        draft.can_count = True
        draft.hedge = "at_least"
        if low.startswith(" of ", end):
            # "millions of dollars"
            read_unit_of(low, case, draft)
            if draft.unit is not None:
                return draft
        read_unit(low, case, draft)
        return draft
    if words and value >= 100 and low[start : start + 1] in "htmblc" and previous == " ":
        _several(low, draft, words)
    if after == "-":
        compound = compound_draft(low, case, draft)
        if compound is not None:
            return compound
    read_unit(low, case, draft)
    if draft.kind == "cardinal" and tells_age(low, number, words):
        draft.kind, draft.unit = "age", "year"
        draft.can_count = False
    elif draft.kind == "duration" and says_age(words):
        draft.kind = "age"
    return draft


def _several(low: str, draft: Draft, words: list[str]) -> None:
    """An interval for "several hundred" and "a few thousand"."""
    bounds = _VAGUE_BEFORE.get(words[-1])
    if (
        bounds is None
        or draft.value is None
        or draft.value != draft.scale * (100 if draft.value == 100 else 1)
    ):
        return
    scale = draft.value
    draft.low = bounds[0] * scale
    draft.high = bounds[1] * scale if bounds[1] is not None else None
    draft.value = None
    draft.hedge = "about"
    draft.start -= len(words[-1]) + 1
    if words[-1] in ("few", "couple") and low[max(0, draft.start - 2) : draft.start] == "a ":
        draft.start -= 2
