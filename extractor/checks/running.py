"""Running the checks over a story, and over one fact of a story."""

from __future__ import annotations

from extractor.checks.added import run_added
from extractor.checks.arithmetic.headline import check_headline
from extractor.checks.arithmetic.sentence_sums import check_arithmetic
from extractor.checks.date.durations import check_periods
from extractor.checks.date.weekdays import find_weekdays
from extractor.checks.evidence.text_index import index_of
from extractor.checks.fact.grounding import check_quote
from extractor.checks.fact.speaker import check_speaker
from extractor.checks.fact.statement import check_statement
from extractor.checks.fact.when import check_when
from extractor.checks.fact.where import check_where
from extractor.checks.name.inconsistent_spellings import check_spellings
from extractor.checks.person.ages import ages_that_disagree
from extractor.checks.person.births import ages_against_births
from extractor.checks.person.titles import titles_that_disagree
from extractor.checks.quotation.open_quotations import find_open_quotations
from extractor.checks.remark.remarks import check_remarks
from extractor.scanning.document import Scan
from extractor.schemas.fact import Fact
from extractor.schemas.finding import Finding


def check_story(scan: Scan) -> list[Finding]:
    """The findings that need no fact: open quotations, weekdays that miss their date.

    `span` and `evidence` both point into the story.
    """
    story = index_of(scan)
    return [
        *find_open_quotations(story),
        *find_weekdays(story),
        *check_arithmetic(story),
        *check_periods(story),
        *ages_that_disagree(story),
        *ages_against_births(story),
        *titles_that_disagree(story),
        *check_headline(story),
        *check_spellings(story),
        *check_remarks(story),
    ]


def check_fact(fact: Fact, scan: Scan) -> list[Finding]:
    """Every verdict on one fact: its quote, figures, dates, place, speaker and names.

    Every span is of the story: `span` is where the fact stands, `evidence` what the verdict
    stands on; `found` has the model's words and `expected` the story's.
    """
    story = index_of(scan)
    findings = [check_quote(fact)]
    if fact.kind != "quotation":  # its statement is the quotation itself, with a name
        findings += check_statement(fact, story)
    if fact.when:
        findings.append(check_when(fact, story))
    if fact.where:
        findings.append(check_where(fact, story))
    speaker = check_speaker(fact, story)
    if speaker is not None:
        findings.append(speaker)
    return findings + run_added(("fact",), fact, scan)
