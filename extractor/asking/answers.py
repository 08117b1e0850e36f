"""What a model must answer about one passage, and its answer as proposed facts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import BaseModel, Field, create_model

from extractor.asking.passages import Passage, promptable
from extractor.asking.tasks import Task
from extractor.schemas.answer import AnswerShape
from extractor.schemas.fact import ProposedFact
from extractor.schemas.news import FigureAnswer, FreeAnswer, QuotationAnswer
from extractor.schemas.span import Span

TOKENS_OF_FIGURE = 160
TOKENS_OF_QUOTATION = 48
TOKENS_OF_FREE_FACT = 200
TOKENS_SPARE = 64
"""Twice what answers were seen to take; an answer that needs more has run away."""

MOST_TOKENS = 4_000
"""Half of the room that the local server has for passage and answer together."""

LONGEST_LISTED = 200
"""A long quotation is listed by its beginning; the passage has the rest."""

ShapeT = TypeVar("ShapeT", bound=BaseModel)

Items = Collection[str]
"""Which listed items to ask about, by key; all of them where this is None."""


def keyed_items(passage: Passage) -> dict[str, Span]:
    """The listed items of a passage by key: figures f1, f2, …, quotations q1, q2, …."""
    items = {f"f{number}": figure.phrase for number, figure in enumerate(passage.figures, 1)}
    items |= {f"q{number}": each.span for number, each in enumerate(passage.quotations, 1)}
    return items


def listing(passage: Passage, only: Items | None = None) -> str:
    """The items as the model reads them, a line each."""
    lines = []
    for key, span in keyed_items(passage).items():
        if only is None or key in only:
            words = promptable(" ".join(span.text.split()))
            if len(words) > LONGEST_LISTED:
                words = words[:LONGEST_LISTED] + "…"
            lines.append(f"{key}: {words}" if key.startswith("f") else f"{key}: “{words}”")
    return "\n".join(lines) or "none"


def answer_shape(
    task: Task,
    passage: Passage,
    free_facts: int,
    *,
    only: Items | None = None,
    is_choosing: bool = False,
) -> tuple[type[BaseModel], int]:
    """The shape of the answer about a passage, and the `max_tokens` that it may take.

    One required property per item, so that none is forgotten and none comes twice: an array of
    items with ids lets both happen. With `is_choosing` dates, places and speakers are chosen among
    those recognised in the passage instead of written out.
    """
    figure, quotation, free = task.figure_answer, task.quotation_answer, task.free_answer
    if is_choosing:
        by_field = {
            "when": passage.dates,
            "where": passage.places,
            "attributed_to": passage.voices,
            "speaker": passage.voices,
        }
        figure, quotation = _choosing(figure, by_field), _choosing(quotation, by_field)
        free = _choosing(free, by_field)
    items = keyed_items(passage)
    asked = {key: items[key] for key in items if only is None or key in only}
    free_facts = free_facts if only is None else 0
    tokens = TOKENS_SPARE + TOKENS_OF_FREE_FACT * free_facts
    for key, span in asked.items():
        is_figure = key.startswith("f")
        tokens += TOKENS_OF_FIGURE + len(span.text) // 2 if is_figure else TOKENS_OF_QUOTATION
    shape = _answer(tuple(asked), figure, quotation, free, free_facts)
    return shape, min(tokens, MOST_TOKENS)


@lru_cache(maxsize=256)  # passages with as many items share a shape, unless words are chosen
def _answer(
    keys: tuple[str, ...],
    figure: type[FigureAnswer],
    quotation: type[QuotationAnswer],
    free: type[FreeAnswer],
    free_facts: int,
) -> type[BaseModel]:
    fields: dict[str, Any] = {
        key: (figure if key.startswith("f") else quotation, ...) for key in keys
    }
    if free_facts:
        fields["facts"] = (list[free], Field(max_length=free_facts))  # type: ignore[valid-type]
    return create_model("Answer", __base__=AnswerShape, **fields)


def _choosing(shape: type[ShapeT], by_field: Mapping[str, tuple[str, ...]]) -> type[ShapeT]:
    """The same shape with some fields narrowed to these words or null."""
    fields: dict[str, Any] = {}
    for name, field in shape.model_fields.items():
        if name in by_field:
            # A list in the schema and no Literal: an answer outside it is checked like any other.
            words = [*by_field[name], None]
            fields[name] = (
                str | None,
                Field(description=field.description, json_schema_extra=_only(words)),
            )
    return create_model(shape.__name__, __base__=shape, **fields)


def _only(words: list[str | None]) -> Callable[[dict[str, Any]], None]:
    def narrow(schema: dict[str, Any]) -> None:
        schema.pop("anyOf", None)
        schema["enum"] = words

    return narrow


def proposed_facts(answer: BaseModel, passage: Passage) -> list[ProposedFact]:
    """The facts in an answer of the shape that `answer_shape` gave for this passage."""
    items = keyed_items(passage)
    facts = []
    for key, value in answer:
        if key == "facts":
            keyed = [(f"a{number}", each) for number, each in enumerate(value, 1)]
        else:
            keyed = [(key, value)]
        facts += [_proposed(each, name, items.get(name), passage.index) for name, each in keyed]
    return facts


def _proposed(answer: BaseModel, key: str, item: Span | None, passage: int) -> ProposedFact:
    match answer:
        case FigureAnswer() if item is not None:
            return ProposedFact(
                kind="figure",
                key=key,
                passage=passage,
                recognised=item,
                quote=item.text,
                statement=answer.statement,
                when=_said(answer.when),
                where=_said(answer.where),
                attributed_to=_said(answer.attributed_to),
            )
        case QuotationAnswer() if item is not None:
            speaker = _said(answer.speaker)
            return ProposedFact(
                kind="quotation",
                key=key,
                passage=passage,
                recognised=item,
                quote=item.text,
                statement=f"“{' '.join(item.text.split())}” – {speaker or 'speaker not given'}",
                attributed_to=speaker,
            )
        case FreeAnswer():
            return ProposedFact(
                kind="statement",
                key=key,
                passage=passage,
                quote=answer.quote,
                statement=answer.statement,
                attributed_to=_said(answer.attributed_to),
            )
    raise TypeError(f"{key} cannot be answered by a {type(answer).__name__}")


def _said(words: str | None) -> str | None:
    """The words without a trailing comma; none for the ways in which models spell "nothing"."""
    bare = (words or "").strip().rstrip(",;: ")
    return None if bare.lower() in ("", "null", "none", "n/a", "unknown") else bare
