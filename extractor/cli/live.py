"""How a command shows that a model is at work: a line for each step, or a terminal redrawn."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, RenderableType


class Lines:
    """A line for each step, for logs and pipes."""

    def __enter__(self) -> None:
        self._asked = self._done = 0

    def __exit__(self, *_: object) -> None:
        pass

    def show_wait(self, line: str) -> None:
        """Say what is waited for."""
        self._say(line)

    def _say(self, line: str) -> None:
        from extractor.outputs.visible import one_line

        print(one_line(line), file=sys.stderr, flush=True)


class Live:
    """On a terminal: a head, a count below it and what came last; gone at the end.

    After a failure it stays, for it is all there is.
    """

    def __enter__(self) -> None:
        from rich.console import Console
        from rich.live import Live as Region

        self._region = Region(console=Console(stderr=True), transient=True, refresh_per_second=4)
        self._head = self._wait = ""
        self._asked = self._done = 0
        self._region.__enter__()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._region.transient = kind is None
        self._region.__exit__(None, None, None)

    def show_wait(self, line: str) -> None:
        """Say what is waited for, behind the count."""
        self._wait = f" · {line}"
        self._draw()

    def _draw(self) -> None:
        raise NotImplementedError

    def _show(self, count: str, *below: RenderableType) -> None:
        """Draw the head, the count with what is waited for, and what comes below."""
        from rich.console import Group
        from rich.text import Text

        head = Text.from_ansi(self._head.rstrip("\n"))
        self._region.update(Group(head, Text(), Text(f"{count}{self._wait}"), *below), refresh=True)

    def _aside(self) -> Console:
        """A console that is not the live one: what is captured there would be redrawn as well."""
        from rich.console import Console

        width = self._region.console.width
        return Console(width=width, force_terminal=True, legacy_windows=False)
