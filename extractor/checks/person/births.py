"""A person's age against the year of birth that the same text gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.checks.check import declare
from extractor.checks.evidence.name_tokens import is_same_person
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import make_finding, quoted, where
from extractor.checks.passes import on_story
from extractor.checks.person.ages import Age, find_ages
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.patterns import either, maybe
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span

_YEAR = (
    r"(?:[A-Z]?[a-z]+\.?\s+\d{1,2},?\s+|\d{1,2}\s+[A-Z][a-z]+\.?\s+|[A-Z][a-z]+\s+)?"
    r"((?:18|19|20)\d\d)"
)
_LIFE = re.compile(r"\s*\(((?:18|19|20)\d\d)\s?[-–—]\s?((?:18|19|20)\d\d)\)")


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        words = language.people.ages
        in_ = either(words.in_)
        self.born = re.compile(
            rf"(?:,\s*\d{{1,3}},)?\s*,?\s*\(?{maybe(words.who)}{maybe(words.was)}"
            rf"{either(words.born)}\s+(?:[^\W\d_A-ZÀ-Þ]+\s+)?(?:{in_}\s+[A-Z]\w+,?\s+)?"
            rf"{maybe(words.in_ | words.on)}{_YEAR}"
        )
        died = either(words.died_then)
        self.died_at = re.compile(
            rf"\b{either(words.died)}\b[^.;]{{0,60}}?\b{either(words.at_age)}\s+(\d{{1,3}})\b"
            rf"(?!\s*(?:%|{either(words.not_age)}|[^\W\d_]+ {either(words.houses)}))"
            rf"|\b{either(words.was)}\s+(\d{{1,3}})\s+{either(words.when)}\s+"
            rf"{either(words.he)}\s+{died}\b"
        )
        self.is_born = re.compile(either(words.born[:1]))
        self.past = re.compile(rf"\b(?:{either(words.past)}|{in_} (?:18|19|20)\d\d)\b")


_words = by_language(_Words)
_REACH = 70
"""Characters behind a name in which its year of birth may stand."""


@dataclass(frozen=True, slots=True)
class Life:
    """A name with the years that the text puts beside it."""

    name: Span
    born: int
    died: int | None
    span: Span


def find_lives(index: TextIndex) -> list[Life]:
    """Every name with a year of birth right behind it."""
    found = []
    text = index.text
    for name in index.scan.names:
        end = min(len(text), name.end + _REACH)
        life = _LIFE.match(text, name.end, end)
        born = None if life else _words().born.match(text, name.end, end)
        if life:
            years = int(life.group(1)), int(life.group(2))
            found.append(Life(name, *years, Span.of(text, life.start(1), life.end(2))))
        elif born:
            found.append(Life(name, int(born.group(1)), None, Span.of(text, *born.span(1))))
    return [life for life in found if life.died is None or 0 <= life.died - life.born < 120]


BORN = declare("person.born", "An age that the year of birth does not give", severity="warning")


@on_story(BORN, order=60)
def ages_against_births(story: TextIndex) -> Iterator[Finding]:
    """Ages that the year of birth does not give, on the story's day or on that of a death."""
    lives = find_lives(story)
    if not lives:
        return
    published = story.scan.published
    for age in (*find_ages(story), *_ages_at_death(story)):
        life = next((one for one in lives if is_same_person(age.name.text, one.name.text)), None)
        if life is None:
            continue
        year = life.died if life.died is not None else (published.year if published else None)
        # A birthday may be to come, so that two ages fit a year; a third is let pass, as the
        # story may speak of the year before.
        if year is None or age.years in range(year - life.born - 2, year - life.born + 1):
            continue
        if age.years > year - life.born + 1 or life.died is not None or _is_now(age, story):
            yield make_finding(
                "person.born",
                "value_mismatch",
                age.span,
                f"{quoted(age.name.text)} is {age.years} here; born in {life.born} "
                f"({where(story, life.span)}), that is {year - life.born - 1} or "
                f"{year - life.born} in {year}.",
                severity="warning",
                evidence=(life.span,),
                expected=f"{year - life.born - 1} or {year - life.born}",
            )


def _is_now(age: Age, story: TextIndex) -> bool:
    """Whether the text gives the age as today's: right beside the name, in no past sentence."""
    index = story.sentence_index(age.span.start)
    if index is None:
        return False
    sentence = story.scan.sentences[index].text
    said = _words()
    return not said.past.search(said.is_born.split(sentence)[0])


def _ages_at_death(story: TextIndex) -> Iterator[Age]:
    """ "Karl Brandt (1948-2016) died at 68": the name that opens the sentence."""
    for found in _words().died_at.finditer(story.text):
        number = 1 if found.group(1) else 2
        index = story.sentence_index(found.start())
        names = story.names_at(index) if index is not None else []
        before = [name for name in names if name.end <= found.start()]
        years = int(found.group(number))
        if before and 0 < years < 120:
            yield Age(before[0], years, Span.of(story.text, *found.span(number)))
