"""The values inside an object, each with its path and what it is said to hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from typing import Annotated, Any

from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class Role:
    """What a text field holds, for `verify`: the mark inside an annotated type."""

    name: str
    """ "quote", "figure" or "speaker"."""


Quote = Annotated[str, Role("quote")]
"""Words that must stand in the source as they are."""

FigureText = Annotated[str, Role("figure")]
"""Words that hold one figure or more; a text without one is reported."""

SpeakerName = Annotated[str, Role("speaker")]
"""Somebody whom the source names as a speaker."""

_EVIDENCE = "evidence"
"""Fields of this name, and those that end in `_evidence`, say where to look."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value inside an object."""

    path: str
    """The way to it: "items.0.amount"."""
    value: object
    role: str | None
    """What its annotation says it is."""
    evidence: tuple[str, ...]
    """The words that the object itself names as the place to look."""


def leaves(obj: object) -> Iterator[Leaf]:
    """Every value inside an object, with its path."""
    yield from _walk(obj, "", None, ())


def _walk(obj: object, path: str, role: str | None, evidence: tuple[str, ...]) -> Iterator[Leaf]:
    named = _fields_of(obj)
    if named is not None:
        here = tuple(_texts(value) for name, _, value in named if _is_evidence(name))
        inner = tuple(text for texts in here for text in texts) or evidence
        for name, mark, value in named:
            if _is_evidence(name):
                yield from _walk(value, _join(path, name), "quote", ())
            else:
                yield from _walk(value, _join(path, name), mark, inner)
    elif isinstance(obj, Sequence | set | frozenset) and not isinstance(obj, str | bytes):
        for index, value in enumerate(obj):
            yield from _walk(value, _join(path, str(index)), role, evidence)
    elif obj is not None:
        yield Leaf(path, obj.value if isinstance(obj, Enum) else obj, role, evidence)


def _fields_of(obj: object) -> list[tuple[str, str | None, object]] | None:
    """Name, role and value of every field; none for what has no fields."""
    if isinstance(obj, BaseModel):
        return [
            (name, _role(info.metadata, info.annotation), getattr(obj, name))
            for name, info in type(obj).model_fields.items()
        ]
    if is_dataclass(obj) and not isinstance(obj, type):
        return [
            (field.name, _role((), field.type), getattr(obj, field.name)) for field in fields(obj)
        ]
    if isinstance(obj, Mapping):
        return [(str(key), None, value) for key, value in obj.items()]
    return None


def _role(metadata: Sequence[object], annotation: Any) -> str | None:
    """The role that a field's annotation gives it, also inside `list[...]` or `... | None`."""
    for mark in (*metadata, *getattr(annotation, "__metadata__", ())):
        if isinstance(mark, Role):
            return mark.name
    for inner in getattr(annotation, "__args__", ()):
        found = _role((), inner)
        if found is not None:
            return found
    return None


def _is_evidence(name: str) -> bool:
    return name == _EVIDENCE or name.endswith("_" + _EVIDENCE)


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, Sequence):
        return tuple(item for item in value if isinstance(item, str))
    return ()


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
