"""Suggested wordings: which places of a draft they are for, and whether a new version took them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extractor.comparing.typography import plain
from extractor.review.changes import Change
from extractor.review.underlined import sentence_span
from extractor.schemas.span import Span


@dataclass(frozen=True, slots=True)
class Wording:
    """Words to be put in place of others."""

    before: str
    """The words that they are for, as a draft has them."""
    sentence: str
    """The sentence around these, on one line."""
    words: str
    is_whole: bool
    """Whether they are for the whole sentence."""


def spots(text: str, places: Iterable[Span], before: str, *, is_whole: bool) -> list[Span]:
    """Where the words that a wording is for stand in a text, at the places of its fact; or its
    sentences, with `is_whole`.

    Quotation marks, dashes and spaces may be others.
    """
    wanted = plain(before)
    found = [sentence_span(text, each) if is_whole else each for each in places]
    return [each for each in dict.fromkeys(found) if plain(each.text) == wanted]


def is_taken(wording: Wording, old: str, new: str, changes: Iterable[Change]) -> bool:
    """Whether a new version of a text has the suggested words in place of those before.

    They have to stand in the sentence as it was suggested, or in what the sentence became: as often
    as was suggested, and the words before no more often. `changes` are those of the sentences of
    the two texts.
    """
    sentence, before, words = map(plain, (wording.sentence, wording.before, wording.words))
    wanted = words if wording.is_whole else _put_in(sentence, before, words)
    if not wanted:
        return sentence not in plain(new)
    if wanted in plain(new) and wanted not in plain(old):
        return True
    became = " ".join(
        plain(each.after)
        for each in changes
        if each.after is not None and each.before is not None and plain(each.before) == sentence
    )
    return bool(became) and _has_as_wanted(became, wanted, before, words)


def is_name_taken(wording: Wording, old: str, new: str) -> bool:
    """The same of a name, which may stand in many sentences: none has the form before any more."""
    before, words = plain(wording.before), plain(wording.words)
    old, new = plain(old), plain(new)
    wanted = _put_in(old, before, words)
    if _count(before, new) > _count(before, wanted):
        return False
    return not words or _count(words, new) > _count(words, old)


def _has_as_wanted(became: str, wanted: str, before: str, words: str) -> bool:
    return _count(before, became) <= _count(before, wanted) and (
        not words or _count(words, became) >= _count(words, wanted)
    )


def _put_in(text: str, before: str, words: str) -> str:
    return plain(re.sub(_pattern(before), lambda _: words, text)) if before else text


def _count(words: str, text: str) -> int:
    return len(re.findall(_pattern(words), text)) if words else 0


def _pattern(words: str) -> str:
    """The words, and no part of longer ones."""
    start = r"(?<!\w)" if words[:1].isalnum() else ""
    end = r"(?!\w)" if words[-1:].isalnum() else ""
    return f"{start}{re.escape(words)}{end}"
