"""The quote that a fact stands on: in the story as it is, or not."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.check import declare
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.fact.passage import subject_of
from extractor.checks.findings import make_finding, quoted
from extractor.checks.passes import on_fact
from extractor.schemas.fact import Fact, Grounding
from extractor.schemas.finding import Finding, Verdict

_GROUNDING: dict[Grounding, Verdict] = {
    "exact": "verbatim",
    "typographic": "typographic",
    "ambiguous": "ambiguous",
    "unlocated": "absent",
}


GROUNDING = declare(
    "quote.grounding", "The words that a fact rests on, as they are in the story", severity="error"
)


@on_fact(GROUNDING, "quotation.wording", order=10)
def check_quote(fact: Fact, story: TextIndex) -> Iterator[Finding]:
    """How the words that a fact stands on stand in its story."""
    verdict = _GROUNDING[fact.grounding]
    message = {
        "verbatim": "The quote is in the story as it is.",
        "typographic": "The quote is in the story, apart from quotation marks, dashes or spacing.",
        "ambiguous": f"{quoted(fact.quote)} is in the story {len(fact.places)} times; "
        "it is not clear which one is meant.",
        "absent": f"{quoted(fact.quote)} is not in the story.",
    }[verdict]
    evidence = (fact.span,) if fact.span else fact.places
    yield make_finding(
        "quotation.wording" if fact.kind == "quotation" else "quote.grounding",
        verdict,
        fact.span,
        message,
        subject=subject_of(fact, "quote"),
        severity="error" if verdict == "absent" else None,
        evidence=evidence,
        found=fact.quote,
        expected=fact.span.text if fact.span else None,
    )
