"""What each kind of workflow waits on: instants and plain facts, nothing personal."""

from datetime import timedelta

from models.commands import AnyCommand
from models.values import Instant, Slug, Stream, Value


class Step(Value):
    """Something that falls due at an instant of the programme clock."""

    at: Instant
    command: AnyCommand


class Wait(Value):
    """`number` is the ledger's number it was read at; `offset` turns programme instants into the
    workflow's own clock.
    """

    number: int = 0
    offset: timedelta = timedelta(0)
    is_over: bool = False
    next_step: Step | None = None
    """The earliest thing that falls due, if anything does."""


class ApprovalWait(Wait):
    next_stage: Slug | None = None


class SignOffWait(Wait):
    """Reminders, escalations, a deadline."""


class MeetingWait(Wait):
    """Papers to be chased and noted late, minutes to be chased."""


class ObligationWait(Wait):
    """A reminder to its owner, and the end of its last day."""


class PostWait(Wait):
    """The last day of what was forecast of it."""


class RecruitmentWait(Wait):
    """The last day for applications; the end of the time for which candidates' data is kept."""


class AppointmentWait(Wait):
    """A start, notices before the end of the term, the end; an outside answer that does not come; of one that
    never began, the end of the time for which what was typed of the person is kept.
    """


class Wake(Value):
    """A workflow to be woken, and the ledger's number it should read up to."""

    stream: Stream
    number: int


class Delivery(Value):
    """When there will be something to deliver again, by the machine's clock."""

    next_at: Instant | None = None
