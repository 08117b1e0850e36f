"""The JSON of an answer, wherever in a message a server or model has put it.

Lenient in form, strict in content: thoughts, fences and sentences around it, keys that nobody asked
for, optional keys left out, a trailing comma do no harm. What a key says is never changed, an
answer that breaks off is not closed, and of two different answers none is taken.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError

MOST_CHARS = 400_000
"""In a longer answer nothing is looked for: it is taken as it stands."""

MOST_TRIES = 200
"""So often the beginning of an object is looked for, or a comma too many is passed over."""

MOST_DEPTH = 64
"""What lies deeper in itself is no answer."""

_THOUGHT_BEGINS = ("<think", "<reasoning", "[THINK]")
_THOUGHT_ENDS = ("</think>", "</thinking>", "</reasoning>", "[/THINK]")
"""What models write around their thoughts, where the server does not take these away."""


def answer_text(places: list[str], shape: type[BaseModel]) -> str:
    """The JSON of the answer, as it stands if it fits `shape`, else with its form mended.

    `places` are the texts in which it may stand, the likeliest first. Where nothing fits, the one
    JSON object that was found, or else the first text: what is wrong with it is then said of that.
    """
    for text in places:
        if _fits(text, shape):
            return text
        fitting = _distinct(each for each in _mended(text, shape) if _fits(each, shape))
        if len(fitting) == 1:
            return fitting[0]
    first = places[0]
    found = [] if first.lstrip().startswith("{") else [_dumped(each) for each in _objects(first)]
    return found[0] if len(found) == 1 else first


def places_of(message: Any) -> list[str]:
    """The texts of a message that may hold the answer, the likeliest first; never empty.

    Thoughts come last: they may hold a draft of the answer.
    """
    calls = [getattr(each, "function", None) for each in getattr(message, "tool_calls", None) or ()]
    calls.append(getattr(message, "function_call", None))
    arguments = [getattr(call, "arguments", None) for call in calls]
    content = _text_of(getattr(message, "content", None))
    thoughts = [getattr(message, name, None) for name in ("reasoning_content", "reasoning")]
    texts = [*map(_text_of, arguments), content, *map(_text_of, thoughts)]
    return [each.removeprefix("\ufeff") for each in texts if each.strip()] or [content]


def thoughts_of(message: Any) -> str:
    """What the model thought before it answered, as far as the server shows it."""
    shown = [_text_of(getattr(message, name, None)) for name in ("reasoning_content", "reasoning")]
    content = _text_of(getattr(message, "content", None)).lstrip()
    return "".join(shown) or (content if content.startswith(_THOUGHT_BEGINS) else "")


def after_thoughts(message: Any) -> str:
    """What the model wrote after its thoughts; empty if it has not come to it."""
    content = _text_of(getattr(message, "content", None)).lstrip()
    if any(end in content for end in _THOUGHT_ENDS):
        return _behind_thoughts(content)
    return "" if content.startswith(_THOUGHT_BEGINS) else content


def _behind_thoughts(text: str) -> str:
    return text[
        max((text.rfind(end) + len(end) for end in _THOUGHT_ENDS if end in text), default=0) :
    ]


def _text_of(value: object) -> str:
    """A text, the texts of a list of parts, or an object that a server did not write as text."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        parts = [each.get("text") if isinstance(each, dict) else None for each in value]
        return "".join(each for each in parts if isinstance(each, str))
    return ""


def _fits(text: str, shape: type[BaseModel]) -> bool:
    try:
        shape.model_validate_json(text, strict=True)
    except ValidationError:
        return False
    return True


def _distinct(texts: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _mended(text: str, shape: type[BaseModel]) -> Iterator[str]:
    """Each object of a text in the form of the shape, and what stands inside a wrapper."""
    for value in _objects(text):
        for each in (value, *(value.get(name) for name in (shape.__name__, *_WRAPPERS))):
            if isinstance(each, dict):
                yield _dumped(_in_shape(each, shape))


_WRAPPERS = ("arguments", "parameters")
"""In which a function call puts the answer, where a model writes the call out as text."""


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _objects(text: str) -> list[dict[str, Any]]:
    """Each outermost JSON object of a text, of what comes behind the thoughts if there is any."""
    if len(text) > MOST_CHARS:
        return []
    said = _behind_thoughts(text)
    return _decoded(said) or (_decoded(text) if said != text else [])


_DECODER = json.JSONDecoder(
    strict=False,  # a line break inside a string
    parse_constant=lambda name: None if name == "NaN" else float(name),
)


def _decoded(text: str) -> list[dict[str, Any]]:
    found = []
    at = text.find("{")
    for _ in range(MOST_TRIES):
        if at < 0:
            break
        try:
            value, end = _DECODER.raw_decode(text, at)
        except json.JSONDecodeError as error:
            comma = _TRAILING_COMMA.match(text, _comma_before(text, error.pos))
            if comma:
                text = text[: comma.start()] + " " + text[comma.start() + 1 :]
            else:
                at = text.find("{", at + 1)
            continue
        except RecursionError:
            break
        if _depth(value) <= MOST_DEPTH:
            found.append(value)
        at = text.find("{", end)
    return found


_TRAILING_COMMA = re.compile(r",\s*[}\]]")
"""What JSON does not have, and people write."""


def _comma_before(text: str, end: int) -> int:
    """Where the text has a comma, with nothing but space between it and `end`; else its end."""
    before = text[: end + 1].rstrip().rstrip("}]").rstrip() if end < len(text) else ""
    return len(before) - 1 if before.endswith(",") else len(text)


def _depth(value: object) -> int:
    """How deep objects and lists lie in each other, up to one more than may be."""
    level, depth = [value], 0
    while level and depth <= MOST_DEPTH:
        inner = [
            each.values() if isinstance(each, dict) else each
            for each in level
            if isinstance(each, dict | list)
        ]
        level = [each for group in inner for each in group]
        depth += bool(inner)
    return depth


def _in_shape(value: Any, kind: Any) -> Any:
    """The value without keys that its shape does not have, and null for optional ones left out.

    An object that has none of the shape's keys is something else, and stays as it is.
    """
    if get_origin(kind) in (list, tuple) and isinstance(value, list):
        return [_in_shape(each, get_args(kind)[0]) for each in value]
    shape = _only_model(kind)
    if shape is None or not isinstance(value, dict):
        return value
    kinds = {field.alias or name: field.annotation for name, field in shape.model_fields.items()}
    given = {key: _in_shape(each, kinds[key]) for key, each in value.items() if key in kinds}
    optional = {key: None for key, each in kinds.items() if type(None) in get_args(each)}
    return {**optional, **given} if given else value


def _only_model(kind: Any) -> type[BaseModel] | None:
    """The model that a type is, or that it is unless it is null."""
    kinds = [each for each in get_args(kind) if each is not type(None)] or [kind]
    only = kinds[0] if len(kinds) == 1 else None
    return only if isinstance(only, type) and issubclass(only, BaseModel) else None
