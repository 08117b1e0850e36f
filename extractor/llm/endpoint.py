"""A model's server, and what is posted to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, JsonValue

from extractor.llm.dialects import Dialect
from extractor.llm.prices import Price
from extractor.llm.providers import COMPATIBLE, Provider


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible server and how it is to be asked."""

    model: str
    """As `provider:model`, for people and records."""
    served_as: str
    """The model's name on the server."""
    base_url: str
    api_key: str
    is_local: bool
    temperature: float | None
    seed: int | None
    timeout_s: float
    retry_limit_s: float
    price: Price | None = None
    """None where no price is known."""
    provider: Provider = COMPATIBLE
    """What is known of it beforehand."""
    max_tokens: int | None = None
    """Most tokens of an answer, thinking included; none for what the answer may need."""
    extra_body: Mapping[str, JsonValue] = field(default_factory=dict)
    """What is sent beside our own parts of a request."""

    def __repr__(self) -> str:
        """Without key and address: what is printed or logged must not hold a secret."""
        return f"Endpoint({self.model!r})"

    @property
    def parameters(self) -> dict[str, JsonValue]:
        """What the model is called with, for the run record."""
        is_told = self.temperature is not None or self.provider.is_told_temperature
        asked: dict[str, JsonValue] = {
            "temperature": (self.temperature or 0.0) if is_told else None,
            "seed": self.seed,
        }
        if self.max_tokens is not None:
            asked["max_tokens"] = self.max_tokens
        if self.extra_body:
            asked["extra_body"] = dict(self.extra_body)
        return asked

    def settings(self, dialect: Dialect, max_tokens: int) -> dict[str, Any]:
        """The settings of a request for an answer of at most so many tokens."""
        wanted = {name: self.parameters[name] for name in ("temperature", "seed")}
        limit = self.max_tokens or max_tokens + dialect.room_to_think
        return {"model": self.served_as, **dialect.settings(wanted, limit), **self.extra_body}

    def cost_usd(self, prompt_tokens: int, completion_tokens: int) -> Decimal | None:
        """What so many tokens cost; none where no price is known."""
        return self.price.cost_usd(prompt_tokens, completion_tokens) if self.price else None


def call_body(
    endpoint: Endpoint,
    messages: Sequence[Mapping[str, object]],
    answer: type[BaseModel],
    max_tokens: int,
) -> dict[str, Any]:
    """What is posted to /chat/completions, the same in a live call and in a provider's batch."""
    shape = {"name": answer.__name__, "schema": answer.model_json_schema(), "strict": True}
    return {
        "messages": list(messages),
        **endpoint.settings(endpoint.provider.dialect(), max_tokens),
        "response_format": {"type": "json_schema", "json_schema": shape},
    }


def without_credentials(base_url: str) -> str:
    """An address for people and records."""
    url = urlsplit(base_url)
    host = f"[{url.hostname}]" if ":" in (url.hostname or "") else url.hostname
    return f"{url.scheme}://{host}{f':{url.port}' if url.port else ''}{url.path.rstrip('/')}/"
