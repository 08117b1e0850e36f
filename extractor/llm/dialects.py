"""What one server wants said otherwise for one model, learned from its refusals and remembered.

A request begins as OpenAI documents it. Where a server refuses a part of it, that part is left out
or said in another way from then on, for as long as this process lives; each thing is learned once,
and costs one call that is not paid for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import JsonValue

from extractor.errors import SchemaRefusedError
from extractor.llm.forms import LADDER, PART_OF, Form, below

ROOM_TO_THINK = 8_000
"""Tokens that a model may think before it answers: they count against the same limit."""

LIMIT_NAMES = ("max_tokens", "max_completion_tokens")
"""How servers call the limit of an answer: the older name, and OpenAI's newer one."""

OPTIONAL = ("seed", "temperature", "logprobs", "top_logprobs")
"""What an answer can do without."""


@dataclass(slots=True)
class Dialect:
    """How one model at one server is asked. Calls at the same time share it."""

    form: Form = LADDER[0]
    """How a structured answer is asked for."""
    limit_name: str = LIMIT_NAMES[0]
    """The name of the limit; one that is `left_out` is not sent."""
    left_out: set[str] = field(default_factory=set)
    """Parts of a request that the server refuses."""
    room_to_think: int = 0
    """Tokens on top of what the answer itself may take."""
    most_tokens: int | None = None
    """The most that the server lets an answer take."""
    is_proven: bool = False
    """Whether an answer of the shape that was asked for has come in this form."""
    _before_plain: tuple[Form, frozenset[str]] | None = None
    """What it was before the plainest request was tried, to see whether it is the story."""

    def settings(self, wanted: Mapping[str, Any], limit: int) -> dict[str, Any]:
        """The settings of a request: what is `wanted`, and the limit, as this server takes them."""
        settings = {**wanted, self.limit_name: min(limit, self.most_tokens or limit)}
        return {
            name: value
            for name, value in settings.items()
            if value is not None and name not in self.left_out
        }

    def note(self) -> dict[str, JsonValue]:
        """What differs from a request as OpenAI documents it, for the record of a run."""
        noted: dict[str, JsonValue] = {}
        if self.form != LADDER[0]:
            noted["answers_as"] = self.form
        if self.left_out:
            noted["left_out"] = [*sorted(self.left_out)]
        return noted

    def learn(self, error: SchemaRefusedError, sent: Mapping[str, Any], form: Form) -> bool:
        """Change what the refusal of a request is about; false if it is about nothing here.

        `sent` is the request, `form` how it asked for the answer. Where another call has learned it
        meanwhile, nothing is to change and the request is worth sending again.
        """
        named = _named_in(error, sent)
        if named in LIMIT_NAMES:
            return self._learn_limit(named, error.said, sent)
        if named in OPTIONAL:
            self.left_out.add(named)
            return True
        if named is not None and form in PART_OF[named]:
            return self.step_down(form)
        return not self.is_proven and self._become_plain(form, sent)

    def prove(self) -> None:
        """An answer of the shape that was asked for has come."""
        self.is_proven, self._before_plain = True, None

    def step_down(self, form: Form) -> bool:
        """Ask in the next plainer way from now on, unless another call has seen to it."""
        if self.form != form:
            return True
        lower = below(form)
        if lower is None:
            return False
        self.form = lower
        return True

    def make_room(self) -> bool:
        """Let the model think; false if it was let before."""
        is_new = self.room_to_think == 0
        self.room_to_think = ROOM_TO_THINK
        return is_new

    def _learn_limit(self, named: str, said: str, sent: Mapping[str, Any]) -> bool:
        numbers = [int(number.replace(",", "")) for number in _NUMBER.findall(said)]
        lower = [number for number in numbers if 0 < number < int(sent.get(named, 0))]
        if lower and not _IS_UNKNOWN.search(said):
            self.most_tokens = max(lower)
            return True
        other = LIMIT_NAMES[LIMIT_NAMES.index(named) - 1]
        if self.limit_name != named:
            return self.limit_name not in self.left_out  # another call has changed it
        if named in self.left_out:
            return False
        if other in self.left_out:
            self.left_out.add(named)
        else:
            self.left_out.add(named)
            self.limit_name = other
        return True

    def _become_plain(self, form: Form, sent: Mapping[str, Any]) -> bool:
        """A refusal that does not say of what: the plainest request shows whether it is the story.

        If it is, nothing was learned of the server.
        """
        if self._before_plain is not None:
            form, left_out = self._before_plain
            self.form, self.left_out, self._before_plain = form, set(left_out), None
            return False
        optional = {name for name in OPTIONAL if name in sent}
        if form == LADDER[-1] and not optional:
            return False
        self._before_plain = self.form, frozenset(self.left_out)
        self.form = LADDER[-1]
        self.left_out |= optional
        return True


_NUMBER = re.compile(r"\d[\d,]*")
_IS_UNKNOWN = re.compile(
    r"unsupported|unrecognized|unknown|not supported|not permitted|forbidden|instead|deprecated",
    re.IGNORECASE,
)

_WORDS_OF = {
    "response_format": re.compile(
        r"response.?format|json.?schema|json.?(object|mode)|structured output|guided|grammar",
        re.IGNORECASE,
    ),
    "tools": re.compile(r"\btools?\b|tool.?(choice|call|use)|function.?call", re.IGNORECASE),
}
"""How servers speak of a way to ask for a structured answer without naming its part."""


def _named_in(error: SchemaRefusedError, sent: Collection[str]) -> str | None:
    """The part of a request that a refusal is about, of those that can be said otherwise."""
    mendable = [name for name in (*LIMIT_NAMES, *OPTIONAL, *PART_OF) if name in sent]
    param = (error.param or "").split(".")[0].split("[")[0]
    if param in mendable:
        return param
    for name in mendable:
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", error.said):
            return name
    for name, words in _WORDS_OF.items():
        if name in mendable and words.search(error.said):
            return name
    return None


_DIALECTS: dict[tuple[str, str], Dialect] = {}


def forget() -> None:
    """Begin anew with every server."""
    _DIALECTS.clear()


def dialect_of(server: str, model: str, start: Dialect) -> Dialect:
    """How the model at this server is asked: as it was learned, or as `start` has it."""
    return _DIALECTS.setdefault((server, model), start)
