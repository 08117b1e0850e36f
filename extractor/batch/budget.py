"""What a batch may spend, and what it has spent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from extractor.errors import AnswerError, BudgetSpentError
from extractor.llm.client import AnswerT, Client, Message, Reply
from extractor.llm.tokens import estimate_tokens
from extractor.llm.wrapping import WrappedClient

USUAL_COMPLETION = 4
"""Answers take about a quarter of the `max_tokens` that they are allowed."""


@dataclass(slots=True)
class Budget:
    """Tokens and dollars spent, and what is set aside for calls that are out."""

    max_tokens: int | None = None
    max_cost_usd: Decimal | None = None
    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: Decimal | None = field(default=Decimal(0))
    """None once a call was made whose price is not known."""
    _reserved_tokens: int = 0
    _reserved_usd: Decimal = Decimal(0)

    def reserve(self, tokens: int, usd: Decimal | None) -> None:
        """Set aside what a call will about take.

        Raises:
            BudgetSpentError: there is not so much left.
        """
        spent = self.prompt_tokens + self.completion_tokens + self._reserved_tokens
        if self.max_tokens is not None and spent + tokens > self.max_tokens:
            raise BudgetSpentError(
                f"--max-tokens {self.max_tokens:,} is spent ({spent:,} with the calls that are out)"
            )
        cost = (self.cost_usd or Decimal(0)) + self._reserved_usd
        if self.max_cost_usd is not None and usd is not None and cost + usd > self.max_cost_usd:
            raise BudgetSpentError(
                f"--max-cost {self.max_cost_usd} is spent (${cost:.4f} with the calls that are out)"
            )
        self._reserved_tokens += tokens
        self._reserved_usd += usd or 0

    def release(self, tokens: int, usd: Decimal | None) -> None:
        """Give back what was set aside."""
        self._reserved_tokens -= tokens
        self._reserved_usd -= usd or 0

    def spend(self, prompt_tokens: int, completion_tokens: int, usd: Decimal | None) -> None:
        """Count one answer."""
        self.calls += 1
        self.prompt_tokens += prompt_tokens
        self.completion_tokens += completion_tokens
        self.cost_usd = None if self.cost_usd is None or usd is None else self.cost_usd + usd


class BudgetedClient(WrappedClient):
    """The same as the client inside, within a budget."""

    def __init__(self, client: Client, budget: Budget) -> None:
        """The budget may be shared by several clients."""
        super().__init__(client)
        self.budget = budget

    async def ask(
        self, messages: Sequence[Message], answer: type[AnswerT], *, max_tokens: int
    ) -> Reply[AnswerT]:
        """The model's answer; see `Client.ask`.

        Raises:
            BudgetSpentError: there is not enough left for another call.
        """
        prompt, completion = estimate_tokens(messages), max_tokens // USUAL_COMPLETION
        about = self.cost_usd(prompt, completion)
        self.budget.reserve(prompt + completion, about)
        try:
            reply = await self.inner.ask(messages, answer, max_tokens=max_tokens)
        except AnswerError as error:
            self._spend(error.prompt_tokens, error.completion_tokens)
            raise
        finally:
            self.budget.release(prompt + completion, about)
        self._spend(reply.prompt_tokens, reply.completion_tokens)
        return reply

    def _spend(self, prompt: int, completion: int) -> None:
        self.budget.spend(prompt, completion, self.cost_usd(prompt, completion))
