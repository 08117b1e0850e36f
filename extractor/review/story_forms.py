"""What the form of a story's settings says, also where it was refused and has to be shown again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime

from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.requests import Request

from extractor.errors import InputError
from extractor.readers.days import day_words
from extractor.review.store.stories import moment
from extractor.review.story_records import SettingsChange, StorySettings
from extractor.review.words import STANDING

_MOST_FIELDS = 200
_SOURCE, _STANDING = "source-", "standing-"


@dataclass(frozen=True, slots=True)
class TypedSettings:
    """What stands in the fields; the words as they came, none of them checked."""

    version: str
    initials: str
    title: str
    assigned_to: str
    due_day: str
    due_time: str
    priority: str
    published: str
    sources: dict[int, str]
    """The days of publication, by the number of the source."""
    standings: dict[int, str]
    """Whether it is primary or secondary, by the same."""

    @classmethod
    def of(cls, settings: StorySettings) -> TypedSettings:
        """The form as the desk fills it in."""
        due = settings.due
        return cls(
            version=str(settings.version),
            initials="",
            title=settings.title,
            assigned_to=settings.assigned_to or "",
            due_day=due.day.isoformat() if due else "",
            due_time=(due.time or "") if due else "",
            priority=settings.priority,
            published=day_words(settings.published) or "",
            sources={each.number: day_words(each.published) or "" for each in settings.sources},
            standings={each.number: each.standing for each in settings.sources},
        )

    def others(self, on_desk: TypedSettings) -> dict[str, str]:
        """What the desk has in each field in which something else was typed."""
        names = [field.name for field in fields(self)]
        differ = {
            name: str(getattr(on_desk, name)) or "–"
            for name in names
            if name not in ("version", "initials", "sources", "standings")
            and getattr(self, name) != getattr(on_desk, name)
        }
        differ |= {
            f"{_SOURCE}{number}": on_desk.sources.get(number, "") or "–"
            for number, words in self.sources.items()
            if words != on_desk.sources.get(number, "")
        }
        return differ | {
            f"{_STANDING}{number}": _standing_words(on_desk.standings.get(number, ""))
            for number, words in self.standings.items()
            if words != on_desk.standings.get(number, "")
        }

    def change(self) -> SettingsChange:
        """All of it as a change; what is as it was changes nothing.

        Raises:
            InputError: a day is none, or a time has no day.
            RequestValidationError: another field cannot be used.
        """
        if self.due_time and not self.due_day:
            raise InputError("it has a due time but no date: add the date")
        said: dict[str, object] = {
            "version": self.version,
            "initials": self.initials,
            "title": self.title,
            "assigned_to": self.assigned_to,
            "due": {"day": self.due_day, "time": self.due_time or None} if self.due_day else None,
            "priority": self.priority,
            "published": _day(self.published),
            "sources": [
                self._source(number) for number in sorted(self.sources.keys() | self.standings)
            ],
        }
        try:
            return SettingsChange.model_validate(said)
        except ValidationError as error:
            raise RequestValidationError(error.errors()) from None

    def _source(self, number: int) -> dict[str, object]:
        said: dict[str, object] = {"number": number}
        if number in self.sources:
            said["published"] = _day(self.sources[number])
        if number in self.standings:
            said["standing"] = self.standings[number]
        return said


async def settings_typed_in(request: Request) -> TypedSettings:
    """The fields of the form that was sent."""
    form = await request.form(max_files=0, max_fields=_MOST_FIELDS)
    given = {name: str(value).strip() for name, value in form.items()}
    names = [f.name for f in fields(TypedSettings) if f.name not in ("sources", "standings")]
    return TypedSettings(
        **{name: given.get(name, "") for name in names},
        sources=_by_number(given, _SOURCE),
        standings=_by_number(given, _STANDING),
    )


def _by_number(given: Mapping[str, str], prefix: str) -> dict[int, str]:
    """What the fields of each source say, by its number."""
    numbers = [name.removeprefix(prefix) for name in given if name.startswith(prefix)]
    return {
        int(number): given[f"{prefix}{number}"]
        for number in numbers
        if number.isdecimal() and len(number) < 10
    }


def _standing_words(name: str) -> str:
    return next((words for each, words in STANDING.items() if each == name), "–")


def _day(words: str) -> date | datetime | None:
    return moment(words) if words else None
