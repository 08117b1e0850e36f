"""A desk as its tests speak to it."""

from __future__ import annotations

import time
from typing import Any

from starlette.testclient import TestClient

DRAFT = """\
Forty hurt as crane falls at Brackwater dock

BRACKWATER, May 4, 2026 — A crane carrying 12 tonnes of steel fell on Monday, injuring 40 workers, \
the port authority said. Nobody was killed.

“We heard a crack and ran,” said Piet Lund, a docker. The port handles 3.4 million tonnes a year.
"""

SOURCE = """\
BRACKWATER, May 4, 2026 — A crane with a load of 12 tonnes of steel fell on Monday. At least 40 \
workers were hurt, the port authority said. Nobody was killed.

“We heard a crack and ran,” said Piet Lund, a docker.
"""

SECOND = DRAFT.replace("injuring 40 workers", "injuring at least 40 workers")
"""The draft with one sentence changed."""


class DeskClient:
    """Requests to a desk, and short words for the usual ones."""

    def __init__(self, http: TestClient) -> None:
        self.http = http

    def open(self, draft: str = DRAFT, *sources: str, title: str = "") -> str:
        """Put a story on the desk; gives its key."""
        given = {
            "draft": {"text": draft, "name": "draft.txt"},
            "sources": [
                {"text": text, "name": f"source-{n}.txt"} for n, text in enumerate(sources, 1)
            ],
            "title": title,
            "initials": "AB",
        }
        return self.checked(str(self.ok(self.http.post("/api/stories", json=given))["key"]))

    def checked(self, key: str) -> str:
        """The key again, when the checks have ended: on a busy machine the desk answers before."""
        until = time.monotonic() + 600
        while True:
            runs = self.story(key)["story"]["runs"]
            if any(run["kind"] == "checks" and run["state"] != "running" for run in runs):
                return key
            assert time.monotonic() < until
            time.sleep(0.02)

    def ok(self, answer: Any) -> Any:
        """The JSON of an answer that is one."""
        assert answer.status_code < 300, answer.text
        return answer.json()

    def get(self, path: str) -> Any:
        """The JSON of a page."""
        return self.ok(self.http.get(f"/api{path}"))

    def story(self, key: str) -> Any:
        """A story, its text and its facts."""
        return self.get(f"/stories/{key}")

    def items(self, key: str) -> list[Any]:
        """The facts to be checked."""
        return [item for item in self.story(key)["items"] if item["aside"] is None]

    def item(self, key: str, words: str) -> Any:
        """The first fact with these words."""
        return next(item for item in self.story(key)["items"] if words in item["words"])

    def try_decide(self, key: str, item: Any, status: str | None = "confirmed", **more: Any) -> Any:
        """Send a decision; gives the answer, whatever it is."""
        given = {"version": item["version"], "initials": "AB", "status": status, **more}
        return self.http.post(f"/api/stories/{key}/items/{item['id']}/decision", json=given)

    def decide(self, key: str, item: Any, status: str | None = "confirmed", **more: Any) -> Any:
        """Send a decision that is taken."""
        return self.ok(self.try_decide(key, item, status, **more))

    def settle(self, key: str) -> None:
        """Confirm everything that is open."""
        for item in self.items(key):
            if item["is_open"]:
                self.decide(key, item)

    def new_draft(self, key: str, text: str) -> Any:
        """Put a new version on the desk."""
        given = {"document": {"text": text, "name": "draft.txt"}, "initials": "AB"}
        story = self.ok(self.http.post(f"/api/stories/{key}/drafts", json=given))
        self.checked(key)
        return story

    def new_source(self, key: str, text: str, name: str = "more.txt") -> None:
        """Attach a source."""
        given = {"document": {"text": text, "name": name}, "initials": "AB"}
        self.ok(self.http.post(f"/api/stories/{key}/sources", json=given))
        self.checked(key)

    def claim(self, key: str, item: Any, initials: str, act: str = "claim", **more: Any) -> Any:
        """Claim a fact, or give it back; gives the answer."""
        given = {"version": item["version"], "initials": initials, **more}
        return self.http.post(f"/api/stories/{key}/items/{item['id']}/{act}", json=given)

    def sign(self, key: str, draft: int = 1, initials: str = "AB") -> Any:
        """Try to sign; gives the answer."""
        change = self.story(key)["story"]["change"]
        path = f"/api/stories/{key}/signature?draft={draft}&change={change}"
        return self.http.post(path, json={"initials": initials})
