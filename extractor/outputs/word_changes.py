"""Suggested wordings as tracked changes of a Word document, to be accepted or rejected there.

Only what differs is marked, so that the words that stay keep their formatting. Whoever accepts all
has the suggested wording, whoever rejects all has the document as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import SequenceMatcher
from itertools import count
from typing import Any

from extractor.outputs.visible import visible
from extractor.outputs.word_runs import RunMap
from extractor.schemas.span import Span

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TOKEN = re.compile(r"\w+|\s|[^\w\s]")
_LINE_END = re.compile("\\r\\n|[\\r\\n\\x0b\\x0c\\x85\\u2028\\u2029]")
_TEXT = frozenset(W + name for name in ("t", "tab", "br", "cr", "noBreakHyphen", "softHyphen"))
"""What of a run is its text; a note's reference or a picture in it is not struck out."""
_OTHERS_CHANGES = frozenset({W + "ins", W + "moveTo"})
_NOT_COPIED = ("rPrChange", "vertAlign")
"""Of the formatting: a change of it, and being raised, which is a digit's own affair."""
_LONGEST = 4_000
"""Tokens; a longer text is put in place of the whole of the other."""


@dataclass(frozen=True, slots=True)
class Rewording:
    """Other words for some words of a text, as somebody suggests them."""

    span: Span
    words: str
    """They may be none: then the words of the span are to go."""
    by: str
    """The initials of who suggests it."""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Edit:
    """What is struck out of a text, and what is put in there."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class _Placed:
    """An edit as the document has it, in characters of all its runs."""

    first: int
    """The first that is struck out; with none, the one before or behind what is put in."""
    end: int
    """One past the last that is struck out."""
    words: str
    is_before: bool = False
    """Whether words are put in before `first`, and not behind it."""


class TrackedChanges:
    """Rewordings of a document, as far as they have a place in it."""

    def __init__(self, runs: RunMap, text: str, rewordings: Iterable[Rewording]) -> None:
        """Of two that overlap the first has its place, in reading order."""
        self._runs = runs
        self._plans: list[tuple[Rewording, list[_Placed]]] = []
        lost = []
        done = -1
        for each in sorted(rewordings, key=lambda one: (one.span.start, one.span.end)):
            edits = _edits(text, each) if each.span.start >= done else None
            plan = [self._placed(edit) for edit in edits] if edits is not None else [None]
            placed = [edit for edit in plan if edit is not None]
            if len(placed) < len(plan):
                lost.append(each)
                continue
            self._plans.append((each, placed))
            done = max(done, each.span.end)
        self.lost: tuple[Rewording, ...] = tuple(lost)
        """Those without a place, or where another one stands."""

    @property
    def cuts(self) -> list[int]:
        """Where runs have to be cut before `write`."""
        found = []
        for _, plan in self._plans:
            for edit in plan:
                behind = 0 if edit.is_before or edit.first < edit.end else 1
                found += [edit.first + behind, max(edit.end, edit.first + behind)]
        return found

    def write(self, body: Any) -> None:
        """Mark them in the document whose element `body` is; its runs are cut by now."""
        numbers = count(_highest_id(body) + 1)
        # From the end on: what is put in at a place never comes before what was put in there.
        for rewording, plan in reversed(self._plans):
            who = {W + "author": visible(rewording.by)}
            if rewording.at is not None:
                who[W + "date"] = word_date(rewording.at)
            for edit in reversed(plan):
                self._write(edit, who, numbers)

    def _placed(self, edit: _Edit) -> _Placed | None:
        """Where the edit is done; none where the document has no such place."""
        place_of = self._runs.place_of
        if edit.start < edit.end:
            first, last = place_of(edit.start), place_of(edit.end - 1)
            if first is None or last is None or last - first != edit.end - 1 - edit.start:
                return None
            placed = _Placed(first, last + 1, edit.words)
            homes = {_paragraph_of(run) for run in self._runs.runs_between(first, last + 1)}
            return placed if len(homes) == 1 else None
        before, behind = place_of(edit.start - 1), place_of(edit.start)
        if before is not None:
            return _Placed(before, before, edit.words)
        return None if behind is None else _Placed(behind, behind, edit.words, is_before=True)

    def _write(self, edit: _Placed, who: dict[str, str], numbers: Iterator[int]) -> None:
        anchor = model = self._runs.run_of(edit.first)
        if edit.first < edit.end:
            for run in self._runs.runs_between(edit.first, edit.end):
                anchor = _struck_out(run, {**who, W + "id": str(next(numbers))})
        if not edit.words:
            return
        made = anchor.makeelement(W + "ins", {**who, W + "id": str(next(numbers))})
        made.append(_new_run(model, edit.words))
        outer = _out_of_others(anchor, numbers, is_before=edit.is_before)
        if edit.is_before:
            outer.addprevious(made)
        else:
            outer.addnext(made)


def word_date(at: datetime) -> str:
    """A moment as Word writes it."""
    return f"{at.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()}Z"


def _edits(text: str, rewording: Rewording) -> list[_Edit]:
    """What has to be struck out and put in, word by word."""
    span = rewording.span
    old, new = _TOKEN.findall(text[span.start : span.end]), _TOKEN.findall(rewording.words)
    if max(len(old), len(new)) > _LONGEST:
        return [_Edit(span.start, span.end, rewording.words)]
    ends = [span.start]
    for token in old:
        ends.append(ends[-1] + len(token))
    return [
        _Edit(ends[a], ends[b], "".join(new[c:d]))
        for kind, a, b, c, d in _joined(SequenceMatcher(a=old, b=new, autojunk=False), old)
        if kind
    ]


def _joined(
    matcher: SequenceMatcher[str], old: Sequence[str]
) -> Iterator[tuple[bool, int, int, int, int]]:
    """The stretches that differ, with those joined that only a space divides, as people write."""
    held: tuple[int, int, int, int] | None = None
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            held = (a, b, c, d) if held is None else (held[0], b, held[2], d)
        elif held is not None and b - a == 1 and old[a].isspace():
            held = (held[0], b, held[2], d)
        elif held is not None:
            yield (True, *held)
            held = None
    if held is not None:
        yield (True, *held)


def _struck_out(run: Any, attributes: dict[str, str]) -> Any:
    """Mark the text of a run as struck out; gives the mark, behind which the next thing stands."""
    others = [child for child in run if child.tag != W + "rPr" and child.tag not in _TEXT]
    if others:
        kept = run.makeelement(run.tag, dict(run.attrib))
        kept.extend(deepcopy(run.findall(W + "rPr")))
        kept.extend(others)
        run.addnext(kept)
    made = run.makeelement(W + "del", attributes)
    run.addprevious(made)
    made.append(run)
    for child in run.iter(W + "t"):
        child.tag = W + "delText"
        child.set(_SPACE, "preserve")
    return made


def _new_run(model: Any, words: str) -> Any:
    """A run of these words, with the formatting of another."""
    run = model.makeelement(W + "r", {})
    for properties in deepcopy(model.findall(W + "rPr")):
        for name in _NOT_COPIED:
            for child in properties.findall(W + name):
                properties.remove(child)
        run.append(properties)
    for number, line in enumerate(_LINE_END.split(words)):
        if number:
            run.append(run.makeelement(W + "br", {}))
        for place, part in enumerate(line.split("\t")):
            if place:
                run.append(run.makeelement(W + "tab", {}))
            if part:
                text = run.makeelement(W + "t", {_SPACE: "preserve"})
                text.text = visible(part)
                run.append(text)
    return run


def _out_of_others(anchor: Any, numbers: Iterator[int], *, is_before: bool) -> Any:
    """The place outside of what somebody else has put in, which is cut in two there."""
    while (parent := anchor.getparent()).tag in _OTHERS_CHANGES:
        siblings = list(anchor.itersiblings(preceding=is_before))
        if siblings:
            rest = parent.makeelement(parent.tag, dict(parent.attrib))
            rest.set(W + "id", str(next(numbers)))
            if is_before:
                rest.extend(reversed(siblings))
                parent.addprevious(rest)
            else:
                rest.extend(siblings)
                parent.addnext(rest)
        anchor = parent
    return anchor


def _paragraph_of(run: Any) -> Any:
    return next(run.iterancestors(W + "p"), None)


def _highest_id(body: Any) -> int:
    """The highest number of a mark in the document: each has its own."""
    numbers = (element.get(W + "id", "") for element in body.iter() if element.attrib)
    return max((int(each) for each in numbers if re.fullmatch(r"\d{1,9}", each)), default=0)
