"""The list of stories: filtered, ordered and cut into pages, for the first page and its JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from extractor.comparing.typography import plain
from extractor.review.legal import count_legal
from extractor.review.people import folded, without_accents
from extractor.review.progress import counts_of
from extractor.review.records import Counts
from extractor.review.store.administration import due_of
from extractor.review.store.query_rows import open_by_story
from extractor.review.store.settings import is_second_asked
from extractor.review.story_records import Stories, StoryFilter, StorySummary
from extractor.review.tables import Check, Draft, Story
from extractor.review.words import PRIORITY, Priority, StoryState

PAGE = 50
"""So many stories are on one page."""


@dataclass(frozen=True, slots=True)
class _Row:
    """What the list has to know of a story to find and order it; the fields are its columns."""

    id: int
    key: str
    title: str
    draft: int
    created_at: datetime
    created_by: str
    signed_by: str | None
    signed_at: datetime | None
    version: int
    assigned_to: str | None
    due: str | None
    priority: Priority
    archived_by: str | None
    archived_at: datetime | None


_COLUMNS = tuple(getattr(Story, field.name) for field in fields(_Row))
_PRIORITY = list(PRIORITY)
_DAYS = 7


def list_stories(session: Session, wanted: StoryFilter, *, who: str = "") -> Stories:
    """One page of the stories that are asked for; `who` is whose stories are "mine"."""
    query = select(*_COLUMNS).order_by(Story.id.desc())
    query = query.where(
        Story.archived_at.is_not(None)
        if wanted.state == "archived"
        else Story.archived_at.is_(None)
    )
    if wanted.state == "signed":
        query = query.where(Story.signed_at.is_not(None))
    elif wanted.state in ("open", "to_sign"):
        query = query.where(Story.signed_at.is_(None))
    if wanted.priority:
        query = query.where(Story.priority == wanted.priority)
    moment = datetime.now().astimezone()
    found = (_Row(*row) for row in session.execute(query))
    rows = [row for row in found if _is_wanted(row, wanted, who, moment)]
    if wanted.state in ("open", "to_sign"):
        states = _states(session, rows)
        rows = [row for row in rows if states[row.id] == wanted.state]
    rows.sort(key=_order(wanted.order))
    pages = max(1, -(-len(rows) // PAGE))
    page = min(wanted.page, pages)
    shown = rows[(page - 1) * PAGE : page * PAGE]
    counted = counts_of(session, [row.id for row in shown])
    states = _states(session, shown, counted)
    asked = open_by_story(session)
    assigned = session.scalars(
        select(Story.assigned_to)
        .where(Story.assigned_to.is_not(None), Story.archived_at.is_(None))
        .distinct()
    )
    return Stories(
        stories=tuple(
            _summary(row, counted[row.id], states[row.id], moment, asked.get(row.id, 0))
            for row in shown
        ),
        total=len(rows),
        on_desk=session.scalar(select(func.count()).select_from(Story)) or 0,
        page=page,
        pages=pages,
        people=tuple(sorted((name for name in assigned if name), key=folded)),
        legal=count_legal(session),
        asks_second=is_second_asked(session),
    )


def _is_wanted(row: _Row, wanted: StoryFilter, who: str, moment: datetime) -> bool:
    """Whether a story is of the person, the time and the title that are asked for."""
    match wanted.assigned_to:
        case "":
            pass
        case "nobody":
            if row.assigned_to is not None:
                return False
        case "mine":
            if row.assigned_to is None or folded(row.assigned_to) != folded(who):
                return False
        case name:
            if folded(row.assigned_to) != folded(name):
                return False
    if wanted.due and not _is_due(row, wanted.due, moment):
        return False
    title = _searched(row.title)
    return all(word in title for word in _searched(wanted.words).split())


def _is_due(row: _Row, when: str, moment: datetime) -> bool:
    today = moment.date()
    match when:
        case "none":
            return row.due is None
        case "late":
            return is_late(row.due, row.signed_at, moment)
        case "today":
            return row.due is not None and row.due[:10] == today.isoformat()
        case _:
            last = (today + timedelta(days=_DAYS)).isoformat()
            return row.due is not None and today.isoformat() <= row.due[:10] <= last


def is_late(due: str | None, signed_at: datetime | None, moment: datetime) -> bool:
    """Whether a story that nobody has signed should have been done before this moment."""
    return due is not None and signed_at is None and _end(due) < f"{moment:%Y-%m-%dT%H:%M}"


def _end(due: str) -> str:
    """The last moment that is in time, to be compared as words: a day lasts until its end."""
    return due if "T" in due else f"{due}T24:00"


def _order(name: str) -> Callable[[_Row], Any]:
    """What stories are sorted by; those that are alike stay as they are, the newest first."""

    def due(row: _Row) -> tuple[bool, str]:
        return row.due is None, _end(row.due or "")

    match name:
        case "due":
            return due
        case "priority":
            return lambda row: (_PRIORITY.index(row.priority), *due(row))
        case "assigned":
            return lambda row: (row.assigned_to is None, folded(row.assigned_to), *due(row))
        case "title":
            return lambda row: _searched(row.title)
        case _:
            return lambda row: -row.id


def _states(
    session: Session, rows: Sequence[_Row], counted: Mapping[int, Counts] | None = None
) -> dict[int, StoryState]:
    """How far each story is; one that was never checked is open."""
    ids = [row.id for row in rows]
    counted = counts_of(session, ids) if counted is None else counted
    checked = _checked(session, ids)
    return {row.id: _state(row, counted[row.id], row.id in checked) for row in rows}


def _state(row: _Row, counted: Counts, is_checked: bool) -> StoryState:
    if row.archived_at is not None:
        return "archived"
    if row.signed_at is not None:
        return "signed"
    return "to_sign" if is_checked and not counted.open else "open"


def _checked(session: Session, ids: Sequence[int]) -> set[int]:
    """The stories whose present draft was checked to the end."""
    found: set[int] = set()
    for at in range(0, len(ids), 500):  # databases bound the length of such a list
        query = (
            select(Check.story_id)
            .join(Draft, Draft.id == Check.draft_id)
            .join(Story, Story.id == Draft.story_id)
            .where(Story.draft == Draft.number, Check.kind == "checks", Check.state == "done")
            .where(Story.id.in_(ids[at : at + 500]))
            .distinct()
        )
        found |= set(session.scalars(query))
    return found


def _searched(text: str) -> str:
    """Words as they are looked for: without case, accents and the form of quotation marks."""
    return without_accents(plain(text).casefold())


def _summary(
    row: _Row, counted: Counts, state: StoryState, moment: datetime, open_queries: int
) -> StorySummary:
    return StorySummary(
        key=row.key,
        title=row.title,
        draft=row.draft,
        created_at=row.created_at,
        created_by=row.created_by,
        signed_by=row.signed_by,
        signed_at=row.signed_at,
        total=counted.total,
        settled=counted.settled,
        to_fix=counted.fix,
        open_queries=open_queries,
        state=state,
        version=row.version,
        assigned_to=row.assigned_to,
        due=due_of(row.due),
        is_late=row.archived_at is None and is_late(row.due, row.signed_at, moment),
        priority=row.priority,
        archived_by=row.archived_by,
        archived_at=row.archived_at,
    )
