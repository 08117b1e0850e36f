"""Packages that only some outputs need, imported when they are."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from extractor.errors import OptionError

_PIP_NAME = {"docx": "python-docx", "openpyxl": "openpyxl", "pyarrow": "pyarrow"}


def import_extra(name: str, output: str) -> Any:
    """The module of a package of the extra `documents`.

    Raises:
        OptionError: it is not installed; `output` says what wanted it.
    """
    try:
        return import_module(name)
    except ImportError:
        package = _PIP_NAME[name.partition(".")[0]]
        raise OptionError(
            f"{output} needs {package}, which is not installed: "
            "pip install 'fact-extractor[documents]'"
        ) from None
