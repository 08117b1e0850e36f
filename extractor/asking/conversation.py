"""One call to a model, made again within a budget while its answer cannot be used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from extractor.asking.prompting import Prompt
from extractor.errors import AnswerError, InvalidAnswerError, ProviderError
from extractor.llm.client import Client, Message, Reply
from extractor.llm.faults import failure_name
from extractor.schemas.report import FailureName


@dataclass(slots=True)
class Usage:
    """What the calls of a run took, unusable answers included."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    is_estimated: bool = False
    """Whether a server counted no tokens of an answer, so that they are estimated."""

    def add(self, answer: Reply[Any] | AnswerError) -> None:
        """Count one answer."""
        self.calls += 1
        self.prompt_tokens += answer.prompt_tokens
        self.completion_tokens += answer.completion_tokens
        self.is_estimated |= answer.is_estimated


@dataclass(frozen=True, slots=True)
class Request:
    """One call, before it is made."""

    messages: list[Message]
    shape: type[BaseModel]
    max_tokens: int


@dataclass(frozen=True, slots=True)
class Answer:
    """How a call ended: with an answer in the shape asked for, or an error."""

    value: BaseModel | None = None
    error: AnswerError | ProviderError | None = None
    reasks: int = 0

    @property
    def failure(self) -> FailureName | None:
        """How a report calls the error."""
        return failure_name(self.error) if self.error is not None else None

    @property
    def reason(self) -> str | None:
        """The error in one line."""
        return str(self.error) if self.error is not None else None


async def converse(
    request: Request, *, client: Client, prompt: Prompt, max_reasks: int, usage: Usage
) -> Answer:
    """Make a call; an answer of another shape is sent back with what is wrong with it.

    Args:
        request: the call.
        client: whom to ask.
        prompt: has the words in which an answer is sent back.
        max_reasks: how often that is done at most.
        usage: what the calls take is added to it.

    Raises:
        CallPostponed: the call is not made now.
    """
    messages, reasks = [*request.messages], 0
    while True:
        try:
            reply = await client.ask(messages, request.shape, max_tokens=request.max_tokens)
        except AnswerError as error:
            usage.add(error)
            # Asked the same again the model would run away or decline the same.
            if not isinstance(error, InvalidAnswerError) or reasks == max_reasks:
                return Answer(error=error, reasks=reasks)
            reasks += 1
            again = prompt.render("reask", problem=str(error))
            messages += [
                {"role": "assistant", "content": error.raw or "{}"},
                {"role": "user", "content": again},
            ]
        except ProviderError as error:
            return Answer(error=error, reasks=reasks)
        else:
            usage.add(reply)
            return Answer(reply.answer, reasks=reasks)
