"""Which quotation marks belong together."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.scanning.speech.dialogue import dialogue
from extractor.scanning.speech.words import SpeechWords
from extractor.schemas.span import Span

_MARK = re.compile(r"[\"“”„‟«»‘’‚‹›'`](?:(?<=')'+|(?<=`)`|(?<!`))")
_NO_APOSTROPHE = re.compile(r"[\"“”„‟«»‘‚‹›`'’](?:(?<!['’])|(?<![^\W_].)|(?![^\W_]))")
"""What no paragraph with a quotation lacks."""
_DOUBLE = frozenset('"“”„‟«»') | {"``"}
_OPENING_SIDE = frozenset("([{—–-/*_“\"'‘«„>=:") | {""}
_CLOSING_SIDE = frozenset(",.;:!?)]}—–-/*_”\"'’»…<%") | {""}
_OPENERS = ('"', "“", "„", "«", "``")
_MAX_DEPTH = 4
"""Deeper nesting is no language, and would cost memory that grows with the square of the text."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """One pair of quotation marks, in one paragraph."""

    outer: tuple[int, int]
    """From the opening mark to past the closing one."""
    inner: tuple[int, int]
    """The words between."""
    depth: int
    """0 for a pair that stands inside no other."""
    is_open: bool = False
    """Whether the quotation goes on in the next paragraph, which opens with a mark again."""


@dataclass(slots=True)
class _Open:
    """An opening mark that waits for its closing one."""

    start: int
    end: int
    mark: str
    is_double: bool


def pair_marks(
    text: str, paragraphs: Sequence[Span], words: SpeechWords, aside: frozenset[int] = frozenset()
) -> list[Quoted]:
    """Every pair of quotation marks, in reading order; no pair crosses a paragraph.

    An unbalanced mark is dropped, unless its paragraph and the next one both open with such a
    mark: then the quotation runs to the end of the paragraph. A paragraph whose start is in `aside`
    (a caption between two paragraphs of a quotation) is stepped over.
    """
    found: list[Quoted] = []
    marked = -1
    for index, paragraph in enumerate(paragraphs):
        if marked < paragraph.start:
            mark = _NO_APOSTROPHE.search(text, paragraph.start)
            if mark is None:
                break
            marked = mark.start()
        if marked >= paragraph.end:
            continue
        follower = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        if follower is not None and follower.start in aside and index + 2 < len(paragraphs):
            follower = paragraphs[index + 2]
        found.extend(_pairs(text, paragraph, follower, words))
    spoken = [Quoted(outer, inner, 0) for outer, inner in dialogue(text, paragraphs, words)]
    if not spoken:
        return found
    return _with_depth([*found, *(one for one in spoken if not _crosses(one, found))])


def _crosses(spoken: Quoted, found: Sequence[Quoted]) -> bool:
    """Whether a pair of marks begins or ends inside speech between dashes, and not both."""
    start, end = spoken.outer
    return any((start <= pair.outer[0] < end) != (start < pair.outer[1] <= end) for pair in found)


def _pairs(text: str, paragraph: Span, follower: Span | None, words: SpeechWords) -> list[Quoted]:
    marks = [
        (m.start(), m.end(), m.group())
        for m in _MARK.finditer(text, paragraph.start, paragraph.end)
    ]
    if not marks:
        return []
    closers_ahead = _single_closers_ahead(text, marks, paragraph)
    stack: list[_Open] = []
    found: list[Quoted] = []
    lost: list[_Open] = []
    for i, (start, end, mark) in enumerate(marks):
        if mark.startswith("''"):
            continue  # wiki markup for italics
        is_double = mark in _DOUBLE
        is_open = any(o.is_double for o in stack)
        role = (
            _double_role(text, start, end, mark, stack, is_open, marks, i, paragraph)
            if is_double
            else _single_role(text, start, end, mark, stack, closers_ahead[i], paragraph, words)
        )
        if role == "open":
            stack.append(_Open(start, end, mark, is_double))
            if len(stack) > _MAX_DEPTH:
                lost.append(stack.pop(0))
        elif role == "close":
            while stack and stack[-1].is_double != is_double:
                if not is_double:
                    break  # a single mark never closes across an open double one
                stack.pop()
            if stack and stack[-1].is_double == is_double:
                opened = stack.pop()
                if text[opened.end : start].strip():
                    found.append(Quoted((opened.start, end), (opened.end, start), 0))
    left = [o for o in [*lost, *stack] if o.is_double or o.mark == "‘"]
    return _with_depth(_with_open(text, paragraph, follower, left, found))


def _with_open(
    text: str, paragraph: Span, follower: Span | None, left: list[_Open], found: list[Quoted]
) -> list[Quoted]:
    """The pairs, and the quotations that marks open which no mark closes."""
    starts = sorted([*(o.start for o in left), *(pair.outer[0] for pair in found)])
    opened = []
    for mark in left:
        following = bisect_right(starts, mark.start)
        end, goes_on = _end_of_open(
            text, paragraph, follower, mark, starts[following] if following < len(starts) else None
        )
        if end:
            opened.append(Quoted((mark.start, end), (mark.end, end), 0, is_open=goes_on))
    begins = [quoted.outer[0] for quoted in opened]
    kept = [
        pair
        for pair in found
        if bisect_left(begins, pair.outer[0]) == bisect_left(begins, pair.outer[1])
    ]
    return kept + opened


def _end_of_open(
    text: str, paragraph: Span, follower: Span | None, opened: _Open, following: int | None
) -> tuple[int, bool]:
    """Where a speech ends that no mark closes, and whether another takes it up; 0 where unknown.

    It is taken up by a mark that opens the next sentence or paragraph. Behind a colon, with no
    further marks, it runs to the end of its paragraph.
    """
    before = text[max(paragraph.start, opened.start - 40) : opened.start].rstrip("*_> \t")
    if opened.mark in "”’»" or (before and before[-1] not in ",:.?!"):
        return 0, False
    if following is not None:
        here = text[opened.end : following].rstrip()
        is_new = opened.end + len(here) < following and here[-1:] and here[-1] in ".?!…"
        if is_new and opened.is_double:
            return opened.end + len(here), True
    if text[paragraph.end - 1] not in ".?!…*_":
        return 0, False
    if follower is not None and _opens_with(text, follower, opened):
        return paragraph.end, True
    return (paragraph.end if before[-1:] == ":" and following is None else 0), False


def _opens_with(text: str, paragraph: Span, opened: _Open) -> bool:
    """Whether a paragraph begins with an opening mark, single or double like the one before."""
    head = text[paragraph.start : paragraph.start + 4].lstrip("*_> \t")
    return head.startswith(_OPENERS if opened.is_double else opened.mark)


def _with_depth(found: list[Quoted]) -> list[Quoted]:
    found.sort(key=lambda pair: (pair.outer[0], -pair.outer[1]))
    ends: list[int] = []
    placed = []
    for pair in found:
        while ends and ends[-1] <= pair.outer[0]:
            ends.pop()
        placed.append(Quoted(pair.outer, pair.inner, len(ends), pair.is_open))
        ends.append(pair.outer[1])
    return placed


def _around(text: str, start: int, end: int, paragraph: Span) -> tuple[str, str]:
    before = text[start - 1] if start > paragraph.start else ""
    after = text[end] if end < paragraph.end else ""
    return before, after


def _double_role(
    text: str,
    start: int,
    end: int,
    mark: str,
    stack: list[_Open],
    is_open: bool,
    marks: list[tuple[int, int, str]],
    index: int,
    paragraph: Span,
) -> str:
    before, after = _around(text, start, end, paragraph)
    if mark in ("„", "‟", "``"):
        return "open"
    opener = next((o.mark for o in reversed(stack) if o.is_double), "")
    if mark == "“":
        # German quotations close with the mark that opens English ones
        closes = opener == "„" or (is_open and after in _CLOSING_SIDE | {" "} and before > " ")
        return "close" if closes else "open"
    if mark == "«":
        return "close" if opener == "»" else "open"
    if mark == "»":
        return "close" if is_open or not (before.isspace() or not before) else "open"
    could_open = before in _OPENING_SIDE or before.isspace()
    could_close = after in _CLOSING_SIDE or after.isspace()
    if mark == "”":
        return "open" if not is_open and could_open and after > " " else "close"
    if before.isdigit():
        if not is_open:
            return ""  # 6" is six inches
        if could_close and _next_closes(text, marks, index, paragraph):
            return ""
        return "close"
    if could_open and not could_close:
        return "open"
    if could_close and not could_open:
        # said," That is it": a slip of the keyboard
        slipped = not is_open and before in ",:" and _next_closes(text, marks, index, paragraph)
        return "open" if slipped else "close"
    return "close" if is_open else "open"


def _next_closes(text: str, marks: list[tuple[int, int, str]], index: int, within: Span) -> bool:
    """Whether the next straight mark can only close: then this one, after a digit, is inches."""
    if index + 1 == len(marks) or marks[index + 1][2] != '"':
        return False
    start, end, _ = marks[index + 1]
    before, after = _around(text, start, end, within)
    return (
        not before.isspace()
        and before not in _OPENING_SIDE
        and (after in _CLOSING_SIDE or after.isspace())
    )


def _single_role(
    text: str,
    start: int,
    end: int,
    mark: str,
    stack: list[_Open],
    has_closer: bool,
    paragraph: Span,
    words: SpeechWords,
) -> str:
    before, after = _around(text, start, end, paragraph)
    if before.isalnum() and after.isalnum():
        return ""
    if mark in "‚‹" and after.isalnum():
        return "open"
    single_open = bool(stack) and not stack[-1].is_double
    if mark == "›":
        return "close" if single_open else "open"
    if mark == "‘" or (mark == "'" and (before in _OPENING_SIDE or before.isspace())):
        opens = (after.isalnum() or after in '"“[(*$£€…') and after != ""
        if opens and not (mark == "'" and before.isdigit()):
            if words.elisions.match(text, end, min(end + 6, paragraph.end)):
                return ""
            return "open" if has_closer else ""
    if single_open and not before.isspace() and not after.isalnum():
        is_owner = before.lower() == words.quotations.apostrophe_after and after.isspace()
        if is_owner and has_closer and _is_plural(text, end, paragraph):
            return ""  # "the girls' school": a later mark closes
        return "close"
    return ""


def _is_plural(text: str, end: int, paragraph: Span) -> bool:
    following = text[end + 1 : end + 2] if end + 1 < paragraph.end else ""
    return following.islower() or following.isupper()


def _single_closers_ahead(
    text: str, marks: list[tuple[int, int, str]], paragraph: Span
) -> list[bool]:
    """For each mark, whether a single closing mark follows before another single one opens."""
    ahead = [False] * len(marks)
    found = False
    for i in range(len(marks) - 1, -1, -1):
        start, end, mark = marks[i]
        ahead[i] = found
        if mark in _DOUBLE or mark.startswith("''"):
            continue
        before, after = _around(text, start, end, paragraph)
        if before.isalnum() and after.isalnum():
            continue
        if (
            mark != "‘"
            and before
            and not before.isspace()
            and before not in "([{"
            and (not after.isalnum())
        ):
            found = True
        elif after.isalnum():
            found = False
    return ahead
