"""The words by which figures of two texts are held against each other: `comparing.toml`."""

from __future__ import annotations

from extractor.languages.table import Table, Words


class WholeWords(Table):
    """What stands between a number and the whole that it is of: "two of the six"."""

    of: Words
    parts: Words
    """Small words before a whole of which "one" is a part."""
    wholes: Words
    """The same before any whole."""
    whom: Words
    """Words for a whole that stands before: "two of whom"."""
    one_in: tuple[str, ...]
    """What makes a share of two numbers: "one in five"."""
    some: Words
    """The least of hedges before a number: "some 5,000"."""
    articles: Words
    """Small words that are nothing between two figures."""


class OtherHedges(Table):
    """What makes an estimate of a bare number besides a hedge."""

    before: Words
    behind: Words
    behind_relatives: tuple[str, ...]
    behind_adverbs: Words


class OtherPhrasings(Table):
    """A number in other words."""

    times: Words
    """What counts occasions."""
    ago_about: tuple[str, ...]
    ago_before: tuple[str, ...]
    ago_behind: tuple[str, ...]
    to: Words
    """What stands between the numbers of odds: "3 to 1"."""
    the: Words
    conjunctions: Words
    """What joins the two of a pair."""
    both: Words
    both_of: Words
    both_wholes: Words
    in_digits: Words
    """What counts the digits of a number: "six figures"."""
    or_: Words
    knock_out: Words
    """What makes a round of a number: "the last 16"."""


class RateWords(Table):
    """What a number is for: "a week"."""

    nouns: dict[str, tuple[str, ...]]
    """The words of each period, behind "per" alone."""
    per_only: dict[str, tuple[str, ...]]
    """The same of words that stand nowhere else: "per annum"."""
    adverbs: dict[str, tuple[str, ...]]
    adjectives: dict[str, tuple[str, ...]]
    per: Words
    not_before: tuple[str, ...]
    """What makes a time of the same words: "a week ago"."""
    average: tuple[str, ...]
    """What does not, although one of those opens it: "on average"."""
    joints: Words
    """What may stand between an adjective, a noun and the number."""


class ListWords(Table):
    """Lists whose items are counted."""

    conjunctions: tuple[str, ...]
    before_ages: Words
    """What may stand before the age of one of a list."""
    all_of: Words
    """The same before the age of several."""
    before_names: Words
    """Small words before a name of a list."""
    opened_by: Words
    """Verbs that open a list of things."""
    things: Words
    """Words for one, before a thing of a list."""
    on_days: Words
    companions: tuple[str, ...]
    """People that are counted with a number: "23 passengers and crew"."""
    companions_of: Words
    joints: Words


class AmountWords(Table):
    """Amounts that no number says."""

    amounts: Words
    periods: Words
    """Units of time in the plural, which stand for many."""
    single: Words
    """What stands for one: "a single tower"."""
    ones: Words
    no_single: Words
    """What those say something else of."""


class ResultWords(Table):
    """Results and sets."""

    against: Words
    """What stands between the two numbers of a result."""
    from_: Words
    """What makes a change of them."""
    conjunction: Words


class OrdinalWords(Table):
    """Ordinals that number something, or claim that it is new."""

    rank_verbs: Words
    """Words behind which an ordinal is a rank."""
    said_otherwise: dict[str, Words]
    """Words that say as much as a small ordinal does."""


class TollWords(Table):
    """Tolls of one event, by what befell the people."""

    kinds: tuple[Words, Words, Words]
    """The dead, the hurt and the missing."""
    anybody: Words


class ComparingTables(Table):
    """`comparing.toml`."""

    wholes: WholeWords
    hedges: OtherHedges
    phrasings: OtherPhrasings
    rates: RateWords
    lists: ListWords
    amounts: AmountWords
    results: ResultWords
    ordinals: OrdinalWords
    tolls: TollWords
    fate_ends: Words
    """Words behind which what befell people is no longer that of a number."""
    empty_labels: Words
    """Headings of a column of numbers, which leave what is counted to the cell before."""
