"""When a fact happened: the words that it gives, against those of its story."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from extractor.checks.check import declare
from extractor.checks.evidence.folding import fold
from extractor.checks.evidence.stems import content_stems
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.fact.passage import passage_of, sentences_of, subject_of
from extractor.checks.findings import make_finding, quoted, where
from extractor.checks.passes import on_fact
from extractor.languages.current import current
from extractor.scanning.document import said_beside, scan_document
from extractor.schemas.fact import Fact
from extractor.schemas.figure import DateRef
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span

WHEN = declare(
    "date.when", "When a fact happened: words that the story does not have", severity="error"
)


@on_fact(WHEN, order=30)
def check_when(fact: Fact, story: TextIndex) -> Iterator[Finding]:
    """The verdict on the words that say when a fact happened, if it says so."""
    if fact.when:
        yield _verdict(fact, story)


def _verdict(fact: Fact, story: TextIndex) -> Finding:
    words = fact.when or ""
    subject = subject_of(fact, "when")
    passage = passage_of(fact, story)
    sentences = sentences_of(fact, story)
    place = story.find(words, sentences) if sentences else None
    beside = story.find(words, passage) if passage and place is None else None
    if beside is not None:
        side = "a later" if _is_after(beside, fact, story) else "an earlier"
        return make_finding(
            "date.when",
            "misplaced",
            fact.span,
            f"{quoted(words)} stands in {side} sentence; it may not date this.",
            subject=subject,
            severity="look",
            evidence=(beside,),
            found=words,
            expected=beside.text,
        )
    if place is not None:
        return make_finding(
            "date.when",
            "exact",
            fact.span,
            f"{quoted(words)} is in the sentence.",
            subject=subject,
            evidence=(place,),
            found=words,
            expected=place.text,
        )
    elsewhere = story.find(words)
    if elsewhere is not None:
        return make_finding(
            "date.when",
            "misplaced",
            fact.span,
            f"{quoted(words)} is elsewhere in the story ({where(story, elsewhere)}); "
            "it may not date this.",
            subject=subject,
            severity="look",
            evidence=(elsewhere,),
            found=words,
            expected=elsewhere.text,
        )
    same = _same_day(words, story, passage)
    if same is not None:
        near = passage is not None and passage.overlaps(same.span)
        return make_finding(
            "date.when",
            "equivalent",
            fact.span,
            f"{quoted(words)}; the story says {quoted(same.span.text)} "
            f"({where(story, same.span)}).",
            subject=subject,
            severity="info" if near else "look",
            evidence=(same.span,),
            found=words,
            expected=same.span.text,
        )
    nearest = _nearest_words(words, [ref.span for ref in _dates_near(story, passage)])
    return make_finding(
        "date.when",
        "value_mismatch" if nearest else "absent",
        fact.span,
        f"{quoted(words)} is not in the story."
        + (f" It says {quoted(nearest.text)} ({where(story, nearest)})." if nearest else ""),
        subject=subject,
        evidence=(nearest,) if nearest else (),
        found=words,
        expected=nearest.text if nearest else None,
    )


def _is_after(place: Span, fact: Fact, story: TextIndex) -> bool:
    """Whether a place comes after the last sentence that the fact stands on."""
    if fact.span is None:
        return False
    last = story.sentence(fact.span.end - 1) or fact.span
    return place.start >= max(last.end, fact.span.end)


def _same_day(words: str, story: TextIndex, passage: Span | None) -> DateRef | None:
    """A date of the story that is the same day, where `words` are nothing but that date."""
    document = said_beside(words, story.scan)
    refs = scan_document(document).dates
    if len(refs) != 1 or refs[0].iso is None or "/" in refs[0].iso:
        # Of an interval ("overnight to Friday") the words are the fact, not only its ends.
        return None
    rest = (words[: refs[0].span.start] + " " + words[refs[0].span.end :]).split()
    if any(word.strip(",.").casefold() not in current().people.date_joints for word in rest):
        return None
    found = [ref for ref in story.scan.dates if ref.iso == refs[0].iso]
    near = [ref for ref in found if passage and passage.overlaps(ref.span)]
    return next(iter(near or found), None)


def _dates_near(story: TextIndex, passage: Span | None) -> Sequence[DateRef]:
    body = [ref for ref in story.scan.dates if not story.is_furniture(ref.span)]
    near = [ref for ref in body if passage and passage.overlaps(ref.span)]
    return near + [ref for ref in body if ref not in near]


def _nearest_words(words: str, spans: Sequence[Span]) -> Span | None:
    mine = content_stems(words)
    scored = []
    for order, span in enumerate(spans):
        ratio = difflib.SequenceMatcher(None, fold(words), fold(span.text)).ratio()
        if ratio >= 0.5 or mine & content_stems(span.text):
            scored.append((-ratio, order))
    return spans[min(scored)[1]] if scored else None
