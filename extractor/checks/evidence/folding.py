"""Words as they are compared: without case, accents, or the kinds of quotes, dashes and spaces."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_FEW = 500


@lru_cache(maxsize=1 << 14)
def plain(word: str) -> str:
    """A word without case, accents and possessive ending."""
    if word.isalnum() and word.isascii():
        return word.casefold()
    word = word.replace("’", "'").casefold()
    if word.endswith("'s"):
        word = word[:-2]
    word = word.strip("'").replace(".", "")
    return without_accents(word)


def without_accents(word: str) -> str:
    """A word without the signs on its letters."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c)) or word


def fold(text: str) -> str:
    """Lower case, straight quotes and dashes, single spaces: for comparing words, not offsets."""
    return _fold_few(text) if len(text) < _FEW else _fold(text)


def _fold(text: str) -> str:
    return " ".join(text.translate(_STRAIGHT).casefold().split())


@lru_cache(maxsize=1 << 13)
def _fold_few(text: str) -> str:
    """The same for a few words, which are asked for again and again."""
    return _fold(text)
