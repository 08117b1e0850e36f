"""Codebooks over many documents: the plan, the table of records, the files."""

from __future__ import annotations

import asyncio
import csv
import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from fakes import FunctionClient

from extractor import Coding, Document, Options
from extractor.batch.budget import Budget
from extractor.batch.coding import CodePlan
from extractor.batch.estimate import estimate_batch
from extractor.batch.export import export_store
from extractor.batch.feed import Item
from extractor.batch.plans import document_key
from extractor.batch.records import record_columns
from extractor.batch.runner import Ran, run_batch
from extractor.batch.store import RunStore
from extractor.cli import main
from extractor.codebooks.loading import find_codebook
from extractor.errors import OptionError, TruncatedAnswerError
from extractor.llm.client import Message
from extractor.llm.tokens import estimate_call

BOOK = '''
from __future__ import annotations
from typing import Literal
from extractor import Amount, Codebook, EventDate, Toll

class Place(Codebook):
    town: str | None
    """The town."""

class Blaze(Codebook):
    """One fire."""
    deaths: Toll | None
    """How many people died."""
    day: EventDate | None
    """When it broke out."""
    place: Place
    cost: Amount | None
    """What it cost."""
    homes: int | None
    """How many homes burned."""
    names: list[str]
    """Who was hurt."""
    arson: bool | None
    """Whether it was set."""
'''

STORIES = (
    "WELBY, May 6, 2026 — At least 3 people died in a fire in Welby on Monday. It cost £2 million "
    "and burned 14 homes. Ann Ash and =SUM(1) were hurt. It was set, police said.",
    "TARN, May 7, 2026 — A barn burned down in Tarn.",
)

GIVEN: dict[str, dict[str, Any]] = {
    "deaths": {"words": "At least 3 people died", "status": "stated", "value": "at least 3"},
    "day": {"words": "on Monday", "status": "stated", "value": "Monday"},
    "place_town": {"words": "in Welby", "status": "stated", "value": "Welby"},
    "cost": {"words": "It cost £2 million", "status": "stated", "value": "£2 million"},
    "homes": {"words": "burned 14 homes", "status": "stated", "value": "14"},
    "names": {
        "status": "stated",
        "values": [
            {"words": "Ann Ash and", "value": "Ann Ash"},
            {"words": "=SUM(1) were hurt", "value": "=SUM(1)"},
        ],
    },
    "arson": {"words": "It was set", "status": "stated", "value": True},
}


def answer(messages: Sequence[Message], wanted: dict[str, Any]) -> dict[str, Any]:
    """What a model would give for the first story, and nothing for the others."""
    silent = {"words": None, "status": "not_stated", "value": None}
    if "Welby" in messages[1]["content"]:
        return {key: GIVEN[key] for key in wanted}
    empty = {"status": "not_stated", "values": []}
    return {key: empty if key == "names" else silent for key in wanted}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A codebook in a file."""
    file = tmp_path / "book.py"
    file.write_text(BOOK)
    return file


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> FunctionClient:
    """The model that every plan opens."""
    fake = FunctionClient(answer, is_local=False)
    monkeypatch.setattr("extractor.batch.coding.prepare_client", lambda *_: lambda: fake)
    return fake


def plan_of(book: Path, name: str = "Blaze", **options: Any) -> CodePlan:
    """The plan for a class of the file."""
    return CodePlan("openai:fake", find_codebook(f"{book}:{name}"), Options(**options))


def items(*texts: str) -> list[Item]:
    """Stories as the input of a batch."""
    return [Item(f"s{n}", Document(text=text, name=f"s{n}")) for n, text in enumerate(texts)]


def run(plan: CodePlan, path: Path, *texts: str) -> Ran:
    """A batch over the stories."""
    return run_batch(items(*texts or STORIES), plan, path)


def test_each_document_becomes_a_record(book: Path, client: FunctionClient, tmp_path: Path) -> None:
    """A batch keeps one coding for each document, with counts for the index."""
    ran = run(plan_of(book), tmp_path / "run.sqlite")
    assert ran.progress.states == {"done": 2}
    with RunStore(tmp_path / "run.sqlite") as store:
        first, second = store.entries()
        assert first.outcome is not None
        assert second.outcome is not None
        assert (first.outcome.kind, first.outcome.counts.facts) == ("record", 8)
        assert (second.outcome.counts.facts, second.outcome.counts.calls) == (0, 1)
        raw = store.result(first.key or "")
    assert raw is not None
    coding = Coding.model_validate_json(raw)
    assert coding.values_of(coding.records[0])["deaths"]["low"] == Decimal(3)


def test_nothing_is_asked_twice(book: Path, client: FunctionClient, tmp_path: Path) -> None:
    """A second run does nothing; a changed codebook does everything again."""
    run(plan_of(book), tmp_path / "run.sqlite")
    assert len(client.asked) == 2
    again = run(plan_of(book), tmp_path / "run.sqlite")
    assert (len(client.asked), again.progress.already) == (2, 2)
    other = tmp_path / "other.py"
    other.write_text(BOOK.replace("How many people died.", "How many people lost their lives."))
    run(plan_of(other), tmp_path / "run.sqlite")
    assert len(client.asked) == 4


def test_key_is_of_codebook_and_options_not_of_the_file(book: Path, tmp_path: Path) -> None:
    """What an answer depends on is in a document's key; where the class stands is not."""
    document = Document(text=STORIES[0])
    moved = tmp_path / "elsewhere.py"
    moved.write_text(BOOK)
    key = document_key(plan_of(book), document)
    assert document_key(plan_of(moved), document) == key
    assert document_key(plan_of(book, timeout_s=9), document) == key
    assert document_key(plan_of(book, passage_chars=400), document) != key
    assert document_key(plan_of(book, "list[Blaze]"), document) != key
    assert document_key(CodePlan("openai:b", plan_of(book).codebook), document) != key


def exported(folder: Path, path: Path, *formats: Any) -> Path:
    """The store's files."""
    with RunStore(path, read_only=True) as store:
        export_store(store, folder, formats)
    return folder


def test_csv_has_a_row_for_each_record(book: Path, client: FunctionClient, tmp_path: Path) -> None:
    """A record is a row with value, status, verdict, evidence and place for each field."""
    run(plan_of(book), tmp_path / "run.sqlite")
    folder = exported(tmp_path / "out", tmp_path / "run.sqlite", "csv", "html")
    with (folder / "records-00000.csv").open(encoding="utf-8", newline="") as file:
        first, second = csv.DictReader(file)
    assert (first["document_id"], first["document_name"]) == ("s0", "s0")
    shown = {name: cell for name, cell in first.items() if name.startswith("deaths")}
    assert shown == {
        "deaths": "at least 3",
        "deaths_status": "stated",
        "deaths_verdict": "matches",
        "deaths_fine": "exact",
        "deaths_evidence": "At least 3 people died",
        "deaths_start": str(STORIES[0].index("At least")),
        "deaths_end": str(STORIES[0].index(" in a fire")),
        "deaths_low": "3",
        "deaths_best": "3",
        "deaths_high": "",
        "deaths_hedge": "at_least",
    }
    assert (first["day_iso"], first["day_precision"]) == ("2026-05-04", "day")
    assert (first["place.town"], first["cost_unit"], first["arson"]) == ("Welby", "GBP", "true")
    assert json.loads(first["names"]) == ["Ann Ash", "=SUM(1)"]
    assert (second["deaths"], second["deaths_status"], second["deaths_verdict"]) == (
        "",
        "not_stated",
        "",
    )
    assert (folder / "index.html").exists()
    assert not (folder / "stories").exists()


def test_cells_are_never_formulas(tmp_path: Path, client: FunctionClient) -> None:
    """A value that a spreadsheet would run is made text."""
    file = tmp_path / "odd.py"
    file.write_text(
        "from extractor import Codebook\nclass Odd(Codebook):\n    names: str | None\n    'Who.'\n"
    )
    odd = {"words": "=SUM(1)", "status": "stated", "value": "=SUM(1)"}
    client._answer = lambda _, __: {"names": odd}
    run(plan_of(file, "Odd"), tmp_path / "run.sqlite", STORIES[0])
    folder = exported(tmp_path / "out", tmp_path / "run.sqlite", "csv")
    with (folder / "records-00000.csv").open(encoding="utf-8", newline="") as rows:
        (row,) = csv.DictReader(rows)
    assert row["names"] == "'=SUM(1)"


def test_parquet_is_typed_by_the_codebook(
    book: Path, client: FunctionClient, tmp_path: Path
) -> None:
    """Bounds are numbers, places whole numbers, yes and no truths; each column says what it is."""
    parquet = pytest.importorskip("pyarrow.parquet")
    run(plan_of(book), tmp_path / "run.sqlite")
    folder = exported(tmp_path / "out", tmp_path / "run.sqlite", "parquet")
    table = parquet.read_table(folder / "records-00000.parquet")
    types = {field.name: str(field.type) for field in table.schema}
    assert types["deaths_low"].startswith("decimal")
    assert (types["deaths_start"], types["arson"], types["names"]) == ("int64", "bool", "string")
    assert table.schema.field("deaths").metadata == {b"note": b"How many people died."}
    assert table.column("arson").to_pylist() == [True, None]
    assert table.column_names == [
        column.name for column in record_columns(plan_of(book).book.fields)
    ]


def test_jsonl_is_the_codings_with_their_findings(
    book: Path, client: FunctionClient, tmp_path: Path
) -> None:
    """A line holds a whole coding; equal stores give equal bytes."""
    run(plan_of(book), tmp_path / "run.sqlite")
    folder = exported(tmp_path / "out", tmp_path / "run.sqlite", "jsonl")
    lines = (folder / "records-00000.jsonl").read_text("utf-8").splitlines()
    codings = [Coding.model_validate_json(line) for line in lines]
    assert [coding.document.name for coding in codings] == ["s0", "s1"]
    assert {finding.fact for finding in codings[0].findings} == {"r1"}
    run(plan_of(book), tmp_path / "b.sqlite")
    other = exported(tmp_path / "out2", tmp_path / "b.sqlite", "jsonl")
    assert (other / "records-00000.jsonl").read_bytes() == (
        folder / "records-00000.jsonl"
    ).read_bytes()


def test_annotations_of_records_are_refused(
    book: Path, client: FunctionClient, tmp_path: Path
) -> None:
    """What no format of records is says so, and writes nothing."""
    run(plan_of(book), tmp_path / "run.sqlite")
    with pytest.raises(OptionError, match="jsonl, csv or parquet"):
        exported(tmp_path / "out", tmp_path / "run.sqlite", "annotations")
    assert not (tmp_path / "out").exists()


def test_failed_passage_makes_a_document_partial(
    book: Path, client: FunctionClient, tmp_path: Path
) -> None:
    """A cut-off answer in one passage is partial, in all of them failed; each names its cause."""

    def cut_off(messages: Sequence[Message], wanted: dict[str, Any]) -> dict[str, Any]:
        if "barn" in messages[1]["content"]:
            raise TruncatedAnswerError("the answer was cut off")
        return answer(messages, wanted)

    client._answer = cut_off
    texts = (f"{STORIES[0]}\n\n{'A barn burned too. ' * 12}", STORIES[1])
    run(plan_of(book, passage_chars=250), tmp_path / "run.sqlite", *texts)
    with RunStore(tmp_path / "run.sqlite") as store:
        outcomes = [entry.outcome for entry in store.entries()]
    said = [(each.state, each.cause) for each in outcomes if each is not None]
    assert said == [("partial", "truncated"), ("failed", "truncated")]


def test_estimate_counts_the_calls_of_a_codebook(
    book: Path, client: FunctionClient, tmp_path: Path
) -> None:
    """A dry run makes no call, and says of the run that follows how many it takes and how long."""
    plan = plan_of(book)
    estimate = estimate_batch(items(*STORIES), plan, None)
    assert (estimate.documents, estimate.calls, client.asked) == (2, 2, [])
    run(plan, tmp_path / "run.sqlite")
    assert len(client.asked) == 2
    calls = map(estimate_call, client.asked, client.shapes)
    assert estimate.prompt_tokens == sum(calls)


def test_plan_opens_and_closes_its_client(
    book: Path, client: FunctionClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The work of a plan gives its connection back."""
    closed: list[bool] = []

    async def close() -> None:
        closed.append(True)

    monkeypatch.setattr(client, "close", close)
    work = plan_of(book).open(lambda _: pytest.fail("no answer is wanted"), None, Budget())
    asyncio.run(work.close())
    assert closed == [True]


def test_command_codes_a_folder(
    book: Path,
    client: FunctionClient,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """`extractor batch … --codebook` writes the table of records."""
    stories = tmp_path / "stories"
    stories.mkdir()
    for number, text in enumerate(STORIES):
        (stories / f"{number}.txt").write_text(text, encoding="utf-8")
    words = ["batch", stories, "-o", tmp_path / "out", "-f", "csv", "-m", "openai:fake"]
    words += ["--base-url", "http://127.0.0.1:9/v1", "--codebook", f"{book}:Blaze"]
    assert command(monkeypatch, *words) == 0
    text = (tmp_path / "out" / "records-00000.csv").read_text("utf-8")
    assert len(text.splitlines()) == 3
    assert command(monkeypatch, *words[:-1], f"{book}:Nothing") == 2
    assert "no class 'Nothing'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--checks-only"], "--codebook wants a model"),
        (["-m", "none"], "without a model"),
    ],
)
def test_codebook_wants_a_model(
    book: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    more: list[str],
    said: str,
) -> None:
    """Options that leave no model to ask are refused before anything is written."""
    words = ["batch", book, "-o", tmp_path / "out", "--codebook", f"{book}:Blaze", *more]
    assert command(monkeypatch, *words) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def command(monkeypatch: pytest.MonkeyPatch, *words: object) -> int:
    """The exit code of `extractor` with these words."""
    monkeypatch.setattr("sys.argv", ["extractor", *map(str, words)])
    try:
        main()
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0
