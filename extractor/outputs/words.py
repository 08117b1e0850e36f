"""The words and signs that people read, in one place."""

from __future__ import annotations

from typing import Literal

from extractor.schemas.figure import Hedge
from extractor.schemas.finding import Word
from extractor.schemas.report import FailureName

Need = Literal["fix", "absent", "look", "match"]
"""What a finding asks of an editor."""

State = Literal["differs", "not in sources", "not checked", "matches", "unclaimed", "set aside"]
"""What a place of the story is shown as: one of the four words, or what the ledger says of it."""

WORST_FIRST: tuple[Word, ...] = ("differs", "not in sources", "not checked", "matches")

STATES: tuple[State, ...] = (*WORST_FIRST, "unclaimed", "set aside")
"""Worst first, as far as they can be compared."""

SIGN: dict[State, str] = {
    "differs": "≠",
    "not in sources": "∅",
    "not checked": "?",
    "matches": "✓",
    "unclaimed": "○",
    "set aside": "–",
}
"""A sign beside every colour, for those who do not see it and for paper."""

ASCII_SIGN: dict[State, str] = {
    "differs": "#",
    "not in sources": "0",
    "not checked": "?",
    "matches": "=",
    "unclaimed": "o",
    "set aside": "-",
}
"""The same for terminals that cannot write the signs."""

ASCII_MARKS = str.maketrans("“”‘’–—·…", "\"\"''---.")
"""Quotation marks and dashes for the same terminals."""

MEANING: dict[State, str] = {
    "differs": "the fact and the story disagree",
    "not in sources": "nothing in the story says it",
    "not checked": "the checks cannot tell; please look",
    "matches": "the fact says what the story says",
    "unclaimed": "no fact states it",
    "set aside": "no fact is expected to state it",
}

NEED_TITLE: dict[Need, str] = {
    "fix": "To fix",
    "absent": "In no source",
    "look": "To look at",
    "match": "Match",
}

NEED_COUNT: dict[Need, str] = {
    "fix": "to fix",
    "look": "to look at",
    "match": "match",
    "absent": "in no source",
}
"""Follows the number in the line of counts, in the order of that line."""

STORY_TITLE = "In the story"
"""Over what an editor has to act on."""
NOTHING_FOUND = "Nothing to fix and nothing to look at."
STORY_WORDS = "the story's own words"
"""Of a statement that is not the model's."""
SLIPS_TITLE = "The model's slips"
"""Over what the model got wrong and no fact says any more."""

HEDGE: dict[Hedge, str] = {
    "unhedged": "",
    "at_least": "at least",
    "at_most": "at most",
    "more_than": "more than",
    "less_than": "less than",
    "about": "about",
    "nearly": "nearly",
    "up_to": "up to",
    "between": "between",
}

FAILURE: dict[FailureName, str] = {
    "truncated": "the answer was cut off",
    "invalid_answer": "the answer did not fit",
    "declined": "the model declined to answer",
    "filtered": "a content filter stopped it",
    "too_long": "it is too long for the model",
    "quota": "the account has no credit left",
    "provider": "the model could not be reached",
    "time_limit": "the time was up",
}

FIELD: dict[str, str] = {
    "figure": "figure",
    "when": "when",
    "where": "where",
    "attributed_to": "said by",
}
"""The parts of a fact, as a card labels them."""
