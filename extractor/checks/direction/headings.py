"""Which way a number goes: up or down, by the word that governs it in its own clause."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from extractor.checks.evidence.stems import content_stems, word_list
from extractor.checks.evidence.text_index import TextIndex
from extractor.schemas.figure import Figure
from extractor.schemas.span import Span

Way = Literal["up", "down"]

_VERBS: dict[Way, str] = {
    "up": """
        rose risen rises rising climbed climbs climbing jumped jumps jumping surged surges surging
        soared soars soaring grew grown grows growing advanced advances rallied rebounded gained
        gaining added increased increases increasing raised raises raising lifted lifts boosted
        """,
    "down": """
        fell fallen falls falling dropped drops dropping declined declines declining plunged
        plunges plunging slumped slumps slumping slid slides sliding sank sunk sinks shrank shrunk
        shrinks shrinking tumbled tumbles tumbling dipped dips slipped slips slipping plummeted
        plummets dived shed lost losing decreased decreases decreasing lowered lowers cut cuts
        cutting reduced reduces reducing trimmed
        """,
}
_NOUNS: dict[Way, str] = {
    "up": "rise increase gain climb jump surge growth hike advance",
    "down": "fall decrease drop decline plunge slump slide dip reduction cut fall-off",
}
_AFTER: dict[Way, str] = {"up": "higher up", "down": "lower down"}
_PAIRED: dict[Way, str] = {
    "up": "put on|went up|go up|goes up|gone up|going up",
    "down": "went down|go down|goes down|gone down|going down|came down|brought down",
}
"""Verbs of two words."""

_WAY_OF: dict[str, Way] = {}
for _table in (_VERBS, _NOUNS, _AFTER):
    for _way, _words in _table.items():
        for _word in word_list(_words):
            _WAY_OF[_word] = _way
for _way, _words in _PAIRED.items():
    for _word in _words.split("|"):
        _WAY_OF[_word] = _way


def _one_of(table: dict[Way, str]) -> str:
    words = {word for words in table.values() for word in word_list(words)}
    return "|".join(sorted(words, key=len, reverse=True))


_VERB = "|".join([*_PAIRED.values(), _one_of(_VERBS)])
_GOVERNOR = re.compile(
    rf"\b(?=[a-z])(?:(?P<verb>{_VERB})|(?P<noun>{_one_of(_NOUNS)})|(?P<particle>up|down|higher|lower))\b",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(
    rf"[ -](?:points?\s|percentage\spoints?\s)?(?:[a-z]+ly\s)?(?P<noun>{_one_of(_NOUNS)})\b(?!-)"
    rf"|\s(?:points?\s|percentage\spoints?\s)?(?P<adjective>higher|lower|up|down)\b(?!\s+(?:than|to|with|for))",
    re.IGNORECASE,
)
_STRAIGHT = re.compile(
    r"(?:\s+(?:(?:back|further|again|just|another|a|an|by|of|some|about|over)"
    r"|[a-z]+ly))*\s*",
    re.IGNORECASE,
)
""" "Fell by", "rose only", "a drop of about"."""
_AS_FAR_AS = re.compile(r"(?:[^.;:,()]|[.,]\d)*\b(?:by|to|from)\s+", re.IGNORECASE)
""" "Fell in the north to", "raised its prices by"."""
_IDIOM = re.compile(
    r"\b(?:set|sets|setting|pick\w*|made?|makes?|making|g[ai]ves?|giv\w+|puts?|putting|take|takes"
    r"|took|taking|back\w*|turn\w*|hold\w*|held|stand\w*|stood|sign\w*|br[eo][aou]k\w*|com\w+|came"
    r"|clos\w+|shut\w*|us\w+|buy\w*|bought|lay|laid|call\w*|split\w*)\s+$",
    re.IGNORECASE,
)
"""What takes "up" and "down" to itself: "makes up 4%", "set up 12 funds"."""
_NEGATED = re.compile(
    r"(?:\b(?:not|never|no|without|nor|cannot|fail\w*|avoid\w*|refus\w+)|n['’]t)(?:\s+[a-z]+){0,2}\s+$",
    re.IGNORECASE,
)
_UNDONE = re.compile(
    r"\b(?:narrow\w*|pare\w*|revers\w+|recover\w*|recoup\w*|eras\w+|halv\w+|revis\w+|slow\w*|forecast\w*|expect\w*"
    r"|after|despite|following|against|from)(?:\s+[a-z’'-]+){0,3}\s+$",
    re.IGNORECASE,
)
"""What takes a fall or a rise back, or says that it was before: it is no move of this clause."""
_CLAUSE_END = re.compile(r"[;:()]|,\s+(?!(?:or|and)\s+\d)|\s(?:while|whereas|but|although|after)\s")
_REACH = 90
_MOST_WORDS = 8
_BEHIND = 40


@dataclass(frozen=True, slots=True)
class Heading:
    """The way that one figure goes."""

    way: Way
    word: Span
    """The word that says so."""
    topics: frozenset[str]
    """The telling words of what goes there; none where only a pronoun says it."""


def heading_of(index: TextIndex, figure: Figure) -> Heading | None:
    """The way a figure goes; none where no word governs it, or two disagree."""
    sentence = index.sentence(figure.span.start)
    if sentence is None:
        return None
    start = min(figure.phrase.start, figure.span.start)
    low = max(sentence.start, start - _REACH)
    before = _before(index.text[low:start])
    high = min(sentence.end, figure.span.end + _BEHIND)
    after = _FOLLOWS.match(index.text, figure.span.end, high)
    if after is None:
        after = _FOLLOWS.match(index.text, max(figure.phrase.end, figure.span.end), high)
    words = []
    if before is not None:
        words.append((Span.of(index.text, low + before.start(), low + before.end()), False))
    if after is not None:
        kind = "noun" if after.group("noun") else "adjective"
        words.append((Span.of(index.text, *after.span(kind)), kind == "noun"))
    ways = {_WAY_OF[" ".join(word.text.casefold().split())] for word, _ in words}
    if len(ways) != 1:
        return None
    word, is_noun = words[0]
    if word.start > figure.span.start and _UNDONE.search(index.text[low:start]):
        return None
    return Heading(ways.pop(), word, _topics(index, sentence, word, is_noun, high))


def _before(words: str) -> re.Match[str] | None:
    """The nearest governor before a figure, which nothing keeps from it."""
    found = max(_GOVERNOR.finditer(words), key=lambda one: one.start(), default=None)
    if found is None:
        return None
    gap = words[found.end() :]
    lead = words[: found.start()]
    if _NEGATED.search(lead):
        return None
    word = found.group().casefold()
    if found.group("particle"):
        if _IDIOM.search(lead) or (re.match(r"\s+to\b", gap) and word != "down"):
            return None
        is_near = (
            re.fullmatch(r"\s+(?:(?:by|at|to|from|about|some|another|a)\s+)*", gap) is not None
        )
        return found if is_near else None
    if found.group("noun") and not re.search(
        r"\b(?:a|an|the|its|their|this|[a-z]+[’']s|of|in)\s(?:[\w-]+\s){0,2}$", lead
    ):
        # "Shares fall 4%" in a headline: the verb, which must stand right before.
        return found if _STRAIGHT.fullmatch(gap) and not _UNDONE.search(lead) else None
    if found.group("noun") and _UNDONE.search(lead):
        return None
    if _STRAIGHT.fullmatch(gap):
        return found
    if not found.group("verb") or len(gap.split()) > _MOST_WORDS:
        return None
    return found if _AS_FAR_AS.fullmatch(gap) else None


def _topics(
    index: TextIndex, sentence: Span, word: Span, is_noun: bool, high: int
) -> frozenset[str]:
    text = index.text
    lead = text[max(sentence.start, word.start - _REACH) : word.start]
    own = _CLAUSE_END.split(lead)[-1]
    topics = content_stems(own)
    if is_noun or not topics:
        topics |= content_stems(_CLAUSE_END.split(text[word.end : high + _BEHIND])[0])
    return topics
