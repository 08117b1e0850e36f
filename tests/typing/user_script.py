"""A user's script, which is never run: a type checker must know every type in it.

`mypy --strict` reads it in CI against the installed wheel, where only `py.typed` makes that so.
"""

from __future__ import annotations

from pathlib import Path
from typing import assert_type

from extractor import (
    CheckOptions,
    Client,
    Document,
    DraftReport,
    Figure,
    Finding,
    Findings,
    Options,
    Report,
    __version__,
    check_draft,
    extract,
    scan_figures,
    verify,
)


def read_a_story(path: Path, client: Client) -> None:
    """Facts of a story, by the model of the user's own."""
    report = extract(path, model=client, options=Options(max_passages=20))
    assert_type(report, Report)
    assert_type(report.problems, tuple[Finding, ...])
    assert_type(report.document, Document)
    assert_type(report.to_rows(), list[dict[str, str]])
    assert_type(report.to_html(), str)
    assert_type(scan_figures(report.document), list[Figure])


def check_a_draft(draft: str, wire: Path) -> DraftReport:
    """A draft against sources of every kind."""
    check_draft(draft, {"wire": wire, "note": "Six men paid $5."})
    return check_draft(draft, [wire, Document(text="Six men paid $5.")], options=CheckOptions())


def verify_a_record(source: str) -> str:
    """An object of the user's own."""
    found = verify({"opened": "1974"}, source)
    assert_type(found, Findings)
    assert_type(found[0], Finding)
    return f"{__version__}: {len(found.problems)}"
