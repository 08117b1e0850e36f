"""A text folded for reading, with the way back to its own characters.

White space, line breaks inside a sentence, typographic apostrophes and dashes, full-width forms and
ligatures, soft hyphens, HTML entities, inline tags and Markdown marks are written one way; web and
e-mail addresses and file names are one character each, and quotation marks are left out: a
quantity is the same inside them. `Folded.source` gives every place back in the offsets of the text
that came in.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Container, Iterator
from dataclasses import dataclass
from typing import Literal

from extractor.scanning.wrapping import LineWidths, is_full

ADDRESS = "\ue000"
"""What stands for an address or a file name: nothing in it is read."""

_SAME = {
    "\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n",
    "\t": " ", "\u0130": "I",  # the one letter whose lower case is longer
    "\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u201b": "'", "\u2032": "'", "\u2033": '"',
    "\u2010": "-", "\u2011": "-", "\u2212": "-", "\ufe63": "-", "\u2012": "–", "\u2015": "—",
    "\u2044": "/", "\u2215": "/", "\u066b": ".", "\u066c": ",",
}  # fmt: skip
_SAME |= {chr(code): " " for code in (*range(0x2000, 0x200B), 0xA0, 0x202F, 0x205F, 0x3000)}
_SAME |= {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFF01, 0xFF5F)} | {
    "\uffe0": "¢",
    "\uffe1": "£",
    "\uffe5": "¥",
    "\uffe6": "₩",
}
_SAME |= {
    chr(code): str(unicodedata.digit(chr(code)))
    for code in (*range(0x660, 0x66A), *range(0x6F0, 0x6FA), *range(0x966, 0x970))
}
_ODD = frozenset(_SAME)
"""Characters that stand for another one; each pair has equal length, so offsets hold."""
_MAY_BE_ODD = re.compile(r"[^\x00-\x08\n\x0e-\x7f]")
"""What is worth a look: all that is not plain ASCII, and other white space than " " and "\\n"."""

_LIGATURES = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_GONE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"
_THIN = "\u202f\u2009\u00a0\u2007"
# Digits grouped by a space that does not break; a plain space may part two numbers.
_THIN_GROUP = re.compile(rf"[{_THIN}](?=[0-9]{{3}}(?![0-9]))(?<=[0-9].)")

_MIDDLE_POINTS = "\u00b7\u22c5"
_MIDDLE_POINT = re.compile(f"(?<=[0-9])[{_MIDDLE_POINTS}](?=[0-9])")
"""The decimal point of older British print: "5·6 million"."""
MINUS = "\ue001"
"""What stands for a sign that is a minus and no dash, and that a space parts from its number."""
_SPACED_MINUS = re.compile("\u2212(?<![0-9] \u2212)(?= [0-9$£€])")
_TAG = (
    r"</?(?:b|i|em|strong|span|a|p|br|sup|sub|u|mark|small|font|abbr|time)"
    r"(?:[ \n][^<>\n]{0,400})?/?>"
)
_ADDRESS_SIGNS = (
    ("://", re.compile(r"://(?=[^\s<>\"“”])")),
    ("/", re.compile(r"\.(?<=[a-z][a-z0-9]\.)[a-z]{2,6}(?::[0-9]{2,5})?/(?=[\w?#%~])")),
    ("%", re.compile(r"%(?<=\w%)(?:[2-7][0-9A-Fa-f]|[C-Ec-e][0-9A-Fa-f])(?=[\w%])")),
    ("www.", re.compile(r"www\.[a-zA-Z0-9]")),
    ("@", re.compile(r"@(?=[A-Za-z0-9-]{1,63}\.[A-Za-z0-9])")),
    (
        ".",
        re.compile(
            r"\.(?:(?:pdf|docx?|xlsx?|csv|json|txt|html?|jpe?g|png|gif|zip|mp[34])(?![\w-])"
            r"|[0-9]{1,3}\.[0-9]{1,3}\.[0-9]{1,3}(?![\w.]*[0-9]))"
        ),
    ),
)
"""By what an address or a file name is known. Each begins with a fixed sign, so that the search
skips; what stands before it is looked for only then."""
_OUTSIDE = frozenset(" \n<>\"“”'()[],;|")
"""What no address holds, looking left of its sign."""
_LONGEST = 80
_ADDRESS_END = re.compile(r"[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]']|")

_Kind = Literal["gone", "spaces", "line", "address", "entity", "mark", "ligature", "quote"]

_CHANGES: tuple[tuple[_Kind, tuple[str, ...], re.Pattern[str]], ...] = (
    *(("address", (sign,), pattern) for sign, pattern in _ADDRESS_SIGNS),
    ("entity", ("&",), re.compile("&(?:[a-zA-Z][a-zA-Z0-9]{1,7}|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});")),
    ("gone", ("<",), re.compile(_TAG, re.IGNORECASE)),
    ("gone", tuple(_GONE), re.compile(f"[{_GONE}]+")),
    ("mark", ("*", "_"), re.compile(r"\*{1,3}|_{1,3}")),
    ("quote", ('"', "“", "”", "„", "«", "»"), re.compile('["“”„«»]')),
    ("spaces", ("  ",), re.compile(" {2,}")),
    ("line", ("\n",), re.compile(r"\n(?:(?<=\S\n)|(?<=\S \n)) *(?=\S)")),
    ("ligature", tuple(_LIGATURES), re.compile(f"[{''.join(_LIGATURES)}]")),
)
"""What may change the length of a text: its kind, a sign without which it cannot be there, and
how it is written. Earlier rows win where two overlap."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text folded for reading."""

    text: str
    """What is read; capitals kept."""
    low: str
    """The same in small letters, as long as `text`."""
    starts: tuple[int, ...] = ()
    """Where each unbroken stretch of `text` begins; empty where every offset is the source's."""
    sources: tuple[int, ...] = ()
    """Where that stretch begins in the source."""
    ends: tuple[int, ...] = ()
    """Where it ends in the source."""

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]`, which must not be empty, stands in the source."""
        if not self.starts:
            return start, end
        first = bisect_right(self.starts, start) - 1
        begin = self.sources[first] + min(start - self.starts[first], self._length(first) - 1)
        last = bisect_right(self.starts, end - 1) - 1
        if end >= self.starts[last] + self._stretch(last):
            return begin, self.ends[last]
        return begin, self.sources[last] + end - self.starts[last]

    def _stretch(self, number: int) -> int:
        following = number + 1
        border = self.starts[following] if following < len(self.starts) else len(self.text)
        return border - self.starts[number]

    def _length(self, number: int) -> int:
        return max(1, self.ends[number] - self.sources[number])


def fold(
    text: str, words: Container[str] = frozenset(), names: Container[str] = frozenset()
) -> Folded:
    """The text folded for reading.

    Of a hyphen at a line's end is not known whether it belongs to the word; it goes where the word
    without it is one of `words`, in small letters. A line may go on with one of `names`, though
    those are written with a capital: months and weekdays.
    """
    case = _same_length(text)
    edits = _edits(case, words, names)
    if not edits:
        return Folded(case, case.lower())
    pieces: list[str] = []
    starts: list[int] = []
    sources: list[int] = []
    ends: list[int] = []
    length = done = 0
    for start, end, put in (*edits, (len(case), len(case), "")):
        for piece, begin, stop in ((case[done:start], done, start), (put, start, end)):
            if piece:
                pieces.append(piece)
                starts.append(length)
                sources.append(begin)
                ends.append(stop)
                length += len(piece)
        done = end
    case = "".join(pieces)
    return Folded(case, case.lower(), tuple(starts), tuple(sources), tuple(ends))


def _same_length(text: str) -> str:
    """The text with all changes that keep every offset."""
    odd = set(_MAY_BE_ODD.findall(text))
    if not odd:
        return text
    if not odd.isdisjoint(_THIN):
        text = _THIN_GROUP.sub("'", text)
    if "\r" in odd:
        text = text.replace("\r\n", " \n")
    if not odd.isdisjoint(_MIDDLE_POINTS):
        text = _MIDDLE_POINT.sub(".", text)
    if "\u2212" in odd:
        text = _SPACED_MINUS.sub(MINUS, text)
    return _same(text, odd)


def _same(text: str, odd: Collection[str]) -> str:
    """The text with each of some characters written as the one that it stands for."""
    # Far faster than `translate`: few of them are in a text.
    for sign in _ODD.intersection(odd):
        text = text.replace(sign, _SAME[sign])
    return text


def _edits(case: str, words: Container[str], names: Container[str]) -> list[tuple[int, int, str]]:
    """What changes length, in reading order and without overlap: start, end, what stands there."""
    found: list[tuple[int, int, int, str]] = []
    for rank, (kind, signs, pattern) in enumerate(_CHANGES):
        if not any(sign in case for sign in signs):
            continue
        widths = LineWidths(case)
        for change in pattern.finditer(case):
            start, end = change.span()
            if kind == "line" and case[start - 1] == " ":
                start -= 1
            put = (
                _line(case, start, end, names, widths)
                if kind == "line"
                else _put(kind, case, start, end)
            )
            if put == "" and kind == "line" and _is_broken(case, start, end, words):
                start -= 1
            if put is not None:
                if kind == "address":
                    start, end = _address(case, start, end)
                found.append((start, rank, end, put))
    if len(found) < 2:
        return [(start, end, put) for start, _, end, put in found]
    found.sort()
    edits: list[tuple[int, int, str]] = []
    done = 0
    for start, _, end, put in found:
        if start >= done:
            edits.append((start, end, put))
            done = end
    return edits


def _address(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole address around the sign by which it is known."""
    first = max(0, start - _LONGEST)
    while start > first and text[start - 1] not in _OUTSIDE:
        start -= 1
    stop = _ADDRESS_END.match(text, end)
    return start, stop.end() if stop is not None and text[end - 1] != "." else end


def _put(kind: _Kind, text: str, start: int, end: int) -> str | None:
    """What stands for a change; none where the characters stay."""
    match kind:
        case "gone":
            return ""
        case "spaces":
            # Columns of figures are parted by spaces: two of them are no group of one number.
            is_column = text[start - 1 : start].isdecimal() and text[end : end + 1].isdecimal()
            return None if is_column else " "
        case "address":
            return ADDRESS
        case "entity":
            put = html.unescape(text[start:end])
            return None if put == text[start:end] else _same(put, put).strip(_GONE)
        case "mark":
            return "" if _is_emphasis(text, start, end) else None
        case "quote":
            return None if _is_inch(text, start) else ""
        case "ligature" | "line":
            return _LIGATURES[text[start:end]]


_LINE = 400
"""Characters of a line before a mark that are looked at for the marks that open."""


def _is_inch(text: str, start: int) -> bool:
    """Whether a mark behind a digit may stand for inches: on its line none is open."""
    if not text[start - 1 : start].isdecimal():
        # '10 " long': a mark that opens or closes a quotation touches a word
        is_free = text[start - 1 : start] == " " and text[start - 2 : start - 1].isdecimal()
        if not is_free or text[start] != '"' or text[start + 1 : start + 2] not in _BEHIND_INCH:
            return False
    line = text[max(0, start - _LINE) : start]
    line = line[line.rfind("\n") + 1 :]
    if text[start] == "”":
        return line.count("“") <= line.count("”")
    return text[start] == '"' and len(_OPENING.findall(line)) % 2 == 0


_BEHIND_INCH = ("", " ", ".", "\n", "\r")
_OPENING = re.compile('(?<![0-9])"')
_LETTERS_BEFORE = re.compile(r"[^\W\d_]+$")
_LETTERS_BEHIND = re.compile(r"[^\W\d_]+")


def _is_broken(text: str, start: int, end: int, words: Container[str]) -> bool:
    """Whether the hyphen at a line's end breaks a known word in two."""
    if text[start - 1] != "-":
        return False
    before = _LETTERS_BEFORE.search(text, max(0, start - 20), start - 1)
    behind = _LETTERS_BEHIND.match(text, end)
    if before is None or behind is None:
        return False
    return (before.group() + behind.group()).lower() in words


def _line(text: str, start: int, end: int, names: Container[str], widths: LineWidths) -> str | None:
    """A space, or nothing behind a hyphen, where a line end parts no sentence.

    It does not where the next line begins small, with a number after a word, or with a month or a
    weekday (`names`) after a number or a small word, or where its first word found no room. No
    figure crosses any other line end.
    """
    before, following = text[start - 1], text[end]
    if before in ".!?:;":
        return None
    if not following.islower():
        goes_on = before.islower() or before == ","
        is_sum = following in "0123456789$£€" and goes_on
        if before.isdecimal() and following in "%°℃℉":
            return " "
        if not is_sum and not (
            _is_wrapped(text, start, end, widths) or _opens_name(text, start, end, names)
        ):
            return None
    if before == "-" and text[start - 2 : start - 1].isalpha():
        return ""
    return " "


def _is_wrapped(text: str, start: int, end: int, widths: LineWidths) -> bool:
    """Whether a line goes on in the next one for want of room, and ends no quotation."""
    if text[start - 1] in '"”':
        return False
    line = text.rfind("\n", 0, start) + 1, start
    return is_full(text, line, end, widths.at(start))


def _opens_name(text: str, start: int, end: int, names: Container[str]) -> bool:
    """Whether a month or a weekday goes on with what the line before ends in: "9" or "on"."""
    before = text[start - 1]
    if not (before.isdecimal() or before.islower() or before in ",-–"):
        return False
    behind = _LETTERS_BEHIND.match(text, end)
    return behind is not None and behind.group().lower() in names


def _is_emphasis(text: str, start: int, end: int) -> bool:
    """Whether a run of stars or low lines is a Markdown mark: it touches a word on one side
    only, or "5*3" would become 53."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    opens = not (before.isalnum() or before in "*_") and (after.isalnum() or after in "$£€\"“'‘")
    closes = (before.isalnum() or before in "%.,!?”\"'’)") and not (
        after.isalnum() or after in "*_"
    )
    return opens or closes


_BLOCK = 1 << 15
"""Characters read at once, more or less: what is held beside the findings stays this small."""


def blocks(text: str) -> Iterator[tuple[int, str]]:
    """The text in stretches of whole paragraphs, each with its place."""
    start = 0
    while start < len(text):
        end = text.find("\n\n", start + _BLOCK)
        end = end + 2 if end >= 0 else len(text)
        yield start, text[start:end]
        start = end
