"""Words and their stems, for asking whether two sentences speak of one thing."""

from __future__ import annotations

import re
from functools import lru_cache


def word_list(block: str) -> list[str]:
    """The words of a block of text, for tables of words."""
    return block.split()


def word_set(block: str) -> frozenset[str]:
    """The words of a block of text as a set."""
    return frozenset(block.split())


def word_groups(block: str) -> list[list[str]]:
    """Groups of words with a semicolon between them."""
    return [group.split() for group in block.split(";")]


WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d,.]*\d|\d")

STOP = word_set(
    """
        a an the and or but nor so yet if as at by for from in into of off on onto out over to up
        upon with within without about after before between during since until till through under
        against across along around near behind beyond despite per via than then that this these
        those there here who whom whose which what when where why how it its he him his she her
        hers they them their theirs we us our ours you your yours i me my mine himself herself
        itself themselves be is am are was were been being has have had having do does did doing
        done will would shall should can could may might must also just only very too more most
        much many such same other another each every all any some both either neither no not now
        said say says saying told tell tells added according while because although though however
        still even again ever never already s t
        """
)

NUMERALS = word_set(
    """
        zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty
        ninety hundred hundreds thousand thousands million millions billion billions trillion
        dozen dozens half year years month months week weeks day days percent per cent
        """
)
"""Words of figures: they are compared as figures, and say nothing of what a sentence is about."""

_SILENT = STOP | NUMERALS

_IRREGULAR = {
    form: base
    for base, forms in {
        "rise": "rose risen",
        "fall": "fell fallen",
        "win": "won",
        "lose": "lost loss losses",
        "buy": "bought",
        "sell": "sold sale",
        "hold": "held",
        "leave": "left",
        "find": "found",
        "make": "made",
        "take": "took taken",
        "give": "gave given",
        "grow": "grew grown growth",
        "hit": "hits hitting",
        "shoot": "shot",
        "die": "died dead death dies deaths dying",
        "kill": "killing killings killed",
        "injure": "injury injuries wounded wound",
        "see": "saw seen",
        "come": "came",
        "go": "went gone",
        "begin": "began begun",
        "break": "broke broken",
        "build": "built",
        "drive": "drove driven",
        "fly": "flew flown flight",
        "pay": "paid",
        "send": "sent",
        "spend": "spent",
        "strike": "struck stricken",
        "run": "ran",
        "speak": "spoke spoken speech",
        "steal": "stole stolen",
        "write": "wrote written",
        "bear": "born bore",
        "beat": "beaten",
        "draw": "drew drawn",
        "meet": "met",
        "lead": "led",
        "man": "men",
        "woman": "women",
        "child": "children",
        "person": "people persons",
        "foot": "feet",
        "wife": "wives",
        "life": "lives",
        "marry": "married marriage",
        "arrive": "arrival",
        "attack": "attacker attackers",
    }.items()
    for form in forms.split()
}


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """The word without its ending, lower case: "injuring" and "injured" are one."""
    word = word.casefold().replace("’", "'")
    if word.endswith("'s"):
        word = word[:-2]
    word = word.rstrip("'")
    if word in _IRREGULAR:
        return _IRREGULAR[word].rstrip("e")
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
    word = _IRREGULAR.get(word, word)
    return word.rstrip("e") if len(word) > 3 else word


def stem_set(block: str) -> frozenset[str]:
    """The stems of the words of a block of text, for tables of words."""
    return frozenset(map(stem, word_list(block)))


_LIKE = 5


def any_alike(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two words are one, or share the first letters: "Brazil" and "Brazilian"."""
    return any(
        one == other or (len(one) >= _LIKE and one[:_LIKE] == other[:_LIKE])
        for one in some
        for other in others
    )


def _single(word: str) -> str:
    """ "stopp" is "stop", but "kill" stays."""
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
        return word[:-1]
    return word


@lru_cache(maxsize=1 << 15)
def telling_stem(word: str) -> str | None:
    """The stem of a word that says what a sentence is about; none for small words and numbers."""
    return None if word[0].isdigit() or word.casefold() in _SILENT else stem(word)


def content_stems(text: str) -> frozenset[str]:
    """The stems of a text's words but for the small ones; numerals are left out."""
    stems = map(telling_stem, WORD.findall(text))
    return frozenset(stem for stem in stems if stem is not None)


def head_stem(noun: str) -> str | None:
    """The stem of the noun that a phrase is about: "gliding bombs" is about bombs.

    The head stands before the first preposition: "members of parliament" are members.
    """
    words: list[str] = []
    for word in WORD.findall(noun):
        if word.casefold() in _PREPOSITIONS and words:
            break
        words.append(word)
    return stem(words[-1]) if words else None


_PREPOSITIONS = word_set(
    """
    of in from at for on with to by per among who that
    """
)
