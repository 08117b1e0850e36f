"""Where paragraphs and sentences begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.languages.en.cues import FINITE_CUE
from extractor.languages.en.lexicon import (
    MONTHS,
    OTHER_ABBREVIATIONS,
    STARTERS,
    TITLE_ABBREVIATIONS,
    UPPER,
    WEEKDAYS,
    words,
)
from extractor.schemas.span import Span

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_LINE_BREAK = re.compile(r"\r\n|[\r\n\x0b\x85\u2028]|[\x0c\u2029]")
_OUTER = " \t\r\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + (
    "".join(map(chr, range(0x2000, 0x200C)))
)
"""What is trimmed from the ends of a span: white space, byte order mark, zero-width space."""

_CLOSERS = "\"'”’»›)]*_“"
# Possessive, and only from the first mark of a run: a line of dots must not be read over and over.
# That it begins with one set of characters lets the search skip, six times as fast.
_STOP = re.compile(
    r"[.!?…。！？](?:(?<=[.!?…])(?<![.!?…].)[.!?…]*+"
    rf"[{re.escape(_CLOSERS)}]*+(?=[\s\ufeff]++(\S))|(?<=[。！？])[。！？]*+)"
)
_BEFORE = re.compile(r"[^\W_][\w.'’-]*$")
_NEXT_WORD = re.compile(r"[\s\ufeff]+[*_#>“\"'‘«„(\[•–—-]*\s?([^\W_][\w'’]*)")
_MEASURED = re.compile(r"[0-9][0-9.,]*[a-z]{0,4}")
"""A number with the letters of its unit or magnitude: no abbreviation."""
_OPENERS = "“\"'‘«„‹(["
_SPEAKER_AHEAD = re.compile(
    rf"[\s]+(?:[{UPPER}][\w.’'-]*|he|she|they|it|I|we|the|a|an)(?:\s[\w.’'-]+){{0,5}}?\s(?:{FINITE_CUE})\b"
)
_LIST_ITEM = re.compile(r"(?:\r\n|[\r\n])(?=[ \t]*(?:[-*•#>]|\d{1,2}[.)])[ \t]+\S)")
_ZONES = words("eastern pacific central mountain gmt utc et pt bst ist local")
_AFTER_HOUR = WEEKDAYS | MONTHS | _ZONES


_LONGEST = 2000
"""Characters of a sentence, more than twice the longest of 20,000 in news. What compares the parts
of a sentence with each other would take forever over a list without a full stop."""
_GAP = re.compile(r"(?s:.*)[\s,;]")


def split_paragraphs(text: str) -> list[Span]:
    """The blocks between blank lines, trimmed; in a text without blank lines, its lines.

    Such a line goes on in the next one where it breaks off as an editor that wraps does it.
    """
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text)]
    blocks: list[list[tuple[int, int]]] = []
    has_blank = False
    previous_end = 0
    for start, end in lines:
        start, end = _trim(text, start, end)
        if start == end:
            continue
        breaks = _is_apart(text, previous_end, start) if blocks else True
        if blocks and breaks:
            has_blank = True
        if breaks:
            blocks.append([(start, end)])
        else:
            blocks[-1].append((start, end))
        previous_end = end
    if not has_blank:
        blocks = _unwrapped(text, [line for block in blocks for line in block])
    return [Span.of(text, block[0][0], block[-1][1]) for block in blocks]


_NARROWEST, _WIDEST = 40, 100
"""How wide an editor makes its lines that wraps them."""
_BROKEN_OFF = 30
"""A shorter line that ends small is a heading or an entry of a list."""
_FIRST_WORD = re.compile(r"\S+")


def _unwrapped(text: str, lines: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """The lines, those that go on in the next one together with it."""
    width = max((end - start for start, end in lines), default=0)
    blocks: list[list[tuple[int, int]]] = []
    for line in lines:
        if blocks and _goes_on(text, blocks[-1][-1], line, width):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _goes_on(text: str, line: tuple[int, int], following: tuple[int, int], width: int) -> bool:
    """Whether a line breaks off inside a sentence: the next begins small, or its first word found
    no room on this one."""
    last, first = text[line[1] - 1], text[following[0]]
    length = line[1] - line[0]
    if length < _BROKEN_OFF or not (last.islower() or last in ",-–—"):
        return False
    if first.islower():
        return True
    word = _FIRST_WORD.match(text, following[0])
    is_full = word is not None and length + 1 + len(word.group()) > width
    return is_full and _NARROWEST <= width <= _WIDEST and (first.isalnum() or first in _OPENERS)


def split_sentences(text: str) -> list[Span]:
    """The sentences in reading order; none crosses the border of a paragraph.

    A full stop after an abbreviation or an initial, or inside a number, ends nothing; a headline
    needs no full stop. One that goes on and on is cut at a space or comma, as none is longer than
    2,000 characters.
    """
    return [
        Span.of(text, start, end)
        for paragraph in split_paragraphs(text)
        for start, end in sentence_borders(text, paragraph.start, paragraph.end)
    ]


def sentence_borders(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Starts and ends of the sentences of the one paragraph `text[start:end]`."""
    cuts = [m.end() for m in _STOP.finditer(text, start, end) if _ends_sentence(text, m, start)]
    if "\n" in text[start:end] or "\r" in text[start:end]:
        cuts.extend(m.end() for m in _LIST_ITEM.finditer(text, start, end))
        cuts = sorted(set(cuts))
    begin = start
    for cut in [*cuts, end]:
        left, right = _trim(text, begin, min(cut, end))
        while right - left > _LONGEST:
            gap = _GAP.match(text, left + _LONGEST // 2, left + _LONGEST)
            middle = gap.end() if gap else left + _LONGEST
            cut_off = _trim(text, left, middle)
            if cut_off[0] < cut_off[1]:
                yield cut_off
            left, right = _trim(text, middle, right)
        if left < right:
            yield left, right
        begin = cut


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    stripped = piece.lstrip(_OUTER)
    start += len(piece) - len(stripped)
    return start, start + len(stripped.rstrip(_OUTER))


def _is_apart(text: str, end: int, start: int) -> bool:
    """Whether more than one line break, or a page break, lies between."""
    gap = text[end:start]
    if "\x0c" in gap or "\u2029" in gap:
        return True
    return len(_LINE_BREAK.findall(gap)) > 1


def _ends_sentence(text: str, stop: re.Match[str], paragraph: int) -> bool:
    following = stop.group(1)
    if following is None:
        return True
    marks = stop.group()
    run = marks.rstrip(_CLOSERS)
    after = _NEXT_WORD.match(text, stop.end())
    word = after.group(1) if after else ""
    if word and word[0].islower() and not word.startswith(("http", "www")):
        # "eBay", "iPhone": a brand opens a sentence though its first letter is small
        if not any(letter.isupper() for letter in word[1:3]):
            return False
    elif not word and following not in _OPENERS and not following.isupper():
        return following in "•*#-–—>@$€£¥₹\ue000" or ord(following) > 0x2E80
    if run == ".":
        return _full_stop_ends(text, stop.start(), paragraph, word, len(marks) > 1)
    goes_on = run[-1] in "!?" and marks[len(run) :].strip("*_")
    return not (goes_on and _SPEAKER_AHEAD.match(text, stop.end()))


def _full_stop_ends(text: str, at: int, paragraph: int, word: str, has_closer: bool) -> bool:
    before = _BEFORE.search(text, max(paragraph, at - 24), at)
    if before is None:
        return True
    last = before.group()
    low = last.lower().replace("’", "'")
    next_low = word.lower()
    if len(last) == 1 and last.isalpha() and last.isupper():
        return has_closer or next_low in STARTERS
    if low in TITLE_ABBREVIATIONS and not has_closer:
        if low in ("no", "nos", "fig", "vol", "pp"):
            return not word[:1].isdigit()
        return not (word and (word[0].isupper() or word[0].isdigit())) or (
            low in ("al", "ed", "est", "no", "ft", "mt", "sec", "det") and next_low in STARTERS
        )
    if low in ("a.m", "p.m"):
        return next_low not in _AFTER_HOUR
    if _MEASURED.fullmatch(low) and low not in OTHER_ABBREVIATIONS:
        return True  # "£6.5m. Profit fell", "4.30pm. She"
    if low in OTHER_ABBREVIATIONS or ("." in low and len(low.replace(".", "")) <= 5):
        if low in MONTHS and not word[:1].isdigit():
            return last[0].islower() or low == "may" or next_low in STARTERS
        if "." in low and low.replace(".", "").isdigit():
            return True
        return next_low in STARTERS
    return True
