"""Stories as a whole: what they are called, whose they are, of which day, and archived or not."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import JsonValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from extractor.errors import InputError
from extractor.readers.days import day_words
from extractor.review.refusals import StaleError, WrongStateError
from extractor.review.store.history import now, record, undo_signature
from extractor.review.store.signoffs import clock
from extractor.review.store.stories import draft_of, source_of, title_of
from extractor.review.story_records import Due, SettingsChange
from extractor.review.tables import Draft, Entry, Source, Story

_RESERVED = frozenset({"mine", "nobody"})
"""Words that a filter of the list has; nobody is called so."""

_ACTS = {
    "renamed": "renamed it",
    "assigned": "assigned it",
    "due": "set when it is due",
    "priority": "set its priority",
    "day set": "set a day of publication",
    "standing set": "said whether a source is primary",
    "archived": "archived it",
    "brought back": "brought it back",
}
"""The acts that count up a story's version, by the word in the history."""


def change_settings(session: Session, story: Story, change: SettingsChange) -> bool:
    """Change what is given of a story that is locked; gives whether it has to be checked anew.

    Raises:
        StaleError: somebody else changed its settings since.
        InputError: the title is empty, or the story would be assigned to a word of the filter.
        NotThereError: the story has no such source.
    """
    refuse_unseen(session, story, change.version)
    given, who = change.model_fields_set, change.initials
    lines: list[tuple[str, dict[str, JsonValue]]] = []
    if "title" in given:
        title = title_of(change.title)
        if not any(char.isprintable() for char in title if char != " "):
            raise InputError("the title is empty: enter one")
        lines += _put(story, "title", title, "renamed")
    if "assigned_to" in given:
        if change.assigned_to.casefold() in _RESERVED:
            raise InputError(f"{change.assigned_to!r} is a word of the list: assign it to initials")
        lines += _put(story, "assigned_to", change.assigned_to or None, "assigned")
    if "due" in given:
        lines += _put(story, "due", due_words(change.due), "due")
    if "priority" in given:
        lines += _put(story, "priority", change.priority, "priority")
    dated = _set_days(session, story, change)
    stood = _set_standings(session, story, change)
    story.version += bool(lines or dated or stood)
    for what, detail in lines:
        record(session, story, who, what, detail)
    if dated:
        story.dated += 1
        named = str(dated[0]["of"])
        undo_signature(session, story, who, f"the day of publication of {named} was set")
    for detail in dated:
        record(session, story, who, "day set", detail)
    if stood:
        named = str(stood[0]["of"])
        undo_signature(session, story, who, f"{who} said whether {named} is primary")
    for detail in stood:
        record(session, story, who, "standing set", detail)
    return bool(dated)


def archive(session: Session, story: Story, *, who: str, version: int) -> None:
    """Take a story out of the list; nobody can change it until it is brought back.

    Raises:
        StaleError: somebody else changed its settings since.
    """
    refuse_unseen(session, story, version)
    story.archived_at, story.archived_by = now(), who
    story.version += 1
    record(session, story, who, "archived")


def bring_back(session: Session, story: Story, *, who: str, version: int) -> None:
    """Put an archived story back on the desk as it was.

    Raises:
        StaleError: somebody else changed its settings since.
        WrongStateError: it is not archived.
    """
    refuse_unseen(session, story, version)
    if story.archived_at is None:
        raise WrongStateError("this story is on the desk: there is nothing to bring back")
    story.archived_at = story.archived_by = None
    story.version += 1
    record(session, story, who, "brought back")


def refuse_unseen(session: Session, story: Story, version: int) -> None:
    """Refuse what somebody does who has not seen the settings of a story as they are.

    Raises:
        StaleError: somebody else changed them since.
    """
    if story.version == version:
        return
    if version > story.version:
        raise StaleError(
            f"these settings are at version {story.version}, and {version} was seen on another desk"
        )
    last = _last_act(session, story)
    did = f"{last.who} {_ACTS[last.what]} on {clock(last.at)}" if last else "somebody changed them"
    raise StaleError(
        f"{did}, after you looked at this story’s settings; nothing was overwritten: look again"
    )


def due_words(due: Due | None) -> str | None:
    """When a story is due, as the database has it: ISO 8601, to be compared as words."""
    if due is None:
        return None
    return due.day.isoformat() if due.time is None else f"{due.day.isoformat()}T{due.time}"


def due_of(words: str | None) -> Due | None:
    """What `due_words` wrote."""
    if words is None:
        return None
    day, _, time = words.partition("T")
    return Due(day=date.fromisoformat(day), time=time or None)


def _last_act(session: Session, story: Story) -> Entry | None:
    query = select(Entry).where(Entry.story_id == story.id, Entry.what.in_(tuple(_ACTS)))
    return session.scalar(query.order_by(Entry.id.desc()).limit(1))


def _put(
    story: Story, field: str, value: str | None, what: str
) -> list[tuple[str, dict[str, JsonValue]]]:
    """Set one field; the line of history for it, if that is a change."""
    before = getattr(story, field)
    if before == value:
        return []
    setattr(story, field, value)
    return [(what, {field: [before, value]})]


def _set_days(session: Session, story: Story, change: SettingsChange) -> list[dict[str, JsonValue]]:
    """Set the days of publication that are given; what was changed, for the history."""
    days: list[tuple[Draft | Source, date | datetime | None]] = []
    if "published" in change.model_fields_set:
        days.append((draft_of(session, story, story.draft), change.published))
    days += [
        (source_of(session, story, each.number), each.published)
        for each in change.sources
        if "published" in each.model_fields_set
    ]
    changed: list[dict[str, JsonValue]] = []
    for row, day in days:
        before, row.published = row.published, day_words(day)
        if before != row.published:
            is_draft = isinstance(row, Draft)
            named = f"version {row.number} of the draft" if is_draft else f"the source {row.name}"
            changed.append({"of": named, "day": [before, row.published]})
    return changed


def _set_standings(
    session: Session, story: Story, change: SettingsChange
) -> list[dict[str, JsonValue]]:
    """Set which sources are primary or secondary; what was changed, for the history."""
    changed: list[dict[str, JsonValue]] = []
    for each in change.sources:
        source = source_of(session, story, each.number)
        before = source.standing
        if "standing" in each.model_fields_set and before != each.standing:
            source.standing = each.standing
            named = f"the source {source.name}"
            changed.append({"of": named, "standing": [before, each.standing]})
    return changed
