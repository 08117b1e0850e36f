"""How people come in to a desk: its token, the addresses that it prints, a proxy before it."""

from __future__ import annotations

import socket
from collections import namedtuple
from collections.abc import Iterator
from typing import Any

import httpx2
import psutil
import pytest
from starlette.testclient import TestClient

from extractor.cli.serving import announce, desk_rules, own_address, proxy_addresses
from extractor.errors import OptionError
from extractor.review.addresses import network_addresses
from extractor.review.app import create_app
from extractor.review.desk import Desk
from extractor.review.safety import Rules, rules_for
from extractor.review.serving import DeskServer
from review.served import Answering

TOKEN = "a-token_of.the~house-0123"

Address = namedtuple("Address", "family address")  # as psutil's own
State = namedtuple("State", "isup")  # the same

NETWORK = {
    "lo": [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")],
    "eth0": [
        (socket.AF_INET, "192.0.2.7"),
        (socket.AF_INET6, "2001:db8::7"),
        (socket.AF_INET6, "fe80::1%eth0"),
    ],
    "wlan0": [(socket.AF_INET, "198.51.100.4"), (socket.AF_INET, "169.254.7.7")],
    "off0": [(socket.AF_INET, "203.0.113.9")],
}


@pytest.fixture
def plain(sqlite_url: str) -> Iterator[Desk]:
    """A desk for tests that are about no database."""
    opened = Desk.open(sqlite_url)
    yield opened
    opened.close()


@pytest.fixture
def networks(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The networks of a machine that is on two of them."""
    known = {name: [Address(*each) for each in given] for name, given in NETWORK.items()}
    monkeypatch.setattr(psutil, "net_if_addrs", lambda: known)
    states = {name: State(name != "off0") for name in NETWORK}
    monkeypatch.setattr(psutil, "net_if_stats", lambda: states)
    return known


def browser(desk: Desk, rules: Rules, address: str = "http://192.0.2.7:8017") -> TestClient:
    """A browser that does not follow where it is led."""
    app = create_app(desk, rules)
    return TestClient(app, base_url=address, raise_server_exceptions=False, follow_redirects=False)


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0", "192.0.2.7"])
def test_token_of_the_environment_is_the_desks(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is wanted on loopback too, survives a restart, and is printed nowhere."""
    monkeypatch.setenv("EXTRACTOR_DESK_TOKEN", TOKEN)
    first, second = desk_rules(host, []), desk_rules(host, [])
    assert first.token == second.token == TOKEN
    said = "\n".join(announce("The review desk", first, host, 8017, "/stories/x"))
    assert TOKEN not in said + repr(first) + own_address(first, host, 8017)
    assert "?token= and what is in EXTRACTOR_DESK_TOKEN" in said


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("", "has 0 characters: give at least 20"),
        ("short", "has 5 characters: give at least 20"),
        ("x" * 19, "has 19 characters"),
        ("twenty characters with spaces", "cannot carry"),
        ("passwörter-sind-gut-genug", "cannot carry"),
        ("semi;colon-semi;colon-semi", "cannot carry"),
        ("line\nbreak-in-the-variable", "cannot carry"),
    ],
)
def test_token_that_is_no_good_is_refused(
    token: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line names the variable and what is wrong, and never the token."""
    monkeypatch.setenv("EXTRACTOR_DESK_TOKEN", token)
    with pytest.raises(OptionError, match=words) as refused:
        desk_rules("127.0.0.1", [])
    said = str(refused.value)
    assert said.startswith("EXTRACTOR_DESK_TOKEN ")
    assert "\n" not in said
    assert not token or token not in said


def test_new_token_is_printed_once(networks: Any) -> None:
    """Without one of its own a desk draws a token and prints it in one address."""
    rules = desk_rules("0.0.0.0", [])
    assert rules.token
    said = "\n".join(announce("The review desk", rules, "0.0.0.0", 8017))
    assert said.count(rules.token) == 1
    assert rules.token not in repr(rules)
    assert desk_rules("127.0.0.1", []).token is None
    assert desk_rules("127.0.0.1", [], behind_proxy=True).token, "others come in by the proxy"


def test_browser_opened_here_shows_the_token_to_nobody(plain: Desk) -> None:
    """Its address, which the list of processes shows, lets one browser in and then no other."""
    rules = desk_rules("0.0.0.0", [])
    assert rules.token
    address = own_address(rules, "0.0.0.0", 8017, "/stories/x")
    assert address.startswith("http://127.0.0.1:8017/stories/x?token=")
    assert rules.token not in address
    desk = create_app(plain, rules)
    opened = [
        TestClient(desk, base_url="http://127.0.0.1:8017", follow_redirects=False) for _ in range(2)
    ]
    statuses = [
        each.get(address.removeprefix("http://127.0.0.1:8017")).status_code for each in opened
    ]
    assert statuses == [303, 401]
    assert [each.get("/api/stories").status_code for each in opened] == [200, 401]


def test_addresses_are_those_of_the_networks(networks: Any) -> None:
    """Loopback, links and what is switched off are none that colleagues can use."""
    assert network_addresses(with_ipv6=False) == ["192.0.2.7", "198.51.100.4"]
    assert network_addresses(with_ipv6=True)[2:] == ["2001:db8::7"]


@pytest.mark.parametrize(
    ("host", "names", "behind_proxy", "printed"),
    [
        ("127.0.0.1", [], False, ["http://127.0.0.1:8017"]),
        ("::1", [], False, ["http://[::1]:8017"]),
        ("192.0.2.7", [], False, ["http://192.0.2.7:8017"]),
        ("0.0.0.0", [], False, ["http://192.0.2.7:8017", "http://198.51.100.4:8017"]),
        (
            "::",
            [],
            False,
            ["http://192.0.2.7:8017", "http://198.51.100.4:8017", "http://[2001:db8::7]:8017"],
        ),
        ("0.0.0.0", ["news"], False, ["http://news:8017", "http://192.0.2.7:8017"]),
        ("127.0.0.1", ["desk.example"], True, ["https://desk.example"]),
    ],
)
def test_printed_addresses_can_be_used_by_colleagues(
    networks: Any, host: str, names: list[str], behind_proxy: bool, printed: list[str]
) -> None:
    """A desk that listens everywhere names the machine's addresses, and the names it goes by."""
    rules = rules_for(host, token=None, more_hosts=names)
    lines = announce("The review desk", rules, host, 8017, names=names, behind_proxy=behind_proxy)
    assert lines[0] == f"The review desk: {printed[0]}/"
    for address in printed[1:]:
        assert f"{address}/" in lines[1]


def test_machine_without_network_names_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody else can come there is still an address."""
    monkeypatch.setattr(psutil, "net_if_addrs", dict)
    lines = announce("The review desk", rules_for("0.0.0.0", token=None), "0.0.0.0", 8017)
    assert lines == ["The review desk: http://127.0.0.1:8017/"]


def test_cookies_that_came_by_tls_go_by_nothing_else(plain: Desk) -> None:
    """Every cookie is Secure behind TLS, and none is without it."""
    rules = rules_for("192.0.2.7", token=TOKEN)
    for address, is_secure in (("http://192.0.2.7:8017", False), ("https://192.0.2.7", True)):
        with browser(plain, rules, address) as http:
            entered = http.get(f"/?token={TOKEN}").headers["set-cookie"]
            assert ("Secure" in entered) == is_secure
            assert "HttpOnly" in entered
            opened = http.post("/example", data={"initials": "AB"}).headers["set-cookie"]
            assert opened.startswith("desk_initials=")
            assert ("Secure" in opened) == is_secure


@pytest.mark.server
@pytest.mark.parametrize(("proxies", "is_believed"), [([], False), (["127.0.0.1"], True)])
def test_only_a_trusted_proxy_is_believed(
    plain: Desk, proxies: list[str], is_believed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a request says of its scheme counts where its sender was named, and nowhere else."""
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "*")
    rules = rules_for("127.0.0.1", token=TOKEN)
    server = DeskServer(plain, rules, host="127.0.0.1", port=0, proxies=proxies)
    answering = Answering(server)
    answer = httpx2.get(
        f"{answering.address}/?token={TOKEN}",
        headers={"X-Forwarded-Proto": "https"},
        trust_env=False,
    )
    answering.stop()
    assert answer.status_code == 303
    assert ("Secure" in answer.headers["set-cookie"]) == is_believed


@pytest.mark.parametrize("given", ["*", "proxy.example", "", "10.0.0.0/33"])
def test_proxies_are_named_by_address(given: str) -> None:
    """A name, or everybody, is no proxy to believe."""
    with pytest.raises(OptionError, match="--trust-proxy"):
        proxy_addresses([given])
    assert proxy_addresses(["10.0.0.4", "2001:db8::/64"]) == ["10.0.0.4", "2001:db8::/64"]
