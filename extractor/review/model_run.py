"""One run of the model over a story: it reads the sentences with the sources, then states facts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass, field

from extractor.asking.answered import PassageDone
from extractor.drafts import check_documents
from extractor.llm.client import Client
from extractor.llm.models import chosen_model
from extractor.llm.waits import Waits, heard_by
from extractor.opinion.drafts import Checked, OpinionOptions, SentenceRead, read_draft
from extractor.opinion.forms import form_of
from extractor.options import Options
from extractor.outputs.coverage import coverage_line
from extractor.outputs.reading import Reading
from extractor.pipeline import Finished, Scanned, extract_stream
from extractor.review.database import Database
from extractor.review.live import Hub
from extractor.review.store.readings import forget_readings, keep_reading
from extractor.review.store.results import end_run, note_progress, save_facts, told_of
from extractor.review.store.stories import document_of, draft_of, sources_of
from extractor.review.views import find_story
from extractor.schemas.document import Document


@dataclass(slots=True)
class ModelRun:
    """The model on the present draft of a story; what it says is kept as it comes."""

    database: Database
    hub: Hub
    key: str
    run: int
    model: str | Client
    options: Options
    check: Callable[[], None]
    """Lists the facts of the story anew, with what the model has read."""
    asked: int = 0
    answered: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def _name(self) -> str:
        return chosen_model(self.model) if isinstance(self.model, str) else self.model.model

    async def follow(self) -> None:
        """Ask, until all is answered or somebody stops it."""
        with self.database.reading() as session:
            story = find_story(session, self.key)
            draft = draft_of(session, story, story.draft)
            number, document = draft.number, document_of(draft)
            kept = sources_of(session, story)
            sources = {source.number: document_of(source) for source in kept}
        with heard_by(Waits(self._tell)):
            if sources:
                await self._read_sentences(number, document, sources)
            if not form_of(self._name).is_grounding:
                await self._state_facts(number, document)
            elif not sources:
                self.notes.append("this model reads sentences with their sources: attach one")
        end_run(self.database, self.key, self.run, notes=self.notes)

    async def _read_sentences(
        self, number: int, document: Document, sources: dict[int, Document]
    ) -> None:
        """Of each sentence, whether the sources bear it out."""
        forget_readings(self.database, self.key, number)
        report = check_documents(document, list(sources.values()))
        opinion = OpinionOptions(model=self.options)
        try:
            async with aclosing(read_draft(report, self.model, opinion=opinion)) as events:
                async for event in events:
                    match event:
                        case Checked():
                            self.asked += event.questions
                        case SentenceRead():
                            self.answered += 1
                            keep_reading(
                                self.database,
                                self.key,
                                number,
                                list(sources),
                                self._name,
                                event.reading,
                            )
                            if event.report.findings != report.findings:
                                self.check()
                            report = event.report
                    self._tell()
        finally:
            self.check()  # what an earlier run said and this one does not is off the list
        if report.opinion is not None:
            self.notes.append(coverage_line(report.opinion))

    async def _state_facts(self, number: int, document: Document) -> None:
        """What the story says, fact by fact."""
        async for event in extract_stream(document, model=self.model, options=self.options):
            match event:
                case Scanned():
                    self.asked += event.passages
                case PassageDone():
                    self.answered += 1
                    told = told_of(event)
                    save_facts(self.database, self.key, number, told, is_all=False)
                case Finished():
                    told = told_of(event.report)
                    save_facts(self.database, self.key, number, told, is_all=True)
                    self.notes += _notes(event)
            self._tell()

    def _tell(self, waits: str = "") -> None:
        goes_on = note_progress(
            self.database,
            self.key,
            self.run,
            asked=self.asked,
            answered=self.answered,
            waits=waits,
        )
        self.hub.wake(self.key)
        if not goes_on:  # stopped from another desk, or before this one could be stopped
            raise asyncio.CancelledError


def _notes(event: Finished) -> list[str]:
    """What of the model's work has no place on the checklist, so that it is not lost."""
    report = event.report
    notes = [
        f"passage {passage.index + 1} has no facts: {passage.reason or passage.failure}"
        for passage in report.passages
        if passage.status == "failed"
    ]
    if line := Reading(report).slips_line:
        notes.append(f"the model’s slips: {line}")
    lost = [fact for fact in report.facts if fact.span is None and not fact.figures]
    return notes + [f"the model said, of no place in the story: {each.statement}" for each in lost]
