"""The day or moment that a field, an option or a form gives."""

from __future__ import annotations

from datetime import date, datetime
from email.utils import parsedate_to_datetime


def read_day(value: object) -> date | datetime | None:
    """A day or moment as ISO 8601 or as e-mail and feeds write it; none for anything else."""
    if isinstance(value, date):  # a datetime is one as well
        return value
    if not isinstance(value, str):
        return None
    text = value.strip()
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            return read(text)
        except ValueError:
            continue
    try:
        return parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return None


def day_words(day: date | datetime | None) -> str | None:
    """A day or moment as ISO 8601, for `day_from`."""
    return None if day is None else day.isoformat()


def day_from(words: str | None) -> date | datetime | None:
    """What `day_words` wrote; midnight stays a moment."""
    if words is None:
        return None
    return datetime.fromisoformat(words) if "T" in words else date.fromisoformat(words)
