"""A draft and a source may be told their language."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.add_column("drafts", sa.Column("language", sa.String(length=8), nullable=True))
    op.add_column("sources", sa.Column("language", sa.String(length=8), nullable=True))


def downgrade() -> None:
    """Take it back."""
    op.drop_column("sources", "language")
    op.drop_column("drafts", "language")
