"""The plan of `an_amended_plan` in a database: approved by four boards, by one subject to a condition."""

from dataclasses import dataclass
from datetime import UTC, datetime

from a_partnership import PROGRAMME, SECRETARY, SPONSOR
from an_amended_plan import (
    APPROVAL,
    MATTER,
    OTHERS,
    OWNER,
    TEN_DAYS,
    TERMS,
    WATCHER,
    bodies_before_the_plan,
    issued,
    of,
    there,
)

from models.acts import Due
from models.commands import Command, DecisionRecord, Limb, OpenMatter, OpenStage, RecordDecision
from models.deciding import ConditionTerms
from models.events import By
from models.values import ChangeClass, Channel, Instant, Stream, Text, Verb
from services import programmes
from services.acting import Caller, House, act

NORTH, SOUTH, WEST = OTHERS
CONDITION = f"{MATTER}.{NORTH}.condition-1"


@dataclass(frozen=True)
class Amended:
    house: House

    async def does(self, stream: Stream, command: Command, person: str = SECRETARY) -> None:
        by = By(person=person, channel=Channel.COMMAND)
        acted = await act(self.house, PROGRAMME, stream, command, Caller(by, f"{stream} {command!r}"))
        assert acted.accepted, acted

    async def time_does(self, stream: Stream, command: Command) -> None:
        await self.house.ledger.do_due(Due(stream=stream, command=command))

    async def clock_shows(self, at: Instant) -> None:
        by = By(person=SECRETARY, channel=Channel.COMMAND)
        await programmes.set_clock(self.house, PROGRAMME, at, Caller(by, f"clock {at}"))

    async def decides(self, body: str, verb: Verb = Verb.APPROVE, version: str = "1.0") -> None:
        terms: ConditionTerms | None = TERMS if verb is Verb.APPROVE_SUBJECT_TO else None
        limb = Limb(verb=verb, words=Text.of("say how") if terms else None, terms=terms)
        letter = RecordDecision(
            decision=DecisionRecord(limbs=(limb,), by_assent=True),
            evidence=Text.of("letter"),
            attendance=there(body),
        )
        await self.does(of(body, version), letter)


async def approved(house: House) -> Amended:
    """On Wednesday 1 April 2020 by all four, the north only subject to a condition due on the 9th."""
    amended = Amended(house)
    by = By(person=SECRETARY, channel=Channel.COMMAND)
    await programmes.load(house, bodies_before_the_plan(TEN_DAYS), Caller(by, "load"))
    await amended.clock_shows(datetime(2020, 4, 1, 9, tzinfo=UTC))
    await amended.does(APPROVAL, OpenMatter(matter=MATTER, version="1.0"), SPONSOR)
    await amended.time_does(APPROVAL, OpenStage(stage="everybody"))
    await amended.decides(WATCHER, Verb.NOTE)
    for body in (OWNER, SOUTH, WEST):
        await amended.decides(body)
    await amended.decides(NORTH, Verb.APPROVE_SUBJECT_TO)
    return amended


async def told_of_a_limited_change(house: House) -> Amended:
    """On Thursday 2 April: owner and north are asked again, south and west may object until the 20th."""
    amended = await approved(house)
    await amended.clock_shows(datetime(2020, 4, 2, 9, tzinfo=UTC))
    await amended.does(APPROVAL, issued(ChangeClass.LIMITED, NORTH), SPONSOR)
    return amended
