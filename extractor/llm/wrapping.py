"""A client around a client: what cache and budget have in common."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pydantic import JsonValue

from extractor.llm.client import AnswerT, Client, Message, Reply, learned_of


class WrappedClient:
    """The same as the client inside; who adds something overrides `ask`."""

    def __init__(self, inner: Client) -> None:
        """Closing it closes the client inside."""
        self.inner = inner

    @property
    def model(self) -> str:
        """Which model answers, as `provider:model`."""
        return self.inner.model

    @property
    def is_local(self) -> bool:
        """Whether it is a small model on this machine, one answer at a time."""
        return self.inner.is_local

    @property
    def parameters(self) -> dict[str, JsonValue]:
        """What the model is called with, for the run record."""
        return self.inner.parameters

    @property
    def learned(self) -> dict[str, JsonValue]:
        """What the server wants said otherwise; see `learned_of`."""
        return learned_of(self.inner)

    @property
    def endpoint(self) -> str | None:
        """The address that is asked, without credentials."""
        return self.inner.endpoint

    async def ask(
        self, messages: Sequence[Message], answer: type[AnswerT], *, max_tokens: int
    ) -> Reply[AnswerT]:
        """The model's answer; see `Client.ask`."""
        return await self.inner.ask(messages, answer, max_tokens=max_tokens)

    def cost_usd(self, prompt_tokens: int, completion_tokens: int) -> Decimal | None:
        """What so many tokens cost; none where no price is known."""
        return self.inner.cost_usd(prompt_tokens, completion_tokens)

    async def close(self) -> None:
        """Give the connection back."""
        await self.inner.close()
