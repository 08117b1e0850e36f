"""What may stand between two numbers in a language."""

from __future__ import annotations

from extractor.languages.table import Said, Table, Words


class JoiningWords(Table):
    """The words that decide between two uses of a joiner."""

    and_links: Words
    in_: Words
    ages: Words
    alternatives: Words
    unshared: Words
    between: Words
    openers: Words
    both: Words
    from_: Words
    by: Words
    about: Words
    losses: Words
    ranged: Said
    no_estimate: Words
    hours: Said
    hedge_joins: Words
    changes: Words
    from_links: Words
    to: Words
    need_object: Words
    to_links: Words
    to_the: Words
    up_to: Words
    the: Words
    or_: Words
    opens_range: Words
    elided_links: Words


class JoiningTables(Table):
    """`joining.toml`."""

    between: dict[str, frozenset[str]]
    words: JoiningWords

    def joiners(self, name: str) -> frozenset[str]:
        """The joiners of one row."""
        return self.between[name]
