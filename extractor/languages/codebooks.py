"""The words by which a codebook's values are held against a story: `codebooks.toml`."""

from __future__ import annotations

from typing import Literal

from extractor.languages.table import Table, Words

Fate = Literal["dead", "hurt", "missing", "displaced", "arrested"]


class FateWords(Table):
    """How a text speaks of one of the groups that disasters and crimes are counted by."""

    begins: Words
    """How words begin, whatever follows."""
    whole: Words
    """Words as they stand: "deadline" is none of "dead"."""


class UnknownWords(Table):
    """How a story says that something is not known."""

    phrases: tuple[str, ...]
    not_: Words
    not_endings: tuple[str, ...]
    between: Words
    sayings: Words
    """What is denied there: "not yet confirmed"."""


class BefallingWords(Table):
    """How a sentence ties a number or a name to what befell them."""

    auxiliaries: Words
    """What stands before the participle: "were", "remain"."""
    adverbs: Words
    """What may stand between: "were reportedly killed"."""
    happen: Words
    """What people do who meet with it: "died"."""
    joining: Words
    """What joins two of them: "killed or injured"."""
    toward: Words
    """What stands between the word for it and the number: "death toll rose to"."""
    behind: Words
    """What follows where the participle has no object: "14 hurt in"."""
    breaks: Words
    """What begins another clause."""
    part_before: tuple[str, ...]
    """What makes the number behind it a part: "including"."""
    part_after: tuple[str, ...]
    """What makes the number before it a part: "of whom"."""


class CodebookTables(Table):
    """`codebooks.toml`."""

    denials: tuple[str, ...]
    """What says anywhere in a sentence that there was none."""
    zero: tuple[str, ...]
    """What a value begins with that says so, besides 0."""
    none: tuple[str, ...]
    """Those of them that are no number."""
    single: Words
    """What stands before one of something."""
    people: Words
    """Nouns for one person, besides roles."""
    aged: tuple[str, ...]
    """What stands behind somebody's years: "a 40-year-old"."""
    articles: Words
    unknown: UnknownWords
    fates: dict[Fate, FateWords]
    befalling: BefallingWords
