"""How tables of words are written: one string, the words parted by spaces and line ends."""

from __future__ import annotations


def word_list(table: str) -> list[str]:
    """The words of a table, in order."""
    return table.split()


def word_set(table: str) -> frozenset[str]:
    """The words of a table, to look one up."""
    return frozenset(table.split())
