"""Every figure and date of a story, and the facts that claim it."""

from hypothesis import given
from hypothesis import strategies as st

from extractor.ledger import make_ledger
from extractor.scanning.document import Scan, scan_document
from extractor.schemas.document import Document
from extractor.schemas.fact import Fact, FactKind
from extractor.schemas.figure import DateRef, Figure
from extractor.schemas.span import Span

STORY = (
    "PORT ANSEL, March 12, 2026 — A ferry with 312 people aboard struck a barge, injuring at least"
    " 14 passengers. The service will resume in June 2027.\n\n© 2026 Ansel Courier."
)


def scan_of(text: str) -> Scan:
    """What is found in a text."""
    return scan_document(Document(text=text))


def fact_on(
    scan: Scan,
    quote: str,
    *,
    kind: FactKind = "figure",
    figures: tuple[Figure, ...] = (),
    dates: tuple[DateRef, ...] = (),
) -> Fact:
    """A fact that stands on these words of the story."""
    start = scan.text.index(quote)
    return Fact(
        id="F1",
        kind=kind,
        statement=quote,
        quote=quote,
        span=Span.of(scan.text, start, start + len(quote)),
        grounding="exact",
        figures=figures,
        dates=dates,
        passage=0,
    )


def test_row_is_claimed_by_the_fact_that_carries_its_figure() -> None:
    """Only the figure that a fact carries is claimed by it."""
    scan = scan_of(STORY)
    figure = next(f for f in scan.figures if f.span.text == "14")
    rows = list(make_ledger(scan, [fact_on(scan, "at least 14 passengers", figures=(figure,))]))
    claimed = [row.figure.span.text for row in rows if row.figure and row.claimed_by]
    assert claimed == ["14"]


def test_date_has_one_row_and_its_numbers_none() -> None:
    """A year inside a date is no row of its own."""
    rows = list(make_ledger(scan_of(STORY)))
    words = [row.date.span.text for row in rows if row.date]
    assert any("June 2027" in text for text in words)
    assert not [row for row in rows if row.figure and row.figure.span.text == "2027"]


def test_date_is_claimed_by_a_free_statement_that_covers_it() -> None:
    """A statement without a figure claims the dates inside its quote."""
    scan = scan_of(STORY)
    fact = fact_on(scan, "The service will resume in June 2027.", kind="statement")
    rows = [row for row in make_ledger(scan, [fact]) if row.date and "June" in row.date.span.text]
    assert [row.claimed_by for row in rows] == [("F1",)]


def test_furniture_is_set_aside_with_its_reason() -> None:
    """The dateline and the copyright year are rows, and no fact is expected for them."""
    reasons = {row.set_aside for row in make_ledger(scan_of(STORY)) if row.set_aside}
    assert {"dateline", "copyright line"} <= reasons


def test_identifiers_are_set_aside() -> None:
    """A road's or flight's number counts nothing."""
    scan = scan_of("Flight BA117 left Route 7 behind. It carried 40 people.")
    rows = list(make_ledger(scan))
    assert all(
        row.set_aside == "identifier"
        for row in rows
        if row.figure and row.figure.kind == "identifier"
    )


@given(st.lists(st.sampled_from(["12 men ", "in 2024 ", "on 4 May 2025 ", "£3m. ", "\n\n", "x "])))
def test_counts_add_up_in_reading_order(parts: list[str]) -> None:
    """Every figure is a row or lies in a date that is; the three counts make the whole."""
    scan = scan_of("".join(parts))
    ledger = make_ledger(scan)
    counts = [ledger.count("claimed"), ledger.count("unclaimed"), ledger.count("set_aside")]
    assert sum(counts) == len(ledger)
    spans = [part.span for row in ledger if (part := row.figure or row.date) is not None]
    assert spans == sorted(spans, key=lambda span: (span.start, span.end))
    for figure in scan.figures:
        assert any(span.covers(figure.span) for span in spans)
