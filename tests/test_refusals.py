"""Servers that answer no, each in one clear line."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Iterator

import pytest
from fault_proxy import fault_proxy

from extractor import Options, extract, extract_async
from extractor.errors import KeyRefusedError, QuotaSpentError, SchemaRefusedError, UnknownModelError
from extractor.llm.client import OpenAIClient
from extractor.llm.endpoint import Endpoint

pytestmark = pytest.mark.server

STORY = "A storm flooded 40 homes on Monday."


@pytest.mark.parametrize(
    ("fault", "error", "said"),
    [
        ("400", SchemaRefusedError, "refuses the request for 'small'"),
        ("401", KeyRefusedError, "check OPENAI_API_KEY"),
        ("403", KeyRefusedError, "check OPENAI_API_KEY"),
        ("404", UnknownModelError, "has no model 'small'"),
        ("413", "provider", "answered 413"),
        ("402", QuotaSpentError, "has no credit left"),
        ("no choices", "provider", "no chat completion"),
        ("not json", "provider", "no chat completion"),
    ],
)
def test_refusal_is_one_line_without_the_key(
    fault: str, error: type[Exception] | str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error names the server, the model and what to check, and never the key."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    with fault_proxy("http://127.0.0.1:9/v1", [fault] * 9) as address:
        options = Options(base_url=address, retry_limit_s=1, max_repairs=0)
        if isinstance(error, str):
            report = extract(STORY, model="openai:small", options=options)
            message = report.passages[0].reason or ""
            assert report.passages[0].failure == error
        else:
            with pytest.raises(error) as caught:
                extract(STORY, model="openai:small", options=options)
            message = str(caught.value)
            assert "sk-secret" not in "".join(traceback.format_exception(caught.value))
            assert "sk-secret" not in "".join(map(repr, below(caught.value)))
    assert said in message
    assert "\n" not in message
    assert "sk-secret" not in message


def below(error: BaseException) -> Iterator[BaseException]:
    """The error and all that it was made of, whether a traceback shows it or not."""
    waiting = [error]
    while waiting:
        each = waiting.pop()
        yield each
        waiting += [one for one in (each.__cause__, each.__context__) if one is not None]


def test_busy_server_is_a_failed_passage_when_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that stays busy fails the passage by name; the figures stay in the ledger."""
    with fault_proxy("http://127.0.0.1:9/v1", ["429"] * 9) as address:
        options = Options(base_url=address, retry_limit_s=0.5, max_repairs=0)
        report = extract(STORY, model="openai:small", options=options)
    assert report.passages[0].failure == "time_limit"
    assert "still answered 429" in (report.passages[0].reason or "")
    assert [row.status for row in report.ledger if row.figure] == ["unclaimed"]


def test_local_model_is_never_asked_through_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy of the environment is for the outside: the story does not leave the machine."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")  # where nobody answers
    with fault_proxy("http://127.0.0.1:9/v1", ["400"]) as address:
        endpoint = Endpoint(
            model="local:small",
            served_as="small",
            base_url=address,
            api_key="none",
            is_local=True,
            temperature=None,
            seed=1,
            timeout_s=5,
            retry_limit_s=1,
        )

        async def ask() -> None:
            client = OpenAIClient(endpoint)
            try:
                await extract_async(STORY, model=client)
            finally:
                await client.close()

        with pytest.raises(SchemaRefusedError):  # the server's own answer
            asyncio.run(ask())
