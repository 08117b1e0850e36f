"""Sources that differ about what a draft says: both are shown, with their times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from extractor.checks.check import declare
from extractor.checks.evidence.candidates import figures_where
from extractor.checks.evidence.claims import Claim, as_claim
from extractor.checks.evidence.nearness import context_of, nearness, words_beside
from extractor.checks.evidence.nouns import nouns_agree
from extractor.checks.evidence.support import find_support
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import Subject, make_finding, quoted, where
from extractor.checks.source_names import message_name, source_names
from extractor.comparing.figures import compare_figures
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.schemas.figure import Figure
from extractor.schemas.finding import Finding

_SURE_CONTEXT = 0.6
"""Share of the draft's sentence that must stand around a number for it to be the same one."""


DISAGREEMENT = declare(
    "source.disagreement", "Sources that give the same thing differently", severity="look"
)


def disagreements(
    figure: Figure,
    finding: Finding,
    claim: TextIndex,
    sources: Sequence[TextIndex],
    subject: Subject,
) -> list[Finding]:
    """Other sources that speak of the same thing and give another number."""
    others = dict(_otherwise(figure, finding, claim, sources))
    for index, other in _tolls(figure, finding, claim, sources):
        others.setdefault(index, other)
    for index, other in _only_counts(figure, finding, claim, sources):
        others.setdefault(index, other)
    return [
        _finding(figure, finding, other, index, sources, subject)
        for index, other in sorted(others.items(), key=lambda item: item[0])
    ]


def _otherwise(
    figure: Figure, finding: Finding, claim: TextIndex, sources: Sequence[TextIndex]
) -> Iterator[tuple[int, Figure]]:
    """The same noun with another number, in a sentence that says what the draft's says."""
    mine = as_claim(figure, claim)
    for index, source in enumerate(sources):
        # Whether it counts the same there is soon seen, and what it says of it is not.
        if index == finding.source or not _counts_there(mine, source):
            continue
        support = find_support(mine, source, or_rival=False)
        other = support.figure
        if other is None or support.comparison.verdict != "value_mismatch":
            continue
        if nouns_agree(mine.noun, source.noun_of(other)) is not True:
            continue
        if support.context >= _SURE_CONTEXT:
            yield index, other


def _only_counts(
    figure: Figure, finding: Finding, claim: TextIndex, sources: Sequence[TextIndex]
) -> Iterator[tuple[int, Figure]]:
    """The one number that another source has of the same things: in a table, or in a sentence about
    the same."""
    mine = as_claim(figure, claim)
    if figure.kind != "cardinal" or mine.noun is None:
        return
    for index, source in enumerate(sources):
        if index == finding.source:
            continue
        counts = [
            other
            for other in source.figures_of(mine.noun)
            if other.kind == "cardinal" and nouns_agree(mine.noun, source.noun_of(other)) is True
        ]
        if len({other.value for other in counts}) != 1:
            continue
        other = counts[0]
        if compare_figures(figure, other).verdict != "value_mismatch":
            continue
        if source.label_of(other) or _is_about_the_same(mine, other, source):
            yield index, other


_LEAST_CONTEXT, _LEAST_SHARED = 0.3, 2
"""Share of the draft's sentence, and telling words of it, around the one number of its kind."""


def _is_about_the_same(mine: Claim, other: Figure, source: TextIndex) -> bool:
    home = source.sentence_index(other.span.start)
    if home is None or len(mine.stems & source.stems[home]) < _LEAST_SHARED:
        return False
    return context_of(mine.stems, source, other.span) >= _LEAST_CONTEXT


def _counts_there(mine: Claim, source: TextIndex) -> bool:
    """Whether a sentence that says what the draft's says counts the same noun."""
    return any(
        nouns_agree(mine.noun, source.noun_of(figure)) is True
        for figure in figures_where(mine, _SURE_CONTEXT, source)
    )


def _finding(
    figure: Figure,
    finding: Finding,
    other: Figure,
    index: int,
    sources: Sequence[TextIndex],
    subject: Subject,
) -> Finding:
    here, source = sources[finding.source or 0], sources[index]
    places = [
        where(here, finding.evidence[0], _dated(finding.source or 0, sources)),
        where(source, other.span, _dated(index, sources)),
    ]
    return make_finding(
        "source.disagreement",
        "ambiguous",
        figure.span,
        f"The sources differ: {quoted(finding.expected or '')} ({places[0]}), "
        f"{quoted(other.phrase.text)} ({places[1]}). Which is the latest?",
        subject=subject,
        evidence=(other.span,),
        source=index,
        expected=other.phrase.text,
    )


def _dated(index: int, sources: Sequence[TextIndex]) -> str:
    """A source by its name and the moment it appeared: which of two tolls is the later one."""
    called = message_name(source_names(each.scan.title for each in sources)[index])
    published = sources[index].scan.published
    if published is None:
        return called
    shown = f"{published.day} {published:%B %Y}"
    if isinstance(published, datetime):
        shown += f" {published:%H:%M}"
    return f"{called} of {shown}"


class _Words:
    """The words of one language."""

    def __init__(self, language: Language) -> None:
        tolls = language.comparing.tolls
        self.tolls = tuple(map(language.evidence.stems, tolls.kinds))
        """Stems of what befell people, by kinds."""
        self.anybody = language.evidence.stems(tolls.anybody)


_words = by_language(_Words)
_BESIDE = 0.7
"""How near the word that says what happened must stand: right beside the number."""
_SAME_EVENT = 2
"""Telling words beside the draft's number that must stand around the other toll."""


def _tolls(
    figure: Figure, finding: Finding, claim: TextIndex, sources: Sequence[TextIndex]
) -> Iterator[tuple[int, Figure]]:
    """The tolls of other sources for the same event, where none gives the draft's number."""
    kind = _toll(figure, claim)
    if kind is None:
        return
    near = words_beside(claim, figure.span)
    near = {word: weight for word, weight in near.items() if word not in kind | _words().anybody}
    for index, source in enumerate(sources):
        if index == finding.source:
            continue
        others = [
            other
            for other in source.once(_tolls_by_kind, None).get(kind, ())
            if len(words_beside(source, other.span).keys() & near.keys()) >= _SAME_EVENT
        ]
        if others and not any(compare_figures(figure, other).is_support for other in others):
            yield index, max(others, key=lambda other: nearness(near, source, other.span))


def _tolls_by_kind(index: TextIndex, _: None) -> dict[frozenset[str], list[Figure]]:
    found: dict[frozenset[str], list[Figure]] = {}
    for figure in index.distinct_figures:
        kind = None if index.is_furniture(figure.span) else _toll(figure, index)
        if kind is not None:
            found.setdefault(kind, []).append(figure)
    return found


def _toll(figure: Figure, index: TextIndex) -> frozenset[str] | None:
    """Whether a figure counts dead, hurt or missing people: by the word right beside it."""
    if figure.kind != "cardinal" or nouns_agree(index.noun_of(figure), "people") is False:
        return None
    near = words_beside(index, figure.span)
    for kind in _words().tolls:
        if any(near.get(word, 0.0) >= _BESIDE for word in kind):
            return kind
    return None
