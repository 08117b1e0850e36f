"""Words that an editor underlines: found in the draft, and found again in its next version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from extractor.comparing.typography import Plain, plain
from extractor.outputs.visible import shortened
from extractor.review.changes import changes, one_space, sentences
from extractor.review.refusals import AmbiguousError, NotThereError
from extractor.scanning.layout.sentences import split_sentences
from extractor.schemas.span import Span

_LEAD = 80
"""So many characters before a place tell it from others."""


@dataclass(frozen=True, slots=True)
class Underlined:
    """What an editor underlined in some version of a story."""

    kind: str
    words: str
    sentence: str
    """The sentence around the words, or all that they run through, on one line."""


def find_words(text: str, words: str, before: str = "") -> Span:
    """Where an editor's words stand, whatever their quotation marks, dashes and spaces.

    They grow to whole words. `before` is some of what stands before them: it tells places apart.

    Raises:
        NotThereError: the draft has no such words.
        AmbiguousError: they stand in several places.
    """
    if not any(map(str.isalnum, words)):
        raise NotThereError("there are no words to underline: select some in the story")
    found = _places(text, words)
    lead = plain(before)[-_LEAD:]
    if lead and len(found) > 1:
        behind = [each for each in found if plain(_lead_of(text, each)).endswith(lead)]
        found = behind or found
    shown = f"“{shortened(one_space(words), 80)}”"
    if not found:
        raise NotThereError(f"the words {shown} are not in the draft: copy them from it")
    if len(found) > 1:
        raise AmbiguousError(
            f"the words {shown} stand in {len(found)} places of the draft: select more of the "
            "sentence"
        )
    return found[0]


def sentence_around(text: str, span: Span) -> str:
    """The sentences that a span touches, on one line."""
    return one_space(sentence_span(text, span).text)


def sentence_span(text: str, span: Span) -> Span:
    """From the first to the last of the sentences that a span touches."""
    around = [each for each in _sentences(text) if each.overlaps(span)]
    if not around:
        return span
    return Span.of(text, min(around[0].start, span.start), max(around[-1].end, span.end))


def carried(
    own: Iterable[Underlined], text: str, earlier: str | None
) -> Iterator[tuple[Underlined, Span]]:
    """What was underlined, with its place in this text: in the same sentence, in what that sentence
    became, or in the one place that has the words; what stands in none is left out."""
    became: dict[str, str] = {}
    if earlier is not None:
        became = {
            change.before: change.after
            for change in changes(sentences(earlier), sentences(text))
            if change.before is not None and change.after is not None
        }
    whole = {plain(around.text): around for around in reversed(_sentences(text))}
    for each in own:
        found = _places(text, each.words)
        homes = (whole.get(plain(s)) for s in (each.sentence, became.get(each.sentence, "")))
        inside = [place for home in homes if home for place in found if home.covers(place)]
        if inside or len(found) == 1:
            yield each, (inside or found)[0]


def _lead_of(text: str, place: Span) -> str:
    """What stands before a place, more than is compared."""
    return text[max(0, place.start - 10 * _LEAD) : place.start]


@lru_cache(maxsize=4)
def _sentences(text: str) -> tuple[Span, ...]:
    return tuple(split_sentences(text))


@lru_cache(maxsize=4)
def _readable(text: str) -> Plain:
    return Plain(text)


def _places(text: str, words: str) -> list[Span]:
    """Every place of the words, each as far as the words at its ends go."""
    readable, wanted = _readable(text), plain(words)
    found: list[Span] = []
    at = readable.text.find(wanted) if wanted else -1
    while at >= 0:
        start, end = readable.source_range(at, at + len(wanted))
        while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
            end += 1
        found.append(Span.of(text, start, end))
        at = readable.text.find(wanted, at + len(wanted))
    return found
