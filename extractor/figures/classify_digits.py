"""What a number written in digits is."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.figures.ages import (
    is_decade_of_life,
    is_stated_age,
    says_age,
    tells_age,
)
from extractor.figures.clock import is_date
from extractor.figures.codes import (
    IDIOMS,
    has_name_before,
    is_address,
    is_aircraft,
    is_emergency_call,
    is_inside_name,
    is_part_of_name,
    is_verse,
    phone_end,
)
from extractor.figures.draft import Draft
from extractor.figures.lasting import clock_duration
from extractor.figures.measure import SUFFIX_POWER, SURE_SUFFIX, unit_after
from extractor.figures.money import money_before
from extractor.figures.money_letters import lettered_money
from extractor.figures.numerals import Number
from extractor.figures.primes import coordinate, feet_and_inches
from extractor.figures.products import crossed, follows_cross
from extractor.figures.races import is_race_distance
from extractor.figures.shaping import (
    compound_draft,
    has_open_prefix,
    identifier_draft,
    is_temperature,
    ordinal_draft,
    read_unit,
    take_minus,
    take_scale,
    take_unit,
)
from extractor.figures.years import is_year

_FIRST = re.compile(r"(?<!1)1$")
"""Digits that "st" makes an ordinal of: 1, 21, 101, but not 11."""
_SUFFIX = re.compile(r"[a-zµμ°]+")
_MONEY_NEXT = re.compile(
    r" (?:us |u\.s\. |[a-z]+ )?(?:yuan|yen|won|dollars|rupees|rupiah|euros?|pounds)"
)
_ABBREVIATED = re.compile(
    r"(?<![a-z])(?:no|nos|nr|para|paras|art|arts|sec|sect|vol|fig|ch|pp?|vs?|cl|reg|ref|ver)\.$"
)
_CHAIN = re.compile(r"(?:-[0-9]+){2}(?![0-9%])|-[0-9]+/[0-9]{4}(?![0-9])")


def digits_draft(
    low: str, case: str, number: Number, before: Number | None, words: list[str], floor: int
) -> Draft | None:
    """The draft of a number written in digits."""
    start, end = number.start, number.end
    previous = low[start - 1] if start else ""
    after = low[end] if end < len(low) else ""
    if number.kind == "code":
        return identifier_draft(low, number, floor)
    if after == ":" and is_verse(low, number, words):
        return identifier_draft(low, number, start)
    if is_date(low, case, number, before):
        number.kind = "date"
        return None
    if number.kind == "fraction" and low[start:end] in IDIOMS:
        return identifier_draft(low, number, floor)
    draft = Draft(number, "fraction" if number.kind == "fraction" else "cardinal")
    if previous and previous not in "0123456789":
        if previous == " " or previous not in "(,;:":
            money = lettered_money(low, case, number) or money_before(low, case, start)
            if money is not None and money[1] >= floor:
                return _money(low, draft, money)
        if previous == "-" and start > 1 and low[start - 2] in "$£€":
            money = money_before(low, case, start - 1)
            if money is not None and money[1] >= floor:
                draft.number_start = draft.start = start - 1
                draft = _money(low, draft, money)
                draft.value = -draft.value if draft.value is not None else None
                return draft
        if previous == "q" and number.value <= 4 and not low[start - 2 : start - 1].isalnum():
            number.kind = "date"
            return None
        if (previous.isalpha() or previous in "_#@") and not follows_cross(low, start, before):
            return identifier_draft(low, number, floor)
        if previous == "-" or previous == "–":
            if (
                before is not None
                and end - start == 2
                and 1400 <= before.value <= 2199
                and (before.end == start - 1 and number.value > before.value % 100)
            ):
                number.kind = "date"
                return None
            if (start > 1 and low[start - 2].isalpha() and previous == "-") and (
                not has_open_prefix(low, start) and not (before and before.end == start - 1)
            ):
                # "$2bn-3bn", but not "two C-17 planes"
                suffixed = (
                    before is not None
                    and start - before.end <= 3
                    and " " not in low[before.end : start]
                )
                if not suffixed:
                    return identifier_draft(low, number, floor)
        elif previous == "/" and start > 1 and low[start - 2].isalnum():
            return identifier_draft(low, number, start)
        elif previous == "." and _ABBREVIATED.search(low, max(0, start - 7), start):
            return identifier_draft(low, number, floor)
        elif previous == " " and words and has_name_before(low, number, words):
            return identifier_draft(low, number, start)
    if end - start <= 5 and after and after in "- .)":
        stop = phone_end(low, start, end)
        if stop:
            number.kind = "phone"
            phone = identifier_draft(low, number, floor)
            phone.end = phone.phrase_end = stop
            phone.value = None
            if previous in ("+", "("):
                phone.start = start - 1
            return phone
        if _CHAIN.match(low, end):
            number.kind = "chain"
            return identifier_draft(low, number, start)
    if (before is not None and before.end == start - 1 and previous in "-–:") and (
        before.kind in ("chain", "name")
    ):
        # "pages 12–14"
        number.kind = before.kind
        return identifier_draft(low, number, start)
    if is_verse(low, number, words) or is_emergency_call(low, number, words):
        return identifier_draft(low, number, start)
    if after and after in "x× ":
        product = crossed(low, number)
        if product is not None:
            return product
    if after.isalpha() or after == "°" or after == "µ":
        return _attached(low, case, number, draft, words, floor)
    if after and (after in "'′\"″" or (after == " " and low[end + 1 : end + 2] == '"')):
        return _primes(low, case, number, draft, floor)
    if end - start == 3 and is_aircraft(low, number, words):
        number.kind = "name"
        return identifier_draft(low, number, start)
    if after == "-":
        compound = compound_draft(low, case, draft)
        if compound is not None:
            return compound
    if (
        after != "%"
        and end - start == 4
        and number.kind == "cardinal"
        and number.step == 1
        and 1400 <= number.value <= 2199
        and is_year(low, case, start, end)
    ):
        draft.kind = "year"
        draft.can_count = False
        return draft
    if after == " " and is_address(case, end):
        return identifier_draft(low, number, start)
    read_unit(low, case, draft)
    if draft.kind == "cardinal":
        if tells_age(low, number, words) or is_stated_age(low, case, number):
            draft.kind, draft.unit = "age", "year"
            draft.can_count = False
        elif (previous == " " and draft.scale == 1) and (
            is_part_of_name(low, case, number, floor) or is_inside_name(low, case, number)
        ):
            return identifier_draft(low, number, start)
    elif draft.kind == "duration" and says_age(words):
        draft.kind = "age"
    return draft


def _money(low: str, draft: Draft, money: tuple[str, int]) -> Draft:
    """A draft whose currency stands before it."""
    draft.kind = "money"
    draft.unit, draft.start = money
    draft.can_count = False
    draft.sign_money = True
    if low[draft.number_start] != "-":
        take_minus(low, draft)
    end = draft.number_end
    suffix = _SUFFIX.match(low, end)
    if suffix and suffix.group() in SUFFIX_POWER:
        take_scale(draft, SUFFIX_POWER[suffix.group()], suffix.end())
    elif suffix is None and low[end : end + 1] == " ":
        suffix = _SUFFIX.match(low, end + 1)
        if suffix and suffix.group() in ("mn", "bn", "mln", "bln", "tn", "m", "b", "k", "cr"):
            take_scale(draft, SUFFIX_POWER[suffix.group()], suffix.end())
        elif suffix and suffix.group() in ("dollar", "dollars") and draft.unit == "USD":
            draft.end = suffix.end()
    return draft


def _attached(
    low: str, case: str, number: Number, draft: Draft, words: list[str], floor: int
) -> Draft | None:
    """A number with letters that touch it: "34th", "5k", "20kg", "1990s", "39A"."""
    end = number.end
    if low[end] == "°":
        place = coordinate(low, number)
        if place is not None:
            draft.kind, draft.unit = "coordinate", "degree"
            draft.value, draft.end = place
            draft.can_count = False
            return draft
    suffix = _SUFFIX.match(low, end)
    if suffix is None:
        read_unit(low, case, draft)
        return draft if draft.unit else identifier_draft(low, number, floor)
    letters = suffix.group()
    if letters == "st" and not _FIRST.search(low, number.start, end):
        # "15st" are stone
        take_unit(draft, ("measure", "stone", suffix.end(), Decimal(1)))
        return draft
    if letters in ("st", "nd", "rd", "th"):
        number.end = suffix.end()
        return ordinal_draft(low, case, number, words)
    if letters == "s":
        return _plural_digits(low, number, words, floor)
    take_minus(low, draft)
    if letters == "k" and is_race_distance(low, suffix.end(), number.value, number.step, words):
        take_unit(draft, ("measure", "kilometer", suffix.end(), Decimal(1)))
        return draft
    if letters in SURE_SUFFIX:
        take_scale(draft, SUFFIX_POWER[letters], suffix.end())
        read_unit(low, case, draft)
        return draft
    lasted = clock_duration(low, number)
    if lasted is not None:
        take_unit(draft, lasted)
        draft.value = lasted[3]
        return draft
    capital = case[end]
    if letters == "g" and capital.isupper() and 2 <= number.value <= 7 and number.step == 1:
        # a mobile network
        return identifier_draft(low, number, floor)
    if letters in ("c", "f") and capital.isupper() and is_temperature(low, case, draft, letters):
        take_unit(
            draft,
            (
                "measure",
                "degree_Celsius" if letters == "c" else "degree_Fahrenheit",
                suffix.end(),
                Decimal(1),
            ),
        )
        return draft
    if letters == "m" and capital == "M":
        take_scale(draft, 6, suffix.end())
        return draft
    found = unit_after(low, case, end, number.value, False)
    if found is not None and found[2] >= suffix.end():
        take_unit(draft, found)
        return draft
    if letters in SUFFIX_POWER:
        if letters == "t" and not capital.isupper() and not _MONEY_NEXT.match(low, suffix.end()):
            take_unit(draft, ("measure", "metric_ton", suffix.end(), Decimal(1)))
            return draft
        if letters == "b" and not capital.isupper():
            return identifier_draft(low, number, floor)
        take_scale(draft, SUFFIX_POWER[letters], suffix.end())
        read_unit(low, case, draft)
        return draft
    if letters == "x" and not low[suffix.end() : suffix.end() + 1].isalnum():
        draft.kind = "multiple"
        draft.end = suffix.end()
        draft.can_count = False
        return draft
    if letters == "fold":
        draft.kind = "multiple"
        draft.end = suffix.end()
        draft.can_count = False
        return draft
    return identifier_draft(low, number, floor)


def _plural_digits(low: str, number: Number, words: list[str], floor: int) -> Draft | None:
    """Digits with an s: "1990s" is a date, "747s" a name, "in his 40s" an age."""
    value = number.value
    if number.step != 1:
        # "ran it in 52.34s"
        draft = Draft(number, "cardinal")
        take_unit(draft, ("duration", "second", number.end + 1, Decimal(1)))
        return draft
    if 1000 <= value <= 2190 and value % 10 == 0:
        number.kind = "date"
        return None
    if 10 <= value <= 90 and value % 10 == 0:
        head = [word for word in words[-2:] if word not in ("early", "late", "mid", "mid-")]
        if (head and head[-1] in ("his", "her", "their", "my", "our", "your")) or (
            is_decade_of_life(low, number.start)
        ):
            draft = Draft(number, "age")
            draft.unit = "year"
            draft.low, draft.high, draft.value = value, value + 9, None
            draft.end = number.end + 1
            draft.can_count = False
            return draft
        if words and words[-1] in ("the", "early", "late"):
            number.kind = "date"
        return None
    return identifier_draft(low, number, floor)


def _primes(low: str, case: str, number: Number, draft: Draft, floor: int) -> Draft | None:
    """A number before a quotation mark or a prime: feet, inches, a possessive, or nothing."""
    end = number.end
    height = feet_and_inches(low, number)
    if height is not None:
        value, unit, stop = height
        draft.kind, draft.unit, draft.value, draft.end = "measure", unit, value, stop
        draft.can_count = False
        return draft
    if low.startswith("'s", end):
        if 1000 <= number.value <= 2190 and number.value % 10 == 0 and low.startswith("'s", end):
            number.kind = "date"
            return None
        return identifier_draft(low, number, floor)
    read_unit(low, case, draft)
    return draft
