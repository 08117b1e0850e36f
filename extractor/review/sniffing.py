"""What a file is by its own bytes; neither its name nor what a browser says of it counts."""

from __future__ import annotations

import re

OPAQUE = "application/octet-stream"
"""What a file is served as that no browser is to look into."""

_HEAD = 4_096

_SHOWN = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
)

_HANDLER = re.compile(rb"hdlr.{8}(.{4})", re.DOTALL)
_CODECS = {b"A_OPUS", b"A_VORBIS", b"A_AAC", b"A_PCM/INT/LIT", b"A_FLAC"}
_OGG = (b"OpusHead", b"\x01vorbis", b"\x7fFLAC", b"Speex   ")


def evidence_type(data: bytes) -> str:
    """The media type of an image or a PDF; of everything else `OPAQUE`."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for start, kind in _SHOWN if data.startswith(start)), OPAQUE)


def audio_type(data: bytes) -> str | None:
    """The media type of sound that browsers play; none for anything else, videos too."""
    head = data[:_HEAD]
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "audio/wav"
    if head.startswith(b"fLaC"):
        return "audio/flac"
    if head.startswith(b"OggS"):
        is_sound = any(name in head for name in _OGG) and b"theora" not in head
        return "audio/ogg" if is_sound else None
    if head.startswith(b"\x1aE\xdf\xa3"):
        is_sound = any(name in head for name in _CODECS) and b"V_" not in head
        return "audio/webm" if b"webm" in head and is_sound else None
    if head[4:8] == b"ftyp":
        handlers = set(_HANDLER.findall(data))
        return "audio/mp4" if b"soun" in handlers and b"vide" not in handlers else None
    if _is_adts(data):
        return "audio/aac"
    return "audio/mpeg" if _is_mpeg(data) else None


def _is_mpeg(data: bytes) -> bool:
    """Whether MPEG frames of sound come first, or behind what an ID3 tag says its length is."""
    at = 0
    while data[at : at + 3] == b"ID3" and len(data) >= at + 10:
        size = data[at + 6 : at + 10]
        if any(byte & 0x80 for byte in size):
            return False
        at += 10 + (size[0] << 21 | size[1] << 14 | size[2] << 7 | size[3])
    while data[at : at + 1] == b"\0" and at < len(data):  # padding behind a tag
        at += 1
    length = _mpeg_frame(data, at)
    return bool(length) and (at + length >= len(data) or bool(_mpeg_frame(data, at + length)))


_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
_BITS = {
    (True, 3): (32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    (True, 2): (32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (True, 1): (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (False, 3): (32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    (False, 2): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    (False, 1): (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""Kilobits a second, by whether it is MPEG-1 and by the code of the layer."""


def _mpeg_frame(data: bytes, at: int) -> int:
    """The length of the frame of sound that begins here; 0 where none does."""
    head = data[at : at + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return 0
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bits, rate = head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or layer == 0 or bits in (0, 15) or rate == 3:
        return 0
    is_first = version == 3
    speed = _BITS[is_first, layer][bits - 1] * 1_000
    hertz, padding = _RATES[version][rate], head[2] >> 1 & 1
    if layer == 3:
        return (12 * speed // hertz + padding) * 4
    samples = 144 if is_first or layer == 2 else 72
    return samples * speed // hertz + padding


def _is_adts(data: bytes) -> bool:
    """Whether AAC frames come first, two in a row where there is room for them."""
    length = _adts_frame(data, 0)
    return bool(length) and (length >= len(data) or bool(_adts_frame(data, length)))


def _adts_frame(data: bytes, at: int) -> int:
    head = data[at : at + 7]
    if len(head) < 7 or head[0] != 0xFF or head[1] & 0xF6 != 0xF0 or head[2] >> 2 & 15 > 12:
        return 0
    length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
    return length if length >= 7 else 0
