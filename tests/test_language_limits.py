"""A report says which checks do not run in the language of its text."""

from __future__ import annotations

from extractor import Document, check_draft, extract
from extractor.outputs.draft import draft_text
from extractor.outputs.terminal import report_text
from extractor.schemas.report import DraftReport

DRAFT = Document(text="Las ventas del puerto crecieron un 12 % el año pasado.", language="es")
SOURCE = Document(text="Las ventas del puerto crecieron un 12 % el año pasado.", language="es")
LINE = "Not checked in Spanish: direction.roles does not run; figure.context runs only in part."


def test_a_spanish_draft_says_what_was_not_checked() -> None:
    """The line stands on the terminal, on the page and in the JSON, which reads it back."""
    report = check_draft(DRAFT, [SOURCE])
    assert report.limits is not None
    assert report.limits.line == LINE
    assert LINE in " ".join(draft_text(report).split())
    assert LINE in report.to_html()
    assert DraftReport.model_validate_json(report.to_json()).limits == report.limits


def test_a_spanish_story_says_what_its_facts_were_not_checked_for() -> None:
    """Without a model too, the report of a story names the checks that do not run."""
    report = extract(DRAFT, model="none")
    assert report.limits is not None
    assert "direction.roles does not run" in report.limits.line
    assert report.limits.line in " ".join(report_text(report).split())
    assert report.limits.line in report.to_html()


def test_in_english_everything_runs_and_no_file_mentions_it() -> None:
    """Nothing is said where all checks run."""
    report = check_draft("Sales rose 12% last year.", ["Sales rose 12% last year."])
    assert report.limits is None
    assert "limits" not in report.to_json()
