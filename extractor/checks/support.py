"""Where the source speaks of what a claim speaks of: same number, same noun, same event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractor.checks.reading import Reading, fold
from extractor.checks.slots import NO_SLOT, Slot
from extractor.checks.words import content_stems, head_stem, stem, word_groups, word_list
from extractor.figures.compare import Comparison, compare_figures, distance
from extractor.schemas.figure import Figure
from extractor.schemas.span import Span

_ANYBODY = frozenset(
    stem(word)
    for word in word_list(
        """
        people persons victims men women individuals members others residents civilians casualties
        adults dead killed wounded injured hurt missing homeless arrested survivors inhabitants
        locals
        """
    )
)
"""Nouns that may stand for any people: "23 people" in one sentence, "23 passengers" in the next."""

_SOMEBODY = _ANYBODY | frozenset(
    stem(word)
    for word in word_list(
        """
        children boys girls passengers soldiers officers workers employees students patients fans
        protesters demonstrators migrants refugees staff troops pupils customers users inmates
        prisoners voters households families players footballers supporters teachers doctors
        nurses fighters militants gunmen suspects athletes tourists travellers drivers crew pilots
        """
    )
)

_SYNONYMS: dict[str, frozenset[str]] = {}
for _group in word_groups(
    """
    soldiers troops servicemen; workers employees staff jobs; students pupils children youngsters;
    fans supporters spectators; migrants refugees; protesters demonstrators; players footballers;
    gunmen attackers militants fighters; cars vehicles; homes houses; flats apartments; deaths
    fatalities; games matches; shops stores outlets; firms companies businesses; planes aircraft
    jets; ships vessels boats; votes ballots; points marks; blasts explosions bombs; films movies
    """
):
    _alike = frozenset(stem(word) for word in _group)
    for _one in _alike:
        _SYNONYMS[_one] = _SYNONYMS.get(_one, frozenset()) | _alike


@dataclass(frozen=True, slots=True)
class Support:
    """The best that one source has for one claimed figure."""

    figure: Figure | None
    """The figure that supports the claim, or the nearest about the same thing."""
    comparison: Comparison
    """What the claim says against it."""
    context: float
    """How much of the claim's sentence that place shares, 0 to 1."""
    rival: Figure | None = None
    """Where the number stands elsewhere: what the source says of the thing claimed."""
    is_other_noun: bool = False
    """Whether it counts something that the claim does not."""
    is_hedged_otherwise: bool = False
    """Whether other words of the claim do what the missing hedge did."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A claimed figure with the words around it."""

    figure: Figure
    stems: frozenset[str]
    """The content stems of its clause."""
    noun: str | None = None
    """What it counts."""
    slot: Slot = NO_SLOT
    """The telling words right around it."""


ABSENT = Comparison("absent", "warning")


def find_support(
    claim: Claim,
    source: Reading,
    pool: Iterable[Figure] | None = None,
    *,
    or_nearest: bool = True,
) -> Support:
    """What the source, or only the figures of `pool`, has for the claim.

    Looking for the nearest figure where none agrees takes longest; without `or_nearest` the
    answer is then empty.
    """
    same = [
        pair for pair in _same_number(claim.figure, source, pool) if _holds(claim, pair, source)
    ]
    everything = list(source.scan.figures if pool is None else pool)
    if not same and not _is_plain_count(claim.figure):
        pairs = _compared(claim.figure, _likely(claim, everything, source))
        same = [pair for pair in pairs if pair[1].is_support and _holds(claim, pair, source)]
    if same:
        figure, comparison, context = _best_support(claim, same, source)
        if _lacks_an_end(claim.figure, comparison, source):
            wrong = Comparison("value_mismatch", "error", ("value",), "The range is another.")
            return Support(figure, wrong, context)
        if claim.figure.kind == "ordinal" and claim.noun in ("time", "times"):
            # "for the first time" is a turn of speech.
            return Support(figure, comparison, context)
        rival = _rival(claim, figure, context, _likely(claim, everything, source), source)
        if rival is None and pool is None:
            rival = _in_its_slot(claim, source)
            if rival is not None and not _is_likelier(rival, figure, context, claim, source):
                rival = None
        other = nouns_agree(claim.noun, source.noun_of(figure)) is False
        return Support(figure, comparison, context, rival, other)
    if not or_nearest:
        return Support(None, ABSENT, 0.0)
    there = _in_its_slot(claim, source) if pool is None else None
    if there is not None:
        context = context_of(claim.stems, source, there.span)
        return Support(there, compare_figures(claim.figure, there), context)
    return _nearest(claim, _likely(claim, everything, source), source)


_FEW = 100


def _is_plain_count(figure: Figure) -> bool:
    """Whether only the very same number can bear it out: "12 homes" rounds nothing."""
    return (
        figure.kind in ("cardinal", "ordinal", "age")
        and figure.hedge == "unhedged"
        and figure.value is not None
        and abs(figure.value) < _FEW
        and figure.value == figure.value.to_integral_value()
    )


def _lacks_an_end(figure: Figure, comparison: Comparison, source: Reading) -> bool:
    """Whether a claimed range has an end that the source gives nowhere."""
    if figure.low is None or figure.high is None or comparison.verdict != "hedge_changed":
        return False
    return figure.low not in source.by_value or figure.high not in source.by_value


_MOST = 400
"""Figures that one claim is compared with; a longer text is searched where it says the most of
what the claim says. Two texts of thousands of figures would take minutes otherwise."""


def _likely(claim: Claim, figures: Sequence[Figure], source: Reading) -> Sequence[Figure]:
    """The figures that the claim may be about: all of them, unless there are very many."""
    if len(figures) <= _MOST:
        return figures
    shares = source.shares(claim.stems)
    found: list[Figure] = []
    for index in sorted(shares, key=lambda index: -shares[index]):
        found += source.figures_by_sentence.get(index, ())
        if len(found) >= _MOST:
            break
    return found[:_MOST]


def _holds(claim: Claim, pair: tuple[Figure, Comparison], source: Reading) -> bool:
    """Whether agreement in number is agreement: "hundreds" of other things supports nothing."""
    figure, comparison = pair
    if figure.value is not None or figure.high is not None or comparison.verdict != "rounded":
        return True
    return nouns_agree(claim.noun, source.noun_of(figure)) is True


def _is_likelier(
    rival: Figure, support: Figure, context: float, claim: Claim, source: Reading
) -> bool:
    """Whether the number in the claim's place weighs more than the one that it agrees with."""
    if nouns_agree(claim.noun, source.noun_of(support)) is True:
        return False
    return context_of(claim.stems, source, rival.span) >= context + 0.15 or (
        _is_joined(rival) == _is_joined(claim.figure) != _is_joined(support)
    )


def _is_joined(figure: Figure) -> bool:
    """Whether it is written as an adjective: "five-year"."""
    return "-" in figure.span.text


def _in_its_slot(claim: Claim, source: Reading) -> Figure | None:
    """Another number in this number's place, where the number itself stands in no such place."""
    rivals: list[Figure] = []
    places = set(source.figure_slots.in_slot(claim.slot))
    places.update(_adjectives_in_slot(claim, source))
    if not places:
        return None
    for span in sorted(places, key=lambda span: span.start)[:_MOST]:
        figure = source.figure_at[span]
        comparison = compare_figures(claim.figure, figure)
        if comparison.is_support:
            return None
        if comparison.verdict != "absent":
            rivals.append(figure)
    rivals = [f for f in rivals if nouns_agree(claim.noun, source.noun_of(f)) is not False]
    if not rivals:
        return None
    best = max(rivals, key=lambda f: context_of(claim.stems, source, f.span))
    least = _LEAST_CONTEXT / 4 if _is_joined(claim.figure) else _LEAST_CONTEXT
    return best if context_of(claim.stems, source, best.span) >= least else None


def _adjectives_in_slot(claim: Claim, source: Reading) -> list[Span]:
    """ "a new three-year deal" for "a new five-year contract": one word before is enough."""
    if not _is_joined(claim.figure) or not claim.slot.before:
        return []
    return [
        span
        for span, slot in source.figure_slots.slot_of.items()
        if "-" in span.text and slot.before[:1] == claim.slot.before[:1]
    ]


_LEAST_CONTEXT = 0.4
"""Share of the claim's sentence that must stand around the number that took its place."""


def nouns_agree(one: str | None, other: str | None) -> bool | None:
    """Whether two figures count the same thing; none where the texts do not say."""
    if not one or not other:
        return None
    return _nouns_agree(one, other)


@lru_cache(maxsize=1 << 14)
def _nouns_agree(one: str, other: str) -> bool | None:
    heads = head_stem(one), head_stem(other)
    if heads[0] == heads[1]:
        return True
    one_head, other_head = heads
    if one_head is None or other_head is None:
        return None
    if other_head in _SYNONYMS.get(one_head, frozenset()):
        return None
    if (one_head in _ANYBODY and other_head in _SOMEBODY) or (
        other_head in _ANYBODY and one_head in _SOMEBODY
    ):
        return None
    if content_stems(one) & content_stems(other):
        return None
    return False


def context_of(claim: frozenset[str], source: Reading, place: Span) -> float:
    """How much of the claim's words stand in the sentence of a place, 0 to 1."""
    index = source.sentence_index(place.start)
    return source.shares(claim).get(index, 0.0) if index is not None else 0.0


def _same_number(
    figure: Figure, source: Reading, pool: Iterable[Figure] | None
) -> list[tuple[Figure, Comparison]]:
    numbers = {figure.value, figure.low, figure.high} - {None}
    candidates: Sequence[Figure]
    if pool is None:
        candidates = [f for n in numbers if n is not None for f in source.by_value.get(n, ())]
    else:
        candidates = [f for f in pool if numbers & {f.value, f.low, f.high}]
    return [(f, c) for f, c in _compared(figure, candidates) if c.is_support]


def _compared(figure: Figure, others: Iterable[Figure]) -> list[tuple[Figure, Comparison]]:
    return [(other, compare_figures(figure, other)) for other in others]


def _best_support(
    claim: Claim, same: Sequence[tuple[Figure, Comparison]], source: Reading
) -> tuple[Figure, Comparison, float]:
    def key(pair: tuple[Figure, Comparison]) -> tuple[float, int]:
        figure, comparison = pair
        context = context_of(claim.stems, source, figure.span)
        agree = nouns_agree(claim.noun, source.noun_of(figure))
        bonus = {True: 0.6, None: 0.2, False: 0.0}[agree]
        # The same number about the same thing with another hedge beats the same hedge elsewhere.
        cost = 0.05 * (comparison.rank[0] + comparison.rank[1])
        return cost - context - bonus, figure.span.start

    figure, comparison = min(same, key=key)
    return figure, comparison, context_of(claim.stems, source, figure.span)


def _rival(
    claim: Claim, support: Figure, context: float, figures: Iterable[Figure], source: Reading
) -> Figure | None:
    """What the source says of the thing claimed, where its support counts another thing."""
    if fold(claim.figure.phrase.text) == fold(support.phrase.text):
        return None
    agree = nouns_agree(claim.noun, source.noun_of(support))
    home = source.sentence_index(support.span.start)
    beside = _same_noun_beside(claim, support, figures, source)
    if beside is not None:
        return beside
    if agree is False and context >= _SURE_CONTEXT and _counts_elsewhere(claim, support, source):
        return support
    if (
        agree is False
        and context >= _COPY_CONTEXT
        and head_stem(claim.noun or "") in source.counted_heads
    ):
        return support
    if agree is False:
        least = max(context - 0.05, 0.0)
    elif agree is True:
        # Both count the same: only a sentence that says far more of what the claim says.
        least = max(context + 0.3, 0.45)
    elif agree is None and claim.figure.kind not in ("cardinal", "ordinal"):
        least = max(context + 0.4, 0.6)
    else:
        return None
    best, best_score = None, least
    wanted = (True, None) if agree is None else (True,)
    for other in figures:
        if nouns_agree(claim.noun, source.noun_of(other)) not in wanted:
            continue
        comparison = compare_figures(claim.figure, other)
        if comparison.is_support or comparison.verdict == "absent":
            continue
        if agree is not False and other.unit != claim.figure.unit:
            continue
        score = context_of(claim.stems, source, other.span)
        if agree is False and source.sentence_index(other.span.start) == home:
            # Two numbers of one sentence that have changed places.
            score += 1
        if score >= best_score:
            best, best_score = other, score
    return best


_CLOSE = 0.05
"""Two numbers this near, as a share of the larger, are likely meant to be one."""

_SURE_CONTEXT = 0.6
"""Share of the claim's sentence from which on a place is the one that the claim renders."""


_COPY_CONTEXT = 0.85
"""The same for a sentence that is copied but for a word or two."""


def _same_noun_beside(
    claim: Claim, support: Figure, figures: Iterable[Figure], source: Reading
) -> Figure | None:
    """The figure in the same sentence that counts the very noun claimed, where the number itself
    stands beside another noun: two numbers that have changed places."""
    head, there = head_stem(claim.noun or ""), head_stem(source.noun_of(support) or "")
    index = source.sentence_index(support.span.start)
    if head is None or there is None or head == there:
        return None
    for other in figures:
        if other == support or source.sentence_index(other.span.start) != index:
            continue
        if head_stem(source.noun_of(other) or "") != head:
            continue
        comparison = compare_figures(claim.figure, other)
        if not comparison.is_support and comparison.verdict != "absent":
            return other
    return None


def _counts_elsewhere(claim: Claim, support: Figure, source: Reading) -> bool:
    """Whether the source counts the claimed noun, but not in the sentence of this number."""
    head = head_stem(claim.noun or "")
    index = source.sentence_index(support.span.start)
    if head is None or index is None:
        return False
    if index in source.sentences_with(head):
        return False
    return head in source.counted_heads


def _nearest(claim: Claim, figures: Iterable[Figure], source: Reading) -> Support:
    """The figure about the same thing that differs; none where the source has no such figure."""
    best = Support(None, ABSENT, 0.0)
    best_score = 0.5
    for other in figures:
        comparison = compare_figures(claim.figure, other)
        if comparison.verdict == "absent" or source.is_furniture(other.span):
            continue
        agree = nouns_agree(claim.noun, source.noun_of(other))
        context = context_of(claim.stems, source, other.span)
        score = context + {True: 0.35, None: 0.1, False: -0.2}[agree]
        apart = min(1.0, float(distance(claim.figure, other)))
        score += 0.15 * (1 - apart) + (0.2 if apart < _CLOSE else 0.0)
        score += 0.2 if comparison.verdict in ("scale_mismatch", "unit_mismatch") else 0.0
        if score > best_score:
            best, best_score = Support(other, comparison, context), score
    return best
