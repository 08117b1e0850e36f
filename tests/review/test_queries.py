"""Questions to the writer, from asking to signing, and what a new version makes of them."""

from __future__ import annotations

from typing import Any

import pytest

from review.desks import DRAFT, SECOND, SOURCE, DeskClient

HTML = {"Accept": "text/html"}


def ask(client: DeskClient, key: str, item: Any = None, **more: Any) -> Any:
    """Ask about a fact, or about the whole story; gives the answer."""
    about = "" if item is None else f"/items/{item['id']}"
    given = {"initials": "MW", "question": "Who says so?", **more}
    return client.http.post(f"/api/stories/{key}{about}/queries", json=given)


def asked(client: DeskClient, key: str, item: Any = None, **more: Any) -> Any:
    """The query that was made by asking."""
    return client.ok(ask(client, key, item, **more))["query"]


def act(client: DeskClient, key: str, query: Any, what: str, **more: Any) -> Any:
    """Answer, close or reopen a query as it was seen; gives the answer."""
    given = {"initials": "WR", "version": query["version"], **more}
    return client.http.post(f"/api/stories/{key}/queries/{query['id']}/{what}", json=given)


def queries(client: DeskClient, key: str) -> Any:
    """The queries of a story, what is open first."""
    return client.get(f"/stories/{key}/queries")["queries"]


def lines(client: DeskClient, key: str) -> list[tuple[str, str]]:
    """Who did what, the latest last."""
    entries = client.get(f"/stories/{key}/history")["entries"]
    return [(entry["who"], entry["what"]) for entry in reversed(entries)]


def test_query_goes_from_open_to_answered_to_closed(client: DeskClient) -> None:
    """Each act says who did it and when, has its line of history, and stands on the fact."""
    key = client.open(DRAFT, SOURCE)
    item = client.item(key, "3.4 million")
    query = asked(client, key, item)
    assert (query["state"], query["asked_by"], query["words"]) == ("open", "MW", item["words"])
    query = client.ok(act(client, key, query, "answer", answer="The port's report, p. 4"))["query"]
    assert (query["state"], query["answered_by"]) == ("answered", "WR")
    query = client.ok(act(client, key, query, "close", initials="MW"))["query"]
    assert (query["state"], query["closed_by"]) == ("closed", "MW")
    query = client.ok(act(client, key, query, "reopen", initials="MW"))["query"]
    assert (query["state"], query["closed_by"]) == ("open", None)
    assert query["answer"] == "The port's report, p. 4", "an answer is not lost"
    assert client.item(key, "3.4 million")["queries"] == [query]
    assert lines(client, key)[-4:] == [
        ("MW", "asked"),
        ("WR", "answered"),
        ("MW", "query closed"),
        ("MW", "query reopened"),
    ]
    assert client.item(key, "3.4 million")["version"] == item["version"], "no sign-off is stale"


def test_several_queries_and_those_of_the_whole_story_are_listed(client: DeskClient) -> None:
    """A fact may have several; the list has all with what is open first, and counts them."""
    key = client.open(DRAFT, SOURCE)
    item = client.item(key, "Piet Lund")
    first = asked(client, key, item, question="Lund or Lundt?")
    asked(client, key, item, question="Docker where?")
    asked(client, key, question="Why today?")
    client.ok(act(client, key, first, "answer", answer="Lund."))
    found = [(each["question"], each["state"]) for each in queries(client, key)]
    assert found == [
        ("Docker where?", "open"),
        ("Why today?", "open"),
        ("Lund or Lundt?", "answered"),
    ]
    counted = client.story(key)["story"]["queries"]
    assert (counted["open"], counted["total"]) == (2, 3)
    assert client.get("/stories")["stories"][0]["open_queries"] == 2
    page = client.http.get(f"/stories/{key}/queries").text
    assert page.index("Docker where?") < page.index("Lund or Lundt?")
    assert "2 queries open" in client.http.get("/").text


def test_story_with_an_open_query_cannot_be_signed(client: DeskClient) -> None:
    """An open query stands in the way until it is answered or closed; one that is opened again
    takes the signature back."""
    key = client.open(DRAFT, SOURCE)
    client.settle(key)
    query = asked(client, key, client.item(key, "Piet Lund"), question="Is it Lundt?")
    refused = client.sign(key)
    assert refused.status_code == 409
    assert "1 query is still open (MW: “Is it Lundt?”)" in refused.json()["error"]
    query = client.ok(act(client, key, query, "answer", answer="No."))["query"]
    client.ok(client.sign(key))
    query = client.ok(act(client, key, query, "reopen"))["query"]
    story = client.story(key)["story"]
    assert story["signed_by"] is None
    assert "WR opened the query “Is it Lundt?” again" in story["unsigned"]
    client.ok(act(client, key, query, "close"))
    client.ok(client.sign(key))
    asked(client, key)
    assert "MW asked about the story" in client.story(key)["story"]["unsigned"]


def test_answer_that_the_signer_has_not_seen_is_not_signed(client: DeskClient) -> None:
    """An answer that came in after the page was read is a reason to look again."""
    key = client.open(DRAFT, SOURCE)
    client.settle(key)
    query = asked(client, key, question="Why today?")
    change = client.story(key)["story"]["change"]
    client.ok(act(client, key, query, "answer", answer="It fell today."))
    path = f"/api/stories/{key}/signature?draft=1&change={change}"
    refused = client.http.post(path, json={"initials": "AB"})
    assert refused.status_code == 409
    assert "WR answered a query since you looked" in refused.json()["error"]


@pytest.mark.parametrize("what", ["answer", "close", "reopen"])
def test_query_that_moved_on_is_not_overwritten(client: DeskClient, what: str) -> None:
    """Whoever saw an older version is told who did what, and changes nothing."""
    key = client.open(DRAFT, SOURCE)
    query = asked(client, key)
    client.ok(act(client, key, query, "answer", answer="On Monday.", initials="AA"))
    before = queries(client, key)
    refused = act(client, key, query, what, **({"answer": "No."} if what == "answer" else {}))
    assert refused.status_code == 409
    assert "AA answered this query on" in refused.json()["error"]
    assert "On Monday." in refused.json()["error"]
    assert queries(client, key) == before


@pytest.mark.parametrize(
    ("acts", "what", "error"),
    [
        (["close"], "answer", "closed: open it again"),
        (["close"], "close", "closed already"),
        ([], "reopen", "is open"),
    ],
)
def test_act_that_does_not_go_with_the_state_is_refused(
    client: DeskClient, acts: list[str], what: str, error: str
) -> None:
    """What cannot be done with a query as it is, is refused in one line."""
    key = client.open(DRAFT, SOURCE)
    query = asked(client, key)
    for each in acts:
        query = client.ok(act(client, key, query, each))["query"]
    refused = act(client, key, query, what, **({"answer": "No."} if what == "answer" else {}))
    assert refused.status_code == 409
    assert error in refused.json()["error"]


def test_what_is_not_there_cannot_be_asked_about(client: DeskClient) -> None:
    """No words, no fact, no query of this story, words that are gone: each has its own refusal."""
    key, other = client.open(DRAFT, SOURCE), client.open("Nine men paid $5.")
    item = client.item(key, "40 workers")
    assert ask(client, key, question=" \n ").status_code == 422
    assert ask(client, key, {"id": 10**6}).status_code == 404
    assert act(client, key, asked(client, other), "close").status_code == 404
    client.new_draft(key, SECOND)
    refused = ask(client, key, item)
    assert refused.status_code == 410
    assert "40 workers" in refused.json()["error"]


def test_query_stays_with_its_fact_in_a_changed_sentence(client: DeskClient) -> None:
    """By the rules of a sign-off: the same words, verdict and evidence keep their queries, decided
    or not, and the queries come back with the words of an earlier version."""
    key = client.open(DRAFT, SOURCE)
    item = client.item(key, "12 tonnes")
    query = asked(client, key, item)
    client.new_draft(key, DRAFT.replace("fell on Monday, injuring", "fell, hurting"))
    moved = client.item(key, "12 tonnes")
    assert moved["id"] != item["id"], "the sentence is another"
    (found,) = moved["queries"]
    assert (found["id"], found["is_gone"], found["draft"]) == (query["id"], False, 1)
    client.new_draft(key, DRAFT)
    back = client.item(key, "12 tonnes")
    assert back["id"] == item["id"]
    assert [each["id"] for each in back["queries"]] == [query["id"]]


def test_query_whose_words_are_gone_stays_listed(client: DeskClient) -> None:
    """It is marked, still stands in the way of signing, and can be answered or closed."""
    key = client.open(DRAFT, SOURCE)
    query = asked(client, key, client.item(key, "40 workers"), question="Forty? Or more?")
    client.new_draft(key, SECOND)
    (gone,) = queries(client, key)
    assert (gone["is_gone"], gone["words"]) == (True, query["words"])
    assert "not in version 2 any more" in client.http.get(f"/stories/{key}/queries").text
    client.settle(key)
    assert client.sign(key, draft=2).status_code == 409
    client.ok(act(client, key, gone, "close"))
    client.ok(client.sign(key, draft=2))


def test_underlining_with_an_open_query_is_not_taken_back(client: DeskClient) -> None:
    """The question would stand at nothing: it is closed first."""
    key = client.open(DRAFT, SOURCE)
    given = {"initials": "AB", "words": "a docker"}
    made = client.ok(client.http.post(f"/api/stories/{key}/items", json=given))["item"]
    query = asked(client, key, made)
    path = f"/api/stories/{key}/items/{made['id']}?initials=AB&version={made['version']}"
    refused = client.http.delete(path)
    assert refused.status_code == 409
    assert "MW asked the writer about this" in refused.json()["error"]
    client.ok(act(client, key, query, "close"))
    client.ok(client.http.delete(path))
    assert [each["is_gone"] for each in queries(client, key)] == [True]


def test_queries_work_as_forms(client: DeskClient) -> None:
    """Asked, answered, closed and opened again without a script; what was refused is shown beside
    what is on the desk, and nothing that was typed is lost."""
    key = client.open(DRAFT, SOURCE)
    item = client.item(key, "Piet Lund")

    def send(path: str, **fields: Any) -> Any:
        given = {"initials": "MW", **fields}
        return client.http.post(
            f"/stories/{key}{path}", data=given, headers=HTML, follow_redirects=False
        )

    made = send(f"/items/{item['id']}/queries", question="Lund\r\nor Lundt?")
    assert made.status_code == 303
    (query,) = queries(client, key)
    assert made.headers["location"] == f"/stories/{key}/items/{item['id']}#q{query['id']}"
    assert query["question"] == "Lund\nor Lundt?"
    path = f"/queries/{query['id']}"
    assert send(path, do="answer", version=1, answer=" ").status_code == 400
    assert send(path, do="answer", version=1, answer="Lund.", back="item").status_code == 303
    refused = send(path, do="answer", version=1, answer="Lundt, I think.")
    assert refused.status_code == 409
    for words in ("Lund.", "Lundt, I think.", "MW answered this query", 'name="version" value="2"'):
        assert words in refused.text
    assert send(path, do="close", version=2).status_code == 303
    assert send(path, do="reopen", version=3).status_code == 303
    assert queries(client, key)[0]["state"] == "open"
    assert send("/queries", question="Why today?").headers["location"].endswith("/queries")
    assert send("/queries", question="").status_code == 400


def test_hostile_queries_are_text(client: DeskClient) -> None:
    """Markup and control characters of questions and answers reach no page as such."""
    key = client.open(DRAFT, SOURCE)
    item = client.item(key, "Piet Lund")
    evil = "<script>alert(1)</script>\x07{{ 7*7 }}"
    query = asked(client, key, item, question=evil, initials="<i>x")
    client.ok(act(client, key, query, "answer", answer=evil))
    for path in ("", "/queries", f"/items/{item['id']}", "/history"):
        page = client.http.get(f"/stories/{key}{path}").text
        assert "<script>alert" not in page
        assert "<i>x" not in page
    assert "&lt;script&gt;" in client.http.get(f"/stories/{key}/queries").text
