"""The fields of what editors send: words, lines, initials, numbers."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints


def plain_words(text: str) -> str:
    """Without what no database, file or screen can carry."""
    return "".join(
        char
        for char in text
        if char in "\n\t" or (char >= " " and not "\ud800" <= char <= "\udfff")
    )


HAS_WORDS = "[^\\s\\u0000-\\u001f\\u00a0\\ufeff]"
"""A pattern that a text without words does not fit."""

Words = Annotated[str, AfterValidator(plain_words)]
Title = Annotated[
    str,
    StringConstraints(min_length=1, max_length=300, pattern=HAS_WORDS),
    AfterValidator(plain_words),
]
"""What a story is called, never nothing."""

Line = Annotated[Words, StringConstraints(max_length=300, strip_whitespace=True)]
Initials = Annotated[
    str,
    StringConstraints(
        min_length=1, max_length=40, strip_whitespace=True, pattern=r"^[^\x00-\x1f\x7f-\x9f]+$"
    ),
    AfterValidator(plain_words),
    AfterValidator(lambda text: text.strip()),
    Field(min_length=1),
]
"""Who decides: initials or a name; there are no accounts."""

Number = Annotated[int, Field(ge=1, le=2_147_483_647)]
"""The number of a row; what is larger no database has."""
