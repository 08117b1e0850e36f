"""Whose office it is: the firm, party or country in "chief executive of Bexor"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from extractor.checks.evidence.countries import kin
from extractor.checks.evidence.folding import plain
from extractor.checks.evidence.name_tokens import is_same_person, name_tokens
from extractor.checks.evidence.stems import any_alike
from extractor.checks.evidence.text_index import TextIndex
from extractor.checks.findings import Subject, make_finding, quoted, source_number, where
from extractor.checks.person.offices import Title
from extractor.languages.current import by_language
from extractor.languages.language import Language
from extractor.languages.patterns import either, maybe
from extractor.schemas.finding import Finding
from extractor.schemas.span import Span


class _Words:
    """The patterns of one language."""

    def __init__(self, language: Language) -> None:
        words = language.people.offices
        self.parties = words.parties
        self.of = re.compile(rf"\s+{either(words.of)}\s+{maybe(words.articles)}")
        self.party = re.compile(rf"\b{either(word.title() for word in words.parties)}\b")


_words = by_language(_Words)
_OFFICE = re.compile(r"(?:[’']s)?(?:\s[a-z-]+){1,3}")
_MOST = 20
"""Offices of one person that are looked at."""


def owner_of(source: TextIndex, title: Title) -> Span | None:
    """The name behind "of", "at" or "for", or else the one before the office; none without any."""
    text = source.text
    index = source.sentence_index(title.span.start)
    names = source.names_at(index) if index is not None else []
    behind = _words().of.match(text, title.span.end)
    if behind is not None:
        start = behind.end()
        return next((n for n in names if n.start <= start < n.end and n != title.name), None)
    party = _words().party.search(text, title.span.start, title.span.end)
    if party is not None:
        return Span.of(text, *party.span())
    before = [
        name for name in names if name.end <= title.span.end and name.start < title.name.start
    ]
    gap = text[before[-1].end : title.span.end] if before else ""
    return before[-1] if before and _OFFICE.fullmatch(gap) else None


def owners_that_differ(
    claim: TextIndex,
    mine: Sequence[Title],
    sources: Sequence[TextIndex],
    known: Sequence[tuple[int, Title]],
    subject: Subject,
) -> Iterator[Finding]:
    """Offices of the draft that every source gives the same person elsewhere, where none names
    the draft's firm or party anywhere near that person."""
    for title in mine:
        owner = owner_of(claim, title)
        if owner is None or title.times:
            continue
        theirs = (
            (index, one)
            for index, one in known
            if one.head == title.head and is_same_person(title.name.text, one.name.text)
        )
        same = [
            (index, one, sources[index].once(owner_of, one)) for index, one in islice(theirs, _MOST)
        ]
        others = [(index, one, there) for index, one, there in same if there is not None]
        if not others or any(one.times or _is_one(owner, there) for _, one, there in others):
            continue
        if any(_connects(source, title.name, owner) for source in sources):
            continue
        index, _, there = others[0]
        yield make_finding(
            "person.title",
            "value_mismatch",
            owner,
            f"{quoted(title.name.text)} is {quoted(title.span.text)} of {quoted(owner.text)} here; "
            f"the source says {quoted(there.text)} ({where(sources[index], there)}).",
            subject=subject,
            evidence=(there,),
            source=source_number(index, sources),
            expected=there.text,
        )


def _words_of(name: Span) -> frozenset[str]:
    words = frozenset(name_tokens(name.text)) or frozenset({plain(name.text)})
    return frozenset(_words().parties.get(word, word) for word in words)


def _is_one(mine: Span, theirs: Span) -> bool:
    """Whether two names may be of one body: a shared word, a short form, a people's name."""
    one, other = _words_of(mine), _words_of(theirs)
    if any_alike(one, other):
        return True
    if any(b in kin().get(a, ()) for a in one for b in other):
        return True
    for short, long in ((mine.text, other), (theirs.text, one)):
        if short.isupper() and len(short) <= 6 and len(long) > 1:
            return True
    return False


def _connects(source: TextIndex, person: Span, owner: Span) -> bool:
    """Whether a sentence that names the person, or one beside it, has the firm or party."""
    tokens = name_tokens(person.text)
    if not tokens:
        return False
    homes = source.sentences_naming(tokens[-1])
    words = _words_of(owner)
    names = words | {word for word, party in _words().parties.items() if party in words}
    return any(
        not homes.isdisjoint((home - 1, home, home + 1))
        for word in names
        for home in source.sentences_naming(word)
    )
