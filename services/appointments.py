"""What is done about an appointment: proposed, confirmed outside, begun, extended, ended."""

from datetime import date

from models.acts import Acted
from models.command import Command
from models.dates import When
from models.post_commands import (
    AnswerSignOff,
    AwaitInformation,
    EndEarly,
    ExtendTerm,
    FixStart,
    ProposeAppointment,
    ProposeExtension,
    RecordEligibility,
    RequestSignOff,
    SupplyInformation,
    WithdrawAppointment,
)
from models.post_events import OmittedStep, SignOffAnswer, TenureKind
from models.posts import RoundStage
from models.streams import of_appointment
from models.values import MatterId, OrganisationId, PersonId, PostId, ProgrammeId, Text, Value
from services.acting import Caller, House, act


class OneAppointment(Value):
    """Which appointment to which post."""

    post: PostId
    number: int

    @property
    def stream(self) -> str:
        return of_appointment(self.post, self.number)


class Proposed(Value):
    """Who is to hold the post, how, and by which matter each body it serves confirms that."""

    tenure: TenureKind
    person: PersonId
    round: int | None = None
    matter: MatterId | None = None
    hoped: When | None = None
    """When it is hoped to begin, as somebody said it."""
    last: date | None = None
    months: int | None = None
    """In place of a last day: how long the term is, from its first day to the same day of a later month."""
    home: OrganisationId | None = None
    """Of a secondment: who stays the employer."""


class StepLeftOut(Value):
    """A step of the recruitment that was left out, and why."""

    stage: RoundStage
    reason: str


class SignOffSaid(Value):
    """What the office outside answered, and by what that can be seen."""

    answer: SignOffAnswer
    by: PersonId
    evidence: str


async def propose(
    house: House, programme: ProgrammeId, caller: Caller, *, on: OneAppointment, proposed: Proposed
) -> Acted:
    command = ProposeAppointment(post=on.post, number=on.number, **dict(proposed))
    return await _do(house, programme, caller, on, command)


async def record_eligibility(
    house: House, programme: ProgrammeId, caller: Caller, *, on: OneAppointment, passed: bool, evidence: str
) -> Acted:
    """Whether the person may hold such a post at all, before anybody approves it."""
    command = RecordEligibility(passed=passed, evidence=Text.of(evidence))
    return await _do(house, programme, caller, on, command)


async def request_sign_off(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    on: OneAppointment,
    interviewed: int | None = None,
    omitted: tuple[StepLeftOut, ...] = (),
) -> Acted:
    """Send the file to the office outside, with a reason for each step that was left out."""
    steps = tuple(OmittedStep(stage=each.stage, reason=Text.of(each.reason)) for each in omitted)
    command = RequestSignOff(interviewed=interviewed, omitted=steps)
    return await _do(house, programme, caller, on, command)


async def await_information(
    house: House, programme: ProgrammeId, caller: Caller, *, on: OneAppointment, reason: str
) -> Acted:
    """The office outside waits for something from us, and its time stands still."""
    return await _do(house, programme, caller, on, AwaitInformation(reason=Text.of(reason)))


async def supply_information(
    house: House, programme: ProgrammeId, caller: Caller, *, on: OneAppointment
) -> Acted:
    return await _do(house, programme, caller, on, SupplyInformation())


async def answer_sign_off(
    house: House, programme: ProgrammeId, caller: Caller, *, on: OneAppointment, said: SignOffSaid
) -> Acted:
    command = AnswerSignOff(answer=said.answer, by=said.by, evidence=Text.of(said.evidence))
    return await _do(house, programme, caller, on, command)


async def fix_start(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    on: OneAppointment,
    first: date,
    hand_over: bool = False,
    hand_over_until: date | None = None,
) -> Acted:
    """It begins at midnight, when that day does. A hand-over ends with the last day of whoever hands the post
    over, or with the day that is given, which becomes their last.
    """
    command = FixStart(first=first, hand_over=hand_over, hand_over_until=hand_over_until)
    return await _do(house, programme, caller, on, command)


async def propose_extension(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    on: OneAppointment,
    last: date | None = None,
    months: int | None = None,
    matter: MatterId | None = None,
) -> Acted:
    """A later last day, or so many months after the present one: a new decision of every body that confirmed
    the first.
    """
    command = ProposeExtension(last=last, months=months, matter=matter)
    return await _do(house, programme, caller, on, command)


async def extend_term(house: House, programme: ProgrammeId, caller: Caller, *, on: OneAppointment) -> Acted:
    """The extension takes effect: all have confirmed it."""
    return await _do(house, programme, caller, on, ExtendTerm())


async def end_early(
    house: House, programme: ProgrammeId, caller: Caller, *, on: OneAppointment, last: date, reason: str
) -> Acted:
    return await _do(house, programme, caller, on, EndEarly(last=last, reason=Text.of(reason)))


async def withdraw(
    house: House, programme: ProgrammeId, caller: Caller, *, on: OneAppointment, reason: str
) -> Acted:
    """Before it has begun."""
    return await _do(house, programme, caller, on, WithdrawAppointment(reason=Text.of(reason)))


async def _do(
    house: House, programme: ProgrammeId, caller: Caller, on: OneAppointment, command: Command
) -> Acted:
    return await act(house, programme, on.stream, command, caller)
