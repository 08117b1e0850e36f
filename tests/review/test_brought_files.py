"""What a file is by its bytes, which bytes of it are asked for, and when its words are said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.errors import InputError
from extractor.review.evidence_files import (
    LARGEST_ATTACHMENT,
    brought_evidence,
    brought_recording,
    size_words,
)
from extractor.review.ranges import UnsatisfiableError, wanted_bytes
from extractor.review.refusals import TooLargeError, WrongKindError
from extractor.review.sniffing import OPAQUE, audio_type, evidence_type
from extractor.review.time_codes import TimeCodes, seconds_of, time_code
from review.brought import PDF, PNG, pieces, sound

MP3 = b"\xff\xfb\x90\x00"
"""The head of a frame of 417 bytes: MPEG-1, layer III, 128 kbit/s, 44.1 kHz."""
AAC = b"\xff\xf1\x50\x80\x02\x1f\xfc"
"""The head of an ADTS frame of 16 bytes."""


def box(kind: bytes, handler: bytes) -> bytes:
    """An MP4 file with a track of this kind."""
    return b"\0\0\0\x18ftyp" + kind + b"\0" * 12 + b"\0\0\0\x20hdlr" + b"\0" * 8 + handler


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (sound(1), "audio/wav"),
        (pieces(b"fLaC\0\0\0\x22"), "audio/flac"),
        (pieces(b"OggS\0\x02" + b"\0" * 22, b"OpusHead\x01"), "audio/ogg"),
        (pieces(b"\x1aE\xdf\xa3\x9fB\x82\x84webm", b"\x86\x86A_OPUS"), "audio/webm"),
        (box(b"M4A ", b"soun"), "audio/mp4"),
        ((MP3 + b"\0" * 413) * 3, "audio/mpeg"),
        (b"ID3\x04\0\0\0\0\0\x0a" + b"\1" * 10 + (MP3 + b"\0" * 413) * 2, "audio/mpeg"),
        ((AAC + b"\1" * 9) * 3, "audio/aac"),
        # what is no sound, or more than sound
        (pieces(b"RIFF\0\0\0\0AVI "), None),
        (pieces(b"OggS\0\x02", b"\x80theora", b"\x01vorbis"), None),
        (pieces(b"\x1aE\xdf\xa3\x9fB\x82\x84webm", b"A_OPUS", b"V_VP9"), None),
        (box(b"isom", b"soun") + box(b"isom", b"vide"), None),
        (pieces(b"ID3\x04\0\0\0\0\0\x0a", b"<script>alert(1)</script>"), None),
        (pieces(b"ID3\x04\0\0\xff\xff\xff\xff"), None),
        (MP3 + b"<html>" * 200, None),
        (b"<html><audio src=x></audio>", None),
        (b"MZ\x90\0", None),
        (PDF, None),
        (b"\xff", None),
        (b"", None),
    ],
)
def test_sound_is_told_by_its_bytes(data: bytes, kind: str | None) -> None:
    """Sound that browsers play is told from films, pages and programs, whatever its name."""
    assert audio_type(data) == kind


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PDF, "application/pdf"),
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", OPAQUE),
        (b"<!doctype html><script>alert(1)</script>", OPAQUE),
        (b"From: port@example\r\n\r\nHello", OPAQUE),
    ],
)
def test_what_could_run_is_nothing_but_bytes(data: bytes, kind: str) -> None:
    """Pictures and PDFs have a type of their own; all else has one that no browser looks into."""
    assert evidence_type(data) == kind


@given(st.binary(max_size=200))
def test_no_bytes_trouble_whoever_looks(data: bytes) -> None:
    """Any bytes are told apart, or are nothing that is known."""
    assert (audio_type(data) or "audio/x").startswith("audio/")
    for head in (b"ID3", b"\xff\xfb", b"\xff\xf1", b"OggS", b"\x1aE\xdf\xa3", b"\0\0\0\x18ftyp"):
        audio_type(head + data)
    assert evidence_type(data)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("letter.pdf", "letter.pdf"),
        ("C:\\Users\\mw\\letter.pdf", "letter.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\u202efdp.exe", "a⟨U+202E⟩fdp.exe"),
        ("a\r\nSet-Cookie: x", "a Set-Cookie: x"),
        ("\ud800", "file"),
        ("", "file"),
        ("x" * 400 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_name_is_only_a_word_to_show(given: str, kept: str) -> None:
    """Of a name its last part stays, on one line, its end rather than its beginning."""
    assert brought_evidence(PDF, given).name == kept


def test_files_that_are_not_taken_are_refused_in_one_line() -> None:
    """Nothing, too much, and no sound: each is said with the file's name and what to do."""
    with pytest.raises(InputError, match=r"'a.pdf' is empty: choose the file again"):
        brought_evidence(b"", "a.pdf")
    with pytest.raises(TooLargeError, match=r"'a.pdf' has 10,000,001 bytes, .*: make it smaller"):
        brought_evidence(b"x" * (LARGEST_ATTACHMENT + 1), "a.pdf")
    with pytest.raises(WrongKindError, match=r"'a.mp3' is no audio file .*: give MP3, M4A, WAV"):
        brought_recording(b"<html>", "a.mp3")


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        (None, None),
        ("bytes=0-", (0, 100)),
        ("bytes=0-0", (0, 1)),
        ("Bytes= 10-19 ", (10, 20)),
        ("bytes=90-500", (90, 100)),
        ("bytes=-10", (90, 100)),
        ("bytes=-500", (0, 100)),
        # what is no one range is answered with the whole
        ("bytes=0-1,5-6", None),
        ("bytes=9-5", None),
        ("bytes=-", None),
        ("bytes=a-b", None),
        ("lines=0-1", None),
        ("bytes=0-" + "9" * 40, None),
    ],
)
def test_range_is_read_as_the_standard_has_it(
    header: str | None, wanted: tuple[int, int] | None
) -> None:
    """First and last byte, from a byte on, or the last so many; everything else is the whole."""
    assert wanted_bytes(header, 100) == wanted


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=500-600", "bytes=-0"])
def test_range_behind_the_end_is_refused(header: str) -> None:
    """Who asks for what is not there is told how much there is."""
    with pytest.raises(UnsatisfiableError) as refused:
        wanted_bytes(header, 100)
    assert (refused.value.size, refused.value.status) == (100, 416)


@given(st.text("0123456789-=, bytes", max_size=20), st.integers(1, 1_000))
def test_range_is_never_outside_of_the_file(words: str, size: int) -> None:
    """Whatever is asked for, what is sent is some of the file."""
    try:
        wanted = wanted_bytes(f"bytes={words}", size)
    except UnsatisfiableError:
        return
    assert wanted is None or 0 <= wanted[0] < wanted[1] <= size


@pytest.mark.parametrize(
    ("code", "seconds"),
    [
        ("00:01:10", 70),
        ("1:10", 70),
        ("01:02:33.5", 3753.5),
        ("00:00:12,500", 12.5),
        ("noon", None),
        ("12", None),
    ],
)
def test_time_codes_are_seconds(code: str, seconds: float | None) -> None:
    """A time code in any usual form is a number of seconds."""
    assert seconds_of(code) == seconds
    if seconds is not None:
        assert seconds_of(time_code(seconds)) == int(seconds)


def test_times_of_a_typed_transcript_begin_its_lines() -> None:
    """A time before each turn gives the time of what is said in it; a score in a line is none."""
    text = (
        "[0:05] AB: It fell.\nAll at once.\n0:20 CD: It was 3:1 at half-time.\n(1:02:00) AB: Yes."
    )
    times = TimeCodes(text, [])
    assert times.at(text.index("It fell")) == 5
    assert times.at(text.index("All at")) == 5
    assert times.at(text.index("3:1")) == 20
    assert times.at(text.index("Yes")) == 3720
    assert not TimeCodes("At 10:30 the crane fell.\nAt 9:15 it had stood.", [])
    assert not TimeCodes("20:05 it fell\n19:30 it stood", [])


@pytest.mark.parametrize(
    ("size", "words"),
    [(10, "10 bytes"), (999_499, "999 kB"), (999_500, "1 MB"), (30_000_000, "30 MB")],
)
def test_sizes_are_for_people(size: int, words: str) -> None:
    """A size is given in the unit that makes it short."""
    assert size_words(size) == words
