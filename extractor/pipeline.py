"""The way of one story: scan → passages → ask → locate → check → repair → mend → report."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from extractor.asking.answered import PassageDone, check_answer, not_asked
from extractor.asking.asker import Asker
from extractor.asking.concurrent import ask_each
from extractor.asking.headline import repeating_headline
from extractor.asking.locating import Locator
from extractor.asking.mending import Mender
from extractor.asking.passages import split_into_passages
from extractor.asking.repair import repair
from extractor.asking.sizing import Sizing
from extractor.asking.tasks import Task, find_task
from extractor.blocking import run_blocking
from extractor.checks import check_story, sort_by_harm
from extractor.checks.limits import language_limits
from extractor.documents import Story, checked_document, why_no_story
from extractor.errors import InputError
from extractor.languages import with_language
from extractor.languages.current import in_language
from extractor.ledger import make_ledger
from extractor.llm.client import Client, learned_of
from extractor.llm.models import (
    NO_MODEL,
    Opener,
    check_client,
    chosen_model,
    prepare_client,
    split_model,
)
from extractor.options import Options, given_options
from extractor.scanning.document import Scan, scan_document
from extractor.schemas.document import Document
from extractor.schemas.finding import Finding
from extractor.schemas.report import LanguageLimits, PassageOutcome, Report, Run, Timing

_LOG = logging.getLogger(__name__)
_LOG.addHandler(logging.NullHandler())

_PACKAGES = ("fact-extractor", "pydantic", "instructor", "openai", "xllamacpp")
"""What has a hand in a run with a model."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """What is known before the model is asked."""

    document: Document
    scan: Scan
    findings: tuple[Finding, ...]
    passages: int
    """How many passages the model will be asked about."""


@dataclass(frozen=True, slots=True)
class Finished:
    """The end."""

    report: Report


Event = Scanned | PassageDone | Finished


def extract(
    document: Story,
    *,
    model: str | Client | None = None,
    task: str = "news",
    options: Options | None = None,
) -> Report:
    """Find the facts of a story, with every figure, date, quotation and speaker checked against it.

    Args:
        document: the story; a string is its text, and a `Path` is read.
        model: `provider:model`; `None` means EXTRACTOR_MODEL or the embedded model, and `"none"`
            does only what needs no model. Nothing is ever downloaded here.
        task: which prompt and schema.
        options: how the story is read.

    Raises:
        UsageError: the story, its language, the model string or an option cannot be used.
        ProviderError: the server refuses every call, or cannot be reached at all. What fails in
            one passage only is in `Report.passages`.
    """
    return run_blocking(extract_async(document, model=model, task=task, options=options))


async def extract_async(
    document: Story,
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
    document: Story,
    *,
    model: str | Client | None = None,
    task: str = "news",
    options: Options | None = None,
) -> AsyncIterator[Event]:
    """The same step by step, for a screen that is filled as the model answers.

    Yields:
        `Scanned` at once, a `PassageDone` for each passage as it comes, `Finished` at the end.
    """
    started, clock = datetime.now(UTC), time.perf_counter()
    options = given_options(options)
    document = with_language(checked_document(_one_story(document)))
    chosen = _Chosen.of(model, options)
    wanted = find_task(task)

    scan = scan_document(document)
    about_story = tuple(check_story(scan))
    passages = split_into_passages(scan, chosen.sizing.portion)
    to_ask = [each for each in passages if each.not_asked is None] if chosen.opener else []
    yield Scanned(document, scan, about_story, len(to_ask))

    done = {each.index: not_asked(each) for each in passages}
    client = chosen.open(len(to_ask), document)
    asker = chosen.asker(client, wanted, scan.language) if client is not None else None
    try:
        if asker is not None:
            locator, ask = Locator(scan), partial(asker.ask, scan=scan)
            mender = Mender(scan, locator, is_small=asker.client.is_local)
            async for each in ask_each(to_ask, ask, chosen.sizing.concurrency):
                result = check_answer(each.subject, each.answered, scan, locator, each.seconds)
                done[result.passage.index] = result
                _log_passage(document, result.outcome)
                yield mender.mend(result)
            await repair(asker, done, scan, locator, chosen.sizing.max_repairs)
            done = {index: mender.mend(result) for index, result in done.items()}
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
    report = _report(document, scan, about_story, list(done.values()), run, timing)
    _LOG.info("%r in %s s with %s", report, timing.seconds, run.model)
    yield Finished(report)


def _one_story(story: Story) -> Story:
    """The same, unless it is the file of a table: its rows are stories, and it is none."""
    if isinstance(story, os.PathLike) and (told := why_no_story(Path(story))):
        raise InputError(f"{told}: read_documents(path, text_field=...) gives them")
    return story


def _log_passage(document: Document, outcome: PassageOutcome) -> None:
    """What came of a passage, and never a word of the story."""
    where = f"{document.name or 'a text'}, passage {outcome.index + 1}"
    if outcome.status == "failed":
        _LOG.warning("%s failed: %s", where, outcome.failure)
    else:
        _LOG.info("%s: %d facts, %d re-asks", where, len(outcome.facts), outcome.reasks)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Which model, and what follows from its size."""

    opener: Opener | None
    """None where no model is asked."""
    sizing: Sizing
    is_ours: bool
    """Whether the client is opened, and so closed, here."""
    options: Options

    @classmethod
    def of(cls, model: str | Client | None, options: Options) -> _Chosen:
        if model is not None and not isinstance(model, str):
            check_client(model)
            return cls(lambda: model, Sizing(model.is_local, options), False, options)
        name = chosen_model(model)
        if name == NO_MODEL:
            return cls(None, Sizing(True, options), True, options)
        is_small = split_model(name)[0] == "local"
        return cls(prepare_client(name, options), Sizing(is_small, options), True, options)

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

    def asker(self, client: Client, task: Task, language: str) -> Asker:
        prompt = task.load_prompt(language, self.options.prompt)
        return Asker(client, task, prompt, self.sizing.portion, self.options.max_reasks)


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
        slips=tuple(slip for result in results for slip in result.slips),
        ledger=make_ledger(scan, facts, repeating_headline(scan)),
        quotations=scan.quotations,
        passages=tuple(result.outcome for result in results),
        run=run,
        limits=_limits(scan),
        timing=timing,
    )


def _limits(scan: Scan) -> LanguageLimits | None:
    with in_language(scan.language):
        return language_limits(("story", "changes", "fact", "statement"))


def _run_record(chosen: _Chosen, task: Task, asker: Asker | None) -> Run:
    if asker is None:
        return Run(
            task=task.name,
            prompt=None,
            prompt_hash=None,
            schema_hash=None,
            model=NO_MODEL,
            parameters={},
            versions=dict(_installed(("fact-extractor", "pydantic"))),
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
            **learned_of(asker.client),
            "passage_chars": chosen.sizing.passage_chars,
            "free_facts": chosen.sizing.free_facts,
            "max_reasks": chosen.options.max_reasks,
            "max_repairs": chosen.sizing.max_repairs,
        },
        calls=usage.calls,
        prompt_tokens=usage.prompt_tokens,
        completion_tokens=usage.completion_tokens,
        cost_usd=asker.client.cost_usd(usage.prompt_tokens, usage.completion_tokens),
        is_estimated=usage.is_estimated,
        versions=installed_versions(),
    )


def installed_versions() -> dict[str, str]:
    """The packages that have a hand in a run with a model, for its record."""
    return dict(_installed(_PACKAGES))


@cache
def _installed(packages: tuple[str, ...]) -> dict[str, str]:
    """Read once: a package's metadata takes a millisecond, a short story takes five."""
    found = {}
    for package in packages:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue  # run from a folder that is not installed
    return found
