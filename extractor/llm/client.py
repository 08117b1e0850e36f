"""What the pipeline needs of a model, and the client for OpenAI-compatible servers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypedDict, TypeVar, cast

from pydantic import BaseModel, JsonValue, ValidationError

from extractor.errors import (
    AnswerError,
    AnswerTooLargeError,
    ConnectionLostError,
    InvalidAnswerError,
    ProviderError,
    SchemaRefusedError,
    TimeLimitError,
    TruncatedAnswerError,
)
from extractor.llm.answer_json import answer_text
from extractor.llm.causes import refusal_in
from extractor.llm.connecting import CONNECT_TIMEOUT_S, MOST_ANSWER_BYTES, answer_begun, open_http
from extractor.llm.dialects import LIMIT_NAMES, dialect_of
from extractor.llm.endpoint import Endpoint, without_credentials
from extractor.llm.explaining import Explainer
from extractor.llm.forms import PART_OF, Form, mode_of
from extractor.llm.limits import CallLimits
from extractor.llm.reading import (
    Kept,
    error_in,
    has_message,
    has_thought_only,
    invalid,
    kept_of,
    settle,
    truncated,
    unanswered,
)
from extractor.llm.retry import with_retries
from extractor.llm.tokens import estimate_call
from extractor.llm.tracing import call_span
from extractor.llm.yes_no import ASKED_FOR, yes_or_no
from extractor.schemas.opinion import YesNoAnswer

if TYPE_CHECKING:
    from openai import AsyncOpenAI
    from openai.types.chat import ChatCompletion

_LOG = logging.getLogger(__name__)

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
    variable = endpoint.provider.key_variable
    explainer = Explainer(server, endpoint.served_as, endpoint.api_key, variable)
    way = openai.AsyncOpenAI(
        api_key=endpoint.api_key,
        base_url=endpoint.base_url,
        timeout=timeout,
        max_retries=0,
        http_client=open_http(endpoint.base_url, explainer, timeout, most_bytes=most_bytes),
    )
    return way, explainer


def learned_of(client: Client) -> dict[str, JsonValue]:
    """What a client has learned of how its server wants to be asked; clients of one's own may not
    say."""
    return dict(getattr(client, "learned", {}))


class OpenAIClient:
    """Structured answers from any server that speaks OpenAI's chat completions."""

    def __init__(self, endpoint: Endpoint, limits: CallLimits | None = None) -> None:
        """Import the SDKs, which takes about two seconds, and open the connection."""
        import instructor  # noqa: F401  # here, not at the first call

        # It logs whole prompts, article included, when an answer does not fit.
        logging.getLogger("instructor").setLevel(logging.CRITICAL + 1)
        self._endpoint = endpoint
        self._limits = limits
        # The time of a whole answer is kept in `_send_in_time`: HTTP's own limit is for a silence.
        self._openai, self._explainer = open_server(endpoint, None)
        start = endpoint.provider.dialect()
        # What this process serves itself is known, and never asked otherwise.
        is_known = endpoint.is_local
        self._dialect = (
            start if is_known else dialect_of(self._explainer.server, endpoint.served_as, start)
        )
        self._creates: dict[Form, Any] = {}

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

    @property
    def learned(self) -> dict[str, JsonValue]:
        """What this server wants said otherwise than OpenAI documents it, for the run record."""
        return self._dialect.note()

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
            is_word = issubclass(answer, YesNoAnswer)
            ask = self._ask_yes_no if is_word else self._ask_once
            reply = await ask(messages, answer, max_tokens)
            span.note(
                gen_ai__usage__input_tokens=reply.prompt_tokens,
                gen_ai__usage__output_tokens=reply.completion_tokens,
            )
            return reply

    async def _ask_once(
        self, messages: Sequence[Message], answer: type[AnswerT], max_tokens: int
    ) -> Reply[AnswerT]:
        """The answer, asked for again in other words where the server wants that."""
        dialect, thought = self._dialect, [0, 0]
        while True:
            form = dialect.form
            settings = self._endpoint.settings(dialect, max_tokens)
            try:
                reply = await self._ask_as(form, settings, messages, answer)
            except SchemaRefusedError as error:
                parts = {part: form for part, forms in PART_OF.items() if form in forms}
                if self.is_local or not dialect.learn(error, {**settings, **parts}, form):
                    raise
                _LOG.info("%s refuses a part of the request; %r", self.endpoint, dialect)
            except TruncatedAnswerError as error:
                error.prompt_tokens += thought[0]
                error.completion_tokens += thought[1]
                is_able = error.has_thought and self._endpoint.max_tokens is None
                if self.is_local or not is_able or not dialect.make_room():
                    raise
                thought = [error.prompt_tokens, error.completion_tokens]
            except InvalidAnswerError:
                if not self.is_local and not dialect.is_proven:
                    dialect.step_down(form)  # it may not keep to what it took without a word
                raise
            else:
                dialect.prove()
                return replace(
                    reply,
                    prompt_tokens=reply.prompt_tokens + thought[0],
                    completion_tokens=reply.completion_tokens + thought[1],
                )

    async def _ask_yes_no(
        self, messages: Sequence[Message], answer: type[AnswerT], max_tokens: int
    ) -> Reply[AnswerT]:
        """One word, asked for as text, with its scores where the server gives them."""
        dialect, estimated = self._dialect, estimate_call(messages, answer)
        while True:
            scores = {name: ASKED_FOR[name] for name in ASKED_FOR if name not in dialect.left_out}
            settings = {**self._endpoint.settings(dialect, max_tokens), **scores}
            try:
                completion = await self._complete(
                    {"messages": list(messages), **settings}, estimated
                )
            except SchemaRefusedError as error:
                if self.is_local or not dialect.learn(error, settings, dialect.form):
                    raise
                continue
            kept = kept_of(completion, estimated)
            said = yes_or_no(completion)
            if said is None:
                raise invalid(ValueError("it is neither yes nor no"), kept)
            raw = said.model_dump_json()
            took = (kept.prompt_tokens, kept.completion_tokens)
            return Reply(answer.model_validate_json(raw), raw, *took, kept.is_estimated)

    async def _ask_as(
        self,
        form: Form,
        settings: Mapping[str, Any],
        messages: Sequence[Message],
        answer: type[AnswerT],
    ) -> Reply[AnswerT]:
        """One call in one form."""
        from instructor.core import IncompleteOutputException, InstructorRetryException

        estimated = estimate_call(messages, answer)
        limit = next((settings[name] for name in LIMIT_NAMES if name in settings), 0)
        try:
            parsed = await self._creating(form)(
                messages=list(messages),
                response_model=_wrapped(answer),  # it makes the response_format of `call_body`
                max_retries=0,
                asked_as=form,
                shape=answer,
                **settings,
            )
        except IncompleteOutputException as error:
            failure: Exception = _cut_off(limit, error.last_completion, estimated)
        except InstructorRetryException as error:
            cause = error.__cause__
            if isinstance(cause, IncompleteOutputException):
                failure = _cut_off(limit, cause.last_completion, estimated)
            elif isinstance(cause, ProviderError | AnswerError):
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

    def _creating(self, form: Form) -> Any:
        """Instructor's way to ask in this form."""
        import instructor

        if form not in self._creates:
            self._creates[form] = instructor.patch(create=self._send, mode=mode_of(form))
        return self._creates[form]

    async def _send(self, *, asked_as: Form, shape: type[BaseModel], **body: Any) -> ChatCompletion:
        """The call itself, as instructor has prepared it.

        Raises:
            ProviderError: there is no answer of a model; nothing of the SDK's error is in it.
            AnswerError: the model or a filter behind it declines.
        """
        if asked_as == "json_schema":
            # The server is to keep to the schema; instructor leaves that out in this mode.
            body["response_format"]["json_schema"]["strict"] = True
        completion = await self._complete(body, estimate_call(body["messages"], shape))
        if completion.choices[0].finish_reason != "length":
            settle(completion, shape, asked_as)
        return completion

    async def _complete(self, body: dict[str, Any], estimated: int) -> ChatCompletion:
        """What the server makes of a body; `estimated` tokens are read if it does not count.

        Raises:
            ProviderError: there is no answer of a model; nothing of the SDK's error is in it.
            AnswerError: the model or a filter behind it declines.
        """
        try:
            completion = await self._send_in_time(body)
        except Exception as error:
            failure = self._explainer.explain(error)
        else:
            no_answer = unanswered(completion, estimated)
            if no_answer is not None:
                raise no_answer
            return completion
        raise failure

    async def _send_in_time(self, body: dict[str, Any]) -> ChatCompletion:
        from openai.types.chat import ChatCompletion

        async with asyncio.timeout(self._endpoint.timeout_s):
            # Posted as it is: `chat.completions.create` first looks through the whole schema for
            # what it may have to rename, which takes longer than all else that it does.
            completion: object = await self._openai.post(
                "/chat/completions", cast_to=ChatCompletion, body=body
            )
        if not isinstance(completion, ChatCompletion):
            raise self._explainer.no_completion()
        if error := error_in(completion):
            raise self._explainer.refused(refusal_in({"error": error}))
        if not has_message(completion):
            raise self._explainer.no_completion()
        return completion


def _cut_off(limit: int, completion: Any, estimated: int) -> TruncatedAnswerError:
    kept = kept_of(completion, estimated)
    return truncated(limit, kept, has_thought=has_thought_only(completion))


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
    kept = Kept(answer_text([raw], answer), prompt_tokens, completion_tokens)
    if is_cut_off:
        raise truncated(max_tokens, kept)
    try:
        parsed = answer.model_validate_json(kept.raw, strict=True)
    except ValidationError as error:
        failure = invalid(error, kept)
    else:
        return Reply(parsed, kept.raw, prompt_tokens, completion_tokens)
    raise failure
