"""The language whose words are in force while texts are compared.

A comparison asks for stems and nouns in many places, and all of them are of one language: that of
the text which is checked. It is set once, where a check begins, and each text that is looked up in
sets its own while its words are laid out.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from extractor.languages.detecting import DEFAULT
from extractor.languages.language import Language, load

_CODE: ContextVar[str] = ContextVar("language", default=DEFAULT)


def current() -> Language:
    """The language in force; `DEFAULT` where none was set."""
    return load(_CODE.get())


@contextmanager
def in_language(code: str) -> Iterator[Language]:
    """While the block runs, the words of this language are in force."""
    token = _CODE.set(code)
    try:
        yield load(code)
    finally:
        _CODE.reset(token)
