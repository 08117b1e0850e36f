"""How the review desk bears a story of 20,000 words: first paint, keys, saving.

    python bench/review.py [--words 20000] [--database URL]

Prints what the browser measured: first contentful paint from the start of the navigation, and for
each key the time from its event to the frame after it. The story is made here.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from extractor.review.desk import Desk
from extractor.review.safety import rules_for
from extractor.review.serving import DeskServer
from extractor.schemas.document import Document

NAMES = [
    "Ada Brandt",
    "Ben Okoro",
    "Carla Nunes",
    "Dov Peretz",
    "Elin Strand",
    "Farid Amini",
    "Greta Holm",
]
PLACES = ["Norvik", "Saltby", "Ostermoor", "Lindau Bay", "Caldera", "Pellworth", "Trana"]
THINGS = [
    "tonnes of grain",
    "lorries",
    "houses",
    "pupils",
    "hectares of forest",
    "passengers",
    "beds",
]

MEASURE = """
  window.took = [];
  addEventListener('keydown', () => {
    const began = performance.now();
    requestAnimationFrame(() => setTimeout(() => window.took.push(performance.now() - began)));
  }, true);
"""


def make_story(words: int, seed: int) -> str:
    """A story of about so many words, with a figure, a name or a quotation in most sentences."""
    chance = random.Random(seed)
    paragraphs = ["Harbours count what the winter took"]
    count = 0
    while count < words:
        sentences = []
        for _ in range(4):
            name, place = chance.choice(NAMES), chance.choice(PLACES)
            number = f"{chance.randrange(20, 90_000):,}"
            sentences.append(
                chance.choice(
                    (
                        f"In {place} at least {number} {chance.choice(THINGS)} were counted in "
                        f"{chance.randrange(1990, 2026)}, {name} of the county office said.",
                        f"The figure rose {chance.randrange(2, 60)} percent to {number} by the end "
                        f"of the year, and the council of {place} voted to look into it again.",
                        f"“We had not seen anything like it before {chance.randrange(3, 28)} "
                        f"January,” said {name}, who has run the depot for years.",
                        f"Nobody in {place} could say why, although the roads were open and the "
                        "weather had been mild for most of the season until then.",
                    )
                )
            )
        paragraphs.append(" ".join(sentences))
        count += len(paragraphs[-1].split())
    return "\n\n".join(paragraphs) + "\n"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--database")
    options = parser.parse_args()
    draft = make_story(options.words, seed=1)
    source = make_story(options.words // 10, seed=2)
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk.open(options.database or f"sqlite:///{Path(folder) / 'desk.sqlite'}")
        began = time.perf_counter()
        documents = [Document(text=source, name="source.txt")]
        key = desk.add_story(Document(text=draft, name="long.txt"), documents, who="AB")
        while desk.runner.is_running(key, "checks"):
            time.sleep(0.05)
        print(f"words: {len(draft.split()):,}; checked in {time.perf_counter() - began:.1f} s")
        counts = desk.view(key).counts
        print(f"facts: {counts.total:,}, of which {counts.total - counts.match:,} need an eye")
        server = DeskServer(desk, rules_for("127.0.0.1", token=None), host="127.0.0.1", port=0)
        threading.Thread(target=server.serve_until_stopped, daemon=True).start()
        while not server.started:
            time.sleep(0.01)
        _measure(f"http://127.0.0.1:{server.port}/stories/{key}")
        server.should_exit = True
        time.sleep(0.5)


def _measure(address: str) -> None:
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("bench/review.py needs Chromium: install `chromium`")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
        paints = [_paint(page, address) for _ in range(5)]
        _say("first paint", paints)
        page.wait_for_selector("html.js")
        page.fill("#initials", "AB")
        page.keyboard.press("Escape")
        page.locator("h1").click()
        page.evaluate(MEASURE)
        for name, keys in (
            ("j, next fact", "j" * 40),
            ("k, fact before", "k" * 20),
            ("a, confirm and go on", "a" * 40),
            ("A, the rest of a sentence", "A" * 20),
            ("o, only open", "oo" * 3),
        ):
            page.evaluate("window.took.length = 0")
            for each in keys:
                page.keyboard.press(each)
                page.wait_for_timeout(60)
            _say(name, page.evaluate("window.took"))
        saved = page.locator("li.saved-now").count()
        print(f"decisions answered as saved: {saved}")
        browser.close()


def _paint(page: Any, address: str) -> float:
    page.goto("about:blank")
    page.goto(address)
    found: float = page.evaluate(
        "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    )
    return found


def _say(name: str, times: list[float]) -> None:
    times = sorted(times)
    high = times[min(len(times) - 1, int(len(times) * 0.95))]
    print(
        f"{name}: median {statistics.median(times):.0f} ms, 95th {high:.0f} ms, "
        f"most {times[-1]:.0f} ms ({len(times)} times)"
    )


if __name__ == "__main__":
    main()
