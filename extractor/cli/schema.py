"""`extractor schema`: the JSON Schema of every type that leaves or enters the library."""

from __future__ import annotations

from typing import Annotated

import typer


def schema(
    name: Annotated[str | None, typer.Argument(help="Which type; without it, their names.")] = None,
) -> None:
    """Print the JSON Schema of a type."""
    import json
    import re

    from pydantic import TypeAdapter

    from extractor.catalogue import TYPES
    from extractor.cli.parameters import one_of, write_text

    if name is None:
        typer.echo("\n".join(TYPES))
        return
    # A class is named as Python names it, too: DraftReport for draft_report.
    as_listed = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
    known = as_listed if as_listed in TYPES else name
    wanted = TYPES[one_of("schema", known, tuple(TYPES))]
    shape = TypeAdapter(wanted).json_schema(mode="serialization")
    write_text(json.dumps(shape, indent=2, ensure_ascii=False) + "\n", None)
