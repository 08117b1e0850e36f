"""Putting passages to a model for a codebook, asking again within a budget, naming what failed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.asking.asker import Usage
from extractor.codebooks.requests import Given, Group, Piece, Requests, given_in
from extractor.errors import (
    AnswerError,
    CallPostponed,
    InvalidAnswerError,
    KeyRefusedError,
    ProviderError,
    SchemaRefusedError,
)
from extractor.llm.client import Client
from extractor.llm.faults import failure_name, meets_all_alike
from extractor.schemas.report import FailureName


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of one call."""

    piece: Piece
    group: Group
    rows: tuple[tuple[Given, ...], ...] = ()
    """What was answered; of a codebook of one record, just one row."""
    failure: FailureName | None = None
    reason: str | None = None
    error: Exception | None = None
    reasks: int = 0


@dataclass(slots=True)
class CodebookAsker:
    """Asks one model for one codebook."""

    client: Client
    requests: Requests
    max_reasks: int
    usage: Usage = field(default_factory=Usage)

    async def ask_all(self, pieces: Sequence[Piece], concurrency: int) -> list[Answered]:
        """Every passage and group of fields, in order; what would fail for all of them is raised.

        Raises:
            ProviderError: the server cannot be asked at all.
            CallPostponed: a call was not made; the others were all the same.
        """
        free = asyncio.Semaphore(concurrency)
        fatal: list[Exception] = []
        postponed: list[Exception] = []
        is_reached = False

        async def ask(piece: Piece, group: Group) -> Answered | None:
            nonlocal is_reached
            async with free:
                if fatal:
                    return None
                try:
                    answered = await self.ask(piece, group)
                except CallPostponed as waiting:
                    postponed.append(waiting)
                    return None
                if answered.error and meets_all_alike(answered.error) and not is_reached:
                    fatal.append(answered.error)
                is_reached = is_reached or answered.error is None
                return answered

        calls = [(piece, group) for piece in pieces for group in self.requests.groups]
        try:
            async with asyncio.TaskGroup() as tasks:
                asked = [tasks.create_task(ask(piece, group)) for piece, group in calls]
        except ExceptionGroup as errors:
            raise errors.exceptions[0] from None
        for error in (*fatal, *postponed):
            raise error
        answers = [each for task in asked if (each := task.result()) is not None]
        refused = [
            each.error
            for each in answers
            if isinstance(each.error, KeyRefusedError | SchemaRefusedError)
        ]
        if refused and len(refused) == len(answers):
            raise refused[0]
        return answers

    async def ask(self, piece: Piece, group: Group) -> Answered:
        """One passage and one group of fields."""
        request = self.requests.request(piece, group)
        messages, reasks = request.messages, 0

        def failed(error: AnswerError | ProviderError) -> Answered:
            return Answered(piece, group, (), failure_name(error), str(error), error, reasks)

        while True:
            try:
                reply = await self.client.ask(
                    messages, request.shape, max_tokens=request.max_tokens
                )
            except InvalidAnswerError as error:
                self.usage.add(error)
                if reasks == self.max_reasks:
                    return failed(error)
                reasks += 1
                again = self.requests.prompt.render("reask", problem=str(error))
                messages += [
                    {"role": "assistant", "content": error.raw or "{}"},
                    {"role": "user", "content": again},
                ]
            except AnswerError as error:
                self.usage.add(error)
                return failed(error)
            except ProviderError as error:
                return failed(error)
            else:
                self.usage.add(reply)
                rows = tuple(tuple(row) for row in given_in(reply.answer, group))
                return Answered(piece, group, rows, reasks=reasks)
