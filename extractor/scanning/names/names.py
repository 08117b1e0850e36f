"""Names of people, places and organisations in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from extractor.languages import DEFAULT, Language, load
from extractor.scanning.layout.furniture import Furniture, find_furniture
from extractor.scanning.layout.layout import Layout
from extractor.scanning.names.headlines import headline_end, headline_names
from extractor.scanning.names.name_forms import same_name
from extractor.scanning.names.name_pieces import Piece, PieceReader
from extractor.scanning.names.name_words import name_words
from extractor.scanning.names.runs import RunReader, begins_sentence
from extractor.scanning.names.small_letters import SmallLetters
from extractor.schemas.span import Span

__all__ = ["ending_name", "find_mentions", "find_names", "same_name"]

_BEFORE_OPENING = re.compile(r"[\s\"“‘'«„*_]{0,4}")
_CURRENCY_SIGNS = frozenset("$£€¢₵₦₹¥₱₩₪")
_NO_TEXT = SmallLetters("")
_LONGEST_ACRONYM = 6
_LONGEST_SHOUT, _LONGEST_SHOUTED_RUN = 12, 16
"""Characters in capitals alone that may be a name, of one word and of several."""


_Place = tuple[int, int, bool]
"""Start and end of what may be a name, and whether it is one, whatever else the text says."""


class NameReader:
    """Finds the names of one language; made once."""

    def __init__(self, language: Language) -> None:
        """Make the readers of runs and of their words."""
        self._words = name_words(language.code)
        self._inside = language.names.openers.inside
        self._runs = RunReader(self._words)
        self._pieces = PieceReader(language, self._words)

    def find(self, text: str, furniture: Sequence[Furniture]) -> list[Span]:
        """The names of a text, in reading order; see `find_names`."""
        begin = headline_end(text)
        lowered = SmallLetters(text)
        datelines = [piece.span for piece in furniture if piece.reason == "dateline"]
        in_dateline = {at for span in datelines for at in range(span.start, span.end)}
        sure: list[tuple[int, str]] = []
        doubtful: list[tuple[int, str]] = []
        for start, end, is_sure in self._candidates(text, begin, lowered, furniture, datelines):
            name = text[start:end]
            if is_sure or (start in in_dateline and name.isupper()):  # "DORSBY (NN) —"
                sure.append((start, name))
            else:
                doubtful.append((start, name))
        known = {name for _, name in sure}
        parts = {word for name in known for word in name.split()}
        for start, name in doubtful:
            if name in known or (name in parts and name.lower() not in lowered):
                sure.append((start, name))
        found: list[Span] = []
        for start, name in sure:
            end = start + len(name)
            left, dash, right = name.partition("-") if "-" in name else ("", "", "")
            if dash and left in parts and right in parts:
                # the two names of "Smith-Jones talks", where the text has both by themselves
                found.append(Span(start, start + len(left), left))
                found.append(Span(end - len(right), end, right))
            else:
                found.append(Span(start, end, name))
        if begin:
            found.extend(headline_names(text, begin, {span.text for span in found}, self._words))
        found.sort(key=lambda span: span.start)
        return found

    def ending(self, phrase: str) -> str | None:
        """The proper name that a noun phrase ends in; see `ending_name`."""
        found: _Place | None = None
        is_office = False
        for start, end in self._runs.find(phrase):
            for group in self._pieces.groups(self._pieces.cut(phrase, start, end)):
                for part in self._pieces.without_titles(group):
                    place = self._settle(phrase, part, False, _NO_TEXT)
                    if place is not None:
                        found = place
                        is_office = len(part) < len(group) and part[-1].low in self._words.places
        if found is None or found[1] < len(phrase.rstrip(".")) or is_office:
            return None
        return phrase[found[0] : found[1]]

    def _candidates(
        self,
        text: str,
        begin: int,
        lowered: SmallLetters,
        furniture: Sequence[Furniture],
        datelines: Sequence[Span],
    ) -> Iterator[_Place]:
        """The places in the text behind the headline, and in no furniture but datelines."""
        never_alone = self._words.never_alone
        aside = [piece.span for piece in furniture if piece.reason != "dateline"]
        openings = {
            gap.end() for span in datelines if (gap := _BEFORE_OPENING.match(text, span.end))
        }
        at = 0
        for start, end in self._runs.find(text, begin):
            run = text[start:end]
            is_word = run.isalpha()
            if is_word and run.lower() in never_alone:
                continue  # most runs: the first word of a sentence
            while at < len(aside) and aside[at].end <= start:
                at += 1
            if at < len(aside) and aside[at].start <= start:
                continue
            if text[end : end + 1] in _CURRENCY_SIGNS:
                continue  # AU$
            opens = start in openings or begins_sentence(text, start)
            if is_word and not self._pieces.may_count(text, end, run):
                single = self._settle_word(run, start, end, opens)
                if single is not None:
                    yield single
            elif self._is_plain(text, end, run, opens, lowered):
                if not _shouts(run, _LONGEST_SHOUTED_RUN):
                    yield (start, end, True)
            else:
                yield from self._read_run(text, start, end, opens, lowered)

    def _is_plain(self, text: str, end: int, run: str, opens: bool, lowered: SmallLetters) -> bool:
        """Whether a run of several words is one name as it stands: no rule asks about a word."""
        if not run.replace(" ", "").isalpha():
            return False
        words = run.lower().split(" ")
        if len(words) == 1 or not self._words.ruled.isdisjoint(words):
            return False
        if self._pieces.may_count(text, end, run[run.rindex(" ") + 1 :]):
            return False
        return not (opens and words[0] in lowered)

    def _read_run(
        self, text: str, start: int, end: int, opens: bool, lowered: SmallLetters
    ) -> Iterator[_Place]:
        """The names of a run, cut by its words."""
        pieces = self._pieces.cut(text, start, end)
        if len(pieces) == 1 and "-" not in text[start:end]:
            single = self._settle(text, pieces, opens, lowered)
            if single is not None:
                yield single
            return
        for group in self._pieces.groups(pieces):
            for part in self._pieces.without_titles(group):
                place = self._settle(text, part, opens and part[0].start == start, lowered)
                if place is not None:
                    yield place

    def _settle_word(self, word: str, start: int, end: int, opens: bool) -> _Place | None:
        """The place of a name that is one word of letters alone."""
        if len(word) == 1:
            return None
        if opens:
            return start, end, word.lower() in self._words.places or _is_acronym(word)
        return None if _shouts(word, _LONGEST_SHOUT) else (start, end, True)

    def _settle(
        self, text: str, part: Sequence[Piece], opens: bool, lowered: SmallLetters
    ) -> _Place | None:
        """The place of the name in a part, and whether it is surely one."""
        words = self._words
        pieces = list(part)
        while len(pieces) > 1:
            first = pieces[0]
            if not (
                first.low in words.links
                or self._is_opener(first, pieces[1], opens)
                or (opens and self._is_common(text, first, pieces[1], lowered))
            ):
                break
            pieces.pop(0)
            opens = False
        while pieces and pieces[-1].low in words.small and not pieces[-1].is_capital:
            pieces.pop()
        if not pieces:
            return None
        start, end = pieces[0].start, pieces[-1].end
        word = text[start:end]
        if (
            pieces[-1].ends_in_stop
            and "." not in word[:-1]
            and end - pieces[-1].start != 2 - (len(pieces) > 1)
        ):
            end -= 1
            word = word[:-1]
        if len(pieces) > 1:
            is_name = not all(piece.low in words.no_names for piece in pieces)
            shouts = _shouts(word, _LONGEST_SHOUTED_RUN)
            return (start, end, True) if is_name and not shouts else None
        low = pieces[0].low
        if (
            pieces[0].is_amount
            or word.endswith(("'s", "’s"))
            or low in words.never_alone
            or len(low) == 1
        ):
            return None
        if opens:
            return start, end, low in words.places or _is_acronym(word)
        return None if _shouts(word, _LONGEST_SHOUT) else (start, end, True)

    def _is_opener(self, first: Piece, second: Piece, opens: bool) -> bool:
        """Whether the first word of a part has its capital from the sentence alone."""
        return (
            first.low in self._words.openers
            and not first.ends_in_stop
            and (opens or first.low in self._words.determiners)
            and second.low not in self._inside.get(first.low, ())
        )

    def _is_common(self, text: str, first: Piece, second: Piece, lowered: SmallLetters) -> bool:
        """The same of a word that the text also writes with a small letter."""
        return (
            second.is_capital
            and second.low not in self._words.bodies
            and first.low not in self._words.places
            and not text[first.start : second.end].isupper()  # "PORT ANSEL, May 2" is whole
            and first.low in lowered
        )


def _shouts(word: str, longest: int) -> bool:
    """Whether a word in capitals alone is too long to be a name."""
    return len(word) > longest and not any(sign.islower() for sign in word)


def _is_acronym(word: str) -> bool:
    letters = [sign for sign in word if sign.isalpha()]
    return 2 <= len(letters) <= _LONGEST_ACRONYM and all(sign.isupper() for sign in letters)


@cache
def name_reader(code: str = DEFAULT) -> NameReader:
    """The reader of a language's names, made when it is first asked for."""
    return NameReader(load(code))


def find_names(text: str, layout: Layout | None = None, *, code: str = DEFAULT) -> list[Span]:
    """The names of people, places and organisations, in reading order.

    Runs of capitalised words without the titles before them, the possessive after them, weekdays,
    months and bare nationalities. In a headline with every word capitalised only names that the
    body has as well. `layout` is that of the text, where it is known already.
    """
    furniture = find_furniture(text, code=code) if layout is None else layout.furniture
    return name_reader(code).find(text, furniture)


def ending_name(phrase: str, *, code: str = DEFAULT) -> str | None:
    """The proper name that a noun phrase ends in, without titles and roles; none for a bare role.

    "the commander of the Pacific Fleet" and "President of France" are roles.
    """
    return name_reader(code).ending(phrase)


def find_mentions(name: str, text: str, *, code: str = DEFAULT) -> list[Span]:
    """Every place where the text speaks of `name`, by any form of it, in reading order."""
    return [span for span in find_names(text, code=code) if same_name(name, span.text, code=code)]
