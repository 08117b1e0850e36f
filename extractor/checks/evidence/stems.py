"""Words and their stems, for asking whether two sentences speak of one thing."""

from __future__ import annotations

import re

from extractor.languages.current import current

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d,.]*\d|\d")


def stop_words() -> frozenset[str]:
    """The small words of the language in force."""
    return current().evidence.stop


def stem(word: str) -> str:
    """The word without its ending, lower case: "injuring" and "injured" are one."""
    return current().evidence.stem(word)


def stem_set(block: str) -> frozenset[str]:
    """The stems of the words of a block of text."""
    return frozenset(map(stem, block.split()))


_LIKE = 5


def any_alike(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two words are one, or share the first letters: "Brazil" and "Brazilian"."""
    return any(
        one == other or (len(one) >= _LIKE and one[:_LIKE] == other[:_LIKE])
        for one in some
        for other in others
    )


def telling_stem(word: str) -> str | None:
    """The stem of a word that says what a sentence is about; none for small words and numbers."""
    return current().evidence.telling_stem(word)


def content_stems(text: str) -> frozenset[str]:
    """The stems of a text's words but for the small ones; numerals are left out."""
    stems = map(current().evidence.telling_stem, WORD.findall(text))
    return frozenset(filter(None, stems))


def head_stem(noun: str) -> str | None:
    """The stem of the noun that a phrase is about: "gliding bombs" is about bombs.

    The head stands before the first preposition: "members of parliament" are members.
    """
    evidence = current().evidence
    words: list[str] = []
    for word in WORD.findall(noun):
        if word.casefold() in evidence.tables.head_ends and words:
            break
        words.append(word)
    if not words:
        return None
    return evidence.stem(words[0 if evidence.tables.is_head_first else -1])
