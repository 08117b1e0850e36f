"""What endings say of English words, as far as no table can."""

from __future__ import annotations


def is_plural_form(word: str) -> bool:
    """Whether a word has the ending of plurals: "boats", but not "loss", "virus" or "basis"."""
    return word.endswith("s") and len(word) > 2 and not word.endswith(("ss", "'s", "ous", "sis"))


def is_genitive(word: str) -> bool:
    """Whether a word says whose it is: "Britain's", "banks'"."""
    return word.endswith(("'s", "s'"))


def is_genitive_like(word: str) -> bool:
    """Whether a word may say whose it is with an apostrophe behind it: "weeks'"."""
    return word.endswith("s")


def is_participle(word: str) -> bool:
    """Whether a word has the ending of regular past participles."""
    return word.endswith("ed")


def may_be_participle(word: str) -> bool:
    """The same, of irregular verbs too."""
    return word.endswith(("ed", "en", "own", "ught", "lt", "nt", "ing"))


def is_gerund(word: str) -> bool:
    """Whether a word has the ending of present participles."""
    return word.endswith("ing")


def is_verb_form(word: str) -> bool:
    """Whether a word has the ending of either participle."""
    return word.endswith(("ed", "ing"))


def is_adverb(word: str) -> bool:
    """Whether a word has the ending of adverbs."""
    return word.endswith("ly")


def is_comparative(word: str) -> bool:
    """Whether a word has the ending of comparatives: "faster"."""
    return word.endswith("er")


def is_superlative(word: str) -> bool:
    """Whether a word has the ending of superlatives: "fastest"."""
    return word.endswith("est") and len(word) > 4


def without_genitive(word: str) -> str:
    """A word without what says that something is its: "Britain" of "Britain's"."""
    return word.removesuffix("'s").removesuffix("’s")


def is_regular_past(word: str) -> bool:
    """Whether a word is long enough for its ending to be that of a regular past."""
    return word.endswith("ed") and len(word) > 4
