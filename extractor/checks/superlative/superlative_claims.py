"""Reading a superlative: the most of what, which rank, and since when or of what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.checks.evidence.stems import STOP, WORD, stem, word_set
from extractor.checks.evidence.text_index import TextIndex
from extractor.schemas.span import Span

_SIDES = """
largest biggest greatest steepest sharpest | smallest tiniest
highest tallest | lowest
oldest | youngest newest
longest | shortest
fastest quickest | slowest
richest wealthiest | poorest
strongest | weakest
best finest
worst deadliest bloodiest
costliest priciest | cheapest
hottest warmest | coldest
wettest | driest
heaviest | lightest
busiest | quietest
most | least fewest
first | last
only sole
record record-breaking record-setting record-high record-low all-time
unprecedented never
"""
"""Each line has words of one claim, and behind the bar those that say the contrary."""

_CONTRARY = {"best": "worst", "finest": "worst"}
"""The contrary of one word of its line: "the deadliest" is not the contrary of "the best"."""

_ALIKE: dict[str, str] = {}
"""The first word of its side for every word."""

_AGAINST: dict[str, str] = {}
"""The first word of the other side."""

for _line in _SIDES.strip().splitlines():
    _mine, _, _theirs = (side.split() for side in _line.partition("|"))
    for _side, _other in ((_mine, _theirs), (_theirs, _mine)):
        for _word in _side:
            _ALIKE[_word] = _side[0]
            if _other:
                _AGAINST[_word] = _other[0]
_AGAINST |= _CONTRARY | {"worst": "best"}

_PLAIN = sorted(
    word
    for word in _ALIKE
    if not word.startswith(("record", "all-")) and word not in ("never", "unprecedented", "sole")
)
_RANKS = "second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_TIMES = (
    "few|couple|several|years?|months?|weeks?|days?|hours?|decades?|century|night|minute|resort"
    "|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
)
_PATTERN = re.compile(
    r"\brecord(?:-breaking|-setting|-high|-low| high| low| number| breaking)?\b(?=[ -][a-z])"
    r"|\b(?:one of )?(?:the|its|their|[^\W\d_]++(?:[’']s|(?<=s)[’'])) (?:[a-z]+-|(?:"
    + _RANKS
    + r") )?(?:"
    + "|".join(_PLAIN)
    # "The last ten sessions" are a stretch of time.
    + rf")\b(?!(?<=last) (?:{_TIMES}|\d))(?: [a-z-]+){{0,2}}"
    r"|\bunprecedented\b|\bnever before\b|\bfor the first time\b|\bfirst(?:-ever| ever)\b"
    r"|\bfirst [a-z]+ since\b|\ball-time\b|\bsole\b",
    re.IGNORECASE,
)
_CORE = re.compile(
    r"\b(?:record|unprecedented|never|all-time|sole|" + "|".join(_PLAIN) + r")\b", re.IGNORECASE
)
_RANK = re.compile(rf"\b(?:(one) of|({_RANKS})[- ](?=[a-z]))", re.IGNORECASE)

_EVER = re.compile(
    r"\b(?:ever|of all time|in (?:\w+ )?history|on record|all-time|never before|in living memory"
    r"|since records began)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsince (?:the |at least )?", re.IGNORECASE)
_IN_YEARS = re.compile(
    r"\b(?:in|for) (?:(?:at least|more than|nearly|almost|over|about|around|some|the (?:past|last))"
    r" )*([\w-]+) (years?|decades?|centur(?:y|ies)|months?|generations?)\b",
    re.IGNORECASE,
)
_OF = re.compile(
    r"\b(?:of the|this|so far this) (year|season|month|week|day|decade|century|quarter)\b",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|ober"
    r"|ember)?\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")
_WITHIN = 90
"""Characters from a superlative in which its "since 2009" may stand."""
_NUMBERS = {
    word: number
    for number, word in enumerate(
        [
            "a",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
        ],
        1,
    )
} | {"one": 1, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_MONTHS = {"month": 1, "year": 12, "decade": 120, "centur": 1200}
_BREAKS = word_set("of in on at for since among with that who which to from by than and as but")


FOR_EVER = frozenset({"record", "unprecedented"})
"""Claims of all time, where nothing narrows them."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Since when, or of what, something is the most."""

    kind: str
    """ "ever", "since", "in" (so many years), "of" (the year), or nothing."""
    words: frozenset[str] = frozenset()
    """The year or the telling words behind "since", the unit behind "of"."""
    months: int | None = None
    """How long, where it says so in numbers."""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Superlative:
    """ "The country's third-largest lender since 2009"."""

    span: Span
    word: str
    """The word that makes it one."""
    core: str
    """The first word of its group of synonyms."""
    against: str | None
    """The same for its contrary."""
    rank: str
    """ "third" of "third-largest", "one" of "one of the largest", nothing of "the largest"."""
    heads: frozenset[str]
    """The stems of the words right behind it: of what it is the most."""
    scope: Scope


def find_superlatives(text: str) -> list[Span]:
    """The words that claim a record, a first or a most."""
    return [Span.of(text, *found.span()) for found in _PATTERN.finditer(text)]


def superlatives_of(index: TextIndex, _: None) -> tuple[Superlative, ...]:
    """Every superlative of a text; for `TextIndex.once`."""
    spans = find_superlatives(index.text)
    return tuple(
        _read(span, index, spans[number + 1].start if number + 1 < len(spans) else None)
        for number, span in enumerate(spans)
    )


def _read(span: Span, index: TextIndex, following: int | None) -> Superlative:
    text = index.text
    found = _CORE.search(text, _core_from(span), span.end)
    word = found.group().casefold() if found else ""
    core_end = found.end() if found else span.end
    sentence = index.sentence(span.start)
    end = min(span.start + _WITHIN, sentence.end if sentence else span.end)
    if following is not None:
        end = min(end, max(following, span.end))
    heads = _heads(text[core_end : max(end, span.end)])
    core = _ALIKE.get(word, word)
    if core in ("most", "least"):
        # "The most expensive" and "the most goals" are two claims.
        core = f"{core} {heads[0]}" if heads else core
    rank = _RANK.search(span.text)
    return Superlative(
        span,
        word,
        core,
        _AGAINST.get(word) if core in _ALIKE else None,
        (rank.group(1) or rank.group(2)).casefold() if rank else "",
        frozenset(heads),
        _scope(text[span.start : end]) or Scope("ever" if core in FOR_EVER else ""),
    )


def _core_from(span: Span) -> int:
    """Behind the rank: the "first" of "first-largest" is none of its own."""
    rank = _RANK.search(span.text)
    return span.start + (rank.end() if rank and rank.group(2) else 0)


def _heads(words: str) -> list[str]:
    heads: list[str] = []
    for found in WORD.finditer(words):
        word = found.group().casefold()
        if word in _BREAKS or re.search(r"[.,;:()]", words[: found.start()]):
            break
        if word not in STOP and word != "ever" and not word[0].isdigit():
            heads.append(stem(word))
        if len(heads) == 3:
            break
    return heads


def _scope(words: str) -> Scope | None:
    if found := _EVER.search(words):
        return Scope("ever", text=found.group())
    if found := _SINCE.search(words):
        tail = words[found.end() : found.end() + 40]
        if day := _YEAR.search(tail) or _MONTH.search(tail):
            word = day.group().casefold() if day.re is _YEAR else day.group(1).casefold()
            return Scope("since", frozenset((word,)), text=f"since {day.group()}")
        telling = [w for w in WORD.findall(tail) if w.casefold() not in STOP][:2]
        return Scope("since", frozenset(map(stem, telling)), text=f"since {' '.join(telling)}")
    if found := _IN_YEARS.search(words):
        number, unit = found.group(1).casefold(), stem(found.group(2)).removesuffix("y")
        count = int(number) if number.isdecimal() and len(number) < 5 else _NUMBERS.get(number)
        size = _MONTHS.get(unit)
        return Scope(
            "in",
            frozenset((unit,)),
            count * size if count is not None and size is not None else None,
            found.group(),
        )
    if found := _OF.search(words):
        return Scope("of", frozenset((found.group(1).casefold(),)), text=found.group())
    return None
