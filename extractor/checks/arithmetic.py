"""Sums that a story does itself: only relations that its words declare, with the working shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from extractor.checks.findings import make_finding, quoted
from extractor.checks.reading import Reading
from extractor.checks.support import nouns_agree
from extractor.schemas.figure import Figure
from extractor.schemas.finding import Finding, Verdict
from extractor.schemas.span import Span

Interval = tuple[Decimal, Decimal]

_UP = re.compile(
    r"\b(?:ris(?:e|es|ing|en)|rose|increas\w*|up|climb\w*|gain\w*|jump\w*|grew|grow\w*|surg\w*)\b",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"\b(?:f[ae]ll\w*|declin\w*|down|drop\w*|decreas\w*|plung\w*|slump\w*|reduc\w*|cut)\b",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"^(?:\s+[\w-]+){0,2}\s+(?:out\s+)?of\s+(?:the|its|their|all|his|her)?\s*$", re.I
)
_INCLUDING = re.compile(
    r"^(?:\s+[\w’'-]+){0,4},?\s+(?:including|among them)\s+(?:at least\s+)?$", re.I
)
_TO = re.compile(r"(?:\s+[\w’'-]+){0,6}\s+to\s+", re.IGNORECASE)
_FROM = re.compile(r"(?:\s+[\w’'-]+){0,3},?\s+from\s+", re.IGNORECASE)
_MOVED_BY = re.compile(
    r"\b(?:rose|fell|grew|up|down|jumped|dropped|climbed|declined|increased|decreased)"
    r"(?:\s+by)?\s+$",
    re.IGNORECASE,
)
_NAMED_CHANGE = re.compile(
    r"(?:\s+[\w-]+){0,2}[,\s–—-]*(?:an?|or|which is an?)?\s*(?:[\w-]+\s+)?(?:of\s+)?\(?",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"\b(?:a total of|totall?ing)\s+$", re.IGNORECASE)
_FAR = 80
"""Characters from which on a figure is not said to be the change."""


def check_arithmetic(story: Reading) -> list[Finding]:
    """What the story's own sums come to; `span` is the result that it states."""
    findings: list[Finding] = []
    for index, sentence in enumerate(story.scan.sentences):
        figures = [
            figure
            for figure in story.figures_by_sentence.get(index, ())
            if figure.kind not in ("year", "identifier", "ordinal")
        ]
        if len(figures) >= 2:
            findings += _changes(figures, sentence, story)
            findings += _parts(figures, story)
            findings += _lists(figures, story)
    return findings


def _changes(figures: Sequence[Figure], sentence: Span, story: Reading) -> Iterator[Finding]:
    """ "from 40 to 50, a rise of 25 percent": the change against its ends."""
    for one, other in pairwise(figures):
        ends = _ends(one, other, sentence, story)
        if ends is None or not _is_one_measure(one, other):
            continue
        start, end = interval(ends[0]), interval(ends[1])
        if start is None or end is None:
            continue
        for change in figures:
            if change not in ends and _is_change(change, other, sentence, story):
                yield from _change(ends[0], ends[1], change, start, end)


def _is_one_measure(one: Figure, other: Figure) -> bool:
    """Whether both ends measure the same; "4.2 million to 5.1 million tonnes" names it once."""
    if one.kind == "cardinal" and one.of is None and other.kind in ("measure", "money"):
        return True
    return (one.kind, one.unit) == (other.kind, other.unit)


def _ends(
    one: Figure, other: Figure, sentence: Span, story: Reading
) -> tuple[Figure, Figure] | None:
    """The start and the end of a change, in that order: "from A to B" or "to B from A"."""
    before = _before(one, sentence, story)
    between = story.text[one.span.end : other.span.start]
    if re.search(r"\bfrom\s+$", before, re.I) and _TO.fullmatch(between):
        return one, other
    if re.search(r"\bto\s+$", before, re.I) and _FROM.fullmatch(between):
        return other, one
    return None


def _before(figure: Figure, sentence: Span, story: Reading) -> str:
    """The last words of the sentence before a figure."""
    return story.text[max(sentence.start, figure.span.start - _FAR) : figure.span.start]


def _is_change(change: Figure, end: Figure, sentence: Span, story: Reading) -> bool:
    """Whether the words beside a figure call it the change, and nothing else does."""
    if abs(change.span.start - end.span.end) > _FAR:
        return False
    if change.span.start < end.span.start:
        before = _before(change, sentence, story)
        return bool(_MOVED_BY.search(before))
    words = story.text[end.span.end : change.span.start]
    return bool(_NAMED_CHANGE.fullmatch(words)) and bool(
        _UP.search(words) or _DOWN.search(words) or re.search(r"\b(?:change|difference)\b", words)
    )


def _change(
    one: Figure, other: Figure, change: Figure, start: Interval, end: Interval
) -> Iterator[Finding]:
    stated = interval(change)
    if stated is None:
        return
    difference = _absolute((end[0] - start[1], end[1] - start[0]))
    if change.kind == "percent" and start[0] > 0:
        relative = _absolute((end[0] / start[1] * 100 - 100, end[1] / start[0] * 100 - 100))
        if _meet(relative, stated):
            yield _result(
                "arithmetic.change",
                "derived",
                change,
                (one, other),
                _ratio_words(one, other, relative),
            )
        elif one.kind == "percent" and _meet(difference, stated):
            yield make_finding(
                "arithmetic.change",
                "unit_mismatch",
                change.span,
                f"From {one.span.text} to {other.span.text} is {_show(difference)} percentage "
                f"points, not {quoted(change.span.text)}; in percent it is {_show(relative)}.",
                evidence=(one.span, other.span),
                expected=f"{_show(difference)} percentage points",
            )
        else:
            yield _result(
                "arithmetic.change",
                "value_mismatch",
                change,
                (one, other),
                _ratio_words(one, other, relative),
            )
    elif (change.kind, change.unit) == (one.kind, one.unit) or (
        (one.kind, change.kind) == ("percent", "percentage_points")
    ):
        verdict: Verdict = "derived" if _meet(difference, stated) else "value_mismatch"
        words = f"{other.span.text} less {one.span.text} is {_show(difference)}"
        yield _result("arithmetic.change", verdict, change, (one, other), words)


def _parts(figures: Sequence[Figure], story: Reading) -> Iterator[Finding]:
    """ "45 of the 60 seats (75 percent)": a part is no larger than its whole."""
    for index, (part, whole) in enumerate(pairwise(figures)):
        between = story.text[part.span.end : whole.span.start]
        if part.kind == whole.kind == "cardinal" and _PART_OF.match(between):
            mine, all_of_it = interval(part), interval(whole)
            if mine is None or all_of_it is None or all_of_it[0] <= 0:
                continue
            if mine[0] > all_of_it[1] and whole.hedge in ("unhedged", "at_most", "less_than"):
                yield _result(
                    "arithmetic.part",
                    "value_mismatch",
                    part,
                    (whole,),
                    f"{part.span.text} cannot be part of {whole.span.text}",
                )
                continue
            share = figures[index + 2] if index + 2 < len(figures) else None
            if share is not None and share.kind == "percent":
                gap = story.text[whole.span.end : share.span.start]
                if re.fullmatch(
                    r"(?:\s+[\w’'-]+){0,3},?\s*(?:\(|or |, or )\s*(?:about |nearly )?", gap
                ):
                    stated = interval(share)
                    counted = mine[0] / all_of_it[1] * 100, mine[1] / all_of_it[0] * 100
                    if stated is not None:
                        verdict: Verdict = "derived" if _meet(counted, stated) else "value_mismatch"
                        yield _result(
                            "arithmetic.percent",
                            verdict,
                            share,
                            (part, whole),
                            f"{part.span.text} of {whole.span.text} is {_show(counted)} percent",
                        )
        elif part.kind == whole.kind == "cardinal" and _INCLUDING.match(between):
            total, some = interval(part), interval(whole)
            if total is None or some is None or part.hedge in ("at_least", "more_than"):
                continue
            if some[0] > total[1] and nouns_agree(part.of, whole.of) is not False:
                yield _result(
                    "arithmetic.part",
                    "value_mismatch",
                    whole,
                    (part,),
                    f"{whole.span.text} cannot be part of {part.span.text}",
                )


def _lists(figures: Sequence[Figure], story: Reading) -> Iterator[Finding]:
    """ "12 men, 8 women and 3 children, a total of 23": a total against its list."""
    for index, total in enumerate(figures):
        before = story.text[max(0, total.span.start - 30) : total.span.start]
        if index < 2 or not _TOTAL.search(before):
            continue
        parts = _run_before(figures[:index], total, story)
        if len(parts) < 2:
            continue
        ends = [interval(part) for part in parts]
        stated = interval(total)
        if stated is None or any(end is None for end in ends):
            continue
        low = sum((end[0] for end in ends if end), Decimal(0))
        high = sum((end[1] for end in ends if end), Decimal(0))
        verdict: Verdict = "derived" if _meet((low, high), stated) else "value_mismatch"
        working = " + ".join(part.span.text for part in parts)
        yield _result("arithmetic.sum", verdict, total, parts, f"{working} is {_show((low, high))}")


def _run_before(figures: Sequence[Figure], total: Figure, story: Reading) -> list[Figure]:
    """The figures of one list that ends before the total: same kind, joined by commas and "and"."""
    run: list[Figure] = []
    following: Figure | None = None
    for figure in reversed(figures):
        if figure.kind != total.kind or figure.unit != total.unit:
            break
        if following is not None:
            between = story.text[figure.span.end : following.span.start]
            if not re.fullmatch(
                r"(?:\s+[\w’'-]+){0,4}(?:,\s*(?:and\s+)?|\s+and\s+|\s+plus\s+)", between
            ):
                break
        run.append(figure)
        following = figure
    return run[::-1]


def interval(figure: Figure) -> Interval | None:
    """What a figure's digits leave open; none for a range, a bound or an estimate."""
    if figure.value is None or figure.hedge != "unhedged":
        return None
    low, high = figure.precision or (figure.value, figure.value)
    if figure.kind == "cardinal" and high - low == 1:
        # A count to the last one is exact: 12 and 8 and 3 are not 24.
        return figure.value, figure.value
    if not (low.is_finite() and high.is_finite()):
        return None
    return min(low, high), max(low, high)


def _absolute(ends: Interval) -> Interval:
    low, high = ends
    if low <= 0 <= high:
        return Decimal(0), max(abs(low), abs(high))
    return min(abs(low), abs(high)), max(abs(low), abs(high))


def _meet(one: Interval, other: Interval) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _show(ends: Interval) -> str:
    middle = (ends[0] + ends[1]) / 2
    spread = ends[1] - ends[0]
    places = Decimal(1) if spread >= 1 or middle == middle.to_integral_value() else Decimal("0.1")
    try:
        shown = middle.quantize(places)
    except ArithmeticError:
        shown = middle
    return f"{shown:,f}" if not spread else f"about {shown:,f}"


def _ratio_words(one: Figure, other: Figure, relative: Interval) -> str:
    return f"from {one.span.text} to {other.span.text} is {_show(relative)} percent"


def _result(
    check: str, verdict: Verdict, stated: Figure, operands: Sequence[Figure], working: str
) -> Finding:
    agrees = "which agrees" if verdict == "derived" else "the figures do not fit together"
    return make_finding(
        check,
        verdict,
        stated.span,
        f"{quoted(stated.span.text)}: {working}; {agrees}.",
        evidence=tuple(operand.span for operand in operands),
        expected=working,
    )
