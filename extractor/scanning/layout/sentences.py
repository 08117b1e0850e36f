"""Where sentences begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractor.languages import DEFAULT, Language, load
from extractor.languages.patterns import UPPER, either
from extractor.scanning.layout.paragraphs import split_paragraphs, trim
from extractor.scanning.wrapping import OPENERS
from extractor.schemas.span import Span

_CLOSERS = "\"'”’»›)]*_“"
# Possessive, and only from the first mark of a run: a line of dots must not be read over and over.
# That it begins with one set of characters lets the search skip, six times as fast.
_STOP = re.compile(
    r"[.!?…。！？](?:(?<=[.!?…])(?<![.!?…].)[.!?…]*+"
    rf"[{re.escape(_CLOSERS)}]*+(?=[\s\ufeff]++(\S))|(?<=[。！？])[。！？]*+)"
)
_BEFORE = re.compile(r"[^\W_][\w.'’-]*$")
_NEXT_WORD = re.compile(r"[\s\ufeff]+[*_#>“\"'‘«„(\[•–—-]*\s?([^\W_][\w'’]*)")
_MEASURED = re.compile(r"[0-9][0-9.,]*[a-z]{0,4}")
"""A number with the letters of its unit or magnitude: no abbreviation."""
_ADDRESSES = ("http", "www")
_LIST_ITEM = re.compile(r"(?:\r\n|[\r\n])(?=[ \t]*(?:[-*•#>]|\d{1,2}[.)])[ \t]+\S)")
_LONGEST = 2000
"""Characters of a sentence, more than twice the longest of 20,000 in news. What compares the parts
of a sentence with each other would take forever over a list without a full stop."""
_GAP = re.compile(r"(?s:.*)[\s,;]")
_REACH = 24
"""Characters before a full stop that show what is shortened."""


class SentenceReader:
    """Finds the sentences of one language; made once."""

    def __init__(self, language: Language) -> None:
        """Lay the language's words out."""
        tables, calendar = language.layout, language.calendar
        clock = calendar.tables.clock
        self._starters = language.classes.starters
        self._titles = tables.title_abbreviations
        self._others = tables.other_abbreviations
        self._numbered = tables.numbered_abbreviations
        self._closing = tables.closing_abbreviations
        self._hours = frozenset(each.rstrip(".") for each in (*clock.am, *clock.pm) if "." in each)
        self._months = calendar.months
        self._after_hour = frozenset(
            {
                *calendar.months,
                *calendar.weekdays,
                *calendar.tables.zones,
                *clock.local.singles(),
                *tables.zone_names,
            }
        )
        openers = "|".join(sorted(tables.speaker_openers))
        verbs = {form for verb in language.speech.forms for form in (verb.past, verb.third)}
        self._speaker_ahead = re.compile(
            rf"[\s]+(?:[{UPPER}][\w.’'-]*|{openers})(?:\s[\w.’'-]+){{0,5}}?\s{either(verbs)}\b"
        )

    def borders(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Starts and ends of the sentences of the one paragraph `text[start:end]`."""
        cuts = [
            found.end()
            for found in _STOP.finditer(text, start, end)
            if self._ends_sentence(text, found, start)
        ]
        if text.find("\n", start, end) >= 0 or text.find("\r", start, end) >= 0:
            cuts.extend(m.end() for m in _LIST_ITEM.finditer(text, start, end))
            cuts = sorted(set(cuts))
        begin = start
        for cut in [*cuts, end]:
            left, right = trim(text, begin, min(cut, end))
            while right - left > _LONGEST:
                gap = _GAP.match(text, left + _LONGEST // 2, left + _LONGEST)
                middle = gap.end() if gap else left + _LONGEST
                cut_off = trim(text, left, middle)
                if cut_off[0] < cut_off[1]:
                    yield cut_off
                left, right = trim(text, middle, right)
            if left < right:
                yield left, right
            begin = cut

    def _ends_sentence(self, text: str, stop: re.Match[str], paragraph: int) -> bool:
        following = stop[1]
        if following is None:
            return True
        marks = stop[0]
        if marks == "." and following.isupper():  # most of them
            return self._full_stop_ends(text, stop, paragraph)
        word = _word_after(text, stop.end())
        if word and word[0].islower() and not word.startswith(_ADDRESSES):
            # "eBay", "iPhone": a brand opens a sentence though its first letter is small
            if not any(letter.isupper() for letter in word[1:3]):
                return False
        elif not word and following not in OPENERS and not following.isupper():
            return following in "•*#-–—>@$€£¥₹\ue000" or ord(following) > 0x2E80
        run = marks.rstrip(_CLOSERS)
        if run == ".":
            return self._full_stop_ends(text, stop, paragraph)
        goes_on = run[-1] in "!?" and marks[len(run) :].strip("*_")
        return not (goes_on and self._speaker_ahead.match(text, stop.end()))

    def _full_stop_ends(self, text: str, stop: re.Match[str], paragraph: int) -> bool:
        last = _word_before(text, paragraph, stop.start())
        if not last:
            return True
        low = last.lower()
        if last.isalpha() and len(last) > 1 and low not in self._titles and low not in self._others:
            return True
        low = low.replace("’", "'")
        word = _word_after(text, stop.end())
        has_closer = stop.end() - stop.start() > 1
        is_start = word.lower() in self._starters
        if len(last) == 1 and last.isalpha() and last.isupper():
            return has_closer or is_start
        if low in self._titles and not has_closer:
            if low in self._numbered:
                return not word[:1].isdigit()
            return not (word and (word[0].isupper() or word[0].isdigit())) or (
                low in self._closing and is_start
            )
        if low in self._hours:
            return word.lower() not in self._after_hour
        if _MEASURED.fullmatch(low) and low not in self._others:
            return True  # "£6.5m. Profit fell", "4.30pm. She"
        if low in self._others or ("." in low and len(low.replace(".", "")) <= 5):
            if low in self._months and not word[:1].isdigit():
                return last[0].islower() or is_start
            if "." in low and low.replace(".", "").isdigit():
                return True
            return is_start
        return True


def _word_after(text: str, at: int) -> str:
    after = _NEXT_WORD.match(text, at)
    return after[1] if after is not None else ""


def _word_before(text: str, paragraph: int, at: int) -> str:
    """The word that a full stop stands behind, or as much of it as is looked at."""
    near = text[max(paragraph, at - _REACH) : at]
    last = near.rpartition(" ")[2]
    if last.isalpha():
        return last
    before = _BEFORE.search(near)
    return before[0] if before is not None else ""


@cache
def sentence_reader(code: str = DEFAULT) -> SentenceReader:
    """The reader of a language's sentences, made when it is first asked for."""
    return SentenceReader(load(code))


def sentence_borders(
    text: str, start: int, end: int, *, code: str = DEFAULT
) -> Iterator[tuple[int, int]]:
    """Starts and ends of the sentences of the one paragraph `text[start:end]`."""
    return sentence_reader(code).borders(text, start, end)


def split_sentences(text: str, *, code: str = DEFAULT) -> list[Span]:
    """The sentences in reading order; none crosses the border of a paragraph.

    A full stop after an abbreviation or an initial, or inside a number, ends nothing; a headline
    needs no full stop. One that goes on and on is cut at a space or comma, as none is longer than
    2,000 characters.
    """
    reader = sentence_reader(code)
    return [
        Span.of(text, start, end)
        for paragraph in split_paragraphs(text)
        for start, end in reader.borders(text, paragraph.start, paragraph.end)
    ]
