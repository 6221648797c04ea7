"""Scenes of a post: a forecast overtaken; rounds that appoint nobody, stand still or fall through; an
interim, extended, whose term then ends.
"""

from datetime import UTC, date, datetime

from a_partnership import PROGRAMME
from a_post import (
    APPOINTMENT,
    CONFIRM,
    EXTEND,
    INTERIM,
    OFFICE,
    ON_POST,
    PANEL,
    POST,
    RECRUIT,
    ROUND,
    TOWNS,
    a_partnership_with_a_post,
    confirming,
)

from models.dates import When
from models.events import By
from models.post_commands import (
    AnswerSignOff,
    DecideRound,
    EnterCandidate,
    EstablishPost,
    FixStart,
    GiveForecast,
    LetRoundFallThrough,
    OpenRound,
    PauseRound,
    ProposeAppointment,
    ProposeExtension,
    ReachStage,
    RecordEligibility,
    RequestSignOff,
    ResumeRound,
    SetPanel,
    WithdrawRound,
)
from models.post_events import OmittedStep, SignOffAnswer, TenureKind
from models.posts import RoundStage
from models.values import Channel, Text
from services import programmes
from services.acting import Caller, act
from tests.faults.a_stack import SECRETARIAT
from tests.replay.a_scene import Scene

__all__ = [
    "APPOINTMENT",
    "ON_POST",
    "ROUND",
    "extended_then_ended",
    "fell_through",
    "forecast_overtaken",
    "nobody_appointed",
    "paused_and_resumed",
    "paused_for_good",
]

REASON = "Because the secretary typed these very words."
BEFORE_THE_INTERVIEWS = (RoundStage.SHORTLISTED, RoundStage.STAKEHOLDERS_HEARD, RoundStage.INTERVIEWED)


async def established(scene: Scene) -> None:
    """On Monday 6 January 2020, the three towns having agreed."""
    definition = a_partnership_with_a_post(retention_days=30)
    await programmes.load(scene.stack.house, definition, Caller(SECRETARIAT, "load"))
    await scene.stack.set_clock(datetime(2020, 1, 6, 9, 0, tzinfo=UTC))
    await confirm(scene, RECRUIT)
    await scene.do(ON_POST, EstablishPost(matter=RECRUIT))


async def confirm(scene: Scene, matter: str) -> None:
    for stream, command, person in confirming(matter, TOWNS):
        by = By(person=person, channel=Channel.LINK) if person else None
        if by is None:
            await scene.settle()  # its first stage opens by itself
            continue
        acted = await act(scene.stack.house, PROGRAMME, stream, command, Caller(by, f"{stream} {person}"))
        assert acted.accepted, acted
    await scene.settle()


async def forecast_overtaken(scene: Scene) -> None:
    """Two days were forecast, and nobody took up the post by either."""
    await established(scene)
    for last in (date(2020, 1, 31), date(2020, 2, 28)):
        due = When.within(REASON, date(2020, 1, 6), last)
        await scene.do(ON_POST, GiveForecast(due=due, source=Text.of(REASON)))
        await scene.move_to(datetime(2020, last.month, last.day, 12, 0, tzinfo=UTC))
    await scene.move_to(datetime(2020, 3, 2, 9, 0, tzinfo=UTC))


async def nobody_appointed(scene: Scene) -> None:
    """Paused once, closed to applications in time, decided, its candidates erased when their time is up."""
    await established(scene)
    await scene.do(ROUND, OpenRound(post=POST, number=1))
    await scene.do(ROUND, ReachStage(stage=RoundStage.ADVERTISED, closes=date(2020, 1, 10)))
    await scene.do(ROUND, SetPanel(members=PANEL, quorum=2))
    await scene.do(ROUND, EnterCandidate(reference="c-1", particulars=Text.of(REASON)))
    await scene.do(ROUND, PauseRound(reason=Text.of(REASON)))
    await scene.do(ROUND, ResumeRound(reason=Text.of(REASON), closes=date(2020, 1, 17)))
    await scene.move_to(datetime(2020, 1, 20, 9, 0, tzinfo=UTC))
    for stage in BEFORE_THE_INTERVIEWS:
        await scene.do(ROUND, ReachStage(stage=stage))
    await scene.do(ROUND, DecideRound(present=PANEL, reason=Text.of(REASON)))
    await scene.move_to(datetime(2020, 2, 20, 9, 0, tzinfo=UTC))


async def paused_and_resumed(scene: Scene) -> None:
    """Its last day for applications passes while it stands still; it goes on with another; is withdrawn."""
    await advertised(scene)
    await scene.do(ROUND, PauseRound(reason=Text.of(REASON)))
    await scene.move_to(datetime(2020, 1, 20, 9, 0, tzinfo=UTC))
    await scene.do(ROUND, ResumeRound(reason=Text.of(REASON), closes=date(2020, 1, 24)))
    await scene.move_to(datetime(2020, 1, 27, 9, 0, tzinfo=UTC))
    await scene.do(ROUND, WithdrawRound(reason=Text.of(REASON)))
    await scene.move_to(datetime(2020, 3, 2, 9, 0, tzinfo=UTC))


async def paused_for_good(scene: Scene) -> None:
    """What was typed of those who applied is kept no longer because the round stands still."""
    await advertised(scene)
    await scene.do(ROUND, PauseRound(reason=Text.of(REASON)))
    await scene.move_to(datetime(2020, 2, 10, 9, 0, tzinfo=UTC))


async def fell_through(scene: Scene) -> None:
    """Somebody was chosen and declined the offer; the candidates of it are erased in time all the same."""
    await advertised(scene)
    await scene.move_to(datetime(2020, 1, 13, 9, 0, tzinfo=UTC))
    for stage in BEFORE_THE_INTERVIEWS:
        await scene.do(ROUND, ReachStage(stage=stage))
    await scene.do(ROUND, DecideRound(present=PANEL, candidate="c-1"))
    await scene.do(ROUND, ReachStage(stage=RoundStage.OFFERED))
    await scene.do(ROUND, LetRoundFallThrough(reason=Text.of(REASON)))
    await scene.move_to(datetime(2020, 2, 13, 9, 0, tzinfo=UTC))


async def advertised(scene: Scene) -> None:
    """To Friday 10 January 2020, with one who has applied."""
    await established(scene)
    await scene.do(ROUND, OpenRound(post=POST, number=1))
    await scene.do(ROUND, ReachStage(stage=RoundStage.ADVERTISED, closes=date(2020, 1, 10)))
    await scene.do(ROUND, SetPanel(members=PANEL, quorum=2))
    await scene.do(ROUND, EnterCandidate(reference="c-1", particulars=Text.of(REASON)))


async def extended_then_ended(scene: Scene) -> None:
    """Both notices of the first term that are due before the extension, all three of the second."""
    await established(scene)
    await scene.do(APPOINTMENT, proposal())
    await asked_and_granted(scene, CONFIRM)
    await scene.do(APPOINTMENT, FixStart(first=date(2020, 2, 24)))
    for day in (date(2020, 2, 24), date(2020, 6, 25), date(2020, 7, 24)):
        await scene.move_to(datetime(day.year, day.month, day.day, 9, 30, tzinfo=UTC))
    await scene.do(APPOINTMENT, ProposeExtension(last=date(2021, 3, 31), matter=EXTEND))
    await asked_and_granted(scene, EXTEND)
    for day in (date(2021, 1, 29), date(2021, 3, 1), date(2021, 3, 24), date(2021, 4, 1)):
        await scene.move_to(datetime(day.year, day.month, day.day, 9, 30, tzinfo=UTC))


async def asked_and_granted(scene: Scene, matter: str) -> None:
    """Each stage is explained, since the interim comes from no round."""
    await scene.do(APPOINTMENT, RecordEligibility(passed=True, evidence=Text.of(REASON)))
    await confirm(scene, matter)
    omitted = tuple(OmittedStep(stage=stage, reason=Text.of(REASON)) for stage in RoundStage)
    await scene.do(APPOINTMENT, RequestSignOff(omitted=omitted))
    granted = AnswerSignOff(answer=SignOffAnswer.GRANTED, by=OFFICE, evidence=Text.of(REASON))
    await scene.do(APPOINTMENT, granted)


def proposal() -> ProposeAppointment:
    return ProposeAppointment(
        post=POST,
        number=1,
        tenure=TenureKind.INTERIM,
        person=INTERIM,
        matter=CONFIRM,
        last=date(2020, 8, 24),
    )
