"""Whether two forms are one name."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from extractor.languages import DEFAULT
from extractor.languages.current import current
from extractor.scanning.names.name_words import NameWords, name_words

_WORD = re.compile(r"\w+(?:['-]\w+)*|&")
_INNER_STOP = re.compile(r"(?<=\b\w)\.(?=\w)")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe",
                          "þ": "th", "ð": "d"})  # fmt: skip
_KEPT = 1 << 13
"""Names whose words are kept: they are compared again and again."""


class FormReader:
    """Compares the names of one language; made once."""

    def __init__(self, words: NameWords) -> None:
        """Lay the language's words out."""
        tables = words.tables
        self._endings = words.endings
        self._bodies = words.bodies
        self._places = words.places
        self._place_parts = tables.directions | tables.place_adjectives
        self._generations = tables.generations
        self._articles = tables.links.article
        self._strong_titles = words.strong_titles
        self._joints = tables.titles.joints
        self._in_office = words.topics | words.places | words.links
        self._before_name = words.titles | words.nationalities
        links = tables.links
        self._no_initials = links.of | links.article | links.conjunction | links.purpose | {"&"}
        self.words = lru_cache(maxsize=_KEPT)(self._words)

    def same(self, a: str, b: str) -> bool:
        """Whether two forms may name the same; see `same_name`."""
        first, second = self.words(a), self.words(b)
        if not first or not second:
            return False
        if first == second:
            return True
        if len(first) > len(second):
            first, second = second, first
        if self._is_initialism(first, second):
            return True
        if len(first) == 1:
            return self._is_short_form(first[0], second)
        if first[-1] != second[-1]:
            return (
                first == second[: len(first)]
                and len(second) - len(first) == 1
                and second[-1] in self._generations
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

    def initials(self, name: Sequence[str]) -> str:
        """The initials of a name's words, small words left out."""
        return "".join(word[0] for word in name if word not in self._no_initials)

    def is_place(self, name: str) -> bool:
        """Whether a name is that of a well-known place, and of nothing more."""
        words = self.words(name)
        return len(words) == 1 and words[0] in self._places

    def _is_initialism(self, short: Sequence[str], long: Sequence[str]) -> bool:
        if len(short) != 1 or len(long) < 2 or len(short[0]) < 2:
            return False
        return short[0] == self.initials(long)

    def _is_short_form(self, word: str, full: Sequence[str]) -> bool:
        """Whether one word stands for a name of several: a surname, or the first word of two."""
        if len(word) < 2 or word in self._bodies or full[0] in self._place_parts:
            return False
        if word == full[-1]:
            return True
        return len(full) == 2 and word == full[0] and word not in self._places

    def _words(self, name: str) -> tuple[str, ...]:
        """The words of a name, plain and without titles."""
        folded = name.replace("’", "'").replace("‘", "'").replace("ʼ", "'")
        if not folded.isascii():
            folded = unicodedata.normalize("NFKD", folded)
            folded = "".join(c for c in folded if not unicodedata.combining(c)).lower()
            folded = folded.translate(_LETTERS)
        else:
            folded = folded.lower()
        if "." in folded:  # "U.S." is "us", "J. P." stays two initials
            folded = _INNER_STOP.sub("", folded)
        words = [
            self._endings.without_genitive(word) for word in _WORD.findall(folded) if word != "s"
        ]
        words = [word for word in words if word not in self._articles] or words
        strong = self._strong_titles
        office = max((i for i, word in enumerate(words[:-1]) if word in strong), default=-1)
        kept = words[office + 1 :]
        if office >= 0 and kept[0] in self._joints:
            kept = kept[1:]
            while len(kept) > 1 and kept[0] in self._in_office:
                kept = kept[1:]
        while len(kept) > 1 and kept[0] in self._before_name:
            if kept[-1] in self._bodies:
                break  # "State Department", "British Museum"
            kept = kept[1:]
        return tuple(kept)


class NameForms:
    """The spellings of a text's names, asked which of them may be one with another."""

    def __init__(self, spellings: Iterable[str], *, code: str = DEFAULT) -> None:
        """Keep each spelling by its words and by its initials, one of which two forms share."""
        self._reader = form_reader(code)
        by_word: defaultdict[str, list[str]] = defaultdict(list)
        by_initials: defaultdict[str, list[str]] = defaultdict(list)
        for spelling in set(spellings):
            words = self._reader.words(spelling)
            for word in words:
                by_word[word].append(spelling)
            if len(words) > 1:
                by_initials[self._reader.initials(words)].append(spelling)
        self._by_word = {word: tuple(each) for word, each in by_word.items()}
        self._by_initials = {initials: tuple(each) for initials, each in by_initials.items()}

    def alike(self, name: str) -> frozenset[str]:
        """The spellings that may name the same: all for which `same_name` holds."""
        words = self._reader.words(name)
        near = {form for word in words for form in self._by_word.get(word, ())}
        if len(words) == 1:
            near.update(self._by_initials.get(words[0], ()))
        elif words:
            near.update(self._by_word.get(self._reader.initials(words), ()))
        return frozenset(form for form in near if self._reader.same(name, form))


def full_names(forms: Iterable[str], *, code: str = DEFAULT) -> dict[str, str]:
    """For each form of a name the fullest form of the same one.

    A form that may stand for two of them, as the surname of two persons does, and a place that is
    somebody's surname too, stand for themselves.
    """
    reader = form_reader(code)
    ordered = sorted(dict.fromkeys(forms), key=lambda form: (-len(reader.words(form)), -len(form)))
    known = NameForms(ordered, code=code)
    full: dict[str, str] = {}
    for form in ordered:
        alike = {name for name in known.alike(form) if full.get(name) == name}
        if reader.is_place(form):
            alike = {name for name in alike if reader.words(name) == reader.words(form)}
        full[form] = alike.pop() if len(alike) == 1 else form
    return full


@cache
def form_reader(code: str = DEFAULT) -> FormReader:
    """The reader of a language's names, made when it is first asked for."""
    return FormReader(name_words(code))


def same_name(a: str, b: str, *, code: str | None = None) -> bool:
    """Whether two forms may name the same person, place or body.

    Titles, accents, the shape of apostrophes and a leading "the" do not count; a surname stands
    for the full name and an initial for a first name. Different spellings are different names.
    Without a `code` the names are read in the language in force.
    """
    return form_reader(code or current().code).same(a, b)
