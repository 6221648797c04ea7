"""What a workflow has to wait for, read off the state: the same conditions the rules will ask."""

from collections.abc import Container

from models.appointment import Appointment
from models.approval import Approval
from models.commands import (
    ChaseMinutes,
    ChaseObligation,
    ChasePapers,
    ChaseSitting,
    CloseSignOff,
    Escalate,
    InviteMembers,
    NotePapersLate,
    PassSeatsOn,
    Remind,
    SlipObligation,
    Succeed,
)
from models.dates import WorkingCalendar
from models.meeting import Meeting
from models.obligation import Obligation
from models.post import PostHeld
from models.post_commands import (
    CloseApplications,
    EndAppointment,
    EraseCandidates,
    GiveTermNotice,
    NoteSignOffOverdue,
    OvertakeForecasts,
    StartAppointment,
)
from models.programme import Definition
from models.publication_commands import OpenGate
from models.recruitment import Round
from models.sign_off import SignOff
from models.values import Instant, MatterId
from models.waits import (
    AppointmentWait,
    ApprovalWait,
    MeetingWait,
    ObligationWait,
    PostWait,
    RecruitmentWait,
    SignOffWait,
    Step,
)
from rules.appointments import ends_at, notices_due, starts_at
from rules.asking import is_awaited
from rules.call_in import effect_due
from rules.leaving import HandOver
from rules.meeting import minutes_due, papers_chased_at
from rules.obligation import asked_for_at, late_from, slips_at
from rules.outside_sign_off import overdue_at
from rules.post_forecasts import forecast_due
from rules.publication import publication_overdue
from rules.recruitment import applications_close
from rules.retention import erased_at
from rules.succession import succession_due


def approval_wait(approval: Approval, definition: Definition, opens: Instant | None = None) -> ApprovalWait:
    """`opens` is when its gate opens, as `rules.opening` says."""
    may_go_on = approval.is_running and not approval.adopting
    following = approval.next_stage() if may_go_on else None
    ends = succession_due(approval, definition) if may_go_on else None
    return ApprovalWait(
        is_over=approval.is_done,
        next_stage=following.id if following else None,
        next_step=_first(_approval_steps(approval, ends, opens)) if may_go_on else None,
    )


def _approval_steps(approval: Approval, ends: Succeed | None, opens: Instant | None) -> list[Step]:
    steps = [Step(at=ends.due, command=ends)] if ends else []
    if opens is not None:
        steps.append(Step(at=opens, command=OpenGate(version=approval.version, due=opens)))
    if overdue := publication_overdue(approval):
        steps.append(Step(at=overdue.due, command=overdue))
    return steps


def sign_off_wait(sign_off: SignOff, approval: Approval, passes: Instant | None = None) -> SignOffWait:
    """`passes` is when a seat that is asked has another holder, as `rules.passing_on` says."""
    effect = effect_due(sign_off, approval)
    if effect is not None:
        return SignOffWait(next_step=Step(at=effect.due, command=effect))
    may_go_on = sign_off.is_open and approval.is_running and not approval.adopting
    return SignOffWait(
        is_over=not sign_off.is_open,
        next_step=_first(_sign_off_steps(sign_off, passes)) if may_go_on else None,
    )


def meeting_wait(
    meeting: Meeting,
    calendar: WorkingCalendar,
    resting: Container[MatterId] = (),
    change: Instant | None = None,
) -> MeetingWait:
    """`resting` are the matters on hold or withdrawn, for which nobody is asked for papers or minutes, and
    `change` is when others are to come to it, as `rules.members` says.
    """
    may_go_on = meeting.is_to_come and any(matter not in resting for matter in meeting.agenda)
    steps = _meeting_steps(meeting, calendar) if may_go_on else []
    steps += [Step(at=change, command=InviteMembers(due=change))] if change else []
    following = _first(steps + _sitting_steps(meeting, calendar, resting))
    return MeetingWait(is_over=not meeting.is_to_come and following is None, next_step=following)


def obligation_wait(obligation: Obligation, calendar: WorkingCalendar) -> ObligationWait:
    return ObligationWait(
        is_over=not obligation.is_open,
        next_step=_first(_obligation_steps(obligation, calendar)) if obligation.is_open else None,
    )


def post_wait(held: PostHeld) -> PostWait:
    due = forecast_due(held)
    step = Step(at=due, command=OvertakeForecasts(due=due)) if due else None
    return PostWait(is_over=step is None, next_step=step)


def recruitment_wait(round_: Round) -> RecruitmentWait:
    return RecruitmentWait(is_over=round_.is_done, next_step=_first(_recruitment_steps(round_)))


def appointment_wait(
    appointment: Appointment, calendar: WorkingCalendar, hand_over: HandOver | None = None
) -> AppointmentWait:
    """`hand_over` is that with which whoever holds the post leaves it before their term ends."""
    return AppointmentWait(
        is_over=appointment.is_done,
        next_step=_first(_appointment_steps(appointment, calendar, hand_over)),
    )


def _first(steps: list[Step]) -> Step | None:
    return min(steps, key=lambda step: step.at, default=None)


def _sign_off_steps(sign_off: SignOff, passes: Instant | None) -> list[Step]:
    steps, turn = [], sign_off.turn
    if sign_off.deadline:
        steps.append(Step(at=sign_off.deadline, command=CloseSignOff(due=sign_off.deadline, turn=turn)))
    if passes:
        steps.append(Step(at=passes, command=PassSeatsOn(due=passes, turn=turn)))
    if not is_awaited(sign_off):
        return steps
    reminders = [due for due in sign_off.reminders if not sign_off.reminded or due > sign_off.reminded]
    steps += [Step(at=due, command=Remind(due=due, turn=turn)) for due in reminders]
    if sign_off.secretariat_told and "secretariat" not in sign_off.escalated:
        due = sign_off.secretariat_told
        steps.append(Step(at=due, command=Escalate(due=due, to="secretariat", turn=turn)))
    if sign_off.director_told and "director" not in sign_off.escalated:
        due = sign_off.director_told
        steps.append(Step(at=due, command=Escalate(due=due, to="director", turn=turn)))
    return steps


def _meeting_steps(meeting: Meeting, calendar: WorkingCalendar) -> list[Step]:
    steps = []
    if meeting.papers_due and meeting.awaits_papers and meeting.minutes_chased is None:
        due = min(meeting.papers_due.values())
        if meeting.papers_chased is None:
            chased = papers_chased_at(due, calendar)
            steps.append(Step(at=chased, command=ChasePapers(due=chased, turn=meeting.times_moved)))
        if meeting.papers_late is None:
            steps.append(Step(at=due, command=NotePapersLate(due=due, turn=meeting.times_moved)))
    if meeting.minutes_chased is None:
        due = minutes_due(meeting.starts, calendar)
        steps.append(Step(at=due, command=ChaseMinutes(due=due, turn=meeting.times_moved)))
    return steps


def _sitting_steps(meeting: Meeting, calendar: WorkingCalendar, resting: Container[MatterId]) -> list[Step]:
    """Of sittings that it was adjourned from, which are owed whatever became of the meeting since."""
    owed = ((number, meeting.sittings[number - 1]) for number in meeting.unrecorded)
    dues = [
        (number, minutes_due(sat.starts, calendar))
        for number, sat in owed
        if any(matter not in resting for matter in sat.agenda)
    ]
    return [Step(at=due, command=ChaseSitting(due=due, sitting=number)) for number, due in dues]


def _obligation_steps(obligation: Obligation, calendar: WorkingCalendar) -> list[Step]:
    """A late promise that was carried over to a new day is reminded of and slips again."""
    late, turn = late_from(obligation.due), obligation.times_carried_over
    if late is not None and late == obligation.slipped:
        return []
    slips = slips_at(obligation)
    steps = [Step(at=slips, command=SlipObligation(due=slips, turn=turn))] if slips else []
    asked = asked_for_at(obligation, calendar)
    if asked and asked > obligation.opened:
        steps.append(Step(at=asked, command=ChaseObligation(due=asked, turn=turn)))
    return steps


def _recruitment_steps(round_: Round) -> list[Step]:
    steps = []
    if closing := applications_close(round_):
        command = CloseApplications(due=closing, turn=round_.times_resumed)
        steps.append(Step(at=closing, command=command))
    if erasing := erased_at(round_):
        steps.append(Step(at=erasing, command=EraseCandidates(due=erasing)))
    return steps


def _appointment_steps(
    appointment: Appointment, calendar: WorkingCalendar, hand_over: HandOver | None
) -> list[Step]:
    steps, turn = [], appointment.turn
    if starting := starts_at(appointment):
        called_off = appointment.times_called_off
        steps.append(Step(at=starting, command=StartAppointment(due=starting, turn=called_off)))
    if overdue := overdue_at(appointment):
        note = NoteSignOffOverdue(due=overdue, turn=appointment.times_asked)
        steps.append(Step(at=overdue, command=note))
    for days, at in notices_due(appointment, calendar, hand_over).items():
        steps.append(Step(at=at, command=GiveTermNotice(due=at, days=days, turn=turn)))
    if ending := ends_at(appointment):
        steps.append(Step(at=ending, command=EndAppointment(due=ending, turn=turn)))
    if erasing := erased_at(appointment):
        steps.append(Step(at=erasing, command=EraseCandidates(due=erasing)))
    return steps
