"""A draft against its sources."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.checks import register
from extractor.checks.added import unregister
from extractor.checks.options import CheckOptions, Suppression, read_options
from extractor.drafts import check_documents, check_draft
from extractor.errors import InputError, OptionError
from extractor.schemas.document import Document
from extractor.schemas.finding import Finding

SOURCE = (
    "More than 500 people left their homes in Fjelldal after the dam cracked.\n\n"
    "“We had no warning that the dam was weak,” said Inga Solberg, the mayor. Repairs will cost"
    " £4.2 million, and 60 soldiers are filling sandbags."
)


def problems(draft: str, source: str = SOURCE) -> list[Finding]:
    """The problems of a draft against one source."""
    return list(check_draft(draft, [source]).problems)


def test_faithful_draft_has_no_problem() -> None:
    """Other words for the same numbers, names and quotation pass."""
    draft = (
        "Over 500 people left their homes in Fjelldal. Inga Solberg, the mayor, said: “We had no"
        " warning that the dam was weak.” Repairs will cost £4.2m."
    )
    assert problems(draft) == []


@pytest.mark.parametrize(
    ("draft", "check", "verdict", "words"),
    [
        ("About 5,000 people left their homes.", "figure.value", "scale_mismatch", "5,000"),
        ("500 people left their homes.", "figure.hedge", "hedge_changed", "500"),
        ("Repairs will cost €4.2 million.", "figure.value", "unit_mismatch", "€4.2 million"),
        ("In Fjelldal 60 people left their homes.", "figure.context", "misplaced", "60"),
        ("Some 3,100 cows were moved.", "figure.value", "absent", "3,100"),
        ("The dam in Fjeldal cracked.", "name.spelling", "altered", "Fjeldal"),
        ("Inga Solberg met Orlo Pennington.", "name.absent", "absent", "Orlo Pennington"),
        (
            "“We had some warning that the dam was weak,” said Inga Solberg.",
            "quotation.wording",
            "altered",
            "We had some warning that the dam was weak,",
        ),
    ],
)
def test_altered_draft_is_caught(draft: str, check: str, verdict: str, words: str) -> None:
    """One change is one problem, of this check and at these words."""
    found = [(f.check, f.verdict, f.span.text if f.span else None) for f in problems(draft)]
    assert (check, verdict, words) in found


def test_message_shows_both_sides_and_the_place() -> None:
    """The message has the draft's words, the source's, the paragraph, and the difference."""
    (finding,) = problems("About 5,000 people left their homes in Fjelldal.")
    assert finding.message == (
        '"About 5,000 people" here; the source says "More than 500 people" (paragraph 1).'
        " Ten times that."
    )


def test_what_partial_sources_lack_is_no_problem() -> None:
    """With partial sources, an absent number is shown and is no problem."""
    report = check_draft("Some 3,100 cows were moved.", [SOURCE], partial_sources=True)
    assert report.problems == ()
    assert any(f.verdict == "absent" for f in report.findings)


def test_best_of_several_sources_counts() -> None:
    """A number that any source has is supported, and the finding says by which."""
    report = check_draft("Repairs will cost £4.2m.", ["The dam cracked.", SOURCE])
    (finding,) = [f for f in report.findings if f.check == "figure.value"]
    assert (finding.verdict, finding.source) == ("equivalent", 1)
    assert report.compared_with == "2 sources"


def test_one_source_need_be_no_list() -> None:
    """A single source is one source, not a list of letters."""
    assert len(check_draft("Repairs will cost £4.2m.", SOURCE).sources) == 1


def test_without_a_source_only_the_draft_is_read() -> None:
    """No source: what the draft says against itself."""
    report = check_documents("The crew shot down 576 of the 539 drones.", [])
    assert [f.check for f in report.problems] == ["arithmetic.part"]
    assert report.compared_with == "no source"


def test_relative_dates_are_read_against_the_first_sources_day() -> None:
    """A draft without a day of its own takes its source's."""
    source = Document(text="The vote was held yesterday.", published=date(2026, 3, 12))
    report = check_draft("The vote was held on 11 March 2026.", [source])
    assert report.problems == ()


def test_checks_can_be_switched_off() -> None:
    """By id, by family, by severity, or for one finding with a reason."""
    draft = "Repairs will cost €4.2 million, said Orlo Pennington."
    checks = {f.check for f in check_draft(draft, [SOURCE]).problems}
    assert checks == {"figure.value", "name.absent"}
    for options, left in (
        (CheckOptions(disabled=frozenset({"name.absent"})), {"figure.value"}),
        (CheckOptions(disabled=frozenset({"figure.*"})), {"name.absent"}),
        (CheckOptions(least_severity="error"), {"figure.value"}),
        (CheckOptions(accepted=frozenset({"Orlo Pennington"})), {"figure.value"}),
        (
            CheckOptions(
                suppressions=(
                    Suppression(check="figure.value", found="€4.2 million", reason="converted"),
                )
            ),
            {"name.absent"},
        ),
    ):
        report = check_draft(draft, [SOURCE], options=options)
        assert {f.check for f in report.problems} == left


def test_options_are_read_from_a_file(tmp_path: Path) -> None:
    """A newsroom's options stand in its pyproject.toml or in a file of their own."""
    words = (
        'disabled = ["remark.*"]\naccepted = ["Kyiv"]\n'
        '[[{0}suppressions]]\ncheck = "figure.value"\nreason = "as agreed"\n'
    )
    own = tmp_path / "checks.toml"
    own.write_text(words.format(""), encoding="utf-8")
    project = tmp_path / "pyproject.toml"
    table = "tool.fact-extractor.checks."
    project.write_text("[tool.fact-extractor.checks]\n" + words.format(table), encoding="utf-8")
    assert read_options(own) == read_options(project)
    assert read_options(own).suppressions[0].reason == "as agreed"


@pytest.mark.parametrize("text", ["disabled = 3", "no_such_key = 1", "= ="])
def test_bad_options_are_said_in_one_line(tmp_path: Path, text: str) -> None:
    """A wrong value, an unknown key and no TOML at all name the file."""
    path = tmp_path / "checks.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(OptionError, match=r"checks\.toml"):
        read_options(path)


def test_a_check_of_ones_own_runs_with_the_others() -> None:
    """A registered function adds its findings to every draft."""

    @register("house.percent", "Percent signs are written out", severity="look")
    def percent(draft, sources):  # type: ignore[no-untyped-def]  # as a user would write it
        for figure in draft.figures:
            if figure.span.text.endswith("%"):
                yield Finding(
                    check="house.percent",
                    verdict="not_checked",
                    severity="look",
                    span=figure.span,
                    message="Write out percent.",
                )

    try:
        report = check_draft("Turnout was 61%.", ["Turnout was 61 percent."])
        assert [f.check for f in report.findings if f.severity == "look"] == ["house.percent"]
        with pytest.raises(OptionError, match=r"house\.percent"):
            register("house.percent", "again")(percent)
    finally:
        unregister("house.percent")


def test_only_what_changed_is_checked_again() -> None:
    """With the earlier version given, findings on sentences that stood in it are left out."""
    old = "Repairs will cost €4.2 million."
    new = old + " Orlo Pennington was there."
    report = check_draft(new, [SOURCE], previous=old)
    assert {f.check for f in report.problems} == {"name.absent"}


@settings(max_examples=60)
@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_is_checked_without_raising(draft: str, source: str) -> None:
    """Every finding's span is a slice of the draft, its evidence of the source."""
    report = check_draft(draft, [source])
    for finding in report.findings:
        if finding.span is not None:
            assert draft[finding.span.start : finding.span.end] == finding.span.text


@pytest.mark.parametrize("text", ["", "\x00\x00 5,000", "﻿a\r\nb 4 %", "{{ 7*7 }} 3"])
def test_odd_text_is_checked_without_raising(text: str) -> None:
    """NULs, a byte order mark and template marks are only text."""
    assert check_draft(text, [text]).problems == ()


def test_half_character_is_refused_by_the_name_of_its_text() -> None:
    """No report could carry it as JSON: the draft, the source or the version is named instead."""
    half, whole = "\ud800 23 people", "23 people"
    for draft, source, previous, said in (
        (half, whole, None, "the draft"),
        (whole, half, None, "a source"),
        (whole, whole, half, "the earlier version"),
        (Document(text=half, name="a.txt"), whole, None, "a.txt"),
    ):
        with pytest.raises(InputError, match=rf"{said} has a lone surrogate \(U\+D800\)") as caught:
            check_draft(draft, [source], previous=previous)
        assert "\n" not in str(caught.value)


def test_copied_story_matches_itself() -> None:
    """A story checked against itself has no problem at all."""
    assert problems(SOURCE) == []


@pytest.mark.parametrize(
    ("draft", "source", "verdict"),
    [
        ("The vote was on 2026-03-03.", "The vote was on March 3, 2026.", "equivalent"),
        ("The vote was on 2026-03-02.", "The vote was on March 3, 2026.", "absent"),
        ("The vote was on March 4, 2026.", "The vote was on 2026-03-03.", "absent"),
    ],
)
def test_a_date_in_digits_is_compared_by_its_day(draft: str, source: str, verdict: str) -> None:
    """A day written in digits is the same as the day in words, and another day is not."""
    (finding,) = check_draft(draft, source).findings
    assert finding.verdict == verdict
