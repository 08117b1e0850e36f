"""Whether the clause around a date looks forward or back."""

from __future__ import annotations

import re

from extractor.figures.date_piece import Atom

_FUTURE = re.compile(
    r"(?<![a-z])(?:(will|shall|'ll|won't|scheduled|due|expected to|set to|going to|is to|are to"
    r"|to be [a-z]+|slated|upcoming|until|till|is being|are being|can|could face|could be|may be"
    r"|might be)"
    r"|plans? to|planned|planning|ahead of|begins?|opens?"
    r"|starts?|starting|beginning|concludes?|ends|runs|takes place|meets|launches|would"
    r"|leaves?|returns?|faces?|hosts?|plays?)(?![a-z])"
)
# Few that are participles too: "paid" is seldom the verb of a clause.
_IRREGULAR = """
was were had did said told took came went got gave made met saw left lost won fell rose grew knew
threw flew blew drew withdrew ran began sang sank swam drank became overcame spoke broke woke wrote
rode drove chose stole swore wore tore shook struck stood fought felt heard spent sent brought led
found sold hit set read cut killed died since
"""
_CLAUSE_END = re.compile(r"[.;](?![0-9])|\n")
_PAST = re.compile(
    rf"(?<![a-z])(?<!be )(?<!is )(?<!are )(?:{'|'.join(_IRREGULAR.split())}"
    r"|(?!united|hundred|indeed|speed|exceed|proceed|succeed|sacred|naked|wicked)[a-z]{3,}ed)"
    r"(?![a-z])"
)


def tense_around(low: str, atom: Atom) -> str:
    """Whether the clause around a date looks forward or back."""
    window = low[max(0, atom.start - 90) : atom.start]
    for border in ("\n", ". ", "; "):
        at = window.rfind(border)
        if at >= 0:
            window = window[at + len(border) :]
    strong = weak = past = False
    for found in _FUTURE.finditer(window):
        strong = strong or found.group(1) is not None
        weak = True
    past = _PAST.search(window) is not None
    if strong or (weak and not past):
        return "future"
    if past:
        return "past"
    tail = low[atom.end : atom.end + 60]
    stop = _CLAUSE_END.search(tail)
    if stop:
        tail = tail[: stop.start()]
    if re.search(r"(?<![a-z])(?:will|is to|are to|is expected|is due)(?![a-z])", tail):
        return "future"
    if _PAST.search(tail):
        return "past"
    return "open"


_SUPERLATIVE = re.compile(
    r"(?<![a-z])(?:[a-z]{3,}est|most|least|best|worst|first|second|third|fourth|fifth|only|record"
    r"|time|times|once|twice|low|high|peak)(?![a-z])[^.;\n]{0,40}$"
)


def tells_how_long(low: str, atom: Atom) -> bool:
    """Whether "in 20 years" measures a stretch that is over, and names no day to come."""
    window = low[max(0, atom.start - 60) : atom.start]
    window = window[window.rfind("\n") + 1 :]
    return _SUPERLATIVE.search(window) is not None or tense_around(low, atom) == "past"
