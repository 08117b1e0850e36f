"""What no table says: the base of a Spanish word, which a dictionary knows."""

from __future__ import annotations

from collections.abc import Mapping


def stem(word: str, irregular: Mapping[str, str]) -> str:
    """The base of the word in lower case: "murieron" and "murió" are one.

    A word that the dictionary does not have loses the ending of its number.
    """
    from simplemma import is_known, lemmatize  # takes a quarter of a second

    word = word.casefold()
    if word in irregular:
        return irregular[word]
    if is_known(word, lang="es"):
        base = lemmatize(word, lang="es").casefold()
        return irregular.get(base, base)
    if len(word) > 4 and word.endswith("es") and word[-3] not in "aeiou":
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s"):
        word = word[:-1]
    return irregular.get(word, word)
