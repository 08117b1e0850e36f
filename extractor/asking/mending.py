"""Facts that a reader can rely on: the story's own words where the model's do not hold.

A statement that fails a check, says nothing or, from a small model, is no shortened form of its
sentence gives way to that sentence. A field that the story does not bear out is emptied. What says
the same as another fact is one with it. Everything that went is told as a slip of the model.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from extractor.asking.answered import PassageDone
from extractor.asking.answers import proposed_facts
from extractor.asking.items import Item
from extractor.asking.locating import Locator
from extractor.asking.promptable import on_one_line
from extractor.asking.sentences import as_sentence
from extractor.asking.shortening import is_shortened
from extractor.checks import check_fact
from extractor.checks.findings import quoted
from extractor.scanning.document import Scan
from extractor.schemas.fact import DETAILS, Fact, ProposedFact
from extractor.schemas.finding import Finding
from extractor.schemas.report import Slip
from extractor.schemas.span import Span


@dataclass(frozen=True, slots=True)
class Mender:
    """Mends the facts of one story."""

    scan: Scan
    locator: Locator
    is_small: bool
    """Whether the model is one that may only shorten sentences."""

    def mend(self, done: PassageDone) -> PassageDone:
        """What a passage gave, with facts that hold.

        A passage whose answer could not be used stays failed, and has its own sentences for facts;
        one that was never answered stays as it was.
        """
        if done.outcome.status == "ok":
            mended = [self._one(fact, done.findings_of(fact)) for fact in done.facts]
        elif done.outcome.failure in _UNUSABLE:
            quoted_ones = proposed_facts({}, done.passage)
            facts_of_quotes = (self.locator.fact(each) for each in quoted_ones)
            mended = [_Mended(self._in_its_sentence(fact), []) for fact in facts_of_quotes]
        else:
            return done
        mended += [self._left_out(item, done) for item in self._unanswered(done)]
        mended += self._unclaimed([each.fact for each in mended], done)
        slips = tuple(slip for each in mended for slip in each.slips)
        facts = tuple(_as_sentence(fact) for fact in _joined_alike([each.fact for each in mended]))
        findings = tuple(finding for fact in facts for finding in check_fact(fact, self.scan))
        outcome = done.outcome.model_copy(update={"facts": tuple(fact.id for fact in facts)})
        return replace(done, facts=facts, findings=findings, slips=slips, outcome=outcome)

    def _one(self, fact: Fact, findings: Iterable[Finding]) -> _Mended:
        wrong = [each for each in findings if each.severity != "info"]
        emptied = [name for name in DETAILS if any(each.field == name for each in wrong)]
        kept = fact.model_copy(update=dict.fromkeys(emptied))
        if "when" in emptied:
            kept = kept.model_copy(update={"dates": ()})
        first = {each.field: each for each in reversed(wrong)}
        slips = [_slip_of(first[name], fact) for name in emptied]
        if fact.kind == "quotation":
            return _Mended(self._in_its_sentence(kept), slips)
        of_statement = [_slip_of(each, fact) for each in wrong if each.field not in DETAILS][:1]
        if not of_statement and self._holds(fact):
            return _Mended(kept, slips)
        if not of_statement:
            of_statement = [_slip(fact, fact.statement, _NOT_SHORTENED)]
        return _Mended(self._in_own_words(kept), [*slips, *of_statement])

    def _holds(self, fact: Fact) -> bool:
        if not fact.statement:
            return False
        if not self.is_small or fact.span is None:
            return True
        item = fact.figures[0].phrase if fact.kind == "figure" and fact.figures else None
        return is_shortened(fact.statement, fact.span, self.scan, item=item)

    def _in_its_sentence(self, fact: Fact) -> Fact:
        """A quotation that is a part of a sentence, stated by the sentence; the first one of it."""
        assert fact.span is not None
        sentence = self.locator.sentence_of(fact.span)
        parts = self.locator.recogniser.quoted_parts(sentence)
        if not self.is_small or not parts or parts[0].span != fact.span:
            return fact
        return fact.model_copy(
            update={
                "statement": on_one_line(sentence.text),
                "worded_by": "story",
                "figures": tuple(self.locator.recogniser.figures(sentence.start, sentence.end)),
            }
        )

    def _in_own_words(self, fact: Fact) -> Fact:
        """The fact with its sentence for a statement, and every figure of it."""
        assert fact.span is not None
        part = _part_of(fact.span, [figure.phrase for figure in fact.figures], self.scan.text)
        figures = self.locator.recogniser.figures(part.start, part.end)
        return fact.model_copy(
            update={
                "statement": on_one_line(part.text),
                "worded_by": "story",
                "quote": part.text,
                "span": part,
                "figures": tuple(figures),
            }
        )

    def _unanswered(self, done: PassageDone) -> Iterator[Item]:
        """The figures and sentences of a passage that the answer leaves out."""
        answered = {fact.id.partition(".")[2] for fact in done.facts}
        for item in done.passage.items:
            if item.key not in answered and item.kind != "quotation":
                yield item

    def _unclaimed(self, facts: list[Fact], done: PassageDone) -> Iterator[_Mended]:
        """The sentences of the figures that no fact states."""
        whole = done.passage.span
        figures = self.locator.recogniser.figures(whole.start, whole.end)
        for figure in figures:
            if not any(figure in fact.figures for fact in facts):
                item = self.locator.recogniser.figure_item(figure, figures)
                yield self._left_out(item, done)

    def _left_out(self, item: Item, done: PassageDone) -> _Mended:
        """The fact that the sentence of an item makes by itself."""
        known = self.locator.recogniser.known_of(self.locator.sentence_of(item.span))
        proposed = ProposedFact(
            kind=item.kind,
            key=item.key,
            passage=done.passage.index,
            recognised=item.span,
            statement="",
            when=known.when,
            where=known.where,
            attributed_to=known.speaker,
        )
        fact = self._in_own_words(self.locator.fact(proposed))
        words = f"The model said nothing of {quoted(on_one_line(item.span.text), 60)}."
        return _Mended(fact, [_slip(fact, None, words)])


@dataclass(frozen=True, slots=True)
class _Mended:
    fact: Fact
    slips: list[Slip]


_UNUSABLE = ("truncated", "invalid_answer")
_NOT_SHORTENED = "The statement is not its sentence of the story, only shortened."


def _slip_of(finding: Finding, fact: Fact) -> Slip:
    return Slip(
        fact=fact.id,
        field=finding.field or "statement",
        said=finding.found,
        message=finding.message,
        span=fact.span,
    )


def _slip(fact: Fact, said: str | None, message: str) -> Slip:
    return Slip(fact=fact.id, field="statement", said=said or None, message=message, span=fact.span)


def _part_of(sentence: Span, items: list[Span], text: str) -> Span:
    """The stretch of a sentence between semicolons that holds its items."""
    starts = [sentence.start]
    starts += [at + 1 for at in range(sentence.start, sentence.end) if text[at] == ";"]
    ends = [start - 1 for start in starts[1:]] + [sentence.end]
    for start, end in zip(starts, ends, strict=True):
        if items and all(start <= item.start and item.end <= end for item in items):
            words = text[start:end]
            lead = len(words) - len(words.lstrip())
            return Span.of(text, start + lead, start + len(words.rstrip()))
    return sentence


def _as_sentence(fact: Fact) -> Fact:
    if fact.kind == "quotation":
        return fact
    return fact.model_copy(update={"statement": as_sentence(fact.statement)})


def _joined_alike(facts: list[Fact]) -> list[Fact]:
    """The facts with those made one that say the same of the same words.

    One that is contained in another, word for word and in its order, is a part of it; the longer
    one claims the figures of both.
    """
    kept: list[Fact] = []
    for fact in facts:
        at = next((n for n, each in enumerate(kept) if _says_all_of(each, fact)), None)
        if at is not None:
            kept[at] = _with_claims_of(kept[at], fact)
            continue
        parts = [each for each in kept if _says_all_of(fact, each)]
        if parts:
            place = kept.index(parts[0])
            for part in parts:
                fact = _with_claims_of(fact, part)
            fact = fact.model_copy(update={"id": parts[0].id})
            kept = [each for each in kept if each not in parts]
            kept.insert(place, fact)
        else:
            kept.append(fact)
    return kept


def _says_all_of(fact: Fact, other: Fact) -> bool:
    """Whether one fact's words hold those of another about the same place, in their order."""
    if "quotation" in (fact.kind, other.kind) or fact.span is None or other.span is None:
        return False
    if not fact.span.overlaps(other.span):
        return False
    if fact.attributed_to != other.attributed_to:
        return False
    words = iter(_words(fact.statement))
    return all(word in words for word in _words(other.statement))


def _words(statement: str) -> list[str]:
    return [bare for word in statement.casefold().split() if (bare := word.strip(".,;:!?()“”\"'"))]


def _with_claims_of(fact: Fact, other: Fact) -> Fact:
    figures = (*fact.figures, *(each for each in other.figures if each not in fact.figures))
    dates = (*fact.dates, *(each for each in other.dates if each not in fact.dates))
    same_when = fact.when == other.when
    same_where = fact.where == other.where
    return fact.model_copy(
        update={
            "figures": tuple(sorted(figures, key=lambda figure: figure.span.start)),
            "dates": dates if same_when else (),
            "when": fact.when if same_when else None,
            "where": fact.where if same_where else None,
        }
    )
