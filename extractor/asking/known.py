"""Who, when and where by rule: what the sentence of an item says of it, before a model is asked.

A field that the sentence settles is filled here and never asked. One that it leaves open between
several words is a choice among them; one of which it says nothing stays empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractor.asking.promptable import on_one_line
from extractor.checks.evidence.text_index import index_of
from extractor.checks.fact.where import is_place
from extractor.checks.quotation.speakers import reaches
from extractor.languages import load
from extractor.scanning.document import Scan
from extractor.schemas.quotation import Attribution, Quotation
from extractor.schemas.span import Span
from extractor.spans import SpanIndex

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_BREAK = re.compile(r"[;:()\[\]–—]|\s-\s")
_COMMA = re.compile(r",(?=\s)")
_OWNER = re.compile(r"[’']s?\b")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an item, in the story's words, and what is open between several."""

    when: str | None = None
    where: str | None = None
    speaker: str | None = None
    """Who says so; of a quotation, who said it."""
    dates: tuple[str, ...] = ()
    """The times of its sentence where no rule chooses among them."""
    places: tuple[str, ...] = ()
    """The places of its sentence, likewise."""
    speakers: tuple[str, ...] = ()
    """Who may have said it, likewise."""


class Rules:
    """Looks up in one scan what is known of an item."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._index = index_of(scan)
        language = load(scan.language)
        self._classes = language.classes
        self._language = language
        self._small = language.classes.prepositions | language.classes.determiners
        self._small |= language.classes.adverbs
        self._figures = SpanIndex(scan.figures, lambda figure: figure.span)
        furniture = SpanIndex(scan.furniture, lambda part: part.span)
        told = (date for date in scan.dates if not furniture.overlapping(date.span))
        self._dates = SpanIndex(told, lambda date: date.span)
        self._names = SpanIndex(scan.names, lambda name: name)
        self._sentences = SpanIndex(scan.sentences, lambda sentence: sentence)

    def of_claim(self, item: Span) -> Known:
        """What is known of a figure or a whole sentence."""
        sentences = self._sentences.overlapping(item)
        if not sentences:
            return Known()
        sentence = Span.of(self._scan.text, sentences[0].start, sentences[-1].end)
        is_whole = item.covers(sentences[0])
        here = self._main_clause(sentence) if is_whole else self._clause(item, sentence)
        dates = [each.span for each in self._dates.overlapping(sentence)]
        dates = [date for date in dates if self._is_of_the_event(date, sentence)]
        places = [
            place for place in self._places(sentence) if not self._is_of_a_noun(place, sentence)
        ]
        when, other_dates = _settled(dates, here)
        where, other_places = _settled(places, here)
        return Known(
            when, where, self._speaker_at(item, is_whole=is_whole), other_dates, other_places
        )

    def of_quotation(self, quotation: Quotation, passage: Span) -> Known:
        """Who said it, or who in the passage may have."""
        speaker = quotation.speaker_name or quotation.speaker
        if speaker is not None:
            return Known(speaker=on_one_line(speaker.text))
        return Known(speakers=self._voices(passage))

    def _clause(self, item: Span, sentence: Span) -> Span:
        """The stretch around an item without a word or sign that begins another clause."""
        ends = [sentence.start, *self._joints(sentence), sentence.end]
        start = max((end for end in ends if end <= item.start), default=sentence.start)
        end = min((end for end in ends if end >= item.end), default=sentence.end)
        return Span.of(self._scan.text, start, end)

    def _joints(self, sentence: Span) -> Iterator[int]:
        text = self._scan.text
        for sign in _BREAK.finditer(text, sentence.start, sentence.end):
            yield sign.start()
        for word in _WORD.finditer(text, sentence.start, sentence.end):
            if word.group().casefold() in self._classes.conjunctions:
                yield word.start()

    def _is_of_the_event(self, date: Span, sentence: Span) -> bool:
        """Whether a time may be that of what a sentence tells.

        It is not that of a clause about one of its nouns ("the mill, which closed in May"), the
        edge of a stretch ("until Friday"), the other side of a comparison ("against 5p last
        year"), or the time of the saying.
        """
        return not (
            self._is_edge(date, sentence)
            or self._is_of_a_noun(date, sentence)
            or self._is_of_the_saying(date)
        )

    def _is_edge(self, date: Span, sentence: Span) -> bool:
        """Whether a time is the edge of a stretch, or what a figure is compared with."""
        limits = self._classes.limits
        if not limits.isdisjoint(_words(date.text)[-1:]):
            return True  # "hours after" something
        ahead = self._scan.text[sentence.start : date.start]
        for word in _WORD.finditer(ahead):
            if word.group().casefold() in limits:
                between = Span.of(self._scan.text, sentence.start + word.end(), date.start)
                if self._is_small_or_figure(between):
                    return True
        return False

    def _is_small_or_figure(self, stretch: Span) -> bool:
        """Whether a stretch holds nothing but figures and small words."""
        words, at = [], stretch.start
        for figure in self._figures.overlapping(stretch):
            words += _words(self._scan.text[at : max(at, figure.span.start)])
            at = figure.span.end
        words += _words(self._scan.text[at : max(at, stretch.end)])
        return all(word in self._small for word in words)

    def _since_comma(self, span: Span, sentence: Span) -> list[str]:
        """The words between the last comma of a sentence, or its beginning, and a span."""
        ahead = self._scan.text[sentence.start : span.start]
        return _words(ahead[ahead.rfind(",") + 1 :])

    def _is_of_a_noun(self, span: Span, sentence: Span) -> bool:
        """Whether a span stands in a clause about the noun before it."""
        return self._takes_up_a_noun(self._since_comma(span, sentence))

    def _takes_up_a_noun(self, words: list[str]) -> bool:
        """Whether a pronoun is among the words that begins a clause about the noun before it."""
        pronouns = self._language.speech.phrases
        relatives = pronouns.relatives | pronouns.modifier_relatives
        return not relatives.isdisjoint(words) or any(
            word in pronouns.verb_relatives and self._language.is_finite(verb)
            for word, verb in pairwise(words)
        )

    def _main_clause(self, sentence: Span) -> Span:
        """A sentence up to the comma behind its first verb that is of no clause about a noun."""
        text = self._scan.text
        dates = self._dates.overlapping(sentence)
        start = sentence.start
        for comma in _COMMA.finditer(text, sentence.start, sentence.end):
            if any(date.span.start < comma.start() < date.span.end for date in dates):
                continue
            words = _words(text[start : comma.start()])
            is_aside = start > sentence.start and self._takes_up_a_noun(words[:2])
            if not is_aside and any(self._language.is_finite(word) for word in words):
                return Span.of(text, sentence.start, comma.start())
            start = comma.end()
        return sentence

    def _is_of_the_saying(self, date: Span) -> bool:
        """Whether a time is that of the saying: "the police said on Tuesday"."""
        cues: Iterable[Attribution | Quotation] = (
            *self._scan.attributions,
            *self._scan.quotations,
        )
        return any(
            said.cue is not None and self._stands_beside(said.cue, date)
            for said in cues
            if said.cue is not None and abs(said.cue.start - date.start) < _REACH
        )

    def _stands_beside(self, cue: Span, date: Span) -> bool:
        first, second = (cue, date) if cue.end <= date.start else (date, cue)
        between = self._scan.text[first.end : second.start]
        return not _BREAK.search(between) and all(word in self._small for word in _words(between))

    def _places(self, sentence: Span) -> Iterator[Span]:
        """The names of a sentence that stand where a place does, and are no body's."""
        names = load(self._scan.language).names
        for name in self._names.overlapping(sentence):
            words = _WORD.findall(name.text)
            before = _WORD.findall(self._scan.text[sentence.start : name.start])
            is_inside = any(word.casefold() in self._classes.locatives for word in before[-_NEAR:])
            is_body = any(word.casefold() in names.body_words for word in words)
            is_owner = bool(_OWNER.match(self._scan.text, name.end)) or name.text.endswith("s’")
            if is_inside and not is_body and not is_owner and is_place(name, self._index):
                yield name

    def _speaker_at(self, item: Span, *, is_whole: bool) -> str | None:
        """Who says so: of several the one whose word of saying stands nearest to a figure.

        A whole sentence in which several speak is nobody's.
        """
        said = [each for each in self._scan.attributions if reaches(each, item, self._scan.text)]
        by_quotation = [
            (quotation.speaker_name or quotation.speaker, quotation.span)
            for quotation in self._scan.quotations
            if quotation.speaker is not None and quotation.span.overlaps(item)
        ]
        near = [(each.speaker_name or each.speaker, each.cue) for each in said] + by_quotation
        inside = [each.speaker for each in self._scan.attributions if each.cue.overlaps(item)]
        inside += [speaker for speaker, _ in by_quotation if speaker is not None]
        if is_whole and _are_several(inside):
            return None
        found = min(near, key=lambda pair: _distance(pair[1], item), default=None)
        return on_one_line(found[0].text) if found and found[0] else None

    def _voices(self, passage: Span) -> tuple[str, ...]:
        """Who speaks in a passage, then whoever is named in it; none that is part of another."""
        spans: list[Span] = []
        for claim in self._scan.attributions:
            if claim.speaker.overlaps(passage):
                spans.append(claim.speaker_name or claim.speaker)
        for quotation in self._scan.quotations:
            if quotation.span.overlaps(passage) and quotation.speaker is not None:
                spans.append(quotation.speaker_name or quotation.speaker)
        spans += self._names.overlapping(passage)
        words = _words_of(spans)
        return tuple(each for each in words if not any(each in o != each for o in words))


_REACH = 60
"""Characters between a word of saying and the time of it."""
_NEAR = 4
"""Words between "in" and the name of a place: "in the northern city of Velm"."""


def _are_several(speakers: list[Span]) -> bool:
    """Whether they are more than one: not if one is a part of another's words, as a name is."""
    longest = max(speakers, key=lambda each: len(each.text), default=None)
    return longest is not None and any(each.text not in longest.text for each in speakers)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _settled(spans: list[Span], clause: Span) -> tuple[str | None, tuple[str, ...]]:
    """The one of them in the clause; else all, to choose from, where there are several."""
    own = [span for span in spans if clause.covers(span)]
    if len(own) == 1:
        return on_one_line(own[0].text), ()
    words = _words_of(spans)
    return None, words if len(words) > 1 else ()


def _words_of(spans: Iterable[Span]) -> tuple[str, ...]:
    """The words of the spans, each once, in order."""
    return tuple(dict.fromkeys(on_one_line(span.text) for span in spans))


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)
