"""The page: one self-contained HTML file, the story on the left, facts on the right."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from extractor.outputs import cards
from extractor.outputs.reading import Reading
from extractor.outputs.story import StoryHtml
from extractor.outputs.visible import one_line, visible
from extractor.outputs.words import MEANING, NEED_COUNT, NEED_TITLE, STATES, Need
from extractor.schemas.report import Report

_LONGEST_LIST = 1000
"""So many rows of one kind are listed; all are marked in the story, whatever its length."""


def report_page(report: Report) -> str:
    """The report as one HTML file that loads nothing and runs only its own script.

    The story reaches the template as a value, already escaped; it is never template source.
    """
    reading = Reading(report)
    story = StoryHtml(reading)
    eye = cards.finding_lines(reading)
    css, js = _asset("page.css"), _asset("page.js")
    return _template().render(
        report=report,
        title=one_line(report.document.name or "") or "Story",
        policy=(
            f"default-src 'none'; style-src '{_hash(css)}'; script-src '{_hash(js)}'; "
            "base-uri 'none'; form-action 'none'"
        ),
        css=Markup(css),
        js=Markup(js),
        story=story.html,
        back=story.first_place,
        counts=[(need, reading.needs[need], words) for need, words in NEED_COUNT.items()],
        groups=[(NEED_TITLE[need], lines) for need, lines in _groups(eye)],
        failed=cards.failed_passages(reading),
        cards=cards.cards(reading, eye),
        ledger=reading.ledger_counts,
        lists=[
            ("Unclaimed: no fact states it", cards.row_lines(reading, "unclaimed")),
            ("Set aside: no fact is expected to state it", cards.row_lines(reading, "set_aside")),
            ("Quotations that no fact stands on", cards.quotation_lines(reading)),
        ],
        longest=_LONGEST_LIST,
        legend=[(cards.Badge(state), MEANING[state]) for state in STATES],
    )


def _groups(
    lines: list[cards.FindingLine],
) -> list[tuple[Need, list[cards.FindingLine]]]:
    needs: tuple[Need, ...] = ("fix", "absent", "look")
    groups = [(need, [line for line in lines if line.need == need]) for need in needs]
    return [(need, found) for need, found in groups if found]


@cache
def _asset(name: str) -> str:
    return (files("extractor.outputs") / name).read_text("utf-8")


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )
    return environment.from_string(_asset("page.html"))


def _finalize(value: object) -> object:
    """Whatever the template prints is made visible first, so that no hole is forgotten."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return visible(value)


def _hash(content: str) -> str:
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"
