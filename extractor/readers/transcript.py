"""Subtitles and transcripts: what is said in reading order, each cue with its time."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from extractor.errors import InputError
from extractor.readers.formats import Source
from extractor.readers.parsed import Builder, Parsed, one_line
from extractor.readers.plain import decode

PAUSE_S = 4.0
"""A silence as long as this begins a paragraph: within a sentence cues follow closely."""

_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
_TIMING = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}(?:\s.*)?")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^<>]*)>")
_STAMP = re.compile(r"<(?:\d+:)?\d{2}:\d{2}[.,]\d{1,3}>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|\{\\[^{}]{0,200}\}")
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_TURN = re.compile(r"(?:-|–|—|>>+)\s*(?=\S)")


@dataclass(slots=True)
class Cue:
    """One cue: when it is shown, in seconds, and its lines as they are in the file."""

    start_s: float
    end_s: float
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Piece:
    """What one voice says within a cue."""

    speaker: str | None
    text: str
    is_turn: bool
    """Whether a dash or ">>" says that somebody else begins to speak."""


def parse(data: bytes, source: Source) -> Parsed:
    """The cues' texts; a new speaker, a dash, or a pause begins a paragraph.

    `<v Name>` becomes "Name: " where the speaker changes. In captions that roll, each line is given
    once although two cues show it.

    Raises:
        InputError: the bytes are no text, or there is no cue with a time.
    """
    decoded = decode(data, source.name, source.encoding)
    cues = read_cues(decoded.text, source.name)
    if not cues:
        raise InputError(
            f"{source.name} has no cue with a time (00:00:01,000 --> 00:00:02,000): "
            "save it as .txt if it is plain text"
        )
    builder = source.builder()
    builder.marks.extend(decoded.marks)
    return _joined(_unrolled(cues), builder)


def read_cues(text: str, name: str = "the transcript") -> list[Cue]:
    """Every cue in the file's order; a blank line inside a cue does not end it.

    Raises:
        InputError: there is text before the first cue.
    """
    cues: list[Cue] = []
    text = text.removeprefix("\ufeff")
    is_webvtt = text.startswith("WEBVTT")
    for position, block in enumerate(_blocks(text)):
        is_aside = is_webvtt and (position == 0 or _ASIDE.match(block[0]))
        timed = [at for at, line in enumerate(block) if _TIMING.fullmatch(line)]
        # The line before a time is the cue's number or name.
        before = block[: max(timed[0] - 1, 0)] if timed else block
        if before and not is_aside:
            if not cues:
                raise InputError(f"{name} has text before its first time code: {before[0][:60]!r}")
            cues[-1].lines.extend(before)
        for at, following in pairwise([*timed, len(block)]):
            times = _TIMING.fullmatch(block[at])
            assert times
            lines = block[at + 1 : following]
            if following < len(block) and lines and lines[-1].strip().isdecimal():
                lines.pop()
            cues.append(Cue(_seconds(times.groups()[:4]), _seconds(times.groups()[4:]), lines))
    return cues


def time_code(seconds: float) -> str:
    """Whole seconds as hours, minutes and seconds: 83.9 is "00:01:23"."""
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def _blocks(text: str) -> Iterator[list[str]]:
    """Runs of lines between blank ones."""
    block: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = parts
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return whole + int((fraction or "0").ljust(3, "0")) / 1000


def _unrolled(cues: list[Cue]) -> list[Cue]:
    """The same with each line of rolling captions once; only files with times inside lines roll."""
    if not any(_STAMP.search(line) for cue in cues for line in cue.lines):
        return cues
    before: list[str] = []
    unrolled = []
    for cue in cues:
        lines = [line for line in (_clean(line) for line in cue.lines) if line]
        shared = next(
            (n for n in range(min(len(before), len(lines)), 0, -1) if before[-n:] == lines[:n]), 0
        )
        unrolled.append(Cue(cue.start_s, cue.end_s, lines[shared:]))
        before = lines or before
    return unrolled


def _joined(cues: list[Cue], builder: Builder) -> Parsed:
    voice: str | None = None
    previous_end = 0.0
    for cue in cues:
        pieces = list(_pieces(cue))
        begin = None
        for position, piece in enumerate(pieces):
            is_new_voice = piece.speaker is not None and piece.speaker != voice
            is_pause = position == 0 and cue.start_s - previous_end >= PAUSE_S
            builder.part_with("\n\n" if is_new_voice or piece.is_turn or is_pause else " ")
            start = builder.length
            if is_new_voice:
                builder.add(f"{piece.speaker}: ")
                voice = piece.speaker
            builder.add(piece.text)
            begin = start if begin is None else begin
        if begin is not None:
            builder.mark(begin, builder.length, "time", time_code(cue.start_s))
            previous_end = cue.end_s
    return builder.finished()


def _pieces(cue: Cue) -> Iterator[_Piece]:
    """What is said in a cue, parted where another voice begins."""
    parts = _VOICE.split("\n".join(cue.lines))
    speakers = [None, *(one_line(html.unescape(name)) or None for name in parts[1::2])]
    for speaker, said in zip(speakers, parts[0::2], strict=True):
        run: list[str] = []
        is_turn = False
        for line in said.split("\n"):
            clean = _clean(line)
            turn = _TURN.match(clean)
            if turn:
                if run:
                    yield _Piece(speaker, " ".join(run), is_turn)
                run, is_turn = [], True
                clean = clean[turn.end() :]
            if clean:
                run.append(clean)
        if run:
            yield _Piece(speaker, " ".join(run), is_turn)


def _clean(line: str) -> str:
    """A line without markup."""
    return one_line(html.unescape(_TAG.sub("", _STAMP.sub("", line))))
