"""What a batch may spend, and what it has spent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from extractor.counting import counted
from extractor.errors import AnswerError, BudgetSpentError, OptionError, ProviderError
from extractor.llm.client import AnswerT, Client, Message, Reply
from extractor.llm.tokens import estimate_call
from extractor.llm.wrapping import WrappedClient

USUAL_COMPLETION = 4
"""Answers take about a quarter of the `max_tokens` that they are allowed."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What calls have taken; can be sent to another process, and summed over several."""

    calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost_usd: Decimal | None = Decimal(0)
    """None once a call was made whose price is not known."""
    estimated: int = 0
    """Of the calls, those whose tokens no server counted."""
    lost: int = 0
    """Answers that broke off on their way, which are paid for; counted by estimate, and no call."""
    out: int = 0
    """Calls that are out now."""

    def __add__(self, other: Spent) -> Spent:
        """What both have taken together."""
        costs = (self.cost_usd, other.cost_usd)
        return Spent(
            self.calls + other.calls,
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
            None if costs[0] is None or costs[1] is None else costs[0] + costs[1],
            self.estimated + other.estimated,
            self.lost + other.lost,
            self.out + other.out,
        )

    @property
    def tokens(self) -> int:
        """Read and written."""
        return self.prompt_tokens + self.completion_tokens


class Budget:
    """Tokens and dollars spent, and what is set aside for calls that are out."""

    def __init__(self, max_tokens: int | None = None, max_cost_usd: Decimal | None = None) -> None:
        """None is no limit."""
        self.max_tokens = max_tokens
        self.max_cost_usd = max_cost_usd
        self.spent = Spent()
        self.failed: Callable[[ProviderError, int], None] = lambda error, before: None
        """Told of each call that the server failed, and how many were answered before it began."""
        self._reserved_tokens = 0
        self._reserved_usd = Decimal(0)
        self._foreseen = 0
        """What the answered calls were thought to take."""

    @property
    def _factor(self) -> Decimal:
        """How much more than foreseen calls have taken so far; 1 where they took less."""
        if not self._foreseen:
            return Decimal(1)
        return max(Decimal(1), Decimal(self.spent.tokens) / self._foreseen)

    def reserve(self, tokens: int, usd: Decimal | None) -> None:
        """Set aside what a call will about take, as calls have gone so far.

        Raises:
            BudgetSpentError: there is not so much left.
        """
        factor, spent = self._factor, self.spent
        after = spent.tokens + (self._reserved_tokens + tokens) * factor
        cost = (spent.cost_usd or 0) + (self._reserved_usd + (usd or 0)) * factor
        if self.max_tokens is not None and after > self.max_tokens:
            raise self._spent(spent_line(spent, self.max_tokens, None), f"{tokens:,} tokens")
        if self.max_cost_usd is not None and cost > self.max_cost_usd:
            raise self._spent(spent_line(spent, None, self.max_cost_usd), f"${usd:.4f}")
        self._reserved_tokens += tokens
        self._reserved_usd += usd or 0

    def _spent(self, line: str, next_call: str) -> BudgetSpentError:
        is_untouched = not self.spent.tokens and not self._reserved_tokens
        return BudgetSpentError(
            f"{line}; the next call alone takes about {next_call}: raise the limit"
            if is_untouched
            else line
        )

    def release(self, tokens: int, usd: Decimal | None) -> None:
        """Give back what was set aside."""
        self._reserved_tokens -= tokens
        self._reserved_usd -= usd or 0

    def spend(self, took: Spent, foreseen: int = 0) -> None:
        """Count what calls took, and what they were thought to take."""
        self.spent += took
        self._foreseen += foreseen


def spent_line(spent: Spent, max_tokens: int | None, max_cost_usd: Decimal | None) -> str:
    """Which limit is spent, and what was really taken."""
    limits = [] if max_tokens is None else [f"--token-budget {max_tokens:,}"]
    limits += [] if max_cost_usd is None else [f"--max-cost {max_cost_usd}"]
    return (
        f"{' or '.join(limits)} leaves no room for another call: this run has taken {taken(spent)}"
    )


def taken(spent: Spent) -> str:
    """What calls have taken, for people: never a number for a cost that is not known."""
    words = f"{spent.tokens:,} tokens"
    if spent.cost_usd:
        words = f"${spent.cost_usd:.4f} and {words}"
    elif spent.cost_usd is None:
        words += ", at a price that is unknown"
    if spent.estimated:
        words += f", estimated for {spent.estimated:,} answers that the server did not count"
    if spent.lost:
        words += (
            f", {counted(spent.lost, 'answer')} among them that broke off on the way (estimated)"
        )
    return words


def refuse_unpriced(model: str, max_cost_usd: Decimal | None, *, is_priced: bool) -> None:
    """Refuse a limit of cost that cannot be kept.

    Raises:
        OptionError: no price is known for the model.
    """
    if max_cost_usd is not None and not is_priced:
        raise OptionError(
            f"--max-cost needs a price, and none is known for {model}: give one with "
            "--prices FILE, or limit the run with --token-budget"
        )


class BudgetedClient(WrappedClient):
    """The same as the client inside, within a budget."""

    def __init__(self, client: Client, budget: Budget) -> None:
        """The budget may be shared by several clients.

        Raises:
            OptionError: it limits the cost, and no price is known.
        """
        super().__init__(client)
        self.budget = budget
        is_priced = client.cost_usd(1, 1) is not None
        refuse_unpriced(client.model, budget.max_cost_usd, is_priced=is_priced)

    async def ask(
        self, messages: Sequence[Message], answer: type[AnswerT], *, max_tokens: int
    ) -> Reply[AnswerT]:
        """The model's answer; see `Client.ask`.

        Raises:
            BudgetSpentError: there is not enough left for another call.
        """
        prompt, completion = estimate_call(messages, answer), max_tokens // USUAL_COMPLETION
        about = self.cost_usd(prompt, completion)
        self.budget.reserve(prompt + completion, about)
        before = self.budget.spent.calls
        try:
            reply = await self.inner.ask(messages, answer, max_tokens=max_tokens)
        except AnswerError as error:
            self._spend(error, prompt, completion)
            raise
        except ProviderError as error:
            self._lose(error.lost, prompt, completion)
            self.budget.failed(error, before)
            raise
        finally:
            self.budget.release(prompt + completion, about)
        self._spend(reply, prompt, completion)
        return reply

    def _spend(self, took: Reply[Any] | AnswerError, prompt: int, completion: int) -> None:
        self._lose(took.lost, prompt, completion)
        read, written = took.prompt_tokens, took.completion_tokens
        cost = self.cost_usd(read, written)
        spent = Spent(1, read, written, cost, estimated=int(took.is_estimated))
        self.budget.spend(spent, prompt + completion)

    def _lose(self, lost: int, prompt: int, completion: int) -> None:
        """Count answers that broke off: what was read is paid for, and so is what was written."""
        if lost:
            read, written = lost * prompt, lost * completion
            cost = self.cost_usd(read, written)
            self.budget.spend(Spent(0, read, written, cost, lost=lost), read + written)
