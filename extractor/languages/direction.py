"""The words by which a sentence goes one way or the other: `direction.toml`."""

from __future__ import annotations

from extractor.languages.table import Table, Words


class RoleWords(Table):
    """Who does something, and to whom it is done."""

    to_be: Words
    """What makes a passive of the participle behind it."""
    auxiliaries: Words
    between: Words
    """Small words between those and the verb."""
    not_past: Words
    participles: Words
    """Participles that no ending shows, and pasts of the same form."""
    by: Words
    """What stands before who does it, in a passive."""
    borders: Words
    """Words that end one side."""
    who: Words
    prepositions: Words
    """Words that end what stands behind the verb."""
    either_way: Words
    """Verbs whose two sides are one and the same, or do not act."""
    anybody: Words
    own: Words
    """What says that what is acted on belongs to who acts."""


class DenialWords(Table):
    """What says of a whole clause that it is not so."""

    denies: Words
    """Verbs that deny what stands behind them."""
    that: Words
    gerund_endings: tuple[str, ...]
    """What the verb of such a clause ends in where "that" does not open it."""
    before_that: tuple[str, ...]
    """The same in several words before "that": "not true"."""
    phrases: tuple[str, ...]
    """The same whatever follows: "no truth in"."""
    not_so: tuple[str, ...]
    """What says the same of what stands before it."""
    not_so_more: tuple[str, ...]
    is_so: Words
    """Verbs between that and what is not so: "proved false"."""
    to_be: tuple[str, ...]
    claims: Words
    """Nouns of what was told."""
    clause_ends: Words
    """What begins another clause behind a comma."""
    auxiliaries: Words
    """What a verb stands behind that is said not to be so, besides `to_be` of the roles."""


class CertaintyWords(Table):
    """How sure a text is of what it says."""

    may: Words
    will: Words
    done: Words
    likely: Words
    """What says with a word of `to` that something is likely, and no more."""
    to: Words
    between: Words
    """What may stand between a modal and its verb."""
    not_asserted: Words
    """Words with which a sentence states nothing."""
    subjects: Words
    """Small words that a verb may follow."""


class Ways(Table):
    """Words for up and words for down; a star stands for any letters behind."""

    up: Words
    down: Words


class WayPhrases(Table):
    """The same in several words."""

    up: tuple[str, ...]
    down: tuple[str, ...]


class HeadingWords(Table):
    """Which way a number goes."""

    verbs: Ways
    paired: WayPhrases
    """Verbs of two words."""
    nouns: Ways
    particles: Ways
    points: tuple[str, ...]
    """What may stand between a number and its way: "three points lower"."""
    no_way_before: Words
    """Words before which a particle says no way: "higher than"."""
    straight: Words
    """What may stand between a way and its number."""
    far: Words
    """What leads to the number over other words: "raised its prices by"."""
    near: Words
    """What may stand between a particle and its number."""
    to: Words
    taken: Words
    """What takes a particle to itself: "set up 12 funds"."""
    to_only: Words
    """Particles that may stand before a word of `to`."""
    negators: Words
    negator_endings: tuple[str, ...]
    undone: Words
    """What takes a move back, or says that it was before."""
    noun_articles: Words
    """What makes a noun of a word that may be a verb."""
    clause_ends: Words
    list_joints: Words
    """What joins a list of numbers, and begins no clause."""


class MoveWords(Table):
    """A move from one number to another."""

    verbs: Words
    to: Words
    by: Words
    from_: Words


class DirectionTables(Table):
    """`direction.toml`."""

    roles: RoleWords
    denials: DenialWords
    certainty: CertaintyWords
    headings: HeadingWords
    moves: MoveWords
    when: Words
    """When something happens, which tells nothing of who does it."""
