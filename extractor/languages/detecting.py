"""The language of a text, by its commonest small words.

No dictionary and no model is asked: in a paragraph of any language every third word is one of a
few dozen, and those of one language are not those of another. A text with too few of them is read
as `DEFAULT`; one that is plainly in a language without a folder is refused, not misread.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain

from extractor.errors import InputError, OptionError
from extractor.schemas.document import Document

DEFAULT = "en"
"""The language of a text that shows none."""

_WORD = re.compile(r"\w+")
_READ = 6_000
"""Characters at the head of a text by which its language is told."""
_KEPT = 32
"""Heads of texts whose language is kept: a check asks for that of each source three times, and the
next check of the same sources again."""
_FEWEST = 4
"""Common words without which a text shows no language."""
_FEWEST_DIFFERENT = 3
"""How many of them must be different words: "no reading, no checks" is not Spanish."""
_CLEARLY = 1.3
"""How many times as many words of its own a language needs to be told from another."""
_SURE = ((4, 4, 2.0), (5, 4, 1.5), (12, 6, _CLEARLY))
"""When a text is refused: so many common words of another language, so many of them different (a
text of one word repeated shows nothing), and more than so many times as many as of a language that
is read. The fewer they are, the more plainly it must be."""
_SHARE = 0.25
"""How many of all words they must be: in a sentence, less is a name or a quotation."""
_LETTERS = 60
"""Letters without which no text is refused for its script."""
_LATIN = "\u0250"
"""Letters from here on belong to other scripts, or to few words of those that are read."""
_MOST_FOREIGN = 0.6


@cache
def known_languages() -> tuple[str, ...]:
    """The codes of the languages that are read: those that have a folder."""
    folders = files("extractor.languages").iterdir()
    return tuple(sorted(each.name for each in folders if (each / "numbers.toml").is_file()))


def language_name(code: str) -> str:
    """What a language is called in English: "Spanish"."""
    from babel import Locale

    return Locale.parse(code).get_display_name("en") or code


def checked_language(code: str | None) -> str | None:
    """A code that somebody chose, once it is known that its language is read; none where none was.

    Raises:
        OptionError: there is no such language.
    """
    if code is not None and code not in known_languages():
        raise OptionError(f"language {code!r} is not read: choose {_listed(known_languages())}")
    return code


def language_of(document: Document) -> str:
    """The language that a document names, or else that its words show.

    Raises:
        OptionError: it names one that is not read.
        InputError: the text is plainly in a language that is not read.
    """
    return shown_language(document) or DEFAULT


def shown_language(document: Document) -> str | None:
    """The same; none where it names none and its words show none."""
    return checked_language(document.language) or detect(document.text, document.name)


def with_language(document: Document, otherwise: str = DEFAULT) -> Document:
    """The document with the code of its language, where that is not `DEFAULT`.

    `otherwise` is the language of a text that shows none.

    Raises:
        OptionError: it names one that is not read.
        InputError: the text is plainly in a language that is not read.
    """
    code = shown_language(document) or otherwise
    if code in (DEFAULT, document.language):
        return document
    return document.model_copy(update={"language": code})


def detect(text: str, name: str | None = None) -> str | None:
    """The code of the language that a text is in; none where too little shows it.

    Raises:
        InputError: the text is plainly in a language that is not read.
    """
    code, foreign = _shown(text[:_READ])
    if foreign is not None:
        raise _refusal(name, foreign)
    return code


@lru_cache(_KEPT)
def _shown(head: str) -> tuple[str | None, str | None]:
    """The code of the language that the head of a text is in, or else why it is not read."""
    words = _WORD.findall(head.lower())
    if _is_foreign_script(words):
        return None, "in no Latin script"
    counts, different = _common(words), _common(set(words))
    known = {code: count for code, count in counts.items() if code in known_languages()}
    best = max(known, key=lambda code: (known[code], code == DEFAULT), default=DEFAULT)
    most = known.get(best, 0)
    other = max(counts, key=lambda code: counts[code], default=best)
    is_sure = any(
        counts[other] >= least and different[other] >= unlike and counts[other] > most * times
        for least, unlike, times in _SURE
    )
    if is_sure and counts[other] >= len(words) * _SHARE:
        return None, f"in {language_name(other)}"
    if most < _FEWEST or (best != DEFAULT and different[best] < _FEWEST_DIFFERENT):
        return None, None
    return DEFAULT if most < known.get(DEFAULT, 0) * _CLEARLY else best, None


def _common(words: Iterable[str]) -> Counter[str]:
    """How many of some words are common ones of each language."""
    table = _languages_by_word()
    return Counter(chain.from_iterable(map(table.__getitem__, filter(table.__contains__, words))))


def _is_foreign_script(words: list[str]) -> bool:
    foreign = sum(map(len, filter(_LATIN.__le__, words)))
    if not foreign:
        return False
    letters = sum(map(len, filter(str.isalpha, words)))
    return letters >= _LETTERS and foreign > letters * _MOST_FOREIGN


def _refusal(name: str | None, what: str) -> InputError:
    read = _listed([language_name(code) for code in known_languages()], "and")
    return InputError(
        f"{name or 'the text'} seems to be {what}, and only {read} are read",
        option=f"if that is wrong name its language, {_listed(known_languages())} (--language)",
    )


def _listed(names: tuple[str, ...] | list[str], word: str = "or") -> str:
    return f"{', '.join(names[:-1])} {word} {names[-1]}" if len(names) > 1 else names[0]


@cache
def _languages_by_word() -> dict[str, tuple[str, ...]]:
    text = (files("extractor.languages") / "common_words.toml").read_text(encoding="utf-8")
    by_word: dict[str, tuple[str, ...]] = {}
    for code, words in tomllib.loads(text).items():
        for word in sorted(set(words.split())):
            by_word[word] = (*by_word.get(word, ()), code)
    return by_word
