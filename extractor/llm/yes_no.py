"""Yes or no out of a completion, with the odds where the server gives log-probabilities."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from extractor.llm.answer_json import after_thoughts
from extractor.schemas.opinion import YesNoAnswer

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletion

ASKED_FOR = {"logprobs": True, "top_logprobs": 20}
"""The parts of a request that ask for scores; 20 is the most that OpenAI documents."""

_YES, _NO = "yes", "no"
_AROUND = " \t\r\n\"'*_.,:;!`"


def yes_or_no(completion: ChatCompletion) -> YesNoAnswer | None:
    """What the model answered; none if it is neither word."""
    choice = completion.choices[0]
    written = after_thoughts(choice.message).strip(_AROUND).casefold()
    word = "".join(written.split()[:1]).strip(_AROUND)
    if word not in (_YES, _NO):
        return None
    odds = _log_odds(getattr(getattr(choice, "logprobs", None), "content", None) or ())
    return YesNoAnswer(says="yes" if word == _YES else "no", log_odds=odds)


def _log_odds(tokens: Iterable[Any]) -> float | None:
    """The odds at the first token that begins one of the words.

    A word that is not among the likeliest is taken to be as likely as the last of them.
    """
    for token in tokens:
        if _meant(token) is None:
            continue
        listed = [*(getattr(token, "top_logprobs", None) or ())] or [token]
        scores = [(each, each.logprob) for each in listed if _is_number(each)]
        if len(scores) < 2:
            return None  # a server that lists no others tells no odds
        least = min(score for _, score in scores)
        yes, no = (
            _together([score for each, score in scores if _meant(each) == word], least)
            for word in (_YES, _NO)
        )
        return round(yes - no, 4)
    return None


def _is_number(token: Any) -> bool:
    score = getattr(token, "logprob", None)
    return isinstance(score, int | float) and math.isfinite(score)


def _together(scores: list[float], least: float) -> float:
    return math.log(sum(math.exp(score) for score in scores)) if scores else least


def _meant(token: Any) -> str | None:
    """The word that a token is, or begins."""
    said = str(getattr(token, "token", "")).strip(_AROUND).casefold()
    return next((word for word in (_YES, _NO) if said and word.startswith(said)), None)
