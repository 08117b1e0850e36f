"""The order in which a page lists its facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from extractor.outputs.words import NEED_TITLE, Need
from extractor.review.records import ItemView
from extractor.review.words import KIND

Order = Literal["harm", "kind", "place"]
"""What needs an eye first; by kind, as checklists are kept; as the story has them."""

_EYE: tuple[Need, ...] = ("fix", "absent", "look")


@dataclass(frozen=True, slots=True)
class Group:
    """Facts under one heading."""

    name: str
    title: str
    items: tuple[ItemView, ...]
    is_eye: bool
    """Whether they come as cards, with both sentences."""


def groups_of(items: Sequence[ItemView], order: Order) -> list[Group]:
    """The facts in groups, none of them empty; what is set aside is in none."""
    shown = [item for item in items if item.aside is None]
    if order == "place":
        return [Group("place", "As the story has them", tuple(shown), False)] if shown else []
    groups = []
    if order == "harm":
        eye = sorted((item for item in shown if item.need in _EYE), key=lambda item: item.harm)
        for need in _EYE:
            own = tuple(item for item in eye if item.need == need)
            groups.append(Group(need, NEED_TITLE[need], own, True))
        shown = [item for item in shown if item.need not in _EYE]
    for kind, title in KIND.items():
        groups.append(Group(kind, title, tuple(i for i in shown if i.kind == kind), False))
    return [group for group in groups if group.items]
