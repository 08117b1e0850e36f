"""Sentences copied but for a word or two, and claims that change hands."""

import pytest
from counted import calls

from extractor.checks.evidence.text_index import TextIndex, forget
from extractor.checks.text.copied_sentences import check_copies
from extractor.drafts import check_draft
from extractor.scanning.document import scan_document
from extractor.schemas.document import Document

SOURCE = (
    "The council of Arden meets on Thursday and Friday to vote on the new harbour wall and its"
    " cost. Two divers found nine crates and two chests in the wreck off the western shore. Rosa"
    " Lindqvist told the inquiry that the pumps had failed long before the storm reached the"
    " coast. The inquiry also heard Pavel Maric."
)


def reading(text: str) -> TextIndex:
    """A text, ready for the checks."""
    return TextIndex(scan_document(Document(text=text)))


@pytest.mark.parametrize(
    ("draft", "check", "words"),
    [
        (
            "The council of Arden meets on Friday and Friday to vote on the new harbour wall and"
            " its cost.",
            "date.value",
            "Friday",
        ),
        (
            "Two divers found two crates and two chests in the wreck off the western shore.",
            "figure.value",
            "two",
        ),
        (
            "Two chests found nine crates and two chests in the wreck off the western shore.",
            "figure.context",
            "Two",
        ),
        (
            "Pavel Maric told the inquiry that the pumps had failed long before the storm reached"
            " the coast.",
            "name.context",
            "Pavel Maric",
        ),
        (
            "Rosa Lindqvist told the inquiry that the pumps had not failed long before the storm"
            " reached the coast.",
            "direction.negation",
            "not",
        ),
    ],
)
def test_change_of_a_copied_sentence_is_found_in_its_place(
    draft: str, check: str, words: str
) -> None:
    """A number, date, name or "not" that the source has elsewhere is still wrong in this place."""
    found = [
        (f.check, f.span.text) for f in check_copies(reading(draft), [reading(SOURCE)]) if f.span
    ]
    assert found == [(check, words)]


@pytest.mark.parametrize(
    "draft",
    [
        "Two divers found 9 crates and 2 chests in the wreck off the western shore.",
        "In the wreck off the western shore two divers found nine crates and two chests.",
        "Rosa Lindqvist told the inquiry the pumps had failed well before the storm reached the"
        " coast.",
        "The council of Arden meets Thursday and Friday to vote on the harbour wall and its cost.",
    ],
)
def test_faithful_rewording_has_no_change(draft: str) -> None:
    """Other words for the same thing are no finding."""
    assert check_draft(draft, [SOURCE]).problems == ()


def test_dropped_attribution_asks_for_an_eye() -> None:
    """What the source attributes and the draft states as fact is shown, and is no problem."""
    draft = "The pumps had failed long before the storm reached the coast."
    (finding,) = [
        f for f in check_draft(draft, [SOURCE]).findings if f.check == "attribution.dropped"
    ]
    assert (finding.severity, finding.expected) == ("look", "Rosa Lindqvist")


LINDQVIST = "Rosa Lindqvist said that the pumps had failed long before the storm reached the coast."
MARIC = "Pavel Maric told us the pumps had failed long before the storm reached the coast."
ITSELF = "By then the pumps had failed, and long before the storm reached the coast."
BOTH = f"{LINDQVIST.removesuffix('.')}, and Pavel Maric said the gate had failed too."
SILENT = "The harbour of Arden was quiet on Friday."


@pytest.mark.parametrize(
    ("sources", "told"),
    [
        ([LINDQVIST, MARIC], [(0, "Rosa Lindqvist")]),
        ([MARIC, LINDQVIST], [(0, "Pavel Maric")]),
        ([SILENT, LINDQVIST], [(1, "Rosa Lindqvist")]),
        ([SILENT, LINDQVIST, MARIC], [(1, "Rosa Lindqvist")]),
        ([SILENT, BOTH], [(1, "Rosa Lindqvist")]),
        ([ITSELF, LINDQVIST], []),
        ([LINDQVIST, ITSELF], [(0, "Rosa Lindqvist")]),
    ],
)
def test_dropped_attribution_is_that_of_the_first_source_which_says_it(
    sources: list[str], told: list[tuple[int, str]]
) -> None:
    """One claim is asked about once, and not at all where that source states it itself."""
    found = check_draft("The pumps had failed long before the storm reached the coast.", sources)
    assert [
        (f.source, f.expected) for f in found.findings if f.check == "attribution.dropped"
    ] == told


@pytest.mark.parametrize(
    ("source", "draft", "is_shown"),
    [
        (
            "Piet Orr said Ms Sand was a bitter clerk who had been dismissed for drinking on duty.",
            "Piet Orr called Ms Sand a bitter clerk who had been dismissed for drinking on duty.",
            False,
        ),
        (
            "Ida Holm said that the mill had hidden the reports from her inspectors.",
            "Ida Holm accused the mill of having hidden the reports from her inspectors.",
            False,
        ),
        (
            "The mill said it had not hidden the reports from the inspectors in May.",
            "The mill denied that it had hidden the reports from the inspectors in May.",
            False,
        ),
        (
            "Ida Holm said the guard called a doctor and a nurse to the burning mill in May.",
            "The guard called a doctor and a nurse to the burning mill in May.",
            True,
        ),
    ],
)
def test_draft_may_say_otherwise_whose_word_it_is(source: str, draft: str, is_shown: bool) -> None:
    """ "Called", "accused" and "denied" give a claim to somebody as well as "said" does."""
    found = check_draft(draft, [source]).findings
    assert ("attribution.dropped" in {f.check for f in found}) is is_shown


def test_twice_the_text_without_full_stops_is_twice_the_work() -> None:
    """Hundreds of numbers in one sentence are compared in proportion to their number."""

    def work(count: int) -> int:
        numbers = " and ".join(f"{number} crates" for number in range(100, 100 + count))
        forget()
        return calls(lambda: check_draft(numbers.replace("170 ", "171 "), [numbers]))

    assert work(300) < 2.6 * work(150)


def test_words_behind_the_whole_noun_change_no_count() -> None:
    """ "The first prize share of the purse" counts what "of Bay Cup's purse" does."""
    source = "Two boats took the first prize share of Bay Cup's $20 million purse on Monday."
    draft = "Two boats took the first prize share of the $20 million purse."
    assert check_draft(draft, [source]).problems == ()
