"""Running the checks, and the model, beside the pages; what they find is kept as it comes."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress

from sqlalchemy import select

from extractor.comparing.typography import plain
from extractor.documents import told_guess
from extractor.drafts import check_documents
from extractor.errors import ExtractorError
from extractor.llm.client import Client
from extractor.llm.models import NO_MODEL
from extractor.opinion.drafts import with_kept_readings
from extractor.options import Options
from extractor.outputs.visible import shortened
from extractor.review.annotated import notes_on
from extractor.review.checklist import Listed, checklist
from extractor.review.database import Database
from extractor.review.live import Hub
from extractor.review.model_run import ModelRun
from extractor.review.refusals import NotThereError
from extractor.review.store.readings import readings_of
from extractor.review.store.results import end_run, save_checks, under_way
from extractor.review.store.signoffs import last_check
from extractor.review.store.stories import document_of, draft_of, sources_of
from extractor.review.store.underlining import underlined_in
from extractor.review.tables import Item
from extractor.review.underlined import Underlined
from extractor.review.views import find_story
from extractor.schemas.document import Document
from extractor.schemas.report import LIMITS

_LOG = logging.getLogger(__name__)

STOPPED = "what it had said by then is kept"
"""What is noted of a run that was stopped."""

_WORKERS = 2
"""Of the checks, and as many of the model."""


class Runner:
    """Runs checks in threads of its own; one run of a kind per story at a time."""

    def __init__(
        self,
        database: Database,
        hub: Hub,
        *,
        model: str | Client | None = None,
        options: Options | None = None,
    ) -> None:
        self._database, self._hub = database, hub
        self._model, self._options = model, options or Options()
        # A model takes minutes; the checks of the next story do not wait for it.
        self._pools = {
            kind: ThreadPoolExecutor(max_workers=_WORKERS, thread_name_prefix=f"desk-{kind}")
            for kind in ("checks", "model")
        }
        self._lock = threading.Lock()
        self._running: dict[tuple[str, str], Future[None]] = {}
        self._wanted: set[tuple[str, str]] = set()
        self._reading: dict[str, tuple[asyncio.AbstractEventLoop, asyncio.Task[None]]] = {}
        """The model's runs that have begun, each in a loop of its own."""
        self._is_closing = False

    @property
    def model(self) -> str | None:
        """The model that the desk may ask; none where it asks none."""
        if self._model is None or self._model == NO_MODEL:
            return None
        return self._model if isinstance(self._model, str) else self._model.model

    def check(self, key: str, *, wait_s: float = 0.0) -> None:
        """Check the present draft of a story; waits for the end, but no longer than said."""
        future = self._start("checks", key, self._check)
        if wait_s and future is not None:
            try:
                future.result(wait_s)
            except TimeoutError:
                return

    def wait(self, key: str) -> None:
        """Wait until the checks of a story, if they are under way here, have ended."""
        future = self._running.get((key, "checks"))
        if future is not None:
            future.result()

    def ask(self, key: str) -> None:
        """Ask the model about the present draft of a story, once its checks have ended."""
        if self.model is not None:
            self._start("model", key, self._ask)

    def stop(self, key: str) -> bool:
        """End the model's run on a story, if it is this process's; gives whether it had not begun.

        What the model has said by then is kept.
        """
        with self._lock:
            self._wanted.discard((key, "model"))
            future = self._running.get((key, "model"))
            if future is not None and future.cancel():
                del self._running[key, "model"]
                return True
            loop, task = self._reading.get(key, (None, None))
        if loop is not None and task is not None:
            with suppress(RuntimeError):  # it ended just now
                loop.call_soon_threadsafe(task.cancel)
        return False

    def is_waiting(self, key: str) -> bool:
        """Whether the model is to read a story here, and is still at others."""
        with self._lock:
            future = self._running.get((key, "model"))
            return future is not None and not future.running() and not future.done()

    def is_running(self, key: str, kind: str) -> bool:
        """Whether this process runs that on the story just now."""
        return (key, kind) in self._running

    def close(self) -> None:
        """Begin nothing more; the runs under way end with the process."""
        self._is_closing = True
        for pool in self._pools.values():
            pool.shutdown(wait=False, cancel_futures=True)

    def _start(self, kind: str, key: str, work: Callable[[str], None]) -> Future[None] | None:
        with self._lock:
            if self._is_closing:
                return None
            if (key, kind) in self._running:
                # What runs began before the latest change: it has to run once more.
                self._wanted.add((key, kind))
                return self._running[key, kind]
            future = self._pools[kind].submit(self._run, kind, key, work)
            self._running[key, kind] = future
            return future

    def _run(self, kind: str, key: str, work: Callable[[str], None]) -> None:
        while True:
            try:
                work(key)
            except NotThereError:
                pass  # the story was deleted meanwhile
            except Exception:
                # A bug in one story must not take the desk down; the run itself is marked failed.
                _LOG.exception("the %s of story %s failed", kind, key)
            self._hub.wake(key)
            with self._lock:
                if (key, kind) not in self._wanted or self._is_closing:
                    self._running.pop((key, kind), None)
                    return
                self._wanted.discard((key, kind))

    def _check(self, key: str) -> None:
        with self._marked_run(key, "checks") as run:
            with self._database.reading() as session:
                story = find_story(session, key)
                draft = draft_of(session, story, story.draft)
                document = document_of(draft)
                sources = sources_of(session, story)
                documents = [document_of(source) for source in sources]
                numbers = [source.number for source in sources]
                earlier = None
                if draft.number > 1:
                    earlier = draft_of(session, story, draft.number - 1).text
                own = underlined_in(session, story, draft)
                checked = last_check(session, draft, is_done=True)
                told = list(checked.notes) if checked is not None else []
                known = set(session.scalars(select(Item.key).where(Item.story_id == story.id)))
                read = readings_of(session, draft, numbers)
            report = check_documents(document, documents)
            if read is not None:
                report = with_kept_readings(report, read.model, read.readings)
            listed = checklist(report, known=known, earlier=earlier, underlined=own)
            save_checks(
                self._database,
                key,
                run,
                draft.number,
                listed,
                notes=notes_on(document, listed),
                compared_with=report.compared_with if documents else "this story only",
                source_numbers=numbers,
                remarks=list(
                    dict.fromkeys(
                        [
                            *(each for each in told if not each.startswith(LIMITS)),
                            *_guesses([document, *documents]),
                            *_lost(own, listed),
                            *([report.limits.line] if report.limits is not None else ()),
                        ]
                    )
                ),
            )

    @contextmanager
    def _marked_run(self, key: str, kind: str, model: str | None = None) -> Iterator[int]:
        """A run of a story, marked as failed where the block fails; only a bug is raised again."""
        with under_way(self._database, key, kind, model=model) as run:
            try:
                yield run
            except NotThereError:
                raise  # the story was deleted meanwhile, and its runs with it
            except Exception as error:
                end_run(self._database, key, run, state="failed", error=_reason(error))
                if not isinstance(error, ExtractorError):
                    raise

    def _ask(self, key: str) -> None:
        self.wait(key)  # what the model says stands at the facts that the checks list
        with self._marked_run(key, "model", self.model) as run:
            self._hub.wake(key)
            try:
                asyncio.run(self._read(key, run))
            except asyncio.CancelledError:
                end_run(self._database, key, run, state="stopped", error=STOPPED)

    async def _read(self, key: str, run: int) -> None:
        """Let the model read, as long as nobody stops it."""
        assert self._model is not None
        story = ModelRun(
            self._database,
            self._hub,
            key,
            run,
            self._model,
            self._options,
            check=lambda: self.check(key),
        )
        task = asyncio.create_task(story.follow())
        with self._lock:
            self._reading[key] = asyncio.get_running_loop(), task
        try:
            await task
        finally:
            with self._lock:
                del self._reading[key]


def _guesses(documents: Sequence[Document]) -> list[str]:
    """Of which files the encoding was guessed, and what to do if the guess is wrong."""
    told = [words for document in documents if (words := told_guess(document))]
    return [
        f"{words}: if letters look wrong, save it as UTF-8 and bring it in again" for words in told
    ]


def _lost(own: Sequence[Underlined], listed: Sequence[Listed]) -> list[str]:
    """What editors underlined and is in no one place of this version, so that it is not lost."""
    here = {(each.kind, plain(each.span.text)) for each in listed if each.origin == "editor"}
    return [
        f"“{shortened(each.words, 80)}” was underlined and is not in this version, or in several "
        "places of it: underline it again where it is to be checked"
        for each in own
        if (each.kind, plain(each.words)) not in here
    ]


def _reason(error: Exception) -> str:
    if isinstance(error, ExtractorError):
        return str(error)
    return f"{type(error).__name__}: this is a fault of ours; the desk’s own output has the rest"
