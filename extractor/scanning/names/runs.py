"""Runs of words with a capital, and whether a sentence begins where one does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractor.languages.patterns import NOTHING, UPPER, either
from extractor.scanning.names.name_words import NameWords

_BEFORE = r"\w’'&@/-"
"""What no run begins behind."""
_SENTENCE_END = re.compile(r"(?:^|[.!?…:;\n\r\]])[\s\ufeff\"“”'‘’«»„(\[*_#>•–—-]*$|[\s][\"“‘«„']$")
_MOST = 11
"""Words that follow the first one; a longer run is a heading in capitals."""


class RunReader:
    """Finds the runs of one language; made once."""

    def __init__(self, words: NameWords) -> None:
        """Make the pattern.

        It begins with a set of characters, so that the search skips what is in small letters; a
        word before the capital ("al-", "d'") is looked for behind it.
        """
        tables = words.tables
        self._prefixes = tables.articles | tables.elided
        self._lengths = sorted({len(prefix) for prefix in self._prefixes}, reverse=True)
        shortened = either(word.capitalize() for word in tables.abbreviations)
        owners = either(word.capitalize() for word in tables.owners)
        owned = r"['’]s(?=[ ][A-Z])"  # nobody's: "People's Daily"
        rest = r"\w*(?:['’&.-](?!s\b)\w+)*"
        saints = "|".join(rf"(?<={re.escape(word.capitalize())}[ ])" for word in tables.saints)
        word = (
            rf"(?:(?:[{UPPER}]\.){{1,4}}(?!\w)|{shortened}\.|{owners}{owned}"
            rf"|(?:{saints})[{UPPER}]\w+{owned}"
            rf"|(?:{either(tables.elided)}['’]|{either(tables.articles)}[-’'])?[{UPPER}]{rest})"
        )
        # The same for the first word of a run, whose first letter is read already.
        longest = max(map(len, tables.abbreviations)) - 1
        first = (
            rf"(?:\.(?:[{UPPER}]\.){{0,3}}(?!\w)"
            rf"|(?=\w{{1,{longest}}}\.){_tails(tables.abbreviations)}\."
            rf"|{_tails(tables.owners)}{owned}|{rest})"
        )
        prefixed = "|".join(
            rf"(?<=(?<![{_BEFORE}]){prefix}[{marks}].)"
            for prefixes, marks in ((tables.elided, "’'"), (tables.articles, "-’'"))
            for prefix in sorted(prefixes)
        )
        links = tables.links
        between = either(links.words - links.article)
        self._run = re.compile(
            rf"[{UPPER}](?:(?<![{_BEFORE}].){first}|(?<=[-’'].)(?:{prefixed}){rest})"
            rf"(?:(?:[ \xa0]|[ ]&[ ]|[ ](?:{either(tables.particles)}[ ]){{1,2}}"
            rf"|[ ]{between}(?:[ ]{either(links.article)})?[ ]){word}){{0,{_MOST}}}"
        )

    def find(self, text: str, begin: int = 0) -> Iterator[tuple[int, int]]:
        """Starts and ends of the runs of a text, in reading order."""
        for found in self._run.finditer(text, begin):
            start, end = found.span()
            if start and text[start - 1] in "-’'":
                start -= self._prefix(text, start)
            yield start, end

    def _prefix(self, text: str, start: int) -> int:
        """The length of what a name begins with before its capital: "al-", "d'"."""
        end = start - 1
        return next(n + 1 for n in self._lengths if text[end - n : end] in self._prefixes)


def _tails(words: Iterable[str]) -> str:
    """A pattern of what follows the first letter of some words, where that is their capital."""
    tails: dict[str, list[str]] = {}
    for word in sorted(words):
        tails.setdefault(word[0].upper(), []).append(word[1:])
    if not tails:
        return NOTHING
    choices = (rf"(?<={first}){either(rest)}" for first, rest in tails.items())
    return rf"(?<=[{''.join(tails)}])(?:{'|'.join(choices)})"


def begins_sentence(text: str, start: int) -> bool:
    """Whether a run that starts at `start` opens a sentence, a line or a quotation."""
    if start > 1 and text[start - 1] == " " and text[start - 2].isalnum():
        return False  # behind a word and a space none begins: most names stand so
    return _SENTENCE_END.search(text, max(0, start - 12), start) is not None
