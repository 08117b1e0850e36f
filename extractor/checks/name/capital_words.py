"""Words with a capital inside a sentence that are no name: a title, a part of a region's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.checks.evidence.folding import plain
from extractor.checks.evidence.name_tokens import NAME_WORD
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import DRAFT, Subject, quoted
from extractor.checks.found_words import finding_on_words
from extractor.checks.name.sentence_openers import opening_names
from extractor.checks.name.unknown_names import ABSENT, is_calendar_word
from extractor.checks.passes import on_draft
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span

_CAPITAL = re.compile(r"(?<![\w’'-])[A-ZÀ-Þ][^\W\d_]{2,}(?![\w’'])")


@by_language
def _no_names(language: Language) -> frozenset[str]:
    return language.evidence.stop | language.names.calendar_words


_BORDERS = "\t\n|:;•·–—"
"""Behind what a word has a capital as at a sentence's start: a cell's border, a colon, a dash."""
_LEAST_SMALL = 0.4
"""Share of a sentence's words without a capital, below which it is a headline in capitals."""


@on_draft(ABSENT, order=45)
def check_capital_words(
    claim: TextIndex, sources: Sequence[TextIndex], *, subject: Subject = DRAFT
) -> list[Finding]:
    """One row for each capitalised word that has none yet: whether a source has it, and no more.

    A word that opens a sentence has one where a name follows it: "Midfielder Ola Brandt".
    """
    openers = {name.start for name in opening_names(claim, sources)}
    findings = []
    for word in _words(claim):
        if word.start in openers or _has_row(word, claim) or plain(word.text) in subject.accepted:
            continue
        findings.append(_finding(word, sources, subject))
    return findings


def _words(claim: TextIndex) -> Iterator[Span]:
    names = {name.start for name in claim.named}
    for sentence in claim.scan.sentences:
        if claim.is_furniture(sentence) or _is_in_capitals(sentence.text):
            continue
        for found in _CAPITAL.finditer(claim.text, sentence.start, sentence.end):
            before = claim.text[sentence.start : found.start()].rstrip(" \"'“‘*(")
            opens = not before or before[-1] in _BORDERS
            if opens and found.end() + 1 not in names:
                continue
            if found.group().casefold() not in _no_names():
                yield Span.of(claim.text, *found.span())


def _is_in_capitals(sentence: str) -> bool:
    words = [word for word in sentence.split() if word[0].isalpha()]
    small = sum(word[0].islower() for word in words)
    return small < _LEAST_SMALL * len(words)


def _has_row(word: Span, claim: TextIndex) -> bool:
    if is_calendar_word(word.text) or claim.names_near(word):
        return True
    if claim.figures_near(word) or claim.date_over(word) or claim.quotations_over(word):
        return True
    return any(name.overlaps(word) for name in _named_beside(word, claim))


def _named_beside(word: Span, claim: TextIndex) -> list[Span]:
    index = claim.sentence_index(word.start)
    return claim.names_at(index) if index is not None else []


def _finding(word: Span, sources: Sequence[TextIndex], subject: Subject) -> Finding:
    wanted, words = plain(word.text), quoted(word.text)
    return finding_on_words(
        ABSENT,
        word,
        sources,
        lambda source: source.once(_first_of, wanted),
        found=f"{words} is in the source",
        missing=f"{words} is not in the source; it may be a name, or only a capital letter.",
        subject=subject,
    )


def _first_of(source: TextIndex, word: str) -> Span | None:
    starts = source.starts_of(word)
    if not starts:
        return None
    found = NAME_WORD.match(source.text, starts[0])
    return Span.of(source.text, starts[0], found.end() if found else starts[0] + len(word))
