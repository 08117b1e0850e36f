"""What a run of digits with points and commas holds: "12,34,567", "1.234.567,8", "4.2"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

_ONE = Decimal(1)


_GROUPED = re.compile(
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3})(?:\.[0-9]+)?"
)


_APOSTROPHES = re.compile(r"[0-9]{1,3}(?:'[0-9]{3})+(?:\.[0-9]+)?")


_CONTINENTAL = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?")


_DECIMAL_COMMA = re.compile(r"[0-9]+,[0-9]{1,2}")


_PIECE = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def _read_token(token: str) -> tuple[tuple[int, int, Decimal, Decimal, str], ...]:
    """What a run of digits with points and commas holds: one number, or several, or a code."""
    if len(token) > 48 and (token.isdigit() or "," not in token):
        # No quantity has so many digits, and exact arithmetic on a megabyte of them has no end.
        return ((0, len(token), Decimal(0), _ONE, "code"),)
    if token.isdigit():
        return ((0, len(token), Decimal(token), _ONE, "cardinal"),)
    plain = token
    if _GROUPED.fullmatch(token):
        plain = token.replace(",", "")
    elif _APOSTROPHES.fullmatch(token):
        plain = token.replace("'", "")
    elif _CONTINENTAL.fullmatch(token):
        plain = token.replace(".", "").replace(",", ".")
    elif _DECIMAL_COMMA.fullmatch(token):
        plain = token.replace(",", ".")
    elif not _PIECE.fullmatch(token):
        if token.count(".") > 1 and "," not in token and "'" not in token:
            return ((0, len(token), Decimal(0), _ONE, "code"),)
        return tuple(
            (piece.start(), piece.end(), *_plain_value(piece.group()), "cardinal")
            for piece in _PIECE.finditer(token)
        )
    return ((0, len(token), *_plain_value(plain), "cardinal"),)


_remembered = lru_cache(maxsize=8192)(_read_token)


def digit_pieces(token: str) -> tuple[tuple[int, int, Decimal, Decimal, str], ...]:
    """`_read_token`, remembered unless the token is so long that remembering would cost."""
    return _remembered(token) if len(token) < 60 else _read_token(token)


def _plain_value(plain: str) -> tuple[Decimal, Decimal]:
    """A number's value and the worth of its last digit."""
    _, _, decimals = plain.partition(".")
    if not decimals:
        return Decimal(plain), _ONE
    return Decimal(plain), Decimal((0, (1,), -len(decimals)))
