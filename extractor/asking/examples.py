"""Worked examples of a prompt: checked against their own text, then shown before each passage."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache

from extractor.asking.answers import answer_shape, listing, open_items, proposed_facts
from extractor.asking.items import Item
from extractor.asking.locating import Locator
from extractor.asking.passages import Passage, Portion, split_into_passages
from extractor.asking.promptable import on_one_line, promptable
from extractor.asking.prompting import Example, Prompt
from extractor.asking.tasks import Task
from extractor.checks import check_fact
from extractor.checks.findings import quoted
from extractor.errors import PromptError
from extractor.llm.client import Message
from extractor.scanning.document import scan_document
from extractor.schemas.document import Document
from extractor.schemas.fact import Fact
from extractor.schemas.span import Span

_LONGEST = 6_000
_MOST_SENTENCES = 20


@lru_cache(maxsize=16)  # they are the same before every passage of every story
def example_messages(
    prompt: Prompt, task: Task, *, whole_sentences: bool, is_choosing: bool
) -> tuple[Message, ...]:
    """The examples of a prompt as turns of a conversation that went well.

    Args:
        prompt: has the examples.
        task: what is asked.
        whole_sentences: whether sentences are asked about instead of their figures.
        is_choosing: whether a model is asked when, where and who.

    Raises:
        PromptError: an example says of its text what our own checks find wrong, or leaves a
            sentence out.
    """
    messages: list[Message] = []
    for number, example in enumerate(prompt.examples, 1):
        worked = _Worked(prompt, task, f"{prompt.file}, example {number}", example)
        messages += worked.messages(whole_sentences, is_choosing=is_choosing)
    return tuple(messages)


class _Worked:
    """One example."""

    def __init__(self, prompt: Prompt, task: Task, where: str, example: Example) -> None:
        self._prompt = prompt
        self._task = task
        self._where = where
        self._scan = scan_document(Document(text=example.text))
        self._said = dict(self._by_sentence(example.statements))

    def messages(self, whole_sentences: bool, *, is_choosing: bool) -> Iterator[Message]:
        """What is asked about the text, and the answer."""
        passage = self._passage(whole_sentences=whole_sentences)
        items = open_items(passage, is_choosing=is_choosing)
        shape, _ = answer_shape(self._task, items, is_choosing=is_choosing)
        for item in items:
            if shape.model_fields[item.key].annotation is not str:
                raise PromptError(
                    f"{self._where} leaves open who, when or where of "
                    f"{quoted(on_one_line(item.span.text), 60)}: "
                    "give its sentence one name, one time and one place at most"
                )
        said = {item.key: self._statement(item) for item in items}
        self._check(said, passage)
        asked = self._prompt.render(
            "passage", passage=promptable(passage.span.text), items=listing(items)
        )
        yield {"role": "user", "content": asked}
        answer = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        yield {"role": "assistant", "content": answer}

    def _by_sentence(self, statements: tuple[str, ...]) -> Iterator[tuple[Span, str]]:
        items = self._passage(whole_sentences=True).items
        sentences = [item.span for item in items if item.kind == "statement"]
        if len(sentences) != len(statements):
            raise PromptError(
                f"{self._where} has {len(sentences)} sentences and {len(statements)} statements: "
                "give each sentence a line that begins with '- ', in their order"
            )
        return zip(sentences, statements, strict=True)

    def _passage(self, *, whole_sentences: bool) -> Passage:
        portion = Portion(_LONGEST, _MOST_SENTENCES, whole_sentences=whole_sentences)
        passages = [
            each for each in split_into_passages(self._scan, portion) if each.not_asked is None
        ]
        if len(passages) != 1:
            raise PromptError(
                f"{self._where} needs a text of one to eight figures, and no headline"
            )
        return passages[0]

    def _statement(self, item: Item) -> str:
        return next(said for sentence, said in self._said.items() if sentence.overlaps(item.span))

    def _check(self, said: dict[str, str], passage: Passage) -> None:
        """Refuse what a fact of a story would be refused for."""
        locator = Locator(self._scan)
        for proposed in proposed_facts(said, passage):
            fact = locator.fact(proposed)
            wrong = next((each for each in check_fact(fact, self._scan) if each.is_problem), None)
            if wrong is not None:
                raise PromptError(
                    f"{self._where} says {quoted(fact.statement, 60)}, which its text does not "
                    f"bear out: {wrong.message}"
                )
            self._check_whole(fact, locator)

    def _check_whole(self, fact: Fact, locator: Locator) -> None:
        """Refuse a sentence's statement that leaves out one of its figures."""
        if fact.kind != "statement" or fact.span is None:
            return
        figures = locator.recogniser.figures(fact.span.start, fact.span.end)
        lost = next((figure for figure in figures if figure not in fact.figures), None)
        if lost is not None:
            raise PromptError(
                f"{self._where} says nothing of {quoted(lost.phrase.text)} in "
                f"{quoted(fact.statement, 60)}: a statement keeps every figure of its sentence"
            )
