"""What a model is asked about one passage for a codebook, and the shape of its answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from extractor.asking.answers import MOST_TOKENS, TOKENS_SPARE
from extractor.asking.conversation import Request
from extractor.asking.promptable import promptable
from extractor.asking.prompting import Prompt, load_prompt
from extractor.asking.sizing import Sizing
from extractor.codebooks.shape import Book
from extractor.languages import DEFAULT
from extractor.scanning.document import Scan
from extractor.schemas.answer import AnswerShape
from extractor.schemas.coding import CodebookField
from extractor.schemas.span import Span
from extractor.spans import SpanIndex

PROMPT = "codebook"

SMALL_GROUP = 8
LARGE_GROUP = 32
"""Fields in one call: a small model with more of them fills one from another's words."""

SMALL_RECORDS = 3
LARGE_RECORDS = 10
MOST_VALUES = 8
"""Records in one passage, and values in one list."""

TOKENS_OF_FIELD = 96
TOKENS_OF_VALUE = 64
"""A sentence of evidence, a value and the names of their properties."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the story that is asked about at once."""

    index: int
    span: Span
    not_asked: str | None
    """Why the model is not asked about it."""


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that are asked about in one call."""

    fields: tuple[tuple[str, CodebookField], ...]
    """By the key that the answer has for each."""
    is_list: bool


@dataclass(frozen=True, slots=True)
class Given:
    """One field as the model answered it."""

    field: CodebookField
    status: Literal["stated", "not_stated", "unknown"]
    values: tuple[tuple[str | None, str | bool | None], ...]
    """Words and value of each; one pair unless the field is a list."""


def split_for_coding(scan: Scan, longest: int) -> list[Piece]:
    """Consecutive paragraphs of at most `longest` characters together, long ones between sentences.

    The headline is read with what follows it: it may say what no other sentence does. Datelines,
    copyright lines and the like are not asked about when they stand alone.
    """
    return [Piece(index, *piece) for index, piece in enumerate(_pieces(scan, longest))]


def _pieces(scan: Scan, longest: int) -> Iterator[tuple[Span, str | None]]:
    furniture = SpanIndex(scan.furniture, lambda part: part.span)
    sentences = SpanIndex(scan.sentences, lambda sentence: sentence)
    start = end = -1
    for paragraph in scan.paragraphs:
        around = furniture.overlapping(paragraph)
        aside = next((part.reason for part in around if part.span.covers(paragraph)), None)
        if start >= 0 and (aside is not None or paragraph.end - start > longest):
            yield Span.of(scan.text, start, end), None
            start = -1
        if aside is not None:
            yield paragraph, aside
        elif paragraph.end - paragraph.start > longest:
            inside = sentences.starting_in(paragraph.start, paragraph.end)
            yield from ((part, None) for part in _parts(scan.text, paragraph, inside, longest))
        else:
            start, end = start if start >= 0 else paragraph.start, paragraph.end
    if start >= 0:
        yield Span.of(scan.text, start, end), None


def _parts(text: str, paragraph: Span, sentences: Iterable[Span], longest: int) -> Iterator[Span]:
    start = last = paragraph.start
    for sentence in sentences:
        if sentence.end - start > longest and last > start:
            yield Span.of(text, start, last)
            start = last
        while sentence.end - start > longest:  # no sentence is that long: a table, or noise
            yield Span.of(text, start, start + longest)
            start += longest
        last = sentence.end
    if start < paragraph.end:
        yield Span.of(text, start, paragraph.end)


def groups_of(book: Book, *, is_small: bool) -> list[Group]:
    """The fields as they are asked together; the rows of a list are asked whole, or fields of
    one call could not be told to be of the same row as those of another."""
    keyed: dict[str, CodebookField] = {}
    for field in book.fields:
        key = plain = field.path.replace(".", "_")
        while key in keyed:
            key = f"{plain}_{len(keyed)}"
        keyed[key] = field
    items = tuple(keyed.items())
    size = len(items) if book.is_list else SMALL_GROUP if is_small else LARGE_GROUP
    return [Group(items[at : at + size], book.is_list) for at in range(0, len(items), size)]


class Requests:
    """The calls for one codebook: the same words before every passage, so servers keep them."""

    def __init__(self, book: Book, sizing: Sizing, language: str = DEFAULT) -> None:
        """Load the prompt of the story's language."""
        self.prompt = load_prompt(PROMPT, language)
        self.groups = groups_of(book, is_small=sizing.is_small)
        self._records = SMALL_RECORDS if sizing.is_small else LARGE_RECORDS
        self._systems = {group: _system_message(self.prompt, book, group) for group in self.groups}

    def request(self, piece: Piece, group: Group) -> Request:
        """The call about one passage and one group of fields."""
        words = self.prompt.render("passage", passage=promptable(piece.span.text))
        shape = _answer(group, self._records)
        tokens = sum(
            TOKENS_OF_FIELD + TOKENS_OF_VALUE * (MOST_VALUES if field.is_list else 0)
            for _, field in group.fields
        )
        tokens = TOKENS_SPARE + tokens * (self._records if group.is_list else 1)
        return Request(
            [
                {"role": "system", "content": self._systems[group]},
                {"role": "user", "content": words},
            ],
            shape,
            min(tokens, MOST_TOKENS),
        )


def given_in(answer: BaseModel, group: Group) -> list[list[Given]]:
    """The rows of an answer in the shape of `Requests.request`, each with all fields in order."""
    rows = answer.records if group.is_list else [answer]  # type: ignore[attr-defined]  # see _answer
    return [[_given(field, getattr(row, key)) for key, field in group.fields] for row in rows]


def _given(field: CodebookField, answer: Any) -> Given:
    if field.is_list:
        values = tuple((_said(each.words), _value(field, each.value)) for each in answer.values)
        return Given(field, answer.status, values)
    return Given(field, answer.status, ((_said(answer.words), _value(field, answer.value)),))


def _value(field: CodebookField, value: str | bool | None) -> str | bool | None:
    if not isinstance(value, str) or field.kind == "choice":
        return value
    value = _whole(value)
    if field.kind in _MEASURED:
        value = _BRACES.sub("", value)
        if value.strip().casefold() in _PLACEHOLDERS:
            return None
    if field.kind == "toll" and value.strip().lower() == "none":
        return value.strip()  # a number: nobody
    return _said(value)


_MEASURED = ("toll", "amount", "number", "date")
_BRACES = re.compile(r"[{}<>\[\]]")
_PLACEHOLDERS = frozenset(
    {"value", "values", "number", "count", "integer", "amount", "date", "string", "text", "words"}
)
"""What models write where a value belongs, from the shape of the answer: it is no value."""

_NOTHING = frozenset({"", "null", "none", "n/a", "not stated", "not_stated", "unknown"})
"""How models spell that they give nothing."""


def _said(words: str | None) -> str | None:
    bare = _whole(words or "").strip()
    return None if bare.lower() in _NOTHING else bare


def _whole(text: str) -> str:
    """The text without halves of characters, which JSON can spell and no file can hold."""
    return text.encode("utf-8", "replace").decode()


def _system_message(prompt: Prompt, book: Book, group: Group) -> str:
    lines = []
    for key, field in group.fields:
        hint = (
            prompt.render("choice", choices=", ".join(field.choices))
            if field.kind == "choice"
            else prompt.render(field.kind)
        )
        if field.is_list:
            hint = f"{prompt.render('list')}: {hint}"
        lines.append(f"- {key}: {field.description} ({hint})")
    part = "several" if group.is_list else "system"
    return prompt.render(part, about=book.about, fields="\n".join(lines))


class _Answer(AnswerShape):
    """The base of every part of an answer."""

    model_config = ConfigDict(coerce_numbers_to_str=True, use_attribute_docstrings=True)


class _Place(_Answer):
    words: str | None
    """the words of the passage that state it, copied exactly, or null."""


class _Coded(_Place):
    status: Literal["stated", "not_stated", "unknown"]


class _CodedList(_Answer):
    status: Literal["stated", "not_stated", "unknown"]


@lru_cache(maxsize=64)
def _answer(group: Group, records: int) -> type[BaseModel]:
    fields: dict[str, Any] = {
        key: (_field_answer(field), Field(description=field.description))
        for key, field in group.fields
    }
    row = create_model("Row", __base__=_Answer, **fields)
    if not group.is_list:
        return row
    rows = (list[row], Field(max_length=records))
    return create_model("Rows", __base__=_Answer, records=rows)


def _field_answer(field: CodebookField) -> type[BaseModel]:
    wanted = _type_of(field.kind, field.choices)
    if not field.is_list:
        return create_model("Coded", __base__=_Coded, value=(wanted, ...))
    each = create_model("Value", __base__=_Place, value=(wanted, ...))
    values = (list[each], Field(max_length=MOST_VALUES))
    return create_model("CodedList", __base__=_CodedList, values=values)


def _type_of(kind: str, choices: tuple[str, ...]) -> Any:
    """What a value may be: a choice is kept to its words, what is checked later is free text."""
    if kind == "choice":
        return Literal[choices] | None
    return bool | None if kind == "truth" else str | None
