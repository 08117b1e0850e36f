"""What is no figure, date or name by itself, and has a row all the same."""

from __future__ import annotations

import pytest

from extractor import check_draft

Row = tuple[str, str, str]


def rows(draft: str, source: str, check: str) -> list[Row]:
    """The words, verdict and severity of each row of a check, in reading order."""
    found = [f for f in check_draft(draft, [source]).findings if f.check == check and f.span]
    found.sort(key=lambda f: f.span.start if f.span else 0)
    return [(f.span.text, f.verdict, f.severity) for f in found if f.span]


@pytest.mark.parametrize(
    ("draft", "source", "expected"),
    [
        (
            "For years the smith kept bees.",
            "The smith kept bees.",
            [("years", "not_checked", "look")],
        ),
        (
            "For years the smith kept bees.",
            "Bees were kept by the smith for many years.",
            [("years", "matches", "info")],
        ),
        (
            "A couple from Velm ran the mill.",
            "Two sisters from Velm ran the mill.",
            [("couple", "not_checked", "look")],
        ),
        (
            "The trio ran a double shift.",
            "The miners ran a shift.",
            [("trio", "not_checked", "look"), ("double", "not_checked", "look")],
        ),
        ("It ran for three years.", "It ran for three years.", [("three years", "exact", "info")]),
        (
            'She called it "years of work".',
            'She called it "years of work".',
            [],  # the quotation has its row
        ),
    ],
)
def test_an_amount_without_a_number_has_a_row(draft: str, source: str, expected: list[Row]) -> None:
    """A word for an amount is told once, and never as a problem."""
    assert rows(draft, source, "figure.value") == expected


@pytest.mark.parametrize(
    ("draft", "source", "expected"),
    [
        (
            "Midfielder Ola Brandt left the club.",
            "Ola Brandt left the club.",
            [("Midfielder", "not_checked", "look"), ("Ola Brandt", "matches", "info")],
        ),
        (
            "The former Harbour Secretary Ola Brandt left the town on foot.",
            "Ola Brandt, the former harbour secretary, left the town on foot.",
            [
                ("Harbour", "matches", "info"),
                ("Secretary", "matches", "info"),
                ("Ola Brandt", "matches", "info"),
            ],
        ),
        (
            "The Swedish-born smith left.",
            "The smith left.",
            [("Swedish", "not_checked", "look")],
        ),
        (
            "Petra Lind sang.",
            "Petra Hauge sang.",
            [("Petra", "matches", "info"), ("Lind", "absent", "warning")],
        ),
        ("THE SMITH LEFT THE TOWN OF SKAR", "The smith left.", []),
    ],
)
def test_a_word_with_a_capital_has_a_row(draft: str, source: str, expected: list[Row]) -> None:
    """A title, the part of a name that is known, and a people before a hyphen are each told."""
    got = rows(draft, source, "name.absent")
    assert got == expected


def test_no_word_has_two_rows() -> None:
    """The rows of names, figures and dates of one text do not overlap."""
    draft = (
        "For years, Midfielder Ola Brandt and a couple of Swedish-born sailors, Petra Lind among "
        "them, met Harbour Secretary Tora Vik twice in Southern Orlen on 3 May."
    )
    findings = check_draft(draft, ["Ola Brandt met Petra Hauge."]).findings
    spans = [f.span for f in findings if f.span is not None]
    assert not [(a, b) for a in spans for b in spans if a.start < b.start and a.overlaps(b)]
    assert len(spans) == len(set(spans))


def test_capital_behind_a_border_is_no_name() -> None:
    """A word that opens a cell or stands behind a colon or a dash has its capital for that."""
    text = "Cost\tRiders\nLanes: Surface — Paint was used."
    report = check_draft(text, ["The cost of the lanes was high."])
    said = [finding.message for finding in report.findings if "capital" in finding.message]
    assert said == []
