"""Which of several sources a message means: "wire.txt says", where one alone is "the source".

Checks write "the source". Here that gets its name, in one place for every check and every output.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from extractor.checks.findings import quoted
from extractor.schemas.finding import Finding

LONGEST_NAME = 60
"""Characters of a name in a message; the whole name stands beside the sentence."""

_LIMITS = (50, 70, 90, 120)
"""The lengths to which checks cut the words that they quote."""

_PLURAL = {
    "attributes": "attribute",
    "counts": "count",
    "does": "do",
    "gives": "give",
    "has": "have",
    "is": "are",
    "lists": "list",
    "makes": "make",
    "names": "name",
    "quotes": "quote",
    "says": "say",
    "speaks": "speak",
    "spells": "spell",
}
_NEXT = re.compile(
    rf"\"|\b(?P<source>[Tt]he source)(?P<own>['’]s)?\b(?: (?P<verb>{'|'.join(_PLURAL)})\b)?"
)
"""A quotation mark, or the source."""


def source_names(names: Iterable[str | None]) -> tuple[str, ...]:
    """What to call each source, on one line; no two have one name."""
    lines = [" ".join((name or "").split()) for name in names]
    seen = Counter(lines)
    return tuple(
        line if line and seen[line] == 1 else f"source {number} {line}".rstrip()
        for number, line in enumerate(lines, 1)
    )


def name_sources(findings: Sequence[Finding], names: Sequence[str | None]) -> list[Finding]:
    """The findings, with the name of the source that each speaks of in its message.

    With one source, "the source" says enough. What is in none of several is not in "the sources".
    """
    if len(names) < 2:
        return list(findings)
    called = source_names(names)
    return [
        finding.model_copy(update={"message": _told(finding, called)})
        if "he source" in finding.message
        else finding
        for finding in findings
    ]


def message_name(name: str) -> str:
    """The name as a message bears it, cut where it is long."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _told(finding: Finding, called: Sequence[str]) -> str:
    # What was found nowhere was looked for everywhere.
    is_nowhere = finding.verdict == "absent" and not finding.evidence
    index = None if is_nowhere else finding.source
    name = message_name(called[index]) if index is not None and index < len(called) else None

    def said(found: re.Match[str]) -> str:
        is_first = found["source"].startswith("T")
        verb = found["verb"] or ""
        if name is None:
            subject = ("The" if is_first else "the") + " sources"
            own, verb = ("'" if found["own"] else ""), _PLURAL.get(verb, "")
        else:
            is_ours = is_first and name.startswith("source ")
            subject = name[0].upper() + name[1:] if is_ours else name
            own = "'s" if found["own"] else ""
        return f"{subject}{own} {verb}".rstrip()

    message, quotations = finding.message, _quotations(finding)
    pieces: list[str] = []
    done = at = 0
    while found := _NEXT.search(message, at):
        if found["source"] is None:  # "the source" in words of a text is somebody else's
            at = _quotation_end(message, found.start(), quotations)
            continue
        pieces += message[done : found.start()], said(found)
        done = at = found.end()
    return "".join([*pieces, message[done:]])


def _quotation_end(message: str, start: int, quotations: Sequence[str]) -> int:
    """One past the quotation that begins at a mark, or past a mark that begins none."""
    for words in quotations:
        if message.startswith(words, start):
            return start + len(words)
    end = message.find('"', start + 1)
    return (start if end < 0 else end) + 1


def _quotations(finding: Finding) -> list[str]:
    """The quotations in a message that hold quotation marks themselves, longest first: they are
    known whole, and any other ends at the next mark."""
    known = {finding.found, finding.expected, *(span.text for span in finding.evidence)}
    if finding.span is not None:
        known.add(finding.span.text)
    whole = {quoted(words, limit) for words in known if words and '"' in words for limit in _LIMITS}
    return sorted(whole, key=len, reverse=True)
