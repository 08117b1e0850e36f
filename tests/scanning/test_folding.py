"""Folding writes a text one way, and leads every place back to its own characters."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.scanning.folding import ADDRESS, fold
from extractor.scanning.tokens import Tokens

PIECES = st.sampled_from(
    [
        "five", "5", "1,234", " ", "  ", "\t", "\n", "\n\n", "\r\n", "\u00a0", "\u202f", "\u00ad",
        "\u200b", "ﬁ", "ﬄ", "５", "＄", "’", "“", "–", "—", "−", "&nbsp;", "&pound;", "&amp;",
        "<b>",
        "</b>", "**", "_", "http://a.b/5?x=6", "a.b@c.de", "10.0.0.1", "note-5.pdf", "İ", "½", "²",
        "👍", "e\u0301", "\ud800", "٣", "a-", ".", ",",
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("7  million", "7 million"),
        ("May  19, 2025", "May 19, 2025"),
        ("5  10", "5  10"),  # columns of figures
        ("ﬁfteen", "fifteen"),
        ("１２３４", "1234"),
        ("it’s", "it's"),
        ("−7 to ‑8", "-7 to -8"),
        ("1\u202f234", "1'234"),
        ("mil\u00adlion", "million"),
        ("&pound;5", "£5"),
        ("**23**", "23"),
        ("5*3", "5*3"),
        ("<b>5</b>", "5"),
        ("x<5", "x<5"),
        ("at least\n23 people", "at least 23 people"),
        ("hired 5\nMillion views", "hired 5\nMillion views"),
        ("twenty-\nfive", "twenty-five"),
        ("one.\n\nTwo", "one.\n\nTwo"),
        ("see https://a.example/list?q=40%25.", f"see {ADDRESS}."),
        ("to mia.5@post.example today", f"to {ADDRESS} today"),
        ("host 10.0.0.12 fell", f"host {ADDRESS} fell"),
        ("open plan-2024.pdf now", f"open {ADDRESS} now"),
        ("version 2.1.3", "version 2.1.3"),
    ],
)
def test_a_text_is_written_one_way(text: str, folded: str) -> None:
    """What stands for the same thing is written the same, and nothing else is changed."""
    assert fold(text).text == folded


@settings(max_examples=600)
@given(st.lists(PIECES, max_size=16).map("".join))
def test_every_place_leads_back(text: str) -> None:
    """Tokens are the whole folded text; their places in the source follow one another in it."""
    folded = fold(text)
    tokens = Tokens(folded)
    assert "".join(tokens.words) == folded.low
    assert len(folded.low) == len(folded.text)
    done = 0
    for index in range(len(tokens)):
        start, end = folded.source(tokens.starts[index], tokens.ends[index])
        assert 0 <= start < end <= len(text)
        assert start >= done
        done = min(start, end)


@settings(max_examples=300)
@given(st.text(max_size=60))
def test_any_text_is_folded(text: str) -> None:
    """Nothing raises, and what is plain stays as it is."""
    tokens = Tokens(fold(text))
    assert "".join(tokens.words) == fold(text).low
