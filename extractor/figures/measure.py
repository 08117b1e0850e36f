"""What follows or precedes a number and says what it measures."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.figures.draft import Unit
from extractor.figures.millions import is_millions
from extractor.figures.money import money_after
from extractor.figures.prefixes import SCALED
from extractor.figures.rates import rate_after
from extractor.figures.units import (
    AFTER_POWERS,
    BASIS_POINTS,
    DURATIONS,
    MEASURES,
    POWERS,
    SHORT_TIMES,
    SHY_UNITS,
    SYMBOLS,
)

_NEXT = re.compile(
    r"( {1,2}|-|)([a-zµμ°℃℉ł¢元円]+(?:[23²³](?![0-9])|\^[23](?![0-9]))?|%|％|[$£€¥₹₽₩₪₺₴₦₫฿₱₡₾₭₵₸])"
)
_WORD = re.compile(r" ([a-z.]+)")
_OLD = re.compile(r"[ -]olds?(?![a-z])|(?: of|-of) age(?![a-z])|'?s? of age(?![a-z])")
_OVER = re.compile(r"/([a-zµμ]+(?:[23²³](?![0-9]))?)(?![a-z0-9])")
_BRACKETED = re.compile(r" [({<\[]([a-zµμ°]+[23²³]?)[)}>\]]")
_HYPHENED = re.compile(r"(?:-(?:tall|long|wide|deep|high|thick))?(?:[ .,;:)\n]|$)")
_TEMPERATURE = re.compile(r"[ -](celsius|celcius|centigrade|fahrenheit|farenheit|c|f)(?![a-z])")
# What makes pounds a sum of money: "fined 500 pounds", "a fee of 60 pounds".
_PAID = re.compile(
    r"(?<![a-z])(?:pa(?:y|ys|id|ying)|costs?|costing|fined?|fines|worth|earn(?:s|ed|ing)?|spen[dt]s?"
    r"|spending|owe[sd]?|owing|price[sd]?|fees?|debts?|salary|wages?|rents?|bills?|loans?|charge[sd]?"
    r"|charging|donat(?:ed?|ing|ions?)|borrow(?:s|ed)?|compensation|savings|refund(?:s|ed)?"
    r"|sold for|bought for|tickets?)(?![a-z])"
    # up to the number, in the same clause, with no other sum between
    r"(?:(?! (?:weigh|(?:and|but|who|which|that|plus) [a-z]))[^.;:,\n()$£€])*"
    r"(?:[,.][0-9][^.;:,\n() ]*)?$"
)
_POINTS = re.compile(r"[ -]points?(?![a-z])")

PERCENTS = frozenset({"%", "％", "percent", "pct", "percentage", "percents"})
"""Words and signs for hundredths."""


_ONE = Decimal(1)
SUFFIX_POWER = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "lakh": 5, "crore": 7,
                "k": 3, "m": 6, "mn": 6, "mln": 6, "mio": 6, "mm": 6, "bn": 9, "bln": 9, "b": 9,
                 "tn": 12, "trn": 12, "t": 12, "cr": 7}  # fmt: skip
SURE_SUFFIX = frozenset(
    {
        "thousand",
        "million",
        "billion",
        "trillion",
        "lakh",
        "crore",
        "k",
        "mn",
        "mln",
        "mio",
        "bn",
        "bln",
        "tn",
        "trn",
    }
)


def unit_after(low: str, case: str, end: int, value: Decimal, is_money: bool) -> Unit | None:
    """What the words behind a number make of it."""
    following = _NEXT.match(low, end)
    if following is None:
        return None
    gap, word = following.groups()
    stop = following.end()
    if word in PERCENTS:
        return _percent(low, stop, word)
    if is_money:
        return None
    if word == "per" and low.startswith(" cent", stop) and not low[stop + 5 : stop + 6].isalpha():
        return _percent(low, stop + 5, word)
    if word == "pc" and gap != "-" and not low.startswith("s", stop):
        return _percent(low, stop, word)
    if word in BASIS_POINTS and gap != "-" and not low[stop : stop + 1].isalnum():
        return "basis_points", "basis_point", stop, _ONE
    if word == "basis" and (low.startswith(" point", stop)):
        stop += 6
        return "basis_points", "basis_point", stop + (low[stop : stop + 1] == "s"), _ONE
    if word in SYMBOLS:
        if low[stop : stop + 1].isdigit():
            return None
        return "money", SYMBOLS[word], stop, _ONE
    code = DURATIONS.get(word)
    if code is not None and not low[stop : stop + 1].isdigit():
        return _duration(low, gap, word, code, stop)
    scaled = SCALED.get(word)
    if scaled is not None:
        rate = rate_after(low, scaled[0], stop)
        unit, stop = rate if rate is not None else (scaled[0], stop)
        return "measure", unit, stop, scaled[1]
    name = MEASURES.get(word)
    if name is not None and not low[stop : stop + 1].isdigit():
        found = _measure(low, case, end, gap, word, name, stop, value)
        if found is not None:
            return found
    if word in POWERS:
        return _power_unit(low, stop, POWERS[word])
    if word in ("metric", "short", "long", "nautical", "light", "imperial", "troy", "fluid"):
        return _named_pair(low, stop, word)
    if word in ("yo",) or (word == "y" and low.startswith("/o", stop)):
        return "age", "year", stop + (2 if word == "y" else 0), _ONE
    return money_after(low, case, gap, word, stop)


def bracketed_unit(low: str, end: int) -> Unit | None:
    """A unit in brackets behind its number: "20 (kg)"."""
    found = _BRACKETED.match(low, end)
    if found is None:
        return None
    name = MEASURES.get(found.group(1))
    if name is None or (found.group(1) in SHY_UNITS and found.group(1) not in ("m", "g", "ha")):
        return None
    return "measure", name, found.end(), _ONE


def _percent(low: str, stop: int, word: str) -> Unit:
    """Per cent, or percentage points."""
    points = _POINTS.match(low, stop)
    if points and word in ("percentage", "%", "percent", "per"):
        return "percentage_points", "percentage_point", points.end(), _ONE
    return "percent", "percent", stop, _ONE


def _duration(low: str, gap: str, word: str, unit: str, stop: int) -> Unit | None:
    """A stretch of time, or an age."""
    if (
        gap == "" and word in ("min", "ms", "sec", "hr", "hrs", "mins", "secs", "yr", "yrs")
    ) or gap:
        old = _OLD.match(low, stop)
        if old and unit in ("year", "month", "week", "day", "hour"):
            return "age", unit, old.end(), _ONE
        if low.startswith("'", stop) and word.endswith("s"):
            stop += 1
        return "duration", unit, stop, _ONE
    return None


def _measure(
    low: str, case: str, end: int, gap: str, word: str, name: str, stop: int, value: Decimal
) -> Unit | None:
    """A measure, with a rate or a scale of temperature behind it."""
    if word in SHY_UNITS and not _is_unit(low, case, end, gap, word, stop, value):
        return None
    if name == "degree":
        scale = _TEMPERATURE.match(low, stop)
        if scale:
            letter = scale.group(1)
            known = MEASURES.get(letter)
            if known is None:
                known = "degree_Celsius" if letter == "c" else "degree_Fahrenheit"
            return "measure", known, scale.end(), _ONE
        return "measure", name, stop, _ONE
    if word in ("pound", "pounds"):
        after = _WORD.match(low, stop)
        if after and after.group(1).rstrip(".") in ("sterling", "sterlings"):
            return "money", "GBP", stop + len(" sterling"), _ONE
        if not low.startswith((" of ", " per square inch"), stop) and (
            value >= 100000 or _PAID.search(low, max(0, end - 48), end)
        ):
            return "money", "GBP", stop, _ONE
    if name == "acre" and low.startswith(("-feet", "-foot", " feet"), stop):
        name, stop = "acre_foot", stop + 5
    rate = rate_after(low, name, stop)
    if rate is not None:
        return "measure", *rate, _ONE
    power = _WORD.match(low, stop)
    if power and power.group(1) in AFTER_POWERS:
        return "measure", f"{AFTER_POWERS[power.group(1)]} {name}", power.end(), _ONE
    return "measure", name, stop, _ONE


def _is_unit(low: str, case: str, end: int, gap: str, word: str, stop: int, value: Decimal) -> bool:
    """Whether a short word is a unit here: attached, or before a border of the clause."""
    after = low[stop : stop + 1]
    if word in ("foot", "stone", "cups", "cup", "minutes", "ft", "kv", "kt", "ev"):
        return True
    if after.isalnum():
        return False
    if gap == "":
        if word == "m":
            return not is_millions(low, case, end, stop, value)
        if word == "in":
            return True
        return word not in ("t", "b")
    if word in ("in", "ins"):
        if gap == "-":
            return False
        return after in ("", "\n", ".", ")", ";") or low.startswith(
            (" tall", " long", " wide", " thick", " deep", " high", " in ", " by "), stop
        )
    if len(word) == 1:
        over = _OVER.match(low, stop) if after == "/" and word in "mgl" else None
        if over is not None:
            return over.group(1) in MEASURES or over.group(1) in SHORT_TIMES
        if case[stop - 1].isupper() and word != "l":
            return False
        if gap == "-":
            # "a 3.4-m wave", "a 400-g tin"
            return (
                word in "mglwt"
                and low[end - 1].isdigit()
                and _HYPHENED.match(low, stop) is not None
            )
        if word == "m" and after == " ":
            return not is_millions(low, case, end, stop, value)
        return (
            after in ("", "\n", ".", ",", ")", ";", " ")
            and gap == " "
            and word in "mglwhtc"
            and (
                after != " "
                or low[stop + 1 : stop + 2].isdigit()
                or low.startswith((" of ", " x "), stop)
            )
            and word != "h"
        )
    return True


def _power_unit(low: str, stop: int, power: str) -> Unit | None:
    """Areas and volumes: "square miles", "cubic metres"."""
    following = re.compile(r"(?:\.? |-)([a-z]+)").match(low, stop)
    if following is None:
        return None
    name = MEASURES.get(following.group(1))
    if name is None or " " in name:
        return None
    whole = f"{power} {name}"
    return "measure", *(rate_after(low, whole, following.end()) or (whole, following.end())), _ONE


def _named_pair(low: str, stop: int, word: str) -> Unit | None:
    """Units of two words: "metric tons", "nautical miles"."""
    following = re.compile(r"[ -]([a-z]+)").match(low, stop)
    if following is None:
        return None
    unit = following.group(1).rstrip("s")
    named = {
        ("metric", "ton"): "metric_ton", ("metric", "tonne"): "metric_ton",
        ("short", "ton"): "ton", ("long", "ton"): "long_ton",
        ("nautical", "mile"): "nautical_mile", ("light", "year"): "light_year",
        ("fluid", "ounce"): "fluid_ounce", ("troy", "ounce"): "troy_ounce",
        ("imperial", "gallon"): "imperial_gallon",
    }.get((word, unit))  # fmt: skip
    if named is None:
        return None
    return "measure", *(rate_after(low, named, following.end()) or (named, following.end())), _ONE
