"""What of a page's elements a reader sees: hidden, struck and unwritten text taken out."""

from __future__ import annotations

import re
from typing import Any

from extractor.readers.parsed import lowered, raised

_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

UNSEEN = frozenset(
    {"script", "style", "template", "noscript", "noembed", "noframes", "datalist", "param"}
    | {"audio", "video", "canvas", "iframe", "embed", "object", "applet", "svg", "select"}
    | {"textarea", "progress", "meter", "rp"}
)
"""Elements without text, or whose text a browser shows only where it can do no better."""

STRUCK = frozenset({"del", "s", "strike"})
"""What the writer took back."""

UNWRAPPED = frozenset(
    {"time", "data", "abbr", "acronym", "ins", "mark", "output", "label", "map", "ruby", "rb"}
    | {"rt", "rtc", "slot", "bdi", "bdo", "dfn", "cite", "q", "math", "nobr", "wbr"}
)
"""Elements that are a part of their sentence, whatever libraries take them for."""


def show(tree: Any) -> None:
    """Change the tree to what a browser shows of it, as plain elements.

    `aria-hidden` is for screen readers: what holds paragraphs is shown all the same, and icons and
    doubled words go. A quotation gets its marks, a fraction its stroke, a reading its brackets.
    """
    gone = [element for element in tree.iter() if _is_unseen(element)]
    for element in gone:
        if element.getparent() is not None:
            element.drop_tree()
    for element in list(tree.iter("sup", "sub", "msup", "msub", "mfrac")):
        _keep_apart(element)
    for element in reversed(list(tree.iter(*UNWRAPPED))):  # the inner ones first
        _unwrap(element)


def _is_unseen(element: Any) -> bool:
    tag = element.tag
    if not isinstance(tag, str):
        return False
    if tag in UNSEEN or tag in STRUCK or tag.startswith(("annotation", "m:annotation")):
        return True
    if tag == "dialog":
        return element.get("open") is None
    hidden = element.get("hidden")
    if hidden is not None and hidden.strip().lower() != "until-found":
        return tag not in ("html", "body")
    style = element.get("style")
    if style and _UNSEEN_STYLE.search(style):
        return tag not in ("html", "body")
    if element.get("aria-hidden") == "true":
        if element.find(".//p") is None and tag != "p":
            return True
        del element.attrib["aria-hidden"]
    return False


def _keep_apart(element: Any) -> None:
    """Make the digits of a superscript other characters: 1,340 with note 1 is not 1,3401."""
    if element.tag in ("sup", "sub"):
        text = "".join(element.itertext())
        mapped = (raised if element.tag == "sup" else lowered)(text)
        if mapped != text:
            tail = element.tail
            element.clear()
            element.text, element.tail = mapped.strip(), tail
        return
    if len(element) != 2:
        return
    second = element[1]
    text = "".join(second.itertext()).strip()
    tail = second.tail
    second.clear()
    second.tail = tail
    if element.tag == "mfrac":
        second.text = "/" + text
    else:
        mark = "^" if element.tag == "msup" else "_"
        mapped = (raised if element.tag == "msup" else lowered)(text)
        second.text = mapped if mapped != text else mark + text


def _unwrap(element: Any) -> None:
    if element.tag == "q":
        is_inner = any(above.tag == "q" for above in element.iterancestors())
        _embrace(element, *("‘’" if is_inner else "“”"))
    elif element.tag in ("rt", "rtc") and "".join(element.itertext()).strip():
        _embrace(element, " (", ")")
    elif element.tag == "math":
        text = " ".join("".join(element.itertext()).split())
        tail = element.tail
        element.clear()
        element.text, element.tail = text, tail
    element.tag = "span"
    element.attrib.clear()


def _embrace(element: Any, before: str, behind: str) -> None:
    element.text = before + (element.text or "")
    if len(element):
        element[-1].tail = (element[-1].tail or "") + behind
    else:
        element.text += behind
