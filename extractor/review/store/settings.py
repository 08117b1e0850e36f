"""What holds for every desk on the database, and the log of what belongs to no story's history."""

from __future__ import annotations

from pydantic import JsonValue
from sqlalchemy import and_, exists, select
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql.elements import ColumnElement

from extractor.review.database import Database
from extractor.review.store.history import now
from extractor.review.tables import Item, LogLine, Place, Setting, Story
from extractor.review.words import SETTLED

SECOND_SIGNATURE = "second signature"
_ON, _OFF = "on", "off"


def is_second_asked(session: Session) -> bool:
    """Whether red facts need a second person's signature on this database."""
    return bool(session.scalar(select(_is_asked_for())))


def ask_second(database: Database, is_asked: bool, *, who: str) -> bool:
    """Ask for second signatures from now on, or no more; gives whether that is a change."""
    with database.writing() as session:
        if is_second_asked(session) == is_asked:
            return False
        value = _ON if is_asked else _OFF
        session.merge(Setting(name=SECOND_SIGNATURE, value=value))
        log(session, who, "setting", {"name": SECOND_SIGNATURE, "value": value})
    return True


def log(
    session: Session,
    who: str,
    what: str,
    detail: dict[str, JsonValue],
    *,
    key: str | None = None,
    title: str | None = None,
) -> LogLine:
    """Add a line to the log of the desk."""
    line = LogLine(at=now(), who=who, what=what, story_key=key, title=title, detail=detail)
    session.add(line)
    session.flush()
    return line


def is_red(place: Place) -> bool:
    """Whether a check found something wrong with a fact where it stands."""
    return place.need == "fix"


def is_second_wanted() -> ColumnElement[bool]:
    """Whether a fact, joined with its place, is settled but for a second signature.

    A story that is signed was signed by the rule of its day: asking for more begins when its
    signature is taken back.
    """
    own = aliased(Story)  # whoever asks may have joined the story too
    is_unsigned = exists().where(own.id == Item.story_id, own.signed_at.is_(None))
    return and_(
        Place.need == "fix",
        Item.status.in_(SETTLED),
        Item.second_by.is_(None),
        _is_asked_for(),
        is_unsigned,
    )


def _is_asked_for() -> ColumnElement[bool]:
    return exists().where(Setting.name == SECOND_SIGNATURE, Setting.value == _ON)
