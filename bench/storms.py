"""Batches in storms: `python bench/storms.py --storms 300 --seed N`.

Each storm runs the command on a small input and disturbs it: kills, outages, quotas, slow and
broken answers, full disks, changed flags, as tests/batch/storms.py says; then it is calm, and the
result must be that of a run that nothing disturbed. `--kinds` chooses what may happen.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from batch.storms import main

if __name__ == "__main__":
    sys.exit(main())
