"""What goes over the desk's border: what editors send, and what pages and JSON are made of."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field, JsonValue, StringConstraints, WithJsonSchema

from extractor.languages.detecting import known_languages
from extractor.review.evidence_files import AttachmentView, RecordingView
from extractor.review.fields import HAS_WORDS, Initials, Line, Number, Words
from extractor.review.queries import QueryCounts, QueryView, SuggestionView
from extractor.review.words import Method, Priority, Standing, Status, UnderlinedKind
from extractor.schemas.fact import Fact
from extractor.schemas.finding import Finding
from extractor.schemas.record import Record
from extractor.schemas.report import Slip


class SourceNote(Record):
    """One source that an editor names for a fact."""

    title: Line = ""
    """The document, the person called, the database."""
    link: Line = ""
    """Where it can be found again."""
    place: Line = ""
    """Where in it: a page, a paragraph, a time code."""
    date: Line = ""
    """When it was made, or when the call was."""
    note: Line = ""
    """What else there is to know."""

    def given(self) -> dict[str, JsonValue]:
        """The fields that say something, as they are kept."""
        return self.model_dump(exclude_defaults=True)


class Decision(Record):
    """What an editor decides of one fact; what is not given stays as it is."""

    version: Number
    """The version of the fact that the editor saw."""
    initials: Initials
    status: Status | None = None
    method: Method | None = None
    sources: Annotated[tuple[SourceNote, ...], Field(max_length=20)] = ()
    note: Annotated[Words, StringConstraints(max_length=5_000)] = ""


class Claim(Record):
    """An editor takes a fact, or gives it back."""

    initials: Initials
    version: Number
    take_over: bool = False
    """Take it although somebody else has it."""


class Seen(Record):
    """An editor does something with a fact that they saw in this version."""

    initials: Initials
    version: Number


class Underline(Record):
    """Words of the draft that an editor makes a fact of."""

    initials: Initials
    words: Annotated[str, StringConstraints(min_length=1, max_length=2_000, pattern=HAS_WORDS)]
    """As they stand in the draft, or with other quotation marks, dashes and spaces."""
    kind: UnderlinedKind = "claim"
    before: Annotated[str, StringConstraints(max_length=2_000)] = ""
    """Some of what stands before them, where they stand in several places."""
    draft: Number | None = None
    """The version of the draft that the editor saw."""
    note: Annotated[Words, StringConstraints(max_length=5_000)] = ""


class Who(Record):
    """Who does something."""

    initials: Initials


LanguageCode = Annotated[
    str,
    StringConstraints(max_length=8),
    WithJsonSchema({"type": "string", "enum": list(known_languages())}),
]
"""The code of a language that is read; another one is refused in a sentence that names them."""


class NewDocument(Record):
    """A text and what to call it."""

    text: Annotated[
        str,
        StringConstraints(min_length=1, max_length=5_000_000, pattern=HAS_WORDS),
    ]
    """With words in it."""
    name: Line = ""
    published: date | datetime | None = None
    """When it appeared; relative dates are read against it."""
    language: LanguageCode | None = None
    """The code of its language ("en", "es"); none where its words show it."""


class NewSource(NewDocument):
    """A source, and how near it is to what it tells of."""

    standing: Standing = "unknown"
    """Whether it is primary or secondary."""


class NewStory(Record):
    """A story to put on the desk."""

    draft: NewDocument
    sources: Annotated[tuple[NewSource, ...], Field(max_length=50)] = ()
    title: Line = ""
    initials: Initials


class NewText(Record):
    """A new version of the draft."""

    document: NewDocument
    initials: Initials


class NewSourceText(Record):
    """One more source."""

    document: NewSource
    initials: Initials


class Counts(Record):
    """How many facts ask for what, and how far the desk is."""

    fix: int = 0
    look: int = 0
    match: int = 0
    absent: int = 0
    none: int = 0
    """Facts that nothing was compared with."""
    total: int = 0
    settled: int = 0
    changed: int = 0
    """Open facts whose sentence the present draft changed."""

    @property
    def open(self) -> int:
        """How many stand in the way of signing."""
        return self.total - self.settled


class KindProgress(Record):
    """How far one checklist is."""

    kind: str
    total: int
    settled: int


class ItemView(Record):
    """One fact of the checklist."""

    id: int
    key: str
    """Its name in worksheets: the same for the same words in the same sentence."""
    kind: str
    words: str
    sentence: str
    start: int
    """Where it stands in the draft, in Python string offsets."""
    end: int
    also: tuple[tuple[int, int], ...]
    """Where else a name stands."""
    paragraph: int
    harm: int
    """The order in which to look at it: by risk, then by harm."""
    state: str
    """What the checks say, in one of four words."""
    need: str
    aside: str | None
    """Why nobody is expected to check it; none for the others."""
    origin: str
    """`checks`, `model`, or `editor` for words that an editor underlined."""
    status: Status
    method: Method | None
    sources: tuple[SourceNote, ...]
    note: str
    version: int
    decided_by: str | None
    decided_at: datetime | None
    second_by: str | None
    """Who signed the decision second."""
    second_at: datetime | None
    wants_second: bool
    """Whether it is settled but for a second person's signature."""
    claimed_by: str | None
    is_open: bool
    is_changed: bool
    """Whether the present draft changed or added its sentence."""
    has_new_problem: bool
    """Whether the checks report a problem that they did not when it was decided."""
    told: int
    """How many facts of the model are about it."""
    queries: tuple[QueryView, ...] = ()
    """What the writer was asked about it, in the order of asking."""
    suggestion: SuggestionView | None = None
    """Other words for it, where somebody suggests some."""
    attachments: tuple[AttachmentView, ...] = ()
    """The files that are attached to its sign-off."""
    rests_on_secondary: bool = False
    """Whether all that the checks found of it, and all that its sign-off names, is in secondary
    sources."""

    @property
    def asked(self) -> str:
        """Another for each change of its queries and suggestion."""
        said = [f"q{each.id}.{each.version}" for each in self.queries]
        if self.suggestion is not None:
            said.append(f"s{self.suggestion.version}.{self.suggestion.taken_in or 0}")
        return " ".join(said)


class SourceView(Record):
    """One source of a story."""

    number: int
    name: str
    published: str | None
    """Of which day it is, or of which moment."""
    characters: int
    added_by: str
    added_at: datetime
    standing: Standing = "unknown"
    """Whether it is primary or secondary."""
    recording: RecordingView | None = None
    """The audio file beside it."""


class SourceText(Record):
    """One source with its text."""

    number: int
    name: str
    text: str
    standing: Standing
    """Whether it is primary or secondary."""
    recording: RecordingView | None
    """The audio file beside it."""
    has_times: bool
    """Whether it has time codes, by which a recording can be played."""


class RunView(Record):
    """The latest run of the checks, or of the model."""

    kind: str
    state: Literal["running", "done", "failed", "stopped"]
    model: str | None
    asked: int
    answered: int
    notes: tuple[str, ...]


class StoryView(Record):
    """One story on the desk: everything its page shows but the text."""

    key: str
    title: str
    draft: int
    drafts: int
    name: str
    compared_with: str
    change: int
    signed_by: str | None
    signed_at: datetime | None
    unsigned: str | None
    """How the last signature was undone, if it was."""
    assigned_to: str | None
    due: str | None
    """A day, or a day and a time, of the newsroom's own clock."""
    priority: Priority
    archived_by: str | None
    """Who archived it; an archived story is only read."""
    archived_at: datetime | None
    asks_second: bool
    """Whether red facts need a second person's signature."""
    counts: Counts
    kinds: tuple[KindProgress, ...]
    sources: tuple[SourceView, ...]
    runs: tuple[RunView, ...]
    people: tuple[str, ...]
    """Who has the page open."""
    queries: QueryCounts = QueryCounts()


class StoryPage(Record):
    """A story with its text and its facts."""

    story: StoryView
    text: str
    items: tuple[ItemView, ...]
    queries: tuple[QueryView, ...] = ()
    """Every query, those of the whole story and of facts that are gone too."""
    suggestions: tuple[SuggestionView, ...] = ()
    """Every suggested wording, also those that were taken and those whose words are gone."""


class QueriesPage(Record):
    """The queries and suggested wordings of a story."""

    story: StoryView
    queries: tuple[QueryView, ...]
    """What is open comes first."""
    suggestions: tuple[SuggestionView, ...]


class Piece(Record):
    """A run of characters of a sentence."""

    text: str
    is_key: bool = False
    """Whether it belongs to the words in question."""
    differs: bool = False
    """Whether the other side has something else there."""


class Passage(Record):
    """A sentence, and the characters in it that matter."""

    pieces: tuple[Piece, ...]
    """Joined they are the sentence."""
    label: str
    """Where it stands: "wire.txt, paragraph 2"."""
    source: int | None
    """The number of the source; none for the draft itself."""
    start: int
    """Where the words in question stand in that text, in Python string offsets."""
    end: int
    standing: Standing | None = None
    """Whether the source is primary or secondary; none for the draft."""
    time: float | None = None
    """The second of the source's recording at which it is said, where there is one."""


class FindingView(Record):
    """One finding, with both sentences side by side."""

    finding: Finding
    need: str
    here: Passage | None
    """The draft's sentence, what the first place has otherwise picked out."""
    evidence: tuple[Passage, ...]
    """The places that it stands on."""
    working: str | None
    """The sum that the check did, where it did one."""


class FactView(Record):
    """What the model says of a fact."""

    fact: Fact
    findings: tuple[Finding, ...]
    slips: tuple[Slip, ...] = ()
    """What the model got wrong about it, and the fact no longer says."""


class EntryView(Record):
    """One line of the history."""

    id: int
    at: datetime
    who: str
    what: str
    item: int | None
    detail: dict[str, JsonValue]


class ItemPage(Record):
    """One fact with all that is known of it."""

    item: ItemView
    here: Passage
    also: tuple[Passage, ...]
    """The other sentences that a name stands in."""
    findings: tuple[FindingView, ...]
    facts: tuple[FactView, ...]
    former: ItemView | None
    """The same fact before its sentence was changed."""
    history: tuple[EntryView, ...]


class Decided(Record):
    """What became of a decision."""

    item: ItemView
    counts: Counts
    kinds: tuple[KindProgress, ...]
    change: int


class SentenceChange(Record):
    """One sentence before and after."""

    before: str | None
    after: str | None
    items: tuple[int, ...]
    """The facts in it that are to be checked anew."""


class ChangesPage(Record):
    """What a new version of the draft changed."""

    story: StoryView
    before: int
    after: int
    changes: tuple[SentenceChange, ...]
    kept: int
    """Sign-offs that stand, because their words did not change."""


class SearchHit(Record):
    """One place in a source that has what is searched for."""

    source: int
    """The number of the source."""
    label: str
    """Where it stands: "wire.txt, paragraph 2"."""
    standing: Standing | None
    start: int
    """Where the words stand in the source, in Python string offsets."""
    end: int
    time: float | None
    """The second of the source's recording at which they are said, where there is one."""
    pieces: tuple[Piece, ...]
    """The sentence around them, or a part of it."""


class SearchPage(Record):
    """What a search in the sources of a story found."""

    story: StoryView
    words: str
    hits: tuple[SearchHit, ...]
    """The first of them, in the order of the sources."""
    total: int
    """How many places there are."""


class HistoryPage(Record):
    """The history of a story, the latest line first."""

    story: StoryView
    entries: tuple[EntryView, ...]


class Imported(Record):
    """What came of a worksheet that was read back."""

    changed: int
    unchanged: int
    refused: tuple[str, ...]
    """The rows that were not taken, and why."""
    still_open: tuple[str, ...] = ()
    """Rows that were taken, but whose fact stays open: the checks report what they do not show."""
    guessed: str | None = None
    """The encoding of the file as people call it, where it had to be guessed: "Windows-1252"."""


class Refusal(Record):
    """Why something was not done, in one line."""

    error: str
    item: ItemView | None = None
    """The fact as it is now, where somebody else has changed it."""
