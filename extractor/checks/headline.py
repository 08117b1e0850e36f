"""The headline against the body, and one name spelt in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.claims import as_claim, is_of_a_date
from extractor.checks.findings import make_finding, quoted, says_other, where
from extractor.checks.harm import top_of_story
from extractor.checks.name_tokens import name_tokens
from extractor.checks.nouns import nouns_agree
from extractor.checks.places import KIN
from extractor.checks.reading import Reading
from extractor.checks.spelling import edits
from extractor.checks.support import find_support
from extractor.checks.words import STOP, WORD, stem
from extractor.scanning.lexicon import PLACES
from extractor.schemas.figure import Figure
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span

_LEAST_CONTEXT = 0.4
"""Share of the headline's words that must stand around the body's number."""


def check_headline(story: Reading) -> Iterator[Finding]:
    """Numbers of the headline that the body gives otherwise, about the same thing."""
    headline = headline_of(story)
    if headline is None:
        return
    body = [
        figure
        for figure in story.scan.figures
        if figure.span.start >= headline.end and not story.is_furniture(figure.span)
    ]
    for figure in story.figures_in(headline):
        if is_of_a_date(figure, story):
            continue
        mine = as_claim(figure, story)
        support = find_support(mine, story, body)
        other = support.figure
        if other is None or support.comparison.is_support or support.context < _LEAST_CONTEXT:
            continue
        if nouns_agree(mine.noun, story.noun_of(other)) is not True and not (
            mine.noun is None and _has_same_verb(figure, other, story)
        ):
            continue
        yield make_finding(
            "arithmetic.headline",
            support.comparison.verdict,
            figure.span,
            says_other(
                figure.phrase.text,
                other.phrase.text,
                where(story, other.span),
                support.comparison.reason,
                whom="the body",
            ),
            # A headline may add up what the body gives in parts.
            severity="look",
            evidence=(other.span,),
            expected=other.phrase.text,
        )


def _has_same_verb(figure: Figure, other: Figure, story: Reading) -> bool:
    """ "Storm kills 14" for "a storm killed 12 people": headlines leave out whom they count."""
    verbs = [
        WORD.findall(story.text[max(0, one.phrase.start - _VERB) : one.phrase.start])[-1:]
        for one in (figure, other)
    ]
    if not verbs[0] or not verbs[1]:
        return False
    mine, theirs = stem(verbs[0][0]), stem(verbs[1][0])
    return mine == theirs and verbs[0][0].casefold() not in STOP


_VERB = 20
"""Characters before a number in which its verb stands."""


def headline_of(story: Reading) -> Span | None:
    """The first paragraph, where it is no sentence: it ends without a full stop."""
    bodies = [p for p in story.scan.paragraphs[:4] if not story.is_furniture(p)]
    if len(bodies) < 2 or top_of_story(story.scan) <= bodies[0].end:
        return None
    return bodies[0] if len(bodies[0].text) < 200 else None


_LEAST_LETTERS = 6


def check_spellings(story: Reading) -> Iterator[Finding]:
    """Words of names that are a letter apart: "Zelensky" and "Zelenskyy" in one story."""
    uses: dict[str, list[Span]] = {}
    for name in story.scan.names:
        for token in name_tokens(name.text):
            if len(token) >= _LEAST_LETTERS and token.isalpha():
                uses.setdefault(token, []).append(name)
    by_start: dict[str, list[str]] = {}
    for token in uses:
        by_start.setdefault(token[:3], []).append(token)
    for alike in by_start.values():
        for place, one in enumerate(alike[:_MOST]):
            for other in alike[place + 1 : _MOST]:
                if _is_derived(one, other) or edits(one, other, 1) != 1:
                    continue
                here, there = uses[other][0], uses[one][0]
                if not _may_be_one(here, there, one, other) or _is_known_apart(
                    story, one, other, uses
                ):
                    continue
                yield make_finding(
                    "name.inconsistent",
                    "ambiguous",
                    here,
                    f"{quoted(here.text)} here and {quoted(there.text)} in "
                    f"{where(story, there)}: one name or two?",
                    evidence=(there,),
                    expected=there.text,
                )


def _is_derived(one: str, other: str) -> bool:
    """Whether one is the plural or the people of the other: "Indonesia", "Indonesian"."""
    short, long = sorted((one, other), key=len)
    return long in (short + "s", short + "n", short + "an") or other in KIN.get(one, frozenset())


def _may_be_one(here: Span, there: Span, word: str, other: str) -> bool:
    """Whether the rest of two longer names agrees: Sebastien Buemi is no Sebastian Vettel."""
    mine = set(name_tokens(here.text)) - {word, other}
    theirs = set(name_tokens(there.text)) - {word, other}
    return not mine or not theirs or bool(mine & theirs)


def _is_known_apart(story: Reading, one: str, other: str, uses: dict[str, list[Span]]) -> bool:
    """Whether the two are no slip for each other: Greece and Maurice Greene, Marina and a marine.

    A place that everybody knows may still be misspelt: once, and with no forename before it.
    """
    if not {one, other}.isdisjoint(story.once(_small_words, None)):
        return True
    unknown = [word for word in (one, other) if word not in _KNOWN]
    if len(unknown) != 1:
        return not unknown
    names = uses[unknown[0]]
    return len(names) > 1 or name_tokens(names[0].text)[1:][-1:] == tuple(unknown)


def _small_words(story: Reading, _: None) -> frozenset[str]:
    """The words that the story writes with a small letter, too."""
    return frozenset(_SMALL_WORD.findall(story.text))


_SMALL_WORD = re.compile(rf"\b[a-z]{{{_LEAST_LETTERS},}}\b")
_KNOWN = PLACES | KIN.keys()
_MOST = 40
"""Names with one beginning that are compared with each other; a story has a handful."""
