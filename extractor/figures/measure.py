"""What follows or precedes a number and says what it measures."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.figures.numerals import Number
from extractor.figures.units import (
    AFTER_POWERS,
    CODES,
    DOLLARS,
    DURATIONS,
    MEASURES,
    MONEY,
    NATIONS,
    POWERS,
    RATES,
    SHY_UNITS,
    SYMBOLS,
    WORD_CODES,
)
from extractor.schemas.figure import FigureKind

_NEXT = re.compile(
    r"( {1,2}|-|)([a-zµμ°℃℉¢元円]+(?:[23²³](?![0-9])|\^[23](?![0-9]))?|%|％|[$£€¥₹₽₩₪₺₴₦₫฿₱₡₾₭₵₸])"
)
_WORD = re.compile(r" ([a-z.]+)")
_OLD = re.compile(r"[ -]olds?(?![a-z])|(?: of|-of) age(?![a-z])|'?s? of age(?![a-z])")
_PER = re.compile(r"(?: per | an? |/|-per-| p\.?)(hour|second|minute|day|hr|h|s|sec|min)(?![a-z])")
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
_TAIL_NOUN = re.compile(r" [a-z]")

PERCENTS = frozenset({"%", "％", "percent", "pct", "percentage", "percents"})
"""Words and signs for hundredths."""

Unit = tuple[FigureKind, str | None, int, Decimal]
"""Kind, unit, where it ends, and what to multiply the number with."""

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
    if word == "basis" and (low.startswith(" point", stop)):
        stop += 6
        return "basis_points", "basis_point", stop + (low[stop : stop + 1] == "s"), _ONE
    if word in SYMBOLS:
        if low[stop : stop + 1].isdigit():
            return None
        return "money", SYMBOLS[word], stop, _ONE
    if gap == "-" and low[stop : stop + 1] == "-" and word not in DURATIONS:
        pass
    code = DURATIONS.get(word)
    if code is not None:
        return _duration(low, case, end, gap, word, code, stop, value)
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


def _percent(low: str, stop: int, word: str) -> Unit:
    """Per cent, or percentage points."""
    points = _POINTS.match(low, stop)
    if points and word in ("percentage", "%", "percent", "per"):
        return "percentage_points", "percentage_point", points.end(), _ONE
    return "percent", "percent", stop, _ONE


def _duration(
    low: str, case: str, end: int, gap: str, word: str, unit: str, stop: int, value: Decimal
) -> Unit | None:
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
    if word in SHY_UNITS and not _is_unit(low, case, end, gap, word, stop):
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
        if not low.startswith(" of ", stop) and (
            value >= 100000 or _PAID.search(low, max(0, end - 48), end)
        ):
            return "money", "GBP", stop, _ONE
    rate = _PER.match(low, stop)
    if rate and name in (
        "mile",
        "kilometer",
        "meter",
        "foot",
        "liter",
        "gallon",
        "kilobit",
        "megabit",
        "gigabit",
        "bit",
        "kilobyte",
        "megabyte",
    ):
        per = {"hr": "hour", "h": "hour", "s": "second", "sec": "second", "min": "minute"}.get(
            rate.group(1), rate.group(1)
        )
        if not (low[stop] == " " and low[stop + 1] == "a" and per not in RATES):
            return "measure", f"{name} per {per}", rate.end(), _ONE
    power = _WORD.match(low, stop)
    if power and power.group(1) in AFTER_POWERS:
        return "measure", f"{AFTER_POWERS[power.group(1)]} {name}", power.end(), _ONE
    return "measure", name, stop, _ONE


def _is_unit(low: str, case: str, end: int, gap: str, word: str, stop: int) -> bool:
    """Whether a short word is a unit here: attached, or before a border of the clause."""
    after = low[stop : stop + 1]
    if word in ("foot", "stone", "cups", "cup", "minutes", "ft", "kv", "kt", "ev"):
        return True
    if after.isalnum():
        return False
    if gap == "":
        if word == "m":
            # "1.3m people" are millions; "1.8m tall" and "100m race" are not
            return _TAIL_NOUN.match(low, stop) is None or low.startswith(
                (
                    " tall",
                    " long",
                    " wide",
                    " deep",
                    " high",
                    " from",
                    " away",
                    " above",
                    " below",
                    " x ",
                    " off",
                    " and",
                    " or",
                    " is",
                    " in ",
                    " to ",
                    " at ",
                    " of ",
                    " race",
                    " butterfly",
                    " freestyle",
                    " backstroke",
                    " final",
                    " hurdles",
                    " sprint",
                    " relay",
                    " into",
                    " on ",
                    " with",
                ),
                stop,
            )
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
    return "measure", f"{power} {name}", following.end(), _ONE


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
    return "measure", named, following.end(), _ONE


def money_after(low: str, case: str, gap: str, word: str, stop: int) -> Unit | None:
    """A currency named behind the number."""
    if gap == "-" and word not in MONEY:
        return None
    if len(word) == 1 and word in "pc":
        # "99p", "5c": pence and cents, but "1080p" is a picture
        if gap or case[stop - 1].isupper() or low[stop - 4 : stop] in ("080p", "720p", "480p"):
            return None
        return "money", "pence" if word == "p" else "cent", stop, _ONE
    code = MONEY.get(word)
    if code is not None:
        if word in CODES and word not in ("rmb",):
            written = case[stop - len(word) : stop]
            if not written.isupper() and (word in WORD_CODES or gap != ""):
                if word in WORD_CODES or (not low.islower() and written != word):
                    return None
                if word in WORD_CODES:
                    return None
        if word == "sterling" or (
            word
            in (
                "won",
                "try",
                "pen",
                "real",
                "rand",
                "sen",
                "kip",
                "som",
                "all",
                "ether",
                "quid",
                "buck",
                "rs",
            )
            and not (_sure_money(low, stop, word))
        ):
            return None
        if code in ("INR",) and word == "rs":
            return None
        return "money", code, stop, _ONE
    if word.startswith("m") and word[1:] in CODES and case[stop - len(word) : stop].isupper():
        return "money", MONEY[word[1:]], stop, Decimal(10**6)
    named = _WORD.match(low, stop)
    if named is None:
        if word == "u" and low.startswith(".s.", stop):
            named = _WORD.match(low, stop + 3)
            word = "u.s."
        if named is None:
            return None
    nations = NATIONS.get(word)
    after = named.group(1).rstrip(".")
    end = named.start(1) + len(after)
    if nations is None:
        nations = NATIONS.get(f"{word} {after}")
        if nations is None:
            return None
        named = _WORD.match(low, end)
        if named is None:
            return None
        after = named.group(1).rstrip(".")
        end = named.start(1) + len(after)
    found = nations.get(after) or nations.get(after.removesuffix("s"))
    if found is None:
        return None
    return "money", found, end, _ONE


def _sure_money(low: str, stop: int, word: str) -> bool:
    """Whether a word that is also another word names a currency here."""
    if word == "won":
        # "12 won medals" against "12 million won"
        return not low.startswith((" the ", " a ", " an ", " by ", " in ", " gold", " their"), stop)
    if word == "rand":
        return not low.startswith(" paul", stop)
    return word in ("quid", "buck", "sen", "kip", "ether")


_CODE_BEFORE = re.compile(r"([a-z.]{1,5})( ?)$")


def money_before(low: str, case: str, start: int) -> tuple[str, int] | None:
    """The currency that stands before a number, and where it begins."""
    place = start - 1
    if place < 0:
        return None
    if low[place] == " " and place:
        place -= 1
    sign = low[place]
    code = SYMBOLS.get(sign)
    if code is not None:
        if place != start - 1 and place and low[place - 1].isdigit():
            return None
        if sign == "$":
            head = place - 1 if place and low[place - 1] == " " else place
            begin = head
            while (
                begin and (low[begin - 1].isalpha() or low[begin - 1] == ".") and head - begin < 5
            ):
                begin -= 1
            prefix = low[begin:head]
            which = DOLLARS.get(prefix)
            if (which is not None and (head == place or len(prefix) > 1 or prefix == "c")) and (
                head == place or prefix in ("us", "u.s.", "u.s", "hk", "c", "nz")
            ):
                return which, begin
        return code, place
    if sign == "." and low[max(0, place - 2) : place] == "rs":
        if place > 2 and low[place - 3].isalpha():
            return None
        return "INR", place - 2
    if not sign.isalpha():
        return None
    begin = place
    while begin and low[begin - 1].isalpha() and place - begin < 5:
        begin -= 1
    word = low[begin : place + 1]
    if begin and (low[begin - 1].isalnum() or low[begin - 1] in "-'"):
        return None
    if word == "rs" or word == "sen":
        return MONEY[word], begin
    if word in CODES:
        if case[begin : place + 1].isupper() and word not in ("pen", "all", "try", "cop"):
            return MONEY[word], begin
        if word not in WORD_CODES and word in ("usd", "rmb", "eur", "gbp", "inr", "aud", "cad"):
            return MONEY[word], begin
    return None


_COORDINATE = re.compile(
    r"° ?(?:([0-9]{1,2}(?:\.[0-9]+)?) ?['′] ?)?(?:([0-9]{1,2}(?:\.[0-9]+)?) ?(?:[\"″”]|'') ?)?"
    r"([nsew]|north|south|east|west)(?![a-z])"
)
_FEET = re.compile(r"['′] ?([0-9]{1,2})(?:\.[0-9])?(?:[\"″”]|'')?(?![0-9a-z])")
_OPENING = re.compile(r'(?<![0-9])"')
_INCHES = re.compile(
    r" ?[\"″] ?(?=thick|wide|long|tall|deep|high|x|by|in |diameter|\)|$|\n|screen)|″"
)


def coordinate(low: str, number: Number) -> tuple[Decimal, int] | None:
    """Degrees of latitude or longitude, with minutes and seconds, and where they end."""
    found = _COORDINATE.match(low, number.end)
    if found is None:
        return None
    value = number.value
    if found.group(1):
        value += Decimal(found.group(1)) / 60
    if found.group(2):
        value += Decimal(found.group(2)) / 3600
    return (-value if found.group(3)[0] in "sw" else value), found.end()


def feet_and_inches(low: str, number: Number) -> tuple[Decimal, str, int] | None:
    """A length written with primes: 6'2", 9" thick."""
    if number.value < 10 and number.step == 1:
        feet = _FEET.match(low, number.end)
        if feet:
            return number.value + Decimal(feet.group(1)) / 12, "foot", feet.end()
    inches = _INCHES.match(low, number.end)
    if inches:
        if '"' in inches.group():
            # An odd number of marks before it on the line means that this one closes a quotation.
            line = max(low.rfind("\n", 0, number.start), number.start - 400, 0)
            if len(_OPENING.findall(low, line, number.end)) % 2:
                return None
        return number.value, "inch", number.end + len(inches.group().rstrip())
    return None
