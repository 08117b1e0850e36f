"""What a model says of the sentences of a draft."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "model_readings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("sources", sa.Text(), nullable=False),
        sa.Column("model", sa.String(length=300), nullable=False),
        sa.Column("reading", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["drafts.id"], name=op.f("fk_model_readings_draft_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_model_readings")),
    )
    op.create_index(op.f("ix_model_readings_draft_id"), "model_readings", ["draft_id"])


def downgrade() -> None:
    """Take it back; the readings go with it."""
    op.drop_table("model_readings")
