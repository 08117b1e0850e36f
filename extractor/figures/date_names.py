"""Months and weekdays that are part of a name: "April Jones", "the Sunday Times"."""

from __future__ import annotations

import re

_GIVEN_NAMES = frozenset({"jan", "april", "june", "august", "may"})
_FAMILY_NAME = re.compile(r" [A-Z][a-zà-ÿ]+(?:[-'’][A-Z][a-zà-ÿ]+)?(?![A-Za-z])")
_NO_FAMILY_NAME = re.compile(
    r" (?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|And|Or|To|In|At|On|For|Of|From"
    r"|With|As|Is|Was|Will|By|After|Before|The|A|An|Fool|Day|Inc)(?![a-z])"
)
_OWN_WORD = re.compile(
    r"(?<![a-z])(?:in|since|by|until|till|of|from|to|during|before|after|for|through|between"
    r"|this|last|next|mid|early|late|each|every|the|an?|its|their|on)[ -]$"
)
"""A preposition or determiner that only a month has before it."""
_LOWER_WORD = re.compile(r"(?<![A-Za-z'’])[a-z]{3,}(?![A-Za-z])")

_PAPERS = re.compile(
    r" (?:Times|Mail|Mirror|Express|Telegraph|Herald|World|Post|Independent|Sport|People|Mercury"
    r"|Tribune|Business|Life)(?![a-z])"
)
_NAME_BEFORE = re.compile(
    r"(?:(?<![A-Za-z])(?:Bloody|Super|Sheffield|Black|Fat|Ruby|Man|Girl)"
    r"|(?<![A-Za-z])(?:Mail|Independent) on) $"
)


def is_named_person(case: str, start: int, end: int) -> bool:
    """Whether a month without day or year is the given name of somebody: "June Carter sang".

    Only in running text, where capitals say something.
    """
    if case[start:end].lower() not in _GIVEN_NAMES or not case[start].isupper():
        return False
    if _FAMILY_NAME.match(case, end) is None or _NO_FAMILY_NAME.match(case, end) is not None:
        return False
    begin = max(0, start - 200)
    line = case[case.rfind("\n", begin, start) + 1 or begin : end + 200].partition("\n")[0]
    if _OWN_WORD.search(case[max(0, start - 12) : start].rpartition("\n")[2].lower()):
        return False
    return sum(1 for _ in _LOWER_WORD.finditer(line)) >= 2


def is_in_name(case: str, start: int, end: int) -> bool:
    """Whether a weekday stands in the name of a paper, a club or an event."""
    if not case[start].isupper():
        return False
    return (
        _NAME_BEFORE.search(case, max(0, start - 16), start) is not None
        or _PAPERS.match(case, end) is not None
    )
