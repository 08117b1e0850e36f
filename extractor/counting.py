"""How many of something, in words."""

from __future__ import annotations


def counted(number: int, one: str, several: str = "") -> str:
    """ "1 fact", "2,000 facts"; `several` is what more than one are called, if not with an s."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"
