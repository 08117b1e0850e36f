"""In which of the old encodings bytes are that are not UTF-8, told by where their signs stand.

Such an encoding gives almost every byte a character, so that decoding hardly ever fails: "£5"
becomes "Ł5", and "Miloš" becomes "Miloö". What tells them apart is place: an apostrophe stands
between letters, a currency sign beside a digit, a capital at the head of a word. Where two readings
fit equally well there is no guess.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

USUAL = "cp1252"

_RIVALS = ("mac_roman",)
_RIVALS_OF_MISFITS = ("cp1250", "cp850")
"""They give the usual letters other places, so that only what is out of place speaks for them."""

TITLE = {
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250",
    "cp850": "MS-DOS (850)",
    "mac_roman": "Mac Roman",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
}
"""What people, and programs that save files, call the encodings that are guessed."""

_MOST_SIGNS = 5_000
"""So many are looked at; more would say the same."""

_HEAD = 4_096
"""Bytes whose zeros are counted."""

_SIGN = re.compile(r"[^\x00-\x7f]")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_LETTERS = re.compile(r"[^\W\d_]+")
_AMOUNT = re.compile(r"\d\s?[€£¥¢]|[€£¥¢]\s?\d")

_MISFIT, _FIT, _PROOF = -2, 1, 2
_NEVER = -1_000_000
"""What no story has: accents that stand alone, and signs of no alphabet."""
_MOST_FOREIGN = 0.4
"""Of all letters: more are in no story in Latin letters, whatever a table makes of the bytes."""

_OPENING = "“‘„‚«‹"
_CLOSING = "”»›"
_DASHES = "–—"
_CURRENCIES = "€£¥¢"
_LEADS = "([{-/" + _OPENING + _DASHES
"""What an opening quotation mark may stand behind, beside a space."""
_RAISED = "°²³¹½¼¾"
_BETWEEN = "·×÷\xad"
"""What may stand between letters or digits."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What an encoding makes of the bytes."""

    encoding: str
    text: str
    fits: tuple[int, ...]
    """How well each sign stands where it stands."""

    @property
    def score(self) -> int:
        """Higher where more signs stand where writers put them."""
        return sum(self.fits)

    @property
    def has_misfits(self) -> bool:
        """Whether a sign stands where nobody puts it."""
        return min(self.fits) < 0

    @property
    def is_text(self) -> bool:
        """Whether somebody can have written it."""
        misfits = sum(fit < 0 for fit in self.fits)
        return self.score >= 0 and misfits * 4 <= len(self.fits) and not _is_foreign(self.text)

    @property
    def is_proved(self) -> bool:
        """Whether it is the usual encoding, or more than letters speak for it."""
        return self.encoding == USUAL or max(self.fits) >= _PROOF


def likely_readings(data: bytes) -> list[Reading]:
    """What bytes that are not ASCII can be in old encodings.

    One where their signs leave no doubt; several, of different texts, where nothing tells them
    apart; none where they are no text, or where too little speaks for what they seem to be.
    """
    if _CONTROL.search(data):
        return []
    readings = list(_readings(data, (USUAL, *_RIVALS)))
    if all(each.has_misfits for each in readings if each.encoding == USUAL):
        readings += _readings(data, _RIVALS_OF_MISFITS)
    readings = [each for each in readings if each.is_text]
    best = max((each.score for each in readings), default=0)
    if best <= 0:
        return []
    alike = {each.text: each for each in reversed(readings) if each.score == best}
    found = list(reversed(alike.values()))
    return found if len(found) > 1 or (found and found[0].is_proved) else []


def utf_16_of(data: bytes) -> str | None:
    """Which UTF-16 it is without a byte order mark; none where its zeros do not say so.

    In Latin letters every second byte is zero, and hardly one of the others.
    """
    head = data[:_HEAD]
    for encoding, zeros, others in (
        ("utf-16-le", head[1::2], head[::2]),
        ("utf-16-be", head[::2], head[1::2]),
    ):
        if zeros.count(0) * 2 > len(zeros) and not others.count(0):
            return encoding
    return None


def _readings(data: bytes, encodings: Iterable[str]) -> Iterator[Reading]:
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        signs = islice(_SIGN.finditer(text), _MOST_SIGNS)
        yield Reading(encoding, text, tuple(_fit(text, sign.start()) for sign in signs))


def _fit(text: str, at: int) -> int:
    """How well the sign at a place stands there: below nought where nobody would write it."""
    sign = text[at]
    before, after = text[at - 1 : at] or "\n", text[at + 1 : at + 2] or "\n"
    if unicodedata.category(sign) in ("Lu", "Ll"):
        return _letter_fit(text, at)
    if sign in _CURRENCIES:
        return _currency_fit(text, at)
    if sign == "’":
        return _apostrophe_fit(before, after)
    if sign in _OPENING:
        is_free = before.isspace() or before in _LEADS
        return _MISFIT if not is_free else _PROOF if not after.isspace() else 0
    if sign in _CLOSING:
        return _MISFIT if after.isalnum() or (before.isspace() and sign == "”") else _PROOF
    if sign in _DASHES:
        return _PROOF if before.isspace() == after.isspace() else _FIT
    if sign == "…":
        return 0 if before.isspace() else _PROOF
    if sign == "•":
        return _PROOF if before.isspace() else 0
    return _other_fit(sign, before, after)


def _letter_fit(text: str, at: int) -> int:
    start, end = at, at + 1
    while start and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    word = text[start:end]
    if text[start - 1 : start].isdigit() or text[end : end + 1].isdigit() or text[at] in "ƒı":
        return _MISFIT
    if len(word) == 1:
        return 0
    return _FIT if word.islower() or word.isupper() or word[1:].islower() else _MISFIT


def _currency_fit(text: str, at: int) -> int:
    if _AMOUNT.search(text, max(at - 2, 0), at + 3):
        return _PROOF
    return _MISFIT if text[at - 1 : at].isalpha() or text[at + 1 : at + 2].isalpha() else 0


def _apostrophe_fit(before: str, after: str) -> int:
    if before.isalnum() and after.isalpha():
        return _PROOF
    return _MISFIT if before.isspace() and after.isspace() else _FIT


def _other_fit(sign: str, before: str, after: str) -> int:
    if sign in "¤ˆ˜¨¯¸" or unicodedata.category(sign) in ("Cc", "Cn", "Co", "Lm"):
        return _NEVER
    if sign in "©®™":
        return _FIT if after.isspace() else 0
    if sign == "\xa0":
        return 0 if before.isspace() or after.isspace() else _FIT
    if sign in _RAISED:
        is_out = after.isalpha() if sign != "°" else before.isspace()
        return _MISFIT if is_out else _FIT
    is_inside = before.isalnum() and after.isalnum()
    return _MISFIT if is_inside and sign not in _BETWEEN else 0


def _is_foreign(text: str) -> bool:
    letters = "".join(_LETTERS.findall(text[:200_000]))
    return sum(not letter.isascii() for letter in letters) > _MOST_FOREIGN * len(letters)
