"""What editors decide: sign-offs of facts, claims, and the signature of a story."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pydantic import JsonValue
from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from extractor.counting import counted
from extractor.outputs.visible import shortened
from extractor.review.database import Database
from extractor.review.records import Decision, SourceNote
from extractor.review.refusals import (
    ClaimedError,
    GoneError,
    NotThereError,
    StaleError,
    StillOpenError,
    WrongStateError,
)
from extractor.review.store.history import locked_story, now, record, undo_signature
from extractor.review.store.query_rows import open_queries
from extractor.review.store.settings import is_red, is_second_asked, is_second_wanted
from extractor.review.store.stories import draft_of, sources_of
from extractor.review.tables import Check, Draft, Entry, Item, Place, Story
from extractor.review.words import OPEN, SETTLED, STATUS, Status

_DONE = {
    "underlined": "underlined a fact",
    "not underlined any more": "took an underlining back",
    "undone": "took a decision back",
    "source added": "attached a source",
    "source removed": "took a source away",
    "day set": "set a day of publication",
    "standing set": "said whether a source is primary",
    "recording added": "put a recording beside a transcript",
    "recording removed": "took a recording away",
    "file attached": "attached a file to a sign-off",
    "file removed": "took an attached file away",
    "signed second": "signed a fact second",
    "second signature withdrawn": "took a second signature back",
    "unsigned": "took the signature back",
    "asked": "asked the writer",
    "answered": "answered a query",
    "query closed": "closed a query",
    "query reopened": "opened a query again",
    "wording suggested": "suggested a wording",
    "wording withdrawn": "took a suggested wording back",
}
_SIGNED_FOR = frozenset({"decided", *_DONE})
"""What a signature answers for: none of it is signed unseen."""


def decide(
    session: Session,
    story: Story,
    item: Item,
    decision: Decision,
    *,
    evidence: Sequence[SourceNote] = (),
    has_seen_problems: bool = True,
    remark: dict[str, JsonValue] | None = None,
) -> bool:
    """Keep an editor's decision of one fact of a story that is locked.

    A fact that is confirmed without a source named gets `evidence`, where there is any, as such.
    Where the editor has not seen what the checks report now, the fact stays open for that, which
    is what comes back. The line of history gets `remark` too.

    Raises:
        GoneError: its words are gone from the present draft.
        StaleError: the fact moved on since the editor looked.
        ClaimedError: somebody else is at work on it.
    """
    place = place_of(session, story, item)
    refuse_stale(session, item, decision.version)
    refuse_claimed(item, decision.initials)
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
    was_seen = item.seen
    if decision.status is not None and has_seen_problems:
        item.seen = place.problems
    after = _snapshot(item)
    hides = place.problems not in ("", item.seen) and item.status in SETTLED
    if before == after and was_seen == item.seen and decision.status is None:
        return hides
    item.version += 1
    item.decided_at, item.decided_by = now(), decision.initials
    changed: dict[str, JsonValue] = {
        name: [before[name], after[name]] for name in after if before[name] != after[name]
    }
    wants_second = _without_second(session, item, place, changed)
    if item.status not in SETTLED or wants_second:
        words = f"“{item.words[:80]}” is {STATUS[_status(item)]}"
        alone = ", and wants a second signature" if wants_second else ""
        undo_signature(session, story, decision.initials, words + alone)
    record(session, story, decision.initials, "decided", changed | (remark or {}), item=item)
    return hides


def undo(session: Session, story: Story, item: Item, *, who: str, version: int) -> None:
    """Take an editor's last decision of one fact back, in a story that is locked.

    Raises:
        GoneError: its words are gone from the present draft.
        StaleError: the fact moved on since, or the last to decide was somebody else.
        WrongStateError: nobody decided on it.
    """
    place = place_of(session, story, item)
    refuse_stale(session, item, version)
    lines = session.scalars(
        select(Entry)
        .where(Entry.item_id == item.id, Entry.what.in_(("decided", "undone")))
        .order_by(Entry.id.desc())
        .limit(200)
    ).all()
    standing = _standing(lines)
    if not standing and item.decided_by is not None:
        raise WrongStateError(
            f"{item.decided_by} decided on this fact before its sentence was changed: decide again"
        )
    if not standing:
        raise WrongStateError("nobody has decided on this fact: there is nothing to undo")
    last, before = standing[0], standing[1] if len(standing) > 1 else None
    if last.who != who:
        raise StaleError(f"{last.who} decided on this fact last ({as_it_is(item)}): ask them")
    old = _snapshot(item)
    for name in old:
        change = last.detail.get(name)
        if isinstance(change, list) and len(change) == 2:
            setattr(item, name, change[0])
    item.decided_at = before.at if before is not None else None
    item.decided_by = before.who if before is not None else None
    item.version += 1
    now_is = _snapshot(item)
    changed: dict[str, JsonValue] = {
        name: [old[name], now_is[name]] for name in now_is if old[name] != now_is[name]
    }
    wants_second = _without_second(session, item, place, changed)
    is_asked = place.aside is None or item.status in OPEN
    if wants_second or (item.status not in SETTLED and is_asked):
        words = f"{who} took the decision on “{item.words[:80]}” back"
        undo_signature(session, story, who, words)
    record(session, story, who, "undone", changed | {"line": last.id}, item=item)


def _without_second(
    session: Session, item: Item, place: Place, changed: dict[str, JsonValue]
) -> bool:
    """Take back the second signature of what stood before; gives whether a new one is wanted."""
    if item.second_by is not None:
        changed["second"] = [item.second_by, None]
        item.second_by = item.second_at = None
    return item.status in SETTLED and is_red(place) and is_second_asked(session)


def _standing(lines: Sequence[Entry]) -> list[Entry]:
    """The decisions of one fact that nobody took back, the latest first; `lines` likewise."""
    gone = {line.detail.get("line") for line in lines if line.what == "undone"}
    return [line for line in lines if line.what == "decided" and line.id not in gone]


def claim(
    session: Session, story: Story, item: Item, *, who: str, version: int, take_over: bool
) -> None:
    """Let an editor take a fact of a story that is locked.

    Raises:
        GoneError: its words are gone from the present draft.
        ClaimedError: somebody else has it, and it is not to be taken over.
        StaleError: the fact moved on since the editor looked.
    """
    place_of(session, story, item)
    if item.claimed_by == who:
        return
    if item.claimed_by is not None and not take_over:
        raise ClaimedError(
            f"{item.claimed_by} has claimed this fact since {clock(item.claimed_at)}: ask, or "
            "take it over"
        )
    refuse_stale(session, item, version)
    former = item.claimed_by
    item.claimed_by, item.claimed_at = who, now()
    item.version += 1
    record(session, story, who, "claimed", {"from": former} if former else {}, item=item)


def release(session: Session, story: Story, item: Item, *, who: str, version: int) -> None:
    """Let an editor give a fact of a story that is locked back.

    Raises:
        GoneError: its words are gone from the present draft.
        ClaimedError: it is somebody else who has it.
        StaleError: the fact moved on since the editor looked.
    """
    place_of(session, story, item)
    if item.claimed_by is None:
        return
    if item.claimed_by != who:
        raise ClaimedError(f"{item.claimed_by} has claimed this fact, not {who}")
    refuse_stale(session, item, version)
    item.claimed_by = item.claimed_at = None
    item.version += 1
    record(session, story, who, "released", item=item)


def sign(database: Database, key: str, *, who: str, draft: int, change: int) -> None:
    """Sign the version of the story that the editor saw, in the state in which they saw it.

    `change` is the story's count of changes as it was then: what others decided or attached since
    is not signed unseen.

    Raises:
        StillOpenError: a fact or a query is open, the checks have not run, or another version came
            in.
        StaleError: somebody else decided something since, or has signed.
    """
    with database.writing() as session:
        story = locked_story(session, key)
        if story.draft != draft:
            raise StillOpenError(
                f"version {story.draft} of the draft came in meanwhile: look at what changed first"
            )
        present = draft_of(session, story, draft)
        if not _is_checked(session, story, present):
            raise StillOpenError("the checks have not finished: sign when they have")
        left = _count(session, present, is_open())
        if left:
            raise StillOpenError(_left_words(left, _count(session, present, is_second_wanted())))
        _refuse_open_queries(session, story)
        if story.signed_at is not None and story.signed_by != who:
            raise StaleError(
                f"{story.signed_by} signed this version on {clock(story.signed_at)} already"
            )
        _refuse_unseen(session, story, who, change)
        if story.signed_at is not None:
            return
        story.signed_at, story.signed_by = now(), who
        record(session, story, who, "signed", {"draft": draft})


def undo_if_open(session: Session, story: Story, draft: Draft, who: str, because: str) -> None:
    """Take a signature back where something in its story is open now."""
    if story.signed_at is not None and _count(session, draft, is_open()):
        undo_signature(session, story, who, because)


def unsign(database: Database, key: str, *, who: str) -> None:
    """Take the signature of a story back."""
    with database.writing() as session:
        undo_signature(session, locked_story(session, key), who, f"{who} took it back")


def is_open() -> ColumnElement[bool]:
    """Whether a fact, joined with its place, stands in the way of signing.

    It does until it is settled, and again when the checks report a problem that they did not
    report when it was. A red one does until another person has signed it too, where the desk asks
    for that. Of what is set aside only that does which an editor has found at fault.
    """
    return and_(
        is_asked(),
        or_(
            Item.status.not_in(SETTLED),
            and_(Place.problems != "", Place.problems != Item.seen),
            is_second_wanted(),
        ),
    )


def is_asked() -> ColumnElement[bool]:
    """Whether somebody is to check a fact: not set aside, or found at fault by an editor."""
    return or_(Place.aside.is_(None), Item.status.in_(OPEN))


def item_of(session: Session, story: Story, item_id: int) -> Item:
    """One fact of a story.

    Raises:
        NotThereError: the story has no such fact.
    """
    item = session.get(Item, item_id)
    if item is None or item.story_id != story.id:
        raise NotThereError(f"the story has no fact {item_id}")
    return item


def place_of(session: Session, story: Story, item: Item) -> Place:
    """Where a fact stands in the present draft.

    Raises:
        GoneError: nowhere.
        StaleError: that is not known yet.
    """
    draft = draft_of(session, story, story.draft)
    place = session.get(Place, (draft.id, item.id))
    if place is not None:
        return place
    if last_check(session, draft, is_done=True) is None:
        raise StaleError(
            f"version {story.draft} of the draft came in and is being checked: look at this fact "
            "again when that is done"
        )
    raise GoneError(
        f"the words “{shortened(item.words, 80)}” are gone from version {story.draft} of "
        "the draft, the present one"
    )


def is_of_now(session: Session, story: Story, run: Check) -> bool:
    """Whether a run of the checks compared with the sources and the days of publication of now."""
    present = [source.number for source in sources_of(session, story)]
    return present == list(run.sources) and run.dated == story.dated


def last_check(session: Session, draft: Draft, *, is_done: bool = False) -> Check | None:
    """The last run of a draft's checks, or the last that ended well."""
    query = select(Check).where(Check.draft_id == draft.id, Check.kind == "checks")
    if is_done:
        query = query.where(Check.state == "done")
    return session.scalar(query.order_by(Check.id.desc()).limit(1))


def clock(at: datetime | None) -> str:
    """A moment for people, in the zone of the machine."""
    return at.astimezone().strftime("%d %B %Y, %H:%M").lstrip("0") if at else "an unknown time"


def moved_on(session: Session, item: Item, version: int) -> str:
    """What made of this version of a fact the present one: who did what, and what it is now."""
    if version > item.version:
        return f"this fact is at version {item.version}, and {version} was seen on another desk"
    lines = session.scalars(
        select(Entry).where(Entry.item_id == item.id).order_by(Entry.id.desc()).limit(100)
    ).all()
    since = [line for line in lines if _version_of(line) > version]
    decided = next((line for line in since if line.what in ("decided", "undone")), None)
    if decided is None and item.decided_by is not None and not any(map(_version_of, lines)):
        decided = next((line for line in lines if line.what == "decided"), None)
    if decided is not None:
        return f"{decided.who} changed this fact on {clock(decided.at)} ({as_it_is(item)})"
    if since and since[0].what in ("file attached", "file removed"):
        return f"{since[0].who} {_DONE[since[0].what]} on {clock(since[0].at)}"
    if since and since[0].what == "signed second":
        return f"{since[0].who} signed this fact second on {clock(since[0].at)}"
    if since and since[0].what == "second signature withdrawn":
        return f"{since[0].who} took the second signature of this fact back ({as_it_is(item)})"
    if since and item.claimed_by is not None:
        return f"{item.claimed_by} has claimed this fact since {clock(item.claimed_at)}"
    if since:
        return f"{since[0].who} claimed this fact meanwhile and gave it back"
    return f"the checks report a new problem of this fact ({as_it_is(item)})"


def as_it_is(item: Item) -> str:
    """What is decided of a fact, in one line."""
    note = f", “{shortened(item.note, 80)}”" if item.note else ""
    return f"now: {STATUS[_status(item)]}{note}"


def _version_of(line: Entry) -> int:
    """The version that an act made of its fact; 0 in a line that is older than this count."""
    version = line.detail.get("version")
    return version if isinstance(version, int) else 0


def refuse_stale(session: Session, item: Item, version: int) -> None:
    """Refuse what somebody does who has not seen the fact as it is.

    Raises:
        StaleError: the fact moved on since.
    """
    if item.version != version:
        raise StaleError(
            f"{moved_on(session, item, version)}; nothing was overwritten: look at it again"
        )


def refuse_claimed(item: Item, who: str) -> None:
    """Refuse what somebody does with a fact that somebody else is at work on.

    Raises:
        ClaimedError: it is claimed.
    """
    if item.claimed_by is not None and item.claimed_by != who:
        raise ClaimedError(
            f"{item.claimed_by} has claimed this fact since {clock(item.claimed_at)}: take it over "
            "first"
        )


def _refuse_unseen(session: Session, story: Story, who: str, change: int) -> None:
    """Refuse to sign what others did after this change; each change has one line of history."""
    behind = story.change - change
    if behind < 0:
        raise StaleError(f"this story is at change {story.change}, not {change}: look at it again")
    if behind == 0:
        return
    lines = session.scalars(
        select(Entry).where(Entry.story_id == story.id).order_by(Entry.id.desc()).limit(behind)
    )
    unseen = [line for line in lines if line.what in _SIGNED_FOR and line.who != who]
    if not unseen:
        return
    last, more = unseen[0], len(unseen) - 1
    item = session.get(Item, last.item_id) if last.item_id is not None else None
    what = _DONE.get(last.what) or f"decided on “{shortened(item.words if item else '', 80)}”"
    others = f" (one of {more + 1:,} changes)" if more else ""
    raise StaleError(f"{last.who} {what} since you looked{others}: look at it again, then sign")


def _refuse_open_queries(session: Session, story: Story) -> None:
    left = open_queries(session, story)
    if left:
        queries = counted(len(left), "query is", "queries are")
        first = f"{left[0].asked_by}: “{shortened(left[0].question, 80)}”"
        raise StillOpenError(
            f"{queries} still open ({first}): the story can be signed when each is answered or "
            "closed"
        )


def _is_checked(session: Session, story: Story, draft: Draft) -> bool:
    """Whether the last run of the checks ended, and compared with the sources of now."""
    last = last_check(session, draft)
    return last is not None and last.state == "done" and is_of_now(session, story, last)


def _count(session: Session, draft: Draft, condition: ColumnElement[bool]) -> int:
    """How many facts of a draft that somebody is to check are so."""
    query = select(func.count()).select_from(Place).join(Item)
    return session.scalar(query.where(Place.draft_id == draft.id, is_asked(), condition)) or 0


def _left_words(left: int, second: int) -> str:
    """Why a story cannot be signed: so many facts are open, some for want of a second signature."""
    facts = counted(left, "fact is", "facts are")
    alone = ""
    if second:
        some = "" if second == left else f", {second:,} of them"
        alone = f"{some} for want of a second signature"
    return f"{facts} still open{alone}: the story can be signed when none is"


def _status(item: Item) -> Status:
    return item.status  # type: ignore[return-value]  # only such values are ever written


def _snapshot(item: Item) -> dict[str, JsonValue]:
    return {
        "status": item.status,
        "method": item.method,
        "sources": item.sources,
        "note": item.note,
    }
