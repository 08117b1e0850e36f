"""What editors add to the list themselves, names once a story, and decisions taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from review.desks import DRAFT, SOURCE, DeskClient

STORIES = Path(__file__).parent.parent / "stories" / "ferry_inquiry"
FERRY = (STORIES / "draft.txt").read_text("utf-8")
FERRY_SOURCES = [
    (STORIES / f"{name}.txt").read_text("utf-8") for name in ("transcript", "company", "register")
]


def underline(client: DeskClient, key: str, words: str, **more: Any) -> Any:
    """Underline words of a story; gives the answer."""
    return client.http.post(
        f"/api/stories/{key}/items", json={"initials": "AB", "words": words, **more}
    )


def test_words_become_a_fact_that_stands_in_the_way(client: DeskClient) -> None:
    """Underlined words are an open fact of their kind at their place, with their sentence."""
    key = client.open(DRAFT, SOURCE)
    client.settle(key)
    client.ok(client.sign(key))
    made = client.ok(underline(client, key, "the port authority said", kind="legal"))["item"]
    assert (made["kind"], made["origin"], made["is_open"]) == ("legal", "editor", True)
    assert DRAFT[made["start"] : made["end"]] == "the port authority said"
    assert "A crane carrying 12 tonnes" in made["sentence"]
    story = client.story(key)["story"]
    assert story["signed_by"] is None
    assert "AB underlined" in story["unsigned"]
    assert client.sign(key).status_code == 409
    client.decide(key, made)
    client.ok(client.sign(key))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("heard a crack", "heard a crack"),
        ("“We  heard\na crack", "“We heard a crack"),
        ('"We heard a crack and ran,"', "“We heard a crack and ran,”"),
        ("ort handles 3.4 mill", "port handles 3.4 million"),
    ],
)
def test_words_are_found_as_an_editor_gives_them(
    client: DeskClient, words: str, found: str
) -> None:
    """Quotation marks, dashes and spaces may be others, and half a word stands for the whole."""
    key = client.open(DRAFT, SOURCE)
    made = client.ok(underline(client, key, words))["item"]
    assert made["words"] == found


def test_words_in_several_places_need_what_stands_before(client: DeskClient) -> None:
    """The place is the one that was selected; with nothing to tell it, the desk asks for more."""
    text = "The mayor lied. The minister lied. The mayor lied again."
    key = client.open(text)
    refused = underline(client, key, "lied")
    assert refused.status_code == 409
    assert "3 places" in refused.json()["error"]
    made = client.ok(underline(client, key, "lied", before="The mayor lied. The minister "))["item"]
    assert made["start"] == text.index("minister") + 9


@pytest.mark.parametrize(
    ("words", "status", "error"),
    [
        ("a helicopter", 404, "not in the draft"),
        ("...", 404, "no words"),
        (" ", 422, ""),
    ],
)
def test_words_that_are_not_there_are_refused(
    client: DeskClient, words: str, status: int, error: str
) -> None:
    """What cannot be underlined is refused in one line."""
    key = client.open(DRAFT)
    answer = underline(client, key, words)
    assert answer.status_code == status
    assert error in answer.json()["error"]


def test_underlining_twice_gives_one_fact(client: DeskClient) -> None:
    """The same words of the same kind are the fact that they are, a check's own too."""
    key = client.open(DRAFT, SOURCE)
    first = client.ok(underline(client, key, "a docker"))["item"]
    assert client.ok(underline(client, key, "a docker"))["item"]["id"] == first["id"]
    name = client.item(key, "Piet Lund")
    assert client.ok(underline(client, key, "Piet Lund", kind="name"))["item"]["id"] == name["id"]


def test_underlining_of_an_older_version_is_refused(client: DeskClient) -> None:
    """Words selected in a version that is not the present one are not looked for in another."""
    key = client.open(DRAFT, SOURCE)
    client.new_draft(key, DRAFT + "\nThe end.\n")
    assert underline(client, key, "a docker", draft=1).status_code == 409


def test_underlining_goes_along_with_its_words(client: DeskClient) -> None:
    """A new version keeps what was underlined: with its sign-off while its words stand, whether
    their sentence was changed or moved; gone with the words."""
    key = client.open(DRAFT, SOURCE)
    made = client.ok(underline(client, key, "a docker"))["item"]
    client.decide(key, made, note="met him")
    changed = DRAFT.replace("“We heard a crack and ran,” said", "“We heard it and ran,” said")
    client.new_draft(key, changed)
    kept = next(item for item in client.items(key) if item["words"] == "a docker")
    assert (kept["status"], kept["note"], kept["origin"]) == ("confirmed", "met him", "editor")
    client.new_draft(key, changed.replace(", a docker", ""))
    assert all(item["words"] != "a docker" for item in client.items(key))


def test_underlining_that_is_lost_is_told(client: DeskClient) -> None:
    """What a new version has no one place for is named on the page, and stays so when the checks
    run again."""
    key = client.open(DRAFT, SOURCE)
    client.ok(underline(client, key, "a docker"))
    client.new_draft(key, DRAFT.replace(", a docker", ""))
    client.new_source(key, "The port is closed.")
    assert "“a docker” was underlined" in client.http.get(f"/stories/{key}").text


def test_underlining_can_be_taken_back_and_a_check_cannot(client: DeskClient) -> None:
    """An editor's own underlining goes; what the desk lists by itself stays."""
    key = client.open(DRAFT, SOURCE)
    made = client.ok(underline(client, key, "a docker"))["item"]
    path = f"/api/stories/{key}/items/{made['id']}?initials=AB&version="
    assert client.http.delete(f"{path}{made['version'] + 1}").status_code == 409
    client.ok(client.http.delete(f"{path}{made['version']}"))
    assert all(item["words"] != "a docker" for item in client.items(key))
    name = client.item(key, "Piet Lund")
    answer = client.http.delete(
        f"/api/stories/{key}/items/{name['id']}?initials=AB&version={name['version']}"
    )
    assert answer.status_code == 409
    client.ok(client.http.post(f"/api/stories/{key}/check", json={"initials": "AB"}))
    client.checked(key)
    assert all(item["words"] != "a docker" for item in client.items(key)), "no check brings it back"


def test_name_is_listed_once_with_all_its_places(client: DeskClient) -> None:
    """A name is one fact of a story, in all its forms, and keeps its sign-off in a new version."""
    key = client.open(FERRY, *FERRY_SOURCES)
    voss = [
        item for item in client.items(key) if "Voss" in item["words"] and item["kind"] == "name"
    ]
    assert [item["words"] for item in voss] == ["Harald Voss"]
    places = [FERRY[start:end] for start, end in voss[0]["also"]]
    assert len(places) == FERRY.count("Voss") - 1
    assert {place.split()[-1] for place in places} == {"Voss"}
    client.decide(key, voss[0])
    client.new_draft(key, FERRY.replace("Harald Voss, the managing", "On Monday Harald Voss, the"))
    kept = next(item for item in client.items(key) if item["words"] == "Harald Voss")
    assert (kept["id"], kept["status"]) == (voss[0]["id"], "confirmed")
    page = client.get(f"/stories/{key}/items/{kept['id']}")
    assert len(page["also"]) >= 3


def test_every_sentence_is_covered(client: DeskClient) -> None:
    """A sentence with nothing but names is a fact of its own; one that accuses somebody is, too."""
    key = client.open(FERRY, *FERRY_SOURCES)
    words = [item["words"] for item in client.items(key)]
    for sentence in (
        "Mr Voss denied that he had seen the reports.",
        "He would not say by whom.",
        "Relatives shouted “liar” as Mr Voss left the building by a side door.",
    ):
        assert sentence in words


def test_order_is_risk(client: DeskClient) -> None:
    """Legal comes first, then accusations, quotations, numbers, other claims, and names last."""
    key = client.open(FERRY, *FERRY_SOURCES)
    client.ok(underline(client, key, "went sailing with Mr Voss", kind="legal"))
    kinds: list[str] = []
    for item in sorted(client.items(key), key=lambda item: item["harm"]):
        if not kinds or kinds[-1] != item["kind"]:
            kinds.append(item["kind"])
    assert kinds[:3] == ["legal", "claim", "quotation"]
    assert kinds[-2:] == ["claim", "name"]


def test_decision_is_taken_back(client: DeskClient) -> None:
    """Undoing a decision brings back what was there before it, step by step, and says so."""
    key = client.open(DRAFT, SOURCE)
    item = client.item(key, "Piet Lund")
    one = client.decide(key, item, "could_not_verify", note="rang twice")["item"]
    two = client.decide(key, one, "confirmed")["item"]
    path = f"/api/stories/{key}/items/{item['id']}/undo"
    back = client.ok(client.http.post(path, json={"initials": "AB", "version": two["version"]}))
    assert (back["item"]["status"], back["item"]["note"]) == ("could_not_verify", "rang twice")
    version = back["item"]["version"]
    assert client.http.post(path, json={"initials": "MW", "version": version}).status_code == 409
    first = client.ok(client.http.post(path, json={"initials": "AB", "version": version}))["item"]
    assert (first["status"], first["note"], first["decided_by"]) == ("to_check", "", None)
    given = {"initials": "AB", "version": first["version"]}
    assert client.http.post(path, json=given).status_code == 409
    told = [line["what"] for line in client.get(f"/stories/{key}/history")["entries"]]
    assert told[:2] == ["undone", "undone"]


def test_undoing_takes_the_signature_back(client: DeskClient) -> None:
    """A story is not signed while a decision that it rests on is undone."""
    key = client.open(DRAFT, SOURCE)
    client.settle(key)
    client.ok(client.sign(key))
    item = client.item(key, "Piet Lund")
    given = {"initials": "AB", "version": item["version"]}
    client.ok(client.http.post(f"/api/stories/{key}/items/{item['id']}/undo", json=given))
    assert client.story(key)["story"]["signed_by"] is None


def test_form_without_a_script_underlines_and_undoes(client: DeskClient) -> None:
    """The page's own forms do the same."""
    key = client.open(DRAFT, SOURCE)
    form = {"initials": "AB", "words": "a docker", "kind": "claim"}
    answer = client.http.post(f"/stories/{key}/items", data=form, follow_redirects=False)
    assert answer.status_code == 303
    item = client.item(key, "a docker")
    assert answer.headers["location"].endswith(f"#i{item['id']}")
    client.decide(key, item)
    version = client.item(key, "a docker")["version"]
    path = f"/stories/{key}/items/{item['id']}"
    client.http.post(f"{path}/undo", data={"initials": "AB", "version": version})
    item = client.item(key, "a docker")
    assert item["status"] == "to_check"
    client.http.post(f"{path}/erase", data={"initials": "AB", "version": item["version"]})
    assert all(each["words"] != "a docker" for each in client.items(key))
