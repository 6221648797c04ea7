"""The sample taken over half run: cut short anywhere, it goes on and ends as if it had not been."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from a_command import NOBODY, settings_in

from models.acts import Acted
from models.commands import Command, IssueVersion, OpenMatter
from models.events import By
from models.values import Channel, ProgrammeId, Stream
from rehearsal import adopting
from rehearsal.adopting import BEGINS, MATTER, ROUND, begin_sample, past_acts
from rehearsal.reading import read
from services import programmes
from services.acting import Caller, House, act
from services.migrating import bring_to_this_release
from services.opening import opened
from storage.listings import lines_of

Told = list[tuple[str, Stream, datetime | None]]


class CutShort(Exception):
    """The power went."""


@asynccontextmanager
async def an_installation(var: Path) -> AsyncIterator[House]:
    """The sample's partnership loaded, nothing of it run."""
    settings = settings_in(var)
    await bring_to_this_release(settings.database_url)
    async with opened(settings.database_url, NOBODY, "default", "quorate") as house:
        loaded = read(ROUND).loaded
        by = By(person=loaded.definition.secretariat, channel=Channel.COMMAND)
        await programmes.load(house, loaded, Caller(by, "load"))
        yield house


async def told_by(house: House) -> Told:
    """Kind, stream and, of what was entered as past, its day."""
    lines = await house.database.read(lines_of, read(ROUND).loaded.definition.id, None, None)
    return [
        (line.event.kind, line.stream, line.happened if line.happened < BEGINS - timedelta(hours=1) else None)
        for line in lines
    ]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Told:
    async def uninterrupted() -> Told:
        async with an_installation(tmp_path_factory.mktemp("whole")) as house:
            assert await begin_sample(house)
            return await told_by(house)

    return asyncio.run(uninterrupted())


def stopping_after(monkeypatch: pytest.MonkeyPatch, acts: int) -> None:
    done = 0

    async def cut_short(
        house: House, programme: ProgrammeId, stream: Stream, command: Command, caller: Caller
    ) -> Acted:
        nonlocal done
        if done == acts:
            raise CutShort
        acted = await act(house, programme, stream, command, caller)
        done += not acted.already
        return acted

    monkeypatch.setattr(adopting, "act", cut_short)


@pytest.mark.parametrize("acts", [0, 1, 2, 10, 25, 40])
async def test_an_adoption_cut_short_is_taken_up_where_it_stopped(
    acts: int, whole: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with an_installation(tmp_path) as house:
        stopping_after(monkeypatch, acts)
        with pytest.raises(CutShort):
            await begin_sample(house)
        monkeypatch.undo()
        assert await begin_sample(house)
        assert await told_by(house) == whole


async def test_cut_short_after_every_third_act_it_still_ends_the_same(
    whole: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before a stage opens, and after; each time a little further. Acts that were entered already, such as
    what is said of candidates, are not counted.
    """
    async with an_installation(tmp_path) as house:
        for _ in range(len(whole)):
            stopping_after(monkeypatch, 3)
            try:
                await begin_sample(house)
            except CutShort:
                continue
            break
        assert await told_by(house) == whole


async def test_a_finished_one_does_nothing(tmp_path: Path) -> None:
    async with an_installation(tmp_path) as house:
        await begin_sample(house)
        before = await told_by(house)
        assert not await begin_sample(house)
        assert await told_by(house) == before


def test_a_body_is_asked_about_the_version_of_its_day() -> None:
    version, asked = "", {}
    for past in past_acts(read(ROUND), MATTER, BEGINS):
        if isinstance(past.command, OpenMatter | IssueVersion):
            version = past.command.version
        if past.stream.startswith("sign-off/"):
            asked[past.stream.rsplit("/", 1)[1]] = version
    assert asked
    assert all(label == current for label, current in asked.items())
