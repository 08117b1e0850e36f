"""What no table says: how an English word loses its ending."""

from __future__ import annotations

from collections.abc import Mapping


def stem(word: str, irregular: Mapping[str, str]) -> str:
    """The word without its ending, lower case: "injuring" and "injured" are one."""
    word = word.casefold().replace("’", "'")
    if word.endswith("'s"):
        word = word[:-2]
    word = word.rstrip("'")
    if word in irregular:
        return irregular[word].rstrip("e")
    length = len(word)
    if length > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif length > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
        if word.endswith(("sse", "she", "che", "xe")):
            word = word[:-1]
    if len(word) > 5 and word.endswith("ing"):
        word = _single(word[:-3])
    elif len(word) > 4 and word.endswith("ied"):
        word = word[:-3] + "y"
    elif len(word) > 4 and word.endswith("ed"):
        word = _single(word[:-2])
    if len(word) > 5 and word.endswith("ly"):
        word = word[:-2]
    word = irregular.get(word, word)
    return word.rstrip("e") if len(word) > 3 else word


def _single(word: str) -> str:
    """ "stopp" is "stop", but "kill" stays."""
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
        return word[:-1]
    return word
