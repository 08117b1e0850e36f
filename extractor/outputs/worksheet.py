"""The worksheet that fact-checkers keep: one row for everything in the text to be checked.

A row has what the checks say and the columns that a person fills in. It goes out as CSV, XLSX or
a page to print, and comes back by `worksheet_back`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from io import StringIO
from typing import Literal, get_args

from extractor.outputs.cells import safe_cell
from extractor.outputs.comparison import Comparison
from extractor.outputs.items import Item, items_of
from extractor.outputs.reading import need_of
from extractor.outputs.template import render
from extractor.outputs.visible import one_line
from extractor.outputs.words import SIGN
from extractor.schemas.report import DraftReport, Report

Status = Literal[
    "to check",
    "confirmed",
    "could not verify",
    "wrong",
    "on author",
    "legal",
    "stet",
    "not needed",
]
"""What a person decided. `stet` lets the words stand; `on author` leaves them to their writer."""

Method = Literal["document", "call", "e-mail", "transcript", "database"]
"""How it was checked."""

STATUSES: tuple[Status, ...] = get_args(Status)
METHODS: tuple[Method, ...] = get_args(Method)


@dataclass(frozen=True, slots=True)
class WorksheetRow:
    """One row of the worksheet; the fields are its columns, in order, and head its first row."""

    id: str
    """The same for the same words in the same sentence, whatever changes elsewhere."""
    kind: str
    """`figure`, `date`, `name`, `quotation`, `superlative`, or `claim` for what else a finding
    is about."""
    words: str
    """The words of the text."""
    sentence: str = ""
    """The sentence that they stand in."""
    paragraph: str = ""
    """Its paragraph, counted from 1."""
    verdict: str = ""
    """One of the four words, or what the ledger says: `unclaimed`, `set aside`."""
    message: str = ""
    """What the checks say, or why the row is set aside."""
    evidence: str = ""
    """The source's words."""
    source: str = ""
    """Where they stand: the source's name and the paragraph."""
    status: str = "to check"
    """One of `STATUSES`; a person's."""
    method: str = ""
    """One of `METHODS`, or empty; a person's."""
    source_link: str = ""
    """A person's: an address, a page, a time code."""
    note: str = ""
    """A person's."""
    initials: str = ""
    """A person's."""
    date: str = ""
    """When it was checked; a person's."""
    story: str = ""
    """The document's name."""
    compared_with: str = ""
    """What was compared with what."""
    version: str = ""
    """Which version of the desk's fact the row shows; empty in a worksheet of no desk."""
    history: str = ""
    """The desk's story, and the last line of its history when the worksheet went out: `KEY/57`."""
    queries: str = ""
    """What the writer was asked at the desk, and the answers; they are not read back."""
    suggestion: str = ""
    """The wording that is suggested at the desk, and by whom; it is not read back."""
    second: str = ""
    """Who signed the decision second at the desk, and when; `wanted` where somebody has to. Only
    shown: nobody signs second in a worksheet."""
    standing: str = ""
    """Whether the desk's source is `primary` or `secondary`; `secondary alone` where the row rests
    on nothing else. Only shown."""
    attachments: str = ""
    """The files that are attached at the desk, each with its SHA-256. Only shown."""


COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(WorksheetRow))

_OF_A_DESK = frozenset(
    {"version", "history", "queries", "suggestion", "second", "standing", "attachments"}
)


def worksheet_rows(report: Report | DraftReport) -> list[WorksheetRow]:
    """One row for every figure, date, name, quotation and superlative, in reading order."""
    return list(_rows(report))


def worksheet_csv(rows: Sequence[WorksheetRow]) -> str:
    """The worksheet as CSV (RFC 4180, lines end in CR LF), its first row the columns' names."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    columns = columns_of(rows)
    writer.writerow(columns)
    writer.writerows(cells_of(row, columns) for row in rows)
    return file.getvalue()


def worksheet_page(rows: Sequence[WorksheetRow], *, compared_with: str, title: str = "") -> str:
    """The worksheet as one HTML file to print, with boxes for what a person writes.

    That of a desk says at each row which version of the fact it shows.
    """
    return render(
        "worksheet.html",
        styles=("worksheet.css",),
        scripts=(),
        title=one_line(title) or "Story",
        compared_with=compared_with,
        rows=[(number, row, SIGN.get(row.verdict, "")) for number, row in enumerate(rows, 1)],  # type: ignore[call-overload]  # a row read back may hold any word
        statuses=STATUSES,
        methods=METHODS,
        history=next((row.history for row in rows if row.history), ""),
    )


def columns_of(rows: Sequence[WorksheetRow]) -> tuple[str, ...]:
    """The columns of a worksheet: those of a desk only where one has filled them."""
    is_of_a_desk = any(row.version or row.history for row in rows)
    return tuple(column for column in COLUMNS if is_of_a_desk or column not in _OF_A_DESK)


def cells_of(row: WorksheetRow, columns: Sequence[str]) -> list[str]:
    """The row's cells in the order of `columns`, none of which a spreadsheet runs."""
    return [safe_cell(getattr(row, column)) for column in columns]


def _rows(report: Report | DraftReport) -> Iterator[WorksheetRow]:
    comparison = Comparison(report) if isinstance(report, DraftReport) else None
    for item in items_of(report):
        evidence, source = _evidence(item, comparison)
        needs_an_eye = [f.message for f in item.findings if need_of(f) != "match"]
        messages = needs_an_eye or [finding.message for finding in item.findings[:1]]
        yield WorksheetRow(
            id=item.id,
            kind=item.kind,
            words=item.span.text,
            sentence=item.sentence.text,
            paragraph=str(item.paragraph),
            verdict=item.state,
            message="\n".join(messages) or item.aside or "",
            evidence=evidence,
            source=source,
            status="not needed" if item.state == "set aside" else "to check",
            story=report.document.name or "",
            compared_with=report.compared_with,
        )


def _evidence(item: Item, comparison: Comparison | None) -> tuple[str, str]:
    """The words that the first finding with any stands on, and where; of a report, none.

    A report's evidence is in the story itself, which the row's sentence shows already.
    """
    if comparison is None:
        return "", ""
    for finding in item.findings:
        places = comparison.evidence_of(finding)
        if places:
            words = " … ".join(dict.fromkeys(place.span.text for place in places))
            return finding.expected or words, comparison.name_of(places[0])
    return "", ""
