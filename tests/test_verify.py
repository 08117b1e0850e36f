"""Any object against a source."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from pydantic import BaseModel

from extractor.errors import InputError
from extractor.schemas.document import Document
from extractor.schemas.finding import Finding
from extractor.verification import FigureText, Quote, SpeakerName, verify

STORY = (
    "On 3 March 2026 a main burst in Wexcombe. The water company said that 1,250 homes had none."
    " Repairs will cost £4.2 million.\n\n“We had no warning at all,” said Inga Solberg, who runs"
    " the works. The mayor, Colin Threlfall, thanked 40 volunteers."
)


class Cost(BaseModel):
    amount: Decimal
    evidence: Quote | None = None


class Outage(BaseModel):
    homes: int
    day: date
    note: str
    costs: list[Cost] = []
    said: Quote | None = None
    by: SpeakerName | None = None
    size: FigureText | None = None


def found(obj: object) -> dict[str | None, list[Finding]]:
    """The findings by field."""
    table: dict[str | None, list[Finding]] = {}
    for finding in verify(obj, STORY):
        table.setdefault(finding.field, []).append(finding)
    return table


def test_true_object_has_no_problem() -> None:
    """Every leaf of a true object is looked at and agrees."""
    outage = Outage(
        homes=1250,
        day=date(2026, 3, 3),
        note="Repairs will cost £4.2m.",
        costs=[Cost(amount=Decimal("4200000"), evidence="Repairs will cost £4.2 million")],
        said="We had no warning at all",
        by="Solberg",
        size="1,250 homes",
    )
    table = found(outage)
    assert not [f for findings in table.values() for f in findings if f.is_problem]
    assert set(table) == {
        "homes",
        "day",
        "note",
        "costs.0.amount",
        "costs.0.evidence",
        "said",
        "by",
        "size",
    }


def test_altered_leaves_are_problems_at_their_paths() -> None:
    """A changed number, day, text, quote and speaker are each reported where they stand."""
    outage = Outage(
        homes=1350,
        day=date(2026, 3, 4),
        note="Repairs will cost £4.2 billion.",
        costs=[Cost(amount=Decimal("42"))],
        said="We had clear warning at all",
        by="Threlfall",
    )
    problems = {path for path, f in found(outage).items() if any(x.is_problem for x in f)}
    assert problems == {"homes", "day", "note", "costs.0.amount", "said", "by"}


def test_evidence_narrows_where_to_look() -> None:
    """A number that the source has, but not in the evidence given, is misplaced."""
    cost = {"amount": 1250, "evidence": "Repairs will cost £4.2 million"}
    (finding,) = [f for f in verify(cost, STORY) if f.field == "amount"]
    assert (finding.verdict, finding.expected) == ("misplaced", "£4.2 million")


def test_mappings_dataclasses_and_sequences_are_walked() -> None:
    """Leaves are found in mappings, dataclasses and lists alike."""

    @dataclass
    class Part:
        homes: int

    table = found({"parts": [Part(1250), {"homes": 7}], "skip": None, "flag": True})
    assert table["parts.0.homes"][0].verdict == "exact"
    assert table["parts.1.homes"][0].verdict == "absent"
    assert set(table) == {"parts.0.homes", "parts.1.homes"}


def test_figure_text_without_a_figure_asks_for_an_eye() -> None:
    """A field that should hold a figure and does not is said so."""
    outage = Outage(homes=1250, day=date(2026, 3, 3), note="x", size="rather a lot")
    assert found(outage)["size"][0].verdict == "not_checked"


def test_odd_numbers_do_not_raise() -> None:
    """NaN, infinity and complex numbers are simply not in the source."""
    for number in (float("nan"), float("inf"), 1j):
        (finding,) = verify({"n": number}, STORY)
        assert finding.verdict == "absent"


TIMES = (
    "The gate opened on 3 March 2026. The vote was on 4 March 2026 at 3 p.m. On 5 March 2026 it"
    " closed again.\n\nNobody came before 14:30. Of the voters of 2019, 12 percent came by bus."
)


@pytest.mark.parametrize(
    ("value", "verdict", "said"),
    [
        (datetime(2026, 3, 3), "exact", "3 March 2026"),
        (datetime(2026, 3, 3, 9, 0), "absent", "but the time 09:00 is not"),
        (datetime(2026, 3, 3, 15, 0), "absent", "but the time 15:00 is not"),
        (datetime(2026, 3, 4, 15, 0), "exact", "at 3 p.m."),
        (datetime(2026, 3, 4, 16, 0), "value_mismatch", "16:00 here; the source has"),
        (datetime(2026, 3, 4, 15, 0, 9), "value_mismatch", "15:00:09 here"),
        (datetime(2026, 3, 5, 14, 30), "not_checked", "see whether they belong together"),
        (datetime(2026, 3, 6, 15, 0), "absent", "2026-03-06 is not in the source"),
        (time(14, 30), "exact", "14:30"),
        (time(15), "exact", "3 p.m."),
        (time(22), "absent", "22:00 is not in the source"),
        (2026, "exact", "3 March 2026"),
        (2019, "exact", "2019"),
        (2018, "absent", "2018"),
        (Decimal("0.12"), "equivalent", "12 percent"),
        (0.12, "equivalent", "12 percent"),
        (0.13, "absent", "0.13"),
        (timedelta(hours=3), "not_checked", "type timedelta is not compared"),
        (b"12", "not_checked", "type bytes is not compared"),
    ],
)
def test_times_years_and_shares_are_compared(value: object, verdict: str, said: str) -> None:
    """An hour that the source does not give is never passed over; a share is a percentage."""
    (finding,) = verify({"value": value}, TIMES)
    assert finding.verdict == verdict
    assert said in finding.message


PERIODS = (
    "The mill opened in 2019 and shut in March. It ran at a loss from 2003 to 2005, in the 1990s, "
    "in Q3 2022 and in FY2021. It may open on a Tuesday evening in the spring."
)


@pytest.mark.parametrize(
    ("field", "value", "verdict", "there"),
    [
        ("year", "2019", "exact", "2019"),
        ("opened", " 2019 ", "exact", "2019"),
        ("opened", 2019.0, "exact", "2019"),
        ("loss", "2003", "equivalent", "from 2003 to 2005"),
        ("loss", "2005", "equivalent", "from 2003 to 2005"),
        ("loss", 2005, "exact", "from 2003 to 2005"),
        ("loss", "2003–05", "equivalent", "from 2003 to 2005"),
        ("loss", 2022, "exact", "Q3 2022"),
        ("loss", "2022", "equivalent", "Q3 2022"),
        ("loss", "2021", "equivalent", "FY2021"),
        ("loss", 2021, "exact", "FY2021"),
        ("decade", "the 1990s", "exact", "the 1990s"),
        ("decade", "1990s", "equivalent", "the 1990s"),
        ("decade", "the 1980s", "absent", None),
        ("month", "March", "exact", "March"),
        ("month", "Mar", "equivalent", "March"),
        ("month", 3, "exact", "March"),
        ("month", 4, "absent", None),
        ("months", 3, "absent", None),
        ("shut", "April", "absent", None),
        ("shut", "May", "absent", None),
        ("shut", "Mon", "absent", None),
        ("shut", "Tue", "equivalent", "Tuesday evening"),
        ("year", "2018", "absent", None),
        ("year", 2018, "absent", None),
        ("season", "autumn", "absent", None),
        ("season", "spring", "exact", "spring"),
        ("trend", "fall", "not_checked", None),
    ],
)
def test_bare_times_are_read_as_times(
    field: str, value: object, verdict: str, there: str | None
) -> None:
    """A year, month or decade by itself is held against the source's dates."""
    (finding,) = verify({field: value}, PERIODS)
    assert (finding.verdict, finding.expected) == (verdict, there)


@pytest.mark.parametrize("value", [1990, "1990", 2004, "2004"])
def test_year_inside_a_period_is_shown_to_an_editor(value: object) -> None:
    """ "The 1990s" do not bear out 1990, and do not speak against it."""
    (finding,) = verify({"year": value}, PERIODS)
    assert (finding.verdict, finding.severity) == ("equivalent", "look")


def test_number_that_looks_like_a_year_stays_a_number() -> None:
    """ "2019" is borne out by 2,019 people, if no date is named so."""
    (finding,) = verify({"people": "2019"}, "In all 2,019 people came.")
    assert (finding.check, finding.verdict) == ("figure.value", "equivalent")
    (finding,) = verify({"people": Decimal("1e9999")}, "In all 2,019 people came.")
    assert finding.verdict == "absent"


@pytest.mark.parametrize(
    ("obj", "source", "said"),
    [
        ({"a": "x"}, "\ud800", "the text"),
        ({"a": ["x\ud800"]}, "x", "a.0"),
        ({"\ud800": "x"}, "x", "ud800"),
    ],
)
def test_half_character_is_refused_by_the_name_of_its_text(
    obj: object, source: str, said: str
) -> None:
    """What no report could carry as JSON is refused in one line that names where it is."""
    with pytest.raises(InputError, match="lone surrogate") as caught:
        verify(obj, source)
    assert said in str(caught.value)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(("day_first", "verdict"), [(True, "exact"), (False, "absent")])
def test_the_order_of_day_and_month_is_the_source_s(day_first: bool, verdict: str) -> None:
    """ "01/02/2026" in a source bears out 1 February where the source puts the day first."""
    source = Document(text="The fair opens on 01/02/2026.", day_first=day_first)
    (finding,) = verify({"opens": date(2026, 2, 1)}, source)
    assert finding.verdict == verdict
