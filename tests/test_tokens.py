"""Tokens counted by length, against what a server counted."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from recording import CASSETTES

from extractor.llm.tokens import estimate_messages, estimate_tokens


def recorded(name: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Each request of a recording that was answered with a count, and the answer."""
    tape = yaml.safe_load((CASSETTES / f"{name}.yaml").read_text("utf-8"))
    calls = []
    for each in tape["interactions"]:
        response = each["response"]["body"]["string"]
        if each["response"]["status"]["code"] == 200 and "usage" in response:
            calls.append((json.loads(each["request"]["body"]), json.loads(response)))
    return calls


# Not "asked_again": there the server is given one message of several, and counts that one.
@pytest.mark.parametrize("name", ["clean", "model_errs", "coding"])
def test_the_estimate_is_near_what_the_server_counted(name: str) -> None:
    """For each conversation by a seventh at the most, for the answers of a story by a third."""
    calls = recorded(name)
    assert calls
    for request, answer in calls:
        counted = answer["usage"]["prompt_tokens"]
        assert abs(estimate_messages(request["messages"]) - counted) < counted / 7
    said = sum(estimate_tokens(a["choices"][0]["message"]["content"]) for _, a in calls)
    counted = sum(a["usage"]["completion_tokens"] for _, a in calls)
    assert abs(said - counted) < counted / 3
