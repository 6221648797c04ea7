"""Whoever takes part in deciding on their own appointment without an interest is warned of (G37, G41)."""

from datetime import date

import pytest
from a_filled_house import Filled, in_post
from a_partnership import PROGRAMME, SECRETARY, SPONSOR
from a_post import APPOINTMENT, EXTEND, a_partnership_with_a_post

from models.commands import DecisionRecord, Limb, OpenMatter, OpenStage, RecordDecision
from models.deciding import Attendance, Course, Interest
from models.events import By
from models.post_commands import ProposeExtension
from models.programme import Loaded
from models.values import Channel, Procedure, Text, Verb
from services import programmes, recording
from services.acting import Caller, House
from storage.clock import RealClock
from storage.database import Database
from storage.ledger import Ledger
from tests.web.a_web import NobodyHears

HOLDER, CHAIR, LAY = "north/officer", "north/chair", "north/lay"
ASKED = f"sign-off/{EXTEND}/north/1.0"
CLERK = By(person="north-clerk", channel=Channel.COMMAND)
WARNED = (
    "north, officer of north: their own appointment is decided here, and no interest of theirs was declared. "
    "The chair rules on it."
)


@pytest.fixture
def house(database: Database) -> House:
    clock = RealClock()
    return House(database, Ledger(database, clock), clock, NobodyHears())


def by_letter() -> Loaded:
    """What each town decides on a longer term is reported."""
    loaded = a_partnership_with_a_post()
    plan = next(each for each in loaded.definition.matters if each.id == EXTEND)
    (stage,) = plan.route.stages
    asks = tuple(each.model_copy(update={"by": Procedure.LETTER}) for each in stage.asks)
    route = plan.route.model_copy(update={"stages": (stage.model_copy(update={"asks": asks}),)})
    reported = plan.model_copy(update={"route": route})
    matters = tuple(reported if each.id == EXTEND else each for each in loaded.definition.matters)
    return loaded.model_copy(update={"definition": loaded.definition.model_copy(update={"matters": matters})})


async def asked_of_a_longer_term(house: House) -> Filled:
    filled = await in_post(house)
    office = By(person=SECRETARY, channel=Channel.COMMAND)
    await programmes.load(house, by_letter(), Caller(office, "by letter"))
    await filled.does(APPOINTMENT, ProposeExtension(last=date(2021, 3, 31), matter=EXTEND))
    await filled.does(f"approval/{EXTEND}", OpenMatter(matter=EXTEND, version="1.0"), SPONSOR)
    await filled.does(f"approval/{EXTEND}", OpenStage(stage="towns"), None)
    return filled


def letter(*present: str, interests: tuple[Interest, ...] = ()) -> RecordDecision:
    decision = DecisionRecord(limbs=(Limb(verb=Verb.APPROVE),), by_assent=True, interests=interests)
    attendance = tuple(Attendance(seat=each) for each in present)
    return RecordDecision(decision=decision, attendance=attendance, evidence=Text.of("their letter"))


async def test_a_holder_who_takes_part_in_deciding_on_their_longer_term_is_warned_of_and_it_counts_g41(
    house: House,
) -> None:
    await asked_of_a_longer_term(house)
    caller, record = Caller(CLERK, "record"), letter(HOLDER, CHAIR, LAY)
    foreseen = await recording.foresee(house, PROGRAMME, caller, stream=ASKED, command=record)
    told = await recording.record_decision(house, PROGRAMME, caller, stream=ASKED, record=record)
    assert told.accepted, told
    assert (foreseen.warnings, told.warnings) == ((WARNED,), (WARNED,))


@pytest.mark.parametrize(
    "record",
    [
        letter(CHAIR, LAY),
        letter(HOLDER, CHAIR, LAY, interests=(Interest(seat=HOLDER, course=Course.LEAVE),)),
    ],
    ids=["who was not there", "whose interest was declared"],
)
async def test_of_a_holder_nobody_is_warned_g37(house: House, record: RecordDecision) -> None:
    await asked_of_a_longer_term(house)
    caller = Caller(CLERK, "record")
    told = await recording.record_decision(house, PROGRAMME, caller, stream=ASKED, record=record)
    assert told.accepted, told
    assert told.warnings == ()
