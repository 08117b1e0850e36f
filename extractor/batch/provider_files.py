"""Files of a provider's batch: a call on each line out, an answer on each line back.

The format is OpenAI's, https://platform.openai.com/docs/api-reference/batch/request-input and
`request-output` beside it; `vllm run-batch` reads and writes the same. A call's `custom_id` is its
key in the run store.
"""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from pydantic import BaseModel, ValidationError

from extractor.errors import InputError

URL: Final = "/v1/chat/completions"

MOST_REQUESTS = 50_000
MOST_BYTES = 200_000_000
"""What OpenAI takes in one file."""


@dataclass(frozen=True, slots=True)
class Came:
    """What came back for one call."""

    key: str
    raw: str | None
    """The model's answer as it wrote it; none where there is none."""
    is_cut_off: bool = False
    """Whether it ran into `max_tokens`."""
    prompt_tokens: int = 0
    completion_tokens: int = 0
    status: int = 0
    """Of HTTP; 0 where the call was never made."""
    reason: str = ""
    """Why there is no answer, in the provider's words, on one line."""


def request_line(key: str, body: bytes) -> bytes:
    """One call as a line of a request file; `body` is its JSON."""
    head = json.dumps({"custom_id": key, "method": "POST", "url": URL})
    return head[:-1].encode() + b', "body": ' + body + b"}\n"


def fill_files(
    calls: Iterable[tuple[str, int]], most_requests: int, most_bytes: int
) -> Iterator[list[str]]:
    """Keys of calls, in order, as they go into files; each comes with the size of its body."""
    keys: list[str] = []
    total = 0
    for key, size in calls:
        size += len(request_line(key, b""))
        if keys and (len(keys) == most_requests or total + size > most_bytes):
            yield keys
            keys, total = [], 0
        keys.append(key)
        total += size
    if keys:
        yield keys


def request_paths(target: Path) -> Iterator[Path]:
    """Where request files go: `target`, then numbered beside it; or numbered in it, a folder."""
    is_file = target.suffix == ".jsonl"
    number = 0
    while True:
        number += 1
        if not is_file:
            yield target / f"requests-{number:05d}.jsonl"
        else:
            yield target if number == 1 else target.with_stem(f"{target.stem}-{number:05d}")


def sweep_requests(target: Path, written: Iterable[Path]) -> None:
    """Take away request files of an earlier round: what they ask has been answered."""
    folder, stem = (
        (target.parent, target.stem) if target.suffix == ".jsonl" else (target, "requests")
    )
    ours = re.compile(rf"{re.escape(stem)}-\d{{5}}\.jsonl")
    kept = set(written)
    stale = [path for path in folder.glob("*.jsonl") if ours.fullmatch(path.name)]
    for path in (*stale, target):
        if path not in kept and path.is_file():
            path.unlink()


class Responses:
    """The answers in a response file, line by line; what is none is left out and counted."""

    def __init__(self, name: str, lines: IO[bytes]) -> None:
        """`name` is what the notes call it; the file is read once, from its beginning."""
        self.name = name
        self.answers = 0
        """Lines that were answers, so far."""
        self._lines = lines
        self._requests = 0
        self._others = 0
        self._first: int | None = None
        """The first line that is no answer, counted from 1."""
        self._is_cut = False

    def __iter__(self) -> Iterator[Came]:
        """The answers."""
        for number, line in enumerate(self._lines, 1):
            came = read_line(line)
            if came is not None:
                self.answers += 1
                yield came
            elif line.removeprefix(BOM_UTF8).strip():
                is_request = _is_request(line)
                self._requests += is_request
                self._others += not is_request
                self._first = self._first or number
                self._is_cut = not line.endswith(b"\n") and not is_request

    def refuse_if_empty(self) -> None:
        """Refuse a file that held no answer, once it has been read.

        Raises:
            InputError: it did not.
        """
        if not self.answers:
            what = "the calls, not the answers to them"
            what = what if self._requests else "no answer of a batch"
            raise InputError(
                f"{self.name} holds {what}: give the file that the provider or `vllm run-batch -o` "
                "wrote"
            )

    def notes(self) -> Iterator[str]:
        """What was left out, in lines for people; whole once the file has been read."""
        if self._requests:
            yield f"{self.name}: {self._requests:,} lines are calls, not answers, and are left out"
        others = self._others - self._is_cut
        if others:
            yield (
                f"{self.name}: {others:,} lines are no answers of a batch, and are left out (the "
                f"first that is none: line {self._first:,})"
            )
        if self._is_cut:
            yield (
                f"{self.name}: the last line is cut off, and is left out; the {self.answers:,} "
                "answers before it are kept. Fetch the file again if it should be whole"
            )


class _Request(BaseModel):
    custom_id: str
    body: dict[str, object]


def _is_request(line: bytes) -> bool:
    """Whether a line that is no answer is a call."""
    try:
        _Request.model_validate_json(line.removeprefix(BOM_UTF8))
    except ValidationError:
        return False
    return True


class _Message(BaseModel):
    content: str | None = None


class _Choice(BaseModel):
    message: _Message = _Message()
    finish_reason: str | None = None


class _Usage(BaseModel):
    prompt_tokens: int = 0
    completion_tokens: int | None = 0


class _Body(BaseModel):
    choices: list[_Choice] = []
    usage: _Usage | None = None


class _Response(BaseModel):
    status_code: int = 200
    body: object = None


class _Line(BaseModel):
    custom_id: str
    response: _Response | None = None
    error: object = None


def read_line(line: bytes) -> Came | None:
    """One line of a response or error file; none where it is no such line."""
    try:
        # Editors, and tools that join files, put a byte order mark before a line.
        read = _Line.model_validate_json(line.removeprefix(BOM_UTF8))
    except ValidationError:
        return None
    response = read.response
    if not {"response", "error"} & read.model_fields_set:
        return None  # a call, or another program's line that also has an id
    if response is None or not 200 <= response.status_code < 300:
        status = response.status_code if response else _status_of(read.error)
        said = read.error or (response.body if response else None)
        return Came(read.custom_id, None, status=status, reason=_words_of(said))
    try:
        body = _Body.model_validate(response.body)
    except ValidationError:
        reason = "the line holds no chat completion"
        return Came(read.custom_id, None, status=response.status_code, reason=reason)
    choice = body.choices[0] if body.choices else _Choice()
    usage = body.usage or _Usage()
    return Came(
        read.custom_id,
        choice.message.content or "",
        choice.finish_reason == "length",
        usage.prompt_tokens,
        usage.completion_tokens or 0,
        response.status_code,
    )


def _status_of(error: object) -> int:
    """The status that a server writes as the code of an error; OpenAI's codes are words."""
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, int) else 0


def _words_of(said: object, longest: int = 200) -> str:
    """Code and sentence of an error in the shapes that servers use, on one line."""
    if isinstance(said, dict):
        inner = said.get("error")
        if isinstance(inner, dict | str):
            return _words_of(inner)
        parts = [said.get("code"), said.get("message") or said.get("detail")]
        said = ": ".join(str(part) for part in parts if part)
    line = " ".join(str(said or "no reason given").split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
