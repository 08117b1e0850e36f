"""What `import extractor` shows."""

from __future__ import annotations

import subprocess
import sys
from types import ModuleType

import pytest

import extractor

HEAVY = ("openai", "instructor", "xllamacpp", "huggingface_hub")


def test_all_lists_what_the_package_shows():
    """`__all__` is sorted and names just the public classes and functions of the package."""
    shown = {
        name
        for name, value in vars(extractor).items()
        if not name.startswith("_") and not isinstance(value, ModuleType)
    }
    assert extractor.__all__ == sorted(shown)


@pytest.mark.parametrize(
    "code",
    ["import extractor", "import sys; sys.argv[1:] = ['check', '--help']; from extractor.cli import main; main()"],
)
def test_model_side_is_not_loaded(code: str):
    """Neither the import nor `extractor check --help` loads an SDK or the embedded model."""
    probe = (
        "import sys, atexit\n"
        f"atexit.register(lambda: print('LOADED', [m for m in {HEAVY!r} if m in sys.modules]))\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", probe + code], capture_output=True, text=True, check=True
    )
    assert "LOADED []" in result.stdout
