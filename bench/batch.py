"""How fast a batch goes, and how much memory it takes: `python bench/batch.py --help`.

`calls` holds the batch against the bare SDK, and against LangExtract if an interpreter that has it
is named, on the same loopback server with a set latency, in one run. `memory` compares the peak of
many documents with that of few. `cores` compares two processes with one where no model is asked.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SERVER = ROOT / "tests" / "batch" / "model_server.py"

STORY = (
    "DORSBY, March 3, 2026 (Wire) - At least {number} homes were flooded on Monday after "
    "{rain} millimetres of rain, officials said.\n"
)


def story(index: int) -> str:
    """One short story; no two are the same."""
    return STORY.format(number=40 + index, rain=50 + index)


@contextmanager
def model_server(latency_s: float) -> Iterator[str]:
    """The base URL of a server in a process of its own."""
    server = subprocess.Popen(
        [sys.executable, str(SERVER), "--latency", str(latency_s)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert server.stdin is not None
    assert server.stdout is not None
    try:
        yield f"http://127.0.0.1:{int(server.stdout.readline())}/v1"
    finally:
        server.stdin.close()
        server.wait()


def _rate(ends: list[float]) -> float:
    """Calls a second between the first and the last fifth: warmed up, and not yet running dry."""
    fifth = len(ends) // 5
    return (len(ends) - 2 * fifth - 1) / (ends[-fifth - 1] - ends[fifth])


def _cpu_s() -> float:
    own, children = (resource.getrusage(who) for who in (0, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def bare(url: str, in_flight: int, number: int) -> dict[str, float]:
    """The same calls through `AsyncOpenAI` alone: no reading, no checks, no store."""
    import openai

    from extractor.asking.asker import Asker
    from extractor.asking.passages import Portion, split_into_passages
    from extractor.asking.tasks import find_task
    from extractor.llm.offline import OfflineClient
    from extractor.scanning.document import scan_document
    from extractor.schemas.document import Document

    task = find_task("news")
    portion = Portion(longest=6_000, free_facts=0)
    asker = Asker(OfflineClient("openai:m"), task, task.load_prompt(), portion, 0)
    (passage,) = (
        each
        for each in split_into_passages(scan_document(Document(text=story(1))), portion)
        if each.not_asked is None
    )
    request = asker.request(passage)
    schema = request.shape.model_json_schema()
    told: Any = {
        "type": "json_schema",
        "json_schema": {"name": "Answer", "schema": schema, "strict": True},
    }
    ends: list[float] = []

    async def work() -> None:
        async with openai.AsyncOpenAI(api_key="none", base_url=url, max_retries=0) as client:
            free = asyncio.Semaphore(in_flight)

            async def call() -> None:
                async with free:
                    done = await client.chat.completions.create(
                        model="m",
                        messages=request.messages,  # type: ignore[arg-type]
                        response_format=told,
                        max_tokens=request.max_tokens,
                        temperature=0.0,
                        seed=1,
                    )
                    request.shape.model_validate_json(done.choices[0].message.content or "")
                    ends.append(time.perf_counter())

            await asyncio.gather(*(call() for _ in range(number)))

    before = _cpu_s()
    asyncio.run(work())
    return {"rate": _rate(ends), "cpu_ms": 1000 * (_cpu_s() - before) / number}


def ours(url: str, in_flight: int, number: int, processes: int) -> dict[str, float]:
    """The whole batch: reading, scanning, asking, checking, storing."""
    from extractor.batch.engine import Limits
    from extractor.batch.feed import Item
    from extractor.batch.plans import ExtractPlan
    from extractor.batch.runner import run_batch
    from extractor.options import Options
    from extractor.schemas.document import Document

    plan = ExtractPlan("openai:m", options=Options(base_url=url, max_repairs=0, free_facts=0))
    ends: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        before = _cpu_s()
        ran = run_batch(
            (Item(str(i), Document(text=story(i), name=str(i))) for i in range(number)),
            plan,
            Path(folder) / "run.sqlite",
            limits=Limits(in_flight=in_flight),
            processes=processes,
            watch=lambda *_: ends.append(time.perf_counter()),
        )
        cpu = _cpu_s() - before
    assert ran.progress.states["done"] == number, ran.progress
    return {"rate": _rate(ends), "cpu_ms": 1000 * cpu / number}


LANGEXTRACT = """
import json, sys, time
import langextract as lx
from langextract import factory
url, workers, number = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
texts = json.load(sys.stdin)[:number]
example = lx.data.ExampleData(text="Nine boats sank.", extractions=[
    lx.data.Extraction(extraction_class="figure", extraction_text="Nine boats")])
documents = [lx.data.Document(text=text, document_id=str(i)) for i, text in enumerate(texts)]
began = time.perf_counter()
results = lx.extract(text_or_documents=documents, prompt_description="List the figures.",
    examples=[example], max_workers=workers, batch_length=number, fence_output=False,
    use_schema_constraints=False, show_progress=False,
    resolver_params={"suppress_parse_errors": True},
    config=factory.ModelConfig(model_id="gpt-m", provider="OpenAILanguageModel", provider_kwargs={
        "api_key": "none", "base_url": url, "max_workers": workers}))
results = list(results)
print(json.dumps({"rate": number / (time.perf_counter() - began), "documents": len(results)}))
"""


def langextract(python: str, url: str, in_flight: int, number: int) -> dict[str, float] | None:
    """The same stories through LangExtract, in its own interpreter."""
    ran = subprocess.run(
        [python, "-c", LANGEXTRACT, url, str(in_flight), str(number)],
        input=json.dumps([story(i) for i in range(number)]),
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        print(ran.stderr[-600:], file=sys.stderr)
        return None
    found: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return found


def calls(given: argparse.Namespace) -> None:
    """Print documents a second, as shares of the ideal and of the bare SDK."""
    print(f"latency {given.latency:g} s, {os.cpu_count()} cores; one call a document")
    print("in flight | who | a second | of the ideal | of bare | CPU ms a document")
    for in_flight in given.in_flight:
        number = max(given.least, in_flight * given.rounds)
        ideal = in_flight / given.latency
        base = 0.0
        who: list[tuple[str, Any]] = [("bare", bare), ("batch", lambda *a: ours(*a, 1))]
        if given.processes > 1:
            name = f"batch, {given.processes} processes"
            who.append((name, lambda *a: ours(*a, given.processes)))
        if given.langextract:
            who.append(("LangExtract", lambda *a: langextract(given.langextract, *a)))
        for name, measure in who:
            with model_server(given.latency) as url:
                found = measure(url, in_flight, number)
            if found is None:
                print(f"{in_flight} | {name} | failed")
                continue
            base = base or found["rate"]
            cpu = f"{found['cpu_ms']:.2f}" if "cpu_ms" in found else "–"
            print(
                f"{in_flight} | {name} | {found['rate']:.1f} | {100 * found['rate'] / ideal:.0f} % "
                f"| {found['rate'] / base:.2f} | {cpu}",
                flush=True,
            )


def memory(given: argparse.Namespace) -> None:
    """Print peak memory and sizes for few and for many documents, each in a process of its own."""
    for number in given.documents:
        with tempfile.TemporaryDirectory() as folder, model_server(0.0) as url:
            rows = Path(folder) / "rows.jsonl"
            with rows.open("w", encoding="utf-8") as file:
                for index in range(number):
                    file.write(json.dumps({"id": f"s{index}", "text": story(index)}) + "\n")
            out = Path(folder) / "out"
            model = (
                ["-m", "openai:m", "--base-url", url, "--max-repairs", "0", "--free-facts", "0"]
                if given.model
                else ["--checks-only", "--processes", "1"]
            )
            began = time.perf_counter()
            command = [sys.executable, "-m", "extractor", "batch", str(rows), "-o", str(out)]
            command += [*model, "--in-flight", "64", "-f", given.format, "--log", "text"]
            running = subprocess.Popen(command, stderr=subprocess.DEVNULL)
            _, status, usage = os.wait4(running.pid, 0)
            seconds = time.perf_counter() - began
            assert status == 0, status
            store = sum(path.stat().st_size for path in out.glob("run.sqlite*"))
            files = sum(p.stat().st_size for p in out.rglob("*") if p.is_file()) - store
            print(
                f"{number:,} documents: peak {usage.ru_maxrss / 1024:.0f} MiB, {seconds:.0f} s, "
                f"store {store / 1e6:.1f} MB ({store / number:.0f} B a document), "
                f"output {files / 1e6:.1f} MB ({files / number:.0f} B a document)",
                flush=True,
            )


def cores(given: argparse.Namespace) -> None:
    """Print drafts a second in one process and in two."""
    from extractor.batch.feed import Item
    from extractor.batch.plans import CheckPlan
    from extractor.batch.runner import run_batch
    from extractor.schemas.document import Document

    example = (ROOT / "examples" / "ferry-collision.txt").read_text("utf-8")
    rates: dict[int, float] = {}
    for processes in (1, 2):
        ends: list[float] = []
        with tempfile.TemporaryDirectory() as folder:
            run_batch(
                (
                    Item(
                        str(i),
                        Document(text=f"{example}\nThe report has {i} pages.", name=str(i)),
                        (Document(text=f"{example}\nThe report has {i + 1} pages."),),
                    )
                    for i in range(given.number)
                ),
                CheckPlan(),
                Path(folder) / "run.sqlite",
                processes=processes,
                watch=lambda *_, ends=ends: ends.append(time.perf_counter()),  # type: ignore[misc]
            )
        rates[processes] = _rate(ends)
        print(f"{processes} process(es): {rates[processes]:.1f} drafts a second", flush=True)
    print(f"two against one: {rates[2] / rates[1]:.2f}")


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    kinds = parser.add_subparsers(required=True)
    kind = kinds.add_parser("calls")
    kind.set_defaults(measure=calls)
    kind.add_argument("--in-flight", type=int, nargs="+", default=[16, 32, 64, 256])
    kind.add_argument("--latency", type=float, default=0.3)
    kind.add_argument("--rounds", type=int, default=16)
    kind.add_argument("--least", type=int, default=300)
    kind.add_argument("--processes", type=int, default=2)
    kind.add_argument("--langextract", metavar="PYTHON", help="an interpreter that has it")
    kind = kinds.add_parser("memory")
    kind.set_defaults(measure=memory)
    kind.add_argument("--documents", type=int, nargs="+", default=[1_000, 100_000])
    kind.add_argument("--model", action="store_true", help="ask the loopback server too")
    kind.add_argument("--format", default="jsonl")
    kind = kinds.add_parser("cores")
    kind.set_defaults(measure=cores)
    kind.add_argument("--number", type=int, default=300)
    given = parser.parse_args()
    given.measure(given)


if __name__ == "__main__":
    main()
