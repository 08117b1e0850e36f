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
from extractor.batch.provider_api import FileGoneError, Look, ProviderApi
from extractor.batch.provider_client import AwaitingClient
from extractor.batch.provider_files import (
    MOST_BYTES,
    MOST_REQUESTS,
    Came,
    Responses,
    fill_files,
    request_line,
    request_paths,
    sweep_requests,
)
from extractor.batch.provider_tables import ProviderTables, Sent, Taken
from extractor.batch.runner import Ran
from extractor.batch.store import Outcome, RunStore
from extractor.batch.unsettled import Unsettled, cause_of
from extractor.errors import (
    AnswerAwaited,
    BudgetSpentError,
    ExtractorError,
    InputError,
    KeyRefusedError,
    OptionError,
    ProviderError,
    StorageError,
    UnreachableError,
)
from extractor.llm.client import Client
from extractor.llm.faults import meets_all_alike
from extractor.llm.models import server_endpoint, split_model
from extractor.options import Options
from extractor.readers.files import open_file

AT_ONCE = 500
"""Answers that are kept in one transaction."""

SILENT = 3
"""So many batches one after the other of which nothing can be learnt: the server is gone."""

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
        begins_anew: bool = False,
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
        self._begins_anew = begins_anew
        needs_key = self._rounds.requests_out is None
        self._endpoint = server_endpoint("openai", name, plan.options, needs_key=needs_key)
        is_priced = self._endpoint.price is not None
        refuse_unpriced(plan.model, self._limits.max_cost_usd, is_priced=is_priced)
        self._budget = Budget()
        self._stopped = asyncio.Event()
        self._feed: Feed | None = None
        self._turned_away = ""
        """Why the provider takes no more batches now; empty where it does."""
        self._unheard: ProviderError | None = None
        """Why nothing can be learnt of a batch that is out; the others are collected."""
        self._unheard_of = 0
        """How many such batches there are."""
        self._notes: list[str] = []
        """What people should know of what came back, in lines."""
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
            InputError: nothing of the input can be read, or a response file is none.
            ProviderError: the server cannot be asked.
        """
        store, progress = self._store, self.progress
        feed = self._feed = Feed(
            self._items,
            self._plan,
            store,
            progress,
            retry_failed=self._retry_failed,
            begins_anew=self._begins_anew,
        )
        feed.is_stopped = self.was_interrupted
        await feed.open()
        with ProviderTables(store.path) as tables:
            progress.in_flight = tables.calls_out
            tables.tidy()
            await self._run(tables, feed)
            progress.in_flight = lambda: 0
        stopped_by: ExtractorError | None = self._refused or self._spent
        if self._turned_away and not self.was_interrupted:
            stopped_by = ProviderError(
                f"the provider takes no more batches now ({self._turned_away}): run the command "
                "again later, or with less in each batch (--batch-requests)"
            )
        if stopped_by is None and not self.was_interrupted:
            stopped_by = self._unheard
        return Ran(progress, stopped_by, self.was_interrupted, tuple(self._notes))

    async def _run(self, tables: ProviderTables, feed: Feed) -> None:
        rounds = self._rounds
        for path in rounds.responses_in:
            self._read_responses(tables, path)
        if rounds.requests_out is not None:
            await self._read_input(tables, feed)
            if not self.was_interrupted:
                self._write_requests(tables, rounds.requests_out)
            return
        api = ProviderApi(self._endpoint)
        try:
            await self._adopt(tables, api)
            await self._collect(tables, api)
            await self._read_input(tables, feed)
            await self._submit(tables, api)
            wait_s = rounds.first_wait_s
            while self._is_waiting_for(tables):
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

    def _is_waiting_for(self, tables: ProviderTables) -> bool:
        """Whether to look again at what is out."""
        if not self._rounds.is_waiting or self.was_interrupted:
            return False
        # Of which nothing can be learnt is another run's: it may be so for ever.
        return len(tables.out()) > self._unheard_of

    async def _read_input(self, tables: ProviderTables, feed: Feed) -> None:
        """List the input, and do every document of it that waits for nothing."""
        while (job := await feed.next()) is not None:
            if not tables.is_waiting(job.key):
                await self._do_all(tables, [job])
        if not self.was_interrupted:
            await feed.finish()

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
                if self._store.states([job.key]):
                    self._store.forget([job.key])  # it failed before, and is asked about again
                tables.wait(job, client.asked)
                continue
            except StorageError:
                raise
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
        price = self._endpoint.cost_usd
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
        """Keep the answers of the batches that have ended; whether any has.

        A batch of which nothing can be learnt does not hold up the others.
        """
        has_ended = False
        self._unheard, self._unheard_of = None, 0
        heard = 0
        for sent in tables.out():
            if sent.id is None:
                continue
            try:
                has_ended |= await self._look_at(tables, api, sent.id, sent)
                heard += 1
            except (KeyRefusedError, UnreachableError):
                raise
            except ProviderError as error:
                self._unheard = ProviderError(f"of batch {sent.id} nothing can be learnt: {error}")
                self._unheard_of += 1
                if not heard and self._unheard_of == SILENT:
                    raise self._unheard from error
        return has_ended

    async def _look_at(self, tables: ProviderTables, api: ProviderApi, id: str, sent: Sent) -> bool:
        look = await api.look(id)
        tables.note_said(sent.number, look.state)
        if TURNED_AWAY.intersection(look.codes):
            self._turned_away = look.reason
            tables.take_back(sent.number)
            return False
        if look.is_over:
            await self._take_in(tables, api, sent, look)
        return look.is_over

    async def _take_in(
        self, tables: ProviderTables, api: ProviderApi, sent: Sent, look: Look
    ) -> None:
        reason = look.reason
        if look.state == "gone":
            self._notes.append(
                f"{reason} {sent.id}: its calls go out again, and may be paid for twice"
            )
        for file_id in look.files:
            try:
                async with api.fetched(file_id) as file:
                    self._keep(tables, Responses(f"the answers of batch {sent.id}", file), sent)
            except FileGoneError as error:
                reason = f"the provider no longer has the file {file_id} of the batch"
                self._notes.append(f"{reason} {sent.id} ({error}): what it answered is asked again")
        state = "batch_expired" if look.state == "expired" else f"batch {look.state}"
        tables.end(sent.number, reason or f"{state}: no line for the call", self._rounds.most_tries)

    def _read_responses(self, tables: ProviderTables, path: Path) -> None:
        try:
            with open_file(path) as file:
                responses = Responses(repr(str(path)), file)
                self._keep(tables, responses, None)
                responses.refuse_if_empty()
        except OSError as error:
            raise InputError(f"{str(path)!r} cannot be read: {error.strerror or error}") from None

    def _keep(self, tables: ProviderTables, responses: Responses, sent: Sent | None) -> None:
        taken = Taken()
        for some in _some(responses):
            number = sent.number if sent is not None else None
            taken += tables.take_in(some, number, self._rounds.most_tries)
        self._notes += responses.notes()
        if taken.unknown:
            self._notes.append(
                f"{responses.name}: {taken.unknown:,} lines answer no call of this store, and are "
                "left out"
            )
        if taken.again:
            self._notes.append(
                f"{responses.name}: {taken.again:,} lines answer calls that have their answer "
                "already, and are left out"
            )


def _some(came: Iterable[Came]) -> Iterator[Sequence[Came]]:
    rest = iter(came)
    while some := list(islice(rest, AT_ONCE)):
        yield some
