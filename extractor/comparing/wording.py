"""Words said to be a quotation, compared with the text they are said to come from."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise
from typing import Literal

from extractor.comparing.typography import Plain, plain
from extractor.languages.current import current
from extractor.schemas.span import Span

WordingVerdict = Literal["verbatim", "typographic", "trimmed", "altered", "absent"]
"""As it stands; but for marks and spacing; words left out; other words; nowhere like it."""


_Code = tuple[str, int, int, int, int]
"""One step of an alignment: tag, start and end in the quotation, start and end in the source."""


@dataclass(frozen=True, slots=True)
class WordPair:
    """One place where the two wordings differ; either side may be empty."""

    quoted: str
    """The words as quoted."""
    source: str
    """The words that the source has there."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How quoted words compare with a text."""

    verdict: WordingVerdict
    """The finding."""
    span: Span | None
    """The place in the source, the nearest one if altered; none if absent."""
    differing: tuple[WordPair, ...] = ()
    """The words that differ; of a trimmed quotation, the words left out."""
    is_stitched: bool = False
    """Whether the quotation joins places of the source that stand apart."""
    places: tuple[Span, ...] = ()
    """Every place of a verbatim or typographic quotation; the joined places of a stitched one."""


class Wordings:
    """A text with which many quotations are compared; what that needs is worked out once."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _plain(self) -> Plain:
        return Plain(self.text)

    @cached_property
    def _words(self) -> list[str]:
        return list(map(str.lower, _TOKEN.findall(self._plain.text)))

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        """Where each word begins and ends in the plain text."""
        return [match.span() for match in _TOKEN.finditer(self._plain.text)]

    @cached_property
    def _index(self) -> dict[str, tuple[int, ...]]:
        index: defaultdict[str, list[int]] = defaultdict(list)
        for position, word in enumerate(self._words):
            index[word].append(position)
        return {word: tuple(positions) for word, positions in index.items()}

    def has(self, quote: str) -> bool:
        """Whether the quoted words stand in the text as they are."""
        return next(_whole_places(_wanted(quote).rstrip(",.;:"), self.text), None) is not None

    def compare(self, quote: str) -> Wording:
        """How the quoted words compare with the text; see `compare_wording`."""
        wanted = _wanted(quote)
        if not _TOKEN.search(wanted):
            return Wording("absent", None)
        exact = list(_whole_places(wanted.rstrip(",.;:"), self.text))
        if exact:
            spans = tuple(Span.of(self.text, start, end) for start, end in exact)
            return Wording("verbatim", spans[0], places=spans)
        folded = plain(wanted)
        form = folded.rstrip(",.;: ")
        spans = tuple(self._span(*place) for place in _whole_places(form, self._plain.text))
        if spans:
            return Wording("typographic", spans[0], places=spans)
        explained = self._but_for_brackets(folded)
        if explained is not None:
            return explained
        parts = [part for part in _ELLIPSIS.split(folded) if _TOKEN.search(part)]
        if len(parts) > 1:
            cut = self._in_order(parts)
            if cut is not None:
                return cut
        return self._aligned(folded)

    def _span(self, start: int, end: int) -> Span:
        """Where a place of the plain text stands in the text."""
        return Span.of(self.text, *self._plain.source_range(start, end))

    def _but_for_brackets(self, folded: str) -> Wording | None:
        """The words but for what an editor has put between them in brackets."""
        brackets = tuple(found.group().strip() for found in _PUT_IN.finditer(folded))
        words = " ".join(_PUT_IN.sub(" ", folded).split())
        if not brackets or len(_TOKEN.findall(words)) < _FEWEST_BESIDE:
            return None
        # Small letters of a whole text may be more or fewer than its own: "İ" has two.
        form = re.compile(re.escape(words.rstrip(",.;: ")), re.IGNORECASE)
        alike = form.finditer(self._plain.text)
        places = (next(_whole_places(m.group(), m.string, m.start()), None) for m in alike)
        place = next((place for place in places if place is not None), None)
        if place is None:
            return None
        return Wording("trimmed", self._span(*place), tuple(WordPair(b, "") for b in brackets))

    def _in_order(self, parts: list[str]) -> Wording | None:
        """The parts around ellipses, found one after the other."""
        spans: list[tuple[int, int]] = []
        at = 0
        for part in parts:
            form = part.strip(" ,.;:")
            place = next(_whole_places(form, self._plain.text, at), None)
            if place is None and not spans:
                return None
            if place is None:
                earlier = next(_whole_places(form, self._plain.text), None)
                return None if earlier is None else self._stitched([*spans, earlier])
            spans.append(place)
            at = place[1]
        if any(b[0] - a[1] > _FAR for a, b in pairwise(spans)):
            return self._stitched(spans)
        whole = self._span(spans[0][0], spans[-1][1])
        left_out = tuple(
            WordPair("", self._plain.text[a[1] : b[0]].strip(" ,.;:")) for a, b in pairwise(spans)
        )
        return Wording("trimmed", whole, left_out)

    def _stitched(self, places: list[tuple[int, int]]) -> Wording:
        spans = tuple(self._span(*place) for place in places)
        return Wording("altered", spans[0], (), True, spans)

    def _aligned(self, wanted: str) -> Wording:
        tokens = [(m.group().lower(), m.start(), m.end()) for m in _TOKEN.finditer(wanted)]
        tokens = tokens[:_MOST_WORDS]
        words = [word for word, _, _ in tokens]
        best: tuple[float, int, list[_Code]] | None = None
        windows = [(left, self._window(left, len(words))) for left in self._windows(words)]
        most = [_most_shared(words, window) for _, window in windows]
        if not _may_be_near(max(most, default=0), len(words)):
            return Wording("absent", None)
        for (left, window), shared in zip(windows, most, strict=True):
            if best is not None and shared / len(words) <= best[0]:
                continue  # aligning takes longest
            matcher = SequenceMatcher(None, words, window, autojunk=False)
            codes = _tight(list[_Code](matcher.get_opcodes()))
            same = sum(i2 - i1 for tag, i1, i2, _, _ in codes if tag == "equal")
            extra = sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in codes if tag != "equal")
            score = same / len(words) - 0.02 * extra / len(words)
            if best is None or score > best[0]:
                best = (score, left, codes)
        if best is None or not _is_near(best[2], words):
            return Wording("absent", None)
        return self._judged(wanted, tokens, best[1], best[2])

    def _window(self, left: int, count: int) -> list[str]:
        return self._words[left : left + count + _slack(count)]

    def _judged(
        self,
        wanted: str,
        tokens: list[tuple[str, int, int]],
        left: int,
        codes: list[_Code],
    ) -> Wording:
        source = self._plain.text
        pairs: list[WordPair] = []
        only_left_out = True
        first = last = -1
        for tag, i1, i2, j1, j2 in codes:
            there = self._places[left + j1 : left + j2]
            if there:
                first = left + j1 if first < 0 else first
                last = left + j2 - 1
            if tag == "equal":
                continue
            quoted = wanted[tokens[i1][1] : tokens[i2 - 1][2]] if i2 > i1 else ""
            found = source[there[0][0] : there[-1][1]] if there else ""
            bracket = _bracket_around(wanted, tokens[i1][1], tokens[i2 - 1][2]) if quoted else None
            if bracket is not None:
                pairs.append(WordPair(bracket, found))
                continue
            put_in = (
                _bracket_around(source, there[0][0], there[-1][1]) if there and quoted else None
            )
            if put_in is not None:
                # "[The owners] never paid": the source's own words for what was said
                pairs.append(WordPair(quoted, put_in))
                continue
            pairs.append(WordPair(quoted, found))
            only_left_out = only_left_out and not quoted and not _matters(found)
        span = self._span(self._places[first][0], self._places[last][1])
        if not pairs:  # only capitals, or the punctuation between the words, differ
            return Wording("typographic", span, places=(span,))
        return Wording("trimmed" if only_left_out else "altered", span, tuple(pairs))

    def _windows(self, words: list[str]) -> Iterator[int]:
        """Where in the source an alignment is worth trying, the most promising first."""
        size = max(4, len(words) // 2)
        votes: Counter[int] = Counter()
        ranked = sorted(((len(self._index.get(word, ())), i, word) for i, word in enumerate(words)))
        used = 0
        for count, i, word in ranked:
            if count == 0:
                continue
            if used >= _ANCHORS or (count > _COMMON and used > 0):
                break
            used += 1
            weight = 1000 // (1 + count)
            for position in self._index[word][:_COMMON]:
                bucket = (position - i) // size
                votes[bucket] += weight + 1
        for bucket, _ in votes.most_common(_WINDOWS):
            yield max(0, bucket * size - size // 2)


def _wanted(quote: str) -> str:
    return quote.strip().strip(_OUTER_MARKS).strip()


def compare_wording(quote: str, source_text: str) -> Wording:
    """How words said to be a quotation compare with the text they are said to come from.

    Quotation marks around the words and a last comma or full stop do not count. Words left out
    are `trimmed`, unless a number or a negation is among them: then the quotation is `altered`.
    For many quotations of one text, make a `Wordings`.
    """
    return Wordings(source_text).compare(quote)


_TOKEN = re.compile(r"[$€£¥₹]?\d+(?:[.,:/]\d+)*%?|[^\W\d_]+(?:'[^\W\d_]+)*|\w")
_PUT_IN = re.compile(r"\s*\[(?!\s*\.\.\.)[^\[\]]{1,80}\]")
_FEWEST_BESIDE = 2
"""Words beside a bracket from which on they are a quotation of their own."""
_ELLIPSIS = re.compile(r"\s*(?:\[\s*\.\.\.\s*\]|\(\s*\.\.\.\s*\)|\.\.\.\.?)\s*")
_OUTER_MARKS = '"“”„«»‘’'
_FAR = 1200
"""Parts further apart than this many characters were not one statement."""
_MOST_WORDS = 400
_LEAST_SHARE = 0.45
"""Share of the quoted words that a place must have before it is compared with them."""
_ANCHORS = 12
_COMMON = 200
_WINDOWS = 6


def _slack(count: int) -> int:
    return max(12, count)


def _tight(codes: list[_Code]) -> list[_Code]:
    """The alignment without the source's words before the first and after the last shared one."""
    while codes and codes[0][0] == "insert":
        codes = codes[1:]
    while codes and codes[-1][0] == "insert":
        codes = codes[:-1]
    tight = []
    for at, (tag, i1, i2, j1, j2) in enumerate(codes):
        if tag == "replace" and at == 0:
            j1 = max(j1, j2 - (i2 - i1))
        if tag == "replace" and at == len(codes) - 1:
            j2 = min(j2, j1 + (i2 - i1))
        tight.append((tag, i1, i2, j1, j2))
    return tight


def _most_shared(words: list[str], window: list[str]) -> int:
    """How many words an alignment of the two can share at most."""
    there = Counter(window)
    return sum(min(count, there[word]) for word, count in Counter(words).items())


def _may_be_near(shared: int, count: int) -> bool:
    """Whether an alignment that shares so many of the words can pass `_is_near`."""
    return shared == count if count <= 2 else shared >= _LEAST_SHARE * count


def _is_near(codes: list[_Code], words: list[str]) -> bool:
    """Whether so much is shared that the one was made from the other."""
    same = [words[k] for tag, i1, i2, _, _ in codes if tag == "equal" for k in range(i1, i2)]
    if len(words) <= 2:
        return len(same) == len(words)
    telling = sum(len(word) > 3 for word in same)
    longest = max((i2 - i1 for tag, i1, i2, _, _ in codes if tag == "equal"), default=0)
    share = len(same) / len(words)
    return telling >= 1 and (share >= 0.6 or (share >= _LEAST_SHARE and longest >= 5))


def _matters(found: str) -> bool:
    """Whether leaving these words out changes what is said."""
    lows = found.lower().split()
    return any(
        word in current().classes.negations
        or word.endswith("n't")
        or any(c.isdigit() for c in word)
        for word in lows
    )


def _bracket_around(wanted: str, start: int, end: int) -> str | None:
    """The square brackets, an editor's own words, that the quoted words stand in."""
    opening = wanted.rfind("[", 0, start + 1)
    closing = wanted.find("]", end)
    if opening < 0 or closing < 0 or "]" in wanted[opening:closing]:
        return None
    return wanted[opening : closing + 1]


def _whole_places(wanted: str, text: str, at: int = 0) -> Iterator[tuple[int, int]]:
    if not wanted:
        return
    at = text.find(wanted, at)
    while at >= 0:
        end = at + len(wanted)
        if not (
            (wanted[0].isalnum() and at and text[at - 1].isalnum())
            or (wanted[-1].isalnum() and end < len(text) and text[end].isalnum())
            or (
                wanted[-1].isdigit()
                and text[end : end + 1] in (".", ",")
                and text[end + 1 : end + 2].isdigit()
            )
            or (wanted[0].isdigit() and at > 1 and text[at - 1] in ".," and text[at - 2].isdigit())
        ):
            yield at, end
            at = text.find(wanted, end)
        else:
            at = text.find(wanted, at + 1)
