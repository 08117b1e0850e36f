"""The tools: what each takes, what it gives, and how it is done."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import Field

from extractor.checks.options import CheckOptions
from extractor.drafts import check_draft
from extractor.mcp.texts import Desk, Text
from extractor.options import Options
from extractor.outputs.draft import draft_text
from extractor.outputs.listing import listing_text
from extractor.outputs.reading import by_need
from extractor.outputs.terminal import report_text
from extractor.pipeline import Finished, Scanned, extract_stream
from extractor.scanning.document import scan_document
from extractor.schemas.document import Document
from extractor.schemas.fact import Fact
from extractor.schemas.figure import DateRef, Figure
from extractor.schemas.finding import Finding, Word
from extractor.schemas.record import Record
from extractor.schemas.report import LedgerRow, PassageOutcome, Report

MOST_SOURCES = 20
MOST_ITEMS = 500
"""Findings, figures or dates in one answer; the rest is counted."""


class Checking(Record):
    """What `check_draft` takes."""

    draft: Text
    """The text to check."""
    sources: tuple[Text, ...] = Field(min_length=1, max_length=MOST_SOURCES)
    """What it is held against."""
    partial_sources: bool = False
    """The sources do not claim to cover the draft: what they lack is no problem."""
    with_matches: bool = False
    """Also give the findings that match; without it only what needs an eye."""


class Checked(Record):
    """What `check_draft` gives."""

    compared_with: str
    """What was compared with what."""
    counts: Mapping[Word, int]
    """How many findings have each word, those that are not in `findings` included."""
    findings: tuple[Finding, ...]
    """What needs an eye first; `span` points into the draft, `evidence` into the source."""
    left_out: int
    """Findings that are not here because there are too many."""


class Listed(Record):
    """What `read_figures` gives."""

    figures: tuple[Figure, ...]
    """In reading order."""
    dates: tuple[DateRef, ...]
    """In reading order."""
    left_out: int
    """Figures and dates that are not here because there are too many."""


class Extracted(Record):
    """What `extract` gives."""

    model: str
    """Who proposed the facts."""
    counts: Mapping[Word, int]
    """How many findings have each word."""
    facts: tuple[Fact, ...]
    """The facts that the model proposed, each with its place in the story."""
    findings: tuple[Finding, ...]
    """What needs an eye, by the id of the fact; what matches is only counted."""
    unclaimed: tuple[LedgerRow, ...]
    """Figures and dates of the story that no fact states."""
    failed: tuple[PassageOutcome, ...]
    """Passages that the model gave no facts for, and why."""
    left_out: int
    """Facts, findings and rows that are not here because there are too many."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a call gives: for a program, and the same in words."""

    data: Record
    words: str


Tell = Callable[[int, int], Awaitable[None]]
"""Hears how many passages are done, of how many."""


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool."""

    name: str
    title: str
    description: str
    takes: type[Record]
    gives: type[Record]
    run: Callable[[Any, Tell], Awaitable[Answer]]


@dataclass(frozen=True, slots=True)
class Tools:
    """The tools of one server."""

    desk: Desk
    checks: CheckOptions | None = None
    """Which checks are off, and what may stand."""
    model: str | None = None
    """Who proposes facts; without it there is no tool that does."""
    options: Options = Options()  # noqa: RUF009 - frozen
    """How a story is read."""

    def all(self) -> tuple[Tool, ...]:
        """Every tool that there is."""
        tools = (
            Tool(
                "check_draft",
                "Check a draft against its sources",
                "Check a draft against its sources: every figure, date, name and quotation that "
                "differs from them or is in none of them. Deterministic, without a model. It says "
                "what the sources support, not what is true.",
                Checking,
                Checked,
                self._check,
            ),
            Tool(
                "read_figures",
                "Read figures and dates",
                "List every figure and date of a text as a value, with unit, hedge, what is "
                "counted and where it stands. Deterministic, without a model.",
                Text,
                Listed,
                self._figures,
            ),
        )
        if self.model is None:
            return tools
        facts = Tool(
            "extract",
            "Extract checked facts",
            f"The facts of a news story as the model {self.model} proposes them, every figure, "
            "date, quotation and speaker checked against the story. It may take minutes.",
            Text,
            Extracted,
            self._extract,
        )
        return (*tools, facts)

    async def _check(self, given: Checking, tell: Tell) -> Answer:
        return await asyncio.to_thread(self._checked, given)

    def _checked(self, given: Checking) -> Answer:
        draft = self.desk.read(given.draft, "draft")
        sources = [
            self.desk.read(source, f"source {number}")
            for number, source in enumerate(given.sources, 1)
        ]
        report = check_draft(
            draft, sources, partial_sources=given.partial_sources, options=self.checks
        )
        eye = by_need(report.findings)
        matches = (
            [each for each in report.findings if each not in eye] if given.with_matches else ()
        )
        chosen = (*eye, *matches)
        data = Checked(
            compared_with=report.compared_with,
            counts=_counts(report.findings),
            findings=chosen[:MOST_ITEMS],
            left_out=len(chosen[MOST_ITEMS:]),
        )
        return Answer(data, draft_text(report))

    async def _figures(self, given: Text, tell: Tell) -> Answer:
        return await asyncio.to_thread(self._listed, given)

    def _listed(self, given: Text) -> Answer:
        scan = scan_document(self.desk.read(given, "text"))
        figures, dates = scan.figures[:MOST_ITEMS], scan.dates[:MOST_ITEMS]
        data = Listed(
            figures=figures,
            dates=dates,
            left_out=len(scan.figures[MOST_ITEMS:]) + len(scan.dates[MOST_ITEMS:]),
        )
        return Answer(data, listing_text(figures, dates, "table"))

    async def _extract(self, given: Text, tell: Tell) -> Answer:
        story = await asyncio.to_thread(self.desk.read, given, "story", is_story=True)
        report = await self._report(story, tell)
        eye = by_need(report.findings)
        unclaimed = tuple(row for row in report.ledger if row.status == "unclaimed")
        data = Extracted(
            model=report.run.model,
            counts=_counts(report.findings),
            facts=report.facts[:MOST_ITEMS],
            findings=eye[:MOST_ITEMS],
            unclaimed=unclaimed[:MOST_ITEMS],
            failed=tuple(each for each in report.passages if each.status == "failed"),
            left_out=sum(len(each[MOST_ITEMS:]) for each in (report.facts, eye, unclaimed)),
        )
        return Answer(data, report_text(report))

    async def _report(self, story: Document, tell: Tell) -> Report:
        """The report on a story; after each passage it is told how many are done."""
        done = passages = 0
        async for event in extract_stream(story, model=self.model, options=self.options):
            if isinstance(event, Scanned):
                passages = event.passages
            elif isinstance(event, Finished):
                return event.report
            else:
                done += 1
            await tell(done, passages)
        raise AssertionError("the stream ends with Finished")


def _counts(findings: Iterable[Finding]) -> dict[Word, int]:
    return dict(Counter(finding.word for finding in findings))
