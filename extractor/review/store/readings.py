"""What a model says of the sentences of a draft: kept until it is asked again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from extractor.review.database import Database
from extractor.review.store.history import locked_story
from extractor.review.store.stories import draft_of
from extractor.review.tables import Draft, ModelReading
from extractor.schemas.opinion import Reading


@dataclass(frozen=True, slots=True)
class KeptReadings:
    """The readings of one model, in the order of the draft."""

    model: str
    readings: tuple[Reading, ...]


def forget_readings(database: Database, key: str, draft_number: int) -> None:
    """Forget what a model said of a draft: it is asked anew."""
    with database.writing() as session:
        story = locked_story(session, key, also_archived=True)
        draft = draft_of(session, story, draft_number)
        session.execute(delete(ModelReading).where(ModelReading.draft_id == draft.id))


def keep_reading(
    database: Database,
    key: str,
    draft_number: int,
    source_numbers: Sequence[int],
    model: str,
    reading: Reading,
) -> None:
    """Keep what a model says of one sentence, with the sources that it was asked about."""
    with database.writing() as session:
        story = locked_story(session, key, also_archived=True)
        session.add(
            ModelReading(
                draft_id=draft_of(session, story, draft_number).id,
                sources=list(source_numbers),
                model=model,
                reading=reading.model_dump(mode="json"),
            )
        )


def readings_of(
    session: Session, draft: Draft, source_numbers: Sequence[int]
) -> KeptReadings | None:
    """What a model has said of a draft with these very sources; none if it was not asked."""
    rows = session.scalars(
        select(ModelReading).where(ModelReading.draft_id == draft.id).order_by(ModelReading.id)
    ).all()
    here = [row for row in rows if row.sources == list(source_numbers)]
    if not here:
        return None
    readings = [Reading.model_validate(row.reading) for row in here if row.model == here[-1].model]
    return KeptReadings(here[-1].model, tuple(sorted(readings, key=lambda each: each.span.start)))
