"""Which fold keeps the state of which kind of stream."""

from collections.abc import Callable, Mapping

from models import appointment, approval, meeting, obligation, partnership, post, recruitment, sign_off
from models.appointment import Appointment
from models.approval import Approval, Progress
from models.events import Recorded
from models.meeting import Meeting
from models.obligation import Obligation
from models.partnership import Partnership
from models.post import PostHeld
from models.recruitment import Round
from models.sign_off import SignOff

State = Partnership | Approval | SignOff | Meeting | Obligation | PostHeld | Round | Appointment

STATES: Mapping[str, type[State]] = {
    "programme": Partnership,
    "approval": Approval,
    "sign-off": SignOff,
    "meeting": Meeting,
    "obligation": Obligation,
    "post": PostHeld,
    "recruitment": Round,
    "appointment": Appointment,
}

_FOLDS: Mapping[str, Callable[..., State]] = {
    "programme": partnership.fold,
    "approval": approval.fold,
    "sign-off": sign_off.fold,
    "meeting": meeting.fold,
    "obligation": obligation.fold,
    "post": post.fold,
    "recruitment": recruitment.fold,
    "appointment": appointment.fold,
}


def kind_of(stream: str) -> str:
    return stream.split("/", 1)[0]


def is_open(state: State) -> bool:
    """Whether its workflow still waits for anything."""
    match state:
        case Approval():
            return not state.is_done
        case SignOff():
            return state.is_open or state.effective_at is not None
        case Obligation():
            return state.is_open
        case Meeting():
            return state.is_to_come or bool(state.unrecorded)
        case Round():
            return not state.is_done
        case Appointment():
            return not state.is_done
        case PostHeld():
            return any(each.due.latest for each in state.awaited)
        case Partnership():
            return False


def is_held(state: State) -> bool:
    """Whether a matter is on hold, so that nobody is asked for an answer to it."""
    return isinstance(state, Approval) and state.progress is Progress.HELD


def folded(state: State | None, line: Recorded) -> State:
    return _FOLDS[kind_of(line.stream)](state, line)
