"""What each command writes: its formats by name, and the endings of files that mean them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Formats:
    """The formats of one command.

    Written here, and not asked of the library, so that --help loads nothing; a test holds the two
    against each other.
    """

    names: tuple[str, ...]
    """As `-f` takes them; the first is for eyes, and what goes to stdout without -f."""
    endings: Mapping[str, tuple[str, ...]]
    """What may go into a file with this ending; the first is what goes there without -f."""

    @property
    def help(self) -> str:
        """The text of `--format`."""
        return f"{', '.join(self.names)}; without it, by the ending of -o."

    def chosen(self, format: str | None, output: Path | None, *, option: str = "-o") -> str:
        """The format that -f names, or else the ending of the file that the option names.

        A name without an ending takes what the terminal shows. With -f the ending is free, unless
        it is one that means something else.

        Raises:
            OptionError: there is no such format, the command writes no file with this ending, or
                the two contradict each other.
        """
        from extractor.cli.parameters import one_of
        from extractor.errors import OptionError

        if format is not None:
            one_of("--format", format, self.names)
        ending = output.suffix.lower() if output is not None else ""
        if not ending:
            return format or self.names[0]
        fitting = self.endings.get(ending, ())
        if format is None and not fitting:
            raise OptionError(
                f"{option} {str(output)!r}: no {ending} is written here; choose an ending from "
                f"{', '.join(self.endings)}"
            )
        is_known = fitting or any(ending in other.endings for other in COMMANDS)
        if format is not None and is_known and format not in fitting:
            own = [end for end, formats in self.endings.items() if format in formats]
            raise OptionError(
                f"-f {format} and -o {str(output)!r} contradict each other: {format} goes into "
                f"{', '.join(own)}, or leave one of the two away"
            )
        return format or fitting[0]


_OF_REPORTS = {
    ".txt": ("terminal",),
    ".json": ("json", "annotations"),
    ".jsonl": ("jsonl",),
    ".jsonld": ("annotations",),
    ".html": ("html", "worksheet"),
    ".htm": ("html", "worksheet"),
}
EXTRACT = Formats(
    ("terminal", "json", "jsonl", "html", "csv", "annotations", "worksheet"),
    {**_OF_REPORTS, ".csv": ("csv", "worksheet"), ".xlsx": ("worksheet",)},
)
CHECK = Formats(
    ("terminal", "json", "jsonl", "html", "annotations", "worksheet", "docx", "github"),
    {
        **_OF_REPORTS,
        ".txt": ("terminal", "github"),
        ".csv": ("worksheet",),
        ".xlsx": ("worksheet",),
        ".docx": ("docx",),
    },
)
FIGURES = Formats(
    ("table", "json", "jsonl", "csv", "html", "xlsx"),
    {
        ".txt": ("table",),
        ".json": ("json",),
        ".jsonl": ("jsonl",),
        ".csv": ("csv",),
        ".html": ("html",),
        ".htm": ("html",),
        ".xlsx": ("xlsx",),
    },
)
AUDIT = Formats(("csv",), {".csv": ("csv",)})
REQUESTS = Formats(("jsonl",), {".jsonl": ("jsonl",)})
COMMANDS = (EXTRACT, CHECK, FIGURES)


def refuse_file_name(option: str, folder: Path) -> None:
    """Refuse a folder that is named as a file, unless it is there.

    Raises:
        OptionError: its name ends as that of a file that some command writes.
    """
    from extractor.errors import OptionError

    known = {".parquet"}.union(*(each.endings for each in COMMANDS))
    if folder.suffix.lower() in known and not folder.is_dir():
        raise OptionError(
            f"{option} {str(folder)!r} is named as a file, and a folder is wanted: give its name, "
            "and say with -f what is written into it"
        )
