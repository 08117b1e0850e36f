"""Putting a passage to the model, asking again within a budget, and naming what failed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from extractor.asking.answers import answer_shape, listing, proposed_facts
from extractor.asking.passages import Passage, promptable, split_passage
from extractor.asking.prompting import Prompt
from extractor.asking.tasks import Task
from extractor.errors import AnswerError, InvalidAnswerError, ProviderError, StoryTooLongError
from extractor.llm.client import Client, Message, Reply
from extractor.llm.faults import failure_name
from extractor.scanning.document import Scan
from extractor.schemas.fact import ProposedFact
from extractor.schemas.report import FailureName

SHORTEST_PART = 300
"""Characters under which a passage is not cut any more."""


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
class Asked:
    """What came of asking about one passage."""

    proposed: tuple[ProposedFact, ...] = ()
    failure: FailureName | None = None
    reason: str | None = None
    """The failure in one line."""
    error: Exception | None = None
    reasks: int = 0


@dataclass(frozen=True, slots=True)
class Request:
    """One call, before it is made."""

    messages: list[Message]
    shape: type[BaseModel]
    max_tokens: int


@dataclass(slots=True)
class Asker:
    """Asks one model about passages, in the words of one prompt."""

    client: Client
    task: Task
    prompt: Prompt
    free_facts: int
    max_reasks: int
    usage: Usage = field(default_factory=Usage)
    longest: int | None = None
    """Longest passage in characters that the model was found to take; none if it took all."""

    async def ask(self, passage: Passage, scan: Scan | None = None) -> Asked:
        """The facts of a passage; one that is too long for the model is asked about in parts."""
        asked = None
        length = len(passage.span.text)
        if self.longest is None or length <= self.longest:
            asked = await self._converse(passage, self.request(passage))
            if scan is None or not isinstance(asked.error, StoryTooLongError):
                return asked
            self.longest = min(self.longest or length, max(length // 2, SHORTEST_PART))
        parts = split_passage(scan, passage, self.longest) if scan else []
        if len(parts) < 2:
            return asked or await self._converse(passage, self.request(passage))
        return _joined(passage, parts, [await self.ask(part, scan) for part in parts])

    async def ask_again(self, passage: Passage, problems: Mapping[str, str]) -> Asked:
        """The facts of a passage about some of its items once more, told what was wrong."""
        words = self.prompt.render(
            "repair",
            passage=promptable(passage.span.text),
            items=listing(passage, problems),
            problems="\n".join(f"- {key}: {problem}" for key, problem in problems.items()),
        )
        return await self._converse(passage, self._request(passage, words, 0, problems.keys()))

    def request(self, passage: Passage) -> Request:
        """The first call about a passage."""
        words = self.prompt.render(
            "passage", passage=promptable(passage.span.text), items=listing(passage)
        )
        is_listed = passage.figures or passage.quotations
        # A small model asked for more beside listed items only says the same again.
        wants_more = passage.has_other_sentences and not (self.client.is_local and is_listed)
        return self._request(passage, words, self.free_facts if wants_more else 0, None)

    def _request(
        self, passage: Passage, words: str, free_facts: int, only: Collection[str] | None
    ) -> Request:
        # A small model that writes speakers out adds words to them; choosing, it seldom errs.
        shape, max_tokens = answer_shape(
            self.task, passage, free_facts, only=only, is_choosing=self.client.is_local
        )
        messages: list[Message] = [
            {"role": "system", "content": self.task.system_message(self.prompt)},
            {"role": "user", "content": words},
        ]
        return Request(messages, shape, max_tokens)

    async def _converse(self, passage: Passage, request: Request) -> Asked:
        messages, shape, max_tokens = request.messages, request.shape, request.max_tokens
        reasks = 0
        while True:
            try:
                reply = await self.client.ask(messages, shape, max_tokens=max_tokens)
            except InvalidAnswerError as error:
                self.usage.add(error)
                if reasks == self.max_reasks:
                    return _failed(error, reasks)
                reasks += 1
                again = self.prompt.render("reask", problem=str(error))
                messages += [
                    {"role": "assistant", "content": error.raw or "{}"},
                    {"role": "user", "content": again},
                ]
            except AnswerError as error:
                # Asked the same again the model would run away or decline the same.
                self.usage.add(error)
                return _failed(error, reasks)
            except ProviderError as error:
                return _failed(error, reasks)
            else:
                self.usage.add(reply)
                return Asked(tuple(proposed_facts(reply.answer, passage)), reasks=reasks)


def _failed(error: AnswerError | ProviderError, reasks: int) -> Asked:
    return Asked(failure=failure_name(error), reason=str(error), error=error, reasks=reasks)


def _joined(passage: Passage, parts: list[Passage], answers: list[Asked]) -> Asked:
    """The answers about the parts of a passage as the answer about it; one that failed is for all.

    Items are keyed anew, as the whole passage lists them.
    """
    failed = next((each for each in answers if each.failure), None)
    if failed is not None:
        return failed
    before = {"f": 0, "q": 0, "a": 0}
    facts = []
    for part, answer in zip(parts, answers, strict=True):
        for fact in answer.proposed:
            key = f"{fact.key[0]}{before[fact.key[0]] + int(fact.key[1:])}"
            facts.append(fact.model_copy(update={"key": key, "passage": passage.index}))
        before["f"] += len(part.figures)
        before["q"] += len(part.quotations)
        before["a"] += sum(fact.key.startswith("a") for fact in answer.proposed)
    return Asked(tuple(facts), reasks=sum(each.reasks for each in answers))
