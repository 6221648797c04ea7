"""What is still to be told: wake-ups to workflows, merged for each, and letters to people."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table

from models.tables.schema import METADATA, UtcInstant

wakes = Table(
    "wakes",
    METADATA,
    Column("stream", String(200), primary_key=True),
    Column("programme", String(80), nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("delivered", BigInteger, nullable=False),
    Column("pending", Boolean, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("not_before", UtcInstant, nullable=True),
    Index(None, "programme", "pending"),
)

letters = Table(
    "letters",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("programme", String(80), nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("stream", String(200), nullable=False),
    Column("subject", String(80), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("recipient", String(80), nullable=False),
    Column("seat", String(120), nullable=True),
    Column("due", UtcInstant, nullable=False),
    Column("status", String(20), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("not_before", UtcInstant, nullable=True),
    Column("sent", UtcInstant, nullable=True),
    Column("code", String(40), nullable=True),
    Column("closes", UtcInstant, nullable=True),
    Column("manner", String(20), nullable=True),
    Column("went", UtcInstant, nullable=True),
    Column("digest", String(64), nullable=True),
    Index(None, "programme", "status", "due"),
    Index(None, "programme", "recipient", "went"),
    Index(None, "digest"),
    Index(None, "programme", "subject", "number"),
)
