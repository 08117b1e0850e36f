"""Audio files beside transcripts, kept in the database and read from it piece by piece."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import JsonValue
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from extractor.review.database import Database
from extractor.review.evidence_files import Brought, RecordingView
from extractor.review.refusals import NotThereError, WrongStateError
from extractor.review.store.history import now, record, undo_signature
from extractor.review.store.stories import source_of
from extractor.review.tables import Recording, Source, Story
from extractor.review.time_codes import TimeCodes

_PIECE = 1_024 * 1_024
"""Bytes; a database reads the whole of a recording to give a part of it."""


def add_recording(session: Session, story: Story, number: int, given: Brought, *, who: str) -> None:
    """Put an audio file beside a source of a story that is locked, in the place of one before.

    Raises:
        NotThereError: the story has no such source.
        WrongStateError: the source has no time codes, by which the recording would be played.
    """
    source = source_of(session, story, number)
    if not has_times(source):
        raise WrongStateError(
            f"the source {source.name} has no time codes: attach its transcript as .srt, .vtt or "
            "as text with a time before each turn"
        )
    row = session.get(Recording, source.id)
    if row is not None and row.digest == given.digest:
        return
    if row is None:
        row = Recording(source_id=source.id, story_id=story.id)
        session.add(row)
    row.name, row.media_type = given.name, given.media_type
    row.size, row.digest, row.data = len(given.data), given.digest, given.data
    row.added_at, row.added_by = now(), who
    undo_signature(session, story, who, f"a recording of {source.name} came in")
    record(session, story, who, "recording added", _detail(number, row))


def remove_recording(session: Session, story: Story, number: int, *, who: str) -> None:
    """Take the audio file beside a source of a story that is locked away.

    Raises:
        NotThereError: the story has no such source, or the source no recording.
    """
    source = source_of(session, story, number)
    row = session.get(Recording, source.id)
    if row is None:
        raise NotThereError(f"the source {source.name} has no recording")
    session.delete(row)
    undo_signature(session, story, who, f"the recording of {source.name} was taken away")
    record(session, story, who, "recording removed", _detail(number, row))


def has_times(source: Source) -> bool:
    """Whether a source is a transcript with time codes."""
    return bool(TimeCodes(source.text, source.marks))


def recordings_of(session: Session, story: Story) -> dict[int, RecordingView]:
    """The recordings of a story's sources, by the id of the source, without their sound."""
    query = select(Recording).where(Recording.story_id == story.id)
    return {row.source_id: _view(row) for row in session.scalars(query)}


def recording_of(session: Session, story: Story, number: int) -> tuple[int, RecordingView]:
    """The recording beside a source, and the id of the source.

    Raises:
        NotThereError: the story has no such source, or the source no recording.
    """
    source = source_of(session, story, number)
    row = session.get(Recording, source.id)
    if row is None:
        raise NotThereError(f"the source {source.name} has no recording")
    return source.id, _view(row)


def pieces_of(database: Database, source_id: int, start: int, end: int) -> Iterator[bytes]:
    """Bytes of a recording, a piece at a time; it ends early where the recording is gone."""
    while start < end:
        length = min(_PIECE, end - start)
        query = select(func.substr(Recording.data, start + 1, length))
        with database.reading() as session:
            piece = session.scalar(query.where(Recording.source_id == source_id))
        if not piece:
            return
        yield bytes(piece)
        start += len(piece)


def _detail(number: int, row: Recording) -> dict[str, JsonValue]:
    return {"source": number, "file": row.name, "sha256": row.digest}


def _view(row: Recording) -> RecordingView:
    return RecordingView(
        name=row.name,
        media_type=row.media_type,
        size=row.size,
        digest=row.digest,
        added_by=row.added_by,
        added_at=row.added_at,
    )
