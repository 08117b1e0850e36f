"""The words of a run of capitalised words, and where the names in it begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractor.languages.en.lexicon import (
    ADVERBS,
    CALENDAR_WORDS,
    CONJUNCTIONS,
    CURRENCY_TOKENS,
    DETERMINERS,
    HEADS_OF,
    HONORIFICS,
    MONTHS,
    OFFICE_TOPICS,
    ORGANISATION_WORDS,
    PERSON_PRONOUNS,
    PLACES,
    PREPOSITIONS,
    RANKS,
    SCALE_WORDS,
    STARTERS,
    STRONG_TITLES,
    WEEKDAYS,
    words,
)

_COMPOUND = re.compile(r"-[a-z]")
_AMOUNT = re.compile(
    r"FY\d*\b"
    rf"|(?i:{'|'.join(sorted(CURRENCY_TOKENS))})\b\.?[ \xa0]?\d"
    rf"|[A-Z][A-Za-z]{{0,2}}\d+(?:\.\d+)?[ \xa0]?(?i:{'|'.join(sorted(SCALE_WORDS))})\b"
    r"|[A-Z][A-Za-z]{0,2}\d{1,3}(?:,\d{3})+"
)
"""Amounts and fiscal years that begin with a capital: "Rs 40", "N13.3 trillion", "FY25"."""

LINKS = words("of for and on to the &")

NO_FIRST = (
    (STARTERS | DETERMINERS | CONJUNCTIONS | PREPOSITIONS | ADVERBS | PERSON_PRONOUNS)
    - {"may", "all", "miss", "us"}
) | {"yes", "well", "dear", "please", "thank", "thanks", "former", "new"}

CALENDAR = MONTHS | WEEKDAYS | CALENDAR_WORDS

TITLES = (RANKS | HONORIFICS) - {"st", "saint"}

_NO_FORENAME = CALENDAR | NO_FIRST

_BEFORE_FOR = (
    ORGANISATION_WORDS
    | HEADS_OF
    | {"campaign", "doctors", "minister", "secretary", "undersecretary"}
)

_DESCRIBED = ("-based", "-born", "-led", "-backed", "-ruled", "-hosted", "-flagged", "-owned",
              "-run", "-style", "-inspired", "-controlled", "-occupied", "-held", "-funded",
              "-made", "-trained", "-registered", "-listed", "-related", "-era", "-wide", "-year",
              "-like", "-friendly", "-bound", "-only", "-sponsored", "-affiliated", "-linked",
              "-speaking", "-dominated", "-brokered", "-free", "-area", "-type", "-class",
              "-sized", "-going", "-goers", "-winning", "-nominated", "-elect")  # fmt: skip


class Piece(NamedTuple):
    """One word of a run of capitalised words."""

    start: int
    end: int
    low: str
    """In lower case, without possessive and stops."""
    is_capital: bool
    ends_in_stop: bool
    is_amount: bool


def piece_at(text: str, start: int, end: int) -> Piece:
    """The word between two offsets."""
    word = text[start:end]
    if word.isalpha() and not text[end + 1 : end + 2].isdigit() and word[:2] != "FY":
        return Piece(start, end, word.lower(), not word[0].islower(), False, False)
    is_amount = _AMOUNT.match(text, start) is not None
    return Piece(start, end, _bare(word), not word[0].islower(), word.endswith("."), is_amount)


def groups(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Parts of a run that may be names: cut at days and months, and at "and" between two names."""
    group: list[Piece] = []
    for i, piece in enumerate(pieces):
        cut = False
        keep = True
        if (piece.low in LINKS and not piece.is_capital) or piece.low == "":
            cut = not _keeps_link(pieces, i, group)
            keep = not cut
        elif piece.is_amount or (piece.low in CALENDAR and not _is_named_day(pieces, i)):
            cut, keep = True, False
        elif i and pieces[i - 1].ends_in_stop and piece.low in STARTERS:
            cut = True
        if cut and group:
            yield group
            group = []
        if not keep:
            continue
        compound = _COMPOUND.search(piece.low) if piece.is_capital else None
        if compound and not piece.low.startswith(("al-", "el-")) and _is_described(piece):
            # "Greece-based", "Russian-led": the place is named, what follows is not part of it
            head = piece.low[: compound.start()]
            group.append(piece._replace(end=piece.start + len(head), low=head))
            yield group
            group = []
            continue
        group.append(piece)
    if group:
        yield group


def without_titles(group: list[Piece]) -> Iterator[list[Piece]]:
    """The names before, inside and behind the titles of a group."""
    part: list[Piece] = []
    i = 0
    while i < len(group):
        if not _is_title(group, i):
            part.append(group[i])
            i += 1
            continue
        if part:
            yield part
            part = []
        while i < len(group) and (_is_title(group, i) or group[i].low in ("of", "for", "to")):
            if group[i].low not in ("of", "for", "to"):
                i += 1
                continue
            i += 1
            while i < len(group) and (
                group[i].low in OFFICE_TOPICS or group[i].low in ("the", "and", "&", "")
            ):
                i += 1
            if i < len(group) and group[i].low in PLACES:
                yield [group[i]]
                i += 1
    if part:
        yield part


def _bare(word: str) -> str:
    return word.lower().replace("’", "'").strip(".,").removesuffix("'s").strip("'")


def _is_described(piece: Piece) -> bool:
    return piece.low.endswith(_DESCRIBED)


def _keeps_link(pieces: list[Piece], i: int, group: list[Piece]) -> bool:
    """Whether a small word goes on inside a name: "Bank of", "Trade and"."""
    if not group:
        return False
    low = pieces[i].low
    words = [piece.low for piece in group]
    following = next((p.low for p in pieces[i + 1 :] if p.low != "the"), "")
    if low in ("", "&"):
        return True
    if low == "the":
        return words[-1] in LINKS
    if low == "of":
        return words[-1] in HEADS_OF or words[-1] in TITLES
    if low == "for":
        return words[-1] in _BEFORE_FOR
    if low == "and":
        return following in OFFICE_TOPICS and (words[-1] in OFFICE_TOPICS or "of" in words)
    return low == "on" and words[-1] in ("committee", "commission", "council", "conference")


def _is_named_day(pieces: list[Piece], i: int) -> bool:
    """Whether a month or weekday is part of a name: "Black Friday", "Theresa May", "May Day"."""
    before = pieces[i - 1] if i else None
    if pieces[i].low in ("may", "april", "june", "august", "march") and before is not None:
        return before.is_capital and before.low not in _NO_FORENAME
    following = pieces[i + 1].low if i + 1 < len(pieces) else ""
    return following in ("day", "times", "mail", "night") or (
        before is not None and before.low in ("black", "good", "bloody")
    )


def _is_title(group: list[Piece], i: int) -> bool:
    """Whether a word is a title, and no part of a name: "General Motors", "State Department"."""
    low = group[i].low
    if low not in TITLES and not low.startswith(("then-", "ex-", "vice-")):
        return False
    if low == "premier" and i + 1 < len(group) and group[i + 1].low == "league":
        return False
    if low in STRONG_TITLES or "-" in low:
        return True
    if i and group[i - 1].low in LINKS:
        return False  # "Ministry of Trade"
    for piece in group[i + 1 :]:
        if piece.low in STRONG_TITLES:
            return True
        if piece.low in ORGANISATION_WORDS or piece.low in ("motors", "electric", "of"):
            return False
    # "Elton John Senior", "Bluff King": a weak title at the end names, unless it stands alone
    return i + 1 < len(group) or i == 0
