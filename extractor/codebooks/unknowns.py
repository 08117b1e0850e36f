"""How a story says that something is not known."""

from __future__ import annotations

import re

_SAYING = (
    "say|said|know|known|clear|confirmed|determined?|established|released|disclosed?|identified"
    "|specif(?:y|ied)|give|given|available"
)
_UNKNOWN = re.compile(
    r"\b(?:unknown|unclear|uncertain|undetermined|unconfirmed|unspecified|undisclosed|unidentified"
    r"|(?:not|\w+n['’]t) (?:(?:yet|immediately|currently|been|be) ){0,3}"
    rf"(?:{_SAYING})"
    r"|no (?:word|details?|information|figures?|confirmation|indication)|yet to|remains? to be"
    r"|under investigation|investigating)\b",
    re.IGNORECASE,
)


def says_unknown(text: str) -> bool:
    """Whether the words have one of the usual ways to say so."""
    return _UNKNOWN.search(text) is not None
