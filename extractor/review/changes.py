"""What a new version of a draft changed, sentence by sentence and word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from extractor.comparing.typography import plain
from extractor.scanning.layout.sentences import split_sentences

_WORD = re.compile(r"\w+|[^\w\s]|\s+")
_LONGEST = 4_000
"""A longer sentence, a table run together for one, is shown without the words picked out."""
_ALIKE = 0.4
"""From here on two sentences are one that was rewritten."""


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence of the old text, what it became in the new one, or one of the two."""

    before: str | None
    after: str | None


def sentences(text: str) -> list[str]:
    """The sentences of a text, each on one line."""
    return [one_space(span.text) for span in split_sentences(text)]


def one_space(text: str) -> str:
    """The text with each run of white space made one space."""
    return " ".join(text.split())


def changes(before: Sequence[str], after: Sequence[str]) -> list[Change]:
    """What changed between two lists of sentences, in the order of the new one."""
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    found: list[Change] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            found += _paired(before[a:b], after[c:d])
    # A sentence that only moved is taken out in one place and put in at another.
    return [
        each
        for each in found
        if not (each.before is None and each.after in before)
        and not (each.after is None and each.before in after)
    ]


def word_pieces(before: str, after: str) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """Both sentences in pieces; each piece says whether the other sentence lacks it."""
    if max(len(before), len(after)) > _LONGEST:
        return [(before, False)], [(after, False)]
    pairs = list(_word_pairs(before, after))
    old = [(one, differs) for one, _, differs in pairs if one]
    new = [(other, differs) for _, other, differs in pairs if other]
    return old, new


def rewording_pieces(before: str, after: str) -> list[tuple[str, str, str]]:
    """A text and its new wording as one, in pieces: what stays, what goes out, what comes in; in
    each piece either the first or one of the others is empty."""
    if max(len(before), len(after)) > _LONGEST:
        return [("", before, after)]
    return [
        ("", one, other) if differs else (one, "", "")
        for one, other, differs in _word_pairs(before, after)
    ]


def _word_pairs(before: str, after: str) -> Iterator[tuple[str, str, bool]]:
    """What stands in one text and what in the other at the same place, and whether they differ."""
    one, other = _WORD.findall(before), _WORD.findall(after)
    for kind, a, b, c, d in SequenceMatcher(a=one, b=other, autojunk=False).get_opcodes():
        yield "".join(one[a:b]), "".join(other[c:d]), kind != "equal"


def _paired(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    """Each new sentence with the old one most like it; what is left over on either side alone."""
    left = list(before)
    if len(before) * len(after) > 10_000:
        # A text rewritten from end to end has no pairs that would help a reader.
        yield from (Change(each, None) for each in before)
        yield from (Change(None, each) for each in after)
        return
    for each in after:
        best = max(left, key=lambda old: likeness(old, each), default=None)
        if best is not None and likeness(best, each) >= _ALIKE:
            left.remove(best)
            yield Change(best, each)
        else:
            yield Change(None, each)
    yield from (Change(each, None) for each in left)


def likeness(one: str, other: str) -> float:
    """How many words two sentences share, from 0 to 1."""
    a, b = (set(plain(text).casefold().split()) for text in (one, other))
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0
