"""`quorate …` in a test: a database of its own, nobody at the other end of Temporal, what was said."""

import asyncio
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import structlog
from a_partnership import APPROVAL, MATTER, PROGRAMME, SECRETARY, a_partnership
from typer.core import TyperGroup
from typer.main import get_command
from typer.testing import CliRunner, Result

from cli import app
from config.settings import Settings
from models.acts import Due
from models.commands import OpenStage
from models.events import By
from models.values import Channel
from services import matters, programmes
from services.acting import Caller
from services.migrating import bring_to_this_release
from services.opening import opened

NOBODY = "127.0.0.1:1"
"""An address where nothing listens."""

BEGAN = datetime(2020, 4, 2, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Quorate:
    """One installation."""

    settings: Settings

    def __call__(self, *words: str, typed: str = "") -> Result:
        """What was logged is kept apart, as `main` does. `typed` comes in by the standard input."""
        with structlog.testing.capture_logs():
            return CliRunner().invoke(app, [*words], obj=self.settings, input=typed)

    def json(self, *words: str, code: int = 0) -> Any:  # noqa: ANN401  whatever the command answers
        said = self(*words, "--json")
        assert said.exit_code == code, said.output
        return json.loads(said.stdout)


def every_command() -> dict[tuple[str, ...], Any]:
    """Each with the words that name it; typer keeps its commands' type to itself."""

    def below(command: Any, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:  # noqa: ANN401
        if not isinstance(command, TyperGroup):
            yield words, command
            return
        for name in command.list_commands(None):
            yield from below(command.get_command(None, name), (*words, name))

    return dict(below(get_command(app), ()))


def settings_in(var: Path, **others: Any) -> Settings:  # noqa: ANN401  any setting
    return Settings(var=var, temporal_address=NOBODY, **others)


def an_empty_installation(var: Path) -> Quorate:
    """Migrated, nothing loaded."""
    settings = settings_in(var)
    asyncio.run(bring_to_this_release(settings.database_url))
    return Quorate(settings)


def a_running_matter(var: Path) -> Quorate:
    """A board of five is being asked in writing."""
    quorate = an_empty_installation(var)
    with structlog.testing.capture_logs():
        asyncio.run(_open_matter(quorate.settings))
    return quorate


async def _open_matter(settings: Settings) -> None:
    def calling(key: str) -> Caller:
        return Caller(By(person=SECRETARY, channel=Channel.COMMAND), key)

    async with opened(settings.database_url, NOBODY, "default", "quorate") as house:
        await programmes.load(house, a_partnership(), calling("load"))
        await programmes.set_clock(house, PROGRAMME, BEGAN, calling("clock"))
        await matters.open_matter(house, PROGRAMME, MATTER, "1.0", calling("open"))
        await house.ledger.do_due(Due(stream=APPROVAL, command=OpenStage(stage="board")))


def a_copy(of: Quorate, var: Path) -> Quorate:
    """The same installation, to do anything to."""
    shutil.copytree(of.settings.var, var, dirs_exist_ok=True)
    return Quorate(settings_in(var))
