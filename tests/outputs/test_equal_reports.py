"""What is written of a report is a function of the report: the same on another day and machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.outputs import FORMATS

WRITTEN = """
import hashlib, sys
from compared import bridge_report
from reports import ferry_report
from extractor.outputs import FORMATS, write_report
from extractor.outputs.annotations import annotations_json
from extractor.outputs.draft_page import draft_page

texts = {name: write_report(ferry_report(), name) for name in FORMATS}
texts["draft page"] = draft_page(bridge_report())
texts["draft annotations"] = annotations_json(bridge_report())
for name, text in texts.items():
    print(name, len(text), hashlib.sha256(text.encode()).hexdigest(), sep=":")
"""


def written(hash_seed: str, zone: str) -> dict[str, str]:
    """The length and hash of each thing written, in a process of its own."""
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "TZ": zone}
    environment["PYTHONPATH"] = str(Path(__file__).parent.parent)
    ran = subprocess.run(
        [sys.executable, "-c", WRITTEN],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(line.split(":", 1) for line in ran.stdout.splitlines())


@pytest.fixture(scope="module")
def twice() -> tuple[dict[str, str], dict[str, str]]:
    """The same reports written by two processes that order sets and reckon days differently."""
    return written("1", "Pacific/Kiritimati"), written("2", "Pacific/Pago_Pago")


@pytest.mark.parametrize("name", [*FORMATS, "draft page", "draft annotations"])
def test_equal_reports_are_written_alike(
    name: str, twice: tuple[dict[str, str], dict[str, str]]
) -> None:
    """Neither the order of a set nor the day and zone of the machine is seen in what is written."""
    one, two = twice
    assert int(one[name].split(":")[0]) > 100
    assert one[name] == two[name]
