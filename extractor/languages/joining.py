"""What may stand between two numbers in a language."""

from __future__ import annotations

from functools import cached_property

from pydantic import BaseModel, ConfigDict

from extractor.languages.phrases import Phrases

_STRICT = ConfigDict(extra="forbid", frozen=True)


class JoiningWords(BaseModel):
    """The words that decide between two uses of a joiner."""

    model_config = _STRICT

    and_links: frozenset[str]
    in_: frozenset[str]
    ages: frozenset[str]
    alternatives: frozenset[str]
    unshared: frozenset[str]
    between: frozenset[str]
    openers: frozenset[str]
    both: frozenset[str]
    from_: frozenset[str]
    by: frozenset[str]
    about: frozenset[str]
    losses: frozenset[str]
    ranged: tuple[str, ...]
    no_estimate: frozenset[str]
    hours: tuple[str, ...]
    hedge_joins: frozenset[str]
    changes: frozenset[str]
    from_links: frozenset[str]
    to: frozenset[str]
    need_object: frozenset[str]
    to_links: frozenset[str]
    to_the: frozenset[str]
    up_to: frozenset[str]
    the: frozenset[str]
    or_: frozenset[str]
    opens_range: frozenset[str]
    elided_links: frozenset[str]


class JoiningTables(BaseModel):
    """`joining.toml`."""

    model_config = _STRICT

    between: dict[str, frozenset[str]]
    words: JoiningWords

    def joiners(self, name: str) -> frozenset[str]:
        """The joiners of one row."""
        return self.between[name]

    @cached_property
    def hours(self) -> Phrases[bool]:
        """What follows an hour of the day."""
        return Phrases((phrase, True) for phrase in self.words.hours)
