"""What editors decide: sign-offs of facts, claims, and the signature of a story."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pydantic import JsonValue
from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from extractor.review.database import Database
from extractor.review.records import Decision, SourceNote
from extractor.review.refusals import ClaimedError, NotThereError, StaleError, StillOpenError
from extractor.review.store.history import locked_story, now, record, undo_signature
from extractor.review.store.stories import draft_of
from extractor.review.tables import Check, Item, Place, Story
from extractor.review.words import SETTLED, STATUS, Status


def decide(
    database: Database,
    key: str,
    item_id: int,
    decision: Decision,
    *,
    evidence: Sequence[SourceNote] = (),
) -> None:
    """Keep an editor's decision of one fact.

    A fact that is confirmed without a source named gets `evidence`, where there is any, as such.

    Raises:
        NotThereError: the story has no such fact.
        StaleError: somebody decided since the editor looked.
        ClaimedError: somebody else is at work on it.
    """
    with database.writing() as session:
        story = locked_story(session, key)
        item = item_of(session, story, item_id)
        _refuse_stale(item, decision.version)
        if item.claimed_by is not None and item.claimed_by != decision.initials:
            raise ClaimedError(
                f"{item.claimed_by} has claimed this fact since {clock(item.claimed_at)}: take it "
                "over first"
            )
        _decide(session, story, item, decision, evidence)


def decide_in(session: Session, story: Story, item: Item, decision: Decision) -> None:
    """The same in a transaction that has the story locked, for a worksheet that is read back."""
    _refuse_stale(item, decision.version)
    _decide(session, story, item, decision, ())


def claim(database: Database, key: str, item_id: int, *, who: str, take_over: bool) -> None:
    """Let an editor take a fact.

    Raises:
        ClaimedError: somebody else has it, and it is not to be taken over.
    """
    with database.writing() as session:
        story = locked_story(session, key)
        item = item_of(session, story, item_id)
        if item.claimed_by == who:
            return
        if item.claimed_by is not None and not take_over:
            raise ClaimedError(
                f"{item.claimed_by} has claimed this fact since {clock(item.claimed_at)}: ask, or "
                "take it over"
            )
        former = item.claimed_by
        item.claimed_by, item.claimed_at = who, now()
        item.version += 1
        record(session, story, who, "claimed", {"from": former} if former else {}, item=item)


def release(database: Database, key: str, item_id: int, *, who: str) -> None:
    """Let an editor give a fact back."""
    with database.writing() as session:
        story = locked_story(session, key)
        item = item_of(session, story, item_id)
        if item.claimed_by is None:
            return
        if item.claimed_by != who:
            raise ClaimedError(f"{item.claimed_by} has claimed this fact, not {who}")
        item.claimed_by = item.claimed_at = None
        item.version += 1
        record(session, story, who, "released", item=item)


def sign(database: Database, key: str, *, who: str, draft: int) -> None:
    """Sign the version of the story that the editor saw.

    Raises:
        StillOpenError: a fact is open, the checks have not run, or another version came in.
    """
    with database.writing() as session:
        story = locked_story(session, key)
        if story.draft != draft:
            raise StillOpenError(
                f"version {story.draft} of the draft came in meanwhile: look at what changed first"
            )
        present = draft_of(session, story, draft)
        last = session.scalar(
            select(Check)
            .where(Check.draft_id == present.id, Check.kind == "checks")
            .order_by(Check.id.desc())
            .limit(1)
        )
        if last is None or last.state != "done":
            raise StillOpenError("the checks have not finished: sign when they have")
        left = session.scalar(
            select(func.count())
            .select_from(Place)
            .join(Item)
            .where(Place.draft_id == present.id, is_open())
        )
        if left:
            facts = "1 fact is" if left == 1 else f"{left:,} facts are"
            raise StillOpenError(f"{facts} still open: the story can be signed when none is")
        if story.signed_at is not None:
            return
        story.signed_at, story.signed_by = now(), who
        record(session, story, who, "signed", {"draft": draft})


def unsign(database: Database, key: str, *, who: str) -> None:
    """Take the signature of a story back."""
    with database.writing() as session:
        undo_signature(session, locked_story(session, key), who, f"{who} took it back")


def is_open() -> ColumnElement[bool]:
    """Whether a fact, joined with its place, stands in the way of signing.

    It does until it is settled, and again when the checks report a problem that they did not
    report when it was.
    """
    return and_(
        Place.aside.is_(None),
        or_(
            Item.status.not_in(SETTLED),
            and_(Place.problems != "", Place.problems != Item.seen),
        ),
    )


def item_of(session: Session, story: Story, item_id: int) -> Item:
    """One fact of a story.

    Raises:
        NotThereError: the story has no such fact.
    """
    item = session.get(Item, item_id)
    if item is None or item.story_id != story.id:
        raise NotThereError(f"the story has no fact {item_id}")
    return item


def clock(at: datetime | None) -> str:
    """A moment for people, in the zone of the machine."""
    return at.astimezone().strftime("%d %B %Y, %H:%M").lstrip("0") if at else "an unknown time"


def _refuse_stale(item: Item, version: int) -> None:
    if item.version == version:
        return
    if item.decided_by is None:
        raise StaleError("somebody else changed this fact meanwhile: look at it again")
    status = STATUS.get(item.status, item.status)  # type: ignore[call-overload]  # str from a row
    raise StaleError(
        f"{item.decided_by} changed this fact on {clock(item.decided_at)} (now: {status}); "
        "nothing was overwritten: look at it again"
    )


def _decide(
    session: Session,
    story: Story,
    item: Item,
    decision: Decision,
    evidence: Sequence[SourceNote],
) -> None:
    before = _snapshot(item)
    given = decision.model_fields_set
    if decision.status is not None:
        item.status = decision.status
    if "method" in given:
        item.method = decision.method
    if "sources" in given:
        item.sources = [source.given() for source in decision.sources if source.given()]
    if "note" in given:
        item.note = decision.note
    if decision.status == "confirmed" and not item.sources and "sources" not in given and evidence:
        item.sources = [source.given() for source in evidence]
        item.method = item.method or "document"
    place = session.get(Place, (draft_of(session, story, story.draft).id, item.id))
    was_seen = item.seen
    if place is not None and decision.status is not None:
        item.seen = place.problems
    after = _snapshot(item)
    if before == after and was_seen == item.seen and decision.status is None:
        return
    item.version += 1
    item.decided_at, item.decided_by = now(), decision.initials
    changed: dict[str, JsonValue] = {
        name: [before[name], after[name]] for name in after if before[name] != after[name]
    }
    if item.status not in SETTLED:
        words = f"“{item.words[:80]}” is {STATUS[_status(item)]}"
        undo_signature(session, story, decision.initials, words)
    record(session, story, decision.initials, "decided", changed, item=item)


def _status(item: Item) -> Status:
    return item.status  # type: ignore[return-value]  # only such values are ever written


def _snapshot(item: Item) -> dict[str, JsonValue]:
    return {
        "status": item.status,
        "method": item.method,
        "sources": item.sources,
        "note": item.note,
    }
