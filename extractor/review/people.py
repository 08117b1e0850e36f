"""Whose initials are whose: people write their own in several ways."""

from __future__ import annotations

import unicodedata


def folded(name: str | None) -> str:
    """Initials or a name without case, points, spaces and accents: "M. W." and "mw" are one."""
    plain = without_accents((name or "").casefold())
    return "".join(char for char in plain if char.isalnum()) or plain.strip()


def is_same_person(one: str | None, other: str | None) -> bool:
    """Whether two say the same initials; nobody is the same as nobody."""
    return one is not None and other is not None and folded(one) == folded(other)


def without_accents(text: str) -> str:
    """A text with each letter as it is without its marks."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))
