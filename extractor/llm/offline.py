"""A client that asks nobody: for reckoning what calls would be made, and for writing them down."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pydantic import JsonValue

from extractor.errors import AnswerAwaited
from extractor.llm.client import AnswerT, Message, Reply


class OfflineClient:
    """Stands for a model without reaching it."""

    def __init__(
        self,
        model: str,
        *,
        is_local: bool = False,
        parameters: dict[str, JsonValue] | None = None,
    ) -> None:
        """`parameters` are what the model would be called with."""
        self._model = model
        self._is_local = is_local
        self._parameters = parameters or {}

    @property
    def model(self) -> str:
        """Which model would answer, as `provider:model`."""
        return self._model

    @property
    def is_local(self) -> bool:
        """Whether it is a small model on this machine."""
        return self._is_local

    @property
    def parameters(self) -> dict[str, JsonValue]:
        """What the model would be called with."""
        return self._parameters

    @property
    def endpoint(self) -> str | None:
        """None."""
        return None

    async def ask(
        self, messages: Sequence[Message], answer: type[AnswerT], *, max_tokens: int
    ) -> Reply[AnswerT]:
        """No answer.

        Raises:
            AnswerAwaited: always.
        """
        raise AnswerAwaited("the call is not made now")

    def cost_usd(self, prompt_tokens: int, completion_tokens: int) -> Decimal | None:
        """Unknown here."""
        return None

    async def close(self) -> None:
        """Nothing to give back."""
