"""The marks on a draft and on its sources: the words of each finding, and what it stands on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from extractor.outputs.comparison import Comparison
from extractor.outputs.draft_cards import DRAFT, finding_names
from extractor.outputs.marks import Mark, MarkKind
from extractor.outputs.reading import row_span
from extractor.outputs.words import STATES, State
from extractor.schemas.finding import Finding
from extractor.schemas.report import LedgerRow
from extractor.schemas.span import Span

_FAMILY: Mapping[str, MarkKind] = {"figure": "figure", "date": "date", "quotation": "quotation"}


def draft_marks(comparison: Comparison) -> dict[int, list[Mark]]:
    """The marks of the draft, under `DRAFT`, and of each source, under its number.

    One mark for each place however many findings it has; a finding is named `finding-N`, a figure
    or date that no finding speaks of `row-N`, by their places in the report.
    """
    said: dict[int, dict[Span, list[Finding]]] = {DRAFT: defaultdict(list)}
    shown: dict[int, dict[Span, list[Finding]]] = {DRAFT: defaultdict(list)}
    for number in range(len(comparison.sources)):
        shown[number] = defaultdict(list)
    for finding in comparison.report.findings:
        if finding.span is not None and comparison.draft.holds(finding.span):
            said[DRAFT][finding.span].append(finding)
        for place in comparison.evidence_of(finding):
            number = DRAFT if place.source is None else place.source
            if place.source is not None or place.span != finding.span:
                shown[number][place.span].append(finding)
    names = finding_names(comparison)
    marks = {number: _marks(found, names, "evidence") for number, found in shown.items()}
    marks[DRAFT] = [
        *_marks(said[DRAFT], names, "finding"),
        *marks[DRAFT],
        *(
            Mark(span.start, span.end, kind, _state(row), (f"row-{number}",))
            for number, row in silent_rows(comparison)
            for span in (row_span(row),)
            for kind in (("figure" if row.figure else "date"),)
            if comparison.draft.holds(span)
        ),
    ]
    return marks


def silent_rows(comparison: Comparison) -> list[tuple[int, LedgerRow]]:
    """The figures and dates of the draft that no finding speaks of, with their places."""
    touched = sorted(
        (finding.span.start, finding.span.end)
        for finding in comparison.report.findings
        if finding.span is not None
    )
    rows = []
    at = 0
    reach = -1
    for number, row in enumerate(comparison.report.ledger):
        span = row.span
        while at < len(touched) and touched[at][0] < span.end:
            reach = max(reach, touched[at][1])
            at += 1
        if reach <= span.start:
            rows.append((number, row))
    return rows


def _state(row: LedgerRow) -> State:
    return "set aside" if row.set_aside else "not checked"


def _marks(
    found: Mapping[Span, Iterable[Finding]], names: Mapping[int, str], kind: MarkKind
) -> list[Mark]:
    marks = []
    for span, findings in found.items():
        worst_first = sorted(findings, key=lambda finding: STATES.index(finding.word))
        own = kind
        if kind == "finding":
            own = _FAMILY.get(worst_first[0].check.partition(".")[0], "finding")
        targets = tuple(dict.fromkeys(names[id(finding)] for finding in worst_first))
        marks.append(Mark(span.start, span.end, own, worst_first[0].word, targets))
    return marks
