"""How a model is asked: the options that every command has which asks one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli.parameters import (
    ExtraBody,
    MaxTokens,
    RetryLimit,
    Seed,
    Temperature,
    Timeout,
    read_extra_body,
)

if TYPE_CHECKING:
    from extractor.options import Options


@dataclass(frozen=True, slots=True)
class ModelRequests:
    """Requests to the model."""

    base_url: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="Where the provider answers, with /v1; openai:NAME with it is any server like "
            "OpenAI's.",
        ),
    ] = None
    temperature: Temperature = None
    seed: Seed = 1
    max_tokens: MaxTokens = None
    extra_body: ExtraBody = None
    timeout: Timeout = None
    retry_limit: RetryLimit = 180

    def options(self, **others: Any) -> Options:
        """The options of the library that say the same, with `others` beside them.

        Raises:
            OptionError: one of them has a value that means nothing.
        """
        from extractor.options import Options

        return Options(
            base_url=self.base_url,
            temperature=self.temperature,
            seed=self.seed,
            max_tokens=self.max_tokens,
            extra_body=read_extra_body(self.extra_body),
            timeout_s=self.timeout,
            retry_limit_s=self.retry_limit,
            **others,
        )
