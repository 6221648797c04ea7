"""That the office outside is overdue is noted as often as its time ran out."""

from datetime import UTC, datetime, timedelta

from a_board import Board
from a_partnership import PROGRAMME
from a_post import (
    APPOINTMENT,
    CONFIRM,
    HOLIDAYS,
    INTERIM,
    ON_POST,
    POST,
    RECRUIT,
    RECRUITER,
    TERM,
    TOWNS,
    a_partnership_with_a_post,
    confirming,
)

from models.acts import Acted, Due, Sent
from models.appointment import Appointment
from models.commands import Command
from models.dates import WorkingCalendar
from models.events import By
from models.post_commands import (
    AwaitInformation,
    EstablishPost,
    ProposeAppointment,
    RecordEligibility,
    RequestSignOff,
    SupplyInformation,
)
from models.post_events import OmittedStep, TenureKind
from models.posts import RoundStage
from models.values import Channel, Instant, Stream, Text
from models.waits import Step
from rules.waits import appointment_wait
from storage.database import Database
from storage.register import state_of

EVERY_STEP = tuple(OmittedStep(stage=stage, reason=Text.of("chosen without")) for stage in RoundStage)


async def does(board: Board, stream: Stream, command: Command, person: str | None = RECRUITER) -> None:
    acted = await board.act(stream, command, person)
    assert acted.accepted, acted


async def asked(database: Database) -> Board:
    """On Monday 6 January 2020, to be answered within ten working days."""
    board = Board(database)
    board.clock.shown = datetime(2020, 1, 6, 10, tzinfo=UTC)
    await board.load(a_partnership_with_a_post())
    for stream, command, person in confirming(RECRUIT, TOWNS):
        await does(board, stream, command, person)
    proposal = ProposeAppointment(
        post=POST, number=1, tenure=TenureKind.INTERIM, person=INTERIM, matter=CONFIRM, last=TERM
    )
    await does(board, ON_POST, EstablishPost(matter=RECRUIT))
    await does(board, APPOINTMENT, proposal)
    await does(board, APPOINTMENT, RecordEligibility(passed=True, evidence=Text.of("the register")))
    for stream, command, person in confirming(CONFIRM, TOWNS):
        await does(board, stream, command, person)
    await does(board, APPOINTMENT, RequestSignOff(omitted=EVERY_STEP))
    return board


async def next_step(board: Board) -> Step | None:
    state = await board.database.read(state_of, APPOINTMENT)
    assert isinstance(state, Appointment)
    return appointment_wait(state, WorkingCalendar(holidays=frozenset(HOLIDAYS))).next_step


async def take(board: Board, step: Step) -> Acted:
    board.clock.shown = max(board.clock.shown, step.at)
    return await board.ledger.do_due(Due(stream=APPOINTMENT, command=step.command))


async def dated(board: Board, command: Command, happened: Instant) -> Acted:
    by = By(person=RECRUITER, channel=Channel.COMMAND)
    sent = Sent(id=f"{type(command).__name__} {happened}", by=by, happened=happened)
    return await board.ledger.act(PROGRAMME, APPOINTMENT, command, sent)


async def test_it_is_noted_again_after_a_stop_of_its_last_day_that_was_entered_late(sqlite: Database) -> None:
    """Both on the day on which its time ended, so that no more of it was left."""
    board = await asked(sqlite)
    first = await next_step(board)
    assert first is not None
    assert (await take(board, first)).accepted
    board.clock.shown = first.at + timedelta(hours=34)
    awaits = AwaitInformation(reason=Text.of("a form"))
    for hours, command in ((6, awaits), (5, SupplyInformation())):
        assert (await dated(board, command, first.at - timedelta(hours=hours))).accepted
    again = await next_step(board)
    assert again is not None
    assert again.at > board.clock.shown, "it is told of more time, and has it"
    assert (await take(board, again)).accepted
    assert await next_step(board) is None
