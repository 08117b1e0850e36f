"""Searching the sources of a story: words, phrases and figures, however they are written."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy.orm import Session

from extractor.errors import InputError
from extractor.languages import DEFAULT, language_of
from extractor.outputs.places import Places
from extractor.review.folded_text import FoldedText
from extractor.review.records import Piece, SearchHit, SearchPage
from extractor.review.search_terms import SearchTerm, search_terms
from extractor.review.sides import Texts
from extractor.review.store.stories import draft_of, sources_of
from extractor.review.tables import Story
from extractor.review.views import story_view
from extractor.scanning.scanner import scanner
from extractor.schemas.document import Document
from extractor.schemas.figure import Figure
from extractor.schemas.span import Span

LONGEST_SEARCH = 300
"""Characters of what is searched for."""

MOST_HITS = 200
"""So many are shown; how many there are is said."""

_MOST_MATCHES = 20_000
"""Of one word in one source: what stands everywhere leads nowhere."""
_LONGEST_LINE = 260


@dataclass(frozen=True, slots=True)
class _Match:
    start: int
    end: int
    term: int


def search_page(session: Session, story: Story, words: str) -> SearchPage:
    """The places in the sources of a story that have all of these words, in the order of reading.

    Words in quotation marks are one phrase; another word also finds what begins with it, and a
    figure itself in all its spellings. All of them have to stand in one paragraph. A place is a
    sentence with all of them, or, where no sentence has, the first in the paragraph with one.
    """
    texts = Texts(session, story, draft_of(session, story, story.draft))
    hits: list[SearchHit] = []
    total = 0
    for source in sources_of(session, story):
        for places in _found(source.text, words):
            total += 1
            if len(hits) < MOST_HITS:
                hits.append(_hit(texts, source.number, source.text, places))
    return SearchPage(
        story=story_view(session, story), words=words.strip(), hits=tuple(hits), total=total
    )


def sought_places(text: str, words: str) -> list[tuple[int, int]]:
    """Where in one source the words stand that a search finds there."""
    return [(match.start, match.end) for matches in _found(text, words) for match in matches]


def _found(text: str, words: str) -> Iterator[list[_Match]]:
    """The matches of each sentence, or paragraph, that has every term."""
    terms = search_terms(words, _language(text))
    by_paragraph: dict[int, list[_Match]] = {}
    folded, places = _folded(text), _places(text)
    for number, term in enumerate(terms):
        found = [*_matches(folded, places, term.pattern, number)]
        if term.figure is not None:
            found = [*found, *_values(text, term, number, found)]
        if not found:
            return
        for match in found:
            by_paragraph.setdefault(places.paragraph_number(match.start), []).append(match)
    for _, matches in sorted(by_paragraph.items()):
        if {match.term for match in matches} == set(range(len(terms))):
            yield from _in_sentences(places, sorted(matches, key=_start), len(terms))


def _values(text: str, term: SearchTerm, number: int, found: Sequence[_Match]) -> Iterator[_Match]:
    """The figures that say the same in other signs: "two million" where "2,000,000" is sought."""
    ends = [match.end for match in found]
    for figure in _figures(text):
        if not term.is_value_of(figure):
            continue
        start, end = figure.span.start, figure.span.end
        behind = bisect_right(ends, start)
        if behind == len(found) or found[behind].start >= end:
            yield _Match(start, end, number)


def _in_sentences(places: Places, matches: Sequence[_Match], terms: int) -> list[list[_Match]]:
    sentences: dict[int, list[_Match]] = {}
    end = first = -1
    for match in matches:
        if match.start >= end:
            sentence = places.sentence_of(Span.of(places.text, match.start, match.end))
            first, end = sentence.start, sentence.end
        sentences.setdefault(first, []).append(match)
    whole = [each for each in sentences.values() if len({match.term for match in each}) == terms]
    return whole or [next(iter(sentences.values()))]


def _matches(folded: FoldedText, places: Places, pattern: str, term: int) -> Iterator[_Match]:
    for count, found in enumerate(re.finditer(pattern, folded.text)):
        if count == _MOST_MATCHES:
            return
        start, end = folded.source_range(*found.span())
        # A phrase that runs on into the next paragraph is none.
        if "\n" not in places.text[start:end] or (
            places.paragraph_number(start) == places.paragraph_number(end - 1)
        ):
            yield _Match(start, end, term)


def _start(match: _Match) -> int:
    return match.start


def _hit(texts: Texts, number: int, text: str, matches: Sequence[_Match]) -> SearchHit:
    first = matches[0]
    sentence = _places(text).sentence_of(Span.of(text, first.start, first.end))
    left = max(sentence.start, first.start - _LONGEST_LINE // 3)
    right = min(sentence.end, max(first.end, left + _LONGEST_LINE))
    pieces = [Piece(text="… ")] if left > sentence.start else []
    at = left
    for match in matches:
        if match.start < at or match.end > right:
            continue  # it overlaps one before, or stands behind the end of the line
        if match.start > at:
            pieces.append(Piece(text=text[at : match.start]))
        pieces.append(Piece(text=text[match.start : match.end], is_key=True))
        at = match.end
    pieces.append(Piece(text=text[at:right] + (" …" if right < sentence.end else "")))
    place = texts.passage([(number, first.start, first.end)])
    return SearchHit(
        source=number,
        label=place.label,
        standing=place.standing,
        start=first.start,
        end=first.end,
        time=place.time,
        pieces=tuple(piece for piece in pieces if piece.text),
    )


@lru_cache(maxsize=8)
def _folded(text: str) -> FoldedText:
    return FoldedText(text)


@lru_cache(maxsize=8)
def _language(text: str) -> str:
    try:
        return language_of(Document(text=text))
    except InputError:  # of a language that is not read: words are found all the same
        return DEFAULT


@lru_cache(maxsize=8)
def _figures(text: str) -> tuple[Figure, ...]:
    return tuple(scanner(_language(text)).figures(text))


@lru_cache(maxsize=8)
def _places(text: str) -> Places:
    return Places(text)
