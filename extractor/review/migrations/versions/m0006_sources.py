"""Sources are primary or secondary; files beside sign-offs, recordings beside transcripts."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.add_column(
        "sources",
        sa.Column("standing", sa.String(length=10), nullable=False, server_default="unknown"),
    )
    op.add_column("places", sa.Column("stands_on", sa.Text(), nullable=False, server_default="[]"))
    _note_sources_of_places()
    op.create_table(
        "recordings",
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["sources.id"], name=op.f("fk_recordings_source_id")
        ),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_recordings_story_id")),
        sa.PrimaryKeyConstraint("source_id", name=op.f("pk_recordings")),
    )
    op.create_index(op.f("ix_recordings_story_id"), "recordings", ["story_id"])
    op.create_table(
        "attachments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("media_type", sa.String(length=40), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name=op.f("fk_attachments_story_id")),
        sa.ForeignKeyConstraint(["item_id"], ["items.id"], name=op.f("fk_attachments_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
    )
    op.create_index(op.f("ix_attachments_story_id"), "attachments", ["story_id"])
    op.create_index(op.f("ix_attachments_item_id"), "attachments", ["item_id"])


def downgrade() -> None:
    """Take it back; attached files and recordings go with it."""
    op.drop_table("attachments")
    op.drop_table("recordings")
    op.drop_column("places", "stands_on")
    op.drop_column("sources", "standing")


def _note_sources_of_places() -> None:
    """Which sources the findings of an earlier check stand on."""
    places = sa.table(
        "places",
        sa.column("draft_id", sa.Integer),
        sa.column("item_id", sa.Integer),
        sa.column("findings", sa.Text),
        sa.column("stands_on", sa.Text),
    )
    connection = op.get_bind()
    names = connection.execute(sa.select(places.c.draft_id, places.c.item_id)).all()
    for draft, item in names:  # one by one: all findings of a desk may not fit into memory
        is_this = sa.and_(places.c.draft_id == draft, places.c.item_id == item)
        stored = connection.scalar(sa.select(places.c.findings).where(is_this))
        numbers = {
            at[0] for each in json.loads(stored or "[]") for at in each["at"] if at[0] is not None
        }
        if numbers:
            words = json.dumps(sorted(numbers), separators=(",", ":"))
            connection.execute(sa.update(places).where(is_this).values(stands_on=words))
