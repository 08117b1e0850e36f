"""The draft and its sources as HTML, with the places marked that facts and evidence stand at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from markupsafe import Markup

from extractor.outputs.marks import Mark, MarkKind
from extractor.outputs.places import Places
from extractor.outputs.story import MarkedText
from extractor.outputs.words import State
from extractor.review.records import ItemView

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


def source_html(text: str, places: Mapping[tuple[int, int], State]) -> Markup:
    """A source, with the places marked that evidence stands at, each as what is said of it."""
    marks = [
        Mark(start, end, "evidence", state, ("evidence",)) for (start, end), state in places.items()
    ]
    return MarkedText(Places(text), marks, prefix="there").html
