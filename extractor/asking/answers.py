"""What a model must answer about one passage, and its answer as proposed facts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field, JsonValue, create_model

from extractor.asking.items import Item
from extractor.asking.passages import Passage
from extractor.asking.promptable import on_one_line
from extractor.asking.tasks import Task
from extractor.schemas.answer import AnswerShape
from extractor.schemas.fact import FactKind, ProposedFact

TOKENS_OF_STATEMENT = 90
TOKENS_OF_CHOICE = 30
TOKENS_SPARE = 64
"""Twice what answers were seen to take; an answer that needs more has run away."""

MOST_TOKENS = 4_000
"""Half of the room that the local server has for passage and answer together."""

_ON_ONE_LINE = r'^([^"\\{}\n\r]|\\")*$'
"""What a statement's JSON string may hold. A small model that closes a string with the story's “”
instead of its own mark goes on with the object's end and the next turn, inside the string."""

LONGEST_LISTED = 200
"""A long quotation is listed by its beginning; the passage has the rest."""
LONGEST_SENTENCE = 60
"""The same of a sentence, which the passage has word for word."""

Keys = Collection[str]
"""Which items to ask about; all that are open where this is None."""

Choices = tuple[tuple[str, tuple[str, ...]], ...]
"""The fields of an item that are chosen among words, with these words."""


def open_items(passage: Passage, *, is_choosing: bool, only: Keys | None = None) -> list[Item]:
    """The items that are put to the model; who said a quotation is mostly known.

    A model that is not choosing is not asked who said it either.
    """
    return [
        item
        for item in passage.items
        if (item.kind != "quotation" or (is_choosing and item.known.speakers))
        and (only is None or item.key in only)
    ]


def listing(items: Iterable[Item]) -> str:
    """The items as the model reads them, a line each."""
    return "\n".join(f"{item.key}: {_listed(item)}" for item in items) or "none"


def _listed(item: Item) -> str:
    words = on_one_line(item.span.text)
    longest = LONGEST_SENTENCE if item.kind == "statement" else LONGEST_LISTED
    if len(words) > longest:
        words = words[:longest] + "…"
    return words if item.kind == "figure" else f"“{words}”"


def answer_shape(
    task: Task, items: Sequence[Item], *, is_choosing: bool
) -> tuple[type[BaseModel], int]:
    """The shape of the answer about these items, and the `max_tokens` that it may take.

    One required property per item, so that none is forgotten and none comes twice: an array of
    items with ids lets both happen. A property holds just what is open of its item: where that is
    one field, its value, otherwise an object. With `is_choosing` the times and places that no rule
    settles are chosen among those of the sentence; without, they stay empty.
    """
    asked = tuple((item.key, item.kind, _choices(item, is_choosing)) for item in items)
    tokens = TOKENS_SPARE
    for item, (_, kind, choices) in zip(items, asked, strict=True):
        if kind != "quotation":
            tokens += TOKENS_OF_STATEMENT + min(len(item.span.text), 400) // 2
        tokens += TOKENS_OF_CHOICE * len(choices)
    return _answer(task, asked, on_one_line=not is_choosing), min(tokens, MOST_TOKENS)


def _choices(item: Item, is_choosing: bool) -> Choices:
    known = item.known
    if item.kind == "quotation":
        return (("speaker", known.speakers),)
    open_fields = (("when", known.dates), ("where", known.places))
    return tuple((name, words) for name, words in open_fields if words and is_choosing)


@lru_cache(maxsize=256)  # passages with as many items share a shape, unless words are chosen
def _answer(
    task: Task, asked: tuple[tuple[str, FactKind, Choices], ...], *, on_one_line: bool
) -> type[BaseModel]:
    fields: dict[str, Any] = {}
    for key, kind, choices in asked:
        shape = task.quotation_answer if kind == "quotation" else task.claim_answer
        names = [*([] if kind == "quotation" else ["statement"]), *dict(choices)]
        parts = {name: _field(shape, name, dict(choices).get(name)) for name in names}
        if on_one_line and "statement" in parts:
            parts["statement"] = _line(shape)
        fields[key] = (
            _alone(*next(iter(parts.items()))) if len(parts) == 1 else _whole(shape, parts)
        )
    return create_model("Answer", __base__=AnswerShape, **fields)


def _field(shape: type[BaseModel], name: str, words: tuple[str, ...] | None) -> tuple[Any, Any]:
    field = shape.model_fields[name]
    if words is None:
        return field.annotation, Field(description=field.description)
    # A list in the schema and no Literal: an answer outside it is checked like any other.
    extra = _narrowed([*words, None])
    return field.annotation, Field(description=field.description, json_schema_extra=extra)


def _line(shape: type[BaseModel]) -> tuple[Any, Any]:
    field = shape.model_fields["statement"]
    pattern: dict[str, JsonValue] = {"pattern": _ON_ONE_LINE}
    return field.annotation, Field(description=field.description, json_schema_extra=pattern)


def _narrowed(words: list[str | None]) -> Any:
    def narrow(schema: dict[str, Any]) -> None:
        schema.pop("anyOf", None)
        schema["enum"] = words

    return narrow


def _alone(name: str, part: tuple[Any, Any]) -> tuple[Any, Any]:
    """A field that stands for its item; an object that has it is taken for it."""

    def bare(given: Any) -> Any:
        return given[name] if isinstance(given, dict) and name in given else given

    annotation, field = part
    return Annotated[annotation, BeforeValidator(bare)], field


def _whole(shape: type[BaseModel], parts: dict[str, Any]) -> tuple[Any, Any]:
    return create_model(shape.__name__, __base__=AnswerShape, **parts), ...


def proposed_facts(given: Mapping[str, Any], passage: Passage) -> list[ProposedFact]:
    """The facts in an answer of the shape that `answer_shape` gave for items of this passage.

    Quotations that it leaves out, since their speakers are known or not asked for, are added.
    """
    return list(_proposed(given, passage))


def _proposed(given: Mapping[str, Any], passage: Passage) -> Iterator[ProposedFact]:
    for item in passage.items:
        if item.key in given or item.kind == "quotation":
            yield _fact(item, _fields(item, given.get(item.key)), passage.index)


def _fields(item: Item, given: Any) -> dict[str, str | None]:
    """What was answered of an item, by field."""
    if isinstance(given, BaseModel):
        return dict(given)
    return {"speaker" if item.kind == "quotation" else "statement": given}


def _fact(item: Item, given: dict[str, str | None], passage: int) -> ProposedFact:
    speaker = item.known.speaker or _said(given.get("speaker"))
    words = on_one_line(item.span.text)
    said = f"“{words}” – {speaker or 'speaker not given'}"
    return ProposedFact(
        kind=item.kind,
        key=item.key,
        passage=passage,
        recognised=item.span,
        statement=said if item.kind == "quotation" else _said(given.get("statement")) or "",
        when=item.known.when or _said(given.get("when")),
        where=item.known.where or _said(given.get("where")),
        attributed_to=speaker,
    )


def _said(words: str | None) -> str | None:
    """The words without a trailing comma; none for the ways in which models spell "nothing"."""
    bare = " ".join((words or "").split()).rstrip(",;: ")
    return None if bare.lower() in ("", "null", "none", "n/a", "unknown") else bare
