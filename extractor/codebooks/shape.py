"""A pydantic class as a codebook: its fields in a row, each with a kind that can be checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from inspect import cleandoc
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, PydanticUserError

from extractor.errors import OptionError
from extractor.schemas.coding import Amount, Codebook, CodebookField, EventDate, FieldKind, Toll
from extractor.verification import Role

DEEPEST = 5
"""Classes inside classes; a codebook that goes on is one that holds itself."""

OWN_COLUMNS = ("document_id", "document_name", "record_id")
"""What stands before the fields in every table of records."""

_USUAL = ("", "_status", "_verdict", "_fine", "_evidence", "_start", "_end")
_OF_KIND: dict[FieldKind, tuple[str, ...]] = {
    "toll": ("_low", "_best", "_high", "_hedge"),
    "amount": ("_low", "_best", "_high", "_hedge", "_unit"),
    "date": ("_iso", "_precision"),
}

_KINDS: tuple[tuple[type, FieldKind], ...] = (
    (Amount, "amount"),  # before Toll, which it is a kind of
    (Toll, "toll"),
    (EventDate, "date"),
    (datetime, "date"),
    (date, "date"),
    (bool, "truth"),  # before int, for the same reason
    (int, "number"),
    (float, "number"),
    (Decimal, "number"),
    (str, "text"),
)


@dataclass(frozen=True, slots=True)
class Book:
    """A codebook that can be asked about."""

    name: str
    """Of the class."""
    about: str
    """What a record is, in the words of the class's docstring."""
    is_list: bool
    """Whether a document may have several records, or none."""
    fields: tuple[CodebookField, ...]

    @property
    def sha256(self) -> str:
        """Of everything that a model is told of it, in hex."""
        told = [self.name, self.about, self.is_list]
        words = json.dumps([*told, *(field.model_dump() for field in self.fields)], sort_keys=True)
        return hashlib.sha256(words.encode()).hexdigest()


@lru_cache(maxsize=64)
def read_codebook(schema: Any) -> Book:
    """The codebook that a pydantic class is, or `list[...]` of one for a record per event.

    Raises:
        OptionError: a field has no description, or a type that cannot be coded.
    """
    is_list = get_origin(schema) is list
    inner = get_args(schema)[0] if is_list else schema
    if not (isinstance(inner, type) and issubclass(inner, BaseModel)) or inner is Codebook:
        raise OptionError(
            f"{schema!r} is not a codebook: use a Pydantic class, or list[...] of one"
        )
    fields = tuple(_fields(inner, "", inner.__name__, 0))
    if not fields:
        raise OptionError(f"the codebook {inner.__name__} has no fields: add some")
    _refuse_twins(inner.__name__, fields)
    about = " ".join(cleandoc(inner.__dict__.get("__doc__") or inner.__name__).split())
    return Book(inner.__name__, about, is_list, fields)


def column_names(field: CodebookField) -> tuple[str, ...]:
    """The columns of a table that one field takes."""
    endings = (*_USUAL, *(() if field.is_list else _OF_KIND.get(field.kind, ())))
    return tuple(f"{field.path}{ending}" for ending in endings)


def _fields(schema: type[BaseModel], path: str, name: str, depth: int) -> Iterator[CodebookField]:
    if depth > DEEPEST:
        raise OptionError(
            f"{name} is nested deeper than {DEEPEST} classes: a codebook cannot contain itself"
        )
    try:
        schema.model_rebuild()
    except (PydanticUserError, NameError) as error:
        raise OptionError(f"the codebook {schema.__name__} cannot be read: {error}") from None
    for key, info in schema.model_fields.items():
        label = f"{name}.{key}"
        marks = _Marks(label, info.metadata)
        bare, is_list = marks.bare(info.annotation)
        if isinstance(bare, type) and issubclass(bare, BaseModel) and not _kind(bare):
            if is_list:
                raise OptionError(
                    f"{label} is a list of {bare.__name__}, which a row has no room for: code "
                    f"{bare.__name__} by itself, as list[{bare.__name__}]"
                )
            yield from _fields(bare, f"{path}{key}.", label, depth + 1)
            continue
        description = " ".join((info.description or "").split())
        if not description:
            raise OptionError(
                f"{label} has no description, which is what the model reads: write a docstring "
                "under it in a class derived from Codebook, or Field(description=...)"
            )
        choices = _choices(bare, label)
        kind = "choice" if choices else _kind(bare)
        if kind is None:
            raise OptionError(
                f"{label} is {_shown(bare)}, which cannot be coded: use Toll, Amount, EventDate, "
                "str, int, Decimal, bool, Literal[...], a list of one of these, or a class of them"
            )
        yield CodebookField(
            path=f"{path}{key}",
            kind=kind,
            is_list=is_list,
            description=description,
            choices=choices,
            role=marks.role,
        )


class _Marks:
    """An annotation without `| None`, `list[...]` and `Annotated[...]`, and the role in it."""

    def __init__(self, label: str, metadata: list[Any]) -> None:
        self._label = label
        self.role: str | None = None
        self._note(metadata)

    def bare(self, annotation: Any, *, is_list: bool = False) -> tuple[Any, bool]:
        origin, inner = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            self._note(inner[1:])
            return self.bare(inner[0], is_list=is_list)
        if origin in (Union, UnionType):
            rest = [each for each in inner if each is not NoneType]
            if len(rest) == 1:
                return self.bare(rest[0], is_list=is_list)
            raise OptionError(
                f"{self._label} can be one of several types, but a column has one: choose one"
            )
        is_variadic = origin is tuple and len(inner) == 2 and inner[1] is Ellipsis
        if origin is list or is_variadic:
            if is_list:
                raise OptionError(f"{self._label} is a list of lists, which a row has no room for")
            return self.bare(inner[0], is_list=True)
        return annotation, is_list

    def _note(self, metadata: Any) -> None:
        for mark in metadata:
            if isinstance(mark, Role):
                self.role = mark.name


def _choices(bare: Any, label: str) -> tuple[str, ...]:
    if get_origin(bare) is Literal:
        words = get_args(bare)
    elif isinstance(bare, type) and issubclass(bare, Enum):
        words = tuple(each.value for each in bare)
    else:
        return ()
    if not all(isinstance(word, str) and word for word in words):
        raise OptionError(f"{label} has choices that are not text: write them as words")
    return tuple(words)


def _kind(bare: Any) -> FieldKind | None:
    if isinstance(bare, type):
        for known, kind in _KINDS:
            if issubclass(bare, known):
                return kind
    return None


def _shown(bare: Any) -> str:
    return getattr(bare, "__name__", None) or str(bare)


def _refuse_twins(name: str, fields: tuple[CodebookField, ...]) -> None:
    taken = dict.fromkeys(OWN_COLUMNS, "every table")
    for field in fields:
        for column in column_names(field):
            if column in taken:
                raise OptionError(
                    f"{name}.{field.path} needs a column {column!r}, which {taken[column]} has "
                    "already: rename the field"
                )
            taken[column] = field.path
