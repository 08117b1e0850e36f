"""PDF files as a browser prints them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from extractor import Document

pytestmark = pytest.mark.browser

_CHROMIUM = os.environ.get("EXTRACTOR_CHROMIUM") or shutil.which("chromium")

_PAGE = """<html lang="en"><head><style>
body { font: 11pt/1.4 serif } .columns { column-count: 2; text-align: justify; hyphens: auto }
</style></head><body>
<h1>Harbour board weighs a second tide gate</h1>
<div class="columns">
<p>The harbour board of Dorsby said on Tuesday that a second tide gate would cost $4.2 million, at
least 12 per cent more than the estimate it published in March.</p>
<p>“We counted 1,340<sup>1</sup> households below the line,” said the board's chair, Marit Aasen.
The well-known engineering firm declined to comment on the interdepartmental correspondence.</p>
<p>A counterproposal by the neighbourhood associations would raise the embankment by 1.5 metres.</p>
</div>
<table><tr><th>Year</th><th>Homes</th></tr><tr><td>2024</td><td>112</td></tr></table>
<p style="page-break-before: always">The board meets again on 4 May.</p>
</body></html>"""


def test_printed_page_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Justified columns, a table and a page break give back the paragraphs of the page."""
    if not _CHROMIUM:
        pytest.skip("no Chromium: install `chromium`, or name one in EXTRACTOR_CHROMIUM")
    page, printed = tmp_path / "page.html", tmp_path / "page.pdf"
    page.write_text(_PAGE, encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
    flags += ["--disable-background-networking", "--no-pdf-header-footer"]
    flags += [f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={printed}"]
    subprocess.run([_CHROMIUM, *flags, page.as_uri()], check=True, capture_output=True, timeout=600)
    document = Document.read(printed)
    blocks = document.text.split("\n\n")
    assert blocks[0] == "Harbour board weighs a second tide gate"
    assert blocks[1].endswith("at least 12 per cent more than the estimate it published in March.")
    assert blocks[2].startswith("“We counted 1,340¹ households below the line,”")
    assert "well-known" in blocks[2]
    assert "interdepartmental correspondence." in blocks[2]
    assert blocks[3].startswith("A counterproposal by the neighbourhood associations would")
    assert blocks[-1] == "The board meets again on 4 May."
    assert [mark.label for mark in document.marks] == ["page 1", "page 2"]
