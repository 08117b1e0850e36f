"""The word lists of a language that rules go by: nouns, hedges, and what says what a number is."""

from __future__ import annotations

from functools import cached_property

from extractor.languages.phrases import Phrases
from extractor.languages.table import Said, Table, Words
from extractor.schemas.figure import Hedge


class NounTables(Table):
    """`nouns.toml`."""

    stop: Words
    zero_plurals: Words
    like_plurals: Words
    singular_heads: Words
    named_nouns: Words
    gerund_nouns: Words
    not_hyphened: Words
    plural_modifiers: Words
    compound_middles: Words
    adjectival_participles: Words
    not_participles: Words
    persons: Words
    adjective_endings: tuple[str, ...]
    adjectives: Words
    determiners: Words
    partitive_determiners: Words
    comparatives: Words
    before_number: Words
    un_verbs: Words
    fates: Words
    elided_verbs: Words
    elided_links: Words
    elided_between: Said
    paired_ordinals: Said
    nobody: Said
    none: Words
    no: Words
    not_none_before: Words
    them: Words
    counted_none: Words
    out: Words
    ranks: Words
    un: str
    counted_one: Words = frozenset()
    """Nouns of which an article counts one, where it is the number too: "un muerto"."""
    not_modified: Words
    more: Words


class HedgeTables(Table):
    """`hedges.toml`."""

    fillers: Words
    before: dict[Hedge, tuple[str, ...]]
    after: dict[Hedge, tuple[str, ...]]
    prepositions: Words
    determined: Words
    estimates: Said
    estimate_links: Words
    part_of: Words
    before_follower: Words
    glued: Words
    comparison: Words
    spans_time: Words
    compared: Words
    marks: Words
    passed: Said
    turned: dict[Hedge, Hedge]
    never: Words
    modals: Words
    auxiliaries: Words
    nobody: Words
    no_verbs: Words
    no_subjects: Words
    limited: Words
    exceeding: Words
    clause_borders: Words
    turning: Words
    two_words: Words
    not_: Words
    not_ending: str
    ever: Words
    one: Words
    no: Words

    @cached_property
    def behind(self) -> Phrases[Hedge]:
        """What stands behind a number, with its hedge."""
        return Phrases((phrase, hedge) for hedge, each in self.after.items() for phrase in each)


class KindTables(Table):
    """`kinds.toml`."""

    names_before: Words
    countable: Words
    idioms: Words
    open_prefixes: Words
    books: Words
    numbered_books: Words
    calls: Words
    roman_before: Words
    events: Words
    measured: Words
    spatial: Words
    streets: Words
    foreign_articles: Words
    titles: Words
    aircraft: Words
    aircraft_after: Words
    abbreviated: Words
    emergency_numbers: Words
    numbering: Words
    name_goes_on: Words
    age_words: Words
    turns: Words
    owners: Words
    parts_of_decade: Words
    after_age: Words
    is_of_person: Said
    be: Words
    just: Words
    died_at: Said
    after_life_age: Said
    he: Words
    persons_before: Said
    age_before: Said = Phrases(())
    """What says of a number of years that it is an age: "a los 85 años"."""
    age_links: Words = frozenset()
    """What joins an age in years to whoever has it: "una mujer de 34 años"."""
    no_person: Words
    of_a_life: Said
    limits_of_age: Words
    not_one_after: Words
    not_one_before: Words
    before_last_one: Words
    harm: Words
    not_one_hyphened: Words
    not_one_links: Words
    that: Words
    that_after: Words
    one_links: Words
    one_link_after: Words
    figures_of_speech: Said
    steps: Said
    superlatives: Words
    of_kinds: Words
    zero_after: Words
    zero_before: Said
    half_hyphened: Words
    half_before: Words
    not_half_after: Words
    of_half: Words
    part_after: Words
    not_quarter_before: Words
    quarter_before: Words
    not_quarter_after: Words
    part_comparatives: Words
    ordinal_before: Words
    period_before: Words
    period_after: Said
    period_in: Words
    doubles: Words
    of_double: Words
    not_double_after: Words
    times_words: Words
    times_before: Words
    fold_words: Words
    named_ordinals: Said
    many_behind: Words
    many_hyphened: Words
    many_of: Words
    plural_verbs: Words
    sums: Words
    counted_totals: Words
    in_space: Words
    one_thing: Words
    one_thing_or_many: Words
    later: Words
    definite: Words
    race_words: Words
    race_kinds: Words
    race_articles: Words
    racing: Words
    sport: Words
    cricket: Words
    took: Said
    reached: Words
    long: Words
    list_joints: Words
    named_if: Words
    named_followers: Words
    amount_words: Words
    named_capital: Words
    one_after: Words
    after_harm: Words
    share_joints: Words
    half_of: Words
    plus: Words
    after_score: Words
    age_nouns: Words
    age_at: Words
    who: Words
    not_named_words: Words
    only: Words
    short_year_before: Words
    standards: dict[str, tuple[int, ...]]
    """A letter and the numbers before it that are the name of a standard: "5G"."""
    numbered_pairs: dict[str, str]
    """A word and the one before it that together take a number: "World War II"."""
