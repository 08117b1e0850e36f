"""A count that the source gives by what it lists: "three forces" for three forces named, "three
brothers" for "the trio", "seven" for six and "a seventh", "two cars" for "a blue car and a grey
van", "two games" for games on two days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from extractor.checks.evidence.claims import Claim
from extractor.checks.evidence.nouns import nouns_agree
from extractor.checks.evidence.stems import WORD, head_stem, stem
from extractor.checks.evidence.text_index import TextIndex
from extractor.languages.current import by_language, current
from extractor.languages.language import Language
from extractor.languages.patterns import SPACE, either, maybe
from extractor.schemas.span import Span

_MOST = 12
"""Longer lists give their number."""
_LEAST_SHARED, _LEAST_CONTEXT = 2, 0.1
"""Telling words, and the share of them, that a sentence must have before its names are counted."""
_MOST_SENTENCES = 20
_FEWEST = 3
"""Two names stand side by side in any sentence."""


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        words = language.comparing.lists
        and_ = either(words.conjunctions, SPACE)
        short = either(one for one in words.conjunctions if " " not in one)
        aged = maybe(words.before_ages)
        self.next = re.compile(
            rf"(?:,\s+{maybe(words.all_of)}{aged}\d{{1,3}})?"
            rf"(?:,\s+(?:{and_}\s+)?|\s+{short}\s+)(?:{either(words.before_names)}\s+){{0,2}}"
        )
        self.and_ = re.compile(rf"\b{and_}\b")
        self.age = re.compile(rf",\s+{aged}\d{{1,3}}\b(?!\s*(?:[-–%]|[^\W\d_]))")
        self.things_are = re.compile(
            rf"(?:\s+[^\W\d_]+){{0,2}}\s+{either(words.opened_by)}\s+|:\s+"
        )
        self.thing = re.compile(
            rf"(?:,\s+)?(?:\s*{short}\s+)?{either(words.things)}\s+(?:[\w’'-]+\s+){{0,5}}?[\w’'-]+"
            rf"(?=\s*[,;.]|\s+{short}\s+|$)"
        )
        self.on_days = re.compile(rf"(?:\s+[^\W\d_]+){{0,3}}\s+{either(words.on_days)}\s+")


_words = by_language(_Words)
_AGE_REACH = 16


def listed_in(claim: Claim, source: TextIndex) -> Span | None:
    """Where the source lists as many as the claim counts; none where it does not."""
    figure = claim.figure
    is_small = figure.value is not None and 2 <= figure.value <= _MOST
    if figure.kind != "cardinal" or not is_small or figure.hedge != "unhedged":
        return None
    assert figure.value is not None
    count = int(figure.value)
    if count != figure.value:
        return None
    return (
        _by_ordinal(claim, count, source)
        or _by_names(claim, count, source)
        or _by_items(claim, count, source)
        or _by_items(claim, count, source)
        or _by_ages(claim, count, source)
        or _by_group(count, source)
    )


def _by_ordinal(claim: Claim, count: int, source: TextIndex) -> Span | None:
    """ "A seventh", of the same things, or right behind six of them."""
    for other in source.distinct_figures:
        if other.kind == "fraction" and other.value == Decimal(1) / count:
            if _counts_on(other.span, count, source):  # "six sailors and a seventh"
                return other.span
            continue
        if other.kind != "ordinal" or other.value != count:
            continue
        agree = nouns_agree(claim.noun, source.noun_of(other))
        if agree is True or (agree is None and _counts_on(other.span, count, source)):
            return other.span
    return None


def _counts_on(place: Span, count: int, source: TextIndex) -> bool:
    """Whether as many but one are counted in the sentence of a place, or in the one before."""
    index = source.sentence_index(place.start)
    if index is None:
        return False
    near = [number for number in (index - 1, index) if number >= 0]
    return any(
        other.kind == "cardinal" and other.value == count - 1
        for number in near
        for other in source.figures_at(number)
    )


def _by_names(claim: Claim, count: int, source: TextIndex) -> Span | None:
    """A sentence about the same that names just so many in a row."""
    if count < _FEWEST or _is_counted_otherwise(claim, source):
        return None
    stems, sentences = claim.stems, len(source.scan.sentences)
    for index, _ in source.ranking(stems).best(_MOST_SENTENCES, _LEAST_CONTEXT, sentences):
        if len(stems & source.stems[index]) < _LEAST_SHARED:
            continue
        for run in _runs(source.names_at(index), source):
            if len(run) == count:
                return Span.of(source.text, run[0].start, run[-1].end)
    return None


def _is_counted_otherwise(claim: Claim, source: TextIndex) -> bool:
    """Whether the source gives a like number of the same things, which is then likely meant."""
    return any(
        other.kind == "cardinal"
        and other.value is not None
        and 0 < other.value <= _MOST
        and nouns_agree(claim.noun, source.noun_of(other)) is True
        for other in source.distinct_figures
    )


def _runs(names: list[Span], source: TextIndex) -> Iterator[list[Span]]:
    """The names that stand in one list, commas and "and" between them.

    One that follows the last "and" may tell where the others are: "… and Orlen Clinic, Skarland".
    """
    run: list[Span] = []
    gaps: list[str] = []
    for name in names:
        between = _words().next.fullmatch(source.text, run[-1].end, name.start) if run else None
        if run and between is None:
            yield from _with_and_without_place(run, gaps)
            run, gaps = [], []
        run.append(name)
        gaps += [between.group()] if between is not None else []
    if run:
        yield from _with_and_without_place(run, gaps)


def _with_and_without_place(run: list[Span], gaps: list[str]) -> Iterator[list[Span]]:
    yield run
    if len(gaps) > 1 and gaps[-1].strip() == "," and _words().and_.search(gaps[-2]):
        yield run[:-1]


def _by_ages(claim: Claim, count: int, source: TextIndex) -> Span | None:
    """A sentence with just so many people by name and age."""
    if nouns_agree(claim.noun, "people") is False or _is_counted_otherwise(claim, source):
        return None
    for index in range(len(source.scan.sentences)):
        aged = [
            name
            for name in source.names_at(index)
            if _words().age.match(source.text, name.end, name.end + _AGE_REACH)
        ]
        if len(aged) == count:
            return Span.of(source.text, aged[0].start, aged[-1].end)
    return None


def _by_items(claim: Claim, count: int, source: TextIndex) -> Span | None:
    """The noun behind which the source lists as many things, or days."""
    head = head_stem(claim.noun or "")
    if head is None or _is_counted_otherwise(claim, source):
        return None
    for index in sorted(source.sentences_with(head))[:_MOST_SENTENCES]:
        sentence = source.scan.sentences[index]
        for word in WORD.finditer(source.text, sentence.start, sentence.end):
            if not word.group().endswith("s") or stem(word.group()) != head:
                continue  # a single one has no list
            for end, found in (
                _things_from(word.end(), sentence, source),
                _days_from(word.end(), sentence, source),
            ):
                if found == count:
                    return Span.of(source.text, word.start(), end)
    return None


def _things_from(start: int, sentence: Span, source: TextIndex) -> tuple[int, int]:
    """Where the things end that a "were" or a colon lists, and how many they are."""
    opens = _words().things_are.match(source.text, start, sentence.end)
    end, count = opens.end() if opens else start, 0
    while opens and (thing := _words().thing.match(source.text, end, sentence.end)) is not None:
        end, count = thing.end(), count + 1
    return end, count


def _days_from(start: int, sentence: Span, source: TextIndex) -> tuple[int, int]:
    """The same of the days that "on" lists: "games on 3 May and 9 May"."""
    opens = _words().on_days.match(source.text, start, sentence.end)
    rest = Span.of(source.text, opens.end() if opens else start, sentence.end)
    dates = source.dates_in(rest) if opens else []
    if not dates or dates[0].span.start != rest.start:
        return start, 0
    gaps = [source.text[one.span.end : other.span.start] for one, other in pairwise(dates)]
    if not gaps or not _words().and_.search(gaps[-1]):
        return start, 0
    return dates[-1].span.end, len(dates)


def _by_group(count: int, source: TextIndex) -> Span | None:
    """A word for a group of so many: "the trio"."""
    words = [word for word, size in current().numbers.groups.items() if size == count]
    return next((place for word in words if (place := source.find(word)) is not None), None)
