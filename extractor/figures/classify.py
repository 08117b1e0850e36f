"""What a number is: a count, a measure, an ordinal, a year, a code; or part of a date."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.figures.clock import is_date, is_date_ordinal, month_before
from extractor.figures.codes import (
    IDIOMS,
    OPEN_PREFIXES,
    has_name_before,
    is_address,
    is_part_of_name,
    name_start,
    phone_end,
)
from extractor.figures.draft import Draft
from extractor.figures.measure import (
    SUFFIX_POWER,
    SURE_SUFFIX,
    Unit,
    coordinate,
    feet_and_inches,
    money_before,
    unit_after,
)
from extractor.figures.nouns import looks_plural
from extractor.figures.numerals import Number
from extractor.figures.parts import fraction_kind, is_counting_one, is_counting_zero
from extractor.figures.years import is_year

_SUFFIX = re.compile(r"[a-zµμ°]+")
_COMPOUND_AGE = re.compile(r"[- ](year|month|week|day)s?[- ]olds?(?![a-z])")
_TIMES = re.compile(
    r"[ -]times (?=(?:as|more|higher|greater|larger|bigger|the|that|its|their|his|her|longer"
    r"|faster|less|lower|smaller|over|what|worse|better|cheaper|[a-z]+er)(?![a-z]))"
)
_FOLD = re.compile(r"[- ]?fold(?![a-z])")
_SPACED_SUFFIX = re.compile(r" (k|mn|bn|mln|bln|tn|trn|lkhs?|cr)(?![a-z])")
_CHAIN = re.compile(r"(?:-[0-9]+){2}(?![0-9%])|-[0-9]+/[0-9]{4}(?![0-9])")
_CODE_TAIL = re.compile(r"-[0-9]{1,4}[a-z]{0,3}(?![a-z0-9-])")
_NAMED_ORDINAL = re.compile(
    r"(?: (?:minister|lady|ladies|responders?|aid|secretary|hand|thoughts?|world|reich|party"
    r"|parties|class|amendment)|-(?:hand|class|party|rate|degree|generation|form|tier|choice|string"
    r"|guess|ever|year|placed?|round|time|half|team|person|person's))(?![a-z])"
)
_NEXT_WORD = re.compile(r" ([a-z-]+)")
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
        return _ordinal(low, case, number, words)
    if number.kind == "multiple":
        return _multiple(low, number, words)
    if number.digits:
        return _digits(low, case, number, before, words, floor)
    return _words(low, case, number, before, words)


_OF_DOUBLE = re.compile(
    r" (?:the|that|its|their|his|her|our|what|as|to|from|in|since|over|by|every|and|or|last|this"
    r"|profits?|sales|revenues?|output|production|between|within|again|year|annual|capacity)(?![a-z])"
    r"|[.,;)\n]|$"
)


def _multiple(low: str, number: Number, words: list[str]) -> Draft | None:
    """ "Doubled", "twice as many", "a fourfold rise"; a double bed is none."""
    word = low[number.start : number.end]
    last = words[-1] if words else ""
    if word in ("double", "triple", "treble", "quadruple", "doubles", "triples"):
        if not _OF_DOUBLE.match(low, number.end) or last in (
            "a",
            "the",
            "women's",
            "men's",
            "mixed",
            "his",
            "her",
            "on",
        ):
            return None
    if low[number.start - 1 : number.start] == "-" or low[number.end : number.end + 1] == "-":
        return None
    draft = Draft(number, "multiple")
    draft.can_count = False
    return draft


def _digits(
    low: str, case: str, number: Number, before: Number | None, words: list[str], floor: int
) -> Draft | None:
    """The draft of a number written in digits."""
    start, end = number.start, number.end
    previous = low[start - 1] if start else ""
    after = low[end] if end < len(low) else ""
    if number.kind == "code":
        return _identifier(low, number, floor)
    if is_date(low, case, number, before):
        number.kind = "date"
        return None
    if number.kind == "fraction" and low[start:end] in IDIOMS:
        return _identifier(low, number, floor)
    draft = Draft(number, "fraction" if number.kind == "fraction" else "cardinal")
    if previous and previous not in "0123456789":
        if previous == " " or previous not in "(,;:":
            money = money_before(low, case, start)
            if money is not None and money[1] >= floor:
                return _money(low, draft, money)
        if previous == "-" and start > 1 and low[start - 2] in "$£€":
            money = money_before(low, case, start - 1)
            if money is not None and money[1] >= floor:
                draft.number_start = draft.start = start - 1
                draft = _money(low, draft, money)
                draft.value = -draft.value if draft.value is not None else None
                return draft
        if previous.isalpha() or previous in "_#@":
            return _identifier(low, number, floor)
        if previous == "-" or previous == "–":
            if (
                before is not None
                and end - start == 2
                and 1400 <= before.value <= 2199
                and (before.end == start - 1 and number.value > before.value % 100)
            ):
                number.kind = "date"
                return None
            if start > 1 and low[start - 2].isalpha() and previous == "-":
                if not _open_prefix(low, start) and not (before and before.end == start - 1):
                    suffixed = before is not None and start - before.end <= 3
                    if not suffixed:
                        return _identifier(low, number, floor)
        elif previous == "/" and start > 1 and low[start - 2].isalnum():
            return _identifier(low, number, start)
        elif previous == "." and low[start - 3 : start] == "no.":
            return _identifier(low, number, floor)
        elif previous == " " and words and has_name_before(low, number, words):
            return _identifier(low, number, start)
    if end - start <= 5 and after and after in "- .)":
        stop = phone_end(low, start, end)
        if stop:
            number.kind = "phone"
            phone = _identifier(low, number, floor)
            phone.end = phone.phrase_end = stop
            phone.value = None
            if previous in ("+", "("):
                phone.start = start - 1
            return phone
        if _CHAIN.match(low, end):
            number.kind = "chain"
            return _identifier(low, number, start)
    if previous == "-" and before is not None and before.kind in ("chain", "name"):
        if before.end == start - 1:
            number.kind = before.kind
            return _identifier(low, number, start)
    if after.isalpha() or after == "°" or after == "µ":
        return _attached(low, case, number, draft, words, floor)
    if after and (after in "'′\"″" or (after == " " and low[end + 1 : end + 2] == '"')):
        return _primes(low, case, number, draft, floor)
    if after == "-":
        compound = _compound(low, case, draft)
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
        return _identifier(low, number, start)
    _with_unit(low, case, draft)
    if draft.kind == "cardinal":
        if _says_age(words) or _is_stated_age(low, case, number):
            draft.kind, draft.unit = "age", "year"
            draft.can_count = False
        elif previous == " " and draft.scale == 1 and is_part_of_name(low, case, number, floor):
            return _identifier(low, number, start)
    return draft


def _money(low: str, draft: Draft, money: tuple[str, int]) -> Draft:
    """A draft whose currency stands before it."""
    draft.kind = "money"
    draft.unit, draft.start = money
    draft.can_count = False
    draft.sign_money = True
    if low[draft.number_start] != "-":
        _minus(low, draft)
    end = draft.number_end
    suffix = _SUFFIX.match(low, end)
    if suffix and suffix.group() in SUFFIX_POWER:
        _scaled(draft, SUFFIX_POWER[suffix.group()], suffix.end())
    elif suffix is None and low[end : end + 1] == " ":
        suffix = _SUFFIX.match(low, end + 1)
        if suffix and suffix.group() in ("mn", "bn", "mln", "bln", "tn", "m", "b", "k", "cr"):
            _scaled(draft, SUFFIX_POWER[suffix.group()], suffix.end())
        elif suffix and suffix.group() in ("dollar", "dollars") and draft.unit == "USD":
            draft.end = suffix.end()
    return draft


def _says_age(words: list[str]) -> bool:
    """Whether the words before say that the number is an age."""
    return bool(words) and (
        words[-1] in ("aged", "age") or (words[-1] == "of" and words[-2:-1] in (["age"], ["ages"]))
    )


def _open_prefix(low: str, start: int) -> bool:
    """Whether the word before the hyphen leaves the number a number."""
    begin = start - 1
    while begin and low[begin - 1].isalpha() and start - begin < 12:
        begin -= 1
    return low[begin : start - 1] in OPEN_PREFIXES


def _is_stated_age(low: str, case: str, number: Number) -> bool:
    """Whether the number is an age set off by commas ("Maria Lopez, 34, said")."""
    start, end = number.start, number.end
    if low[start - 2 : start] != ", " or not 1 <= number.value <= 115 or number.step != 1:
        return False
    after = low[end : end + 2]
    if not (after[:1] == "," or after == ". " or after == ".") or after[1:2].isdigit():
        return False
    begin = start - 2
    while begin and (case[begin - 1].isalpha() or case[begin - 1] in "-'"):
        begin -= 1
    word = case[begin : start - 2]
    if len(word) < 2 or not word[0].isupper() or low[begin : start - 2] in _NO_PERSON:
        return False
    return after[:1] == "," or (
        case[begin - 1 : begin] == " " and case[begin - 2 : begin - 1].isalpha()
    )


_NO_PERSON = frozenset(
    """january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep sept
    oct nov dec however meanwhile flight yes no""".split()
)


def _minus(low: str, draft: Draft) -> bool:
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
    elif sign == "(" and draft.sign_money and low[draft.number_end : draft.number_end + 1] == ")":
        draft.start -= 1
        draft.end += 1
    elif low.endswith("minus ", 0, start):
        draft.start -= 6
    elif low.endswith("negative ", 0, start):
        draft.start -= 9
    else:
        return False
    if draft.value is not None:
        draft.value = -draft.value
    return True


def _scaled(draft: Draft, power: int, end: int) -> None:
    """Multiply the draft by a power of ten whose sign ends at `end`."""
    scale = Decimal(10**power)
    if draft.value is not None:
        draft.value *= scale
    draft.step *= scale
    draft.scale *= scale
    draft.end = draft.number_end = end


def _identifier(low: str, number: Number, floor: int) -> Draft:
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
        _with_unit(low, case, draft)
        return draft if draft.unit else _identifier(low, number, floor)
    letters = suffix.group()
    if letters in ("st", "nd", "rd", "th"):
        number.end = suffix.end()
        return _ordinal(low, case, number, words)
    if letters == "s":
        return _plural_digits(low, number, words, floor)
    _minus(low, draft)
    if letters in SURE_SUFFIX:
        _scaled(draft, SUFFIX_POWER[letters], suffix.end())
        _with_unit(low, case, draft)
        return draft
    capital = case[end]
    if letters in ("c", "f") and capital.isupper() and _is_temperature(low, case, draft, letters):
        _measured(
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
        _scaled(draft, 6, suffix.end())
        return draft
    found = unit_after(low, case, end, number.value, False)
    if found is not None and found[2] >= suffix.end():
        _measured(draft, found)
        return draft
    if letters in SUFFIX_POWER:
        if letters in ("b", "t") and not capital.isupper():
            return _identifier(low, number, floor)
        _scaled(draft, SUFFIX_POWER[letters], suffix.end())
        _with_unit(low, case, draft)
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
    return _identifier(low, number, floor)


def _is_temperature(low: str, case: str, draft: Draft, letter: str) -> bool:
    """Whether a capital C or F behind a number means degrees ("-10C", "hit 41C")."""
    end = draft.number_end + 1
    if low[end : end + 1].isalnum() or low[end : end + 1] == "/" or draft.value is None:
        return False
    following = _NEXT_WORD.match(low, end)
    if following and following.group(1) not in (
        "in", "on", "and", "to", "at", "or", "outside", "by", "for", "heat", "above", "below",
        "this", "with", "is", "was", "during", "temperatures", "temperature", "warmer", "colder",
    ):  # fmt: skip
        return False
    return -90 <= draft.value <= (60 if letter == "c" else 140)


def _plural_digits(low: str, number: Number, words: list[str], floor: int) -> Draft | None:
    """ "1990s" is a date, "747s" a name; "in his 40s" an age."""
    value = number.value
    if 1000 <= value <= 2190 and value % 10 == 0:
        number.kind = "date"
        return None
    if 10 <= value <= 90 and value % 10 == 0:
        head = [word for word in words[-2:] if word not in ("early", "late", "mid", "mid-")]
        if head and head[-1] in ("his", "her", "their", "my", "our", "your"):
            draft = Draft(number, "age")
            draft.unit = "year"
            draft.low, draft.high, draft.value = value, value + 9, None
            draft.end = number.end + 1
            draft.can_count = False
            return draft
        if words and words[-1] in ("the", "early", "late"):
            number.kind = "date"
        return None
    return _identifier(low, number, floor)


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
        return _identifier(low, number, floor)
    _with_unit(low, case, draft)
    return draft


def _measured(draft: Draft, found: Unit) -> None:
    """Give the draft its unit."""
    kind, unit, end, factor = found
    draft.kind = kind
    draft.unit = unit
    draft.end = end
    if factor != 1 and draft.value is not None:
        draft.value *= factor
        draft.step *= factor
    draft.can_count = False


def _with_unit(low: str, case: str, draft: Draft) -> None:
    """Read the unit behind the number, if there is one."""
    if draft.start == draft.number_start:
        _minus(low, draft)
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
                _scaled(draft, power, spaced.end())
        age = _COMPOUND_AGE.match(low, end)
        if age:
            _measured(draft, ("age", age.group(1), age.end(), Decimal(1)))
            return
        if draft.digits and after == " " and case[end + 1 : end + 2] in ("C", "F"):
            # "30 C (86 F)"
            draft.number_end += 1
            letter = low[end + 1]
            is_warm = _is_temperature(low, case, draft, letter)
            draft.number_end = end
            if is_warm:
                unit = "degree_Celsius" if letter == "c" else "degree_Fahrenheit"
                _measured(draft, ("measure", unit, end + 2, Decimal(1)))
                return
    found = unit_after(
        low, case, draft.number_end, draft.value if draft.value is not None else Decimal(0), False
    )
    if found is not None:
        _measured(draft, found)


def _compound(low: str, case: str, draft: Draft) -> Draft | None:
    """A number joined to a noun by a hyphen: "34-year-old", "two-mile", "five-fold"."""
    end = draft.number_end
    age = _COMPOUND_AGE.match(low, end)
    if age:
        _measured(draft, ("age", age.group(1), age.end(), Decimal(1)))
        return draft
    fold = _FOLD.match(low, end)
    if fold:
        draft.kind = "multiple"
        draft.end = fold.end()
        draft.can_count = False
        return draft
    found = unit_after(low, case, end, draft.value or Decimal(0), False)
    if found is not None:
        _measured(draft, found)
        return draft
    return None


def _ordinal(low: str, case: str, number: Number, words: list[str]) -> Draft | None:
    """The draft of an ordinal, unless it belongs to a date."""
    start, end = number.start, number.end
    if is_date_ordinal(low, case, number):
        number.kind = "date"
        return None
    if number.value >= 100 and low.startswith("one ", start) and low.startswith(" of ", end):
        part = Draft(number, "fraction")
        part.value = 1 / number.value
        part.step = part.value
        _with_unit_of(low, case, part)
        return part
    if low[start - 1 : start] == "-" and start > 1 and low[start - 2].isalpha():
        return None
    if number.value < 7 and _NAMED_ORDINAL.match(low, end):
        return None
    draft = Draft(number, "ordinal")
    draft.step = Decimal(1)
    return draft


def _words(
    low: str, case: str, number: Number, before: Number | None, words: list[str]
) -> Draft | None:
    """The draft of a number in words."""
    start, end = number.start, number.end
    previous = low[start - 1 : start] if start else ""
    after = low[end : end + 1]
    value = number.value
    if previous and previous in "-–" and start > 1 and low[start - 2].isalnum():
        joined = before is not None and before.end == start - 1 and before.kind != "dropped"
        if not joined and not _open_prefix(low, start):
            return None
    if after == " " and low.startswith(" o'clock", end):
        number.kind = "date"
        return None
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
            return _identifier(low, number, start)
    if number.kind == "fraction":
        kind = fraction_kind(low, number, words)
        if kind == "none":
            return None
        if kind == "ordinal":
            number.start += 2
            number.value = value = (1 / value).to_integral_value()
            return _ordinal(low, case, number, words)
    draft = Draft(number, "fraction" if number.kind == "fraction" else "cardinal")
    if number.kind == "fraction" and after == " " and low[end + 1] in "ao":
        if low.startswith((" a ", " an ", " of a ", " of an "), end):
            _with_unit_of(low, case, draft)
            if draft.unit is not None:
                return draft
    if number.kind == "vague":
        if number.low == 40 and not low.startswith(" of ", end):
            return None
        if number.high is not None:
            draft.hedge = "about"
            draft.end = draft.number_end = end
            _with_unit_of(low, case, draft)
            return draft
        if low.endswith("tens of ", 0, start) and draft.low is not None:
            draft.low = draft.low * 10
            draft.start = start - 8
        draft.can_count = True
        draft.hedge = "at_least"
        _with_unit(low, case, draft)
        return draft
    if words and value >= 100 and low[start : start + 1] in "htmblc" and previous == " ":
        _several(low, draft, words)
    if after == "-":
        compound = _compound(low, case, draft)
        if compound is not None:
            return compound
    _with_unit(low, case, draft)
    if draft.kind == "cardinal" and _says_age(words):
        draft.kind, draft.unit = "age", "year"
        draft.can_count = False
    return draft


def _with_unit_of(low: str, case: str, draft: Draft) -> None:
    """The unit behind "of" ("a couple of days"), or behind "an" ("half an hour")."""
    end = draft.number_end
    for link in (" of an", " of a", " of", " an", " a"):
        if low.startswith(link + " ", end):
            found = unit_after(low, case, end + len(link), Decimal(1), False)
            if found is not None:
                _measured(draft, found)
            return


def _several(low: str, draft: Draft, words: list[str]) -> None:
    """ "Several hundred", "a few thousand": an interval."""
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


def plural_follows(low: str, end: int) -> bool:
    """Whether a plural noun follows at once."""
    following = _NEXT_WORD.match(low, end)
    return following is not None and looks_plural(following.group(1))
