"""Whose fault a failed call is, and what is said of it: tables of what servers do."""

from __future__ import annotations

import pickle
import ssl
import traceback
from collections.abc import Iterator
from typing import Any

import httpx2
import openai
import pytest

from extractor.errors import (
    AnswerTooLargeError,
    CertificateError,
    ConnectionLostError,
    InvalidAnswerError,
    KeyRefusedError,
    NoCompletionError,
    ProviderError,
    QuotaSpentError,
    RedirectRefusedError,
    SchemaRefusedError,
    TimeLimitError,
    TruncatedAnswerError,
    UnknownModelError,
    UnreachableError,
)
from extractor.llm.connecting import is_loopback
from extractor.llm.explaining import Explainer
from extractor.llm.faults import fault_of, meets_all_alike

KEY = "sk-very-secret-0123456789"
REQUEST = httpx2.Request("POST", "http://model/v1", headers={"authorization": f"Bearer {KEY}"})
EXPLAINER = Explainer("http://model/v1/", "small", KEY)


def status(code: int, body: object = None, **headers: str) -> openai.APIStatusError:
    """What the SDK raises for an answer of this status."""
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    answer = httpx2.Response(code, headers=told, request=REQUEST)
    return openai.APIStatusError(f"{code}", response=answer, body=body)


def lost(cause: Exception) -> openai.APIConnectionError:
    """What the SDK raises where no answer came, because of this."""
    error: openai.APIConnectionError = openai.APIConnectionError(request=REQUEST)
    if isinstance(cause, httpx2.TimeoutException):
        error = openai.APITimeoutError(request=REQUEST)
    error.__cause__ = cause
    return error


def below(cause: Exception, root: Exception) -> Exception:
    """The cause with what lies under it."""
    cause.__cause__ = root
    return cause


UNTRUSTED = ssl.SSLCertVerificationError(1, "self-signed certificate")
UNTRUSTED.verify_message = "self-signed certificate"
NO_TLS = ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER] wrong version number")


@pytest.mark.parametrize(
    ("error", "kind", "whose", "is_tried_again"),
    [
        (status(400), SchemaRefusedError, "unknown", False),
        (status(401), KeyRefusedError, "server", False),
        (status(402), QuotaSpentError, "server", False),
        (status(403), KeyRefusedError, "unknown", False),
        (status(404), UnknownModelError, "server", False),
        (status(408), TimeLimitError, "unknown", True),
        (status(413), ProviderError, "unknown", False),
        (status(422), SchemaRefusedError, "unknown", False),
        (status(429), TimeLimitError, "unknown", True),
        (status(429, {"code": "insufficient_quota"}), QuotaSpentError, "server", False),
        (status(400, {"code": "billing_not_active"}), QuotaSpentError, "server", False),
        (status(429, {"code": "rate_limit_exceeded"}), TimeLimitError, "unknown", True),
        (status(500), TimeLimitError, "unknown", True),
        (status(503), TimeLimitError, "unknown", True),
        (status(529), TimeLimitError, "unknown", True),
        (lost(httpx2.ConnectError("refused")), UnreachableError, "server", True),
        (lost(httpx2.ConnectTimeout("late")), UnreachableError, "server", True),
        (lost(httpx2.ProxyError("407")), UnreachableError, "server", True),
        (lost(httpx2.ReadTimeout("late")), TimeLimitError, "unknown", True),
        (TimeoutError(), TimeLimitError, "unknown", True),
        (lost(httpx2.ReadError("reset")), ConnectionLostError, "unknown", True),
        (lost(httpx2.RemoteProtocolError("gone")), ConnectionLostError, "unknown", True),
        (lost(below(httpx2.ConnectError("x"), UNTRUSTED)), CertificateError, "server", False),
        (lost(below(httpx2.ConnectError("x"), NO_TLS)), CertificateError, "server", False),
        (lost(EXPLAINER.redirected("http://else")), RedirectRefusedError, "server", False),
        (lost(EXPLAINER.too_large(8_000_000)), AnswerTooLargeError, "unknown", False),
        (ValueError("Expecting value: line 1"), NoCompletionError, "unknown", True),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else str(value)[:30],
)
def test_what_servers_do_and_whose_fault_it_is(
    error: Exception, kind: type[ProviderError], whose: str, is_tried_again: bool
) -> None:
    """Each way to fail has one name and one owner, and is tried again or not."""
    explained = EXPLAINER.explain(error)
    assert type(explained) is kind
    fault = fault_of(explained)
    assert (fault.whose, fault.is_tried_again) == (whose, is_tried_again)
    assert meets_all_alike(explained) == (whose == "server")
    assert "\n" not in str(explained)


@pytest.mark.parametrize(
    "error", [TruncatedAnswerError("cut off"), InvalidAnswerError("no"), ZeroDivisionError()]
)
def test_what_no_server_did_is_the_documents(error: Exception) -> None:
    """An answer of no use, or our own error, is never put down to the server."""
    assert fault_of(error).whose == "document"
    assert not meets_all_alike(error)


@pytest.mark.parametrize(
    "error",
    [
        status(400, {"message": f"bad header Authorization: Bearer {KEY}"}),
        status(401, {"error": {"message": f"Incorrect API key provided: {KEY}"}}),
        status(500, f"panic at {KEY}"),
        status(404, {"detail": [KEY]}),
        lost(httpx2.ReadError(f"broken pipe {KEY}")),
        ValueError(f"no JSON: {KEY}"),
        lost(below(httpx2.ConnectError(KEY), OSError(KEY))),
    ],
    ids=range(7),
)
def test_the_key_stands_in_no_error_and_in_nothing_below_it(error: Exception) -> None:
    """Whatever a server repeats, no text of the error, its causes and contexts has the key."""
    explained = EXPLAINER.explain(error)
    assert explained.__cause__ is not None, "what lies underneath is told"
    for each in _all_below(explained):
        told = [str(each), repr(each), repr(vars(each)), *traceback.format_exception(each)]
        assert KEY not in "".join(told)


def _all_below(error: BaseException | None) -> Iterator[BaseException]:
    if error is not None:
        yield error
        yield from _all_below(error.__cause__)
        yield from _all_below(error.__context__)


def test_what_a_program_reads_of_an_error_crosses_processes() -> None:
    """Status and wait are still there on the other side of a pipe."""
    there = pickle.loads(pickle.dumps(EXPLAINER.explain(status(429, retry_after="7"))))
    assert isinstance(there, ProviderError)
    assert (there.status, there.wait_s) == (429, 7.0)


@pytest.mark.parametrize(
    ("host", "is_here"),
    [
        ("127.0.0.1", True),
        ("127.9.8.7", True),
        ("127.1", True),
        ("2130706433", True),
        ("localhost", True),
        ("LOCALHOST.", True),
        ("desk.localhost", True),
        ("::1", True),
        ("[::1]", True),
        ("::ffff:127.0.0.1", True),
        ("0.0.0.0", True),
        ("10.0.0.1", False),
        ("192.168.1.4", False),
        ("localhost.example.org", False),
        ("127.0.0.1.example.org", False),
        ("api.openai.com", False),
        ("2001:db8::1", False),
    ],
)
def test_loopback_is_told_however_it_is_written(host: str, is_here: bool) -> None:
    """What stays on this machine is known by name, number and short form."""
    assert is_loopback(host) == is_here


def test_every_error_of_a_provider_has_an_owner() -> None:
    """A new kind of error cannot be forgotten: each class under ProviderError is of some row."""

    def kinds(kind: type[Any]) -> Iterator[type[Any]]:
        yield kind
        for each in kind.__subclasses__():
            yield from kinds(each)

    assert {fault_of(kind("no")).whose for kind in kinds(ProviderError)} == {"server", "unknown"}
