"""What the pipeline needs of a model, and the client for OpenAI-compatible servers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypedDict, TypeVar, cast
from urllib.parse import urlsplit

from pydantic import BaseModel, JsonValue, ValidationError

from extractor.errors import (
    AnswerError,
    AnswerTooLargeError,
    ConnectionLostError,
    ProviderError,
    TimeLimitError,
)
from extractor.llm.connecting import CONNECT_TIMEOUT_S, MOST_ANSWER_BYTES, answer_begun, open_http
from extractor.llm.explaining import Explainer
from extractor.llm.limits import CallLimits
from extractor.llm.prices import Price
from extractor.llm.reading import Kept, has_message, invalid, kept_of, truncated, unfenced
from extractor.llm.retry import with_retries
from extractor.llm.tokens import estimate_call
from extractor.llm.tracing import call_span

if TYPE_CHECKING:
    from openai import AsyncOpenAI
    from openai.types.chat import ChatCompletion

REASONING_TOKENS = 8_000
"""What OpenAI's models may think before they answer: it counts against the same limit."""

AnswerT = TypeVar("AnswerT", bound=BaseModel)


class Message(TypedDict):
    """One turn of a conversation."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Reply(Generic[AnswerT]):
    """A usable answer and what it took."""

    answer: AnswerT
    raw: str
    """The answer as the model wrote it, without the fence that some put around JSON."""
    prompt_tokens: int
    completion_tokens: int
    is_estimated: bool = False
    """Whether the tokens are estimated, since the server counted none."""
    lost: int = 0
    """Answers to the same call that broke off before: paid for, and counted by nobody."""


class Client(Protocol):
    """A model that answers in the shape of a Pydantic model; tests can pass a fake one."""

    @property
    def model(self) -> str:
        """Which model answers, as `provider:model`."""

    @property
    def is_local(self) -> bool:
        """Whether it is a small model on this machine, one answer at a time."""

    @property
    def parameters(self) -> dict[str, JsonValue]:
        """What the model is called with, for the run record."""

    @property
    def endpoint(self) -> str | None:
        """The address that is asked, without credentials."""

    async def ask(
        self, messages: Sequence[Message], answer: type[AnswerT], *, max_tokens: int
    ) -> Reply[AnswerT]:
        """The model's answer to the conversation.

        Raises:
            ProviderError: the server could not be reached or would not answer.
            AnswerError: it answered, and the answer is cut off or does not fit.
        """

    def cost_usd(self, prompt_tokens: int, completion_tokens: int) -> Decimal | None:
        """What so many tokens cost; none where no price is known."""

    async def close(self) -> None:
        """Give the connection back."""


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
    seed: int
    timeout_s: float
    retry_limit_s: float
    price: Price | None = None
    """None where no price is known."""

    def __repr__(self) -> str:
        """Without key and address: what is printed or logged must not hold a secret."""
        return f"Endpoint({self.model!r})"

    @property
    def is_openai(self) -> bool:
        """Whether it is OpenAI itself, which wants some things said otherwise than others."""
        return (urlsplit(self.base_url).hostname or "").endswith("openai.com")

    @property
    def parameters(self) -> dict[str, JsonValue]:
        """What the model is called with, for the run record."""
        is_told = self.temperature is not None or not self.is_openai
        # OpenAI's reasoning models refuse to be told.
        return {"temperature": (self.temperature or 0.0) if is_told else None, "seed": self.seed}

    def cost_usd(self, prompt_tokens: int, completion_tokens: int) -> Decimal | None:
        """What so many tokens cost; none where no price is known."""
        return self.price.cost_usd(prompt_tokens, completion_tokens) if self.price else None


def call_body(
    endpoint: Endpoint, messages: Sequence[Message], answer: type[BaseModel], max_tokens: int
) -> dict[str, Any]:
    """What is posted to /chat/completions, the same in a live call and in a provider's batch."""
    shape = {"name": answer.__name__, "schema": answer.model_json_schema(), "strict": True}
    return {
        "messages": list(messages),
        **_settings(endpoint, max_tokens),
        "response_format": {"type": "json_schema", "json_schema": shape},
    }


def _settings(endpoint: Endpoint, max_tokens: int) -> dict[str, Any]:
    settings = {"model": endpoint.served_as, **endpoint.parameters}
    if endpoint.is_openai:
        settings["max_completion_tokens"] = max_tokens + REASONING_TOKENS
    else:
        settings["max_tokens"] = max_tokens
    return {name: value for name, value in settings.items() if value is not None}


def open_server(
    endpoint: Endpoint, timeout_s: float | None, *, most_bytes: int | None = MOST_ANSWER_BYTES
) -> tuple[AsyncOpenAI, Explainer]:
    """The way to a server, which sends a story nowhere else, and what says why a call failed.

    `timeout_s` is how long the server may be silent, `most_bytes` what an answer may have; none
    for no limit.
    """
    import openai

    timeout = openai.Timeout(timeout_s, connect=CONNECT_TIMEOUT_S)
    server = without_credentials(endpoint.base_url)
    explainer = Explainer(server, endpoint.served_as, endpoint.api_key)
    way = openai.AsyncOpenAI(
        api_key=endpoint.api_key,
        base_url=endpoint.base_url,
        timeout=timeout,
        max_retries=0,
        http_client=open_http(endpoint.base_url, explainer, timeout, most_bytes=most_bytes),
    )
    return way, explainer


class OpenAIClient:
    """Structured answers from any server that speaks OpenAI's chat completions."""

    def __init__(self, endpoint: Endpoint, limits: CallLimits | None = None) -> None:
        """Import the SDKs, which takes about two seconds, and open the connection."""
        import instructor

        # It logs whole prompts, article included, when an answer does not fit.
        logging.getLogger("instructor").setLevel(logging.CRITICAL + 1)
        self._endpoint = endpoint
        self._limits = limits
        # The time of a whole answer is kept in `_send_in_time`: HTTP's own limit is for a silence.
        self._openai, self._explainer = open_server(endpoint, None)
        self._create: Any = instructor.patch(create=self._send, mode=instructor.Mode.JSON_SCHEMA)

    @property
    def model(self) -> str:
        """Which model answers, as `provider:model`."""
        return self._endpoint.model

    @property
    def is_local(self) -> bool:
        """Whether it is a small model on this machine, one answer at a time."""
        return self._endpoint.is_local

    @property
    def parameters(self) -> dict[str, JsonValue]:
        """What the model is called with, for the run record."""
        return self._endpoint.parameters

    @property
    def endpoint(self) -> str | None:
        """The address that is asked, without credentials."""
        return self._explainer.server

    async def ask(
        self, messages: Sequence[Message], answer: type[AnswerT], *, max_tokens: int
    ) -> Reply[AnswerT]:
        """The model's answer to the conversation; see `Client.ask`."""
        lost = 0

        async def attempt() -> Reply[AnswerT]:
            nonlocal lost
            begun: list[int] = []
            token = answer_begun.set(begun)
            try:
                return await self._ask_within_limits(messages, answer, max_tokens)
            except ProviderError as error:
                is_cut = isinstance(error, _CUT) and error.status is None
                lost += is_cut and begun[-1:] == [200]
                raise
            finally:
                answer_begun.reset(token)

        try:
            reply = await with_retries(
                attempt,
                limit_s=self._endpoint.retry_limit_s,
                server=self._explainer.server,
                sleep=self._limits.sleep if self._limits else None,
            )
        except (ProviderError, AnswerError) as error:
            error.lost = lost
            raise
        return replace(reply, lost=lost)

    def cost_usd(self, prompt_tokens: int, completion_tokens: int) -> Decimal | None:
        """What so many tokens cost; none where no price is known."""
        return self._endpoint.cost_usd(prompt_tokens, completion_tokens)

    async def close(self) -> None:
        """Give the connection back."""
        await self._openai.close()

    async def _ask_within_limits(
        self, messages: Sequence[Message], answer: type[AnswerT], max_tokens: int
    ) -> Reply[AnswerT]:
        """One attempt; while a failed one waits for the next, others take its place."""
        if self._limits is None:
            return await self._ask_traced(messages, answer, max_tokens)
        async with self._limits.attempt(estimate_call(messages, answer) + max_tokens) as ticket:
            reply = await self._ask_traced(messages, answer, max_tokens)
            ticket.tokens = reply.prompt_tokens + reply.completion_tokens
            return reply

    async def _ask_traced(
        self, messages: Sequence[Message], answer: type[AnswerT], max_tokens: int
    ) -> Reply[AnswerT]:
        with call_span(self._endpoint.served_as, self.endpoint) as span:
            span.note(gen_ai__request__max_tokens=max_tokens)
            reply = await self._ask_once(messages, answer, max_tokens)
            span.note(
                gen_ai__usage__input_tokens=reply.prompt_tokens,
                gen_ai__usage__output_tokens=reply.completion_tokens,
            )
            return reply

    async def _ask_once(
        self, messages: Sequence[Message], answer: type[AnswerT], max_tokens: int
    ) -> Reply[AnswerT]:
        from instructor.core import IncompleteOutputException, InstructorRetryException

        estimated = estimate_call(messages, answer)
        try:
            parsed = await self._create(
                messages=list(messages),
                response_model=_wrapped(answer),  # it makes the response_format of `call_body`
                max_retries=0,
                **_settings(self._endpoint, max_tokens),
            )
        except IncompleteOutputException as error:
            failure: Exception = truncated(max_tokens, kept_of(error.last_completion, estimated))
        except InstructorRetryException as error:
            cause = error.__cause__
            if isinstance(cause, IncompleteOutputException):
                failure = truncated(max_tokens, kept_of(cause.last_completion, estimated))
            elif isinstance(cause, ProviderError):
                failure = cause
            else:
                failure = invalid(cause, kept_of(error.last_completion, estimated))
        except ValidationError as error:
            failure = invalid(error, Kept("", estimated, 0, is_estimated=True))
        else:
            kept = kept_of(parsed._raw_response, estimated)
            took = (kept.prompt_tokens, kept.completion_tokens)
            return Reply(parsed, kept.raw, *took, kept.is_estimated)
        # Raised here, so that the SDK's errors, which hold the request, are not its context.
        raise failure

    async def _send(self, *, response_format: dict[str, Any], **settings: Any) -> ChatCompletion:
        """The call itself, as instructor has prepared it.

        Raises:
            ProviderError: there is no answer of a model; nothing of the SDK's error is in it.
        """
        # The server is to keep to the schema; instructor leaves that out in this mode.
        response_format["json_schema"]["strict"] = True
        try:
            return await self._send_in_time({**settings, "response_format": response_format})
        except Exception as error:
            failure = self._explainer.explain(error)
        raise failure

    async def _send_in_time(self, body: dict[str, Any]) -> ChatCompletion:
        from openai.types.chat import ChatCompletion

        async with asyncio.timeout(self._endpoint.timeout_s):
            # Posted as it is: `chat.completions.create` first looks through the whole schema for
            # what it may have to rename, which takes longer than all else that it does.
            completion: object = await self._openai.post(
                "/chat/completions", cast_to=ChatCompletion, body=body
            )
        if not isinstance(completion, ChatCompletion) or not has_message(completion):
            raise self._explainer.no_completion()
        message = completion.choices[0].message
        message.content = unfenced(message.content or "")
        self._explainer.takes_schemas = True
        return completion


_CUT = (ConnectionLostError, TimeLimitError, AnswerTooLargeError)
"""How an answer ends that had begun: what it had is paid for."""


@lru_cache(maxsize=256)
def _wrapped(answer: type[AnswerT]) -> type[AnswerT]:
    """The shape as instructor wants it, which otherwise makes a class of it for every call."""
    import instructor

    return cast("type[AnswerT]", instructor.openai_schema(answer))


def read_answer(
    raw: str,
    answer: type[AnswerT],
    *,
    is_cut_off: bool,
    max_tokens: int,
    prompt_tokens: int,
    completion_tokens: int,
) -> Reply[AnswerT]:
    """An answer that a provider's batch brought, read just as a live one.

    Raises:
        AnswerError: it is cut off or does not fit.
    """
    kept = Kept(unfenced(raw), prompt_tokens, completion_tokens)
    if is_cut_off:
        raise truncated(max_tokens, kept)
    try:
        parsed = answer.model_validate_json(kept.raw, strict=True)
    except ValidationError as error:
        failure = invalid(error, kept)
    else:
        return Reply(parsed, kept.raw, prompt_tokens, completion_tokens)
    raise failure


def without_credentials(base_url: str) -> str:
    """An address for people and records."""
    url = urlsplit(base_url)
    host = f"[{url.hostname}]" if ":" in (url.hostname or "") else url.hostname
    return f"{url.scheme}://{host}{f':{url.port}' if url.port else ''}{url.path.rstrip('/')}/"
