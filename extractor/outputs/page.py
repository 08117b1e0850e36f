"""The page: one self-contained HTML file, the story on the left, facts on the right."""

from __future__ import annotations

from extractor.outputs import cards
from extractor.outputs.reading import Reading
from extractor.outputs.story import story_html
from extractor.outputs.template import render
from extractor.outputs.visible import one_line
from extractor.outputs.words import (
    MEANING,
    NEED_COUNT,
    NEED_TITLE,
    NOTHING_FOUND,
    SLIPS_TITLE,
    STATES,
    STORY_TITLE,
    STORY_WORDS,
    Need,
)
from extractor.schemas.report import Report

_LONGEST_LIST = 1000
"""So many rows of one kind are listed; all are marked in the story, whatever its length."""


def report_page(report: Report) -> str:
    """The report as one HTML file that loads nothing and runs only its own script.

    The story reaches the template as a value, already escaped; it is never template source.
    """
    reading = Reading(report)
    story = story_html(reading)
    eye = cards.finding_lines(reading)
    return render(
        "page.html",
        styles=("common.css", "page.css"),
        scripts=("common.js", "page.js"),
        report=report,
        title=one_line(report.document.name or "") or "Story",
        story=story.html,
        back=story.first_place,
        counts=[(need, reading.needs[need], words) for need, words in NEED_COUNT.items()],
        groups=[(NEED_TITLE[need], lines) for need, lines in _groups(eye)],
        story_title=STORY_TITLE,
        nothing_found=NOTHING_FOUND,
        story_words=STORY_WORDS,
        slips_title=SLIPS_TITLE,
        slips_line=reading.slips_line,
        slips=cards.slip_lines(reading),
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
