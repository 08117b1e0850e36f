"""Who says it: the speaker that a fact names, against the speaker that the story names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.checks.evidence.countries import kin
from extractor.checks.evidence.folding import fold
from extractor.checks.evidence.name_tokens import name_tokens
from extractor.checks.evidence.stems import content_stems
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import Subject, make_finding, quoted, where
from extractor.languages.current import current
from extractor.scanning.names.names import same_name
from extractor.schemas.finding import Finding
from extractor.schemas.quotation import Attribution, Quotation
from extractor.schemas.span import Span


def quotation_speaker(
    found: str | None, quotation: Quotation, story: TextIndex, subject: Subject
) -> Finding:
    """The verdict on the speaker that a fact gives to a quotation."""
    expected = quotation.speaker_name or quotation.speaker
    evidence = _evidence(quotation.speaker, quotation.speaker_name)
    if expected is None:
        message = (
            f"The story does not say beyond doubt who said {quoted(quotation.span.text, 50)}"
            + (f"; the fact says {quoted(found)}." if found else ".")
        )
        return make_finding(
            "quotation.speaker",
            "unattributed",
            quotation.span,
            message,
            subject=subject,
            evidence=(quotation.span,),
            found=found,
        )
    if found is None:
        return make_finding(
            "quotation.speaker",
            "unattributed",
            quotation.span,
            f"The fact names no speaker; the story has {quoted(expected.text)} "
            f"({where(story, expected)}).",
            subject=subject,
            evidence=evidence,
            expected=expected.text,
            found=found,
        )
    if is_speaker(found, evidence):
        return make_finding(
            "quotation.speaker",
            "matches",
            quotation.span,
            f"{quoted(found)} said it ({where(story, evidence[0])}).",
            subject=subject,
            evidence=evidence,
            expected=expected.text,
            found=found,
        )
    if quotation.speaker_name is None and fold(expected.text) in current().people.speakers.pronouns:
        return make_finding(
            "quotation.speaker",
            "unattributed",
            quotation.span,
            f"The story has {quoted(expected.text)}; whether that is {quoted(found)} is open.",
            subject=subject,
            evidence=evidence,
            expected=expected.text,
            found=found,
        )
    return make_finding(
        "quotation.speaker",
        "other_speaker",
        quotation.span,
        f"{quoted(found)} here; in the story {quoted(expected.text)} said it "
        f"({where(story, expected)}).",
        subject=subject,
        evidence=evidence,
        expected=expected.text,
        found=found,
    )


def claim_speaker(
    found: str | None, span: Span, story: TextIndex, subject: Subject
) -> Finding | None:
    """The verdict on who a fact says a claim comes from; none where neither names anybody."""
    here = list(speakers_of(span, story))
    if found is None:
        if not here:
            return None
        first = here[0][-1]
        return make_finding(
            "attribution.speaker",
            "unattributed",
            span,
            "The fact is given as the story's own; the story attributes it to "
            f"{quoted(first.text)} ({where(story, first)}).",
            subject=subject,
            evidence=(first,),
            expected=first.text,
            found="",
        )
    for evidence in here:
        if is_speaker(found, evidence):
            return make_finding(
                "attribution.speaker",
                "matches",
                span,
                f"{quoted(found)} says so ({where(story, evidence[0])}).",
                subject=subject,
                evidence=evidence,
                expected=evidence[0].text,
                found=found,
            )
    place = find_words(found, story)
    if place is None:
        return make_finding(
            "attribution.speaker",
            "absent",
            span,
            f"The story names no {quoted(found)}."
            + (f" It attributes this to {quoted(here[0][-1].text)}." if here else ""),
            subject=subject,
            evidence=here[0] if here else (),
            expected=here[0][-1].text if here else None,
            found=found,
        )
    if here:
        return make_finding(
            "attribution.speaker",
            "other_speaker",
            span,
            f"{quoted(found)} here; the story attributes this to {quoted(here[0][-1].text)} "
            f"({where(story, here[0][-1])}).",
            subject=subject,
            evidence=here[0],
            expected=here[0][-1].text,
            found=found,
        )
    speaks = any(is_speaker(found, evidence) for evidence in all_speakers(story))
    message = f"The story attributes this to nobody; the fact says {quoted(found)}."
    if not speaks:
        message += f" {quoted(found)} is named, but nowhere as a speaker."
    return make_finding(
        "attribution.speaker",
        "unattributed" if speaks else "absent",
        span,
        message,
        subject=subject,
        evidence=(place,),
        found=found,
    )


def speakers_of(span: Span, story: TextIndex) -> Iterable[tuple[Span, ...]]:
    """The speakers of the sentences that a place touches, each with the name it stands for."""
    for attribution in story.scan.attributions:
        if reaches(attribution, span, story.text):
            yield _evidence(attribution.speaker, attribution.speaker_name)
    sentence = story.sentence(span.start)
    for quotation in story.scan.quotations:
        if quotation.speaker is None:
            continue
        if quotation.span.overlaps(span) or (sentence and sentence.overlaps(quotation.span)):
            yield _evidence(quotation.speaker, quotation.speaker_name)


def reaches(attribution: Attribution, span: Span, text: str) -> bool:
    """Whether somebody says what stands at a place: in one sentence, with no semicolon between."""
    if not attribution.scope.overlaps(span):
        return False
    cue = attribution.cue
    between = text[cue.end : span.start] if cue.end <= span.start else text[span.end : cue.start]
    return cue.overlaps(span) or ";" not in between


def is_speaker(found: str, speaker: Iterable[Span]) -> bool:
    """Whether the words name the speaker, by any of the forms that the story has."""
    forms = [form.text for form in speaker]
    mine, pronouns = fold(found), current().people.speakers.pronouns
    for form in forms:
        theirs = fold(form)
        if theirs in pronouns:
            continue
        if mine == theirs:
            return True
        if _is_of_another_nation(found, form) or _says_more(mine, theirs):
            continue
        if same_name(found, form):
            return True
        tokens, others = set(name_tokens(found)), set(name_tokens(form))
        # "officials" for "Ukrainian officials", and the other way round, but never one shared
        # word of two different names.
        if others and others <= tokens:
            return True
        # "Ukraine" is not "Ukraine's air force": what belongs to somebody is somebody else.
        if tokens and tokens <= set(name_tokens(_OWNER.sub("", form))):
            return True
        # "Ukraine's foreign minister" for "Ukraine's Minister of Foreign Affairs Andrii Sybiha".
        few, many = sorted((content_stems(found), content_stems(form)), key=len)
        if few == many or (len(few) > 1 and few <= many):
            return True
    return mine in pronouns and any(fold(form) == mine for form in forms)


_OWNER = re.compile(r"^.*[’']s?\s")
_MOST_ADDED = 6
"""Words that a title and an office add to a name; a speaker with more is a sentence."""


def _says_more(mine: str, theirs: str) -> bool:
    added = len(mine.split()) - len(theirs.split())
    return added > _MOST_ADDED or "(" in mine


def find_words(words: str, story: TextIndex) -> Span | None:
    """Where the story has these words, or a name that is the same; none where it has neither."""
    place = story.find(words)
    if place is not None:
        return place
    for name in story.scan.names:
        if same_name(words, name.text):
            return name
    for evidence in all_speakers(story):
        if is_speaker(words, evidence):
            return evidence[0]
    return None


def _is_of_another_nation(found: str, form: str) -> bool:
    """ "Russian officials" are not "Ukrainian officials", nor the "officials" of no country.

    A name keeps its bearer: "Russian minister Lavrov" may be "Lavrov".
    """
    mine, theirs = _nations(found), _nations(form)
    if mine and theirs:
        return not mine & theirs
    is_role = all(
        word.islower() or kin().get(word.casefold()) for word in found.split() if word.isalpha()
    )
    return bool(mine) and is_role


def _nations(words: str) -> frozenset[str]:
    """The countries and peoples that some words name: "Russian officials" are not Ukrainian."""
    found: frozenset[str] = frozenset()
    for token in name_tokens(words):
        found |= kin().get(token, frozenset())
    return found


def all_speakers(story: TextIndex) -> Iterable[tuple[Span, ...]]:
    """Everybody who speaks in the story, each with the name that the words stand for."""
    sources: Iterable[Attribution | Quotation] = (*story.scan.attributions, *story.scan.quotations)
    for source in sources:
        if source.speaker is not None:
            yield _evidence(source.speaker, source.speaker_name)


def _evidence(speaker: Span | None, name: Span | None) -> tuple[Span, ...]:
    return tuple(span for span in (speaker, name) if span is not None)
