"""Files from strangers, parsed in a process of their own."""

from __future__ import annotations

import time

import pytest
from file_makers import column, paragraph, pdf_file, word_file, workbook_file

from extractor.documents import Limits, read_untrusted
from extractor.errors import InputError
from extractor.readers.formats import parse_bytes


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("draft.docx", word_file(paragraph("The gate cost ", "4.2 million."))),
        ("report.pdf", pdf_file([column("The gate cost 4.2 million crowns in all.")])),
        ("floods.xlsx", workbook_file({"S": [["Town", "Homes"], ["Vik", 112]]})),
        ("page.html", b"<html><body><p>The gate cost 4.2 million crowns.</p></body></html>"),
        ("story.txt", "\ufeffCafé 🙂 \ud83d".encode("utf-8", "replace")),
    ],
)
def test_child_gives_what_the_parent_would(name: str, data: bytes) -> None:
    """Text, marks and day are the same from a process with little time and memory."""
    parsed = parse_bytes(data, name)
    document = read_untrusted(data, name)
    assert (document.text, document.marks, document.name) == (parsed.text, parsed.marks, name)


def test_errors_come_through() -> None:
    """A file that cannot be read says so in the same words, and a large one is not even sent."""
    with pytest.raises(InputError, match=r"report\.pdf is not a PDF"):
        read_untrusted(b"words", "report.pdf")
    with pytest.raises(InputError, match=r"files of type \.exe are not read"):
        read_untrusted(b"words", "report.exe")
    with pytest.raises(InputError, match="larger than the 1 MB"):
        read_untrusted(b"w" * 1_000_001, "a.txt", limits=Limits(max_bytes=1_000_000))


def test_time_is_limited() -> None:
    """A file that takes too long is given up, and the process ended."""
    began = time.monotonic()
    with pytest.raises(InputError, match=r"took longer than 0\.05 s"):
        read_untrusted(b"words", "a.txt", timeout_s=0.05)
    assert time.monotonic() - began < 5


def test_memory_is_limited() -> None:
    """A file that wants more memory than allowed is refused, and nobody else's memory is taken."""
    rows = "".join(f"<p>Paragraph {n} of very many.</p>" for n in range(400_000))
    page = f"<html><body>{rows}</body></html>".encode()
    with pytest.raises(InputError, match="120 MB"):
        read_untrusted(page, "page.html", memory_mb=120)
