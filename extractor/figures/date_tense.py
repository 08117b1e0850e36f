"""Whether the clause around a date looks forward or back."""

from __future__ import annotations

import re

from extractor.figures.date_piece import Atom
from extractor.figures.tables import word_set

_WEAK = """
begins? starts? starting beginning concludes? ends runs meets launches leaves? returns? faces?
hosts? plays? opens? races fights flies travels visits votes resumes expires arrives departs goes
until till
"""
_STRONG = re.compile(
    r"will|shall|won't|would|should|must|scheduled|rescheduled|due|slated|upcoming"
    r"|is to|are to|to be [a-z]+|is being|are being|can|could face|could be|may be|might be"
    r"|might [a-z]{3,}"
    # the verb, and not the month
    r"|(?<!in )(?<!of )(?<!by )(?<!since )(?<!last )may (?!and|the|was|when|after)[a-z]{3,}"
    r"|(?:expected|set|going|plans?|planned|planning|hop(?:es?|ing)|intends?|aim(?:s|ing)?|wants?"
    r"|told|ordered|summoned|vow(?:s|ed)?|pledg(?:es?|ed)|promis(?:es?|ed)|likely) to"
    r"|planned|planning|ahead of|takes place|next [a-z]+ is"
)
# Few that are participles too: "paid" is seldom the verb of a clause.
_IRREGULAR = """
was were had did said told took came went got gave made met saw left lost won fell rose grew knew
threw flew blew drew withdrew ran began sang sank swam drank became overcame spoke broke woke wrote
rode drove chose stole swore wore tore shook struck stood fought felt heard spent sent brought led
found sold hit set read cut put kept bought caught killed died since
"""
_PAST = "|".join([*_IRREGULAR.split(), "[a-z]{3,}ed"])
_SIGNS = re.compile(
    rf"(?:['’](?P<short>ll)|(?<![a-z'’])(?:(?P<strong>{_STRONG.pattern})"
    rf"|(?P<weak>{'|'.join(_WEAK.split())})|(?P<present>is|are|says)"
    rf"|(?P<past>{_PAST})))(?![a-z])"
)
_NO_VERBS = word_set(
    """united hundred indeed speed exceed proceed succeed sacred naked wicked armed alleged skilled
    unchanged unexpected unprecedented undisclosed unidentified unarmed unnamed unannounced
    undecided unresolved uncontested unsolved unaffected unrelated unlimited need feed breed seed
    limited estimated"""
)
"""Words that end as a past does and are seldom the verb of a clause."""
_SAME_FORM = frozenset({"set", "cut", "hit", "put", "read", "shot"})
"""Pasts that are infinitives too."""
_REPORTS = word_set(
    """said told added announced reported confirmed warned wrote insisted stressed claimed argued
    noted stated predicted declared explained suggested forecasted"""
)
_NO_VERB_AFTER = re.compile(
    r"(?:(?<![a-z])(?:be|being|is|are|get|the|an?|its|their|his|her|our|this|these|if|as|unless"
    r"|than|once|to|will|would|can|could|should|may|might|must|not)(?: [a-z]+ly| also)?"
    r"|(?<!re)(?<!co)-) ?$"
)
"""What stands before a participle, an infinitive or an adjective, and before no past."""
_FIXED_FOR = re.compile(
    r"(?<![a-z])(?:(?:set|adjourned|postponed|moved|scheduled|rescheduled|delayed|deferred|pushed"
    r"|put|called|fixed|listed|booked|planned|slated|remanded|bailed|extended|suspended|prolonged"
    r"|due)(?: (?:again|back|off|out|(?:in|on|into) (?:custody|bail|remand)))?"
    r" (?:for|to|until|till)"
    r"|(?<!it )(?<!today )(?<!there )(?:is|are)|(?:is|are) (?:on|in|from))"
    r" (?:the |early |late |mid-)?$"
)
"""What fixes the date that stands right behind it, for later."""
_THIRD_PERSON = re.compile(
    r"(?:^|(?<![a-z]))(?:he|she|it|who|which) ((?!is|was|has|does|this)[a-z]{2,}(?<!s)s)(?![a-z])"
    r"[^,:]{0,40}$"
)
_STATES = word_set(
    """says denies admits knows thinks believes claims remembers recalls accuses alleges insists
    lives works owns wants hopes means shows suggests says always perhaps sometimes"""
)
"""Verbs in the present that say nothing of when the rest happens: "he denies theft on 3 May"."""
_STILL = re.compile(r"(?<![a-z])ha(?:s|ve) been [a-z ]{0,40}(?:until|till) $")
_RELATIVE = re.compile(r", (?=(?:who|which|whose|where)(?![a-z]))")
_CLAUSE_END = re.compile(r"[.;](?![0-9])|\n")
_AHEAD = re.compile(r"(?<![a-z])(?:will|is to|are to|is expected|is due)(?![a-z])")
_REPORTED_AHEAD = re.compile(r"(?<![a-z])(?:will|would)(?![a-z])")
_NOUN_BETWEEN = re.compile(r" (?:the|an?|its|their|his|her|this|that) [a-z]")


def tense_around(low: str, atom: Atom) -> str:
    """Whether the clause around a date looks "past", "future" or is "open".

    The verb nearest before the date decides; where the clause has none there, the one behind it.
    """
    window = _clause_before(low, atom.start)
    tail = low[atom.end : atom.end + 60]
    stop = _CLAUSE_END.search(tail)
    if stop:
        tail = tail[: stop.start()]
    if _FIXED_FOR.search(window):
        return "future"
    nearest, report = "", -1
    main_past = False
    for found in _SIGNS.finditer(window):
        which = found.lastgroup or ""
        if which == "short":
            which = "strong"
        if which == "past":
            if not _is_past(window, found):
                continue
            if nearest == "strong" and found.group() in _SAME_FORM:
                # "can you please set"
                continue
            report = found.end() if found.group() in _REPORTS else -1
            main_past = main_past or report < 0
        else:
            report = -1
            if which == "weak" and _NO_VERB_AFTER.search(window[: found.start()]):
                # "will host", "to leave"
                continue
            if which == "strong" and window.endswith("had ", 0, found.start()):
                which, main_past = "past", True
        nearest = which
    if nearest == "strong":
        return "future"
    if nearest == "weak":
        if not main_past or _STILL.search(window):
            return "future"
        # "closed until 4 May" tells no more than that the closure has begun
        return "open" if window.endswith(("until ", "till ")) else "past"
    third = _THIRD_PERSON.search(window)
    if third and third.group(1) not in _STATES and not main_past:
        return "future"
    if nearest == "past":
        if report >= 0 and _NOUN_BETWEEN.match(window, report) and _REPORTED_AHEAD.search(tail):
            return "future"
        return "past"
    if _AHEAD.search(tail):
        return "future"
    if nearest == "present":
        return "open"
    return "past" if any(_is_past(tail, found) for found in _PASTS.finditer(tail)) else "open"


_PASTS = re.compile(rf"(?<![a-z])(?:{_PAST})(?![a-z])")


def _clause_before(low: str, start: int) -> str:
    """What stands before a date in its clause; a relative clause that is closed is left out."""
    window = low[max(0, start - 90) : start]
    for border in ("\n", ". ", "; "):
        at = window.rfind(border)
        if at >= 0:
            window = window[at + len(border) :]
    relatives = [found.span() for found in _RELATIVE.finditer(window)]
    if not relatives:
        return window
    begin, inside = relatives[-1]
    closed = window.find(", ", inside)
    if closed < 0:
        return window[inside:]
    return window[:begin] + window[closed + 1 :]


def _is_past(text: str, found: re.Match[str]) -> bool:
    """Whether a word that looks like a past is the verb of a clause."""
    word = found.group()
    if word in _NO_VERBS:
        return False
    return word in ("was", "were", "said", "had") or (
        _NO_VERB_AFTER.search(text, max(0, found.start() - 24), found.start()) is None
    )


_SUPERLATIVE = re.compile(
    r"(?<![a-z])(?:[a-z]{3,}est|most|least|best|worst|first|second|third|fourth|fifth|only|record"
    r"|time|times|once|twice|low|high|peak)(?![a-z])[^.;\n]{0,40}$"
)


def tells_how_long(low: str, atom: Atom) -> bool:
    """Whether "in 20 years" measures a stretch that is over, and names no day to come."""
    window = low[max(0, atom.start - 60) : atom.start]
    window = window[window.rfind("\n") + 1 :]
    return _SUPERLATIVE.search(window) is not None or tense_around(low, atom) == "past"
