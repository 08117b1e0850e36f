"""What a story says against itself, and what an editor should see first."""

import pytest

from extractor.checks import check_story, sort_by_harm
from extractor.drafts import check_draft
from extractor.scanning.document import Scan, scan_document
from extractor.schemas.document import Document


def scan_of(text: str) -> Scan:
    """What is found in a text."""
    return scan_document(Document(text=text))


@pytest.mark.parametrize(
    ("story", "check", "verdict"),
    [
        (
            "Output rose from 4.2 million to 5.1 million tonnes, up 21 percent.",
            "arithmetic.change",
            "derived",
        ),
        (
            "Output rose from 4.2 million to 5.1 million tonnes, up 31 percent.",
            "arithmetic.change",
            "value_mismatch",
        ),
        (
            "The rate went from 40 percent to 50 percent, a rise of 10 percent.",
            "arithmetic.change",
            "unit_mismatch",
        ),
        (
            "The share rose from 12.5% to 15%, an increase of 3.5 percentage points.",
            "arithmetic.change",
            "value_mismatch",
        ),
        ("Profit rose 35 percent to $50m from $40m.", "arithmetic.change", "value_mismatch"),
        ("Twelve people, including 14 children, were hurt.", "arithmetic.part", "value_mismatch"),
        ("They found 476 of the 539 crates (88 percent).", "arithmetic.percent", "derived"),
        ("They found 476 of the 539 crates (78 percent).", "arithmetic.percent", "value_mismatch"),
        ("Ann Poole, 34, spoke first. Later Poole, 43, left.", "person.age", "value_mismatch"),
        ("The vote was on Monday, 4 July 2025.", "date.weekday", "value_mismatch"),
    ],
)
def test_declared_relation_is_worked_out(story: str, check: str, verdict: str) -> None:
    """What the words declare is worked out within the digits' rounding."""
    assert [(f.check, f.verdict) for f in check_story(scan_of(story))] == [(check, verdict)]


@pytest.mark.parametrize(
    "story",
    [
        "Sales rose from 50 to 60 units in March. A quarter of the 40 staff left.",
        "In one study 68 percent agreed; in another, 57 percent.",
        "From 1980 to 2012 emissions fell by 25 percent.",
        "Over 800 doctors earn £140,000 and 893 earn more than £100,000.",
        "More than 300 people, including 14 children, were moved. Another 40 stayed.",
        "Poole, 34, and her son, 12, were safe. Dan Poole, 36, was at work.",
        "About 60 percent of men and 70 percent of women voted.",
        "They sold 539 of about 500 seats planned.",
    ],
)
def test_numbers_that_only_happen_to_meet_are_left_alone(story: str) -> None:
    """No relation is made that the words do not declare."""
    assert [f for f in check_story(scan_of(story)) if f.severity != "info"] == []


def test_problems_come_first_and_the_top_of_the_story_before_the_rest() -> None:
    """Order: problems, then looks, then matches; in each the headline before the body."""
    source = "Ruth Abara won the seat by 312 votes. The count took 9 hours. Turnout was 61 percent."
    draft = (
        "Ruth Abara wins by 321 votes\n\nTurnout was 61 percent, and the count took 9 hours."
        "\n\nMarit Veldkamp came last with 61 percent."
    )
    scan = scan_of(draft)
    found = sort_by_harm(check_draft(draft, [source]).findings, scan)
    ranks = [
        (not f.is_problem, ("error", "warning", "look", "info").index(f.severity)) for f in found
    ]
    assert [rank[0] for rank in ranks] == sorted(rank[0] for rank in ranks)
    assert found[0].span is not None
    assert found[0].span.text == "321"


@pytest.mark.parametrize(
    ("story", "names"),
    [
        ("Kristen Wilkes spoke first. Later Kristin Wilkes left.", ["Kristin Wilkes"]),
        ("Ed Woollard won. Mr Woolard was glad.", ["Woolard"]),
        ("Ed Woollard won. Mr Woolard was glad. Then Ed Woolard left.", ["Woolard"]),
        ("Ida Marvik spoke first. Later Ida Marzik left.", ["Ida Marzik"]),
        ("Ida Malvik spoke first. Later Ida Marvik left.", []),
        ("Envoys flew to Ukraine. The president of Ukrane met them.", ["Ukrane"]),
        ("Games began in Greece. Morris Greene won twice.", []),
        ("The team of Austria led. Fans of Austrie United sang.", ["Austrie United"]),
        ("The Marina opened in May. A marine from Marine Hall sang.", []),
        ("Envoys from Angola met those of Algeria and Nigeria.", []),
    ],
)
def test_one_name_in_two_spellings_is_no_two_things_that_sound_alike(
    story: str, names: list[str]
) -> None:
    """A slip is asked about; a place and a person, or a word of the language, are two things."""
    assert [
        f.span.text
        for f in check_story(scan_of(story))
        if f.check == "name.inconsistent" and f.span is not None
    ] == names


@pytest.mark.parametrize(
    ("story", "count"),
    [
        ("Games ‘deserve a place in every class’\n\nLessons may change next year, it seems.", 0),
        ("Lessons may change\n\nIt was a case of “too little and far too late”. So it went.", 1),
    ],
)
def test_the_words_quoted_in_a_headline_need_no_speaker_there(story: str, count: int) -> None:
    """The body says who said them; words of the body that nobody says are asked about."""
    assert [f.check for f in check_story(scan_of(story))] == ["quotation.speaker"] * count
