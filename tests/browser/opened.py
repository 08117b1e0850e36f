"""A page in a browser, and all that it says and asks for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

LOW_CONTRAST = """() => {
          const parse = c => c.match(/[\\d.]+/g).map(Number);
          const lin = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
          const lum = ([r, g, b]) => 0.2126 * lin(r) + 0.7152 * lin(g) + 0.0722 * lin(b);
          const ground = e => {
            for (; e; e = e.parentElement) {
              const c = parse(getComputedStyle(e).backgroundColor);
              if (c.length === 3 || c[3] === 1) return c;
            }
          };
          const low = [];
          for (const e of document.querySelectorAll('body *')) {
            const own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
            if (!own || e.closest('script, svg')) continue;
            const a = lum(parse(getComputedStyle(e).color)), b = lum(ground(e));
            const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (ratio < 4.5) low.push(`${e.className} ${ratio.toFixed(2)}`);
          }
          return low;
        }"""
"""A script that gives the elements whose words have a contrast below 4.5 on what is behind them."""


class Opened:
    """A page of a report, and all that it said and asked for."""

    def __init__(self, browser: Any, folder: Path, html: str, **context: Any) -> None:
        self.file = folder / "page.html"
        self.file.write_text(html, encoding="utf-8", newline="")
        options = {"viewport": {"width": 1300, "height": 900}, "reduced_motion": "reduce"}
        self.context = browser.new_context(**{**options, **context})
        self.page = self.context.new_page()
        self.page.set_default_timeout(180_000)
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(self.file.as_uri())

    def mark(self, words: str) -> Any:
        """The first mark on the story with these words."""
        return self.page.locator(".story .m").filter(has_text=words).first

    def chosen(self) -> list[str]:
        """The ids of what is chosen."""
        found: list[str] = self.page.eval_on_selector_all(".chosen", "all => all.map(e => e.id)")
        return found

    def lit(self) -> list[str]:
        """The words of the story that are lit."""
        found: list[str] = self.page.eval_on_selector_all(
            ".story .lit", "all => all.map(e => e.textContent)"
        )
        return found

    def is_in_view(self, selector: str) -> bool:
        """Whether the middle of the first such element is on the screen and inside its pane."""
        return bool(
            self.page.eval_on_selector(
                selector,
                """e => {
                  const box = e.getBoundingClientRect();
                  const pane = e.closest('.pane').getBoundingClientRect();
                  const y = box.top + Math.min(box.height, 100) / 2;
                  return y > Math.max(0, pane.top) && y < Math.min(innerHeight, pane.bottom);
                }""",
            )
        )
