"""What an answer was and what it took, usable or not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from extractor.errors import AnswerError, InvalidAnswerError, TruncatedAnswerError
from extractor.llm.explaining import one_line
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


def truncated(max_tokens: int, kept: Kept) -> TruncatedAnswerError:
    """The answer ran into its limit."""
    return _with(
        TruncatedAnswerError,
        f"the answer was cut off at max_tokens={max_tokens}: "
        "try a smaller passage_chars, or another model",
        kept,
    )


def invalid(cause: BaseException | None, kept: Kept) -> InvalidAnswerError:
    """The answer is none of the shape that was asked for."""
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
    return message is not None and (content is None or isinstance(content, str))


_FENCED = re.compile(r"\s*```[ \t]*(?:json|JSON)?[ \t]*\r?\n(.*?)\r?\n?[ \t]*```\s*", re.DOTALL)


def unfenced(raw: str) -> str:
    """The answer without a Markdown fence around the whole of it."""
    fenced = _FENCED.fullmatch(raw)
    return fenced[1] if fenced and "```" not in fenced[1] else raw
