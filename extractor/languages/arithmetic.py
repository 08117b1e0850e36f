"""The words by which figures of one sentence are reckoned with: `arithmetic.toml`."""

from __future__ import annotations

from extractor.languages.table import Table, Words


class ArithmeticTables(Table):
    """`arithmetic.toml`.

    In a word `*` stands for any letters behind it, one at least.
    """

    rises: Words
    """Words that say that something became more."""
    falls: Words
    moved: Words
    """Verbs right before the amount by which something moved: "rose 5 percent"."""
    moved_by: Words
    """What may stand between such a verb and the amount."""
    before_change: tuple[str, ...]
    """What leads on to the name of a change: "to 50, which is a rise"."""
    change_joints: Words
    """What stands between the name of a change and its size."""
    changes: Words
    """Nouns that name a change without its direction."""
    gaps: Words
    """Nouns that name what lies between two figures: "a lead of"."""
    of: Words
    from_: Words
    to: Words
    conjunction: Words
    """What joins the last of a list: "and"."""
    plus: Words
    """What joins two numbers that are added."""
    or_: Words
    """What gives the same amount in another form: "$2, or 5 percent,"."""
    that_is: tuple[str, ...]
    """The same in more words, behind a comma: "which is"."""
    points: Words
    """What the difference of two percentages is counted in."""
    part_of: tuple[str, ...]
    """What stands between a part and its whole: "four out of the six"."""
    wholes: Words
    """Small words before a whole."""
    whole_articles: Words
    """Those of them that open a sentence on a whole: "of the 80 seats"."""
    among: tuple[str, ...]
    """What stands before those: "among the 80"."""
    including: tuple[str, ...]
    """What opens a part behind its whole."""
    at_least: tuple[str, ...]
    of_them: tuple[str, ...]
    """What stands behind a part whose whole stands before it."""
    only: Words
    just: Words
    some: Words
    about: Words
    """What says that a percentage in brackets is rounded."""
    each: tuple[str, ...]
    """What stands behind an amount that is for one of many: "$5 each"."""
    per: Words
    one_of_any: Words
    """Stems of nouns that may stand for anything counted: "per unit"."""
    for_amount: tuple[str, ...]
    """What stands between things and what they come to: "200 cars for"."""
    total_of: tuple[str, ...]
    totals: tuple[str, ...]
    """What stands before a total."""


class RemarkTables(Table):
    """`remarks.toml`: numbers that mislead although they are right."""

    times: Words
    greater: Words
    """Comparatives behind "times" that say more."""
    smaller: Words
    than: Words
    error_margins: tuple[str, ...]
    leads: Words
    """Words of who leads in a poll."""
    several_answers: tuple[str, ...]
    """What says that the shares of a list need not come to 100 percent."""
    of: Words
    wholes: Words
    """Small words before a whole."""
    for_one: Words
    """What makes an amount one for each of many: "a share"."""
    or_: Words
    about: Words
    conjunction: Words
    points: Words
    part_of: tuple[str, ...]
    base_wholes: Words
    """Small words before a whole of few cases."""
