"""Sums inside one story, and what of them settles a number that no source has."""

import pytest

from extractor.drafts import check_documents, check_draft


def reported(story: str, prefix: str = "arithmetic.") -> list[str]:
    """The sums of a story that do not fit, by the words that state them."""
    found = check_documents(story, []).problems
    return [f.span.text for f in found if f.check.startswith(prefix) and f.span is not None]


@pytest.mark.parametrize(
    ("story", "words"),
    [
        ("The blast killed 25 people: 12 men, eight women and three children.", ["25"]),
        ("The blast killed 23 people: 12 men, eight women and three children.", []),
        ("The blast hit 25 people, 12 men, eight women and three children.", []),
        ("The blast killed 25 people: 12 men, eight women.", []),
        ("About 25 people were hurt: 12 men, eight women and three children.", []),
        ("Some 12 men, 8 women and 3 children, a total of 24, were hurt.", []),
        ("In all 12 men, 8 women and 3 children, a total of 24, were hurt.", ["24"]),
        ("The bus carried 30 people, 40 of them children.", ["40"]),
        ("At least 30 people were hurt, 40 of them children.", []),
        ("Of the 80 seats, 20 went to women, or 40 percent.", ["40 percent"]),
        ("Of the 80 seats, 20 went to women, or 25 percent.", []),
        ("The depot sold 200 buses for $4 million, or $25,000 each.", ["$25,000"]),
        ("The depot sold 200 buses for $4 million, or $20,000 per bus.", []),
        ("The depot sold 200 buses for $4 million, or $25,000 per driver.", []),
        ("One in five pupils, or 25 percent, missed a day.", ["25 percent"]),
        ("One in five pupils, or 21 percent, missed a day.", []),
        ("Rents rose from 4 percent to 5 percent, an increase of 1 percent.", ["1 percent"]),
        ("Rents rose from 4 percent to 5 percent, an increase of 25 percent.", []),
        ("Rents rose from 4 percent to 5 percent, an increase of 1 percentage point.", []),
    ],
)
def test_only_declared_sums_are_done(story: str, words: list[str]) -> None:
    """A colon, a bracket, "of them" and the like declare them; neighbourhood does not."""
    assert reported(story) == words


SOURCE = "Membership fell from 2,150 in 2021 to 1,680 last year."


def test_result_that_the_draft_works_out_needs_no_source() -> None:
    """A fall that its two ends give, both of them in the source, is derived."""
    report = check_draft(SOURCE.rstrip(".") + ", a fall of 22 percent.", [SOURCE])
    assert report.problems == ()
    assert "derived" in {f.verdict for f in report.findings}


def test_wrong_result_is_reported_once() -> None:
    """The sum says what is wrong; that no source has the number says nothing more."""
    report = check_draft(SOURCE.rstrip(".") + ", a fall of 32 percent.", [SOURCE])
    assert [f.check for f in report.problems] == ["arithmetic.change"]


def test_result_from_wrong_ends_still_needs_a_source() -> None:
    """What is worked out from a number that the source does not have is not borne out."""
    report = check_draft("Membership fell from 3,360 to 1,680, a fall of 50 percent.", [SOURCE])
    assert {f.span.text for f in report.problems if f.span} >= {"3,360", "50 percent"}


@pytest.mark.parametrize(
    ("story", "is_reported"),
    [
        ("In the trial, 50 percent of eight patients felt better.", True),
        ("In the trial, 50 percent of the 800 patients felt better.", False),
        ("Marsh leads Pell by 46% to 44% in a poll. Its margin of error is 3 points.", True),
        ("Marsh leads Pell by 56% to 44% in a poll. Its margin of error is 3 points.", False),
        ("The new plant makes 5 times more steel than the old one.", True),
    ],
)
def test_numbers_that_mislead_are_remarks(story: str, is_reported: bool) -> None:
    """They ask for an eye and are never problems."""
    found = [f for f in check_documents(story, []).findings if f.check.startswith("remark.")]
    assert bool(found) == is_reported
    assert all(f.severity == "look" for f in found)


def test_counts_of_the_source_are_shown_beside_a_percentage() -> None:
    """Four of six is said, where the draft has 67 percent."""
    source = "In the second group, four of the six patients, or 67 percent, felt better."
    report = check_draft("In the second group 67 percent felt better.", [source])
    (remark,) = [f for f in report.findings if f.check == "remark.small_base"]
    assert remark.expected == "four of the six patients"
