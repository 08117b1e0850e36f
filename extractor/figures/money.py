"""Currencies, named behind a number or signed before it."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.figures.draft import Unit
from extractor.figures.units import (
    CODES,
    DOLLARS,
    MONEY,
    NATIONS,
    SYMBOLS,
    WORD_CODES,
)

_ONE = Decimal(1)
_WORD = re.compile(r" ([a-z.]+)")


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
            if not written.isupper() and (
                word in WORD_CODES or (gap != "" and not low.islower() and written != word)
            ):
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
