"""New versions of a draft: what keeps its sign-off and what has to be done."""

from __future__ import annotations

import pytest

from review.desks import DRAFT, SECOND, SOURCE, DeskClient


def opened(client: DeskClient, key: str) -> list[tuple[str, str]]:
    """Kind and words of what stands in the way of signing."""
    return [(item["kind"], item["words"]) for item in client.items(key) if item["is_open"]]


def test_unchanged_sentences_keep_their_sign_offs(client: DeskClient) -> None:
    """After one sentence was changed, the facts of all others are the same and stay settled."""
    key = client.open(DRAFT, SOURCE)
    client.settle(key)
    before = {item["words"]: item["id"] for item in client.items(key)}
    story = client.new_draft(key, SECOND)
    assert story["draft"] == 2
    items = client.items(key)
    sentence = next(item["sentence"] for item in items if "at least 40" in item["words"])
    assert all(item["is_changed"] == (item["sentence"] == sentence) for item in items)
    others = [item for item in items if item["sentence"] != sentence]
    assert others
    assert not any(item["is_open"] for item in others)
    assert all(before[item["words"]] == item["id"] for item in others)


def test_changed_sentence_asks_for_what_changed_and_one_glance(client: DeskClient) -> None:
    """In a changed sentence a fact keeps its sign-off where it is what it was."""
    key = client.open(DRAFT, SOURCE)
    client.decide(key, client.item(key, "12 tonnes"), "stet", note="manifest", initials="CD")
    client.settle(key)
    client.new_draft(key, SECOND)
    item = client.item(key, "at least 40")
    sentence = item["sentence"]
    (glance,) = (each for each in client.items(key) if each["words"] == sentence)
    assert opened(client, key) == [("claim", sentence), ("figure", "at least 40 workers")]
    page = client.get(f"/stories/{key}/items/{glance['id']}")
    assert "injuring 40" in page["former"]["sentence"]
    tonnes = next(each for each in client.items(key) if each["words"] == "12 tonnes")
    assert (tonnes["status"], tonnes["note"], tonnes["decided_by"]) == ("stet", "manifest", "CD")
    lines = client.get(f"/stories/{key}/items/{tonnes['id']}")["history"]
    assert [(line["who"], line["what"]) for line in lines] == [("the desk", "kept")]
    assert client.sign(key, draft=2).status_code == 409


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("12 tonnes", "12  tonnes", id="two spaces"),
        pytest.param("tonnes of steel", "tonnes\nof steel", id="a line end"),
        pytest.param("“We heard a crack and ran,”", '"We heard a crack and ran,"', id="straight"),
        pytest.param("12 tonnes", "12\u00a0tonnes", id="a space that holds"),
        pytest.param("— A crane", "– A crane", id="a dash"),
        pytest.param("3.4 million", "3.4\nmillion", id="a line end in a number"),
    ],
)
def test_white_space_and_quotation_marks_open_nothing(
    client: DeskClient, old: str, new: str
) -> None:
    """What reads the same is no change, whatever a word processor has done to it."""
    key = client.open(DRAFT, SOURCE)
    client.settle(key)
    story = client.new_draft(key, DRAFT.replace(old, new))
    assert (story["draft"], opened(client, key)) == (2, [])
    client.ok(client.sign(key, draft=2))


@pytest.mark.parametrize(
    ("draft", "changed"),
    [
        pytest.param(
            "The 12 men paid $5 to “seven” women on Friday.\n",
            'The 12 men paid $5 to "seven" women on Friday.\n',
            id="quotation marks inside a figure",
        ),
        pytest.param("It cost 5 000 dollars.\n", "It cost 5\u00a0000 dollars.\n", id="digits"),
        pytest.param("It rose 3-5 percent.\n", "It rose 3–5 percent.\n", id="a range"),
        pytest.param("He - the chief - paid.\n", "He — the chief — paid.\n", id="dashes"),
        pytest.param("A ‘fair’ $5, he said.\n", "A “fair” $5, he said.\n", id="single marks"),
        pytest.param("He said “no...” at 5.\n", "He said “no…” at 5.\n", id="dots"),
        pytest.param(
            "About 6,000 people in Kelmore town signed the petition in 2019, 12 percent of all "
            "voters, the mayor Anna Bright said on Tuesday. The minister is a hero.\n",
            "About 6,000 people in Kelmore town signed the\npetition in 2019, 12 percent of all\n"
            "voters, the mayor Anna Bright said on Tuesday.\nThe minister is a hero.\n",
            id="a text that is wrapped",
        ),
    ],
)
@pytest.mark.parametrize("is_source", [True, False], ids=["against itself", "against another"])
def test_typography_opens_nothing_whatever_the_source_says(
    client: DeskClient, draft: str, changed: str, is_source: bool
) -> None:
    """A change of typography changes no verdict and no evidence."""
    key = client.open(draft, draft if is_source else "Six men paid $7 on Friday.\n")
    client.settle(key)
    client.new_draft(key, changed)
    assert opened(client, key) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("of steel fell on Monday, injuring", "of steel fell, on Monday, injuring"),
        pytest.param("fell on Monday", "crashed on Monday"),
        pytest.param("the port authority said", "the port authority denied"),
    ],
)
def test_another_word_or_comma_asks_for_one_glance(client: DeskClient, old: str, new: str) -> None:
    """A change beside the facts opens the sentence once, and none of its facts."""
    key = client.open(DRAFT, SOURCE)
    client.settle(key)
    assert old in DRAFT
    client.new_draft(key, DRAFT.replace(old, new))
    ((kind, words),) = opened(client, key)
    assert (kind, new in words) == ("claim", True)


def test_glance_is_asked_for_until_somebody_took_it(client: DeskClient) -> None:
    """The glance at a sentence stays open in later versions, and is settled once for all."""
    key = client.open(DRAFT, SOURCE)
    client.settle(key)
    second = DRAFT.replace("fell on Monday", "crashed on Monday")
    client.new_draft(key, second)
    third = second.replace("a docker", "a welder")
    client.new_draft(key, third)
    first, other = opened(client, key)
    assert "crashed on Monday" in first[1]
    assert "a welder" in other[1]
    client.settle(key)
    client.new_draft(key, third + "\nThe end was near.\n")
    assert opened(client, key) == [("claim", "The end was near.")]


@pytest.mark.parametrize(
    ("draft", "source", "old", "new", "words"),
    [
        pytest.param(
            "The ship took 12 tonnes of steel to Dorsby.\n",
            "The ship took 12 tonnes of steel to Dorsby. It took 12 tonnes of coal to Halden.",
            "steel to Dorsby",
            "coal to Halden",
            "12 tonnes",
            id="another place of the source",
        ),
        pytest.param(
            "The fire took 14 homes in Dorsby.\n",
            "The fire took 14 homes in Dorsby.\n",
            "homes",
            "lives",
            "14",
            id="another thing counted",
        ),
    ],
)
def test_other_evidence_or_verdict_opens_a_fact(
    client: DeskClient, draft: str, source: str, old: str, new: str, words: str
) -> None:
    """The same words in a changed sentence are another fact where the checks find otherwise."""
    key = client.open(draft, source)
    client.settle(key)
    client.new_draft(key, draft.replace(old, new))
    assert words in {words for kind, words in opened(client, key) if kind == "figure"}


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
