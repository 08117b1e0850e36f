"""Figures and dates that a text gives together: "13th and 15th", "11 goals in 16 matches".

A claim that gives one of two such numbers as its source does, and the other otherwise, has taken
the other from elsewhere, even where that number, too, stands in the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.evidence.folding import fold
from extractor.checks.evidence.nouns import nouns_agree
from extractor.checks.evidence.text_index import TextIndex
from extractor.comparing.figures import compare_figures
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.patterns import either
from extractor.schemas.figure import Figure

_WIDEST = 25
"""Characters between two numbers that are given together."""
_MOST = 20
"""Places of one number that are looked at."""
_FEW, _MANY = 10, 40
"""Figures of one sentence, and of three, from which on a text is a table."""
_SMALL = 2
"""Up to this a count is in every other sentence, and ties nothing together."""


def partner_rival(figure: Figure, claim: TextIndex, source: TextIndex) -> Figure | None:
    """What the source gives with another figure of the claim's sentence, in this one's place."""
    rivals: list[Figure] = []
    may_support = {other.span for other in source.figure_table.may_support(figure)}
    for partner in _partners(figure, claim):
        gap = _between(figure, partner, claim)
        noun = claim.noun_of(figure)
        for index, same in _places(partner, claim, source):
            around = [f for near in (index - 1, index, index + 1) for f in _figures(near, source)]
            likely = (other for other in around if other.span in may_support)
            if len(around) > _MANY or any(
                compare_figures(figure, other).is_support for other in likely
            ):
                return None
            for other in _figures(index, source):
                if other == same or (other.kind, other.unit) != (figure.kind, figure.unit):
                    continue
                agree = nouns_agree(noun, source.noun_of(other))
                alike = gap is not None and _between(other, same, source) == gap
                if alike and agree is not False:
                    rivals.append(other)
    return rivals[0] if rivals else None


def _partners(figure: Figure, claim: TextIndex) -> Iterator[Figure]:
    """The other figures of the sentence that are no mere "one" or "two"."""
    index = claim.sentence_index(figure.span.start)
    beside = _figures(-1 if index is None else index, claim)
    for other in beside if len(beside) <= _FEW else ():
        is_small = other.kind == "cardinal" and (other.value is None or abs(other.value) <= _SMALL)
        if other != figure and other.value is not None and not is_small:
            yield other


def _places(partner: Figure, claim: TextIndex, source: TextIndex) -> Iterator[tuple[int, Figure]]:
    """Where the source has the partner about the same thing, by sentence."""
    assert partner.value is not None
    for other in source.by_value.get(partner.value, ())[:_MOST]:
        index = source.sentence_index(other.span.start)
        if index is None or (other.kind, other.unit) != (partner.kind, partner.unit):
            continue
        if nouns_agree(claim.noun_of(partner), source.noun_of(other)) is not False:
            yield index, other


def _figures(index: int, text: TextIndex) -> list[Figure]:
    return text.figures_by_sentence.get(index, [])


def _between(one: Figure, other: Figure, index: TextIndex) -> tuple[bool, str] | None:
    """Which comes first, and the words between; none where they stand far apart."""
    first, second = sorted((one, other), key=lambda figure: figure.span.start)
    gap = fold(index.text[first.span.end : second.span.start])
    gap = _articles().sub("", gap)
    return (first is one, gap) if len(gap) <= _WIDEST else None


@by_language
def _articles(language: Language) -> re.Pattern[str]:
    return re.compile(rf"\b{either(language.comparing.wholes.articles)}\b ?")
