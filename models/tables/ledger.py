"""The ledger: one head row for each programme, its lines, and what each command was told."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, String, Table, Text

from models.tables.schema import METADATA, UtcInstant

heads = Table(
    "heads",
    METADATA,
    Column("programme", String(80), primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("offset_microseconds", BigInteger, nullable=False),
    Column("definition", String(64), nullable=True),
)

lines = Table(
    "lines",
    METADATA,
    Column("programme", String(80), ForeignKey("heads.programme"), primary_key=True),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("stream", String(200), nullable=False),
    Column("kind", String(60), nullable=False),
    # Hashed as stored, never serialised again: the text is the record.
    Column("payload", Text, nullable=False),
    Column("previous_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index(None, "stream", "number"),
)

told = Table(
    "told",
    METADATA,
    Column("programme", String(80), primary_key=True),
    Column("command_id", String(64), primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("answer", Text, nullable=False),
    Index(None, "programme", "number"),
)

texts = Table(
    "texts",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("programme", String(80), nullable=False),
    Column("salt", String(32), nullable=False),
    Column("words", Text, nullable=True),
    Column("erased", UtcInstant, nullable=True),
)

states = Table(
    "states",
    METADATA,
    Column("stream", String(200), primary_key=True),
    Column("programme", String(80), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("subject", String(80), nullable=False),
    Column("number", BigInteger, nullable=False),
    # Read off the state, so that what waits is found without reading every state.
    Column("is_open", Boolean, nullable=False),
    Column("is_held", Boolean, nullable=False),
    Column("state", Text, nullable=False),
    Index(None, "programme", "kind", "subject"),
    Index(None, "programme", "is_open"),
    Index(None, "subject"),
)
