"""Ordinals that name and do not count: "the first lady", "Third World countries", "sixth form"."""

from __future__ import annotations

import re

from extractor.figures.noun_words import STOP
from extractor.figures.tables import word_set

_PAIRS: dict[tuple[int, str], frozenset[str] | None] = {
    (1, "minister"): None,
    (1, "ministers"): None,
    (1, "lady"): None,
    (1, "ladies"): None,
    (1, "responder"): None,
    (1, "responders"): None,
    (1, "secretary"): None,
    (2, "secretary"): None,
    (3, "secretary"): None,
    (1, "hand"): None,
    (2, "hand"): None,
    (2, "thought"): None,
    (2, "thoughts"): None,
    (3, "reich"): None,
    (3, "party"): word_set(
        """insurance insurer supplier suppliers candidate candidates app apps software seller
        sellers provider providers contractor contractors developer developers company companies
        website websites service services data cookies access claims cover"""
    ),
    (3, "parties"): frozenset(),
    (1, "aid"): word_set(
        """kit kits worker workers training course courses box boxes post posts station tent
        tents treatment skills team teams room"""
    ),
    (3, "world"): word_set("country countries nation nations debt poverty conditions"),
    (1, "class"): word_set(
        """degree cricket ticket tickets travel cabin carriage carriages passenger passengers
        stamp stamps mail post match matches seat seats lounge flight flights honours fare fares"""
    ),
    (2, "class"): word_set(
        """degree cabin carriage carriages passenger passengers stamp stamps mail post seat seats
        ticket tickets citizen citizens honours fare fares"""
    ),
    (6, "form"): None,
}
"""Fixed pairs, and the nouns that may follow them; none where any may ("the first lady Ms Jones").

With another noun behind it the ordinal counts that: "a third world record".
"""
_HYPHENED = re.compile(
    r"-(?:hand|class|party|rate|generation|form|tier|choice|string|guess|ever|year|placed?|round"
    r"|time|half|team|person|person's)(?![a-z])"
)
_NEXT = re.compile(r" ([a-z]+)(?![a-z])(?: ([a-z]+)(?![a-z'-]))?")


def is_named(low: str, case: str, end: int, value: int) -> bool:
    """Whether the ordinal that ends here is one half of a fixed name and counts nothing."""
    if _HYPHENED.match(low, end):
        return True
    found = _NEXT.match(low, end)
    if found is None:
        return False
    word, follower = found.groups()
    if word == "amendment":
        # of a constitution; a small letter is an amendment to a bill
        return case[end + 1].isupper()
    if (value, word) not in _PAIRS:
        return False
    followers = _PAIRS[value, word]
    if followers is None or follower is None or follower in followers or follower in STOP:
        return True
    return follower.endswith(("ed", "ing"))
