"""Prompt files: what the model reads, kept out of the code."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Template

from extractor.errors import PromptError
from extractor.languages import DEFAULT

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_HEADING = re.compile(r"^# (\S+)\n", re.MULTILINE)
_STATEMENT = re.compile(r"^- (.+)$", re.MULTILINE)
_EXAMPLE = "example"


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what is to be said of it."""

    text: str
    statements: tuple[str, ...]
    """One for each sentence, in their order."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt file: its parts by heading, with `$name` holes."""

    name: str
    version: str
    sha256: str
    """Of the file, in hex."""
    parts: Mapping[str, Template] = field(compare=False)
    file: str
    """What messages call it."""
    examples: tuple[Example, ...] = ()
    """From the sections `# example`."""

    def described(self, field: str) -> str | None:
        """What the file says that a field of the answer is, as a line of the part `# fields`."""
        lines = self.parts["fields"].template.splitlines() if "fields" in self.parts else []
        opening = f"- {field}:"
        return next((line for line in lines if line.startswith(opening)), None)

    def check(self, part: str, holes: Collection[str]) -> None:
        """See that a part of a user's own file has just these holes.

        Raises:
            PromptError: it has others, or there is no such part.
        """
        if part not in self.parts:
            raise PromptError(f"{self.file} has no section '# {part}': add it")
        has = set(self.parts[part].get_identifiers())
        if has != set(holes):
            needed, there = (", ".join(f"${each}" for each in sorted(one)) for one in (holes, has))
            raise PromptError(
                f"{self.file} has {there or 'no hole'} in '# {part}': it must have {needed}"
            )

    def render(self, part: str, **values: str) -> str:
        """The part with its holes filled; values are put in as they are and never read for holes.

        Raises:
            PromptError: the file has no such part, a hole has no value, or a value has no hole.
        """
        file = self.file
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
    words = file.read_text(encoding="utf-8")
    return parse_prompt(name, words, file=f"prompts/{name}.md")


def read_prompt(path: Path, name: str) -> Prompt:
    """The prompt in a user's own file, for the task of that name.

    Raises:
        PromptError: there is no such file, or it is malformed.
    """
    file = repr(path.name)
    try:
        words = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it is no UTF-8 text"
        raise PromptError(f"the prompt {file} cannot be read: {why}") from None
    prompt = parse_prompt(name, words, file=file)
    return replace(prompt, name=path.name)


def parse_prompt(name: str, text: str, *, file: str) -> Prompt:
    """The prompt in the text of a file.

    Args:
        name: the task that its front matter has to name.
        text: what the file holds.
        file: what messages call the file.

    Raises:
        PromptError: the front matter, a hole or an example is malformed.
    """
    text = text.replace("\r\n", "\n")
    matter = _FRONT_MATTER.match(text)
    if matter is None:
        raise PromptError(f"{file} has no front matter: begin it with ---, task:, version:, ---")
    keys = dict(_key_and_value(line) for line in matter[1].splitlines())
    if keys.keys() != {"task", "version"} or keys["task"] != name:
        raise PromptError(f"{file} needs just 'task: {name}' and 'version: N' as front matter")
    pieces = _HEADING.split(text[matter.end() :])
    sections = list(zip(pieces[1::2], pieces[2::2], strict=True))
    parts = {heading: Template(body) for heading, body in sections if heading != _EXAMPLE}
    for heading, template in parts.items():
        if not template.is_valid():
            raise PromptError(f"{file} has a lone $ in '# {heading}': write $$")
    digest = hashlib.sha256(text.encode()).hexdigest()
    examples = tuple(_example(body) for heading, body in sections if heading == _EXAMPLE)
    return Prompt(name, keys["version"], digest, parts, file, examples)


def _example(body: str) -> Example:
    """The text before the first line that begins with "- ", and these lines."""
    first = _STATEMENT.search(body)
    text = body[: first.start()] if first else body
    return Example(text.strip(), tuple(line.strip() for line in _STATEMENT.findall(body)))


def _key_and_value(line: str) -> tuple[str, str]:
    key, _, value = line.partition(":")
    return key.strip(), value.strip()
