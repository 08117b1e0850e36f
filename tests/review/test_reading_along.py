"""`extractor review STORY --model M`: a model reads the stories that the command opens."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from batch.provider_server import KEY, ProviderServer, serving
from fakes import FunctionClient, faithful

from extractor.drafts import check_documents
from extractor.review import views
from extractor.review.desk import Desk
from extractor.review.opening import open_example, open_file, read_along
from extractor.review.refusals import NoModelError
from extractor.schemas.document import Document
from review.desks import DRAFT, SECOND, DeskClient
from review.test_killed_desk import Process
from review.test_model_at_the_desk import wait_for


def model_run(desk: Desk, key: str) -> Any:
    """The latest run of the model on a story; none where there was none."""
    found = [run for run in desk.view(key).runs if run.kind == "model"]
    return found[0] if found else None


def opened(desk: Desk, file: Path) -> str:
    """The key of a file's story, once the model has read it if it is to."""
    key = open_file(desk, Document.read(file), str(file), {}, who="AB")
    read_along(desk, [key])
    wait_for(lambda: not desk.runner.is_running(key, "model"))
    return key


def test_model_reads_what_it_has_not_read(url: str, tmp_path: Path) -> None:
    """A story is read when it is opened, not again as it stands, and again in a new version."""
    model = FunctionClient(faithful)
    desk = Desk.open(url, model=model)
    file = tmp_path / "story.txt"
    file.write_text(DRAFT, "utf-8")
    key = opened(desk, file)
    assert model_run(desk, key).state == "done"
    calls = len(model.asked)
    assert calls > 0
    assert opened(desk, file) == key
    assert len(model.asked) == calls
    file.write_text(SECOND, "utf-8")
    assert opened(desk, file) == key
    assert len(model.asked) > calls
    desk.close()


def test_failed_reading_is_tried_again(url: str, tmp_path: Path) -> None:
    """A run that broke off does not count as read when the story is opened the next time."""
    answers: list[Any] = [RuntimeError("broken off")]

    def once_broken(messages: Any, wanted: Any) -> dict[str, Any]:
        if answers:
            raise answers.pop()
        return faithful(messages, wanted)

    desk = Desk.open(url, model=FunctionClient(once_broken))
    file = tmp_path / "story.txt"
    file.write_text(DRAFT, "utf-8")
    key = opened(desk, file)
    assert model_run(desk, key).state == "failed"
    opened(desk, file)
    assert model_run(desk, key).state == "done"
    desk.close()


def test_model_begins_after_the_checks(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The model's run begins once the checks have listed the facts that it speaks of."""
    may_end = threading.Event()

    def slow(*arguments: Any) -> Any:
        assert may_end.wait(60)
        return check_documents(*arguments)

    monkeypatch.setattr("extractor.review.checking.check_documents", slow)
    monkeypatch.setattr("extractor.review.desk.WAIT_S", 0.01)
    desk = Desk.open(url, model=FunctionClient(faithful))
    keys = [open_example(desk, who="AB") for _ in range(3)]
    read_along(desk, keys)
    assert [model_run(desk, key) for key in keys] == [None] * 3
    may_end.set()
    for key in keys:
        wait_for(lambda key=key: not desk.runner.is_running(key, "model"))  # type: ignore[misc]  # a default binds it
        entries = desk.read(key, lambda s, story: views.history_page(s, story)).entries
        lines = [(line.what, line.detail.get("kind")) for line in reversed(entries)]
        assert lines.index(("checked", None)) < lines.index(("began", "model"))
    desk.close()


def test_checks_do_not_wait_for_models(url: str) -> None:
    """Models that take their time leave the checks of the next story their own workers."""
    may_end = threading.Event()

    def slow(messages: Any, wanted: Any) -> dict[str, Any]:
        assert may_end.wait(60)
        return faithful(messages, wanted)

    desk = Desk.open(url, model=FunctionClient(slow))
    keys = [open_example(desk, who="AB") for _ in range(3)]
    read_along(desk, keys)
    wait_for(lambda: sum(model_run(desk, key) is not None for key in keys) == 2)
    key = open_example(desk, who="AB")
    desk.runner.wait(key)
    assert desk.view(key).counts.total > 0
    may_end.set()
    for each in keys:
        wait_for(lambda each=each: not desk.runner.is_running(each, "model"))  # type: ignore[misc]  # the same
    desk.close()


@pytest.mark.server
def test_command_lets_the_model_read(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Started with a model, the desk has its facts without a click; started again, it asks none."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    file = tmp_path / "story.txt"
    file.write_text(DRAFT, "utf-8")
    with serving(ProviderServer()) as server:
        options = ("--model", "openai:fake", "--base-url", server.base_url)
        process = Process(sqlite_url, str(file), *options)

        def state() -> str:
            runs = process.http.get(f"/stories/{process.key}").json()["story"]["runs"]
            return next((run["state"] for run in runs if run["kind"] == "model"), "none")

        wait_for(lambda: state() in ("done", "failed"))
        assert state() == "done"
        number = next(i["id"] for i in process.items() if "12 tonnes" in i["words"])
        item = process.http.get(f"/stories/{process.key}/items/{number}").json()
        assert item["facts"]
        process.stop()
        calls = len(server.bodies)
        assert calls > 0
        again = Process(sqlite_url, str(file), *options)
        again.stop()
        assert len(server.bodies) == calls


def test_a_desk_without_a_model_says_so_in_words_of_a_browser(
    client: DeskClient, desk: Desk
) -> None:
    """An editor, who has no options to give, is told whom to ask; a program, the option."""
    key = open_example(desk, who="AB")
    with pytest.raises(NoModelError, match=r"start it with --model PROVIDER:MODEL$"):
        desk.ask(key)
    answer = client.http.post(f"/api/stories/{key}/ask", json={"initials": "AB"})
    assert answer.status_code == 409
    assert "without a model: ask whoever runs it" in answer.json()["error"]
    assert "--" not in answer.text
