"""Whether two forms are one name."""

from __future__ import annotations

import re
import unicodedata

from extractor.text.lexicon import (
    HONORIFICS,
    NATIONALITIES,
    OFFICE_TOPICS,
    ORGANISATION_WORDS,
    PLACES,
    RANKS,
    STRONG_TITLES,
    words,
)

_TITLES = (RANKS | HONORIFICS) - {"st", "saint"}
_LINKS = words("of for and on to the &")


def same_name(a: str, b: str) -> bool:
    """Whether two forms may name the same person, place or body.

    Titles, accents, the shape of apostrophes and a leading "the" do not count; a surname stands
    for the full name and an initial for a first name. Different spellings are different names.
    """
    first, second = _name_words(a), _name_words(b)
    if not first or not second:
        return False
    if first == second:
        return True
    if len(first) > len(second):
        first, second = second, first
    if _is_initialism(first, second):
        return True
    if len(first) == 1:
        return _is_short_form(first[0], second)
    if first[-1] != second[-1]:
        return (
            first == second[: len(first)]
            and len(second) - len(first) == 1
            and (second[-1] in ("jr", "sr", "ii", "iii"))
        )
    rest = iter(second[:-1])
    return all(
        any(
            word == other
            or (len(word) == 1 and other[0] == word)
            or (len(other) == 1 and word[0] == other)
            for other in rest
        )
        for word in first[:-1]
    )


def _is_short_form(word: str, full: list[str]) -> bool:
    """Whether one word stands for a name of several: a surname, or the first word of two."""
    if len(word) < 2 or word in ORGANISATION_WORDS or full[0] in _DIRECTIONS:
        return False
    if word == full[-1]:
        return True
    return len(full) == 2 and word == full[0] and word not in PLACES


_DIRECTIONS = words("north south east west new old northern southern eastern western")


def _is_initialism(short: list[str], long: list[str]) -> bool:
    if len(short) != 1 or len(long) < 2 or len(short[0]) < 2:
        return False
    initials = "".join(word[0] for word in long if word not in ("of", "the", "and", "for", "&"))
    return short[0] == initials


def _name_words(name: str) -> list[str]:
    folded = unicodedata.normalize(
        "NFKD", name.replace("’", "'").replace("‘", "'").replace("ʼ", "'")
    )
    folded = "".join(c for c in folded if not unicodedata.combining(c)).lower()
    folded = folded.translate(_LETTERS)
    folded = re.sub(r"(?<=\b\w)\.(?=\w)", "", folded)  # "U.S." is "us", "J. P." stays two initials
    words = [
        word.removesuffix("'s") for word in re.findall(r"\w+(?:['-]\w+)*|&", folded) if word != "s"
    ]
    words = [word for word in words if word != "the"] or words
    office = max((i for i, word in enumerate(words[:-1]) if word in STRONG_TITLES), default=-1)
    kept = words[office + 1 :]
    if office >= 0 and kept[0] in ("of", "for", "to"):
        kept = kept[1:]
        while len(kept) > 1 and (kept[0] in OFFICE_TOPICS | PLACES or kept[0] in _LINKS):
            kept = kept[1:]
    while len(kept) > 1 and (kept[0] in _TITLES | NATIONALITIES):
        if kept[-1] in ORGANISATION_WORDS:
            break  # "State Department", "British Museum"
        kept = kept[1:]
    return kept


_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe",
                          "þ": "th", "ð": "d"})  # fmt: skip
