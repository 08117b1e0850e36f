"""The providers that a model string can name: one table, over the same client.

Each speaks OpenAI's chat completions, or a good part of them. What a row does not say is learned
from the server's answers, see `dialects`; a row only saves the calls that this takes.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cache

from extractor.errors import OptionError
from extractor.llm.dialects import LIMIT_NAMES, ROOM_TO_THINK, Dialect
from extractor.llm.forms import LADDER, Form

GROUP = "fact_extractor.providers"
"""The entry points under which packages bring rows of their own: each is a `Provider`."""


@dataclass(frozen=True, slots=True)
class Provider:
    """One row: where a provider answers, whose key it takes, and what it wants said otherwise."""

    name: str
    """What stands before the colon of a model string."""
    title: str
    """Its name for people."""
    base_url: str | None
    """Its address, up to and including the version; none where it has to be given."""
    key_variable: str
    """The environment variable that holds the key."""
    needs_key: bool = True
    """Whether nothing comes of a call without a key."""
    url_variable: str | None = None
    """The environment variable that may hold another address."""
    form: Form = LADDER[0]
    """How it is asked for structured answers first."""
    limit_name: str = LIMIT_NAMES[0]
    """How it calls the limit of an answer."""
    left_out: frozenset[str] = frozenset()
    """Parts of a request that it is known to refuse."""
    thinks: bool = False
    """Whether its models are known to think before they answer, within the same limit."""
    is_told_temperature: bool = True
    """Whether a temperature of 0 is sent where none is chosen: reasoning models refuse it."""
    page: str = field(default="", compare=False)
    """Where it documents this."""

    def dialect(self) -> Dialect:
        """How it is asked before anything is learned."""
        return Dialect(
            form=self.form,
            limit_name=self.limit_name,
            left_out=set(self.left_out),
            room_to_think=ROOM_TO_THINK if self.thinks else 0,
        )


BUILT_IN: tuple[Provider, ...] = (
    Provider(
        "openai",
        "OpenAI, or any server like it with --base-url",
        "https://api.openai.com/v1",
        "OPENAI_API_KEY",
        url_variable="OPENAI_BASE_URL",
        limit_name="max_completion_tokens",
        thinks=True,
        is_told_temperature=False,
        page="https://platform.openai.com/docs/api-reference/chat",
    ),
    Provider(
        "azure",
        "Azure OpenAI",
        None,
        "AZURE_OPENAI_API_KEY",
        url_variable="AZURE_OPENAI_ENDPOINT",
        limit_name="max_completion_tokens",
        thinks=True,
        is_told_temperature=False,
        page="https://learn.microsoft.com/azure/ai-foundry/openai/api-version-lifecycle",
    ),
    Provider(
        "anthropic",
        "Anthropic",
        "https://api.anthropic.com/v1",
        "ANTHROPIC_API_KEY",
        form="tools",  # it ignores response_format
        page="https://platform.claude.com/docs/en/api/openai-sdk",
    ),
    Provider(
        "gemini",
        "Google Gemini",
        "https://generativelanguage.googleapis.com/v1beta/openai",
        "GEMINI_API_KEY",
        thinks=True,
        page="https://ai.google.dev/gemini-api/docs/openai",
    ),
    Provider(
        "mistral",
        "Mistral",
        "https://api.mistral.ai/v1",
        "MISTRAL_API_KEY",
        left_out=frozenset({"seed"}),  # its own is called random_seed
        page="https://docs.mistral.ai/api",
    ),
    Provider(
        "groq",
        "Groq",
        "https://api.groq.com/openai/v1",
        "GROQ_API_KEY",
        page="https://console.groq.com/docs/openai",
    ),
    Provider(
        "openrouter",
        "OpenRouter",
        "https://openrouter.ai/api/v1",
        "OPENROUTER_API_KEY",
        page="https://openrouter.ai/docs/api-reference/overview",
    ),
    Provider(
        "ollama",
        "Ollama",
        "http://127.0.0.1:11434/v1",
        "OLLAMA_API_KEY",
        needs_key=False,
        page="https://docs.ollama.com/api/openai-compatibility",
    ),
    Provider(
        "vllm",
        "vLLM",
        "http://127.0.0.1:8000/v1",
        "VLLM_API_KEY",
        needs_key=False,
        page="https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html",
    ),
    Provider(
        "lmstudio",
        "LM Studio",
        "http://127.0.0.1:1234/v1",
        "LM_API_TOKEN",
        needs_key=False,
        page="https://lmstudio.ai/docs/developer/openai-compat",
    ),
)


COMPATIBLE = Provider("openai", "A server like OpenAI's", None, "OPENAI_API_KEY", needs_key=False)
"""A server of one's own that `openai:` leads to with another address than OpenAI's."""


@cache
def providers() -> dict[str, Provider]:
    """Every provider by its name; those of installed packages cannot take a built-in name.

    Raises:
        OptionError: an installed package brings a row that is none, or a name that is taken.
    """
    from importlib.metadata import entry_points

    rows = {each.name: each for each in BUILT_IN}
    for point in entry_points(group=GROUP):
        row = point.load()
        package = point.dist.name if point.dist else point.value
        if not isinstance(row, Provider):
            raise OptionError(
                f"the provider {point.name!r} of {package} is a {type(row).__name__}: "
                "it must be an extractor.llm.providers.Provider"
            )
        if row.name in rows or row.name in ("local", "none"):
            raise OptionError(f"the provider {row.name!r} of {package} has a name that is taken")
        rows[row.name] = row
    return rows


def address_of(provider: Provider, base_url: str | None) -> str | None:
    """Where it answers: as given, as the environment says, or its own address."""
    given = base_url or (provider.url_variable and os.environ.get(provider.url_variable))
    if given and provider.name == "azure" and "/openai" not in given:
        given = f"{given.rstrip('/')}/openai/v1"  # the endpoint as the portal shows it
    return given or provider.base_url
