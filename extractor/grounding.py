"""Where the words of a quote stand in their source; a quote is never rewritten to fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from extractor.comparing.typography import Plain, plain
from extractor.schemas.fact import Grounding
from extractor.schemas.span import Span


@dataclass(frozen=True, slots=True)
class Location:
    """How a quote was found, and every place of it in reading order."""

    grounding: Grounding
    """`exact`, `typographic`, `ambiguous` or `unlocated`."""
    spans: tuple[Span, ...]
    """The places, with the source's own characters; empty only when unlocated."""

    @property
    def span(self) -> Span | None:
        """The one place; none where there are several or none."""
        return self.spans[0] if len(self.spans) == 1 else None


class Source:
    """A text in which many quotes are located; what that needs is worked out once."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def plain(self) -> Plain:
        """The text with its typography made plain."""
        return Plain(self.text)

    def locate(self, quote: str, within: Span | None = None) -> Location:
        """Where the quote stands; see `locate`."""
        wanted = quote.strip()
        if not wanted:
            return Location("unlocated", ())
        exact = list(_places(wanted, self.text))
        if exact:
            return self._location("exact", exact, within)
        for form in _plain_forms(wanted):
            found = [
                self.plain.source_range(start, end) for start, end in _places(form, self.plain.text)
            ]
            if found:
                return self._location("typographic", found, within)
        return Location("unlocated", ())

    def _location(
        self, grounding: Grounding, places: list[tuple[int, int]], within: Span | None
    ) -> Location:
        if within is not None:
            inside = [(s, e) for s, e in places if within.start <= s and e <= within.end]
            places = inside or places
        spans = tuple(Span.of(self.text, start, end) for start, end in places)
        return Location(grounding if len(spans) == 1 else "ambiguous", spans)


def locate(quote: str, text: str, within: Span | None = None) -> Location:
    """Where the quote stands in the text.

    First as it stands, then but for quotation marks, dashes, white space, Markdown marks and HTML
    entities; never but for letters, their case or digits. A place begins and ends at the border of
    a word and of a number. Of several places, those inside `within` are preferred; if they are
    still several, the quote is `ambiguous`. For many quotes in one text, make a `Source`.
    """
    return Source(text).locate(quote, within)


def _plain_forms(quote: str) -> Iterator[str]:
    form = plain(quote)
    if form:
        yield form
    bare = form.strip("' ")
    if bare and bare != form and form[0] == form[-1] == "'":
        yield bare


def _places(wanted: str, text: str) -> Iterator[tuple[int, int]]:
    at = text.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        if _is_whole(text, at, end):
            yield at, end
            at = text.find(wanted, end)
        else:
            at = text.find(wanted, at + 1)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word and no number is cut at either end."""
    first, last = text[start], text[end - 1]
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if _is_word(first) and _is_word(before):
        return False
    if _is_word(last) and _is_word(after):
        return False
    earlier = text[start - 2] if start > 1 else " "
    later = text[end + 1] if end + 1 < len(text) else " "
    if first.isdigit() and (
        (before in ".,·٫'’" and earlier.isdigit())
        or (before == "." and not earlier.isalnum() and earlier != ".")
        or (before in "-−–+±" and not _is_word(earlier) and earlier not in "%)")
    ):
        return False
    if last.isdigit() and after in ".,·٫'’" and later.isdigit():
        return False
    if last in ".,·٫'’" and after.isdigit() and end - start > 1 and text[end - 2].isdigit():
        return False
    return not (first in ".,·٫" and before.isdigit() and text[start + 1 : start + 2].isdigit())


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"
