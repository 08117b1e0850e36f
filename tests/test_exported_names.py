"""What `import extractor` shows."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import extractor
import extractor.batch

HEAVY = ("openai", "instructor", "xllamacpp", "huggingface_hub", "genai_prices")


@pytest.mark.parametrize("package", [extractor, extractor.batch])
def test_all_lists_what_the_package_shows(package: ModuleType) -> None:
    """`__all__` is sorted, each name is there, and a type checker is shown the same names."""
    tree = ast.parse(Path(package.__file__ or "").read_text("utf-8"))
    shown_to_checkers = {
        alias.name
        for block in tree.body
        if isinstance(block, ast.If)  # `if TYPE_CHECKING`
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert package.__all__ == sorted(shown_to_checkers)
    assert all(getattr(package, name).__name__ == name for name in package.__all__)
    assert set(package.__all__) <= set(dir(package))
    with pytest.raises(AttributeError, match=f"{package.__name__}.* no attribute 'nothing'"):
        _ = package.nothing


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
