"""A choice that comes to nothing: the offer was declined, or the checks failed."""

from models.acts import Decision, Entry, Refused
from models.appointment import AppointmentStage
from models.post_commands import LetRoundFallThrough
from models.post_events import RoundFellThrough, RoundOutcome
from models.recruitment import Round
from models.values import Stream
from rules.confirming import appointments_of
from rules.known import Known
from rules.post_forecasts import overtaken_with
from rules.refusals import refused
from rules.round_days import refuses_before_stages

TAKEN_UP = {AppointmentStage.IN_POST, AppointmentStage.ENDED}


def let_round_fall_through(known: Known, stream: Stream, command: LetRoundFallThrough) -> Decision:
    """The round stays closed, and nobody comes of it any more; another may be opened. What waits for the post
    is blocked again, and what was forecast is overtaken.
    """
    round_ = known.round_on(stream)
    if round_ is None:
        return refused("no-such-round")
    if round_.outcome is not RoundOutcome.APPOINTED:
        return refused("nobody-chosen")
    if not command.reason.words.strip():
        return refused("reason-missing")
    if round_.fell_through is not None:
        return ()
    if refusal := _refuses_appointed(known, round_) or refuses_before_stages(known, round_):
        return refusal
    fell = RoundFellThrough(reason=command.reason)
    return (Entry(stream, fell, known.happened), *overtaken_with(known, round_.post, stream))


def _refuses_appointed(known: Known, round_: Round) -> Refused | None:
    """Whoever is proposed already is withdrawn by that appointment, which has an end of its own."""
    coming = {each.stage for each in appointments_of(known, round_.post) if each.round == round_.number}
    if coming & TAKEN_UP:
        return refused("chosen-took-it-up")
    return refused("chosen-is-proposed") if AppointmentStage.PROPOSED in coming else None
