"""Numbers and days that a source has, but about something else, in sentences of other words."""

from datetime import datetime

import pytest

from extractor import check_draft
from extractor.schemas.document import Document

SOURCE = (
    "Three goats drowned when the river rose over the farm of Ida Marsh on Monday.\n\n"
    "At the farm of Karl Brandt in the next valley the flood took seven goats and a barn.\n\n"
    "Brandt has scored 11 goals in 16 matches for the village team.\n\n"
    "The two-storey tower beside the mill lost its roof. A jury in Arden convicted the miller,"
    " Tom Harder, of theft on Tuesday. Jurors had heard a cellmate of the miller on Friday.\n\n"
    "The village has room for nine matches at most next year."
)


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        ("On Karl Brandt's land in the next valley three goats were lost.", ["three"]),
        ("On Karl Brandt's land in the next valley seven goats were lost.", []),
        ("Brandt has 11 goals in nine matches for his village.", ["nine"]),
        ("Brandt has 11 goals in 16 matches for his village.", []),
        ("The mill's single storey tower is without a roof now.", ["single"]),
        ("The mill's two-storey tower is without a roof now.", []),
        ("A jury convicted Tom Harder, the Arden miller, on Friday.", ["Friday"]),
        ("A jury convicted Tom Harder, the Arden miller, on Tuesday.", []),
    ],
)
def test_number_of_another_sentence_is_misplaced(draft: str, words: list[str]) -> None:
    """The words right beside a number decide which of the source's numbers it must be."""
    assert [f.span.text for f in check_draft(draft, [SOURCE]).problems if f.span] == words


@pytest.mark.parametrize(
    ("noun", "is_reported"),
    [("students", False), ("people", False), ("arrests", True), ("officers", True)],
)
def test_noun_put_in_a_copied_sentence(noun: str, is_reported: bool) -> None:
    """What says no more may take a noun's place; what the source counts elsewhere may not."""
    source = (
        "A crowd of 200 students pushed into the hall on Monday and broke its windows.\n\n"
        "Police made 54 arrests. Two officers were hurt."
    )
    draft = f"A crowd of 200 {noun} pushed into the hall on Monday and broke its windows."
    assert bool(check_draft(draft, [source]).problems) == is_reported


def test_words_around_a_hedge_word_may_make_it_a_preposition() -> None:
    """ "Over the £310,000 sale" hedges nothing."""
    source = "Harder was charged over the sale, which brought £310,000."
    assert check_draft("Harder was charged over the £310,000 sale.", [source]).problems == ()


def test_tolls_of_two_sources_are_shown_with_their_times() -> None:
    """A later wire with another toll is named, though its sentence shares few words."""
    early = Document(
        text="A ferry sank off Arden on Monday, killing at least 23 people, the coast guard said.",
        published=datetime(2026, 7, 6, 14, 5),
    )
    late = Document(
        text="The death toll from the ferry that sank off Arden has risen to 27.",
        published=datetime(2026, 7, 7, 9, 0),
    )
    report = check_draft("A ferry sank off Arden, killing at least 23 people.", [early, late])
    (finding,) = [f for f in report.findings if f.check == "source.disagreement"]
    assert (finding.expected, finding.is_problem) == ("27", False)
    assert "6 July 2026 14:05" in finding.message
    assert "7 July 2026 09:00" in finding.message


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("wire.txt", "clip.txt"), ("(clip.txt, paragraph 1)", "(wire.txt, paragraph 1)")),
        (("wire.txt", None), ("(source 2, paragraph 1)", "(wire.txt, paragraph 1)")),
        (("a", "a"), ("(source 2 a, paragraph 1)", "(source 1 a, paragraph 1)")),
        (("two\nlines", "b"), ("(b, paragraph 1)", "(two lines, paragraph 1)")),
    ],
)
def test_sources_that_differ_are_called_by_name(
    names: tuple[str | None, str | None], said: tuple[str, str]
) -> None:
    """A source goes by its name; by its number where it has none or another has the same."""
    tolls = ("The quake killed 310 people in Arden.", "The quake killed 342 people in Arden.")
    sources = [Document(text=text, name=name) for text, name in zip(tolls, names, strict=True)]
    report = check_draft("The quake killed 342 people in Arden.", sources)
    (finding,) = [f for f in report.findings if f.check == "source.disagreement"]
    for words in said:
        assert words in finding.message


def test_other_rank_of_a_superlative_is_a_problem() -> None:
    """ "Largest" for "third-largest" is no matter of taste."""
    source = "Solbank, the country's third-largest lender, cut its rates."
    (problem,) = check_draft(
        "Solbank, the country's largest lender, cut its rates.", [source]
    ).problems
    assert problem.check == "superlative.claim"


@pytest.mark.parametrize(
    ("draft", "source", "is_reported"),
    [
        (
            "Nine people died and 21 were hurt when the mill in Arden burned.",
            "Nine people were killed and 21 injured when the mill in Arden burned.",
            False,
        ),
        (
            "Nine people died and 21 people were arrested when the mill in Arden burned.",
            "Nine people were killed and 21 injured when the mill in Arden burned.",
            True,
        ),
        (
            "Twenty-one people died and nine were hurt when the mill in Arden burned.",
            "Nine people were killed and 21 injured when the mill in Arden burned.",
            True,
        ),
        (
            "Seven people were missing after the storm in Arden, which killed 31 people.",
            "The storm in Arden killed 31 people and left seven missing.",
            False,
        ),
        (
            "Eight people were arrested at the fair in Arden, which drew 300 people.",
            "The fair in Arden drew 300 people, and police made eight arrests.",
            False,
        ),
    ],
)
def test_what_befell_people_says_what_is_counted(
    draft: str, source: str, is_reported: bool
) -> None:
    """ "21 injured" are the 21 people who were hurt, and none who were arrested."""
    found = {problem.check for problem in check_draft(draft, [source]).problems}
    assert ("figure.context" in found) == is_reported


@pytest.mark.parametrize(
    ("words", "spans"),
    [
        (
            "We asked the harbour for help four times,",
            ["We asked the harbour for help four times,"],
        ),
        ("We asked the harbour for help twice,", []),
    ],
)
def test_number_put_into_a_quotation_is_said_of_the_quotation(words: str, spans: list[str]) -> None:
    """No number from outside the quoted words is held against one that was put in."""
    source = '"We asked the harbour for help twice," said Ida Marsh, 61, of Arden.'
    problems = check_draft(f'"{words}" said Ida Marsh, 61, of Arden.', [source]).problems
    assert [problem.span.text for problem in problems if problem.span] == spans


@pytest.mark.parametrize(
    ("draft", "is_reported"),
    [
        ("The parish council rejected the mill by 4 votes to 7.", True),
        ("The parish council rejected the mill by 7 votes to 4.", False),
        ("Friends of the mill lost in the parish council by 4 votes to 7.", False),
    ],
)
def test_sides_of_a_vote_that_have_changed_places(draft: str, is_reported: bool) -> None:
    """A vote the other way round is misplaced, unless it is told by those who lost it."""
    source = "The mill won in the parish council and was not rejected, by 7 votes to 4."
    if "rejected the mill" in draft:
        source = "The mill was rejected by the parish council, by 7 votes to 4."
    found = {problem.check for problem in check_draft(draft, [source]).problems}
    assert ("figure.context" in found) == is_reported


@pytest.mark.parametrize(
    ("draft", "problems"),
    [
        ("Rents rose by 2.5% to 7.5%, the biggest move ever seen here.", {"rose", "2.5%"}),
        ("Rents fell by 25% to 7.5% last year.", set()),
        ("Rents fell from 10% to 7.5% last year.", set()),
        ("Rents climbed to 7.5% last year.", {"climbed"}),
    ],
)
def test_move_to_a_number_has_its_way_and_its_size(draft: str, problems: set[str]) -> None:
    """A rise to where the source fell to is reported, and points that are called percent."""
    source = "Rents in the valley fell from 10% to 7.5% of wages last year."
    found = check_draft(draft, [source]).problems
    assert {f.span.text for f in found if f.span and f.verdict in ("altered", "unit_mismatch")} == (
        problems
    )


def test_amount_of_other_currency_and_scale_is_a_mismatch() -> None:
    """The source's own amount is shown where neither the currency nor the scale agrees."""
    source = "Repair costs of 3.6 million euros were rejected by the parish council."
    (problem,) = check_draft(
        "The parish council rejected repairs of $3.6 billion.", [source]
    ).problems
    assert (problem.verdict, problem.expected) == ("unit_mismatch", "3.6 million euros")


def test_title_behind_an_age_is_held_against_the_source() -> None:
    """ "Marsh, 61, a former engineer" has a title, too."""
    source = "Ida Marsh, 61, the chief engineer of the mill, said so."
    (problem,) = check_draft(
        "Ida Marsh, 61, a former engineer of the mill, said so.", [source]
    ).problems
    assert (problem.check, problem.expected) == ("person.title", "chief engineer")


@pytest.mark.parametrize(
    ("draft", "verdicts"),
    [
        (
            "The director had both reports in October and hid them, said Ingrid Sand, who was the"
            " safety officer of the ferries until November.",
            ["exact", "exact"],
        ),
        (
            "The director had both reports in November and hid them, said Ingrid Sand, who was the"
            " safety officer of the ferries until October.",
            ["exact", "misplaced"],
        ),
    ],
)
def test_date_that_the_draft_has_beside_is_no_rival(draft: str, verdicts: list[str]) -> None:
    """A date that the draft gives for the same thing as the source is not held against another."""
    source = (
        "Ingrid Sand said that she was safety officer of the ferries until November. Two tests of"
        " the doors failed in October. The director had both reports. She resigned in November."
    )
    found = [f for f in check_draft(draft, [source]).findings if f.check.startswith("date.")]
    ordered = sorted(found, key=lambda f: f.span.start if f.span else 0)
    assert [f.verdict for f in ordered] == verdicts


@pytest.mark.parametrize(
    ("given", "other", "check"),
    [
        ("£182,163", "In all it was £182,163.", "figure.value"),
        ("£182,163", "In all it was £182,163. His note says £182,163.", "figure.context"),
        ("£182,000", "In all it was £182,000.", "figure.context"),
    ],
)
def test_a_number_of_many_digits_in_both_texts_is_no_chance(
    given: str, other: str, check: str
) -> None:
    """A source that has it once, in few words, bears it out against another by words alone."""
    report = check_draft(
        f"The harbour board spent {given} on the new gate at Dorsby.",
        [f"{other} The harbour board at Dorsby spent £164,057 on gulls."],
    )
    assert [f.check for f in report.findings if f.check.startswith("figure.")] == [check]
