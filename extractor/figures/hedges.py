"""The words that qualify a number, before it and after it."""

from __future__ import annotations

import re
from collections import defaultdict

from extractor.figures.hedges_marks import is_mark, mark_passed
from extractor.figures.hedges_negated import TURNED, negation_before
from extractor.figures.tables import word_set
from extractor.schemas.figure import Hedge

_BEFORE: dict[Hedge, str] = {
    "at_least": """at least|no fewer than|no less than|not less than|not fewer than|a minimum of
        |minimum of|minimum|upwards of|upward of|at the very least|greater than or equal to
        |more than or equal to|higher or equal than|greater or equal than|larger or equal than
        |equal to or more than|equal to or greater than|equal or more than|a low of|as few as
        |as little as|as low as|≥|>=""",
    "at_most": """at most|at the very most
        |no more than|not more than|at the most|a maximum of|maximum of
        |not exceeding|no greater than|no higher than|less than or equal to|capped at|limited to
        |lower or equal than|smaller or equal than|less or equal than|equal to or less than
        |equal or less than|maximum|fewer than or equal to|no later than|≤|<=""",
    "more_than": """more than|over|above|greater than|in excess of|exceeding|exceeds|exceed
        |exceeded|north of|well over|just over|slightly over|a little over|slightly more than
        |a little more than|just more than|just above|well above|surpass|surpasses|surpassed
        |surpassing|topped|topping|larger than|higher than|bigger than|better than|upwards from
        |could top|may top|might top|would top|will top
        |well more than|much more than|far more than|older than|longer than|beyond|>""",
    "less_than": """less than|fewer than|under|below|smaller than|lower than|shy of|just under
        |just below|well under|well below|just shy of|slightly less than|slightly under
        |a little less than|a little under|slightly fewer than|short of|just short of
        |south of|much less than|far fewer than|far less than|younger than|shorter than|<""",
    "about": """about|around|roughly|approximately|approx|approx.|some|an estimated|estimated
        |the estimated|estimated at|circa|c.|ca.|in the region of|in the order of|on the order of
        |somewhere around|give or take|more or less|around about|or so|an approximate
        |approximate|an average of|something like|in the neighborhood of
        |in the neighbourhood of|~|≈|perhaps|maybe|barely|scarcely|of the order of
        |reportedly some|estimates of|an estimate of""",
    "nearly": """nearly|almost|close to|close on|approached|approaches|the better part of
        |the best part of|better part of|best part of
        |virtually|approaching|nearing|not quite|near to
        |practically|very nearly|getting on for|pushing""",
    "up_to": """up to|as many as|as much as|as high as|as long as
        |a high of|potentially up to""",
}

_AFTER: dict[Hedge, str] = {
    "at_least": """or more|or over|and over|or above|and above|or greater|or higher|or older
        |and older|and up|and upwards|or upwards|at least|at the least|at the very least|minimum
        |or longer|or better|and more|plus|-plus|or larger|or bigger|or upward|if not more""",
    "at_most": """or less|or fewer|or under|and under|or below|and below|at most|at the most
        |or lower|or younger|and younger|maximum|max|tops|or smaller|or shorter""",
    "about": """or so|or thereabouts|give or take|more or less|approximately|-odd|-ish|odd""",
}

FILLERS: frozenset[str] = word_set(
    """
    another an a additional the other further only just its their his her these those all
    some about around roughly approximately nearly almost estimated total of
    """
)
"""What may stand between a hedge and its number ("at least another 12")."""


def _by_last_word(table: dict[Hedge, str]) -> dict[str, list[tuple[str, Hedge]]]:
    """The phrases by their last word, longest first."""
    by_last: dict[str, list[tuple[str, Hedge]]] = defaultdict(list)
    for hedge, phrases in table.items():
        for phrase in phrases.split("|"):
            phrase = " ".join(phrase.split())
            by_last[phrase.split()[-1]].append((phrase, hedge))
    for entries in by_last.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return dict(by_last)


BEFORE: dict[str, list[tuple[str, Hedge]]] = _by_last_word(_BEFORE)
"""Hedges before a number, by their last word."""

AFTER: tuple[tuple[str, Hedge], ...] = tuple(
    sorted(
        (
            (" ".join(phrase.split()), hedge)
            for hedge, phrases in _AFTER.items()
            for phrase in phrases.split("|")
        ),
        key=lambda entry: -len(entry[0]),
    )
)
"""Hedges after a number, longest first."""

_AFTER_FIRST: frozenset[str] = frozenset(phrase.split()[0] for phrase, _ in AFTER)
_ESTIMATED = re.compile(
    r"(?<![a-z])(?:an|the|its|their) (?:estimated|approximate) [a-z]+(?: [a-z]+)? (?:of|at)$"
)
_PREPOSITIONS = frozenset({"over", "under", "above", "below", "about", "around", "short of"})
_DETERMINED = re.compile(r" (?:the|its|their|his|her|these|those) ")
""" "charged over the £310,000 sale": no hedge, where the number is said to be known."""
_SIGNS = {">": "more_than", "<": "less_than", "~": "about", "≈": "about", "≥": "at_least",
          "≤": "at_most"}  # fmt: skip


def hedge_before(low: str, start: int) -> tuple[Hedge, int] | None:
    """The hedge that ends at a number's first character, and where the hedge begins.

    A negation in the clause turns a limit round: "cannot exceed 50" is at most 50.
    """
    found = _adjacent(low, start) or mark_passed(low, start)
    if found is None or found[0] not in TURNED:
        return found
    negation = negation_before(low, found[1])
    return found if negation is None else (TURNED[found[0]], negation)


def _adjacent(low: str, start: int) -> tuple[Hedge, int] | None:
    """The hedge right before a number, as it stands."""
    window = low[start - 44 if start > 44 else 0 : start]
    if not window:
        return None
    if "\n" in window:
        window = window[window.rfind("\n") + 1 :]
        if not window:
            return None
    sign = window[-1]
    if sign != " ":
        if sign in _SIGNS or (sign == "=" and window[-2:-1] in (">", "<")):
            return _sign_before(window, start)
        return None
    words = window.split()
    if not words:
        return None
    last = words[-1]
    skipped = len(window)
    for _ in range(3):
        entries = BEFORE.get(last)
        if entries:
            head = window[:skipped].rstrip()
            for phrase, hedge in entries:
                if head.endswith(phrase):
                    before = len(head) - len(phrase)
                    if before == 0 and len(window) == 44:
                        continue
                    if before and (head[before - 1].isalnum() or head[before - 1] in "-'"):
                        continue
                    if window.startswith(" of ", len(head)):
                        # "some of the 16 boys": part of them, and 16 is sure
                        return None
                    if (
                        phrase in _PREPOSITIONS
                        and _DETERMINED.match(window, len(head))
                        and not is_mark(low, start)
                    ):
                        return None
                    begin = start - len(window) + before
                    outer = _adjacent(low, begin) if hedge == "about" and before else None
                    return outer or (hedge, begin)
        if last in ("of", "at") and (estimate := _ESTIMATED.search(window[:skipped].rstrip())):
            return "about", start - len(window) + estimate.start()
        if last not in FILLERS or len(words) < 2:
            if last.endswith(("~", ">", "<", "≈", "≥", "≤", "=")):
                return _sign_before(window[:skipped].rstrip(), start - len(window) + skipped)
            return None
        skipped = window[:skipped].rstrip().rfind(last)
        if skipped <= 0:
            return None
        words.pop()
        last = words[-1]
    return None


def _sign_before(window: str, start: int) -> tuple[Hedge, int] | None:
    """A hedge written as a sign: "~20", ">= 30"."""
    head = window.rstrip()
    signs = head[-2:] if head[-2:] in (">=", "<=") else head[-1:]
    if head[-2:] == "=>" or head[-2:] in ("->", "<-", "=<", "<<", ">>"):
        return None
    entries = BEFORE.get(signs)
    if not entries:
        return None
    return entries[0][1], start - (len(window) - len(head)) - len(signs)


def hedge_after(low: str, end: int) -> tuple[Hedge, int] | None:
    """The hedge that begins behind a number, and where it ends."""
    sign = low[end : end + 1]
    if sign == "+":
        return ("at_least", end + 1) if not low[end + 1 : end + 2].isdigit() else None
    if sign not in (" ", "-", ","):
        return None
    begin = end + 1 if sign != "-" else end
    if sign == ",":
        begin = end + 2
    tail = low[begin : begin + 22].partition("\n")[0]
    first = tail.partition(" ")[0].rstrip(".,;:)") if sign != "-" else tail[:4]
    if first not in _AFTER_FIRST and not tail.startswith(("-odd", "-ish", "-plus")):
        return None
    for phrase, hedge in AFTER:
        if tail.startswith(phrase):
            stop = begin + len(phrase)
            after = low[stop : stop + 1]
            if after.isalnum():
                continue
            if after == " " and phrase in (
                "minimum",
                "maximum",
                "plus",
                "odd",
                "at least",
                "at most",
            ):
                # "20 plus 30", "at least 10 others": they belong to what follows
                follower = low[stop + 1 : stop + 2]
                if phrase != "odd" and (follower.isalnum() or follower in ("$", "£", "€")):
                    continue
            if low.startswith(" than ", stop):
                continue
            return hedge, stop
    return None
