"""`extractor figures`: every figure and date of a story, without a model."""

from __future__ import annotations

from typing import Annotated

import typer

from extractor.cli.endings import FIGURES
from extractor.cli.parameters import DayFirst, Encoding, Language, MaxCharacters, Output, Published


def figures(
    story: Annotated[str, typer.Argument(metavar="FILE", help="A story; - is standard input.")],
    format: Annotated[
        str | None, typer.Option("--format", "-f", metavar="FORMAT", help=FIGURES.help)
    ] = None,
    output: Output = None,
    published: Published = None,
    day_first: DayFirst = None,
    language: Language = None,
    encoding: Encoding = None,
    max_characters: MaxCharacters = 3_000_000,
) -> None:
    """List every figure and date of a story."""
    from extractor.cli.parameters import read_moment, write_bytes
    from extractor.cli.reading import reading
    from extractor.documents import checked_document
    from extractor.errors import OptionError
    from extractor.outputs.listing import listing_bytes
    from extractor.scanning.document import scan_document

    chosen = FIGURES.chosen(format, output)
    if chosen == "xlsx" and output is None:
        raise OptionError("a workbook needs a file: -o figures.xlsx")
    moment = read_moment(published)
    with reading(encoding, max_characters) as read:
        document = read(story, published=moment, day_first=day_first, language=language)
    scan = scan_document(checked_document(document))
    title = document.name or story
    write_bytes(listing_bytes(scan.figures, scan.dates, chosen, title=title), output)
