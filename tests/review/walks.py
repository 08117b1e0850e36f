"""Walks over a desk: two editors with stale views, worksheets, drafts, sources, claims and kills.

The model is a plain record of what the desk acknowledged. After every step the desk has to say the
same, and whatever was acknowledged must have named what its writer had seen.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from io import BytesIO, StringIO
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from starlette.testclient import TestClient

from extractor.review import views
from extractor.review.app import create_app
from extractor.review.desk import Desk
from extractor.review.store.attachments import attachments_of
from extractor.review.words import SETTLED, STATUS
from review.desks import LOCAL, DeskClient

DRAFTS = (
    "Nine men paid $5 on Friday.\n\nTwo women paid $7 in 1994.\n\nAnn Hill paid 30 euros.\n",
    "Six men paid $5 on Friday.\n\nTwo women paid $7 in 1994.\n\nAnn Hill paid 30 euros.\n",
    "Nine men paid $5 on Friday.\n\nAnn Hill paid 30 euros, she said.\n",
    "Two women paid $7 in 1994.\n\nNine men paid $5 on Friday.\n\nNobody was hurt.\n",
)
SOURCES = (
    "Six men paid $5 on Friday.\n",
    "Two women paid $8 in 1994. Ann Hill paid 30 euros.\n",
    "Nine men paid $5 on Friday.\n",
)
EDITORS = ("AA", "BB")
_BEGUN = frozenset({"opened", "new draft", "source added", "source removed", "day set"})

_ON_QUERIES = frozenset({"asked", "answered", "query closed", "query reopened"})

editors = st.sampled_from(EDITORS)
desks = st.integers(0, 1)
facts = st.integers(0, 30)
statuses = st.sampled_from(sorted(STATUS))
settling = st.sampled_from(["confirmed", "confirmed", "stet", "on_author", "wrong", "to_check"])


@dataclass(frozen=True)
class Known:
    """What was acknowledged of one fact."""

    said: tuple[Any, ...] = ()
    """Status, method, sources, note, who decided."""
    decisions: int = 0
    """How many decisions were acknowledged."""
    claimed_by: str | None = None


@dataclass
class Seen:
    """What an editor, or a worksheet, has of the story."""

    items: dict[int, Any] = field(default_factory=dict)
    known: dict[int, Known] = field(default_factory=dict)
    draft: int = 1
    change: int = 1
    log: int = 0
    """How many decisions, sources and acts on queries had come in."""
    queries: list[Any] = field(default_factory=list)


@dataclass
class Sheet:
    """A worksheet that went out."""

    kind: str
    rows: list[dict[str, str]]
    ids: dict[str, int]
    seen: Seen


class Violation(AssertionError):
    """The desk did what nobody who had seen it asked for, or says otherwise than it said."""


class DeskWalk(RuleBasedStateMachine):
    """One walk over one story, on two desks with one database."""

    database: ClassVar[Callable[[], str]]
    """Makes an empty database; gives its URL."""
    walks: ClassVar[int] = 0
    steps: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        type(self).walks += 1
        self.url = type(self).database()
        self.ending = ExitStack()
        self.reader: Desk
        """The latest desk of this process: what all desks have to say is read from it."""
        self.desks = [self.start(0), self.start(1)]
        self.known: dict[int, Known] = {}
        self.queries: dict[int, tuple[Any, ...]] = {}
        self.suggestions: dict[int, tuple[Any, ...]] = {}
        self.seen = {who: Seen() for who in EDITORS}
        self.sheets: list[Sheet] = []
        self.log: list[str] = []
        self.signed_by: str | None = None
        self.may_unsign = False
        self.asks_second = False
        self.seconds: dict[int, str] = {}
        """Who signed which fact second, as was acknowledged."""
        self.files: set[str] = set()
        """The files that are attached to facts, each with a name of its own."""
        self.attached = 0
        self.key = ""

    # What a walk of another kind does in its own way.

    def start(self, number: int) -> DeskClient:
        """A desk on the database."""
        desk = Desk.open(self.url)
        self.reader = desk
        app = create_app(desk, LOCAL)
        http = TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False)
        return DeskClient(self.ending.enter_context(http))

    def kill(self, number: int) -> None:
        """End a desk without a word: nobody asks it for anything more."""

    def end(self) -> None:
        """Let go of everything at the end of the walk."""
        self.ending.close()

    # Rules.

    @initialize(sources=st.integers(0, 1))
    def open_story(self, sources: int) -> None:
        """A story is put on the desk."""
        self.key = self.desks[0].open(DRAFTS[0], *SOURCES[:sources])
        self._wait(0)
        for who in EDITORS:
            self._look(who, 0)

    @rule(who=editors, at=desks)
    def look(self, who: str, at: int) -> None:
        """An editor reads the page anew."""
        self._look(who, at)

    @rule(
        who=editors,
        at=desks,
        fact=facts,
        status=settling,
        note=st.sampled_from(["", "", "rang them", "ask Ann"]),
        way=st.sampled_from(["key", "JSON", "form"]),
    )
    def decide(self, who: str, at: int, fact: int, status: str, note: str, way: str) -> None:
        """An editor decides on the page as it was when they looked."""
        seen = self.seen[who]
        if not seen.items:
            return
        item = sorted(seen.items.values(), key=lambda each: each["id"])[fact % len(seen.items)]
        desk = self.desks[at]
        if way == "form":
            answer = self._form(desk, item, who, status, note)
            is_taken = answer.status_code == 303
        else:
            more = {"note": note} if way == "JSON" else {}
            answer = desk.try_decide(self.key, item, status, initials=who, **more)
            is_taken = answer.status_code == 200
        if not is_taken:
            self._is_refusal(answer)
            return
        now = self._item(item["id"])
        self._must_have_seen(seen, item["id"], who)
        if now["status"] != status or (way != "key" and now["note"] != note):
            raise Violation(f"acknowledged {status} {note!r}, kept {now}")
        self._acknowledge(now, who)
        seen.items[item["id"]], seen.known[item["id"]] = now, self.known[item["id"]]

    @rule(
        who=editors,
        at=desks,
        fact=facts,
        act=st.sampled_from(["claim", "release"]),
        take_over=st.booleans(),
    )
    def claim(self, who: str, at: int, fact: int, act: str, take_over: bool) -> None:
        """An editor claims a fact, takes it over, or gives it back."""
        seen = self.seen[who]
        if not seen.items:
            return
        item = sorted(seen.items.values(), key=lambda each: each["id"])[fact % len(seen.items)]
        answer = self.desks[at].claim(self.key, item, who, act, take_over=take_over)
        if answer.status_code != 200:
            self._is_refusal(answer)
            return
        before, now = self.known[item["id"]], answer.json()["item"]
        after = who if act == "claim" else None
        if now["claimed_by"] != after:
            raise Violation(f"{act} by {who} acknowledged, kept {now['claimed_by']}")
        if before.claimed_by != after:
            self._must_have_seen(seen, item["id"], who, act)
            if seen.known[item["id"]].claimed_by != before.claimed_by:
                raise Violation(f"{who} took {item['words']} from {before.claimed_by} unseen")
        self.known[item["id"]] = replace(before, claimed_by=after)
        seen.items[item["id"]], seen.known[item["id"]] = now, self.known[item["id"]]

    @rule(who=editors, at=desks, fact=facts, is_whole=st.booleans())
    def ask(self, who: str, at: int, fact: int, is_whole: bool) -> None:
        """An editor asks the writer about a fact, or about the whole story."""
        path = f"/api/stories/{self.key}/queries"
        if not is_whole and self.seen[who].items:
            numbers = sorted(self.seen[who].items)
            path = f"/api/stories/{self.key}/items/{numbers[fact % len(numbers)]}/queries"
        answer = self.desks[at].http.post(path, json={"initials": who, "question": "Who says so?"})
        if answer.status_code != 201:
            self._is_refusal(answer)
            return
        query = answer.json()["query"]
        if query["id"] in self.queries:
            raise Violation(f"asked anew, and it is the old {query}")
        self._acknowledge_query(query, who)

    @rule(
        who=editors,
        at=desks,
        which=st.integers(0, 9),
        act=st.sampled_from(["answer", "answer", "close", "reopen"]),
    )
    def act_on_query(self, who: str, at: int, which: int, act: str) -> None:
        """An editor answers, closes or opens a query again as it was when they looked."""
        if not self.seen[who].queries:
            return
        seen = self.seen[who].queries[which % len(self.seen[who].queries)]
        given = {"initials": who, "version": seen["version"]}
        if act == "answer":
            given["answer"] = f"{who} said so"
        path = f"/api/stories/{self.key}/queries/{seen['id']}/{act}"
        answer = self.desks[at].http.post(path, json=given)
        if answer.status_code != 200:
            self._is_refusal(answer)
            return
        query = answer.json()["query"]
        if self.queries[query["id"]] != _asked(seen):
            raise Violation(f"{who} did {act} to {self.queries[query['id']]}, and saw {seen}")
        wanted = {"answer": "answered", "close": "closed", "reopen": "open"}[act]
        if query["state"] != wanted:
            raise Violation(f"acknowledged {act}, kept {query}")
        seen |= query
        self._acknowledge_query(query, who)

    @rule(
        who=editors,
        at=desks,
        fact=facts,
        words=st.sampled_from(["Six men", "$8", "", None]),
        covers=st.sampled_from(["words", "words", "sentence"]),
    )
    def suggest(self, who: str, at: int, fact: int, words: str | None, covers: str) -> None:
        """An editor suggests other words for a fact as it was when they looked; with none, takes
        the suggestion back."""
        items = sorted(self.seen[who].items.values(), key=lambda each: each["id"])
        if not items:
            return
        item = items[fact % len(items)]
        before = item["suggestion"]
        version = before["version"] if before else 0
        http, path = self.desks[at].http, f"/api/stories/{self.key}/items/{item['id']}/suggestion"
        if words is None:
            answer = http.delete(f"{path}?initials={who}&version={max(version, 1)}")
        else:
            given = {"initials": who, "words": words, "covers": covers, "version": version}
            answer = http.post(path, json=given)
        if answer.status_code != 200:
            self._is_refusal(answer)
            return
        if self.suggestions.get(item["id"]) != _suggested(before):
            raise Violation(f"{who} suggested over {self.suggestions.get(item['id'])} unseen")
        if self.known[item["id"]].claimed_by not in (None, who):
            raise Violation(f"{who} suggested for what {self.known[item['id']].claimed_by} has")
        now = self._item(item["id"])["suggestion"]
        if words is not None and (now is None or (now["words"], now["by"]) != (words, who)):
            raise Violation(f"acknowledged {words!r}, kept {now}")
        self.log.append(who)
        self._read_suggestions()
        item["suggestion"] = now

    @rule(at=desks, asks=st.booleans())
    def ask_second(self, at: int, asks: bool) -> None:
        """Second signatures are asked for from now on, or no more."""
        self.reader.ask_second(asks, who="CH")
        self.asks_second = asks

    @rule(who=editors, at=desks, fact=facts, takes_back=st.booleans())
    def second(self, who: str, at: int, fact: int, takes_back: bool) -> None:
        """An editor signs a fact second on the page as it was, or takes such a signature back."""
        seen = self.seen[who]
        if not seen.items:
            return
        found = sorted(seen.items.values(), key=lambda each: (not each["wants_second"], each["id"]))
        self._second(who, at, found[fact % min(3, len(found))], takes_back)

    def _second(self, who: str, at: int, item: Any, takes_back: bool = False) -> None:
        given = {"version": item["version"], "initials": who}
        path = f"/api/stories/{self.key}/items/{item['id']}"
        way = "withdraw" if takes_back else "second"
        answer = self.desks[at].http.post(f"{path}/{way}", json=given)
        if answer.status_code != 200:
            self._is_refusal(answer)
            return
        now = answer.json()["item"]
        self._must_have_seen(self.seen[who], item["id"], who, way)
        if now["second_by"] != (None if takes_back else who):
            raise Violation(f"{way} by {who} acknowledged, kept {now}")
        if takes_back:
            del self.seconds[item["id"]]
            self.may_unsign = True
        elif not self.asks_second or now["need"] != "fix" or now["decided_by"] == who:
            raise Violation(f"{who} signed second what they could not: {now}")
        else:
            self.seconds[item["id"]] = who
        self.log.append(who)
        self.seen[who].items[item["id"]] = now

    @rule(who=editors, at=desks, fact=facts)
    def attach(self, who: str, at: int, fact: int) -> None:
        """An editor attaches a file to the sign-off of a fact as it was when they looked."""
        items = sorted(self.seen[who].items.values(), key=lambda each: each["id"])
        if not items:
            return
        item = items[fact % len(items)]
        self.attached += 1
        name = f"file {self.attached}"
        path = f"/api/stories/{self.key}/items/{item['id']}/attachments"
        query = {"initials": who, "version": item["version"]}
        files = {"file": (name, name.encode())}
        answer = self.desks[at].http.post(path, params=query, files=files)
        if answer.status_code != 201:
            self._is_refusal(answer)
            return
        self._must_have_seen(self.seen[who], item["id"], who, "attached to")
        self.files.add(name)
        self.log.append(who)
        self.seen[who].items[item["id"]] = answer.json()["item"]

    @rule(who=editors, at=desks, fact=facts)
    def detach(self, who: str, at: int, fact: int) -> None:
        """An editor takes a file away from a fact as it was when they looked."""
        items = [each for each in self.seen[who].items.values() if each["attachments"]]
        if not items:
            return
        item = sorted(items, key=lambda each: each["id"])[fact % len(items)]
        file = item["attachments"][fact % len(item["attachments"])]
        path = f"/api/stories/{self.key}/items/{item['id']}/attachments/{file['id']}"
        query = {"initials": who, "version": item["version"]}
        answer = self.desks[at].http.delete(path, params=query)
        if answer.status_code == 404 and self._item_now(item["id"]) is None:
            return  # it went along into another version
        if answer.status_code != 200:
            self._is_refusal(answer)
            return
        self._must_have_seen(self.seen[who], item["id"], who, "took from")
        self.files.remove(file["name"])
        self.may_unsign = True
        self.seconds.pop(item["id"], None)
        self.log.append(who)
        self.seen[who].items[item["id"]] = answer.json()["item"]

    @rule(
        who=editors,
        at=desks,
        which=st.integers(0, 3),
        standing=st.sampled_from(["primary", "secondary", "unknown"]),
    )
    def set_standing(self, who: str, at: int, which: int, standing: str) -> None:
        """An editor says whether a source is primary."""
        path = f"/api/stories/{self.key}/settings"
        now = self.desks[at].ok(self.desks[at].http.get(path))
        if not now["sources"]:
            return
        source = now["sources"][which % len(now["sources"])]
        said = [{"number": source["number"], "standing": standing}]
        given = {"version": now["version"], "initials": who, "sources": said}
        made = self.desks[at].ok(self.desks[at].http.post(path, json=given))
        if source["standing"] != standing:
            self.may_unsign = True
            self.log.append(who)
        if standing not in [
            s["standing"] for s in made["sources"] if s["number"] == source["number"]
        ]:
            raise Violation(f"acknowledged {standing}, kept {made}")

    @rule(who=editors, at=desks, day=st.sampled_from(["2026-05-04", "2026-05-08", None]))
    def set_day(self, who: str, at: int, day: str | None) -> None:
        """The day of publication is set, mostly by who saw the settings as they are."""
        path = f"/api/stories/{self.key}/settings"
        now = self.desks[at].ok(self.desks[at].http.get(path))
        given = {"version": now["version"], "initials": who, "published": day}
        self.desks[at].ok(self.desks[at].http.post(path, json=given))
        if now["published"] != day:
            self.may_unsign = True
            self.log.append(who)
        stale = self.desks[at].http.post(path, json={**given, "version": now["version"] + 5})
        self._is_refusal(stale)
        self._wait(at)

    @rule(who=editors, at=desks)
    def archive_and_bring_back(self, who: str, at: int) -> None:
        """While a story is archived nothing of it changes, whoever tries."""
        path = f"/api/stories/{self.key}"
        for act in ("archive", "bring-back"):
            now = self.desks[at].ok(self.desks[at].http.get(f"{path}/settings"))
            given = {"version": now["version"], "initials": who}
            self.desks[at].ok(self.desks[at].http.post(f"{path}/{act}", json=given))
            if act == "archive":
                item = self._story()["items"][0]
                self._is_refusal(self.desks[1 - at].try_decide(self.key, item, "wrong"))

    @rule(at=desks, kind=st.sampled_from(["csv", "xlsx"]))
    def export(self, at: int, kind: str) -> None:
        """A worksheet goes out."""
        data = self.desks[at].http.get(f"/api/stories/{self.key}/files/{kind}").content
        seen = self._view(at)
        ids = {item["key"]: item["id"] for item in seen.items.values()}
        self.sheets.append(Sheet(kind, _rows(data, kind), ids, seen))

    @precondition(lambda self: self.sheets)
    @rule(
        who=editors,
        at=desks,
        which=st.integers(0, 9),
        edits=st.lists(
            st.tuples(facts, settling, st.sampled_from(["", "by sheet", "twice"])), max_size=3
        ),
        cells=st.sampled_from(["as they are", "as they are", "of Excel", "without versions"]),
    )
    def read_back(
        self, who: str, at: int, which: int, edits: list[tuple[int, str, str]], cells: str
    ) -> None:
        """A worksheet comes back, old or new, with some rows filled in."""
        sheet = self.sheets[which % len(self.sheets)]
        rows = [dict(row) for row in sheet.rows]
        for at_row, status, note in edits:
            rows[at_row % len(rows)] |= {"status": STATUS[status], "note": note, "initials": who}  # type: ignore[index]  # a status
        for row in rows:
            if cells == "of Excel":
                row["version"] += ".0"
            elif cells == "without versions":
                del row["version"]
        data = _file(rows, sheet.kind)
        path = f"/api/stories/{self.key}/worksheet?initials={who}"
        answer = self.desks[at].http.post(path, files={"file": ("sheet", data)})
        done = self.desks[at].ok(answer)
        taken = 0
        by_id = {sheet.ids[row["id"]]: row for row in rows}
        present = {item["id"]: item for item in self._story()["items"]}
        for number, now in present.items():
            before = self.known.get(number)
            if before is None or before.said == _said(now):
                if number in by_id and before is not None:
                    self._must_be_refused(sheet, number, by_id[number], who, now, done)
                continue
            taken += 1
            said = by_id.get(number, {})
            if (STATUS[now["status"]], now["note"]) != (said.get("status"), said.get("note")):
                raise Violation(f"a worksheet changed {now} and says {said}")
            if before.claimed_by not in (None, who):
                raise Violation(f"a worksheet changed {now}, which {before.claimed_by} has")
            if cells == "without versions":
                if before.decisions:
                    raise Violation(f"a worksheet without versions changed {now}")
            elif sheet.seen.known[number].decisions != before.decisions:
                raise Violation(f"an old worksheet changed {now}; it was {before}")
            self._acknowledge(now, who)
        if taken != done["changed"]:
            raise Violation(f"{taken} facts changed, and the desk says {done}")

    @rule(at=desks, which=st.integers(0, len(DRAFTS) - 1))
    def new_draft(self, at: int, which: int) -> None:
        """A new version of the draft comes in."""
        if DRAFTS[which] != self._story()["text"]:
            self.may_unsign = True
        self.desks[at].new_draft(self.key, DRAFTS[which])
        self._wait(at)

    @rule(at=desks, which=st.integers(0, len(SOURCES) - 1), who=editors)
    def new_source(self, at: int, which: int, who: str) -> None:
        """A source is attached."""
        before = len(self._story()["story"]["sources"])
        document = {"text": SOURCES[which], "name": f"source {which}"}
        path = f"/api/stories/{self.key}/sources"
        answer = self.desks[at].http.post(path, json={"document": document, "initials": who})
        if len(self.desks[at].ok(answer)["sources"]) != before:
            self.may_unsign = True
            self.log.append(who)
        self._wait(at)

    @rule(at=desks, which=st.integers(0, 3), who=editors)
    def remove_source(self, at: int, which: int, who: str) -> None:
        """A source is taken away."""
        there = self._story()["story"]["sources"]
        if not there:
            return
        self.may_unsign = True
        self.log.append(who)
        number = there[which % len(there)]["number"]
        path = f"/api/stories/{self.key}/sources/{number}?initials={who}"
        self.desks[at].ok(self.desks[at].http.delete(path))
        self._wait(at)

    @rule(who=editors, at=desks, settles=st.booleans())
    def sign(self, who: str, at: int, settles: bool) -> None:
        """An editor signs what they saw; often after deciding all that is open there."""
        if settles:
            self._look(who, at)
            for item in list(self.seen[who].items.values()):
                if item["is_open"] and self.known[item["id"]].claimed_by in (None, who):
                    answer = self.desks[at].try_decide(self.key, item, "stet", initials=who)
                    now = self.desks[at].ok(answer)["item"]
                    self._acknowledge(now, who)
                    self.seen[who].items[item["id"]] = now
                    self.seen[who].known[item["id"]] = self.known[item["id"]]
            for query in self.seen[who].queries:
                if query["state"] == "open":
                    path = f"/api/stories/{self.key}/queries/{query['id']}/close"
                    given = {"initials": who, "version": query["version"]}
                    done = self.desks[at].ok(self.desks[at].http.post(path, json=given))
                    query |= done["query"]
                    self._acknowledge_query(done["query"], who)
            other = next(each for each in EDITORS if each != who)
            self._look(other, at)
            for item in list(self.seen[other].items.values()):
                if item["wants_second"]:
                    self._second(other, at, item)
            self._look(who, at)
        seen = self.seen[who]
        path = f"/api/stories/{self.key}/signature?draft={seen.draft}&change={seen.change}"
        answer = self.desks[at].http.post(path, json={"initials": who})
        if answer.status_code != 200:
            self._is_refusal(answer)
            return
        if any(other != who for other in self.log[seen.log :]):
            raise Violation(f"{who} signed what others did since: {self.log[seen.log :]}")
        if self.signed_by not in (None, who):
            raise Violation(f"{who} signed over {self.signed_by}")
        if self.asks_second and self.signed_by is None:
            for item in self._story()["items"]:
                if item["need"] == "fix" and item["aside"] is None and not item["second_by"]:
                    raise Violation(f"signed without a second signature: {item}")
        self.signed_by = who

    @rule(who=editors, at=desks)
    def unsign(self, who: str, at: int) -> None:
        """An editor takes the signature back."""
        self.may_unsign = True
        path = f"/api/stories/{self.key}/signature?initials={who}"
        if self.signed_by is not None:
            self.log.append(who)
        self.desks[at].ok(self.desks[at].http.delete(path))

    @rule(number=desks)
    def kill_and_start(self, number: int) -> None:
        """A desk is killed and started again."""
        self.kill(number)
        self.desks[number] = self.start(number)

    # What has to hold after every step.

    @invariant()
    def desk_says_what_it_acknowledged(self) -> None:
        """Every fact is as it was last acknowledged, and a signature goes with a cause alone."""
        if not self.key:
            return
        type(self).steps += 1
        page = self._story()
        for item in page["items"]:
            known = self.known.get(item["id"]) or self._met(item)
            if (known.said, known.claimed_by) != (_said(item), item["claimed_by"]):
                raise Violation(f"acknowledged {known}, and the desk has {item}")
            if item["second_by"] not in (None, self.seconds.get(item["id"])):
                raise Violation(f"signed second, but by none who was answered: {item}")
        signed = page["story"]["signed_by"]
        if signed is None and self.signed_by is not None and not self.may_unsign:
            raise Violation(f"the signature of {self.signed_by} went without a cause")
        if signed is not None and signed != self.signed_by:
            raise Violation(f"signed by {signed}, and acknowledged was {self.signed_by}")
        if signed is not None and page["story"]["counts"]["settled"] != sum(
            item["aside"] is None for item in page["items"]
        ):
            raise Violation("signed with open facts")
        for query in page["queries"]:
            if self.queries.get(query["id"]) != _asked(query):
                raise Violation(f"acknowledged {self.queries}, and the desk has {query}")
            if signed is not None and query["state"] == "open":
                raise Violation(f"signed with an open query: {query}")
        if len(page["queries"]) != len(self.queries):
            raise Violation(f"a query is lost: {self.queries}, {page['queries']}")
        self._read_suggestions(page)
        kept = self.reader.read(self.key, attachments_of)
        names = sorted(file.name for files in kept.values() for file in files)
        if names != sorted(self.files):
            raise Violation(f"acknowledged the files {self.files}, and the desk has {names}")
        self.signed_by, self.may_unsign = signed, False

    def _met(self, item: Any) -> Known:
        """A fact that was not there before: decided only where its former self was."""
        known = self.known[item["id"]] = Known(_said(item), claimed_by=item["claimed_by"])
        if item["decided_by"] is None and item["claimed_by"] is None:
            return known
        page = self.desks[0].get(f"/stories/{self.key}/items/{item['id']}")
        former = page["former"]
        before = self.known.get(former["id"]) if former is not None else None
        if before is None or (before.said, before.claimed_by) != (known.said, known.claimed_by):
            raise Violation(f"decided, but by none who was answered: {item}")
        if former["words"] != item["words"]:
            raise Violation(f"decided in other words: {former['words']} and {item['words']}")
        if former["id"] in self.seconds:
            self.seconds[item["id"]] = self.seconds[former["id"]]
        return known

    def teardown(self) -> None:
        """The history has a line for every decision that was acknowledged, and for no other."""
        try:
            if self.key:
                self._history_agrees()
        finally:
            self.end()

    def _history_agrees(self) -> None:
        page = self.reader.read(self.key, partial(views.history_page, limit=100_000))
        lines = page.model_dump()["entries"]
        for number, known in self.known.items():
            own = [each for each in lines if each["item"] == number and each["what"] == "decided"]
            if len(own) != known.decisions:
                raise Violation(f"{known.decisions} decisions, and the history has {own}")
            if own and own[0]["who"] != known.said[4]:
                raise Violation(f"decided by {known.said[4]}, the history says {own[0]}")
            versions = [each["detail"]["version"] for each in own]
            if versions != sorted(set(versions), reverse=True):
                raise Violation(f"versions out of order: {own}")
        for number, (*_, version) in self.queries.items():
            own = [
                e for e in lines if e["detail"].get("query") == number and e["what"] in _ON_QUERIES
            ]
            if len(own) != version:
                raise Violation(f"query {number} is at version {version}, the history has {own}")

    # Helpers.

    def _form(self, desk: DeskClient, item: Any, who: str, status: str, note: str) -> Any:
        given = {"version": item["version"], "initials": who, "status": status, "note": note}
        for number, source in enumerate(item["sources"]):
            given |= {f"source-{name}-{number}": words for name, words in source.items()}
        return desk.http.post(
            f"/stories/{self.key}/items/{item['id']}",
            data={**given, "method": item["method"] or ""},
            headers={"Accept": "text/html"},
            follow_redirects=False,
        )

    def _story(self) -> Any:
        return self.reader.read(self.key, views.story_page).model_dump(mode="json")

    def _item(self, number: int) -> Any:
        return next(item for item in self._story()["items"] if item["id"] == number)

    def _item_now(self, number: int) -> Any:
        return next((item for item in self._story()["items"] if item["id"] == number), None)

    def _view(self, at: int) -> Seen:
        page = self.desks[at].story(self.key)
        items = {item["id"]: item for item in page["items"]}
        for item in items.values():
            self.known.setdefault(item["id"], Known(_said(item)))
        known = {number: self.known[number] for number in items}
        story = page["story"]
        return Seen(items, known, story["draft"], story["change"], len(self.log), page["queries"])

    def _acknowledge_query(self, query: Any, who: str) -> None:
        self.queries[query["id"]] = _asked(query)
        self.log.append(who)
        if query["state"] == "open":
            self.may_unsign = True

    def _read_suggestions(self, page: Any = None) -> None:
        """What is suggested for each fact: a new version may take it, or take it along."""
        items = (page or self._story())["items"]
        self.suggestions = {
            item["id"]: said for item in items if (said := _suggested(item["suggestion"]))
        }

    def _look(self, who: str, at: int) -> None:
        self.seen[who] = self._view(at)

    def _must_have_seen(self, seen: Seen, number: int, who: str, act: str = "decided") -> None:
        before = self.known[number]
        if seen.known[number].decisions != before.decisions:
            raise Violation(f"{who} {act} on {before} unseen; they had {seen.known[number]}")
        if act == "decided" and before.claimed_by not in (None, who):
            raise Violation(f"{who} decided on what {before.claimed_by} has")

    def _must_be_refused(
        self, sheet: Sheet, number: int, row: dict[str, str], who: str, now: Any, done: Any
    ) -> None:
        """A row that says something else and was not taken has a reason, and is named."""
        before = self.known[number]
        is_same = STATUS[now["status"]] == row["status"] and now["note"] == row["note"]
        is_aside = now["aside"] and row["status"] == "not needed" and now["status"] == "to_check"
        if is_same or is_aside:
            return
        has_reason = (
            before.claimed_by not in (None, who)
            or sheet.seen.known[number].decisions != before.decisions
            or ("version" not in row and (before.decisions > 0 or row["status"] == "to check"))
        )
        if not has_reason:
            raise Violation(f"a row that was up to date was not taken: {row}, {now}, {done}")
        if "version" in row and not any(row["words"] in line for line in done["refused"]):
            raise Violation(f"a row was left out in silence: {row}, {done}")

    def _acknowledge(self, now: Any, who: str) -> None:
        before = self.known[now["id"]]
        self.known[now["id"]] = replace(before, said=_said(now), decisions=before.decisions + 1)
        self.log.append(now["decided_by"])
        self.seconds.pop(now["id"], None)
        if now["status"] not in SETTLED or (self.asks_second and now["need"] == "fix"):
            self.may_unsign = True

    def _is_refusal(self, answer: Any) -> None:
        if answer.status_code not in (409, 410):
            raise Violation(f"neither done nor refused: {answer.status_code} {answer.text[:300]}")

    def _wait(self, at: int) -> None:
        """Until the checks of what is on the desk now have ended."""
        while True:
            for line in self.reader.read(self.key, views.history_page).entries:
                if line.what == "checked":
                    return
                if line.what in _BEGUN:
                    break
            self.desks[at].story(self.key)


def _said(item: Any) -> tuple[Any, ...]:
    sources = tuple(tuple(sorted(source.items())) for source in item["sources"])
    return item["status"], item["method"], sources, item["note"], item["decided_by"]


def _asked(query: Any) -> tuple[Any, ...]:
    names = ("state", "question", "asked_by", "answer", "answered_by", "closed_by", "version")
    return tuple(query[name] for name in names)


def _suggested(suggestion: Any) -> tuple[Any, ...] | None:
    if suggestion is None:
        return None
    return tuple(suggestion[name] for name in ("words", "covers", "by", "version", "taken_in"))


def _rows(data: bytes, kind: str) -> list[dict[str, str]]:
    if kind == "csv":
        return list(csv.DictReader(StringIO(data.decode("utf-8"), newline="")))
    import openpyxl

    lines = openpyxl.load_workbook(BytesIO(data)).worksheets[0].iter_rows(values_only=True)
    header, *rest = [["" if cell is None else str(cell) for cell in line] for line in lines]
    return [dict(zip(header, line, strict=True)) for line in rest]


def _file(rows: list[dict[str, str]], kind: str) -> bytes:
    if kind == "csv":
        file = StringIO(newline="")
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
        return file.getvalue().encode()
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(list(rows[0]))
    for row in rows:
        book.active.append(list(row.values()))
    data = BytesIO()
    book.save(data)
    return data.getvalue()
