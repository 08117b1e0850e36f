"""Desks behind a socket on loopback, and a page of them in a browser."""

from __future__ import annotations

import threading
import time
from importlib.resources import files
from pathlib import Path
from typing import Any

from extractor.batch.audit import draw_sample
from extractor.batch.store import RunStore
from extractor.review.audit_pages import create_audit_app
from extractor.review.auditing import Audit
from extractor.review.desk import Desk
from extractor.review.safety import rules_for
from extractor.review.serving import DeskServer, PageServer

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

SIZES: dict[str, dict[str, Any]] = {
    "wide": {},
    "dark": {"color_scheme": "dark"},
    "phone": {"viewport": {"width": 360, "height": 740}},
}
"""How a page may be looked at, for `Tab`."""

_LOCAL = rules_for("127.0.0.1", token=None)


class Answering:
    """A server that answers until it is stopped."""

    def __init__(self, server: PageServer) -> None:
        self._server = server
        self.address = f"http://127.0.0.1:{server.port}"
        self._thread = threading.Thread(target=server.serve_until_stopped, daemon=True)
        self._thread.start()
        until = time.monotonic() + 600
        while not server.started:
            assert time.monotonic() < until
            time.sleep(0.01)

    def stop(self) -> None:
        """Stop answering."""
        self._server.should_exit = True
        self._thread.join(10)


class Served(Answering):
    """A review desk that answers until it is stopped."""

    def __init__(self, desk: Desk, port: int = 0) -> None:
        self.desk = desk
        super().__init__(DeskServer(desk, _LOCAL, host="127.0.0.1", port=port))


class ServedAudit(Answering):
    """The audit of a store that answers until it is stopped."""

    def __init__(self, path: Path, judge: str = "ann", size: int = 200) -> None:
        self._store = RunStore(path, read_only=True)
        self.audit = Audit(self._store, draw_sample(self._store, size), judge)
        app = create_audit_app(self.audit, _LOCAL)
        super().__init__(PageServer(app, host="127.0.0.1", port=0))

    def stop(self) -> None:
        """Stop answering, and close the store."""
        super().stop()
        self._store.close()

    def words(self) -> list[str | None]:
        """What the judge says of each item, as the store has it."""
        return [each.said.judged if each.said else None for each in self.audit.listed()]


class Tab:
    """A page in a browser, and all that it complained about."""

    def __init__(self, browser: Any, **context: Any) -> None:
        options = {"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce"}
        self.context = browser.new_context(**{**options, **context})
        self.page = self.context.new_page()
        self.page.set_default_timeout(180_000)
        self.complaints: list[str] = []
        self.expected = ""
        """A word of complaints that belong to what is tested; empty for none."""
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def unexpected(self) -> list[str]:
        """The complaints that do not belong to what is tested."""
        return [c for c in self.complaints if not self.expected or self.expected not in c]

    def open(self, address: str) -> None:
        """Go there, and wait until the page's script has begun."""
        self.page.goto(address)
        if self.page.evaluate("document.body.classList.contains('desk')"):
            self.page.wait_for_selector("html.js")

    def press(self, *keys: str) -> None:
        """Press these keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def row(self, words: str) -> Any:
        """The row of the fact with these words."""
        return self.page.locator(".list-pane li.item").filter(
            has=self.page.locator(f'a.words:text-is("{words}")')
        )

    def status(self, words: str) -> str:
        """What the page shows as the status of a fact."""
        return str(self.row(words).locator(".line .st-word").inner_text())

    def wait(self, condition: str) -> None:
        """Wait until this is true in the page.

        Playwright's own waiting evaluates strings, which the page's policy forbids.
        """
        until = time.monotonic() + 600
        while not self.page.evaluate(condition):
            assert time.monotonic() < until, condition
            self.page.wait_for_timeout(20)

    def broken_rules(self) -> list[str]:
        """The rules of accessibility that the page breaks, and where."""
        script = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
        self.page.evaluate(script)
        found = self.page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", WCAG)
        return [
            f"{rule['id']}: {node['target']} {node['failureSummary']}"
            for rule in found["violations"]
            for node in rule["nodes"][:3]
        ]
