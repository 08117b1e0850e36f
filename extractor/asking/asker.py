"""Putting a passage to the model: what is said to it, and the facts that it proposes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from extractor.asking.answers import answer_shape, listing, open_items, proposed_facts
from extractor.asking.conversation import Request, Usage, converse
from extractor.asking.examples import example_messages
from extractor.asking.items import PREFIX, Item
from extractor.asking.passages import Passage, Portion, split_passage
from extractor.asking.promptable import promptable
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
    portion: Portion
    """How a passage that is too long is asked about in parts."""
    max_reasks: int
    usage: Usage = field(default_factory=Usage)
    longest: int | None = None
    """Longest passage in characters that the model was found to take; none if it took all."""
    _examples: tuple[Message, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Ready the examples of the prompt; see `example_messages`."""
        self._examples = example_messages(
            self.prompt,
            self.task,
            whole_sentences=self.portion.whole_sentences,
            is_choosing=self._is_choosing,
        )

    async def ask(self, passage: Passage, scan: Scan | None = None) -> Asked:
        """The facts of a passage; one that is too long for the model is asked about in parts."""
        if not self._open(passage):
            return Asked(tuple(proposed_facts({}, passage)))
        asked = None
        length = len(passage.span.text)
        if self.longest is None or length <= self.longest:
            asked = await self._converse(passage, self.request(passage))
            if scan is None or not isinstance(asked.error, StoryTooLongError):
                return asked
            self.longest = min(self.longest or length, max(length // 2, SHORTEST_PART))
        smaller = replace(self.portion, longest=self.longest)
        parts = split_passage(scan, passage, smaller) if scan else []
        if len(parts) < 2:
            return asked or await self._converse(passage, self.request(passage))
        return _joined(passage, parts, [await self.ask(part, scan) for part in parts])

    async def ask_again(self, passage: Passage, problems: Mapping[str, str]) -> Asked:
        """The facts of a passage about some of its items once more, told what was wrong."""
        items = self._open(passage, problems)
        if not items:
            return Asked()
        words = self.prompt.render(
            "repair",
            passage=promptable(passage.span.text),
            items=listing(items),
            problems="\n".join(f"- {item.key}: {problems[item.key]}" for item in items),
        )
        return await self._converse(passage, self._request(items, words))

    def request(self, passage: Passage) -> Request:
        """The first call about a passage."""
        items = self._open(passage)
        words = self.prompt.render(
            "passage", passage=promptable(passage.span.text), items=listing(items)
        )
        return self._request(items, words)

    def _open(self, passage: Passage, only: Collection[str] | None = None) -> list[Item]:
        return open_items(passage, is_choosing=self._is_choosing, only=only)

    @property
    def _is_choosing(self) -> bool:
        """Whether the model chooses among times, places and speakers: a small one seldom can."""
        return not self.client.is_local

    def _request(self, items: list[Item], words: str) -> Request:
        shape, max_tokens = answer_shape(self.task, items, is_choosing=self._is_choosing)
        messages: list[Message] = [
            {"role": "system", "content": self.task.system_message(self.prompt)},
            *self._examples,
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
        proposed = () if said.value is None else tuple(proposed_facts(dict(said.value), passage))
        return Asked(proposed, said.failure, said.reason, said.error, said.reasks)


def _joined(passage: Passage, parts: list[Passage], answers: list[Asked]) -> Asked:
    """The answers about the parts of a passage as the answer about it; one that failed is for all.

    Items are keyed anew, as the whole passage lists them.
    """
    failed = next((each for each in answers if each.failure), None)
    if failed is not None:
        return failed
    before = dict.fromkeys(PREFIX.values(), 0)
    facts = []
    for part, answer in zip(parts, answers, strict=True):
        for fact in answer.proposed:
            key = f"{fact.key[0]}{before[fact.key[0]] + int(fact.key[1:])}"
            facts.append(fact.model_copy(update={"key": key, "passage": passage.index}))
        for item in part.items:
            before[PREFIX[item.kind]] += 1
    return Asked(tuple(facts), reasks=sum(each.reasks for each in answers))
