"""Web addresses in what editors note, as links; everything else stays text."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from extractor.outputs.visible import visible

_ADDRESS = re.compile(r"(?<![^\W_])https?://[^\s<>\"'“”‘’`\\^{}|]+", re.IGNORECASE)
_BEHIND = ".,;:!?…*_"
_PAIRS = {")": "(", "]": "["}


def with_links(text: str) -> Markup:
    """The text escaped and made visible, with each http or https address in it a link.

    An address without a host, with a user's name before the host, or with characters that a
    screen does not show as they are stays text: it would lead elsewhere than it seems to.
    """
    made: list[Markup] = []
    at = 0
    for found in _ADDRESS.finditer(text):
        address = _without_punctuation(found[0])
        if not _is_plain(address):
            continue
        end = found.start() + len(address)
        made.append(escape(visible(text[at : found.start()])))
        made.append(
            Markup('<a class="noted-link" href="{0}" target="_blank" rel="{1}">{0}</a>').format(
                address, "noopener noreferrer"
            )
        )
        at = end
    made.append(escape(visible(text[at:])))
    return Markup("").join(made)


def _without_punctuation(address: str) -> str:
    """Without what belongs to the sentence around it."""
    while address:
        last = address[-1]
        is_closing = last in _PAIRS and address.count(last) > address.count(_PAIRS[last])
        if last not in _BEHIND and not is_closing:
            break
        address = address[:-1]
    return address


def _is_plain(address: str) -> bool:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    return bool(parts.hostname) and "@" not in parts.netloc and visible(address) == address
