"""What each name, quotation, age and turn of speech of a draft is told, and how much it matters."""

from __future__ import annotations

import pytest

from extractor import check_draft

OTHER = ("value_mismatch", "error")
Row = tuple[str, str, str, str]
"""Check, words, verdict, severity."""


def told(draft: str, source: str, *families: str) -> list[Row]:
    """The findings of some families on a draft."""
    found = check_draft(draft, [source]).findings
    return [
        (f.check, f.span.text, f.verdict, f.severity)
        for f in found
        if f.span is not None and f.check.startswith(families)
    ]


@pytest.mark.parametrize(
    ("draft", "source", "words", "verdict", "severity"),
    [
        ("Petra Lind sang.", "Ms Lind sang.", "Petra", "absent", "warning"),
        ("Petra Lind sang.", "Petra Hauge sang.", "Lind", "absent", "warning"),
        ("Petra Lind sang.", "Nobody sang.", "Petra Lind", "absent", "warning"),
        ("Petra Lind sang.", "Petra spoke. Later on Lind sang.", "Petra Lind", "absent", "look"),
        ("Petra Lind sang.", "Petra Lind sang.", "Petra Lind", "matches", "info"),
        ("They saw Dora Hays.", "They saw Dora Hayes.", "Dora Hays", "altered", "warning"),
        ("They saw Dora Hays.", "They saw Anna Hayes.", "Dora Hays", "absent", "warning"),
        ("It closed in Leeds.", "The Leeds Arms closed.", "Leeds", "ambiguous", "look"),
        ("It closed in Leeds.", "The Leeds Arms in Leeds closed.", "Leeds", "matches", "info"),
        ("It closed in Leeds.", "It closed in Leeds.", "Leeds", "matches", "info"),
        ("He went to York.", "He went to New York.", "York", "ambiguous", "look"),
        ("We met Abel.", "We met Jonas Abel.", "Abel", "matches", "info"),
        (
            "Talks took place in Moscow.",
            "Talks took place in Russia.",
            "Moscow",
            "absent",
            "warning",
        ),
        ("On Friday Moscow agreed.", "On Friday Russia agreed.", "Moscow", "matches", "info"),
        ("The United Nations agreed.", "The UN agreed.", "United Nations", "matches", "info"),
        ("They met Paul Morris.", "They met the PM.", "Paul Morris", "absent", "warning"),
        ("It sank off Las Palmas.", "It sank off Palmas.", "Las Palmas", "matches", "info"),
    ],
)
def test_a_name_is_as_good_as_its_words_in_the_source(
    draft: str, source: str, words: str, verdict: str, severity: str
) -> None:
    """What is missing is underlined, and what stands in another name is no match."""
    rows = [row[1:] for row in told(draft, source, "name.absent", "name.spelling")]
    assert rows[:1] == [(words, verdict, severity)]
    assert all(row[2] == "info" for row in rows[1:]), "the rest of the name has its own row"


@pytest.mark.parametrize(
    ("draft", "source", "verdict", "severity"),
    [
        ('The board spoke of a "slow leak" in the wall.',) * 2 + ("verbatim", "info"),
        (
            'The board spoke of a "grave danger" in the wall.',
            'The board spoke of a "slow leak" in the wall.',
            "altered",
            "error",
        ),
        (
            'The board spoke of a "slow leak" in the wall.',
            "The board spoke of a slow leak in the wall.",
            "verbatim",
            "info",
        ),
        (
            'The board feared a "slow leak" in the wall.',
            'The board feared a "grave danger" in the wall.',
            "altered",
            "error",
        ),
        (
            'A "slow leak" was seen in the wall.',
            'Pupils at the school sang. The cook was "thrilled" by them.',
            "absent",
            "look",
        ),
        (
            '"The roof is lost." Berg left the hall.',
            '"The roof is wet, but sound," she said.',
            "altered",
            "error",
        ),
        (
            '"They never wrote," Berg said.',
            '"[The tenants] never wrote," Berg said.',
            "trimmed",
            "look",
        ),
        ('"They never paid," Berg said.', '"We never paid," Berg said.', "altered", "error"),
    ],
)
def test_all_words_in_quotation_marks_have_a_verdict(
    draft: str, source: str, verdict: str, severity: str
) -> None:
    """Phrases of a word or two are compared with what the source quotes in their place."""
    rows = [row[2:] for row in told(draft, source, "quotation.wording")]
    assert rows == [(verdict, severity)]


def test_marks_inside_others_are_read_with_them() -> None:
    """A phrase inside somebody's words has no row of its own."""
    text = "\"He called it 'a sudden end' to us,\" Berg said."
    assert len(told(text, text, "quotation.wording")) == 1


@pytest.mark.parametrize(
    ("draft", "source", "words"),
    [
        (
            "Eva Krog, 7, fell.",
            "Her girl Eva, 7, fell. Ms Krog, 39, wept.",
            [],
        ),
        ("Eva Krog, 8, fell.", "Ms Krog's girl Eva, 7, fell. Ms Krog, 39, wept.", ["8"]),
        ("Eva Krog, 35, wept.", "Eva Krog's girl fell. Ms Krog, 39, wept.", ["35"]),
        ("Ms Krog, 39, wept for her son Leo Krog, 6.", "Nothing was said.", []),
        ("Leo Krog, 6, fell, and Ms Krog, 39, wept.", "Nothing was said.", []),
        ("Leo Krog, 62, fell, and Mr Krog, 39, wept.", "Nothing was said.", ["39"]),
    ],
)
def test_an_age_belongs_to_the_person_beside_it(draft: str, source: str, words: list[str]) -> None:
    """Parent and child of one surname are told apart by a first name, or by a title."""
    assert [row[1] for row in told(draft, source, "person.age")] == words


@pytest.mark.parametrize(
    ("draft", "source", "verdict", "severity"),
    [
        ("Mia Dahl won her second cup.", "Mia Dahl won the cup.", "absent", "warning"),
        ("Mia Dahl won her first cup.", "Mia Dahl won the cup.", "absent", "warning"),
        ("Mia Dahl won a second cup.", "Mia Dahl won the cup again.", "not_checked", "look"),
        ("Mia Dahl won in the first half.", "Mia Dahl won early on.", "not_checked", "info"),
        ("Mia Dahl won her ninth cup.", "Mia Dahl won the cup.", "absent", "warning"),
        ("One diver was late.", "The divers met at noon.", "not_checked", "info"),
        ("At least one diver was late.", "The divers met at noon.", "absent", "warning"),
        ("Hundreds of divers came.", "The weather was fine.", "absent", "look"),
        ("Some 300 divers came.", "The weather was fine.", "absent", "warning"),
        ("The hall sold 50 tickets.", "The hall, 50 years old, was full.", "absent", "warning"),
        (
            "The hall has 44 seats.",
            "The 44-year-old's hall has 19 seats.",
            "value_mismatch",
            "error",
        ),
        ("The hall has 44 seats.", "The hall has 44 seats.", "exact", "info"),
        (
            "He lost 31 cows.",
            "He lost 24 cows in May and seven cows in June.",
            "not_checked",
            "look",
        ),
        ("He lost 33 cows.", "He lost 24 cows in May and seven cows in June.", *OTHER),
    ],
)
def test_every_number_of_a_draft_is_told_something(
    draft: str, source: str, verdict: str, severity: str
) -> None:
    """A first and a second, a one and a vague hundreds have a row too, and years are no count."""
    rows = [row[2:] for row in told(draft, source, "figure.")]
    assert rows == [(verdict, severity)]


def test_a_number_in_a_name_is_told_with_the_name() -> None:
    """ "World War Two" has one row, not two."""
    rows = told("He fought in World War Two.", "He fought in France.", "figure.", "name.absent")
    assert [row[:2] for row in rows] == [("name.absent", "World War Two")]


@pytest.mark.parametrize(
    ("story", "verdict", "shown"),
    [
        ("Rents rose 20 percent, from 3 million to 4 million.", "ambiguous", "about 33.3"),
        ("Rents rose 33 percent, from 1.5 million to 2 million.", "derived", "about 33.3"),
        ("Rents rose 25 percent, from 400 to 500.", "derived", "is 25 percent"),
        ("Rents rose 12 percent, from 400 to 500.", "value_mismatch", "is 25 percent"),
        ("Rents rose 11 percent, from 1.5 million to 1.7 million.", "derived", "about 13.3"),
        ("Of the 80 seats, 20 (25 percent) went to women.", "derived", "is 25 percent"),
        ("The town bought 40 cars for $2 million, or $70,000 each.", "value_mismatch", "50,000"),
    ],
)
def test_a_working_shows_the_quotient(story: str, verdict: str, shown: str) -> None:
    """It is that of the numbers as they stand; ends that are rounded too far prove nothing."""
    (found,) = [f for f in check_draft(story, [story]).findings if f.check.startswith("arith")]
    assert found.verdict == verdict
    assert shown in found.message


@pytest.mark.parametrize(
    ("draft", "rows"),
    [
        ("Mendala joined the choir.", [("Mendala", "absent")]),
        ("Mendala: the choir is open.", [("Mendala", "absent")]),
        ("Mendala tenors joined the choir.", [("Mendala", "absent")]),
        ("Torberg joined the choir.", [("Torberg", "matches")]),
        ("Torberg tenors joined the choir.", [("Torberg", "matches")]),
        ("Singers joined the choir.", []),
        ("Yesterday she joined the choir.", []),
        ("The choir met. Unemployment rose.", []),
    ],
)
def test_a_word_that_opens_a_sentence_may_be_a_name(
    draft: str, rows: list[tuple[str, str]]
) -> None:
    """It is one where the source has it as one, or no dictionary has it."""
    source = "The mayor of Torberg joined the choir. People in Torberg were glad."
    assert [(row[1], row[2]) for row in told(draft, source, "name.absent")] == rows


@pytest.mark.parametrize(
    ("draft", "source", "verdict"),
    [
        ("The smith sold the mill last month.", "The smith sold the mill.", "absent"),
        (
            "The smith sold the mill last month.",
            "The smith sold the mill last week.",
            "value_mismatch",
        ),
        ("The smith sold it a month after.", "The smith sold it a week after.", "value_mismatch"),
        ("The smith shut it in spring.", "The smith shut it in autumn.", "value_mismatch"),
        ("The smith shut it in the 1970s.", "The smith shut it in the 1980s.", "value_mismatch"),
        ("The smith shut it in spring.", "The smith shut it in spring.", "exact"),
        ("It shut in the third quarter of 2018.", "It shut in Q2 2018.", "value_mismatch"),
        ("It shut in the third quarter of 2018.", "It shut in Q3 2018.", "equivalent"),
        (
            "It grew in the first half of 2018.",
            "It grew in the second half of 2018.",
            "value_mismatch",
        ),
        ("It shut in the winter of 2018.", "It shut in the spring of 2018.", "value_mismatch"),
        ("It dates from the 16th century.", "It dates from the 17th century.", "value_mismatch"),
        ("It fell on Sunday night.", "It fell on Sunday morning.", "value_mismatch"),
        ("It fell on Sunday night.", "It fell on Sunday night.", "exact"),
        ("It fell at 16:22:10.", "It fell at 16:22:50.", "value_mismatch"),
        ("It has stood since the 1970s.", "The inn has stood since the 1970s.", "exact"),
    ],
)
def test_all_words_for_a_time_have_a_verdict(draft: str, source: str, verdict: str) -> None:
    """A season, a decade or "last month" is compared as a date is."""
    assert [row[2] for row in told(draft, source, "date.value")] == [verdict]


@pytest.mark.parametrize(
    ("draft", "severity"),
    [
        ("Dora Hayes blamed Petra Lind.", "error"),
        ("Petra Lind blamed Dora Hayes.", None),
        ("Townsfolk in Velm blamed Orlen.", "look"),
    ],
)
def test_names_that_changed_places_are_of_one_sort(draft: str, severity: str | None) -> None:
    """Who did what to whom counts; somebody and where it happened may only be told otherwise."""
    source = "Petra Lind blamed Dora Hayes. On Monday Orlen blamed Velm."
    found = {row[3] for row in told(draft, source, "name.context")}
    assert found == ({severity} if severity else set())


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        ("Three ships lay off Skar.", "None of the ships paid the fee. They lay off Skar."),
        ("Two men were held after the fire.", "A 23-year-old man was held after the fire."),
        ("The smith joined the Serie 1 club.", "The smith joined the club of the Serie 1."),
    ],
)
def test_what_counts_otherwise_is_no_other_number(draft: str, source: str) -> None:
    """None of some, an age and the number of a league speak against no count."""
    findings = check_draft(draft, [source]).findings
    assert not [f for f in findings if f.check.startswith("figure.") and f.word == "differs"]
