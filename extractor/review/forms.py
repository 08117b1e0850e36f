"""What the form of a sign-off says, also where it was refused and has to be shown again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, JsonValue, ValidationError
from starlette.requests import Request

from extractor.review.records import Claim, Decision, ItemView, Seen, SourceNote
from extractor.review.words import METHOD, STATUS

_MOST_FIELDS = 200
_SOURCE_FIELDS = tuple(SourceNote.model_fields)

RecordT = TypeVar("RecordT", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the fields of a form; the words as they came, none of them checked."""

    version: str
    initials: str
    status: str
    method: str
    sources: tuple[SourceNote, ...]
    note: str
    is_quick: bool
    """Whether a button was pressed that decides by itself, as the keys do."""
    takes_over: bool

    def decision(self) -> Decision:
        """All of it as a decision.

        Raises:
            RequestValidationError: a field cannot be used.
        """
        return _checked(Decision, self._said())

    def decision_on(self, item: ItemView) -> Decision:
        """The decision, of a quick one only what is not on the desk already.

        What a decision does not name stays as it is, and confirming notes the source shown.
        """
        said = self._said()
        if self.is_quick and self.version == str(item.version):
            if self.note == item.note:
                del said["note"]
            if self.method == (item.method or ""):
                del said["method"]
            if _given(self.sources) == _given(item.sources):
                del said["sources"]
        return _checked(Decision, said)

    def claim(self) -> Claim:
        """The claim, or its end.

        Raises:
            RequestValidationError: a field cannot be used.
        """
        said = {
            "version": self.version,
            "initials": self.initials,
            "take_over": self.takes_over,
        }
        return _checked(Claim, said)

    def seen(self) -> Seen:
        """Who does something, and which version of the fact they saw.

        Raises:
            RequestValidationError: a field cannot be used.
        """
        return _checked(Seen, {"version": self.version, "initials": self.initials})

    def differs_from(self, item: ItemView) -> bool:
        """Whether somebody typed what is not on the desk."""
        return (self.status, self.method, self.note, _given(self.sources)) != (
            item.status,
            item.method or "",
            item.note,
            _given(item.sources),
        )

    def _said(self) -> dict[str, object]:
        return {
            "version": self.version,
            "initials": self.initials,
            "status": self.status or None,
            "method": self.method or None,
            "sources": _given(self.sources),
            "note": self.note,
        }


async def typed_in(request: Request) -> Typed:
    """The fields of the form that was sent."""
    form = await request.form(max_files=0, max_fields=_MOST_FIELDS)
    given = {name: str(value) for name, value in form.items()}
    quick = given.get("do", "")
    return Typed(
        version=given.get("version", "").strip(),
        initials=given.get("initials", "").strip(),
        status=quick if quick in STATUS else given.get("status", ""),
        method=given.get("method", "") if given.get("method") in METHOD else "",
        sources=_sources(given),
        # A form sends each line's end as CR LF.
        note=given.get("note", "").replace("\r\n", "\n"),
        is_quick=quick in STATUS,
        takes_over=given.get("take_over") == "1",
    )


def _sources(given: Mapping[str, str]) -> tuple[SourceNote, ...]:
    numbers = {name.rpartition("-")[2] for name in given if name.startswith("source-")}
    sources = []
    for number in sorted(numbers, key=lambda each: (len(each), each)):
        values = {
            field: words
            for field in _SOURCE_FIELDS
            if (words := given.get(f"source-{field}-{number}", "").strip())
        }
        if values:
            # What is too long is refused where it becomes a decision, and shown again here.
            filled: dict[str, Any] = {**dict.fromkeys(_SOURCE_FIELDS, ""), **values}
            sources.append(SourceNote.model_construct(**filled))
    return tuple(sources)


def _given(sources: Iterable[SourceNote]) -> list[dict[str, JsonValue]]:
    return [source.given() for source in sources]


def _checked(kind: type[RecordT], said: Mapping[str, Any]) -> RecordT:
    try:
        return kind.model_validate(said)
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from None
