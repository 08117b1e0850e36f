"""Stories are assigned, due, archived and deleted; a second person signs what was found wrong.

A story can be deleted as a whole and no other way: by a line in `desk_log`, whose trigger does it.
No line of the history goes otherwise. What no trigger guards (drafts, sources, places, whatever a
later step adds) is deleted before that line is written; foreign keys refuse it until then.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_HISTORY = "the history is only ever added to"
_LOG = "the log of the desk is only ever added to"
_NAMES = "a deletion names a story of this desk by its key and its title, and nothing else does"
_GONE = "a story of this key was deleted"

_IS_DELETED = (
    "exists (select 1 from stories s join desk_log d on d.story_key = s.key "
    "where d.what = 'deleted' and s.id = old.story_id)"
)
"""Whether the story of a line of the history is being deleted: afterwards there is none."""

_MISNAMED = (
    "(new.what = 'deleted' and not exists "
    "(select 1 from stories where key = new.story_key and title = new.title)) "
    "or (new.what <> 'deleted' and new.story_key is not null)"
)

_DELETE = (
    "delete from history where story_id = (select id from stories where key = new.story_key); "
    "delete from items where story_id = (select id from stories where key = new.story_key); "
    "delete from stories where key = new.story_key;"
)

_SQLITE = {
    "log_stays_on_update": ("before update on desk_log", _LOG),
    "log_stays_on_delete": ("before delete on desk_log", _LOG),
    "log_stays_on_replace": (
        "before insert on desk_log when exists (select 1 from desk_log "
        "where id = new.id or story_key = new.story_key)",
        _LOG,
    ),
    "log_stays_in_order": (
        "after insert on desk_log when new.id < 1 "
        "or exists (select 1 from desk_log where id > new.id) "
        "or new.id > 1 + coalesce((select max(id) from desk_log where id < new.id), 0)",
        _LOG,
    ),
    "log_names_a_story": (f"before insert on desk_log when {_MISNAMED}", _NAMES),
    # Else lines of a story could be had out of the history by a second one of its key.
    "stories_stay_gone": (
        "before insert on stories when exists (select 1 from desk_log where story_key = new.key)",
        _GONE,
    ),
    "stories_stay_gone_on_update": (
        "before update of key on stories when exists "
        "(select 1 from desk_log where story_key = new.key)",
        _GONE,
    ),
}


def upgrade() -> None:
    """Take the step."""
    for column in (
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("assigned_to", sa.String(length=40), nullable=True),
        sa.Column("due", sa.String(length=16), nullable=True),
        sa.Column("priority", sa.String(length=6), nullable=False, server_default="normal"),
        sa.Column("dated", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archived_by", sa.String(length=40), nullable=True),
    ):
        op.add_column("stories", column)
    op.add_column("checks", sa.Column("dated", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("items", sa.Column("second_by", sa.String(length=40), nullable=True))
    op.add_column("items", sa.Column("second_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "settings",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_settings")),
    )
    op.create_table(
        "desk_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(length=40), nullable=False),
        sa.Column("what", sa.String(length=30), nullable=False),
        sa.Column("story_key", sa.String(length=24), nullable=True),
        sa.Column("title", sa.String(length=300), nullable=True),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_log")),
        sa.UniqueConstraint("story_key", name=op.f("uq_desk_log_story_key")),
    )
    if op.get_bind().dialect.name == "postgresql":
        _guard_postgresql()
    else:
        _guard_sqlite()


def downgrade() -> None:
    """Take it back; the log of the desk goes with it."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("drop trigger history_stays_unless_deleted on history")
        op.execute("drop trigger history_stays on history")
        op.execute(
            "create trigger history_stays before update or delete on history "
            "for each row execute function refuse_change_of_history()"
        )
        op.execute("drop trigger stories_stay_gone on stories")
        op.drop_table("desk_log")
        for function in (
            "refuse_deletion_from_history",
            "refuse_change_of_log",
            "check_line_of_log",
            "delete_story_of_log",
            "refuse_deleted_story",
        ):
            op.execute(f"drop function {function}")
    else:
        op.execute("drop trigger stories_stay_gone")
        op.execute("drop trigger stories_stay_gone_on_update")
        op.execute("drop trigger history_stays_on_delete")
        op.execute(_refusing("history_stays_on_delete", "before delete on history", _HISTORY))
        op.drop_table("desk_log")
    op.drop_table("settings")
    op.drop_column("items", "second_at")
    op.drop_column("items", "second_by")
    op.drop_column("checks", "dated")
    for name in (
        "archived_by",
        "archived_at",
        "dated",
        "priority",
        "due",
        "assigned_to",
        "version",
    ):
        op.drop_column("stories", name)


def _refusing(name: str, when: str, reason: str) -> str:
    return f"create trigger {name} {when} begin select raise(abort, '{reason}'); end"


def _guard_sqlite() -> None:
    op.execute("drop trigger history_stays_on_delete")
    op.execute(
        _refusing(
            "history_stays_on_delete", f"before delete on history when not {_IS_DELETED}", _HISTORY
        )
    )
    for name, (when, reason) in _SQLITE.items():
        op.execute(_refusing(name, when, reason))
    op.execute(
        "create trigger log_deletes after insert on desk_log when new.what = 'deleted' "
        f"begin {_DELETE} end"
    )


def _guard_postgresql() -> None:
    functions = {
        "refuse_deletion_from_history": (
            f"if {_IS_DELETED} then return old; end if; raise exception '{_HISTORY}';",
            "",
        ),
        "refuse_change_of_log": (f"raise exception '{_LOG}';", ""),
        "check_line_of_log": (
            f"if {_MISNAMED} then raise exception '{_NAMES}'; end if; "
            "if new.id < 1 or new.id > (select last_value from desk_log_id_seq) "
            f"then raise exception '{_LOG}'; end if; return new;",
            "",
        ),
        # Whoever may add a line here may so delete a story, and needs no right to delete anything
        # from the history.
        "delete_story_of_log": (
            f"{_DELETE} return null;",
            "security definer set search_path from current",
        ),
        "refuse_deleted_story": (
            "if exists (select 1 from desk_log where story_key = new.key) "
            f"then raise exception '{_GONE}'; end if; return new;",
            "",
        ),
    }
    for name, (body, rights) in functions.items():
        op.execute(
            f"create function {name}() returns trigger language plpgsql {rights} "
            f"as $$ begin {body} end $$"
        )
    op.execute("drop trigger history_stays on history")
    for name, when, function in (
        ("history_stays", "before update on history for each row", "refuse_change_of_history"),
        (
            "history_stays_unless_deleted",
            "before delete on history for each row",
            "refuse_deletion_from_history",
        ),
        (
            "log_stays",
            "before update or delete on desk_log for each row",
            "refuse_change_of_log",
        ),
        (
            "log_is_not_emptied",
            "before truncate on desk_log for each statement",
            "refuse_change_of_log",
        ),
        ("log_names_a_story", "before insert on desk_log for each row", "check_line_of_log"),
        (
            "log_deletes",
            "after insert on desk_log for each row when (new.what = 'deleted')",
            "delete_story_of_log",
        ),
        (
            "stories_stay_gone",
            "before insert or update of key on stories for each row",
            "refuse_deleted_story",
        ),
    ):
        op.execute(f"create trigger {name} {when} execute function {function}()")
