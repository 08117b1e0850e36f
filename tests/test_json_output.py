"""JSON and JSON Lines: complete, repeatable, readable back."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from reports import ferry_report, hostile_report, plain_report

from extractor.errors import OptionError
from extractor.outputs import FORMATS, write_report
from extractor.outputs.jsonio import report_json, report_line, report_lines
from extractor.schemas.report import Report, Timing

TIMING = Timing(started="2025-11-14T09:00:00Z", seconds=12.5, passage_seconds=(4.0, 8.5))


def test_reading_back_gives_an_equal_report() -> None:
    """A report that was written and read is equal to the one before."""
    report = ferry_report()
    assert Report.model_validate_json(report_json(report)) == report
    assert Report.model_validate_json(report_line(report)) == report


def test_half_characters_survive() -> None:
    """A story that cannot be written in UTF-8 is written with escapes and read back equal."""
    report = hostile_report()
    text = report_json(report)
    assert text.encode()
    assert "\\ud800" in text
    assert Report.model_validate(json.loads(text)) == report


def test_equal_reports_give_equal_bytes() -> None:
    """Two equal reports are written alike, whatever their clock times."""
    assert report_json(ferry_report(timing=TIMING)) == report_json(ferry_report())


def test_timing_is_written_when_asked_for() -> None:
    """Clock times are left out unless asked for."""
    timed = ferry_report(timing=TIMING)
    assert "timing" not in json.loads(report_json(timed))
    assert Report.model_validate_json(report_json(timed, with_timing=True)) == timed


def test_json_is_indented_and_not_escaped() -> None:
    """The text is made for reading: indented, with its own characters."""
    text = report_json(ferry_report())
    assert text.startswith('{\n  "compared_with": "this story only",\n')
    assert "💔" in text
    assert "“" in text or "’" in text
    assert text.endswith("}\n")


def test_jsonl_is_one_line_per_report() -> None:
    """Each report is one line, in the order given."""
    lines = list(report_lines([ferry_report(), hostile_report(), plain_report()]))
    assert all(line.count("\n") == 1 and line.endswith("\n") for line in lines)
    names = [json.loads(line)["document"]["name"] for line in lines]
    assert names == ["ferry.txt", "<script>\x1b[31m.txt", None]


def test_words_and_problems_are_in_the_file() -> None:
    """A reader of the file needs no code of ours to see what is wrong."""
    first = json.loads(report_json(ferry_report()))["findings"][0]
    assert (first["word"], first["is_problem"]) == ("differs", True)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_every_report(name: str) -> None:
    """Each format takes each report, and what it gives can be encoded and ends its last line."""
    for report in (ferry_report(), hostile_report(), plain_report(), plain_report("")):
        text = write_report(report, name)  # type: ignore[arg-type]  # a name out of FORMATS
        assert text.encode().endswith(b"\n")


def test_unknown_format_names_the_known() -> None:
    """A format that does not exist is refused with those that do."""
    with pytest.raises(OptionError, match=r"'pdf'.*terminal, json, jsonl, html, csv"):
        write_report(plain_report(), "pdf")  # type: ignore[arg-type]  # the mistake on purpose


def test_outputs_load_neither_template_engine_nor_terminal() -> None:
    """Importing the room loads neither Jinja nor rich nor any model client."""
    code = (
        "import sys, extractor.outputs; "
        "print({'jinja2', 'rich', 'openai', 'instructor', 'xllamacpp'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
