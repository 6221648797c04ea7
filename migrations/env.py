"""Alembic's way in: the URL comes from whoever calls, never from a file."""

from alembic import context
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from models.tables import guards, outbox, partnership
from models.tables.schema import METADATA

TABLES = (guards, outbox, partnership)  # imported so that the metadata knows their tables

url = make_url(str(context.config.attributes["url"])).render_as_string(hide_password=False)
engine = create_engine(url.replace("+aiosqlite", ""), hide_parameters=True)
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
