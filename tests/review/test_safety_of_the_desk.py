"""What the desk lets in, and what it says to browsers."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from extractor.errors import OptionError
from extractor.review.app import create_app
from extractor.review.database import Database
from extractor.review.desk import Desk
from extractor.review.safety import Rules, is_loopback, rules_for
from review.desks import DRAFT, DeskClient

HOSTILE = (
    "<script>document.title='owned'</script> {{ 7*7 }} {% raw %} ${x} <img src=x onerror=alert(1)>"
    ' \x1b[31m \x00 \u202e “</template><b>12 boats</b>” sank, said Ann O\'Neil & "Co".\r\n'
)


@pytest.fixture
def plain(sqlite_url: str) -> Iterator[Desk]:
    """A desk for tests that are about no database."""
    opened = Desk.open(sqlite_url)
    yield opened
    opened.close()


def guarded(desk: Desk, rules: Rules, address: str = "http://127.0.0.1:8017") -> TestClient:
    """Requests to a desk with these rules, not following where they lead."""
    return requests(create_app(desk, rules), address)


def requests(app: FastAPI, address: str) -> TestClient:
    """Requests to an application, not following where they lead."""
    return TestClient(app, base_url=address, raise_server_exceptions=False, follow_redirects=False)


@pytest.fixture
def local(plain: Desk, shared_app: FastAPI) -> Iterator[TestClient]:
    """A desk on loopback."""
    shared_app.state.desk = plain
    with requests(shared_app, "http://127.0.0.1:8017") as http:
        yield http


@pytest.mark.parametrize(
    ("host", "is_let_in"),
    [
        ("127.0.0.1:8017", True),
        ("localhost:8017", True),
        ("[::1]:8017", True),
        ("LOCALHOST", True),
        ("evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("127.0.0.1@evil.example", False),
        ("evil.example:8017", False),
        ("[::1", False),
        ("127.0.0.1:port", False),
        ("", False),
    ],
)
def test_host_decides_who_is_called(local: TestClient, host: str, is_let_in: bool) -> None:
    """A name that is not the desk's own is refused: another site may point its name at us."""
    status = local.get("/api/stories", headers={"Host": host}).status_code
    assert status == (200 if is_let_in else 421)


@pytest.mark.parametrize(
    ("headers", "is_let_in"),
    [
        ({}, True),
        ({"Origin": "http://127.0.0.1:8017"}, True),
        ({"Origin": "http://127.0.0.1:8017", "Sec-Fetch-Site": "same-origin"}, True),
        ({"Origin": "http://127.0.0.1:9999"}, False),
        ({"Origin": "http://localhost:8017"}, False),
        ({"Origin": "https://evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
    ],
)
def test_other_sites_cannot_write(
    local: TestClient, headers: dict[str, str], is_let_in: bool
) -> None:
    """A write that a page of another site began is refused, whatever it writes."""
    given = {"draft": {"text": "12 boats sank."}, "initials": "AB"}
    status = local.post("/api/stories", json=given, headers=headers).status_code
    assert status == (201 if is_let_in else 403)
    assert len(local.get("/api/stories").json()["stories"]) == is_let_in


def test_other_sites_cannot_read(local: TestClient) -> None:
    """A page of another site may link to the desk, but not load from it."""
    load = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
    assert local.get("/api/stories", headers=load).status_code == 403
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert local.get("/", headers=link).status_code == 200


@pytest.mark.parametrize("path", ["/", "/api/stories", "/static/desk.js", "/nowhere", "/api/x"])
def test_every_answer_binds_the_browser(local: TestClient, path: str) -> None:
    """Refusals too come with the policy: no inline script, nothing from elsewhere, no frames."""
    headers = local.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_pages_are_not_kept_by_caches(local: TestClient) -> None:
    """Drafts stay out of caches; styles and scripts are named by their content."""
    assert local.get("/").headers["cache-control"] == "no-store"
    page = local.get("/").text
    address = page.partition('href="/static/desk.css')[2].partition('"')[0]
    assert "immutable" in local.get(f"/static/desk.css{address}").headers["cache-control"]


def test_no_page_has_inline_script_or_style(plain: Desk, local: TestClient) -> None:
    """Every page does with the scripts and styles that are served as files."""
    key = DeskClient(local).open(DRAFT)
    item = DeskClient(local).items(key)[0]["id"]
    pages = ("/", f"/stories/{key}", f"/stories/{key}/items/{item}", f"/stories/{key}/history")
    for path in pages:
        page = local.get(path, headers={"Accept": "text/html"}).text
        assert page.count("<script") == page.count('<script type="module" src="/static/')
        assert "<style" not in page
        assert " style=" not in page
        assert " onclick=" not in page


def test_hostile_story_is_data_everywhere(local: TestClient) -> None:
    """Markup, templates and control characters come back as they went, and run nowhere."""
    client = DeskClient(local)
    key = client.open(HOSTILE, HOSTILE, title="<i>{{ 7*7 }}</i>")
    page = client.story(key)
    assert page["text"] == HOSTILE
    item = client.items(key)[0]
    client.decide(key, item, note=HOSTILE.replace("\x00", ""), initials="<b>'\"")
    paths = (
        "/",
        f"/stories/{key}",
        f"/stories/{key}/history",
        f"/stories/{key}/sources/1",
        f"/stories/{key}/items/{item['id']}",
        f"/stories/{key}/items/{item['id']}?part=1",
        f"/stories/{key}/rows?ids={item['id']}",
    )
    for path in paths:
        answer = local.get(path, headers={"Accept": "text/html"})
        assert answer.status_code == 200, path
        assert "<script>" not in answer.text, path
        assert "<img" not in answer.text, path
        assert "<b>'" not in answer.text, path
        assert "<i>{{" not in answer.text, path
        assert "\x1b" not in answer.text, path
        assert "\u202e" not in answer.text, path


def test_token_is_wanted_beyond_loopback(plain: Desk) -> None:
    """Without the token nothing is shown; with it in the address once, a cookie does."""
    browser = guarded(plain, rules_for("0.0.0.0", token="s3cret-token"), "http://192.0.2.7:8017")
    for path in ("/", "/api/stories", "/static/desk.js", "/api/openapi.json"):
        assert browser.get(path).status_code == 401
        assert browser.get(f"{path}?token=wrong").status_code == 401
    entered = browser.get("/?token=s3cret-token&x=1")
    assert (entered.status_code, entered.headers["location"]) == (303, "/?x=1")
    cookie = entered.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert browser.get("/api/stories").status_code == 200
    fresh = guarded(plain, rules_for("0.0.0.0", token="s3cret-token"), "http://192.0.2.7:8017")
    bearer = {"Authorization": "Bearer s3cret-token"}
    assert fresh.get("/api/stories", headers=bearer).status_code == 200
    assert "s3cret-token" not in browser.get("/").text


def test_address_with_the_token_leads_nowhere_else(plain: Desk) -> None:
    """The redirect after the token stays on the desk, however the path is written."""
    browser = guarded(plain, rules_for("0.0.0.0", token="t"), "http://192.0.2.7:8017")
    answer = browser.get("//evil.example/?token=t")
    assert answer.headers.get("location", "/").startswith("/")
    assert not answer.headers.get("location", "/").startswith("//")


def test_named_hosts_may_be_added(plain: Desk) -> None:
    """A desk that listens everywhere answers to addresses and to the names it was given."""
    rules = rules_for("0.0.0.0", token="t", more_hosts=["Desk.example"])
    browser = guarded(plain, rules)
    bearer = {"Authorization": "Bearer t"}
    for host, status in (("desk.example", 200), ("10.0.0.9:8017", 200), ("evil.example", 421)):
        assert browser.get("/api/stories", headers={"Host": host, **bearer}).status_code == status


def test_bodies_are_limited(plain: Desk) -> None:
    """A body that is too long is refused, whether it says its length or not."""
    rules = Rules(hosts=frozenset({"127.0.0.1"}), largest_body=10_000)
    browser = guarded(plain, rules)
    long = b"x" * 20_000

    def parts() -> Iterator[bytes]:
        for _ in range(20):
            yield long[:1000]

    json = {"Content-Type": "application/json"}
    assert browser.post("/api/stories", content=long, headers=json).status_code == 413
    assert browser.post("/api/stories", content=parts(), headers=json).status_code == 413


@pytest.mark.parametrize(
    "path",
    [
        "/static/../safety.py",
        "/static/%2e%2e%2fsafety.py",
        "/static/..%5csafety.py",
        "/static/tables.py",
        "/static//etc/passwd",
        "/stories/../../etc/passwd",
        "/api/stories/..%2f..%2fetc%2fpasswd",
    ],
)
def test_no_path_of_a_request_reaches_the_disk(local: TestClient, path: str) -> None:
    """Only files that are listed by name are served."""
    assert local.get(path).status_code in (404, 422)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"draft": {"text": "12 boats"}},
        {"draft": {"text": "12 boats"}, "initials": ""},
        {"draft": {"text": "12 boats"}, "initials": "\x00"},
        {"draft": {"text": "12 boats"}, "initials": "A" * 41},
        {"draft": {"text": "12 boats", "published": "Friday"}, "initials": "A"},
        {"draft": {"text": " "}, "initials": "A"},
        {"draft": {"text": "x", "more": 1}, "initials": "A"},
    ],
)
def test_malformed_requests_are_refused_in_one_line(local: TestClient, given: Any) -> None:
    """What does not fit is named, and nothing is kept of it."""
    answer = local.post("/api/stories", json=given)
    assert answer.status_code in (400, 422)
    assert answer.json()["error"]
    assert "\n" not in answer.json()["error"]
    assert local.get("/api/stories").json()["stories"] == []


def test_faults_show_nothing_of_the_inside(
    plain: Desk, local: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bug answers with one line: no trace, no statement, no text of a story."""

    def fail(*_: object) -> None:
        raise RuntimeError("secret draft text")

    monkeypatch.setattr("extractor.review.api_stories.list_stories", fail)
    answer = local.get("/api/stories")
    assert answer.status_code == 500
    assert "secret" not in answer.text


def test_password_of_the_database_is_never_shown(caplog: pytest.LogCaptureFixture) -> None:
    """Neither the printed address nor an error holds it."""
    address = "postgresql://desk:s3cret@127.0.0.1:1/none?connect_timeout=1"
    with (
        caplog.at_level(logging.DEBUG),
        pytest.raises(Exception, match="cannot be opened") as error,
    ):
        Database(address)
    assert "s3cret" not in str(error.value)
    assert "s3cret" not in caplog.text


@pytest.mark.parametrize("address", ["mysql://root@host/db", "oracle://x", "://", "http://x/y"])
def test_other_databases_are_refused(address: str) -> None:
    """Only SQLite and PostgreSQL are known."""
    with pytest.raises(OptionError, match="--database"):
        Database(address)


@pytest.mark.parametrize(
    ("host", "is_so"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.4", False),
        ("localhost.evil.example", False),
        ("", False),
    ],
)
def test_loopback_is_known(host: str, is_so: bool) -> None:
    """Only addresses that no other machine can reach need no token."""
    assert is_loopback(host) == is_so
