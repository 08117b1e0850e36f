"""A document some of whose calls failed, before it is said whose fault that is."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Awaitable, Iterator, Mapping, Sequence
from contextlib import suppress

from extractor.asking.conversation import Request
from extractor.batch.store import Outcome
from extractor.errors import AnswerError, ExtractorError, ProviderError
from extractor.llm.client import AnswerT, Client, Message, Reply
from extractor.llm.wrapping import WrappedClient
from extractor.schemas.document import Document

PROBE = "KELMORE, March 3, 2026 (Wire) - A storm flooded {homes} homes on Monday, officials said."
"""A story that no model and no filter takes offence at, for asking whether a server answers."""


class Unsettled(Exception):
    """Calls of a document failed by the server's fault or by its own; not for people."""

    def __init__(self, errors: Mapping[str, ProviderError], outcome: Outcome) -> None:
        """`errors` are by call; `outcome` is what it comes to if the fault is its own."""
        super().__init__(*map(str, errors.values()))
        self.errors = dict(errors)
        self.outcome = outcome


class NotingClient(WrappedClient):
    """The same as the client inside, and what the server failed is noted.

    The pipeline makes a failed passage of it, which is right for a story that is read on its own.
    """

    def __init__(self, inner: Client) -> None:
        """Nothing has failed yet."""
        super().__init__(inner)
        self.errors: dict[str, ProviderError] = {}
        """By what was asked, as SHA-256 in hex."""

    async def ask(
        self, messages: Sequence[Message], answer: type[AnswerT], *, max_tokens: int
    ) -> Reply[AnswerT]:
        """The model's answer; see `Client.ask`."""
        try:
            return await self.inner.ask(messages, answer, max_tokens=max_tokens)
        except ProviderError as error:
            asked = json.dumps(messages).encode()
            self.errors[hashlib.sha256(asked).hexdigest()] = error
            raise

    async def settle(self, doing: Awaitable[Outcome]) -> Outcome:
        """What became of a document that was done with this client.

        Raises:
            Unsettled: calls failed, and it is not said yet whose fault that is.
        """
        try:
            outcome = await doing
        except ProviderError as error:
            raise Unsettled(self.errors, _failed(error)) from None
        except AnswerError as error:
            return _failed(error)
        if self.errors:
            raise Unsettled(self.errors, outcome)
        return outcome


def _failed(error: ExtractorError) -> Outcome:
    return Outcome("failed", cause_of(error), str(error))


def probe_document() -> Document:
    """A tiny story, another one each time: no server is to answer it from its memory."""
    return Document(text=PROBE.format(homes=random.randint(100, 999_999)), name="probe")


async def ask_probe(client: Client, requests: Iterator[Request]) -> None:
    """Make the first of these calls; an answer of no use is an answer.

    Raises:
        ProviderError: there is none.
    """
    request = next(requests)
    with suppress(AnswerError):
        await client.ask(request.messages, request.shape, max_tokens=request.max_tokens)


def cause_of(error: ExtractorError) -> str:
    """An error's name as a cause of failure: `TimeLimitError` is `time_limit`."""
    name = type(error).__name__.removesuffix("Error")
    return "".join(f"_{char.lower()}" if char.isupper() else char for char in name).lstrip("_")
