"""Spans for those who trace their calls."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from extractor.errors import ProviderError
from extractor.llm.tracing import _tracer, call_span, document_span

sdk = pytest.importorskip("opentelemetry.sdk.trace", reason="OpenTelemetry is optional")


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """What is recorded, in memory."""
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor
    from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

    exporter = InMemorySpanExporter()
    provider = sdk.TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr("opentelemetry.trace.get_tracer", provider.get_tracer)
    _tracer.cache_clear()
    yield exporter
    _tracer.cache_clear()


def test_a_call_is_a_span_by_the_conventions(spans: object) -> None:
    """Model, server and tokens are on the span; the call stands under its document."""

    async def work() -> None:
        with document_span("ferry.txt"), call_span("m", "http://127.0.0.1:8080/v1") as span:
            span.note(gen_ai__usage__input_tokens=12, gen_ai__usage__output_tokens=3)

    asyncio.run(work())
    call, document = spans.get_finished_spans()  # type: ignore[attr-defined]
    assert call.name == "chat m"
    assert dict(call.attributes) == {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openai",
        "gen_ai.request.model": "m",
        "server.address": "127.0.0.1",
        "server.port": 8080,
        "gen_ai.usage.input_tokens": 12,
        "gen_ai.usage.output_tokens": 3,
    }
    assert call.parent.span_id == document.context.span_id


def test_a_failed_call_is_noted_by_the_name_of_its_error_alone(spans: object) -> None:
    """An error's message may quote the story or a key: it does not reach the span."""
    with pytest.raises(ProviderError), call_span("m", None):
        raise ProviderError("the key sk-secret is wrong")
    (call,) = spans.get_finished_spans()  # type: ignore[attr-defined]
    assert call.attributes["error.type"] == "ProviderError"
    assert not call.events
    assert "sk-secret" not in call.to_json()


def test_without_opentelemetry_nothing_is_traced(monkeypatch: pytest.MonkeyPatch) -> None:
    """The spans cost nothing and fail nothing where the package is not installed."""
    monkeypatch.setattr("extractor.llm.tracing._tracer", lambda: None)
    with document_span("x"), call_span("m", None) as span:
        span.note(gen_ai__usage__input_tokens=1)
