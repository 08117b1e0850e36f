"""What the output folder holds is what the store holds, whatever went wrong in between."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from fakes import FunctionClient, faithful

from batch.plans import FunctionPlan, items
from extractor.batch.export import export_store
from extractor.batch.feed import Item
from extractor.batch.judgements import Judgement, Judgements
from extractor.batch.manifest import MANIFEST
from extractor.batch.runner import Batch, run_batch
from extractor.batch.shards import BatchFormat
from extractor.batch.store import Outcome, RunStore, lock_store
from extractor.blocking import run_blocking
from extractor.errors import InputError, StorageError, StoreError, TimeLimitError
from extractor.llm.client import Message


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def export(
    store: Path, folder: Path, formats: Sequence[BatchFormat] = ("jsonl", "html"), shard: int = 4
) -> dict[str, bytes]:
    """What lies in the folder after an export of the store."""
    with RunStore(store, read_only=True) as opened:
        export_store(opened, folder, formats, shard=shard)
    return files_in(folder)


def run_anew(number: int, plan: FunctionPlan, store: Path) -> None:
    """A run with `--no-resume`."""

    async def run() -> None:
        with lock_store(store), RunStore(store) as opened:
            await Batch(items(number), plan, opened, begins_anew=True).run()

    run_blocking(run())


class Changing(FunctionClient):
    """A model that begins what it states with another word when it is told to."""

    def __init__(self) -> None:
        self.opening = ""
        self.error: Exception | None = None
        super().__init__(self._answer, is_local=False)

    def _answer(self, messages: Sequence[Message], wanted: dict[str, Any]) -> dict[str, Any]:
        if self.error is not None and "least 41 homes" in messages[-1]["content"]:
            raise self.error
        answer = faithful(messages, wanted)
        return {key: self.opening + statement for key, statement in answer.items()}


def test_other_answers_for_the_same_stories_are_written(tmp_path: Path) -> None:
    """Begun anew, a run gives files with the new answers, as a fresh export does."""
    client, store = Changing(), tmp_path / "run.sqlite"
    plan = FunctionPlan(client=client)
    run_batch(items(6), plan, store)
    first = export(store, tmp_path / "out")
    client.opening = "Indeed, "
    run_anew(6, plan, store)
    second = export(store, tmp_path / "out")
    assert b"Indeed, " in second["reports-00000.jsonl"]
    assert first["reports-00001.jsonl"] != second["reports-00001.jsonl"]
    assert second == export(store, tmp_path / "fresh")


def test_a_story_that_is_done_again_keeps_its_outcome_until_then(tmp_path: Path) -> None:
    """Retried and failed once more, or stopped before, a document is never without an outcome."""
    client, store = Changing(), tmp_path / "run.sqlite"
    plan = FunctionPlan(client=client)
    client.error = TimeLimitError("the server was busy")
    run_batch(items(3), plan, store)
    seen: list[dict[str, int]] = []

    def watch(key: str, name: str, outcome: Outcome) -> None:
        with RunStore(store, read_only=True) as opened:
            seen.append(opened.tally())

    client.error = None
    run_batch(items(3), plan, store, retry_failed=True, watch=watch)
    assert all("to do" not in each for each in seen)
    assert seen[-1] == {"done": 3}


@pytest.mark.parametrize(
    ("formats", "shard"),
    [(("csv",), 4), (("jsonl", "html"), 2), (("jsonl", "html"), 9), (("annotations",), 3)],
)
def test_a_folder_written_otherwise_before_is_as_a_fresh_one(
    tmp_path: Path, formats: tuple[BatchFormat, ...], shard: int
) -> None:
    """Other formats and sizes of shards leave nothing behind, index and pages included."""
    store = tmp_path / "run.sqlite"
    run_batch(items(9), FunctionPlan(), store)
    export(store, tmp_path / "out", formats, shard)
    again = export(store, tmp_path / "out", ("jsonl",), 4)
    assert again == export(store, tmp_path / "fresh", ("jsonl",), 4)
    assert sorted(each.name for each in (tmp_path / "out").iterdir()) == [
        "failures.jsonl",
        "manifest.json",
        "reports-00000.jsonl",
        "reports-00001.jsonl",
        "reports-00002.jsonl",
    ]


def test_a_file_that_was_changed_or_taken_away_is_written_again(tmp_path: Path) -> None:
    """A shard is left as it is only where all of its files still are what was written."""
    store, out = tmp_path / "run.sqlite", tmp_path / "out"
    run_batch(items(9), FunctionPlan(), store)
    whole = export(store, out)
    (out / "reports-00001.jsonl").write_bytes(whole["reports-00001.jsonl"][:-40])
    (out / "stories" / "000002.html").unlink()
    assert export(store, out) == whole


def test_an_export_that_was_killed_leaves_nothing_unnoticed(tmp_path: Path) -> None:
    """Killed at any file, an export of other formats is made up for by the next one."""
    store = tmp_path / "run.sqlite"
    run_batch(items(9), FunctionPlan(), store)
    whole = export(store, tmp_path / "fresh", ("jsonl",))

    class Killed(BaseException):
        pass

    for shards in (0, 4, 8):
        out = tmp_path / f"out-{shards}"
        export(store, out, ("jsonl",))

        def kill(documents: int, most: int = shards) -> None:
            if documents > most:
                raise Killed

        with RunStore(store, read_only=True) as opened, pytest.raises(Killed):
            export_store(opened, out, ("csv", "html"), shard=2, on_shard=kill)
        assert not json.loads((out / MANIFEST).read_bytes())["is_whole"]
        assert export(store, out, ("jsonl",)) == whole


def test_a_users_own_files_stay(tmp_path: Path) -> None:
    """What a manifest names and we never write is left alone, and so is what it does not name."""
    store, out = tmp_path / "run.sqlite", tmp_path / "out"
    run_batch(items(2), FunctionPlan(), store)
    export(store, out)
    (out / "notes.txt").write_text("mine")
    (out / "index.html").write_text("<title>my own page</title>")
    told = json.loads((out / MANIFEST).read_bytes())
    told["others"] += ["notes.txt", "../run.sqlite"]
    (out / MANIFEST).write_text(json.dumps(told))
    files = export(store, out, ("jsonl",))
    assert (files["notes.txt"], files["index.html"]) == (b"mine", b"<title>my own page</title>")
    assert store.exists()


def test_a_manifest_of_the_first_release_is_understood(tmp_path: Path) -> None:
    """A folder that version 0.1.0 wrote loses what is not written any more."""
    store, out = tmp_path / "run.sqlite", tmp_path / "out"
    run_batch(items(3), FunctionPlan(), store)
    export(store, out, ("csv", "html"))
    names = [*(n for n in files_in(out) if "-0000" in n), "stories/000001.html"]
    old = {"plan": "p", "shards": {"00000": {"digest": "d", "files": names}}}
    (out / MANIFEST).write_text(json.dumps(old))
    for number in (2, 3):
        (out / "stories" / f"00000{number}.html").unlink()
    assert export(store, out, ("jsonl",)) == export(store, tmp_path / "fresh", ("jsonl",))


@pytest.mark.parametrize("anew", [False, True])
def test_an_input_of_which_nothing_can_be_read_changes_nothing(tmp_path: Path, anew: bool) -> None:
    """A mistyped name is refused before anything of the run before is touched."""
    plan, store = FunctionPlan(), tmp_path / "run.sqlite"
    run_batch(items(5), plan, store)
    before = export(store, tmp_path / "out")
    wrong = [Item(f"x{n}", None, reason=f"there is no file 'x{n}'") for n in range(40)]

    async def run() -> None:
        with lock_store(store), RunStore(store) as opened:
            await Batch(wrong, plan, opened, begins_anew=anew).run()

    with pytest.raises(InputError, match=r"nothing was changed: there is no file 'x0'.*37 more"):
        run_blocking(run())
    assert export(store, tmp_path / "out") == before
    with RunStore(store, read_only=True) as opened:
        assert opened.listings.listed() == (5, True, None)
        assert opened.paid()[0] == 5
    with pytest.raises(InputError, match="the input is empty"):
        run_batch([], plan, store)


class Stop(BaseException):
    """As `kill -9` would: nothing that comes after it runs."""


def broken_off(number: int, after: int) -> Iterator[Item]:
    """An input whose reading ends suddenly."""
    for index, item in enumerate(items(number)):
        if index == after:
            raise Stop
        yield item


def test_a_listing_that_is_broken_off_leaves_the_one_before(tmp_path: Path) -> None:
    """Killed while it reads a longer input, a run changes nothing of what the store speaks of."""
    plan, store = FunctionPlan(), tmp_path / "run.sqlite"
    run_batch(items(40), plan, store)
    before = export(store, tmp_path / "out")
    with pytest.raises(BaseExceptionGroup):
        run_batch(broken_off(90, 70), plan, store)
    with RunStore(store, read_only=True) as opened:
        documents, is_whole, newer = opened.listings.listed()
        assert (documents, is_whole, opened.tally()) == (40, True, {"done": 40})
        assert newer is not None
        assert newer > 0
    assert export(store, tmp_path / "out") == before
    run_batch(items(90), plan, store)
    with RunStore(store, read_only=True) as opened:
        assert opened.listings.listed() == (90, True, None)


def test_of_listings_that_are_all_broken_off_the_longest_is_spoken_of(tmp_path: Path) -> None:
    """A first run that was killed, and killed again sooner, still knows what it had listed."""
    with RunStore(tmp_path / "run.sqlite") as store:
        for last in (5, 9, 3, 0):
            store.listings.begin({"plan": f"to {last}"})
            store.listings.add([(n, f"s{n}", f"k{n}", 10) for n in range(last)])
        assert store.listings.listed() == (9, False, None)
        assert store.listings.facts()["plan"] == "to 9"
        assert [entry.position for entry in store.entries()] == [*range(9)]
        store.listings.begin({"plan": "whole"})
        store.listings.add([(0, "s0", "k0", 10)])
        store.listings.end()
        assert store.listings.listed() == (1, True, None)


def test_the_states_of_a_store_add_up(tmp_path: Path) -> None:
    """Done, partial, failed, unreadable and to do are together the documents, each once."""
    with RunStore(tmp_path / "run.sqlite") as store:
        store.listings.begin({"plan": "p"})
        store.listings.add([(n, f"s{n}", f"k{n}", 10) for n in range(8)])
        store.listings.add_unreadable(8, "bad", "no JSON")
        store.listings.add_unreadable(9, "worse", "no JSON")
        for key, outcome in (
            ("k0", Outcome("done")),
            ("k1", Outcome("partial", "truncated", "cut")),
            ("k2", Outcome("failed", "truncated", "cut")),
            ("k3", Outcome("failed", "time_limit", "busy")),
        ):
            store.finish(key, outcome)
        store.listings.end()
        tally = store.tally()
        assert tally == {"done": 1, "partial": 1, "failed": 2, "unreadable": 2, "to do": 4}
        assert sum(tally.values()) == store.listings.listed().documents
        assert sum(fate.number for fate in store.fates()) == 5
        assert store.causes() == {"truncated": 2, "unreadable": 2, "time_limit": 1}


def test_a_run_begun_anew_keeps_what_people_judged(tmp_path: Path) -> None:
    """`--no-resume` forgets answers and outcomes, and no judgement."""
    store = tmp_path / "run.sqlite"
    run_batch(items(2), FunctionPlan(), store)
    with Judgements(store) as judgements:
        judgements.add("Ana", [Judgement("k:1:f1", "right")])
    run_anew(2, FunctionPlan(), store)
    with Judgements(store) as judgements:
        assert set(judgements.by_judge()) == {"Ana"}


def _spoil_middle(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for start in range(8192, len(data), 4096):
        data[start : start + 80] = b"\xaa" * 80
    path.write_bytes(data)


def _do(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute(statement)
        db.commit()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_spoil_middle, "is damaged"),
        (lambda path: os.truncate(path, path.stat().st_size // 2), "is damaged"),
        (lambda path: path.write_bytes(b"x" * 40_000), "is damaged"),
        (lambda path: path.write_bytes(b""), "is empty"),
        (lambda path: _do(path, "ALTER TABLE documents DROP COLUMN figures"), "lacks"),
        (lambda path: _do(path, "DROP TABLE answers"), "lacks"),
        (lambda path: _do(path, "UPDATE documents SET result = x'0011'"), "cannot be unpacked"),
        (lambda path: _do(path, "PRAGMA user_version = 7"), "later version"),
        (lambda path: _do(path, "PRAGMA application_id = 7"), "another program's"),
    ],
)
def test_a_store_that_cannot_be_used_is_told_in_a_line(
    tmp_path: Path, spoil: Callable[[Path], object], said: str
) -> None:
    """Damaged, cut, foreign, later or lacking, a store is named with what to do about it."""
    store = tmp_path / "run.sqlite"
    run_batch(items(30), FunctionPlan(), store)
    spoil(store)
    with pytest.raises(StorageError, match=said) as told:
        export(store, tmp_path / "out")
    assert "run.sqlite" in str(told.value)
    assert "\n" not in str(told.value)


_READ_AS_NOBODY = """
import os, sys
from extractor.batch.store import RunStore
if os.getuid() == 0:
    os.setgroups([])
    os.setuid(65534)
with RunStore(sys.argv[1], read_only=True) as store:
    print(sorted(store.tally().items()), store.result("k"), store.listings.listed())
"""


@pytest.mark.parametrize("left", [(), ("-wal",), ("-wal", "-shm")], ids=str)
def test_a_store_that_may_not_be_written_is_read(tmp_path: Path, left: tuple[str, ...]) -> None:
    """Closed, or left by a kill with its journal, with and without that one's index."""
    made = tmp_path / "made"
    made.mkdir()
    folder = tmp_path / "read"
    folder.mkdir()
    with RunStore(made / "run.sqlite") as store:
        store.listings.begin({"plan": "a plan"})
        store.listings.add([(0, "a", "k", 1), (1, "b", "k2", 1)])
        store.finish("k", Outcome("done"))
        store.listings.end()
        if left:
            for ending in ("", *left):
                name = f"run.sqlite{ending}"
                (folder / name).write_bytes((made / name).read_bytes())
    if not left:
        (folder / "run.sqlite").write_bytes((made / "run.sqlite").read_bytes())
    for path in (*folder.iterdir(), folder):
        path.chmod(0o555)
    for parent in (tmp_path, *tmp_path.parents):
        if Path(tempfile.gettempdir()) in parent.parents:
            parent.chmod(0o755)
    before = sorted(folder.iterdir())
    code = [sys.executable, "-c", _READ_AS_NOBODY, str(folder / "run.sqlite")]
    ran = subprocess.run(code, capture_output=True, text=True, check=False)
    told = "[('done', 1), ('to do', 1)] None Listed(documents=2, is_whole=True, newer=None)"
    assert ran.stdout.strip() == told, ran.stderr
    assert sorted(folder.iterdir()) == before
    folder.chmod(0o755)


def test_a_lock_holds_under_every_name_of_a_store(tmp_path: Path) -> None:
    """Through a link to the file or its folder it is the same store; with a hard link it is none.

    SQLite would keep a journal for each name of a file, and spoil it.
    """
    real = tmp_path / "real"
    real.mkdir()
    RunStore(real / "run.sqlite").close()
    (tmp_path / "link.sqlite").symlink_to(real / "run.sqlite")
    (tmp_path / "folder").symlink_to(real)
    with lock_store(real / "run.sqlite"):
        for name in ("link.sqlite", "folder/run.sqlite"):
            with (
                pytest.raises(StoreError, match="another run is using"),
                lock_store(tmp_path / name),
            ):
                pass
    (tmp_path / "hard.sqlite").hardlink_to(real / "run.sqlite")
    for name in ("hard.sqlite", "real/run.sqlite", "link.sqlite"):
        with pytest.raises(StoreError, match="second name"), lock_store(tmp_path / name):
            pass


def test_names_are_parted_by_nuls_and_may_hold_line_ends(tmp_path: Path) -> None:
    """`find -print0` gives every file of a folder, whatever its name is made of."""
    stories = tmp_path / "stories"
    stories.mkdir()
    names = [
        "plain.txt",
        "line\nend.txt",
        "both\r\n.txt",
        " space .txt",
        *map("{:0200d}.txt".format, range(40)),
    ]
    for number, name in enumerate(names):
        (stories / name).write_text(f"About {number + 12} homes were flooded.")
    listed = b"".join(os.fsencode(stories / name) + b"\0" for name in names)
    command = [sys.executable, "-m", "extractor", "batch", "-", "-m", "none", "-f", "jsonl"]
    ran = subprocess.run(
        [*command, "-o", str(tmp_path / "out")], input=listed, capture_output=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    reports = (tmp_path / "out" / "reports-00000.jsonl").read_text().splitlines()
    assert [json.loads(line)["document"]["name"] for line in reports] == names


def test_disk_full_is_a_line_and_the_run_goes_on_afterwards(tmp_path: Path) -> None:
    """At a limit on the size of files a run ends with 1; without it the same command goes on."""
    rows = tmp_path / "stories.jsonl"
    documents = (item.document for item in items(40))
    rows.write_text("".join(json.dumps({"text": each.text}) + "\n" for each in documents if each))
    command = [sys.executable, "-m", "extractor", "batch", str(rows), "-m", "none", "-f", "jsonl"]

    def run(out: str, limit: int | None) -> subprocess.CompletedProcess[str]:
        code = "import os, resource, sys; n = int(sys.argv[1]);"
        code += "n and resource.setrlimit(resource.RLIMIT_FSIZE, (n, n));"
        code += "os.execv(sys.argv[2], sys.argv[2:])"
        limited = [sys.executable, "-c", code, str(limit or 0), *command, "-o", str(tmp_path / out)]
        return subprocess.run(limited, capture_output=True, text=True, check=False)

    assert run("whole", None).returncode == 0
    for limit in (20_000, 90_000):
        full = run("out", limit)
        assert full.returncode == 1
        assert "Traceback" not in full.stderr
        assert full.stderr.splitlines()[-1].endswith("make room and run the same command again")
    assert run("out", None).returncode == 0
    for name in ("reports-00000.jsonl", "manifest.json", "failures.jsonl"):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()
