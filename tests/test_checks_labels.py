"""Numbers in rows and lists: what they count stands before them."""

from __future__ import annotations

import pytest

from extractor import check_draft


@pytest.mark.parametrize(
    ("draft", "source", "verdict"),
    [
        ("A ferry carrying 230 passengers ran aground.", "Passengers: 219", "value_mismatch"),
        ("A ferry carrying 219 passengers ran aground.", "Passengers: 219", "exact"),
        (
            "A ferry carrying 230 passengers ran aground.",
            "Item: Crew; Value: 12\n\nItem: Passengers; Value: 219",
            "value_mismatch",
        ),
        (
            "A ferry carrying 230 passengers ran aground.",
            "Crew\t12\nPassengers\t219",
            "value_mismatch",
        ),
        ("The hall has 300 seats.", "Seats: 340. Doors: 12.", "value_mismatch"),
        ("The hall has 300 seats.", "He said: 340.", "absent"),
        ("The hall has 300 seats.", "Doors: 340.", "absent"),
    ],
)
def test_a_row_speaks_of_what_its_label_says(draft: str, source: str, verdict: str) -> None:
    """Another number under the same label is found, and one under another label is not taken."""
    found = [f.verdict for f in check_draft(draft, [source]).findings if f.check == "figure.value"]
    assert found == [verdict]
