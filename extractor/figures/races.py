"""Races and what goes with them, whose distance is written short: "the 100m final", "a 10k"."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.figures.noun_words import STOP
from extractor.figures.tables import word_set

EVENTS: frozenset[str] = word_set(
    """
    athlete athletes backstroke backstrokes best bests block blocks breaststroke butterfly champion
    champions championship championships contender contenders course courses crown crowns dash
    dashes distance distances double event events favourite favourites favorite favorites final
    finalist finalists finals freestyle gold golds heat heats hopefuls hurdle hurdler hurdlers
    hurdles individual lap laps leg legs medal medallist medallists medalist medalists medals
    medley podium podiums qualifier qualifiers qualifying race races record records relay relays
    rival rivals round rounds runner runners semi-final semi-finals semifinal semifinals silver
    silvers specialist specialists splits sprint sprinter sprinters sprints steeplechase swim
    swimmer swimmers swims time times title titles trial trials victories victory walk walks win
    winner winners wins
    """
)
"""What the distance of a race stands before."""

_RACE = re.compile(
    r"[ -](?:(?:fun|charity|road|park|trail|sponsored|cross-country|ski|city|night|open|mass) )?"
    r"(?:run|runner|races?|racer|ultra|course|walk|swim|ride|event|time|title|champion"
    r"|championships?|personal)(?![a-z])"
)
_NEXT = re.compile(r" ([a-z'-]+)")
_ARTICLE = word_set("a an his her my our their your first charity sponsored annual")
_RUN = word_set(
    """ran run runs running race raced racing jog jogged jogging walked walk complete completed
    completing finish finished finishing enter entered entering swim swam"""
)
_LONGEST = 200


def is_race_distance(low: str, end: int, value: Decimal, step: Decimal, words: list[str]) -> bool:
    """Whether "k" behind a number means kilometres: "a 5k fun run", "she ran a 10k".

    `end` is where the k ends, `words` are those before the number.
    """
    if not 0 < value <= _LONGEST or step != 1 or low[end : end + 1].isalnum():
        return False
    if _RACE.match(low, end):
        return True
    following = _NEXT.match(low, end)
    if following is not None and following.group(1) not in STOP:
        return False
    return bool(words) and words[-1] in _ARTICLE and not _RUN.isdisjoint(words[:-1])
