"""`extractor review`: the desk where an editor checks a story and signs it."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.cli.groups import UsualGroup
from extractor.cli.model_requests import ModelRequests
from extractor.cli.option_groups import with_groups
from extractor.cli.parameters import Checks, Encoding, MaxCharacters, Published
from extractor.cli.plain import PlainCommand

if TYPE_CHECKING:
    from extractor.review.words import Standing


class _OpenIsUsual(UsualGroup):
    usual = "open"
    keeps_help = False


app = typer.Typer(
    cls=_OpenIsUsual,
    help="The review desk: `extractor review STORY…`, the usual command, is `extractor review open "
    "STORY…`. A file called open or backup is written as ./open or ./backup.",
)

DatabaseUrl = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="URL",
        help="sqlite:///FILE or postgresql://USER@HOST/NAME; without it EXTRACTOR_DESK, or a "
        "file in the user's data folder.",
    ),
]


@app.command("open", cls=PlainCommand)
@with_groups
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
    primary: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SOURCE",
            help="The same of a source that was there or made the record: a witness, a document.",
        ),
    ] = None,
    secondary: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SOURCE", help="The same of one that has it from others: a report, a clipping."
        ),
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
    host: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="Where to listen. Anything but loopback needs a token: EXTRACTOR_DESK_TOKEN, or a "
            "new one, which is printed.",
        ),
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 picks any free port.")] = 8017,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="A name by which browsers may call the desk; may be repeated."
        ),
    ] = None,
    trust_proxy: Annotated[
        list[str] | None,
        typer.Option(
            "--trust-proxy",
            metavar="ADDRESS",
            help="The IP address of a proxy with TLS before the desk, whose X-Forwarded-Proto is "
            "believed; may be repeated.",
        ),
    ] = None,
    database: DatabaseUrl = None,
    initials: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who opens the stories; usually the user's name."),
    ] = None,
    second_signature: Annotated[
        bool | None,
        typer.Option(
            "--second-signature/--no-second-signature",
            help="What a check found wrong needs a second person's signature before its story can "
            "be signed, or no more. Kept in the database, for every desk on it; without either it "
            "stays as it is.",
        ),
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Print the address; do not open a browser.")
    ] = False,
    published: Published = None,
    encoding: Encoding = None,
    checks: Checks = None,
    max_characters: MaxCharacters = 3_000_000,
    *,
    requests: ModelRequests,
) -> None:
    """Open the review desk in the browser.

    `extractor review backup FILE` makes a whole copy of its database.
    """
    from extractor.checks.added import use_files
    from extractor.cli.parameters import read_moment, say
    from extractor.cli.reading import reading
    from extractor.cli.serving import (
        announce,
        desk_rules,
        own_address,
        proxy_addresses,
        run_desk,
    )
    from extractor.errors import OptionError

    if "backup" in (stories or []) and not os.path.exists("backup"):
        raise OptionError("backup comes first: `extractor review backup FILE`, then options")
    use_files(checks or ())
    moment = read_moment(published)
    named: dict[Standing, tuple[str, list[str]]] = {
        "primary": ("--primary", primary or []),
        "unknown": ("--against", against or []),
        "secondary": ("--secondary", secondary or []),
    }
    for option, files in named.values():
        if files and (example or batch or len(stories or []) != 1):
            raise OptionError(
                f"{option} goes with one story: give one, or attach sources at the desk"
            )
    with reading(encoding, max_characters) as read:
        documents = [
            (read(story, published=moment), story)
            for story in (stories or [] if batch is None else [])
        ]
        sources = {
            standing: [read(source) for source in files] for standing, (_, files) in named.items()
        }
    chosen = _ready_model(model, requests.base_url)
    asking = requests.options()
    names, proxies = allow_host or [], proxy_addresses(trust_proxy or [])
    rules = desk_rules(host, names, behind_proxy=bool(proxies))
    from extractor.review.desk import Desk
    from extractor.review.opening import open_batch, open_example, open_file, read_along
    from extractor.review.serving import DeskServer

    # Where colleagues come in too, nobody's initials are filled in for them.
    own = initials or "" if rules.token is None and not allow_host else ""
    desk = Desk.open(_database_url(database), model=chosen, options=asking, initials=own)
    who = initials or _user_name()
    if second_signature is not None:
        desk.ask_second(second_signature, who=who)
    keys = [open_file(desk, document, path, sources, who=who) for document, path in documents]
    if batch is not None:
        keys += open_batch(desk, batch, stories or [], who=who)
    if example:
        keys.append(open_example(desk, who=who))
    server = DeskServer(desk, rules, host=host, port=port, proxies=proxies)
    path = f"/stories/{keys[0]}" if len(keys) == 1 else "/"
    for line in announce(
        "The review desk",
        rules,
        host,
        server.port,
        path,
        names=names,
        behind_proxy=bool(proxies),
    ):
        say(line)
    say(f"Its stories are in {desk.database.shown_url}. Ctrl-C ends it; nothing is lost.")
    for note in desk.database.notes:
        say(note)
    read_along(desk, keys)
    run_desk(server, own_address(rules, host, server.port, path), opens_browser=not no_browser)


@app.command(cls=PlainCommand)
def backup(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Where the copy goes: one file with all in it.")
    ],
    database: DatabaseUrl = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace a file that is there already.")
    ] = False,
) -> None:
    """Copy the desk's database, also while editors are at work on it."""
    from extractor.cli.parameters import say
    from extractor.cli.serving import need_packages

    need_packages()
    from extractor.review.backup import back_up

    made = back_up(_database_url(database), file, overwrites=overwrite)
    say(
        f"Copied and checked: {made.file} (stories: {made.stories:,}, lines of history: "
        f"{made.lines:,}). `extractor review --database {shlex.quote(str(file))}` opens it."
    )


def _database_url(given: str | None) -> str:
    from extractor.review.database import default_url

    return given or os.environ.get("EXTRACTOR_DESK") or default_url()


def _ready_model(model: str | None, base_url: str | None) -> str | None:
    if model is None:
        return None
    from extractor.cli.extract import ready_model

    return ready_model(model, base_url, False)


def _user_name() -> str:
    import getpass

    try:
        return getpass.getuser()[:40] or "desk"
    except (OSError, KeyError, ImportError):
        return "desk"
