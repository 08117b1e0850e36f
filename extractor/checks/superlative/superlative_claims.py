"""Reading a superlative: the most of what, which rank, and since when or of what."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.checks.evidence.stems import WORD, stem, stop_words
from extractor.checks.evidence.text_index import TextIndex
from extractor.languages.current import by_language, current
from extractor.languages.language import Language
from extractor.languages.patterns import NOTHING, either, maybe
from extractor.schemas.span import Span

_WITHIN = 90
"""Characters from a superlative in which its "since 2009" may stand."""


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        words, stretches = language.superlatives, language.superlatives.stretches
        self.tables = words
        self.alike: dict[str, str] = {}
        """The first word of its side for every word."""
        self.against: dict[str, str] = {}
        """The first word of the other side."""
        for sides in words.claims:
            for mine, theirs in (sides, sides[::-1]):
                self.alike |= dict.fromkeys(mine, mine[0] if mine else "")
                self.against |= dict.fromkeys(mine, theirs[0]) if theirs else {}
        self.against |= words.contraries
        plain = self.alike.keys() - words.alone
        ranks, marks = either(words.ranks), "".join(language.endings.genitive_marks)
        owner = rf"|[^\W\d_]++(?:{either(language.endings.genitive_marks)}|(?<=s)[’'])"
        core = either(plain)
        shy = "|".join(rf"(?<={re.escape(word)})" for word in sorted(words.stretches.none_after))
        self.claim = re.compile(
            rf"\b{either(words.records)}\b(?=[ -][^\W\d_])"
            rf"|\b(?:{either(words.one_of)} )?(?:{either(words.articles)}{owner if marks else ''}) "
            rf"(?:[^\W\d_]+-|{ranks} )?{core}"
            # "The last ten sessions" are a stretch of time.
            rf"\b(?!(?:{shy or NOTHING}) (?:{either(stretches.counts)}|\d))"
            rf"(?: (?:[^\W\d_]|-)+){{0,2}}"
            rf"|\b{either(words.phrases)}\b"
            rf"|\b{either(words.firsts)} [^\W\d_]+ {either(words.since)}\b",
            re.IGNORECASE,
        )
        self.core = re.compile(rf"\b{either(self.alike)}\b", re.IGNORECASE)
        self.rank = re.compile(
            rf"\b(?:(?P<one>{either(words.one_of)})|(?P<rank>{ranks})[- ](?=[^\W\d_]))",
            re.IGNORECASE,
        )
        self.ever = re.compile(rf"\b{either(words.ever)}\b", re.IGNORECASE)
        since = rf"(?P<since>{either(words.since)})"
        self.since = re.compile(rf"\b{since} {maybe(words.since_articles, ' ')}", re.IGNORECASE)
        self.unit = {word: unit for unit, said in stretches.units.items() for word in said}
        self.stretch = re.compile(
            rf"\b{either(stretches.openers)} (?:{either(stretches.about)} )*(?P<count>[\w-]+) "
            rf"(?P<unit>{either(self.unit)})\b",
            re.IGNORECASE,
        )
        self.period = re.compile(
            rf"\b{either(words.of_period)} (?P<period>{either(words.periods)})\b", re.IGNORECASE
        )
        self.months = language.calendar.months
        self.month = re.compile(rf"\b{either(self.months)}\b", re.IGNORECASE)
        self.numbers = language.numbers.cardinals | dict.fromkeys(
            language.numbers.joints.article, 1
        )


_words = by_language(_Words)
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")


def is_for_ever(core: str) -> bool:
    """Whether it is a claim of all time, where nothing narrows it."""
    return core in current().superlatives.for_ever


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
    return [Span.of(text, *found.span()) for found in _words().claim.finditer(text)]


def superlatives_of(index: TextIndex, _: None) -> tuple[Superlative, ...]:
    """Every superlative of a text; for `TextIndex.once`."""
    spans = find_superlatives(index.text)
    return tuple(
        _read(span, index, spans[number + 1].start if number + 1 < len(spans) else None)
        for number, span in enumerate(spans)
    )


def _read(span: Span, index: TextIndex, following: int | None) -> Superlative:
    text = index.text
    said = _words()
    found = said.core.search(text, _core_from(span), span.end)
    word = found.group().casefold() if found else ""
    core_end = found.end() if found else span.end
    sentence = index.sentence(span.start)
    end = min(span.start + _WITHIN, sentence.end if sentence else span.end)
    if following is not None:
        end = min(end, max(following, span.end))
    heads = _heads(text[core_end : max(end, span.end)])
    core = said.alike.get(word, word)
    if core in said.tables.amounts:
        # "The most expensive" and "the most goals" are two claims.
        core = f"{core} {heads[0]}" if heads else core
    rank = said.rank.search(span.text)
    return Superlative(
        span,
        word,
        core,
        said.against.get(word) if core in said.alike else None,
        (rank["rank"] or rank.lastgroup or "").casefold() if rank else "",
        frozenset(heads),
        _scope(text[span.start : end]) or Scope("ever" if is_for_ever(core) else ""),
    )


def _core_from(span: Span) -> int:
    """Behind the rank: the "first" of "first-largest" is none of its own."""
    rank = _words().rank.search(span.text)
    return span.start + (rank.end() if rank and rank["rank"] else 0)


def _heads(words: str) -> list[str]:
    tables, silent = _words().tables, stop_words()
    heads: list[str] = []
    for found in WORD.finditer(words):
        word = found.group().casefold()
        if word in tables.ends or re.search(r"[.,;:()]", words[: found.start()]):
            break
        if word not in silent and word not in tables.fillers and not word[0].isdigit():
            heads.append(stem(word))
        if len(heads) == 3:
            break
    return heads


def _scope(words: str) -> Scope | None:
    said = _words()
    if found := said.ever.search(words):
        return Scope("ever", text=found.group())
    if found := said.since.search(words):
        return _since(words[found.end() : found.end() + 40], found["since"].casefold())
    if found := said.stretch.search(words):
        number, unit = found["count"].casefold(), said.unit[found["unit"].casefold()]
        is_digits = number.isdecimal() and len(number) < 5
        count = int(number) if is_digits else said.numbers.get(number)
        size = said.tables.stretches.months.get(unit)
        return Scope(
            "in",
            frozenset((unit,)),
            count * size if count is not None and size is not None else None,
            found.group(),
        )
    if found := said.period.search(words):
        return Scope("of", frozenset((found["period"].casefold(),)), text=found.group())
    return None


def _since(tail: str, since: str) -> Scope:
    """The year, the month or the telling words behind "since"."""
    if year := _YEAR.search(tail):
        return Scope("since", frozenset((year.group(),)), text=f"{since} {year.group()}")
    if month := _words().month.search(tail):
        number = _words().months[month.group().casefold()]
        return Scope("since", frozenset((f"month {number}",)), text=f"{since} {month.group()}")
    silent = stop_words()
    telling = [word for word in WORD.findall(tail) if word.casefold() not in silent][:2]
    return Scope("since", frozenset(map(stem, telling)), text=f"{since} {' '.join(telling)}")
