"""The runs of a Word document, and where each character of a text that was read from it stands.

A run is a stretch of one formatting. How a reader joins paragraphs, cells and notes into one text
is its own affair: here each paragraph is looked for in that text, white space aside, in order. What
is not found has no place, which is said; a comment at the wrong words would be worse than none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from extractor.schemas.span import Span

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CONTAINERS = frozenset(
    f"{_W}{name}"
    for name in (
        *("body", "p", "tbl", "tr", "tc"),
        *("sdt", "sdtContent", "ins", "moveTo", "hyperlink", "smartTag", "fldSimple", "customXml"),
        *("bdo", "dir"),
    )
)
"""What is looked into: deleted text, text boxes and equations are not."""
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_ALIKE = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")
_IGNORED = "\u00ad\ufeff\u200b"
_LOOK_AHEAD = 8
_FAR = 40
_LONG = 8
"""Characters from which a run or paragraph is told from others by its words alone."""


@dataclass(slots=True)
class _Run:
    element: Any
    text: str
    start: int
    """Of its first character among those of all runs."""


@dataclass(frozen=True, slots=True)
class RunRange:
    """The first and the last run, as XML elements, of some words that are runs of their own."""

    first: Any
    last: Any


class RunMap:
    """The characters of a text, and the runs of a Word document that they came from."""

    def __init__(self, body: Any, text: str) -> None:
        """`body` is the document's XML element; it is changed only by `cut_out`."""
        self._text = text
        self._runs: list[_Run] = []
        paragraphs: list[list[_Run]] = []
        length = 0
        for elements in _paragraphs(body):
            own = []
            for element in elements:
                run = _Run(element, _run_text(element), length)
                length += len(run.text)
                own.append(run)
            self._runs += own
            paragraphs.append(own)
        self._starts = [run.start for run in self._runs]
        self._pieces: dict[int, list[tuple[int, Any]]] = {}
        self._place_of = _aligned([[run.text for run in own] for own in paragraphs], text)

    @property
    def first_run(self) -> Any | None:
        """The first run with words in it."""
        return next((run.element for run in self._runs if run.text.strip()), None)

    def holds(self, span: Span) -> bool:
        """Whether the document has the words of the span, white space aside."""
        return self._ends(span) is not None

    def place_of(self, at: int) -> int | None:
        """Which character of all runs the text's character is, white space too; none if unsure."""
        if not 0 <= at < len(self._text):
            return None
        if self._place_of[at] >= 0:
            return self._place_of[at]
        before = at - 1
        while before >= 0 and self._place_of[before] < 0:
            if not (self._text[before].isspace() or self._text[before] in _IGNORED):
                return None
            before -= 1
        if before < 0:
            return None
        first = self._place_of[before] + 1
        last = first + at - before
        run = self._run_at(first - 1)
        there = "".join(each.text for each in self._runs[run : self._run_at(last) + 1])
        begin = first - self._runs[run].start
        between = there[begin : begin + last - first]
        return last - 1 if _is_alike(self._text[before + 1 : at + 1], between) else None

    def cut_out(
        self, spans: Iterable[Span], other_places: Iterable[int] = ()
    ) -> dict[Span, RunRange]:
        """Make the words of each span runs of their own, with the formatting they had.

        Spans that the document does not hold are left out. Runs are cut at `other_places` too, each
        before that character of all runs. To be called once: runs are replaced.
        """
        ends = {span: places for span in spans if (places := self._ends(span))}
        cuts: defaultdict[int, set[int]] = defaultdict(set)
        for first, last in ends.values():
            for at in (first, last + 1):
                run = self._run_at(min(at, last))
                cuts[run].add(at - self._runs[run].start)
        for at in other_places:
            run = self._run_at(at)
            cuts[run].add(at - self._runs[run].start)
        for number, inside in cuts.items():
            cut = self._runs[number]
            inner = sorted(at for at in inside if 0 < at < len(cut.text))
            self._pieces[number] = _split(cut.element, inner)
        return {
            span: RunRange(self.run_of(first), self.run_of(last))
            for span, (first, last) in ends.items()
        }

    def runs_between(self, first: int, end: int) -> list[Any]:
        """The runs, as they are cut by now, with any of these characters of all runs; in order."""
        found = []
        for number in range(self._run_at(first), self._run_at(end - 1) + 1):
            run = self._runs[number]
            parts = self._pieces.get(number, [(0, run.element)])
            ends = [start for start, _ in parts[1:]] + [len(run.text)]
            for (start, element), stop in zip(parts, ends, strict=True):
                if max(first, run.start + start) < min(end, run.start + stop):
                    found.append(element)
        return found

    def run_of(self, at: int) -> Any:
        """The run, as it is cut by now, of one character of all runs."""
        number = self._run_at(at)
        inside = at - self._runs[number].start
        parts = self._pieces.get(number, [(0, self._runs[number].element)])
        return next(element for start, element in reversed(parts) if start <= inside)

    def _ends(self, span: Span) -> tuple[int, int] | None:
        """The first and last character of the span among those of all runs."""
        words = [
            at
            for at in range(span.start, min(span.end, len(self._text)))
            if not self._text[at].isspace() and self._text[at] not in _IGNORED
        ]
        if not words:
            return None
        places = [self._place_of[at] for at in words]
        if min(places) < 0 or any(b <= a for a, b in pairwise(places)):
            return None
        return places[0], places[-1]

    def _run_at(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1


def _is_alike(text: str, there: str) -> bool:
    """Whether these are the same characters; a cell's tabs and line ends are read as spaces."""
    return len(text) == len(there) and all(
        one == other or (one == " " and other in "\t\n")
        for one, other in zip(text, there, strict=True)
    )


def _paragraphs(element: Any) -> Iterator[list[Any]]:
    """The runs of each paragraph, in reading order, those of tables included."""
    for child in element:
        if child.tag == _W + "p":
            yield list(_runs(child))
        elif child.tag in _CONTAINERS:
            yield from _paragraphs(child)


def _runs(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag == _W + "r":
            yield child
        elif child.tag in _CONTAINERS:
            yield from _runs(child)


def _run_text(run: Any) -> str:
    return "".join(_child_text(child) for child in run)


def _child_text(child: Any) -> str:
    if child.tag == _W + "t":
        return child.text or ""
    if not isinstance(child.tag, str):
        return ""  # a comment of the XML
    return _SIGNS.get(child.tag.removeprefix(_W), "")


def _aligned(paragraphs: list[list[str]], text: str) -> list[int]:
    """For each character of the text its place among those of the paragraphs' runs, or -1."""
    whole = _packed(text, 0)
    place_of = [-1] * len(text)
    packed: list[list[_Packed]] = []
    start = 0
    for runs in paragraphs:
        own = []
        for run in runs:
            own.append(_packed(run, start))
            start += len(run)
        packed.append(own)
    joined = [_joined(own) for own in packed]
    cursor = 0

    def place(words: _Packed, at: int) -> int:
        end = at + len(words.text)
        for offset, number in zip(whole.places[at:end], words.places, strict=True):
            place_of[offset] = number
        return end

    for number, words in enumerate(joined):
        if not words.text:
            continue
        at = _find(whole, words.text, cursor, text)
        if at >= 0 and not (at - cursor > _FAR and _is_skipped(whole, joined, number, cursor, at)):
            cursor = place(words, at)
        elif at < 0:
            # An equation or hidden words inside it: its longer runs are still the reader's.
            for piece in (each for each in packed[number] if len(each.text) >= _LONG):
                at = whole.text.find(piece.text, cursor, cursor + len(words.text) + _FAR)
                if at >= 0:
                    cursor = place(piece, at)
    return place_of


@dataclass(frozen=True, slots=True)
class _Packed:
    """A text without its white space, and where each character stood."""

    text: str
    places: list[int]


def _packed(text: str, start: int) -> _Packed:
    places = [at for at, char in enumerate(text) if not char.isspace() and char not in _IGNORED]
    words = "".join(text[at] for at in places).translate(_ALIKE)
    return _Packed(words, [start + at for at in places])


def _joined(parts: list[_Packed]) -> _Packed:
    return _Packed("".join(p.text for p in parts), [at for p in parts for at in p.places])


def _is_skipped(
    whole: _Packed, joined: list[_Packed], number: int, cursor: int, found: int
) -> bool:
    """Whether what follows a paragraph stands before the place far ahead that was found for it.

    Then the reader left the paragraph out, and those are the same words elsewhere.
    """
    following = joined[number + 1 : number + 1 + _LOOK_AHEAD]
    return any(
        whole.text.find(words.text, cursor, found) >= 0
        for words in following
        if len(words.text) >= _LONG
    )


def _find(whole: _Packed, words: str, cursor: int, text: str) -> int:
    """The next place of the words that cuts no other word in two."""
    at = whole.text.find(words, cursor)
    while at >= 0:
        first, last = whole.places[at], whole.places[at + len(words) - 1]
        before, after = text[max(0, first - 1) : first], text[last + 1 : last + 2]
        cuts_before = before.isalnum() and text[first].isalnum()
        if not cuts_before and not (after.isalnum() and text[last].isalnum()):
            return at
        at = whole.text.find(words, at + 1)
    return -1


def _split(run: Any, places: list[int]) -> list[tuple[int, Any]]:
    """The run cut at these characters, each piece with its start; all have its formatting."""
    pieces = [(0, run)]
    for place in reversed(places):
        right = deepcopy(run)
        _keep(run, 0, place)
        _keep(right, place, None)
        run.addnext(right)
        pieces.insert(1, (place, right))
    return pieces


def _keep(run: Any, start: int, end: int | None) -> None:
    """Leave only the characters from `start` to `end` in a run, and what stands among them."""
    at = 0
    for child in list(run):
        if child.tag == _W + "rPr":
            continue
        length = len(_child_text(child))
        first, last = at, at + length
        at = last
        if child.tag == _W + "t":
            kept = (child.text or "")[
                max(0, start - first) : None if end is None else max(0, end - first)
            ]
            if kept:
                child.text = kept
                child.set(_SPACE, "preserve")
            else:
                run.remove(child)
        # A picture or a note's reference has no length: it stays with the text before it.
        elif (first < start if length else first <= start and start > 0) or (
            end is not None and (first >= end if length else first > end)
        ):
            run.remove(child)
