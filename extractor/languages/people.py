"""The words by which people and places of two texts are told apart: `people.toml`."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from extractor.languages.table import Table, Words


def _lines(block: object) -> object:
    """Lines, each of words for one thing."""
    if isinstance(block, str):
        return tuple(frozenset(line.split()) for line in block.splitlines() if line.strip())
    return block


Lines = Annotated[tuple[frozenset[str], ...], BeforeValidator(_lines)]


class CountryTables(Table):
    """`countries.toml`."""

    groups: Lines
    """Lines of words for one country and its people; joined words have a hyphen."""
    seats: Words
    """Those that stand for a government, and are places of their own."""


class LeaningWords(Table):
    """How a sentence speaks of somebody named before."""

    pronouns: Words
    opening: Words
    """Pronouns with which no text may open."""
    the: Words
    a: Words
    persons: Words
    role_endings: tuple[str, ...]
    """What words for what somebody does may end in."""
    year_old: tuple[str, ...]
    """What stands behind the years of somebody: "the 34-year-old"."""
    drops_subject: bool = False
    """Whether a verb by itself may speak of somebody named before: "Dijo que no"."""


class NameWords(Table):
    """Names and what stands around them."""

    short_forms: dict[str, Words]
    """Short forms, with the names that they are short for."""
    people_endings: tuple[str, ...]
    """What the name of a people and that of its country differ by."""
    derived_endings: tuple[str, ...]
    """What a plural or a people adds to a name."""
    opener_endings: tuple[str, ...]
    """What a word may end in that opens a sentence before a name: "Unnamed"."""
    verbs: Words
    """Verbs behind a name that opens a sentence, besides those in the past."""
    initial_links: Words
    """Small words inside a name that its initials may leave out."""
    either_way: Words
    """Words whose two sides are one and the same: "A met B"."""
    conjunctions: Words
    by: Words
    """What says that the name behind it acts, or is left."""
    articles: Words


class PlaceWords(Table):
    """What says that a name is where something is."""

    holding: Words
    """Prepositions before a place in which something is."""
    reaching: Words
    """Those, and verbs, before a place that somebody reaches or leaves."""
    beside: Words
    """Prepositions between a number, or its noun, and the place that it is of."""
    within: Words
    """What stands between a place and one that holds it."""
    all: Words
    """Prepositions of any place."""
    determiners: Words
    of: Words
    the: Words
    region_endings: tuple[str, ...]
    """What a word of a part of a place ends in: "in northern Velm"."""
    reached_endings: tuple[str, ...]
    """The same behind `reaching`."""
    direction_endings: tuple[str, ...]
    """What a direction loses that is part of a name."""


class AgeWords(Table):
    """Ages and years of birth beside names."""

    before: Words
    """What may stand between a comma and an age."""
    aged: Words
    is_: Words
    years_old: tuple[str, ...]
    year_old: tuple[str, ...]
    titles: Words
    """Titles that no child has."""
    who: Words
    was: Words
    born: tuple[str, ...]
    in_: Words
    on: Words
    died: tuple[str, ...]
    at_age: tuple[str, ...]
    not_age: Words
    """What makes something else of the number there."""
    houses: Words
    """The same with a word before it: "died at 12 Main Hospital"."""
    when: Words
    died_then: Words
    he: Words
    past: Words
    """Words with which a sentence tells of another time."""


class OfficeWords(Table):
    """Offices beside names."""

    heads: Words
    """Offices; a trade or a relation goes with any of them."""
    topics: Words
    """Words before an office that make it another one."""
    former: Words
    """Words that say that it is held no longer, all of them the same."""
    times: Words
    """The other words that say when it was held."""
    spellings: dict[str, str]
    one_holder: Words
    """Offices that one person holds at a time, and no other of these beside it."""
    second: Words
    determiners: Words
    of: Words
    """What stands between an office and whose it is."""
    articles: Words
    parties: dict[str, str]
    """Parties by the words before an office, which read like any adjective."""


class SpeakerWords(Table):
    """Who says something."""

    pronouns: Words
    articles: Words
    called: Words
    """Verbs of what somebody calls somebody."""
    called_ends: Words
    called_articles: Words
    """Articles before what somebody is called."""


class PeopleTables(Table):
    """`people.toml`."""

    leaning: LeaningWords
    names: NameWords
    places: PlaceWords
    ages: AgeWords
    offices: OfficeWords
    speakers: SpeakerWords
    date_joints: Words
    """Small words around a date that are nothing beside it."""
