"""Offices and the law: what a draft says of people against what its sources say."""

import pytest

from extractor.drafts import check_documents, check_draft

SOURCE = (
    "Finance minister Ida Marsh said the bridge would cost too much. The opposition leader, Karl"
    " Brandt, called that an excuse. Former treasurer Tom Harder was charged with fraud over the"
    " sale of the bridge. If convicted, Harder faces ten years in prison. His brother-in-law, Neil"
    " Vance, who has not been charged, bought it. Lena Roth was convicted of theft in another case."
)


def problems(draft: str, check: str) -> list[str]:
    """The words that one check reports in a draft."""
    found = check_draft(draft, [SOURCE]).problems
    return [f.span.text for f in found if f.check == check and f.span is not None]


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        ("Foreign minister Ida Marsh said the bridge would cost too much.", ["Foreign minister"]),
        ("Finance minister Ida Marsh said the bridge would cost too much.", []),
        ("Ida Marsh, the finance minister, said the bridge would cost too much.", []),
        ("Minister Ida Marsh said the bridge would cost too much.", []),
        ("Opposition leader Ida Marsh said the bridge would cost too much.", ["Opposition leader"]),
        ("Treasurer Tom Harder was charged with fraud.", ["Treasurer"]),
        ("Former treasurer Tom Harder was charged with fraud.", []),
        ("Engineer Ida Marsh said the bridge would cost too much.", []),
    ],
)
def test_office_is_the_one_that_the_source_gives(draft: str, words: list[str]) -> None:
    """Another office of the same rank, somebody else's, and a lost "former" are reported."""
    assert problems(draft, "person.title") == words


@pytest.mark.parametrize(
    ("draft", "source", "is_wrong"),
    [
        ("Former Harbour Secretary Piet Orr", "Piet Orr, once the harbour secretary,", False),
        ("Former Harbour Secretary Piet Orr", "Ex-harbour secretary Piet Orr", False),
        ("Ex-mayor Piet Orr", "The then mayor, Piet Orr,", False),
        ("Ex-mayor Piet Orr", "The one-time mayor Piet Orr", False),
        ("Piet Orr, formerly mayor,", "Piet Orr, a former mayor,", False),
        ("Ex-mayor Piet Orr", "Piet Orr, the mayor,", True),
        ("Mayor Piet Orr", "Piet Orr, once the mayor,", True),
        ("Vice-president Piet Orr", "Vice president Piet Orr", False),
        ("President Piet Orr", "Vice-president Piet Orr", True),
    ],
)
def test_office_of_the_past_is_said_in_many_words(draft: str, source: str, is_wrong: bool) -> None:
    """ "Former", "once", "then" and "ex-" say the same, and no such word says another thing."""
    found = check_draft(f"{draft} was fined in Skar.", [f"{source} was fined in Skar."]).problems
    assert ("person.title" in {f.check for f in found}) is is_wrong


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        ("Tom Harder was convicted of fraud over the sale of the bridge.", ["convicted"]),
        ("Tom Harder was charged with fraud over the sale of the bridge.", []),
        ("Tom Harder was accused of fraud over the sale of the bridge.", []),
        ("Tom Harder, who defrauded the town over the bridge, went home.", ["defrauded"]),
        ("Tom Harder, accused of having defrauded the town, went home.", []),
        ("Neil Vance has also been charged.", ["charged"]),
        ("Neil Vance has not been charged.", []),
        ("Tom Harder faces ten years in prison if convicted.", []),
        ("Lena Roth was convicted of theft.", []),
    ],
)
def test_legal_status_belongs_to_a_person(draft: str, words: list[str]) -> None:
    """Somebody else's conviction bears out nothing, nor does "if convicted"."""
    assert problems(draft, "legal.status") == words


def test_two_offices_in_one_story_ask_for_an_eye() -> None:
    """One person is finance minister in the lede and foreign minister in the body."""
    story = "Finance minister Ida Marsh opened it.\n\nForeign minister Ida Marsh left at noon."
    found = [f for f in check_documents(story, []).findings if f.check == "person.title"]
    assert [f.severity for f in found] == ["look"]


@pytest.mark.parametrize(
    ("name", "severity"),
    [("Zelensky", "look"), ("Zelenskky", "warning"), ("Zelenskyy", "info")],
)
def test_transliteration_is_a_matter_of_style(name: str, severity: str) -> None:
    """Another rendering of a foreign name asks for an eye, a slip of the pen is a problem."""
    report = check_draft(f"A visit by {name} was planned.", ["A visit by Zelenskyy was planned."])
    assert [f.severity for f in report.findings if f.check.startswith("name.")] == [severity]
