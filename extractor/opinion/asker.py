"""Putting a question to a model, and what its answer comes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel

from extractor.asking.conversation import Request, Usage, converse
from extractor.asking.promptable import promptable
from extractor.asking.prompting import Prompt
from extractor.asking.tasks import describe_fields
from extractor.checks.evidence.text_index import TextIndex
from extractor.llm.client import Client, Message
from extractor.opinion.forms import Form
from extractor.opinion.powers import Power
from extractor.opinion.questions import Question
from extractor.opinion.wording import quoted_places
from extractor.schemas.opinion import OpinionAnswer, Reading, Support, YesNoAnswer

ShapeT = TypeVar("ShapeT", bound=BaseModel)

_AT_ODDS = "the model answers the question put the other way round at odds with its first answer"


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of one question."""

    reading: Reading
    error: Exception | None = None


@dataclass(slots=True)
class OpinionAsker:
    """Asks one model about the sentences of one draft."""

    client: Client
    form: Form
    power: Power
    prompt: Prompt
    draft: TextIndex
    sources: Sequence[TextIndex]
    max_reasks: int
    usage: Usage = field(default_factory=Usage)

    async def ask(self, question: Question) -> Answered:
        """What the model says of the sentence."""
        try:
            if self.form.kind == "yes_no":
                return Answered(await self._lean(question))
            return Answered(await self._read(question))
        except _Unanswered as failed:
            reading = self._reading(question, reason=str(failed.error))
            return Answered(reading, failed.error)

    def requests(self, question: Question) -> list[Request]:
        """The calls that may be made about a question, the first one first."""
        parts = (self.form.question, self.form.reversed)
        return [self._request(part, question) for part in parts if part is not None]

    async def _lean(self, question: Question) -> Reading:
        """By one word with its score, or without one by two that agree."""
        form = self.form
        first = await self._ask(form.question, question, YesNoAnswer)
        is_borne_out = first.says == "yes"
        if first.log_odds is not None:
            is_borne_out = first.log_odds >= self.power.asks_below
        elif form.reversed is not None:
            second = await self._ask(form.reversed, question, YesNoAnswer)
            if second.says == first.says:
                return self._reading(question, reason=_AT_ODDS)
        verdict: Support = "supported" if is_borne_out else "not_stated"
        return self._reading(question, verdict=verdict, score=first.log_odds)

    async def _read(self, question: Question) -> Reading:
        """By a verdict with the words that it rests on; one that matters is asked for twice."""
        form = self.form
        answer = await self._ask(form.question, question, OpinionAnswer)
        reading = self._located(question, answer)
        matters = reading.verdict != "supported" or question.is_of_context
        if reading.verdict is None or form.reversed is None or not matters:
            return reading
        again = self._located(question, await self._ask(form.reversed, question, OpinionAnswer))
        if again.verdict is None:
            return again
        if (again.verdict == "supported") != (reading.verdict == "supported"):
            return self._reading(question, reason=_AT_ODDS)
        if again.verdict != reading.verdict:  # what is contradicted is not stated either
            return again if again.verdict == "not_stated" else reading
        return reading

    def _located(self, question: Question, answer: OpinionAnswer) -> Reading:
        """The answer with its words in their places; without them it counts for nothing."""
        quote = (answer.source_words or "").strip()
        found = quoted_places(quote, question.places, self.sources) if quote else None
        if found is None and quote:
            reason = "the model rests its answer on words that are not in what it was shown"
            return self._reading(question, reason=reason)
        if found is None and answer.verdict != "not_stated":
            return self._reading(question, reason="the model gives no words for its answer")
        words = (answer.draft_words or "").strip()
        place = self.draft.find(words, within=question.sentence) if words else None
        if found is None:
            return self._reading(question, verdict=answer.verdict).model_copy(
                update={"words": place}
            )
        source, spans = found
        return Reading(
            span=question.sentence,
            verdict=answer.verdict,
            words=None if answer.verdict == "supported" else place,
            source=source if len(self.sources) > 1 else None,
            evidence=spans,
            basis="quoted",
        )

    def _reading(
        self,
        question: Question,
        *,
        verdict: Support | None = None,
        score: float | None = None,
        reason: str | None = None,
    ) -> Reading:
        """One that rests on the likeliest sentence of a source, by our own ranking."""
        return Reading(
            span=question.sentence,
            verdict=verdict,
            score=score,
            source=question.best.source if len(self.sources) > 1 else None,
            evidence=(question.best.span,),
            reason=reason,
        )

    async def _ask(self, part: str, question: Question, shape: type[ShapeT]) -> ShapeT:
        said = await converse(
            self._request(part, question),
            client=self.client,
            prompt=self.prompt,
            # A word is asked for with no way to say what was wrong with it.
            max_reasks=self.max_reasks if self.form.kind == "words" else 0,
            usage=self.usage,
        )
        if said.error is not None:
            raise _Unanswered(said.error)
        assert isinstance(said.value, shape)
        return said.value

    def _request(self, part: str, question: Question) -> Request:
        form = self.form
        shape = OpinionAnswer if form.kind == "words" else YesNoAnswer
        messages: list[Message] = []
        if form.system is not None:
            fields = {"fields": describe_fields(shape, self.prompt)} if form.kind == "words" else {}
            messages.append(
                {"role": "system", "content": self.prompt.render(form.system, **fields)}
            )
        shown = " ".join if form.system != "yes_no_system" and form.kind == "yes_no" else "\n".join
        said = [each.text for each in (question.before, question.sentence) if each is not None]
        words = self.prompt.render(
            part,
            source=promptable(shown(_on_a_line(place.span.text) for place in question.places)),
            draft=promptable(_on_a_line(" ".join(said))),
        )
        messages.append({"role": "user", "content": words})
        return Request(messages, shape, form.max_tokens)


class _Unanswered(Exception):
    """A call gave no answer that can be used."""

    def __init__(self, error: Exception) -> None:
        super().__init__(str(error))
        self.error = error


def _on_a_line(text: str) -> str:
    return " ".join(text.split())
