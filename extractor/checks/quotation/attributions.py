"""Claims that a source puts in somebody's mouth, and a draft in another's or in nobody's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.checks.check import declare
from extractor.checks.evidence.alignment import align, sentence_at
from extractor.checks.evidence.name_tokens import name_tokens
from extractor.checks.evidence.stems import WORD, stem
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import DRAFT, Subject, make_finding, quoted, source_number, where
from extractor.checks.passes import on_draft
from extractor.checks.quotation.speakers import is_speaker
from extractor.languages.current import by_language, current
from extractor.languages.language import Language
from extractor.languages.patterns import either
from extractor.schemas.finding import Finding
from extractor.schemas.quotation import Attribution
from extractor.schemas.span import Span


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        words = language.people.speakers
        self.article = re.compile(rf"^{either(words.articles)}\s+", re.IGNORECASE)
        self.called = re.compile(
            rf"\b{either(words.called)}\s+(?:(?!{either(words.called_ends)}\b)[\w’'.-]+\s+){{1,4}}?"
            rf"{either(words.called_articles)}\s+\w"
        )


_words = by_language(_Words)
_LEAST_SCORE = 0.7
"""Share of a sentence's words that the source's sentence must hold to be the one it renders."""


SPEAKER = declare(
    "attribution.speaker", "A claim in another mouth, or without the one it has", severity="error"
)
DROPPED = declare(
    "attribution.dropped", "A claim that the source attributes, stated as fact", severity="look"
)


@on_draft(SPEAKER, DROPPED, order=90)
def check_attributions(
    claim: TextIndex, sources: Sequence[TextIndex], *, subject: Subject = DRAFT
) -> list[Finding]:
    """Where the draft drops or changes who says so; what is quoted is read elsewhere."""
    findings: list[Finding] = []
    said = [_by_sentence(source) for source in sources]
    mine = _by_sentence(claim)
    for number, sentence in enumerate(claim.scan.sentences):
        if claim.is_furniture(sentence) or len(claim.stems[number]) < 4:
            continue
        if claim.quotations_over(sentence):
            continue
        if any(source.has_whole_sentence(sentence) for source in sources):
            continue
        for index, source in enumerate(sources):
            aligned = align(
                _without_speakers(claim, number, mine), source, limit=1, least=_LEAST_SCORE
            )
            if not aligned:
                continue
            theirs = said[index].get(aligned[0].index, ())
            several = source_number(index, sources)
            finding = _finding(
                sentence, mine.get(number, ()), theirs, aligned[0].index, source, several, subject
            )
            if finding is not None:
                findings.append(finding)
            break
    return findings


def _by_sentence(text: TextIndex) -> dict[int, tuple[Attribution, ...]]:
    table: dict[int, tuple[Attribution, ...]] = {}
    for attribution in text.scan.attributions:
        index = text.sentence_index(attribution.cue.start)
        if index is not None:
            table[index] = (*table.get(index, ()), attribution)
    return table


def _without_speakers(
    claim: TextIndex, number: int, attributions: dict[int, tuple[Attribution, ...]]
) -> frozenset[str]:
    """What a sentence says, without who says it."""
    stems = claim.stems[number]
    for attribution in attributions.get(number, ()):
        speaker = {stem(token) for token in name_tokens(attribution.speaker.text)}
        stems -= speaker | {stem(attribution.cue.text)}
    return stems


def _tells_whose_word_it_is(sentence: str) -> bool:
    """Whether its verb does, without a claim behind it: "denied", "called her a"."""
    words = {found.group() for found in WORD.finditer(sentence)}
    forms = current().speech.attributing_forms
    return not forms.isdisjoint(words) or _words().called.search(sentence) is not None


def _finding(
    sentence: Span,
    mine: Sequence[Attribution],
    theirs: Sequence[Attribution],
    index: int,
    source: TextIndex,
    several: int | None,
    subject: Subject,
) -> Finding | None:
    if not theirs:
        return None
    expected = theirs[0].speaker_name or theirs[0].speaker
    forms = [
        tuple(form for form in (said.speaker, said.speaker_name) if form is not None)
        for said in theirs
    ]
    if not mine:
        if _tells_whose_word_it_is(sentence.text):
            return None
        return make_finding(
            "attribution.dropped",
            "unattributed",
            sentence,
            f"Stated as fact here; the source attributes it to {quoted(expected.text)} "
            f"({where(source, expected)}).",
            subject=subject,
            evidence=(expected,),
            source=several,
            expected=expected.text,
        )
    speaker = mine[0].speaker_name or mine[0].speaker
    if any(is_speaker(speaker.text, form) for form in forms):
        return None
    names = [form.text for one in forms for form in one]
    # Two names, and the draft's is not even in the sentence: another mouth. A role for a name
    # ("the mayor") may be the same person.
    there = {stem(token) for token in name_tokens(sentence_at(source, index).text)}
    tokens = {stem(token) for token in name_tokens(speaker.text)}
    is_role = not _words().article.sub("", speaker.text)[:1].isupper()
    named = not is_role and any(name_tokens(name) for name in names)
    is_name = source.forms_of(speaker.text) != ()
    if not named or not is_name or not tokens or tokens & there:
        return None
    if not any(source.forms_of(name) for name in names):
        return None
    return make_finding(
        "attribution.speaker",
        "other_speaker",
        speaker,
        f"{quoted(speaker.text)} here; the source attributes this to {quoted(expected.text)} "
        f"({where(source, expected)}).",
        subject=subject,
        evidence=(expected,),
        source=several,
        expected=expected.text,
    )
