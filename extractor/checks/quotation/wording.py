"""Quoted words of a draft against the words of its sources, and who said them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.checks.check import declare
from extractor.checks.evidence.folding import fold
from extractor.checks.evidence.name_tokens import name_tokens
from extractor.checks.evidence.stems import content_stems
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import DRAFT, Subject, make_finding, quoted, source_number, where
from extractor.checks.passes import on_draft
from extractor.comparing.wording import WordingVerdict, WordPair
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.patterns import either
from extractor.scanning.names.names import same_name
from extractor.schemas.finding import Finding, Severity
from extractor.schemas.quotation import Quotation
from extractor.schemas.span import Span

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_RANK: tuple[WordingVerdict, ...] = ("verbatim", "typographic", "trimmed", "altered", "absent")
_LEAST_WORDS = 4
"""From how many words on a phrase that the source does not quote is no mere turn of speech."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a source has for some quoted words."""

    verdict: WordingVerdict
    severity: Severity | None = None
    places: tuple[Span, ...] = ()
    reason: str = ""


WORDING = declare(
    "quotation.wording",
    "Quoted words that the source has otherwise, or not at all",
    severity="error",
)
SPEAKER = declare(
    "quotation.speaker", "A quotation attributed to someone else, or to no one", severity="error"
)


@on_draft(WORDING, SPEAKER, order=80, in_statements=30)
def check_quotations(
    claim: TextIndex, sources: Sequence[TextIndex], *, subject: Subject = DRAFT
) -> list[Finding]:
    """The wording of everything in quotation marks, and the speaker of somebody's words.

    Marks inside others are read with these.
    """
    findings: list[Finding] = []
    end = 0
    for quotation in claim.scan.quotations:
        if claim.is_furniture(quotation.span) or quotation.span.start < end:
            continue
        end = quotation.span.end
        if quotation.kind != "speech":
            findings.append(_phrase_finding(quotation, claim, sources, subject))
            continue
        index, wording = _best_wording(quotation.span.text, sources)
        if wording.verdict == "absent":
            index, wording = _other_phrase(quotation, claim, sources) or (index, wording)
        several = source_number(index, sources)
        source = sources[index]
        findings.append(_wording_finding(quotation.span, wording, source, several, subject))
        speaker = _speaker_finding(quotation, claim, wording, source, several, subject)
        if speaker is not None:
            findings.append(speaker)
    return findings


def _phrase_finding(
    quotation: Quotation, claim: TextIndex, sources: Sequence[TextIndex], subject: Subject
) -> Finding:
    """The wording of a phrase or a title in quotation marks, of which nobody is the speaker."""
    index, wording = _best_wording(quotation.span.text, sources)
    if wording.verdict in ("altered", "trimmed", "absent"):
        is_long = len(_WORD.findall(quotation.span.text)) >= _LEAST_WORDS
        if not (is_long and wording.verdict != "absent" and wording.places):
            other = _other_phrase(quotation, claim, sources)
            severity: Severity = "warning" if _is_sentence(quotation) else "look"
            index, wording = other or (index, Found("absent", severity))
    elif wording.severity is not None:
        wording = replace(wording, verdict="verbatim", severity="info", reason="")
    several = source_number(index, sources)
    return _wording_finding(quotation.span, wording, sources[index], several, subject)


_SENTENCE = re.compile(r"[^\W\d_a-z]\S*(?:\s+\S+){2,}[.!?…]")


def _is_sentence(quotation: Quotation) -> bool:
    """Whether the marks hold a sentence with its stop, which somebody is meant to have said."""
    return quotation.kind == "scare" and bool(_SENTENCE.fullmatch(quotation.span.text.strip()))


_PLACES = 3
_LEAST_ALIKE, _LEAST_SHARED = 0.6, 2
"""Share of the words around a quoted phrase, and how many, that a sentence must have which quotes
another one in its place."""


def _other_phrase(
    quotation: Quotation, claim: TextIndex, sources: Sequence[TextIndex]
) -> tuple[int, Found] | None:
    """The first of the sources that quotes other words in their place, and these."""
    for index, source in enumerate(sources):
        other = _quoted_instead(quotation, claim, source)
        if other is not None:
            return index, Found("altered", "error", (other.span,))
    return None


def _quoted_instead(quotation: Quotation, claim: TextIndex, source: TextIndex) -> Quotation | None:
    """What a source has in quotation marks where it says what is said around these."""
    sentence = claim.sentence(quotation.span.start)
    if sentence is None or quotation.kind == "title":
        return None
    before = claim.text[sentence.start : quotation.span.start]
    stems = content_stems(before + " " + claim.text[quotation.span.end : sentence.end])
    if len(stems) < _LEAST_SHARED:
        return None
    own = [each.span.text for each in claim.quotations_over(sentence)]
    count = len(source.scan.sentences)
    for index, _ in source.ranking(stems).best(_PLACES, _LEAST_ALIKE, count):
        if len(stems & source.stems[index]) < _LEAST_SHARED:
            continue
        place = source.scan.sentences[index]
        there = [
            each
            for each in source.quotations_over(place)
            if place.covers(each.span) and each.kind != "title" and each.span.text not in own
        ]
        if len(there) == 1:
            return there[0]
    return None


def _best_wording(words: str, sources: Sequence[TextIndex]) -> tuple[int, Found]:
    """The first of the sources that have the words best, and what it has."""
    for index, source in enumerate(sources):
        # Nothing is better, and it is found without a look at every word of every source.
        if source.wordings.has(words):
            found = find_wording(words, source)
            if found.verdict == "verbatim":
                return index, found
    wordings = [find_wording(words, source) for source in sources]
    index = min(range(len(wordings)), key=lambda i: _RANK.index(wordings[i].verdict))
    return index, wordings[index]


def find_wording(words: str, source: TextIndex) -> Found:
    """Where a source has the words: as they stand, but for type, trimmed, changed, or nowhere."""
    return source.once(_found, words)


def _found(source: TextIndex, words: str) -> Found:
    wording = source.wordings.compare(words)
    if wording.span is None:
        return Found("absent")
    if wording.verdict in ("verbatim", "typographic"):
        places = wording.places or (wording.span,)
        place = next((place for place in places if _is_quoted(place, source)), None)
        if place is None and len(_WORD.findall(words)) >= _LEAST_WORDS:
            return Found(
                "altered", "warning", places[:1], "The source has the words, but quotes nobody."
            )
        return Found(wording.verdict, None, (place or places[0],))
    if wording.is_stitched or _speakers_differ(wording.span, source):
        return Found(
            "altered", "error", wording.places or (wording.span,), "Put together from two places."
        )
    changes = "; ".join(_change(pair) for pair in wording.differing[:3])
    if wording.verdict == "trimmed":
        says_so = bool(re.search(r"…|\.\s?\.\s?\.", words))
        severity: Severity = "info" if says_so or not changes else "look"
        return Found("trimmed", severity, (wording.span,), f"{changes}." if changes else "")
    return Found("altered", None, (wording.span,), f"{changes}." if changes else "")


def _change(pair: WordPair) -> str:
    if not pair.quoted:
        return f"left out: {quoted(pair.source, 50)}"
    if not pair.source:
        return f"put in: {quoted(pair.quoted, 50)}"
    return f"{quoted(pair.quoted, 50)} for {quoted(pair.source, 50)}"


def _speakers_differ(place: Span, source: TextIndex) -> bool:
    """Whether one stretch of the source runs over two people's words."""
    names = [
        quotation.speaker_name.text
        for quotation in source.quotations_over(place)
        if quotation.speaker_name is not None
    ]
    return any(not same_name(names[0], name) for name in names[1:])


def _is_quoted(place: Span, source: TextIndex) -> bool:
    if source.quotations_over(place):
        return True
    paragraph = source.paragraph(place.start)
    return paragraph is not None and any(mark in paragraph.text for mark in '"“”«»')


def _wording_finding(
    span: Span, wording: Found, source: TextIndex, index: int | None, subject: Subject
) -> Finding:
    words = quoted(span.text, 60)
    place = where(source, wording.places[0]) if wording.places else ""
    message = {
        "verbatim": f"{words} is in the source word for word ({place}).",
        "typographic": f"{words} is in the source, apart from punctuation and spacing ({place}).",
        "trimmed": f"{words} is shortened from the source ({place}).",
        "altered": f"{words} is not what the source has ({place}).",
        "absent": f"{words} is not in the source.",
    }[wording.verdict]
    return make_finding(
        "quotation.wording",
        wording.verdict,
        span,
        f"{message} {wording.reason}".rstrip(),
        subject=subject,
        severity=wording.severity,
        evidence=wording.places,
        source=index if wording.places else None,
        expected=wording.places[0].text if wording.places else None,
    )


def _speaker_finding(
    quotation: Quotation,
    claim: TextIndex,
    wording: Found,
    source: TextIndex,
    index: int | None,
    subject: Subject,
) -> Finding | None:
    """The speaker, where both texts give a name; a role for a name is left alone."""
    mine = quotation.speaker_name or quotation.speaker
    if mine is None or not wording.places:
        return None
    said = source.quotations_over(wording.places[0])
    theirs = next((q for q in said if q.speaker is not None), None)
    if theirs is None or theirs.speaker is None:
        return None
    expected = theirs.speaker_name or theirs.speaker
    forms = tuple(form for form in (theirs.speaker, theirs.speaker_name) if form is not None)
    if any(
        fold(form.text) == fold(mine.text) or same_name(mine.text, form.text) for form in forms
    ) or shares_name(mine.text, [form.text for form in forms]):
        return make_finding(
            "quotation.speaker",
            "matches",
            mine,
            f"{quoted(mine.text)} said it ({where(source, expected)}).",
            subject=subject,
            evidence=forms,
            source=index,
            expected=expected.text,
        )
    whole = quotation.speaker or mine
    if _is_same_role(whole.text, [form.text for form in forms]):
        return None
    is_name = _is_named(mine, claim) or source.once(_names_somebody, mine.text)
    if not is_name or not _is_named(expected, source):
        return None
    return make_finding(
        "quotation.speaker",
        "other_speaker",
        mine,
        f"{quoted(mine.text)} here; in the source {quoted(expected.text)} said it "
        f"({where(source, expected)}).",
        subject=subject,
        evidence=forms,
        source=index,
        expected=expected.text,
    )


def shares_name(name: str, forms: Sequence[str]) -> bool:
    """Whether one form holds all the telling words of the other."""
    mine = set(name_tokens(name))
    for form in forms:
        theirs = set(name_tokens(form))
        if mine and theirs and (mine <= theirs or theirs <= mine):
            return True
    return False


@by_language
def _role(language: Language) -> re.Pattern[str]:
    articles = language.people.speakers.articles
    return re.compile(rf"{either(articles)}\s+([^\W\d_]+)\b", re.IGNORECASE)


def _is_same_role(name: str, forms: Sequence[str]) -> bool:
    """Whether a speaker is told by a role that a form of the other has too: "the mother of a man
    convicted of theft" and "Gray's mother Michelle"."""
    role = _role().match(name)
    return role is not None and any(
        re.search(rf"\b{role.group(1)}\b", form, re.IGNORECASE) for form in forms
    )


def _is_named(speaker: Span, index: TextIndex) -> bool:
    """Whether a speaker is a name, not only a role: roles are left alone."""
    return any(name.end >= speaker.end - 1 for name in index.names_in(speaker))


def _names_somebody(index: TextIndex, words: str) -> bool:
    return any(same_name(words, name.text) for name in index.scan.names)
