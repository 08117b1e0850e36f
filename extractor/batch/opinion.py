"""Drafts of a batch checked against their sources, and then read by a model."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractor.asking.conversation import Request
from extractor.asking.prompting import load_prompt
from extractor.batch.budget import Budget, BudgetedClient
from extractor.batch.plans import (
    NOT_IN_KEYS,
    CacheOf,
    CheckPlan,
    Job,
    Work,
    fingerprint_of,
    report_outcome,
)
from extractor.batch.store import Outcome
from extractor.batch.unsettled import NotingClient, ask_probe, probe_document
from extractor.languages import known_languages
from extractor.llm.cache import CachedClient
from extractor.llm.client import Client
from extractor.llm.limits import CallLimits
from extractor.llm.models import prepare_client
from extractor.llm.offline import OfflineClient
from extractor.llm.tracing import document_span
from extractor.opinion.drafts import (
    PROMPT,
    USUAL_QUESTIONS,
    OpinionOptions,
    first_requests,
    opinion_sha256,
    read_draft,
)
from extractor.opinion.forms import form_of
from extractor.opinion.powers import power_of
from extractor.options import Options
from extractor.schemas.document import Document
from extractor.schemas.report import DraftReport


@dataclass(frozen=True, slots=True)
class OpinionPlan:
    """Check each draft against its sources, and have a model read it."""

    checking: CheckPlan
    """What is done without the model."""
    model: str
    """As `provider:model`."""
    options: Options = field(default_factory=Options)
    """How its server is reached."""
    max_questions: int = USUAL_QUESTIONS
    """The most sentences of a draft that it is asked about."""

    @property
    def fingerprint(self) -> str:
        """Of the checks, and of prompts, schema, model, its powers and parameters."""
        told = self.options.model_dump(mode="json", exclude=set(NOT_IN_KEYS))
        codes = sorted(known_languages())
        prompts = [load_prompt(PROMPT, code).sha256 for code in codes]
        powers = [repr(power_of(self.model, code)) for code in codes]
        form = form_of(self.model)
        own = [self.model, *prompts, *powers, repr(form), opinion_sha256(form)]
        return fingerprint_of("opinion", self.checking.fingerprint, own, self.max_questions, told)

    @property
    def asks_model(self) -> bool:
        """Always."""
        return True

    @property
    def label(self) -> str:
        """What it is, in a few words."""
        return self.checking.label.replace("no model", f"read by {self.model}")

    def open(self, answers: CacheOf, limits: CallLimits | None, budget: Budget) -> Work:
        """Ready the model."""
        return self.open_with(prepare_client(self.model, self.options, limits)(), answers, budget)

    def open_with(self, client: Client, answers: CacheOf, budget: Budget) -> Work:
        """The same with a client that is there already."""
        return _Reading(self, client, answers, budget)

    @property
    def opinion(self) -> OpinionOptions:
        """How the model is asked."""
        return OpinionOptions(max_questions=self.max_questions, model=self.options)

    def check(self, document: Document, sources: Sequence[Document]) -> DraftReport:
        """What the checks say of a draft."""
        from extractor.drafts import check_documents

        return check_documents(
            document,
            [*sources, *self.checking.sources],
            partial_sources=self.checking.partial_sources,
            options=self.checking.options,
        )

    def requests(self, document: Document, sources: Sequence[Document] = ()) -> Iterator[Request]:
        """The first calls about a draft, as they would be made."""
        report = self.check(document, sources)
        return first_requests(report, OfflineClient(self.model), self.opinion)


class _Reading:
    def __init__(self, plan: OpinionPlan, client: Client, answers: CacheOf, budget: Budget) -> None:
        self._plan = plan
        self._client = BudgetedClient(client, budget)
        self._answers = answers
        self._asking: dict[str, asyncio.Future[None]] = {}

    async def do(self, job: Job) -> Outcome:
        cached = CachedClient(self._client, self._answers(job.key), self._asking)
        noting = NotingClient(cached)
        return await noting.settle(self._read(job, noting))

    async def _read(self, job: Job, client: Client) -> Outcome:
        plan = self._plan
        with document_span(job.document.name or "text"):
            report = plan.check(job.document, job.sources)
            reading = read_draft(
                report,
                client,
                opinion=plan.opinion,
                options=plan.checking.options,
                partial_sources=plan.checking.partial_sources,
            )
            async for event in reading:
                report = event.report
        return report_outcome(report)

    async def probe(self) -> None:
        story = probe_document()
        draft = story.model_copy(update={"text": f"It rained. {story.text}"})
        await ask_probe(self._client, self._plan.requests(draft, (story,)))

    async def close(self) -> None:
        await self._client.close()
