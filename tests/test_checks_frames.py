"""A time told in the words of the source but for its number or its grain."""

from __future__ import annotations

from datetime import date

import pytest

from extractor import Document, check_draft

CHECKS = ("date.value", "figure.value", "figure.context")
SOURCE = (
    "The ferry to Skar has been out of service for the last 13 weeks, the harbour board said. "
    "A crane fell on the quay earlier this month and hurt a docker. "
    "The board met on Thursday night to hear the engineers. "
    "Talks with the crew resumed last month after a long break. "
    "The old lighthouse was painted three years ago by a team of volunteers."
)


@pytest.mark.parametrize(
    ("draft", "severity"),
    [
        ("The ferry to Skar has been out of service for the last 30 weeks.", "error"),
        ("The ferry to Skar has been out of service for the last 13 months.", "error"),
        ("The ferry to Skar has been out of service for the last 13 weeks.", "info"),
        ("The ferry to Skar has been out of service for the last thirteen weeks.", "info"),
        ("A crane fell on the quay earlier this year and hurt a docker.", "error"),
        ("A crane fell on the quay earlier this week and hurt a docker.", "error"),
        ("A crane fell on the quay earlier this month and hurt a docker.", "info"),
        ("The board met on Thursday morning to hear the engineers.", "error"),
        ("The board met on Thursday evening to hear the engineers.", "look"),
        ("The board met on Thursday night to hear the engineers.", "info"),
        ("Talks with the crew resumed last year after a long break.", "error"),
        ("After a long break talks with the crew resumed last month.", "info"),
        ("The old lighthouse was painted four years ago by a team of volunteers.", "error"),
        ("The old lighthouse was painted three months ago by a team of volunteers.", "error"),
        ("A team of volunteers painted the old lighthouse three years ago.", "info"),
    ],
)
@pytest.mark.parametrize("published", [None, date(2026, 5, 18)])
def test_another_number_or_grain_in_the_same_words_differs(
    draft: str, severity: str, published: date | None
) -> None:
    """In a sentence that is the source's otherwise, another time is wrong; where it is told
    otherwise, a wider time asks for an eye."""
    report = check_draft(draft, [Document(text=SOURCE, published=published)])
    about_time = [f for f in report.findings if f.check in CHECKS]
    assert [f.severity for f in about_time] == [severity]


def test_a_wider_time_told_otherwise_asks_for_an_eye() -> None:
    """ "This year" holds "this month": in other words it is no error."""
    source = Document(text=SOURCE, published=date(2026, 5, 18))
    report = check_draft("A docker was hurt this year when something fell on him.", [source])
    assert [f.severity for f in report.findings if f.check == "date.value"] == ["look"]
