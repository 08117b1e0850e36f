"""Words of a story as a model may read them."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")


def promptable(text: str) -> str:
    """The text as the model may read it.

    Control characters become spaces, and the marks that chat templates are made of are broken up,
    so that a story cannot close its own turn and speak as the system.
    """
    return _CONTROL.sub(" ", text).replace("<|", "< |").replace("|>", "| >")


def on_one_line(text: str) -> str:
    """The same with every run of white space as one space."""
    return promptable(" ".join(text.split()))
