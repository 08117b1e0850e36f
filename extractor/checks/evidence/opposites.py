"""Words that turn a sentence round, by their stems, in the language in force."""

from __future__ import annotations

from collections.abc import Mapping

from extractor.languages.current import current


def opposites() -> Mapping[str, frozenset[str]]:
    """The stems on the other side of each stem."""
    return current().evidence.opposites


def alike() -> Mapping[str, frozenset[str]]:
    """The stems on the same side as each stem: "climbed" is no change of "rose"."""
    return current().evidence.alike
