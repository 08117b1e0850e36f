"""Parts against their whole: counts, and the percentages that they make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.checks.arithmetic.intervals import (
    FAR,
    Result,
    fits,
    interval,
    operand,
    result_finding,
    stated_interval,
)
from extractor.checks.check import declare
from extractor.checks.evidence.nouns import nouns_agree
from extractor.checks.evidence.text_index import TextIndex
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.patterns import SPACE, either, maybe
from extractor.schemas.figure import Figure
from extractor.schemas.finding import Finding


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        words = language.arithmetic
        self.part_of = re.compile(
            rf"^(?:\s+[\w-]+){{0,2}}\s+{either(words.part_of, SPACE)}\s+"
            rf"(?:{either(words.wholes)})?\s*$",
            re.IGNORECASE,
        )
        self.including = re.compile(
            rf"^(?:\s+[\w’'-]+){{0,4}},?\s+{either(words.including)}\s+{maybe(words.at_least)}$",
            re.IGNORECASE,
        )
        self.of_them = re.compile(rf"\s+{either(words.of_them, SPACE)}\b", re.IGNORECASE)
        self.of_the = re.compile(
            rf"\b{either(words.among)}\s+{either(words.whole_articles)}\s+$", re.IGNORECASE
        )
        self.of_the_part = re.compile(
            rf"(?:\s+[\w’'-]+){{1,3}}\s*[,–—-]?\s+{maybe(words.only)}", re.IGNORECASE
        )
        or_ = either(words.or_)
        self.that_is = re.compile(
            rf"(?:\s+[\w’'-]+){{1,3}}\s*(?:,\s*(?:{or_}\s+)?|\(\s*|[–—]\s*){maybe(words.some)}",
            re.IGNORECASE,
        )
        self.share = re.compile(
            rf"(?:\s+[\w’'-]+){{0,5}}?,?\s*(?:\(|{or_} |, {or_} )\s*{maybe(words.about, ' ')}",
            re.IGNORECASE,
        )


_words = by_language(_Words)
_IS_JOINED = re.compile(r"[-‐‑][^\W\d_]")
"""A number that is half of an adjective is no whole: "six of the 3-point shots"."""

PART = declare("arithmetic.part", "A part that is larger than its whole", severity="error")
PERCENT = declare("arithmetic.percent", "A percentage that its counts contradict", severity="error")


def find_parts(figures: Sequence[Figure], story: TextIndex) -> Iterator[Finding]:
    """ "45 of the 60 seats (75 percent)": a part is no larger than its whole."""
    for share, whole, part in zip(figures, figures[1:], figures[2:], strict=False):
        yield from _share_before(share, whole, part, story)
    for index, (one, other) in enumerate(pairwise(figures)):
        if not one.kind == other.kind == "cardinal":
            continue
        if _IS_JOINED.match(story.text, other.span.end):
            continue
        between = story.text[one.span.end : other.span.start]
        following = figures[index + 2] if index + 2 < len(figures) else None
        if _words().part_of.match(between):
            yield from _of(one, other, following, story)
        elif _is_of_the(one, between, story):
            yield from _percentage(other, one, following, story)
        elif _words().including.match(between):
            if nouns_agree(one.of, other.of) is not False:
                yield from _too_large(other, one)
        elif _is_of_them(other, between, story):
            yield from _too_large(other, one)


def _of(part: Figure, whole: Figure, share: Figure | None, story: TextIndex) -> Iterator[Finding]:
    """ "45 of the 60 seats", perhaps with the percentage that this is."""
    too_large = list(_too_large(part, whole))
    yield from too_large
    if not too_large:
        yield from _percentage(part, whole, share, story)


def _too_large(part: Figure, whole: Figure) -> Iterator[Finding]:
    mine, all_of_it = interval(part), interval(whole)
    if mine is None or all_of_it is None or all_of_it[0] <= 0:
        return
    if mine[0] > all_of_it[1]:
        words = f"{part.span.text} cannot be part of {whole.span.text}"
        yield result_finding("arithmetic.part", "value_mismatch", part, (whole,), words)


def _percentage(
    part: Figure, whole: Figure, share: Figure | None, story: TextIndex
) -> Iterator[Finding]:
    """The percentage that stands behind a part and its whole."""
    if share is None or share.kind != "percent":
        return
    last = max(part, whole, key=lambda figure: figure.span.start)
    stated, counted = interval(share), _counted(part, whole)
    if stated is None or counted is None:
        return
    if not _words().share.fullmatch(story.text[last.span.end : share.span.start]):
        return
    working = f"{part.span.text} of {whole.span.text} is {counted} percent"
    verdict = fits(counted, stated)
    yield result_finding("arithmetic.percent", verdict, share, (part, whole), working)


def _share_before(
    share: Figure, whole: Figure, part: Figure, story: TextIndex
) -> Iterator[Finding]:
    """ "More than three-quarters of the 80 seats, 62": only what fits, as the count may be of
    something else."""
    if share.kind not in ("percent", "fraction") or not whole.kind == part.kind == "cardinal":
        return
    stated, counted = stated_interval(share), _counted(part, whole)
    if stated is None or counted is None or fits(counted, stated) != "derived":
        return
    if not _words().part_of.match(story.text[share.span.end : whole.span.start]):
        return
    gap = story.text[whole.span.end : part.phrase.start]
    if len(gap) <= FAR and _words().that_is.fullmatch(gap):
        working = f"{part.span.text} of {whole.span.text} is {counted} percent"
        yield result_finding("arithmetic.percent", "derived", share, (part, whole), working)


def _counted(part: Figure, whole: Figure) -> Result | None:
    mine, all_of_it = operand(part), operand(whole)
    return mine.percent_of(all_of_it) if mine is not None and all_of_it is not None else None


def _is_of_the(whole: Figure, between: str, story: TextIndex) -> bool:
    """ "Of the 80 seats, 20 went to women"."""
    before = story.text[max(0, whole.span.start - 15) : whole.span.start]
    return bool(_words().of_the.search(before)) and bool(_words().of_the_part.fullmatch(between))


def _is_of_them(part: Figure, between: str, story: TextIndex) -> bool:
    """ "30 people were killed, 40 of them children"."""
    if len(between) > 60 or "." in between or ";" in between:
        return False
    return _words().of_them.match(story.text, part.span.end) is not None
