"""What the form of a story's settings says, also where it was refused and has to be shown again."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime

from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.requests import Request

from extractor.errors import InputError
from extractor.readers.days import day_words
from extractor.review.store.stories import moment
from extractor.review.story_records import SettingsChange, StorySettings

_MOST_FIELDS = 100
_SOURCE = "source-"


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
        )

    def others(self, on_desk: TypedSettings) -> dict[str, str]:
        """What the desk has in each field in which something else was typed."""
        names = [field.name for field in fields(self)]
        differ = {
            name: str(getattr(on_desk, name)) or "–"
            for name in names
            if name not in ("version", "initials", "sources")
            and getattr(self, name) != getattr(on_desk, name)
        }
        return differ | {
            f"{_SOURCE}{number}": on_desk.sources.get(number, "") or "–"
            for number, words in self.sources.items()
            if words != on_desk.sources.get(number, "")
        }

    def change(self) -> SettingsChange:
        """All of it as a change; what is as it was changes nothing.

        Raises:
            InputError: a day is none, or a time has no day.
            RequestValidationError: another field cannot be used.
        """
        if self.due_time and not self.due_day:
            raise InputError("it is due at a time, but on no day: give the day too")
        said: dict[str, object] = {
            "version": self.version,
            "initials": self.initials,
            "title": self.title,
            "assigned_to": self.assigned_to,
            "due": {"day": self.due_day, "time": self.due_time or None} if self.due_day else None,
            "priority": self.priority,
            "published": _day(self.published),
            "sources": [
                {"number": number, "published": _day(words)}
                for number, words in sorted(self.sources.items())
            ],
        }
        try:
            return SettingsChange.model_validate(said)
        except ValidationError as error:
            raise RequestValidationError(error.errors()) from None


async def settings_typed_in(request: Request) -> TypedSettings:
    """The fields of the form that was sent."""
    form = await request.form(max_files=0, max_fields=_MOST_FIELDS)
    given = {name: str(value).strip() for name, value in form.items()}
    names = [f.name for f in fields(TypedSettings) if f.name != "sources"]
    numbers = [name.removeprefix(_SOURCE) for name in given if name.startswith(_SOURCE)]
    return TypedSettings(
        **{name: given.get(name, "") for name in names},
        sources={
            int(number): given[f"{_SOURCE}{number}"]
            for number in numbers
            if number.isdecimal() and len(number) < 10
        },
    )


def _day(words: str) -> date | datetime | None:
    return moment(words) if words else None
