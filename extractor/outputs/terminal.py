"""The report on a terminal: what was compared, what needs an eye, the facts, the ledger.

Everything printed is `rich.text.Text` built here, never rich markup, and every word of a story or
a model has passed `one_line`: no sequence that a terminal obeys gets through.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from extractor.counting import counted
from extractor.outputs.cards import RowLine, failed_passages, quotation_lines, row_lines
from extractor.outputs.reading import (
    Reading,
    by_need,
    need_of,
    reading_of,
    word_of,
    word_of_fact,
)
from extractor.outputs.visible import one_line, shortened
from extractor.outputs.words import (
    ASCII_MARKS,
    ASCII_SIGN,
    FIELD,
    NEED_COUNT,
    NEED_TITLE,
    NOTHING_FOUND,
    SIGN,
    SLIPS_TITLE,
    STORY_TITLE,
    STORY_WORDS,
    Need,
    State,
)
from extractor.schemas.fact import Fact
from extractor.schemas.finding import Finding
from extractor.schemas.report import Report

if TYPE_CHECKING:
    from extractor.scanning.document import Scan

_STYLE: dict[State, str] = {
    "differs": "bold red",
    "not in sources": "bold",
    "not checked": "yellow",
    "matches": "green",
    "unclaimed": "blue",
    "set aside": "dim",
}
_NEED_STYLE: dict[Need, str] = {
    "fix": "bold red",
    "look": "yellow",
    "match": "green",
    "absent": "bold",
}
_LONGEST_QUOTE = 400
_LONGEST_LIST = 200
_LABEL_WIDTH = 8


def report_text(report: Report, *, width: int = 80) -> str:
    """What `print_report` prints, without colour."""
    file = StringIO()
    print_report(Console(file=file, width=width, color_system=None, force_terminal=False), report)
    return file.getvalue()


def print_report(console: Console, report: Report) -> None:
    """The whole report, `Compared with: …` first."""
    reading = Reading(report)
    print_head(console, reading, reading.needs)
    print_eye(console, reading.for_an_eye, reading)
    if not reading.for_an_eye and not reading.failed:
        put_title(console, STORY_TITLE)
        _hang(console, "  ", Text(NOTHING_FOUND))
    put_title(console, "Facts")
    if not report.facts:
        without = " No model was asked." if report.run.model == "none" else ""
        _hang(console, "  ", Text(f"No facts.{without}"))
    for fact in report.facts:
        print_fact(console, fact, reading.findings_of(fact))
    _ledger(console, reading)
    if reading.slips_line is not None:
        put_title(console, SLIPS_TITLE)
        _hang(console, "  ", Text(f"{reading.slips_line} --format html and json list each."))


def print_head(console: Console, reading: Reading, needs: Counter[Need]) -> None:
    """What was compared with what, the story's name, and how much asks for what."""
    _compared(console, reading.report.compared_with)
    name = one_line(reading.report.document.name or "")
    if name:
        _hang(console, "", Text(name, style="bold"))
    _hang(console, "", _counts(reading, needs))
    if reading.report.limits is not None:
        _hang(console, "", Text(reading.report.limits.line))


def print_plain(console: Console, line: str) -> None:
    """One line of ours, wrapped to the terminal."""
    _hang(console, "", Text(line))


def print_scan(
    console: Console,
    scan: Scan,
    *,
    compared_with: str = "this story only",
    findings: Iterable[Finding] = (),
) -> None:
    """What was found without a model, to be shown while the model works.

    `findings` are those of the story itself: arithmetic, dates, spelling.
    """
    _compared(console, compared_with)
    speech = sum(quotation.kind == "speech" for quotation in scan.quotations)
    found = (
        (len(scan.figures), "figure"),
        (len(scan.dates), "date"),
        (speech, "quotation"),
    )
    listed = ", ".join(counted(number, noun) for number, noun in found)
    _hang(console, "", Text(f"In the story: {listed}."))
    print_eye(console, by_need(findings), None)


def print_fact(console: Console, fact: Fact, findings: Sequence[Finding]) -> None:
    """One fact, its words in the source, and what the checks say of it."""
    word = word_of_fact(fact, findings)
    console.print()
    put_line(console, Text(one_line(fact.id), style="bold"), state_word(console, word))
    _hang(console, "  ", Text(one_line(fact.statement)))
    for figure in fact.figures:
        shown, read = one_line(figure.phrase.text), reading_of(figure)
        text = Text(shown)
        if read.casefold() not in shown.casefold():
            text.append(f" (read as {read})", style="dim")
        put_labelled(console, FIELD["figure"], text)
    dates = ", ".join(date.iso for date in fact.dates if date.iso)
    for field, value in fact.details.items():
        text = Text(one_line(value))
        if field == "when" and dates and dates != value:
            text.append(f" ({dates})", style="dim")
        own = [f for f in findings if f.field == field]
        if own and word_of(own) != "matches":
            text.append("  ").append_text(state_word(console, word_of(own)))
        put_labelled(console, FIELD[field], text)
    quote = shortened(fact.quote, _LONGEST_QUOTE)
    if fact.worded_by == "story":
        put_labelled(console, "source", Text(STORY_WORDS, style="dim"))
    elif fact.grounding == "unlocated":
        put_labelled(console, "source", Text(f"does not have these words: “{quote}”", style="bold"))
    else:
        many = f" (in {len(fact.places)} places)" if fact.grounding == "ambiguous" else ""
        put_labelled(console, "source", Text(f"“{quote}”{many}"))
    for finding in findings:
        if need_of(finding) != "match":
            line = Text().append_text(state_word(console, finding.word)).append(": ")
            put_labelled(console, "", line.append(one_line(finding.message)))


def print_eye(console: Console, findings: Sequence[Finding], reading: Reading | None) -> None:
    """The passages that failed, and the findings under the heading of what they need.

    Without a reading, no paragraphs are given.
    """
    if reading is not None and reading.failed:
        put_title(console, "Failed")
        for passage in failed_passages(reading):
            reason = f": {one_line(passage.reason)}" if passage.reason else ""
            words = f"Passage {passage.number} ({passage.paragraphs}): {passage.what}{reason}"
            _hang(console, "  ", Text(words))
    heading: Need | None = None
    for finding in findings:
        need = need_of(finding)
        if need != heading:
            heading = need
            put_title(console, NEED_TITLE[need], _NEED_STYLE[need])
        _hang(console, f"  {_sign(console, finding.word)} ", Text(one_line(finding.message)))
        place = reading.place_of(finding) if reading else finding.span
        said = [finding.word, finding.fact, finding.check]
        if place is not None and reading is not None:
            said.insert(2, f"paragraph {reading.paragraph_number(place.start)}")
        _hang(console, "    ", Text(" · ".join(one_line(s) for s in said if s), style="dim"))


def _compared(console: Console, compared_with: str) -> None:
    _put(console, Text(f"Compared with: {one_line(compared_with)}"))


def _counts(reading: Reading, needs: Counter[Need]) -> Text:
    parts = [
        Text(f"{needs[need]:,} {words}", style=_NEED_STYLE[need])
        for need, words in NEED_COUNT.items()
    ]
    failed = len(reading.failed)
    if failed:
        parts.append(Text(f"{counted(failed, 'passage')} failed", style="bold red"))
    return Text(" · ").join(parts)


def _ledger(console: Console, reading: Reading) -> None:
    put_title(console, "Ledger")
    _hang(console, "  ", Text(reading.ledger_counts.line))
    groups = (
        ("unclaimed", row_lines(reading, "unclaimed")),
        ("set aside", row_lines(reading, "set_aside")),
        ("quotation", quotation_lines(reading)),
    )
    for label, lines in groups:
        _rows(console, label, lines[:_LONGEST_LIST])
        more = len(lines) - _LONGEST_LIST
        if more > 0:
            _hang(console, "    ", Text(f"and {more:,} more {label}; --format csv lists all"))


def _rows(console: Console, label: str, lines: Sequence[RowLine]) -> None:
    for line in lines:
        text = Text(f"“{shortened(line.text, 80)}”")
        said = [line.reason or line.what, f"paragraph {line.paragraph}"]
        text.append(f"  {' · '.join(one_line(s) for s in said)}", style="dim")
        _hang(console, f"  {_sign(console, line.badge.state)} {label:<10} ", text)


def put_title(console: Console, words: str, style: str = "bold") -> None:
    """A heading, after an empty line."""
    console.print()
    _put(console, Text(words, style=style))


def put_labelled(console: Console, label: str, text: Text) -> None:
    """A label, and what it names beside it."""
    _hang(console, f"    {label:<{_LABEL_WIDTH}} ", text)


def put_line(console: Console, *parts: Text) -> None:
    """What there is of these, on one line if it fits."""
    _hang(console, "", Text("  ").join(part for part in parts if part.plain))


def _hang(console: Console, prefix: str, text: Text) -> None:
    """The text wrapped to the terminal, each line after the first as far in as the first."""
    indent = " " * len(prefix)
    width = max(20, console.width - len(prefix))
    for number, line in enumerate(text.wrap(console, width, overflow="fold")):
        line.rstrip()
        lead = Text(prefix if number == 0 else indent)
        _put(console, lead.append_text(line))


def _put(console: Console, line: Text) -> None:
    """One line, in the characters that the terminal has."""
    if not console.encoding.startswith("utf"):
        # One character for one, so that the styles stay where they are.
        plain = line.plain.translate(ASCII_MARKS)
        line.plain = plain.encode(console.encoding, "replace").decode(console.encoding)
    console.print(line, soft_wrap=True)


def state_word(console: Console, word: State) -> Text:
    """The sign and the word of a verdict."""
    return Text(f"{_sign(console, word)} {word}", style=_STYLE[word])


def _sign(console: Console, state: State) -> str:
    signs = SIGN if console.encoding.startswith("utf") else ASCII_SIGN
    return signs[state]
