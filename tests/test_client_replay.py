"""Recorded conversations with the real local model, played back."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml
from recording import CASSETTES, EXTRACTIONS, SCENARIOS, replay

from extractor import Report
from extractor.outputs import Format, write_report


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    """What each recorded conversation gives."""
    return {name: replay(scenario) for name, scenario in EXTRACTIONS.items()}


def texts(report: Report, status: str) -> list[str]:
    """The words of the ledger's rows with this status."""
    return [
        row.figure.phrase.text if row.figure else row.span.text
        for row in report.ledger
        if row.status == status
    ]


def test_clean_story_has_no_problem(reports: dict[str, Report]) -> None:
    """On a story that the model reads well, every figure is claimed and no check complains."""
    report = reports["clean"]
    assert report.problems == ()
    assert [passage.status for passage in report.passages].count("failed") == 0
    assert {"312 people", "at least 14 passengers", "11 knots"} <= set(texts(report, "claimed"))
    speakers = {fact.attributed_to for fact in report.facts if fact.kind == "quotation"}
    assert speakers == {"Captain Ilse Romero", "Tomas Adeyemi"}


def test_spanish_story_has_every_figure_claimed(reports: dict[str, Report]) -> None:
    """Asked in Spanish, the model answers in Spanish, and no figure of the story is left over."""
    report = reports["spanish"]
    assert [passage.status for passage in report.passages].count("failed") == 0
    assert not [row.figure for row in report.ledger if row.figure and row.status == "unclaimed"]
    assert "murieron" in " ".join(fact.statement for fact in report.facts)


def test_what_the_model_got_wrong_is_a_slip(reports: dict[str, Report]) -> None:
    """Where the model errs, the fact has the story's own words, and the slip is told."""
    report = reports["model_errs"]
    said = {slip.fact: slip.said for slip in report.slips}
    assert said["4.s3"] == "The company will pay a final dividend of 6.5p a share, again."
    (mended,) = [fact for fact in report.facts if fact.id == "4.s3"]
    assert (mended.worded_by, mended.statement) == (
        "story",
        "The company will pay a final dividend of 6.5p a share, against 5p last year.",
    )
    assert report.problems == ()


def test_answer_in_free_prose_is_asked_for_again(reports: dict[str, Report]) -> None:
    """A server that passes on neither schema nor example gives prose; asked again, it answers."""
    report = reports["asked_again"]
    asked = [passage for passage in report.passages if passage.status == "ok"]
    assert [passage.reasks for passage in asked] == [1]
    assert report.run.calls == 2
    assert [fact.attributed_to for fact in report.facts] == ["the growers’ union"]
    assert "nearly 70 percent" in " ".join(texts(report, "claimed"))


def test_server_error_and_429_are_waited_out(reports: dict[str, Report]) -> None:
    """A 500 and a 429 with `Retry-After` cost time and nothing else."""
    report = reports["server_faults"]
    assert [passage.status for passage in report.passages].count("failed") == 0
    assert report.run.calls == 1
    assert report.timing
    assert report.timing.seconds >= 1.0


@pytest.mark.parametrize("format", ["json", "jsonl", "html", "csv", "terminal"])
def test_two_runs_over_one_recording_are_equal(reports: dict[str, Report], format: Format) -> None:
    """The same answers give the same bytes, in every format."""
    again = replay(EXTRACTIONS["model_errs"])
    assert write_report(again, format) == write_report(reports["model_errs"], format)


@pytest.mark.parametrize("name", SCENARIOS)
def test_recordings_hold_no_key_and_no_machine(name: str) -> None:
    """Request headers, addresses and keys are scrubbed before a recording is written."""
    text = (CASSETTES / f"{name}.yaml").read_text("utf-8")
    data = yaml.safe_load(text)
    for interaction in data["interactions"]:
        assert interaction["request"]["headers"] == {}
        assert interaction["request"]["uri"] == "http://model/v1/chat/completions"
        assert interaction["response"]["headers"].keys() <= {"content-type", "retry-after"}
    for trace in ("Bearer", "127.0.0.1", ".gguf", "/home/", "/root/"):
        assert trace not in text


def test_stale_recording_is_named() -> None:
    """A recording made with another prompt fails by name and says how to renew it."""
    other = replace(EXTRACTIONS["clean"], made_with=lambda: {"prompt": "0" * 64})
    with pytest.raises(AssertionError, match=r"clean\.yaml is stale: .*run `make record`"):
        replay(other)
