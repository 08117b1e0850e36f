"""A vote or result whose two sides have changed places: "by 6 votes to 9" for "by 9 votes to 6"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.checks.evidence.opposites import opposites
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.figure.values import CONTEXT
from extractor.checks.findings import DRAFT, Subject, make_finding, says_other, source_number, where
from extractor.checks.passes import on_draft
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.patterns import either
from extractor.schemas.figure import Figure
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        words = language.comparing.results
        self.gap = re.compile(rf"(?:\s+[^\W\d_]+)?\s+{either(words.against)}\s+", re.IGNORECASE)
        self.from_ = re.compile(rf"\b{either(words.from_)}\s+$", re.IGNORECASE)


_words = by_language(_Words)

_LEAST_SHARED = 2
"""Telling words that both sentences must have for it to be one vote."""


@on_draft(CONTEXT, order=130)
def check_tallies(
    claim: TextIndex, sources: Sequence[TextIndex], *, subject: Subject = DRAFT
) -> list[Finding]:
    """Pairs of the draft that its sources give only the other way round."""
    findings: list[Finding] = []
    for index, one, other in _pairs(claim):
        known = [
            (number, source, pair)
            for number, source in enumerate(sources)
            for pair in source.once(_all_pairs, None)
            if _is_one_vote(claim.stems[index], source.stems[pair[0]])
        ]
        if any((a.value, b.value) == (one.value, other.value) for _, _, (_, a, b) in known):
            continue
        for number, source, (_, a, b) in known:
            if (b.value, a.value) == (one.value, other.value):
                mine = Span.of(claim.text, one.span.start, other.span.end)
                theirs = Span.of(source.text, a.span.start, b.span.end)
                findings.append(
                    make_finding(
                        "figure.context",
                        "misplaced",
                        mine,
                        says_other(
                            mine.text,
                            theirs.text,
                            where(source, theirs),
                            "The two sides have changed places.",
                        ),
                        subject=subject,
                        evidence=(theirs,),
                        source=source_number(number, sources),
                        expected=theirs.text,
                    )
                )
                break
    return findings


def _all_pairs(index: TextIndex, _: None) -> tuple[tuple[int, Figure, Figure], ...]:
    return tuple(_pairs(index))


def _pairs(text: TextIndex) -> Iterator[tuple[int, Figure, Figure]]:
    """The two sides of every vote or result, with the sentence that they stand in."""
    figures = text.scan.figures
    for one, other in pairwise(figures):
        if one.kind != "cardinal" or other.kind != "cardinal" or one.value == other.value:
            continue
        if one.value is None or other.value is None:
            continue
        if not _words().gap.fullmatch(
            text.text[one.span.end : min(other.span.start, one.span.end + 40)]
        ):
            continue
        index = text.sentence_index(one.span.start)
        if index is None or text.is_furniture(one.span):
            continue
        if not _words().from_.search(text.text[max(0, one.span.start - 8) : one.span.start]):
            yield index, one, other


def _is_one_vote(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two sentences tell of one vote from one side: who lost 6 to 9 was beaten 9 to 6."""
    if len(mine & theirs) < _LEAST_SHARED:
        return False
    return not any(opposites().get(word, frozenset()) & theirs for word in mine - theirs)
