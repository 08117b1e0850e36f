"""Prompt files: what the model reads, kept out of the code."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template

from extractor.errors import PromptError
from extractor.languages import DEFAULT

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_HEADING = re.compile(r"^# (\S+)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt file: its parts by heading, with `$name` holes."""

    name: str
    version: str
    sha256: str
    """Of the file, in hex."""
    parts: dict[str, Template]

    def described(self, field: str) -> str | None:
        """What the file says that a field of the answer is, as a line of the part `# fields`."""
        lines = self.parts["fields"].template.splitlines() if "fields" in self.parts else []
        opening = f"- {field}:"
        return next((line for line in lines if line.startswith(opening)), None)

    def render(self, part: str, **values: str) -> str:
        """The part with its holes filled; values are put in as they are and never read for holes.

        Raises:
            PromptError: the file has no such part, a hole has no value, or a value has no hole.
        """
        file = f"prompts/{self.name}.md"
        if part not in self.parts:
            raise PromptError(f"{file} has no section '# {part}': add it")
        template = self.parts[part]
        holes = set(template.get_identifiers())
        if empty := sorted(holes - values.keys()):
            raise PromptError(
                f"{file} leaves ${empty[0]} empty in '# {part}': "
                f"pass {empty[0]}=..., or remove ${empty[0]}"
            )
        if unused := sorted(values.keys() - holes):
            raise PromptError(
                f"{file} has no ${unused[0]} in '# {part}': add it, or do not pass {unused[0]}"
            )
        return template.substitute(values).strip()


@cache
def load_prompt(name: str, language: str = DEFAULT) -> Prompt:
    """The prompt `prompts/<name>.md`, or `prompts/<name>.<language>.md` where there is one.

    Raises:
        PromptError: there is no such file, or it is malformed.
    """
    folder = files("extractor") / "prompts"
    file = folder / f"{name}.md"
    if language != DEFAULT and (own := folder / f"{name}.{language}.md").is_file():
        name, file = f"{name}.{language}", own
    if not file.is_file():
        raise PromptError(f"there is no prompt {name!r}: add prompts/{name}.md")
    return parse_prompt(name, file.read_text(encoding="utf-8"))


def parse_prompt(name: str, text: str) -> Prompt:
    """The prompt in the text of a file.

    Raises:
        PromptError: the front matter or a hole is malformed.
    """
    file = f"prompts/{name}.md"
    matter = _FRONT_MATTER.match(text)
    if matter is None:
        raise PromptError(f"{file} has no front matter: begin it with ---, task:, version:, ---")
    keys = dict(_key_and_value(line) for line in matter[1].splitlines())
    if keys.keys() != {"task", "version"} or keys["task"] != name:
        raise PromptError(f"{file} needs just 'task: {name}' and 'version: N' as front matter")
    pieces = _HEADING.split(text[matter.end() :])
    parts = {
        heading: Template(body) for heading, body in zip(pieces[1::2], pieces[2::2], strict=True)
    }
    for heading, template in parts.items():
        if not template.is_valid():
            raise PromptError(f"{file} has a lone $ in '# {heading}': write $$")
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Prompt(name, keys["version"], digest, parts)


def _key_and_value(line: str) -> tuple[str, str]:
    key, _, value = line.partition(":")
    return key.strip(), value.strip()
