"""Which fold keeps the state of which kind of stream."""

from collections.abc import Callable, Mapping

from models import approval, partnership, sign_off
from models.approval import Approval
from models.events import Recorded
from models.partnership import Partnership
from models.sign_off import SignOff

State = Partnership | Approval | SignOff

STATES: Mapping[str, type[State]] = {
    "programme": Partnership,
    "approval": Approval,
    "sign-off": SignOff,
}

_FOLDS: Mapping[str, Callable[..., State]] = {
    "programme": partnership.fold,
    "approval": approval.fold,
    "sign-off": sign_off.fold,
}


def kind_of(stream: str) -> str:
    return stream.split("/", 1)[0]


def folded(state: State | None, line: Recorded) -> State:
    return _FOLDS[kind_of(line.stream)](state, line)
