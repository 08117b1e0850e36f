"""Options of a command in groups: each group is one typed value, and a heading in --help."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import fields, is_dataclass
from functools import wraps
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from typer.models import OptionInfo

Returned = TypeVar("Returned")


def with_groups(command: Callable[..., Returned]) -> Callable[..., Returned]:
    """The command, with each field of its option groups as an option of its own.

    A group is a parameter whose type is a dataclass. A field is an option, declared as the
    parameter of a command is, or a group again. The docstring of the group, without its full stop,
    is its heading.
    """
    hints = get_type_hints(command, include_extras=True)
    plain = inspect.signature(command)
    groups = {name: kind for name, kind in hints.items() if is_dataclass(kind)}
    own = [
        parameter.replace(annotation=hints[name])
        for name, parameter in plain.parameters.items()
        if name not in groups
    ]
    options = [each for kind in groups.values() for each in _options_of(kind)]

    @wraps(command)
    def flat(**given: Any) -> Returned:
        values = {name: _filled(kind, given) for name, kind in groups.items()}
        return command(**given, **values)

    flat.__signature__ = plain.replace(parameters=[*own, *options])  # type: ignore[attr-defined]
    flat.__annotations__ = {each.name: each.annotation for each in (*own, *options)}
    return flat


def _options_of(kind: Any) -> Iterator[inspect.Parameter]:
    hints = get_type_hints(kind, include_extras=True)
    for field in fields(kind):
        hint = hints[field.name]
        if is_dataclass(hint):
            yield from _options_of(hint)
        else:
            yield inspect.Parameter(
                field.name,
                inspect.Parameter.KEYWORD_ONLY,
                default=field.default,
                annotation=_under_heading(hint, _heading(kind)),
            )


def _heading(kind: type) -> str:
    return inspect.cleandoc(kind.__doc__ or "").partition("\n")[0].rstrip(".")


def _under_heading(hint: Any, heading: str) -> Any:
    assert get_origin(hint) is Annotated, hint
    value, *notes = get_args(hint)
    headed = [copy(note) for note in notes]
    for note in headed:
        if isinstance(note, OptionInfo):
            note.rich_help_panel = heading
    return Annotated[value, *headed]


def _filled(kind: Any, given: dict[str, Any]) -> Any:
    """The group with its options, which are taken from those that are given."""
    hints = get_type_hints(kind)
    return kind(
        **{
            field.name: _filled(hints[field.name], given)
            if is_dataclass(hints[field.name])
            else given.pop(field.name)
            for field in fields(kind)
        }
    )
