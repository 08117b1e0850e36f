"""Whose fault a failed document is, as a batch finds it out: its own, or the server's.

`extractor.llm.faults` says what an error alone tells. Where it does not tell, a tiny story is put
to the server: while that is not answered either, the server is at fault, the run stops, and no
document is marked. A document that is refused by a server which answers others is itself at fault.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from itertools import count

from extractor.batch.budget import Budget
from extractor.batch.plans import Job, Work
from extractor.batch.store import Outcome
from extractor.batch.unsettled import Unsettled
from extractor.errors import ProviderError, RunStopped
from extractor.llm.faults import fault_of, meets_all_alike
from extractor.llm.limits import CallLimits

MOST_TURNS = 8
"""A document that failed so often, be it each time in another way, beside a server that answers."""

Refusal = tuple[str, str, int | None]
"""A call, and how it failed: several that failed in several ways are a server that stumbles."""


def _refusal(call: str, error: ProviderError) -> Refusal:
    return call, type(error).__name__, error.status


class Blame:
    """Does documents until it is sure what became of them."""

    def __init__(self, budget: Budget, calls: CallLimits) -> None:
        """Listens to the calls that `budget` counts; holds `calls` back once the server is gone."""
        self._budget = budget
        self._calls = calls
        self._probe: asyncio.Task[bool] | None = None
        self._work: Work | None = None
        self.server: ProviderError | None = None
        """What the server is at fault with; none while it is not."""
        budget.failed = self._heard

    async def settled(self, work: Work, job: Job) -> Outcome:
        """What became of a document; a failure in it is its own fault.

        Raises:
            CallPostponed: it is to do; `server` says so if that is the server's fault.
        """
        self._work = work
        refusals: Counter[Refusal] = Counter()
        for turn in count(1):
            try:
                return await work.do(job)
            except Unsettled as unsettled:
                errors, outcome = unsettled.errors, unsettled.outcome
            for error in filter(meets_all_alike, errors.values()):
                self._give_up(error)
            is_over = self.server is not None or self._calls.is_stopped
            if is_over or not await self._is_answering(work):
                raise RunStopped("the server failed while the document was done")
            alike = {_refusal(call, error): fault_of(error) for call, error in errors.items()}
            refusals.update(list(alike))
            is_sure = all(refusals[each] >= fault.refusals for each, fault in alike.items())
            if is_sure or turn == MOST_TURNS:
                return outcome
        raise AssertionError("it is counted without end")

    def _heard(self, error: ProviderError, answered_before: int) -> None:
        """A call failed."""
        fault = fault_of(error)
        if fault.whose == "server":
            self._give_up(error)
            return
        answered = self._budget.spent.calls
        is_silent = not answered or (fault.is_tried_again and answered == answered_before)
        if is_silent and self._work is not None and not self._calls.is_stopped:
            # Nothing was answered yet, or nothing while this call was tried for long: many stories
            # of many passages are not to find that out one passage after the other.
            self._begin_probe(self._work)

    def _give_up(self, error: ProviderError) -> None:
        if self.server is None:
            self.server = error
            self._calls.halt()

    async def _is_answering(self, work: Work) -> bool:
        """Whether the server answers a tiny story; one is asked for all that want to know."""
        # Shielded: whoever is called off must not take the answer from the others.
        return await asyncio.shield(self._begin_probe(work))

    def _begin_probe(self, work: Work) -> asyncio.Task[bool]:
        if self._probe is None or self._probe.done():
            self._probe = asyncio.create_task(self._ask(work))
            self._probe.add_done_callback(_heard_out)
        return self._probe

    async def _ask(self, work: Work) -> bool:
        try:
            await work.probe()
        except ProviderError as error:
            self._give_up(error)
        return self.server is None

    async def close(self) -> None:
        """Call off a question that is still out."""
        if self._probe is not None and not self._probe.done():
            self._probe.cancel()
            await asyncio.wait([self._probe])


def _heard_out(probe: asyncio.Task[bool]) -> None:
    """A failure that nobody waits for is none of the event loop's business."""
    if not probe.cancelled():
        probe.exception()
