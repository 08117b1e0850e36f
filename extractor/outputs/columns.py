"""Facts, findings and ledger rows as typed rows: the columns of every table that is data.

Offsets count characters from 0. Exact numbers are in the columns that end in `_exact`, as text;
beside them the same number is rounded to nine places after the point, for reckoning with, and is
empty where it has more than 29 digits before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from extractor.outputs.cells import plain_decimal
from extractor.outputs.comparison import Comparison
from extractor.outputs.reading import Reading, need_of, row_span
from extractor.schemas.figure import DateRef, Figure
from extractor.schemas.report import DraftReport, Report
from extractor.schemas.span import Span

ColumnType = Literal["text", "integer", "number", "truth"]

Cell = str | int | Decimal | bool | None
Row = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    type: ColumnType
    note: str
    """What stands in it."""


_DOCUMENT = (
    Column("document", "text", "the id of the document"),
    Column("name", "text", "its name"),
)
_PLACE = (
    Column("words", "text", "the words of the text"),
    Column("start", "integer", "their first character"),
    Column("end", "integer", "one past their last"),
    Column("paragraph", "integer", "the paragraph that they stand in, counted from 1"),
)
_FIGURE = (
    Column("figure", "text", "the figure as the text has it, hedge and noun included"),
    Column("figure_kind", "text", "what is measured"),
    Column("value", "number", "the number"),
    Column("low", "number", "lower end of a range"),
    Column("high", "number", "upper end of a range"),
    Column("value_exact", "text", "the number, every digit"),
    Column("low_exact", "text", "lower end, every digit"),
    Column("high_exact", "text", "upper end, every digit"),
    Column("hedge", "text", "how the text qualifies it"),
    Column("unit", "text", "ISO 4217 code, or the name of the measure"),
    Column("of", "text", "what is counted"),
)
_DATE = (
    Column("date", "text", "ISO 8601: a day, a time or an interval"),
    Column("date_precision", "text", "the smallest unit that the words fix"),
)

FACTS: tuple[Column, ...] = (
    *_DOCUMENT,
    Column("fact", "text", "the id of the fact; one with several figures has a row for each"),
    Column("kind", "text", "figure, quotation or statement"),
    Column("verdict", "text", "one of the four words, the worst of its findings"),
    Column("problems", "integer", "how many of its findings are problems"),
    Column("statement", "text", "the fact as one sentence"),
    *_PLACE,
    Column("grounding", "text", "how the words were found"),
    Column("worded_by", "text", "whose words the statement is in: model or story"),
    *_FIGURE,
    Column("when", "text", "when it happened, in the words of the story"),
    *_DATE,
    Column("where", "text", "where it happened"),
    Column("attributed_to", "text", "who says so"),
    Column("passage", "integer", "the passage that it came from, counted from 0"),
)
"""The table of facts."""

FINDINGS: tuple[Column, ...] = (
    *_DOCUMENT,
    Column("check", "text", "the id of the check"),
    Column("verdict", "text", "the fine verdict"),
    Column("word", "text", "one of the four words"),
    Column("severity", "text", "error, warning, look or info"),
    Column("is_problem", "truth", "whether something is wrong"),
    Column("need", "text", "fix, absent, look or match"),
    *_PLACE,
    Column("found", "text", "what the text has"),
    Column("expected", "text", "what the source has"),
    Column("evidence_source", "integer", "which source, counted from 0; empty for the text itself"),
    Column("evidence_start", "integer", "first character of the first place in the source"),
    Column("evidence_end", "integer", "one past its last"),
    Column("evidence", "text", "the words there"),
    Column("message", "text", "the same in an editor's words"),
    Column("fact", "text", "the id of the fact that it is about"),
    Column("field", "text", "the field of the fact that it is about"),
)
"""The table of findings."""

LEDGER: tuple[Column, ...] = (
    *_DOCUMENT,
    Column("status", "text", "claimed, unclaimed or set_aside"),
    Column("set_aside", "text", "why no fact is expected to state it"),
    Column("claimed_by", "text", "the ids of the facts, with a space between"),
    *_PLACE,
    *_FIGURE,
    *_DATE,
)
"""The table of the ledger."""


def fact_rows(report: Report, document: str) -> Iterator[Row]:
    """The rows of `FACTS`; `document` is the id of the report's document."""
    reading = Reading(report)
    for fact in report.facts:
        findings = reading.findings_of(fact)
        place = next(iter(reading.places_of(fact)), None)
        row: Row = {
            "document": document,
            "name": report.document.name,
            "fact": fact.id,
            "kind": fact.kind,
            "verdict": reading.word_of(fact),
            "problems": sum(finding.is_problem for finding in findings),
            "statement": fact.statement,
            **_place(reading, place),
            "grounding": fact.grounding,
            "worded_by": fact.worded_by,
            "when": fact.when,
            **_date(fact.dates[0] if fact.dates else None),
            "where": fact.where,
            "attributed_to": fact.attributed_to,
            "passage": fact.passage,
        }
        if place is None:
            row["words"] = fact.quote
        for figure in fact.figures or (None,):
            yield row | _figure(figure)


def finding_rows(report: Report | DraftReport, document: str) -> Iterator[Row]:
    """The rows of `FINDINGS`, in the report's order."""
    comparison = Comparison(report) if isinstance(report, DraftReport) else None
    reading = Reading(report) if isinstance(report, Report) else None
    for finding in report.findings:
        places = comparison.draft if comparison else None
        paragraph = None
        if finding.span is not None:
            numbered = places or (reading.places if reading else None)
            paragraph = numbered.paragraph_number(finding.span.start) if numbered else None
        source, evidence = None, next(iter(finding.evidence), None)
        if comparison is not None:
            first = next(iter(comparison.evidence_of(finding)), None)
            source, evidence = (first.source, first.span) if first else (None, None)
        yield {
            "document": document,
            "name": report.document.name,
            "check": finding.check,
            "verdict": finding.verdict,
            "word": finding.word,
            "severity": finding.severity,
            "is_problem": finding.is_problem,
            "need": need_of(finding),
            **_span(finding.span),
            "paragraph": paragraph,
            "found": finding.found,
            "expected": finding.expected,
            "evidence_source": source,
            "evidence_start": evidence.start if evidence else None,
            "evidence_end": evidence.end if evidence else None,
            "evidence": evidence.text if evidence else None,
            "message": finding.message,
            "fact": finding.fact,
            "field": finding.field,
        }


def ledger_rows(report: Report | DraftReport, document: str) -> Iterator[Row]:
    """The rows of `LEDGER`, in reading order."""
    places = Comparison(report).draft if isinstance(report, DraftReport) else Reading(report).places
    for row in report.ledger:
        span = row_span(row)
        yield {
            "document": document,
            "name": report.document.name,
            "status": row.status,
            "set_aside": row.set_aside,
            "claimed_by": " ".join(row.claimed_by),
            **_span(span),
            "paragraph": places.paragraph_number(span.start),
            **_figure(row.figure),
            **_date(row.date),
        }


def _place(reading: Reading, place: Span | None) -> Row:
    number = reading.paragraph_number(place.start) if place else None
    return {**_span(place), "paragraph": number}


def _span(span: Span | None) -> Row:
    if span is None:
        return {"words": None, "start": None, "end": None}
    return {"words": span.text, "start": span.start, "end": span.end}


def _figure(figure: Figure | None) -> Row:
    if figure is None:
        return {column.name: None for column in _FIGURE}
    return {
        "figure": figure.phrase.text,
        "figure_kind": figure.kind,
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "value_exact": plain_decimal(figure.value) or None,
        "low_exact": plain_decimal(figure.low) or None,
        "high_exact": plain_decimal(figure.high) or None,
        "hedge": figure.hedge,
        "unit": figure.unit,
        "of": figure.of,
    }


def _date(date: DateRef | None) -> Row:
    return {
        "date": date.iso if date else None,
        "date_precision": date.precision if date else None,
    }
