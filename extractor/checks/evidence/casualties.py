"""What befell the people that a figure counts: "32 injured" are "32 people who were hurt"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.checks.evidence.nouns import nouns_agree
from extractor.checks.evidence.stems import head_stem, stem
from extractor.checks.evidence.text_index import TextIndex
from extractor.languages.current import by_language, current
from extractor.languages.language import Language
from extractor.languages.patterns import either
from extractor.schemas.figure import Figure
from extractor.schemas.span import Span

_DEAD = 0
"""The first group of what may befall people."""

_REACH = 60
_MOST_WORDS = 6


@by_language
def _end(language: Language) -> re.Pattern[str]:
    words = language.comparing.fate_ends
    return re.compile(rf"[.,;:()\d]|\b{either(words)}\b", re.IGNORECASE)


_LETTERS = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"([^\W\d_]+)\s+$")


def is_same_fate(one: Figure, here: TextIndex | None, other: Figure, there: TextIndex) -> bool:
    """Whether both texts say the same of the people that their figures count."""
    if here is None or one.kind != "cardinal" or other.kind != "cardinal":
        return False
    nouns = here.noun_of(one), there.noun_of(other)
    if nouns_agree(*nouns) is False and not any(
        head_stem(noun or "") in current().evidence.fates for noun in nouns
    ):
        return False  # injured soldiers are no injured students
    fate = here.once(_fate_at, one.span)
    return fate is not None and fate == there.once(_fate_at, other.span)


def may_add_up(
    one: Figure, here: TextIndex | None, others: Sequence[Figure], there: TextIndex
) -> bool:
    """Whether a count may be the sum of others by what befell the people.

    The dead are no sum of the dead and the hurt; casualties are.
    """
    mine = here.once(_fate_at, one.span) if here is not None else None
    theirs = {there.once(_fate_at, other.span) for other in others} - {None}
    return mine is None or theirs <= {mine}


def is_other_fate(one: Figure, here: TextIndex | None, other: Figure, there: TextIndex) -> bool:
    """Whether one text has them dead, and the other says that something else befell them."""
    if here is None or one.kind != "cardinal" or other.kind not in ("cardinal", "identifier"):
        return False  # "told the radio 123 people had died" may be read as a station's number
    fates = {here.once(_fate_at, one.span), there.once(_fate_at, other.span)}
    return None not in fates and len(fates) > 1 and _DEAD in fates


def _fate_at(index: TextIndex, place: Span) -> int | None:
    text = index.text[place.end : place.end + _REACH]
    border = _end().search(text)
    figure = index.figure_at.get(place)  # "a single home" counts without being a figure
    words = _LETTERS.findall(text[: border.start()] if border else text)
    noun = index.noun_of(figure) if figure is not None else " ".join(words[:1])
    evidence = current().evidence
    between = evidence.between_fates | {word.casefold() for word in (noun or "").split()}
    for word in words[:_MOST_WORDS]:
        fate = evidence.fates.get(stem(word.casefold()))
        if fate is not None:
            return fate
        if word.casefold() not in between and not current().endings.adverb.fits(word):
            break
    start = figure.phrase.start if figure is not None else place.start
    before = _LAST_WORD.search(index.text[max(0, start - _REACH) : start])
    return evidence.fates.get(stem(before.group(1).casefold())) if before else None
