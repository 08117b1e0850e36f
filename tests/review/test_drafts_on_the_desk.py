"""New versions of a draft: what keeps its sign-off and what has to be done."""

from __future__ import annotations

from review.desks import DRAFT, SECOND, SOURCE, DeskClient


def test_unchanged_words_keep_their_sign_off(client: DeskClient) -> None:
    """After one sentence was changed, only its facts are open; the others stay settled."""
    key = client.open(DRAFT, SOURCE)
    client.settle(key)
    before = {item["words"]: item["id"] for item in client.items(key)}
    story = client.new_draft(key, SECOND)
    assert story["draft"] == 2
    items = client.items(key)
    sentence = next(item["sentence"] for item in items if "at least 40" in item["words"])
    assert all(item["is_open"] == (item["sentence"] == sentence) for item in items)
    assert all(item["is_changed"] == (item["sentence"] == sentence) for item in items)
    kept = [item for item in items if item["sentence"] != sentence]
    assert kept
    assert all(before[item["words"]] == item["id"] for item in kept)


def test_changed_fact_knows_what_it_was(client: DeskClient) -> None:
    """A fact of a changed sentence shows the sentence before, with the sign-off it had."""
    key = client.open(DRAFT, SOURCE)
    client.decide(key, client.item(key, "12 tonnes"), "confirmed", note="manifest", initials="CD")
    client.new_draft(key, SECOND)
    page = client.get(f"/stories/{key}/items/{client.item(key, '12 tonnes')['id']}")
    assert page["item"]["status"] == "to_check"
    assert (page["former"]["status"], page["former"]["note"]) == ("confirmed", "manifest")
    assert "injuring 40" in page["former"]["sentence"]
    assert "injuring at least 40" in page["item"]["sentence"]


def test_changes_are_listed_with_their_facts(client: DeskClient) -> None:
    """The page of changes has the changed sentences only, and what is to be done in each."""
    key = client.open(DRAFT, SOURCE)
    client.settle(key)
    client.new_draft(key, SECOND.replace("a docker", "a crane driver"))
    page = client.get(f"/stories/{key}/changes")
    assert [(c["before"] != c["after"], bool(c["items"])) for c in page["changes"]] == [
        (True, True),
        (True, True),
    ]
    open_ids = {item["id"] for item in client.items(key) if item["is_open"]}
    listed = {number for change in page["changes"] for number in change["items"]}
    assert open_ids <= listed
    assert page["kept"] == len([i for i in client.items(key) if i["status"] == "confirmed"])


def test_changed_sentence_without_a_fact_is_one(client: DeskClient) -> None:
    """A "nobody" that became "somebody" holds no figure, date or name, and has to be looked at."""
    key = client.open(DRAFT, SOURCE)
    client.settle(key)
    client.new_draft(key, DRAFT.replace("Nobody was killed.", "Everybody was paid."))
    open_items = [item for item in client.items(key) if item["is_open"]]
    assert [(item["kind"], item["words"]) for item in open_items] == [
        ("claim", "Everybody was paid.")
    ]


def test_open_sentence_stays_open_in_the_next_version(client: DeskClient) -> None:
    """A changed sentence that nobody looked at is not settled by yet another version."""
    key = client.open(DRAFT, SOURCE)
    client.settle(key)
    second = DRAFT.replace("Nobody was killed.", "Everybody was paid.")
    client.new_draft(key, second)
    client.new_draft(key, second.replace("a docker", "a welder"))
    assert "Everybody was paid." in {i["words"] for i in client.items(key) if i["is_open"]}


def test_words_that_come_back_bring_their_sign_off(client: DeskClient) -> None:
    """A version that takes a change back has the sign-offs of the first one."""
    key = client.open(DRAFT, SOURCE)
    client.settle(key)
    client.new_draft(key, SECOND)
    story = client.new_draft(key, DRAFT)
    assert (story["draft"], story["counts"]["settled"]) == (3, story["counts"]["total"])


def test_moved_sentences_are_no_change(client: DeskClient) -> None:
    """A paragraph that only moved keeps everything."""
    key = client.open(DRAFT, SOURCE)
    client.settle(key)
    headline, first, second = DRAFT.strip().split("\n\n")
    story = client.new_draft(key, f"{headline}\n\n{second}\n\n{first}\n")
    assert story["counts"]["settled"] == story["counts"]["total"]
    assert client.get(f"/stories/{key}/changes")["changes"] == []


def test_same_text_is_no_version(client: DeskClient) -> None:
    """A draft that did not change is not put on the desk again."""
    key = client.open(DRAFT, SOURCE)
    client.settle(key)
    client.ok(client.sign(key))
    story = client.new_draft(key, DRAFT)
    assert (story["draft"], story["signed_by"]) == (1, "AB")


def test_removed_source_is_compared_no_more(client: DeskClient) -> None:
    """Without its source the story stands alone again; what editors noted stays."""
    key = client.open(DRAFT, SOURCE)
    client.decide(key, client.item(key, "12 tonnes"))
    story = client.ok(client.http.delete(f"/api/stories/{key}/sources/1?initials=AB"))
    assert (story["sources"], story["compared_with"]) == ([], "this story only")
    item = client.item(key, "12 tonnes")
    assert (item["need"], item["status"]) == ("none", "confirmed")
    assert item["sources"][0]["title"] == "source-1.txt"
