"""A batch through a provider's batches, against a server that has the documented API."""

from __future__ import annotations

import asyncio
import hashlib
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batch.provider_server import KEY, ProviderServer, completion, serving
from extractor.batch.engine import Limits
from extractor.batch.export import export_store
from extractor.batch.feed import Item
from extractor.batch.plans import ExtractPlan
from extractor.batch.provider_engine import ProviderBatch, Rounds
from extractor.batch.provider_files import Came, Responses, fill_files, read_line, request_line
from extractor.batch.runner import Ran, run_batch
from extractor.batch.store import RunStore
from extractor.errors import (
    BudgetSpentError,
    InputError,
    KeyRefusedError,
    OptionError,
    ProviderError,
)
from extractor.options import Options
from extractor.schemas.document import Document

WAITING = Rounds(is_waiting=True, first_wait_s=0.01, longest_wait_s=0.01)

ONE_STEP = Rounds(first_wait_s=0.01)

STORY = (
    "OLMEN, March 3, 2026 (Wire) - The river rose by {number} metres on Monday, officials said.\n\n"
    "About {families} families left their homes in the lower town, and the mayor of Olmen asked "
    'the province for help. "We will be back within the week," said Marta Vane, a teacher who '
    "spent the night in the sports hall with her two children and a neighbour.\n\n"
    "Two of the four bridges were closed, {buses} buses were sent, and trains to the coast ran "
    "at most once in {hours} hours until the evening."
)


def stories(number: int) -> list[Item]:
    """So many different stories of two passages each."""
    texts = (
        STORY.format(number=n + 3, families=n + 120, buses=n + 15, hours=n + 2)
        for n in range(number)
    )
    return [Item(f"s{n}", Document(text=text, name=f"s{n}")) for n, text in enumerate(texts)]


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


@pytest.fixture
def server() -> Iterator[ProviderServer]:
    """A server without faults, to which a test may add some."""
    with serving(ProviderServer()) as running:
        yield running


def plan_for(server: ProviderServer) -> ExtractPlan:
    """The plan of every test here."""
    options = Options(
        base_url=server.base_url, passage_chars=400, max_repairs=2, retry_limit_s=20, timeout_s=20
    )
    return ExtractPlan("openai:m", options=options)


def run(
    server: ProviderServer,
    store: Path,
    rounds: Rounds = WAITING,
    *,
    number: int = 4,
    limits: Limits | None = None,
    retry_failed: bool = False,
) -> Ran:
    """One run of the stories."""
    with RunStore(store) as opened:
        batch = ProviderBatch(
            stories(number),
            plan_for(server),
            opened,
            rounds=rounds,
            limits=limits,
            retry_failed=retry_failed,
        )
        return asyncio.run(batch.run())


def tally(store: Path) -> dict[str, int]:
    """How many documents are in which state."""
    with RunStore(store) as opened:
        return opened.tally()


def causes(store: Path) -> dict[str, int]:
    """Why documents failed."""
    with RunStore(store) as opened:
        return opened.causes()


def exported(store: Path, folder: Path) -> dict[str, bytes]:
    """What an export of the store writes."""
    with RunStore(store) as opened:
        export_store(opened, folder, ("jsonl", "csv", "html"), shard=4)
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def spoilt(body: dict[str, Any], time: int) -> str | None:
    """A fault of the answer for half of all calls, the same each time."""
    chance = hashlib.sha256(json.dumps(body["messages"]).encode()).digest()[0] % 9
    return {0: "truncated", 1: "wrong schema", 2: "empty", 3: "misread", 4: "misread"}.get(chance)


@pytest.mark.server
@pytest.mark.parametrize(("line", "rounds"), [(lambda body, time: None, 1), (spoilt, 3)])
def test_batches_give_the_bytes_of_the_process_engine(
    server: ProviderServer, tmp_path: Path, line: Any, rounds: int
) -> None:
    """The same answers, asked at once or in rounds of batches, are the same files to the byte.

    Cut off, empty, unfitting and wrong answers lead to the same questions asked again.
    """
    server.faults.line = line
    ran = run(server, tmp_path / "batch.sqlite", number=12)
    assert ran.progress.ended == 12
    assert len(server.batches) >= rounds
    server.tries.clear()
    run_batch(stories(12), plan_for(server), tmp_path / "live.sqlite")
    batched = exported(tmp_path / "batch.sqlite", tmp_path / "batch")
    assert batched == exported(tmp_path / "live.sqlite", tmp_path / "live")
    assert b'"worded_by":"model"' in batched["reports-00000.jsonl"]
    assert set(server.paid.values()) == {1}


@pytest.mark.server
def test_a_request_file_holds_what_would_be_sent_at_once(
    server: ProviderServer, tmp_path: Path
) -> None:
    """The bodies in request files are the bodies of live calls, all of them and no others."""
    run(server, tmp_path / "batch.sqlite")
    run_batch(stories(4), plan_for(server), tmp_path / "live.sqlite")
    inputs = [server.files[batch.file] for batch in server.batches.values()]
    lines = [json.loads(line) for data in inputs for line in data.splitlines()]
    written = [line["body"] for line in lines]
    as_words = [
        sorted(json.dumps(each, sort_keys=True) for each in some)
        for some in (written, server.bodies)
    ]
    assert as_words[0] == as_words[1]
    assert len({line["custom_id"] for line in lines}) == len(lines)


@pytest.mark.server
def test_without_waiting_each_run_goes_a_step_further(
    server: ProviderServer, tmp_path: Path
) -> None:
    """Run again and again it collects what has ended and hands in the next round, paying once."""
    store = tmp_path / "run.sqlite"
    first = run(server, store, ONE_STEP)
    assert first.progress.ended == 0
    assert tally(store) == {"to do": 4}
    runs = 1
    while "to do" in tally(store):
        run(server, store, ONE_STEP)
        runs += 1
        assert runs < 30
    assert tally(store) == {"done": 4}
    assert set(server.paid.values()) == {1}
    asked = len(server.requests)
    assert run(server, store, ONE_STEP).progress.already == 4
    assert len(server.requests) == asked


@pytest.mark.server
@pytest.mark.parametrize("fate", ["expired", "cancelled", "failed", "gone"])
def test_batches_that_do_not_end_well_are_made_up_for(
    server: ProviderServer, tmp_path: Path, fate: str
) -> None:
    """What came back of a batch is kept, the rest goes out again, and the files are the same."""
    run(server, tmp_path / "whole.sqlite")
    before = server.paid.copy()
    server.faults.fates = [fate, "completed", fate]
    run(server, tmp_path / "run.sqlite")
    whole = exported(tmp_path / "whole.sqlite", tmp_path / "whole")
    assert exported(tmp_path / "run.sqlite", tmp_path / "run") == whole
    again = server.paid - before
    assert set(again.values()) == {1}


@pytest.mark.server
def test_a_batch_that_is_forgotten_is_named(server: ProviderServer, tmp_path: Path) -> None:
    """That its calls are paid for again is said, as nobody can know what became of it."""
    server.faults.fates = ["gone", "completed"]
    notes: list[str] = []
    for _ in range(4):
        notes += run(server, tmp_path / "run.sqlite", ONE_STEP).notes
    assert [note for note in notes if "batch_0001" in note and "may be paid for twice" in note]


@pytest.mark.server
def test_a_batch_whose_file_is_gone_holds_up_no_other(
    server: ProviderServer, tmp_path: Path
) -> None:
    """Its calls go out again, the other batches are collected, and the run says what happened."""
    rounds = replace(ONE_STEP, most_requests=3)
    store = tmp_path / "run.sqlite"
    server.faults.fates = ["file gone", "completed", "completed"]
    run(server, store, rounds)
    notes: list[str] = []
    for _ in range(12):
        notes += run(server, store, rounds).notes
    assert tally(store) == {"done": 4}
    assert [note for note in notes if "batch_0001" in note and "is asked again" in note]
    assert sorted(Counter(server.paid.values()).items()) == [(1, server.paid.total() - 6), (2, 3)]


@pytest.mark.server
def test_a_batch_that_stays_gone_ends_as_a_named_failure(
    server: ProviderServer, tmp_path: Path
) -> None:
    """A store is never blocked for ever: after so many tries its calls have no answer, by name."""
    server.faults.fates = ["file gone"] * 30
    store = tmp_path / "run.sqlite"
    run(server, store)
    assert set(tally(store)) == {"failed"}
    with RunStore(store) as opened:
        reasons = {entry.outcome.reason for entry in opened.entries() if entry.outcome}
    assert all("no longer has the file" in (reason or "") for reason in reasons)


@pytest.mark.server
def test_a_batch_of_which_nothing_can_be_learnt_waits_alone(
    server: ProviderServer, tmp_path: Path
) -> None:
    """While the server fails for one batch the others are collected, and the run says so."""
    store = tmp_path / "run.sqlite"
    rounds = replace(ONE_STEP, most_requests=3)
    run(server, store, rounds)
    first = next(iter(server.batches))
    server.faults.http, server.faults.path = ["403"] * 50, f"GET /batches/{first}"
    with pytest.raises(KeyRefusedError):
        run(server, store, rounds)
    server.faults.http = ["418"] * 50
    for _ in range(6):
        ran = run(server, store, rounds)
    assert f"of batch {first} nothing can be learnt" in str(ran.stopped_by)
    assert "done" in tally(store)
    server.faults.http = []
    run(server, store)
    assert tally(store) == {"done": 4}
    assert set(server.paid.values()) == {1}


@pytest.mark.server
@pytest.mark.parametrize(
    ("line", "cause", "reason", "tries"),
    [
        ("500", "provider", "3 times and has no answer (500, the model says 500)", 3),
        ("429", "provider", "3 times and has no answer (429, the model says 429)", 3),
        ("400", "schema_refused", "once and has no answer (400, the model says 400)", 1),
        ("no line", "provider", "3 times and has no answer (batch completed: no line", 3),
    ],
)
def test_calls_that_never_succeed_make_a_named_failure(
    server: ProviderServer, tmp_path: Path, line: str, cause: str, reason: str, tries: int
) -> None:
    """A call goes out so often and no more; then its document fails, and says why."""
    server.faults.line = lambda body, time: line if "About 121" in str(body["messages"]) else None
    store = tmp_path / "run.sqlite"
    run(server, store)
    with RunStore(store) as opened:
        ended = {entry.name: entry.outcome for entry in opened.entries()}
    failed = ended.pop("s1")
    assert failed is not None
    assert reason in (failed.reason or "")
    assert {outcome.state for outcome in ended.values() if outcome} == {"done"}
    assert max(server.tries.values()) == tries
    assert failed.cause == cause if failed.state == "failed" else failed.cause == "provider"


@pytest.mark.server
def test_batches_that_always_expire_make_a_failure_of_time(
    server: ProviderServer, tmp_path: Path
) -> None:
    """What never came to its turn is named a time limit, and is done when there is time again."""
    server.faults.fates = ["expired"] * 30
    store = tmp_path / "run.sqlite"
    rounds = replace(WAITING, most_tries=1)
    run(server, store, rounds)
    assert set(causes(store)) == {"time_limit"}
    server.faults.fates = []
    ran = run(server, store, rounds, retry_failed=True)
    assert tally(store) == {"done": 4}
    assert ran.progress.failed == 0
    assert set(server.paid.values()) == {1}


@pytest.mark.server
def test_a_full_queue_costs_no_try(server: ProviderServer, tmp_path: Path) -> None:
    """A batch that the provider has no room for now is said so, and goes out another time."""
    server.faults.fates = ["queue full"]
    store = tmp_path / "run.sqlite"
    rounds = replace(ONE_STEP, most_tries=1)
    run(server, store, rounds)
    ran = run(server, store, rounds)
    assert isinstance(ran.stopped_by, ProviderError)
    assert "token_limit_exceeded" in str(ran.stopped_by)
    run(server, store, replace(WAITING, most_tries=1))
    assert tally(store) == {"done": 4}


@pytest.mark.server
def test_files_are_split_at_the_limits(server: ProviderServer, tmp_path: Path) -> None:
    """No batch holds more calls, and no file more bytes, than is allowed."""
    run(server, tmp_path / "a.sqlite", replace(WAITING, most_requests=3))
    sizes = [len(server.files[batch.file].splitlines()) for batch in server.batches.values()]
    assert max(sizes) == 3
    server.batches.clear()
    run(server, tmp_path / "b.sqlite", replace(WAITING, most_bytes=15_000))
    assert max(len(server.files[batch.file]) for batch in server.batches.values()) <= 15_000
    assert len(server.batches) > 2


@given(
    sizes=st.lists(st.integers(0, 400), max_size=30),
    most_requests=st.integers(1, 5),
    most_bytes=st.integers(100, 900),
)
def test_every_call_is_in_one_file_in_order(
    sizes: list[int], most_requests: int, most_bytes: int
) -> None:
    """Split into files, the calls are the same, and only a call too large alone is over a limit."""
    calls = [(f"{number:064d}", size) for number, size in enumerate(sizes)]
    size_of = {key: len(request_line(key, b"x" * size)) for key, size in calls}
    files = list(fill_files(calls, most_requests, most_bytes))
    assert [key for keys in files for key in keys] == [key for key, _ in calls]
    for keys in files:
        assert 1 <= len(keys) <= most_requests
        assert len(keys) == 1 or sum(size_of[key] for key in keys) <= most_bytes


@pytest.mark.server
@pytest.mark.parametrize("fault", ["lost", "reset", "500", "429"])
def test_a_batch_whose_making_was_not_heard_of_is_not_made_twice(
    server: ProviderServer, tmp_path: Path, fault: str
) -> None:
    """Where the answer to the making of a batch is lost, the batch is looked for by its tag."""
    server.faults.http, server.faults.path = [fault], "POST /batches"
    run(server, tmp_path / "run.sqlite", replace(ONE_STEP))
    assert len(server.batches) == 1
    run(server, tmp_path / "run.sqlite")
    assert tally(tmp_path / "run.sqlite") == {"done": 4}
    assert set(server.paid.values()) == {1}


@pytest.mark.server
@pytest.mark.parametrize("path", ["POST /files", "GET /files", "GET /batches"])
def test_faults_on_the_way_are_tried_again(
    server: ProviderServer, tmp_path: Path, path: str
) -> None:
    """Busy, broken and cut off on the way up or down, the run ends as if nothing had been."""
    server.faults.http, server.faults.path = ["500", "half"], path
    run(server, tmp_path / "run.sqlite")
    assert not server.faults.http
    assert tally(tmp_path / "run.sqlite") == {"done": 4}
    assert set(server.paid.values()) == {1}


@pytest.mark.server
@pytest.mark.parametrize("fault", ["hang", "done, then hang"])
def test_killed_while_handing_in_it_pays_once(
    server: ProviderServer, tmp_path: Path, fault: str
) -> None:
    """Killed with -9 before or after the provider made the batch, the next run makes it once."""
    server.faults.http, server.faults.path = [fault], "POST /batches"
    rows = tmp_path / "stories.jsonl"
    rows.write_text(
        "".join(json.dumps({"id": i.name, "text": i.document.text}) + "\n" for i in stories(3)
                if i.document)
    )  # fmt: skip
    out = tmp_path / "out"
    told = [sys.executable, "-m", "extractor", "batch", str(rows), "-o", str(out), "-m", "openai:m"]
    told += ["--base-url", server.base_url, "--engine", "provider-batch", "--poll", "0.05"]
    running = subprocess.Popen(told, stderr=subprocess.PIPE)
    try:
        while not server.is_hanging.wait(0.1):
            assert running.poll() is None
    finally:
        running.kill()
        running.communicate()
    ran = subprocess.run(
        [*told, "--wait", "--log", "json"], capture_output=True, text=True, timeout=120, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert set(server.paid.values()) == {1}
    assert len(server.batches) == 1
    _hold_no_key(tmp_path, ran.stderr)


def _hold_no_key(folder: Path, *words: str) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            assert KEY.encode() not in path.read_bytes(), path
    for each in words:
        assert KEY not in each


@pytest.mark.server
def test_stopped_while_it_waits_it_leaves_its_batches_out(
    server: ProviderServer, tmp_path: Path
) -> None:
    """Asked to stop, a waiting run ends at once, and the next one collects what it handed in."""
    rounds = Rounds(is_waiting=True, first_wait_s=300)
    store = tmp_path / "run.sqlite"

    async def stopped() -> Ran:
        with RunStore(store) as opened:
            batch = ProviderBatch(stories(4), plan_for(server), opened, rounds=rounds)
            running = asyncio.create_task(batch.run())
            while not server.batches or not all(sent.id for sent in batch.out):
                await asyncio.sleep(0.01)
            batch.stop()
            return await asyncio.wait_for(running, 5)

    assert asyncio.run(stopped()).was_interrupted
    run(server, store)
    assert tally(store) == {"done": 4}
    assert set(server.paid.values()) == {1}


@pytest.mark.server
def test_a_refused_key_ends_the_run_and_is_told_to_nobody(
    server: ProviderServer, tmp_path: Path
) -> None:
    """A server that repeats the key it refuses gets it into no message, store or file."""
    server.faults.http, server.faults.path = ["401"], "POST /files"
    with pytest.raises(KeyRefusedError) as told:
        run(server, tmp_path / "run.sqlite")
    _hold_no_key(tmp_path, str(told.value))
    assert run(server, tmp_path / "run.sqlite").progress.ended == 4


@pytest.mark.server
def test_a_budget_holds_over_all_rounds_of_a_store(server: ProviderServer, tmp_path: Path) -> None:
    """What would go beyond the tokens allowed is not handed in, now or in a later run."""
    store = tmp_path / "run.sqlite"
    limits = Limits(max_tokens=2_500)
    ran = run(server, store, limits=limits)
    assert isinstance(ran.stopped_by, BudgetSpentError)
    paid = server.paid.total()
    assert 0 < paid < 8
    again = run(server, store, limits=limits)
    assert isinstance(again.stopped_by, BudgetSpentError)
    run(server, store)
    assert tally(store) == {"done": 4}
    assert set(server.paid.values()) == {1}


@pytest.mark.server
def test_files_go_out_and_answers_come_in_without_a_server(
    server: ProviderServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Request files answered by whatever reads them give the files of the process engine."""
    run_batch(stories(4), plan_for(server), tmp_path / "live.sqlite")
    asked = len(server.requests)
    monkeypatch.delenv("OPENAI_API_KEY")
    store, folder, answers = tmp_path / "run.sqlite", tmp_path / "requests", tmp_path / "in.jsonl"
    run(server, store, Rounds(requests_out=folder, most_requests=3))
    assert len(list(folder.iterdir())) > 1
    rounds = 0
    while written := sorted(folder.iterdir()):
        lines = [json.loads(line) for path in written for line in path.read_text().splitlines()]
        responses = [
            {
                "id": "vllm-1",
                "custom_id": line["custom_id"],
                "response": {"status_code": 200, "body": completion(line["body"])},
                "error": None,
            }
            for line in lines
        ]
        answers.write_text("".join(json.dumps(each) + "\n" for each in responses))
        run(server, store, Rounds(requests_out=folder, responses_in=(answers,), most_requests=3))
        rounds += 1
        assert rounds < 10
    assert len(server.requests) == asked
    live = exported(tmp_path / "live.sqlite", tmp_path / "live")
    assert exported(store, tmp_path / "run") == live


BODY = {"choices": [{"message": {"content": "{}"}, "finish_reason": "stop"}], "usage": None}


def answer_line(key: str) -> bytes:
    """A line of a response file."""
    response = {"status_code": 200, "body": BODY}
    return json.dumps({"id": "r", "custom_id": key, "response": response, "error": None}).encode()


REQUEST = request_line("k", b'{"model": "m", "messages": []}')


@pytest.mark.parametrize(
    ("data", "keys", "notes"),
    [
        (b"\xef\xbb\xbf" + answer_line("a") + b"\r\n\r\n" + answer_line("b"), "ab", []),
        (answer_line("a") + b"\n" + answer_line("b")[:-9], "a", ["the last line is cut off"]),
        (answer_line("a") + b"\n{oh\n" + answer_line("b") + b"\n", "ab", ["1 lines are no ans"]),
        (answer_line("a") + b"\n" + REQUEST + REQUEST, "a", ["2 lines are calls, not answers"]),
        (b"{oh\n\n" + answer_line("a")[:-1], "", ["1 lines are no ans", "the last line is cut"]),
    ],
)
def test_good_lines_of_a_response_file_are_kept(data: bytes, keys: str, notes: list[str]) -> None:
    """Byte order marks, Windows line ends and blank lines do no harm; what is left out is said."""
    responses = Responses("in.jsonl", BytesIO(data))
    assert "".join(came.key for came in responses) == keys
    told = list(responses.notes())
    assert len(told) == len(notes)
    assert all(note in line for note, line in zip(notes, told, strict=True))


def test_calls_given_as_answers_are_refused_by_name(tmp_path: Path) -> None:
    """The request file is told from its answers, and nothing of it is taken in."""
    path = tmp_path / "requests.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + REQUEST * 3)
    plan = ExtractPlan("openai:m", options=Options(base_url="http://127.0.0.1:9/v1"))
    rounds = Rounds(requests_out=tmp_path / "out", responses_in=(path,))
    for data, said in ((None, "holds the calls, not the answers"), (b"{}\n", "holds no answer")):
        if data is not None:
            path.write_bytes(data)
        with RunStore(tmp_path / "run.sqlite") as store:
            batch = ProviderBatch(stories(1), plan, store, rounds=rounds)
            with pytest.raises(InputError, match=f"requests.jsonl' {said}"):
                asyncio.run(batch.run())


def test_answers_to_no_call_and_to_one_twice_are_said(tmp_path: Path) -> None:
    """Strange and doubled ids change nothing, and the run names how many there were."""
    plan = ExtractPlan("openai:m", options=Options(base_url="http://127.0.0.1:9/v1"))
    folder, answers = tmp_path / "requests", tmp_path / "in.jsonl"

    def run_once(*files: Path) -> Ran:
        with RunStore(tmp_path / "run.sqlite") as store:
            rounds = Rounds(requests_out=folder, responses_in=files)
            return asyncio.run(ProviderBatch(stories(2), plan, store, rounds=rounds).run())

    run_once()
    (path,) = folder.iterdir()
    key = json.loads(path.read_text().splitlines()[0])["custom_id"]
    answers.write_bytes(b"\n".join([answer_line(key), answer_line(key), answer_line("other")]))
    told = run_once(answers).notes
    assert [note.partition(": ")[2][:34] for note in told] == [
        "1 lines answer no call of this sto",
        "1 lines answer calls that have the",
    ]


def test_an_engine_of_batches_refuses_what_has_none(tmp_path: Path) -> None:
    """A local model, and a plan that asks nobody, are refused before anything is read."""
    with RunStore(tmp_path / "run.sqlite") as store:
        with pytest.raises(OptionError, match="goes with openai:MODEL"):
            ProviderBatch(stories(1), ExtractPlan("local:x"), store)
        with pytest.raises(OptionError, match="goes with openai:MODEL"):
            ProviderBatch(stories(1), ExtractPlan("none"), store)


NO = {"error": {"message": "a\nb"}}

TOO_LONG = {"object": "error", "message": "too long", "code": 400}


@pytest.mark.parametrize(
    ("response", "error", "came"),
    [
        ({"status_code": 200, "body": BODY}, None, Came("k", "{}", status=200)),
        (
            None,
            {"code": "batch_expired", "message": "No."},
            Came("k", None, reason="batch_expired: No."),
        ),
        ({"status_code": 429, "body": NO}, None, Came("k", None, status=429, reason="a b")),
        # As vLLM writes it.
        (
            {"status_code": 400, "body": None},
            TOO_LONG,
            Came("k", None, status=400, reason="400: too long"),
        ),
        (None, TOO_LONG, Came("k", None, status=400, reason="400: too long")),
        (
            {"status_code": 200, "body": {"choices": 3}},
            None,
            Came("k", None, status=200, reason="the line holds no chat completion"),
        ),
        ({"status_code": 200, "body": {"choices": []}}, None, Came("k", "", status=200)),
        (None, None, Came("k", None, reason="no reason given")),
    ],
)
def test_lines_of_a_response_file_are_read(response: Any, error: Any, came: Came) -> None:
    """What OpenAI and vLLM write, and answers that are none, are read without raising."""
    line = {"id": "r", "custom_id": "k", "response": response, "error": error}
    assert read_line(json.dumps(line).encode()) == came


@pytest.mark.parametrize(
    "line", [b"", b"\xff\xfe", b"{", b"\x00" * 9, b"null", b"[]", b'{"custom_id": 3}']
)
def test_lines_that_are_none_are_none(line: bytes) -> None:
    """Damage in a file is no answer and no error."""
    assert read_line(line) is None
