"""Both sentences of a finding side by side: the draft's, and those that it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from extractor.outputs.difference import Part, Sentence, parts_of, sentence_around
from extractor.outputs.places import Places
from extractor.outputs.reading import need_of
from extractor.review.evidence_files import RecordingView
from extractor.review.records import FindingView, Passage, Piece
from extractor.review.store.recordings import recordings_of
from extractor.review.store.stories import standing_of
from extractor.review.tables import Draft, Source, Story
from extractor.review.time_codes import TimeCodes
from extractor.review.words import Standing
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span

At = tuple[int | None, int, int]
"""The number of a source, none for the draft, and where in it words start and end."""


def finding_views(stored: Any, texts: Texts) -> list[FindingView]:
    """The findings of a place as they are kept, each with both sentences."""
    views = []
    for each in stored:
        finding = Finding.model_validate(each["finding"])
        places = [(at[0], at[1], at[2]) for at in each["at"]]
        is_sum = finding.check.startswith(("arithmetic.", "remark."))
        span = finding.span
        at = (None, span.start, span.end) if span is not None else None
        mine = texts.sentence(at, finding.found) if at else None
        theirs = texts.sentence(places[0], finding.expected) if places else None
        groups = texts.by_sentence(places)
        here: list[At] = [at] if at else []
        if is_sum and at:
            # A sum mostly stands on other figures of its own sentence: shown once, all marked.
            own = texts.by_sentence([at, *places])[0]
            here, groups = own, [group for group in groups if group[0] not in own]
        views.append(
            FindingView(
                finding=finding,
                need=need_of(finding),
                here=texts.passage(here, wider=finding.found, other=None if is_sum else theirs)
                if here
                else None,
                evidence=tuple(
                    texts.passage(
                        group,
                        wider=finding.expected,
                        other=mine if n == 0 and not is_sum else None,
                    )
                    for n, group in enumerate(groups)
                ),
                working=finding.expected if is_sum else None,
            )
        )
    return views


@dataclass(frozen=True, slots=True)
class _Text:
    """The draft or one source, and what to call its places."""

    places: Places
    name: str
    marks: list[dict[str, Any]]
    standing: Standing | None = None
    times: TimeCodes | None = None
    """Of a source with a recording."""

    def label(self, start: int, end: int) -> str:
        """The text's name and the cell, page, time code or paragraph."""
        for mark in self.marks:
            if mark["start"] >= end:
                break
            if start < mark["end"] and mark["kind"] in ("cell", "time", "page"):
                return f"{self.name}, {mark['label']}"
        return f"{self.name}, paragraph {self.places.paragraph_number(start)}"


class Texts:
    """The draft and the sources of a story, as far as they are asked for."""

    def __init__(self, session: Session, story: Story, draft: Draft) -> None:
        self._session, self._story, self._draft = session, story, draft
        self._known: dict[int | None, _Text | None] = {}
        self._recordings: dict[int, RecordingView] | None = None

    def passage(
        self, places: Sequence[At], *, wider: str | None = None, other: Sentence | None = None
    ) -> Passage:
        """The sentence around places in it, with these marked and what `other` has otherwise."""
        number, start, end = places[0]
        text = self.text(number)
        sentence = self.sentence(places[0], wider)
        if text is None or sentence is None:
            gone = Piece(text="The source was taken away.")
            return Passage(pieces=(gone,), label="", source=None, start=0, end=0)
        first = sentence.span.start
        keys = [(at - first, stop - first) for _, at, stop in places[1:]]
        return Passage(
            pieces=tuple(_with_keys(parts_of(sentence, other), keys)),
            label=text.label(start, end),
            source=number,
            start=start,
            end=end,
            standing=text.standing,
            time=text.times.at(start) if text.times is not None else None,
        )

    def by_sentence(self, places: Sequence[At]) -> list[list[At]]:
        """The places, those in one sentence together."""
        groups: dict[tuple[int | None, int], list[At]] = {}
        for at in places:
            sentence = self.sentence(at, None)
            groups.setdefault((at[0], sentence.span.start if sentence else -1), []).append(at)
        return list(groups.values())

    def sentence(self, at: At, wider: str | None) -> Sentence | None:
        """The sentence around a place."""
        number, start, end = at
        text = self.text(number)
        if text is None:
            return None
        return sentence_around(text.places, Span.of(text.places.text, start, end), wider)

    def text(self, number: int | None) -> _Text | None:
        """The draft, or the source of this number, though it be taken away since."""
        if number not in self._known:
            if number is None:
                self._known[None] = _Text(_places(self._draft.text), "the draft", [])
            else:
                query = select(Source).where(
                    Source.story_id == self._story.id, Source.number == number
                )
                source = self._session.scalar(query)
                self._known[number] = self._of(source) if source else None
        return self._known[number]

    def _of(self, source: Source) -> _Text:
        if self._recordings is None:
            self._recordings = recordings_of(self._session, self._story)
        times = TimeCodes(source.text, source.marks) if source.id in self._recordings else None
        return _Text(
            _places(source.text), source.name, source.marks, standing_of(source), times or None
        )


def _with_keys(parts: Iterable[Part], keys: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    """The parts of a sentence, cut where further places begin and end."""
    at = 0
    for part in parts:
        inside = {edge - at for key in keys for edge in key if at < edge < at + len(part.text)}
        edges = sorted({0, len(part.text), *inside})
        for left, right in pairwise(edges):
            is_key = part.is_key or any(a <= at + left and at + right <= b for a, b in keys)
            yield Piece.model_construct(
                text=part.text[left:right], is_key=is_key, differs=part.differs
            )
        at += len(part.text)


@lru_cache(maxsize=32)
def _places(text: str) -> Places:
    return Places(text)
