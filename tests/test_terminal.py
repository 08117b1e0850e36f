"""The report on a terminal, as plain text and as it streams."""

from __future__ import annotations

import re
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from counted import calls
from hypothesis import given
from hypothesis import strategies as st
from reports import FERRY, Builder, ferry_report, finding, hostile_report, make_report, plain_report
from rich.cells import cell_len
from rich.console import Console

from extractor.outputs import write_report
from extractor.outputs.draft import draft_text
from extractor.outputs.reading import reading_of
from extractor.outputs.terminal import (
    print_fact,
    print_report,
    print_scan,
    report_text,
)
from extractor.outputs.visible import one_line, shortened, visible
from extractor.scanning.document import Scan
from extractor.schemas.document import Document
from extractor.schemas.report import DraftReport, Ledger
from extractor.schemas.span import Span

_UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def console(*, width: int = 80, color: bool = False) -> Console:
    """A console that writes into memory, as to a pipe or as to a colour terminal."""
    return Console(
        file=StringIO(),
        width=width,
        force_terminal=color,
        color_system="truecolor" if color else None,
        legacy_windows=False,
    )


def written(target: Console) -> str:
    """What was written to it."""
    assert isinstance(target.file, StringIO)
    return target.file.getvalue()


def order_of(text: str, *words: str) -> list[int]:
    """Where each of the words first stands."""
    return [text.index(word) for word in words]


def test_first_line_says_what_was_compared() -> None:
    """The first line is exactly what was compared with what."""
    for report in (ferry_report(), hostile_report(), plain_report()):
        assert report_text(report).splitlines()[0] == "Compared with: this story only"


def test_order_is_eye_then_facts_then_ledger() -> None:
    """What needs an eye stands before the facts, and the ledger after them."""
    text = report_text(ferry_report())
    places = order_of(
        text,
        "4 to fix",
        "\nFailed",
        "\nTo fix",
        "\nIn no source",
        "\nTo look at",
        "\nFacts",
        "\nF1 ",
        "\nF13 ",
        "\nLedger",
    )
    assert places == sorted(places)


def test_errors_keep_the_reports_order_by_harm() -> None:
    """Errors of one severity stand in the order in which the report has them."""
    text = report_text(ferry_report())
    places = order_of(text, "figure.value", "legal.status", "quotation.speaker", "arithmetic")
    assert places == sorted(places)


def test_error_comes_before_warning_whatever_the_reports_order() -> None:
    """An error that the report lists after a warning is shown before it."""
    findings = [
        finding(None, "figure.value", "value_mismatch", "A warning.", severity="warning"),
        finding(None, "figure.value", "value_mismatch", "An error."),
        finding(None, "date.value", "not_checked", "A look."),
    ]
    text = report_text(make_report(FERRY, findings=findings))
    places = order_of(text, "An error.", "A warning.", "A look.")
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("fact", "word"),
    [
        ("F1", "✓ matches"),
        ("F2", "∅ not in sources"),
        ("F3", "≠ differs"),
        ("F5", "? not checked"),
        ("F7", "✓ matches"),
    ],
)
def test_a_facts_word_is_the_worst_of_its_findings(fact: str, word: str) -> None:
    """The word beside a fact is the worst of its findings: differs, not in sources, not checked."""
    assert f"\n{fact}  {word}\n" in report_text(ferry_report())


def test_fact_shows_figure_time_place_speaker_and_source() -> None:
    """A fact is shown with its figure as the source has it and with the source's words."""
    text = report_text(ferry_report(), width=200)
    block = text[text.index("\nF1 ") : text.index("\nF2 ")]
    for words in ("148 people", "late on Thursday (2025-11-13)", "Port Ellery", "the coastguard"):
        assert words in block
    assert "“A passenger ferry carrying 148 people struck" in block


def test_fact_that_was_not_found_says_so() -> None:
    """A fact without a place in the story shows the words that the story does not have."""
    text = report_text(ferry_report(), width=200)
    assert "does not have these words: “the coastguard has asked for a public inquiry”" in text


def test_ledger_counts_add_up_and_name_what_is_left() -> None:
    """The ledger's line adds up; unclaimed and set-aside rows follow, with the reason."""
    ledger = report_text(ferry_report()).partition("\nLedger\n")[2]
    line = ledger.splitlines()[0]
    assert line.strip() == "18 figures + 10 dates = 18 claimed + 8 unclaimed + 2 set aside"
    assert "unclaimed  “£4.2 million”  money, 4,200,000 GBP" in ledger
    assert "set aside  “Nov. 14”  dateline" in ledger
    assert ledger.count("unclaimed  “") == 8
    assert ledger.count("set aside  “") == 2


def test_failed_passage_is_named() -> None:
    """A passage that failed is named with its place, kind and reason."""
    text = report_text(ferry_report(), width=200)
    assert "Passage 3 (paragraphs 8 to 9): the answer was cut off: The answer ran into" in text


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    """Every line fits, but for words that are longer than a line."""
    for report in (ferry_report(), hostile_report()):
        for line in report_text(report, width=width).splitlines():
            assert cell_len(line) <= width


def test_piped_output_has_no_colour_and_no_trailing_space() -> None:
    """Written to a pipe, the report is plain text."""
    text = report_text(ferry_report())
    assert "\x1b" not in text
    assert not re.search(r"[ \t]+$", text, re.MULTILINE)


def test_words_are_the_same_with_and_without_colour() -> None:
    """Colour adds nothing that the words do not say."""
    target = console(color=True)
    print_report(target, ferry_report())
    coloured = written(target)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == report_text(ferry_report())


def test_nothing_of_a_story_reaches_the_terminal_as_a_command() -> None:
    """Escape sequences, controls and direction marks of a story are shown, not sent."""
    text = report_text(hostile_report())
    assert not _UNSAFE.search(text)
    assert "⟨U+001B⟩[31m" in text
    assert "[bold]not markup[/bold]" in text
    assert text.encode()


def test_a_terminal_without_the_signs_gets_plain_ones() -> None:
    """Where the encoding has no "≠" or “, the report is written in what it has."""

    class Ascii(StringIO):
        encoding = "ascii"

    file = Ascii()
    print_report(Console(file=file, width=80, color_system=None), ferry_report())
    assert file.getvalue().isascii()
    assert "4 to fix - 3 to look at" in file.getvalue()
    assert "\nF3  # differs\n" in file.getvalue()


def _scan(text: str) -> Scan:
    b = Builder(text)
    figures = (b.figure("148", "148"), b.figure("26 years", "26"))
    return Scan(
        text=text,
        published=None,
        paragraphs=(),
        sentences=(),
        furniture=(),
        figures=figures,
        dates=(b.date("since May", "2025-05"),),
        quotations=(b.quotation("the widow’s corner", kind="scare"),),
        attributions=(),
        names=(),
    )


def test_scan_is_told_at_once() -> None:
    """Before the model answers, the first line, the counts and the story's own findings stand."""
    target = console()
    problem = finding(None, "arithmetic.parts", "value_mismatch", "The parts make 32.")
    print_scan(target, _scan(FERRY), findings=[problem])
    lines = written(target).splitlines()
    assert lines[0] == "Compared with: this story only"
    assert lines[1] == "In the story: 2 figures, 1 date, 0 quotations."
    assert "  ≠ The parts make 32." in lines


def test_streamed_parts_say_what_the_whole_report_says() -> None:
    """Facts printed one by one look as they do in the whole report."""
    report = ferry_report()
    target = console()
    for fact in report.facts:
        print_fact(target, fact, [f for f in report.findings if f.fact == fact.id])
    whole = report_text(report)
    assert written(target).strip() in whole
    assert "\n4 to fix · 3 to look at · 5 match · 2 in no source · 1 passage failed\n" in whole


def test_no_model_is_said() -> None:
    """A run without a model says why there are no facts."""
    assert "No facts. No model was asked." in report_text(plain_report())


def test_long_lists_are_cut_and_say_so() -> None:
    """A story with thousands of unclaimed figures lists some and counts the rest, at no cost."""

    def work(count: int) -> int:
        b = Builder("17 boats. " * count)
        one = b.figure("17", "17")
        spans = [Span(k, k + 2, "17") for k in range(0, len(b.text), 10)]
        figures = [replace(one, span=span, phrase=span) for span in spans]
        report = make_report(b.text, figures=figures)
        written: list[str] = []
        counted = calls(lambda: written.append(write_report(report, "terminal")))
        assert written[0].count("unclaimed  “17”") == 200
        assert f"and {count - 200:,} more unclaimed" in written[0]
        return counted

    assert work(3000) < 2.3 * work(1500)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain words", "plain words"),
        ("two\r\nlines\rand\nmore", "two\nlines\nand\nmore"),
        ("tab\tstays", "tab\tstays"),
        ("\x1b[2J", "⟨U+001B⟩[2J"),
        ("\x9b2J", "⟨U+009B⟩2J"),
        ("nul\x00", "nul⟨U+0000⟩"),
        ("\u202eabc\u202c", "⟨U+202E⟩abc⟨U+202C⟩"),
        ("\ufeffstart", "start"),
        ("half \ud83d", "half \ufffd"),
        ("whole 💔", "whole 💔"),
        ("naïve “quotes” – £5", "naïve “quotes” – £5"),
        ("a\u2028b\x0bc", "a\nb\nc"),
    ],
)
def test_visible(text: str, expected: str) -> None:
    """Everything that a screen would obey is shown as a sign; all else is left."""
    assert visible(text) == expected


@given(st.text(st.characters(exclude_categories=())))
def test_whatever_is_made_visible_can_be_shown(text: str) -> None:
    """No text leaves a sign that a terminal obeys or that cannot be written."""
    for shown in (visible(text), one_line(text), shortened(text, 20)):
        assert not _UNSAFE.search(shown.replace("\t", " "))
        assert shown.encode() or not shown


def test_one_line_and_shortened() -> None:
    """Words for one line have single spaces, and a cut shows."""
    assert one_line(" a\r\n\tb  c ") == "a b c"
    assert shortened("one two three four", 12) == "one two thr…"
    assert shortened("one two three four", 16) == "one two three…"
    assert shortened("x" * 5_000_000, 10) == "x" * 9 + "…"
    assert shortened("short", 10) == "short"


def test_draft_is_shown_by_what_needs_an_eye() -> None:
    """A draft's first line names its sources; what needs an eye follows as for a story."""
    findings = [
        finding(None, "date.value", "not_checked", "A look.", span=Builder(FERRY).span("Friday")),
        finding(None, "figure.value", "value_mismatch", "An error."),
    ]
    draft = DraftReport(
        compared_with="2 sources: wire.txt, \x1b[31mred.txt",
        document=Document(text=FERRY, name="draft.txt"),
        sources=(Document(text=FERRY), Document(text=FERRY)),
        findings=tuple(findings),
        ledger=Ledger(rows=()),
    )
    lines = draft_text(draft).splitlines()
    assert lines[0] == "Compared with: 2 sources: wire.txt, ⟨U+001B⟩[31mred.txt"
    assert lines[2] == "1 to fix · 1 to look at · 0 match · 0 in no source"
    assert lines.index("  ≠ An error.") < lines.index("  ? A look.")
    assert "    not checked · paragraph 4 · date.value" in lines


@pytest.mark.parametrize(
    ("words", "value", "options", "expected"),
    [
        ("539", "539", {}, "539"),
        ("£4.2 million", "4200000", {"kind": "money", "unit": "GBP"}, "4,200,000 GBP"),
        ("1.50", "1.50", {}, "1.5"),
        ("12 per cent", "12", {"kind": "percent"}, "12%"),
        (
            "nearly 70 mph",
            "70",
            {"hedge": "nearly", "unit": "mile_per_hour"},
            "nearly 70 mile per hour",
        ),
        ("2016", "2016", {"kind": "year"}, "2016"),
        ("1e50", "1E+50", {}, "1E+50"),
        ("3 to 5", None, {"low": "3", "high": "5", "hedge": "between"}, "3 to 5"),
        ("about 3 to 5", None, {"low": "3", "high": "5", "hedge": "about"}, "about 3 to 5"),
        ("over 3", None, {"low": "3", "hedge": "more_than"}, "more than 3"),
        ("up to 5", None, {"high": "5", "hedge": "up_to"}, "up to 5"),
        ("dozens", None, {}, "no value"),
    ],
)
def test_reading_of(words: str, value: str | None, options: dict[str, Any], expected: str) -> None:
    """How a figure was read is told in plain numbers with its hedge and unit."""
    assert reading_of(Builder(words).figure(words, value, **options)) == expected
