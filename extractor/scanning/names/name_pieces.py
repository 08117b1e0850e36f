"""The words of a run of capitalised words, and where the names in it begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractor.languages import Language
from extractor.languages.patterns import either
from extractor.scanning.names.name_words import NameWords

_COMPOUND = re.compile(r"-[a-z]")


class Piece(NamedTuple):
    """One word of a run of capitalised words."""

    start: int
    end: int
    low: str
    """In lower case, without possessive and stops."""
    is_capital: bool
    ends_in_stop: bool
    is_amount: bool


class PieceReader:
    """Cuts the runs of one language into names; made once."""

    def __init__(self, language: Language, words: NameWords) -> None:
        """Lay the language's words out."""
        tables = words.tables
        self._words = words
        self._endings = words.endings
        self._links = tables.links
        self._titles = tables.titles
        self._title_prefixes = tuple(tables.titles.prefixes)
        self._described = tuple(tables.described)
        self._whole = tuple(f"{article}-" for article in tables.whole_articles)
        self._days = tables.days
        self._fiscal = tuple(code.upper() for code in language.calendar.words.fiscal_codes)
        scales = (each.capitals for each in language.numbers.magnitudes.values())
        self._scales = frozenset(word.upper() for words in scales for word in words)
        self._amount = re.compile(_amounts(language))

    def cut(self, text: str, start: int, end: int) -> list[Piece]:
        """The words of the run between two offsets."""
        pieces: list[Piece] = []
        for word in text[start:end].replace("\xa0", " ").split(" "):
            stop = start + len(word)
            is_capital = not word[0].islower()
            if word.isalpha() and not self.may_count(text, stop, word):
                pieces.append(Piece(start, stop, word.lower(), is_capital, False, False))
            else:
                is_amount = self._amount.match(text, start) is not None
                ends_in_stop = word[-1] == "."
                low = self._bare(word)
                pieces.append(Piece(start, stop, low, is_capital, ends_in_stop, is_amount))
            start = stop + 1
        return pieces

    def may_count(self, text: str, end: int, word: str) -> bool:
        """Whether a word of letters may be part of an amount: "Rs 40", "FY 25", "5 MM"."""
        is_before_digits = text[end + 1 : end + 2].isdigit()
        return is_before_digits or word.startswith(self._fiscal) or word in self._scales

    def groups(self, pieces: list[Piece]) -> Iterator[list[Piece]]:
        """Parts of a run that may be names: cut at days and months, and at "and" between two
        names."""
        words = self._words
        group: list[Piece] = []
        links = words.links
        for i, piece in enumerate(pieces):
            cut = False
            keep = True
            if (piece.low in links and not piece.is_capital) or piece.low == "":
                cut = not self._keeps_link(pieces, i, group)
                keep = not cut
            elif piece.is_amount or (
                piece.low in words.calendar and not self._is_named_day(pieces, i)
            ):
                cut, keep = True, False
            elif i and pieces[i - 1].ends_in_stop and piece.low in words.starters:
                cut = True
            if cut and group:
                yield group
                group = []
            if not keep:
                continue
            described = self._described_name(piece) if "-" in piece.low else None
            group.append(described or piece)
            if described is not None:
                yield group
                group = []
        if group:
            yield group

    def without_titles(self, group: list[Piece]) -> Iterator[list[Piece]]:
        """The names before, inside and behind the titles of a group."""
        words, titles = self._words, self._titles
        part: list[Piece] = []
        i = 0
        while i < len(group):
            if not self._is_title(group, i):
                part.append(group[i])
                i += 1
                continue
            if part:
                yield part
                part = []
            while i < len(group) and (self._is_title(group, i) or group[i].low in titles.joints):
                if group[i].low not in titles.joints:
                    i += 1
                    continue
                i += 1
                while i < len(group) and (
                    group[i].low in words.topics
                    or group[i].low in titles.fillers
                    or group[i].low in ("&", "")
                ):
                    i += 1
                if i < len(group) and group[i].low in words.places:
                    yield [group[i]]
                    i += 1
        if part:
            yield part

    def _described_name(self, piece: Piece) -> Piece | None:
        """The place of "Greece-based": it is named, and what follows is no part of its name."""
        if not piece.is_capital or not piece.low.endswith(self._described):
            return None
        compound = _COMPOUND.search(piece.low)
        if compound is None or piece.low.startswith(self._whole):
            return None
        head = piece.low[: compound.start()]
        return piece._replace(end=piece.start + len(head), low=head)

    def _keeps_link(self, pieces: list[Piece], i: int, group: list[Piece]) -> bool:
        """Whether a small word goes on inside a name: "Bank of", "Trade and"."""
        if not group:
            return False
        words, links = self._words, self._links
        low, last = pieces[i].low, group[-1].low
        if low in ("", "&") or low in words.particles:
            return True
        if low in links.article:
            return last in words.links
        if low in links.of:
            return last in words.heads or last in words.titles
        if low in links.purpose:
            return last in words.before_purpose
        if low in links.conjunction:
            following = next((p.low for p in pieces[i + 1 :] if p.low not in links.article), "")
            return following in words.topics and (
                last in words.topics or any(piece.low in links.of for piece in group)
            )
        return low in links.topic and last in links.before_topic

    def _is_named_day(self, pieces: list[Piece], i: int) -> bool:
        """Whether a month or weekday is part of a name: "Black Friday", "Theresa May", "May
        Day"."""
        before = pieces[i - 1] if i else None
        if pieces[i].low in self._words.month_names and before is not None:
            return before.is_capital and before.low not in self._words.no_forenames
        following = pieces[i + 1].low if i + 1 < len(pieces) else ""
        return following in self._days.after or (
            before is not None and before.low in self._days.before
        )

    def _is_title(self, group: list[Piece], i: int) -> bool:
        """Whether a word is a title, and no part of a name: "General Motors", "State
        Department"."""
        words, titles = self._words, self._titles
        low = group[i].low
        if low not in words.titles and not low.startswith(self._title_prefixes):
            return False
        compound = titles.compounds.get(low)
        if compound is not None and i + 1 < len(group) and group[i + 1].low == compound:
            return False
        if low in words.strong_titles or "-" in low:
            return True
        if i and group[i - 1].low in words.links:
            return False  # "Ministry of Trade"
        for piece in group[i + 1 :]:
            if piece.low in words.strong_titles:
                return True
            if piece.low in words.bodies or piece.low in titles.bodies:
                return False
        # "Elton John Senior", "Bluff King": a weak title at the end names, unless it stands alone
        return i + 1 < len(group) or i == 0

    def _bare(self, word: str) -> str:
        low = word.lower().replace("’", "'").strip(".,")
        return self._endings.without_genitive(low).strip("'")


def _amounts(language: Language) -> str:
    """A pattern of amounts and fiscal years that begin with a capital: "Rs 40", "N13.3 trillion",
    "FY25"."""
    money, magnitudes = language.currencies, tuple(language.numbers.magnitudes.values())
    fiscal = either(code.upper() for code in language.calendar.words.fiscal_codes)
    codes = either(language.currency_codes - money.shy_codes)
    letters = either(
        name
        for name in (*money.lower_codes, *money.dotted, *money.letters)
        if name.isascii() and name.isalpha()
    )
    scales = either(
        word
        for each in magnitudes
        for word in (*each.words, *each.letters, *each.spaced, *each.closing)
    )
    capitals = either(word.upper() for each in magnitudes for word in each.capitals)
    letter = "[A-Z][A-Za-z]{0,2}"
    return (
        rf"{fiscal}\d*\b|(?:{codes}|(?i:{letters}))\b\.?[ \xa0]?\d"
        rf"|(?<=\d[ \xa0]){capitals}\b"
        rf"|{letter}\d+(?:\.\d+)?[ \xa0]?(?i:{scales})\b|{letter}\d{{1,3}}(?:,\d{{3}})+"
    )
