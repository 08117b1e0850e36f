"""A sentence copied but for a word or two: what was changed, compared place by place.

Elsewhere a number or name is looked for in the whole source. In a sentence that is nearly the
source's own, its very place is known: "Friday and Friday" for "Thursday and Friday" is caught
although "Friday" stands in the source.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.checks.date.values import other_date
from extractor.checks.evidence.alignment import align, sentence_at
from extractor.checks.evidence.date_parts import compare_dates
from extractor.checks.evidence.folding import fold
from extractor.checks.evidence.name_tokens import name_tokens
from extractor.checks.evidence.nouns import may_stand_for
from extractor.checks.evidence.stems import head_stem, stem
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import (
    DRAFT,
    Subject,
    make_finding,
    quoted,
    says_other,
    source_number,
    where,
)
from extractor.checks.passes import on_changes
from extractor.comparing.figures import compare_figures
from extractor.languages.current import current
from extractor.scanning.names.names import same_name
from extractor.schemas.figure import Figure
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
_LEAST_ALIGNED = 0.4
_LEAST_RATIO = 0.8
"""Share of words in their order from which a sentence is a copy with changes."""
_LONGEST = 2000
"""Characters of a sentence; a text without full stops would take forever to compare."""
_MOST_CHANGED = 6
"""Words of one change; a longer one is rewriting."""
_MOST_NOUN = 4
"""Words of a noun with its modifiers."""


@dataclass(frozen=True, slots=True)
class _Change:
    """One place where the two sentences differ."""

    mine: Span
    theirs: Span


@on_changes(
    "figure.value",
    "figure.context",
    "date.value",
    "date.context",
    "name.context",
    "direction.negation",
    order=10,
)
def check_copies(
    claim: TextIndex, sources: Sequence[TextIndex], *, subject: Subject = DRAFT
) -> list[Finding]:
    """What was changed in sentences that are copied but for a word or two."""
    findings: list[Finding] = []
    for number, sentence in enumerate(claim.scan.sentences):
        if claim.is_furniture(sentence) or len(claim.stems[number]) < 4:
            continue
        if len(sentence.text) > _LONGEST:
            continue
        if any(source.has_sentence(sentence) for source in sources):
            continue
        for index, source in enumerate(sources):
            copied = _original(sentence, claim.stems[number], source)
            if copied is None:
                continue
            several = source_number(index, sources)
            for change in _changes(sentence, *copied, claim, source):
                findings += _findings(change, claim, source, several, subject)
            break
    return findings


def _original(
    sentence: Span, stems: frozenset[str], source: TextIndex
) -> tuple[Span, difflib.SequenceMatcher[str]] | None:
    """The sentence of the source that this one copies, with the words of the two side by side;
    none where it is rewritten."""
    words: list[str] = []
    for aligned in align(stems, source, limit=2, least=_LEAST_ALIGNED):
        original = sentence_at(source, aligned.index)
        words, theirs = words or _words(sentence), source.once(_words_at, aligned.index)
        if abs(len(theirs) - len(words)) > 0.4 * len(words):
            continue
        matcher = difflib.SequenceMatcher(None, words, theirs, autojunk=False)
        if matcher.quick_ratio() >= _LEAST_RATIO and matcher.ratio() >= _LEAST_RATIO:
            return original, matcher
    return None


def _words_at(text: TextIndex, index: int) -> list[str]:
    return _words(sentence_at(text, index))


def _words(sentence: Span) -> list[str]:
    return [fold(word) for word in _TOKEN.findall(sentence.text)]


def _changes(
    sentence: Span,
    original: Span,
    matcher: difflib.SequenceMatcher[str],
    claim: TextIndex,
    source: TextIndex,
) -> Iterator[_Change]:
    mine = [found.span() for found in _TOKEN.finditer(sentence.text)]
    theirs = [found.span() for found in _TOKEN.finditer(original.text)]
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal" or max(i2 - i1, j2 - j1) > _MOST_CHANGED:
            continue
        yield _Change(
            _stretch(claim.text, sentence.start, mine, i1, i2),
            _stretch(source.text, original.start, theirs, j1, j2),
        )


def _stretch(
    text: str, offset: int, places: Sequence[tuple[int, int]], first: int, last: int
) -> Span:
    """The characters of some words; nothing, before the next word, where there are none."""
    if first < last:
        return Span.of(text, offset + places[first][0], offset + places[last - 1][1])
    at = offset + (places[first][0] if first < len(places) else places[-1][1])
    return Span.of(text, at, at)


def _findings(
    change: _Change, claim: TextIndex, source: TextIndex, index: int | None, subject: Subject
) -> Iterator[Finding]:
    yield from _figures(change, claim, source, index, subject)
    yield from _dates(change, claim, source, index, subject)
    yield from _names(change, claim, source, index, subject)
    yield from _negation(change, claim, source, index, subject)


def _figures(
    change: _Change, claim: TextIndex, source: TextIndex, index: int | None, subject: Subject
) -> Iterator[Finding]:
    mine = [f for f in claim.figures_near(change.mine) if claim.date_over(f.span) is None]
    theirs = [f for f in source.figures_near(change.theirs) if source.date_over(f.span) is None]
    if len(mine) == len(theirs) == 1:
        comparison = compare_figures(mine[0], theirs[0])
        if not comparison.is_support and comparison.verdict != "absent":
            yield _differs("figure.value", mine[0], theirs[0], source, index, subject)
    elif not mine and not theirs:
        yield from _nouns(change, claim, source, index, subject)


def _nouns(
    change: _Change, claim: TextIndex, source: TextIndex, index: int | None, subject: Subject
) -> Iterator[Finding]:
    """ "two hotels" for "two attackers": the noun right after a number was changed."""
    mine = claim.figure_before(change.mine)
    theirs = source.figure_before(change.theirs)
    if mine is None or theirs is None or not compare_figures(mine, theirs).is_support:
        return
    if mine.of and mine.of == theirs.of and claim.text[mine.phrase.end : change.mine.start].strip():
        return  # "the first prize share of the purse" for "of Bay Cup's purse"
    noun, original = _counted(mine, change.mine, claim), _counted(theirs, change.theirs, source)
    head = head_stem(noun or "")
    # A noun that the source does not have is another wording more often than another thing.
    if noun is None or original is None or head is None or not source.sentences_with(head):
        return
    there = source.sentence_index(theirs.span.start)
    if not may_stand_for(noun, original) or (
        # A sentence that has both "ships" and "boats" tells them apart.
        head != head_stem(original) and there in source.sentences_with(head)
    ):
        yield _differs("figure.context", mine, theirs, source, index, subject)


def _counted(figure: Figure, changed: Span, index: TextIndex) -> str | None:
    """The noun of a figure where the changed words are its end; none where they are not."""
    noun = index.noun_of(figure)
    words = index.text[figure.span.end : changed.end].lstrip(" -")
    if not changed.text:
        return None
    if noun and (noun.endswith(changed.text) or changed.text.endswith(noun)):
        return noun
    # The scan may have ended the noun too early: "3,000 NHS" of "3,000 NHS board".
    joined = len(words.split()) <= _MOST_NOUN and words.startswith(noun or "")
    return words if joined else noun


def _differs(
    check: str,
    mine: Figure,
    theirs: Figure,
    source: TextIndex,
    index: int | None,
    subject: Subject,
) -> Finding:
    counts = check == "figure.context"
    return make_finding(
        check,
        "misplaced" if counts else "value_mismatch",
        mine.span,
        says_other(
            mine.phrase.text,
            theirs.phrase.text,
            where(source, theirs.span),
            "It counts something else." if counts else "Another number in the same sentence.",
        ),
        subject=subject,
        evidence=(theirs.span,),
        source=index,
        expected=theirs.phrase.text,
        found=mine.phrase.text,
    )


def _dates(
    change: _Change, claim: TextIndex, source: TextIndex, index: int | None, subject: Subject
) -> Iterator[Finding]:
    mine, theirs = claim.date_over(change.mine), source.date_over(change.theirs)
    if mine is None or theirs is None:
        return
    compared = compare_dates(mine, theirs)
    if compared is not None and compared[0] == "value_mismatch":
        yield other_date(mine, theirs, source, index, subject)


def _names(
    change: _Change, claim: TextIndex, source: TextIndex, index: int | None, subject: Subject
) -> Iterator[Finding]:
    mine, theirs = claim.names_near(change.mine), source.names_near(change.theirs)
    if len(mine) != 1 or len(theirs) != 1:
        return
    one, other = mine[0], theirs[0]
    stems = [{stem(token) for token in name_tokens(name.text)} for name in (one, other)]
    if same_name(one.text, other.text) or not all(stems) or stems[0] & stems[1]:
        return
    if not source.forms_of(one.text):
        return  # a form that the source does not use: name.absent reads it
    yield make_finding(
        "name.context",
        "misplaced",
        one,
        f"{quoted(one.text)} here; the same sentence of the source has {quoted(other.text)} "
        f"({where(source, other)}).",
        subject=subject,
        evidence=(other,),
        source=index,
        expected=other.text,
    )


def _negation(
    change: _Change, claim: TextIndex, source: TextIndex, index: int | None, subject: Subject
) -> Iterator[Finding]:
    """A "not" that is the whole of a change, with the helping verb that it needs."""
    mine, theirs = fold(change.mine.text).split(), fold(change.theirs.text).split()
    if _is_negated(mine) == _is_negated(theirs) or max(len(mine), len(theirs)) > 3:
        return
    place = change.mine if mine else _word_at(claim, change.mine)
    evidence = change.theirs if theirs else _word_at(source, change.theirs)
    put = f"{'put in' if _is_negated(mine) else 'left out'}"
    yield make_finding(
        "direction.negation",
        "altered",
        place,
        f"A {quoted(' '.join(mine if _is_negated(mine) else theirs))} was {put}; the source has "
        f"the same sentence without that change ({where(source, evidence)}).",
        subject=subject,
        evidence=(evidence,),
        source=index,
        expected=evidence.text,
    )


def _is_negated(words: Sequence[str]) -> bool:
    rules = current().evidence.tables.negation
    return any(word in rules.put_in or word.endswith(rules.endings) for word in words)


def _word_at(index: TextIndex, place: Span) -> Span:
    """The word at a place that holds none."""
    found = _TOKEN.search(index.text, place.start)
    return Span.of(index.text, *found.span()) if found else place
