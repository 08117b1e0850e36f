"""Numbers of the headline against those of the body."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.checks.check import declare
from extractor.checks.evidence.claims import as_claim, is_of_a_date
from extractor.checks.evidence.headline import headline_of
from extractor.checks.evidence.nouns import nouns_agree
from extractor.checks.evidence.stems import WORD, stem, stop_words
from extractor.checks.evidence.support import find_support
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import make_finding, says_other, where
from extractor.checks.passes import on_story
from extractor.schemas.figure import Figure
from extractor.schemas.finding import Finding

_LEAST_CONTEXT = 0.4
"""Share of the headline's words that must stand around the body's number."""


HEADLINE = declare(
    "arithmetic.headline", "A number in the headline that differs from the body", severity="look"
)


@on_story(HEADLINE, order=80)
def check_headline(story: TextIndex) -> Iterator[Finding]:
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


def _has_same_verb(figure: Figure, other: Figure, story: TextIndex) -> bool:
    """ "Storm kills 14" for "a storm killed 12 people": headlines leave out whom they count."""
    verbs = [
        WORD.findall(story.text[max(0, one.phrase.start - _VERB) : one.phrase.start])[-1:]
        for one in (figure, other)
    ]
    if not verbs[0] or not verbs[1]:
        return False
    mine, theirs = stem(verbs[0][0]), stem(verbs[1][0])
    return mine == theirs and verbs[0][0].casefold() not in stop_words()


_VERB = 20
"""Characters before a number in which its verb stands."""
