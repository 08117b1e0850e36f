"""The history refuses to be replaced, emptied or continued out of order, not only to be changed.

A later step that makes one of these tables anew, as Alembic's batch mode does on SQLite, has to
make their triggers anew too.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_REFUSED = "the history is only ever added to"
_KEPT = "the history speaks of it"

_SQLITE = {
    # INSERT OR REPLACE deletes what is in its way without telling a trigger on deletes, unless
    # the connection has asked for it (recursive_triggers); before the insert it can be seen.
    "history_stays_on_replace": (
        "before insert on history when exists (select 1 from history where id = new.id)",
        _REFUSED,
    ),
    # A line far ahead would make SQLite draw the next ids at random, and pages read by id. Before
    # the insert an id that SQLite is to choose is not known yet.
    "history_stays_in_order": (
        "after insert on history when new.id < 1 "
        "or exists (select 1 from history where id > new.id) "
        "or new.id > 1 + coalesce((select max(id) from history where id < new.id), 0)",
        _REFUSED,
    ),
    # Foreign keys say the same, but only on connections that have asked for them.
    "stories_stay_on_delete": (
        "before delete on stories when exists (select 1 from history where story_id = old.id)",
        _KEPT,
    ),
    "stories_stay_on_replace": (
        "before insert on stories when exists "
        "(select 1 from stories where id = new.id or key = new.key)",
        _KEPT,
    ),
    "stories_stay_on_update": (
        "before update of id, key on stories when new.id is not old.id "
        "or exists (select 1 from stories where key = new.key and id <> old.id)",
        _KEPT,
    ),
    "items_stay_on_delete": (
        "before delete on items when exists (select 1 from history where item_id = old.id)",
        _KEPT,
    ),
    "items_stay_on_replace": (
        "before insert on items when exists (select 1 from items "
        "where id = new.id or (story_id = new.story_id and key = new.key))",
        _KEPT,
    ),
    "items_stay_on_update": (
        "before update of id, story_id, key on items when new.id is not old.id "
        "or new.story_id is not old.story_id "
        "or exists (select 1 from items "
        "where story_id = new.story_id and key = new.key and id <> old.id)",
        _KEPT,
    ),
}


def upgrade() -> None:
    """Take the step."""
    if op.get_bind().dialect.name == "postgresql":
        # Also where TRUNCATE reaches the history by CASCADE.
        op.execute(
            "create trigger history_is_not_emptied before truncate on history "
            "for each statement execute function refuse_change_of_history()"
        )
        # A line far ahead that came in before this step must not bar those that follow.
        op.execute(
            "select setval('history_id_seq', max(id)) from history "
            "having max(id) > (select last_value from history_id_seq)"
        )
        # Stories are written to one after the other, so their lines come in the order of the
        # sequence; an id that it has not given yet would bar the line that gets it.
        op.execute(
            "create function refuse_history_out_of_order() returns trigger language plpgsql as "
            "$$ begin if new.id > (select last_value from history_id_seq) or new.id <= "
            "coalesce((select max(id) from history where story_id = new.story_id), 0) "
            f"then raise exception '{_REFUSED}'; end if; return new; end $$"
        )
        op.execute(
            "create trigger history_stays_in_order before insert on history "
            "for each row execute function refuse_history_out_of_order()"
        )
        return
    for name, (when, reason) in _SQLITE.items():
        op.execute(f"create trigger {name} {when} begin select raise(abort, '{reason}'); end")


def downgrade() -> None:
    """Take it back."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("drop trigger history_stays_in_order on history")
        op.execute("drop function refuse_history_out_of_order")
        op.execute("drop trigger history_is_not_emptied on history")
        return
    for name in _SQLITE:
        op.execute(f"drop trigger {name}")
