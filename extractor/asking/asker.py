"""Putting a passage to the model: what is said to it, and the facts that it proposes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from extractor.asking.answers import answer_shape, listing, proposed_facts
from extractor.asking.conversation import Request, Usage, converse
from extractor.asking.passages import Passage, promptable, split_passage
from extractor.asking.prompting import Prompt
from extractor.asking.tasks import Task
from extractor.errors import StoryTooLongError
from extractor.llm.client import Client, Message
from extractor.scanning.document import Scan
from extractor.schemas.fact import ProposedFact
from extractor.schemas.report import FailureName

SHORTEST_PART = 300
"""Characters under which a passage is not cut any more."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of asking about one passage."""

    proposed: tuple[ProposedFact, ...] = ()
    failure: FailureName | None = None
    reason: str | None = None
    """The failure in one line."""
    error: Exception | None = None
    reasks: int = 0


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
        said = await converse(
            request,
            client=self.client,
            prompt=self.prompt,
            max_reasks=self.max_reasks,
            usage=self.usage,
        )
        proposed = () if said.value is None else tuple(proposed_facts(said.value, passage))
        return Asked(proposed, said.failure, said.reason, said.error, said.reasks)


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
