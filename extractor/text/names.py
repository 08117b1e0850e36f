"""Names of people, places and organisations in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractor.schemas.span import Span
from extractor.text.furniture import find_furniture
from extractor.text.layout import Layout
from extractor.text.lexicon import (
    ADVERBS,
    CALENDAR_WORDS,
    COMMON_CAPITALS,
    CONJUNCTIONS,
    DETERMINERS,
    HEADS_OF,
    HONORIFICS,
    MONTHS,
    NATIONALITIES,
    OFFICE_TOPICS,
    ORGANISATION_WORDS,
    PARTICLES,
    PERSON_PRONOUNS,
    PLACES,
    PREPOSITIONS,
    RANKS,
    STARTERS,
    STRONG_TITLES,
    UPPER,
    WEEKDAYS,
    words,
)
from extractor.text.name_forms import same_name

__all__ = ["ending_name", "find_mentions", "find_names", "same_name"]


_WORD = (
    rf"(?:(?:[{UPPER}]\.){{1,4}}(?!\w)"
    r"|(?:Bros|St|Mt|Ft|Dr|Mr|Mrs|Ms|Gen|Sen|Gov|Rep|Lt|Col|Maj|Sgt|Capt|Prof|Rev|Jr|Sr|Co|Corp|Inc|Ltd)\."
    rf"|(?:[dDlLO]['’]|[aeA][lds]?[-’'])?[{UPPER}]\w*(?:['’&.-](?!s\b)\w+)*)"
)
_LINK = (
    r"(?:de|del|della|der|den|di|da|dos|das|du|van|von|ten|ter|la|le|los|las|el|al|bin|ibn|bint|ben"
    r"|y|zu|zur|af|av)"
)
_OF = r"(?:of|for|and|on|to)(?:[ ]the)?"
_RUN = re.compile(
    rf"(?<![\w’'&@/-]){_WORD}"
    rf"(?:(?:[ \xa0]|[ ]&[ ]|[ ](?:{_LINK}[ ]){{1,2}}|[ ]{_OF}[ ]){_WORD}){{0,11}}"
)
_PIECE = re.compile(r"[^ \xa0]+")
_SENTENCE_END = re.compile(r"(?:^|[.!?…:;\n\r\]])[\s\ufeff\"“”'‘’«»„(\[*_#>•–—-]*$|[\s][\"“‘«„']$")
_COMPOUND = re.compile(r"-[a-z]")
_LINKS = words("of for and on to the &")

_NO_FIRST = (
    (STARTERS | DETERMINERS | CONJUNCTIONS | PREPOSITIONS | ADVERBS | PERSON_PRONOUNS)
    - {"may", "all", "miss", "us"}
) | {"yes", "well", "dear", "please", "thank", "thanks", "former", "new"}
_CALENDAR = MONTHS | WEEKDAYS | CALENDAR_WORDS
_TITLES = (RANKS | HONORIFICS) - {"st", "saint"}
_NO_NAME = ((NATIONALITIES | _TITLES | OFFICE_TOPICS) - ORGANISATION_WORDS) | _LINKS
_AFTER_NEW = words(
    "york yorkers zealand zealander zealanders delhi orleans jersey hampshire mexico south"
    " england guinea caledonia brunswick haven testament year scotland"
)
_NO_FORENAME = _CALENDAR | _NO_FIRST
_SMALL = _LINKS | PARTICLES
_NO_SHORT = _TITLES | ORGANISATION_WORDS
_UNITS = words("gmt utc am pm km kg gb mb mph kph bst est edt")


_BEFORE_FOR = (
    ORGANISATION_WORDS
    | HEADS_OF
    | {"campaign", "doctors", "minister", "secretary", "undersecretary"}
)


class _Piece(NamedTuple):
    """One word of a run of capitalised words."""

    start: int
    end: int
    low: str
    """In lower case, without possessive and stops."""
    is_capital: bool
    ends_in_stop: bool


def find_names(text: str, layout: Layout | None = None) -> list[Span]:
    """The names of people, places and organisations, in reading order.

    Runs of capitalised words without the titles before them, the possessive after them, weekdays,
    months and bare nationalities. In a headline with every word capitalised only names that the
    body has as well. `layout` is that of the text, where it is known already.
    """
    furniture = find_furniture(text) if layout is None else layout.furniture
    aside = [piece.span for piece in furniture if piece.reason != "dateline"]
    headline_end = _headline_end(text)
    lowered = _lower_words(text)
    sure: list[tuple[int, int]] = []
    doubtful: list[tuple[int, int]] = []
    for start, end, is_sure in _candidates(text, headline_end, lowered, aside):
        (sure if is_sure else doubtful).append((start, end))
    known = {text[start:end] for start, end in sure}
    parts = {word for name in known for word in name.split()}
    sure.extend(
        (start, end)
        for start, end in doubtful
        if text[start:end] in known
        or (text[start:end] in parts and text[start:end].lower() not in lowered)
    )
    found = [
        Span.of(text, *place) for start, end in sure for place in _halves(text, start, end, parts)
    ]
    found.extend(_headline_names(text, headline_end, {span.text for span in found}))
    found.sort(key=lambda span: span.start)
    return found


def _halves(text: str, start: int, end: int, parts: set[str]) -> Iterator[tuple[int, int]]:
    """The two names of "Smith-Jones talks", where the text has both by themselves."""
    word = text[start:end]
    left, dash, right = word.partition("-")
    if dash and left in parts and right in parts:
        yield start, start + len(left)
        yield end - len(right), end
    else:
        yield start, end


def ending_name(phrase: str) -> str | None:
    """The proper name that a noun phrase ends in, without titles and roles; none for a bare role.

    "the commander of the Pacific Fleet" and "President of France" are roles.
    """
    found: tuple[int, int] | None = None
    is_office = False
    for match in _RUN.finditer(phrase):
        pieces = [
            _piece(phrase, match.start() + m.start(), match.start() + m.end())
            for m in _PIECE.finditer(match.group())
        ]
        for group in _groups(pieces):
            for part in _without_titles(group):
                place = _settle(phrase, part, False, frozenset())
                if place is not None:
                    found = place[:2]
                    is_office = len(part) < len(group) and part[-1].low in PLACES
    if found is None or found[1] < len(phrase.rstrip(".")) or is_office:
        return None
    return phrase[slice(*found)]


_LOWER_WORD = re.compile(r"(?<![\w’'])[a-z]\w+")


def _lower_words(text: str) -> frozenset[str]:
    """The words that the text writes with a small letter; a capital then means little."""
    return frozenset(_LOWER_WORD.findall(text))


def _headline_end(text: str) -> int:
    """Where a headline in title case ends; 0 where the text opens with none."""
    for line in re.finditer(r"[^\r\n]+", text[:2000]):
        if line.group().rstrip(" *_\ufeff")[-1:] in ".;,":
            return 0
        words = [w for w in re.findall(r"[^\W\d_][\w’'-]*", line.group()) if len(w) > 3]
        if not line.group().strip(" \ufeff*_#"):
            continue
        capitals = sum(word[0].isupper() for word in words)
        if len(words) >= 3 and capitals >= 0.75 * len(words) and len(line.group()) < 300:
            return line.end()
        return 0
    return 0


def _candidates(
    text: str, begin: int, lowered: frozenset[str], aside: Sequence[Span]
) -> Iterator[tuple[int, int, bool]]:
    at = 0
    for match in _RUN.finditer(text, begin):
        start = match.start()
        while at < len(aside) and aside[at].end <= start:
            at += 1
        if at < len(aside) and aside[at].start <= start:
            continue
        if text[match.end() : match.end() + 1] in ("$", "£", "€"):
            continue  # AU$
        # Behind a word and a space no sentence begins: most names stand so.
        opens = not (start > 1 and text[start - 1] == " " and text[start - 2].isalnum()) and (
            _SENTENCE_END.search(text, max(0, start - 12), start) is not None
        )
        if "-" not in match.group() and " " not in match.group() and "\xa0" not in match.group():
            single = _settle(text, [_piece(text, start, match.end())], opens, lowered)
            if single is not None:
                yield single
            continue
        pieces = [
            _piece(text, start + m.start(), start + m.end()) for m in _PIECE.finditer(match.group())
        ]
        for group in _groups(pieces):
            for part in _without_titles(group):
                place = _settle(text, part, opens and part[0].start == start, lowered)
                if place is not None:
                    yield place


def _piece(text: str, start: int, end: int) -> _Piece:
    word = text[start:end]
    return _Piece(start, end, _bare(word), not word[0].islower(), word.endswith("."))


def _bare(word: str) -> str:
    return word.lower().replace("’", "'").strip(".,").removesuffix("'s").strip("'")


def _groups(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    """Parts of a run that may be names: cut at days and months, and at "and" between two names."""
    group: list[_Piece] = []
    for i, piece in enumerate(pieces):
        cut = False
        keep = True
        if (piece.low in _LINKS and not piece.is_capital) or piece.low == "":
            cut = not _keeps_link(pieces, i, group)
            keep = not cut
        elif piece.low in _CALENDAR and not _is_named_day(pieces, i):
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


_DESCRIBED = ("-based", "-born", "-led", "-backed", "-ruled", "-hosted", "-flagged", "-owned",
              "-run", "-style", "-inspired", "-controlled", "-occupied", "-held", "-funded",
              "-made", "-trained", "-registered", "-listed", "-related", "-era", "-wide", "-year",
              "-like", "-friendly", "-bound", "-only", "-sponsored", "-affiliated", "-linked",
              "-speaking", "-dominated", "-brokered", "-free", "-area", "-type", "-class",
              "-sized", "-going", "-goers", "-winning", "-nominated", "-elect")  # fmt: skip


def _is_described(piece: _Piece) -> bool:
    return piece.low.endswith(_DESCRIBED)


def _keeps_link(pieces: list[_Piece], i: int, group: list[_Piece]) -> bool:
    """Whether a small word goes on inside a name: "Bank of", "Trade and"."""
    if not group:
        return False
    low = pieces[i].low
    words = [piece.low for piece in group]
    following = next((p.low for p in pieces[i + 1 :] if p.low != "the"), "")
    if low in ("", "&"):
        return True
    if low == "the":
        return words[-1] in _LINKS
    if low == "of":
        return words[-1] in HEADS_OF or words[-1] in _TITLES
    if low == "for":
        return words[-1] in _BEFORE_FOR
    if low == "and":
        return following in OFFICE_TOPICS and (words[-1] in OFFICE_TOPICS or "of" in words)
    return low == "on" and words[-1] in ("committee", "commission", "council", "conference")


def _is_named_day(pieces: list[_Piece], i: int) -> bool:
    """Whether a month or weekday is part of a name: "Black Friday", "Theresa May", "May Day"."""
    before = pieces[i - 1] if i else None
    if pieces[i].low in ("may", "april", "june", "august", "march") and before is not None:
        return before.is_capital and before.low not in _NO_FORENAME
    following = pieces[i + 1].low if i + 1 < len(pieces) else ""
    return following in ("day", "times", "mail", "night") or (
        before is not None and before.low in ("black", "good", "bloody")
    )


def _without_titles(group: list[_Piece]) -> Iterator[list[_Piece]]:
    """The names before, inside and behind the titles of a group."""
    part: list[_Piece] = []
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


def _is_title(group: list[_Piece], i: int) -> bool:
    """Whether a word is a title, and no part of a name: "General Motors", "State Department"."""
    low = group[i].low
    if low not in _TITLES and not low.startswith(("then-", "ex-", "vice-")):
        return False
    if low == "premier" and i + 1 < len(group) and group[i + 1].low == "league":
        return False
    if low in STRONG_TITLES or "-" in low:
        return True
    if i and group[i - 1].low in _LINKS:
        return False  # "Ministry of Trade"
    for piece in group[i + 1 :]:
        if piece.low in STRONG_TITLES:
            return True
        if piece.low in ORGANISATION_WORDS or piece.low in ("motors", "electric", "of"):
            return False
    # "Elton John Senior", "Bluff King": a weak title at the end names, unless it stands alone
    return i + 1 < len(group) or i == 0


def _settle(
    text: str, part: list[_Piece], opens: bool, lowered: frozenset[str]
) -> tuple[int, int, bool] | None:
    """The place of the name in a part, and whether it is surely one."""
    pieces = list(part)
    while len(pieces) > 1:
        first, second = pieces[0], pieces[1]
        is_opener = (
            first.low in _NO_FIRST
            and not first.ends_in_stop
            and (opens or first.low in DETERMINERS)
            and not (first.low == "new" and second.low in _AFTER_NEW)
        )
        is_common = (
            opens
            and first.low in lowered
            and second.low not in ORGANISATION_WORDS
            and first.low not in PLACES
            and second.is_capital
            and not text[first.start : second.end].isupper()  # "PORT ANSEL, May 2" is whole
        )
        if not (is_opener or is_common or first.low in _LINKS):
            break
        pieces.pop(0)
        opens = False
    while pieces and pieces[-1].low in _SMALL and not pieces[-1].is_capital:
        pieces.pop()
    if not pieces:
        return None
    start, end = pieces[0].start, pieces[-1].end
    word = text[start:end]
    if (
        pieces[-1].ends_in_stop
        and "." not in word[:-1]
        and end - pieces[-1].start != 2 - (len(pieces) > 1)
    ):
        end -= 1
        word = word[:-1]
    if len(pieces) > 1:
        if all(p.low in _NO_NAME for p in pieces):
            return None
        shouts = not any(c.islower() for c in word) and len(word) > 16
        return None if shouts else (start, end, True)
    low = pieces[0].low
    if (
        low in NATIONALITIES
        or low in _TITLES
        or low in _CALENDAR
        or low in COMMON_CAPITALS
        or low in _UNITS
        or low in _NO_FIRST
        or len(low) == 1
    ):
        return None
    if opens:
        return start, end, low in PLACES or _is_acronym(word)
    if not any(c.islower() for c in word) and len(word) > 12:
        return None
    return start, end, True


def _is_acronym(word: str) -> bool:
    letters = [c for c in word if c.isalpha()]
    return 2 <= len(letters) <= 6 and all(c.isupper() for c in letters)


def _headline_names(text: str, end: int, known: set[str]) -> Iterator[Span]:
    """Names of the body that stand in the headline, the longest at each place."""
    if not end:
        return
    wanted = {name for name in known if 2 < len(name) < 80}
    wanted |= {
        word
        for name in wanted
        for word in name.split()
        if word[0].isupper() and len(word) > 3 and word.lower() not in _NO_SHORT
    }
    words = [(m.start(), m.end()) for m in re.finditer(r"\w[\w.’']*", text[:end])]
    i = 0
    while i < len(words):
        for size in range(min(8, len(words) - i), 0, -1):
            start, stop = words[i][0], words[i + size - 1][1]
            piece = text[start:stop].removesuffix("’s").removesuffix("'s")
            if piece in wanted and piece.lower() not in NATIONALITIES:
                yield Span.of(text, start, start + len(piece))
                i += size - 1
                break
        i += 1


def find_mentions(name: str, text: str) -> list[Span]:
    """Every place where the text speaks of `name`, by any form of it, in reading order."""
    return [span for span in find_names(text) if same_name(name, span.text)]
