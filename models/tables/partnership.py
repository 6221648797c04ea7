"""What a partnership is: its definitions and rule-sets by hash, its people, its documents' bytes."""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table, Text

from models.tables.schema import METADATA, UtcInstant

definitions = Table(
    "definitions",
    METADATA,
    Column("hash", String(64), primary_key=True),
    Column("programme", String(80), nullable=False),
    Column("body", Text, nullable=False),
    Column("loaded", UtcInstant, nullable=False),
)

rule_sets = Table(
    "rule_sets",
    METADATA,
    Column("hash", String(64), primary_key=True),
    Column("body", Text, nullable=False),
)

people = Table(
    "people",
    METADATA,
    Column("programme", String(80), primary_key=True),
    Column("person", String(80), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("address", String(254), nullable=False),
)

files = Table(
    "files",
    METADATA,
    Column("sha256", String(64), primary_key=True),
    Column("media_type", String(100), nullable=False),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

links = Table(
    "links",
    METADATA,
    Column("token_hash", String(64), primary_key=True),
    Column("programme", String(80), nullable=False),
    Column("letter", String(64), nullable=False),
    Column("purpose", String(20), nullable=False),
    Column("stream", String(200), nullable=False),
    Column("seat", String(120), nullable=False),
    Column("person", String(80), nullable=False),
    Column("expires", UtcInstant, nullable=False),
    Column("revoked", UtcInstant, nullable=True),
    Index(None, "stream", "seat"),
    Index(None, "programme", "person"),
)

sessions = Table(
    "sessions",
    METADATA,
    Column("session_hash", String(64), primary_key=True),
    Column("token_hash", String(64), nullable=False),
    Column("started", UtcInstant, nullable=False),
    Column("seen", UtcInstant, nullable=False),
    Column("ended", UtcInstant, nullable=True),
)
