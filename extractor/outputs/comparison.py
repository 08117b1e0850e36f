"""A draft's report as an editor reads it: its words, and the places that its verdicts stand on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from extractor.checks.source_names import source_names
from extractor.outputs.places import Places
from extractor.outputs.reading import Needs
from extractor.outputs.visible import one_line
from extractor.schemas.finding import Finding
from extractor.schemas.report import DraftReport
from extractor.schemas.span import Span

_OF_THE_DRAFT = frozenset({"arithmetic", "remark"})
_OF_THE_DRAFT_TOO = frozenset({"date.weekday", "name.inconsistent", "name.pronoun"})
"""Checks that hold a text against itself; their evidence stands in the draft."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place that a finding stands on."""

    source: int | None
    """Which source, counted from 0; none for the draft itself."""
    span: Span


class Comparison(Needs):
    """A draft beside its sources, with what an editor asks of it worked out once."""

    def __init__(self, report: DraftReport) -> None:
        super().__init__(report.findings)
        self.report = report
        self.draft = Places(report.document.text)
        self.sources = tuple(Places(source.text) for source in report.sources)

    @cached_property
    def source_names(self) -> tuple[str, ...]:
        """What to call each source; no two have one name."""
        return source_names(one_line(source.name or "") for source in self.report.sources)

    def places_of(self, place: Evidence) -> Places:
        """The text that a place stands in."""
        return self.draft if place.source is None else self.sources[place.source]

    def name_of(self, place: Evidence) -> str:
        """The text's name and the paragraph: "wire.txt, paragraph 4"."""
        name = "the draft" if place.source is None else self.source_names[place.source]
        return f"{name}, paragraph {self.places_of(place).paragraph_number(place.span.start)}"

    def evidence_of(self, finding: Finding) -> tuple[Evidence, ...]:
        """The places that a finding stands on, each once; a place no text has is left out."""
        found: dict[Evidence, None] = {}
        for span in finding.evidence:
            index = self._source_of(finding, span)
            place = Evidence(index, span)
            if self.places_of(place).holds(span):
                found[place] = None
        return tuple(found)

    def _source_of(self, finding: Finding, span: Span) -> int | None:
        """Which source the evidence is of.

        A finding names its source only where there are several, and a finding of the draft against
        itself never does.
        """
        family = finding.check.partition(".")[0]
        if family in _OF_THE_DRAFT or finding.check in _OF_THE_DRAFT_TOO:
            return None
        if finding.source is not None:
            return finding.source if finding.source < len(self.sources) else None
        is_open_speaker = finding.verdict == "unattributed" and span == finding.span
        if is_open_speaker or not self.sources or not self.sources[0].holds(span):
            return None
        return 0
