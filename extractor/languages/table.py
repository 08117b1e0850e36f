"""What a table of a language is made of: words, phrases, and phrases that stand for a number."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainValidator, TypeAdapter

from extractor.languages.phrases import Phrases


class Table(BaseModel):
    """A table, or a part of one; a key that it does not know is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


def _split(block: object) -> object:
    return block.split() if isinstance(block, str) else block


def _phrases(listed: Any) -> Phrases[bool]:
    phrases: tuple[str, ...] = TypeAdapter(tuple[str, ...]).validate_python(listed)
    return Phrases((phrase, True) for phrase in phrases)


def _numbers(table: Any) -> Phrases[int]:
    numbers: dict[str, int] = TypeAdapter(dict[str, int]).validate_python(table)
    return Phrases(numbers.items())


Words = Annotated[frozenset[str], BeforeValidator(_split)]
"""Single words; a table lists them, or gives them as one text with spaces between."""
Said = Annotated[Phrases[bool], PlainValidator(_phrases)]
"""Phrases of a table, laid out when it is read."""
Numbered = Annotated[Phrases[int], PlainValidator(_numbers)]
"""The same with a number for each."""
