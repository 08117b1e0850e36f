"""A place against the number that it stands beside: "50,000 staff in Romania" where the source has
those 50,000 in Kazakhstan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.checks.evidence.figure_table import telling_digits
from extractor.checks.evidence.name_tokens import name_tokens
from extractor.checks.evidence.nouns import nouns_agree
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import Subject, make_finding, quoted, source_number, where
from extractor.checks.name.exchanged_names import is_same
from extractor.checks.name.unknown_names import is_calendar_word
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.patterns import either, maybe
from extractor.schemas.figure import Figure
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        words = language.people.places
        the = maybe(words.the)
        self.gap = re.compile(
            rf"(?:\s+(?:[^\W\d_A-ZÀ-Þ]|[’'-])+){{0,6}}?\s+{either(words.beside)}\s+{the}"
        )
        self.nested = re.compile(rf"\s*(?:,|\(|{either(words.within)})\s*{the}", re.IGNORECASE)


_words = by_language(_Words)

_FAR = 80
_LEAST_DIGITS = 2
"""A number of one digit stands in many places."""


def places_elsewhere(
    name: Span, claim: TextIndex, sources: Sequence[TextIndex], subject: Subject
) -> Iterator[Finding]:
    """A place beside a number that every source which has the number puts elsewhere."""
    figure = _figure_of(name, claim)
    if figure is None or not _may_be_found(figure) or is_calendar_word(name.text):
        return
    places = [
        (index, _other_place(name, figure, claim, source)) for index, source in enumerate(sources)
    ]
    found = [(index, place) for index, place in places if place is not None]
    if not found or len(found) < len(sources):
        return
    index, place = found[0]
    yield make_finding(
        "name.context",
        "misplaced",
        name,
        f"{quoted(name.text)} here; the source has this number in {quoted(place.text)} "
        f"({where(sources[index], place)}).",
        subject=subject,
        severity="look",
        evidence=(place,),
        source=source_number(index, sources),
        expected=place.text,
    )


def _may_be_found(figure: Figure) -> bool:
    """Whether a number tells enough to be known again by it alone."""
    if figure.value is None or figure.kind not in ("cardinal", "money", "measure"):
        return False
    return telling_digits(figure.value) >= _LEAST_DIGITS or abs(figure.value) >= 10**_LEAST_DIGITS


def _other_place(name: Span, figure: Figure, claim: TextIndex, source: TextIndex) -> Span | None:
    """The place where the source has the number that this place stands beside; none where it has
    the number there, too, or says of no place."""
    named = claim.names_at(claim.sentence_index(name.start) or 0)
    rivals: list[Span] = []
    for place in _places_of(figure, claim, source):
        if place is None or _is_it_or_holds_it(place, name, source):
            return None
        if any(is_same(place.text, other.text) for other in named):
            return None
        rivals.append(place)
    return rivals[0] if rivals else None


def _figure_of(name: Span, claim: TextIndex) -> Figure | None:
    """The figure that stands right before a place, with its noun between at most."""
    index = claim.sentence_index(name.start)
    before = [f for f in claim.figures_at(index or 0) if f.span.end <= name.start]
    if index is None or not before:
        return None
    return before[-1] if _is_beside(before[-1], name, claim) else None


def _is_beside(figure: Figure, name: Span, index: TextIndex) -> bool:
    end = figure.phrase.end if figure.phrase.end <= name.start else figure.span.end
    is_near = name.start - end <= _FAR
    return is_near and _words().gap.fullmatch(index.text, end, name.start) is not None


def _places_of(figure: Figure, claim: TextIndex, source: TextIndex) -> Iterator[Span | None]:
    """The place beside each figure of the source that gives this number."""
    assert figure.value is not None
    noun = claim.noun_of(figure)
    for other in source.by_value.get(figure.value, ()):
        if (other.kind, other.unit) != (figure.kind, figure.unit):
            continue
        if nouns_agree(noun, source.noun_of(other)) is False:
            continue
        index = source.sentence_index(other.span.start)
        names = source.names_at(index) if index is not None else []
        yield next((name for name in names if _is_beside(other, name, source)), None)


def _is_it_or_holds_it(place: Span, name: Span, source: TextIndex) -> bool:
    """Whether the source's place is the claim's, or one inside it: "in Arden, Peru"."""
    if is_same(place.text, name.text):
        return True
    tokens = name_tokens(name.text)
    index = source.sentence_index(place.start)
    for other in source.names_at(index) if index is not None else ():
        gap = source.text[place.end : min(other.start, place.end + _FAR)]
        if (
            other.start >= place.end
            and _words().nested.fullmatch(gap)
            and is_same(other.text, name.text)
        ):
            return True
    # What the source does not name may be the country of the place.
    return not tokens or not all(source.sentences_naming(token) for token in tokens)
