"""Which release this is."""

from __future__ import annotations

from importlib.metadata import version

__version__: str = version("fact-extractor")
