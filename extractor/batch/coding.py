"""A codebook filled in for each document of a batch."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.asking.conversation import Request
from extractor.asking.prompting import load_prompt
from extractor.asking.sizing import Sizing
from extractor.batch.budget import Budget, BudgetedClient
from extractor.batch.plans import NOT_IN_KEYS, CacheOf, Job, Work, fingerprint_of
from extractor.batch.store import Counts, Outcome, State
from extractor.batch.unsettled import NotingClient, ask_probe, probe_document
from extractor.codebooks.coding import code_document_async
from extractor.codebooks.loading import load_schema
from extractor.codebooks.requests import PROMPT, Requests, split_for_coding
from extractor.codebooks.shape import Book, read_codebook
from extractor.llm.cache import CachedClient
from extractor.llm.client import Client
from extractor.llm.limits import CallLimits
from extractor.llm.models import prepare_client, split_model
from extractor.options import Options
from extractor.outputs.jsonio import json_text
from extractor.outputs.reading import need_of
from extractor.scanning.document import scan_document
from extractor.schemas.coding import Coding
from extractor.schemas.document import Document


@dataclass(frozen=True, slots=True)
class CodePlan:
    """Fill in records for each story, by a codebook."""

    model: str
    """As `provider:model`."""
    codebook: str
    """As `find_codebook` gives it: every process loads the class anew."""
    options: Options = field(default_factory=Options)

    @property
    def book(self) -> Book:
        """The codebook."""
        return read_codebook(load_schema(self.codebook))

    @property
    def fingerprint(self) -> str:
        """Of prompt, codebook, model and parameters."""
        told = self.options.model_dump(mode="json", exclude=set(NOT_IN_KEYS))
        prompt = load_prompt(PROMPT).sha256
        return fingerprint_of("code", self.model, prompt, self.book.sha256, told)

    @property
    def asks_model(self) -> bool:
        """Always."""
        return True

    @property
    def label(self) -> str:
        """What it is, in a few words."""
        return f"code {self.book.name} with {self.model}"

    def open(self, answers: CacheOf, limits: CallLimits | None, budget: Budget) -> Work:
        """Ready the model."""
        opener = prepare_client(self.model, self.options, limits)
        return self.open_with(opener(), answers, budget)

    def open_with(self, client: Client, answers: CacheOf, budget: Budget) -> Work:
        """The same with a client that is there already."""
        return _Coding(self, client, answers, budget)

    def requests(self, document: Document) -> Iterator[Request]:
        """The first calls about a document, as they would be made."""
        sizing = Sizing(split_model(self.model)[0] == "local", self.options)
        requests = Requests(self.book, sizing)
        for piece in split_for_coding(scan_document(document), sizing.passage_chars):
            if piece.not_asked is None:
                for group in requests.groups:
                    yield requests.request(piece, group)


class _Coding:
    def __init__(self, plan: CodePlan, client: Client, answers: CacheOf, budget: Budget) -> None:
        self._plan = plan
        self._schema = load_schema(plan.codebook)
        self._client = BudgetedClient(client, budget)
        self._answers = answers
        self._asking: dict[str, asyncio.Future[None]] = {}

    async def do(self, job: Job) -> Outcome:
        cached = CachedClient(self._client, self._answers(job.key), self._asking)
        noting = NotingClient(cached)
        return await noting.settle(self._code(job, noting))

    async def _code(self, job: Job, client: Client) -> Outcome:
        coding = await code_document_async(
            job.document, self._schema, model=client, options=self._plan.options
        )
        return coding_outcome(coding)

    async def probe(self) -> None:
        await ask_probe(self._client, self._plan.requests(probe_document()))

    async def close(self) -> None:
        await self._client.close()


def coding_outcome(coding: Coding) -> Outcome:
    """A coding as what became of its document; a passage that failed makes it partial."""
    failed = [each for each in coding.passages if each.status == "failed"]
    state: State = "done"
    if failed:
        is_all = not any(each.status == "ok" for each in coding.passages)
        has_nothing = not any(f.status != "not_checked" for r in coding.records for f in r.fields)
        state = "failed" if is_all and has_nothing else "partial"
    cause = failed[0].failure if failed else None
    reason = failed[0].reason if failed else None
    raw = json_text(coding.model_dump(mode="json"), indent=None).rstrip("\n").encode()
    return Outcome(state, cause, reason, "record", raw, _counts(coding))


def _counts(coding: Coding) -> Counts:
    needs = [need_of(finding) for finding in coding.findings]
    fields = [field for record in coding.records for field in record.fields]
    return Counts(
        facts=sum(len(field.values) for field in fields if field.status == "stated"),
        problems=needs.count("fix"),
        looks=needs.count("look"),
        matches=needs.count("match"),
        absent=needs.count("absent"),
        calls=coding.run.calls,
        prompt_tokens=coding.run.prompt_tokens,
        completion_tokens=coding.run.completion_tokens,
        cost_usd=coding.run.cost_usd,
    )
