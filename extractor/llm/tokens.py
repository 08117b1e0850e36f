"""How many tokens a call takes, before a server has counted them or where none does."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache

from pydantic import BaseModel

CHARS_PER_TOKEN = 3.6
"""English news and JSON as the embedded model's tokenizer cuts them; others lie within a fifth."""

TOKENS_PER_MESSAGE = 4

TOKENS_OF_FORMAT = 12
"""What stands around the schema: that an answer is to keep to it."""


def estimate_tokens(text: str) -> int:
    """About how many tokens a text takes."""
    return round(len(text) / CHARS_PER_TOKEN)


def estimate_messages(messages: Sequence[Mapping[str, object]]) -> int:
    """About how many tokens a conversation takes to read."""
    chars = sum(len(str(message["content"])) for message in messages)
    return round(chars / CHARS_PER_TOKEN) + TOKENS_PER_MESSAGE * len(messages)


def estimate_call(messages: Sequence[Mapping[str, object]], answer: type[BaseModel]) -> int:
    """About how many tokens a call takes to read: the conversation, and the schema sent with it."""
    return estimate_messages(messages) + _schema_tokens(answer) + TOKENS_OF_FORMAT


@lru_cache(maxsize=1024)
def _schema_tokens(answer: type[BaseModel]) -> int:
    return estimate_tokens(json.dumps(answer.model_json_schema()))
