"""What the pipeline needs of a model, and the client for OpenAI-compatible servers."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypedDict, TypeVar, cast
from urllib.parse import urlsplit

from pydantic import BaseModel, JsonValue, ValidationError

from extractor.errors import (
    InvalidAnswerError,
    KeyRefusedError,
    ProviderError,
    SchemaRefusedError,
    TruncatedAnswerError,
    UnknownModelError,
)
from extractor.llm.limits import CallLimits
from extractor.llm.prices import Price
from extractor.llm.retry import with_retries
from extractor.llm.tokens import estimate_tokens
from extractor.llm.tracing import call_span

if TYPE_CHECKING:
    import openai

CONNECT_TIMEOUT_S = 10.0

REASONING_TOKENS = 8_000
"""What OpenAI's models may think before they answer: it counts against the same limit."""

AnswerT = TypeVar("AnswerT", bound=BaseModel)


NO_KEY = "none"
"""What is sent where no key is set: servers of one's own mostly want none, the SDK wants one."""


class Message(TypedDict):
    """One turn of a conversation."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Reply(Generic[AnswerT]):
    """A usable answer and what it took."""

    answer: AnswerT
    raw: str
    """The answer as the model wrote it."""
    prompt_tokens: int
    completion_tokens: int


class Client(Protocol):
    """A model that answers in the shape of a pydantic model. Tests pass one made of a function."""

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


class OpenAIClient:
    """Structured answers from any server that speaks OpenAI's chat completions."""

    def __init__(self, endpoint: Endpoint, limits: CallLimits | None = None) -> None:
        """Import the SDKs, which takes about two seconds, and open the connection."""
        import instructor
        import openai

        # It logs whole prompts, article included, when an answer does not fit.
        logging.getLogger("instructor").setLevel(logging.CRITICAL + 1)
        self._endpoint = endpoint
        self._limits = limits
        timeout = openai.Timeout(endpoint.timeout_s, connect=CONNECT_TIMEOUT_S)
        # A proxy of the environment is for the outside: with it the story would leave the machine.
        http = openai.DefaultAsyncHttpxClient(trust_env=not endpoint.is_local, timeout=timeout)
        self._openai = openai.AsyncOpenAI(
            api_key=endpoint.api_key,
            base_url=endpoint.base_url,
            timeout=timeout,
            max_retries=0,
            http_client=http,
        )
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
        url = self._openai.base_url
        return f"{url.scheme}://{url.host}{f':{url.port}' if url.port else ''}{url.path}"

    async def ask(
        self, messages: Sequence[Message], answer: type[AnswerT], *, max_tokens: int
    ) -> Reply[AnswerT]:
        """The model's answer to the conversation; see `Client.ask`."""
        return await with_retries(
            lambda: self._ask_within_limits(messages, answer, max_tokens),
            limit_s=self._endpoint.retry_limit_s,
            server=self.endpoint or self.model,
        )

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
        async with self._limits.attempt(estimate_tokens(messages) + max_tokens) as ticket:
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
        import openai
        from instructor.core import IncompleteOutputException, InstructorRetryException

        try:
            parsed = await self._create(
                messages=list(messages),
                response_model=_wrapped(answer),  # it makes the response_format of `call_body`
                max_retries=0,
                **_settings(self._endpoint, max_tokens),
            )
        except IncompleteOutputException as error:
            raise _truncated(max_tokens, **_kept(error.last_completion)) from error
        except InstructorRetryException as error:
            cause = error.__cause__
            if isinstance(cause, IncompleteOutputException):
                raise _truncated(max_tokens, **_kept(cause.last_completion)) from error
            if isinstance(cause, openai.APIError):
                raise self._explained(cause) from cause
            raise _invalid(cause, **_kept(error.last_completion)) from error
        except ValidationError as error:
            raise _invalid(error) from error
        except openai.APIError as error:
            raise self._explained(error) from error
        completion = parsed._raw_response
        prompt_tokens, completion_tokens = _tokens(completion)
        return Reply(parsed, _content(completion), prompt_tokens, completion_tokens)

    async def _send(self, *, response_format: dict[str, Any], **settings: Any) -> Any:
        """The call itself, as instructor has prepared it."""
        from openai.types.chat import ChatCompletion

        # The server is to keep to the schema; instructor leaves that out in this mode.
        response_format["json_schema"]["strict"] = True
        # Posted as it is: `chat.completions.create` first looks through the whole schema for what
        # it may have to rename, which takes longer than all else that it does.
        return await self._openai.post(
            "/chat/completions",
            cast_to=ChatCompletion,
            body={**settings, "response_format": response_format},
        )

    def _explained(self, error: openai.APIError) -> Exception:
        """Our error for what no retry mends; the SDK's own for what one may."""
        import openai

        where, name = self.endpoint, self._endpoint.served_as
        said = _one_line(_words_of(error.body) or error.message)
        if self._endpoint.api_key != NO_KEY:
            said = said.replace(self._endpoint.api_key, "…")
        match error:
            case openai.AuthenticationError() | openai.PermissionDeniedError():
                return KeyRefusedError(
                    f"{where} does not accept the key: check OPENAI_API_KEY ({said})"
                )
            case openai.NotFoundError():
                return UnknownModelError(
                    f"{where} has no model {name!r}, or nothing at this address: "
                    f"check --model and --base-url ({said})"
                )
            case openai.BadRequestError() | openai.UnprocessableEntityError():
                return SchemaRefusedError(
                    f"{where} refuses the request for {name!r}; it may not support JSON Schema "
                    f"answers: try another model or server ({said})"
                )
            case openai.APIStatusError() if error.status_code < 500 and error.status_code not in (
                408,
                409,
                429,
            ):
                return ProviderError(f"{where} answered {error.status_code}: {said}")
        return error


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
    took = {"prompt_tokens": prompt_tokens, "completion_tokens": completion_tokens}
    if is_cut_off:
        raise _truncated(max_tokens, raw=raw, **took)
    try:
        parsed = answer.model_validate_json(raw, strict=True)
    except ValidationError as error:
        raise _invalid(error, raw=raw, **took) from error
    return Reply(parsed, raw, **took)


def _truncated(max_tokens: int, **kept: Any) -> TruncatedAnswerError:
    return TruncatedAnswerError(
        f"the answer was cut off at max_tokens={max_tokens}: "
        "try a smaller passage_chars, or another model",
        **kept,
    )


def _invalid(cause: BaseException | None, **kept: Any) -> InvalidAnswerError:
    if isinstance(cause, ValidationError):
        # Without `input`: the message goes into reports, and the answer is kept beside it.
        first = cause.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the whole answer"
        said = f"{where}: {first['msg']}"
    else:
        said = _one_line(str(cause))
    return InvalidAnswerError(f"the answer does not fit: {said}", **kept)


def _kept(completion: Any) -> dict[str, Any]:
    """What an `AnswerError` keeps of an answer that is no use."""
    prompt_tokens, completion_tokens = _tokens(completion)
    return {
        "raw": _content(completion),
        "prompt_tokens": prompt_tokens,
        "completion_tokens": completion_tokens,
    }


def _tokens(completion: Any) -> tuple[int, int]:
    usage = getattr(completion, "usage", None)
    return (usage.prompt_tokens, usage.completion_tokens) if usage else (0, 0)


def _content(completion: Any) -> str:
    choices = getattr(completion, "choices", None)
    return (choices[0].message.content or "") if choices else ""


def _words_of(body: object) -> str | None:
    """The server's own sentence in the body of an error, in the shapes that servers use."""
    if isinstance(body, dict):
        said = body.get("message") or body.get("detail") or body.get("error")
        return said if isinstance(said, str) else _words_of(said)
    return body if isinstance(body, str) else None


def _one_line(text: str, longest: int = 200) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
