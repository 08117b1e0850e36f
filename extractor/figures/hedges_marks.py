"""Numbers as marks that something has passed or stays below: "passed five million"."""

from __future__ import annotations

import re

from extractor.schemas.figure import Hedge

_SCALED = r"(?:hundred|thousand|million|billion|trillion)(?![a-z])"
_NUMBER = rf"[$£€]?(?:[0-9][0-9.,]*(?: ?(?:{_SCALED}|m|bn|k|%))?|[a-z]+[- ]{_SCALED})"
_MARK = re.compile(
    rf"{_NUMBER}[ -](?:[a-z]{{3,8}}[ -])?(?:mark|level|threshold|barrier|line|milestone)(?![a-z])"
)
_ROUND = re.compile(
    rf"[$£€]?(?:[0-9]{{1,3}}(?:\.[0-9]+)? ?(?:{_SCALED}|(?:m|bn)(?![a-z]))"
    rf"|[0-9]{{1,3}}(?:,000)+(?![0-9,])|[a-z]+[- ]{_SCALED})"
)
_PASSED = re.compile(
    r"(?<![a-z])(?:pass(?:ed|es|ing)|cross(?:ed|es|ing)|(?:rose|climbed|soared|surged|went) past"
    r"|broke (?:through|past)|break(?:s|ing) (?:through|past))( the)? $"
)


def is_mark(low: str, start: int) -> bool:
    """Whether the number that begins there is called a mark: "the 10,000 mark"."""
    return _MARK.match(low, start) is not None


def mark_passed(low: str, start: int) -> tuple[Hedge, int] | None:
    """The hedge of a number that something has passed, and where it begins.

    Only of a round number or a mark: one also passes five exams, and crosses 12 bridges.
    """
    found = _PASSED.search(low, max(0, start - 24), start)
    if found is None:
        return None
    is_passed = is_mark(low, start) or (found.group(1) is None and _ROUND.match(low, start))
    return ("more_than", found.start()) if is_passed else None
