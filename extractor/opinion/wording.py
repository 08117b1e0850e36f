"""Words that a model quotes, found where they stand; what is nearly there is not there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.checks.evidence.text_index import TextIndex
from extractor.opinion.questions import Place
from extractor.schemas.span import Span

_LEFT_OUT = re.compile(r"\s*(?:\.\.\.|…|\[…\]|\[\.\.\.\])\s*")
"""What a model writes for words that it leaves out of a quotation."""
_LEAST_LETTERS = 3


def quoted_places(
    words: str, places: Sequence[Place], sources: Sequence[TextIndex]
) -> tuple[int, tuple[Span, ...]] | None:
    """The source and the places of quoted words in the sentences that were shown.

    Case, quotation marks, dashes and spacing do not matter; letters and digits do. Each part of a
    quotation with words left out must be there. None where one is not.
    """
    parts = [part for part in _LEFT_OUT.split(words) if part.strip()]
    if sum(map(str.isalnum, words)) < _LEAST_LETTERS:
        return None
    for source in dict.fromkeys(place.source for place in places):
        own = [place for place in places if place.source == source]
        found = [_place_of(part, own, sources[source]) for part in parts]
        spans = tuple(each for each in found if each is not None)
        if len(spans) == len(parts):
            return source, spans
    return None


def _place_of(part: str, places: Sequence[Place], source: TextIndex) -> Span | None:
    """A part in one of the sentences, or over several that follow each other."""
    for number, place in enumerate(places):
        end, reach = place.span.end, place.index
        for later in places[number + 1 :]:
            if later.index != reach + 1:
                break
            end, reach = later.span.end, later.index
        found = source.find(part, within=Span.of(source.text, place.span.start, end))
        if found is not None:
            return found
    return None


def holds_value(words: str, spans: Sequence[Span], source: TextIndex) -> bool:
    """Whether a sentence at one of these places has the very words, or a form of the name."""
    for span in spans:
        first, last = source.sentence_index(span.start), source.sentence_index(span.end - 1)
        if first is None or last is None:
            continue
        sentences = source.scan.sentences[first : last + 1]
        forms = source.forms_of(words)
        if any(
            source.find(words, within=sentence) is not None
            or any(sentence.covers(form) for form in forms)
            for sentence in sentences
        ):
            return True
    return False
