"""What a number is called in a row or a list: "Passengers: 219", "Item: Passengers; Value: 219"."""

from __future__ import annotations

import re

from extractor.checks.evidence.stems import stop_words
from extractor.languages.current import current

_LABEL = re.compile(r"(?:^|[.;\n\t])[ ]*([^\W\d_][^.:;\n\t]{1,40}):[ ]*$")
_CELL_BEFORE = re.compile(
    r"(?:^|[;\n\t])[ ]*(?:[^:;\n\t]{1,40}:[ ]*)?([^\W\d_][^:;\n\t]{1,60})[;\t][^;\n\t]*$"
)
_MOST_WORDS = 4
"""Words of a label; more are a sentence that a colon interrupts."""

_REACH = 140


def label_of(text: str, start: int) -> str | None:
    """What the row or the list calls the number that begins there; none where nothing does."""
    line = text[max(0, start - _REACH) : start]
    line = line[line.rfind("\n") + 1 :]
    found = _LABEL.search(line)
    if found is not None and not _is_heading(found.group(1)):
        return found.group(1).strip() if _is_label(found.group(1)) else None
    if found is None and not line.endswith("\t"):
        return None
    cell = _CELL_BEFORE.search(line)
    return cell.group(1).strip() if cell is not None and _is_label(cell.group(1)) else None


def _is_heading(words: str) -> bool:
    return words.casefold().strip() in current().comparing.empty_labels


def _is_label(words: str) -> bool:
    """Whether words name a thing: few, and none of a sentence ("He said: 12")."""
    every = words.casefold().split()
    return len(every) <= _MOST_WORDS and stop_words().isdisjoint(set(every) - {"of"})
