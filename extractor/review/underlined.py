"""Words that an editor underlines: found in the draft, and found again in its next version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractor.comparing.typography import Plain, plain
from extractor.outputs.visible import shortened
from extractor.review.changes import changes, one_space, sentences
from extractor.review.refusals import AmbiguousError, NotThereError
from extractor.scanning.layout.sentences import split_sentences
from extractor.schemas.span import Span


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
    found = _places(text, words)
    lead = plain(before)[-80:]
    if lead and len(found) > 1:
        found = [each for each in found if plain(text[: each.start]).endswith(lead)]
    shown = f"“{shortened(one_space(words), 80)}”"
    if not any(map(str.isalnum, words)):
        raise NotThereError("there are no words to underline: select some in the story")
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
    around = [each for each in split_sentences(text) if each.overlaps(span)]
    if not around:
        return one_space(span.text)
    return one_space(text[min(around[0].start, span.start) : max(around[-1].end, span.end)])


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
    whole = split_sentences(text)
    for each in own:
        for sentence in (each.sentence, became.get(each.sentence, "")):
            span = _in_sentence(text, whole, each.words, sentence) if sentence else None
            if span is not None:
                break
        else:
            found = _places(text, each.words)
            span = found[0] if len(found) == 1 else None
        if span is not None:
            yield each, span


def _in_sentence(text: str, whole: Sequence[Span], words: str, sentence: str) -> Span | None:
    for around in whole:
        if plain(around.text) == plain(sentence) and (found := _places(around.text, words)):
            first = found[0]
            return Span.of(text, around.start + first.start, around.start + first.end)
    return None


def _places(text: str, words: str) -> list[Span]:
    """Every place of the words, each as far as the words at its ends go."""
    readable, wanted = Plain(text), plain(words)
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
