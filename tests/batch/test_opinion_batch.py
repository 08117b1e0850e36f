"""Drafts of a batch that a model reads after the checks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from answering_server import answering, said
from fakes import FunctionClient
from typer.testing import CliRunner

from extractor import DraftReport
from extractor.batch import CheckPlan, Item, OpinionPlan, RunStore, run_batch
from extractor.batch.budget import Budget
from extractor.batch.plans import CacheOf, Work
from extractor.cli.main import app
from extractor.llm.client import Client, Message
from extractor.llm.limits import CallLimits
from extractor.schemas.document import Document

SOURCE = Document(text="The mill in Velm burned down. Nobody lived in the mill.", name="wire")


def not_stated(messages: Sequence[Message], wanted: dict[str, Any]) -> dict[str, Any]:
    """A model that finds nothing stated."""
    return {"source_words": None, "draft_words": None, "verdict": "not_stated"}


@dataclass(frozen=True)
class FunctionPlan(OpinionPlan):
    """The plan, asking a client that is handed in."""

    client: Client = field(
        default_factory=lambda: FunctionClient(not_stated, is_local=False, model="fake:m")
    )

    def open(self, answers: CacheOf, limits: CallLimits | None, budget: Budget) -> Work:
        """Without a server."""
        return self.open_with(self.client, answers, budget)


def drafts(count: int) -> list[Item]:
    """So many drafts; the second sentence of each is its own."""
    text = "The mill in Velm was saved. It was the mill of owner {}."
    return [
        Item(f"draft {number}", Document(text=text.format("ABCDEFG"[number]), name=f"d{number}"))
        for number in range(count)
    ]


def reports(store: Path) -> list[DraftReport]:
    """What a store holds."""
    with RunStore(store) as opened:
        return [
            DraftReport.model_validate_json(opened.result(entry.key or "") or b"")
            for entry in opened.entries()
        ]


def test_each_draft_is_checked_and_read(tmp_path: Path) -> None:
    """The report has the model's findings and coverage, and the calls are counted."""
    client = FunctionClient(not_stated, is_local=False, model="fake:m")
    plan = FunctionPlan(CheckPlan((SOURCE,)), "fake:m", client=client)
    ran = run_batch(drafts(3), plan, tmp_path / "run.sqlite")
    assert ran.progress.states == {"done": 3}
    for report in reports(tmp_path / "run.sqlite"):
        assert report.opinion
        assert report.opinion.coverage.by_model == 2
        assert "claim.not_stated" in {finding.check for finding in report.findings}
    assert ran.progress.spent.calls == len(client.asked)


def test_a_second_run_asks_nothing(tmp_path: Path) -> None:
    """What is done stays done; another number of questions is another plan."""
    client = FunctionClient(not_stated, is_local=False, model="fake:m")
    plan = FunctionPlan(CheckPlan((SOURCE,)), "fake:m", client=client)
    store = tmp_path / "run.sqlite"
    run_batch(drafts(2), plan, store)
    asked = len(client.asked)
    run_batch(drafts(2), plan, store)
    assert len(client.asked) == asked
    fewer = FunctionPlan(CheckPlan((SOURCE,)), "fake:m", max_questions=1, client=client)
    assert fewer.fingerprint != plan.fingerprint


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A draft and its source as rows."""
    rows = [
        {"id": item.name, "draft": item.document.text, "article": SOURCE.text}
        for item in drafts(2)
        if item.document
    ]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (tmp_path / "drafts.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path


def batch(folder: Path, *more: str) -> Any:
    """`extractor batch` on these rows."""
    rows = [str(folder / "drafts.jsonl"), "--checks-only", "--text-field", "draft"]
    words = ["batch", "run", *rows, "--source-field", "article", *more]
    return CliRunner().invoke(app, words)


@pytest.mark.server
def test_the_command_has_drafts_read_only_if_it_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """--model on the command line; a settings file with a model turns nothing on."""
    answer = json.dumps({"source_words": None, "draft_words": None, "verdict": "not_stated"})
    with answering(lambda body: said(answer)) as server:
        settings = folder / "own.toml"
        settings.write_text(f'[batch]\nmodel = "openai:m"\nbase-url = "{server.base_url}"\n')
        monkeypatch.setenv("EXTRACTOR_CONFIG", str(settings))
        plain = batch(folder, "-o", str(folder / "plain"), "-f", "jsonl")
        assert plain.exit_code == 0, plain.output
        assert server.calls == []
        told = batch(folder, "-o", str(folder / "told"), "-f", "jsonl", "-m", "openai:m")
        assert told.exit_code == 0, told.output
    assert server.calls
    assert all(report.opinion is None for report in reports(folder / "plain" / "run.sqlite"))
    assert all(report.opinion for report in reports(folder / "told" / "run.sqlite"))


def test_a_dry_run_counts_the_questions(folder: Path) -> None:
    """The first call about each sentence, with nothing asked and nothing written."""
    done = batch(folder, "--dry-run", "-m", "openai:m", "--base-url", "http://127.0.0.1:9/v1")
    assert done.exit_code == 0, done.output
    assert "Calls: about 4 " in done.output


def test_a_providers_batch_is_refused(folder: Path) -> None:
    """Readings wait for nobody's files."""
    engine = ("--engine", "provider-batch", "-m", "openai:m", "-o", str(folder / "out"))
    done = batch(folder, *engine)
    assert done.exit_code != 0
    assert "leave out --engine provider-batch" in str(done.exception)
