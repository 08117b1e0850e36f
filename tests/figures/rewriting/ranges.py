"""Other joiners of the two ends of a range, and a scale or unit that both ends share."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rewriting.cases import Case, Edit, Edits, Mark, Operator, capitalised_like
from rewriting.numerals import NUMBER

_WORD = r"[a-z]+(?:[- ][a-z]+)?"
_RANGE = re.compile(
    r"(?i)(?P<open>between |from )?"
    rf"(?P<low>[$£€-]?{NUMBER}(?:%|°C|m|bn| million| billion)?|{_WORD}?)"
    rf"(?P<joiner> to | and |–|-)(?P<high>[$£€-]?(?:{NUMBER}|{_WORD}))(?P<tail>.*)"
)
_CHANGE = re.compile(
    r"(?i)\b(?:rose|fell|grew|cut|raised?|rises?|fall|lost|lose|slipped|slid|up|down|by|jumped)\b"
)


def joiners(case: Case) -> Iterator[Edits]:
    """Write "A to B", "between A and B", "from A to B", and a dash or hyphen between digits.

    "From" and "between" only where no verb of change stands before ("rose from 5 to 6" is no
    range); the dash only without minus signs; nothing for scores, names and ordinals.
    """
    for mark in case.marks:
        if mark.is_date or not mark.is_range or mark.kind in {"score", "identifier", "ordinal"}:
            continue
        span = case.span(mark)
        found = _RANGE.fullmatch(span)
        if found is None or re.search(r"(?i)\b(?:or|but|at most|more)\b", span):
            continue
        if (found["joiner"].strip() == "and") != ((found["open"] or "").lower() == "between "):
            continue
        low, high, tail = found["low"], found["high"], found["tail"]
        low = low[0].lower() + low[1:]
        if tail.startswith("-") or (re.search(r"[a-z]$", low) and low.split()[0] == "a"):
            continue
        opening = (found["open"] or "").strip().lower()
        styles = []
        if mark.get("hedge") != "about":
            before = case.before(mark)
            if _takes_between(case, mark) and not _CHANGE.search(before):
                styles.append(("between", f"between {low} and {high}{tail}"))
                styles.append(("from", f"from {low} to {high}{tail}"))
        if not re.search(r"(?i)\branged $", case.before(mark)):
            styles.append(("", f"{low} to {high}{tail}"))
        digits = re.search(r"[\d%]$|\d(?:m|bn)$", low) and high[0] in "0123456789$£€"
        if digits and "-" not in low + high and not re.search("°", span):
            styles += [("", f"{low}–{high}{tail}"), ("", f"{low}-{high}{tail}")]
            styles.append(("", f"{low} – {high}{tail}"))
        for style, words in styles:
            if words.lower() != span.lower() and (
                style or opening or "–" in words or "-" in words or found["joiner"] in "–-"
            ):
                yield (Edit(mark.start, mark.end, capitalised_like(words, span)),)


def _takes_between(case: Case, mark: Mark) -> bool:
    """Whether a preposition may stand before the range: a sentence's head, "of", a verb."""
    before = case.before(mark)
    if case.span(mark)[:4].lower() in {"betw", "from"}:
        return True
    return not before or bool(
        re.search(r"(?i)\b(?:of|expect|aged|was|is|paid|cost|took|needs?|came|met) $", before)
    )


_BOTH = re.compile(
    rf"(?P<low>[$£€]?{NUMBER})(?P<one>%|m|bn| million| billion| percent|°C)"
    r"(?P<join> to |–|-| and )"
    rf"(?P<sign>[$£€]?)(?P<high>-?{NUMBER})(?P<two>%|m|bn| million| billion| percent|°C)"
)
_ONCE = re.compile(
    rf"(?P<low>[$£€]?{NUMBER})(?P<join> to |–|-| and )(?P<sign>[$£€]?)(?P<high>{NUMBER})"
    r"(?P<two>%|m|bn| million| billion| percent)(?![\w-])"
)


def shared_scale(case: Case) -> Iterator[Edits]:
    """A scale or sign said once or twice: "$3 to 5 billion" for "$3 billion to $5 billion"."""
    for mark in case.marks:
        if mark.is_date or not mark.is_range or mark.kind in {"score", "identifier"}:
            continue
        start, end = mark.start, mark.end
        found = _BOTH.search(case.text, start, end)
        if found and found["one"] == found["two"] and "°" not in found["one"]:
            yield (Edit(*found.span("one"), ""),)
            if found["sign"]:
                yield (Edit(*found.span("one"), ""), Edit(*found.span("sign"), ""))
        if found and found["one"] in {"m", "bn"} and found["one"] == found["two"]:
            long = {"m": " million", "bn": " billion"}[found["one"]]
            yield (Edit(*found.span("one"), long), Edit(*found.span("two"), long))
            yield (Edit(*found.span("one"), ""), Edit(*found.span("two"), long))
        found = _ONCE.search(case.text, start, end)
        if found:
            sign = found["low"][0] if found["low"][0] in "$£€" else ""
            scale = Edit(found.end("low"), found.end("low"), found["two"])
            if sign and not found["sign"]:
                both = Edit(*found.span("sign"), sign)
                yield (both,)
                yield (scale, both)
            else:
                yield (scale,)


def shared_scale_of_a_change(case: Case) -> Iterator[Edits]:
    """Write "Rose from 5 to 6.5 million euros" for "from 5 million to 6.5 million euros"."""
    scale = r" million| billion|m|bn|%| percent"
    for one, other in zip(case.marks, case.marks[1:], strict=False):
        if one.is_date or other.is_date or one.is_range or other.is_range:
            continue
        between = case.text[one.end : other.start]
        tail = re.search(rf"({scale})$", case.span(one))
        ahead = re.match(rf"[$£€]?{NUMBER}({scale})", case.span(other))
        if between != " to " or not case.before(one).endswith(" from "):
            continue
        if tail and ahead and tail.group(1) == ahead.group(1):
            yield (Edit(one.start + tail.start(1), one.end, ""),)


def score_dashes(case: Case) -> Iterator[Edits]:
    """A hyphen for the en dash of all scores and the other way round."""
    edits = []
    for mark in case.marks:
        found = re.fullmatch(r"(\d+)([-–])(\d+)", case.span(mark))
        if mark.kind == "score" and found:
            at = mark.start + found.start(2)
            edits.append(Edit(at, at + 1, "–" if found.group(2) == "-" else "-"))
    if edits:
        yield tuple(edits)


OPERATORS: dict[str, Operator] = {
    operator.__name__: operator
    for operator in (joiners, shared_scale, shared_scale_of_a_change, score_dashes)
}
