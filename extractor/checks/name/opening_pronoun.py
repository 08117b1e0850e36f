"""A text that opens with "He" before anybody is named."""

from __future__ import annotations

import re

from extractor.checks.check import declare
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import make_finding, quoted
from extractor.checks.passes import on_draft_alone
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.patterns import either
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span


@by_language
def _opening_pronoun(language: Language) -> re.Pattern[str]:
    words = language.people.leaning.opening
    return re.compile(rf"\W*({either(words)})\b", re.IGNORECASE)


PRONOUN = declare(
    "name.pronoun", 'A text that opens with "He" before anybody is named', severity="warning"
)


@on_draft_alone(PRONOUN, order=10)
def check_opening_pronoun(claim: TextIndex) -> list[Finding]:
    """A text that opens with "He": nobody has been named yet."""
    bodies = [s for s in claim.scan.sentences if not claim.is_furniture(s)]
    if not bodies:
        return []
    found = _opening_pronoun().match(bodies[0].text)
    if found is None:
        return []
    start = bodies[0].start + found.start(1)
    rest = claim.text[bodies[0].start : bodies[0].end]
    if re.search(r"[\"“”]", rest[: found.end() + 1]):
        return []
    span = Span.of(claim.text, start, start + len(found.group(1)))
    return [
        make_finding(
            "name.pronoun",
            "unattributed",
            span,
            f"The text opens with {quoted(span.text)}, and nobody has been named.",
            severity="warning",
        )
    ]
