"""Telling open pages what changed, the moment it is committed."""

from __future__ import annotations

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import AsyncIterator

from pydantic import JsonValue
from sqlalchemy import select
from starlette.concurrency import run_in_threadpool

from extractor.review.database import Database
from extractor.review.progress import counts, kinds, run_view, runs_of
from extractor.review.query_views import query_counts
from extractor.review.refusals import NotThereError
from extractor.review.store.presence import BEAT_S, has_left, is_here, who_is_here
from extractor.review.store.stories import draft_of
from extractor.review.tables import Entry
from extractor.review.views import find_story

POLL_S = 2.0
"""How soon a page hears of what another process wrote; its own process wakes it at once."""

_QUIET = frozenset(
    {"decided", "undone", "claimed", "released", "progress", "model facts", "stop"}
    | {"signed second", "second signature withdrawn"}
    | {"asked", "answered", "query closed", "query reopened"}
    | {"wording suggested", "wording withdrawn"}
    | {"file attached", "file removed"}
)
"""What changes some facts of a page; after anything else the page is read anew."""

_OF_RUNS = frozenset({"began", "progress", "stop", "done", "failed", "stopped"})


class Hub:
    """Wakes the pages of a story that this process serves."""

    def __init__(self) -> None:
        self._waiting: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._is_closing = False

    def wake(self, key: str) -> None:
        """Something of this story was committed; may be called from any thread."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            with contextlib.suppress(RuntimeError):  # the loop closed just now
                loop.call_soon_threadsafe(self._set, key)

    def close(self) -> None:
        """Let every page go; called in the loop when the desk stops."""
        self._is_closing = True
        for events in self._waiting.values():
            for each in events:
                each.set()

    async def follow(
        self, database: Database, key: str, *, after: int, who: str, tab: str
    ) -> AsyncIterator[dict[str, JsonValue]]:
        """What changed since the line `after` of the history, and who is there, as it happens."""
        self._loop = asyncio.get_running_loop()
        try:
            story_id = await run_in_threadpool(_story_id, database, key)
        except NotThereError:
            yield {"gone": True}
            return
        event = asyncio.Event()
        self._waiting[key].add(event)
        people: tuple[str, ...] | None = None
        beat = 0.0
        try:
            while not self._is_closing:
                event.clear()
                if who and self._loop.time() >= beat:
                    await run_in_threadpool(is_here, database, story_id, tab, who)
                    beat = self._loop.time() + BEAT_S
                try:
                    news, after, here = await run_in_threadpool(_news, database, key, after)
                except NotThereError:
                    yield {"gone": True}
                    return
                if news is not None:
                    yield {**news, "people": list(here)}
                elif here != people:
                    yield {"people": list(here)}
                people = here
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(event.wait(), POLL_S)
        finally:
            self._waiting[key].discard(event)
            if who:
                # The page is gone, and this coroutine may be cancelled at its next await.
                database_left = asyncio.get_running_loop().run_in_executor(
                    None, has_left, database, story_id, tab
                )
                with contextlib.suppress(asyncio.CancelledError):
                    await asyncio.shield(database_left)
                self._set(key)

    def _set(self, key: str) -> None:
        for each in self._waiting.get(key, ()):
            each.set()


def _story_id(database: Database, key: str) -> int:
    with database.reading() as session:
        return find_story(session, key).id


def _news(
    database: Database, key: str, after: int
) -> tuple[dict[str, JsonValue] | None, int, tuple[str, ...]]:
    with database.reading() as session:
        story = find_story(session, key)
        entries = session.execute(
            select(Entry.id, Entry.what, Entry.who, Entry.item_id, Entry.detail)
            .where(Entry.story_id == story.id, Entry.id > after)
            .order_by(Entry.id)
        ).all()
        here = who_is_here(session, story)
        if not entries:
            return None, after, here
        said = [entry.detail.get("items", []) for entry in entries if entry.what == "model facts"]
        told = dict.fromkeys(item for each in said for item in each)
        items = told | dict.fromkeys(entry.item_id for entry in entries if entry.item_id)
        draft = draft_of(session, story, story.draft)
        has_run = any(entry.what in _OF_RUNS for entry in entries)
        message: dict[str, JsonValue] = {
            "last": entries[-1].id,
            # Read before the lines: it never counts what they do not tell.
            "change": story.change,
            "items": list(items),
            "told": list(told),
            "reload": any(not _is_quiet(entry.what, entry.detail) for entry in entries),
            "counts": counts(session, draft).model_dump(),
            "kinds": [kind.model_dump() for kind in kinds(session, draft)],
            "runs": [run_view(session, run).model_dump() for run in runs_of(session, draft)]
            if has_run
            else [],
            "queries": query_counts(session, story).model_dump(),
            "lines": [[entry.who, entry.what, entry.item_id] for entry in entries[-5:]],
        }
        return message, entries[-1].id, here


def _is_quiet(what: str, detail: dict[str, JsonValue]) -> bool:
    """Whether an act changes some facts of a page, or the line of a run, and nothing else."""
    is_of_model = what in _OF_RUNS and detail.get("kind") == "model"
    return what in _QUIET or what == "began" or is_of_model
