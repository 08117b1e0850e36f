"""Whether two forms are one name."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from extractor.languages.en.lexicon import (
    DIRECTIONS,
    NATIONALITIES,
    OFFICE_TOPICS,
    ORGANISATION_WORDS,
    PLACES,
    STRONG_TITLES,
)
from extractor.scanning.names.name_pieces import LINKS, TITLES

_IN_OFFICE = OFFICE_TOPICS | PLACES | LINKS
_BEFORE_NAME = TITLES | NATIONALITIES


class NameForms:
    """The spellings of a text's names, asked which of them may be one with another."""

    def __init__(self, spellings: Iterable[str]) -> None:
        """Keep each spelling by its words and by its initials, one of which two forms share."""
        self._by_word: defaultdict[str, set[str]] = defaultdict(set)
        self._by_initials: defaultdict[str, set[str]] = defaultdict(set)
        for spelling in set(spellings):
            words = _name_words(spelling)
            for word in words:
                self._by_word[word].add(spelling)
            if len(words) > 1:
                self._by_initials[_initials(words)].add(spelling)

    def alike(self, name: str) -> frozenset[str]:
        """The spellings that may name the same: all for which `same_name` holds."""
        words = _name_words(name)
        near = {form for word in words for form in self._by_word.get(word, ())}
        if len(words) == 1:
            near |= self._by_initials.get(words[0], frozenset())
        elif words:
            near |= self._by_word.get(_initials(words), frozenset())
        return frozenset(form for form in near if same_name(name, form))


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


def full_names(forms: Iterable[str]) -> dict[str, str]:
    """For each form of a name the fullest form of the same one.

    A form that may stand for two of them, as the surname of two persons does, and a place that is
    somebody's surname too, stand for themselves.
    """
    ordered = sorted(dict.fromkeys(forms), key=lambda form: (-len(_name_words(form)), -len(form)))
    known = NameForms(ordered)
    full: dict[str, str] = {}
    for form in ordered:
        words = _name_words(form)
        alike = {name for name in known.alike(form) if full.get(name) == name}
        if len(words) == 1 and words[0] in PLACES:
            alike = {name for name in alike if _name_words(name) == words}
        full[form] = alike.pop() if len(alike) == 1 else form
    return full


def _is_short_form(word: str, full: Sequence[str]) -> bool:
    """Whether one word stands for a name of several: a surname, or the first word of two."""
    if len(word) < 2 or word in ORGANISATION_WORDS or full[0] in _PARTS_OF_PLACES:
        return False
    if word == full[-1]:
        return True
    return len(full) == 2 and word == full[0] and word not in PLACES


_PARTS_OF_PLACES = DIRECTIONS | {"old"}


def _is_initialism(short: Sequence[str], long: Sequence[str]) -> bool:
    if len(short) != 1 or len(long) < 2 or len(short[0]) < 2:
        return False
    return short[0] == _initials(long)


def _initials(name: Sequence[str]) -> str:
    return "".join(word[0] for word in name if word not in ("of", "the", "and", "for", "&"))


@lru_cache(maxsize=1 << 13)
def _name_words(name: str) -> tuple[str, ...]:
    """The words of a name, plain and without titles; names are compared again and again."""
    folded = name.replace("’", "'").replace("‘", "'").replace("ʼ", "'")
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded)
        folded = "".join(c for c in folded if not unicodedata.combining(c)).lower()
        folded = folded.translate(_LETTERS)
    else:
        folded = folded.lower()
    if "." in folded:  # "U.S." is "us", "J. P." stays two initials
        folded = _INNER_STOP.sub("", folded)
    words = [word.removesuffix("'s") for word in _WORD.findall(folded) if word != "s"]
    words = [word for word in words if word != "the"] or words
    office = max((i for i, word in enumerate(words[:-1]) if word in STRONG_TITLES), default=-1)
    kept = words[office + 1 :]
    if office >= 0 and kept[0] in ("of", "for", "to"):
        kept = kept[1:]
        while len(kept) > 1 and kept[0] in _IN_OFFICE:
            kept = kept[1:]
    while len(kept) > 1 and kept[0] in _BEFORE_NAME:
        if kept[-1] in ORGANISATION_WORDS:
            break  # "State Department", "British Museum"
        kept = kept[1:]
    return tuple(kept)


_WORD = re.compile(r"\w+(?:['-]\w+)*|&")
_INNER_STOP = re.compile(r"(?<=\b\w)\.(?=\w)")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe",
                          "þ": "th", "ð": "d"})  # fmt: skip
