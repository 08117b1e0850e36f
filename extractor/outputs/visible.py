"""Text of a story made safe to show: nothing invisible, nothing that a screen would obey."""

from __future__ import annotations

import re

_UNSAFE = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f"  # controls, the escape character of terminals among them
    "\x80-\x9f"  # the same in eight bits: \x9b starts a terminal sequence
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # turn the direction of reading
    "\ufeff"
    "\ud800-\udfff"  # halves of characters, which no encoding can write
    "\ufdd0-\ufdef\ufffe\uffff"
    "]"
)
_UNSAFE_IN_LINE = re.compile(f"[\t\n\u2028\u2029]|{_UNSAFE.pattern}")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"\s+")


def visible(text: str) -> str:
    """The text with line ends as "\\n" and every other control character shown as a sign.

    A report's offsets do not fit what this returns: cut first, then make visible.
    """
    # Most pieces of a story are plain words; a page shows hundreds of thousands of them.
    if text.isprintable():
        return text
    return _UNSAFE.sub(_sign, _LINE_END.sub("\n", text))


def one_line(text: str) -> str:
    """The same on one line, each run of spaces and line ends made one space."""
    return _UNSAFE.sub(_sign, _SPACES.sub(" ", text).strip())


def shown(text: str) -> str:
    """Words from outside, a file's name or a server's message, for one line of a terminal: nothing
    in them is obeyed, and a line end or tab in them is a sign too, so that it is seen."""
    return text if text.isprintable() else _UNSAFE_IN_LINE.sub(_sign, text)


def shortened(text: str, length: int) -> str:
    """The same on one line of at most `length` characters, cut at a word if that is near."""
    # Collapsing 5 MB to show 80 characters would cost more than the rest of the line.
    line = one_line(text[: 8 * length])
    if len(line) <= length and len(text) <= 8 * length:
        return line
    line = line[: length - 1]
    head, space, _ = line.rpartition(" ")
    return (head if space and len(head) > length * 2 // 3 else line) + "…"


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    if code == 0xFEFF:
        return ""
    return f"⟨U+{code:04X}⟩"
