"""OpenTelemetry spans around calls, where OpenTelemetry is installed; without it, nothing.

The names follow the semantic conventions for generative AI. Neither the story nor the answer goes
into a span.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from urllib.parse import urlsplit

Attribute = str | int | float


class CallSpan:
    """What is noted of one call; does nothing where no span is recorded."""

    def __init__(self, span: Any = None) -> None:
        """Without a span, everything is thrown away."""
        self._span = span

    def note(self, **attributes: Attribute | None) -> None:
        """Put attributes on the span; dots are written as two underscores."""
        if self._span is None:
            return
        for name, value in attributes.items():
            if value is not None:
                self._span.set_attribute(name.replace("__", "."), value)


@cache
def _tracer() -> Any:
    try:
        from opentelemetry import trace
    except ImportError:
        return None
    return trace.get_tracer("fact-extractor")


@contextmanager
def call_span(model: str, endpoint: str | None) -> Iterator[CallSpan]:
    """A client span around one attempt to ask `model`, its error noted by name."""
    tracer = _tracer()
    if tracer is None:
        yield CallSpan()
        return
    from opentelemetry.trace import SpanKind, Status, StatusCode

    with tracer.start_as_current_span(
        f"chat {model}", kind=SpanKind.CLIENT, record_exception=False, set_status_on_exception=False
    ) as span:
        call = CallSpan(span)
        where = urlsplit(endpoint or "")
        call.note(
            gen_ai__operation__name="chat",
            gen_ai__provider__name="openai",
            gen_ai__request__model=model,
            server__address=where.hostname,
            server__port=where.port,
        )
        try:
            yield call
        except BaseException as error:
            # The name only: a message may quote the story, or a key.
            span.set_status(Status(StatusCode.ERROR))
            call.note(error__type=type(error).__name__)
            raise


@contextmanager
def document_span(name: str) -> Iterator[None]:
    """A span around one document of a batch, so that its calls stand together."""
    tracer = _tracer()
    if tracer is None:
        yield
        return
    with tracer.start_as_current_span(f"document {name}"):
        yield
