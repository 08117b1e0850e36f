"""What is shown on stderr while the model works."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from extractor.cli.live import Lines, Live
from extractor.counting import counted

if TYPE_CHECKING:
    from extractor.asking.answered import PassageDone
    from extractor.pipeline import Event, Scanned
    from extractor.schemas.report import Report

SHOWN_FACTS = 3
"""How many of the latest facts stay in sight; the report that follows has them all."""


async def follow(events: AsyncIterator[Event]) -> Report:
    """The report at the end of the events, showing the others as they come.

    On a terminal what was found without the model stands there at once, with the latest facts
    below it, and makes room for the report at the end. Elsewhere each passage is one line.
    """
    from extractor.asking.answered import PassageDone
    from extractor.llm.waits import Waits, heard_by
    from extractor.pipeline import Finished, Scanned

    view: _Live | _Lines = _Live() if sys.stderr.isatty() else _Lines()
    with view, heard_by(Waits(view.show_wait)):
        async for event in events:
            match event:
                case Scanned():
                    view.show_scan(event)
                case PassageDone():
                    view.show_passage(event)
                case Finished(report):
                    return report
    raise AssertionError("the events end with Finished")


class _Lines(Lines):
    """A line for each passage."""

    def show_scan(self, event: Scanned) -> None:
        self._asked = event.passages
        scan = event.scan
        self._say(
            f"{event.document.name or 'story'}: {counted(len(scan.figures), 'figure')}, "
            f"{counted(len(scan.dates), 'date')}, {counted(len(scan.quotations), 'quotation')}; "
            f"{counted(event.passages, 'passage')} to read"
        )

    def show_passage(self, event: PassageDone) -> None:
        self._done += 1
        what = event.outcome.reason or counted(len(event.facts), "fact")
        self._say(f"passage {self._done} of {self._asked}: {what}")


class _Live(Live):
    """The same on a terminal, with the latest facts."""

    def __enter__(self) -> None:
        self._latest: deque[str] = deque(maxlen=SHOWN_FACTS)
        super().__enter__()

    def show_scan(self, event: Scanned) -> None:
        from extractor.outputs.terminal import print_scan

        self._asked = event.passages
        with self._aside() as console, console.capture() as captured:
            print_scan(console, event.scan, findings=event.findings)
        self._head = captured.get()
        self._draw()

    def show_passage(self, event: PassageDone) -> None:
        from extractor.outputs.terminal import print_fact
        from extractor.outputs.visible import one_line

        self._done += 1
        self._wait = ""
        for fact in event.facts:
            own = [finding for finding in event.findings if finding.fact == fact.id]
            with self._aside() as console, console.capture() as captured:
                print_fact(console, fact, own)
            self._latest.append(captured.get())
        if event.outcome.reason:
            self._latest.append(one_line(f"Passage failed: {event.outcome.reason}"))
        self._draw()

    def _draw(self) -> None:
        from rich.text import Text

        facts = [Text.from_ansi(fact.rstrip("\n")) for fact in self._latest]
        self._show(f"Asking the model: {self._done} of {self._asked} passages done", *facts)
