"""Two governing bodies meeting in common on 30 January 2020, broken off at four o'clock."""

from dataclasses import replace
from functools import cache

from a_register import Register
from a_round import MATTER, SECRETARIAT, VERSION, before_everybody, item, on, record

from models.commands import AdjournMeeting, ItemRecord, RecordMeeting
from models.values import Instant, Standing, Text, Verb

CPR, SOUTHEND = "castle-point-rochford-ccg", "southend-ccg"
COMMON = "castle-point-rochford-and-southend-ccgs-2020-01-30"
STREAM = f"meeting/{COMMON}"
NEXT = "southend-ccg-2020-03-26"
FIRST, ENDED = on(2020, 1, 30, 13).replace(minute=30), on(2020, 1, 30, 16)
SECOND, THIRD = on(2020, 2, 6, 13), on(2020, 2, 13, 13)
BOTH = ((CPR, "O2 C4 L2"), (SOUTHEND, "O2 C5 L3"))
WITHOUT_CLINICIANS = ((CPR, "O2 C4 L2"), (SOUTHEND, "O2 C1 L3"))
WHY = Text.of("the fire alarm")


def in_the_room() -> Register:
    asked = _everybody_asked()
    return replace(asked, at=ENDED, states=dict(asked.states), lines=list(asked.lines), told=list(asked.told))


@cache
def _everybody_asked() -> Register:
    return before_everybody()


def approved(body: str, **more: object) -> ItemRecord:
    return item(body, Verb.APPROVE, **more)


def adjourn(
    register: Register, told: RecordMeeting | None = None, to: Instant = SECOND, happened: Instant = ENDED
) -> str:
    return register.do(
        STREAM, AdjournMeeting(starts=to, reason=WHY, record=told), SECRETARIAT, happened=happened
    )


def tell(register: Register, told: RecordMeeting, sitting: int | None = None) -> str:
    return register.do(STREAM, told.model_copy(update={"sitting": sitting}), SECRETARIAT)


def standing(register: Register, body: str) -> Standing:
    return register.sign_off(MATTER, body, VERSION).standing


def takes(register: Register, meeting: str, body: str) -> bool:
    return body in register.meeting(meeting).agenda.get(MATTER, ())


FIRST_RECORD = record(*BOTH, items=(approved(SOUTHEND, at="15:00"),))
