"""The ways in which a model can be asked for a structured answer, and their order.

Servers differ in what they know. Each way is one of instructor's modes, tried from the strictest
to the plainest; see `dialects` for when the next one is tried.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import instructor

Form = Literal["json_schema", "json_object", "tools", "text"]
"""`json_schema`: the server keeps the answer to a JSON Schema. `json_object`: it keeps it to JSON,
and the prompt has the schema. `tools`: the answer is the arguments of a function call. `text`: the
prompt has the schema, and nothing keeps the answer to it but our own reading."""

LADDER: tuple[Form, ...] = ("json_schema", "json_object", "tools", "text")

PART_OF: dict[str, tuple[Form, ...]] = {
    "response_format": ("json_schema", "json_object"),
    "tools": ("tools",),
    "tool_choice": ("tools",),
}
"""The parts of a request by which each way asks."""


def below(form: Form) -> Form | None:
    """The next way down; none below the last."""
    at = LADDER.index(form) + 1
    return LADDER[at] if at < len(LADDER) else None


def mode_of(form: Form) -> instructor.Mode:
    """Instructor's name for it."""
    from instructor import Mode

    modes = {
        "json_schema": Mode.JSON_SCHEMA,
        "json_object": Mode.JSON,
        "tools": Mode.TOOLS,
        "text": Mode.MD_JSON,
    }
    return modes[form]
