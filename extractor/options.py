"""What a run may be told, as one typed object."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import Field, JsonValue, field_validator

from extractor.errors import OptionError
from extractor.schemas.record import Record


class Options(Record):
    """How a story is read; the defaults suit a laptop."""

    base_url: str | None = None
    """Where an OpenAI-compatible server answers, up to and including "/v1"; none means the address
    that the environment gives for the provider, or its own."""
    temperature: float | None = Field(default=None, ge=0, le=2)
    """How freely the model words its answers; none means 0 wherever the server may be told."""
    seed: int | None = 1
    """For servers that can repeat an answer; none is sent where this is none."""
    max_tokens: int | None = Field(default=None, ge=1)
    """Most tokens of an answer, a model's thinking included; none means what the answer may need,
    with room to think where the model is seen to."""
    extra_body: Mapping[str, JsonValue] = Field(default_factory=dict)
    """What is sent beside our own parts of each request, as `{"reasoning_effort": "low"}`."""
    passage_chars: int | None = Field(default=None, ge=200)
    """Longest passage in characters; `None` means 600 for `local:`, otherwise 6,000."""
    free_facts: int | None = Field(default=None, ge=0, le=20)
    """Most sentences without a figure or a quotation to ask about in a passage; `None` means 1 for
    `local:`, else 5."""
    max_passages: int = Field(default=200, ge=1)
    """A story with more passages is refused before the first call; each passage is a call."""
    max_reasks: int = Field(default=1, ge=0)
    """How often a passage is asked about again if the answer did not fit the schema."""
    max_repairs: int | None = Field(default=None, ge=0)
    """Most calls per story for facts that failed a check and for figures left out; none means 0
    for `local:`, which seldom does better the second time, and 3 for other models."""
    concurrency: int = Field(default=4, ge=1)
    """How many passages are asked about at once; the embedded model takes one at a time."""
    timeout_s: float | None = Field(default=None, gt=0)
    """How long a whole answer may take, from the call to its last byte; none means 600 for
    `local:`, which shares the machine with other programs, and 120 for other models."""
    retry_limit_s: float = Field(default=180.0, ge=0)
    """How long a call goes on being tried after connection errors, 408, 409, 429, 5xx and what is
    no chat completion, and how long a server may ask to wait at most."""
    prompt: Path | None = None
    """A file of one's own in place of `prompts/news.md`, with the same parts and holes; its
    examples are checked before the first call."""
    prices: str | None = None
    """A TOML file of prices in US dollars for a million tokens, which come before those of
    genai-prices: a table `[models."openai:NAME"]` with `input`, `output` and perhaps `as_of`."""

    @field_validator("extra_body")
    @classmethod
    def _leaves_ours_alone(cls, extra: Mapping[str, JsonValue]) -> Mapping[str, JsonValue]:
        if taken := sorted(OURS & extra.keys()):
            raise ValueError(f"{taken[0]!r} is a part of each request that is not to be changed")
        return extra


OURS = frozenset({"messages", "model", "response_format", "stream", "tools", "tool_choice"})
"""The parts of a request that hold the question; `extra_body` cannot change them."""


def given_options(options: Options | None) -> Options:
    """The options, or the usual ones.

    Raises:
        OptionError: they are of another type.
    """
    if options is None:
        return Options()
    if not isinstance(options, Options):
        raise OptionError(
            f"options is a {type(options).__name__}: give Options(...), as Options(max_passages=50)"
        )
    return options
