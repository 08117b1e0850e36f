"""One desk: its database, its runner and its hub, and the acts that pages and JSON share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy.orm import Session

from extractor.llm.client import Client
from extractor.options import Options
from extractor.review import views
from extractor.review.checking import Runner
from extractor.review.database import Database
from extractor.review.evidence_files import Brought
from extractor.review.live import Hub
from extractor.review.progress import counts, kinds
from extractor.review.queries import Ask, Asked, Reply, SeenQuery, Suggest
from extractor.review.query_views import query_counts, query_view
from extractor.review.records import (
    Claim,
    Decided,
    Decision,
    Seen,
    SourceNote,
    StoryView,
    Underline,
)
from extractor.review.refusals import NoModelError, WrongStateError
from extractor.review.store import (
    attachments,
    queries,
    recordings,
    second,
    settings,
    signoffs,
    stories,
    suggestions,
    underlining,
)
from extractor.review.store.history import locked_story, refuse_archived
from extractor.review.store.results import ask_to_stop
from extractor.review.store.stories import draft_of
from extractor.review.tables import Item, Query, Story
from extractor.review.words import Standing
from extractor.schemas.document import Document

ValueT = TypeVar("ValueT")

WAIT_S = 1.5
"""How long a page that is about to open waits for the checks, which mostly take far less."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that a request needs."""

    database: Database
    hub: Hub
    runner: Runner
    initials: str = ""
    """Who sits at it, for pages in whose browser nobody said so yet; empty where several may."""

    @classmethod
    def open(
        cls,
        url: str,
        *,
        model: str | Client | None = None,
        options: Options | None = None,
        initials: str = "",
    ) -> Desk:
        """The desk over a database."""
        database, hub = Database(url), Hub()
        return cls(database, hub, Runner(database, hub, model=model, options=options), initials)

    def close(self) -> None:
        """Begin nothing more and give the connections back."""
        self.hub.close()
        self.runner.close()
        self.database.close()

    def ask_second(self, is_asked: bool, *, who: str) -> None:
        """Ask for a second signature under what a check found wrong, or no more.

        It holds for every desk on the database.
        """
        settings.ask_second(self.database, is_asked, who=who)

    def read(self, key: str, view: Callable[[Session, Story], ValueT]) -> ValueT:
        """One view of a story."""
        with self.database.reading() as session:
            return view(session, views.find_story(session, key))

    def view(self, key: str) -> StoryView:
        """A story as it is."""
        return self.read(key, views.story_view)

    def add_story(
        self,
        draft: Document,
        sources: Sequence[Document],
        *,
        who: str,
        title: str = "",
        origin: str | None = None,
        original: bytes | None = None,
        standings: Sequence[Standing] = (),
    ) -> str:
        """Put a story on the desk and check it; gives its key."""
        key = stories.add_story(
            self.database,
            draft,
            sources,
            title=title,
            who=who,
            origin=origin,
            original=original,
            standings=standings,
        )
        self.runner.check(key, wait_s=WAIT_S)
        return key

    def add_draft(
        self, key: str, draft: Document, *, who: str, original: bytes | None = None
    ) -> None:
        """Put a new version on the desk and check it."""
        stories.add_draft(self.database, key, draft, who=who, original=original)
        self.check_anew(key)

    def add_sources(
        self, key: str, sources: Sequence[Document], *, who: str, standing: Standing = "unknown"
    ) -> None:
        """Attach sources, all of one standing, and check against them."""
        for source in sources:
            stories.add_source(self.database, key, source, who=who, standing=standing)
        self.check_anew(key)

    def remove_source(self, key: str, number: int, *, who: str) -> None:
        """Take a source away and check without it."""
        stories.remove_source(self.database, key, number, who=who)
        self.check_anew(key)

    def add_recording(self, key: str, number: int, given: Brought, *, who: str) -> StoryView:
        """Put an audio file beside a transcript."""
        with self.database.writing() as session:
            story = locked_story(session, key)
            recordings.add_recording(session, story, number, given, who=who)
        self.hub.wake(key)
        return self.view(key)

    def remove_recording(self, key: str, number: int, *, who: str) -> StoryView:
        """Take the audio file beside a transcript away."""
        with self.database.writing() as session:
            story = locked_story(session, key)
            recordings.remove_recording(session, story, number, who=who)
        self.hub.wake(key)
        return self.view(key)

    def attach(self, key: str, item: int, given: Brought, seen: Seen) -> Decided:
        """Attach a file to the sign-off of a fact."""
        return self._act_on(
            key,
            item,
            lambda s, story, row: attachments.attach(
                s, story, row, given, who=seen.initials, version=seen.version
            ),
        )

    def detach(self, key: str, item: int, number: int, seen: Seen) -> Decided:
        """Take a file away from the sign-off of a fact."""
        return self._act_on(
            key,
            item,
            lambda s, story, row: attachments.detach(
                s, story, row, number, who=seen.initials, version=seen.version
            ),
        )

    def check_if_needed(self, key: str) -> None:
        """Run the checks on a draft that has none: the desk was stopped before they ended."""
        if self.read(key, views.wants_checks):
            self.runner.check(key, wait_s=WAIT_S)

    def check(self, key: str) -> StoryView:
        """Run the checks again."""
        self.read(key, refuse_archived)
        self.runner.check(key, wait_s=WAIT_S)
        return self.view(key)

    def ask(self, key: str) -> StoryView:
        """Ask the model; its facts come as they are found.

        Raises:
            NoModelError: this desk has none.
            ArchivedError: the story is archived.
        """
        self.read(key, refuse_archived)
        if self.runner.model is None:
            raise NoModelError
        self.runner.ask(key)
        return self.view(key)

    def stop(self, key: str, *, who: str) -> StoryView:
        """End the model's run on a story; what it has said by then is kept.

        Raises:
            WrongStateError: no model is reading it.
        """
        is_noted = ask_to_stop(self.database, key, who=who)
        was_waiting = self.runner.stop(key)
        if not is_noted and not was_waiting:
            raise WrongStateError("no model is reading this story: there is nothing to stop")
        self.hub.wake(key)
        return self.view(key)

    def decide(self, key: str, item: int, decision: Decision) -> Decided:
        """Keep a decision; when this returns it is on the disk."""
        evidence: tuple[SourceNote, ...] = ()
        if decision.status == "confirmed":
            evidence = self.read(key, lambda s, story: tuple(views.evidence_of(s, story, item)))
        return self._act_on(
            key,
            item,
            lambda s, story, row: signoffs.decide(s, story, row, decision, evidence=evidence),
        )

    def claim(self, key: str, item: int, claim: Claim) -> Decided:
        """Let an editor take a fact."""
        return self._act_on(
            key,
            item,
            lambda s, story, row: signoffs.claim(
                s,
                story,
                row,
                who=claim.initials,
                version=claim.version,
                take_over=claim.take_over,
            ),
        )

    def release(self, key: str, item: int, claim: Claim) -> Decided:
        """Let an editor give a fact back."""
        return self._act_on(
            key,
            item,
            lambda s, story, row: signoffs.release(
                s, story, row, who=claim.initials, version=claim.version
            ),
        )

    def undo(self, key: str, item: int, seen: Seen) -> Decided:
        """Take an editor's last decision of a fact back."""
        return self._act_on(
            key,
            item,
            lambda s, story, row: signoffs.undo(
                s, story, row, who=seen.initials, version=seen.version
            ),
        )

    def second(self, key: str, item: int, seen: Seen) -> Decided:
        """Put a second person's signature under a decision."""
        return self._act_on(
            key,
            item,
            lambda s, story, row: second.second(
                s, story, row, who=seen.initials, version=seen.version
            ),
        )

    def withdraw_second(self, key: str, item: int, seen: Seen) -> Decided:
        """Take a second signature back."""
        return self._act_on(
            key,
            item,
            lambda s, story, row: second.withdraw(
                s, story, row, who=seen.initials, version=seen.version
            ),
        )

    def underline(self, key: str, given: Underline) -> Decided:
        """Make a fact of words of the draft."""
        with self.database.writing() as session:
            story = locked_story(session, key)
            item = underlining.underline(session, story, given)
            decided = self._decided(session, story, item.id)
        self.hub.wake(key)
        return decided

    def erase(self, key: str, item: int, *, who: str, version: int) -> StoryView:
        """Take an underlining back."""
        with self.database.writing() as session:
            story = locked_story(session, key)
            row = signoffs.item_of(session, story, item)
            underlining.erase(session, story, row, who=who, version=version)
        self.hub.wake(key)
        return self.view(key)

    def ask_writer(self, key: str, item: int | None, given: Ask) -> Asked:
        """Ask the writer about a fact, or about the whole story."""

        def act(session: Session, story: Story) -> Query:
            row = signoffs.item_of(session, story, item) if item is not None else None
            return queries.ask(session, story, given, row)

        return self._act_on_query(key, act)

    def answer(self, key: str, query: int, given: Reply) -> Asked:
        """Answer a query."""

        def act(session: Session, story: Story) -> Query:
            row = queries.query_of(session, story, query)
            queries.answer(session, story, row, given)
            return row

        return self._act_on_query(key, act)

    def close_query(self, key: str, query: int, given: SeenQuery, *, is_reopened: bool) -> Asked:
        """Close a query, or open it again."""

        def act(session: Session, story: Story) -> Query:
            row = queries.query_of(session, story, query)
            (queries.reopen if is_reopened else queries.close)(session, story, row, given)
            return row

        return self._act_on_query(key, act)

    def suggest(self, key: str, item: int, given: Suggest) -> Decided:
        """Suggest other words for a fact."""
        return self._act_on(
            key, item, lambda s, story, row: suggestions.suggest(s, story, row, given)
        )

    def withdraw_wording(self, key: str, item: int, *, who: str, version: int) -> StoryView:
        """Take a suggested wording back."""
        with self.database.writing() as session:
            story = locked_story(session, key)
            row = signoffs.item_of(session, story, item)
            suggestions.withdraw(session, story, row, who=who, version=version)
        self.hub.wake(key)
        return self.view(key)

    def sign(self, key: str, *, who: str, draft: int, change: int) -> StoryView:
        """Sign a story as it was seen: at this version of the draft, after this change."""
        signoffs.sign(self.database, key, who=who, draft=draft, change=change)
        self.hub.wake(key)
        return self.view(key)

    def unsign(self, key: str, *, who: str) -> StoryView:
        """Take a signature back."""
        signoffs.unsign(self.database, key, who=who)
        self.hub.wake(key)
        return self.view(key)

    def check_anew(self, key: str) -> None:
        """Tell every open page of a story, and run its checks again."""
        self.hub.wake(key)
        self.runner.check(key, wait_s=WAIT_S)

    def _act_on(
        self, key: str, number: int, act: Callable[[Session, Story, Item], object]
    ) -> Decided:
        with self.database.writing() as session:
            story = locked_story(session, key)
            item = signoffs.item_of(session, story, number)
            act(session, story, item)
            decided = self._decided(session, story, number)
        self.hub.wake(key)
        return decided

    def _act_on_query(self, key: str, act: Callable[[Session, Story], Query]) -> Asked:
        with self.database.writing() as session:
            story = locked_story(session, key)
            row = act(session, story)
            session.flush()
            asked = Asked(
                query=query_view(session, story, row),
                queries=query_counts(session, story),
                change=story.change,
            )
        self.hub.wake(key)
        return asked

    def _decided(self, session: Session, story: Story, number: int) -> Decided:
        session.flush()
        # Read where it was written: the draft that comes in next may not have these words.
        draft = draft_of(session, story, story.draft)
        (view,) = views.items(session, story, [number])
        return Decided(
            item=view,
            counts=counts(session, draft),
            kinds=kinds(session, draft),
            change=story.change,
        )
