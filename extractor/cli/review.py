"""`extractor review`: the desk where an editor checks a story and signs it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.parameters import Encoding, Published


def review(
    stories: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[STORY…]",
            help="Files to open. A file that was opened before and has changed since is a new "
            "version of its story: what did not change keeps its sign-offs.",
        ),
    ] = None,
    against: Annotated[
        list[str] | None,
        typer.Option("--against", metavar="SOURCE", help="A source; may be repeated."),
    ] = None,
    batch: Annotated[
        Path | None,
        typer.Option(
            "--batch",
            metavar="STORE",
            help="A run store of `extractor batch`: STORY then names documents of it; without "
            "any, those with most problems are opened.",
        ),
    ] = None,
    example: Annotated[
        bool, typer.Option("--example", help="Open an example: a draft with faults, two sources.")
    ] = False,
    model: Annotated[
        str | None,
        typer.Option(
            "--model",
            "-m",
            metavar="PROVIDER:MODEL",
            help="A model to read the stories too: local, local:NAME, openai:NAME. Without it the "
            "desk asks none.",
        ),
    ] = None,
    base_url: Annotated[
        str | None,
        typer.Option(metavar="URL", help="An OpenAI-compatible server; goes with openai:NAME."),
    ] = None,
    host: Annotated[
        str,
        typer.Option(
            help="Where to listen. Anything but loopback wants a token, which is printed."
        ),
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 is any that is free.")] = 8017,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="A name by which browsers may call the desk; may be repeated."
        ),
    ] = None,
    database: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="sqlite:///FILE or postgresql://USER@HOST/NAME; without it EXTRACTOR_DESK, or a "
            "file in the user's data folder.",
        ),
    ] = None,
    initials: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who opens the stories; usually the user's name."),
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Print the address and open nothing.")
    ] = False,
    published: Published = None,
    encoding: Encoding = None,
) -> None:
    """Open the review desk in the browser."""
    import os

    from extractor.cli.parameters import read_moment, say
    from extractor.cli.reading import file_parser
    from extractor.cli.serving import desk_address, desk_rules, run_desk
    from extractor.documents import read_document
    from extractor.errors import OptionError
    from extractor.options import Options

    moment = read_moment(published)
    if against and (example or batch or len(stories or []) != 1):
        raise OptionError("--against goes with one story: give one, or attach sources at the desk")
    with file_parser() as parser:
        documents = [
            (read_document(story, published=moment, encoding=encoding, parser=parser), story)
            for story in (stories or [] if batch is None else [])
        ]
        sources = [
            read_document(source, encoding=encoding, parser=parser) for source in against or []
        ]
    chosen = _ready_model(model, base_url)
    rules = desk_rules(host, allow_host or [])
    from extractor.review.database import default_url
    from extractor.review.desk import Desk
    from extractor.review.opening import open_batch, open_example, open_file
    from extractor.review.serving import DeskServer

    url = database or os.environ.get("EXTRACTOR_DESK") or default_url()
    desk = Desk.open(url, model=chosen, options=Options(base_url=base_url))
    who = initials or _user_name()
    keys = [open_file(desk, document, path, sources, who=who) for document, path in documents]
    if batch is not None:
        keys += open_batch(desk, batch, stories or [], who=who)
    if example:
        keys.append(open_example(desk, who=who))
    server = DeskServer(desk, rules, host=host, port=port)
    path = f"/stories/{keys[0]}" if len(keys) == 1 else "/"
    address = desk_address(rules, host, server.port, path)
    say(f"The review desk: {address}")
    say(f"Its stories are in {desk.database.shown_url}. Ctrl-C ends it; nothing is lost.")
    run_desk(server, address, opens_browser=not no_browser)


def _ready_model(model: str | None, base_url: str | None) -> str | None:
    if model is None:
        return None
    from extractor.cli.extract import ready_model
    from extractor.cli.model import DEFAULT_NAME

    return ready_model(f"local:{DEFAULT_NAME}" if model == "local" else model, base_url, False)


def _user_name() -> str:
    import getpass

    try:
        return getpass.getuser()[:40] or "desk"
    except (OSError, KeyError, ImportError):
        return "desk"
