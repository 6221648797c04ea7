"""the first tables."""

import sqlalchemy as sa
from alembic import op

from models.tables.guards import guards_for

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "definitions",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("programme", sa.String(length=80), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("loaded", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_definitions")),
    )
    op.create_table(
        "files",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_files")),
    )
    op.create_table(
        "heads",
        sa.Column("programme", sa.String(length=80), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("offset_microseconds", sa.BigInteger(), nullable=False),
        sa.Column("definition", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("programme", name=op.f("pk_heads")),
    )
    op.create_table(
        "letters",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("programme", sa.String(length=80), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("stream", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("recipient", sa.String(length=80), nullable=False),
        sa.Column("seat", sa.String(length=120), nullable=True),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent", sa.DateTime(timezone=True), nullable=True),
        sa.Column("code", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
    )
    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_letters_programme_status_due"), ["programme", "status", "due"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_letters_programme_subject_number"),
            ["programme", "subject", "number"],
            unique=False,
        )

    op.create_table(
        "links",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("programme", sa.String(length=80), nullable=False),
        sa.Column("letter", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("stream", sa.String(length=200), nullable=False),
        sa.Column("seat", sa.String(length=120), nullable=False),
        sa.Column("person", sa.String(length=80), nullable=False),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_links")),
    )
    with op.batch_alter_table("links", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_links_programme_person"), ["programme", "person"], unique=False)
        batch_op.create_index(batch_op.f("ix_links_stream_seat"), ["stream", "seat"], unique=False)

    op.create_table(
        "people",
        sa.Column("programme", sa.String(length=80), nullable=False),
        sa.Column("person", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.PrimaryKeyConstraint("programme", "person", name=op.f("pk_people")),
    )
    op.create_table(
        "rule_sets",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_rule_sets")),
    )
    op.create_table(
        "sessions",
        sa.Column("session_hash", sa.String(length=64), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("started", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("session_hash", name=op.f("pk_sessions")),
    )
    op.create_table(
        "states",
        sa.Column("stream", sa.String(length=200), nullable=False),
        sa.Column("programme", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("is_held", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("stream", name=op.f("pk_states")),
    )
    with op.batch_alter_table("states", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_states_programme_kind_subject"), ["programme", "kind", "subject"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_states_programme_is_open"), ["programme", "is_open"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_states_subject"), ["subject"], unique=False)

    op.create_table(
        "texts",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("programme", sa.String(length=80), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("erased", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_texts")),
    )
    op.create_table(
        "told",
        sa.Column("programme", sa.String(length=80), nullable=False),
        sa.Column("command_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("programme", "command_id", name=op.f("pk_told")),
    )
    with op.batch_alter_table("told", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_told_programme_number"), ["programme", "number"], unique=False)

    op.create_table(
        "wakes",
        sa.Column("stream", sa.String(length=200), nullable=False),
        sa.Column("programme", sa.String(length=80), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("delivered", sa.BigInteger(), nullable=False),
        sa.Column("pending", sa.Boolean(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("stream", name=op.f("pk_wakes")),
    )
    with op.batch_alter_table("wakes", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_wakes_programme_pending"), ["programme", "pending"], unique=False
        )

    op.create_table(
        "lines",
        sa.Column("programme", sa.String(length=80), nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("stream", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["programme"], ["heads.programme"], name=op.f("fk_lines_programme_heads")),
        sa.PrimaryKeyConstraint("programme", "number", name=op.f("pk_lines")),
    )
    with op.batch_alter_table("lines", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_lines_stream_number"), ["stream", "number"], unique=False)

    for statement in guards_for(op.get_bind().dialect.name):
        op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table("lines", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_lines_stream_number"))

    op.drop_table("lines")
    with op.batch_alter_table("wakes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_wakes_programme_pending"))

    op.drop_table("wakes")
    with op.batch_alter_table("told", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_told_programme_number"))

    op.drop_table("told")
    op.drop_table("texts")
    with op.batch_alter_table("states", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_states_subject"))
        batch_op.drop_index(batch_op.f("ix_states_programme_is_open"))
        batch_op.drop_index(batch_op.f("ix_states_programme_kind_subject"))

    op.drop_table("states")
    op.drop_table("sessions")
    op.drop_table("rule_sets")
    op.drop_table("people")
    with op.batch_alter_table("links", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_links_stream_seat"))
        batch_op.drop_index(batch_op.f("ix_links_programme_person"))

    op.drop_table("links")
    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letters_programme_subject_number"))
        batch_op.drop_index(batch_op.f("ix_letters_programme_status_due"))

    op.drop_table("letters")
    op.drop_table("heads")
    op.drop_table("files")
    op.drop_table("definitions")
