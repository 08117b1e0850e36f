"""Nouns that figures count: which may stand for the same thing, and which cannot."""

from __future__ import annotations

from functools import lru_cache

from extractor.checks.evidence.stems import content_stems, head_stem, stem_set
from extractor.languages import Language
from extractor.languages.current import current


def nouns_agree(one: str | None, other: str | None) -> bool | None:
    """Whether two figures count the same thing; none where the texts do not say."""
    if not one or not other:
        return None
    return _nouns_agree(one, other, current())


@lru_cache(maxsize=1 << 14)
def _nouns_agree(one: str, other: str, language: Language) -> bool | None:
    evidence = language.evidence
    if nouns_exclude(one, other):
        return False
    heads = head_stem(one), head_stem(other)
    if heads[0] == heads[1]:
        return True
    one_head, other_head = heads
    if one_head is None or other_head is None:
        return None
    if other_head in evidence.synonyms.get(one_head, frozenset()):
        return None
    if (one_head in evidence.anybody and other_head in evidence.somebody) or (
        other_head in evidence.anybody and one_head in evidence.somebody
    ):
        return None
    if content_stems(one) & content_stems(other):
        return None
    return False


def nouns_exclude(one: str, other: str) -> bool:
    """Whether what one noun names cannot be what the other does: "gold medals", "silver medals"."""
    mine, theirs = stem_set(one), stem_set(other)
    for group in current().evidence.exclusive:
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
    evidence = current().evidence
    if theirs in evidence.synonyms.get(mine, frozenset()):
        return True
    words = noun.split()
    is_anybody = bool(words) and words[-1].casefold() in evidence.tables.people
    if is_anybody and theirs in evidence.somebody - evidence.households:
        return True
    one, other = content_stems(noun), content_stems(original)
    return one <= other or other <= one
