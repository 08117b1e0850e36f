"""No acknowledged decision is changed by anybody who had not seen it, whatever happens between."""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from review.conftest import fresh_database
from review.walks import DeskWalk

FEW = settings(
    max_examples=4,
    stateful_step_count=15,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def test_walks_over_a_desk_change_nothing_unseen(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Two editors, worksheets, drafts, claims and kills: what was acknowledged stays or is seen."""

    def database() -> str:
        if kind == "postgresql":
            return fresh_database(request.getfixturevalue("postgres_template"))
        file = tmp_path / f"{uuid4().hex}.sqlite"
        shutil.copy(request.getfixturevalue("migrated"), file)
        return f"sqlite:///{file}"

    walk = type("Walk", (DeskWalk,), {"database": staticmethod(database)})
    run_state_machine_as_test(walk, settings=FEW)
