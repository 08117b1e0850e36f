"""The words of a name that tell it from another."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.checks.evidence.folding import plain
from extractor.checks.evidence.stems import word_set

TITLES = word_set(
    """
        mr mrs ms miss dr prof professor sir dame lord lady president vice prime minister
        chancellor king queen prince princess duke duchess pope judge justice senator sen rep gov
        governor mayor councillor general gen colonel col major captain capt lieutenant lt
        sergeant sgt corporal admiral inspector detective officer constable chief secretary
        ambassador rev reverend father sister brother saint st jr sr ii iii the a an of and for de
        la las le los van von der den di da del al el bin ibn at in on to mp pc qc kc phd md
        """
)
"""Words that a name may gain or lose and stay the same name."""


_PAGE_WORDS = word_set(
    """
    click here read scroll video watch more photos exclusive updated
    """
)
"""What web pages write in capitals around a story."""


NAME_WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*")


@lru_cache(maxsize=1 << 13)
def name_tokens(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from another, in lower case."""
    tokens = []
    for found in NAME_WORD.finditer(name):
        token = plain(found.group())
        if found.group().isupper() and token in _PAGE_WORDS:
            continue
        if token not in TITLES and not token[0].isdigit() and len(token) > 1:
            tokens.append(token)
    return tuple(tokens)


def is_same_person(one: str, other: str) -> bool:
    """Whether two forms may name one person: the same surname, and no other first name."""
    mine, theirs = name_tokens(one), name_tokens(other)
    if not mine or not theirs:
        return False
    return mine == theirs or (
        mine[-1] == theirs[-1] and (len(mine) == 1 or len(theirs) == 1 or mine[0] == theirs[0])
    )
