"""Files that editors bring to a desk, made here."""

from __future__ import annotations

import math
import wave
from io import BytesIO

PDF = b"%PDF-1.4\n% a letter from the port\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40

TRANSCRIPT = """\
1
00:00:02,000 --> 00:00:06,000
We heard a crack and ran, said Piet Lund, a docker.

2
00:00:12,500 --> 00:00:16,000
The port has 18 cranes, and all of them are old.

3
00:00:25,000 --> 00:00:30,000
The crane came down on Monday, before noon.
"""
"""An interview as a `.srt` file."""


def sound(seconds: int = 40, rate: int = 8_000) -> bytes:
    """A hum, as a WAV file."""
    file = BytesIO()
    with wave.open(file, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(1)
        made.setframerate(rate)
        made.writeframes(bytes(128 + int(20 * math.sin(n / 4)) for n in range(seconds * rate)))
    return file.getvalue()


def pieces(*parts: bytes) -> bytes:
    """The parts, with room behind them for whatever looks on."""
    return b"".join(parts) + b"\0" * 600
