"""A story's record by a codebook, on a terminal: each field, its value, and the words for it."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from extractor.outputs.places import Places
from extractor.outputs.reading import by_need, word_of
from extractor.outputs.terminal import put_labelled, put_line, put_title, state_word
from extractor.outputs.visible import one_line, shortened
from extractor.schemas.coding import CodedField, CodedRecord, CodedValue, Coding

_LONGEST_WORDS = 200

_STATUS = {
    "not_stated": "the story does not say",
    "unknown": "the story says that it is not known",
    "not_checked": "not read: a passage failed",
}


def print_coding(console: Console, coding: Coding) -> None:
    """What was compared, then each record, field by field, with what the checks say of it."""
    put_line(console, Text(f"Compared with: {one_line(coding.compared_with)}"))
    put_line(console, Text(one_line(coding.document.name or "story"), style="bold"))
    if not coding.records:
        put_line(console, Text(f"No {coding.codebook} in this story."))
    places = Places(coding.document.text)
    for record in coding.records:
        put_title(console, f"{coding.codebook} {record.id}")
        for field in record.fields:
            _field(console, field, places)
        _findings(console, coding, record)
    for passage in coding.passages:
        if passage.status == "failed":
            said = one_line(passage.reason or str(passage.failure))
            put_line(console, Text(f"Passage {passage.index + 1} failed: {said}"))


def _field(console: Console, field: CodedField, places: Places) -> None:
    if not field.values:
        put_labelled(console, field.path, Text(_STATUS[field.status], style="dim"))
    for value in field.values:
        put_labelled(console, field.path, _value(console, value, places))


def _value(console: Console, value: CodedValue, places: Places) -> Text:
    text = Text(one_line("not known" if value.value is None else str(value.value)), style="bold")
    if value.words:
        text.append(f"  “{shortened(one_line(value.words), _LONGEST_WORDS)}”", style="dim")
    if value.evidence is not None:
        text.append(f" paragraph {places.paragraph_number(value.evidence.start)}", style="dim")
    return text.append("  ").append_text(state_word(console, value.word))


def _findings(console: Console, coding: Coding, record: CodedRecord) -> None:
    about = [finding for finding in coding.findings if finding.fact == record.id]
    for finding in by_need(about):
        line = Text().append_text(state_word(console, word_of([finding])))
        put_line(console, line.append(f": {one_line(finding.message)}"))
