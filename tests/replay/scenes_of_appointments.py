"""Scenes of one appointment: an office outside that is late or refuses, one withdrawn once its first day was
fixed, a term cut short, a longer one that is refused.
"""

from datetime import UTC, date, datetime

from a_post import APPOINTMENT, CONFIRM, EXTEND, OFFICE

from models.post_commands import (
    AnswerSignOff,
    AwaitInformation,
    EndEarly,
    FixStart,
    ProposeExtension,
    RecordEligibility,
    RequestSignOff,
    SupplyInformation,
    WithdrawAppointment,
)
from models.post_events import OmittedStep, SignOffAnswer
from models.posts import RoundStage
from models.values import Text
from tests.replay.a_scene import Scene
from tests.replay.scenes_of_posts import REASON, asked_and_granted, confirm, established, proposal

__all__ = ["cut_short", "extension_refused", "refused_outside", "stood_still_then_overdue", "withdrawn"]

FIRST = date(2020, 2, 24)


async def stood_still_then_overdue(scene: Scene) -> None:
    """Ten working days from Monday 6 January 2020: they stand still for a month, run out, and the office
    answers all the same.
    """
    await asked(scene)
    await scene.move_to(at(date(2020, 1, 10)))
    await scene.do(APPOINTMENT, AwaitInformation(reason=Text.of(REASON)))
    await scene.move_to(at(date(2020, 2, 10)))
    await scene.do(APPOINTMENT, SupplyInformation())
    await scene.move_to(at(date(2020, 3, 2)))
    await scene.do(APPOINTMENT, answer(SignOffAnswer.GRANTED))


async def refused_outside(scene: Scene) -> None:
    """Nobody holds the post by it, and what was typed of the person is erased in time."""
    await asked(scene)
    await scene.do(APPOINTMENT, answer(SignOffAnswer.REFUSED))
    await scene.move_to(at(date(2020, 2, 10)))


async def withdrawn(scene: Scene) -> None:
    """After a first day was fixed, which then passes."""
    await established(scene)
    await scene.do(APPOINTMENT, proposal())
    await asked_and_granted(scene, CONFIRM)
    await scene.do(APPOINTMENT, FixStart(first=date(2020, 1, 20)))
    await scene.do(APPOINTMENT, WithdrawAppointment(reason=Text.of(REASON)))
    for day in (date(2020, 1, 20), date(2020, 2, 10)):
        await scene.move_to(at(day))


async def cut_short(scene: Scene) -> None:
    """The first notice of its term was given; of the shorter one that is near there is only the last."""
    await in_post(scene)
    await scene.move_to(at(date(2020, 6, 25)))
    await scene.do(APPOINTMENT, EndEarly(last=date(2020, 7, 10), reason=Text.of(REASON)))
    for day in (date(2020, 7, 3), date(2020, 7, 11)):
        await scene.move_to(at(day))


async def extension_refused(scene: Scene) -> None:
    """Its term ends with the day it had."""
    await in_post(scene)
    await scene.move_to(at(date(2020, 6, 26)))
    await scene.do(APPOINTMENT, ProposeExtension(last=date(2021, 3, 31), matter=EXTEND))
    await confirm(scene, EXTEND)
    await scene.do(APPOINTMENT, RequestSignOff())
    await scene.do(APPOINTMENT, answer(SignOffAnswer.REFUSED))
    for day in (date(2020, 7, 24), date(2020, 8, 17), date(2020, 8, 25)):
        await scene.move_to(at(day))


# --- parts --------------------------------------------------------------------------------


async def asked(scene: Scene) -> None:
    await established(scene)
    await scene.do(APPOINTMENT, proposal())
    await scene.do(APPOINTMENT, RecordEligibility(passed=True, evidence=Text.of(REASON)))
    await confirm(scene, CONFIRM)
    omitted = tuple(OmittedStep(stage=stage, reason=Text.of(REASON)) for stage in RoundStage)
    await scene.do(APPOINTMENT, RequestSignOff(omitted=omitted))


async def in_post(scene: Scene) -> None:
    await asked(scene)
    await scene.do(APPOINTMENT, answer(SignOffAnswer.GRANTED))
    await scene.do(APPOINTMENT, FixStart(first=FIRST))
    await scene.move_to(at(FIRST))


def answer(said: SignOffAnswer) -> AnswerSignOff:
    return AnswerSignOff(answer=said, by=OFFICE, evidence=Text.of(REASON))


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, 30, tzinfo=UTC)
