"""Which words a text writes with a small letter too; a capital then means little."""

from __future__ import annotations

import re

_WORD = re.compile(r"(?<![\w’'])[a-z]\w+")
_ONE = re.compile(r"[a-z]\w+")
_FEW = 40
"""So many words are looked for one by one; reading the whole text costs as much as a hundred."""


class SmallLetters:
    """The words of one text in small letters, looked for when they are asked about."""

    __slots__ = ("_all", "_asked", "_text")

    def __init__(self, text: str) -> None:
        """Read nothing yet."""
        self._text = text
        self._asked: dict[str, bool] = {}
        self._all: frozenset[str] | None = None

    def __contains__(self, word: str) -> bool:
        """Whether the text has a word, written in small letters, between others."""
        if self._all is not None:
            return word in self._all
        known = self._asked.get(word)
        if known is not None:
            return known
        if len(self._asked) == _FEW:
            self._all = frozenset(_WORD.findall(self._text))
            return word in self._all
        self._asked[word] = found = self._stands(word)
        return found

    def _stands(self, word: str) -> bool:
        text, size = self._text, len(word)
        if not word.isalnum() and _ONE.fullmatch(word) is None:
            return False
        if size < 2 or not "a" <= word[0] <= "z":
            return False
        at = text.find(word)
        while at >= 0:
            after = text[at + size : at + size + 1]
            if not (after.isalnum() or after == "_"):
                before = text[at - 1] if at else " "
                if not (before.isalnum() or before in "_’'"):
                    return True
            at = text.find(word, at + size)
        return False
