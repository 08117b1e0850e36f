"""Dates of one story against each other, and ages against years of birth."""

from datetime import date

import pytest

from extractor.drafts import check_documents
from extractor.schemas.document import Document

TODAY = date(2026, 7, 10)


def checks_of(text: str) -> set[str]:
    """The ids of what is reported of a story by itself."""
    report = check_documents(Document(text=text, published=TODAY), [])
    return {finding.check for finding in report.findings if finding.severity != "info"}


@pytest.mark.parametrize(
    ("text", "is_reported"),
    [
        ("Drivers began a three-day strike from Monday to Friday.", True),
        ("Drivers began a three-day strike from Monday to Wednesday.", False),
        ("Drivers began a two-day strike from Monday to Wednesday.", False),
        ("The Marlow fair runs for ten days, from 3 May to 8 May.", True),
        ("The Marlow fair runs for six days, from 3 May to 8 May.", False),
        ("Ida Marsh led the union for 12 years, from 1990 to 2010.", True),
        ("Ida Marsh led the union for 20 years, from 1990 to 2010.", False),
        ("Ida Marsh spent three years on data from 1990 to 2010.", False),
        ("Ida Marsh got a three-year sentence for thefts from 1990 to 2010.", False),
        ("The team, after 12 years, looked at data from 1990 to 2010.", False),
    ],
)
def test_duration_is_held_against_its_ends(text: str, is_reported: bool) -> None:
    """Only where nothing but the thing that lasts stands between the two."""
    assert ("date.duration" in checks_of(text)) == is_reported


VOTE = "The vote was held on 3 March. "


@pytest.mark.parametrize(
    ("text", "is_reported"),
    [
        (VOTE + "The minister resigned on 6 March, two days after the vote.", True),
        (VOTE + "The minister resigned on 5 March, two days after the vote.", False),
        (VOTE + "The minister resigned on 1 March, hours after the vote.", True),
        (VOTE + "The minister resigned on 3 March, hours after the vote.", False),
        (VOTE + "The minister resigned on 24 March, three weeks after the vote.", False),
        (VOTE + "The minister resigned on 24 April, three weeks after the vote.", True),
        (VOTE + "The minister resigned two days after the vote.", False),
        ("The council voted on Monday. Ida Marsh left on Thursday, a day after the vote.", True),
        ("He said on 1 March that a vote was due. He left on 6 March, days after the vote.", False),
        ("The minister resigned on 6 March, two days after the vote.", False),
    ],
)  # fmt: skip
def test_order_of_events_is_held_against_their_dates(text: str, is_reported: bool) -> None:
    """Both days must be given, and the event's right beside its name."""
    assert ("date.order" in checks_of(text)) == is_reported


@pytest.mark.parametrize(
    ("text", "is_reported"),
    [
        ("Ann Lee, 54, who was born in 1950, will lead the party.", True),
        ("Ann Lee, 75, who was born in 1950, will lead the party.", False),
        ("Ann Lee, 76, who was born in 1950, will lead the party.", False),
        ("Karl Brandt (1948-2016) ran the ferry. Brandt died at the age of 58.", True),
        ("Karl Brandt (1948-2016) ran the ferry. Brandt died at the age of 67.", False),
        ("Karl Brandt (born 4 May 1948) died on Tuesday at the age of 68.", True),
        ("Karl Brandt (born 4 May 1948) died on Tuesday at the age of 78.", False),
        ("Karl Brandt was born in 1948. Ann Lee, 30, runs the ferry.", False),
    ],
)
def test_age_is_held_against_the_year_of_birth(text: str, is_reported: bool) -> None:
    """On the story's day, or on that of the death."""
    assert ("person.born" in checks_of(text)) == is_reported
