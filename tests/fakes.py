"""A model made of a function, for what no recording can show."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, JsonValue

from extractor.asking.sentences import told_sentences
from extractor.llm.client import AnswerT, Message, Reply
from extractor.scanning.document import scan_document
from extractor.schemas.document import Document

_ITEMS = re.compile(r"\n\n[^\n]+:\n(?=[fsq]\d+: )")
"""The heading of the items that a prompt lists: "Items:"."""

Answer = Callable[[Sequence[Message], dict[str, Any]], dict[str, Any]]
"""Messages and the properties asked for, to the answer."""


class FunctionClient:
    """Answers what its function says; the same interface as a real model's client."""

    def __init__(
        self, answer: Answer, *, is_local: bool = True, model: str = "local:function"
    ) -> None:
        self._answer = answer
        self._model = model
        self._is_local = is_local
        self.asked: list[list[Message]] = []
        """Every conversation so far."""
        self.shapes: list[type[BaseModel]] = []
        """What was to be answered in each."""
        self.limits: list[int] = []
        """The `max_tokens` of each."""

    @property
    def model(self) -> str:
        """As `provider:model`."""
        return self._model

    @property
    def is_local(self) -> bool:
        """As the test wants it."""
        return self._is_local

    @property
    def parameters(self) -> dict[str, JsonValue]:
        """None."""
        return {}

    @property
    def endpoint(self) -> str | None:
        """None."""
        return None

    async def ask(
        self, messages: Sequence[Message], answer: type[AnswerT], *, max_tokens: int
    ) -> Reply[AnswerT]:
        """What the function says, in the shape asked for."""
        self.asked.append(list(messages))
        self.shapes.append(answer)
        self.limits.append(max_tokens)
        given = self._answer(messages, _properties(answer))
        return Reply(answer.model_validate(given), json.dumps(given), 10, 5)

    def cost_usd(self, prompt_tokens: int, completion_tokens: int) -> Decimal | None:
        """Nothing."""
        return Decimal(0)

    async def close(self) -> None:
        """Nothing to give back."""


def faithful(messages: Sequence[Message], wanted: dict[str, Any]) -> dict[str, Any]:
    """An answer that gives each listed item its sentence, and leaves every choice open."""
    passage, items = _ITEMS.split(messages[-1]["content"], maxsplit=1)
    told = scan_document(Document(text=passage.partition("\n")[2]))
    sentences = [" ".join(each.text.split()) for each in told_sentences(told)]
    listed = dict(line.split(": ", 1) for line in items.splitlines() if ": " in line)

    def sentence_of(key: str) -> str:
        words = listed[key].strip("“”").removesuffix("…")
        return next((each for each in sentences if words in each), words)

    answer: dict[str, Any] = {}
    for key, shape in wanted.items():
        if "enum" in shape:
            answer[key] = None
        elif "properties" in shape:
            answer[key] = {
                name: sentence_of(key) if name == "statement" else None
                for name in shape["properties"]
            }
        else:
            answer[key] = sentence_of(key)
    return answer


def _properties(answer: type[BaseModel]) -> dict[str, Any]:
    """The properties of an answer's schema, each with what it refers to in its place."""
    schema = answer.model_json_schema()
    parts = schema.get("$defs", {})
    return {
        key: parts.get(shape.get("$ref", "").rpartition("/")[2], shape)
        for key, shape in schema["properties"].items()
    }
