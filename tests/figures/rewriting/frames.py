"""The same phrase in another sentence, which says no more about the number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rewriting.cases import Case, Edit, Edits, Mark, Operator, some

_HEDGE = re.compile(
    r"(?i)(?:(?:at least|at most|(?:no|not) (?:more|less|fewer) than|a (?:min|max)imum of"
    r"|(?:just |well )?(?:over|under)|(?:more|less|fewer) than|about|around|roughly|approximately"
    r"|some|nearly|almost|close to|up to|as (?:many|much) as|in excess of) )?"
)
_QUANTITIES = {"money", "percent", "percentage_points", "basis_points", "measure", "duration"}
_OPEN_UNIT = re.compile(
    r"\bpounds$|\d ?[mtlghsCFkK]$|[\"'′’&(]|\d-[a-z]|\bdegrees$|^[A-Z]{1,2}\d|p$"
    r"|-(?:year|month|week|day|hour|minute)\b|^from "
)
"""Units that only their sentence makes clear, and those that stand before a noun."""

_OF_A_QUANTITY = (
    ("The board put it at ", "."),
    ("According to the board, it was ", " in all."),
    ("", " was what the board wanted."),
    ("The talks turned on this, the board said: ", "."),
    ("The sum named (", ") was new to the board."),
    ("Total: ", ""),
    ("They spoke of ", ", and the talks went on."),
    ("Was it ", "?"),
)
_OF_A_COUNT = (
    ("The report names ", "."),
    ("According to the board, there were ", " in the report."),
    ("", " are named in the report."),
    ("The report speaks of ", ", and the talks went on."),
    ("The list (", ") was new to the board."),
)
_OF_A_DATE = (
    ("It has been so since ", "."),
    ("Before ", ", the town was quiet."),
    ("Ever since ", " the town has been quiet."),
)


def _only_mark(case: Case) -> Mark | None:
    marks = case.marks
    return marks[0] if len(marks) == 1 and "\n" not in case.text else None


def quantity_elsewhere(case: Case) -> Iterator[Edits]:
    """A sum, share, measure or length of time with its hedge, put into other sentences.

    Only where the unit is clear by itself: not "12m", "25 pounds" or "41C".
    """
    mark = _only_mark(case)
    if mark is None or mark.kind not in _QUANTITIES or mark.phrase_end != mark.end:
        return
    span = case.span(mark)
    if not _HEDGE.fullmatch(case.text[mark.phrase_start : mark.start]) or _OPEN_UNIT.search(span):
        return
    yield from _framed(case, mark, some(case, _OF_A_QUANTITY, 4))


def count_elsewhere(case: Case) -> Iterator[Edits]:
    """A count with its hedge and noun, put into other sentences."""
    mark = _only_mark(case)
    noun = mark.get("of") if mark else None
    if mark is None or noun is None or mark.kind != "cardinal" or case.span(mark).isupper():
        return
    behind = case.text[mark.end : mark.phrase_end]
    hedge = case.text[mark.phrase_start : mark.start]
    plural = noun not in {"times", "quarters"} and re.search(
        r"(?:s|people|sheep|aircraft|men|children)$", noun
    )
    if behind == f" {noun}" and plural and _HEDGE.fullmatch(hedge):
        yield from _framed(case, mark, some(case, _OF_A_COUNT, 3))


def date_elsewhere(case: Case) -> Iterator[Edits]:
    """A date that needs no day of publication, put into other sentences."""
    mark = _only_mark(case)
    if mark is None or not mark.is_date or mark.get("relative") or mark.get("note"):
        return
    iso = mark.get("iso") or "/"
    if case.after(mark).startswith(" attacks"):
        return
    if mark.get("precision") in {"day", "month", "year"} and "/" not in iso and "T" not in iso:
        yield from _framed(case, mark, _OF_A_DATE)


def _framed(case: Case, mark: Mark, frames: Sequence[tuple[str, str]]) -> Iterator[Edits]:
    at = mark.phrase_start
    first = case.text[at]
    for head, tail in frames:
        # the first letter alone, and only a word may be put in small letters
        word = re.match(r"[A-Z]?[a-z]*\b", case.text[at:])
        is_sign = mark.kind == "money" and at == mark.start and first.isupper()
        end = at + 1 if word and not mark.is_date and not is_sign else at
        letter = first[: end - at]
        new = letter.lower() if head else letter.upper()
        if letter == new:
            yield (Edit(0, at, head), Edit(mark.phrase_end, len(case.text), tail))
        else:
            yield (Edit(0, end, head + new), Edit(mark.phrase_end, len(case.text), tail))


OPERATORS: dict[str, Operator] = {
    operator.__name__: operator
    for operator in (quantity_elsewhere, count_elsewhere, date_elsewhere)
}
