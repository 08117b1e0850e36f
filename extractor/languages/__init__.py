"""Languages as data: a folder a language, tables over what the Unicode CLDR already knows.

`load("en")` reads the TOML tables of `languages/en`, checks them, and adds month, currency and
unit names from Babel. Nothing under `scanning/` holds a word of a language.
"""

from __future__ import annotations

from extractor.languages.language import Language, load

__all__ = ["Language", "load"]
