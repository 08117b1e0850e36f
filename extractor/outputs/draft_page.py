"""The page of a draft: one self-contained HTML file, the draft beside its sources."""

from __future__ import annotations

from extractor.outputs.cards import Badge
from extractor.outputs.comparison import Comparison
from extractor.outputs.coverage import coverage_line
from extractor.outputs.draft_cards import DRAFT, DraftFinding, eye_cards, matching_lines
from extractor.outputs.draft_marks import draft_marks, silent_rows
from extractor.outputs.reading import row_span
from extractor.outputs.story import MarkedText
from extractor.outputs.template import render
from extractor.outputs.visible import one_line
from extractor.outputs.words import NEED_COUNT, NEED_TITLE, Need, State
from extractor.schemas.report import DraftReport

_MEANING: dict[State, str] = {
    "differs": "the draft and a source disagree",
    "not in sources": "no source says it",
    "not checked": "the checks cannot tell; please look",
    "matches": "the draft says what a source says",
    "set aside": "a dateline, byline or the like, which is not compared",
}


def draft_page(report: DraftReport) -> str:
    """The report as one HTML file that loads nothing and runs only its own script.

    Draft and sources reach the template as values, already escaped; they are never its source.
    """
    comparison = Comparison(report)
    marks = draft_marks(comparison)
    draft = MarkedText(comparison.draft, marks[DRAFT], prefix="draft")
    sources = [
        MarkedText(places, marks[number], prefix=f"source-{number}-at")
        for number, places in enumerate(comparison.sources)
    ]
    jumps = {number: source.first_place for number, source in enumerate(sources)}
    jumps[DRAFT] = draft.first_place
    eye = eye_cards(comparison, jumps)
    return render(
        "draft.html",
        styles=("common.css", "draft.css"),
        scripts=("common.js", "draft.js"),
        title=one_line(report.document.name or "") or "Draft",
        compared_with=report.compared_with,
        coverage=coverage_line(report.opinion) if report.opinion is not None else None,
        limits=report.limits.line if report.limits is not None else None,
        counts=[(need, comparison.needs[need], words) for need, words in NEED_COUNT.items()],
        groups=[(need, NEED_TITLE[need], cards) for need, cards in _groups(eye)],
        matching=matching_lines(comparison, jumps),
        silent=[
            (
                f"row-{number}",
                row_span(row).text,
                row.set_aside,
                draft.first_place.get(f"row-{number}"),
            )
            for number, row in silent_rows(comparison)
        ],
        draft=draft.html,
        sources=[
            (f"source-{number}", name, source.html)
            for number, (name, source) in enumerate(
                zip(comparison.source_names, sources, strict=True)
            )
        ],
        legend=[(Badge(state), meaning) for state, meaning in _MEANING.items()],
    )


def _groups(cards: list[DraftFinding]) -> list[tuple[Need, list[DraftFinding]]]:
    needs: tuple[Need, ...] = ("fix", "absent", "look")
    groups = [(need, [card for card in cards if card.need == need]) for need in needs]
    return [(need, found) for need, found in groups if found]
