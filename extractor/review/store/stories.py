"""Stories, their versions and their sources: putting them on the desk."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime
from itertools import zip_longest

from pydantic import JsonValue, TypeAdapter
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from extractor.documents import checked_document
from extractor.errors import InputError
from extractor.languages import language_of
from extractor.outputs.visible import one_line, shortened
from extractor.readers.days import read_day
from extractor.review.database import Database
from extractor.review.refusals import NotThereError, TooLargeError
from extractor.review.store.history import locked_story, now, record, undo_signature
from extractor.review.tables import Draft, Recording, Source, Story
from extractor.review.words import Standing
from extractor.schemas.document import Document, Mark

LONGEST_DRAFT = 1_000_000
"""Characters; a book. The page of a longer one would be of no use."""
LONGEST_SOURCE = 5_000_000
MOST_SOURCES = 50
_LONGEST_NAME = 300
_MARKS = TypeAdapter(tuple[Mark, ...])


def _new_key() -> str:
    """A key that nobody guesses; none begins with a sign, which spreadsheets take for a formula."""
    while not (key := secrets.token_urlsafe(8))[0].isalnum():
        pass
    return key


def add_story(
    database: Database,
    draft: Document,
    sources: Sequence[Document],
    *,
    title: str,
    who: str,
    origin: str | None = None,
    original: bytes | None = None,
    standings: Sequence[Standing] = (),
) -> str:
    """Put a story on the desk; gives its key. `standings` are those of the first sources.

    Raises:
        InputError: the draft or a source has no words.
        TooLargeError: one of them is too long, or there are too many.
    """
    document = _checked(draft, LONGEST_DRAFT, "draft")
    key = _new_key()
    with database.writing() as session:
        story = Story(
            key=key,
            title=title_of(title) or _headline(document),
            origin=origin,
            created_at=now(),
            created_by=who,
            change=0,
            draft=1,
        )
        session.add(story)
        session.flush()
        session.add(_draft(story, document, 1, who, original))
        record(session, story, who, "opened", {"draft": 1, "name": title_of(document.name)})
        for source, standing in zip_longest(sources, standings[: len(sources)]):
            _add_source(session, story, source, who, standing or "unknown")
    return key


def add_draft(
    database: Database,
    key: str,
    draft: Document,
    *,
    who: str,
    original: bytes | None = None,
) -> None:
    """Put a new version of a draft on the desk, unless it is what stands there.

    Sign-offs stay with the words: what stands in the new version as it stood keeps its own.
    """
    document = _checked(draft, LONGEST_DRAFT, "draft")
    with database.writing() as session:
        story = locked_story(session, key)
        present = draft_of(session, story, story.draft)
        if present.text == document.text:
            return
        number = story.draft + 1
        if document.published is None and present.published is not None:
            document = document.model_copy(update={"published": moment(present.published)})
        if document.language is None and present.language is not None:
            document = document.model_copy(update={"language": present.language})
        session.add(_draft(story, document, number, who, original))
        if story.title == _headline(document_of(present)):
            story.title = _headline(document)
        story.draft = number
        undo_signature(session, story, who, f"version {number} of the draft came in")
        record(session, story, who, "new draft", {"draft": number, "name": title_of(document.name)})


def add_source(
    database: Database, key: str, source: Document, *, who: str, standing: Standing = "unknown"
) -> None:
    """Attach a source, unless the same text is there already under the same name."""
    with database.writing() as session:
        story = locked_story(session, key)
        _add_source(session, story, source, who, standing)


def remove_source(database: Database, key: str, number: int, *, who: str) -> None:
    """Take a source away; what editors noted of it stays.

    Raises:
        NotThereError: the story has no such source.
    """
    with database.writing() as session:
        story = locked_story(session, key)
        source = source_of(session, story, number)
        source.removed_at = now()
        session.execute(delete(Recording).where(Recording.source_id == source.id))
        undo_signature(session, story, who, f"the source {source.name} was taken away")
        record(session, story, who, "source removed", {"source": number, "name": source.name})


def find_by_origin(session: Session, origin: str) -> Story | None:
    """The story that the command line opened from this place before."""
    return session.scalar(
        select(Story).where(Story.origin == origin).order_by(Story.id.desc()).limit(1)
    )


def draft_of(session: Session, story: Story, number: int) -> Draft:
    """One version of a story.

    Raises:
        NotThereError: the story has no such version.
    """
    found = session.scalar(select(Draft).where(Draft.story_id == story.id, Draft.number == number))
    if found is None:
        raise NotThereError(f"the story has no version {number}; the latest is {story.draft}")
    return found


def source_of(session: Session, story: Story, number: int) -> Source:
    """One source of a story.

    Raises:
        NotThereError: the story has no such source, or it was taken away.
    """
    found = session.scalar(
        select(Source).where(
            Source.story_id == story.id, Source.number == number, Source.removed_at.is_(None)
        )
    )
    if found is None:
        raise NotThereError(f"the story has no source {number}")
    return found


def sources_of(session: Session, story: Story) -> list[Source]:
    """The sources of a story, in the order in which they came."""
    query = select(Source).where(Source.story_id == story.id, Source.removed_at.is_(None))
    return list(session.scalars(query.order_by(Source.number)))


def standing_of(source: Source) -> Standing:
    """Whether a source is primary or secondary."""
    return source.standing  # type: ignore[return-value]  # only such values are ever written


def moment(words: str | None) -> date | datetime | None:
    """The day or moment that a draft or source is of.

    Raises:
        InputError: it is no date.
    """
    day = read_day(words)
    if words and day is None:
        raise InputError(f"{words!r} is no date: write it as 2025-07-04")
    return day


def _add_source(
    session: Session, story: Story, given: Document, who: str, standing: Standing
) -> None:
    document = _checked(given, LONGEST_SOURCE, "source")
    for each in sources_of(session, story):
        if each.text == document.text and each.name == title_of(document.name):
            return
    count = session.scalar(select(func.count()).where(Source.story_id == story.id)) or 0
    if count >= MOST_SOURCES:
        raise TooLargeError(f"a story takes at most {MOST_SOURCES} sources")
    number = count + 1
    name = title_of(document.name) or f"source {number}"
    session.add(
        Source(
            story_id=story.id,
            number=number,
            name=name,
            published=document.published.isoformat() if document.published else None,
            language=document.language,
            text=document.text,
            marks=_marks(document),
            added_at=now(),
            added_by=who,
            standing=standing,
        )
    )
    undo_signature(session, story, who, f"the source {name} came in")
    detail: dict[str, JsonValue] = {"source": number, "name": name}
    if standing != "unknown":
        detail["standing"] = standing
    record(session, story, who, "source added", detail)
    session.flush()


def _draft(
    story: Story, document: Document, number: int, who: str, original: bytes | None
) -> Draft:
    return Draft(
        story_id=story.id,
        number=number,
        name=title_of(document.name) or "draft",
        published=document.published.isoformat() if document.published else None,
        language=document.language,
        text=document.text,
        marks=_marks(document),
        original=original,
        created_at=now(),
        created_by=who,
    )


def document_of(row: Draft | Source) -> Document:
    """A version or a source as the library takes it."""
    return Document(
        text=row.text,
        name=row.name,
        published=moment(row.published),
        language=row.language,
        marks=_MARKS.validate_python(row.marks),
    )


def _marks(document: Document) -> object:
    return _MARKS.dump_python(document.marks, mode="json")


def _checked(document: Document, longest: int, what: str) -> Document:
    document = checked_document(document)
    language_of(document)  # one that is not read is refused before anything is kept
    if len(document.text) > longest:
        raise TooLargeError(
            f"the {what} {one_line(document.name or '')!r} has {len(document.text):,} characters, "
            f"and the desk takes {longest:,}: split it"
        )
    return document


def _headline(document: Document) -> str:
    """What a story is called that nobody named: its first line."""
    line = next((line for line in document.text.splitlines() if line.strip(" \ufeff")), "")
    return title_of(shortened(line.strip(" *_#"), 120)) or title_of(document.name) or "Story"


def title_of(name: str | None) -> str:
    """A name on one line, without what a database or a screen cannot carry."""
    return one_line(name or "").replace("\ufffd", "")[:_LONGEST_NAME]
