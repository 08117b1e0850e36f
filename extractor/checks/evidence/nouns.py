"""Nouns that figures count: which may stand for the same thing, and which cannot."""

from __future__ import annotations

from functools import lru_cache

from extractor.checks.evidence.stems import (
    content_stems,
    head_stem,
    stem,
    stem_set,
    word_groups,
    word_set,
)

_ANYBODY = stem_set(
    """
    people persons victims men women individuals members others residents civilians casualties
    adults dead killed wounded injured hurt missing homeless arrested survivors inhabitants
    locals
    """
)
"""Nouns that may stand for any people: "23 people" in one sentence, "23 passengers" in the next."""

_SOMEBODY = _ANYBODY | stem_set(
    """
    children boys girls passengers soldiers officers workers employees students patients fans
    protesters demonstrators migrants refugees staff troops pupils customers users inmates
    prisoners voters households families players footballers supporters teachers doctors
    nurses fighters militants gunmen suspects athletes tourists travellers drivers crew pilots
    teenagers teens youths youngsters pensioners guests mourners sailors miners firefighters farmers
    volunteers climbers hikers swimmers cyclists motorists pedestrians commuters visitors
    holidaymakers worshippers campaigners activists hostages captives detainees defendants
    """
)

_HOUSEHOLDS = stem_set("households families")
"""Groups, not heads: a hundred families are more than a hundred people."""

_PEOPLE = word_set("people persons person individuals others victims casualties")
"""What anybody may be called, man or woman, dead or alive."""

_SYNONYMS: dict[str, frozenset[str]] = {}
for _group in word_groups(
    """
    soldiers troops servicemen; workers employees staff jobs; students pupils children youngsters;
    fans supporters spectators; migrants refugees; protesters demonstrators; players footballers;
    gunmen attackers militants fighters; cars vehicles; homes houses; flats apartments; deaths
    fatalities; games matches; shops stores outlets; firms companies businesses; planes aircraft
    jets; ships vessels boats; votes ballots; points marks; blasts explosions bombs; films movies;
    children sons daughters kids boys girls toddlers babies; times occasions incidents instances;
    wins victories triumphs; defeats losses
    """
):
    _alike = frozenset(stem(word) for word in _group)
    for _one in _alike:
        _SYNONYMS[_one] = _SYNONYMS.get(_one, frozenset()) | _alike


_EXCLUSIVE: tuple[dict[str, int], ...] = tuple(
    {stem(word): cell for cell, words in enumerate(word_groups(group)) for word in words}
    for group in (
        "men; women; children boys girls toddlers babies",
        "boys; girls",
        "dead killed deaths fatalities; wounded injured hurt injuries; missing; arrested arrests",
        "survivors; dead killed deaths fatalities",
        "gold golds; silver silvers; bronze bronzes",
        "male; female",
        "civilian civilians; military soldiers troops servicemen",
        "primary; secondary",
        "domestic; foreign international",
        "northern; southern; eastern; western",
    )
)
"""Words of which no two can be said of one thing: what is silver is not gold."""


def nouns_agree(one: str | None, other: str | None) -> bool | None:
    """Whether two figures count the same thing; none where the texts do not say."""
    if not one or not other:
        return None
    return _nouns_agree(one, other)


@lru_cache(maxsize=1 << 14)
def _nouns_agree(one: str, other: str) -> bool | None:
    if nouns_exclude(one, other):
        return False
    heads = head_stem(one), head_stem(other)
    if heads[0] == heads[1]:
        return True
    one_head, other_head = heads
    if one_head is None or other_head is None:
        return None
    if other_head in _SYNONYMS.get(one_head, frozenset()):
        return None
    if (one_head in _ANYBODY and other_head in _SOMEBODY) or (
        other_head in _ANYBODY and one_head in _SOMEBODY
    ):
        return None
    if content_stems(one) & content_stems(other):
        return None
    return False


def nouns_exclude(one: str, other: str) -> bool:
    """Whether what one noun names cannot be what the other does: "gold medals", "silver medals"."""
    mine, theirs = stem_set(one), stem_set(other)
    for group in _EXCLUSIVE:
        cells = {group[word] for word in mine & group.keys()}
        others = {group[word] for word in theirs & group.keys()}
        if cells and others and not cells & others:
            return True
    return False


def nouns_overlap(one: str | None, other: str | None) -> bool:
    """Whether two nouns share a telling word: "space shuttles" and "shuttle orbiters"."""
    return bool(one and other and content_stems(one) & content_stems(other))


def may_stand_for(noun: str, original: str) -> bool:
    """Whether one noun may take the other's place in the same sentence without saying more.

    Stricter than `nouns_agree`: "people" may stand for "students", "students" not for "people".
    """
    mine, theirs = head_stem(noun), head_stem(original)
    if mine is None or theirs is None or mine == theirs:
        return True
    if theirs in _SYNONYMS.get(mine, frozenset()):
        return True
    words = noun.split()
    if words and words[-1].casefold() in _PEOPLE and theirs in _SOMEBODY - _HOUSEHOLDS:
        return True
    one, other = content_stems(noun), content_stems(original)
    return one <= other or other <= one
