"""The words of a name that tell it from another."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.checks.evidence.folding import plain
from extractor.languages import Language
from extractor.languages.current import current

NAME_WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*")


def titles() -> frozenset[str]:
    """Words that a name may gain or lose and stay the same name."""
    return current().evidence.tables.titles


def name_tokens(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from another, in lower case."""
    return _name_tokens(name, current())


@lru_cache(maxsize=1 << 13)
def _name_tokens(name: str, language: Language) -> tuple[str, ...]:
    tables = language.evidence.tables
    tokens = []
    for found in NAME_WORD.finditer(name):
        token = plain(found.group())
        if found.group().isupper() and token in tables.page_words:
            continue
        if token not in tables.titles and not token[0].isdigit() and len(token) > 1:
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
