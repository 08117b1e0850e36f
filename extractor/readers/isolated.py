"""Files parsed in child processes with little time and memory, which are used again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from extractor.closing import Closing
from extractor.errors import InputError
from extractor.readers.days import day_from, day_words
from extractor.readers.formats import check_suffix
from extractor.readers.limits import Limits, check_size
from extractor.readers.parsed import Parsed
from extractor.readers.rows import RowStory, StoryFields
from extractor.schemas.document import Mark

TIME_LIMIT_S = 30.0
"""For one file, or for one row of a file of many stories."""
MEMORY_LIMIT_MB = 768
"""For one file; a child is started anew rather than give a file less than this."""

_KEPT = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP")
"""What the child is told of the environment: no keys, no proxies."""

_CHILD = "extractor.readers.isolated_child"

_FRUGAL = {"ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "1", "OMP_NUM_THREADS": "1"}
"""Allocators that set address space aside would use the limit up without holding anything."""

_MOST_FILES = 500
"""After so many files a child is ended: what libraries never give back does not add up."""


class IsolatedParser(Closing):
    """Parses files in child processes that are ended when one takes too much.

    A child can write no file, reach no network and start no program. It is started when it is first
    needed, which takes about half a second, serves one file after the other, and is replaced after
    a file that took much, ended it or ran out of time: every file has the whole memory. Where the
    system has no resource limits (Windows) only the time is limited.

    Safe to share between threads; `close` or the end of a `with` ends the children.
    """

    def __init__(
        self,
        *,
        timeout_s: float = TIME_LIMIT_S,
        memory_mb: int = MEMORY_LIMIT_MB,
        advice: str = "split it",
        child: str = _CHILD,
    ) -> None:
        """`advice` is what messages say to do with a file that took too much.

        `child` is the module that reads: one that hands its function to `isolated_child.main`.
        """
        self._module = child
        self._timeout_s = timeout_s
        self._memory_mb = memory_mb
        self._advice = advice
        self._children: set[_Child] = set()
        self._idle: list[_Child] = []
        self._lock = threading.Lock()
        # Also when nobody closes it, and when Python ends.
        self._end = weakref.finalize(self, _end_all, self._children)

    def close(self) -> None:
        """End the children; nothing can be parsed afterwards."""
        self._end()

    def parse(
        self,
        data: bytes,
        name: str,
        *,
        encoding: str | None = None,
        limits: Limits | None = None,
    ) -> Parsed:
        """The same as `parse_bytes`.

        Raises:
            InputError: as `parse_bytes`, or it took too long or too much memory.
        """
        limits = limits or Limits()
        check_suffix(name)
        check_size(len(data), name, limits)
        order = {"name": name, "encoding": encoding, "limits": asdict(limits)}
        answer = self.ask(order, data)
        try:
            marks = tuple(Mark(*values) for values in answer["marks"])
            return Parsed(answer["text"], marks, day_from(answer["published"]))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{name} gave no usable answer: {self._advice}") from error

    def ask(self, order: dict[str, Any], data: bytes) -> dict[str, Any]:
        """What a child answers to an order about the file `data`.

        `order["name"]` is what messages call the file.

        Raises:
            InputError: the child says why it cannot, or took too long or too much memory.
        """
        while True:
            child = self._taken()
            answer = None
            try:
                child.send(self._whole("document", order, data), data)
                answer = child.receive()
            finally:
                self._put_back(child, answer)
            if self._is_owed_more(child, answer):
                continue
            self._raise_failure(str(order["name"]), answer, child)
            assert answer is not None
            return answer

    def rows(
        self, path: str, *, encoding: str | None, limits: Limits, fields: StoryFields
    ) -> Iterator[RowStory]:
        """The same as `stories_of`; the time is for one row, the memory for the whole file.

        Raises:
            InputError: as `stories_of`, or a row took too long or too much memory.
        """
        order = {
            "name": os.path.basename(path),
            "path": os.path.abspath(path),
            "encoding": encoding,
            "limits": asdict(limits),
            "fields": [
                fields.text_field,
                fields.id_field,
                fields.date_field,
                day_words(fields.published),
            ],
        }
        taken = 0
        while True:
            child = self._taken()
            answer: dict[str, Any] | None = None
            try:
                child.send(self._whole("rows", order | {"skip": taken}, b""), b"")
                while (answer := child.receive()) and "row" in answer:
                    taken += 1
                    number, text, identity, day, failure = answer["row"]
                    yield RowStory(number, text, identity, day_from(day), failure)
                    answer = None  # a child that is left in the middle cannot be used again
            finally:
                self._put_back(child, answer)
            if self._is_owed_more(child, answer):
                continue  # from the row that was next
            self._raise_failure("what follows" if taken else str(order["name"]), answer, child)
            return

    @staticmethod
    def _is_owed_more(child: _Child, answer: dict[str, Any] | None) -> bool:
        """Whether a child failed that other files had left less memory than a file may have."""
        was_used = child.served > 1
        return was_used and not child.is_late and (answer is None or bool(answer.get("is_short")))

    def _whole(self, kind: str, order: dict[str, Any], data: bytes) -> dict[str, Any]:
        frame = {"kind": kind, "size": len(data)}
        return order | frame | {"timeout_s": self._timeout_s, "memory_mb": self._memory_mb}

    def _raise_failure(self, name: str, answer: dict[str, Any] | None, child: _Child) -> None:
        if answer is not None and "error" not in answer:
            return
        if child.is_late:
            said = f"{name} took longer than {self._timeout_s:g} s to read: {self._advice}"
        elif answer is None and not child.has_begun:
            command = f"{Path(sys.executable).name} -m {self._module}"
            said = f"the process that reads files does not start: `{command}` says why"
        elif answer is None or answer.get("is_short"):
            # Ended by the system, the child leaves no answer or half of one.
            said = f"{name} cannot be read with {self._memory_mb} MB of memory: {self._advice}"
        else:
            raise InputError(str(answer["error"]), option=answer.get("option"))
        raise InputError(said)

    def _taken(self) -> _Child:
        with self._lock:
            if not self._end.alive:
                raise ValueError("the parser is closed")
            if self._idle:
                return self._idle.pop()
            child = _Child(self._module, self._timeout_s)
            self._children.add(child)
            return child

    def _put_back(self, child: _Child, answer: dict[str, Any] | None) -> None:
        """Keep the child for the next file, or end it."""
        child.served += 1
        is_good = answer is not None and not (answer.get("is_spent") or answer.get("is_short"))
        is_good = is_good and child.served < _MOST_FILES
        with self._lock:
            if is_good and self._end.alive:
                self._idle.append(child)
                return
            self._children.discard(child)
        child.end()


def parse_isolated(
    data: bytes,
    name: str,
    *,
    timeout_s: float,
    memory_mb: int,
    encoding: str | None = None,
    limits: Limits | None = None,
) -> Parsed:
    """The same as `parse_bytes`, from a child process of its own.

    Raises:
        InputError: as `parse_bytes`, or it took too long or too much memory.
    """
    with IsolatedParser(timeout_s=timeout_s, memory_mb=memory_mb) as parser:
        return parser.parse(data, name, encoding=encoding, limits=limits)


def answer_of(
    child: str,
    data: bytes,
    name: str,
    order: dict[str, Any],
    *,
    timeout_s: float,
    memory_mb: int,
) -> dict[str, Any]:
    """What the module `child` makes of a file called `name`, in a process of its own.

    The module hands its reading to `isolated_child.main`. `order` is what it wants to know besides.

    Raises:
        InputError: the child says so, or it took too long or too much memory.
    """
    with IsolatedParser(timeout_s=timeout_s, memory_mb=memory_mb, child=child) as parser:
        return parser.ask({**order, "name": name}, data)


class _Child:
    """One child process, and the thread that ends it when an answer is late."""

    def __init__(self, module: str, timeout_s: float) -> None:
        environment = {key: os.environ[key] for key in _KEPT if key in os.environ} | _FRUGAL
        environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
        self._process = subprocess.Popen(
            # -P keeps the working folder out of the path: files in it are the user's, not ours.
            [sys.executable, "-P", "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            # Ctrl-C is for us: no file is unreadable because of it.
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
        self.served = 0
        """How many files it was given."""
        self.has_begun = False
        """Whether it has said that it is ready."""
        self.is_late = False
        """Whether it was ended because an answer took too long."""
        self._timeout_s = timeout_s
        self._deadline: float | None = None
        self._ended = threading.Event()
        self._watch: threading.Thread | None = None

    def send(self, order: dict[str, Any], data: bytes) -> None:
        """Give it a file; it takes all of it before it works."""
        assert self._process.stdin is not None
        self._wait()
        try:
            self._process.stdin.write(json.dumps(order).encode("ascii") + b"\n")
            self._process.stdin.write(data)
            self._process.stdin.flush()
        except OSError:
            pass  # it has ended, as its missing answer will show

    def receive(self) -> dict[str, Any] | None:
        """Its next answer; none if it ended instead, by itself or by us."""
        assert self._process.stdout is not None
        self._wait()
        try:
            if not self.has_begun:
                self.has_begun = bool(self._process.stdout.readline())
            line = self._process.stdout.readline()
        finally:
            self._deadline = None
        try:
            answer = json.loads(line)
        except ValueError:
            return None
        return answer if isinstance(answer, dict) else None

    def end(self) -> None:
        """End it, whatever it does."""
        self._ended.set()
        self._process.kill()
        self._process.communicate()

    def _wait(self) -> None:
        """Give it the whole time from now on."""
        self._deadline = time.monotonic() + self._timeout_s
        if self._watch is None:
            self._watch = threading.Thread(target=self._end_late, name="reading-time", daemon=True)
            self._watch.start()

    def _end_late(self) -> None:
        # A deadline set while this sleeps is never before the one it sleeps for.
        while True:
            deadline = self._deadline
            left = self._timeout_s if deadline is None else deadline - time.monotonic()
            if left <= 0:
                if self._deadline == deadline:
                    self.is_late = True
                    self._process.kill()
                    return
                continue
            if self._ended.wait(left):
                return


def _end_all(children: set[_Child]) -> None:
    while children:
        children.pop().end()
