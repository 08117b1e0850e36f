"""A prompt file of a user's own: what it may say, and its worked examples."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fakes import FunctionClient, faithful
from typer.testing import CliRunner

from extractor import Document, Options, extract
from extractor.asking.sentences import as_sentence
from extractor.asking.tasks import TASKS
from extractor.cli.main import app
from extractor.errors import PromptError

STORY = "The mill in Dorsby burnt down on Monday. It had 40 looms, and 12 people worked there."

PARTS = """---
task: news
version: 1
---

# system

Be short. $claim_fields $quotation_fields

# passage

Read:
$passage

About:
$items

# reask

No: $problem

# repair

Read:
$passage

About:
$items
Wrong: $problems
"""

EXAMPLE = """
# example

The quay has 31 cranes, which were built in Velm. Ships wait for nine days.

- {first}
- Ships wait for nine days.
"""


def written(folder: Path, text: str) -> Path:
    """A prompt file with this text."""
    path = folder / "own.md"
    path.write_text(text, encoding="utf-8")
    return path


def test_model_reads_the_users_words(tmp_path: Path) -> None:
    """System, passage and worked example are those of the file, and the report names it."""
    text = PARTS + EXAMPLE.format(first="The quay has 31 cranes.")
    model = FunctionClient(lambda messages, wanted: dict.fromkeys(wanted, ""))
    report = extract(STORY, model=model, options=Options(prompt=written(tmp_path, text)))
    system, example, answer, asked = model.asked[0]
    assert system["content"].startswith("Be short.")
    assert example["content"].startswith("Read:\nThe quay has 31 cranes, which")
    assert answer["content"] == (
        '{"s1":"The quay has 31 cranes.","s2":"Ships wait for nine days."}'
    )
    assert asked["content"].startswith("Read:\nThe mill")
    assert report.run.prompt == "own.md 1"


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("The quay has 13 cranes.", r'example 1 says "The quay has 13 cranes\."'),
        ("The quay has cranes.", r'says nothing of "31 cranes" in "The quay'),
        ("The quay has 31 cranes.\n- It was built in Velm.", "2 sentences and 3 statements"),
    ],
)
def test_an_example_that_errs_is_refused_before_a_call(
    tmp_path: Path, statement: str, said: str
) -> None:
    """An example is checked against its own text, and no call is paid for one that is wrong."""
    model = FunctionClient(faithful)
    prompt = written(tmp_path, PARTS + EXAMPLE.format(first=statement))
    with pytest.raises(PromptError, match=said):
        extract(STORY, model=model, options=Options(prompt=prompt))
    assert model.asked == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (PARTS.replace("$items", "all of it"), "has $passage in '# passage': it must have"),
        (PARTS.replace("# reask", "# again"), "has no section '# reask': add it"),
        (PARTS.replace("news", "sport"), "needs just 'task: news'"),
        (PARTS + "\n# example\n\nWords without a statement.\n", "1 sentences and 0 statements"),
    ],
)
def test_a_file_that_does_not_fit_is_named(tmp_path: Path, text: str, said: str) -> None:
    """One line says which file, what is wrong in it and what it needs; no model is asked."""
    model = FunctionClient(faithful)
    with pytest.raises(PromptError, match=f"'own.md'.*{re.escape(said)}"):
        extract(STORY, model=model, options=Options(prompt=written(tmp_path, text)))
    assert model.asked == []


def test_command_refuses_a_prompt_before_it_opens_a_model(tmp_path: Path) -> None:
    """`extract --prompt` reads the file first, whatever model is named."""
    story = tmp_path / "story.txt"
    story.write_text(STORY, encoding="utf-8")
    prompt = written(tmp_path, PARTS.replace("# reask", "# again"))
    words = ["extract", str(story), "--model", "openai:m", "--prompt", str(prompt)]
    ended = CliRunner().invoke(app, words)
    assert isinstance(ended.exception, PromptError)
    assert "has no section '# reask': add it" in str(ended.exception)


@pytest.mark.parametrize("code", ["en", "es"])
def test_our_own_examples_hold(code: str) -> None:
    """The examples in `prompts/` pass the checks that those of users must pass."""
    prompt = TASKS["news"].load_prompt(code)
    assert prompt.examples
    text = prompt.examples[0].text
    model = FunctionClient(faithful)
    extract(Document(text=text, language=code), model=model)
    told = [message["content"] for message in model.asked[0] if message["role"] == "assistant"]
    assert len(told) == len(prompt.examples)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("three of them were hurt", "Three of them were hurt."),
        ("Three of them were hurt.", "Three of them were hurt."),
        ("iPhone sales fell by 3%;", "iPhone sales fell by 3%."),
        ("al-Jazeera had it first,", "al-Jazeera had it first."),
        ("“We had no time to turn,” he said", "“We had no time to turn,” he said."),
        ("He called it “a record year”", "He called it “a record year”"),
        ("it begins at 5 p.m.", "It begins at 5 p.m."),
        ("12 people (two of them children)", "12 people (two of them children)."),
        ("¿quién pagará?", "¿quién pagará?"),
        ("", ""),
    ],
)
def test_a_statement_reads_as_a_sentence(words: str, sentence: str) -> None:
    """A capital in front, unless the first word has its own, and a full stop behind."""
    assert as_sentence(words) == sentence
