"""White space, invisible characters and the shapes of letters: what a reader does not see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rewriting.cases import Case, Edit, Edits, Operator, some

_MARKUP = re.compile(r"[&<>|*\xad]")
"""Texts whose own subject is markup or invisible characters."""
_BROKEN = re.compile(
    r"(?i)\b(mil|bil|tril)(lions?)\b|\b(thou)(sands?)\b|\b(hun)(dreds?)\b|\b(per)(cent(?:age)?)\b"
    r"|\b(dol)(lars?)\b|\b(kilo|centi|milli)(metres?|meters?|grams?)\b"
    r"|\b(four|six|seven|eight|nine|thir|fif|eigh)(teen|ty)\b|\b(twen|thir|for|fif|eigh)(ty)\b"
    r"|\b(Janu|Febru)(ary)\b|\b(Sep|Octo|Novem|Decem)(tember|ber)\b"
    r"|\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(days?)\b"
)


def gaps(case: Case) -> list[int]:
    """Single spaces in and beside the phrases of a case; all of them where it has no figure.

    A space between two digits is left out of figures, since it may group them.
    """
    text, found = case.text, []
    for at, char in enumerate(text):
        if char != " " or not (text[at - 1 : at].strip() and text[at + 1 : at + 2].strip()):
            continue
        near = [mark for mark in case.marks if mark.phrase_start - 1 <= at <= mark.phrase_end]
        digits = text[at - 1].isdigit() and text[at + 1].isdigit()
        if digits and not any(mark.is_date for mark in near):
            continue
        if near or not case.marks:
            found.append(at)
    return found


def _each_gap(case: Case, words: str) -> Iterator[Edits]:
    for at in gaps(case):
        yield (Edit(at, at + 1, words),)


def two_spaces(case: Case) -> Iterator[Edits]:
    """Two spaces for one, at each place and at all together."""
    yield from _each_gap(case, "  ")
    yield tuple(Edit(at, at + 1, "  ") for at in gaps(case))


def no_break_space(case: Case) -> Iterator[Edits]:
    """A no-break space for a space."""
    yield from _each_gap(case, "\u00a0")


def thin_space(case: Case) -> Iterator[Edits]:
    """A thin, or a narrow no-break space, for a space within a figure or date."""
    for at in gaps(case):
        if any(mark.start < at < mark.end for mark in case.marks):
            yield (Edit(at, at + 1, "\u2009" if at % 2 else "\u202f"),)


def _breakable(case: Case) -> Iterator[int]:
    """Spaces at which a line may end so that nobody takes the next one for a heading or list."""
    text = case.text
    for at in gaps(case):
        inside = any(mark.start < at < mark.end for mark in case.marks)
        ahead = text[at + 1 :]
        if text[:at].count(" ") < 2 or not re.search(r"[\w,]$", text[:at]):
            continue
        if re.match(r"\d+[.)]|[-–—−•*(]|[A-Za-z]\b", ahead):
            continue
        if inside or (" " in ahead and re.match(r"[a-z\d$£€]", ahead)):
            yield at


def line_break(case: Case) -> Iterator[Edits]:
    """A line that ends inside the sentence, with and without an indent behind, as in pasted text.

    At least three words stand before the break, and two behind it unless it parts a figure.
    """
    for at in _breakable(case):
        for words in some(case, ("\n", "\r\n", "\n", "\n  "), 1):
            yield (Edit(at, at + 1, words),)


def word_broken_at_line_end(case: Case) -> Iterator[Edits]:
    """A hyphen and a line's end at a syllable of a number, unit, month or weekday."""
    yield from _at_each_syllable(case, "-\n")


def soft_hyphen(case: Case) -> Iterator[Edits]:
    """An invisible soft hyphen at a syllable of a number, unit, month or weekday."""
    yield from _at_each_syllable(case, "\xad")


def _at_each_syllable(case: Case, sign: str) -> Iterator[Edits]:
    for found in _BROKEN.finditer(case.text):
        if any(mark.start <= found.start() < mark.end for mark in case.marks):
            head = next(part for part in found.groups() if part)
            at = found.start() + len(head)
            yield (Edit(at, at, sign),)


def no_break_hyphen(case: Case) -> Iterator[Edits]:
    """U+2010 or U+2011 for each hyphen between letters or digits of a figure or date."""
    for mark in case.marks:
        places = [
            at
            for at in range(mark.start + 1, mark.end)
            if case.text[at] == "-" and case.text[at - 1].isalnum()
        ]
        for hyphen in "\u2010\u2011" if places else "":
            yield tuple(Edit(at, at + 1, hyphen) for at in places)


def ligature(case: Case) -> Iterator[Edits]:
    """One glyph for "ffi", "ffl", "ff", "fi" or "fl", as PDF files have."""
    glyphs = {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}
    edits = tuple(
        Edit(found.start(), found.end(), glyphs[found.group()])
        for found in re.finditer("ffi|ffl|ff|fi|fl", case.text)
        if any(m.phrase_start - 1 <= found.start() <= m.phrase_end for m in case.marks)
    )
    if edits:
        yield edits


def full_width(case: Case) -> Iterator[Edits]:
    """Full-width digits and percent signs, as East Asian keyboards write them, in all figures."""
    wide = str.maketrans("0123456789%", "０１２３４５６７８９％")
    plain = re.compile(r"[\d,.% a-z]+|[A-Z][a-z]+ \d+(, \d+)?|\d+ [A-Z][a-z]+( \d+)?")
    marks = case.figures or case.dates or ()
    spans = [case.span(mark) for mark in marks]
    if any(map(str.isdigit, "".join(spans))) and all(map(plain.fullmatch, spans)):
        yield tuple(
            Edit(mark.start, mark.end, span.translate(wide))
            for mark, span in zip(marks, spans, strict=True)
            if span.translate(wide) != span
        )


def apostrophe(case: Case) -> Iterator[Edits]:
    """The curly apostrophe for the straight one and the other way round, in the whole text."""
    for one, other in (("'", "’"), ("’", "'")):
        edits = tuple(
            Edit(found.start(), found.end(), other)
            for found in re.finditer(one, case.text)
            if case.text[found.start() - 1 : found.start()].isalpha()
            or re.match(r"\d\ds?\b", case.text[found.end() :])
        )
        if edits and not re.search(r"\d'\d", case.text):
            yield edits


def entities(case: Case) -> Iterator[Edits]:
    """The entities of HTML for signs of a figure, as pages give them that were not decoded."""
    names = {"£": "&pound;", "€": "&euro;", "–": "&ndash;", "½": "&frac12;", "°": "&deg;"}
    for mark in case.marks:
        edits = tuple(
            Edit(at, at + 1, names[case.text[at]])
            for at in range(mark.start, mark.end)
            if case.text[at] in names
        )
        if edits:
            yield edits


def _without_markup(operator: Operator) -> Operator:
    def guarded(case: Case) -> Iterator[Edits]:
        if not _MARKUP.search(case.text) and "\n" not in case.text:
            yield from operator(case)

    guarded.__doc__ = operator.__doc__
    return guarded


OPERATORS: dict[str, Operator] = {
    operator.__name__: _without_markup(operator)
    for operator in (
        two_spaces,
        no_break_space,
        thin_space,
        line_break,
        word_broken_at_line_end,
        soft_hyphen,
        no_break_hyphen,
        ligature,
        full_width,
        apostrophe,
        entities,
    )
}
