"""How many tokens a text takes, before a server has counted them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

CHARS_PER_TOKEN = 3.6
"""English news and JSON as the embedded model's tokenizer cuts them; others lie within a fifth."""

TOKENS_PER_MESSAGE = 4


def estimate_tokens(messages: Sequence[Mapping[str, object]]) -> int:
    """About how many tokens the conversation takes to read."""
    chars = sum(len(str(message["content"])) for message in messages)
    return round(chars / CHARS_PER_TOKEN) + TOKENS_PER_MESSAGE * len(messages)
