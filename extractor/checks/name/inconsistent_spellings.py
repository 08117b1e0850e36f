"""One name spelt in two ways in one text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from extractor.checks.check import declare
from extractor.checks.evidence.countries import kin
from extractor.checks.evidence.name_tokens import name_tokens
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import make_finding, quoted, where
from extractor.checks.passes import on_story
from extractor.languages.current import by_language, current
from extractor.languages.language import Language
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span

_LEAST_LETTERS = 6


INCONSISTENT = declare(
    "name.inconsistent", "One name spelt in two ways in one text", severity="look"
)


@on_story(INCONSISTENT, order=90)
def check_spellings(story: TextIndex) -> Iterator[Finding]:
    """Words of names that are a letter apart: "Zelensky" and "Zelenskyy" in one story."""
    uses: dict[str, list[Span]] = {}
    for name in story.scan.names:
        for token in name_tokens(name.text):
            if len(token) >= _LEAST_LETTERS and token.isalpha():
                uses.setdefault(token, []).append(name)
    by_start: dict[str, list[str]] = {}
    for token in uses:
        by_start.setdefault(token[:3], []).append(token)
    for alike in by_start.values():
        for place, one in enumerate(alike[:_MOST]):
            for other in alike[place + 1 : _MOST]:
                if _is_derived(one, other) or Levenshtein.distance(one, other, score_cutoff=1) != 1:
                    continue
                here, there = uses[other][0], uses[one][0]
                if not _may_be_one(here, there, one, other) or _is_known_apart(
                    story, one, other, uses
                ):
                    continue
                yield make_finding(
                    "name.inconsistent",
                    "ambiguous",
                    here,
                    f"{quoted(here.text)} here and {quoted(there.text)} in "
                    f"{where(story, there)}: one name or two?",
                    evidence=(there,),
                    expected=there.text,
                )


def _is_derived(one: str, other: str) -> bool:
    """Whether one is the plural or the people of the other: "Indonesia", "Indonesian"."""
    short, long = sorted((one, other), key=len)
    endings = current().people.names.derived_endings
    return long in {short + end for end in endings} or other in kin().get(one, frozenset())


def _may_be_one(here: Span, there: Span, word: str, other: str) -> bool:
    """Whether the rest of two longer names agrees: Sebastien Buemi is no Sebastian Vettel."""
    mine = set(name_tokens(here.text)) - {word, other}
    theirs = set(name_tokens(there.text)) - {word, other}
    return not mine or not theirs or bool(mine & theirs)


def _is_known_apart(story: TextIndex, one: str, other: str, uses: dict[str, list[Span]]) -> bool:
    """Whether the two are no slip for each other: Greece and Maurice Greene, Marina and a marine.

    A place that everybody knows may still be misspelt: once, and with no forename before it.
    """
    if not {one, other}.isdisjoint(story.once(_small_words, None)):
        return True
    unknown = [word for word in (one, other) if word not in _known()]
    if len(unknown) != 1:
        return not unknown
    names = uses[unknown[0]]
    return len(names) > 1 or name_tokens(names[0].text)[1:][-1:] == tuple(unknown)


def _small_words(story: TextIndex, _: None) -> frozenset[str]:
    """The words that the story writes with a small letter, too."""
    return frozenset(_SMALL_WORD.findall(story.text))


_SMALL_WORD = re.compile(rf"\b[^\W\d_A-ZÀ-Þ][^\W\d_A-ZÀ-Þ]{{{_LEAST_LETTERS - 1},}}\b")
_MOST = 40
"""Names with one beginning that are compared with each other; a story has a handful."""


@by_language
def _known(language: Language) -> frozenset[str]:
    return language.names.places | kin().keys()
