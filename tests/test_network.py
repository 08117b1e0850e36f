"""A story goes only where the user sent it, and what stands in its way is said in one line."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from batch.served import served

from extractor import Options, extract
from extractor.errors import (
    CertificateError,
    OptionError,
    ProviderError,
    RedirectRefusedError,
    UnreachableError,
)

STORY = "A storm flooded 40 homes on Monday."
KEY = "sk-very-secret-0123456789"


def ask(url: str, **told: float) -> None:
    """One story to the server at this address."""
    options = Options(base_url=url, max_repairs=0, **{"retry_limit_s": 0.3, **told})
    extract(STORY, model="openai:small", options=options)


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


@pytest.mark.server
@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.2:{port}/v1/chat/completions",
        "http://127.0.0.1:9/v1/chat/completions",
        "https://127.0.0.1:{port}/v1/chat/completions",
        "//elsewhere.example/v1/chat/completions",
        "http://127.0.0.1:{port}@elsewhere.example/v1",
        "http://[bad",
    ],
    ids=["host", "port", "scheme", "no scheme", "userinfo", "no address"],
)
def test_a_redirect_to_elsewhere_is_refused(to: str) -> None:
    """Another host, port or scheme gets nothing: the line names both addresses."""
    with served() as (url, server):
        port = url.removesuffix("/v1").rsplit(":", 1)[1]
        server.outages = [(1, 99, f"redirect {to.format(port=port)}")]
        with pytest.raises(RedirectRefusedError, match="sends the story on to") as caught:
            ask(url)
        assert server.calls == 1
    assert url in str(caught.value)
    named = {"http://[bad": "bad"}.get(to, to.format(port=port)[:16])
    assert ("elsewhere.example" if "elsewhere" in to else named) in str(caught.value)
    assert KEY not in str(caught.value)


@pytest.mark.server
def test_a_redirect_on_the_same_server_is_followed() -> None:
    """A server may move its own paths about."""
    with served() as (url, server):
        server.outages = [(1, 1, "redirect /v1/other")]
        ask(url)
        assert server.calls == 2


@pytest.mark.server
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1"])
@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
def test_loopback_is_asked_past_any_proxy(
    variable: str, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The environment's proxy gets no call that stays on this machine."""
    with served() as (proxy, other), served() as (url, server):
        monkeypatch.setenv(variable, proxy.removesuffix("/v1"))
        ask(url.replace("127.0.0.1", host))
        assert (server.calls, other.calls) == (1, 0)


@pytest.mark.server
def test_other_hosts_are_asked_through_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a proxy is the way out it is still taken."""
    with served() as (proxy, server):
        monkeypatch.setenv("HTTP_PROXY", proxy.removesuffix("/v1"))
        ask("http://model.example/v1")
        assert server.calls == 1


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "https_proxy", "ALL_PROXY"])
@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("::bad::", "is not the address of a proxy"),
        ("http://host:port", "is not the address of a proxy"),
        ("http://host:99999", "is not the address of a proxy"),
        ("http://", "is not the address of a proxy"),
        ("ftp://host:2", "is not the address of a proxy"),
        ("socks4://host:2", "is not the address of a proxy"),
        ("http://[bad", "is not the address of a proxy"),
        ("http://user:pass word@ho st:1", "is not the address of a proxy"),
        ("socks5://127.0.0.1:1", "names a SOCKS proxy, and that takes one more package"),
    ],
)
def test_a_malformed_proxy_is_named_by_its_variable(
    variable: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before any call: which variable, and never its value, which may hold a password."""
    monkeypatch.setenv(variable, value)
    with pytest.raises(OptionError) as caught:
        ask("http://model.example/v1")
    assert str(caught.value).startswith(f"{variable} {said}")
    assert "pass" not in str(caught.value).replace("pass it", "")


@pytest.mark.parametrize("value", ["[x", "a b", "10.0.0.0/99", "host:port", "http://[x"])
def test_a_malformed_exception_from_the_proxy_is_named(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An entry that would be passed over in silence would send a story through the proxy."""
    monkeypatch.setenv("NO_PROXY", f"model.test, {value}")
    with pytest.raises(OptionError, match="NO_PROXY has"):
        ask("http://model.example/v1")


@pytest.mark.parametrize(
    "value", ["", "*", "localhost,.example.org", "*.example.org", "10.0.0.0/8, ::1", "[::1]:8080"]
)
def test_ordinary_exceptions_from_the_proxy_are_none(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What curl and others read is no mistake."""
    from extractor.llm.connecting import check_proxies

    monkeypatch.setenv("NO_PROXY", value)
    check_proxies()


def certificate(folder: Path, *, host: str = "127.0.0.1", days: int = 30) -> Path:
    """A certificate that signs itself, with its key, in one file."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "desk")])
    where: x509.GeneralName = (
        x509.IPAddress(ip_address(host)) if host[0].isdigit() else x509.DNSName(host)
    )
    until = datetime.now(UTC) + timedelta(days=days)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(until - timedelta(days=60))
        .not_valid_after(until)
        .add_extension(x509.SubjectAlternativeName([where]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "server.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.fixture
def _quiet() -> Iterator[None]:
    """The server's own word about a client that hangs up is none of the test's."""
    import logging

    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    yield
    logging.getLogger("asyncio").setLevel(logging.NOTSET)


@pytest.mark.server
@pytest.mark.usefixtures("_quiet")
@pytest.mark.parametrize(
    ("host", "days", "is_known", "said"),
    [
        ("127.0.0.1", 30, False, "self-signed certificate"),
        ("desk.example", 30, True, "mismatch"),
        ("127.0.0.1", -1, True, "expired"),
    ],
    ids=["self-signed", "wrong host", "expired"],
)
def test_a_certificate_that_is_not_trusted_is_said_to_be_that(
    host: str,
    days: int,
    is_known: bool,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is not "nothing answers": the line says what is wrong with the certificate."""
    path = certificate(tmp_path, host=host, days=days)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(path)
    if is_known:
        monkeypatch.setenv("SSL_CERT_FILE", str(path))
    with (
        served(tls=tls) as (url, server),
        pytest.raises(CertificateError, match="is not trusted") as caught,
    ):
        ask(url)
    assert said in str(caught.value)
    assert server.calls == 0


@pytest.mark.server
def test_a_certificate_of_ones_own_is_taken_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SSL_CERT_FILE works on this machine too, as the line about it says."""
    path = certificate(tmp_path)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    with served(tls=tls) as (url, server):
        ask(url)
        assert server.calls == 1


@pytest.mark.server
def test_http_where_https_was_said_is_no_silence() -> None:
    """A server that speaks no TLS is said to speak none."""
    with served() as (url, _), pytest.raises(CertificateError, match="no TLS comes about"):
        ask(url.replace("http:", "https:"))


@pytest.mark.server
def test_nothing_at_the_address_is_said_to_be_nothing() -> None:
    """And where nothing answers, that is what the line says."""
    with pytest.raises(UnreachableError, match=r"nothing answers at http://127\.0\.0\.1:9/v1/"):
        ask("http://127.0.0.1:9/v1")


@pytest.mark.server
def test_a_key_that_a_server_repeats_is_in_no_text_of_the_error() -> None:
    """Neither in the line nor in a cause or context of it, shown or not."""
    with served(outages=[(1, 99, "echo")]) as (url, _), pytest.raises(ProviderError) as caught:
        ask(url)
    waiting: list[BaseException | None] = [caught.value]
    seen = 0
    while waiting:
        each = waiting.pop()
        if each is not None:
            seen += 1
            assert KEY not in f"{each} {each!r} {vars(each)}"
            waiting += [each.__cause__, each.__context__]
    assert seen >= 2
    assert "…" in str(caught.value)
