"""The child process that parses files: limits first, then the file, then JSON, a line an answer."""

from __future__ import annotations

import json
import math
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import astuple
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from extractor.errors import InputError

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

Order = dict[str, Any]
Answer = dict[str, Any]
Read = Callable[[Order, bytes], Answer]
"""From the order and the file to the answer, which is plain JSON."""
Stream = Callable[[Order], Iterator[Answer]]
"""From the order to answers that come one by one, the last without a "row"."""


def main(read: Read, stream: Stream | None = None) -> None:
    """Read orders and files from standard input until it ends; answer on standard output.

    A module that is to read in a process of its own calls this when it is run; the parent's side
    is `isolated.answer_of`. Orders of the kind "rows" go to `stream`.
    """
    answers = _own_output()
    sys.addaudithook(_refuse)
    _send(answers, {"ready": True})
    while line := sys.stdin.buffer.readline():
        order: Order = json.loads(line)
        _limit_size(order["memory_mb"])
        _limit_time(order["timeout_s"])
        data = sys.stdin.buffer.read(order["size"])
        if stream is not None and order["kind"] == "rows":
            for answer in stream(order):
                _send(answers, answer)
                _limit_time(order["timeout_s"])
        else:
            _send(answers, _answer(read, order, data))


def read_document(order: Order, data: bytes) -> Answer:
    """The text, marks and day of a story or source."""
    from extractor.readers.days import day_words
    from extractor.readers.formats import parse_bytes
    from extractor.readers.limits import Limits

    parsed = parse_bytes(
        data, order["name"], encoding=order["encoding"], limits=Limits(**order["limits"])
    )
    return {
        "text": parsed.text,
        "marks": [astuple(mark) for mark in parsed.marks],
        "published": day_words(parsed.published),
    }


def _answer(read: Read, order: Order, data: bytes) -> Answer:
    from extractor.errors import InputError

    try:
        answer = read(order, data)
        return answer | {"is_spent": _address_space_mb() > order["memory_mb"] / 2}
    except MemoryError:
        return {"error": "out of memory", "is_short": True}
    except InputError as error:
        cause = error.__cause__
        # libxml2 calls it "unknown error" when it gets no memory.
        is_short = isinstance(cause, MemoryError) or (
            cause is not None and _peak_mb() > order["memory_mb"] / 2
        )
        # What failed in an unforeseen way may have left its library in any state.
        return _refused(error) | {"is_short": is_short, "is_spent": cause is not None}


def _refused(error: InputError) -> Answer:
    return {"error": error.said, "option": error.option}


def read_rows(order: Order) -> Iterator[Answer]:
    """The stories of a file that holds many, one by one."""
    from extractor.errors import InputError
    from extractor.readers.days import day_from, day_words
    from extractor.readers.limits import Limits
    from extractor.readers.row_files import stories_of
    from extractor.readers.rows import StoryFields

    text, id, date, published = order["fields"]
    fields = StoryFields(text, id, date, day_from(published))
    limits = Limits(**order["limits"])
    try:
        stories = stories_of(order["path"], order["encoding"], limits, fields)
        for story in islice(stories, order["skip"], None):
            day = day_words(story.published)
            yield {"row": [story.number, story.text, story.identity, day, story.failure]}
    except InputError as error:
        is_short = isinstance(error.__cause__, MemoryError)
        yield _refused(error) | {"is_short": is_short, "is_spent": True}
    except MemoryError:
        yield {"error": "out of memory", "is_short": True}
    else:
        yield {"is_spent": _address_space_mb() > order["memory_mb"] / 2}


def _own_output() -> BinaryIO:
    """Standard output for answers only: what a library prints goes where errors go."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


def _send(answers: BinaryIO, answer: Answer) -> None:
    answers.write(json.dumps(answer).encode("ascii") + b"\n")
    answers.flush()


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


def _address_space_mb() -> float:
    """What of the limit is taken now; where the system does not say, the most that ever was."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            pages = int(file.read().split()[0])
    except (OSError, ValueError):
        return _peak_mb()
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


def _limit_size(memory_mb: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows, where the parent's time limit is all there is
        return
    memory = memory_mb * 1_000_000
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def _limit_time(timeout_s: float) -> None:
    """From now on; the parent looks at the clock, and this is for when it is gone."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = math.ceil(used.ru_utime + used.ru_stime + timeout_s) + 1
    _, hardest = resource.getrlimit(resource.RLIMIT_CPU)
    if hardest == resource.RLIM_INFINITY or seconds < hardest:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, hardest))


def _refuse(event: str, arguments: object) -> None:
    if event in _REFUSED:
        raise PermissionError(f"{event} has no place in reading a file")


if __name__ == "__main__":
    main(read_document, read_rows)
