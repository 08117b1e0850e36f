"""A codebook for incidents in which people came to harm: what a researcher would write.

    extractor batch stories/ -o coded/ -f csv --codebook examples/codebook.py:Incident
    extractor batch stories/ -o coded/ -f csv --codebook "examples/codebook.py:list[Incident]"

The first gives one row for each story, the second one for each incident in it.
"""

from __future__ import annotations

from typing import Literal

from extractor.schemas.coding import Amount, Codebook, EventDate, Toll


class Place(Codebook):
    """Where it happened."""

    town: str | None
    """The town or village where it happened, name only."""
    site: str | None
    """The building, road or site where it happened."""


class Incident(Codebook):
    """One accident, disaster or attack in which people came to harm, or might have."""

    what: str | None
    """What happened, in two or three words: "gas explosion"."""
    day: EventDate | None
    """When it happened; not when it was reported."""
    place: Place
    deaths: Toll | None
    """How many people died of it."""
    injured: Toll | None
    """How many people were injured by it and lived."""
    cause: Literal["human error", "technical failure", "nature", "attack", "other"] | None
    """What brought it about, as far as the story says."""
    damage: Amount | None
    """What the damage or the repairs cost."""
    victims: list[str]
    """The names of those who died or were injured."""
    arrested: bool | None
    """Whether somebody was arrested over it."""
