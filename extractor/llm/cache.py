"""Answers that were paid for once, kept by what was asked."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from pydantic import BaseModel, JsonValue

from extractor.errors import (
    AnswerDeclinedError,
    AnswerError,
    AnswerFilteredError,
    InvalidAnswerError,
    TruncatedAnswerError,
)
from extractor.llm.client import AnswerT, Client, Message, Reply
from extractor.llm.tokens import estimate_call, estimate_tokens
from extractor.llm.wrapping import WrappedClient


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer as the model wrote it, and what it took."""

    raw: str
    prompt_tokens: int
    """0 with no completion tokens either: the server did not count."""
    completion_tokens: int
    failure: str | None = None
    """How a report calls one that was of no use, as `truncated`; else none."""
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
            return _replayed(kept, messages, answer)
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
                took = _counted(error)
                self._cache.keep(key, KeptAnswer(error.raw, *took, failure, str(error)))
            raise
        kept = KeptAnswer(reply.raw, *_counted(reply))
        self._cache.keep(key, kept)
        is_uncounted = not (reply.prompt_tokens or reply.completion_tokens)
        return _replayed(kept, messages, answer) if is_uncounted else reply


def _counted(answer: Reply[Any] | AnswerError) -> tuple[int, int]:
    """Read and written as the server counted them: estimates are made anew at each reading."""
    return (0, 0) if answer.is_estimated else (answer.prompt_tokens, answer.completion_tokens)


_FAILURES: dict[type[AnswerError], str] = {
    TruncatedAnswerError: "truncated",
    InvalidAnswerError: "invalid_answer",
    AnswerDeclinedError: "declined",
    AnswerFilteredError: "filtered",
}
_KINDS = {name: kind for kind, name in _FAILURES.items()}


def _replayed(
    kept: KeptAnswer, messages: Sequence[Message], answer: type[AnswerT]
) -> Reply[AnswerT]:
    """The answer as it came the first time; one of no use is of no use again.

    Raises:
        AnswerError: as it did the first time.
    """
    took = (kept.prompt_tokens, kept.completion_tokens)
    is_estimated = not any(took)
    if is_estimated:
        took = (estimate_call(messages, answer), estimate_tokens(kept.raw))
    if kept.failure is not None:
        kind = _KINDS.get(kept.failure, InvalidAnswerError)
        error = kind(kept.message, raw=kept.raw, prompt_tokens=took[0], completion_tokens=took[1])
        error.is_estimated = is_estimated
        raise error
    return Reply(answer.model_validate_json(kept.raw), kept.raw, *took, is_estimated)
