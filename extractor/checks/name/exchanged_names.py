"""Two names that have changed places: "B beat A" for "A beat B"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from extractor.checks.evidence.countries import kin, part_of_place
from extractor.checks.evidence.name_tokens import name_tokens
from extractor.checks.evidence.stems import content_stems
from extractor.checks.evidence.text_index import TextIndex
from extractor.languages.current import by_language, current
from extractor.languages.language import Language
from extractor.languages.patterns import either, maybe
from extractor.scanning.names.names import same_name
from extractor.schemas.span import Span


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        words, places = language.people.names, language.people.places
        self.in_place = re.compile(
            rf"\b{either(places.holding)}\s+{maybe(places.the)}(?:(?:[^\W\d_A-ZÀ-Þ]|-)+\s+)?$"
        )
        self.either_way = language.evidence.stems(words.either_way)
        """Words whose two sides are one and the same."""
        self.apart = re.compile(rf"[.;:]\s|\b{either(words.conjunctions)}\b|^,|,\s$")
        self.by = re.compile(rf"\b{either(words.by)}\b")


_words = by_language(_Words)


def exchanged(name: Span, claim: TextIndex, source: TextIndex) -> tuple[Span, bool] | None:
    """The other of two names that have changed places: "B beat A" for "A beat B".

    And whether both are of one sort: somebody and where it happened may only be told otherwise.
    """
    sentence = claim.sentence(name.start)
    if sentence is None:
        return None
    number = claim.sentence_index(name.start)
    here = [other for other in claim.names_at(number or 0) if sentence.covers(other)]
    if name not in here:  # one word that opens the sentence
        here = sorted([*here, name], key=lambda one: one.start)
    position = here.index(name)
    for twin in here[max(0, position - 2) : position + 3]:
        if twin == name or is_same(twin.text, name.text):
            continue
        changed: Span | None = None
        for mine, theirs in _both_named(name, twin, source):
            order = _have_changed_places((name, twin), claim, (mine, theirs), source)
            if order is False:
                changed = None
                break
            if order and changed is None:
                changed = theirs
        if changed is not None:
            return changed, stands_for_place(twin, claim) == stands_for_place(name, claim)
    return None


def stands_for_place(name: Span, index: TextIndex) -> bool:
    """Whether a name stands behind "in" and the like."""
    before = index.text[max(0, name.start - 40) : name.start]
    return bool(_words().in_place.search(before))


def _both_named(one: Span, other: Span, source: TextIndex) -> Iterator[tuple[Span, Span]]:
    """The places of two names in each sentence of the source that has both."""
    tokens = name_tokens(one.text), name_tokens(other.text)
    if not tokens[0] or not tokens[1]:
        return
    together = source.sentences_naming(tokens[0][-1]) & source.sentences_naming(tokens[1][-1])
    for index in sorted(together - {-1}):
        there = source.names_at(index)
        mine = [name for name in there if is_same(name.text, one.text)]
        theirs = [name for name in there if is_same(name.text, other.text)]
        yield from ((a, b) for a in mine[:3] for b in theirs[:3] if a != b)


def _have_changed_places(
    mine: tuple[Span, Span], claim: TextIndex, theirs: tuple[Span, Span], source: TextIndex
) -> bool | None:
    """True where the two stand the other way round, false where they stand alike, else none."""
    # In the passive the places are right: "B was beaten by A".
    if _is_passive(*mine, claim) != _is_passive(*theirs, source):
        return None
    after = [claim.slots.of(name).after[:1] for name in mine]
    others = [source.slots.of(name).after[:1] for name in theirs]
    if after == others:
        return False
    if after[0] and after[1] and after[0] != after[1] and after == others[::-1]:
        return True
    words = _between(*mine, claim), _between(*theirs, source)
    shared = words[0] & words[1]
    if not shared:
        return None
    if (mine[0].start < mine[1].start) == (theirs[0].start < theirs[1].start):
        return False
    return None if shared & _words().either_way else True


def _between(one: Span, other: Span, index: TextIndex) -> frozenset[str]:
    """The telling words between two names; none where they are far apart or only listed."""
    start, end = sorted((one, other), key=lambda name: name.start)
    gap = index.text[start.end : end.start]
    if len(gap) > 90 or _words().apart.search(gap):
        return frozenset()
    return content_stems(gap)


def _is_passive(one: Span, other: Span, index: TextIndex) -> bool:
    start, end = sorted((one, other), key=lambda name: name.start)
    return bool(_words().by.search(index.text[start.end : end.start]))


@lru_cache(maxsize=1 << 13)
def is_same(one: str, other: str) -> bool:
    """Whether two forms share enough to be one name, or one country and its people."""
    mine, theirs = name_tokens(one), name_tokens(other)
    if part_of_place(mine) != part_of_place(theirs) and mine[-1:] == theirs[-1:]:
        return False  # "Northern Ireland" is not "Ireland"
    if mine and theirs and (mine[0].startswith(theirs[0]) or theirs[0].startswith(mine[0])):
        return True
    if same_name(one, other) or (set(mine) & set(theirs)) - current().names.organisation_words:
        return True
    return any(set(theirs) & kin().get(token, frozenset()) for token in mine)
