"""Options that several commands share, and how their values are read."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from extractor.atomic import writing_whole
from extractor.errors import OptionError

if TYPE_CHECKING:
    from pydantic import JsonValue

Published = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="When the story appeared, as 2025-07-04 or with a time; relative dates are read "
        "against it. Without it the story's own dateline is used.",
    ),
]
DayFirst = Annotated[
    bool | None,
    typer.Option(
        "--day-first/--month-first",
        help="How 01/02/2026 is meant: as 1 February or as January 2. Without it other dates of "
        "the story may show it; else the month goes first, with a note that the order is open.",
        show_default=False,
    ),
]


def _known_language(code: str | None) -> str | None:
    """The code, if its language is read.

    Raises:
        OptionError: it is not.
    """
    if code is None:
        return None
    from extractor.languages import checked_language

    return checked_language(code)


Language = Annotated[
    str | None,
    typer.Option(
        metavar="CODE",
        help="The language of the text, as en or es, instead of the one that its words show.",
        callback=_known_language,
    ),
]


def _known_encoding(name: str | None) -> str | None:
    """The encoding, if Python has it and it is one of text.

    Raises:
        OptionError: it is not.
    """
    try:
        "".encode(name or "utf-8")
    except LookupError:
        raise OptionError(
            f"--encoding {name!r} is no text encoding: write it as utf-16, windows-1252 or latin-1"
        ) from None
    return name


Encoding = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="The files' encoding, instead of UTF-8 or a guess.",
        callback=_known_encoding,
    ),
]
MaxCharacters = Annotated[
    int, typer.Option(min=1, metavar="N", help="Refuse a text with more characters than this.")
]
Checks = Annotated[
    list[Path] | None,
    typer.Option(
        "--checks",
        metavar="FILE.py",
        envvar="EXTRACTOR_CHECKS",
        help="Checks of your own, as docs/checks shows; may be repeated.",
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="PATH", help="Write here, not to stdout.")
]

TaskName = Annotated[str, typer.Option("--task", metavar="NAME", help="Which prompt and schema.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 4 if a check finds a problem.")]
NoDownload = Annotated[
    bool, typer.Option("--no-download", help="Never fetch the local model; say so instead.")
]
MaxPassages = Annotated[
    int, typer.Option(min=1, help="Refuse a story that takes more calls than this.")
]
Timeout = Annotated[
    float | None,
    typer.Option(min=0.001, metavar="SECONDS", help="How long a whole answer may take."),
]
RetryLimit = Annotated[
    float,
    typer.Option(
        min=0,
        metavar="SECONDS",
        help="How long a failing call goes on being tried, and a server may ask to wait.",
    ),
]
Temperature = Annotated[
    float | None,
    typer.Option(
        min=0, max=2, help="How freely the model words its answers; 0 wherever that may be said."
    ),
]
Seed = Annotated[int, typer.Option(help="For servers that can repeat an answer.")]
MaxTokens = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="N",
        help="Most tokens of an answer, a model's thinking included; without it what the answer "
        "may need, and room to think where the model is seen to.",
    ),
]
ExtraBody = Annotated[
    str | None,
    typer.Option(
        metavar="JSON",
        help="""Sent beside our own parts of each request, as '{"reasoning_effort": "low"}'.""",
    ),
]
FreeFacts = Annotated[
    int | None,
    typer.Option(min=0, max=20, help="Most facts without a figure to ask for in a passage."),
]
MaxRepairs = Annotated[
    int | None,
    typer.Option(
        min=0,
        help="Most calls for each story about facts that failed a check; without it 3, and none "
        "for the local model.",
    ),
]
CodebookName = Annotated[
    str | None,
    typer.Option(
        "--codebook",
        metavar="FILE.py:CLASS",
        help="A record for each story, its fields as this class says: FILE.py:Class, "
        "module:Class, or FILE.py:list[Class] for a record per event. The file's code is run.",
    ),
]
PromptFile = Annotated[
    Path | None,
    typer.Option(
        "--prompt",
        metavar="FILE",
        help="A prompt of your own in place of prompts/news.md, with the same parts and holes; its "
        "examples are checked before the first call.",
    ),
]


def read_extra_body(words: str | None) -> dict[str, JsonValue]:
    """The object that `--extra-body` gives.

    Raises:
        OptionError: it is no JSON object, or has a part that is not to be changed.
    """
    from extractor.options import OURS

    if words is None:
        return {}
    try:
        given = json.loads(words)
    except (ValueError, RecursionError) as error:
        raise OptionError(f'--extra-body is no JSON ({error}): write {{"top_p": 0.9}}') from None
    if not isinstance(given, dict):
        raise OptionError('--extra-body is no JSON object: write {"top_p": 0.9}')
    if taken := sorted(OURS & given.keys()):
        raise OptionError(f"--extra-body cannot change {taken[0]!r}, which holds the question")
    return given


def read_moment(words: str | None) -> date | datetime | None:
    """The day or moment that an option gives.

    Raises:
        OptionError: it is no date.
    """
    from extractor.readers.days import read_day

    day = read_day(words)
    if words is not None and day is None:
        raise OptionError(f"--published {words!r} is no date: write it as 2025-07-04")
    return day


def write_text(text: str, output: Path | None) -> None:
    """The text as UTF-8 into a file or to stdout, as `write_bytes` does; line ends stay."""
    write_bytes(text.encode(), output)


def write_bytes(data: bytes, output: Path | None) -> None:
    """The bytes into a file, whole or not at all, or to stdout.

    Raises:
        OSError: the file cannot be written; the error names it.
    """
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        if output.exists() and not output.is_file():
            output.write_bytes(data)  # a pipe or device stays one
            return
        with writing_whole(output.resolve()) as file:  # a link is followed, not replaced
            file.write(data)
    except OSError as error:
        said = error.strerror or str(error)
        raise OSError(error.errno, f"cannot be written: {said}", str(output)) from None


def ready_folder(folder: Path) -> None:
    """Make the folder that output goes into, unless it is there.

    Raises:
        OptionError: a file stands in its place.
        OSError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise OptionError(f"-o {str(folder)!r} is no folder: {error.strerror or error}") from None


def one_of(option: str, value: str, allowed: tuple[str, ...]) -> str:
    """The value, if it is allowed.

    Raises:
        OptionError: it is not.
    """
    if value not in allowed:
        raise OptionError(f"{option} {value!r} does not exist: choose from {', '.join(allowed)}")
    return value


def say(line: str) -> None:
    """A line for people, kept apart from results; what it names from outside is made visible."""
    from extractor.outputs.visible import shown

    print(shown(line), file=sys.stderr, flush=True)
