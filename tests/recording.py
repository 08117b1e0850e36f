"""Recorded conversations: how they are made, matched, scrubbed and found to be stale.

`make record` records them all anew from the local model: it runs this file.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import vcr
import yaml
from fault_proxy import Fault, fault_proxy

from extractor import Document, Options, Report, extract_async
from extractor.llm.client import Endpoint, OpenAIClient
from extractor.tasks import find_task

ROOT = Path(__file__).parent.parent
CASSETTES = ROOT / "cassettes"
STORIES = Path(__file__).parent / "stories"

SERVED_AS = "qwen2.5-coder-1.5b"
KEPT_RESPONSE_HEADERS = frozenset({"content-type", "retry-after"})


@dataclass(frozen=True, slots=True)
class Scenario:
    """One recorded conversation: a story, and what the way to the server does to the calls."""

    name: str
    story: Path
    faults: tuple[Fault, ...] = ()
    options: Options = Options()  # noqa: RUF009  # frozen


SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        Scenario("clean", ROOT / "examples" / "ferry-collision.txt"),
        Scenario("model_errs", ROOT / "examples" / "solar-results.txt"),
        Scenario("asked_again", STORIES / "orchard.txt", ("no schema",)),
        Scenario("server_faults", STORIES / "orchard.txt", ("500", "429")),
    )
}


def replay(name: str) -> Report:
    """The report of a recorded conversation; no call leaves the process.

    Fails if the recording is stale, if a call differs from the recorded one, or if a recorded
    part was not played.
    """
    fail_if_stale(name)
    with cassette(name, record=False) as tape:
        report = _run(SCENARIOS[name], "http://127.0.0.1:9/v1", "none")
    assert tape.all_played, f"cassettes/{name}.yaml has parts that were not played"
    return report


def fail_if_stale(name: str) -> None:
    """Name a recording that was made with another prompt or schema, and what to do."""
    made_with = yaml.safe_load((CASSETTES / f"{name}.yaml").read_text("utf-8"))["recorded_with"]
    for what, now in _made_with().items():
        assert made_with[what] == now, (
            f"cassettes/{name}.yaml is stale: recorded with {what} {made_with[what][:12]}, "
            f"which is {now[:12]} now; run `make record`"
        )


@contextmanager
def cassette(name: str, *, record: bool) -> Iterator[Any]:
    """The recording of that name, matched on method, path and body."""
    recorder = vcr.VCR(
        cassette_library_dir=str(CASSETTES),
        record_mode="all" if record else "none",
        match_on=["method", "path", "same JSON"],
        before_record_request=_scrubbed_request,
        before_record_response=_scrubbed_response,
        serializer="with_hashes",
    )
    recorder.register_serializer("with_hashes", _WithHashes)
    recorder.register_matcher("same JSON", _same_json)
    with recorder.use_cassette(f"{name}.yaml") as tape:
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
            cassette(name, record=True),
        ):
            report = _run(scenario, address, served.api_key)
        problems = "; ".join(finding.message for finding in report.problems)
        print(f"{name}: {report.run.calls} calls, {len(report.facts)} facts; {problems or 'clean'}")


def _run(scenario: Scenario, base_url: str, api_key: str) -> Report:
    endpoint = Endpoint(
        model=f"local:{SERVED_AS}",
        served_as=SERVED_AS,
        base_url=base_url,
        api_key=api_key,
        is_local=True,
        temperature=None,
        seed=scenario.options.seed,
        timeout_s=300,
        retry_limit_s=60,
    )

    async def run() -> Report:
        client = OpenAIClient(endpoint)
        try:
            story = Document.read(scenario.story)
            return await extract_async(story, model=client, options=scenario.options)
        finally:
            await client.close()

    return asyncio.run(run())


def _made_with() -> dict[str, str]:
    task = find_task("news")
    return {"prompt": task.load_prompt().sha256, "schema": task.schema_sha256}


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

    @staticmethod
    def serialize(data: dict[str, Any]) -> str:
        """The file's text."""
        text: str = yaml.safe_dump(
            {"recorded_with": _made_with(), **data}, allow_unicode=True, sort_keys=False
        )
        return text

    @staticmethod
    def deserialize(text: str) -> dict[str, Any]:
        """What was recorded."""
        data: dict[str, Any] = yaml.safe_load(text)
        return data


if __name__ == "__main__":
    record(sys.argv[1:])
