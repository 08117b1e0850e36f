"""What endings say of a language's words."""

from __future__ import annotations

from extractor.languages.table import Table


class Endings(Table):
    """The endings of one form of words."""

    ends: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    """Endings that are longer and say otherwise: "loss" is no plural."""
    longer_than: int = 0
    """How many letters a word must have more than."""

    def fits(self, word: str) -> bool:
        """Whether a word, in small letters, has this form by its ending."""
        return word.endswith(self.ends) and len(word) > self.longer_than and not (
            self.but and word.endswith(self.but)
        )  # fmt: skip


class EndingTables(Table):
    """`endings.toml`."""

    plural: Endings
    genitive: Endings
    """Words that say whose something is."""
    genitive_like: Endings
    """Words that may say so with an apostrophe behind them."""
    participle: Endings
    may_be_participle: Endings
    gerund: Endings
    verb_form: Endings
    adverb: Endings
    comparative: Endings
    superlative: Endings
    regular_past: Endings
    finite: Endings
    """Forms that follow a subject."""
    genitive_marks: tuple[str, ...] = ()
    """What says whose something is, behind the word."""

    def without_genitive(self, word: str) -> str:
        """A word without what says that something is its: "Britain" of "Britain's"."""
        for mark in self.genitive_marks:
            word = word.removesuffix(mark)
        return word
