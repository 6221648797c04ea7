"""The ledger refuses to be rewritten: the database itself turns down update and delete of a line."""

from collections.abc import Sequence

from sqlalchemy import Connection, Table, event, text

from models.tables.ledger import lines

SQLITE = (
    """create trigger lines_are_not_changed before update on lines
    begin select raise(abort, 'the ledger is only ever added to'); end""",
    """create trigger lines_are_not_deleted before delete on lines
    begin select raise(abort, 'the ledger is only ever added to'); end""",
)

POSTGRESQL = (
    """create or replace function refuse_rewriting() returns trigger language plpgsql as $$
    begin raise exception 'the ledger is only ever added to'; end $$""",
    """create trigger lines_are_kept before update or delete or truncate on lines
    for each statement execute function refuse_rewriting()""",
)


def guards_for(dialect: str) -> Sequence[str]:
    return POSTGRESQL if dialect == "postgresql" else SQLITE


@event.listens_for(lines, "after_create")
def _guard(_: Table, connection: Connection, **__: object) -> None:
    for statement in guards_for(connection.dialect.name):
        connection.execute(text(statement))
