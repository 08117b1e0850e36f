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


def test_other_rank_of_a_superlative_is_a_problem() -> None:
    """ "Largest" for "third-largest" is no matter of taste."""
    source = "Solbank, the country's third-largest lender, cut its rates."
    (problem,) = check_draft(
        "Solbank, the country's largest lender, cut its rates.", [source]
    ).problems
    assert problem.check == "superlative.claim"
