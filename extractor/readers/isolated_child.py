"""The child process that parses one file: limits first, then the file, then one JSON answer."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable
from dataclasses import astuple
from typing import Any

Read = Callable[[dict[str, Any], bytes], dict[str, Any]]
"""From the order and the file to the answer, which is plain JSON."""

_REFUSED = frozenset(
    {
        "socket.connect",
        "socket.bind",
        "socket.getaddrinfo",
        "socket.gethostbyname",
        "subprocess.Popen",
        "os.system",
        "os.exec",
        "os.fork",
        "os.forkpty",
        "os.posix_spawn",
        "os.startfile",
    }
)


def main(read: Read) -> None:
    """Read the order and the file from standard input; write the answer to standard output.

    A module that is to read in a process of its own calls this when it is run; the parent's side
    is `isolated.answer_of`.
    """
    order = json.loads(sys.stdin.buffer.readline())
    _limit(order["memory_mb"], order["timeout_s"])
    sys.addaudithook(_refuse)
    answer = json.dumps(_answer(read, order, sys.stdin.buffer.read()))
    sys.stdout.buffer.write(answer.encode("ascii"))


def read_document(order: dict[str, Any], data: bytes) -> dict[str, Any]:
    """The text, marks and day of a story or source."""
    from extractor.readers.formats import parse_bytes
    from extractor.readers.limits import Limits

    parsed = parse_bytes(
        data, order["name"], encoding=order["encoding"], limits=Limits(**order["limits"])
    )
    return {
        "text": parsed.text,
        "marks": [astuple(mark) for mark in parsed.marks],
        "published": parsed.published.isoformat() if parsed.published else None,
    }


def _answer(read: Read, order: dict[str, Any], data: bytes) -> dict[str, Any]:
    from extractor.errors import InputError

    name, limit = order["name"], order["memory_mb"]
    try:
        return read(order, data)
    except MemoryError:
        return _refused(f"{name} cannot be read with {limit} MB of memory: split it")
    except InputError as error:
        cause = error.__cause__
        if isinstance(cause, MemoryError) or (cause and _peak_mb() > limit / 2):
            # libxml2 calls it "unknown error" when it gets no memory.
            return _refused(f"{name} cannot be read with {limit} MB of memory: split it ({cause})")
        return _refused(error.said, error.option)


def _refused(said: str, option: str | None = None) -> dict[str, Any]:
    return {"error": said, "option": option}


def _peak_mb() -> float:
    """The most memory that this program has had."""
    try:
        # What `getrusage` says begins with what the parent had when it started this process.
        with open("/proc/self/status", encoding="ascii", errors="replace") as file:
            line = next(line for line in file if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024 / 1_000_000
    except (OSError, StopIteration, ValueError):
        pass
    try:
        import resource
    except ImportError:
        return 0
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1_000_000


def _limit(memory_mb: int, timeout_s: float) -> None:
    try:
        import resource
    except ImportError:  # not on Windows, where the parent's time limit is all there is
        return
    memory = memory_mb * 1_000_000
    seconds = math.ceil(timeout_s) + 1
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def _refuse(event: str, arguments: object) -> None:
    if event in _REFUSED:
        raise PermissionError(f"{event} has no place in reading a file")


if __name__ == "__main__":
    main(read_document)
