"""How tables of words are written: one string, the words parted by spaces and line ends."""

from __future__ import annotations


def word_list(table: str) -> list[str]:
    """The words of a table, in order."""
    return table.split()


def named_words(table: str) -> dict[str, str]:
    """Each word of a table with its name: every line is a name, a colon, and the words for it."""
    named: dict[str, str] = {}
    for line in table.strip().splitlines():
        name, _, words = line.partition(":")
        named.update(dict.fromkeys(words.split(), name))
    return named


def word_set(table: str) -> frozenset[str]:
    """The words of a table, to look one up."""
    return frozenset(table.split())
