"""What is shown on stderr while the model works."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

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


def _number(count: int, noun: str) -> str:
    """ "1 fact", "2 facts"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


class _Lines:
    def __enter__(self) -> None:
        self._asked = self._done = 0

    def __exit__(self, *_: object) -> None:
        pass

    def show_scan(self, event: Scanned) -> None:
        self._asked = event.passages
        scan = event.scan
        self._say(
            f"{event.document.name or 'story'}: {_number(len(scan.figures), 'figure')}, "
            f"{_number(len(scan.dates), 'date')}, {_number(len(scan.quotations), 'quotation')}; "
            f"{_number(event.passages, 'passage')} to read"
        )

    def show_passage(self, event: PassageDone) -> None:
        self._done += 1
        what = event.outcome.reason or _number(len(event.facts), "fact")
        self._say(f"passage {self._done} of {self._asked}: {what}")

    def show_wait(self, line: str) -> None:
        self._say(line)

    def _say(self, line: str) -> None:
        from extractor.outputs.visible import one_line

        print(one_line(line), file=sys.stderr, flush=True)


class _Live:
    """The same on a terminal, redrawn in place and gone at the end."""

    def __enter__(self) -> None:
        from rich.console import Console
        from rich.live import Live

        self._live = Live(console=Console(stderr=True), transient=True, refresh_per_second=4)
        self._head = ""
        self._asked = self._done = 0
        self._wait = ""
        self._latest: deque[str] = deque(maxlen=SHOWN_FACTS)
        self._live.__enter__()

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        # After a failure what was found so far is all there is: it stays.
        self._live.transient = kind is None
        self._live.__exit__(None, None, None)

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

    def show_wait(self, line: str) -> None:
        self._wait = f" · {line}"
        self._draw()

    def _aside(self) -> Console:
        """A console that is not the live one: what is captured there would be redrawn as well."""
        from rich.console import Console

        live = self._live.console
        return Console(width=live.width, force_terminal=True, legacy_windows=False)

    def _draw(self) -> None:
        from rich.console import Group
        from rich.text import Text

        head = Text.from_ansi(self._head.rstrip("\n"))
        count = Text(f"Asking the model: {self._done} of {self._asked} passages done{self._wait}")
        facts = [Text.from_ansi(fact.rstrip("\n")) for fact in self._latest]
        self._live.update(Group(head, Text(), count, *facts), refresh=True)
