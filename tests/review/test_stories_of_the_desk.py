"""Stories as a whole: settings, archive, deletion, the list, the legal queue, second signatures."""

from __future__ import annotations

import asyncio
import csv
from datetime import datetime, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from starlette.testclient import TestClient

from extractor.review.app import create_app
from extractor.review.desk import Desk
from extractor.review.store.results import under_way
from extractor.review.tables import Base
from review.desks import DRAFT, LOCAL, SECOND, SOURCE, DeskClient

HTML = {"Accept": "text/html"}


def settings(client: DeskClient, key: str) -> Any:
    """The settings of a story."""
    return client.get(f"/stories/{key}/settings")


def try_change(client: DeskClient, key: str, **given: Any) -> Any:
    """Change settings as they are now, unless another version is given; gives the answer."""
    said = {"version": settings(client, key)["version"], "initials": "AB", **given}
    return client.http.post(f"/api/stories/{key}/settings", json=said)


def change(client: DeskClient, key: str, **given: Any) -> Any:
    """A change that is taken."""
    made = client.ok(try_change(client, key, **given))
    client.checked(key)
    return made


def act(client: DeskClient, key: str, name: str, **given: Any) -> Any:
    """Archive, bring back or delete; gives the answer."""
    said = {"version": settings(client, key)["version"], "initials": "AB", **given}
    return client.http.post(f"/api/stories/{key}/{name}", json=said)


def listed(client: DeskClient, **wanted: Any) -> list[str]:
    """The titles of the stories that are listed."""
    answer = client.ok(client.http.get("/api/stories", params=wanted))
    return [story["title"] for story in answer["stories"]]


def history(client: DeskClient, key: str) -> list[tuple[str, str]]:
    """Who did what with a story, the first line first."""
    lines = client.get(f"/stories/{key}/history")["entries"]
    return [(line["who"], line["what"]) for line in reversed(lines)]


# Settings.


def test_settings_are_changed_one_by_one_with_a_line_each(client: DeskClient) -> None:
    """What is given changes and has a line of history; what is not given stays."""
    key = client.open(DRAFT, SOURCE)
    change(client, key, title="  The crane\n", assigned_to="MW", initials="CD")
    made = change(client, key, due={"day": "2031-05-04", "time": "14:30"}, priority="high")
    assert (made["title"], made["assigned_to"], made["priority"]) == ("The crane", "MW", "high")
    assert made["due"] == {"day": "2031-05-04", "time": "14:30"}
    assert made["version"] == 3
    assert change(client, key, due=None)["due"] is None
    assert [line for line in history(client, key) if line[0] != "the desk"] == [
        ("AB", "opened"),
        ("AB", "source added"),
        ("CD", "renamed"),
        ("CD", "assigned"),
        ("AB", "due"),
        ("AB", "priority"),
        ("AB", "due"),
    ]
    page = client.story(key)["story"]
    assert (page["title"], page["assigned_to"], page["due"]) == ("The crane", "MW", None)


def test_settings_that_say_what_is_there_change_nothing(client: DeskClient) -> None:
    """Saving a form that nobody touched makes no version and no line."""
    key = client.open(DRAFT, SOURCE)
    before = history(client, key)
    now = settings(client, key)
    given = {name: now[name] for name in ("title", "due", "priority", "published")}
    made = change(client, key, **given, assigned_to="", sources=[{"number": 1, "published": None}])
    assert made == now
    assert history(client, key) == before


def test_settings_seen_in_another_version_are_refused(client: DeskClient) -> None:
    """Who did not see the latest change is told whose it was; nothing is overwritten."""
    key = client.open(DRAFT)
    change(client, key, title="Crane", initials="CD")
    for refused in (
        try_change(client, key, version=1, title="Dock"),
        act(client, key, "archive", version=1),
        act(client, key, "delete", version=1, title="Crane"),
    ):
        assert refused.status_code == 409
        assert refused.json()["error"].startswith("CD renamed it on ")
    later = try_change(client, key, version=9, title="Dock")
    assert "seen on another desk" in later.json()["error"]
    assert settings(client, key)["title"] == "Crane"


@pytest.mark.parametrize(
    ("given", "status", "words"),
    [
        ({"title": " "}, 422, "title"),
        ({"title": "\u200b\x01"}, 400, "the title is empty"),
        ({"assigned_to": "Mine"}, 400, "is a word of the list"),
        ({"due": {"day": "2031-02-30"}}, 422, "due.day"),
        ({"due": {"day": "2031-02-03", "time": "25:00"}}, 422, "due.time"),
        ({"priority": "urgent"}, 422, "priority"),
        ({"sources": [{"number": 7, "published": "2031-02-03"}]}, 404, "no source 7"),
    ],
)
def test_settings_that_cannot_be_are_refused(
    client: DeskClient, given: Any, status: int, words: str
) -> None:
    """Each is refused in one line that names it, and nothing of the change is kept."""
    key = client.open(DRAFT)
    refused = try_change(client, key, **{"title": "Crane", **given})
    assert refused.status_code == status, refused.text
    assert words in refused.json()["error"]
    assert settings(client, key)["version"] == 1


def test_form_of_settings_shows_both_where_somebody_was_faster(client: DeskClient) -> None:
    """What was typed is still in the form, and beside it what the desk has by now."""
    key = client.open(DRAFT, SOURCE)
    path = f"/stories/{key}/settings"
    form = {"version": "1", "initials": "AB", "title": "Dock", "priority": "low", "source-1": ""}
    change(client, key, title="Crane <b>", initials="CD")
    refused = client.http.post(path, data=form, headers=HTML)
    assert refused.status_code == 409
    assert "CD renamed it" in refused.text
    assert 'value="Dock"' in refused.text
    assert "on the desk: Crane &lt;b&gt;" in refused.text
    taken = client.http.post(path, data={**form, "version": "2"}, follow_redirects=False)
    assert taken.status_code == 303
    now = settings(client, key)
    assert (now["title"], now["priority"]) == ("Dock", "low")
    timed = client.http.post(path, data={**form, "version": "3", "due_time": "10:00"}, headers=HTML)
    assert "add the date" in timed.text


# Days of publication.


def test_day_of_a_source_is_set_and_its_friday_read_by_it(client: DeskClient) -> None:
    """A day that is set later is what relative dates are read against; the checks say so."""
    key = client.open("The bridge closed on July 4, 2025.\n", "The bridge closed on Friday.\n")
    before = client.item(key, "July 4, 2025")["need"]
    change(client, key, sources=[{"number": 1, "published": "2025-07-05"}])
    assert client.item(key, "July 4, 2025")["need"] == "match" != before
    change(client, key, sources=[{"number": 1, "published": "2025-08-20"}])
    assert client.item(key, "July 4, 2025")["need"] != "match"
    assert client.story(key)["story"]["sources"][0]["published"] == "2025-08-20"


def test_day_of_the_story_goes_into_new_versions(client: DeskClient) -> None:
    """A new version without a day of its own has that of the one before."""
    key = client.open(DRAFT, SOURCE)
    change(client, key, published="2026-05-05")
    client.new_draft(key, SECOND)
    assert settings(client, key)["published"] == "2026-05-05"


def test_set_day_takes_the_signature_back_and_keeps_sign_offs(client: DeskClient) -> None:
    """The signature was given for other dates; decisions stay where nothing new is reported."""
    key = client.open(DRAFT, SOURCE)
    client.settle(key)
    client.ok(client.sign(key))
    change(client, key, published="2026-05-05")
    page = client.story(key)["story"]
    assert page["signed_by"] is None
    assert "the day of publication of version 1 of the draft was set" in page["unsigned"]
    assert page["counts"]["settled"] == page["counts"]["total"]
    client.ok(client.sign(key))


def test_story_is_not_signed_on_checks_of_other_days(desk: Desk, client: DeskClient) -> None:
    """Until the checks have read the new day nobody can sign, whoever stopped them."""
    key = client.open(DRAFT, SOURCE)
    client.settle(key)
    change_seen = client.story(key)["story"]["change"]
    with desk.database.writing() as session:
        session.execute(text("update stories set dated = dated + 1"))
    path = f"/api/stories/{key}/signature?draft=1&change={change_seen}"
    refused = client.http.post(path, json={"initials": "AB"})
    assert "the checks have not finished" in refused.json()["error"]
    client.story(key)  # opening the page has them run
    client.checked(key)
    client.ok(client.sign(key))


# Archive.


def test_archived_story_is_only_read(client: DeskClient) -> None:
    """It leaves the list, every act is refused in one line, and it comes back as it was."""
    key = client.open(DRAFT, SOURCE, title="Crane")
    client.settle(key)
    client.ok(act(client, key, "archive", initials="CD"))
    item = client.item(key, "Piet Lund")
    document = {"document": {"text": "New words."}, "initials": "AB"}
    for answer in (
        client.try_decide(key, item),
        client.sign(key),
        client.claim(key, item, "AB"),
        try_change(client, key, title="Dock"),
        act(client, key, "archive"),
        client.http.post(f"/api/stories/{key}/drafts", json=document),
        client.http.post(f"/api/stories/{key}/sources", json=document),
        client.http.post(f"/api/stories/{key}/check", json={"initials": "AB"}),
        client.http.post(f"/api/stories/{key}/items", json={"initials": "AB", "words": "steel"}),
    ):
        assert answer.status_code == 409, answer.text
        assert answer.json()["error"].startswith("this story was archived by CD")
    assert (listed(client), listed(client, state="archived")) == ([], ["Crane"])
    shown = client.http.get(f"/stories/{key}", headers=HTML).text
    assert "Archived by CD" in shown
    client.ok(act(client, key, "bring-back"))
    assert act(client, key, "bring-back").status_code == 409
    assert listed(client) == ["Crane"]
    client.ok(client.sign(key))


# Deletion.


def test_deleted_story_is_gone_and_the_log_says_so(desk: Desk, client: DeskClient) -> None:
    """No table has anything of it; the log has title, who and when; other stories stay."""
    stays = client.open(DRAFT, SOURCE, title="Stays")
    before = {table.name: rows(desk, table) for table in Base.metadata.sorted_tables}
    key = client.open(DRAFT, SOURCE, title="The “crane” – at the dock")
    client.decide(key, client.item(key, "Piet Lund"), note="spelt so")
    client.new_draft(key, SECOND)
    change(client, key, assigned_to="MW")
    wrong = act(client, key, "delete", title="The crane")
    assert wrong.status_code == 409
    assert "is not that of the story" in wrong.json()["error"]
    line = client.ok(act(client, key, "delete", title=' The "crane" - at the dock', initials="CD"))
    assert (line["who"], line["title"], line["key"]) == ("CD", "The “crane” – at the dock", key)
    assert line["detail"]["opened by"] == "AB"
    assert client.get("/log")["entries"] == [line]
    assert client.http.get(f"/api/stories/{key}").status_code == 404
    after = {table.name: rows(desk, table) for table in Base.metadata.sorted_tables}
    assert after == {**before, "desk_log": 1}
    assert client.story(stays)["story"]["title"] == "Stays"
    again = client.open(DRAFT, SOURCE)
    client.decide(again, client.item(again, "Piet Lund"))


def rows(desk: Desk, table: Any) -> int:
    """How many lines a table has."""
    with desk.database.engine.connect() as connection:
        return int(connection.execute(text(f"select count(*) from {table.name}")).scalar() or 0)


def test_story_is_not_deleted_while_the_model_reads_it(desk: Desk, client: DeskClient) -> None:
    """A run that is under way has to end first; a run that was cut off is in nobody's way."""
    key = client.open(DRAFT, title="Crane")
    with under_way(desk.database, key, "model", model="one"):
        refused = act(client, key, "delete", title="Crane")
        assert refused.status_code == 409
        assert refused.json()["error"].startswith("the model is at work on this story")
    client.ok(act(client, key, "delete", title="Crane"))


def test_line_to_a_story_that_was_deleted_just_now_says_so(desk: Desk) -> None:
    """Whoever comes to follow a story and finds it gone is told, and is no fault of the desk."""

    async def followed() -> list[Any]:
        return [m async for m in desk.hub.follow(desk.database, "gone", after=0, who="AB", tab="t")]

    assert asyncio.run(followed()) == [{"gone": True}]


LOG = "(id, at, who, what, story_key, title, detail)"
NOW = "'2026-01-01 00:00:00'"


def test_database_deletes_by_its_log_and_no_other_way(desk: Desk, client: DeskClient) -> None:
    """No program takes lines out of a history, or a story without its line, or the line again."""
    gone = client.open(DRAFT, title="Gone")
    client.ok(act(client, gone, "delete", title="Gone"))
    key = client.open(DRAFT, SOURCE, title="Crane")
    client.decide(key, client.item(key, "Piet Lund"))
    before = history(client, key)
    columns = "key, title, created_at, created_by, change, draft"
    for statement in (
        "delete from history",
        "delete from stories",
        "update desk_log set who = 'ZZ'",
        "delete from desk_log",
        # a deletion of no story, of another title, and a line that only looks like one
        f"insert into desk_log {LOG} values (2, {NOW}, 'ZZ', 'deleted', 'nobody', 'Crane', '{{}}')",
        f"insert into desk_log {LOG} values (2, {NOW}, 'ZZ', 'deleted', '{key}', 'Dock', '{{}}')",
        f"insert into desk_log {LOG} values (2, {NOW}, 'ZZ', 'setting', '{key}', 'Crane', '{{}}')",
        f"insert into desk_log {LOG} values (900000, {NOW}, 'ZZ', 'setting', null, null, '{{}}')",
        # a story whose lines would stand free, as its key is in the log
        f"insert into stories (id, {columns}) values (77, '{gone}', 'Gone', {NOW}, 'ZZ', 1, 1)",
        f"update stories set key = '{gone}' where key = '{key}'",
        # what hangs on the story has to go before it
        f"insert into desk_log {LOG} values (2, {NOW}, 'ZZ', 'deleted', '{key}', 'Crane', '{{}}')",
    ):
        with desk.database.engine.connect() as connection:
            with pytest.raises(DBAPIError):
                connection.exec_driver_sql(statement)
            connection.rollback()
        assert history(client, key) == before, statement
    assert client.get("/log")["entries"][0]["title"] == "Gone"


def test_deleted_words_are_not_in_the_file(sqlite_url: str, request: pytest.FixtureRequest) -> None:
    """Neither the SQLite file nor what is beside it holds a word of a deleted story."""
    desk = Desk.open(sqlite_url)
    app = create_app(desk, LOCAL)
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    with TestClient(app, base_url="http://127.0.0.1") as http:
        client = DeskClient(http)
        key = client.open(f"{DRAFT}\nQuixotry befell Zebulon Marchbanks.\n", SOURCE, title="Crane")
        client.new_draft(key, f"{DRAFT}\nQuixotry befell Zebulon Marchbanks twice.\n")
        assert b"Quixotry" in everything(file)
        client.ok(act(client, key, "delete", title="Crane"))
        left = everything(file)
    assert b"Quixotry" not in left
    assert b"Marchbanks" not in left


def everything(file: Path) -> bytes:
    """The bytes of a database and of what stands beside it."""
    return b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))


# The list.


def test_list_is_filtered_and_ordered(client: DeskClient) -> None:
    """By state, person, due day, priority and words of the title; pages and JSON are one."""
    today = datetime.now().astimezone().date()
    days = {"late": today - timedelta(days=2), "today": today, "later": today + timedelta(days=30)}
    keys = {title: client.open(DRAFT, title=title) for title in ("Café Zürich", "Dock", "Bridge")}
    signed = client.open(DRAFT, SOURCE, title="Signed one")
    client.settle(signed)
    client.ok(client.sign(signed))
    to_sign = client.open(DRAFT, SOURCE, title="To sign")
    client.settle(to_sign)
    change(client, keys["Café Zürich"], assigned_to="M.W.", due={"day": str(days["late"])})
    change(client, keys["Dock"], assigned_to="cd", due={"day": str(days["today"])}, priority="high")
    change(client, keys["Bridge"], due={"day": str(days["later"])}, priority="low")
    newest = ["To sign", "Signed one", "Bridge", "Dock", "Café Zürich"]
    for wanted, titles in (
        ({}, newest),
        ({"state": "open"}, ["Bridge", "Dock", "Café Zürich"]),
        ({"state": "to_sign"}, ["To sign"]),
        ({"state": "signed"}, ["Signed one"]),
        ({"state": "archived"}, []),
        ({"assigned_to": "mw"}, ["Café Zürich"]),
        ({"assigned_to": "CD"}, ["Dock"]),
        ({"assigned_to": "nobody"}, ["To sign", "Signed one", "Bridge"]),
        ({"due": "late"}, ["Café Zürich"]),
        ({"due": "today"}, ["Dock"]),
        ({"due": "week"}, ["Dock"]),
        ({"due": "none"}, ["To sign", "Signed one"]),
        ({"priority": "high"}, ["Dock"]),
        ({"words": "zurich CAFE"}, ["Café Zürich"]),
        ({"words": "sign", "state": "signed"}, ["Signed one"]),
        ({"words": "%"}, []),
        ({"order": "due"}, ["Café Zürich", "Dock", "Bridge", "To sign", "Signed one"]),
        ({"order": "priority"}, ["Dock", "Café Zürich", "To sign", "Signed one", "Bridge"]),
        ({"order": "assigned"}, ["Dock", "Café Zürich", "Bridge", "To sign", "Signed one"]),
        ({"order": "title"}, sorted(newest, key=str.casefold)),
    ):
        assert listed(client, **wanted) == titles, wanted
        shown = client.http.get("/", params=wanted, headers=HTML).text
        assert shown.count('class="title"') == len(titles), wanted
    client.http.cookies.set("desk_initials", "mw")
    assert listed(client, assigned_to="mine") == ["Café Zürich"]
    answer = client.get("/stories")
    assert answer["people"] == ["cd", "M.W."]
    assert [story["is_late"] for story in answer["stories"]] == [False] * 4 + [True]
    assert client.http.get("/api/stories", params={"order": "size"}).status_code == 422


def test_list_comes_in_pages(desk: Desk, client: DeskClient) -> None:
    """Hundreds of stories are fifty on a page, each on one of them; a page too far is the last."""
    with desk.database.writing() as session:
        for number in range(120):
            session.execute(
                text(
                    "insert into stories (key, title, created_at, created_by, change, draft, "
                    f"version, priority, dated) values ('k{number}', 'Story {number:03}', {NOW}, "
                    "'AB', 1, 1, 1, 'normal', 0)"
                )
            )
    pages = [client.get(f"/stories?order=title&page={number}") for number in (1, 2, 3, 9)]
    titles = [[story["title"] for story in page["stories"]] for page in pages]
    assert titles[0] + titles[1] + titles[2] == [f"Story {number:03}" for number in range(120)]
    assert titles[3] == titles[2]
    assert {(page["total"], page["pages"]) for page in pages} == {(120, 3)}
    shown = client.http.get("/?order=title&page=2").text
    assert "?order=title&amp;page=1" in shown
    assert "?order=title&amp;page=3" in shown


# The legal queue.


def test_legal_queue_has_what_waits_in_all_stories(client: DeskClient) -> None:
    """Sentence, who sent it, when and why, the longest waiting first, of stories on the desk."""
    first, second, third = (client.open(DRAFT, SOURCE, title=name) for name in "ABC")
    for key, who in ((second, "CD"), (first, "EF"), (third, "GH")):
        item = client.item(key, "Piet Lund")
        client.decide(key, item, "legal", note=f"ask, {who}", initials=who)
    client.decide(first, client.item(first, "Piet Lund"), None, note="more", initials="ZZ")
    client.ok(act(client, third, "archive"))
    queue = client.get("/legal")
    assert queue["total"] == client.get("/stories")["legal"] == 2
    found = [(each["title"], each["sent_by"], each["item"]["note"]) for each in queue["items"]]
    assert sorted(found) == [("A", "EF", "more"), ("B", "CD", "ask, CD")]
    assert all(each["item"]["sentence"] and each["sent_at"] for each in queue["items"])
    shown = client.http.get("/legal").text
    assert "Sent by EF" in shown
    assert '<b class="waiting">2 waiting</b>' in client.http.get("/").text


@pytest.mark.parametrize("status", ["confirmed", "wrong", "stet"])
def test_lawyer_clears_where_the_fact_stands(client: DeskClient, status: str) -> None:
    """A form of the queue decides, with a note or without touching the one that is there."""
    key = client.open(DRAFT, SOURCE)
    item = client.decide(key, client.item(key, "Piet Lund"), "legal", note="libel?")["item"]
    form = {"version": item["version"], "initials": "LL", "do": status, "note": "libel?"}
    path = f"/legal/{key}/{item['id']}"
    assert client.http.post(path, data=form, follow_redirects=False).status_code == 303
    now = client.item(key, "Piet Lund")
    assert (now["status"], now["note"], now["decided_by"]) == (status, "libel?", "LL")
    assert client.get("/legal")["items"] == []
    late = client.http.post(path, data={**form, "note": "<i>mine</i>"}, headers=HTML)
    assert late.status_code == 409
    assert "LL changed this fact" in late.text
    assert "&lt;i&gt;mine&lt;/i&gt;" in late.text


# The second signature.

RED = "A crane fell at the dock and hurt 40 workers.\n\n“We ran,” said Piet Lund, a docker.\n"
"""A story in which a check finds one fact wrong."""
SAYS_31 = RED.replace("40", "31")


@pytest.fixture
def strict(desk: Desk) -> Desk:
    """A desk that asks for second signatures."""
    desk.ask_second(True, who="CH")
    return desk


def try_second(client: DeskClient, key: str, item: Any, who: str, name: str = "second") -> Any:
    """Sign second, or withdraw that; gives the answer."""
    said = {"version": item["version"], "initials": who}
    return client.http.post(f"/api/stories/{key}/items/{item['id']}/{name}", json=said)


def red_one(client: DeskClient, key: str) -> Any:
    """The fact that a check found wrong, settled by AB, all others too."""
    client.settle(key)
    item = client.item(key, "40 workers")
    assert item["need"] == "fix"
    return item


def test_red_fact_is_open_until_another_signs(strict: Desk, client: DeskClient) -> None:
    """A settled red fact stands in the way of signing until a second person has signed it."""
    key = client.open(RED, SAYS_31)
    item = red_one(client, key)
    assert (item["is_open"], item["wants_second"], item["second_by"]) == (True, True, None)
    others = [each for each in client.items(key) if each["need"] != "fix"]
    assert not any(each["is_open"] or each["wants_second"] for each in others)
    refused = client.sign(key)
    assert "1 fact is still open for want of a second signature" in refused.json()["error"]
    made = client.ok(try_second(client, key, item, "CD"))["item"]
    assert (made["is_open"], made["wants_second"], made["second_by"]) == (False, False, "CD")
    client.ok(client.sign(key))
    lines = client.get(f"/stories/{key}/items/{item['id']}")["history"]
    assert (lines[0]["who"], lines[0]["what"]) == ("CD", "signed second")


def test_second_signature_is_refused_with_its_reason(strict: Desk, client: DeskClient) -> None:
    """The same person, a fact that is open, not red, moved on or signed: one line each."""
    key = client.open(RED, SAYS_31)
    undecided = client.item(key, "40 workers")
    assert "still open" in try_second(client, key, undecided, "CD").json()["error"]
    item = red_one(client, key)
    for same in ("AB", "ab", " A. B. "):
        refused = try_second(client, key, item, same)
        assert refused.status_code == 409
        assert refused.json()["error"].startswith("AB decided on this fact: its second")
    green = client.item(key, "Piet Lund")
    assert "needs no second signature" in try_second(client, key, green, "CD").json()["error"]
    stale = try_second(client, key, {**item, "version": 1}, "CD")
    assert stale.status_code == 409
    assert stale.json()["item"]["version"] == item["version"]
    none = try_second(client, key, item, "CD", "withdraw")
    assert "no second signature to take back" in none.json()["error"]
    made = client.ok(try_second(client, key, item, "CD"))["item"]
    again = try_second(client, key, made, "EF")
    assert again.json()["error"].startswith("CD signed this fact second on ")
    late = client.try_decide(key, item, "stet", initials="EF")
    assert late.json()["error"].startswith("CD signed this fact second on ")


@pytest.mark.parametrize("how", ["decision", "note", "undo", "withdraw"])
def test_second_signature_goes_with_what_it_was_under(
    strict: Desk, client: DeskClient, how: str
) -> None:
    """Whatever changes the decision takes it back, and the signature of the story with it."""
    key = client.open(RED, SAYS_31)
    item = red_one(client, key)
    item = client.decide(key, item, "stet")["item"]
    item = client.ok(try_second(client, key, item, "CD"))["item"]
    client.ok(client.sign(key))
    if how == "decision":
        client.decide(key, item, "confirmed")
    elif how == "note":
        client.decide(key, item, None, note="seen by us")
    elif how == "undo":
        seen = {"version": item["version"], "initials": "AB"}
        client.ok(client.http.post(f"/api/stories/{key}/items/{item['id']}/undo", json=seen))
    else:
        client.ok(try_second(client, key, item, "EF", "withdraw"))
    now = client.item(key, "40 workers")
    assert (now["second_by"], now["wants_second"], now["is_open"]) == (None, True, True)
    assert client.story(key)["story"]["signed_by"] is None


def test_new_problem_takes_the_second_signature_back(strict: Desk, client: DeskClient) -> None:
    """A source that contradicts it otherwise opens the fact, and both have to look again."""
    key = client.open(RED, SAYS_31)
    item = client.ok(try_second(client, key, red_one(client, key), "CD"))["item"]
    assert not item["is_open"]
    client.ok(client.http.delete(f"/api/stories/{key}/sources/1?initials=AB"))
    client.checked(key)
    client.new_source(key, RED.replace("40", "55"))
    now = client.item(key, "40 workers")
    assert (now["has_new_problem"], now["second_by"], now["is_open"]) == (True, None, True)
    lines = client.get(f"/stories/{key}/items/{item['id']}")["history"]
    assert ("the desk", "second signature withdrawn") in [
        (line["who"], line["what"]) for line in lines
    ]


def test_second_signature_stays_in_a_version_that_leaves_its_words(
    strict: Desk, client: DeskClient
) -> None:
    """A new version keeps it by the rules of the sign-off that it stands under."""
    key = client.open(RED, SAYS_31)
    client.ok(try_second(client, key, red_one(client, key), "CD"))
    client.new_draft(key, RED.replace("a docker", "a dock worker"))
    assert client.item(key, "40 workers")["second_by"] == "CD"


def test_setting_holds_for_every_desk_and_spares_what_is_signed(
    url: str, client: DeskClient, desk: Desk
) -> None:
    """One desk asks, all on the database do; a story that is signed stays so until it is opened."""
    key = client.open(RED, SAYS_31)
    item = red_one(client, key)
    client.ok(client.sign(key))
    other = Desk.open(url)
    other.ask_second(True, who="CH")
    other.ask_second(True, who="CH")
    page = client.story(key)["story"]
    assert (page["asks_second"], page["signed_by"]) == (True, "AB")
    assert page["counts"]["settled"] == page["counts"]["total"]
    client.ok(client.http.delete(f"/api/stories/{key}/signature?initials=AB"))
    assert client.item(key, "40 workers")["wants_second"]
    other.ask_second(False, who="CH")
    other.close()
    assert not client.item(key, "40 workers")["is_open"]
    assert "asks for no second" in try_second(client, key, item, "CD").json()["error"]
    said = [(line["who"], line["detail"]["value"]) for line in client.get("/log")["entries"]]
    assert said == [("CH", "off"), ("CH", "on")]


def test_second_signature_is_in_every_file_and_without_scripts(
    strict: Desk, client: DeskClient
) -> None:
    """Worksheets, the page to print, Word and JSON show it; a fact's own page has its button."""
    key = client.open(RED, SAYS_31)
    item = red_one(client, key)
    own = f"/stories/{key}/items/{item['id']}"
    assert "Sign second" in client.http.get(own).text
    sheet = client.http.get(f"/api/stories/{key}/files/csv").text
    rows = csv.DictReader(StringIO(sheet, newline=""))
    assert [row["second"] for row in rows].count("wanted") == 1
    form = {"version": item["version"], "initials": "CD"}
    assert client.http.post(f"{own}/second", data=form, follow_redirects=False).status_code == 303
    assert "second: CD" in client.http.get(f"/stories/{key}").text
    for kind in ("csv", "html", "json"):
        assert "CD" in client.http.get(f"/api/stories/{key}/files/{kind}").text, kind
    word = client.http.get(f"/api/stories/{key}/files/docx").content
    with ZipFile(BytesIO(word)) as parts:
        assert b"second signature: CD" in parts.read("word/comments.xml")
    data = client.http.get(f"/api/stories/{key}/files/csv").content
    path = f"/api/stories/{key}/worksheet?initials=AB"
    done = client.ok(client.http.post(path, files={"file": ("sheet.csv", data)}))
    assert (done["changed"], done["refused"]) == (0, [])
