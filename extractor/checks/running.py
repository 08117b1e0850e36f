"""Running the checks over a story, and over one fact of a story."""

from __future__ import annotations

from extractor.checks.added import run_added
from extractor.checks.evidence.text_index import index_of
from extractor.checks.passes import run_passes
from extractor.languages.current import in_language
from extractor.scanning.document import Scan
from extractor.schemas.fact import Fact
from extractor.schemas.finding import Finding


def check_story(scan: Scan) -> list[Finding]:
    """The findings that need no fact: open quotations, weekdays that miss their date.

    `span` and `evidence` both point into the story.
    """
    story = index_of(scan)
    with in_language(scan.language):
        return run_passes("story", story, ()) + run_added(("story",), story, ())


def check_fact(fact: Fact, scan: Scan) -> list[Finding]:
    """Every verdict on one fact: its quote, figures, dates, place, speaker and names.

    Every span is of the story: `span` is where the fact stands, `evidence` what the verdict
    stands on; `found` has the model's words and `expected` the story's.
    """
    story = index_of(scan)
    with in_language(scan.language):
        return run_passes("fact", fact, story) + run_added(("fact",), fact, story)
