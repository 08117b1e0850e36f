"""A model's reading of a draft on the command line: its progress, and what is kept if it ends
early."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.cli.live import Lines, Live
from extractor.counting import counted
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


class _Lines(Lines):
    """A line for each answer."""

    def show_checked(self, event: Checked) -> None:
        from extractor.outputs.reading import Needs
        from extractor.outputs.words import NEED_COUNT

        self._asked = event.questions
        needs = Needs(event.report.findings).needs
        counts = ", ".join(f"{needs[need]:,} {words}" for need, words in NEED_COUNT.items())
        name = event.report.document.name or "draft"
        self._say(f"{name}: {counts}; {counted(event.questions, 'sentence')} for the model")

    def show_sentence(self, event: SentenceRead) -> None:
        self._done += 1
        self._say(f"sentence {self._done} of {self._asked}: {_said(event)}")


class _Live(Live):
    """On a terminal: what the checks say at once, a count below it, and the latest answer."""

    def __enter__(self) -> None:
        self._last = ""
        super().__enter__()

    def show_checked(self, event: Checked) -> None:
        from extractor.outputs.draft import print_draft

        self._asked = event.questions
        with self._aside() as console, console.capture() as captured:
            print_draft(console, event.report.model_copy(update={"opinion": None}))
        self._head = captured.get()
        self._draw()

    def show_sentence(self, event: SentenceRead) -> None:
        from extractor.outputs.visible import shortened

        self._done += 1
        self._wait = ""
        self._last = f"“{shortened(event.reading.span.text, 60)}”: {_said(event)}"
        self._draw()

    def _draw(self) -> None:
        from rich.text import Text

        from extractor.outputs.visible import one_line

        count = f"Asking the model: {self._done} of {self._asked} sentences read"
        self._show(f"{count}; Ctrl-C keeps what is there", Text(one_line(self._last)))
