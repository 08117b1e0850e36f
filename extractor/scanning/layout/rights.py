"""Lines that say who owns a story, and what may not be done with it."""

from __future__ import annotations

import re

from extractor.languages import Language
from extractor.languages.patterns import either

_SIGNS = ("©", "&copy;", "(c)")
_LONGEST = 1200
"""Characters of a line that speaks of rights anywhere."""
_LONGEST_OPENING = 200
"""The same where only its beginning does."""


class RightsReader:
    """Tells the notices of one language."""

    def __init__(self, language: Language) -> None:
        """Make the patterns."""
        words = language.layout.rights
        self._reports = words.reports
        self._notices = words.notices
        self._openings = (words.word, *words.subjects)
        notices = either(words.notices)
        self._begins = re.compile(
            r"(?:©|&copy;|\(c\)\s?\d{4}"
            rf"|{words.word}\s*(?:©|\(c\)|&copy;|\d{{4}}|[–-]|{words.by}\b|:)"
            rf"|{either(words.subjects)} {either(words.denials)})"
        )
        self._says = re.compile(rf".{{0,200}}\b{notices}\b")
        self._sign = re.compile(r".{0,120}[.!] ?©|.{0,80}© ?\d{4}")
        self._tail = re.compile(
            rf"[.!?…][”\"’)]*\s+(?=(?:©|&copy;|\(c\)\s?\d{{4}}|{words.word}\b|{notices}\b))",
            re.IGNORECASE,
        )

    def speaks_of_rights(self, line: str, low: str) -> bool:
        """Whether a line may be a notice; `low` is the line in small letters."""
        return bool(
            self._begins.match(low)
            or (any(notice in low for notice in self._notices) and self._says.match(low))
            or ("©" in line and self._sign.match(line))
        )

    def is_notice(self, line: str, low: str) -> bool:
        """Whether the whole line speaks of rights, as against a sentence about them."""
        if low.startswith(_SIGNS):
            return True
        if "©" in low or any(notice in low for notice in self._notices):
            return (
                len(line) <= _LONGEST and '"' not in low and self._reports.isdisjoint(low.split())
            )
        return low.startswith(self._openings) and len(line) <= _LONGEST_OPENING

    def begins(self, line: str) -> int:
        """How much of a line stands before what it says of rights."""
        if line.lower().startswith((*_SIGNS, *self._openings)):
            return 0
        found = self._tail.search(line)
        return found.end() if found is not None else 0
