"""The words by which a text says where somebody stands with the law: `legal.toml`."""

from __future__ import annotations

from typing import Literal

from extractor.languages.table import Table, Words

LegalStatus = Literal[
    "acquitted",
    "convicted",
    "pleaded guilty",
    "pleaded not guilty",
    "charged",
    "arrested",
    "accused",
]


class LegalTables(Table):
    """`legal.toml`."""

    statuses: dict[LegalStatus, tuple[str, ...]]
    """What says each status; where two begin at one word, the first of these counts."""
    not_before: dict[str, tuple[str, ...]]
    """What makes something else of a word of those: "charged for"."""
    telling: Words
    """One word at least of every way to say it."""
    leaning: Words
    """Words by which a sentence leans on the one before, where they open it."""
    unreal: tuple[str, ...]
    """What says that a status behind it is none: "if", "could be"."""
    unreal_between: Words
    joined: Words
    """What may stand between a name and its status."""
    relatives: Words
    deeds: Words
    """Crimes that somebody is said to have done."""
    deed_auxiliaries: Words
    crimes: tuple[tuple[tuple[str, ...], ...], ...]
    """Groups of crimes that shut each other out, with the words of each crime."""
    crime_ends: Words
    """Words behind which a crime is no longer that of the status before them."""
