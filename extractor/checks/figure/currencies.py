"""An amount whose currency and scale are both another: "$4.2 billion" for "4.2 million euros"."""

from __future__ import annotations

from decimal import Decimal

from extractor.checks.evidence.claims import Claim
from extractor.checks.evidence.figure_table import telling_digits
from extractor.checks.evidence.nearness import context_of
from extractor.checks.evidence.support import Support
from extractor.checks.evidence.text_index import TextIndex
from extractor.comparing.figures import Comparison
from extractor.schemas.figure import Figure

_POWERS = (3, 6, 9)
_LEAST_SHARED, _LEAST_SHARED_OF_ONE_DIGIT = 2, 3
"""Telling words that both sentences must have, as neither the number nor its unit agrees; a single
digit ("5 billion") is alike by chance."""


def in_other_money(claim: Claim, source: TextIndex) -> Support | None:
    """The amount of the same digits about the same thing; none where the source has none."""
    mine = claim.figure
    if mine.kind != "money" or not mine.value or not mine.value.is_finite():
        return None
    least = _LEAST_SHARED if telling_digits(mine.value) > 1 else _LEAST_SHARED_OF_ONE_DIGIT
    found: list[Support] = []
    for other in _of_other_scale(mine.value, source):
        if other.kind != "money" or other.unit == mine.unit or source.is_furniture(other.span):
            continue
        index = source.sentence_index(other.span.start)
        if index is not None and len(claim.stems & source.stems[index]) >= least:
            aspects = Comparison(
                "unit_mismatch", "error", ("unit", "scale"), "Another currency, another scale."
            )
            found.append(Support(other, aspects, context_of(claim.stems, source, other.span)))
    return max(found, key=lambda support: support.context, default=None)


def _of_other_scale(value: Decimal, source: TextIndex) -> list[Figure]:
    """The figures of a thousand, a million or a billion times a number, or of its like part."""
    sizes = (abs(value).scaleb(sign * power) for power in _POWERS for sign in (1, -1))
    values = {number for size in sizes for number in (size, -size)}
    found = [f for one in values for f in source.by_value.get(one, ()) if f.value == one]
    return sorted(found, key=lambda figure: figure.span.start)
