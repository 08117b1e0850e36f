"""A client that writes calls down for a provider's batch, and answers with what came back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal

from pydantic import JsonValue

from extractor.batch.budget import USUAL_COMPLETION
from extractor.batch.provider_tables import Asked, ProviderTables, Settled
from extractor.errors import (
    AnswerAwaited,
    KeyRefusedError,
    ProviderError,
    SchemaRefusedError,
    TimeLimitError,
    UnknownModelError,
)
from extractor.llm.cache import call_key
from extractor.llm.client import AnswerT, Message, Reply, read_answer
from extractor.llm.endpoint import Endpoint, call_body
from extractor.llm.tokens import estimate_call


class AwaitingClient:
    """Asks nobody; the calls that it could not answer are in `asked`."""

    def __init__(self, endpoint: Endpoint, tables: ProviderTables) -> None:
        """`endpoint` is whom the batch is for."""
        self._endpoint = endpoint
        self._tables = tables
        self.asked: dict[str, Asked] = {}
        """By key, in the order in which they were made; whoever reads them clears them."""

    @property
    def model(self) -> str:
        """Which model will answer, as `provider:model`."""
        return self._endpoint.model

    @property
    def is_local(self) -> bool:
        """Never."""
        return False

    @property
    def parameters(self) -> dict[str, JsonValue]:
        """What the model is called with, for the run record."""
        return self._endpoint.parameters

    @property
    def endpoint(self) -> str | None:
        """None: nothing is asked here."""
        return None

    async def ask(
        self, messages: Sequence[Message], answer: type[AnswerT], *, max_tokens: int
    ) -> Reply[AnswerT]:
        """The answer that a batch brought; see `Client.ask`.

        Raises:
            AnswerAwaited: it has not come yet, or the call was made for the first time.
        """
        key = call_key(self.model, self.parameters, messages, answer, max_tokens)
        settled = self._tables.settled(key)
        if settled is None:
            body = call_body(self._endpoint, messages, answer, max_tokens)
            self.asked[key] = _asked(body, estimate_call(messages, answer), max_tokens)
            raise AnswerAwaited("the call waits for a provider's batch")
        came = settled.came
        if came.raw is None:
            raise _error(settled)
        return read_answer(
            came.raw,
            answer,
            is_cut_off=came.is_cut_off,
            max_tokens=max_tokens,
            prompt_tokens=came.prompt_tokens,
            completion_tokens=came.completion_tokens,
        )

    def cost_usd(self, prompt_tokens: int, completion_tokens: int) -> Decimal | None:
        """What so many tokens cost; none where no price is known."""
        return self._endpoint.cost_usd(prompt_tokens, completion_tokens)

    async def close(self) -> None:
        """Nothing to give back."""


def _asked(body: dict[str, JsonValue], about: int, max_tokens: int) -> Asked:
    # In ASCII: a lone surrogate in an answer that is quoted back would not go into UTF-8.
    posted = json.dumps(body, separators=(",", ":")).encode()
    return Asked(posted, about, max_tokens // USUAL_COMPLETION)


EXPIRED = "batch_expired"
"""OpenAI's word for a call that its batch did not come to in time."""

_ERRORS: dict[int, type[ProviderError]] = {
    400: SchemaRefusedError,
    401: KeyRefusedError,
    403: KeyRefusedError,
    404: UnknownModelError,
    422: SchemaRefusedError,
}
"""What a line's status means, as in a live call."""


def _error(settled: Settled) -> ProviderError:
    came = settled.came
    tries = "once" if settled.tries == 1 else f"{settled.tries:,} times"
    status = f"{came.status}, " if came.status else ""
    words = f"the call was in a batch {tries} and has no answer ({status}{came.reason})"
    if came.reason.startswith(EXPIRED):
        return TimeLimitError(f"{words}: run again with --retry-failed")
    return _ERRORS.get(came.status, ProviderError)(words)
