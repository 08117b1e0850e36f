"""A model's reading of a draft on the command line: its progress, and what is kept if it ends
early."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.errors import ExtractorError, UsageError

if TYPE_CHECKING:
    from extractor.opinion.drafts import Checked, DraftEvent, SentenceRead
    from extractor.schemas.report import DraftReport


@dataclass(frozen=True, slots=True)
class Heard:
    """The report, as far as it came."""

    report: DraftReport
    was_interrupted: bool = False
    error: ExtractorError | None = None
    """Why the model was not asked to the end."""


def listen(events: AsyncGenerator[DraftEvent, None]) -> Heard:
    """Follow a reading to its end, to Ctrl-C or to a failure; what the checks say is never lost.

    Raises:
        ExtractorError: there is no report of the checks yet.
    """
    return asyncio.run(_listen(events))


async def _listen(events: AsyncGenerator[DraftEvent, None]) -> Heard:
    from extractor.llm.waits import Waits, heard_by
    from extractor.opinion.drafts import Checked

    view: _Live | _Lines = _Live() if sys.stderr.isatty() else _Lines()
    report: DraftReport | None = None
    with view, heard_by(Waits(view.show_wait)):
        try:
            async with aclosing(events):
                async for event in events:
                    report = event.report
                    if isinstance(event, Checked):
                        view.show_checked(event)
                    else:
                        view.show_sentence(event)
        except asyncio.CancelledError:
            if report is None:
                raise
            return Heard(report, was_interrupted=True)
        except UsageError:
            raise
        except ExtractorError as error:
            if report is None:
                raise
            return Heard(report, error=error)
    assert report is not None
    return Heard(report)


def _said(event: SentenceRead) -> str:
    """What came of a sentence, in a few words."""
    reading = event.reading
    return reading.reason or (reading.verdict or "").replace("_", " ")


class _Lines:
    """A line for each answer."""

    def __enter__(self) -> None:
        self._asked = self._done = 0

    def __exit__(self, *_: object) -> None:
        pass

    def show_checked(self, event: Checked) -> None:
        from extractor.outputs.reading import Needs
        from extractor.outputs.words import NEED_COUNT

        self._asked = event.questions
        needs = Needs(event.report.findings).needs
        counts = ", ".join(f"{needs[need]:,} {words}" for need, words in NEED_COUNT.items())
        noun = "sentence" if event.questions == 1 else "sentences"
        name = event.report.document.name or "draft"
        self._say(f"{name}: {counts}; {event.questions:,} {noun} for the model")

    def show_sentence(self, event: SentenceRead) -> None:
        self._done += 1
        self._say(f"sentence {self._done} of {self._asked}: {_said(event)}")

    def show_wait(self, line: str) -> None:
        self._say(line)

    def _say(self, line: str) -> None:
        from extractor.outputs.visible import one_line

        print(one_line(line), file=sys.stderr, flush=True)


class _Live:
    """On a terminal: what the checks say at once, and a count below it; gone at the end."""

    def __enter__(self) -> None:
        from rich.console import Console
        from rich.live import Live

        self._live = Live(console=Console(stderr=True), transient=True, refresh_per_second=4)
        self._head = self._last = self._wait = ""
        self._asked = self._done = 0
        self._live.__enter__()

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        self._live.transient = kind is None
        self._live.__exit__(None, None, None)

    def show_checked(self, event: Checked) -> None:
        from rich.console import Console

        from extractor.outputs.draft import print_draft

        self._asked = event.questions
        # A console that is not the live one: what is captured there would be redrawn as well.
        aside = Console(width=self._live.console.width, force_terminal=True, legacy_windows=False)
        with aside.capture() as captured:
            print_draft(aside, event.report.model_copy(update={"opinion": None}))
        self._head = captured.get()
        self._draw()

    def show_sentence(self, event: SentenceRead) -> None:
        from extractor.outputs.visible import shortened

        self._done += 1
        self._wait = ""
        self._last = f"“{shortened(event.reading.span.text, 60)}”: {_said(event)}"
        self._draw()

    def show_wait(self, line: str) -> None:
        self._wait = f" · {line}"
        self._draw()

    def _draw(self) -> None:
        from rich.console import Group
        from rich.text import Text

        from extractor.outputs.visible import one_line

        head = Text.from_ansi(self._head.rstrip("\n"))
        count = Text(
            f"Asking the model: {self._done} of {self._asked} sentences read; "
            f"Ctrl-C keeps what is there{self._wait}"
        )
        self._live.update(Group(head, Text(), count, Text(one_line(self._last))), refresh=True)
