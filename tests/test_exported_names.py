"""What `import extractor` shows."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import extractor

HEAVY = ("openai", "instructor", "xllamacpp", "huggingface_hub")


def test_all_lists_what_the_package_shows() -> None:
    """`__all__` is sorted, each name is there, and a type checker is shown the same names."""
    tree = ast.parse(Path(extractor.__file__).read_text("utf-8"))
    shown_to_checkers = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("extractor.")
        for alias in node.names
    }
    assert extractor.__all__ == sorted(shown_to_checkers)
    assert all(getattr(extractor, name).__name__ == name for name in extractor.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        extractor.nothing  # noqa: B018  # reading it is the test


@pytest.mark.parametrize(
    "code",
    [
        "import extractor",
        "import sys; sys.argv[1:] = ['check', '--help']; from extractor.cli import main; main()",
    ],
)
def test_model_side_is_not_loaded(code: str) -> None:
    """Neither the import nor `extractor check --help` loads an SDK or the embedded model."""
    probe = (
        "import sys, atexit\n"
        f"atexit.register(lambda: print('LOADED', [m for m in {HEAVY!r} if m in sys.modules]))\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", probe + code], capture_output=True, text=True, check=True
    )
    assert "LOADED []" in result.stdout
