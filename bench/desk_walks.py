"""Walks over the review desk: does it ever change what was acknowledged, unseen by the writer?

    python bench/desk_walks.py --walks 300 [--steps 20] [--served 5] [--seed 1] [--database URL]

A walk is drawn by hypothesis: two editors with stale views decide by key, JSON and form, claim,
take over, sign and unsign; worksheets old and new go out and come back; drafts and sources come
in; and one of two desks on one database is killed and started again. The record of what was
acknowledged is the model, and after every step both have to agree. With --served so many further
walks are over a desk in a process of its own, which `kill -9` ends, also while it saves.

Prints walks, steps and violations; the first violation is shown with the steps that lead to it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import httpx2
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test
from review.desks import DeskClient
from review.test_killed_desk import Process
from review.walks import EDITORS, DeskWalk, Violation, facts


class ServedWalk(DeskWalk):
    """A walk over a desk in a process, and one in this process beside it."""

    processes: list[Process]

    def start(self, number: int) -> DeskClient:
        """The first desk is served, the second is not."""
        if number:
            return super().start(number)
        process = Process(self.url, "--example")
        self.__dict__.setdefault("processes", []).append(process)
        address = str(process.http.base_url).removesuffix("/").removesuffix("/api")
        process.http.close()
        process.http = httpx2.Client(base_url=address, trust_env=False, timeout=60)
        return DeskClient(process.http)  # type: ignore[arg-type]  # the same requests

    def kill(self, number: int) -> None:
        """With `kill -9`."""
        if number == 0:
            self.processes[-1].kill()
            self.processes[-1].close()

    def end(self) -> None:
        """End the process too."""
        self.kill(0)
        super().end()

    @rule(fact=facts, who=st.sampled_from(EDITORS), wait_ms=st.integers(0, 40))
    def kill_while_it_saves(self, fact: int, who: str, wait_ms: int) -> None:
        """The answer may not come; then the decision is there whole, or not at all."""
        self._look(who, 1)
        seen = self.seen[who]
        if not seen.items:
            return
        item = sorted(seen.items.values(), key=lambda each: each["id"])[fact % len(seen.items)]
        answers: list[Any] = []

        def save() -> None:
            try:
                answer = self.desks[0].try_decide(
                    self.key, item, "stet", initials=who, note="in the storm"
                )
            except httpx2.TransportError:
                return
            answers.append(answer)

        thread = threading.Thread(target=save)
        thread.start()
        time.sleep(wait_ms / 1000)
        self.kill(0)
        thread.join()
        self.desks[0] = self.start(0)
        now = self._item(item["id"])
        is_kept = now["version"] != item["version"]
        if answers and (answers[0].status_code == 200) != is_kept:
            raise Violation(f"answered {answers[0].status_code}, and the desk has {now}")
        if is_kept:
            if (now["status"], now["note"]) != ("stet", "in the storm"):
                raise Violation(f"half a decision: {now}")
            self._acknowledge(now, who)
            seen.items[item["id"]], seen.known[item["id"]] = now, self.known[item["id"]]


def main() -> int:
    """Walk, and print what came of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--walks", type=int, default=300)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--served", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", help="one that may be filled with stories; else SQLite")
    chosen = parser.parse_args()
    violations = 0
    with tempfile.TemporaryDirectory(prefix="desk-walks-") as folder:
        url = chosen.database or f"sqlite:///{Path(folder) / 'desk.sqlite'}"
        for kind, count in ((DeskWalk, chosen.walks), (ServedWalk, chosen.served)):
            if not count:
                continue
            walk = type("Walk", (kind,), {"database": staticmethod(lambda: url)})
            began = time.monotonic()
            try:
                run_state_machine_as_test(
                    seed(chosen.seed)(walk),
                    settings=settings(
                        max_examples=count,
                        stateful_step_count=chosen.steps,
                        deadline=None,
                        database=None,
                        phases=[Phase.generate],
                        suppress_health_check=list(HealthCheck),
                    ),
                )
            except Violation as violation:
                violations += 1
                print(f"violation: {violation}", *getattr(violation, "__notes__", ()), sep="\n")
            took = time.monotonic() - began
            name = "kill -9" if kind is ServedWalk else "two desks"
            print(
                f"{name}: {walk.walks} walks, {walk.steps} steps, {violations} violations "  # type: ignore[attr-defined]  # a walk has both
                f"in {took:.0f} s",
                flush=True,
            )
    return 1 if violations else 0


if __name__ == "__main__":
    raise SystemExit(main())
