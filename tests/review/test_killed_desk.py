"""A desk that is killed loses nothing that it has answered."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import httpx2
import pytest

pytestmark = pytest.mark.server

ADDRESS = re.compile(r"The review desk: (http://[^/\s]+)/stories/(\S+)")


class Process:
    """`extractor review` in a process of its own."""

    def __init__(self, url: str, *arguments: str) -> None:
        command = [sys.executable, "-m", "extractor", "review", "--no-browser", "--port", "0"]
        # No proxy of the machine stands between a test and its own server.
        environment = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
        self._process = subprocess.Popen(
            [*command, "--database", url, "--initials", "AB", *arguments],
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        )
        assert self._process.stderr
        line = self._process.stderr.readline()
        found = ADDRESS.match(line)
        assert found, line
        self.key = found[2]
        self.http = httpx2.Client(base_url=f"{found[1]}/api", trust_env=False, timeout=600)

    def kill(self) -> None:
        """End it as a power cut would: it may do nothing more."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def stop(self) -> int:
        """End it as Ctrl-C does; gives the exit code."""
        self._process.send_signal(signal.SIGINT)
        code = self._process.wait(60)
        self.close()
        return code

    def close(self) -> None:
        """Let go of what was the process's."""
        assert self._process.stderr
        self._process.stderr.close()
        self.http.close()

    def items(self) -> Any:
        """The facts of the story."""
        story = self.http.get(f"/stories/{self.key}").json()
        return [item for item in story["items"] if item["aside"] is None]


def test_killed_desk_loses_no_answered_decision(url: str, tmp_path: Path) -> None:
    """Killed while four editors save, it has every decision whose answer had come."""
    file = tmp_path / "story.txt"
    file.write_text("".join(f"In ward {n} {n * 7 + 500} lamps burn.\n\n" for n in range(2, 10)))
    desk = Process(url, str(file))
    items = desk.items()
    answered: dict[int, list[str]] = {item["id"]: [] for item in items}
    is_over = threading.Event()

    def save(own: list[Any]) -> None:
        number = 0
        while not is_over.is_set():
            item = own[number % len(own)]
            note = f"{item['id']}-{number}"
            given = {"version": item["version"], "initials": "AB", "status": "stet", "note": note}
            try:
                path = f"/stories/{desk.key}/items/{item['id']}/decision"
                answer = desk.http.post(path, json=given)
            except httpx2.TransportError:
                return
            assert answer.status_code == 200, answer.text
            item["version"] = answer.json()["item"]["version"]
            answered[item["id"]].append(note)
            number += 1

    editors = [threading.Thread(target=save, args=(items[n::4],)) for n in range(4)]
    for editor in editors:
        editor.start()
    # On a busy machine answers come slowly: the kill comes in their midst, whenever that is.
    until = time.monotonic() + 600
    while sum(len(notes) for notes in answered.values()) <= 20:
        assert time.monotonic() < until
        time.sleep(0.02)
    desk.kill()
    is_over.set()
    for editor in editors:
        editor.join()
    desk.close()
    total = sum(len(notes) for notes in answered.values())
    assert total > 20

    again = Process(url, str(file))
    assert again.key == desk.key
    kept: dict[int, set[str]] = {item["id"]: set() for item in items}
    before = None
    while True:
        query = f"?before={before}" if before else ""
        entries = again.http.get(f"/stories/{again.key}/history{query}").json()["entries"]
        if not entries:
            break
        for entry in entries:
            if entry["what"] == "decided":
                kept[entry["item"]].add(entry["detail"]["note"][1])
        before = entries[-1]["id"]
    for item_id, notes in answered.items():
        assert set(notes) <= kept[item_id]
    assert again.stop() in (0, 130)


def test_second_desk_says_that_the_port_is_taken(tmp_path: Path) -> None:
    """Two desks on one port: the second says so in one line and what to do."""
    url = f"sqlite:///{tmp_path / 'desk.sqlite'}"
    first = Process(url, "--example")
    port = str(first.http.base_url.port)
    command = [sys.executable, "-m", "extractor", "review", "--no-browser", "--port", port]
    second = subprocess.run(
        [*command, "--database", url, "--example"], capture_output=True, text=True, check=False
    )
    assert second.returncode == 2
    assert len(second.stderr.splitlines()) == 1
    assert "--port" in second.stderr
    first.stop()


class Silent(BaseHTTPRequestHandler):
    """A model's server that takes every question and answers none."""

    asked: ClassVar[threading.Event]
    over: ClassVar[threading.Event]

    def do_POST(self) -> None:  # the name that http.server calls
        """Note that a question came."""
        self.asked.set()
        self.over.wait(120)

    def log_message(self, *_: object) -> None:
        """Say nothing of it."""


def test_run_of_a_killed_desk_is_told_as_cut_off(url: str, tmp_path: Path) -> None:
    """A desk killed while the model was at work says so as soon as it runs again."""
    Silent.asked, Silent.over = threading.Event(), threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Silent)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/v1"
    model = ("--model", "openai:silent", "--base-url", address)
    file = tmp_path / "story.txt"
    file.write_text("In ward 2 514 lamps burn.\n")
    desk = Process(url, str(file), *model)
    desk.http.post(f"/stories/{desk.key}/ask", json={"initials": "AB"})
    assert Silent.asked.wait(60)
    beside = Process(url, str(file))
    assert model_run(beside)["state"] == "running"
    desk.kill()
    desk.close()
    # The server of the database may hear of the end of its client a moment later.
    until = time.monotonic() + 600
    while model_run(beside)["state"] == "running":
        assert time.monotonic() < until
        time.sleep(0.05)
    again = Process(url, str(file))  # with a model it would ask anew
    for each in (beside, again):
        run = model_run(each)
        assert run["state"] == "failed"
        assert run["notes"][0].startswith("cut off, because the desk was stopped")
        assert each.stop() in (0, 130)
    Silent.over.set()
    server.shutdown()
    server.server_close()


def model_run(desk: Process) -> Any:
    """The latest run of the model."""
    runs = desk.http.get(f"/stories/{desk.key}").json()["story"]["runs"]
    return next(run for run in runs if run["kind"] == "model")
