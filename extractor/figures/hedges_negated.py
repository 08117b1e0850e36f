"""Negations that turn a limit round: "may not own more than 20%" is 20% at most."""

from __future__ import annotations

import re

from extractor.figures.noun_words import STOP
from extractor.figures.tables import word_set
from extractor.schemas.figure import Hedge

TURNED: dict[Hedge, Hedge] = {"more_than": "at_most", "less_than": "at_least"}
"""What a limit becomes under a negation."""

_WINDOW = 64
_BORDER = re.compile(r"[.,;:!?\n()\"“”—–]| (?:but|and|or|that|because|which|who|if|why|how) ")
_WORD = re.compile(r"[a-z'-]+")
_NEVER = word_set("never cannot can't mustn't shouldn't won't shan't")
_MODALS = word_set("can may must shall should will")
_CONJUGATED = word_set("could would might is was are were has had have does did")
_AUXILIARIES = _MODALS | _CONJUGATED | {"been", "be"}
_NOT_DONE = _CONJUGATED | {"do", "not"}
_NOBODY = word_set("nobody none")
_NO_VERBS = word_set("of in at on from with under over aged age who else")
_NO_SUBJECTS = word_set(
    "doubt question wonder matter secret longer sooner less more fewer only one"
)
# With another verb it may be the number that is spared: "cannot feed more than 40 families".
_LIMITED = word_set(
    """be exceed own hold have last take cost carry contain weigh charge earn spend work drive
    stay pay sell buy employ go rise fall grow drop get receive keep measure borrow run
    allow claim use drink eat number"""
)
_EXCEEDS = ("exceed", "exceeding", "exceeded", "surpass", "surpassed")


def negation_before(low: str, start: int) -> int | None:
    """Where the negation begins in whose reach the hedge stands that begins at `start`.

    None without one, and where it denies something else ("not only", "no doubt").
    """
    begin = max(0, start - _WINDOW)
    window = low[begin:start]
    if begin:
        begin += window.find(" ") + 1
        window = low[begin:start]
    clause = max((border.end() for border in _BORDER.finditer(window)), default=0)
    places = [(found.start(), found.group()) for found in _WORD.finditer(window, clause)]
    words = [word for _, word in places]
    exceeds = low.startswith(_EXCEEDS, start)
    for back in range(1, min(len(words), 6) + 1):
        at = len(words) - back
        if _denies(words[at], words[at - 1] if at else "", words[at + 1 :], exceeds):
            if at and words[at] in ("not", "one"):
                # "will not", "no one"
                at -= 1
            return begin + places[at][0]
    return None


def _denies(word: str, before: str, after: list[str], exceeds: bool) -> bool:
    """Whether a word denies the limit that the words `after` it lead up to."""
    if word in _NEVER or (word == "not" and before in _MODALS):
        if not after:
            return exceeds or word == "never"
        return len(after) <= 2 and (word == "never" or after[0] in _LIMITED)
    if word == "not" or word.endswith("n't"):
        return not after and exceeds and (word != "not" or before in _NOT_DONE)
    if word in _NOBODY or (word == "one" and before == "no"):
        return 1 <= len(after) <= 2 and after[0] not in _NO_VERBS and not after[0].endswith("ing")
    if word == "no" and after and after[0] not in _NO_SUBJECTS and after[0] not in STOP:
        # "no company can be more than"
        verb = next((at for at, other in enumerate(after[:3]) if other in _AUXILIARIES), 0)
        return verb > 0 and len(after) - verb <= 2 and not set(after[1:verb]) & STOP
    return False
