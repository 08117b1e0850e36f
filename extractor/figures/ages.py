"""Which numbers are ages though nothing calls them years."""

from __future__ import annotations

import re

from extractor.figures.noun_words import PERSONS
from extractor.figures.numerals import Number
from extractor.figures.tables import word_set

_PERSON_WORD = "|".join(sorted(PERSONS, key=len, reverse=True))
# "a woman, 29, was"; "two men, 34 and 36,"
_PERSON = re.compile(rf"(?<![a-z])(?:{_PERSON_WORD})$")
_PERSONS_BEFORE = re.compile(
    rf"(?<![a-z])(?:(?:{_PERSON_WORD})(?: who)?(?: (?:is|are|was|were))?|you are|they are"
    r"|they were) $"
)
_AFTER_STATED = re.compile(r",(?= [a-z])|\.(?![0-9])|(?:, [0-9]{1,3})* and [0-9]{1,3}(?=[,.])")
_NO_PERSON = word_set(
    """january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep sept
    oct nov dec however meanwhile flight yes no"""
)
_TURNS = ("turned", "turns", "turning", "turn")
_AFTER_AGE = re.compile(
    r"$|[.,;)\n](?![0-9])| (?:on|in|this|last|next|today|yesterday|tomorrow|when|while|before|after"
    r"|earlier|later|and|at)(?![a-z])"
)
# "He was 98."; "her son was only 6 when"; "she's 71"
_WAS = re.compile(
    rf"(?<![a-z])(?:(?:he|she|i|who|{_PERSON_WORD}) (?:is|was|am)|(?:he|she)'s)"
    r"(?: (?:now|just|only|still|already|then))? $"
)
_DIED_AT = re.compile(r"(?<![a-z])(?:died|dies|dead) at $")
_AT_FIRST = re.compile(r"(?:^|[.\n\"“] ?)at $")
_CLAUSE_END = re.compile(
    r"$|[.,;)\n\"”](?![0-9])| (?:when|while|but|at the time"
    r"|and (?:had|has|was|is|live[sd]?|living|still|he|she|his|her))(?![a-z])"
)
_GOES_ON = re.compile(r", (?:he|she)(?![a-z])")
_DECADE = r"(?:(?:early|mid|late)[- ])?[1-9]0s"
_DECADES = re.compile(
    rf"(?<![a-z])(?:his|her|their|my|our|your) {_DECADE}"
    rf"(?:(?:, and |, | and | or | to ){_DECADE})*(?:, and |, | and | or | to )"
    r"(?:(?:early|mid|late)[- ])?$"
)
_FULL_NAME = re.compile(r"(?<![A-Za-z'’-])[A-Z][a-z'’-]+ (?:[A-Z]\. )?[A-Z][A-Za-z'’-]+$")
# What follows a person, and seldom a player with the minute of a goal or a side with its place.
_OF_A_LIFE = re.compile(
    r"\),? (?:of|from|who|was|is|has|had|with|living|pleaded|denied|denies|appeared|admitted|admits"
    r"|died|formerly|an?|and (?:his|her))(?![a-z])"
)
_CLOCK = 13
"""Below this a number behind "at" may be an hour."""


def says_age(words: list[str]) -> bool:
    """Whether the words before say that the number is an age."""
    return bool(words) and (
        words[-1] in ("aged", "age", "ages")
        or (words[-1] == "of" and words[-2:-1] in (["age"], ["ages"]))
    )


def tells_age(low: str, number: Number, words: list[str]) -> bool:
    """Whether the words around a number, in digits or in words, say that it is an age."""
    return says_age(words) or _turns_age(low, number.end, words) or _is_life_age(low, number)


def _turns_age(low: str, end: int, words: list[str]) -> bool:
    """Whether the number is the age that somebody reaches ("she turned 90 on Saturday")."""
    return bool(words) and words[-1] in _TURNS and _AFTER_AGE.match(low, end) is not None


def _is_life_age(low: str, number: Number) -> bool:
    """Whether a clause gives somebody's age by the number alone ("He was 98.", "died at 88")."""
    start, end = number.start, number.end
    if low[start - 1 : start] != " " or not 1 < number.value <= 115 or number.step != 1:
        return False
    head = low[max(0, start - 28) : start]
    if not head.endswith("at "):
        return _WAS.search(head) is not None and _CLAUSE_END.match(low, end) is not None
    if number.value < _CLOCK:
        return False
    if _DIED_AT.search(head):
        return _AFTER_AGE.match(low, end) is not None
    return _AT_FIRST.search(head) is not None and _GOES_ON.match(low, end) is not None


def is_decade_of_life(low: str, start: int) -> bool:
    """Whether a decade goes on a list of ages ("in their 30s, 40s and 60s")."""
    return _DECADES.search(low, max(0, start - 60), start) is not None


def ends_with_persons(low: str, end: int) -> bool:
    """Whether people of some age are spoken of right before ("patients", "those who are")."""
    return _PERSONS_BEFORE.search(low, max(0, end - 28), end) is not None


def is_stated_age(low: str, case: str, number: Number) -> bool:
    """Whether the number is an age set off by commas or brackets ("Maria Lopez, 34, said")."""
    start, end = number.start, number.end
    if not 1 <= number.value <= 115 or number.step != 1:
        return False
    if low[start - 2 : start] == " (":
        return _is_bracketed_age(low, case, start, end)
    if low[start - 2 : start] != ", ":
        return False
    if _PERSON.search(low, max(0, start - 18), start - 2) and _AFTER_STATED.match(low, end):
        return True
    after = low[end : end + 2]
    if after not in (".", ". ", ".\n") and (after[:1] != "," or after[1:2].isdigit()):
        return False
    begin = start - 2
    while begin and (case[begin - 1].isalpha() or case[begin - 1] in "-'"):
        begin -= 1
    word = case[begin : start - 2]
    if len(word) < 2 or not word[0].isupper() or low[begin : start - 2] in _NO_PERSON:
        return False
    return after[:1] == "," or (
        case[begin - 1 : begin] == " " and case[begin - 2 : begin - 1].isalpha()
    )


def _is_bracketed_age(low: str, case: str, start: int, end: int) -> bool:
    """Whether it is the age of whoever stands before ("Maria Lopez (34), of Welby")."""
    if _OF_A_LIFE.match(low, end) is None:
        return False
    head = low[max(0, start - 20) : start - 2]
    return _PERSON.search(head) is not None or (
        _FULL_NAME.search(case, max(0, start - 44), start - 2) is not None
    )
