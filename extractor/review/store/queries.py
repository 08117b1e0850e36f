"""Questions to the writer: asked, answered, closed, opened again, taken along to a new version."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import JsonValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from extractor.outputs.visible import shortened
from extractor.review.queries import Ask, Reply, SeenQuery
from extractor.review.refusals import NotThereError, StaleError, WrongStateError
from extractor.review.store.history import now, record, undo_signature
from extractor.review.store.signoffs import clock, place_of
from extractor.review.tables import Item, Query, Story

_DID = {"open": "opened this query again", "answered": "answered this query", "closed": "closed it"}


def ask(session: Session, story: Story, given: Ask, item: Item | None) -> Query:
    """Ask the writer about a fact, or with none about the whole of a story that is locked.

    An open question stands in the way of signing, and takes a signature back.

    Raises:
        GoneError: the words of the fact are gone from the present draft.
        StaleError: the present draft is still being checked.
    """
    if item is not None:
        place_of(session, story, item)
    at = now()
    query = Query(
        story_id=story.id,
        item_id=item.id if item is not None else None,
        draft=story.draft,
        state="open",
        question=given.question.strip(),
        asked_by=given.initials,
        asked_at=at,
        answer="",
        changed_by=given.initials,
        changed_at=at,
        version=1,
    )
    session.add(query)
    session.flush()
    about = f"about “{shortened(item.words, 80)}”" if item is not None else "about the story"
    undo_signature(session, story, given.initials, f"{given.initials} asked {about}")
    _record(session, story, query, given.initials, "asked", {"question": query.question})
    return query


def answer(session: Session, story: Story, query: Query, given: Reply) -> None:
    """Answer a query of a story that is locked; an earlier answer stays in the history.

    Raises:
        StaleError: the query moved on since the editor looked.
        WrongStateError: it is closed.
    """
    _refuse_stale(query, given.version)
    if query.state == "closed":
        raise WrongStateError("the query is closed: open it again to answer it")
    query.state = "answered"
    query.answer = given.answer.strip()
    query.answered_by, query.answered_at = given.initials, now()
    _step(session, story, query, given.initials, "answered", {"answer": query.answer})


def close(session: Session, story: Story, query: Query, given: SeenQuery) -> None:
    """Close a query of a story that is locked, answered or not.

    Raises:
        StaleError: the query moved on since the editor looked.
        WrongStateError: it is closed already.
    """
    _refuse_stale(query, given.version)
    if query.state == "closed":
        raise WrongStateError("the query is closed already")
    query.state = "closed"
    query.closed_by, query.closed_at = given.initials, now()
    _step(session, story, query, given.initials, "query closed", {})


def reopen(session: Session, story: Story, query: Query, given: SeenQuery) -> None:
    """Open a query of a story that is locked again: its answer, if it has one, is not enough.

    Raises:
        StaleError: the query moved on since the editor looked.
        WrongStateError: it is open.
    """
    _refuse_stale(query, given.version)
    if query.state == "open":
        raise WrongStateError("the query is open")
    query.state = "open"
    query.closed_by = query.closed_at = None
    because = f"{given.initials} opened the query “{shortened(query.question, 80)}” again"
    undo_signature(session, story, given.initials, because)
    _step(session, story, query, given.initials, "query reopened", {})


def query_of(session: Session, story: Story, number: int) -> Query:
    """One query of a story.

    Raises:
        NotThereError: the story has no such query.
    """
    query = session.get(Query, number)
    if query is None or query.story_id != story.id:
        raise NotThereError(f"the story has no query {number}")
    return query


def take_along(session: Session, story: Story, became: Mapping[int, Item], who: str) -> None:
    """Give the queries of facts to what is the same fact in a new version, by the former's id."""
    if not became:
        return
    for query in session.scalars(select(Query).where(Query.story_id == story.id)):
        item = became.get(query.item_id or 0)
        if item is not None:
            query.item_id = item.id
            _record(session, story, query, who, "query kept", {}, item)


def _refuse_stale(query: Query, version: int) -> None:
    if version == query.version:
        return
    if version > query.version:
        raise StaleError(
            f"this query is at version {query.version}, and {version} was seen on another desk"
        )
    said = f" (“{shortened(query.answer, 80)}”)" if query.state == "answered" else ""
    raise StaleError(
        f"{query.changed_by} {_DID[query.state]} on {clock(query.changed_at)}{said}; nothing was "
        "overwritten: look at it again"
    )


def _step(
    session: Session,
    story: Story,
    query: Query,
    who: str,
    what: str,
    detail: dict[str, JsonValue],
) -> None:
    query.version += 1
    query.changed_by, query.changed_at = who, now()
    _record(session, story, query, who, what, detail)


def _record(
    session: Session,
    story: Story,
    query: Query,
    who: str,
    what: str,
    detail: dict[str, JsonValue],
    item: Item | None = None,
) -> None:
    if item is None and query.item_id is not None:
        item = session.get(Item, query.item_id)
    said: dict[str, JsonValue] = {"query": query.id, **detail}
    record(session, story, who, what, said, item=item, is_of_sign_off=False)
