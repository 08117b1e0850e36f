"""A scanned text with what the checks look up in it again and again."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable, Mapping
from decimal import Decimal
from functools import cached_property
from itertools import accumulate
from typing import Any, TypeVar

from extractor.checks.evidence.adjacent_words import CAPITALISED, Slots, SlotTable
from extractor.checks.evidence.countries import kin
from extractor.checks.evidence.date_table import DateTable
from extractor.checks.evidence.distinct import FEW, first_of_alike
from extractor.checks.evidence.figure_table import FigureTable
from extractor.checks.evidence.folding import fold, plain
from extractor.checks.evidence.name_tokens import NAME_WORD
from extractor.checks.evidence.ranking import Ranking, WordPlaces
from extractor.checks.evidence.row_labels import label_of
from extractor.checks.evidence.stems import content_stems, head_stem, stop_words
from extractor.comparing.wording import Wordings
from extractor.languages.current import by_language, current
from extractor.languages.language import Language
from extractor.languages.patterns import maybe
from extractor.scanning.document import Scan, scan_document
from extractor.scanning.names.name_forms import NameForms
from extractor.schemas.document import Document
from extractor.schemas.figure import DateRef, Figure
from extractor.schemas.quotation import Quotation
from extractor.schemas.span import Span

_NEAR = 30
"""Characters between a number and the end of what it counts."""


_LONG = 200_000


LONGEST_SHORT = 5
"""Letters of a short form: "Alex", "Chris"; a longer beginning is a slip of the pen."""

KeyT = TypeVar("KeyT", bound=Hashable)
ValueT = TypeVar("ValueT")

_UNMADE = object()
_MOST_RANKINGS = 512
"""Sets of words that are kept ranked. Several checks ask for those of one sentence, with and
without a figure's or a name's own: a draft of 600 words asks for some 150, one after the other, so
that a store which holds fewer would forget each before it is asked for again."""
_MOST_MADE = 1 << 14
"""Answers that a text keeps: an editor's many drafts against one source must not fill memory."""


class TextIndex:
    """A scan, and where things stand in it by sentence and paragraph."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.text = scan.text
        self._rankings: dict[frozenset[str], Ranking] = {}
        self._made: dict[tuple[object, object], Any] = {}
        self.sentence_starts = [sentence.start for sentence in scan.sentences]
        self._paragraph_starts = [paragraph.start for paragraph in scan.paragraphs]
        self._figure_starts = [figure.span.start for figure in scan.figures]
        self._date_starts = [date.span.start for date in scan.dates]
        self._furniture_starts = [piece.span.start for piece in scan.furniture]

    def sentence_index(self, position: int) -> int | None:
        """Which sentence a position stands in, or the last one before it; none before the first."""
        index = bisect_right(self.sentence_starts, position) - 1
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
    def slots(self) -> Slots:
        """The telling words around every place."""
        return Slots(self.text, self.scan.sentences)

    @cached_property
    def stems(self) -> tuple[frozenset[str], ...]:
        """The content stems of every sentence."""
        return tuple(content_stems(sentence.text) for sentence in self.scan.sentences)

    @cached_property
    def _places(self) -> dict[str, frozenset[int]]:
        places: defaultdict[str, list[int]] = defaultdict(list)
        for index, stems in enumerate(self.stems):
            for stem in stems:
                places[stem].append(index)
        # Most words stand in one sentence: all of a sentence share one set.
        alone = [frozenset((index,)) for index in range(len(self.stems))]
        return {
            stem: frozenset(where) if len(where) > 1 else alone[where[0]]
            for stem, where in places.items()
        }

    def sentences_with(self, stem: str) -> frozenset[int]:
        """Which sentences have a word of this stem."""
        return self._places.get(stem, frozenset())

    @cached_property
    def _weights(self) -> _Weights:
        return _Weights(self._places, len(self.stems))

    def weight(self, stem: str) -> float:
        """How telling a stem is in this text: rare words say more than common ones."""
        return self._weights[stem][0]

    def ranking(self, stems: frozenset[str]) -> Ranking:
        """How much of these words stands in each sentence; the last few are kept."""
        known = self._rankings.get(stems)
        if known is None:
            if len(self._rankings) >= _MOST_RANKINGS:
                self._rankings.pop(next(iter(self._rankings)), None)
            known = Ranking(map(self._weights.__getitem__, stems))
            self._rankings[stems] = known
        return known

    def once(self, make: Callable[[TextIndex, KeyT], ValueT], key: KeyT) -> ValueT:
        """What `make` gives for this text and a key, worked out once and kept with the text."""
        known = self._made.get((make, key), _UNMADE)
        if known is _UNMADE:
            if len(self._made) >= _MOST_MADE:
                self._made.clear()
            known = self._made[make, key] = make(self, key)
        made: ValueT = known
        return made

    @cached_property
    def _starts_of_words(self) -> dict[str, tuple[int, ...]]:
        """Every word as it is written, with the places where it begins.

        Here and in the tables below tuples, which the garbage collector need not walk: a list for
        each word of each source is most of what it would look at.
        """
        found: defaultdict[str, list[int]] = defaultdict(list)
        for match in NAME_WORD.finditer(self.text):
            found[match.group()].append(match.start())
        return {word: tuple(starts) for word, starts in found.items()}

    @cached_property
    def _written(self) -> dict[str, tuple[str, ...]]:
        """Every plain word and part of a joined one, with the words as they are written."""
        written: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._starts_of_words:
            written[plain(word)].append(word)
            if "-" in word or "&" in word:
                for part in re.split("[-&]", word):
                    written[plain(part)].append(word)
        return {word: tuple(forms) for word, forms in written.items()}

    @cached_property
    def plain_words(self) -> frozenset[str]:
        """Every word without case, accents and possessive ending, and the parts of joined ones."""
        return frozenset(self._written)

    def sentences_naming(self, word: str) -> frozenset[int]:
        """Which sentences have a word in this plain form; -1 is what stands before the first."""
        return self.once(_sentences_naming, word)

    def starts_of(self, word: str) -> list[int]:
        """Where a word in this plain form begins."""
        written = self._written.get(word, ())
        return [start for form in written for start in self._starts_of_words[form]]

    @cached_property
    def name_words(self) -> frozenset[str]:
        """The words of all names, without case and accents."""
        return frozenset(
            plain(word)
            for name in self.scan.names
            for word in name.text.split()
            if word[0].isupper()
        )

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
        for run in _run_of_capitals().findall(self.text):
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
    def figure_table(self) -> FigureTable:
        """The figures by kind and size, without those that nothing tells from earlier ones."""
        return FigureTable(self.distinct_figures)

    @property
    def by_value(self) -> dict[Decimal, list[Figure]]:
        """The figures by each number that they give."""
        return self.figure_table.by_value

    @cached_property
    def _lowered(self) -> str:
        # One letter for one, so that a place in it is a place in the text: "İ" becomes two.
        lowered = self.text.lower()
        if len(lowered) == len(self.text):
            return lowered
        return "".join(low if len(low := c.lower()) == 1 else c for c in self.text)

    def first_place(self, words: str) -> Span | None:
        """Where these words first stand whole, whatever their case; none where they do not."""
        wanted = "".join(low if len(low := c.lower()) == 1 else c for c in words)
        at = self._lowered.find(wanted) if wanted else -1
        while at >= 0:
            end = at + len(wanted)
            if not (_has_letter(self.text, at - 1) or _has_letter(self.text, end)):
                return Span.of(self.text, at, end)
            at = self._lowered.find(wanted, at + 1)
        return None

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
    def named(self) -> tuple[Span, ...]:
        """Names, and the capitalised words that hold a name's place: "Sikh", "Venezuelan"."""
        names = list(self.scan.names)
        places = [
            (start, start + len(word))
            for word, starts in self._starts_of_words.items()
            if not word.isalnum() or (not word.islower() and plain(word) in kin())
            for start in starts
        ]
        for begin, end in places:
            # One character more, which tells whether the word ends there.
            for found in CAPITALISED.finditer(self.text, begin, end + 1):
                index = bisect_right(self._name_starts, found.start()) - 1
                if index >= 0 and found.start() < self.scan.names[index].end:
                    continue
                if plain(found.group()) in kin():
                    names.append(Span.of(self.text, *found.span()))
        return tuple(sorted(names, key=lambda name: name.start))

    @cached_property
    def _name_starts(self) -> list[int]:
        return [name.start for name in self.scan.names]

    @cached_property
    def _names_by_sentence(self) -> dict[int, list[Span]]:
        table: defaultdict[int, list[Span]] = defaultdict(list)
        for name in self.named:
            index = self.sentence_index(name.start)
            if index is not None:
                table[index].append(name)
        return table

    def is_named(self, span: Span) -> bool:
        """Whether the words are one of the names or hold a name's place."""
        return span in self._named_set

    @cached_property
    def _named_set(self) -> frozenset[Span]:
        return frozenset(self.named)

    def names_near(self, span: Span) -> list[Span]:
        """The names that a stretch of the text touches."""
        first = bisect_right(self._name_starts, span.start) - 1
        near = self.scan.names[max(0, first) : bisect_left(self._name_starts, span.end)]
        return [name for name in near if name.overlaps(span)]

    def names_in(self, span: Span) -> list[Span]:
        """The names inside a stretch of the text."""
        near = self.scan.names[_from(self._name_starts, span)]
        return [name for name in near if span.covers(name)]

    def names_at(self, index: int) -> list[Span]:
        """The names in the sentence of that number, demonyms included."""
        return self._names_by_sentence.get(index, [])

    def has_sentence(self, sentence: Span) -> bool:
        """Whether another text's sentence stands here word for word."""
        return self.once(_has_sentence, sentence.text)

    def has_whole_sentence(self, sentence: Span) -> bool:
        """The same, and the sentence is no part of a longer one."""
        return fold(sentence.text) in self.folded_sentences

    @cached_property
    def folded_sentences(self) -> frozenset[str]:
        """The sentences as `folded` has them."""
        return frozenset(fold(sentence.text) for sentence in self.scan.sentences)

    def forms_of(self, name: str) -> tuple[Span, ...]:
        """Every place of a name in the text, by any form of it."""
        return self.once(_forms_of, name)

    @cached_property
    def spellings(self) -> NameForms:
        """The spellings of all names, asked which are alike."""
        return NameForms((name.text for name in self.scan.names), code=self.scan.language)

    @cached_property
    def names_by_text(self) -> dict[str, list[Span]]:
        """The places of each name, as it is written."""
        table: defaultdict[str, list[Span]] = defaultdict(list)
        for name in self.scan.names:
            table[name.text].append(name)
        return table

    @cached_property
    def name_slots(self) -> SlotTable:
        """The slots of all names."""
        return SlotTable(self.slots, self.named, self.sentences_with)

    @cached_property
    def figure_slots(self) -> SlotTable:
        """The slots of all figures."""
        figures = (figure.span for figure in self.distinct_figures)
        return SlotTable(self.slots, figures, self.sentences_with)

    @cached_property
    def date_table(self) -> DateTable:
        """The dates by what they name, without those that nothing tells from earlier ones."""
        return DateTable(self.distinct_dates)

    def dates_at(self, index: int) -> tuple[DateRef, ...]:
        """The distinct dates that begin in the sentence of that number."""
        return self.distinct_dates[slice(*self._between(index, self._distinct_date_starts))]

    @cached_property
    def _distinct_date_starts(self) -> list[int]:
        return [date.span.start for date in self.distinct_dates]

    def figures_at(self, index: int) -> tuple[Figure, ...]:
        """The figures that begin in the sentence of that number."""
        return self.scan.figures[slice(*self._between(index, self._figure_starts))]

    @cached_property
    def distinct_figures(self) -> tuple[Figure, ...]:
        """The figures, of a text that has many without those that only their place tells from
        earlier ones: what bears out or speaks against a claim is then found at the first of them.

        A list of a thousand ones is otherwise compared a thousand times with each claimed one.
        """
        return first_of_alike(self.scan.figures, self._looks_of_figure)

    def _looks_of_figure(self, figure: Figure) -> Hashable:
        """All that a check may ask about a figure, but for its place."""
        return (
            (figure.kind, figure.value, figure.low, figure.high, figure.hedge, figure.unit),
            (figure.span.text, figure.phrase.text, figure.of, self.noun_of(figure)),
            (self.slots.of(figure.span), self._words_about(figure.span)),
        )

    def look_of(self, claimed: Figure | DateRef) -> Hashable | None:
        """What the distinct ones are told apart by; none in a text that has few."""
        if isinstance(claimed, Figure):
            is_one_of_many = len(self.scan.figures) > FEW
            return self._looks_of_figure(claimed) if is_one_of_many else None
        is_one_of_many = len(self.scan.dates) > FEW
        return self._looks_of_date(claimed) if is_one_of_many else None

    @cached_property
    def distinct_dates(self) -> tuple[DateRef, ...]:
        """The same for dates."""
        return first_of_alike(self.scan.dates, self._looks_of_date)

    def _looks_of_date(self, date: DateRef) -> Hashable:
        meaning = date.span.text, date.iso, date.precision, date.is_relative, date.note
        return meaning, self.slots.of(date.span), self._words_about(date.span)

    def _words_about(self, span: Span) -> Hashable:
        """Which words a place's sentence and the two beside it have, and whether it is furniture.

        Equal sets have one number.
        """
        index = self.sentence_index(span.start)
        place = 0 if index is None else index + 1
        return (*self._sets_of_stems[max(0, place - 1) : place + 2], self.is_furniture(span))

    @cached_property
    def _sets_of_stems(self) -> list[int]:
        ids: dict[frozenset[str], int] = {}
        # One before the first sentence, and one after the last.
        sets = [frozenset[str](), *self.stems, frozenset[str]()]
        return [ids.setdefault(stems, len(ids)) for stems in sets]

    @cached_property
    def _distinct_starts(self) -> list[int]:
        return [figure.span.start for figure in self.distinct_figures]

    def distinct_at(self, index: int) -> tuple[Figure, ...]:
        """The distinct figures that begin in the sentence of that number."""
        return self.distinct_figures[slice(*self._between(index, self._distinct_starts))]

    def _between(self, index: int, starts: list[int]) -> tuple[int, int]:
        """Which of these places lie after the start of one sentence and before the next one's."""
        borders = self.sentence_starts
        end = borders[index + 1] if index + 1 < len(borders) else len(self.text) + 1
        return bisect_left(starts, borders[index]), bisect_left(starts, end)

    @cached_property
    def _nouns(self) -> dict[tuple[int, int], str | None]:
        return {(f.span.start, f.span.end): self._noun(f) for f in self.scan.figures}

    def _noun(self, figure: Figure) -> str | None:
        if figure.of and figure.kind == "ordinal":
            # "the first half penalty" is of the first half.
            return figure.of.split()[0]
        return figure.of or self.label_of(figure) or self._next_word(figure)

    def label_of(self, figure: Figure) -> str | None:
        """What a row or a list calls a figure: "Passengers: 219"."""
        return label_of(self.text, figure.span.start) if figure.kind == "cardinal" else None

    def _next_word(self, figure: Figure) -> str | None:
        if figure.kind not in ("cardinal", "ordinal"):
            return None
        found = re.compile(r"[ -]([^\W\d_]+)").match(self.text, figure.span.end)
        word = found.group(1) if found else ""
        return None if word.casefold() in stop_words() or len(word) < 3 else word or None

    @cached_property
    def counted_heads(self) -> frozenset[str]:
        """The head nouns of everything that the text counts."""
        heads = (head_stem(noun) for noun in self._nouns.values() if noun)
        return frozenset(head for head in heads if head)

    def noun_of(self, figure: Figure) -> str | None:
        """What a figure counts: its noun, or else the telling word right after it."""
        return self._nouns.get((figure.span.start, figure.span.end), figure.of)

    @cached_property
    def _figures_by_head(self) -> dict[str | None, list[Figure]]:
        table: defaultdict[str | None, list[Figure]] = defaultdict(list)
        for figure in self.distinct_figures:
            noun = self.noun_of(figure)
            if noun:
                table[head_stem(noun)].append(figure)
        return table

    def figures_of(self, noun: str | None) -> list[Figure]:
        """The distinct figures that count the same thing, by the head of the noun, in order."""
        return self._figures_by_head.get(head_stem(noun), []) if noun else []

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
        near = self.scan.figures[_from(self._figure_starts, span)]
        return [figure for figure in near if span.covers(figure.span)]

    def dates_in(self, span: Span) -> list[DateRef]:
        """The dates inside a stretch of the text."""
        near = self.scan.dates[_from(self._date_starts, span)]
        return [date for date in near if span.covers(date.span)]

    @cached_property
    def _quotations(self) -> tuple[list[Quotation], list[int], list[int]]:
        """The quotations in order, where each begins, and the farthest that one so far reaches."""
        ordered = sorted(self.scan.quotations, key=lambda quotation: quotation.span.start)
        starts = [quotation.span.start for quotation in ordered]
        return ordered, starts, list(accumulate((q.span.end for q in ordered), max))

    def quotations_over(self, span: Span) -> list[Quotation]:
        """The quotations that share a character with a stretch of the text."""
        ordered, starts, reaches = self._quotations
        near = ordered[bisect_right(reaches, span.start) : bisect_left(starts, span.end)]
        return [quotation for quotation in near if quotation.span.overlaps(span)]

    def is_furniture(self, span: Span) -> bool:
        """Whether the words stand in a dateline, a copyright line or the like."""
        index = bisect_right(self._furniture_starts, span.start)
        return any(
            piece.span.overlaps(span)
            for piece in self.scan.furniture[max(0, index - 1) : index + 1]
        )

    def is_all_furniture(self, span: Span) -> bool:
        """Whether nothing else stands there: a sentence behind its dateline says something."""
        index = bisect_right(self._furniture_starts, span.start)
        return any(
            piece.span.overlaps(span) and piece.span.end >= span.end
            for piece in self.scan.furniture[max(0, index - 1) : index + 1]
        )


def _from(starts: list[int], span: Span) -> slice:
    """Which of the things with these places begin inside a stretch of the text."""
    return slice(bisect_left(starts, span.start), bisect_left(starts, span.end))


def _has_letter(text: str, at: int) -> bool:
    """Whether a character of a word stands at a place, which may lie outside the text."""
    return 0 <= at < len(text) and (text[at].isalnum() or text[at] == "_")


def _sentences_naming(index: TextIndex, word: str) -> frozenset[int]:
    borders = index.sentence_starts
    return frozenset([bisect_right(borders, start) - 1 for start in index.starts_of(word)])


def _forms_of(index: TextIndex, name: str) -> tuple[Span, ...]:
    forms = [form for text in index.spellings.alike(name) for form in index.names_by_text[text]]
    return tuple(sorted(forms, key=lambda form: form.start))


def _has_sentence(index: TextIndex, sentence: str) -> bool:
    folded = fold(sentence)
    if folded in index.folded_sentences:
        return True
    # A sentence inside a longer one; in a very long text that search is not worth its time.
    return len(index.text) < _LONG and folded in index.folded


class _Weights(dict[str, WordPlaces]):
    """How telling each stem is in one text, worked out when first asked for."""

    def __init__(self, places: Mapping[str, frozenset[int]], count: int) -> None:
        """`places` has the sentences of each stem, `count` is how many sentences there are."""
        super().__init__()
        self._places, self._count = places, count

    def __missing__(self, stem: str) -> WordPlaces:
        places = self._places.get(stem, frozenset())
        weight = math.log((self._count + 1) / (len(places) + 1)) + 0.1
        # A word that the text does not have at all is another wording, and tells little.
        self[stem] = known = weight if places else weight * 0.4, stem, places
        return known


def _loose(word: str) -> str:
    """A word as a pattern that reads quote marks and dashes of every kind."""
    pattern = re.escape(word).replace("\\-", "-")
    return pattern.replace("'", "['’‘]").replace('"', '["“”]').replace("-", "[-–—]")


def index_source(document: Document) -> TextIndex:
    """The index of a source; the last few are kept, as an editor checks one draft many times."""
    if len(document.text) > _LONG:
        return TextIndex(scan_document(document))
    own = document.text, document.published, document.day_first, document.name, document.language
    key = *own, current().code  # its words are laid out as those of the draft
    index = _SOURCES.pop(key, None) or TextIndex(scan_document(document))
    _SOURCES[key] = index
    while len(_SOURCES) > _KEEP:
        _SOURCES.popitem(last=False)
    return index


_SOURCES: OrderedDict[tuple[object, ...], TextIndex] = OrderedDict()
_RECENT: OrderedDict[int, TextIndex] = OrderedDict()
_KEEP = 16


def index_of(scan: Scan) -> TextIndex:
    """The index of a scan; the last few are kept, as many facts are checked against one story."""
    known = _RECENT.get(id(scan))
    if known is not None and known.scan is scan:
        return known
    index = TextIndex(scan)
    _RECENT[id(scan)] = index
    while len(_RECENT) > _KEEP:
        try:
            _RECENT.popitem(last=False)
        except KeyError:  # another thread was quicker
            break
    return index


def forget() -> None:
    """Drop what is kept of earlier texts."""
    _SOURCES.clear()
    _RECENT.clear()


@by_language
def _run_of_capitals(language: Language) -> re.Pattern[str]:
    links = maybe(language.people.names.initial_links, " ")
    return re.compile(rf"[A-Z]\w+(?: {links}[A-Z]\w+){{1,7}}")
