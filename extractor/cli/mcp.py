"""`extractor mcp`: checks and facts as tools of an assistant."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.model_requests import ModelRequests
from extractor.cli.option_groups import with_groups
from extractor.cli.parameters import Checks, MaxCharacters, MaxPassages, RetryLimit
from extractor.cli.settings import checks_in_use

EXTRA = "pip install 'fact-extractor[mcp]'"


@dataclass(frozen=True, slots=True)
class RequestsOfAnAssistant(ModelRequests):
    """Requests to the model."""

    retry_limit: RetryLimit = 60


@with_groups
def mcp(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            file_okay=False,
            exists=True,
            help="Let calls name files below this folder; without it they give texts only.",
        ),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            "--model",
            "-m",
            metavar="PROVIDER:MODEL",
            help="As for `extract`; with none there is no tool that extracts.",
        ),
    ] = None,
    checks: Checks = None,
    max_characters: MaxCharacters = 300_000,
    max_passages: MaxPassages = 50,
    *,
    requests: RequestsOfAnAssistant,
) -> None:
    """Serve an assistant by the Model Context Protocol, on standard input and output.

    Its tools check a draft against its sources, read figures and dates, and extract facts. Nothing
    is written, and no model is fetched.
    """
    from extractor.errors import OptionError

    if find_spec("mcp") is None:
        raise OptionError(f"extractor mcp needs the package mcp, which is not installed: {EXTRA}")
    import asyncio

    from extractor.checks.added import use_files
    from extractor.cli.reading import file_parser
    from extractor.llm.models import NO_MODEL, chosen_model, split_model
    from extractor.mcp.server import serve
    from extractor.mcp.texts import Desk
    from extractor.mcp.tools import Tools

    use_files(checks or ())
    name = chosen_model(model)
    if name != NO_MODEL:
        split_model(name)  # a wrong name is heard of now, and not at the first call
    options = requests.options(max_passages=max_passages)
    with file_parser() as parser:
        desk = Desk(max_characters, folder, parser)
        asked = None if name == NO_MODEL else name
        asyncio.run(serve(Tools(desk, checks_in_use(context), asked, options)))
