"""What the desk keeps."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class ExactText(TypeDecorator[str]):
    """Text of a story, every character as it came: PostgreSQL's own text refuses U+0000."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """As UTF-8."""
        return None if value is None else value.encode("utf-8", "surrogatepass")

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """From UTF-8."""
        return None if value is None else bytes(value).decode("utf-8", "surrogatepass")


class JsonText(TypeDecorator[Any]):
    """Plain values as JSON in ASCII, which any database takes whatever the words are."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        """As JSON."""
        return json.dumps(value, ensure_ascii=True, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """From JSON."""
        return None if value is None else json.loads(value)


class Moment(TypeDecorator[datetime]):
    """A time in UTC; SQLite keeps no zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """In UTC."""
        if value is None:
            return None
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """With its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The base of all tables."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Moment(), Any: JsonText()}  # noqa: RUF012  # SQLAlchemy's form


class Story(Base):
    """One story on the desk."""

    __tablename__ = "stories"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(24), unique=True)
    """Its name in addresses."""
    title: Mapped[str] = mapped_column(String(300))
    origin: Mapped[str | None] = mapped_column(ExactText())
    """Where the command line found it, so that the same file opens the same story."""
    created_at: Mapped[datetime]
    created_by: Mapped[str] = mapped_column(String(40))
    change: Mapped[int] = mapped_column(default=0)
    """Counts up with every write."""
    draft: Mapped[int] = mapped_column(default=1)
    """The number of the version on the desk."""
    signed_at: Mapped[datetime | None]
    signed_by: Mapped[str | None] = mapped_column(String(40))
    version: Mapped[int] = mapped_column(default=1)
    """Counts up with every change of what follows, and of the title; see `Item.version`."""
    assigned_to: Mapped[str | None] = mapped_column(String(40))
    due: Mapped[str | None] = mapped_column(String(16))
    """A day, or a day and a time, as ISO 8601 has them; of the newsroom's own clock."""
    priority: Mapped[str] = mapped_column(String(6), default="normal")
    dated: Mapped[int] = mapped_column(default=0)
    """Counts up when a day of publication is set: earlier checks read other dates."""
    archived_at: Mapped[datetime | None]
    archived_by: Mapped[str | None] = mapped_column(String(40))


class Draft(Base):
    """One version of a story; never changed, but for the day of its publication."""

    __tablename__ = "drafts"
    __table_args__ = (UniqueConstraint("story_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(300))
    published: Mapped[str | None] = mapped_column(String(40))
    language: Mapped[str | None] = mapped_column(String(8))
    """The code of its language, where somebody said it; else its words show it."""
    text: Mapped[str] = mapped_column(ExactText(), deferred=True)
    marks: Mapped[Any] = mapped_column(deferred=True)
    """Footnotes, comments and the like: the document's marks."""
    original: Mapped[bytes | None] = mapped_column(LargeBinary(), deferred=True)
    """The Word document that it was read from, for its comments to go back into."""
    created_at: Mapped[datetime]
    created_by: Mapped[str] = mapped_column(String(40))


class Source(Base):
    """One source of a story; only its day of publication and its standing are ever changed, or it
    is taken away."""

    __tablename__ = "sources"
    __table_args__ = (UniqueConstraint("story_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(300))
    published: Mapped[str | None] = mapped_column(String(40))
    language: Mapped[str | None] = mapped_column(String(8))
    """The code of its language, where somebody said it; else its words show it."""
    text: Mapped[str] = mapped_column(ExactText(), deferred=True)
    marks: Mapped[Any] = mapped_column(deferred=True)
    """Cells, pages and time codes: the document's marks."""
    added_at: Mapped[datetime]
    added_by: Mapped[str] = mapped_column(String(40))
    removed_at: Mapped[datetime | None]
    standing: Mapped[str] = mapped_column(String(10), default="unknown")
    """`primary`, `secondary` or `unknown`."""


class BroughtFile:
    """A file that an editor brought, as it came."""

    name: Mapped[str] = mapped_column(String(300))
    media_type: Mapped[str] = mapped_column(String(40))
    """By its content, never by its name."""
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    """SHA-256, in hexadecimal."""
    data: Mapped[bytes] = mapped_column(LargeBinary(), deferred=True)
    added_at: Mapped[datetime]
    added_by: Mapped[str] = mapped_column(String(40))


class Recording(BroughtFile, Base):
    """The audio file beside a transcript."""

    __tablename__ = "recordings"
    __table_args__ = (Index(None, "story_id"),)

    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), primary_key=True)
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"))


class Check(Base):
    """One run of the checks, or of the model, over one draft."""

    __tablename__ = "checks"
    __table_args__ = (Index(None, "story_id", "draft_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"))
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    kind: Mapped[str] = mapped_column(String(10))
    """`checks` or `model`."""
    state: Mapped[str] = mapped_column(String(10))
    """`running`, `done` or `failed`."""
    model: Mapped[str | None] = mapped_column(String(300))
    compared_with: Mapped[str | None] = mapped_column(ExactText())
    sources: Mapped[Any] = mapped_column(default=list)
    """The numbers of the sources compared with, in the order in which findings count them."""
    asked: Mapped[int] = mapped_column(default=0)
    """Sentences and passages that the model is asked about."""
    answered: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(ExactText())
    notes: Mapped[Any] = mapped_column(default=list)
    """What an editor must know of the run: passages that failed, statements without a place."""
    dated: Mapped[int] = mapped_column(default=0)
    """The story's `dated` when it began."""
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    """When it last gave a sign of life."""
    ended_at: Mapped[datetime | None]


class Item(Base):
    """One fact of a story and its sign-off; it outlives the draft it was first seen in."""

    __tablename__ = "items"
    __table_args__ = (UniqueConstraint("story_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"))
    key: Mapped[str] = mapped_column(String(60))
    """Made of kind, words and sentence: the same words in the same sentence are the same item. A
    name is the same in every sentence."""
    kind: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(ExactText())
    sentence: Mapped[str] = mapped_column(ExactText())
    status: Mapped[str] = mapped_column(String(20), default="to_check")
    method: Mapped[str | None] = mapped_column(String(20))
    sources: Mapped[Any] = mapped_column(default=list)
    note: Mapped[str] = mapped_column(ExactText(), default="")
    version: Mapped[int] = mapped_column(default=1)
    """Counts up with every decision and claim, and with every problem newly reported.

    Whoever writes names the one that they saw; on an older one it is refused.
    """
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None] = mapped_column(String(40))
    seen: Mapped[str] = mapped_column(String(64), default="")
    """Which problems the checks reported when it was decided."""
    second_by: Mapped[str | None] = mapped_column(String(40))
    """Who looked at the decision after the one that made it, where the desk asks for that."""
    second_at: Mapped[datetime | None]
    claimed_by: Mapped[str | None] = mapped_column(String(40))
    claimed_at: Mapped[datetime | None]
    former_id: Mapped[int | None] = mapped_column(ForeignKey("items.id"))
    """The item of the earlier draft whose sentence was changed into this one's."""


class Place(Base):
    """Where an item stands in one draft, and what the checks say of it there."""

    __tablename__ = "places"
    __table_args__ = (Index(None, "item_id"),)

    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"), primary_key=True)
    origin: Mapped[str] = mapped_column(String(10))
    """`checks`, `model` for a statement that only the model proposed, or `editor` for words that
    an editor underlined."""
    start: Mapped[int]
    end: Mapped[int]
    also: Mapped[Any] = mapped_column(default=list)
    """Where a name stands besides: pairs of start and end."""
    paragraph: Mapped[int]
    harm: Mapped[int]
    """The order in which to look at what needs an eye."""
    state: Mapped[str] = mapped_column(String(20))
    need: Mapped[str] = mapped_column(String(10))
    """`fix`, `absent`, `look`, `match`, or `none` where nothing was compared."""
    aside: Mapped[str | None] = mapped_column(String(100))
    problems: Mapped[str] = mapped_column(String(64))
    """A digest of what the checks report as wrong; empty where nothing is."""
    findings: Mapped[Any] = mapped_column(deferred=True)
    stands_on: Mapped[Any] = mapped_column(default=list)
    """The numbers of the sources that the findings stand on."""


class Attachment(BroughtFile, Base):
    """A file that an editor attached to a sign-off as evidence."""

    __tablename__ = "attachments"
    __table_args__ = (Index(None, "story_id"), Index(None, "item_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    """It goes along into a new version with what is the same fact there."""


class ModelFact(Base):
    """What the model says of an item, located and checked."""

    __tablename__ = "model_facts"
    __table_args__ = (Index(None, "draft_id", "item_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    fact: Mapped[Any]
    findings: Mapped[Any]
    slips: Mapped[Any]


class ModelReading(Base):
    """What a model says of a sentence of a draft that it was shown with some of the sources."""

    __tablename__ = "model_readings"
    __table_args__ = (Index(None, "draft_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("drafts.id"))
    sources: Mapped[Any]
    """The numbers of the sources, in the order in which the reading counts them."""
    model: Mapped[str] = mapped_column(String(300))
    reading: Mapped[Any]


class Query(Base):
    """A question to the writer, about a fact or about the whole story."""

    __tablename__ = "queries"
    __table_args__ = (Index(None, "story_id"), Index(None, "item_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("items.id"))
    """It goes along into a new version with what is the same fact there."""
    draft: Mapped[int]
    """The number of the version that it was asked about."""
    state: Mapped[str] = mapped_column(String(10), default="open")
    """`open`, `answered` or `closed`."""
    question: Mapped[str] = mapped_column(ExactText())
    asked_by: Mapped[str] = mapped_column(String(40))
    asked_at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(ExactText(), default="")
    answered_by: Mapped[str | None] = mapped_column(String(40))
    answered_at: Mapped[datetime | None]
    closed_by: Mapped[str | None] = mapped_column(String(40))
    closed_at: Mapped[datetime | None]
    changed_by: Mapped[str] = mapped_column(String(40))
    """Who did the last of all this."""
    changed_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
    """Counts up with every act; whoever does the next names the one that they saw."""


class Suggestion(Base):
    """Other words for a fact, or for its sentence; of one fact's the last stands."""

    __tablename__ = "suggestions"
    __table_args__ = (Index(None, "story_id"), Index(None, "item_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"))
    draft: Mapped[int]
    """The number of the last version that has the words that it is for."""
    state: Mapped[str] = mapped_column(String(10), default="open")
    """`open`, `taken` or `withdrawn`."""
    covers: Mapped[str] = mapped_column(String(10))
    """`words` or `sentence`: what it is put in place of."""
    before: Mapped[str] = mapped_column(ExactText())
    """That, as the draft has it."""
    sentence: Mapped[str] = mapped_column(ExactText())
    """The sentence around it, on one line."""
    words: Mapped[str] = mapped_column(ExactText())
    by: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime]
    taken_in: Mapped[int | None]
    """The number of the first version that has the suggested words."""
    version: Mapped[int] = mapped_column(default=1)
    """Counts up with every suggestion for the fact, and when one is withdrawn or taken."""


class Entry(Base):
    """One line of the history; the database itself refuses to change or delete it."""

    __tablename__ = "history"
    __table_args__ = (Index(None, "story_id", "id"), Index(None, "item_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("items.id"))
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(40))
    what: Mapped[str] = mapped_column(String(30))
    detail: Mapped[Any]


class Presence(Base):
    """Who has the page of a story open."""

    __tablename__ = "presence"

    story_id: Mapped[int] = mapped_column(ForeignKey("stories.id"), primary_key=True)
    tab: Mapped[str] = mapped_column(String(40), primary_key=True)
    who: Mapped[str] = mapped_column(String(40))
    seen_at: Mapped[datetime]


class Setting(Base):
    """What holds for every desk on this database."""

    __tablename__ = "settings"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(200))


class LogLine(Base):
    """One line of what belongs to no story's history: deletions, and changes of settings.

    The database itself refuses to change or delete it, and deletes a story for no other reason than
    that a line here says so.
    """

    __tablename__ = "desk_log"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(String(40))
    what: Mapped[str] = mapped_column(String(30))
    """`deleted` or `setting`."""
    story_key: Mapped[str | None] = mapped_column(String(24), unique=True)
    """The key of the story that was deleted."""
    title: Mapped[str | None] = mapped_column(String(300))
    detail: Mapped[Any]
