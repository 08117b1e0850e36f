"""What an answer was and what it took, usable or not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from extractor.errors import (
    AnswerDeclinedError,
    AnswerError,
    AnswerFilteredError,
    InvalidAnswerError,
    TruncatedAnswerError,
)
from extractor.llm.answer_json import after_thoughts, answer_text, places_of, thoughts_of
from extractor.llm.explaining import one_line
from extractor.llm.forms import Form
from extractor.llm.tokens import estimate_tokens

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletion


@dataclass(frozen=True, slots=True)
class Kept:
    """What an answer was and took, also one that is no use."""

    raw: str
    prompt_tokens: int
    completion_tokens: int
    is_estimated: bool = False


def truncated(max_tokens: int, kept: Kept, *, has_thought: bool = False) -> TruncatedAnswerError:
    """The answer ran into its limit, perhaps while the model was still thinking."""
    advice = (
        "the model was still thinking: raise --max-tokens, or use one that thinks less"
        if has_thought
        else "try a smaller passage_chars, or another model"
    )
    error = _with(
        TruncatedAnswerError, f"the answer was cut off at max_tokens={max_tokens}: {advice}", kept
    )
    error.has_thought = has_thought
    return error


def unanswered(completion: ChatCompletion, estimated: int) -> AnswerError | None:
    """Why an answer is none: the model declines, or a filter took it away; else nothing."""
    choice = completion.choices[0]
    declined = getattr(choice.message, "refusal", None)
    kept = kept_of(completion, estimated)
    if isinstance(declined, str) and declined.strip():
        said = f"the model declines to answer: {one_line(declined)}"
        return _with(AnswerDeclinedError, said, replace(kept, raw=kept.raw or declined))
    if choice.finish_reason == "content_filter":
        said = "a content filter stopped the answer: try another model or provider"
        return _with(AnswerFilteredError, said, kept)
    return None


def invalid(cause: BaseException | None, kept: Kept) -> InvalidAnswerError:
    """The answer is none of the shape that was asked for."""
    if not kept.raw.strip():
        return _with(InvalidAnswerError, "the answer is empty", kept)
    if isinstance(cause, ValidationError):
        # Without `input`: the message goes into reports, and the answer is kept beside it.
        first = cause.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the whole answer"
        said = f"{where}: {first['msg']}"
    else:
        said = one_line(str(cause))
    return _with(InvalidAnswerError, f"the answer does not fit: {said}", kept)


AnswerErrorT = TypeVar("AnswerErrorT", bound=AnswerError)


def _with(kind: type[AnswerErrorT], message: str, kept: Kept) -> AnswerErrorT:
    error = kind(
        message,
        raw=kept.raw,
        prompt_tokens=kept.prompt_tokens,
        completion_tokens=kept.completion_tokens,
    )
    error.is_estimated = kept.is_estimated
    return error


def kept_of(completion: Any, estimated: int) -> Kept:
    """What an answer was and took; `estimated` tokens were read if the server does not count."""
    raw = _content(completion)
    prompt_tokens, completion_tokens = _tokens(completion)
    if not (prompt_tokens or completion_tokens):
        return Kept(raw, estimated, estimate_tokens(raw), is_estimated=True)
    return Kept(raw, prompt_tokens, completion_tokens)


def _tokens(completion: Any) -> tuple[int, int]:
    """Read and written as the server counted them; 0 and 0 where it did not."""
    usage = getattr(completion, "usage", None)
    counted = [getattr(usage, name, None) for name in ("prompt_tokens", "completion_tokens")]
    read, written = (each if isinstance(each, int) and each > 0 else 0 for each in counted)
    return read, written


def _content(completion: Any) -> str:
    choices = getattr(completion, "choices", None)
    return (choices[0].message.content or "") if choices else ""


def has_message(completion: ChatCompletion) -> bool:
    """Whether a model answered; the SDK takes whatever JSON comes for a completion."""
    choices: object = completion.choices
    if not isinstance(choices, list) or not choices:
        return False
    message = getattr(choices[0], "message", None)
    content: object = getattr(message, "content", None)
    return message is not None and (content is None or isinstance(content, str | list))


def error_in(completion: ChatCompletion) -> object:
    """The error that a server tells of in an answer of 200; none if there is none."""
    choices = completion.choices if isinstance(completion.choices, list) else []
    errors = (getattr(each, "error", None) for each in (completion, *choices[:1]))
    return next((error for error in errors if error), None)


def has_thought_only(completion: ChatCompletion) -> bool:
    """Whether an answer broke off while the model was still thinking, as far as can be seen."""
    message = completion.choices[0].message
    details = getattr(completion.usage, "completion_tokens_details", None)
    has_thought = bool(thoughts_of(message) or getattr(details, "reasoning_tokens", None))
    return has_thought and "{" not in after_thoughts(message)


def settle(completion: ChatCompletion, shape: type[BaseModel], form: Form) -> None:
    """Put the JSON of the answer where instructor looks for it in answers of this form."""
    from openai.types.chat import ChatCompletionMessageFunctionToolCall

    message = completion.choices[0].message
    message.content = answer_text(places_of(message), shape)
    if form == "tools":
        call = {"name": shape.__name__, "arguments": message.content}
        made = ChatCompletionMessageFunctionToolCall.model_validate(
            {"id": "answer", "type": "function", "function": call}
        )
        message.tool_calls = [made]
