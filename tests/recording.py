"""Recorded conversations: how they are made, matched, scrubbed and found to be stale.

`make record` records them all anew from the local model: it runs this file.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import coding_scenario
import vcr
import yaml
from fault_proxy import Fault, fault_proxy

from extractor import (
    Coding,
    Document,
    DraftReport,
    Options,
    Report,
    check_draft_async,
    extract_async,
)
from extractor.asking.prompting import load_prompt
from extractor.asking.tasks import find_task
from extractor.llm.client import Client, OpenAIClient
from extractor.llm.endpoint import Endpoint
from extractor.opinion.drafts import opinion_sha256
from extractor.opinion.forms import form_of

ROOT = Path(__file__).parent.parent
CASSETTES = ROOT / "cassettes"
STORIES = Path(__file__).parent / "stories"

SERVED_AS = "qwen2.5-coder-1.5b"
KEPT_RESPONSE_HEADERS = frozenset({"content-type", "retry-after"})

ResultT = TypeVar("ResultT", Report, Coding, DraftReport)


@dataclass(frozen=True, slots=True)
class Scenario(Generic[ResultT]):
    """One recorded conversation, and what the way to the server does to the calls."""

    name: str
    hold: Callable[[Client], Awaitable[ResultT]]
    """Has the conversation."""
    made_with: Callable[[], dict[str, str]]
    """The hashes of prompt and schema as they are now."""
    faults: tuple[Fault, ...] = ()


def _extraction(name: str, story: Path, *faults: Fault, language: str = "en") -> Scenario[Report]:
    def hold(client: Client) -> Awaitable[Report]:
        return extract_async(Document.read(story), model=client, options=Options())

    def made_with() -> dict[str, str]:
        task = find_task("news")
        return {"prompt": task.load_prompt(language).sha256, "schema": task.schema_sha256}

    return Scenario(name, hold, made_with, faults)


EXTRACTIONS = {
    scenario.name: scenario
    for scenario in (
        _extraction("clean", ROOT / "examples" / "ferry-collision.txt"),
        _extraction("model_errs", ROOT / "examples" / "solar-results.txt"),
        _extraction("asked_again", STORIES / "orchard.txt", "last message"),
        _extraction("server_faults", STORIES / "orchard.txt", "500", "429"),
        _extraction("spanish", ROOT / "examples" / "es" / "crecida-del-orba.txt", language="es"),
    )
}

CODING = Scenario("coding", coding_scenario.code_example, coding_scenario.made_with)


def _example_draft(client: Client) -> Awaitable[DraftReport]:
    draft, source = (ROOT / "examples" / f"ferry-{name}.txt" for name in ("draft", "collision"))
    return check_draft_async(draft, source, model=client)


def _made_with_opinion() -> dict[str, str]:
    shape = opinion_sha256(form_of(f"local:{SERVED_AS}"))
    return {"prompt": load_prompt("opinion").sha256, "schema": shape}


OPINION = Scenario("opinion", _example_draft, _made_with_opinion)

SCENARIOS: dict[str, Scenario[Any]] = {
    **EXTRACTIONS,
    CODING.name: CODING,
    OPINION.name: OPINION,
}


def replay(scenario: Scenario[ResultT]) -> ResultT:
    """What a recorded conversation comes to; no call leaves the process.

    Fails if the recording is stale, if a call differs from the recorded one, or if a recorded
    part was not played.
    """
    fail_if_stale(scenario)
    with cassette(scenario, record=False) as tape:
        result = _run(scenario, "http://127.0.0.1:9/v1", "none")
    assert tape.all_played, f"cassettes/{scenario.name}.yaml has parts that were not played"
    return result


def fail_if_stale(scenario: Scenario[Any]) -> None:
    """Name a recording that was made with another prompt or schema, and what to do."""
    path = CASSETTES / f"{scenario.name}.yaml"
    made_with = yaml.safe_load(path.read_text("utf-8"))["recorded_with"]
    for what, now in scenario.made_with().items():
        assert made_with[what] == now, (
            f"cassettes/{scenario.name}.yaml is stale: recorded with {what} {made_with[what][:12]},"
            f" which is {now[:12]} now; run `make record`"
        )


@contextmanager
def cassette(scenario: Scenario[Any], *, record: bool) -> Iterator[Any]:
    """The recording of a conversation, matched on method, path and body."""
    recorder = vcr.VCR(
        cassette_library_dir=str(CASSETTES),
        record_mode="all" if record else "none",
        match_on=["method", "path", "same JSON"],
        before_record_request=_scrubbed_request,
        before_record_response=_scrubbed_response,
        serializer="with_hashes",
    )
    recorder.register_serializer("with_hashes", _WithHashes(scenario))
    recorder.register_matcher("same JSON", _same_json)
    with recorder.use_cassette(f"{scenario.name}.yaml") as tape:
        yield tape


def _same_json(one: Any, other: Any) -> None:
    """The bodies say the same; vcrpy's own matcher goes by a header that is scrubbed."""
    assert json.loads(one.body) == json.loads(other.body)


def record(names: Sequence[str]) -> None:
    """Record these conversations, or all of them, from the local model."""
    from extractor.llm.local.server import serve
    from extractor.llm.local.weights import find_weights

    served = serve(find_weights(SERVED_AS))
    for name in names or SCENARIOS:
        scenario = SCENARIOS[name]
        (CASSETTES / f"{name}.yaml").unlink(missing_ok=True)
        with (
            fault_proxy(served.base_url, scenario.faults) as address,
            cassette(scenario, record=True),
        ):
            result: Report | Coding | DraftReport = _run(scenario, address, served.api_key)
        print(f"{name}: {_in_short(result)}")


def _in_short(result: Report | Coding | DraftReport) -> str:
    problems = "; ".join(finding.message for finding in result.problems) or "clean"
    if isinstance(result, DraftReport):
        readings = result.opinion.readings if result.opinion else ()
        return f"{[(reading.verdict, reading.score) for reading in readings]}; {problems}"
    if isinstance(result, Coding):
        fields = [field for record in result.records for field in record.fields]
        stated = sum(field.status == "stated" for field in fields)
        return f"{result.run.calls} calls, {stated} of {len(fields)} fields stated; {problems}"
    return f"{result.run.calls} calls, {len(result.facts)} facts; {problems}"


def _run(scenario: Scenario[ResultT], base_url: str, api_key: str) -> ResultT:
    endpoint = Endpoint(
        model=f"local:{SERVED_AS}",
        served_as=SERVED_AS,
        base_url=base_url,
        api_key=api_key,
        is_local=True,
        temperature=None,
        seed=Options().seed,
        timeout_s=300,
        retry_limit_s=60,
    )

    async def run() -> ResultT:
        client = OpenAIClient(endpoint)
        try:
            return await scenario.hold(client)
        finally:
            await client.close()

    return asyncio.run(run())


def _scrubbed_request(request: Any) -> Any:
    """Without headers, which hold the key, and without the address of the machine."""
    if request.headers.get("User-Agent", "").startswith("Python-urllib"):
        return None  # the fault proxy passing a call on: it is recorded where it came from
    request.headers = {}
    request.uri = f"http://model{request.path}"
    return request


def _scrubbed_response(response: dict[str, Any]) -> dict[str, Any]:
    kept = {
        name: value
        for name, value in response["headers"].items()
        if name.lower() in KEPT_RESPONSE_HEADERS
    }
    return {**response, "headers": kept}


class _WithHashes:
    """YAML that says which prompt and schema it was recorded with."""

    def __init__(self, scenario: Scenario[Any]) -> None:
        self._scenario = scenario

    def serialize(self, data: dict[str, Any]) -> str:
        """The file's text."""
        text: str = yaml.safe_dump(
            {"recorded_with": self._scenario.made_with(), **data},
            allow_unicode=True,
            sort_keys=False,
        )
        return text

    def deserialize(self, text: str) -> dict[str, Any]:
        """What was recorded."""
        data: dict[str, Any] = yaml.safe_load(text)
        return data


if __name__ == "__main__":
    record(sys.argv[1:])
