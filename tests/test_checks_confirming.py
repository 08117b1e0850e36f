"""A value that stands elsewhere in the source is a problem only where two signs say so."""

from __future__ import annotations

import pytest

from extractor import Document, check_draft
from extractor.checks.confirming import confirm_context
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import make_finding
from extractor.scanning.document import scan_document
from extractor.schemas.span import Span

MILL = (
    "The mill in Skar was fined £900 on Monday after oil ran into the river. "
    "Its owner had earlier paid £6,000 for the cleaning of the river, he told the court. "
    "The mayor, Tora Vik, said the mill should have asked for help."
)
RACE = (
    "Jonas Abel won the race to Dorsby on Saturday in front of Petra Lind. "
    "The cup was given to him by Ola Brandt, who won it in 1994. "
    "Some 4,100 people watched from the bridge and 320 sailors took part."
)
TRIAL = (
    "Jurors spent an hour on Tuesday before convicting a Brackwater woman of burning a boat shed. "
    "On Monday, a cousin told the judge that he had been asked for petrol. "
    "The jurors took so little time to convict Greta Lund on the charges that she wept."
)
"""The best sentence on the verdict gives no day, another has it."""


def severities(draft: str, source: str) -> list[str]:
    """How much each finding of context matters."""
    findings = check_draft(draft, [source]).findings
    return [f.severity for f in findings if f.check.endswith(".context")]


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        # the best sentence, its words and what is counted
        ("Some 320 people watched from the bridge.", RACE),
        # the same words on both sides
        ("Ola Brandt won the race to Dorsby on Saturday in front of Petra Lind.", RACE),
        # two that have changed places
        ("Petra Lind won the race to Dorsby on Saturday in front of Jonas Abel.", RACE),
    ],
)
def test_two_signs_make_a_problem(draft: str, source: str) -> None:
    """Where the place and the words or nouns agree, another value there is an error."""
    assert severities(draft, source)
    assert "look" not in severities(draft, source)


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        # the rival is given by the draft itself, for what it is
        (
            "The owner was fined £900 after oil ran into the river, and paid £6,000 to clean it.",
            MILL,
        ),
        ("The mill in Skar was fined £900 on Monday after oil ran into the river.", MILL),
        ("Jonas Abel won the race in front of Petra Lind; Ola Brandt gave him the cup.", RACE),
        ("Of 320 sailors Jonas Abel was the first in Dorsby, and 4,100 people watched.", RACE),
    ],
)
def test_a_faithful_draft_has_no_problem_of_context(draft: str, source: str) -> None:
    """What the draft says beside a value is no other value in its place."""
    assert [one for one in severities(draft, source) if one != "look"] == []


@pytest.mark.parametrize(
    ("draft", "said", "source", "rival", "severity"),
    [
        # the best sentence, and all its words
        (
            "Jonas Abel won the race to Dorsby on Sunday in front of Petra Lind.",
            "Sunday",
            RACE,
            "Saturday",
            "error",
        ),
        # the best of the sentences that give a weekday, though one without has more of the words
        (
            "It took jurors an hour to convict Greta Lund on the charges on Monday.",
            "Monday",
            TRIAL,
            "Tuesday",
            "error",
        ),
        # not the best of these
        ("A cousin told the judge about petrol on Monday.", "Monday", TRIAL, "Tuesday", "look"),
        # another sentence with another subject
        ("Sailors cheered Jonas Abel in 1963.", "1963", RACE, "1994", "look"),
        # what the draft itself says beside it
        (
            "The owner was fined £900 over the oil, and paid £6,000 for the cleaning.",
            "£900",
            MILL,
            "£6,000",
            "look",
        ),
    ],
)
def test_one_sign_asks_for_an_eye(
    draft: str, said: str, source: str, rival: str, severity: str
) -> None:
    """A finding of context is weighed by its signs alone, whatever check made it."""
    # From inside: which rival a check takes is its own matter.
    claim, there = (TextIndex(scan_document(Document(text=text))) for text in (draft, source))
    at, other, own = draft.index(said), source.index(rival), source.find(said)
    check = "figure.context" if said.startswith("£") else "date.context"
    finding = make_finding(
        check,
        "misplaced",
        Span.of(draft, at, at + len(said)),
        "",
        evidence=(
            Span.of(source, other, other + len(rival)),
            *([Span.of(source, own, own + len(said))] if own >= 0 else []),
        ),
        expected=rival,
    )
    assert [f.severity for f in confirm_context([finding], claim, [there])] == [severity]
