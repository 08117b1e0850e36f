"""The JSON side against its own description."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from starlette.testclient import TestClient

from extractor.review.api import api
from extractor.review.api_queries import query_api
from extractor.review.api_sources import sources_api
from extractor.review.api_stories import stories_api
from extractor.review.app import create_app
from extractor.review.desk import Desk
from extractor.review.pages import pages
from extractor.review.query_pages import query_pages
from extractor.review.safety import rules_for
from extractor.review.source_pages import source_pages
from extractor.review.story_pages import story_pages
from review.desks import DRAFT, SOURCE, DeskClient

FILES = ("multipart/form-data",)
JSON = (api, query_api, sources_api, stories_api)
PAGES = (pages, query_pages, source_pages, story_pages)


@pytest.fixture
def described(migrated: Path, tmp_path: Path) -> Iterator[tuple[Any, str]]:
    """A desk's application, and the key of the one story on it."""
    file = tmp_path / "desk.sqlite"
    shutil.copy(migrated, file)
    desk = Desk.open(f"sqlite:///{file}")
    app = create_app(desk, rules_for("127.0.0.1", token=None, more_hosts=["testserver"]))
    key = DeskClient(TestClient(app, base_url="http://127.0.0.1")).open(DRAFT, SOURCE)
    yield app, key
    desk.close()


def test_every_page_is_also_json() -> None:
    """Each page that shows a story has its data under the same path below /api."""
    shown = paths(PAGES, "GET")
    # /api/stories, and parts of the story's own page
    shown -= {"/", "/stories/{key}/rows", "/stories/{key}/runs"}
    assert {f"/api{path}" for path in shown} <= paths(JSON, "GET")


def paths(routers: Any, method: str) -> set[str]:
    """The paths that answer to a method."""
    routes = [route for router in routers for route in router.routes]
    return {route.path for route in routes if method in route.methods}


@pytest.mark.server
def test_answers_are_as_described(described: tuple[Any, str]) -> None:
    """Whatever is sent, the answer has a described status and shape, and never is a fault."""
    schemathesis = pytest.importorskip("schemathesis", reason="needs `pip install schemathesis`")
    from schemathesis.specs.openapi.checks import positive_data_acceptance

    app, key = described
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    count = 0
    for found in schema.get_all_operations():
        operation = found.ok()
        count += 1

        @settings(
            max_examples=10,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def answers(case: Any) -> None:
            # A made-up key is refused at the door: half of the cases go further.
            if case.path_parameters and len(str(case.path_parameters.get("key", ""))) % 2:
                case.path_parameters["key"] = key
            # No schema can say that a file must be a worksheet or have words in it.
            # Nor that the words of a fact are in a draft that an earlier case has replaced.
            answer = case.call(timeout=600)
            is_open = case.media_type in FILES or answer.status_code == 410
            skipped = [positive_data_acceptance] if is_open else []
            case.validate_response(answer, excluded_checks=skipped)

        answers()
    routes = [route for router in JSON for route in router.routes]
    assert count == sum(route.include_in_schema for route in routes)  # type: ignore[attr-defined]  # all are routes of ours
