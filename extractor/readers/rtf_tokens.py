"""RTF as a row of tokens: groups, control words, symbols, bytes of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

_TOKEN = re.compile(
    rb"(?P<open>\{)|(?P<close>\})"
    rb"|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<symbol>[^a-zA-Z])"
    rb"|[\r\n\x00]+"
    rb"|(?P<text>[^\\{}\r\n\x00]+)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token."""

    kind: Literal["open", "close", "word", "symbol", "text"]
    word: str = ""
    """The control word or symbol, without its backslash."""
    number: int | None = None
    """What stands behind a control word."""
    data: bytes = b""
    """Bytes of text in whatever encoding is in force."""


def tokens(data: bytes) -> Iterator[Token]:
    """Every token of an RTF file; what is behind a lone backslash at its end is no token.

    The bytes of pictures that follow \\bin are passed over.
    """
    at = 0
    while match := _TOKEN.match(data, at):
        at = match.end()
        kind = match.lastgroup if match.lastgroup != "number" else "word"
        if kind == "word":
            number = int(match["number"]) if match["number"] else None
            word = match["word"].decode("ascii")
            if word == "bin":
                at += max(number or 0, 0)
                continue
            yield Token("word", word, number)
        elif kind == "hex":
            yield Token("text", data=bytes.fromhex(match["hex"].decode("ascii")))
        elif kind == "symbol":
            yield Token("symbol", match["symbol"].decode("latin-1"))
        elif kind == "text":
            yield Token("text", data=match["text"])
        elif kind == "open":
            yield Token("open")
        elif kind == "close":
            yield Token("close")
