"""What stands around a figure or sentence and says nothing about the number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rewriting.cases import Case, Edit, Edits, Mark, Operator, some

_SENTENCE = re.compile(r"[^\n|]*[.!?]")
_OPENERS = re.compile(
    r"(?:The|A|An|It|They|He|She|We|Some|About|Around|Roughly|At|Nearly|Almost|More|Over|Up|Between"
    r"|Half|Two|Three|Four|Five|Six|Seven|Nine|Ten|Twelve|One|His|Her|Prices|Profits|Police) "
)
_LETTERS_COUNT = {"identifier", "measure", "coordinate", "money", "multiple", "score"}


def _is_sentence(case: Case) -> bool:
    return bool(_SENTENCE.fullmatch(case.text))


def _closes(case: Case) -> bool:
    """Whether the full stop at the end is only a full stop, not that of "p.m."."""
    return _is_sentence(case) and case.text.endswith(".") and not case.text.endswith("m.")


def quoted(case: Case) -> Iterator[Edits]:
    """The whole text in quotation marks, and as what somebody said."""
    text = case.text
    if not _is_sentence(case) or re.search(r"[\"“”«]", text):
        return
    end = len(text)
    choices = [
        (Edit(0, 0, "“"), Edit(end, end, "”")),
        (Edit(0, 0, '"'), Edit(end, end, '"')),
    ]
    # "said" may turn what is ahead into what is past
    if not any(mark.get("relative") for mark in case.marks):
        choices.append((Edit(0, 0, "The board said: “"), Edit(end, end, "”")))
        if _closes(case):
            choices.append((Edit(0, 0, "“"), Edit(end - 1, end, ",” they said.")))
            choices.append((Edit(0, 0, '"'), Edit(end - 1, end, '," the board said.')))
    yield from some(case, choices, 2)


def in_brackets(case: Case) -> Iterator[Edits]:
    """The whole sentence in brackets."""
    if _is_sentence(case):
        end = len(case.text)
        yield (Edit(0, 0, "("), Edit(end, end, ")"))


def bulleted(case: Case) -> Iterator[Edits]:
    """As a point of a list; a dash before a digit is left out, which could be a minus."""
    if not _is_sentence(case):
        return
    for bullet in some(case, ("• ", "* ", "- ", "– "), 2):
        if bullet[0] in "•*" or case.text[:1].isalpha():
            yield (Edit(0, 0, bullet),)
    end = len(case.text)
    yield (Edit(0, 0, "In short:\n\n• "), Edit(end, end, "\n• The board met.\n"))


def in_capitals(case: Case) -> Iterator[Edits]:
    """As a headline in capitals, where no name, unit or sign depends on its letters."""
    text, marks = case.text, case.marks
    if not marks or not _is_sentence(case) or any(m.kind in _LETTERS_COUNT for m in marks):
        return
    words = re.findall(r"[^\W\d_]+", text)
    spans = " ".join(case.span(mark) for mark in marks)
    names = [word for word in words[1:] if word[0].isupper() and word not in spans]
    short = [w for w in re.findall(r"[^\W\d_]+", spans) if len(w) < 3 and w not in {"to", "of"}]
    if names or short or re.search(r"(?i)\d[a-z]|[a-z]\d|\b(?:us|it|who|may|march)\b", text):
        return
    stem = text[:-1] if text.endswith(".") else text
    if stem.upper() != stem:
        yield (Edit(0, len(text), stem.upper()),)
        yield (Edit(0, len(text), f"{stem.upper()}\n\nThe board met and the talks went on."),)


def second_sentence(case: Case) -> Iterator[Edits]:
    """Another sentence, without figures or dates, behind the text, beside it or in a new paragraph.

    Behind figures that stand last in their sentence this asks where a sentence ends.
    """
    if not _is_sentence(case):
        return
    end = len(case.text)
    choices = (
        " The board met and the talks went on.",
        " Halden said that the talks went on.",
        " But the talks went on.",
        "\n\nThe talks went on.",
    )
    for words in some(case, choices, 2):
        yield (Edit(end, end, words),)


def sentence_before(case: Case) -> Iterator[Edits]:
    """Another sentence, without figures or dates, before the text or in the paragraph above."""
    if not _is_sentence(case) or case.text[0].islower():
        return
    yield (Edit(0, 0, "The board met and the talks went on. "),)
    yield (Edit(0, 0, "The board was divided.\n\n"),)


def within_a_sentence(case: Case) -> Iterator[Edits]:
    """Put "Officials said that …" before it, and ", the board said" behind; figures alone."""
    if case.dates or not _closes(case) or case.text.count(". ") or "”" in case.text:
        return
    end = len(case.text)
    if _OPENERS.match(case.text):
        yield (Edit(0, 1, f"Officials said that {case.text[0].lower()}"),)
    yield (Edit(end - 1, end, ", the board said."),)


def stop_behind(case: Case) -> Iterator[Edits]:
    """Other marks behind a figure or date that stands last: comma, colon, dash, bracket, none."""
    last = [mark for mark in case.marks if case.text[mark.phrase_end :] == "."]
    if not last or not _closes(case):
        return
    end = len(case.text)
    choices = (
        "",
        "!",
        "?",
        "…",
        "; the talks went on.",
        ": the talks went on.",
        " – the talks went on.",
        " (the talks went on).",
        ", but the talks went on.",
        "—the talks went on.",
    )
    for words in some(case, choices, 4):
        if words[:1] in " —" and last[-1].kind == "score":
            continue
        yield (Edit(end - 1, end, words),)


def phrase_quoted(case: Case) -> Iterator[Edits]:
    """Quotation marks around the phrase; straight ones never behind a digit (12" is inches)."""
    for mark in case.marks:
        if not _alone(case, mark) or re.search(r"[\"“”'’]", case.text):
            continue
        # "today" in quotation marks may be another day, and lists hang together
        if mark.is_date and (mark.get("relative") or len(case.dates or ()) > 1):
            continue
        noun = mark.get("of")
        if noun and noun not in case.text[mark.end : mark.phrase_end]:
            continue
        yield _around(mark, "“", "”")
        if case.text[mark.phrase_end - 1].isalpha():
            yield _around(mark, '"', '"')


def phrase_marked_up(case: Case) -> Iterator[Edits]:
    """Bold or emphasis, in Markdown and HTML, around the number or the whole phrase."""
    for mark in case.marks:
        if not _alone(case, mark) or re.search(r"[&<*|]", case.text):
            continue
        for left, right in some(case, (("**", "**"), ("<b>", "</b>"), ("*", "*")), 1):
            yield _around(mark, left, right)
            yield (Edit(mark.start, mark.start, left), Edit(mark.end, mark.end, right))


def _around(mark: Mark, left: str, right: str) -> Edits:
    return (
        Edit(mark.phrase_start, mark.phrase_start, left),
        Edit(mark.phrase_end, mark.phrase_end, right),
    )


def _alone(case: Case, mark: Mark) -> bool:
    """Whether the phrase stands between spaces or stops, apart from all other figures."""
    if mark.kind in {"identifier", "age"} or not _is_sentence(case):
        return False
    before, after = case.text[: mark.phrase_start], case.text[mark.phrase_end :]
    clear = re.search(r"(?:^| )$", before) and re.match(r"[ .,;]|$", after)
    others = [other for other in case.marks if other is not mark]
    apart = all(
        other.phrase_end <= mark.phrase_start or other.phrase_start >= mark.phrase_end
        for other in others
    )
    return bool(clear and apart)


OPERATORS: dict[str, Operator] = {
    operator.__name__: operator
    for operator in (
        quoted,
        in_brackets,
        bulleted,
        in_capitals,
        second_sentence,
        sentence_before,
        within_a_sentence,
        stop_behind,
        phrase_quoted,
        phrase_marked_up,
    )
}
