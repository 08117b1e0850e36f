"""Which of several sources a message means."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.checks.source_names import name_sources, source_names
from extractor.drafts import check_draft
from extractor.outputs.comparison import Comparison
from extractor.outputs.draft import draft_text
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span

WIRE = (
    "The ferry carried 212 passengers on Friday. Fourteen people were hurt, Captain Ola Berg said."
)
CLIP = "The museum in Arden reopened after repairs that took six months."


@pytest.mark.parametrize(
    ("draft", "sources", "wanted"),
    [
        (
            "The ferry carried 221 passengers on Friday.",
            {"wire.txt": WIRE, "clip.txt": CLIP},
            '"221 passengers" here; wire.txt ',
        ),
        (
            "The ferry carried 212 passengers on Friday.",
            {"clip.txt": CLIP, "wire.txt": WIRE},
            '"212 passengers" is in wire.txt (paragraph 1).',
        ),
        (
            "Repairs of the museum in Arden took six months.",
            {"wire.txt": WIRE, "clip.txt": CLIP},
            '"six months" is in clip.txt (paragraph 1).',
        ),
        (
            "Fourteen people were hurt, Captain Ola Bergh said.",
            {"wire.txt": WIRE, "clip.txt": CLIP},
            'wire.txt spells it "Ola Berg"',
        ),
        (
            "Some 3,100 cows were moved.",
            {"wire.txt": WIRE, "clip.txt": CLIP},
            "is not in the sources; nothing there is about the same thing.",
        ),
    ],
)
def test_message_names_the_source_it_means(
    draft: str, sources: dict[str, str], wanted: str
) -> None:
    """With several sources a message says which of them says so, or that none does."""
    messages = [finding.message for finding in check_draft(draft, sources).findings]
    assert any(wanted in message for message in messages), messages
    assert not [message for message in messages if re.search(r"\b[Tt]he source\b", message)]


def test_one_source_is_the_source() -> None:
    """With one source its name says nothing that is not known."""
    report = check_draft("The ferry carried 221 passengers on Friday.", {"wire.txt": WIRE})
    assert any("the source" in finding.message for finding in report.findings)
    assert not any("wire.txt" in finding.message for finding in report.findings)


def test_terminal_says_the_same() -> None:
    """The command line prints the message with the source's name."""
    draft = "The ferry carried 221 passengers on Friday."
    said = draft_text(check_draft(draft, {"wire.txt": WIRE, "clip.txt": CLIP}), width=200)
    assert '"221 passengers" here; wire.txt ' in said


def test_report_and_message_call_a_source_alike() -> None:
    """Sources without a name, or with one name, have their number in every output."""
    report = check_draft("The ferry carried 221 passengers on Friday.", [CLIP, WIRE])
    assert Comparison(report).source_names == ("source 1", "source 2")
    assert any("here; source 2 " in finding.message for finding in report.findings)
    assert source_names(["a", "a", "", None, " b \n c"]) == (
        "source 1 a",
        "source 2 a",
        "source 3",
        "source 4",
        "b c",
    )


def said(message: str, *, source: int | None = 0, expected: str | None = None) -> str:
    """A message about one of two sources as it goes out."""
    finding = Finding(
        check="figure.value",
        verdict="value_mismatch",
        severity="error",
        span=Span(start=0, end=1, text="5"),
        source=source,
        expected=expected,
        message=message,
    )
    (named,) = name_sources([finding], ["wire.txt", "clip.txt"])
    return named.message


@pytest.mark.parametrize(
    ("message", "source", "wanted"),
    [
        ("The source has the words.", 0, "wire.txt has the words."),
        ("in the source's own words", 1, "in clip.txt's own words"),
        ("the source makes no such claim", None, "the sources make no such claim"),
        ("The source names no mayor.", None, "The sources name no mayor."),
        ("The sources differ.", 0, "The sources differ."),
        ('"the source says no" here', 0, '"the source says no" here'),
        ("a resource the sourcebook has", 0, "a resource the sourcebook has"),
        ("the source says", 7, "the sources say"),
    ],
)
def test_only_our_own_words_are_changed(message: str, source: int | None, wanted: str) -> None:
    """The name takes the place of "the source" in a sentence of ours, and of nothing else."""
    assert said(message, source=source) == wanted


@given(st.text(min_size=1, max_size=40))
def test_words_of_a_text_stay_as_they_are(words: str) -> None:
    """What is quoted from a text is not changed, whatever it holds."""
    words = " ".join(f"{words} the source “of” it".split())
    assert said(f'"5" here; the source says "{words}".', expected=words) == (
        f'"5" here; wire.txt says "{words}".'
    )
