"""`extractor schema`: the JSON Schema of every type that leaves or enters the library."""

from __future__ import annotations

from typing import Annotated

import typer


def schema(
    name: Annotated[str | None, typer.Argument(help="Which type; without it, their names.")] = None,
) -> None:
    """Print the JSON Schema of a type."""
    import json

    from pydantic import TypeAdapter

    from extractor.catalogue import TYPES
    from extractor.cli.parameters import one_of, write_text

    if name is None:
        typer.echo("\n".join(TYPES))
        return
    wanted = TYPES[one_of("schema", name, tuple(TYPES))]
    shape = TypeAdapter(wanted).json_schema(mode="serialization")
    write_text(json.dumps(shape, indent=2, ensure_ascii=False) + "\n", None)
