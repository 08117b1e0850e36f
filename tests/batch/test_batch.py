"""A batch from its input to its store, with a model made of a function."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from fakes import FunctionClient, faithful

from batch.plans import DeadlyPlan, FunctionPlan, items
from extractor.batch.engine import Limits
from extractor.batch.export import export_store
from extractor.batch.feed import Item
from extractor.batch.plans import CheckPlan
from extractor.batch.progress import Progress
from extractor.batch.runner import Batch, run_batch
from extractor.batch.store import RunStore, lock_store
from extractor.cli import main
from extractor.errors import KeyRefusedError, ProviderError, TimeLimitError
from extractor.llm.client import Message
from extractor.options import Options
from extractor.schemas.document import Document
from extractor.schemas.report import DraftReport, Report


def exported(store: Path, folder: Path) -> dict[str, bytes]:
    """What an export of the store writes."""
    with RunStore(store) as opened:
        export_store(opened, folder, ("jsonl", "csv", "html"), shard=4)
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_every_document_of_the_input_ends_in_the_store(tmp_path: Path) -> None:
    """Ten stories are ten documents done, each with its facts, and the calls add up."""
    store = tmp_path / "run.sqlite"
    ran = run_batch(items(10), FunctionPlan(options=Options(max_repairs=0)), store)
    assert ran.progress.states == {"done": 10}
    with RunStore(store) as opened:
        assert opened.tally() == {"done": 10}
        assert opened.totals().calls == opened.paid()[0] == 10
        (first, *_) = opened.entries()
        report = Report.model_validate_json(opened.result(first.key or "") or b"")
    assert report.document.name == "story 0"
    assert [str(figure.value) for fact in report.facts for figure in fact.figures] == ["40", "50"]


def test_a_run_that_was_stopped_goes_on_and_gives_the_same(tmp_path: Path) -> None:
    """Stopped after some documents and run again, it asks only for the rest; files are equal."""
    plan, whole = FunctionPlan(), FunctionPlan()
    store = tmp_path / "run.sqlite"
    with lock_store(store), RunStore(store) as opened:
        progress = Progress()
        batch = Batch(items(12), plan, opened, limits=Limits(in_flight=1), progress=progress)
        progress.watch = lambda *_: batch.stop() if progress.ended == 5 else None
        ran = asyncio.run(batch.run())
    assert ran.was_interrupted
    assert 5 <= ran.progress.ended < 12
    again = run_batch(items(12), plan, store)
    assert again.progress.already == ran.progress.ended
    run_batch(items(12), whole, tmp_path / "whole.sqlite")
    assert isinstance(plan.client, FunctionClient)
    assert isinstance(whole.client, FunctionClient)
    assert len(plan.client.asked) == len(whole.client.asked)
    assert exported(store, tmp_path / "a") == exported(tmp_path / "whole.sqlite", tmp_path / "b")


def test_what_was_done_is_not_paid_for_again(tmp_path: Path) -> None:
    """The same batch once more asks nothing; a new story among the old costs only its own."""
    plan, store = FunctionPlan(options=Options(max_repairs=0)), tmp_path / "run.sqlite"
    assert isinstance(plan.client, FunctionClient)
    run_batch(items(3), plan, store)
    run_batch(items(3), plan, store)
    assert len(plan.client.asked) == 3
    run_batch(items(5), plan, store)
    assert len(plan.client.asked) == 5


def test_a_changed_parameter_is_a_new_document_and_the_same_calls_are_kept(tmp_path: Path) -> None:
    """More repairs allowed make other reports, but the first call of each is the same as before."""

    def wrong(messages: Sequence[Message], wanted: dict[str, Any]) -> dict[str, Any]:
        answer = faithful(messages, wanted)
        return {key: each | {"statement": "It rained."} for key, each in answer.items() if each}

    store = tmp_path / "run.sqlite"
    client = FunctionClient(wrong, is_local=False)
    told = Options(max_repairs=0, free_facts=0)
    run_batch(items(2), FunctionPlan(client=client, options=told), store)
    assert len(client.asked) == 2
    more = told.model_copy(update={"max_repairs": 1})
    ran = run_batch(items(2), FunctionPlan(client=client, options=more), store)
    assert ran.progress.ended == 2
    assert len(client.asked) == 4  # a repair each, and no first call


def test_two_stories_with_the_same_words_pay_once(tmp_path: Path) -> None:
    """The answer is kept by what was asked: a story that came twice costs one call."""
    (one,) = items(1)
    assert one.document is not None
    twin = Item("twin", one.document.model_copy(update={"name": "twin"}))
    plan = FunctionPlan(options=Options(max_repairs=0))
    ran = run_batch([one, twin], plan, tmp_path / "run.sqlite")
    assert ran.progress.states == {"done": 2}
    assert isinstance(plan.client, FunctionClient)
    assert len(plan.client.asked) == 1


def test_what_cannot_be_read_is_a_named_failure_among_the_others(tmp_path: Path) -> None:
    """An unreadable row and an empty story fail by name; the others are done; the sum is right."""
    store = tmp_path / "run.sqlite"
    mixed = [
        *items(2),
        Item("bad", None, reason="row 3 is no JSON"),
        Item("empty", Document(text=" ")),
    ]
    ran = run_batch(mixed, FunctionPlan(), store)
    assert ran.progress.unreadable == 2
    with RunStore(store) as opened:
        assert opened.tally() == {"done": 2, "unreadable": 2}
        failed = [e for e in opened.entries() if e.outcome and e.outcome.state == "failed"]
    assert [(e.name, e.outcome and e.outcome.cause) for e in failed] == [
        ("bad", "unreadable"),
        ("empty", "unreadable"),
    ]
    assert failed[0].outcome is not None
    assert failed[0].outcome.reason == "row 3 is no JSON"


class Failing(FunctionClient):
    """Fails in a way of its own for stories that hold a word."""

    def __init__(self, word: str, error: Exception) -> None:
        super().__init__(faithful, is_local=False)
        self.word = word
        self.error: Exception | None = error

    async def ask(self, messages: Sequence[Message], answer: Any, *, max_tokens: int) -> Any:
        """As the function says, or not at all."""
        if self.error is not None and self.word in messages[-1]["content"]:
            raise self.error
        return await super().ask(messages, answer, max_tokens=max_tokens)


def test_a_story_that_fails_is_retried_only_when_asked_to(tmp_path: Path) -> None:
    """A failure is kept and not repeated at each run; `retry_failed` does it again."""
    store = tmp_path / "run.sqlite"
    client = Failing("least 41 homes", TimeLimitError("the server was busy"))
    plan = FunctionPlan(client=client)
    ran = run_batch(items(3), plan, store)
    assert (ran.progress.states["failed"], dict(ran.progress.causes)) == (1, {"time_limit": 1})
    client.error = None
    assert run_batch(items(3), plan, store).progress.already == 3
    again = run_batch(items(3), plan, store, retry_failed=True)
    assert (again.progress.already, again.progress.states) == (2, {"done": 1})


def test_a_refused_key_ends_the_run_at_once(tmp_path: Path) -> None:
    """What every document would fail with alike is raised, and no document is marked failed."""
    store = tmp_path / "run.sqlite"
    plan = FunctionPlan(client=Failing("homes", KeyRefusedError("the key is not accepted")))
    with pytest.raises(KeyRefusedError):
        run_batch(items(50), plan, store)
    with RunStore(store) as opened:
        assert "failed" not in opened.tally()


def test_a_server_that_goes_away_leaves_the_rest_to_do(tmp_path: Path) -> None:
    """After many failures in a row the run stops; those documents are to do, not failed."""
    store = tmp_path / "run.sqlite"
    client = Failing("1", ProviderError("nothing answers"))
    client.word = " homes"
    error, client.error = client.error, None
    plan = FunctionPlan(client=client)
    with lock_store(store), RunStore(store) as opened:
        progress = Progress()
        batch = Batch(items(60), plan, opened, limits=Limits(in_flight=2), progress=progress)

        def fail_from_the_tenth(*_: object) -> None:
            if progress.ended == 10:
                client.error = error

        progress.watch = fail_from_the_tenth
        ran = asyncio.run(batch.run())
        assert isinstance(ran.stopped_by, ProviderError)
        tally = opened.tally()
    assert tally["done"] >= 10
    assert tally.get("failed", 0) == 0
    assert tally["done"] + tally["to do"] == 60


def test_our_own_error_in_one_story_does_not_end_the_others(tmp_path: Path) -> None:
    """A story that trips the program fails by name and place; the rest is done."""
    plan = FunctionPlan(client=Failing("least 41 homes", ZeroDivisionError("division by zero")))
    ran = run_batch(items(3), plan, tmp_path / "run.sqlite")
    assert ran.progress.states == {"done": 2, "failed": 1}
    assert ran.progress.causes == {"our_error": 1}


@pytest.mark.parametrize(
    "limits",
    [Limits(max_tokens=5000), Limits(max_cost_usd=Decimal("0.005"))],
    ids=["tokens", "dollars"],
)
def test_a_budget_stops_the_run_before_it_is_exceeded(tmp_path: Path, limits: Limits) -> None:
    """Within the budget documents are done; the others are left to do, for a later run."""

    class Priced(FunctionClient):
        def cost_usd(self, prompt_tokens: int, completion_tokens: int) -> Decimal | None:
            return Decimal(prompt_tokens + completion_tokens) / 1_000_000

        async def ask(self, messages: Sequence[Message], answer: Any, *, max_tokens: int) -> Any:
            reply = await super().ask(messages, answer, max_tokens=max_tokens)
            return replace(reply, prompt_tokens=600, completion_tokens=100)

    store = tmp_path / "run.sqlite"
    plan = FunctionPlan(client=Priced(faithful, is_local=False), options=Options(max_repairs=0))
    ran = run_batch(items(40), plan, store, limits=limits)
    spent = ran.progress.spent.tokens
    assert "leaves no room" in str(ran.stopped_by)
    assert 0 < spent <= 5000
    with RunStore(store) as opened:
        tally = opened.tally()
    assert tally["done"] + tally["to do"] == 40
    assert run_batch(items(40), plan, store).progress.ended == tally["to do"]


def test_drafts_are_checked_in_several_processes_with_the_same_result(tmp_path: Path) -> None:
    """Two processes give byte for byte what one gives."""
    source = Document(text="At least 40 homes were flooded. The river rose by 2 metres.", name="s")
    plan = CheckPlan((source,))
    one, two = tmp_path / "one.sqlite", tmp_path / "two.sqlite"
    run_batch(items(9), plan, one)
    ran = run_batch(items(9), plan, two, processes=2)
    assert ran.progress.states == {"done": 9}
    assert exported(one, tmp_path / "a") == exported(two, tmp_path / "b")
    with RunStore(one) as opened:
        (entry, *_) = opened.entries()
        report = DraftReport.model_validate_json(opened.result(entry.key or "") or b"")
    assert report.problems


def test_a_story_that_kills_its_process_is_a_named_failure_and_harms_no_other(
    tmp_path: Path,
) -> None:
    """Three times its process dies; the stories that were beside it are done all the same."""
    store = tmp_path / "run.sqlite"
    plan = DeadlyPlan(deadly="story 3")
    ran = run_batch(items(12), plan, store, limits=Limits(in_flight=4), processes=2)
    assert ran.progress.states == {"done": 11, "failed": 1}
    with RunStore(store) as opened:
        (failed,) = [e for e in opened.entries() if e.outcome and e.outcome.state == "failed"]
    assert (failed.name, failed.outcome and failed.outcome.cause) == ("story 3", "process_died")


def test_an_export_leaves_unchanged_shards_alone_and_takes_old_files_away(tmp_path: Path) -> None:
    """Written again, nothing is touched; with fewer formats what is no longer written goes."""
    store, folder = tmp_path / "run.sqlite", tmp_path / "out"
    run_batch(items(9), FunctionPlan(), store)
    with RunStore(store) as opened:
        export_store(opened, folder, ("jsonl", "csv"), shard=4)
        before = {path: path.stat().st_mtime_ns for path in folder.glob("*-0000?.*")}
        assert len(before) == 12
        export_store(opened, folder, ("jsonl", "csv"), shard=4)
        assert before == {path: path.stat().st_mtime_ns for path in folder.glob("*-0000?.*")}
        export_store(opened, folder, ("jsonl",), shard=4)
    assert sorted(path.name for path in folder.glob("*-0000?.*")) == [
        "reports-00000.jsonl",
        "reports-00001.jsonl",
        "reports-00002.jsonl",
    ]


def test_names_of_stories_are_data_in_the_index(tmp_path: Path) -> None:
    """A name with markup stands in the index as its characters, and opens no script."""
    (item,) = items(1)
    assert item.document is not None
    name = "<script>alert(1)</script>{{ 7*7 }}"
    evil = Item(name, item.document.model_copy(update={"name": name}))
    store = tmp_path / "run.sqlite"
    run_batch([evil], FunctionPlan(), store)
    page = exported(store, tmp_path / "out")["index.html"].decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in page
    assert page.count("<script>") == 1


def test_ctrl_c_before_the_first_story_is_heard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Pressed while the event loop is made, it is told in one line and ends the run with 130."""
    (tmp_path / "story.txt").write_text("The dam held for 12 days.")
    make_loop = asyncio.new_event_loop

    def interrupted() -> asyncio.AbstractEventLoop:
        os.kill(os.getpid(), signal.SIGINT)
        return make_loop()

    monkeypatch.setattr("asyncio.events.new_event_loop", interrupted)
    told = ["batch", str(tmp_path / "story.txt"), "-o", str(tmp_path / "out"), "-m", "none"]
    monkeypatch.setattr(sys, "argv", ["extractor", *told])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 130
    assert "Stopping when what is in flight is done" in capsys.readouterr().err
