"""A scanned text with what the checks look up in it again and again."""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect_right
from collections import OrderedDict, defaultdict
from collections.abc import Callable
from decimal import Decimal
from functools import cached_property, lru_cache

from extractor.checks.places import KIN
from extractor.checks.slots import CAPITALISED, Slots, SlotTable
from extractor.checks.words import STOP, WORD, content_stems, head_stem
from extractor.scan import Scan, scan_document
from extractor.schemas.document import Document
from extractor.schemas.figure import DateRef, Figure
from extractor.schemas.span import Span
from extractor.text.names import same_name
from extractor.text.wording import Wordings

_NEAR = 30
"""Characters between a number and the end of what it counts."""


_LONG = 200_000


LONGEST_SHORT = 5
"""Letters of a short form: "Alex", "Chris"; a longer beginning is a slip of the pen."""

_LEANING = 0.4
"""What a word of the sentence before counts."""


class Reading:
    """A scan, and where things stand in it by sentence and paragraph."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.text = scan.text
        self._weights: dict[str, float] = {}
        self._forms: dict[str, tuple[Span, ...]] = {}
        self._shares: OrderedDict[frozenset[str], dict[int, float]] = OrderedDict()
        self._clipped: dict[str, bool] = {}
        self._sentence_starts = [sentence.start for sentence in scan.sentences]
        self._paragraph_starts = [paragraph.start for paragraph in scan.paragraphs]
        self._figure_starts = [figure.span.start for figure in scan.figures]
        self._date_starts = [date.span.start for date in scan.dates]
        self._furniture_starts = [piece.span.start for piece in scan.furniture]

    def sentence_index(self, position: int) -> int | None:
        """Which sentence a position stands in, or the last one before it; none before the first."""
        index = bisect_right(self._sentence_starts, position) - 1
        return index if index >= 0 else None

    def sentence(self, position: int) -> Span | None:
        """The sentence at a position; none outside every sentence."""
        index = self.sentence_index(position)
        if index is None or self.scan.sentences[index].end <= position:
            return None
        return self.scan.sentences[index]

    def paragraph(self, position: int) -> Span | None:
        """The paragraph at a position; none outside every paragraph."""
        index = bisect_right(self._paragraph_starts, position) - 1
        if index < 0 or self.scan.paragraphs[index].end <= position:
            return None
        return self.scan.paragraphs[index]

    def paragraph_number(self, position: int) -> int:
        """Which paragraph a position stands in, counted from 1."""
        return max(1, bisect_right(self._paragraph_starts, position))

    @cached_property
    def stems(self) -> tuple[frozenset[str], ...]:
        """The content stems of every sentence."""
        return tuple(content_stems(sentence.text) for sentence in self.scan.sentences)

    @cached_property
    def _places(self) -> dict[str, frozenset[int]]:
        places: defaultdict[str, set[int]] = defaultdict(set)
        for index, stems in enumerate(self.stems):
            for stem in stems:
                places[stem].add(index)
        return {stem: frozenset(where) for stem, where in places.items()}

    def sentences_with(self, stem: str) -> frozenset[int]:
        """Which sentences have a word of this stem."""
        return self._places.get(stem, frozenset())

    def weight(self, stem: str) -> float:
        """How telling a stem is in this text: rare words say more than common ones."""
        known = self._weights.get(stem)
        if known is None:
            known = self._weights[stem] = self._weigh(stem)
        return known

    def _weigh(self, stem: str) -> float:
        count = len(self._places.get(stem, ()))
        weight = math.log((len(self.stems) + 1) / (count + 1)) + 0.1
        # A word that the text does not have at all is another wording, and tells little.
        return weight if count else weight * 0.4

    def shares(self, stems: frozenset[str]) -> dict[int, float]:
        """How much of these words stands in each sentence that has any, 0 to 1, rare words more.

        A sentence that leans on the one before ("He won 3") is read with it, at a lower weight.
        """
        known = self._shares.get(stems)
        if known is not None:
            return known
        shares: defaultdict[int, float] = defaultdict(float)
        total = sum(self.weight(stem) for stem in stems)
        for stem in stems:
            places = self.sentences_with(stem)
            part = self.weight(stem) / total
            for index in places:
                shares[index] += part
                if index + 1 not in places:
                    shares[index + 1] += part * _LEANING
        if len(self._shares) >= _KEEP:
            self._shares.pop(next(iter(self._shares)))
        self._shares[stems] = shares
        return shares

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the text, in lower case, without a possessive ending."""
        words = set()
        for word in WORD.findall(self.text):
            folded = word.casefold().replace("’", "'")
            words.add(folded)
            if folded.endswith("'s"):
                words.add(folded[:-2])
        return frozenset(words)

    @cached_property
    def _plain_places(self) -> dict[str, set[int]]:
        places: defaultdict[str, set[int]] = defaultdict(set)
        for found in re.finditer(r"[^\W_]+(?:[.'’&-][^\W_]+)*", self.text):
            word = found.group()
            index = self.sentence_index(found.start())
            places[plain(word)].add(-1 if index is None else index)
            if "-" in word or "&" in word:
                for part in re.split("[-&]", word):
                    places[plain(part)].add(-1 if index is None else index)
        return places

    @cached_property
    def plain_words(self) -> frozenset[str]:
        """Every word without case, accents and possessive ending, and the parts of joined ones."""
        return frozenset(self._plain_places)

    def sentences_naming(self, word: str) -> frozenset[int]:
        """Which sentences have a word in this plain form."""
        return frozenset(self._plain_places.get(word, ()))

    @cached_property
    def name_words(self) -> frozenset[str]:
        """The words of all names, without case and accents."""
        return frozenset(
            plain(word)
            for name in self.scan.names
            for word in name.text.split()
            if word[0].isupper()
        )

    def is_clipped(self, word: str, ask: Callable[[str, Reading], bool]) -> bool:
        """Whether `ask` finds the word to be short for a name; asked once for each word."""
        known = self._clipped.get(word)
        if known is None:
            known = self._clipped[word] = ask(word, self)
        return known

    @cached_property
    def name_beginnings(self) -> frozenset[str]:
        """The first letters of the words of names, as short forms have them: "rob", "alex"."""
        return frozenset(
            word[:length]
            for word in self.name_words
            for length in range(3, LONGEST_SHORT + 1)
            if len(word) - length >= 2
        )

    @cached_property
    def initials(self) -> frozenset[str]:
        """The initials of every run of two to six words with capitals: "fbi"."""
        found = set()
        for run in re.findall(r"[A-Z]\w+(?: (?:of |and |for |the |de )?[A-Z]\w+){1,7}", self.text):
            letters = "".join(word[0] for word in run.split() if word[0].isupper()).casefold()
            all_letters = "".join(word[0] for word in run.split()).casefold()
            for length in range(2, 7):
                for start in range(max(1, len(letters) - length + 1)):
                    found.add(letters[start : start + length])
            found.add(all_letters)
        return frozenset(found)

    @cached_property
    def wordings(self) -> Wordings:
        """The text, ready for comparing many quotations with it."""
        return Wordings(self.text)

    @cached_property
    def folded(self) -> str:
        """The text in lower case with straight quotes and single spaces, for looking words up."""
        return fold(self.text)

    @cached_property
    def by_value(self) -> dict[Decimal, list[Figure]]:
        """The figures by each number that they give."""
        table: dict[Decimal, list[Figure]] = {}
        for figure in self.scan.figures:
            for number in {figure.value, figure.low, figure.high} - {None}:
                assert number is not None
                table.setdefault(number, []).append(figure)
        return table

    def find(self, words: str, within: Span | None = None) -> Span | None:
        """Where these words stand, but for case, quote marks, dashes and spacing; none if not."""
        parts = fold(words).strip(" .,;:\"'").split()
        if not parts:
            return None
        pattern = r"\s+".join(_loose(part) for part in parts)
        pattern = rf"(?<!\w){pattern}(?!\w)"
        start, end = (within.start, within.end) if within else (0, len(self.text))
        found = re.compile(pattern, re.IGNORECASE).search(self.text, start, end)
        return Span.of(self.text, *found.span()) if found else None

    @cached_property
    def slots(self) -> Slots:
        """The telling words around every place."""
        return Slots(self.text, self.scan.sentences)

    @cached_property
    def named(self) -> tuple[Span, ...]:
        """Names, and the capitalised words that hold a name's place: "Sikh", "Venezuelan"."""
        names = list(self.scan.names)
        covered = [(name.start, name.end) for name in names]
        starts = [start for start, _ in covered]
        for found in CAPITALISED.finditer(self.text):
            index = bisect_right(starts, found.start()) - 1
            if index >= 0 and found.start() < covered[index][1]:
                continue
            if plain(found.group()) in KIN:
                names.append(Span.of(self.text, *found.span()))
        return tuple(sorted(names, key=lambda name: name.start))

    @cached_property
    def _names_by_sentence(self) -> dict[int, list[Span]]:
        table: defaultdict[int, list[Span]] = defaultdict(list)
        for name in self.named:
            index = self.sentence_index(name.start)
            if index is not None:
                table[index].append(name)
        return table

    def names_at(self, index: int) -> list[Span]:
        """The names in the sentence of that number, demonyms included."""
        return self._names_by_sentence.get(index, [])

    def has_sentence(self, sentence: Span) -> bool:
        """Whether another text's sentence stands here word for word."""
        folded = fold(sentence.text)
        if self.has_whole_sentence(sentence):
            return True
        # A sentence inside a longer one; in a very long text that search is not worth its time.
        return len(self.text) < _LONG and folded in self.folded

    def has_whole_sentence(self, sentence: Span) -> bool:
        """The same, and the sentence is no part of a longer one."""
        return fold(sentence.text) in self._folded_sentences

    @cached_property
    def _folded_sentences(self) -> frozenset[str]:
        return frozenset(fold(sentence.text) for sentence in self.scan.sentences)

    def forms_of(self, name: str) -> tuple[Span, ...]:
        """Every place of a name in the text, by any form of it."""
        known = self._forms.get(name)
        if known is None:
            alike = {form for form in self._spellings if same_name(name, form)}
            known = tuple(form for form in self.scan.names if form.text in alike)
            self._forms[name] = known
        return known

    @cached_property
    def _spellings(self) -> frozenset[str]:
        return frozenset(name.text for name in self.scan.names)

    @cached_property
    def name_slots(self) -> SlotTable:
        """The slots of all names."""
        return SlotTable(self.slots, self.named)

    @cached_property
    def figure_slots(self) -> SlotTable:
        """The slots of all figures."""
        return SlotTable(self.slots, (figure.span for figure in self.scan.figures))

    @cached_property
    def date_slots(self) -> SlotTable:
        """The slots of all dates."""
        return SlotTable(self.slots, (date.span for date in self.scan.dates))

    @cached_property
    def _nouns(self) -> dict[Span, str | None]:
        return {figure.span: self._noun(figure) for figure in self.scan.figures}

    def _noun(self, figure: Figure) -> str | None:
        if figure.of and figure.kind == "ordinal":
            # "the first half penalty" is of the first half.
            return figure.of.split()[0]
        return figure.of or self._next_word(figure)

    def _next_word(self, figure: Figure) -> str | None:
        if figure.kind not in ("cardinal", "ordinal"):
            return None
        found = re.compile(r"[ -]([^\W\d_]+)").match(self.text, figure.span.end)
        word = found.group(1) if found else ""
        return None if word.casefold() in STOP or len(word) < 3 else word or None

    @cached_property
    def counted_heads(self) -> frozenset[str]:
        """The head nouns of everything that the text counts."""
        heads = (head_stem(noun) for noun in self._nouns.values() if noun)
        return frozenset(head for head in heads if head)

    def noun_of(self, figure: Figure) -> str | None:
        """What a figure counts: its noun, or else the telling word right after it."""
        return self._nouns.get(figure.span, figure.of)

    @cached_property
    def figure_at(self) -> dict[Span, Figure]:
        """The figure of each span."""
        return {figure.span: figure for figure in self.scan.figures}

    @cached_property
    def figures_by_sentence(self) -> dict[int, list[Figure]]:
        """The figures of the body by sentence: no furniture, no days and years."""
        table: defaultdict[int, list[Figure]] = defaultdict(list)
        for figure in self.scan.figures:
            index = self.sentence_index(figure.span.start)
            if index is None or self.is_furniture(figure.span) or self.date_over(figure.span):
                continue
            table[index].append(figure)
        return table

    def date_over(self, span: Span) -> DateRef | None:
        """The date that a place lies in."""
        index = bisect_right(self._date_starts, span.start) - 1
        for date in self.scan.dates[max(0, index - 1) : index + 1]:
            if date.span.covers(span):
                return date
        return None

    def figures_near(self, span: Span) -> list[Figure]:
        """The figures that a stretch of the text touches."""
        first = bisect_right(self._figure_starts, span.start) - 1
        near = self.scan.figures[max(0, first) : bisect_right(self._figure_starts, span.end) + 1]
        return [figure for figure in near if figure.span.overlaps(span)]

    def figure_before(self, span: Span) -> Figure | None:
        """The figure whose noun a stretch of the text may be."""
        index = bisect_right(self._figure_starts, span.start) - 1
        if index < 0:
            return None
        figure = self.scan.figures[index]
        near = span.start - figure.span.end <= _NEAR and figure.span.end <= span.start
        return figure if near else None

    def figures_in(self, span: Span) -> list[Figure]:
        """The figures inside a stretch of the text."""
        return [figure for figure in self.scan.figures if span.covers(figure.span)]

    def dates_in(self, span: Span) -> list[DateRef]:
        """The dates inside a stretch of the text."""
        return [date for date in self.scan.dates if span.covers(date.span)]

    def is_furniture(self, span: Span) -> bool:
        """Whether the words stand in a dateline, a copyright line or the like."""
        index = bisect_right(self._furniture_starts, span.start)
        return any(
            piece.span.overlaps(span)
            for piece in self.scan.furniture[max(0, index - 1) : index + 1]
        )


def _loose(word: str) -> str:
    """A word as a pattern that reads quote marks and dashes of every kind."""
    pattern = re.escape(word).replace("\\-", "-")
    return pattern.replace("'", "['’‘]").replace('"', '["“”]').replace("-", "[-–—]")


@lru_cache(maxsize=1 << 14)
def plain(word: str) -> str:
    """A word without case, accents and possessive ending."""
    word = word.replace("’", "'").casefold()
    if word.endswith("'s"):
        word = word[:-2]
    word = word.strip("'").replace(".", "")
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c)) or word


def fold(text: str) -> str:
    """Lower case, straight quotes and dashes, single spaces: for comparing words, not offsets."""
    return _fold_few(text) if len(text) < _FEW else _fold(text)


_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_FEW = 100


def _fold(text: str) -> str:
    return " ".join(text.translate(_STRAIGHT).casefold().split())


@lru_cache(maxsize=1 << 13)
def _fold_few(text: str) -> str:
    """The same for a few words, which are asked for again and again."""
    return _fold(text)


def read_source(document: Document) -> Reading:
    """The reading of a source; the last few are kept, as an editor checks one draft many times."""
    if len(document.text) > _LONG:
        return Reading(scan_document(document))
    key = document.text, document.published
    reading = _SOURCES.pop(key, None) or Reading(scan_document(document))
    _SOURCES[key] = reading
    while len(_SOURCES) > _KEEP:
        _SOURCES.popitem(last=False)
    return reading


_SOURCES: OrderedDict[tuple[str, object], Reading] = OrderedDict()
_RECENT: OrderedDict[int, Reading] = OrderedDict()
_KEEP = 16


def read(scan: Scan) -> Reading:
    """The reading of a scan; the last few are kept, as many facts are checked against one story."""
    known = _RECENT.get(id(scan))
    if known is not None and known.scan is scan:
        return known
    reading = Reading(scan)
    _RECENT[id(scan)] = reading
    while len(_RECENT) > _KEEP:
        try:
            _RECENT.popitem(last=False)
        except KeyError:  # another thread was quicker
            break
    return reading
