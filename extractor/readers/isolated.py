"""Files from strangers, parsed in a process of their own with little time and memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from datetime import date
from typing import Any

from extractor.errors import InputError
from extractor.readers.formats import check_suffix
from extractor.readers.limits import Limits, check_size
from extractor.readers.parsed import Parsed
from extractor.schemas.document import Mark

_KEPT = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP")
"""What the child is told of the environment: no keys, no proxies."""

_CHILD = "extractor.readers.isolated_child"


def parse_isolated(
    data: bytes,
    name: str,
    *,
    timeout_s: float,
    memory_mb: int,
    encoding: str | None = None,
    limits: Limits | None = None,
) -> Parsed:
    """The same as `parse_bytes`, from a child process that is ended when it takes too much.

    The child can write no file, reach no network and start no program. Where the system has no
    resource limits (Windows) only the time is limited.

    Raises:
        InputError: as `parse_bytes`, or it took too long or too much memory.
    """
    limits = limits or Limits()
    check_suffix(name)
    check_size(len(data), name, limits)
    order = {"encoding": encoding, "limits": asdict(limits)}
    answer = answer_of(_CHILD, data, name, order, timeout_s=timeout_s, memory_mb=memory_mb)
    marks = tuple(Mark(*values) for values in answer["marks"])
    day = answer["published"]
    return Parsed(answer["text"], marks, date.fromisoformat(day) if day else None)


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
    order = {**order, "name": name, "timeout_s": timeout_s, "memory_mb": memory_mb}
    environment = {key: os.environ[key] for key in _KEPT if key in os.environ}
    environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    # -P keeps the working folder out of the path: files in it are the user's, not ours.
    command = [sys.executable, "-P", "-m", child]
    try:
        done = subprocess.run(
            command,
            input=json.dumps(order).encode("ascii") + b"\n" + data,
            capture_output=True,
            timeout=timeout_s,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise InputError(f"{name} took longer than {timeout_s:g} s to read: split it") from None
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        # Ended by the system, the child leaves no answer or half of one.
        raise InputError(
            f"{name} could not be read with {memory_mb} MB of memory in {timeout_s:g} s: split it"
        ) from error
    if "error" in answer:
        raise InputError(answer["error"], option=answer["option"])
    return answer
