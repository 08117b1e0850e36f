"""`extractor figures`: every figure and date of a story, without a model."""

from __future__ import annotations

from typing import Annotated

import typer

from extractor.cli.parameters import Encoding, Output, Published


def figures(
    story: Annotated[str, typer.Argument(metavar="FILE", help="A story; - is standard input.")],
    format: Annotated[str, typer.Option("--format", "-f", help="table, json or csv.")] = "table",
    output: Output = None,
    published: Published = None,
    encoding: Encoding = None,
) -> None:
    """List every figure and date of a story."""
    from extractor.cli.parameters import one_of, read_moment, write_text
    from extractor.cli.reading import file_parser
    from extractor.documents import checked_document, read_document
    from extractor.outputs.listing import listing_text
    from extractor.scan import scan_document

    one_of("--format", format, ("table", "json", "csv"))
    moment = read_moment(published)
    with file_parser() as parser:
        document = read_document(story, published=moment, encoding=encoding, parser=parser)
    scan = scan_document(checked_document(document))
    write_text(listing_text(scan.figures, scan.dates, format), output)
