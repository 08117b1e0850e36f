"""Which sentences of a draft a model is asked about, and what it is shown of the sources.

What asks for it most comes first: sentences with a finding of context, then those whose claims no
rule has decided, then the others. A sentence that stands in a source word for word, or in which a
rule has found something wrong, is decided; a model is not asked about it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extractor.checks.evidence.stems import WORD, content_stems
from extractor.checks.evidence.text_index import TextIndex
from extractor.languages import load
from extractor.opinion.forms import Form
from extractor.opinion.powers import is_of_context
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span

_LEAST_SCORE = 0.15
"""Share of a sentence's telling words without which a sentence of a source does not bear on it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of a source."""

    source: int
    """Which source, counted from 0."""
    index: int
    """Which sentence of it."""
    span: Span


@dataclass(frozen=True, slots=True)
class Question:
    """A sentence of the draft, and what the model is shown of the sources."""

    sentence: Span
    before: Span | None
    """The sentence before, where a pronoun leans on it."""
    places: tuple[Place, ...]
    """In the order of the sources."""
    best: Place
    """The one that says the most of what the sentence says."""
    is_of_context: bool = False
    """Whether a finding of context stands in the sentence."""


def choose_questions(
    findings: Sequence[Finding],
    draft: TextIndex,
    sources: Sequence[TextIndex],
    form: Form,
    most: int,
    *,
    old: TextIndex | None = None,
) -> list[Question]:
    """At most so many questions, the most needed first.

    Sentences that an earlier version of the draft had are left out.
    """
    own = [n for n, each in enumerate(sources) if each.scan.language == draft.scan.language]
    ranked = []
    for number, sentence in enumerate(sentences_of(draft)):
        if old is not None and old.has_sentence(sentence):
            continue
        need = _need(sentence, findings, [sources[n] for n in own])
        if need is not None:
            ranked.append((need, number, sentence))
    chooser = _Chooser(findings, draft, sources, own, form)
    questions: list[Question] = []
    for need, _, sentence in sorted(ranked, key=lambda each: each[:2]):
        if len(questions) == most:
            break
        question = chooser.question(sentence)
        if question is not None:
            questions.append(replace(question, is_of_context=need == 0))
    return questions


def sentences_of(draft: TextIndex) -> Iterator[Span]:
    """The sentences of a draft but for datelines, bylines and the like."""
    for sentence in draft.scan.sentences:
        if not any(part.span.covers(sentence) for part in draft.scan.furniture):
            yield sentence


def findings_in(sentence: Span, findings: Sequence[Finding]) -> list[Finding]:
    """The findings about words of a sentence."""
    return [each for each in findings if each.span is not None and each.span.overlaps(sentence)]


def is_matched(sentence: Span, findings: Sequence[Finding]) -> bool:
    """Whether a figure, a date or a quotation of a sentence matches; a name alone says nothing."""
    return any(
        each.word == "matches" and not each.check.startswith("name.")
        for each in findings_in(sentence, findings)
    )


def is_copied(sentence: Span, sources: Sequence[TextIndex]) -> bool:
    """Whether a source has the sentence word for word."""
    return any(source.has_whole_sentence(sentence) for source in sources)


def _need(sentence: Span, findings: Sequence[Finding], sources: Sequence[TextIndex]) -> int | None:
    """How little a sentence needs to be asked about, from 0; none if it is decided."""
    found = findings_in(sentence, findings)
    if any(map(_is_open_context, found)):
        return 0
    if is_copied(sentence, sources) or any(each.is_problem for each in found):
        return None
    return 2 if is_matched(sentence, found) else 1


def _is_open_context(finding: Finding) -> bool:
    return is_of_context(finding) and finding.severity != "info"


@dataclass(frozen=True, slots=True)
class _Chooser:
    """Chooses what a model is shown of the sources."""

    findings: Sequence[Finding]
    draft: TextIndex
    sources: Sequence[TextIndex]
    own: Sequence[int]
    """The sources in the draft's language."""
    form: Form

    def question(self, sentence: Span) -> Question | None:
        """The question about a sentence; none where no source speaks of anything in it."""
        before = _antecedent(sentence, self.draft)
        stems = content_stems(sentence.text)
        if before is not None:
            stems |= content_stems(" ".join(name.text for name in self.draft.names_in(before)))
        ranked = self._ranked(stems)
        if not ranked:
            return None
        places: dict[tuple[int, int], Place] = {}
        length = 0
        for place in (*self._disputed(sentence), *ranked):
            key = place.source, place.index
            is_full = len(places) == self.form.sentences
            if key in places or is_full or length + len(place.span.text) > self._most(places):
                continue
            places[key] = place
            length += len(place.span.text)
        shown = tuple(places[key] for key in sorted(places))
        return Question(sentence, before if self.form.has_before else None, shown, ranked[0])

    def _most(self, places: Mapping[tuple[int, int], Place]) -> float:
        """How long the sentences may be together; the first one may be of any length."""
        return self.form.most_chars if places else float("inf")

    def _ranked(self, stems: frozenset[str]) -> list[Place]:
        """The sentences that say the most of these words, best first."""
        scored = sorted(
            (-score, number, index)
            for number in self.own
            for index, score in self.sources[number]
            .ranking(stems)
            .best(self.form.sentences, _LEAST_SCORE, len(self.sources[number].scan.sentences))
        )
        return [self._place(number, index) for _, number, index in scored]

    def _disputed(self, sentence: Span) -> list[Place]:
        """Where the findings of context say that the sentence's values stand, at most two of each:
        what they are about must be before the model's eyes."""
        found = []
        for finding in filter(_is_open_context, findings_in(sentence, self.findings)):
            number = finding.source or 0
            if number not in self.own:
                continue
            source = self.sources[number]
            forms = source.forms_of(finding.span.text) if finding.span is not None else ()
            for span in (*finding.evidence, *forms)[:2]:
                index = source.sentence_index(span.start)
                if index is not None:
                    found.append(self._place(number, index))
        return found

    def _place(self, number: int, index: int) -> Place:
        return Place(number, index, self.sources[number].scan.sentences[index])


def _antecedent(sentence: Span, draft: TextIndex) -> Span | None:
    """The sentence before in the same paragraph, where this one has a pronoun."""
    classes = load(draft.scan.language).classes
    pronouns = classes.person_pronouns | classes.object_pronouns
    words = {word.casefold() for word in WORD.findall(sentence.text)}
    index = draft.sentence_index(sentence.start)
    if not index or words.isdisjoint(pronouns):
        return None
    before = draft.scan.sentences[index - 1]
    return before if draft.paragraph(before.start) == draft.paragraph(sentence.start) else None
