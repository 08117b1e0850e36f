"""One person, one age: in headline, caption, lede and body, and in a draft as in its source."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.checks.check import declare
from extractor.checks.evidence.name_tokens import is_same_person, name_tokens
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import DRAFT, Subject, make_finding, quoted, source_number, where
from extractor.checks.passes import on_draft, on_story
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.patterns import either, maybe
from extractor.schemas.figure import Figure
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        words = language.people.ages
        self.after = re.compile(
            rf"\s*(?:,\s*{maybe(words.before)}|\s\(|\s+{either(words.aged)}\s+"
            rf"|(?P<said>\s+{either(words.is_)}\s+))(?P<years>\d{{1,3}})"
            rf"(?![.,]\d)(?=[,).;]|\s+{either(words.years_old)})"
        )
        old = either(words.year_old, "[- ]")
        self.before = re.compile(rf"(\d{{1,3}})[- ]{old}\s+(?:(?:[^\W\d_A-ZÀ-Þ]|-)+\s+){{0,3}}$")
        self.old = tuple(phrase.split()[-1] for phrase in words.year_old)
        self.title = re.compile(rf"\b{either(words.titles)}\.?\s+$")


_words = by_language(_Words)
_MAY_BE_AGE = ("age", "cardinal", "duration")
_OF_AGE = 16
"""Nobody younger is called Mr or Ms in news."""
_SHARES = ("percent", "percentage_points")


@dataclass(frozen=True, slots=True)
class Age:
    """A name with the age that the text puts beside it."""

    name: Span
    years: int
    span: Span


def find_ages(index: TextIndex) -> list[Age]:
    """Every name that has an age right beside it."""
    return index.once(_ages, None)


def _ages(index: TextIndex, _: None) -> list[Age]:
    ages = []
    text, said = index.text, _words()
    for name in index.scan.names:
        after = said.after.match(text, name.end, min(len(text), name.end + 20))
        start = max(0, name.start - 50)
        words = text[start : name.start]
        before = said.before.search(words) if any(map(words.__contains__, said.old)) else None
        if not (after or before) or not name_tokens(name.text):
            continue
        if after:
            place = Span.of(text, *after.span("years"))
            is_said = after.group("said") is not None
            if _may_be_age(place, index) and not (is_said and _tells_of_shares(place, index)):
                ages.append(Age(name, int(place.text), place))
        elif before:
            words_at = start + before.start(1), start + before.end(1)
            ages.append(Age(name, int(before.group(1)), Span.of(text, *words_at)))
    return [age for age in ages if 0 < age.years < 120]


def _may_be_age(place: Span, index: TextIndex) -> bool:
    """Whether nothing else was read there: "Marsh, 33 per cent", "Marsh, 33 seconds"."""
    return not any(figure.kind not in _MAY_BE_AGE for figure in index.figures_near(place))


def _tells_of_shares(place: Span, index: TextIndex) -> bool:
    """ "Marsh is 40, Brandt 35 percent": a sentence of shares tells no age by "is" alone."""
    return any(figure.kind in _SHARES for figure in _figures_at(place, index))


def _figures_at(place: Span, text: TextIndex) -> Sequence[Figure]:
    index = text.sentence_index(place.start)
    return text.figures_at(index) if index is not None else ()


AGE = declare("person.age", "One person with two ages", severity="error")


@on_story(AGE, order=50)
def ages_that_disagree(story: TextIndex) -> Iterator[Finding]:
    """Two ages of one person in one story."""
    seen: defaultdict[str, dict[tuple[str, int], Age]] = defaultdict(dict)
    for age in find_ages(story):
        alike = seen[_surname(age.name.text)]
        for other in alike.values():
            # A surname refers back to the full name before it, not to one that is yet to come.
            refers_back = len(name_tokens(age.name.text)) <= len(name_tokens(other.name.text))
            if not refers_back:
                continue
            if _has_title(age, story) and other.years < _OF_AGE:
                continue  # "Jon Holm, 12, and Ms Holm, 41"
            if is_same_person(age.name.text, other.name.text) and abs(age.years - other.years) > 1:
                yield make_finding(
                    "person.age",
                    "value_mismatch",
                    age.span,
                    f"{quoted(age.name.text)} is {age.years} here and {other.years} in "
                    f"{where(story, other.span)}.",
                    severity="warning",
                    evidence=(other.span,),
                    expected=other.span.text,
                )
                break
        alike.setdefault((age.name.text, age.years), age)


def _has_title(age: Age, index: TextIndex) -> bool:
    start = age.name.start
    return _words().title.search(index.text, max(0, start - 8), start) is not None


@on_draft(AGE, order=60, in_statements=70)
def check_ages(
    claim: TextIndex, sources: Sequence[TextIndex], *, subject: Subject = DRAFT
) -> list[Finding]:
    """A person's age in the draft against the same person's age in a source."""
    findings = []
    # Of many places that give one form of a name one age the first is enough.
    known: defaultdict[str, dict[tuple[int, str, int], Age]] = defaultdict(dict)
    for index, source in enumerate(sources):
        for age in find_ages(source):
            key = index, age.name.text, age.years
            known[_surname(age.name.text)].setdefault(key, age)
    for age in find_ages(claim):
        first, *rest = name_tokens(age.name.text)
        # "Ida, 9," is Ida Holm, and Ms Holm, 41, then is somebody of her family.
        same = [
            (index, other)
            for (index, _, _), other in (known[first].items() if rest else ())
            if name_tokens(other.name.text) == (first,)
        ] or [
            (index, other)
            for (index, _, _), other in known[_surname(age.name.text)].items()
            if is_same_person(age.name.text, other.name.text)
        ]
        if not same or any(other.years == age.years for _, other in same):
            continue
        index, other = same[0]
        findings.append(
            make_finding(
                "person.age",
                "value_mismatch",
                age.span,
                f"{quoted(age.name.text)} is {age.years} here; the source says "
                f"{other.years} ({where(sources[index], other.span)}).",
                subject=subject,
                evidence=(other.span,),
                source=source_number(index, sources),
                expected=other.span.text,
            )
        )
    return findings


def _surname(name: str) -> str:
    """What two forms of one person's name share."""
    return name_tokens(name)[-1]
