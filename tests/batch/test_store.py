"""The run store: what it keeps, and whom it refuses."""

from __future__ import annotations

import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest

from extractor.batch.store import Counts, Outcome, RunStore, lock_store
from extractor.errors import StorageError, StoreError
from extractor.llm.cache import KeptAnswer


def test_what_was_kept_is_there_when_the_store_is_opened_again(tmp_path: Path) -> None:
    """Answers, states and counts survive the end of the process that wrote them."""
    path = tmp_path / "run.sqlite"
    counts = Counts(facts=2, problems=1, calls=3, cost_usd=Decimal("0.0125"))
    with RunStore(path) as store:
        store.listings.begin({"plan": "a plan"})
        store.listings.add([(0, "a", "key a", 12), (1, "b", "key b", 30)])
        store.answers_of("key a").keep("call", KeptAnswer('{"a": 1}', 10, 5))
        store.finish("key a", Outcome("done", None, None, "report", b'{"x": "\xc3\xa9"}', counts))
    with RunStore(path) as store:
        assert store.answers_of("key b").find("call") == KeptAnswer('{"a": 1}', 10, 5)
        assert store.result("key a") == b'{"x": "\xc3\xa9"}'
        assert store.states(["key a", "key b"]) == {"key a": "done"}
        assert store.tally() == {"done": 1, "to do": 1}
        assert store.totals() == counts
        done, to_do = store.entries()
        assert done.outcome is not None
        assert done.outcome.counts == counts
        assert to_do.outcome is None
        assert store.listings.facts()["plan"] == "a plan"


def test_an_answer_of_no_use_is_kept_for_its_own_document_only(tmp_path: Path) -> None:
    """A document that resumes does not pay for it again; another document asks for itself."""
    with RunStore(tmp_path / "run.sqlite") as store:
        wrong = KeptAnswer("nonsense", 10, 5, "invalid_answer", "the answer does not fit")
        store.answers_of("one").keep("call", wrong)
        assert store.answers_of("one").find("call") == wrong
        assert store.answers_of("two").find("call") is None
        store.forget(["one"])
        assert store.answers_of("one").find("call") is None
        assert store.paid() == (0, 0, 0)


def test_half_characters_in_an_answer_come_back(tmp_path: Path) -> None:
    """What a model answers is kept as it came, even what is no proper text."""
    with RunStore(tmp_path / "run.sqlite") as store:
        odd = KeptAnswer('"\ud800 and \x00"', 1, 1)
        store.answers_of("one").keep("call", odd)
        assert store.answers_of("one").find("call") == odd
        store.finish("one", Outcome("failed", "our_error", "half of \ud800"))


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    """A file that is no run store is left alone, and said to be none."""
    path = tmp_path / "music.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE songs (title TEXT)")
    other.close()
    with pytest.raises(StorageError, match="another program's database"):
        RunStore(path)
    (tmp_path / "notes.txt").write_text("not a database at all, but some words\n" * 40)
    with pytest.raises(StorageError, match="damaged, or no run store"):
        RunStore(tmp_path / "notes.txt")


def test_a_store_of_a_later_version_is_refused(tmp_path: Path) -> None:
    """An older program does not write into what it does not know."""
    path = tmp_path / "run.sqlite"
    RunStore(path).close()
    with sqlite3.connect(path) as later:
        later.execute("PRAGMA user_version = 99")
    later.close()
    with pytest.raises(StorageError, match="later version"):
        RunStore(path)


def test_a_second_run_on_one_store_is_told(tmp_path: Path) -> None:
    """Two runs at once on one store would do the same work: the second does not start."""
    path = tmp_path / "run.sqlite"
    with (
        lock_store(path),
        pytest.raises(StoreError, match="another run is using"),
        lock_store(path),
    ):
        pass
    with lock_store(path):
        pass


def test_a_store_that_is_only_read_must_be_there(tmp_path: Path) -> None:
    """Asking for the status of a misspelt path makes no empty store."""
    with pytest.raises(StoreError, match="there is no run store"):
        RunStore(tmp_path / "nope.sqlite", read_only=True)
    assert not list(tmp_path.iterdir())
