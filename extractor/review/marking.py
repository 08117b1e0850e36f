"""The draft and its sources as HTML, with the places marked that facts and evidence stand at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from markupsafe import Markup

from extractor.outputs.marks import Mark, MarkKind
from extractor.outputs.places import Places
from extractor.outputs.story import MarkedText
from extractor.outputs.words import State
from extractor.review.records import ItemView

Place = tuple[int, int]
"""Where words start and end."""


@dataclass(frozen=True, slots=True)
class Evidenced:
    """A place in a source that facts stand on."""

    state: State
    """The worst that is said of it."""
    rows: tuple[str, ...]
    """The names of the facts' rows."""


_KINDS: dict[str, MarkKind] = {"figure": "figure", "date": "date", "quotation": "quotation"}


def draft_html(text: str, items: Sequence[ItemView]) -> Markup:
    """The draft, each fact in it a link to its row."""
    marks = [
        Mark(
            start,
            end,
            _KINDS.get(item.kind, "finding"),
            cast(State, item.state),
            (f"i{item.id}",),
        )
        for item in items
        for start, end in ((item.start, item.end), *item.also)
    ]
    return MarkedText(Places(text), marks, prefix="at").html


def source_html(
    text: str, places: Mapping[tuple[int, int], Evidenced], *, sought: Sequence[Place] = ()
) -> Markup:
    """A source, with the places marked that evidence stands at, each as what is said of it.

    Each mark leads to itself, `#there-123` by where it begins, and names the facts it is about.
    `sought` are places that stand out: those of one fact, or what a search found.
    """
    marks = [
        Mark(start, end, "evidence", found.state, (f"there-{start}", *found.rows))
        for (start, end), found in places.items()
    ]
    length = len(text)
    marks += [
        Mark(start, min(end, length), "quote", None, ("sought",))
        for start, end in sought
        if start < min(end, length)
    ]
    return MarkedText(Places(text), marks, prefix="there", is_named_by_place=True).html
