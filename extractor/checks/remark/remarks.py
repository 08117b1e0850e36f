"""Numbers that mislead though they are right: remarks for the editor, never problems."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from extractor.checks.check import declare
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import make_finding, quoted
from extractor.checks.passes import on_story
from extractor.checks.remark.small_bases import OF_FEW, SMALL_BASE
from extractor.languages import DEFAULT
from extractor.languages.current import by_language, current
from extractor.languages.language import Language
from extractor.languages.patterns import either, maybe
from extractor.schemas.figure import Figure
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        words = language.remarks
        self.times_more = re.compile(
            rf"\b(?:\w+|\d[\d.,]{{0,30}})\s+{either(words.times)}\s+"
            rf"{either(words.greater | words.smaller)}\b(?:\s+\w+){{0,3}}?\s+"
            rf"{either(words.than)}\b",
            re.IGNORECASE,
        )
        self.smaller = re.compile(rf"\b{either(words.smaller)}\b", re.IGNORECASE)
        self.margin = re.compile(rf"\b{either(words.error_margins)}\b", re.IGNORECASE)
        self.lead = re.compile(rf"\b{either(words.leads)}\b", re.IGNORECASE)
        self.answers = re.compile(rf"\b{either(words.several_answers)}\b", re.IGNORECASE)
        self.of = re.compile(rf"\s+{either(words.of)}\s+{maybe(words.wholes)}", re.IGNORECASE)
        self.for_one = re.compile(rf"\s+{either(words.for_one)}\b", re.IGNORECASE)
        """An amount for one of many is no other form of the whole: "84 pesos a share"."""
        self.in_other_money = re.compile(
            rf"\s*(?:\(|,? {either(words.or_)} )\s*{maybe(words.about, ' ')}"
        )
        and_ = either(words.conjunction)
        self.next_share = re.compile(
            rf"(?:\s+[\w’'-]+){{0,4}}(?:,\s*(?:{and_}\s+)?|\s+{and_}\s+)(?:[\w’'-]+\s+){{0,3}}"
        )
        cardinals = language.numbers.cardinals
        by_value = {value: word for word, value in reversed(cardinals.items())}
        self.one_more = {
            word: by_value[value + 1] for word, value in cardinals.items() if 2 <= value <= 12
        }
        """The next number, in words."""


_words = by_language(_Words)
_NEAR = 15
"""Sentences around the margin of error in which its poll is reported."""


TIMES_MORE = declare(
    "remark.times_more", '"Three times more than", which is read in two ways', severity="look"
)
POLL_MARGIN = declare(
    "remark.poll_margin", "A poll's lead inside its margin of error", severity="look"
)
SHARES_PAST_100 = declare(
    "remark.shares_past_100",
    "Shares of one whole that come to more than 100 percent",
    severity="look",
)
CURRENCY_PAIR = declare(
    "remark.currency_pair", "The exchange rate that two amounts side by side imply", severity="info"
)


@on_story(TIMES_MORE, OF_FEW, POLL_MARGIN, SHARES_PAST_100, CURRENCY_PAIR, order=100)
def check_remarks(story: TextIndex) -> list[Finding]:
    """What an editor may want to say more plainly; every finding asks for an eye at most."""
    findings = list(_times_more(story))
    body = [figure for figure in story.scan.figures if not story.is_furniture(figure.span)]
    findings += _small_bases(body, story)
    findings += _currency_pairs(body, story)
    for index, sentence in enumerate(story.scan.sentences):
        shares = [f for f in story.figures_by_sentence.get(index, ()) if f.kind == "percent"]
        if len(shares) >= 3:
            findings += _shares_past_100(shares, sentence, story)
    findings += _leads(story)
    return findings


def _times_more(story: TextIndex) -> Iterator[Finding]:
    for found in _words().times_more.finditer(story.text):
        span = Span.of(story.text, *found.span())
        yield make_finding(
            "remark.times_more",
            "not_checked",
            span,
            f"{quoted(span.text)}: {_two_ways(span.text)}.",
            evidence=(span,),
        )


def _two_ways(words: str) -> str:
    """What "three times more" may mean, for the number at hand."""
    number = words.split()[0].casefold()
    value = current().numbers.cardinals.get(number)
    if value is not None and current().code != DEFAULT:
        number = str(value)  # the message has words of its own language only
    if _words().smaller.search(words):
        return f'a thing is less by no more than all of it; is "one in {number}" meant'
    if number.isdigit():
        more = str(int(number) + 1)
    else:
        more = _words().one_more.get(number, f"{number} times and one more")
    return f"{number} times as much, or {more} times as much? Readers take it either way"


def _small_bases(figures: Sequence[Figure], story: TextIndex) -> Iterator[Finding]:
    for share, base in pairwise(figures):
        if share.kind != "percent" or base.kind != "cardinal" or base.value is None:
            continue
        between = story.text[share.span.end : base.span.start]
        if base.value < SMALL_BASE and _words().of.fullmatch(between):
            yield make_finding(
                "remark.small_base",
                "not_checked",
                share.span,
                f"{quoted(share.span.text)} of {quoted(base.phrase.text)}: with so few, the count "
                "says more than the percentage.",
                evidence=(base.span,),
            )


_CODE = re.compile(r"[A-Z]{3}")


def _currency_pairs(figures: Sequence[Figure], story: TextIndex) -> Iterator[Finding]:
    for one, other in pairwise(figures):
        if one.kind != "money" or other.kind != "money" or one.unit == other.unit:
            continue
        between = story.text[one.span.end : other.span.start]
        if not _words().in_other_money.fullmatch(between):
            continue
        if not one.value or not other.value or not one.unit or not other.unit:
            continue
        if not (_CODE.fullmatch(one.unit) and _CODE.fullmatch(other.unit)):
            continue  # "84 cents" may be of any money
        if any(_words().for_one.match(story.text, amount.span.end) for amount in (one, other)):
            continue
        rate = abs(other.value / one.value).quantize(Decimal("0.0001"))
        yield make_finding(
            "remark.currency_pair",
            "not_checked",
            other.span,
            f"{quoted(one.span.text)} and {quoted(other.span.text)}: 1 {one.unit} is taken as "
            f"{rate.normalize():f} {other.unit}.",
            severity="info",
            evidence=(one.span,),
        )


def _shares_past_100(
    shares: Sequence[Figure], sentence: Span, story: TextIndex
) -> Iterator[Finding]:
    """A list of shares of one whole; only where the words run "a, b and c"."""
    if _words().answers.search(sentence.text):
        return
    for one, other in pairwise(shares):
        between = story.text[one.span.end : other.span.start]
        if not _words().next_share.fullmatch(between):
            return
    values = [share.value for share in shares]
    if any(value is None for value in values):
        return
    total = sum((value for value in values if value is not None), Decimal(0))
    if 100 + Decimal(len(shares)) / 2 < total <= 150:
        yield make_finding(
            "remark.shares_past_100",
            "not_checked",
            shares[-1].span,
            f"The shares in this list come to {total.normalize():f} percent. Could people give "
            "more than one answer?",
            evidence=tuple(share.span for share in shares),
        )


def _leads(story: TextIndex) -> Iterator[Finding]:
    for found in _words().margin.finditer(story.text):
        here = story.sentence_index(found.start())
        near = [
            figure
            for figure in story.figures_by_sentence.get(-1 if here is None else here, ())
            if _is_margin(figure)
        ]
        if not near:
            continue
        margin = min(near, key=lambda figure: abs(figure.span.start - found.end()))
        assert margin.value is not None
        home = here or 0
        for index in range(max(0, home - _NEAR), min(len(story.scan.sentences), home + _NEAR)):
            if not _speaks_of_a_lead(index, story):
                continue
            shares = [
                figure
                for figure in story.figures_by_sentence.get(index, ())
                if figure.kind == "percent" and figure != margin
            ]
            if len(shares) != 2 or shares[0].value is None or shares[1].value is None:
                continue
            lead = abs(shares[0].value - shares[1].value)
            if 0 < lead <= margin.value:
                yield make_finding(
                    "remark.poll_margin",
                    "not_checked",
                    shares[0].span,
                    f"A lead of {lead.normalize():f} points is inside the poll's margin of error "
                    f"({quoted(margin.span.text)}).",
                    evidence=(shares[1].span, margin.span),
                )


def _is_margin(figure: Figure) -> bool:
    """ "3 percentage points", "3 percent", "plus or minus 3 points"."""
    if figure.value is None or figure.value >= 10:
        return False
    return figure.kind in ("percentage_points", "percent") or (
        figure.kind == "cardinal" and figure.of in current().remarks.points
    )


def _speaks_of_a_lead(index: int, story: TextIndex) -> bool:
    """Whether a sentence says who leads, or one of the two behind it does."""
    sentences = story.scan.sentences[index : index + 3]
    return any(_words().lead.search(sentence.text) for sentence in sentences)
