"""Putting passages to a model for a codebook, a group of fields at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.asking.concurrent import ask_each
from extractor.asking.conversation import Usage, converse
from extractor.codebooks.requests import Given, Group, Piece, Requests, given_in
from extractor.llm.client import Client
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
        calls = [(piece, group) for piece in pieces for group in self.requests.groups]
        done = [each async for each in ask_each(calls, self._ask, concurrency)]
        return [each.answered for each in sorted(done, key=lambda each: each.number)]

    async def _ask(self, call: tuple[Piece, Group]) -> Answered:
        """One passage and one group of fields."""
        piece, group = call
        said = await converse(
            self.requests.request(piece, group),
            client=self.client,
            prompt=self.requests.prompt,
            max_reasks=self.max_reasks,
            usage=self.usage,
        )
        rows = () if said.value is None else tuple(map(tuple, given_in(said.value, group)))
        return Answered(piece, group, rows, said.failure, said.reason, said.error, said.reasks)
