"""A batch in rounds: write down every call that can be made now, hand them in, read what came.

A round holds the calls of many documents: at first those about each passage, then what follows
from the answers, asking again and repairs. A document ends when it awaits nothing. Between rounds
the process may end; the same command, days later, goes on.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

from extractor.atomic import writing_whole
from extractor.batch.budget import Budget, Spent, refuse_unpriced
from extractor.batch.engine import Limits, where
from extractor.batch.feed import Feed, Item
from extractor.batch.plans import CacheOf, Job, Plan, Work
from extractor.batch.progress import Progress
from extractor.batch.provider_api import Look, ProviderApi
from extractor.batch.provider_client import AwaitingClient
from extractor.batch.provider_files import (
    MOST_BYTES,
    MOST_REQUESTS,
    Came,
    fill_files,
    read_line,
    read_responses,
    request_line,
    request_paths,
    sweep_requests,
)
from extractor.batch.provider_tables import ProviderTables, Sent
from extractor.batch.runner import Ran
from extractor.batch.store import Outcome, RunStore
from extractor.batch.unsettled import Unsettled, cause_of
from extractor.errors import (
    AnswerAwaited,
    BudgetSpentError,
    ExtractorError,
    OptionError,
    ProviderError,
)
from extractor.llm.client import Client
from extractor.llm.faults import meets_all_alike
from extractor.llm.models import openai_endpoint, split_model
from extractor.options import Options

AT_ONCE = 500
"""Answers that are kept in one transaction."""

TURNED_AWAY = frozenset({"token_limit_exceeded", "billing_hard_limit_reached"})
"""OpenAI's words for a batch that it takes another time: its calls have done nothing wrong."""


class AskingPlan(Plan, Protocol):
    """A plan whose calls can be made by any client."""

    @property
    def model(self) -> str:
        """As `provider:model`."""

    @property
    def options(self) -> Options:
        """How the model is asked."""

    def open_with(self, client: Client, answers: CacheOf, budget: Budget) -> Work:
        """Ready the plan with a client that is there already."""


@dataclass(frozen=True, slots=True)
class Rounds:
    """How the rounds go."""

    requests_out: Path | None = None
    """Write the calls into this file or folder and hand nothing in."""
    responses_in: tuple[Path, ...] = ()
    """Read answers from these files first."""
    is_waiting: bool = False
    """Stay until nothing is out any more."""
    most_requests: int = MOST_REQUESTS
    """Calls in one batch."""
    most_bytes: int = MOST_BYTES
    """Size of one request file."""
    most_tries: int = 3
    """How often a call goes into a batch at most."""
    first_wait_s: float = 10.0
    """Between the first two looks at the batches that are out; then half as much again each."""
    longest_wait_s: float = 300.0


class ProviderBatch:
    """One run over an input through a provider's batches, which can be asked to stop."""

    def __init__(
        self,
        items: Iterable[Item],
        plan: AskingPlan,
        store: RunStore,
        *,
        rounds: Rounds | None = None,
        limits: Limits | None = None,
        retry_failed: bool = False,
        progress: Progress | None = None,
    ) -> None:
        """Nothing is sent yet; whoever runs it holds the store's lock.

        Of `limits` only tokens and cost count, over all rounds of the store together.

        Raises:
            OptionError: the plan asks no model that has batches.
            MissingKeyError: the environment has no key and the server wants one.
        """
        provider, name = split_model(plan.model) if plan.asks_model else ("", "")
        if provider != "openai":
            raise OptionError(
                f"--engine provider-batch goes with openai:MODEL, and not with {plan.model}"
            )
        self.progress = progress or Progress()
        self.was_interrupted = False
        self._items = items
        self._plan = plan
        self._store = store
        self._rounds = rounds or Rounds()
        self._limits = limits or Limits()
        self._retry_failed = retry_failed
        needs_key = self._rounds.requests_out is None
        self._endpoint = openai_endpoint(name, plan.options, needs_key=needs_key)
        is_priced = self._endpoint.price is not None
        refuse_unpriced(plan.model, self._limits.max_cost_usd, is_priced=is_priced)
        self._budget = Budget()
        self._stopped = asyncio.Event()
        self._feed: Feed | None = None
        self._turned_away = ""
        """Why the provider takes no more batches now; empty where it does."""
        self._spent: BudgetSpentError | None = None
        self._refused: ProviderError | None = None
        """What the provider would say to every call alike."""

    def stop(self) -> None:
        """Begin nothing more; what is out stays out, and is collected by the next run."""
        self.was_interrupted = True
        self._stopped.set()
        if self._feed is not None:
            self._feed.is_stopped = True

    @property
    def out(self) -> list[Sent]:
        """The batches that are out."""
        with ProviderTables(self._store.path) as tables:
            return tables.out()

    async def run(self) -> Ran:
        """Collect what has ended, do what can be done, hand in what it waits for.

        Raises:
            InputError: a response file is none.
            ProviderError: the server cannot be asked.
        """
        store, progress = self._store, self.progress
        store.begin({"plan": self._plan.label, "fingerprint": self._plan.fingerprint})
        with ProviderTables(store.path) as tables:
            progress.in_flight = tables.calls_out
            tables.tidy()
            await self._run(tables)
            progress.in_flight = lambda: 0
        stopped_by: ExtractorError | None = self._refused or self._spent
        if self._turned_away and not self.was_interrupted:
            stopped_by = ProviderError(
                f"the provider takes no more batches now ({self._turned_away}): run the command "
                "again later, or with less in each batch (--batch-requests)"
            )
        return Ran(progress, stopped_by, self.was_interrupted)

    async def _run(self, tables: ProviderTables) -> None:
        rounds = self._rounds
        for path in rounds.responses_in:
            for some in _some(read_responses(path)):
                tables.take_in(some, None, rounds.most_tries)
        if rounds.requests_out is not None:
            await self._read_input(tables)
            self._write_requests(tables, rounds.requests_out)
            return
        api = ProviderApi(self._endpoint)
        try:
            await self._adopt(tables, api)
            await self._collect(tables, api)
            await self._read_input(tables)
            await self._submit(tables, api)
            wait_s = rounds.first_wait_s
            while rounds.is_waiting and tables.out() and not self.was_interrupted:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._stopped.wait(), wait_s)
                has_ended = await self._collect(tables, api)
                wait_s = rounds.first_wait_s if has_ended else wait_s * 1.5
                wait_s = min(wait_s, rounds.longest_wait_s)
                if has_ended:
                    self._turned_away = ""
                    await self._do_all(tables, tables.ready())
                await self._submit(tables, api)
        finally:
            await api.close()

    async def _read_input(self, tables: ProviderTables) -> None:
        """List the input, and do every document of it that waits for nothing."""
        feed = self._feed = Feed(
            self._items, self._plan, self._store, self.progress, retry_failed=self._retry_failed
        )
        feed.is_stopped = self.was_interrupted
        while (job := await feed.next()) is not None:
            if not tables.is_waiting(job.key):
                await self._do_all(tables, [job])
        self._store.note("is_listed", str(not self.was_interrupted))

    async def _do_all(self, tables: ProviderTables, jobs: Iterable[Job]) -> None:
        client = AwaitingClient(self._endpoint, tables)
        work = self._plan.open_with(client, self._store.answers_of, self._budget)
        for job in jobs:
            if self.was_interrupted:
                return
            client.asked.clear()
            try:
                outcome = await work.do(job)
            except AnswerAwaited:
                tables.wait(job, client.asked)
                continue
            except Unsettled as unsettled:
                alike = next(filter(meets_all_alike, unsettled.errors.values()), None)
                if alike is not None:  # a key, or an account: the story is to do
                    self._refused = alike
                    tables.done(job.key)
                    continue
                outcome = unsettled.outcome
            except ExtractorError as error:
                outcome = Outcome("failed", cause_of(error), str(error))
            except Exception as error:  # one story that trips our own code must not end the others
                outcome = Outcome("failed", "our_error", where(error))
            self._store.finish(job.key, outcome)
            tables.done(job.key)
            self._count(job, outcome)
            await asyncio.sleep(0)  # Ctrl-C is heard between two documents

    def _count(self, job: Job, outcome: Outcome) -> None:
        progress = self.progress
        progress.spent = self._budget.spent
        progress.count(job.key, job.document.name or "", outcome)

    def _write_requests(self, tables: ProviderTables, target: Path) -> None:
        written: list[Path] = []
        for keys, path in zip(self._files(tables), request_paths(target), strict=False):
            path.parent.mkdir(parents=True, exist_ok=True)
            with writing_whole(path) as file:
                for key, body in tables.bodies(keys):
                    file.write(request_line(key, body))
            written.append(path)
        sweep_requests(target, written)

    def _files(self, tables: ProviderTables) -> Iterator[list[str]]:
        """The calls to send, as they go into files; those beyond the budget are left out."""
        budget = Budget(self._limits.max_tokens, self._limits.max_cost_usd)
        price = AwaitingClient(self._endpoint, tables).cost_usd
        paid, out = tables.taken()
        budget.spend(Spent(0, *paid, price(*paid)))
        calls: list[tuple[str, int]] = []
        self._spent = None
        try:
            for key, size, prompt, completion in tables.awaited():
                if not calls:
                    budget.reserve(sum(out), price(*out))
                budget.reserve(prompt + completion, price(prompt, completion))
                calls.append((key, size))
        except BudgetSpentError as error:
            self._spent = error
        return fill_files(calls, self._rounds.most_requests, self._rounds.most_bytes)

    async def _submit(self, tables: ProviderTables, api: ProviderApi) -> None:
        if self._turned_away:
            return  # it goes out once something else has ended, or in another run
        for keys in self._files(tables):
            if self.was_interrupted:
                return
            tag = uuid.uuid4().hex
            # Noted before it is done: a process that is killed now finds it again by its tag.
            number = tables.intend(tag, api.server, keys)
            tables.note_id(number, await api.submit(tag, tables.bodies(keys)))

    async def _adopt(self, tables: ProviderTables, api: ProviderApi) -> None:
        """Find the batches that a killed process handed in without hearing their names."""
        for sent in tables.out():
            if sent.id is None:
                id = await api.find(sent.tag)
                if id is None:
                    tables.take_back(sent.number)
                else:
                    tables.note_id(sent.number, id)

    async def _collect(self, tables: ProviderTables, api: ProviderApi) -> bool:
        """Keep the answers of the batches that have ended; whether any has."""
        has_ended = False
        for sent in tables.out():
            if sent.id is None:
                continue
            look = await api.look(sent.id)
            tables.note_said(sent.number, look.state)
            if TURNED_AWAY.intersection(look.codes):
                self._turned_away = look.reason
                tables.take_back(sent.number)
            elif look.is_over:
                has_ended = True
                await self._take_in(tables, api, sent, look)
        return has_ended

    async def _take_in(
        self, tables: ProviderTables, api: ProviderApi, sent: Sent, look: Look
    ) -> None:
        tries = self._rounds.most_tries
        for file_id in look.files:
            async with api.fetched(file_id) as file:
                for some in _some(came for line in file if (came := read_line(line)) is not None):
                    tables.take_in(some, sent.number, tries)
        state = "batch_expired" if look.state == "expired" else f"batch {look.state}"
        tables.end(sent.number, look.reason or f"{state}: no line for the call", tries)


def _some(came: Iterable[Came]) -> Iterator[Sequence[Came]]:
    rest = iter(came)
    while some := list(islice(rest, AT_ONCE)):
        yield some
