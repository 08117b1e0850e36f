"""Plans for tests: the pipeline with a model made of a function."""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass, field

from fakes import FunctionClient, faithful

from extractor.batch.budget import Budget
from extractor.batch.feed import Item
from extractor.batch.plans import CacheOf, Extracting, ExtractPlan, Job, Work
from extractor.batch.store import Outcome
from extractor.llm.client import Client
from extractor.llm.limits import CallLimits
from extractor.schemas.document import Document

STORY = (
    "DORSBY, March 3, 2026 (Wire) - At least {number} homes were flooded on Monday after "
    "{rain} millimetres of rain, officials said."
)


def items(number: int, *, start: int = 0) -> list[Item]:
    """So many different stories."""
    return [
        Item(
            f"story {index}",
            Document(text=STORY.format(number=40 + index, rain=50 + index), name=f"story {index}"),
        )
        for index in range(start, start + number)
    ]


@dataclass(frozen=True)
class FunctionPlan(ExtractPlan):
    """The plan of `extract`, asking a client that is handed in."""

    model: str = "openai:function"
    client: Client = field(default_factory=lambda: FunctionClient(faithful, is_local=False))

    def open(self, answers: CacheOf, limits: CallLimits | None, budget: Budget) -> Work:
        """Without a server."""
        return Extracting(self, self.client, answers, budget)


@dataclass(frozen=True)
class DeadlyPlan(ExtractPlan):
    """A plan that ends its own process at one story, and takes a while for the others."""

    model: str = "openai:none"
    deadly: str = ""

    def open(self, answers: CacheOf, limits: CallLimits | None, budget: Budget) -> Work:
        """Without a server."""
        return _Dying(self.deadly)


class _Dying:
    def __init__(self, deadly: str) -> None:
        self._deadly = deadly

    async def do(self, job: Job) -> Outcome:
        await asyncio.sleep(0.2)
        if job.document.name == self._deadly:
            os._exit(9)
        return Outcome("done")

    async def probe(self) -> None:
        pass

    async def close(self) -> None:
        pass
