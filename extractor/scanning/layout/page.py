"""What a page says besides the story: links, labels, captions and credits of pictures."""

from __future__ import annotations

import re

from extractor.languages import Language
from extractor.languages.patterns import either

_LONGEST = 240
"""Characters of a line that begins as furniture does."""
_TELLING = 2
"""Small words that make a caption of a credit."""
_LAST_STOP = re.compile(r"(?s:.*)[.!?…][”\"’)]*\s+(?=\S)")
"""Everything up to the last sentence of a line."""
_MARKDOWN_IMAGE = re.compile(r"!\[[^\]\n]{0,200}\]\([^)\n]{0,300}\)\s*$")
_TAIL, _SHORT_TAIL = 120, 40
"""Characters at the end of a line in which a credit begins: with words of its own, or without."""
_SHORT = 160
"""Characters of a line that ends in a credit without words."""


class PageReader:
    """Tells the furniture of pages in one language."""

    def __init__(self, language: Language) -> None:
        """Make the patterns."""
        words, captions = language.layout.furniture, language.layout.captions
        self._lines = words.lines
        self._openings = re.compile(
            rf"(?:{either(words.before_colon)}\s*:|{either(words.before_slash)}\s*[:/]"
            rf"|{either(words.before_bar)}\s*[:|-]|{either(words.before_mark)}\s*[:/.|]"
            rf"|{either(words.openings)}\b"
            rf"|{either(words.offers)} [\w ,’'-]{{0,60}}{either(words.offered)}\b"
            rf"|\d+ {either(words.counted)}\b[ .]*$|\[?{either(words.labels)}\]?[ .:|-]*$)"
        )
        self._caption = re.compile(
            rf"{either(captions.openings)}\s*:\s*(?P<said>.+)", re.IGNORECASE
        )
        self._credit_words = captions.credit_words
        self._credit = re.compile(
            rf"[.!?…)”\"’]\s*(?P<tail>\(?(?i:{either(captions.pictures)})"
            rf"(?:\s+{either(captions.credits, ' +')})?\s*[:/]\s*[^.!?\n]{{2,80}}[.)\s]*)$"
        )
        self._agency = re.compile(rf"(?:\b{either(captions.agencies)}\b[\s/|,.)\]]*)$")

    def is_whole_line(self, low: str) -> bool:
        """Whether a line, in small letters, is furniture wherever it stands."""
        plain = " ".join(low.replace("’", "'").split())
        return plain in self._lines or plain.rstrip(".:»>→… ") in self._lines

    def begins(self, line: str, bare: str, low: str) -> int | None:
        """How much of a line stands before furniture; none where all of it is text.

        `bare` is the line without what marks it, and `low` that in small letters.
        """
        if line.startswith("!") and _MARKDOWN_IMAGE.fullmatch(line.strip()):
            return 0
        if len(bare) <= _LONGEST and self._openings.match(low) and not self._shows_something(bare):
            return 0
        end = bare[-_TAIL:]
        if ":" in end or "/" in end:
            tail = self._credit.search(bare, max(0, len(bare) - _TAIL))
            if tail is not None:
                return line.index(bare) + tail.start("tail")
        if (
            len(bare) <= _SHORT
            and bare[-1:] not in '.?!”"'
            and "/" in bare
            and self._agency.search(bare[-_SHORT_TAIL:])
        ):
            sentences = _LAST_STOP.match(line)
            return sentences.end() if sentences is not None else 0
        return None

    def _shows_something(self, line: str) -> bool:
        """Whether a caption says what a picture shows, which is body text, and not only who took
        it."""
        caption = self._caption.match(line)
        if caption is None:
            return False
        small = [word for word in caption["said"].split() if word[0].islower()]
        telling = [word for word in small if word.strip(",.") not in self._credit_words]
        return len(telling) >= _TELLING
