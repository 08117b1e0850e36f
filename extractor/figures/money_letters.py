"""Currencies written as letters before the number: "N13.3 trillion", "KSh1.2bn", "R10 000"."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.figures.numerals import Number
from extractor.figures.tables import word_set

_PREFIXES = {
    "KSh": "KES", "Ksh": "KES", "KSH": "KES", "KShs": "KES", "Kshs": "KES", "USh": "UGX",
    "Ush": "UGX", "USH": "UGX", "UShs": "UGX", "TSh": "TZS", "Tsh": "TZS", "TSH": "TZS",
    "Sh": "shilling", "Shs": "shilling", "RM": "MYR", "Rp": "IDR", "Tk": "BDT", "GH¢": "GHS",
    "GH₵": "GHS", "GHc": "GHS", "Gh¢": "GHS", "Gh₵": "GHS", "Dh": "AED", "Dhs": "AED",
    "Birr": "ETB", "Br": "ETB", "MK": "MWK", "ZK": "ZMW", "CFA": "XOF", "FCFA": "XOF",
    "Rf": "MVR", "MVR": "MVR", "Nu": "BTN",
}  # fmt: skip
"""As written, in small and capital letters; a road ("SH1") is written otherwise."""
_LETTERS = {"N": "NGN", "R": "ZAR", "K": "kwacha", "P": "BWP"}
"""Single letters, which also stand before roads, models and masks."""
_ELSEWHERE = {
    "P": (re.compile(r"(?i)\bpesos?\b|philippin|\bmanila\b"), "PHP"),
    "K": (re.compile(r"(?i)\bkina\b|papua"), "PGK"),
}
"""What in the text says that the letter is another country's."""
_SHY = frozenset({"Br", "MK", "ZK", "Nu", "Rf"})
"""Two letters that need the same proof as one."""

_BEFORE = re.compile(r"(?<![A-Za-z0-9'’-])([A-Z][A-Za-z]{0,4}[¢₵]?)( ?)$")
_GROUPS = re.compile(r"[0-9]{1,3}(?:[, ][0-9]{3})+(?:\.[0-9]{1,2})?")
_SUFFIX = re.compile(r"(?:k|m|mn|bn|b|tn|trn|cr)(?![a-z0-9])")
_SURE = re.compile(
    r"(?<![A-Za-z0-9'’-])([NRKP])(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+(?:\.[0-9]+)?"
    r"(?:(?:m|mn|bn|tn|trn)(?![A-Za-z0-9])| (?:thousand|million|billion|trillion)(?![a-z])))"
)
_ROAD = word_set(
    """the a an on along via near off onto highway route road motorway junction and, model bmw
    type vitamin"""
)
_WORD_AFTER = re.compile(r"[ -]([a-zA-Z]+)")
_MONEY_NOUNS = word_set(
    "note notes bill bills coin coins fine fee fees grant ticket tickets voucher vouchers tip"
)
_AFTER_SUM = word_set(
    "each a an per for to and or in from on as at of by is was were when more less"
)


def lettered_money(low: str, case: str, number: Number) -> tuple[str, int] | None:
    """The currency whose letters stand before a number, and where they begin."""
    start, end = number.start, number.end
    found = _BEFORE.search(case, max(0, start - 8), start)
    if found is None or (low[end : end + 1].isalpha() and not _SUFFIX.match(low, end)):
        return None
    letters, gap = found.groups()
    code = _PREFIXES.get(letters)
    if code is not None and letters not in _SHY:
        return code, found.start(1)
    code = code or _LETTERS.get(letters)
    if code is None or (gap and letters in _LETTERS):
        return None
    if _is_amount(low, number) or (
        letters in _LETTERS
        and letters in _letters_of_money(case)
        and _stands_as_sum(case, found.start(1), end)
    ):
        return _currency(letters, case) or code, found.start(1)
    return None


@lru_cache(maxsize=2)
def _currency(letter: str, case: str) -> str | None:
    """The currency of a letter that the text says to be another country's."""
    words, code = _ELSEWHERE.get(letter, (None, None))
    return code if words is not None and words.search(case) else None


def _is_amount(low: str, number: Number) -> bool:
    """Whether the number has the form of a sum: a scale word or suffix, or groups of three."""
    return (
        number.scale > 1
        or _GROUPS.fullmatch(low, number.start, number.end) is not None
        or _SUFFIX.match(low, number.end) is not None
    )


@lru_cache(maxsize=2)
def _letters_of_money(case: str) -> frozenset[str]:
    """The single letters that stand before a sum somewhere in the text."""
    return frozenset(_SURE.findall(case))


def _stands_as_sum(case: str, start: int, end: int) -> bool:
    """Whether a letter and its digits stand where a sum would: "paid N500 for it", no road."""
    following = _WORD_AFTER.match(case, end)
    word = following.group(1) if following is not None else ""
    if word in _MONEY_NOUNS:
        return True
    before = case[max(0, start - 12) : start].split()
    if before and before[-1].lower() in _ROAD:
        return False
    if word:
        return word in _AFTER_SUM
    return case[end : end + 1] in ("", " ", ".", ",", ";", ")", "\n", ":", "?", "!")
