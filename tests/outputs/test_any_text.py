"""Whatever a draft and a source hold, every format can be written and opened."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.drafts import check_draft
from extractor.outputs import DRAFT_FORMATS, draft_bytes
from extractor.schemas.document import Document

docx = pytest.importorskip("docx", reason="needs `pip install 'fact-extractor[documents]'`")
openpyxl = pytest.importorskip("openpyxl", reason="needs `pip install 'fact-extractor[documents]'`")

NASTY = st.text(
    st.one_of(
        st.sampled_from("\x00\x0b\x1b\r\n\t\ud800\udc00\ufeff\uffff\u2028\u202e💔<>&\"'=@{}%$"),
        st.sampled_from("aZ 0159.,“”£"),
    ),
    max_size=80,
)
WRITABLE = NASTY.map(lambda text: text.encode("utf-8", "replace").decode())
"""A text with a half character is refused before any check; a name may still have one."""


@settings(max_examples=25)
@given(WRITABLE, WRITABLE, NASTY)
def test_any_text_gives_every_format(draft: str, source: str, name: str) -> None:
    """No control or markup character of a text, nor any of a name, stops a format."""
    text = f"{draft} Inga Solberg paid 31 crowns. {draft}"
    report = check_draft(
        Document(text=text, name=name or None),
        [Document(text=f"{source} Inga Solberg paid 13 crowns.", name=name or None)],
    )
    for format in DRAFT_FORMATS:
        data = draft_bytes(report, format)
        if format == "docx":
            assert list(docx.Document(BytesIO(data)).comments)
        else:
            data.decode("utf-8")
    book = openpyxl.load_workbook(BytesIO(draft_bytes(report, "worksheet", ending=".xlsx")))
    assert book.active.max_row > 1
