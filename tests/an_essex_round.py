"""The Mid and South Essex round in a database: everybody is asked, on the evening of 30 January 2020."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import structlog
from a_command import NOBODY, Quorate, an_empty_installation
from a_round import APPROVAL, MATTER, SECRETARIAT, VERSION, essex, item, record, stream

from config.settings import Settings
from models.acts import Due
from models.commands import Command, DecisionRecord, InformBody, Limb, OpenMatter, OpenStage, RecordDecision
from models.events import By
from models.values import Assurance, Channel, Text, Verb
from services import meetings, programmes
from services.acting import Caller, House, act
from services.opening import opened

IN_COMMON = "castle-point-rochford-and-southend-ccgs-2020-01-30"
BY = By(person=SECRETARIAT, channel=Channel.COMMAND, assurance=Assurance.SIGNED_IN)


def everybody_is_asked(var: Path) -> Quorate:
    quorate = an_empty_installation(var)
    with structlog.testing.capture_logs():
        asyncio.run(_bring_there(quorate.settings))
    return quorate


async def _bring_there(settings: Settings) -> None:
    async with opened(settings.database_url, NOBODY, "default", "quorate") as house:
        await programmes.load(house, essex(), Caller(BY, "load"))
        await _at(house, 2019, 9, 2)
        await _do(house, APPROVAL, OpenMatter(matter=MATTER, version=VERSION))
        await house.ledger.do_due(Due(stream=APPROVAL, command=OpenStage(stage="preparation")))
        await _at(house, 2019, 12, 9)
        recommended = item("design-group", Verb.RECOMMEND, votes="12-0")
        await _hold(house, "design-group", record(("design-group", "*12"), items=(recommended,)))
        advised = DecisionRecord(limbs=(Limb(verb=Verb.ADVISE),))
        letter = RecordDecision(decision=advised, evidence=Text.of("their letter"))
        await _do(house, stream("nhse-i"), letter)
        await _do(house, stream("chairs-group"), InformBody())
        await house.ledger.do_due(Due(stream=APPROVAL, command=OpenStage(stage="partnership")))
        await _at(house, 2019, 12, 18)
        approved = item("partnership-board", Verb.APPROVE, votes="18-0")
        await _hold(house, "partnership-board", record(("partnership-board", "*18"), items=(approved,)))
        await house.ledger.do_due(Due(stream=APPROVAL, command=OpenStage(stage="everybody")))
        await _at(house, 2020, 1, 30)


async def _at(house: House, year: int, month: int, day: int) -> None:
    moment = datetime(year, month, day, 18, 0, tzinfo=UTC)
    await programmes.set_clock(house, essex().definition.id, moment, Caller(BY, str(moment)))


async def _hold(house: House, body: str, told: Command) -> None:
    """At the meeting of the body that its item was put on."""
    lines = await meetings.meetings(house, essex().definition.id, body)
    (with_the_item,) = [each for each in lines if each.items]
    await _do(house, f"meeting/{with_the_item.meeting}", told)


async def _do(house: House, on: str, command: Command) -> None:
    acted = await act(house, essex().definition.id, on, command, Caller(BY, f"{on} {command!r}"))
    assert acted.accepted, acted
