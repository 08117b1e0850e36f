"""Two figures side by side."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.comparing.conversion import convert
from extractor.comparing.figures import compare_figures
from extractor.comparing.hedging import is_rounding
from extractor.scanning.scanner import scan_figures
from extractor.schemas.figure import Figure

CASES = [
    # claim, source, verdict, severity
    ("5,000 homes", "5,000 homes", "exact", "info"),
    ("5,000 homes", "five thousand homes", "equivalent", "info"),
    ("5K homes", "5,000 homes", "equivalent", "info"),
    ("£4.2m", "£4.2 million", "equivalent", "info"),
    ("half of voters", "50 percent of voters", "equivalent", "info"),
    ("two weeks", "14 days", "equivalent", "info"),
    ("2 gigatons of ash", "2 billion tons of ash", "equivalent", "info"),
    ("60 megalitres", "60 million litres", "equivalent", "info"),
    ("300 litres a second", "18,000 litres a minute", "equivalent", "info"),
    ("N7 billion", "7 billion naira", "equivalent", "info"),
    ("2 million barrels", "2 million barrels a day", "unit_mismatch", "look"),
    ("80 cents to $1.10", "$0.80 to $1.10", "equivalent", "info"),
    ("five people", "five or six people", "hedge_changed", "error"),
    ("over 330 missiles", "more than 330 missiles", "exact", "info"),
    ("over 330 missiles", "at least 330 missiles", "equivalent", "info"),
    ("more than 500 people", "539 people", "rounded", "info"),
    ("about 4,200 people", "4,187 people", "rounded", "info"),
    ("nearly 80 people", "78 people", "rounded", "info"),
    ("4.2 million people", "4,187,000 people", "rounded", "info"),
    ("more than 20 people", "at least 23 people", "rounded", "info"),
    ("up to 40 people", "between 30 and 40 people", "equivalent", "info"),
    ("about 35 people", "between 30 and 40 people", "rounded", "info"),
    ("23 people", "at least 23 people", "hedge_changed", "error"),
    ("at most 23 people", "at least 23 people", "hedge_changed", "error"),
    ("over 539 drones", "539 drones", "hedge_changed", "error"),
    ("140 brides", "about 140 brides", "hedge_changed", "error"),
    ("about 140 brides", "140 brides", "hedge_changed", "look"),
    ("40 people", "between 30 and 40 people", "hedge_changed", "error"),
    ("200,000 people", "up to 200,000 people", "hedge_changed", "error"),
    ("£4.2 billion", "£4.2 million", "scale_mismatch", "error"),
    ("about 5,000 people", "more than 500 people", "scale_mismatch", "error"),
    ("€40m", "£40m", "unit_mismatch", "error"),
    ("3 percentage points", "3 percent", "unit_mismatch", "error"),
    ("three days", "three weeks", "unit_mismatch", "error"),
    ("540 drones", "539 drones", "value_mismatch", "error"),
    ("about 15 people", "at least 23 people", "value_mismatch", "error"),
    ("more than 600 people", "539 people", "value_mismatch", "error"),
    ("12.9 percent", "12.8 percent", "value_mismatch", "error"),
    ("between 30 and 60 people", "between 30 and 40 people", "value_mismatch", "error"),
    ("5,000 people", "5,000 km", "unit_mismatch", "error"),
    ("90 decibels", "90 degrees", "unit_mismatch", "error"),
    ("90 decibels", "80 decibels", "value_mismatch", "error"),
    ("the fourth", "four", "absent", "warning"),
]


@pytest.mark.parametrize(("claim", "source", "verdict", "severity"), CASES)
def test_comparison(claim: str, source: str, verdict: str, severity: str) -> None:
    """A claimed figure against the source's has this verdict and weight."""
    found = compare_figures(only(claim), only(source))
    assert (found.verdict, found.severity) == (verdict, severity)


def test_difference_is_said_in_an_editors_words() -> None:
    """The reason says how much larger, and that the hedge differs too."""
    found = compare_figures(only("about 5,000 people"), only("more than 500 people"))
    assert found.reason == "Ten times that."
    found = compare_figures(only("up to 5,000 people"), only("more than 500 people"))
    assert found.reason == "Ten times that. That is a minimum, not a maximum."


@pytest.mark.parametrize(
    ("value", "unit", "into", "expected"),
    [
        (Decimal(2), "week", "day", Decimal(14)),
        (Decimal(10), "kilometer", "meter", Decimal(10000)),
        (Decimal(3), "meter", "kilogram", None),
        (Decimal(3), "no_such_unit", "meter", None),
        (Decimal(90), "decibel", "decibel", Decimal(90)),
        (Decimal(90), "decibel", "degree", None),
        (Decimal(90), "degree", "decibel", None),
        (Decimal(90), "byte", "decibel", None),
        (Decimal(90), "decibel", "percent", None),
    ],
)
def test_conversion(value: Decimal, unit: str, into: str, expected: Decimal | None) -> None:
    """A value in another unit; none where the units do not measure the same."""
    found = convert(value, unit, into)
    assert found is None if expected is None else found is not None and found == expected


@given(st.integers(min_value=1, max_value=10**9))
def test_every_number_is_a_rounding_of_itself(number: int) -> None:
    """A number stands for itself whatever its hedge."""
    value = Decimal(number)
    assert all(is_rounding(value, value, side) for side in ("lower", "upper", "near", "none"))


@given(st.integers(min_value=2, max_value=10**6), st.sampled_from((-1, 1)))
def test_a_count_that_is_off_by_one_never_agrees(number: int, step: int) -> None:
    """Without a hedge, one more or one less is another number."""
    found = compare_figures(only(f"{number + step} crates"), only(f"{number} crates"))
    assert not found.is_support


def only(text: str) -> Figure:
    """The one figure of a text."""
    figures = scan_figures(f"They counted {text} there.")
    assert len(figures) == 1, figures
    return figures[0]
