"""Hedges that mean the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rewriting.cases import Case, Edit, Edits, Mark, Operator, capitalised_like

_BEFORE: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    # hedge, what any number takes, what a count of things alone takes
    (
        "at_least",
        ("at least", "no less than", "not less than", "a minimum of"),
        ("no fewer than", "not fewer than"),
    ),
    ("at_most", ("at most", "no more than", "not more than", "a maximum of"), ()),
    ("more_than", ("more than", "over", "in excess of"), ()),
    ("more_than", ("just over", "slightly more than", "a little over", "just more than"), ()),
    ("more_than", ("well over", "well in excess of", "far more than"), ()),
    ("less_than", ("less than", "under"), ("fewer than",)),
    ("less_than", ("just under", "slightly less than", "a little under"), ()),
    ("about", ("about", "around", "roughly", "approximately", "some"), ()),
    ("nearly", ("nearly", "almost"), ()),
    ("up_to", ("up to", "as much as"), ("as many as",)),
)
_WITHIN_NEGATION = re.compile(r"(?i)\b(?:not?|never|nobody|none|cannot|\w+n['’]t)\b")


def _counts_things(mark: Mark) -> bool:
    return mark.kind == "cardinal" and mark.get("of") is not None


def same_hedge(case: Case) -> Iterator[Edits]:
    """Another hedge of the same meaning before the number.

    "Fewer" and "as many" with counts of things alone, "over" never with times and ages, "some"
    never with money; nothing in a clause that denies.
    """
    for mark in case.marks:
        if mark.is_date or mark.is_range or mark.kind == "age":
            continue
        lead = case.text[mark.phrase_start : mark.start]
        if _WITHIN_NEGATION.search(case.text[: mark.phrase_start]):
            continue
        for hedge, plain, counting in _BEFORE:
            if mark.get("hedge") != hedge or lead.strip().lower() not in plain + counting:
                continue
            if "in excess" in lead.lower() and re.search(
                r"[a-z] $", case.text[: mark.phrase_start]
            ):
                continue  # "damages in excess of": another hedge would need "of"
            for words in plain + (counting if _counts_things(mark) else ()):
                if words != lead.strip().lower() and _fits(case, mark, words):
                    place = mark.phrase_start + len(lead.rstrip())
                    yield (Edit(mark.phrase_start, place, capitalised_like(words, lead)),)


def _fits(case: Case, mark: Mark, words: str) -> bool:
    before = case.text[: mark.phrase_start]
    if words == "some" and (mark.kind not in {"cardinal", "percent"} or before.strip()):
        return False
    if words.startswith(("over", "under")) and mark.kind == "duration":
        return False
    if words in {"as much as", "no less than", "not less than"} and _counts_things(mark):
        return False
    # "an estimated", "the", "another" do not go with every hedge
    return not re.search(r"(?i)\b(?:an?|the|of the|these|its|his|her|than|least|most) $", before)


_CIRCA = {"about ", "around ", "roughly ", "approximately "}


def tilde(case: Case) -> Iterator[Edits]:
    """The sign "~" for "about", and "about" for "~"."""
    for mark in case.marks:
        if mark.is_date or mark.get("hedge") != "about" or mark.is_range:
            continue
        lead = case.text[mark.phrase_start : mark.start]
        if lead == "~":
            yield (Edit(mark.phrase_start, mark.start, "about "),)
        elif lead.lower() in _CIRCA and case.span(mark)[0].isdigit():
            yield (Edit(mark.phrase_start, mark.start, "~"),)


def hedge_behind(case: Case) -> Iterator[Edits]:
    """Write "about 40 minutes" for "40 minutes or so", "at least 6" for "6 or more"."""
    behind = {
        " or so": ("about", "around"),
        " or more": ("at least",),
        ", give or take": ("about", "roughly"),
    }
    for mark in case.marks:
        if mark.is_date or mark.is_range or mark.phrase_start != mark.start:
            continue
        for tail, words in behind.items():
            if case.text[: mark.phrase_end].endswith(tail):
                for hedge in words:
                    yield (
                        Edit(mark.start, mark.start, f"{hedge} "),
                        Edit(mark.phrase_end - len(tail), mark.phrase_end, ""),
                    )
        if case.text.startswith(" and over", mark.end) and mark.kind == "age":
            for tail in (" or over", " and older", " or older", " and above"):
                yield (Edit(mark.end, mark.end + len(" and over"), tail),)


OPERATORS: dict[str, Operator] = {
    operator.__name__: operator for operator in (same_hedge, tilde, hedge_behind)
}
