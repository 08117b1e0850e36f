"""The statement of a fact, read as a draft of one sentence against its story."""

from __future__ import annotations

from dataclasses import replace

from extractor.checks.confirming import confirm_context
from extractor.checks.date.values import check_date
from extractor.checks.evidence.claims import is_of_a_date
from extractor.checks.evidence.folding import fold
from extractor.checks.evidence.text_index import TextIndex, index_of
from extractor.checks.fact.passage import passage_of, sentences_of, subject_of
from extractor.checks.figure.values import check_figure
from extractor.checks.findings import Subject, make_finding, quoted
from extractor.checks.passes import on_fact, run_passes
from extractor.comparing.figures import compare_figures
from extractor.scanning.document import said_beside, scan_document
from extractor.schemas.fact import Fact
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span


@on_fact("figure.value", "figure.hedge", "figure.context", "date.value", "date.context", order=20)
def check_statement(fact: Fact, story: TextIndex) -> list[Finding]:
    """The figures and dates of a statement, and what else is checked in a draft, by the story.

    What the passes over statements find is theirs to name.
    """
    if fact.kind == "quotation":  # its statement is the quotation itself, with a name
        return []
    subject = subject_of(fact, "statement")
    statement = said_beside(fact.statement, story.scan)
    claim = index_of(scan_document(statement))
    passage = passage_of(fact, story)
    pools = [list(fact.figures)]
    if fact.span is not None:
        sentences = sentences_of(fact, story)
        pools.append(story.figures_in(sentences) if sentences else [])
        pools.append(story.figures_in(passage) if passage else [])
    # Findings stand in the statement until they are weighed by the words around them.
    inside = replace(subject, fact=None, field=None)
    figures = [
        check_figure(figure, claim, [story], subject=inside, pools=pools)
        for figure in claim.scan.figures
        if not is_of_a_date(figure, claim)
    ]
    dates = [check_date(ref, claim, [story], subject=inside) for ref in claim.scan.dates]
    others = run_passes("statement", claim, [story], inside)
    weighed = confirm_context([*figures, *dates, *others], claim, [story])
    told = [_as_of_fact(finding, subject) for finding in weighed]
    findings = [_far_away(found, passage, story) for found in told[: len(figures) + len(dates)]]
    others = told[len(findings) :]
    if not any(finding.is_problem for finding in findings[: len(figures)]):
        findings[len(figures) : len(figures)] = _unstated(fact, claim, subject)
    changes = run_passes("changes", claim, [story])
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


def _far_away(finding: Finding, passage: Span | None, story: TextIndex) -> Finding:
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
            "message": f"{quoted(finding.found or '')} is elsewhere in the story, "
            "not in the words quoted for the fact.",
        }
    )


def _unstated(fact: Fact, claim: TextIndex, subject: Subject) -> list[Finding]:
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
    if wanted.kind == "duration" and claim.scan.dates and not claim.scan.figures:
        return []  # "every 90 minutes" may be read as a time here and as a duration there
    return [
        make_finding(
            "figure.value",
            "value_mismatch",
            wanted.span,
            f"The statement does not contain the figure {quoted(wanted.phrase.text)}.",
            subject=subject,
            evidence=(wanted.span,),
            expected=wanted.phrase.text,
            found=fact.statement,
        )
    ]


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
