"""Small number words that are often something else: "one", "half", "a third", "zero"."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.figures.hedges import hedge_before
from extractor.figures.noun_words import STOP
from extractor.figures.numerals import Number
from extractor.figures.tables import word_set

_NOT_ONE_AFTER: frozenset[str] = word_set(
    """the that this which no any every each another some only first last next big new good bad
    not other little young old right wrong great better second previous same no-one an whose
    latest former earlier later final very previous my his her our your their as many few two
    three such best worst kind former favourite favorite"""
)
_NOT_ONE_BEFORE: frozenset[str] = word_set(
    """another can could must should would might may who whose which thing day more is was has
    had will does did way by that when where if he she it they you we i never always has's and
    or but to as"""
)
_BEFORE_LAST_ONE: frozenset[str] = word_set(
    """to at than by only just and or over under least about nearly from is was were most number
    equals plus minus times between by"""
)
_QUARTERS = re.compile(r"([a-z]+) quarters")
_PERIOD_BEFORE = ("last", "past", "next", "preceding", "previous", "first", "final", "consecutive")
_PERIOD_AFTER = re.compile(r" (?:in a row|running|straight)(?![a-z])")
_HARM: frozenset[str] = word_set(
    "killing killed wounding wounded injuring injured leaving left hurting hurt arrested missing"
)
_PARTITIVE = re.compile(r" of (?:the|its|his|her|their|our|these|those|your|my|[a-zà-ÿ-]+'s?) ")
_SUPERLATIVE = re.compile(
    r" of (?:the|our|its|his|her|their|my|your|these|those|[a-zà-ÿ-]+'s?) "
    r"(?:(?:[a-zà-ÿ'-]+ ){0,2}(?:[a-z-]+est|most|least|best|worst|first|last|few|only|leading|top"
    r"|main|major|key|greatest|biggest|largest|foremost|prime|principal|favou?rites?)(?![a-z])"
    r"|(?:[a-z'-]+ )?(?:reasons|things|ways|issues|problems|questions|points|challenges|factors"
    r"|causes)(?![a-z]))"
)
# "at one point", "one step ahead", "with one hand"
_SPOKEN_OF = {"at": " (?:point|stage)", "with": " (?:hand|voice|accord)", "on": " hand"}
_FIGURES_OF_SPEECH = {
    before: re.compile(after + "(?![a-z-])") for before, after in _SPOKEN_OF.items()
}
_STEP = re.compile(
    r" step (?:ahead|closer|further|nearer|back|forward|away|removed|at a time)(?![a-z])"
)
_AFTER_HALF = re.compile(
    r" (?:of|the|a|an|its|their|his|her|our|my|your|all|that|those|these|this|as|what|again|dozen)"
    r"(?![a-z])"
)
_WORD = re.compile(r" ([a-z'-]+)")
_OR_TWO = re.compile(r" or (?:two|2)(?![a-z0-9-]| hundred| dozen)")
_BEFORE_HALF: frozenset[str] = word_set(
    "by to just and than or only nearly almost about over under roughly around one some more up"
    " down rose fell rise fall grew dropped shrank cut jumped"
)


def is_counting_one(low: str, case: str, number: Number, words: list[str]) -> bool:
    """Whether "one" is a number, and no pronoun or figure of speech."""
    start, end = number.start, number.end
    last = words[-1].strip("(\"'[“,") if words else ""
    if _OR_TWO.match(low, end):
        return True
    if last in _NOT_ONE_AFTER or _SUPERLATIVE.match(low, end) or _STEP.match(low, end):
        return False
    if last in _FIGURES_OF_SPEECH and _FIGURES_OF_SPEECH[last].match(low, end):
        return False
    if last == "formula":
        return True
    after = low[end : end + 1]
    if last in _HARM and (
        after in ("", "\n", ".", ",", ";") or low.startswith((" and ", " in "), end)
    ):
        return True
    if after == "-":
        return not low.startswith(
            (
                "-time",
                "-off",
                "-on-",
                "-sided",
                "-way",
                "-to-one",
                "-two",
                "-stop",
                "-party",
                "-liner",
                "-upmanship",
                "-size",
                "-hit",
                "-in-a-",
            ),
            end,
        )
    if after == "'":
        return False
    if after != " ":
        return last in _BEFORE_LAST_ONE or low[start - 1 : start] in ("", "\n", "(", "–")
    following = _WORD.match(low, end)
    if following is None:
        return low[end + 1 : end + 2].isdigit() or low[end + 1 : end + 2] == "("
    word = following.group(1)
    if word in _NOT_ONE_BEFORE:
        return False
    if word == "of":
        return _PARTITIVE.match(low, end) is not None
    return word not in ("in", "on", "at", "for", "with", "from", "about", "over", "per") or (
        word in ("in", "per", "over") or last in ("at", "to", "least", "and", "only")
    )


def fraction_kind(low: str, number: Number, words: list[str]) -> str:
    """Whether a single part is a "fraction", an "ordinal" ("a third suspect"), or "none"."""
    start, end = number.start, number.end
    text = low[start:end]
    last = words[-1].strip("(\"'[“") if words else ""
    after = low[end : end + 1]
    if text in ("half", "a half"):
        if after == "-":
            return (
                "fraction"
                if low.startswith(
                    (
                        "-mile",
                        "-hour",
                        "-percent",
                        "-point",
                        "-price",
                        "-century",
                        "-inch",
                        "-acre",
                        "-metre",
                        "-meter",
                        "-kilometre",
                        "-kilometer",
                        "-day",
                    ),
                    end,
                )
                else "none"
            )
        if last in (
            "first",
            "second",
            "last",
            "other",
            "latter",
            "better",
            "next",
            "each",
            "either",
            "opening",
            "this",
            "1st",
            "2nd",
            "final",
            "top",
            "bottom",
            "early",
            "back",
            "northern",
            "southern",
            "both",
            "time",
            "the",
        ):
            return "fraction" if last == "the" and low.startswith(" of", end) else "none"
        if _AFTER_HALF.match(low, end):
            return "fraction"
        if last in _BEFORE_HALF or (
            low[start - 1 : start] in ("", "\n", "(") and after in ("", ".", "\n")
        ):
            return "fraction"
        following = _WORD.match(low, end)
        if following and following.group(1) in (
            "turn",
            "mile",
            "hour",
            "inch",
            "point",
            "percent",
            "year",
            "day",
            "price",
            "century",
            "acre",
        ):
            return "fraction"
        return "fraction" if hedge_before(low, start) else "none"
    if text == "quarter":
        return "none"
    if text == "a quarter":
        if after == "-" or low.startswith((" final", " century", " back", " past", " to "), end):
            return "none"
        if low.startswith((" of ", " less", " more", " percent", " per cent"), end):
            return "fraction"
        if last in ("in", "for", "per", "each", "every", "once", "during"):
            return "none"
        return "fraction"
    if text.startswith("a ") and number.value and 1 / number.value < 100:
        following = _WORD.match(low, end)
        if after == "-":
            return "ordinal"
        if following and following.group(1) not in STOP | {
            "less",
            "more",
            "fewer",
            "higher",
            "lower",
            "longer",
            "faster",
        }:
            return "ordinal"
        if following is None and after in ("", "\n", ".", ",", ")", ";"):
            return "fraction"
        if following and following.group(1) in (
            "and",
            "to",
            "was",
            "is",
            "in",
            "at",
            "on",
            "had",
            "said",
            "died",
            "has",
        ):
            return "fraction" if hedge_before(low, start) or last in _BEFORE_HALF else "ordinal"
        return "fraction"
    return "fraction"


def count_quarters(low: str, number: Number, words: list[str]) -> None:
    """Make a count of the fraction in "the last three quarters", which are stretches of time."""
    found = _QUARTERS.match(low, number.start)
    if found is None or found.end() != number.end:
        return
    if (words and words[-1] in _PERIOD_BEFORE) or _PERIOD_AFTER.match(low, number.end):
        number.kind = "cardinal"
        number.value = (number.value * 4).to_integral_value()
        number.step = Decimal(1)
        number.end = found.end(1)


def is_counting_zero(low: str, number: Number, words: list[str]) -> bool:
    """Whether "zero" is a number and not "ground zero" or "zero tolerance"."""
    last = words[-1] if words else ""
    return last not in ("ground", "sub", "net", "absolute", "patient", "day", "year") and not (
        low.startswith((" tolerance", "-sum", "-day", " in on", " hour", "-hour"), number.end)
    )
