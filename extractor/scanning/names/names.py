"""Names of people, places and organisations in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from extractor.languages.en.lexicon import (
    COMMON_CAPITALS,
    DETERMINERS,
    NATIONALITIES,
    OFFICE_TOPICS,
    ORGANISATION_WORDS,
    PARTICLES,
    PLACES,
    UPPER,
    words,
)
from extractor.scanning.layout.furniture import find_furniture
from extractor.scanning.layout.layout import Layout
from extractor.scanning.names.name_forms import same_name
from extractor.scanning.names.name_pieces import (
    CALENDAR,
    LINKS,
    NO_FIRST,
    TITLES,
    Piece,
    groups,
    piece_at,
    without_titles,
)
from extractor.schemas.span import Span

__all__ = ["ending_name", "find_mentions", "find_names", "same_name"]


_WORD = (
    rf"(?:(?:[{UPPER}]\.){{1,4}}(?!\w)"
    r"|(?:Bros|St|Mt|Ft|Dr|Mr|Mrs|Ms|Gen|Sen|Gov|Rep|Lt|Col|Maj|Sgt|Capt|Prof|Rev|Jr|Sr|Co|Corp|Inc|Ltd)\."
    r"|(?:People|Men|Women|Children)['’]s(?=[ ][A-Z])"  # nobody's: "People's Daily"
    rf"|(?:[dDlLO]['’]|[aeA][lds]?[-’'])?[{UPPER}]\w*(?:['’&.-](?!s\b)\w+)*)"
)
_LINK = rf"(?:{'|'.join(sorted(PARTICLES))})"
_OF = r"(?:of|for|and|on|to)(?:[ ]the)?"
_RUN = re.compile(
    rf"(?<![\w’'&@/-]){_WORD}"
    rf"(?:(?:[ \xa0]|[ ]&[ ]|[ ](?:{_LINK}[ ]){{1,2}}|[ ]{_OF}[ ]){_WORD}){{0,11}}"
)
_PIECE = re.compile(r"[^ \xa0]+")
_SENTENCE_END = re.compile(r"(?:^|[.!?…:;\n\r\]])[\s\ufeff\"“”'‘’«»„(\[*_#>•–—-]*$|[\s][\"“‘«„']$")
_BEFORE_OPENING = re.compile(r"[\s\"“‘'«„*_]{0,4}")
_CURRENCY_SIGNS = frozenset("$£€¢₵₦₹¥₱₩₪")

_NO_NAME = ((NATIONALITIES | TITLES | OFFICE_TOPICS) - ORGANISATION_WORDS) | LINKS
_AFTER_NEW = words(
    "york yorkers zealand zealander zealanders delhi orleans jersey hampshire mexico south"
    " england guinea caledonia brunswick haven testament year scotland"
)
_SMALL = LINKS | PARTICLES
_NO_SHORT = TITLES | ORGANISATION_WORDS
_UNITS = words("gmt utc am pm km kg gb mb mph kph bst est edt")
_NEVER_ALONE = NATIONALITIES | TITLES | CALENDAR | COMMON_CAPITALS | _UNITS | NO_FIRST
"""Words with a capital that by themselves are no name."""


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
    datelines = [piece.span for piece in furniture if piece.reason == "dateline"]
    in_dateline = {at for span in datelines for at in range(span.start, span.end)}
    openings = {gap.end() for span in datelines if (gap := _BEFORE_OPENING.match(text, span.end))}
    for start, end, is_sure in _candidates(text, headline_end, lowered, aside, openings):
        is_place = start in in_dateline and text[start:end].isupper()  # "DORSBY (NN) —"
        (sure if is_sure or is_place else doubtful).append((start, end))
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
            piece_at(phrase, match.start() + m.start(), match.start() + m.end())
            for m in _PIECE.finditer(match.group())
        ]
        for group in groups(pieces):
            for part in without_titles(group):
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
    text: str,
    begin: int,
    lowered: frozenset[str],
    aside: Sequence[Span],
    openings: Set[int],
) -> Iterator[tuple[int, int, bool]]:
    at = 0
    for match in _RUN.finditer(text, begin):
        word = match.group()
        if word.isalpha() and word.lower() in _NEVER_ALONE:
            continue  # most runs: the first word of a sentence
        start = match.start()
        while at < len(aside) and aside[at].end <= start:
            at += 1
        if at < len(aside) and aside[at].start <= start:
            continue
        if text[match.end() : match.end() + 1] in _CURRENCY_SIGNS:
            continue  # AU$
        opens = start in openings or _begins_sentence(text, start)
        if "-" not in word and " " not in word and "\xa0" not in word:
            single = _settle(text, [piece_at(text, start, match.end())], opens, lowered)
            if single is not None:
                yield single
            continue
        pieces = [piece_at(text, *m.span()) for m in _PIECE.finditer(text, start, match.end())]
        for group in groups(pieces):
            for part in without_titles(group):
                place = _settle(text, part, opens and part[0].start == start, lowered)
                if place is not None:
                    yield place


def _begins_sentence(text: str, start: int) -> bool:
    if start > 1 and text[start - 1] == " " and text[start - 2].isalnum():
        return False  # behind a word and a space none begins: most names stand so
    return _SENTENCE_END.search(text, max(0, start - 12), start) is not None


def _settle(
    text: str, part: list[Piece], opens: bool, lowered: frozenset[str]
) -> tuple[int, int, bool] | None:
    """The place of the name in a part, and whether it is surely one."""
    pieces = list(part)
    while len(pieces) > 1:
        first, second = pieces[0], pieces[1]
        is_opener = (
            first.low in NO_FIRST
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
        if not (is_opener or is_common or first.low in LINKS):
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
    if pieces[0].is_amount or word.endswith(("'s", "’s")) or low in _NEVER_ALONE or len(low) == 1:
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
