"""A draft and its sources, invented, for the tests of what comes out of a comparison."""

from __future__ import annotations

from extractor.drafts import check_draft
from extractor.schemas.document import Document
from extractor.schemas.report import DraftReport

WIRE = """\
Quarry bridge at Elmsford closes after crack is found, 40 buses diverted

By Hanne Aldous

ELMSFORD, June 4, 2026 (Vale Wire) – Engineers closed the Quarry Bridge on Thursday after finding \
a crack of at least 12 centimetres in its eastern pier, the Vale Roads Agency said.

The bridge, opened in 1931, carries more than 9,000 vehicles a day. “Nobody was in danger at any \
time,” said the agency’s director, Petra Valborg. Repairs will cost £2.3 million.

Some 40 buses a day were sent through Lower Elmsford.

© 2026 Vale Wire. All rights reserved.
"""

COUNCIL = """\
Elmsford Borough Council notice, June 5, 2026

The Quarry Bridge stays closed until Monday 15 June 2026. The council counted 52 buses a day on \
the diversion. Councillor Milo Farran thanked residents for their patience.
"""

DRAFT = """\
Cracked bridge shuts in Elmsford

The Quarry Bridge was closed on Thursday after engineers found a crack of 12 centimetres in its \
eastern pier, the Vale Roads Agency said. 🌉 It opened in 1913.

“Nobody was in danger at all,” said Petra Valborg, the agency’s director. Repairs will cost \
£2.3m. Some 700 cyclists use it too, said Orsolya Quint.

It is the oldest bridge in the county. About 40 buses a day go through Lower Elmsford.
"""


def bridge_report() -> DraftReport:
    """The draft against both sources: problems, matches, and things that no source has."""
    return check_draft(
        Document(text=DRAFT, name="bridge.txt"),
        [Document(text=WIRE, name="wire.txt"), Document(text=COUNCIL, name="council.txt")],
    )


HOSTILE_DRAFT = (
    "<script>document.title = 'owned'</script> {{ 7*7 }} 💔 <img src=x onerror=alert(1)>\n\n"
    "=HYPERLINK(1) was paid 31 crowns, “+cmd|' /C calc'!A0 \x1b[2J \u202e is ours,” said"
    ' Inga "</title>" Solberg.\x00\r\n\r\nThe sum was $name {% raw %} 45 crowns.\n'
)
HOSTILE_SOURCE = (
    "</style><script>alert(2)</script> Inga Solberg paid 13 crowns.\r\n\r\n"
    "“We have +cmd nothing,” she said. &amp; <b onclick=alert(3)>45 crowns</b> \ufeff\x07."
)


def hostile_comparison() -> DraftReport:
    """A draft and a source that hold markup, formulas, templates and control characters."""
    return check_draft(
        Document(text=HOSTILE_DRAFT, name="<b>=1+1</b>.txt"),
        [Document(text=HOSTILE_SOURCE, name="\u202e<i>x</i>"), Document(text="Nothing.")],
    )
