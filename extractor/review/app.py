"""The desk as a web application: its pages and its JSON."""

from __future__ import annotations

from fastapi import FastAPI

from extractor.review.api import api
from extractor.review.api_queries import query_api
from extractor.review.api_sources import sources_api
from extractor.review.api_stories import stories_api
from extractor.review.application import guarded_app
from extractor.review.desk import Desk
from extractor.review.pages import pages
from extractor.review.query_pages import query_pages
from extractor.review.safety import Rules
from extractor.review.source_pages import source_pages
from extractor.review.story_pages import story_pages


def create_app(desk: Desk, rules: Rules) -> FastAPI:
    """The application of one desk; it closes the desk when it ends."""
    app = guarded_app(
        rules,
        title="The review desk",
        summary="Stories, what the checks say of their facts, and the sign-offs of editors.",
        close=lambda: app.state.desk.close(),
    )
    app.state.desk = desk
    app.include_router(api)
    app.include_router(query_api)
    app.include_router(sources_api)
    app.include_router(stories_api)
    # The more particular paths first: one of a story's acts would take any word for its name.
    app.include_router(query_pages, include_in_schema=False)
    app.include_router(source_pages, include_in_schema=False)
    app.include_router(story_pages, include_in_schema=False)
    app.include_router(pages, include_in_schema=False)
    return app
