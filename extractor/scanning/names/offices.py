"""Who holds which office in one text: "Tory leader Ann Lee", "Jo Marek, the Chelsea manager"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.languages.en.cues import CUE_FORMS
from extractor.languages.en.lexicon import (
    ADVERBS,
    DETERMINERS,
    HONORIFICS,
    IRREGULAR_PAST,
    ORGANISATION_WORDS,
    PARTICLES,
    PLACES,
    PREPOSITIONS,
    SINGLE_OFFICES,
    TIME_NOUNS,
    WEEKDAYS,
    words,
)
from extractor.scanning.names.name_forms import same_name
from extractor.scanning.speech.frames import Frame, Token
from extractor.scanning.speech.phrases import NO_NOUN, Phrase

_OTHER_OFFICE = words(
    "former ex then late acting interim deputy vice assistant associate shadow prime junior"
)
"""Words that make another office of it: a shadow chancellor is no chancellor."""
_NO_MODIFIER = (
    NO_NOUN | PREPOSITIONS | ADVERBS | DETERMINERS | TIME_NOUNS | WEEKDAYS | IRREGULAR_PAST
    | (CUE_FORMS - {"state"})
)  # fmt: skip
_NO_PERSON = ORGANISATION_WORDS | PLACES
_OFFICE_WORDS = frozenset(word for office in SINGLE_OFFICES for word in office.split("-"))
_MOST_HOLDERS = 40
"""So many introductions with one role are a list, or no story."""
_MOST_WORDS = 5
"""Words of a name or before a role; more are a list of something."""


class Office(NamedTuple):
    """One introduction of somebody with an office."""

    role: str
    of: frozenset[str]
    """The words that say which: "shadow", "chelsea"; initials of a body count as a word."""
    person: str
    place: tuple[int, int]
    """Where the name stands."""


def find_offices(frames: Sequence[Frame]) -> dict[str, list[Office]]:
    """Everybody whom the text introduces with an office that one person holds, by role.

    Each introduction comes once; roles with too many of them are left out.
    """
    found: dict[str, dict[tuple[frozenset[str], str], Office]] = {}
    for frame in frames:
        if _OFFICE_WORDS.isdisjoint(frame.words):
            continue
        for office in _offices_of(frame):
            found.setdefault(office.role, {}).setdefault((office.of, office.person), office)
    return {
        role: list(offices.values())
        for role, offices in found.items()
        if len(offices) <= _MOST_HOLDERS
    }


def holder(
    tokens: list[Token], phrase: Phrase, offices: dict[str, list[Office]]
) -> tuple[int, int] | None:
    """Where the name stands of the one person whose office the phrase gives; else none."""
    head = next(
        (k - 1 for k in range(phrase.first + 1, phrase.last + 1) if tokens[k].low == "of"),
        phrase.last,
    )
    held = offices.get(tokens[head].low)
    first = _first_modifier(tokens, head)
    opening = tokens[phrase.first].low
    if not held or not (
        (opening == "the" and first == phrase.first + 1)
        or (opening.endswith(("'s", "'")) and first == phrase.first)
    ):
        return None
    wanted = _words_of(tokens, first, head)
    if head < phrase.last:
        behind = _behind_of(tokens, head)
        if behind != phrase.last + 1:
            return None
        wanted |= _words_of(tokens, head + 2, behind)
    fitting = [office for office in held if _agree(wanted, office.of)]
    if not fitting:
        return None
    person = max((office.person for office in fitting), key=len)
    if not all(same_name(person, office.person) for office in fitting):
        return None
    return fitting[0].place


def _agree(wanted: frozenset[str], has: frozenset[str]) -> bool:
    """Whether two descriptions of one role may be of one office: neither says other than both."""
    if wanted & _OTHER_OFFICE != has & _OTHER_OFFICE:
        return False
    return wanted <= has or bool(has - _OTHER_OFFICE and has <= wanted)


def _offices_of(frame: Frame) -> Iterator[Office]:
    tokens = frame.tokens
    for i, token in enumerate(tokens):
        if token.low not in SINGLE_OFFICES:
            continue
        first = _first_modifier(tokens, i)
        behind = _behind_of(tokens, i)
        of = _words_of(tokens, first, i) | _words_of(tokens, i + 2, behind)
        name = _name_after(tokens, behind) or _name_before(tokens, first, behind)
        if name is not None:
            person = frame.masked[tokens[name.first].start : tokens[name.last].end]
            person = person.removesuffix("'s").removesuffix("’s").rstrip("'’")
            start = tokens[name.first].start
            yield Office(token.low, of, person, (start, start + len(person)))


def _first_modifier(tokens: list[Token], role: int) -> int:
    """The first of the words before a role that say which it is."""
    i = role
    while i > 0 and role - i < _MOST_WORDS:
        token = tokens[i - 1]
        low = token.low
        if not token.is_word or low in _NO_MODIFIER or (low.endswith("ed") and len(low) > 4):
            break
        i -= 1
        if low.endswith(("'s", "'")):
            break
    return i


def _behind_of(tokens: list[Token], role: int) -> int:
    """Past "of the Ruritanian Republic" behind a role, or just past the role."""
    i = role + 1
    if i + 1 >= len(tokens) or tokens[i].low != "of":
        return i
    i += 2 if tokens[i + 1].low == "the" else 1
    begin = i
    while i < len(tokens) and i - begin < _MOST_WORDS and tokens[i].is_capital:
        i += 1
    return i if i > begin else role + 1


def _words_of(tokens: list[Token], first: int, end: int) -> frozenset[str]:
    """The words between two tokens, and the initials of those with a capital letter."""
    lows = {
        tokens[k].low.removesuffix("'s").rstrip("'") for k in range(first, end) if tokens[k].is_word
    }
    initials = "".join(tokens[k].low[0] for k in range(first, end) if tokens[k].is_capital)
    if len(initials) > 1:
        lows.add(initials)
    return frozenset(lows - {"the"})


def _name_after(tokens: list[Token], at: int) -> Phrase | None:
    """The name behind an office: "chairman Lord Hale", "the chairman, Ann Lee,"."""
    in_commas = at < len(tokens) and tokens[at].text == ","
    first = last = at + in_commas
    while last < len(tokens) and last - first < _MOST_WORDS and _may_name(tokens, last):
        last += 1
        if tokens[last - 1].low.endswith("'s"):
            break
    if not _is_person(tokens, first, last) or (in_commas and last - first < 2):
        return None
    if in_commas and last < len(tokens) and tokens[last].text not in ",.;":
        return None
    return Phrase(first, last - 1)


def _name_before(tokens: list[Token], first: int, behind: int) -> Phrase | None:
    """The name before an office in commas: "Ann Lee, the chairman,"."""
    if behind < len(tokens) and tokens[behind].text not in ",.;)":
        return None
    comma = first - 1
    if comma > 0 and tokens[comma].low in ("the", "a", "its", "their"):
        comma -= 1
    if comma < 1 or tokens[comma].text != ",":
        return None
    begin = comma
    while begin > 0 and comma - begin < _MOST_WORDS and _may_name(tokens, begin - 1):
        begin -= 1
    while begin < comma and not tokens[begin].is_capital:
        begin += 1
    if comma - begin < 2 or not _is_person(tokens, begin, comma):
        return None
    return Phrase(begin, comma - 1)


def _may_name(tokens: list[Token], i: int) -> bool:
    token = tokens[i]
    if token.low in PARTICLES:
        return True
    return token.is_word and token.is_capital and token.low not in WEEKDAYS


def _is_person(tokens: list[Token], first: int, end: int) -> bool:
    """Whether the tokens from `first` to before `end` are a name that ends as people's do."""
    if first >= end or not (tokens[first].is_capital and tokens[end - 1].is_capital):
        return False
    lows = [tokens[k].low.removesuffix("'s") for k in range(first, end)]
    if not _NO_PERSON.isdisjoint(lows) or lows[-1].strip(".") in HONORIFICS:
        return False
    return not any(low in SINGLE_OFFICES or low in DETERMINERS for low in lows)
