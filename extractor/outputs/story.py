"""A text as HTML, marked: every figure, date and quotation leads to what is said of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

from extractor.outputs.cards import Badge, card_names
from extractor.outputs.marks import Mark, Segment, marks_of, segments
from extractor.outputs.places import Places
from extractor.outputs.reading import Reading, worst
from extractor.outputs.visible import visible
from extractor.outputs.words import SIGN
from extractor.schemas.span import Span

_WIDE = 80
"""A mark longer than this is underlined without a tint, or the page would be all colour."""
_DATELINE = re.compile(r"[A-Z][^.!?]{1,60}?\s[-–—]{1,2}\s+[“\"A-Z]")
_HEADLINE_LENGTH = 200
"""A first paragraph longer than this is no headline."""


def story_html(reading: Reading) -> MarkedText:
    """The story of a report, marked."""
    facts = {name: fact for fact, name in card_names(reading).items()}
    return MarkedText(reading.places, marks_of(reading), printed=facts)


class MarkedText:
    """A text built from slices of Python's own string, so that no offset needs converting.

    Each segment is a link to its innermost mark's card; `data-cards` names the cards of all marks
    that cover it, `data-near` the facts whose words it belongs to.
    """

    def __init__(
        self,
        places: Places,
        marks: list[Mark],
        *,
        prefix: str = "at",
        printed: Mapping[str, str] | None = None,
        is_named_by_place: bool = False,
    ) -> None:
        """`prefix` begins the segments' names; `printed` says on paper what a mark leads to.

        A segment is named by its number, or, `is_named_by_place`, by where it begins in the text.
        """
        self.first_place: dict[str, str] = {}
        """The name of the segment to jump to, by the name of the card or row."""
        self.html: Markup
        """One paragraph element for each paragraph."""
        self._printed = printed or {}
        self._marks = marks
        self._prefix = prefix
        self._is_named_by_place = is_named_by_place
        self._seen: set[int] = set()
        self._count = 0
        self._quote_places: dict[str, str] = {}
        text = places.text
        paragraphs: list[str] = []
        for paragraph, found in zip(
            places.paragraphs, segments(self._marks, places.paragraphs), strict=True
        ):
            inner = "".join(self._segment(text[s.start : s.end], s) for s in found)
            is_headline = not paragraphs and _is_headline(places, paragraph)
            kind = ' class="headline"' if is_headline else ""
            paragraphs.append(f"<p{kind}>{inner}</p>\n")
        # The words of a fact are a better place to jump to than evidence that stands earlier.
        self.first_place |= self._quote_places
        self.html = Markup("".join(paragraphs))

    def _segment(self, text: str, segment: Segment) -> str:
        shown = escape(visible(text))
        if not segment.marks:
            return str(shown)
        covering = [self._marks[number] for number in segment.marks]
        number = segment.start if self._is_named_by_place else self._count
        name = f"{self._prefix}-{number}"
        self._count += 1
        self._remember(covering, name)
        visible_marks = [mark for mark in covering if mark.state is not None]
        near = _joined(target for m in covering if m.kind == "quote" for target in m.targets)
        near_attribute = f' data-near="{near}"' if near else ""
        if not visible_marks:
            return f'<span id="{name}"{near_attribute}>{shown}</span>'
        return self._link(str(shown), segment, name, visible_marks, near_attribute)

    def _link(
        self, shown: str, segment: Segment, name: str, marks: list[Mark], near_attribute: str
    ) -> str:
        inner = marks[0]
        state = inner.state or "not checked"
        targets = list(dict.fromkeys(target for mark in marks for target in mark.targets))
        ending = [mark for mark in map(self._marks.__getitem__, segment.ending) if mark.state]
        is_new = any(
            number not in self._seen for number in segment.marks if self._marks[number].state
        )
        self._seen.update(segment.marks)
        kinds = " ".join(dict.fromkeys(f"k-{mark.kind}" for mark in marks))
        stop = "" if is_new else ' tabindex="-1"'
        sign = self._sign(ending) if ending else ""
        wide = " wide" if inner.end - inner.start > _WIDE else ""
        what = "; ".join(dict.fromkeys(_what(mark) for mark in marks))
        style = f"m s-{Badge(state).slug} {kinds}{wide}"
        cards = " ".join(targets)
        return (
            f'<a id="{name}" class="{style}" href="#{inner.targets[0]}" data-cards="{cards}"'
            f'{near_attribute}{sign}{stop} title="{what}">{shown}</a>'
        )

    def _sign(self, ending: list[Mark]) -> str:
        """The sign behind marks; on paper, where nothing can be clicked, with the facts' names."""
        sign = SIGN[worst(mark.state for mark in ending if mark.state)]
        names = dict.fromkeys(target for mark in ending for target in mark.targets)
        facts = ", ".join(self._printed[name] for name in names if name in self._printed)
        return f' data-sign="{sign}" data-print="{sign}{escape(visible(facts))}"'

    def _remember(self, covering: list[Mark], name: str) -> None:
        for mark in covering:
            places = self._quote_places if mark.kind == "quote" else self.first_place
            for target in mark.targets:
                places.setdefault(target, name)


def _is_headline(places: Places, first: Span) -> bool:
    """Whether the first paragraph heads others, and is no sentence, dateline or lead of its own."""
    words = first.text.strip().rstrip("\"'”’)")
    return (
        len(places.paragraphs) > 1
        and len(words) <= _HEADLINE_LENGTH
        and not words.endswith((".", ":", ";", ",", "…"))
        and not _DATELINE.match(words)
    )


def _what(mark: Mark) -> str:
    return f"{mark.kind}: {mark.state}"


def _joined(names: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(names))
