"""Words that open a sentence: names, or words with the capital that every sentence begins with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.checks.evidence.folding import plain
from extractor.checks.evidence.stems import stop_words
from extractor.checks.evidence.text_index import TextIndex
from extractor.languages.current import current
from extractor.schemas.span import Span

_OPENING = re.compile(r"[\"'“‘]?([A-ZÀ-Þ][^\W\d_]{2,})(?![\w-])")


def opening_names(claim: TextIndex, sources: Sequence[TextIndex]) -> Iterator[Span]:
    """The words that open a sentence of the claim and are names.

    A source has them in names alone, or no text has them small, nor any dictionary.
    """
    known = {name.start for name in claim.named}
    for sentence in claim.scan.sentences:
        found = _OPENING.match(sentence.text)
        if found is None or sentence.start + found.start(1) in known:
            continue
        word = plain(found.group(1))
        if word in stop_words() or word in current().names.calendar_words:
            continue
        if any(source.once(is_only_name, word) for source in sources) or (
            not any(word in source.plain_words for source in sources)
            and not claim.once(_stands_small, word)
            and not _is_common(word)
        ):
            start = sentence.start + found.start(1)
            yield Span.of(claim.text, start, start + len(found.group(1)))


def is_only_name(index: TextIndex, word: str) -> bool:
    """Whether a word stands in names of the text, and never in lower case."""
    return word in index.name_words and not _stands_small(index, word)


def _stands_small(index: TextIndex, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}\b", index.text) is not None


def _is_common(word: str) -> bool:
    """Whether a dictionary has the word or a form of it."""
    from simplemma import is_known  # takes a quarter of a second, and most drafts need it not

    return is_known(word, current().code, low_memory=True)
