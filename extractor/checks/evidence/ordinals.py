"""What an ordinal numbers: a second medal is no second race, nor a second place."""

from __future__ import annotations

import re

from extractor.checks.evidence.claims import Claim
from extractor.checks.evidence.nouns import nouns_agree
from extractor.checks.evidence.stems import content_stems, head_stem
from extractor.checks.evidence.text_index import TextIndex
from extractor.languages.current import by_language, current
from extractor.languages.language import Language
from extractor.languages.patterns import either
from extractor.schemas.figure import Figure


@by_language
def _rank(language: Language) -> re.Pattern[str]:
    verbs = either(language.comparing.ordinals.rank_verbs)
    return re.compile(rf"\b(?:{verbs}|[A-Z]\w+)\s+$")


_REACH = 20
_WORD = re.compile(r"[^\W\d_]+")


def turns() -> frozenset[str]:
    """The stems that "first" and "second" stand before without a claim that there was none, or
    one, before."""
    return current().evidence.turns


def counts_another(claim: Claim, other: Figure, source: TextIndex) -> bool:
    """Whether both are ordinals of one number, and the source's numbers something else.

    A first is said of many things, and is left to those who check what is claimed to be the first.
    """
    figure = claim.figure
    if (figure.kind, other.kind) != ("ordinal", "ordinal") or figure.value in (None, 1):
        return False
    nouns = numbered(figure, claim.index)
    if not nouns or not nouns.isdisjoint(turns() | current().evidence.ranks):
        return False
    mine, theirs = figure.of or claim.noun, other.of or source.noun_of(other)
    if theirs:
        return nouns_agree(mine, theirs) is False and not _is_short_for(theirs, claim)
    return _is_rank(other, source)


def numbered(figure: Figure, text: TextIndex | None) -> frozenset[str]:
    """The stems that may name what an ordinal numbers; none where it stands alone."""
    if text is None or text.text[figure.span.end : figure.span.end + 1] != " ":
        return frozenset()
    noun = text.noun_of(figure)
    if noun is None:
        return frozenset()
    first = _WORD.search(text.text, figure.span.end)
    heads = {head_stem(noun), head_stem(first.group()) if first else None}
    return frozenset(head for head in heads if head) | content_stems(figure.of or "")


def _is_rank(figure: Figure, source: TextIndex) -> bool:
    start = figure.span.start
    return _rank().search(source.text[max(0, start - _REACH) : start]) is not None


def _is_short_for(letters: str, claim: Claim) -> bool:
    """Whether a noun is the initials of the words behind the claim: "ODI"."""
    if not letters.isupper() or claim.index is None:
        return False
    end = claim.figure.span.end
    words = _WORD.findall(claim.index.text[end : end + 60])
    return "".join(word[0] for word in words).upper().startswith(letters)
