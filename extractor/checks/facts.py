"""Everything that the checks say of one fact of a story."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.added import run_added
from extractor.checks.certainty import check_certainty
from extractor.checks.claims import is_of_a_date
from extractor.checks.copies import check_copies
from extractor.checks.dates import check_date
from extractor.checks.direction import check_direction
from extractor.checks.entities import check_entities
from extractor.checks.fact_places import passage_of, sentences_of, subject_of
from extractor.checks.figures import check_figure
from extractor.checks.findings import Subject, make_finding, quoted, where
from extractor.checks.folding import fold
from extractor.checks.legal import check_legal
from extractor.checks.moments import check_when
from extractor.checks.names import check_names
from extractor.checks.persons import check_ages
from extractor.checks.quotations import check_quotations
from extractor.checks.reading import Reading, read
from extractor.checks.speakers import claim_speaker, find_words, quotation_speaker
from extractor.checks.titles import check_titles
from extractor.comparing.figures import compare_figures
from extractor.scanning.document import Scan, said_beside, scan_document
from extractor.schemas.fact import Fact, Grounding
from extractor.schemas.finding import Finding, Verdict
from extractor.schemas.quotation import Quotation
from extractor.schemas.span import Span

_GROUNDING: dict[Grounding, Verdict] = {
    "exact": "verbatim",
    "typographic": "typographic",
    "ambiguous": "ambiguous",
    "unlocated": "absent",
}


def check_fact(fact: Fact, scan: Scan) -> list[Finding]:
    """Every verdict on one fact: its quote, figures, dates, place, speaker and names.

    Every span is of the story: `span` is where the fact stands, `evidence` what the verdict
    stands on; `found` has the model's words and `expected` the story's.
    """
    story = read(scan)
    findings = [_check_quote(fact)]
    if fact.kind != "quotation":  # its statement is the quotation itself, with a name
        findings += _check_statement(fact, story)
    if fact.when:
        findings.append(check_when(fact, story))
    if fact.where:
        findings.append(_check_where(fact, story))
    speaker = _check_speaker(fact, story)
    if speaker is not None:
        findings.append(speaker)
    return findings + run_added(("fact",), fact, scan)


def _check_quote(fact: Fact) -> Finding:
    verdict = _GROUNDING[fact.grounding]
    message = {
        "verbatim": "The quote stands in the story as it is.",
        "typographic": "The quote stands in the story but for quote marks, dashes or spacing.",
        "ambiguous": f"{quoted(fact.quote)} stands in the story {len(fact.places)} times; "
        "which one is meant is open.",
        "absent": f"{quoted(fact.quote)} is not in the story.",
    }[verdict]
    evidence = (fact.span,) if fact.span else fact.places
    return make_finding(
        "quotation.wording" if fact.kind == "quotation" else "quote.grounding",
        verdict,
        fact.span,
        message,
        subject=subject_of(fact, "quote"),
        severity="error" if verdict == "absent" else None,
        evidence=evidence,
        found=fact.quote,
        expected=fact.span.text if fact.span else None,
    )


def _check_statement(fact: Fact, story: Reading) -> list[Finding]:
    subject = subject_of(fact, "statement")
    statement = said_beside(fact.statement, story.scan)
    claim = read(scan_document(statement))
    passage = passage_of(fact, story)
    pools = [list(fact.figures)]
    if fact.span is not None:
        sentences = sentences_of(fact, story)
        pools.append(story.figures_in(sentences) if sentences else [])
        pools.append(story.figures_in(passage) if passage else [])
    findings: list[Finding] = []
    for figure in claim.scan.figures:
        if is_of_a_date(figure, claim):
            continue
        found = check_figure(figure, claim, [story], subject=subject, pools=pools)
        findings.append(_far_away(found, passage, story))
    if not any(finding.is_problem for finding in findings):
        findings += _unstated(fact, claim, subject)
    for ref in claim.scan.dates:
        date = check_date(ref, claim, [story], subject=subject)
        findings.append(_far_away(date, passage, story))
    others = (
        *check_names(claim, [story], subject=subject),
        *check_entities(claim, [story], subject=subject),
        *check_quotations(claim, [story], subject=subject),
        *check_direction(claim, [story], subject=subject),
        *check_certainty(claim, [story], subject=subject),
        *check_legal(claim, [story], subject=subject),
        *check_ages(claim, [story], subject=subject),
        *check_titles(claim, [story], subject=subject),
    )
    changes = check_copies(claim, [story])
    places = [claim.text[f.span.start : f.span.end] for f in changes if f.span]
    known = [f for f in (*findings, *others) if f.is_problem]
    for change, words in zip(changes, places, strict=True):
        if not any(f.found and words in f.found for f in known):
            findings.append(_as_of_fact(change, subject))
    # What agrees is said of figures, dates and speakers; of every name it would only be noise.
    return findings + [finding for finding in others if finding.severity != "info"]


def _as_of_fact(finding: Finding, subject: Subject) -> Finding:
    """A finding about the words of a statement, moved to the place of its fact."""
    return finding.model_copy(
        update={"span": subject.span, "fact": subject.fact, "field": subject.field}
    )


def _far_away(finding: Finding, passage: Span | None, story: Reading) -> Finding:
    """A figure or date that the story has, but nowhere near the fact, asks for an eye."""
    if finding.is_problem or passage is None or not finding.evidence:
        return finding
    if any(passage.overlaps(place) for place in finding.evidence):
        return finding
    near = story.find(finding.found or "", passage)
    if near is not None:  # the same words stand here too
        return finding.model_copy(update={"evidence": (near,), "expected": near.text})
    return finding.model_copy(
        update={
            "verdict": "misplaced",
            "severity": "look",
            "message": f"{quoted(finding.found or '')} stands elsewhere in the story, "
            "not in the words that the fact stands on.",
        }
    )


def _unstated(fact: Fact, claim: Reading, subject: Subject) -> list[Finding]:
    """A fact about a figure whose statement leaves it out, gives others, or says nothing else."""
    if fact.kind != "figure" or not fact.figures:
        return []
    wanted = fact.figures[0]
    if fold(fact.statement).rstrip(".") in (fold(wanted.phrase.text), fold(wanted.span.text)):
        return [
            make_finding(
                "figure.value",
                "not_checked",
                wanted.span,
                f"The statement only repeats {quoted(wanted.phrase.text)}; what it says of the "
                "figure is open.",
                subject=subject,
                evidence=(wanted.span,),
                expected=wanted.phrase.text,
                found=fact.statement,
            )
        ]
    if _stands_whole(fold(wanted.span.text), fold(fact.statement)):
        return []
    if any(compare_figures(figure, wanted).is_support for figure in claim.scan.figures):
        return []
    if claim.scan.dates and not claim.scan.figures:
        return []  # "every 90 minutes" may be read as a time here and as a duration there
    return [
        make_finding(
            "figure.value",
            "value_mismatch",
            wanted.span,
            f"The statement does not give the figure {quoted(wanted.phrase.text)}.",
            subject=subject,
            evidence=(wanted.span,),
            expected=wanted.phrase.text,
            found=fact.statement,
        )
    ]


def _check_where(fact: Fact, story: Reading) -> Finding:
    words = fact.where or ""
    subject = subject_of(fact, "where")
    passage = passage_of(fact, story)
    place = (story.find(words, passage) if passage else None) or find_words(words, story)
    if place is None:
        return make_finding(
            "place.value",
            "absent",
            fact.span,
            f"{quoted(words)} is not in the story.",
            subject=subject,
            found=words,
        )
    own = list(_in_its_sentences(words, fact, story))
    named = next((each for each in own if _is_place(each, story)), None)
    if named is not None:
        return make_finding(
            "place.value",
            "matches",
            fact.span,
            f"{quoted(words)} is where it happened, by the words that the fact stands on.",
            subject=subject,
            evidence=(named,),
            found=words,
            expected=named.text,
        )
    near = passage is not None and passage.overlaps(place)
    it_stands = f"elsewhere in the story ({where(story, place)})"
    if own:
        place, it_stands = own[0], "there, but not as a place"
    elif near:
        it_stands = "in another sentence"
    return make_finding(
        "place.value",
        "misplaced",
        fact.span,
        f"{quoted(words)} stands {it_stands}; whether it happened there is open.",
        subject=subject,
        severity="look",
        evidence=(place,),
        found=words,
        expected=place.text,
    )


_PREPOSITION = (
    r"\b(?:in|at|near|outside|inside|across|around|on|off|over|into|through|throughout|from|to"
    r"|toward|towards|along|beside|between|behind|above|below|within)\s+"
)
_OPENS_WITH_ONE = re.compile(_PREPOSITION, re.IGNORECASE)
_AT_A_PLACE = re.compile(
    rf"(?:{_PREPOSITION}(?:(?:the|a|an|this|that|his|her|its|their|our)\s+)?"
    r"(?:[a-z]+\s+of\s+)?(?:[a-z]+(?:ern|al|er|st|th|by)\s+)?|\w\s*,\s*)$",
    re.IGNORECASE,
)
"""What stands before a place: "in", "in the city of", "in northern", or another and a comma."""
_REACH = 50


def _in_its_sentences(words: str, fact: Fact, story: Reading) -> Iterator[Span]:
    """Where words stand in the sentences that a fact stands on."""
    sentences = sentences_of(fact, story)
    while sentences is not None:
        place = story.find(words, sentences)
        if place is None:
            return
        yield place
        sentences = Span.of(story.text, place.end, sentences.end)


def _is_place(words: Span, story: Reading) -> bool:
    """Whether words say where: behind a preposition, or with one of their own."""
    before = story.text[max(0, words.start - _REACH) : words.start]
    return bool(_OPENS_WITH_ONE.match(words.text) or _AT_A_PLACE.search(before))


def _check_speaker(fact: Fact, story: Reading) -> Finding | None:
    subject = subject_of(fact, "attributed_to")
    if fact.span is None:
        return None
    if fact.kind == "quotation":
        quotation = _quotation_of(fact, story)
        if quotation is not None:
            return quotation_speaker(fact.attributed_to, quotation, story, subject)
    return claim_speaker(fact.attributed_to, fact.span, story, subject)


def _quotation_of(fact: Fact, story: Reading) -> Quotation | None:
    if fact.span is None:
        return None
    place = fact.span
    touching = [q for q in story.scan.quotations if q.span.overlaps(place)]
    return max(touching, key=lambda q: _shared(q.span, place), default=None)


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _stands_whole(words: str, text: str) -> bool:
    """Whether the text has the words by themselves: "5p" is not in "6.5p"."""
    at = text.find(words) if words else -1
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(words) : at + len(words) + 1]
        if not (_is_of_word(before) or before in (".", ",")) and not _is_of_word(after):
            return True
        at = text.find(words, at + 1)
    return False


def _is_of_word(char: str) -> bool:
    return char.isalnum() or char == "_"
