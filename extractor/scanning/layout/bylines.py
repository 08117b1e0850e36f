"""Lines that say who wrote a story."""

from __future__ import annotations

import re

from extractor.languages import Language
from extractor.languages.patterns import UPPER, either

_LONGEST_SENTENCE = 12
"""Words of a byline that ends in a full stop; more are a sentence."""


class BylineReader:
    """Tells the bylines of one language."""

    def __init__(self, language: Language) -> None:
        """Make the patterns."""
        words = language.layout.byline
        self._no_author = words.no_author | language.calendar_names
        small = either(words.name_words)
        part = rf"(?:[{UPPER}][\w’'.-]*+|{small})"
        name = rf"{part}(?:\s{part}){{1,4}}"
        credit = rf"(?i:{either(words.credits, ' +')})"
        desk = (
            rf"(?:,?\s*(?:\||–|—|-|,|{either(words.desk_joints)})?\s*(?:(?:[A-Z][\w.&’'/-]*+|@[\w.]++"
            rf"|[a-z][\w.]*+@[\w.]++|{either(words.desk_words)})(?:[,|]\s*|\s+|(?=[*_.]*$))){{0,12}})"
        )
        joint = rf"(?:,\s|,?\s(?:{either(words.joints)}|&)\s|;\s)"
        self._by = re.compile(
            rf"[*_\s]*(?:(?i:{either(words.by)})\s*:?\s+[*_]*(?:{name})"
            rf"(?:{joint}(?:{credit}\s+)?{name}){{0,5}}[*_]*{desk})[*_.\s]*"
        )
        self._others = (
            re.compile(
                rf"[*_\s]*{name},?\s*(?:\||–|—|-|,)\s*(?:[A-Z][\w&’'-]*\s){{0,4}}"
                rf"(?i:{either(words.roles)})[*_\s.]*"
            ),
            re.compile(rf"[*_\s(]*(?:{either(words.agencies)}(?:\s*[/,&|]\s*)?){{1,3}}[*_\s).]*"),
        )
        self._credits = re.compile(rf"[(\[]?{credit} {name}(?:[^.\n]{{0,200}})[)\].]?")

    def is_byline(self, line: str) -> bool:
        """Whether a line names the author or the agency of a story."""
        return self._is_by(line) or any(pattern.fullmatch(line) for pattern in self._others)

    def is_credit(self, line: str) -> bool:
        """Whether a line says who else worked on a story."""
        return self._credits.fullmatch(line) is not None

    def _is_by(self, line: str) -> bool:
        if self._by.fullmatch(line) is None:
            return False
        words = line.replace("*", " ").replace("_", " ").split()
        second = words[1].strip(",.:").lower() if len(words) > 1 else ""
        is_sentence = line.rstrip("*_ ").endswith(".") and len(words) > _LONGEST_SENTENCE
        return second not in self._no_author and not is_sentence
