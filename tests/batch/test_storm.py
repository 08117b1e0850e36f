"""A short draw of storms; `python bench/storms.py --storms 300` is the long one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from batch.storms import KINDS, draw_storm

pytestmark = pytest.mark.server


def test_a_batch_comes_through_storms_as_if_nothing_had_been(tmp_path: Path) -> None:
    """Killed, cut off, refused and full, it ends with an undisturbed run's files, and pays once."""
    ran = subprocess.run(
        [
            sys.executable,
            "-m",
            "batch.storms",
            "--storms",
            "4",
            "--seed",
            "short",
            "--keep",
            tmp_path,
        ],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_a_seed_gives_its_storm_again() -> None:
    """Storms are drawn from their seed alone, and every kind is drawn sooner or later."""
    assert draw_storm("7", KINDS) == draw_storm("7", KINDS)
    drawn = {run.kind for number in range(200) for run in draw_storm(str(number), KINDS).runs}
    assert drawn == set(KINDS)
