"""Commands with a usual one among them, whose name may be left out."""

from __future__ import annotations

from typing import Any, ClassVar

from typer.core import TyperGroup


class UsualGroup(TyperGroup):
    """`batch stories/` is `batch run stories/`: what begins with no command's name is the usual's.

    A file that has a command's name is written as ./name.
    """

    usual: ClassVar[str]
    keeps_help: ClassVar[bool] = True
    """Whether --help lists the commands; else it is the usual one's."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The same, with the usual command's name where none was given."""
        is_own = args[:1] in ([], ["-h"], ["--help"]) if self.keeps_help else False
        if not is_own and (not args or args[0] not in self.commands):
            args = [self.usual, *args]
        return super().parse_args(ctx, args)
