"""What is done with each document of a batch, as data that can be sent to another process."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from importlib.metadata import PackageNotFoundError, version
from typing import Protocol

from extractor.asking.asker import Asker
from extractor.asking.conversation import Request
from extractor.asking.passages import split_into_passages
from extractor.asking.sizing import Sizing
from extractor.asking.tasks import find_task
from extractor.batch.budget import Budget, BudgetedClient
from extractor.batch.store import Counts, Kind, Outcome, State
from extractor.batch.unsettled import NotingClient, ask_probe, probe_document
from extractor.checks.options import CheckOptions
from extractor.llm.cache import AnswerCache, CachedClient
from extractor.llm.client import Client
from extractor.llm.limits import CallLimits
from extractor.llm.models import NO_MODEL, prepare_client, split_model
from extractor.llm.offline import OfflineClient
from extractor.llm.tracing import document_span
from extractor.options import Options
from extractor.outputs.jsonio import report_line
from extractor.outputs.reading import Needs, Reading
from extractor.outputs.words import Need
from extractor.scanning.document import scan_document
from extractor.schemas.document import Document
from extractor.schemas.report import DraftReport, Ledger, Report, Run

CacheOf = Callable[[str], AnswerCache]
"""The answers that one document may use, by the document's key."""


@dataclass(frozen=True, slots=True)
class Job:
    """One document to do."""

    key: str
    """Of its text and of the plan."""
    document: Document
    sources: tuple[Document, ...] = ()
    """What a draft is held against, beside the plan's own sources."""


class Work(Protocol):
    """A plan that has been opened in this process."""

    async def do(self, job: Job) -> Outcome:
        """What becomes of one document; what fails in it alone is in the outcome.

        Raises:
            Unsettled: calls failed, and it is not said whose fault that is.
            CallPostponed: the batch's budget is spent, or the run was stopped.
        """

    async def probe(self) -> None:
        """Ask the server about a tiny story that nothing is wrong with; nothing is kept of it.

        Raises:
            ProviderError: the server does not answer that either.
            CallPostponed: the batch's budget is spent, or the run was stopped.
        """

    async def close(self) -> None:
        """Give the connection back."""


class Plan(Protocol):
    """What is done with each document."""

    @property
    def fingerprint(self) -> str:
        """Of everything that a result depends on beside the document."""

    @property
    def asks_model(self) -> bool:
        """Whether it makes calls."""

    @property
    def label(self) -> str:
        """What it is, in a few words, for `status`."""

    def open(self, answers: CacheOf, limits: CallLimits | None, budget: Budget) -> Work:
        """Ready the plan in this process.

        Raises:
            UsageError: the model string or an option cannot be used.
        """


def document_key(plan: Plan, document: Document, sources: Sequence[Document] = ()) -> str:
    """SHA-256, in hex, of the plan and of everything the document brings."""
    digest = hashlib.sha256(plan.fingerprint.encode())
    for each in (document, *sources):
        digest.update(each.model_dump_json().encode())
        digest.update(b"\0")
    return digest.hexdigest()


def fingerprint_of(*parts: object) -> str:
    """SHA-256, in hex, of what a plan depends on and of our own version."""
    words = json.dumps([*parts, own_version()], sort_keys=True, default=str)
    return hashlib.sha256(words.encode()).hexdigest()


def own_version() -> str:
    """Of this package, since a result depends on it."""
    try:
        return version("fact-extractor")
    except PackageNotFoundError:
        return "not installed"


NOT_IN_KEYS = frozenset(
    {"base_url", "concurrency", "timeout_s", "retry_limit_s", "prices", "prompt"}
)
"""Options that decide how the answers come, not what they are; of a prompt its words are."""


@dataclass(frozen=True, slots=True)
class ExtractPlan:
    """Find the facts of each story, with a model or only what needs none."""

    model: str
    """As `provider:model`, or `none`."""
    task: str = "news"
    options: Options = field(default_factory=Options)

    @property
    def fingerprint(self) -> str:
        """Of prompt, schema, model and parameters."""
        task = find_task(self.task)
        told = self.options.model_dump(mode="json", exclude=set(NOT_IN_KEYS))
        prompt = task.prompts_sha256(self.options.prompt)
        return fingerprint_of("extract", self.model, prompt, task.schema_sha256, told)

    @property
    def asks_model(self) -> bool:
        """Whether it makes calls."""
        return self.model != NO_MODEL

    @property
    def label(self) -> str:
        """What it is, in a few words."""
        what = f"{self.task} facts by {self.model}" if self.asks_model else "no model"
        return f"Compared with: each story only · {what}"

    def open(self, answers: CacheOf, limits: CallLimits | None, budget: Budget) -> Work:
        """Ready the model."""
        opener = prepare_client(self.model, self.options, limits) if self.asks_model else None
        return self.open_with(opener() if opener else None, answers, budget)

    def open_with(self, client: Client | None, answers: CacheOf, budget: Budget) -> Work:
        """The same with a client that is there already."""
        return Extracting(self, client, answers, budget)

    def requests(self, document: Document) -> Iterator[Request]:
        """The first calls about a document, as they would be made."""
        is_small = split_model(self.model)[0] == "local"
        sizing = Sizing(is_small, self.options)
        task = find_task(self.task)
        client = OfflineClient(self.model, is_local=is_small)
        scan = scan_document(document)
        prompt = task.load_prompt(scan.language, self.options.prompt)
        asker = Asker(client, task, prompt, sizing.portion, self.options.max_reasks)
        for passage in split_into_passages(scan, sizing.portion):
            if passage.not_asked is None:
                yield asker.request(passage)


class Extracting:
    """Facts from stories, with one client for all of them."""

    def __init__(
        self, plan: ExtractPlan, client: Client | None, answers: CacheOf, budget: Budget
    ) -> None:
        """Without a client, only what needs none."""
        self._plan = plan
        self._client = BudgetedClient(client, budget) if client else None
        self._answers = answers
        self._asking: dict[str, asyncio.Future[None]] = {}

    async def do(self, job: Job) -> Outcome:
        """The facts of one story; see `Work.do`."""
        if self._client is None:
            return await self._extract(job, NO_MODEL)
        cached = CachedClient(self._client, self._answers(job.key), self._asking)
        noting = NotingClient(cached)
        return await noting.settle(self._extract(job, noting))

    async def _extract(self, job: Job, model: Client | str) -> Outcome:
        from extractor.pipeline import extract_async

        plan = self._plan
        with document_span(job.document.name or "text"):
            report = await extract_async(
                job.document, model=model, task=plan.task, options=plan.options
            )
        return report_outcome(report)

    async def probe(self) -> None:
        """Whether the server answers; see `Work.probe`."""
        if self._client is not None:
            await ask_probe(self._client, self._plan.requests(probe_document()))

    async def close(self) -> None:
        """Give the connection back."""
        if self._client is not None:
            await self._client.close()


@dataclass(frozen=True, slots=True)
class CheckPlan:
    """Check each draft against its sources, without a model."""

    sources: tuple[Document, ...] = ()
    """Those that every draft is held against, beside its own."""
    partial_sources: bool = False
    options: CheckOptions | None = None

    @property
    def fingerprint(self) -> str:
        """Of the sources and of what the checks are told."""
        sources = [source.model_dump(mode="json") for source in self.sources]
        told = None if self.options is None else self.options.in_order()
        return fingerprint_of("check", sources, self.partial_sources, repr(told))

    @property
    def asks_model(self) -> bool:
        """Never."""
        return False

    @property
    def label(self) -> str:
        """What it is, in a few words."""
        shared = f"{len(self.sources)} shared" if self.sources else "its own"
        return f"Compared with: {shared} sources · each draft, no model"

    def open(self, answers: CacheOf, limits: CallLimits | None, budget: Budget) -> Work:
        """Nothing to ready."""
        return _Checking(self)


class _Checking:
    def __init__(self, plan: CheckPlan) -> None:
        self._plan = plan

    async def do(self, job: Job) -> Outcome:
        from extractor.drafts import check_documents

        report = check_documents(
            job.document,
            [*job.sources, *self._plan.sources],
            partial_sources=self._plan.partial_sources,
            options=self._plan.options,
        )
        return report_outcome(report)

    async def probe(self) -> None:
        pass

    async def close(self) -> None:
        pass


def report_outcome(report: Report | DraftReport) -> Outcome:
    """A report as what became of its document; a passage that failed makes it partial."""
    state: State = "done"
    cause = reason = None
    if isinstance(report, Report):
        failed = [each for each in report.passages if each.status == "failed"]
        if failed:
            state = "partial" if any(each.status == "ok" for each in report.passages) else "failed"
            cause, reason = failed[0].failure, failed[0].reason
    kind: Kind = "report" if isinstance(report, Report) else "draft"
    raw = report_line(report).rstrip("\n").encode()
    return Outcome(state, cause, reason, kind, raw, _counts(report))


def _counts(report: Report | DraftReport) -> Counts:
    """What a report holds, as the batch keeps it."""
    if isinstance(report, DraftReport):
        run = report.opinion.run if report.opinion else None
        return _counted(Needs(report.findings).needs, report.ledger, run)
    return replace(
        _counted(Reading(report).needs, report.ledger, report.run),
        facts=len(report.facts),
        slips=len(report.slips),
    )


def _counted(needs: Counter[Need], ledger: Ledger, run: Run | None) -> Counts:
    return Counts(
        problems=needs["fix"],
        looks=needs["look"],
        matches=needs["match"],
        absent=needs["absent"],
        figures=len(ledger),
        unclaimed=ledger.count("unclaimed"),
        calls=run.calls if run else 0,
        prompt_tokens=run.prompt_tokens if run else 0,
        completion_tokens=run.completion_tokens if run else 0,
        cost_usd=run.cost_usd if run else None,
    )
