"""How long what was typed of those who applied is kept, and when it is erased."""

from datetime import date, time, timedelta

from models.acts import Decision, Entry, NotYet
from models.appointment import Appointment
from models.post_commands import EraseCandidates
from models.post_events import CandidatesErased
from models.posts import Post
from models.recruitment import Round, RoundProgress
from models.values import Instant, Stream
from rules.calendar import at_london
from rules.known import Known

MIDNIGHT = time(0, 0)


def kept_until(known: Known, post: Post) -> date:
    """The day on which its time is up, of what is over with what is now reported."""
    return known.day + timedelta(days=post.retention_days)


def erased_at(over: Round | Appointment) -> Instant | None:
    """When it has been kept for as long as it may be. A round that only stands still may go on at any time
    while nobody has applied.
    """
    if over.erase_from is None or over.erased is not None:
        return None
    is_due = _is_due(over) if isinstance(over, Round) else not over.is_open
    return at_london(over.erase_from, MIDNIGHT) if is_due else None


def erase_candidates(known: Known, stream: Stream, command: EraseCandidates) -> Decision:
    over = known.round_on(stream) or known.appointment_on(stream)
    if over is None or erased_at(over) != command.due:
        return ()
    if command.due > known.at:
        return NotYet(command.due)
    return (Entry(stream, CandidatesErased(), command.due),)


def _is_due(round_: Round) -> bool:
    match round_.progress:
        case RoundProgress.CLOSED:
            return True
        case RoundProgress.PAUSED:
            return round_.speaks_of_candidates
        case RoundProgress.RUNNING:
            return False
