"""Reading the offices that a text puts beside names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.checks.evidence.name_tokens import name_tokens
from extractor.checks.evidence.stems import word_set
from extractor.checks.evidence.text_index import TextIndex
from extractor.schemas.span import Span

_HEADS = word_set(
    """
    president premier chancellor minister secretary governor mayor senator ambassador treasurer
    king queen judge prosecutor sheriff pope archbishop bishop chairman chairwoman chairperson chair
    director ceo executive leader commissioner captain colonel general admiral coach manager
    spokesman spokeswoman spokesperson speaker engineer employee officer soldier player adviser
    """
)
"""Offices; a trade or a relation ("lawyer", "brother") goes with any of them."""

_TOPICS = word_set(
    """
    prime foreign finance defence defense interior home health justice education trade energy
    transport environment agriculture labour labor culture economy economic treasury housing
    opposition deputy vice managing chief general attorney assistant junior police emergency fire
    army navy rescue
    """
)
"""Words before an office that make it another one."""

_FORMER = word_set("former formerly ex once onetime sometime previously erstwhile then")
"""Words that say that the office is held no longer, all of them the same."""
_TIMES = word_set("acting interim outgoing incoming late")
"""The other words that say when the office was held."""

_BEFORE = re.compile(
    r"(?<![\w-])((?:[\w’'-]+\s+){0,3}?(?:\w+-)?(?:" + "|".join(sorted(_HEADS)) + r"))\s+$",
    re.IGNORECASE,
)
_BEFORE_COMMA = re.compile(_BEFORE.pattern.replace(r"\s+$", r",\s+$"), re.IGNORECASE)
""" "The opposition leader, Karl Brandt, said": only with a comma behind the name, too."""
_AFTER = re.compile(
    r",\s+(?:\d{1,3},\s+)?(?:the|an?|its|their|his|her)?\s*((?:[\w’'-]+\s+){0,3}?(?:\w+-)?(?:"
    + "|".join(sorted(_HEADS))
    + r"))\b(?!['’])",
    re.IGNORECASE,
)
_ENDINGS = tuple(_HEADS)
_REACH = 50


@dataclass(frozen=True, slots=True)
class Title:
    """An office that a text puts beside a name."""

    name: Span
    span: Span
    head: str
    topics: frozenset[str]
    times: frozenset[str]


def find_titles(index: TextIndex) -> list[Title]:
    """Every name with the office right before or behind it."""
    return index.once(_titles, None)


def _titles(index: TextIndex, _: None) -> list[Title]:
    found = []
    text = index.text
    for name in index.scan.names:
        if not name_tokens(name.text):
            continue
        start = max(0, name.start - _REACH)
        words = text[start : name.start]
        before = None
        if words.rstrip().rstrip(",").casefold().endswith(_ENDINGS):
            before = _BEFORE.search(words)
            if before is None and text[name.end : name.end + 1] == ",":
                before = _BEFORE_COMMA.search(words)
        after = _AFTER.match(text, name.end, min(len(text), name.end + _REACH))
        if before:
            found.append(
                _title(name, Span.of(text, start + before.start(1), start + before.end(1)))
            )
        elif after:
            found.append(_title(name, Span.of(text, *after.span(1))))
    return found


def _title(name: Span, span: Span) -> Title:
    words = re.findall(r"\w+", span.text.casefold().replace("one-time", "onetime"))
    is_former = not _FORMER.isdisjoint(words)
    return Title(
        name,
        span,
        words[-1],
        frozenset("defence" if word == "defense" else word for word in words if word in _TOPICS),
        frozenset(_TIMES.intersection(words) | ({"former"} if is_former else set())),
    )
