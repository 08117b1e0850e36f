"""A report in the hands of a program or a notebook: its page, its JSON, its rows."""

from __future__ import annotations

from dataclasses import asdict
from html import escape

from extractor.outputs.formats import draft_bytes, report_bytes
from extractor.schemas.report import DraftReport, Report
from extractor.schemas.shown import Shown

FRAME_HEIGHT = 640
"""Pixels; a page scrolls inside its frame."""


def page_of(report: Shown) -> str:
    """The report as one HTML page."""
    if isinstance(report, Report):
        return report_bytes(report, "html").decode()
    return draft_bytes(_draft(report), "html").decode()


def json_of(report: Shown, *, with_timing: bool = False) -> str:
    """The report as indented JSON with a line end."""
    if isinstance(report, Report):
        return report_bytes(report, "json", with_timing=with_timing).decode()
    return draft_bytes(_draft(report), "json").decode()


def rows_of(report: Shown) -> list[dict[str, str]]:
    """The rows of a report's table, or those of a draft's worksheet."""
    if isinstance(report, Report):
        from extractor.outputs.tables import report_lines

        return [asdict(line) for line in report_lines(report)]
    from extractor.outputs.worksheet import columns_of, worksheet_rows

    rows = worksheet_rows(_draft(report))
    columns = columns_of(rows)
    return [{column: str(getattr(row, column)) for column in columns} for row in rows]


def frame_of(report: Shown) -> str:
    """The page in a frame, so that neither its styles nor the notebook's reach the other.

    The frame is sandboxed: the page's own script runs, and reaches nothing outside it.
    """
    return (
        f'<iframe title="{escape(repr(report))}" srcdoc="{escape(page_of(report))}" '
        f'sandbox="allow-scripts" style="width:100%;height:{FRAME_HEIGHT}px;border:0"></iframe>'
    )


def _draft(report: Shown) -> DraftReport:
    assert isinstance(report, DraftReport)
    return report
