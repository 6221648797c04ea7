"""What a workflow has to wait for, read off the state: the same conditions the rules will ask."""

from models.approval import Approval, Progress
from models.commands import CloseSignOff, Escalate, Remind
from models.sign_off import SignOff
from models.waits import ApprovalWait, SignOffWait, Step


def approval_wait(approval: Approval) -> ApprovalWait:
    following = approval.next_stage() if approval.is_running else None
    return ApprovalWait(
        is_over=approval.progress is Progress.WITHDRAWN or approval.is_complete,
        next_stage=following.id if following else None,
    )


def sign_off_wait(sign_off: SignOff, approval: Approval) -> SignOffWait:
    return SignOffWait(
        is_over=not sign_off.is_open,
        next_step=min(_steps(sign_off), key=lambda step: step.at, default=None)
        if sign_off.is_open and approval.is_running
        else None,
    )


def _steps(sign_off: SignOff) -> list[Step]:
    steps = []
    if sign_off.deadline:
        steps.append(Step(at=sign_off.deadline, command=CloseSignOff(due=sign_off.deadline)))
    if not sign_off.unanswered():
        return steps
    reminders = [due for due in sign_off.reminders if not sign_off.reminded or due > sign_off.reminded]
    steps += [Step(at=due, command=Remind(due=due)) for due in reminders]
    if sign_off.secretariat_told and "secretariat" not in sign_off.escalated:
        due = sign_off.secretariat_told
        steps.append(Step(at=due, command=Escalate(due=due, to="secretariat")))
    if sign_off.director_told and "director" not in sign_off.escalated:
        due = sign_off.director_told
        steps.append(Step(at=due, command=Escalate(due=due, to="director")))
    return steps
