"""Prompt files and their holes."""

from __future__ import annotations

import pytest

from extractor.asking.prompting import load_prompt, parse_prompt
from extractor.asking.tasks import TASKS, Task, describe_fields
from extractor.errors import PromptError
from extractor.languages import known_languages

HEAD = "---\ntask: t\nversion: 1\n---\n"


@pytest.mark.parametrize("code", known_languages())
@pytest.mark.parametrize("task", TASKS.values(), ids=list(TASKS))
def test_every_prompt_renders(task: Task, code: str) -> None:
    """Each part of each prompt file takes just the values that the program gives it."""
    prompt = task.load_prompt(code)
    system = task.system_message(prompt)
    assert describe_fields(task.claim_answer, prompt) in system
    assert describe_fields(task.quotation_answer, prompt) in system
    prompt.render("passage", passage="p", items="i")
    prompt.render("reask", problem="p")
    prompt.render("repair", passage="p", items="i", problems="p")


@pytest.mark.parametrize("task", TASKS.values(), ids=list(TASKS))
def test_a_story_is_asked_about_in_its_language(task: Task) -> None:
    """The Spanish prompt describes every field of the answers itself, in no word of English."""
    prompt = task.load_prompt("es")
    assert prompt.name == f"{task.name}.es"
    for shape in (task.claim_answer, task.quotation_answer):
        assert all(prompt.described(name) for name in shape.model_fields)
    assert "passage" not in task.system_message(prompt)


def test_values_are_never_read_for_holes() -> None:
    """A story with `$name`, `{{ }}` and `{% %}` goes into the prompt as it stands."""
    story = "costs $5, $problems, ${items}, {{ 7*7 }} and {% raw %}"
    words = load_prompt("news").render("passage", passage=story, items="f1: $5")
    assert story in words


@pytest.mark.parametrize(
    ("text", "values", "said"),
    [
        (HEAD + "# a\n$x", {}, r"leaves \$x empty"),
        (HEAD + "# a\nno hole", {"x": "1"}, r"has no \$x"),
        (HEAD + "# b\n", {}, "has no section '# a'"),
        (HEAD + "# a\ncosts $ 5", {}, "lone \\$"),
        ("# a\n", {}, "no front matter"),
        ("---\ntask: u\nversion: 1\n---\n# a\n", {}, "needs just 'task: t'"),
    ],
)
def test_prompt_and_values_must_fit(text: str, values: dict[str, str], said: str) -> None:
    """A hole without a value, a value without a hole and a malformed file are each named."""
    with pytest.raises(PromptError, match=said):
        parse_prompt("t", text, file="prompts/t.md").render("a", **values)


def test_unknown_prompt_is_named() -> None:
    """A prompt that does not exist is an error that says where to add it."""
    with pytest.raises(PromptError, match=r"add prompts/nope\.md"):
        load_prompt("nope")
