"""Providers by their names, each against a server on loopback that does as it documents."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.metadata import EntryPoint
from typing import Any

import pytest
from answering_server import Answer, answering, called, refused, said

from extractor import Options, extract
from extractor.errors import KeyRefusedError, MissingKeyError, OptionError
from extractor.llm import providers
from extractor.llm.models import server_endpoint, split_model
from extractor.llm.providers import BUILT_IN, Provider

STORY = "About 1,200 people came to the fair."
FACT = {"statement": STORY, "when": None, "where": None, "attributed_to": None}
GOOD = json.dumps({"f1": FACT})
KEY = "key-of-a-test-0123456789"

Says = Callable[[dict[str, Any]], Answer]


@pytest.fixture(autouse=True)
def _no_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own settings are none of the tests'."""
    for each in BUILT_IN:
        monkeypatch.delenv(each.key_variable, raising=False)
        if each.url_variable:
            monkeypatch.delenv(each.url_variable, raising=False)


def openai(body: dict[str, Any]) -> Answer:
    """A server of one's own like OpenAI's: all is taken."""
    assert body["response_format"]["json_schema"]["strict"] is True
    return said(GOOD)


def azure(body: dict[str, Any]) -> Answer:
    """The newer name of the limit, and no temperature."""
    for name in ("max_tokens", "temperature"):
        if name in body:
            return refused(400, f"Unsupported parameter: '{name}'", param=name)
    return said(GOOD)


def anthropic(body: dict[str, Any]) -> Answer:
    """`response_format` is ignored; a function is called."""
    if "tools" not in body:
        return said("The fair had about 1,200 visitors.")
    return called(GOOD, body["tool_choice"]["function"]["name"])


def gemini(body: dict[str, Any]) -> Answer:
    """Thinking counts against the limit, and is not shown."""
    return said(GOOD) if body["max_tokens"] > 4_000 else said(None, "length")


def mistral(body: dict[str, Any]) -> Answer:
    """What it does not know is refused by a validator."""
    if "seed" in body:
        fault = {"type": "extra_forbidden", "loc": ["body", "seed"], "msg": "not permitted"}
        return 422, {"detail": [fault]}
    return said(GOOD)


def groq(body: dict[str, Any]) -> Answer:
    """Some of its models know JSON objects only, and the word has to stand in the prompt."""
    if body["response_format"]["type"] == "json_schema":
        return refused(400, "This model does not support response format `json_schema`.")
    words = json.dumps(body["messages"]).lower()
    return said(GOOD) if "json" in words else refused(400, "'messages' must contain 'json'")


def openrouter(_: dict[str, Any]) -> Answer:
    """Thoughts stand in `reasoning`."""
    return said(GOOD, reasoning="One figure.")


def ollama(_: dict[str, Any]) -> Answer:
    """The same."""
    return said(GOOD, reasoning="One figure.")


def vllm(_: dict[str, Any]) -> Answer:
    """Without a parser for it, a thinking model's thoughts stand before its answer."""
    return said(f"One figure.\n</think>\n\n{GOOD}")


def lmstudio(body: dict[str, Any]) -> Answer:
    """It takes a schema, and no JSON object without one; its errors are bare sentences."""
    if body["response_format"]["type"] != "json_schema":
        return 400, {"error": "'response_format.type' must be 'json_schema' or 'text'"}
    return said(f"```json\n{GOOD}\n```")


SERVERS: dict[str, tuple[Says, int]] = {
    # provider: what its server does, how many calls the first story takes
    "openai": (openai, 1),
    "azure": (azure, 1),
    "anthropic": (anthropic, 1),
    "gemini": (gemini, 1),
    "mistral": (mistral, 1),
    "groq": (groq, 2),
    "openrouter": (openrouter, 1),
    "ollama": (ollama, 1),
    "vllm": (vllm, 1),
    "lmstudio": (lmstudio, 1),
}


def test_every_built_in_provider_is_tried() -> None:
    """A row without a server in this file fails here."""
    assert SERVERS.keys() == {each.name for each in BUILT_IN}


@pytest.mark.server
@pytest.mark.parametrize("name", SERVERS)
def test_a_story_goes_through_each_provider(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fact comes, after no call that the table could have saved, with the provider's key."""
    answer, calls = SERVERS[name]
    row = next(each for each in BUILT_IN if each.name == name)
    monkeypatch.setenv(row.key_variable, KEY)
    with answering(answer) as server:
        options = Options(base_url=server.base_url, retry_limit_s=2, max_repairs=0)
        report = extract(STORY, model=f"{name}:small", options=options)
    assert [fact.statement for fact in report.facts] == [STORY]
    assert report.run.model == f"{name}:small"
    assert len(server.calls) == calls
    assert set(server.keys) == {f"Bearer {KEY}"}
    assert KEY not in report.model_dump_json()
    path = "/v1/openai/v1" if name == "azure" else "/v1"
    assert set(server.paths) == {f"{path}/chat/completions"}


@pytest.mark.parametrize("row", [each for each in BUILT_IN if each.needs_key], ids=lambda r: r.name)
def test_a_missing_key_is_named_by_its_variable(
    row: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each provider has a key of its own; another's is not sent to it."""
    monkeypatch.setenv("OPENAI_API_KEY" if row.name != "openai" else "GROQ_API_KEY", KEY)
    if row.url_variable:
        monkeypatch.setenv(row.url_variable, row.base_url or "https://desk.example.org")
    with pytest.raises(MissingKeyError, match=row.key_variable):
        server_endpoint(row.name, "small", Options())


@pytest.mark.parametrize(
    "row", [each for each in BUILT_IN if not each.needs_key], ids=lambda r: r.name
)
def test_a_server_on_this_machine_wants_no_key(row: Provider) -> None:
    """It is asked at its usual port."""
    endpoint = server_endpoint(row.name, "small", Options())
    assert endpoint.base_url == row.base_url
    assert endpoint.base_url.startswith("http://127.0.0.1:")


@pytest.mark.server
@pytest.mark.parametrize(
    "answer",
    [
        (401, {"error": {"message": "no such key"}}),
        (400, [{"error": {"code": 400, "message": "API key not valid.", "status": "INVALID"}}]),
        (403, {"error": "forbidden"}),
    ],
    ids=["401", "400 in a list, as Gemini has it", "403"],
)
def test_a_refused_key_is_named_by_its_variable(
    answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line says which variable to look at, and has no key."""
    monkeypatch.setenv("GEMINI_API_KEY", KEY)
    with answering(lambda _: answer) as server, pytest.raises(KeyRefusedError) as caught:
        extract(STORY, model="gemini:small", options=Options(base_url=server.base_url))
    assert "GEMINI_API_KEY" in str(caught.value)
    assert KEY not in str(caught.value)


def test_azure_wants_the_address_of_a_resource(monkeypatch: pytest.MonkeyPatch) -> None:
    """It has no one address: the line says where to give one, and the portal's form is read."""
    monkeypatch.setenv("AZURE_OPENAI_API_KEY", KEY)
    with pytest.raises(OptionError, match="AZURE_OPENAI_ENDPOINT"):
        server_endpoint("azure", "small", Options())
    monkeypatch.setenv("AZURE_OPENAI_ENDPOINT", "https://desk.openai.azure.com/")
    endpoint = server_endpoint("azure", "small", Options())
    assert endpoint.base_url == "https://desk.openai.azure.com/openai/v1"


@pytest.mark.parametrize("model", ["small", "opnai:small", "openai:", ":small", "none:small"])
def test_a_model_string_that_names_none_lists_the_providers(model: str) -> None:
    """The line has every provider that could be meant."""
    with pytest.raises(OptionError) as caught:
        split_model(model)
    for each in BUILT_IN:
        assert f"{each.name}:MODEL" in str(caught.value)


def test_no_provider_hides_a_key_in_its_address() -> None:
    """Addresses are https, or of this machine, and without credentials."""
    for row in BUILT_IN:
        if row.base_url:
            assert row.base_url.startswith(("https://", "http://127.0.0.1:"))
            assert "@" not in row.base_url
        assert row.page.startswith("https://")


OWN = Provider("archive", "The archive's own", "http://127.0.0.1:9/v1", "ARCHIVE_KEY", False)


def use(monkeypatch: pytest.MonkeyPatch, found: object) -> None:
    """An installed package brings this."""
    point = EntryPoint("archive", "archive_models:provider", providers.GROUP)
    monkeypatch.setattr(EntryPoint, "load", lambda _: found)
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: [point])
    providers.providers.cache_clear()


def test_a_package_brings_a_provider(monkeypatch: pytest.MonkeyPatch) -> None:
    """A row under the entry point is one like the others."""
    use(monkeypatch, OWN)
    try:
        assert split_model("archive:old") == ("archive", "old")
        assert server_endpoint("archive", "old", Options()).base_url == OWN.base_url
    finally:
        providers.providers.cache_clear()


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ({"name": "archive"}, "must be an extractor.llm.providers.Provider"),
        (Provider("openai", "Mine", None, "MY_KEY"), "has a name that is taken"),
        (Provider("local", "Mine", None, "MY_KEY"), "has a name that is taken"),
    ],
    ids=["no row", "a name that is built in", "the local model's name"],
)
def test_a_provider_that_is_none_is_refused(
    found: object, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line says which package brings it and what is wrong."""
    use(monkeypatch, found)
    try:
        with pytest.raises(OptionError, match=words):
            split_model("openai:small")
    finally:
        providers.providers.cache_clear()
