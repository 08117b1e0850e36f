"""Takes the pictures of the README and the documentation: `python docs/make_pictures.py`.

Needs Playwright and a Chromium (`EXTRACTOR_CHROMIUM` names another than the one on the path).
Both pictures show the project's own examples, checked and opened by the commands themselves.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

DOCS = Path(__file__).parent
EXAMPLES = DOCS.parent / "examples"
SIZE = {"width": 1400, "height": 900}
_EXTRACTOR = [sys.executable, "-m", "extractor"]


def main() -> None:
    """Take both pictures and put them beside this script."""
    chromium = os.environ.get("EXTRACTOR_CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE, reduced_motion="reduce")
        take_report(page, Path(folder))
        with serving_desk(Path(folder)) as address:
            take_desk(page, address)
        browser.close()


def take_report(page: Any, folder: Path) -> None:
    """The page of a checked draft, with its first finding chosen."""
    report = folder / "report.html"
    draft, source = EXAMPLES / "ferry-draft.txt", EXAMPLES / "ferry-collision.txt"
    command = [*_EXTRACTOR, "check", str(draft), "--against", str(source), "-o", str(report)]
    subprocess.run(command, check=True)
    page.goto(report.as_uri())
    page.keyboard.press("j")
    page.screenshot(path=DOCS / "page.png")


def take_desk(page: Any, address: str) -> None:
    """The desk with its example: two facts are marked wrong, and the next is chosen."""
    page.goto(address)
    page.wait_for_selector("[data-count=fix]")  # the checks have ended
    page.reload()
    page.wait_for_selector("html.js body.desk")
    for _ in range(2):
        chosen = page.locator("li.chosen").get_attribute("id")
        page.keyboard.press("r")
        page.wait_for_selector(f"#{chosen}.saved-now")
    page.wait_for_selector("#source .none", state="detached")
    page.screenshot(path=DOCS / "desk.png")


@contextlib.contextmanager
def serving_desk(folder: Path) -> Iterator[str]:
    """The address of a desk with the example on it, for as long as the block runs."""
    database = f"sqlite:///{folder / 'desk.sqlite'}"
    options = ["--no-browser", "--port", "0", "--initials", "MW", "--database", database]
    command = [*_EXTRACTOR, "review", "--example", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as desk:
        try:
            assert desk.stderr
            yield next(
                word for line in desk.stderr for word in line.split() if word.startswith("http")
            )
        finally:
            desk.terminate()


if __name__ == "__main__":
    main()
