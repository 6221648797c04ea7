"""The same press twice is one act; anything else said under the same key is another."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from a_partnership import DIRECTOR, MATTER, SECRETARY

from models.commands import Command, HoldMatter, ReleaseMatter
from models.events import By
from models.values import Channel, Text
from services.acting import Caller, command_id

STREAM = f"approval/{MATTER}"
DAY = datetime(2020, 4, 2, 9, 0, tzinfo=UTC)


def calling(key: str = "k", person: str = SECRETARY, happened: datetime | None = DAY) -> Caller:
    return Caller(By(person=person, channel=Channel.COMMAND), key, happened)


def holding(words: str = "why") -> Command:
    """Salted anew each time, as each press is."""
    return HoldMatter(reason=Text.of(words))


FIRST = command_id(calling(), STREAM, holding())


def test_the_same_said_again_is_the_same_act() -> None:
    assert command_id(calling(), STREAM, holding()) == FIRST


def test_the_same_moment_in_another_zone_is_the_same() -> None:
    elsewhere = DAY.astimezone(timezone(timedelta(hours=1)))
    assert command_id(calling(happened=elsewhere), STREAM, holding()) == FIRST


@pytest.mark.parametrize(
    ("caller", "stream", "command"),
    [
        pytest.param(calling(key="other"), STREAM, holding(), id="under another key"),
        pytest.param(calling(person=DIRECTOR), STREAM, holding(), id="said by another person"),
        pytest.param(calling(happened=DAY + timedelta(days=1)), STREAM, holding(), id="of another day"),
        pytest.param(calling(happened=None), STREAM, holding(), id="of now instead of a day"),
        pytest.param(calling(), "approval/another", holding(), id="of another stream"),
        pytest.param(calling(), STREAM, holding("else"), id="in other words"),
        pytest.param(calling(), STREAM, ReleaseMatter(reason=Text.of("why")), id="another thing asked"),
    ],
)
def test_anything_else_under_the_same_key_is_another_act(
    caller: Caller, stream: str, command: Command
) -> None:
    assert command_id(caller, stream, command) != FIRST
