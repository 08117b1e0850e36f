"""What the checks say of a draft, on a terminal."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from extractor.outputs.coverage import coverage_line
from extractor.outputs.reading import Needs, Reading
from extractor.outputs.terminal import print_eye, print_head, print_plain
from extractor.schemas.report import DraftReport, Report, Run


def draft_text(report: DraftReport, *, width: int = 80) -> str:
    """What `print_draft` prints, without colour."""
    file = StringIO()
    print_draft(Console(file=file, width=width, color_system=None, force_terminal=False), report)
    return file.getvalue()


def print_draft(console: Console, report: DraftReport) -> None:
    """What was compared, the counts, and what needs an eye by harm."""
    reading = Reading(_as_report(report))
    print_head(console, reading, Needs(report.findings).needs)
    if report.opinion is not None:
        print_plain(console, coverage_line(report.opinion))
    print_eye(console, reading.for_an_eye, reading)


def _as_report(draft: DraftReport) -> Report:
    """The draft in the story's place, so that both are shown by the same code."""
    return Report(
        compared_with=draft.compared_with,
        document=draft.document,
        facts=(),
        findings=draft.findings,
        ledger=draft.ledger,
        quotations=(),
        passages=(),
        limits=draft.limits,
        run=Run(
            task="check",
            prompt=None,
            prompt_hash=None,
            schema_hash=None,
            model="none",
            parameters={},
            versions={},
        ),
    )
