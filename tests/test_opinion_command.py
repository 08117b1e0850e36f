"""`extractor check --model`: progress, coverage, and what is kept when it ends early."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from answering_server import answering, said

pytestmark = pytest.mark.server

SOURCE = (
    "The harbour festival went ahead in spite of the storm. Ida Holm thanked 40 volunteers.\n\n"
    "Lars Brandt gave the festival 900 euros."
)
DRAFT = (
    "The storm kept everybody away from the harbour festival.\n\n"
    "Lars Brandt gave 900 euros to the festival. Ida Holm thanked 60 volunteers."
)
ANSWER = {
    "source_words": "The harbour festival went ahead",
    "draft_words": "kept everybody away",
    "verdict": "contradicted",
}

Command = Callable[..., list[str]]


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """The command for the draft, with more options."""
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    (tmp_path / "wire.txt").write_text(SOURCE, encoding="utf-8")
    files = [str(tmp_path / "draft.txt"), "--against", str(tmp_path / "wire.txt")]
    return lambda *more: [sys.executable, "-m", "extractor", "check", *files, *more]


def run(command: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    """The command, run to its end."""
    told = {**os.environ, "EXTRACTOR_CONFIG": "none", **environment}
    return subprocess.run(command, capture_output=True, text=True, env=told, check=False)


def contradicting(body: dict[str, Any]) -> tuple[int, Any]:
    """A model that contradicts the sentence about the storm and finds the others supported."""
    draft = body["messages"][1]["content"].split("Draft:")[1]
    supported = {**ANSWER, "source_words": "gave the festival 900 euros", "verdict": "supported"}
    return said(json.dumps(ANSWER if "storm" in draft else supported))


def test_a_model_is_asked_only_if_it_is_named(command: Command) -> None:
    """EXTRACTOR_MODEL, which other commands take, turns no second opinion on."""
    plain = run(command("-f", "json"))
    told = run(command("-f", "json"), EXTRACTOR_MODEL="openai:m", OPENAI_API_KEY="x")
    assert plain.stdout == told.stdout
    assert "opinion" not in plain.stdout
    assert told.stderr == ""


@pytest.mark.parametrize("format", ["terminal", "html", "json"])
def test_the_report_says_how_far_the_draft_was_covered(command: Command, format: str) -> None:
    """Sentences read by the model, decided by rule, open; and the model's finding."""
    with answering(contradicting) as server:
        done = run(command("-m", "openai:m", "--base-url", server.base_url, "-f", format))
    assert done.returncode == 0
    if format == "json":
        coverage = json.loads(done.stdout)["opinion"]["coverage"]
        assert coverage == {"sentences": 3, "by_model": 2, "by_rule": 1, "open": 0}
    else:
        line = "3 sentences: 2 read by openai:m, 1 decided by rule, 0 open"
        assert line in " ".join(done.stdout.split())
    assert "claim.contradicted" in done.stdout
    assert "sentence 2 of 2: " in done.stderr


def test_a_model_that_cannot_be_reached_costs_no_finding(command: Command) -> None:
    """What the checks say is written; the failure is one line and exit code 3."""
    address = "http://127.0.0.1:9/v1"
    model = ("-m", "openai:m", "--base-url", address, "--retry-limit", "0.1")
    done = run(command("-f", "json", *model))
    assert done.returncode == 3
    assert "nothing answers at" in done.stderr.splitlines()[-1]
    found = json.loads(done.stdout)["findings"]
    assert any(each["check"] == "figure.value" and each["is_problem"] for each in found)


def test_ctrl_c_keeps_what_was_read(command: Command) -> None:
    """Stopped at the second sentence, the report has the first and every finding of the checks."""
    is_second, go_on = threading.Event(), threading.Event()

    def answer(body: dict[str, Any]) -> tuple[int, Any]:
        if "storm" not in body["messages"][1]["content"].split("Draft:")[1]:
            is_second.set()
            go_on.wait(600)
        return contradicting(body)

    with answering(answer) as server:
        model = ("-m", "openai:m", "--base-url", server.base_url)
        process = subprocess.Popen(
            command("-f", "json", *model), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert process.stderr
        lines = [process.stderr.readline()]
        while "sentence 1 of 2" not in lines[-1]:
            lines.append(process.stderr.readline())
        assert is_second.wait(600)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=600)
        go_on.set()
    assert process.returncode == 130
    assert "Stopped: the report has what was read until then." in err
    report = json.loads(out)
    assert [each["verdict"] for each in report["opinion"]["readings"]] == ["contradicted"]
    assert any(each["is_problem"] for each in report["findings"])


def test_no_more_is_asked_than_allowed(command: Command) -> None:
    """--max-questions counts sentences."""
    with answering(contradicting) as server:
        model = ("-m", "openai:m", "--base-url", server.base_url, "--max-questions", "1")
        done = run(command("-f", "json", *model))
    assert len(json.loads(done.stdout)["opinion"]["readings"]) == 1
