"""Which blocks of a page are the article: where trafilatura found it, all that stands there.

trafilatura tells an article from the page around it, and on the way drops lists, captions and
elements inside sentences. So it is asked only where the article is. From the first block that it
kept to the last everything is taken but furniture: menus, related links, boxes named for such.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from itertools import takewhile
from typing import Any

from extractor.readers.html_runs import CONTENT, Run, key_of, runs_of

_LONG = 25
"""So many letters and digits are hardly in two places of a page by chance."""
_DISCARDS = (
    "RAW_TREE_PRUNE_XPATH",
    "REMOVE_COMMENTS_AND_LISTS_XPATH",
    "OVERALL_DISCARD_XPATH",
    "TEASER_DISCARD_XPATH",
)
"""trafilatura's names for its lists of what is furniture, by class and id."""

_KEPT_BLOCKS = ("p", "head", "item", "cell", "quote", "code", "fw", "div", "list", "table", "row")
"""trafilatura's names for blocks, in what it gives."""


def article_runs(tree: Any) -> list[Run]:
    """The runs of the article; all that are no furniture where no article can be told."""
    body = tree.find("body")
    runs = runs_of(tree if body is None else body, _discarded(tree))
    found = _found(runs, _kept_keys(tree))
    anchors = [at for at, is_found in enumerate(found) if is_found]
    if not anchors:
        return [run for run in runs if not run.is_furniture and not run.is_link]
    first, last = anchors[0], anchors[-1]
    before = list(takewhile(_beside(runs[first]), reversed(runs[:first])))
    behind = list(takewhile(_beside(runs[last]), runs[last + 1 :]))
    inside = [
        run
        for run, is_found in zip(runs[first : last + 1], found[first : last + 1], strict=True)
        if is_found or not (run.is_furniture or run.is_link)
    ]
    return [*reversed(before), *inside, *behind]


def _kept_keys(tree: Any) -> list[str]:
    """What trafilatura takes for the article, a key for each block."""
    import trafilatura

    found = trafilatura.bare_extraction(deepcopy(tree), include_comments=False, include_tables=True)
    if found is None or isinstance(found, dict) or found.body is None:
        return []
    keys = (key_of("".join(block.itertext())) for block in found.body.iter(*_KEPT_BLOCKS))
    return [key for key in keys if key]


def _found(runs: Sequence[Run], kept: Sequence[str]) -> list[bool]:
    """Which runs trafilatura kept: long ones wherever they went, short ones as a block."""
    keys = [run.key for run in runs]
    times = Counter(keys)
    blocks, whole = frozenset(kept), "\x00".join(kept)
    return [
        _is_found(run, key, blocks, whole, is_only=times[key] == 1)
        for run, key in zip(runs, keys, strict=True)
    ]


def _is_found(run: Run, key: str, blocks: frozenset[str], whole: str, *, is_only: bool) -> bool:
    if len(key) >= _LONG:
        return key in blocks or key in whole
    return bool(key) and is_only and not run.is_furniture and key in blocks


def _beside(anchor: Run) -> Any:
    """Whether a run stands right beside the article: in a block of writers' kind, no links."""
    parent = _top(anchor.block).getparent()

    def is_beside(run: Run) -> bool:
        top = _top(run.block)
        return (
            top.getparent() is parent
            and top.tag in CONTENT
            and not run.is_furniture
            and not run.is_link
        )

    return is_beside


def _top(block: Any) -> Any:
    """The outermost block of writers' kind around a block that is in nothing but such."""
    top = block
    while (above := top.getparent()) is not None and (
        above.tag in CONTENT or above.tag in ("li", "dd", "dt", "figcaption", "summary", "caption")
    ):
        top = above
    return top


def _discarded(tree: Any) -> frozenset[Any]:
    from trafilatura import xpaths

    expressions = [each for name in _DISCARDS for each in getattr(xpaths, name, ())]
    return frozenset(element for expression in expressions for element in expression(tree))
