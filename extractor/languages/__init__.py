"""Languages as data: a folder a language, tables over what the Unicode CLDR already knows.

`load("en")` reads the TOML tables of `languages/en`, checks them, and adds month, currency and
unit names from Babel; `detect` says which language a text is in. Nothing under `scanning/` holds a
word of a language, or names one: a text has its code with it, or is read in `DEFAULT`.
"""

from __future__ import annotations

from extractor.languages.detecting import (
    DEFAULT,
    checked_language,
    known_languages,
    language_of,
    shown_language,
    with_language,
)
from extractor.languages.language import Language, load

__all__ = [
    "DEFAULT",
    "Language",
    "checked_language",
    "known_languages",
    "language_of",
    "load",
    "shown_language",
    "with_language",
]
