"""The way of one story: scan → passages → ask → locate → check → repair → ledger → report."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from extractor.answers import keyed_items
from extractor.asking import Asked, Asker
from extractor.checks import check_fact, check_story, sort_by_harm
from extractor.documents import checked_document
from extractor.errors import (
    InputError,
    KeyRefusedError,
    SchemaRefusedError,
    UnknownModelError,
    UnreachableError,
)
from extractor.ledger import make_ledger
from extractor.llm.client import Client
from extractor.llm.models import NO_MODEL, Opener, chosen_model, prepare_client, split_model
from extractor.locating import Locator
from extractor.options import Options
from extractor.passages import Passage, split_into_passages
from extractor.scan import Scan, scan_document
from extractor.schemas.document import Document
from extractor.schemas.fact import Fact
from extractor.schemas.finding import Finding
from extractor.schemas.report import PassageOutcome, Report, Run, Timing
from extractor.tasks import Task, find_task

SMALL_PASSAGE_CHARS = 600
LARGE_PASSAGE_CHARS = 6_000
"""A small model forgets what it was asked when it reads more; a large one wants the context."""

SMALL_FREE_FACTS = 1
LARGE_FREE_FACTS = 5

FATAL_AT_FIRST = (KeyRefusedError, UnknownModelError, UnreachableError)
"""What would fail in every passage alike: before one was answered it stops the run at once."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """What is known before the model is asked."""

    document: Document
    scan: Scan
    findings: tuple[Finding, ...]
    passages: int
    """How many passages the model will be asked about."""


@dataclass(frozen=True, slots=True)
class PassageDone:
    """What one passage gave; repair may still better it."""

    passage: Passage
    facts: tuple[Fact, ...]
    findings: tuple[Finding, ...]
    outcome: PassageOutcome
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Finished:
    """The end."""

    report: Report


Event = Scanned | PassageDone | Finished


def extract(
    document: Document | str,
    *,
    model: str | Client | None = None,
    task: str = "news",
    options: Options | None = None,
) -> Report:
    """The facts of a story, each figure, date, quotation and speaker in them checked against it.

    Args:
        document: the story; a string is its text, never a path (`Document.read` reads files).
        model: `provider:model`; none means EXTRACTOR_MODEL or the local model, `"none"` only what
            needs no model. Nothing is ever downloaded here.
        task: which prompt and schema.
        options: how the story is read.

    Raises:
        UsageError: the story, the model string or an option cannot be used.
        ProviderError: the server refuses every call, or cannot be reached at all. What fails in
            one passage only is in `Report.passages`.
    """
    work = extract_async(document, model=model, task=task, options=options)
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    # Inside a running loop, a notebook's for one, a second loop needs a thread of its own.
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(asyncio.run, work).result()


async def extract_async(
    document: Document | str,
    *,
    model: str | Client | None = None,
    task: str = "news",
    options: Options | None = None,
) -> Report:
    """The same as `extract`, without blocking the event loop while the model answers."""
    async for event in extract_stream(document, model=model, task=task, options=options):
        if isinstance(event, Finished):
            return event.report
    raise AssertionError("the stream ends with Finished")


async def extract_stream(
    document: Document | str,
    *,
    model: str | Client | None = None,
    task: str = "news",
    options: Options | None = None,
) -> AsyncIterator[Event]:
    """The same step by step: what needs no model at once, each passage as it comes, the report."""
    started, clock = datetime.now(UTC), time.perf_counter()
    options = options or Options()
    document = checked_document(document)
    chosen = _Chosen.of(model, options)
    wanted = find_task(task)

    scan = scan_document(document)
    about_story = tuple(check_story(scan))
    passages = split_into_passages(scan, chosen.passage_chars)
    to_ask = [each for each in passages if each.not_asked is None] if chosen.opener else []
    yield Scanned(document, scan, about_story, len(to_ask))

    done = {each.index: _not_asked(each) for each in passages}
    client = chosen.open(len(to_ask), document)
    asker = chosen.asker(client, wanted) if client is not None else None
    try:
        if asker is not None:
            locator = Locator(scan)
            async for result in _ask_all(asker, to_ask, scan, locator, chosen.concurrency):
                done[result.passage.index] = result
                yield result
            await _repair(asker, done, scan, locator, options.max_repairs)
    finally:
        if client is not None and chosen.is_ours:
            await client.close()

    timing = Timing(
        started=started.isoformat(),
        seconds=round(time.perf_counter() - clock, 3),
        passage_seconds=tuple(round(done[each.index].seconds, 3) for each in passages),
        endpoint=client and client.endpoint,
    )
    run = _run_record(chosen, wanted, asker)
    yield Finished(_report(document, scan, about_story, list(done.values()), run, timing))


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Which model, and what follows from its size."""

    opener: Opener | None
    """None where no model is asked."""
    is_small: bool
    is_ours: bool
    """Whether the client is opened, and so closed, here."""
    options: Options

    @classmethod
    def of(cls, model: str | Client | None, options: Options) -> _Chosen:
        if model is not None and not isinstance(model, str):
            return cls(lambda: model, model.is_local, False, options)
        name = chosen_model(model)
        if name == NO_MODEL:
            return cls(None, True, True, options)
        is_small = split_model(name)[0] == "local"
        return cls(prepare_client(name, options), is_small, True, options)

    @property
    def passage_chars(self) -> int:
        usual = SMALL_PASSAGE_CHARS if self.is_small else LARGE_PASSAGE_CHARS
        return self.options.passage_chars or usual

    @property
    def free_facts(self) -> int:
        if self.options.free_facts is not None:
            return self.options.free_facts
        return SMALL_FREE_FACTS if self.is_small else LARGE_FREE_FACTS

    @property
    def concurrency(self) -> int:
        return 1 if self.is_small else self.options.concurrency

    def open(self, calls: int, document: Document) -> Client | None:
        if self.opener is None or calls == 0:
            return None
        if calls > self.options.max_passages:
            raise InputError(
                f"{document.name or 'the text'} takes {calls:,} calls, one per passage, and the "
                f"limit is {self.options.max_passages:,}: raise --max-passages, split the story, "
                "or use --model none for everything that needs no model"
            )
        return self.opener()

    def asker(self, client: Client, task: Task) -> Asker:
        prompt = task.load_prompt()
        return Asker(client, task, prompt, self.free_facts, self.options.max_reasks)


async def _ask_all(
    asker: Asker,
    passages: Sequence[Passage],
    scan: Scan,
    locator: Locator,
    concurrency: int,
) -> AsyncIterator[PassageDone]:
    """Each passage as its answer comes; what would fail for all of them is raised."""
    free = asyncio.Semaphore(concurrency)
    fatal: list[Exception] = []
    refused: list[Exception] = []
    is_reached = False

    async def ask(passage: Passage) -> PassageDone | None:
        nonlocal is_reached
        async with free:
            if fatal:
                return None
            clock = time.perf_counter()
            asked = await asker.ask(passage)
            error = asked.error
            if isinstance(error, FATAL_AT_FIRST) and not is_reached:
                fatal.append(error)
                return None
            if isinstance(error, SchemaRefusedError):
                refused.append(error)  # one passage may offend a filter; all of them is the schema
            is_reached = is_reached or error is None
            return _checked(passage, asked, scan, locator, time.perf_counter() - clock)

    tasks = [asyncio.create_task(ask(passage)) for passage in passages]
    try:
        for task in asyncio.as_completed(tasks):
            result = await task
            if fatal:
                raise fatal[0]
            if result is not None:
                yield result
        if len(refused) == len(passages) > 0:
            raise refused[0]
    finally:
        for each in tasks:
            each.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _checked(
    passage: Passage, asked: Asked, scan: Scan, locator: Locator, seconds: float
) -> PassageDone:
    """The passage's facts, located and checked."""
    facts = tuple(locator.fact(proposed, passage) for proposed in asked.proposed)
    outcome = PassageOutcome(
        index=passage.index,
        start=passage.span.start,
        end=passage.span.end,
        status="failed" if asked.failure else "ok",
        failure=asked.failure,
        reason=asked.reason,
        reasks=asked.reasks,
        facts=tuple(fact.id for fact in facts),
    )
    findings = tuple(finding for fact in facts for finding in check_fact(fact, scan))
    return PassageDone(passage, facts, findings, outcome, seconds)


def _not_asked(passage: Passage) -> PassageDone:
    outcome = PassageOutcome(
        index=passage.index,
        start=passage.span.start,
        end=passage.span.end,
        status="not_asked",
        reason=passage.not_asked or "no model was used",
    )
    return PassageDone(passage, (), (), outcome)


async def _repair(
    asker: Asker, done: dict[int, PassageDone], scan: Scan, locator: Locator, budget: int
) -> None:
    """Put failing facts and figures left out to the model once more, and keep what is better.

    In reading order, since what stands first does the most harm, one call per passage until the
    budget is spent. A fact is replaced only by one with fewer problems.
    """
    for index in sorted(done):
        before = done[index]
        problems = _problems_by_item(before)
        if not problems or before.outcome.status == "not_asked":
            continue
        if budget == 0:
            return
        budget -= 1
        clock = time.perf_counter()
        asked = await asker.ask_again(before.passage, problems)
        seconds = time.perf_counter() - clock
        after = _checked(before.passage, asked, scan, locator, seconds)
        done[index] = _better(before, after)


def _problems_by_item(result: PassageDone) -> dict[str, str]:
    """What is wrong with the answer about each listed item of a passage."""
    answered = {_key(fact): fact for fact in result.facts}
    problems: dict[str, str] = {}
    for key in keyed_items(result.passage):
        if key not in answered:
            problems[key] = "not answered"
            continue
        wrong = [
            _problem(finding)
            for finding in result.findings
            if finding.is_problem and finding.fact == answered[key].id
        ]
        if wrong:
            problems[key] = "; ".join(wrong)
    return problems


def _problem(finding: Finding) -> str:
    """A finding as the model is told it: an editor's sentence would only be copied."""
    field, found = finding.field or "statement", finding.found or ""
    should = f'the story has "{finding.expected}"' if finding.expected else "give null instead"
    if field == "statement" and not finding.expected:
        should = "leave it out"
    return f'{field}: "{found}" is wrong, {should}'


def _better(before: PassageDone, after: PassageDone) -> PassageDone:
    """The first answer with those facts replaced that came out better the second time."""
    kept = {fact.id: fact for fact in before.facts}
    findings = {fact.id: _findings_of(fact, before) for fact in before.facts}
    for fact in after.facts:
        again = _findings_of(fact, after)
        if fact.id not in kept or _wrongs(again) < _wrongs(findings[fact.id]):
            kept[fact.id], findings[fact.id] = fact, again
    is_mended = before.outcome.status == "failed" and after.outcome.status == "ok"
    outcome = before.outcome.model_copy(
        update={
            "status": "ok" if is_mended else before.outcome.status,
            "failure": None if is_mended else before.outcome.failure,
            "reason": None if is_mended else before.outcome.reason,
            "reasks": before.outcome.reasks + 1 + after.outcome.reasks,
            "facts": tuple(kept),
        }
    )
    flat = tuple(finding for each in findings.values() for finding in each)
    seconds = before.seconds + after.seconds
    return PassageDone(before.passage, tuple(kept.values()), flat, outcome, seconds)


def _findings_of(fact: Fact, result: PassageDone) -> list[Finding]:
    return [finding for finding in result.findings if finding.fact == fact.id]


def _wrongs(findings: Sequence[Finding]) -> int:
    return sum(finding.is_problem for finding in findings)


def _key(fact: Fact) -> str:
    return fact.id.partition(".")[2]


def _report(
    document: Document,
    scan: Scan,
    about_story: Sequence[Finding],
    results: Sequence[PassageDone],
    run: Run,
    timing: Timing,
) -> Report:
    facts = [fact for result in results for fact in result.facts]
    facts.sort(key=lambda fact: (fact.span is None, fact.span.start if fact.span else 0))
    findings = [*about_story, *(finding for result in results for finding in result.findings)]
    return Report(
        compared_with="this story only",
        document=document,
        facts=tuple(facts),
        findings=tuple(sort_by_harm(findings, scan)),
        ledger=make_ledger(scan, facts),
        quotations=scan.quotations,
        passages=tuple(result.outcome for result in results),
        run=run,
        timing=timing,
    )


def _run_record(chosen: _Chosen, task: Task, asker: Asker | None) -> Run:
    if asker is None:
        return Run(
            task=task.name,
            prompt=None,
            prompt_hash=None,
            schema_hash=None,
            model=NO_MODEL,
            parameters={},
            versions=_versions("fact-extractor", "pydantic"),
        )
    usage, prompt = asker.usage, asker.prompt
    return Run(
        task=task.name,
        prompt=f"{prompt.name} {prompt.version}",
        prompt_hash=prompt.sha256,
        schema_hash=task.schema_sha256,
        model=asker.client.model,
        parameters={
            **asker.client.parameters,
            "passage_chars": chosen.passage_chars,
            "free_facts": chosen.free_facts,
            "max_reasks": chosen.options.max_reasks,
            "max_repairs": chosen.options.max_repairs,
        },
        calls=usage.calls,
        prompt_tokens=usage.prompt_tokens,
        completion_tokens=usage.completion_tokens,
        cost_usd=asker.client.cost_usd(usage.prompt_tokens, usage.completion_tokens),
        versions=_versions("fact-extractor", "pydantic", "instructor", "openai", "xllamacpp"),
    )


def _versions(*packages: str) -> dict[str, str]:
    found = {}
    for package in packages:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue  # run from a folder that is not installed
    return found
