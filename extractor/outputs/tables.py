"""A table for a spreadsheet: one row per fact and figure, then what no fact says."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from io import StringIO

from extractor.outputs.cards import failed_passages
from extractor.outputs.cells import plain_decimal, safe_cell
from extractor.outputs.reading import Reading, by_need, need_of, row_span, word_of
from extractor.outputs.words import NEED_TITLE
from extractor.schemas.fact import DETAILS, Fact
from extractor.schemas.figure import DateRef, Figure
from extractor.schemas.finding import Finding
from extractor.schemas.report import Report
from extractor.schemas.span import Span


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table; the fields are its columns, in order, and head its first row."""

    story: str = ""
    """The document's name."""
    compared_with: str = ""
    """What was compared with what."""
    row: str = ""
    """What the row is: `fact`, `finding` (of the story, not of a fact), `slip` (of the model, which
    no fact says any more), `unclaimed`, `set aside`, `quotation` (that no fact stands on),
    `failed passage`."""
    fact: str = ""
    """The fact's id; a fact with several figures has a row for each."""
    verdict: str = ""
    """One of the four words, the worst of the fact's; else what the ledger says."""
    to_do: str = ""
    """`To fix`, `In no source`, `To look at`, or empty."""
    kind: str = ""
    """What the fact stands on, or what the figure measures where there is no fact."""
    statement: str = ""
    """The fact as one sentence; for a finding its message."""
    figure: str = ""
    """The figure as the story has it, hedge and noun included."""
    value: str = ""
    """The number without grouping or exponent."""
    low: str = ""
    """Lower end of a range."""
    high: str = ""
    """Upper end of a range."""
    hedge: str = ""
    """`at_least`, `nearly`, …; empty where there is none."""
    unit: str = ""
    """ISO 4217 code, `percent`, or the measure's name."""
    of: str = ""
    """What is counted."""
    when: str = ""
    """When it happened."""
    date: str = ""
    """The same as ISO 8601."""
    when_checked: str = ""
    """One of the four words about `when`."""
    where: str = ""
    """Where it happened."""
    where_checked: str = ""
    """One of the four words about `where`."""
    attributed_to: str = ""
    """Who says so; for a quotation, its speaker."""
    attributed_to_checked: str = ""
    """One of the four words about `attributed_to`."""
    findings: str = ""
    """What needs an eye, in an editor's words, one line each."""
    checks: str = ""
    """Every check and its verdict: `figure.value: exact`."""
    source_words: str = ""
    """The words of the story, or the model's where the story does not have them."""
    grounding: str = ""
    """How these were found: `exact`, `typographic`, `ambiguous`, `unlocated`."""
    worded_by: str = ""
    """Whose words the statement is in: `model` or `story`."""
    paragraph: str = ""
    """The paragraph they stand in, counted from 1."""
    start: str = ""
    """Their first character in the story, counted from 0."""
    end: str = ""
    """One past their last character."""


def report_csv(report: Report) -> str:
    """The table as CSV (RFC 4180, lines end in CR LF), its first row the names of `Line`'s fields.

    A cell that a spreadsheet would take for a formula begins with an apostrophe, plain numbers
    excepted; control characters are shown as signs.
    """
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    columns = [field.name for field in fields(Line)]
    writer.writerow(columns)
    for line in report_lines(report):
        writer.writerow([safe_cell(getattr(line, column)) for column in columns])
    return file.getvalue()


def report_lines(report: Report) -> Iterator[Line]:
    """The rows of the table: facts, findings of the story, ledger, quotations, failed passages."""
    reading = Reading(report)
    story, compared = report.document.name or "", report.compared_with
    for line in _lines(reading):
        yield Line(story=story, compared_with=compared, **line)


def _lines(reading: Reading) -> Iterator[dict[str, str]]:
    for fact in reading.report.facts:
        yield from _fact_lines(reading, fact)
    for finding in reading.for_an_eye:
        if finding.fact not in reading.facts_by_id:
            yield {
                "row": "finding",
                "verdict": finding.word,
                "statement": finding.message,
                **_checked([finding]),
                **_place(reading, reading.place_of(finding)),
            }
    for slip in reading.report.slips:
        yield {
            "row": "slip",
            "fact": slip.fact,
            "kind": slip.field,
            "statement": slip.message,
            **_place(reading, slip.span),
        }
    for status, label in (("unclaimed", "unclaimed"), ("set_aside", "set aside")):
        for row in reading.rows(status):
            yield {
                "row": label,
                "verdict": label,
                "kind": row.figure.kind if row.figure else "date",
                "statement": row.set_aside or "",
                **(_figure(row.figure) if row.figure else {}),
                **(_date(row.date) if row.date else {}),
                **_place(reading, row_span(row)),
            }
    for said in reading.quotation_rows:
        if not said.facts:
            speaker = said.quotation.speaker_name or said.quotation.speaker
            yield {
                "row": "quotation",
                "verdict": said.state,
                "kind": said.quotation.kind,
                "attributed_to": speaker.text if speaker else "",
                **_place(reading, said.quotation.span),
            }
    for failed, passage in zip(reading.failed, failed_passages(reading), strict=True):
        yield {
            "row": "failed passage",
            "verdict": "not checked",
            "to_do": NEED_TITLE["look"],
            "statement": ": ".join(filter(None, (passage.what, passage.reason))),
            "paragraph": str(reading.paragraph_number(failed.start)),
            "start": str(failed.start),
            "end": str(failed.end),
        }


def _fact_lines(reading: Reading, fact: Fact) -> Iterator[dict[str, str]]:
    findings = reading.findings_of(fact)
    place = next(iter(reading.places_of(fact)), None)
    line = {
        "row": "fact",
        "fact": fact.id,
        "verdict": reading.word_of(fact),
        "kind": fact.kind,
        "statement": fact.statement,
        "when": fact.when or "",
        "date": "; ".join(date.iso for date in fact.dates if date.iso),
        "where": fact.where or "",
        "attributed_to": fact.attributed_to or "",
        **{f"{name}_checked": _word_of_field(findings, name) for name in DETAILS},
        **_checked(findings),
        **_place(reading, place),
        "grounding": fact.grounding,
        "worded_by": fact.worded_by,
    }
    if place is None:
        line["source_words"] = fact.quote
    for figure in fact.figures or (None,):
        yield line | (_figure(figure) if figure else {})


def _word_of_field(findings: Sequence[Finding], field: str) -> str:
    own = [finding for finding in findings if finding.field == field]
    return word_of(own) if own else ""


def _checked(findings: Sequence[Finding]) -> dict[str, str]:
    eye = by_need(findings)
    return {
        "to_do": NEED_TITLE[need_of(eye[0])] if eye else "",
        "findings": "\n".join(finding.message for finding in eye),
        "checks": "; ".join(f"{finding.check}: {finding.verdict}" for finding in findings),
    }


def _figure(figure: Figure) -> dict[str, str]:
    return {
        "figure": figure.phrase.text,
        "value": plain_decimal(figure.value),
        "low": plain_decimal(figure.low),
        "high": plain_decimal(figure.high),
        "hedge": "" if figure.hedge == "unhedged" else figure.hedge,
        "unit": figure.unit or ("percent" if figure.kind == "percent" else ""),
        "of": figure.of or "",
    }


def _date(date: DateRef) -> dict[str, str]:
    return {"when": date.span.text, "date": date.iso or ""}


def _place(reading: Reading, place: Span | None) -> dict[str, str]:
    if place is None:
        return {}
    return {
        "source_words": place.text,
        "paragraph": str(reading.paragraph_number(place.start)),
        "start": str(place.start),
        "end": str(place.end),
    }
