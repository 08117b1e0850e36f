"""The words that claim a record, a first or a most: `superlatives.toml`."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from extractor.languages.table import Table, Words


def _lines(block: object) -> object:
    """Lines of words of one claim each, those of the contrary behind a bar."""
    if not isinstance(block, str):
        return block
    lines = [line.partition("|") for line in block.splitlines() if line.strip()]
    return tuple((tuple(one.split()), tuple(other.split())) for one, _, other in lines)


Claims = Annotated[tuple[tuple[tuple[str, ...], tuple[str, ...]], ...], BeforeValidator(_lines)]


class Stretches(Table):
    """Stretches of time in which something is the most: "in twenty years"."""

    openers: Words
    about: tuple[str, ...]
    """What may stand before the number of a stretch."""
    units: dict[str, tuple[str, ...]]
    """The words of each unit."""
    months: dict[str, int]
    """How many months a unit has."""
    none_after: Words
    """Words that make a stretch of the number or unit behind them: "the last ten sessions"."""
    counts: Words
    """What stands there, besides digits."""


class SuperlativeTables(Table):
    """`superlatives.toml`."""

    claims: Claims
    """Words of one claim, and those of its contrary."""
    contraries: dict[str, str]
    """The contrary of one word of its line, where the line's own goes too far."""
    alone: Words
    """Those of the words that need no article before them."""
    for_ever: Words
    """Claims of all time, where nothing narrows them."""
    amounts: Words
    """Claims that say nothing without the next word: "the most goals"."""
    records: tuple[str, ...]
    """What makes a record of the word behind it."""
    one_of: tuple[str, ...]
    articles: Words
    ranks: Words
    """Ordinals before a superlative: "the third largest"."""
    phrases: tuple[str, ...]
    """What claims as much by itself."""
    firsts: Words
    ever: tuple[str, ...]
    since: Words
    since_articles: tuple[str, ...]
    stretches: Stretches
    of_period: tuple[str, ...]
    """What stands before a period of which something is the most: "of the year"."""
    periods: Words
    ends: Words
    """Words behind which it no longer says of what it is the most."""
    fillers: Words
