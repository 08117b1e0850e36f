"""Reading the offices that a text puts beside names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.checks.evidence.name_tokens import name_tokens
from extractor.checks.evidence.text_index import TextIndex
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.patterns import either
from extractor.schemas.span import Span


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        self.tables = words = language.people.offices
        self.heads = tuple(words.heads)
        office = rf"((?:[\w’'-]+\s+){{0,3}}?(?:\w+-)?{either(words.heads)})"
        self.before = re.compile(rf"(?<![\w-]){office}\s+$", re.IGNORECASE)
        self.before_comma = re.compile(rf"(?<![\w-]){office},\s+$", re.IGNORECASE)
        """ "The opposition leader, Karl Brandt, said": only with a comma behind the name, too."""
        self.after = re.compile(
            rf",\s+(?:\d{{1,3}},\s+)?(?:{either(words.determiners)})?\s*{office}\b(?!['’])",
            re.IGNORECASE,
        )


_words = by_language(_Words)
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
    text, said = index.text, _words()
    for name in index.scan.names:
        if not name_tokens(name.text):
            continue
        start = max(0, name.start - _REACH)
        words = text[start : name.start]
        before = None
        if words.rstrip().rstrip(",").casefold().endswith(said.heads):
            before = said.before.search(words)
            if before is None and text[name.end : name.end + 1] == ",":
                before = said.before_comma.search(words)
        after = said.after.match(text, name.end, min(len(text), name.end + _REACH))
        if before:
            found.append(
                _title(name, Span.of(text, start + before.start(1), start + before.end(1)))
            )
        elif after:
            found.append(_title(name, Span.of(text, *after.span(1))))
    return found


def _title(name: Span, span: Span) -> Title:
    tables, text = _words().tables, span.text.casefold()
    for written, meant in tables.spellings.items():
        text = text.replace(written, meant)
    words = re.findall(r"\w+", text)
    is_former = not tables.former.isdisjoint(words)
    return Title(
        name,
        span,
        words[-1],
        tables.topics.intersection(words),
        frozenset(tables.times.intersection(words) | ({"former"} if is_former else set())),
    )
