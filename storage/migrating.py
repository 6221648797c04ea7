"""Bringing the database to the schema this release knows."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine import make_url

if TYPE_CHECKING:
    from alembic.config import Config

CHECKOUT = Path(__file__).resolve().parent.parent
STEPS = CHECKOUT / "migrations" / "versions"


def migrate(url: str) -> None:
    """Every step not yet taken, each in a transaction of its own."""
    from alembic import command  # noqa: PLC0415  slow to import, and few need it

    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    command.upgrade(_config(url), "head")


def newest_revision() -> str:
    """The revision this release expects: the number of the last step, which its file is named by, so that
    no command has to wait for Alembic. A test holds the names to what Alembic itself finds.
    """
    return max(path.name.partition("_")[0] for path in STEPS.glob("[0-9]*_*.py"))


def revision_of(connection: Connection) -> str:
    """The revision a database is at; empty when it has never been migrated."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.scalar(text("select version_num from alembic_version")) or "")


def _config(url: str) -> "Config":
    from alembic.config import Config  # noqa: PLC0415  as above

    config = Config(CHECKOUT / "alembic.ini")
    config.set_main_option("script_location", str(CHECKOUT / "migrations"))
    config.attributes["url"] = url
    return config
