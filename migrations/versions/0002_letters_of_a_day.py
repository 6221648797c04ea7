"""letters of a day: what a letter is called for, when it went, and the digest it went in."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.add_column(sa.Column("closes", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("manner", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("went", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("digest", sa.String(length=64), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_letters_programme_recipient_went"), ["programme", "recipient", "went"]
        )
        batch_op.create_index(batch_op.f("ix_letters_digest"), ["digest"])


def downgrade() -> None:
    with op.batch_alter_table("letters", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_letters_digest"))
        batch_op.drop_index(batch_op.f("ix_letters_programme_recipient_went"))
        for name in ("digest", "went", "manner", "closes"):
            batch_op.drop_column(name)
