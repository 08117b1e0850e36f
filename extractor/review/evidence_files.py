"""Files that editors bring as evidence, as they go over the border: what they are, never where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from extractor.errors import InputError
from extractor.outputs.visible import one_line
from extractor.review.refusals import TooLargeError, WrongKindError
from extractor.review.sniffing import audio_type, evidence_type
from extractor.schemas.record import Record

LARGEST_ATTACHMENT = 10_000_000
"""Bytes of one file beside a sign-off: a screenshot, a scan, an e-mail."""
MOST_ATTACHMENTS = 10
"""Of one sign-off."""
LARGEST_RECORDING = 30_000_000
"""Bytes of the audio beside a transcript: an hour of speech at 64 kbit/s."""

_LONGEST_NAME = 200


class AttachmentView(Record):
    """A file that is attached to a sign-off."""

    id: int
    name: str
    media_type: str
    """By its content."""
    size: int
    """Bytes."""
    digest: str
    """SHA-256, in hexadecimal: whether a file is this one can be told by it."""
    added_by: str
    added_at: datetime


class RecordingView(Record):
    """The audio file beside a transcript."""

    name: str
    media_type: str
    size: int
    digest: str
    added_by: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that was brought, looked at."""

    name: str
    media_type: str
    data: bytes

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal."""
        return sha256(self.data).hexdigest()


def brought_evidence(data: bytes, name: str) -> Brought:
    """A file to attach to a sign-off.

    Raises:
        InputError: it is empty.
        TooLargeError: it is too large.
    """
    name = _name(name, "file")
    _check(data, name, LARGEST_ATTACHMENT)
    return Brought(name, evidence_type(data), data)


def brought_recording(data: bytes, name: str) -> Brought:
    """An audio file to put beside a transcript.

    Raises:
        InputError: it is empty.
        TooLargeError: it is too large.
        WrongKindError: it is no sound that browsers play.
    """
    name = _name(name, "recording")
    _check(data, name, LARGEST_RECORDING)
    kind = audio_type(data)
    if kind is None:
        raise WrongKindError(
            f"{name!r} is no audio file that browsers play: give MP3, M4A, WAV, Ogg, WebM, FLAC or "
            "AAC, without pictures"
        )
    return Brought(name, kind, data)


def size_words(size: int) -> str:
    """How large a file is, for people: "340 kB", "1.2 MB"."""
    if size < 1_000:
        return f"{size} bytes"
    if size < 999_500:
        return f"{size / 1_000:.0f} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".0 MB", " MB")


def _check(data: bytes, name: str, largest: int) -> None:
    if not data:
        raise InputError(f"{name!r} is empty: choose the file again")
    if len(data) > largest:
        raise TooLargeError(
            f"{name!r} has {len(data):,} bytes, and the desk keeps files of up to {largest:,}: "
            "make it smaller, or note where it is kept"
        )


def _name(name: str, default: str) -> str:
    """A file's name, only ever a word to show: no path is made of it."""
    last = one_line(name.replace("\\", "/").rpartition("/")[2]).replace("\ufffd", "")
    return last[-_LONGEST_NAME:].strip() or default
