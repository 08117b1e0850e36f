"""What stands on the page and is no part of the story: datelines, bylines, page furniture."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from extractor.languages.en.lexicon import MONTHS, WEEKDAYS, words
from extractor.scanning.layout.furniture_patterns import (
    AGENCY,
    BYLINE,
    BYLINE_ROLE,
    CAPTION,
    COPYRIGHT,
    CREDIT_TAIL,
    CREDIT_WORDS,
    CREDITED,
    EXACT_FURNITURE,
    IMAGE_TAIL,
    LAST_STOP,
    MARKDOWN_IMAGE,
    OPENING_FURNITURE,
    PLACE_DATELINE,
    PREFIX_ISO,
    PREFIX_STAMP,
    RIGHTS,
    RIGHTS_OPENINGS,
    RIGHTS_TAIL,
    STAMP,
    STAMP_SHORT,
    TITLE_DATELINE,
)
from extractor.scanning.layout.sentences import split_paragraphs
from extractor.schemas.span import Span


@dataclass(frozen=True, slots=True)
class Furniture:
    """One stretch of a text that is set aside."""

    span: Span
    """Where it stands."""
    reason: str
    """Why: "dateline", "byline", "copyright line" or "page furniture"."""


def find_furniture(text: str, paragraphs: Sequence[Span] | None = None) -> list[Furniture]:
    """What is set aside, in reading order and without overlaps.

    Only lines and beginnings of lines whose form leaves no doubt: body text stays. `paragraphs`
    are those of the text, where they are known already.
    """
    found: list[Furniture] = []
    seen = 0
    for paragraph in split_paragraphs(text) if paragraphs is None else paragraphs:
        for start, end in _lines(text, paragraph):
            found.extend(_of_line(text, start, end, seen))
            seen += 1
    return found


_CALENDAR = WEEKDAYS | MONTHS
_LONGEST = 400
"""A line of furniture is short; copyright lines are the longest."""
_TOP = 6
"""Lines in which bylines and datelines are looked for."""


def _lines(text: str, paragraph: Span) -> list[tuple[int, int]]:
    """Starts and ends of the lines of a paragraph, trimmed."""
    lines = []
    at = paragraph.start
    for line in paragraph.text.splitlines(keepends=True):
        body = line.strip()
        if body:
            start = at + len(line) - len(line.lstrip())
            lines.append((start, start + len(body)))
        at += len(line)
    return lines


def _of_line(text: str, start: int, end: int, index: int) -> list[Furniture]:
    whole = Span.of(text, start, end) if end - start <= _LONGEST * 3 else None
    if whole is not None:
        aside = _set_aside(whole.text, index)
        if aside is not None:
            reason, body = aside
            return [Furniture(Span.of(text, start + body, end), reason)]
    head = text[start : min(end, start + _LONGEST)]
    found: list[Furniture] = []
    skip = 0
    if index < _TOP:
        for pattern in (PREFIX_STAMP, PREFIX_ISO):
            stamp = pattern.match(head)
            if stamp:
                found.append(Furniture(Span.of(text, start, start + stamp.end(1)), "dateline"))
                skip = stamp.end()
                break
    place = _place_dateline(head[skip:], index < _TOP)
    if place:
        found.append(Furniture(Span.of(text, start + skip, start + skip + place), "dateline"))
    return found


def _shows_something(line: str) -> bool:
    """Whether a caption says what a picture shows, which is body text, and not only who took it."""
    caption = CAPTION.match(line)
    if caption is None:
        return False
    small = [word for word in caption["said"].split() if word[0].islower()]
    return len([word for word in small if word.strip(",.") not in CREDIT_WORDS]) >= _TELLING


_TELLING = 2
"""Small words that make a caption of a credit."""


def _place_dateline(head: str, is_top: bool) -> int:
    """The length of a place dateline ("KYIV, Ukraine –") that opens the line; 0 for none."""
    match = PLACE_DATELINE.match(head)
    if match is None or not _is_dateline(match, head):
        match = TITLE_DATELINE.match(head)
        if match is None or match["place"].split()[0].lower() in _CALENDAR:
            return 0
        rest = head[match.end() :].lstrip(" *_")
        if match["dash"] == ":" and not (is_top or match["agency2"] or match["agency"]):
            return 0
        return match.end() if len(rest) > 20 and rest[0].isupper() | (rest[0] in "“\"'‘") else 0
    return match.end()


def _is_dateline(match: re.Match[str], head: str) -> bool:
    rest = head[match.end() :].lstrip(" *_")
    if len(rest) < 20 or not (rest[0].isupper() or rest[0] in "“\"'‘«„" or rest[0].isdigit()):
        return False
    if match["date"] or match["agency"]:
        return True
    first = match["place"].split(",")[0]
    if match["dash"] == ":":
        return False
    letters = [c for c in first if c.isalpha()]
    return len(letters) >= 4 and "." not in first and not first.lower().startswith(_NO_PLACE)


_NO_PLACE = ("breaking", "update", "watch", "exclusive", "live", "video", "opinion", "analysis",
             "explainer", "urgent", "just in", "correction", "editor", "note", "photos", "factbox",
             "timeline", "review", "interview", "profile", "covid", "nato", "nasa", "unicef",
             "unesco", "opec", "fifa", "uefa")  # fmt: skip


def _set_aside(line: str, index: int) -> tuple[str, int] | None:
    """Why a line is set aside, and how much body text stands before that begins; mostly nothing.

    A sentence does not become furniture because a credit or a notice of rights follows on its line.
    """
    bare = line.strip("*_#>|[]• \t\ufeff")
    low = " ".join(bare.lower().replace("’", "'").split())
    if low.rstrip(".:»>→… ") in EXACT_FURNITURE or low in EXACT_FURNITURE:
        return "page furniture", 0
    if len(bare) < 2:
        return None
    if len(line) <= _LONGEST * 3 and (COPYRIGHT.match(bare) or RIGHTS.match(bare)):
        return ("copyright line", _before_rights(line)) if _is_copyright(bare) else None
    if len(bare) > _LONGEST:
        return None
    for pattern in (STAMP, STAMP_SHORT):
        if pattern.fullmatch(line):
            return "dateline", 0
    is_short = len(bare) <= 160
    if is_short and (index < _TOP or len(bare) <= 90):
        for by in _BYLINES:
            if by(line):
                return "byline", 0
    if CREDITED.fullmatch(bare):
        return "byline", 0
    if MARKDOWN_IMAGE.fullmatch(line.strip()):
        return "page furniture", 0
    if OPENING_FURNITURE.match(bare) and len(bare) <= 240 and not _shows_something(bare):
        return "page furniture", 0
    tail = IMAGE_TAIL.search(bare, max(0, len(bare) - 120))
    if tail is not None:
        return "page furniture", line.index(bare) + tail.start("tail")
    if is_short and CREDIT_TAIL.search(bare[-40:]) and bare[-1:] not in '.?!”"' and "/" in bare:
        sentences = LAST_STOP.match(line)
        return "page furniture", sentences.end() if sentences is not None else 0
    return None


def _before_rights(line: str) -> int:
    """How much of a line stands before what it says of rights."""
    if line.lower().startswith(("©", "&copy;", "(c)", *RIGHTS_OPENINGS)):
        return 0
    found = RIGHTS_TAIL.search(line)
    return found.end() if found is not None else 0


def _is_copyright(line: str) -> bool:
    """Whether the whole line speaks of rights, as against a sentence about them."""
    low = line.lower()
    if low.startswith(("©", "&copy;", "(c)")):
        return True
    if "all rights reserved" in low or "©" in low:
        return len(line) <= _LONGEST * 3 and '"' not in low and "said" not in low.split()
    return low.startswith(RIGHTS_OPENINGS) and len(line) <= 200


def _is_byline(line: str) -> bool:
    match = BYLINE.fullmatch(line)
    if match is None:
        return False
    words = line.replace("*", " ").replace("_", " ").split()
    second = words[1].strip(",.:").lower() if len(words) > 1 else ""
    return not (
        second in WEEKDAYS
        or second in MONTHS
        or second in _NO_AUTHOR
        or (line.rstrip("*_ ").endswith(".") and len(words) > 12)
    )


_NO_AUTHOR = words("the then now contrast comparison law and far all any way day night")


def _has_role(line: str) -> bool:
    return BYLINE_ROLE.fullmatch(line) is not None


def _is_agency(line: str) -> bool:
    return AGENCY.fullmatch(line) is not None


_BYLINES: tuple[Callable[[str], bool], ...] = (_is_byline, _has_role, _is_agency)
