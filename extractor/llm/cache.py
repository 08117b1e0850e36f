"""Answers that were paid for once, kept by what was asked."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pydantic import BaseModel, JsonValue

from extractor.errors import AnswerError, InvalidAnswerError, TruncatedAnswerError
from extractor.llm.client import AnswerT, Client, Message, Reply
from extractor.llm.wrapping import WrappedClient


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer as the model wrote it, and what it took."""

    raw: str
    prompt_tokens: int
    completion_tokens: int
    failure: str | None = None
    """`truncated` or `invalid_answer` for one that was of no use; else none."""
    message: str = ""
    """What was wrong with it."""


class AnswerCache(Protocol):
    """Where answers are kept. What the provider refused or lost is never put here."""

    def find(self, key: str) -> KeptAnswer | None:
        """The answer to this call, if there is one."""

    def keep(self, key: str, answer: KeptAnswer) -> None:
        """Keep it; on return it is safe against the end of this process."""


def call_key(
    model: str,
    parameters: Mapping[str, JsonValue],
    messages: Sequence[Message],
    answer: type[BaseModel],
    max_tokens: int,
) -> str:
    """SHA-256 of all that an answer depends on, in hex; the server's address is no part of it."""
    asked = [model, parameters, messages, answer.model_json_schema(), max_tokens]
    words = json.dumps(asked, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


class CachedClient(WrappedClient):
    """The same as the client inside, but what was asked before is not asked again."""

    def __init__(
        self,
        client: Client,
        cache: AnswerCache,
        asking: dict[str, asyncio.Future[None]] | None = None,
    ) -> None:
        """`cache` is asked first; clients with the same `asking` never ask the same at once."""
        super().__init__(client)
        self._cache = cache
        self._asking = {} if asking is None else asking
        self.hits = 0
        """How many answers came from the cache."""

    async def ask(
        self, messages: Sequence[Message], answer: type[AnswerT], *, max_tokens: int
    ) -> Reply[AnswerT]:
        """The model's answer, kept or new; see `Client.ask`."""
        key = call_key(self.model, self.parameters, messages, answer, max_tokens)
        while (asking := self._asking.get(key)) is not None:
            await asyncio.wait([asking])  # two stories with the same words pay once
        kept = self._cache.find(key)
        if kept is not None:
            self.hits += 1
            return _replayed(kept, answer)
        asking = self._asking[key] = asyncio.get_running_loop().create_future()
        try:
            return await self._ask_and_keep(key, messages, answer, max_tokens)
        finally:
            del self._asking[key]
            asking.set_result(None)

    async def _ask_and_keep(
        self, key: str, messages: Sequence[Message], answer: type[AnswerT], max_tokens: int
    ) -> Reply[AnswerT]:
        try:
            reply = await self.inner.ask(messages, answer, max_tokens=max_tokens)
        except AnswerError as error:
            failure = _FAILURES.get(type(error))
            if failure is not None:
                took = (error.prompt_tokens, error.completion_tokens)
                self._cache.keep(key, KeptAnswer(error.raw, *took, failure, str(error)))
            raise
        took = (reply.prompt_tokens, reply.completion_tokens)
        self._cache.keep(key, KeptAnswer(reply.raw, *took))
        return reply


_FAILURES: dict[type[AnswerError], str] = {
    TruncatedAnswerError: "truncated",
    InvalidAnswerError: "invalid_answer",
}


def _replayed(kept: KeptAnswer, answer: type[AnswerT]) -> Reply[AnswerT]:
    """The answer as it came the first time; one of no use is of no use again.

    Raises:
        AnswerError: as it did the first time.
    """
    if kept.failure is not None:
        kind = TruncatedAnswerError if kept.failure == "truncated" else InvalidAnswerError
        raise kind(
            kept.message,
            raw=kept.raw,
            prompt_tokens=kept.prompt_tokens,
            completion_tokens=kept.completion_tokens,
        )
    parsed = answer.model_validate_json(kept.raw)
    return Reply(parsed, kept.raw, kept.prompt_tokens, kept.completion_tokens)
