"""The language whose words are in force while texts are compared.

A comparison asks for stems and nouns in many places, and all of them are of one language: that of
the text which is checked. It is set once, where a check begins, and each text that is looked up in
sets its own while its words are laid out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TypeVar

from extractor.languages.detecting import DEFAULT
from extractor.languages.language import Language, load

MadeT = TypeVar("MadeT")

_CODE: ContextVar[str] = ContextVar("language", default=DEFAULT)


def current() -> Language:
    """The language in force; `DEFAULT` where none was set."""
    return load(_CODE.get())


def by_language(make: Callable[[Language], MadeT]) -> Callable[[], MadeT]:
    """What a module makes of a language's words, such as patterns, made once for each language.

    The function that comes back gives it for the language in force.
    """

    @cache
    def made(code: str) -> MadeT:
        return make(load(code))

    return lambda: made(_CODE.get())


@contextmanager
def in_language(code: str) -> Iterator[Language]:
    """While the block runs, the words of this language are in force."""
    token = _CODE.set(code)
    try:
        yield load(code)
    finally:
        _CODE.reset(token)
