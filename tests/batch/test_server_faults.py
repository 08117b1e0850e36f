"""A batch and a server that fails: no document is marked for it, and the same command goes on."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from batch.plans import items
from batch.served import served
from extractor.batch.engine import Limits
from extractor.batch.plans import ExtractPlan
from extractor.batch.progress import Progress
from extractor.batch.runner import Batch, Ran, run_batch
from extractor.batch.store import RunStore
from extractor.blocking import run_blocking
from extractor.errors import (
    BudgetSpentError,
    KeyRefusedError,
    OptionError,
    ProviderError,
    SchemaRefusedError,
)
from extractor.options import Options

pytestmark = pytest.mark.server

FOR_EVER = 10**9


def run(
    url: str,
    store: Path,
    *,
    number: int = 8,
    in_flight: int = 4,
    timeout_s: float = 30,
    retry_limit_s: float = 0.4,
    model: str = "openai:m",
    processes: int = 1,
    retry_failed: bool = False,
    limits: Limits | None = None,
) -> Ran:
    """A batch of small stories."""
    options = Options(base_url=url, timeout_s=timeout_s, retry_limit_s=retry_limit_s, max_repairs=0)
    return run_batch(
        items(number),
        ExtractPlan(model, options=options),
        store,
        limits=limits or Limits(in_flight=in_flight),
        processes=processes,
        retry_failed=retry_failed,
    )


def tally(store: Path) -> dict[str, int]:
    """How many documents are in which state."""
    with RunStore(store) as opened:
        return opened.tally()


def results(store: Path) -> dict[str, bytes | None]:
    """The report of each document, by name."""
    with RunStore(store) as opened:
        return {e.name: opened.result(e.key or "") for e in opened.entries()}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes | None]:
    """What an undisturbed run comes to."""
    store = tmp_path_factory.mktemp("whole") / "run.sqlite"
    with served() as (url, _):
        assert run(url, store).progress.states == {"done": 8}
    return results(store)


OUTAGES = [
    "429",
    "429 86400",
    "429 inf",
    "500",
    "503",
    "402",
    "quota",
    "401",
    "403",
    "404",
    "400",
    "html",
    "no choices",
    "reset",
    "half",
    "hang",
    "redirect http://127.0.0.2:9/v1/chat/completions",
]


@pytest.mark.parametrize("fault", OUTAGES)
@pytest.mark.parametrize("in_flight", [1, 6])
def test_an_outage_marks_no_document_and_the_same_command_goes_on(
    fault: str, in_flight: int, tmp_path: Path, whole: dict[str, bytes | None]
) -> None:
    """From the fifth call on the server fails: one line, the rest to do, then the same bytes."""
    store = tmp_path / "run.sqlite"
    with served(outages=[(5, FOR_EVER, fault)]) as (url, server):
        ran = run(url, store, in_flight=in_flight, timeout_s=0.3 if fault == "hang" else 30)
        assert isinstance(ran.stopped_by, ProviderError)
        assert "\n" not in str(ran.stopped_by)
        assert set(tally(store)) <= {"done", "to do"}
        server.outages = []
        again = run(url, store)
    assert again.stopped_by is None
    assert tally(store) == {"done": 8}
    assert results(store) == whole
    if fault != "half":  # there the server did answer
        assert sum(server.answered.values()) == len(server.answered), "nothing was paid for twice"


@pytest.mark.parametrize("fault", ["400", "413", "422", "500", "reset", "html", "429", "403"])
@pytest.mark.parametrize("story", [0, 7], ids=["first", "last"])
def test_a_story_that_is_refused_alone_fails_by_name(
    fault: str, story: int, tmp_path: Path
) -> None:
    """One by one, the first or the last always fails: it is named, with what the server says, and
    the others are done."""
    store = tmp_path / "run.sqlite"
    with served(poison=[(f"least {40 + story} homes", fault)]) as (url, _):
        ran = run(url, store, in_flight=1)
        assert ran.stopped_by is None
        assert tally(store) == {"done": 7, "failed": 1}
        with RunStore(store) as opened:
            ends = {entry.name: entry.outcome for entry in opened.entries()}
            assert sum(opened.causes().values()) == 1
        failed = ends[f"story {story}"]
        assert failed is not None
        assert failed.state == "failed"
        assert failed.reason
        assert "JSON Schema" not in failed.reason, "the others were answered"
        assert run(url, store, in_flight=1).progress.already == 8, "it stops no later run"


@pytest.mark.parametrize("fault", ["400", "401", "500", "html", "reset"])
def test_a_server_that_fails_everything_stops_the_run_before_anything_is_marked(
    fault: str, tmp_path: Path
) -> None:
    """Nothing was ever answered: the error is raised after a few calls, and all is to do."""
    store = tmp_path / "run.sqlite"
    with served(outages=[(1, FOR_EVER, fault)]) as (url, server):
        with pytest.raises(ProviderError):
            run(url, store, number=30)
        tries = 2 if fault in ("400", "401") else 6
        assert server.calls < 15 * tries
    assert tally(store) == {"to do": 30}


def test_two_processes_stop_for_a_server_that_fails(
    tmp_path: Path, whole: dict[str, bytes | None]
) -> None:
    """The same holds where the calls are made by several processes."""
    store = tmp_path / "run.sqlite"
    with served(outages=[(1, FOR_EVER, "401")]) as (url, server):
        with pytest.raises(KeyRefusedError):
            run(url, store, processes=2)
        assert tally(store) == {"to do": 8}
        server.outages, server.poison = [], [("least 47 homes", "400")]
        run(url, store, processes=2)
        assert tally(store) == {"done": 7, "failed": 1}
        server.poison = []
        run(url, store, processes=2, retry_failed=True)
    assert results(store) == whole


def test_a_missing_passage_is_asked_for_again_and_only_that(tmp_path: Path) -> None:
    """A story that lost one of its passages to an outage is to do, and its answers stay paid."""
    store = tmp_path / "run.sqlite"
    with served(poison=[("50 millimetres", "500")]) as (url, server):
        options = Options(base_url=url, retry_limit_s=0.3, max_repairs=0, passage_chars=200)
        plan = ExtractPlan("openai:m", options=options)
        long = items(1)
        assert long[0].document is not None
        more = " ".join(f"Some {number} people came, the mayor said." for number in range(60, 90))
        text = f"{long[0].document.text}\n\n{more}"
        item = long[0].__class__("long", long[0].document.model_copy(update={"text": text}))
        server.outages = [(4, FOR_EVER, "500")]
        ran = run_batch([item], plan, store)
        assert isinstance(ran.stopped_by, ProviderError)
        assert tally(store) == {"to do": 1}
        server.outages, server.poison = [], []
        run_batch([item], plan, store)
        assert tally(store) == {"done": 1}
        assert sum(server.answered.values()) == len(server.answered) > 3


@pytest.mark.parametrize("fault", ["drips", "endless"])
def test_an_answer_has_a_time_and_a_size(fault: str, tmp_path: Path) -> None:
    """A body that comes a byte at a time, or never ends, is given up, and named."""
    store = tmp_path / "run.sqlite"
    with served(poison=[("least 40 homes", fault)]) as (url, _):
        ran = run(url, store, number=2, timeout_s=1 if fault == "drips" else 30)
        assert tally(store) == {"done": 1, "failed": 1}
        assert ran.progress.spent.lost >= 2
        with RunStore(store) as opened:
            (failed,) = [e.outcome for e in opened.entries() if e.outcome and e.outcome.cause]
    said = "gave no answer in time" if fault == "drips" else "goes on past 8 MB"
    assert said in (failed.reason or "")


def test_answers_in_fences_are_answers(tmp_path: Path, whole: dict[str, bytes | None]) -> None:
    """A model that puts its JSON into a Markdown fence is read as one that does not."""
    store = tmp_path / "run.sqlite"
    with served(is_fenced=True) as (url, server):
        run(url, store)
        assert server.calls == 8
    assert tally(store) == {"done": 8}


def test_a_cost_limit_without_a_price_is_refused_before_the_first_call(tmp_path: Path) -> None:
    """A limit that cannot be kept is no limit: the two ways out are named."""
    with served() as (url, server):
        with pytest.raises(OptionError, match=r"--prices FILE.*--token-budget"):
            run(
                url,
                tmp_path / "run.sqlite",
                model="openai:unpriced",
                limits=Limits(max_cost_usd=Decimal(5)),
            )
        assert server.calls == 0


@pytest.mark.parametrize(
    "limits",
    [
        Limits(in_flight=2, max_tokens=3000),
        Limits(in_flight=2, max_cost_usd=Decimal("0.01")),
    ],
    ids=["tokens", "dollars"],
)
def test_a_limit_holds_where_the_server_counts_nothing(limits: Limits, tmp_path: Path) -> None:
    """Without `usage` calls are counted by estimate: the limit stops the run, and both are said."""
    told: list[str] = []
    store = tmp_path / "run.sqlite"
    with served(has_usage=False) as (url, server), RunStore(store) as opened:
        options = Options(base_url=url, max_repairs=0)
        plan = ExtractPlan("openai:gpt-4o", options=options)
        progress = Progress()
        progress.tell = told.append
        ran = run_blocking(Batch(items(40), plan, opened, limits=limits, progress=progress).run())
        assert 0 < server.calls < 20
        assert opened.uncounted() == server.calls
    assert isinstance(ran.stopped_by, BudgetSpentError)
    assert "estimated" in str(ran.stopped_by)
    assert told == ["The server counts no tokens: what calls take is estimated."]
    spent = ran.progress.spent
    assert spent.estimated == spent.calls == server.calls
    assert f"{spent.tokens:,} tokens" in str(ran.stopped_by)
    assert spent.cost_usd


def test_estimates_are_the_same_from_the_store(tmp_path: Path) -> None:
    """A report whose answers no server counted says so, and is the same when it is made again."""
    one, two = tmp_path / "one.sqlite", tmp_path / "two.sqlite"
    with served(has_usage=False) as (url, server):
        run(url, one, number=2)
        run(url, two, number=2)
        with RunStore(two) as opened:
            opened.forget([entry.key or "" for entry in opened.entries()])
        before = server.calls
        run(url, two, number=2)
        assert server.calls == before
    assert results(one) == results(two)
    assert all(b'"is_estimated":true' in (raw or b"") for raw in results(one).values())


def test_what_was_really_taken_is_told_of_the_whole_limit(tmp_path: Path) -> None:
    """Two processes with half each: the line names the limit as given and the sum of both."""
    with served() as (url, _):
        ran = run(
            url,
            tmp_path / "run.sqlite",
            number=40,
            processes=2,
            limits=Limits(in_flight=4, max_tokens=6000),
        )
    assert "--token-budget 6,000 leaves no room for another call" in str(ran.stopped_by)
    assert f"{ran.progress.spent.tokens:,} tokens" in str(ran.stopped_by)
    assert ran.progress.spent.tokens <= 6000


def test_answers_lost_on_their_way_are_counted(tmp_path: Path) -> None:
    """A body that breaks off was paid for: it is in the sum, and the store remembers how many."""
    store = tmp_path / "run.sqlite"
    with served(outages=[(2, 3, "half")]) as (url, _):
        ran = run(url, store, in_flight=1, number=4, retry_limit_s=10)
    assert tally(store) == {"done": 4}
    assert (ran.progress.spent.calls, ran.progress.spent.lost) == (4, 2)
    with RunStore(store) as opened:
        assert opened.lost() == 2


def test_all_refused_alike_is_named_as_what_it_is(tmp_path: Path) -> None:
    """A server without JSON Schema refuses every request: the line says so."""
    with (
        served(outages=[(1, FOR_EVER, "400")]) as (url, _),
        pytest.raises(SchemaRefusedError, match="if it refuses every story"),
    ):
        run(url, tmp_path / "run.sqlite")
