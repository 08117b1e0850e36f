"""A draft against its sources, and a model's reading of it after the checks: check → ask → report.

The checks come first and wait for no model; what a model says comes sentence by sentence.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field

from extractor.asking.concurrent import ask_each
from extractor.asking.conversation import Request
from extractor.asking.prompting import load_prompt
from extractor.asking.sizing import Sizing
from extractor.blocking import run_blocking
from extractor.checks.evidence.text_index import TextIndex, index_source
from extractor.checks.harm import sort_by_harm
from extractor.checks.options import CheckOptions, apply_options
from extractor.checks.source_names import name_sources
from extractor.documents import Story, whole_text
from extractor.drafts import Sources
from extractor.drafts import check_draft as check_without_model
from extractor.errors import OptionError
from extractor.languages import DEFAULT, with_language
from extractor.languages.current import in_language
from extractor.llm.client import Client, learned_of
from extractor.llm.models import (
    NO_MODEL,
    Opener,
    check_client,
    chosen_model,
    prepare_client,
    split_model,
)
from extractor.opinion.asker import Answered, OpinionAsker
from extractor.opinion.coverage import coverage_of
from extractor.opinion.effects import with_readings
from extractor.opinion.forms import Form, form_of
from extractor.opinion.powers import Power, power_of
from extractor.opinion.questions import Question, choose_questions
from extractor.options import Options, given_options
from extractor.pipeline import installed_versions
from extractor.scanning.document import scan_document
from extractor.schemas.document import Document
from extractor.schemas.finding import Finding
from extractor.schemas.opinion import OpinionAnswer, Reading, YesNoAnswer
from extractor.schemas.report import DraftReport, Run, SecondOpinion

PROMPT = "opinion"

USUAL_QUESTIONS = 40
"""Sentences of a long article; the embedded model takes two to three seconds for each."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks say, before a model is asked."""

    report: DraftReport
    questions: int
    """How many sentences a model will be asked about."""


@dataclass(frozen=True, slots=True)
class SentenceRead:
    """What a model says of one sentence, and the report as it now stands."""

    reading: Reading
    report: DraftReport


DraftEvent = Checked | SentenceRead
"""The last one has the whole report."""


@dataclass(frozen=True, slots=True)
class OpinionOptions:
    """How a model is asked about a draft."""

    max_questions: int = USUAL_QUESTIONS
    """The most sentences that it is asked about; those that need it most come first."""
    model: Options = field(default_factory=Options)
    """How its server is reached."""

    def __post_init__(self) -> None:
        """Refuse what means nothing."""
        if self.max_questions < 0:
            raise OptionError(f"max_questions is {self.max_questions}: give 0 or more")
        given_options(self.model)


def check_draft(
    draft: Story,
    sources: Sources,
    *,
    partial_sources: bool = False,
    previous: Story | None = None,
    options: CheckOptions | None = None,
    model: str | Client | None = None,
    opinion: OpinionOptions | None = None,
) -> DraftReport:
    """What the checks say of a draft that is held against its sources, and what a model says.

    A `str` is text and a `Path` is read. A mapping gives each source its name.

    With `partial_sources` the sources do not claim to cover the draft: what they lack is shown,
    but is no problem. A draft without a day of its own is read against its first source's. With
    `previous`, an earlier version of the draft, what stands in sentences that it had is left out.
    With a source in another language than the draft's, figures and dates are compared and words
    are not.

    With a `model`, as for `extract`, it is asked whether the sources bear out the sentences, after
    the checks. Without one nobody is asked: here `None` is no model.

    Raises:
        InputError: a text is none, cannot be read, has a lone surrogate, or is plainly in a
            language that is not read.
        OptionError: there is no source, the options name a check that there is not, a check of
            one's own fails, or the model string cannot be used.
        ProviderError: the server refuses every call, or cannot be reached at all. What fails for
            one sentence only is in `DraftReport.opinion`.
    """
    if model is None:
        return check_without_model(
            draft, sources, partial_sources=partial_sources, previous=previous, options=options
        )
    return run_blocking(
        check_draft_async(
            draft,
            sources,
            partial_sources=partial_sources,
            previous=previous,
            options=options,
            model=model,
            opinion=opinion,
        )
    )


async def check_draft_async(
    draft: Story,
    sources: Sources,
    *,
    partial_sources: bool = False,
    previous: Story | None = None,
    options: CheckOptions | None = None,
    model: str | Client | None = None,
    opinion: OpinionOptions | None = None,
) -> DraftReport:
    """The same as `check_draft`, without blocking the event loop while the model answers."""
    report: DraftReport | None = None
    async for event in check_draft_stream(
        draft,
        sources,
        partial_sources=partial_sources,
        previous=previous,
        options=options,
        model=model,
        opinion=opinion,
    ):
        report = event.report
    assert report is not None
    return report


async def check_draft_stream(
    draft: Story,
    sources: Sources,
    *,
    partial_sources: bool = False,
    previous: Story | None = None,
    options: CheckOptions | None = None,
    model: str | Client | None = None,
    opinion: OpinionOptions | None = None,
) -> AsyncGenerator[DraftEvent, None]:
    """The same step by step; whoever stops listening has the report so far.

    Yields:
        `Checked` at once, with what the checks say; then a `SentenceRead` for each sentence that
        the model was asked about, as its answer comes.
    """
    report = check_without_model(
        draft, sources, partial_sources=partial_sources, previous=previous, options=options
    )
    if model is None:
        yield Checked(report, 0)
        return
    usual = report.document.language or DEFAULT
    old = with_language(whole_text(previous, "the earlier version"), usual) if previous else None
    reading = read_draft(
        report,
        model,
        opinion=opinion,
        options=options,
        partial_sources=partial_sources,
        previous=old,
    )
    async with aclosing(reading):
        async for event in reading:
            yield event


async def read_draft(
    report: DraftReport,
    model: str | Client,
    *,
    opinion: OpinionOptions | None = None,
    options: CheckOptions | None = None,
    partial_sources: bool = False,
    previous: Document | None = None,
) -> AsyncGenerator[DraftEvent, None]:
    """A model's reading of a draft that was checked already; see `check_draft_stream`."""
    opinion = OpinionOptions() if opinion is None else opinion
    chosen = _Chosen.of(model, opinion)
    if chosen.opener is None:
        yield Checked(report, 0)
        return
    told = CheckOptions() if options is None else options
    with in_language(report.document.language or DEFAULT):
        work = _Work.of(report, chosen, told, partial_sources=partial_sources, previous=previous)
        first = work.report(())
    yield Checked(first, len(work.questions))
    if not work.questions:
        return
    client = chosen.opener()
    asker = work.asker(client)
    readings: list[Reading] = []
    try:
        answers = ask_each(work.questions, asker.ask, chosen.sizing.concurrency)
        async for done in answers:
            answered: Answered = done.answered
            readings.append(answered.reading)
            with in_language(report.document.language or DEFAULT):
                now = work.report(readings, asker)
            yield SentenceRead(answered.reading, now)
    finally:
        if chosen.is_ours:
            await client.close()


def with_kept_readings(report: DraftReport, model: str, readings: Sequence[Reading]) -> DraftReport:
    """The findings of a draft that was checked anew, with what a model has read in it before.

    The draft and the sources, in their order, must be those that the model was asked about.
    """
    with in_language(report.document.language or DEFAULT):
        draft = TextIndex(scan_document(report.document))
        sources = tuple(index_source(source) for source in report.sources)
        names = [source.name for source in report.sources]
        power = power_of(model, draft.scan.language)
        findings = _findings(
            report.findings,
            readings,
            power,
            draft,
            sources,
            lambda claims: name_sources(claims, names),
        )
    return report.model_copy(update={"findings": tuple(findings)})


def _findings(
    known: Sequence[Finding],
    readings: Sequence[Reading],
    power: Power,
    draft: TextIndex,
    sources: Sequence[TextIndex],
    told: Callable[[Sequence[Finding]], list[Finding]],
) -> Sequence[Finding]:
    """The findings after the readings, in the order of harm; the very same where nothing changes.

    `told` says how the model's own findings are reported.
    """
    found = with_readings(known, readings, power, sources)
    changed, new = found[: len(known)], told(found[len(known) :])
    if not new and changed == [*known]:
        return known
    return sort_by_harm([*changed, *new], draft.scan)


def first_requests(
    report: DraftReport, client: Client, opinion: OpinionOptions
) -> Iterator[Request]:
    """The first call about each sentence of a checked draft, as it would be made."""
    with in_language(report.document.language or DEFAULT):
        chosen = _Chosen.of(client, opinion)
        work = _Work.of(report, chosen, CheckOptions(), partial_sources=False, previous=None)
        asker = work.asker(client)
        return iter([asker.requests(question)[0] for question in work.questions])


def opinion_sha256(form: Form) -> str:
    """Of the JSON Schema of an answer in this form, in hex."""
    shape = OpinionAnswer if form.kind == "words" else YesNoAnswer
    words = json.dumps(shape.model_json_schema(), sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Which model, and what follows from it."""

    name: str
    opener: Opener | None
    sizing: Sizing
    is_ours: bool
    opinion: OpinionOptions

    @classmethod
    def of(cls, model: str | Client, opinion: OpinionOptions) -> _Chosen:
        options = opinion.model
        if not isinstance(model, str):
            check_client(model)
            given = model
            sizing = Sizing(given.is_local, options)
            return cls(given.model, lambda: given, sizing, False, opinion)
        name = chosen_model(model)
        if name == NO_MODEL:
            return cls(name, None, Sizing(True, options), True, opinion)
        is_small = split_model(name)[0] == "local"
        opener = prepare_client(name, options)
        return cls(name, opener, Sizing(is_small, options), True, opinion)


@dataclass(frozen=True, slots=True)
class _Work:
    """One draft with its questions."""

    before: DraftReport
    draft: TextIndex
    sources: tuple[TextIndex, ...]
    questions: list[Question]
    chosen: _Chosen
    options: CheckOptions
    partial_sources: bool

    @classmethod
    def of(
        cls,
        report: DraftReport,
        chosen: _Chosen,
        options: CheckOptions,
        *,
        partial_sources: bool,
        previous: Document | None,
    ) -> _Work:
        draft = TextIndex(scan_document(report.document))
        sources = tuple(index_source(source) for source in report.sources)
        old = TextIndex(scan_document(previous)) if previous is not None else None
        form, most = form_of(chosen.name), chosen.opinion.max_questions
        questions = choose_questions(report.findings, draft, sources, form, most, old=old)
        return cls(report, draft, sources, questions, chosen, options, partial_sources)

    @property
    def _language(self) -> str:
        return self.draft.scan.language

    def asker(self, client: Client) -> OpinionAsker:
        name = self.chosen.name
        return OpinionAsker(
            client,
            form_of(name),
            power_of(name, self._language),
            load_prompt(PROMPT, self._language),
            self.draft,
            self.sources,
            self.chosen.opinion.model.max_reasks,
        )

    def report(self, readings: Sequence[Reading], asker: OpinionAsker | None = None) -> DraftReport:
        """The report with the readings so far."""
        in_order = sorted(readings, key=lambda reading: reading.span.start)
        known = self.before.findings
        power = power_of(self.chosen.name, self._language)
        findings = _findings(known, in_order, power, self.draft, self.sources, self._told)
        second = SecondOpinion(
            coverage=coverage_of(self.draft, self.sources, known, in_order),
            readings=tuple(in_order),
            run=self._run(asker),
        )
        return self.before.model_copy(update={"findings": tuple(findings), "opinion": second})

    def _told(self, claims: Sequence[Finding]) -> list[Finding]:
        """The model's own findings, as a newsroom wants them reported."""
        if self.partial_sources:  # these do not claim to say all that the draft says
            claims = [each for each in claims if each.check != "claim.not_stated"]
        named = name_sources(claims, [source.name for source in self.before.sources])
        return apply_options(named, self.options, self.before.document.name)

    def _run(self, asker: OpinionAsker | None) -> Run:
        prompt, form = load_prompt(PROMPT, self._language), form_of(self.chosen.name)
        client, usage = (asker.client, asker.usage) if asker is not None else (None, None)
        most = self.chosen.opinion.max_questions
        asked = {} if client is None else {**client.parameters, **learned_of(client)}
        return Run(
            task=PROMPT,
            prompt=f"{prompt.name} {prompt.version}",
            prompt_hash=prompt.sha256,
            schema_hash=opinion_sha256(form),
            model=self.chosen.name,
            parameters={**asked, "max_questions": most},
            calls=usage.calls if usage else 0,
            prompt_tokens=usage.prompt_tokens if usage else 0,
            completion_tokens=usage.completion_tokens if usage else 0,
            cost_usd=client.cost_usd(usage.prompt_tokens, usage.completion_tokens)
            if client and usage
            else None,
            is_estimated=usage.is_estimated if usage else False,
            versions=installed_versions(),
        )
