"""What a model's tokens cost: from the user's table, else from genai-prices."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from extractor import Options
from extractor.errors import OptionError
from extractor.llm.models import price_of
from extractor.llm.prices import FREE, find_price


def dollars(model: str, url: str | None = None) -> tuple[Decimal, Decimal] | None:
    """What a million tokens read and written cost, asked at an address."""
    price = find_price(model) if url is None else find_price(model, base_url=url)
    return (price.input, price.output) if price else None


@pytest.mark.parametrize(
    ("model", "url", "known"),
    [
        ("openai:gpt-4o", None, True),
        ("openai:gpt-4o-2024-08-06", None, True),
        ("openai:openai/gpt-4o", None, False),
        ("openai:openai/gpt-4o", "https://openrouter.ai/api/v1", True),
        ("openai:mistral-small-latest", "https://api.mistral.ai/v1", True),
        ("openai:mistral-small-latest", "https://api.openai.com/v1", False),
        ("openai:gpt-4o", "http://127.0.0.1:4000/v1", True),
        ("openai:qwen2.5-coder-1.5b", "http://127.0.0.1:8080/v1", False),
        ("openai:whisper-1", None, False),
        ("openai:known-to-nobody", None, False),
    ],
)
def test_a_price_goes_by_name_and_address(model: str, url: str | None, known: bool) -> None:
    """A provider's address has that provider's prices; an unknown server passes calls to OpenAI."""
    assert (dollars(model, url) is not None) == known


def test_the_price_is_that_of_a_call_of_usual_length() -> None:
    """Where calls of hundreds of thousands of tokens cost more, a story's do not."""
    read, written = dollars("openai:gpt-5.4") or (Decimal(0), Decimal(0))
    half, _ = dollars("openai:gpt-5.4-mini") or (Decimal(0), Decimal(0))
    assert 0 < half < read < written


def test_the_local_model_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What runs on one's own machine has the price zero, wherever OPENAI_BASE_URL points to."""
    monkeypatch.setenv("OPENAI_BASE_URL", "https://openrouter.ai/api/v1")
    assert price_of("local:qwen2.5-coder-1.5b", Options()) == FREE
    assert FREE.cost_usd(10_000, 10_000) == 0


def test_the_address_of_the_environment_is_the_one_that_is_priced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """OPENAI_BASE_URL says whose prices hold, and the option comes before it."""
    monkeypatch.setenv("OPENAI_BASE_URL", "https://api.mistral.ai/v1")
    assert price_of("openai:mistral-small-latest", Options()) is not None
    elsewhere = Options(base_url="https://api.openai.com/v1")
    assert price_of("openai:mistral-small-latest", elsewhere) is None


def test_a_table_of_ones_own_comes_first(tmp_path: Path) -> None:
    """Its prices are taken to the cent, and what it does not name is looked up as ever."""
    table = tmp_path / "prices.toml"
    table.write_text('[models."openai:gpt-4o"]\ninput = 0.75\noutput = 3\n', "utf-8")
    price = find_price("openai:gpt-4o", table)
    assert price is not None
    assert price.cost_usd(2_000_000, 500_000) == Decimal("3.00")
    assert find_price("openai:gpt-4o-mini", table) == find_price("openai:gpt-4o-mini")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("input = 1", r"has no \[models"),
        ('[models."openai:m"]\ninput = 1', "needs input and output"),
        ('[models."openai:m"]\ninput = 1\noutput = "free"', "needs input and output"),
        ('[models."openai:m"]\ninput = -1\noutput = 1', "below zero"),
        ("[models", "is not TOML"),
    ],
)
def test_a_table_that_is_none_is_refused(tmp_path: Path, text: str, said: str) -> None:
    """One line says which file, and what is wrong with it."""
    table = tmp_path / "prices.toml"
    table.write_text(text, "utf-8")
    with pytest.raises(OptionError, match=rf"prices\.toml.*{said}"):
        find_price("openai:m", table)
