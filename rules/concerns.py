"""Concerns, questions and objections: raised, answered, withdrawn; and how a notice of amendment ends."""

from models.acts import Decision, Entry
from models.commands import AnswerConcern, RaiseConcern, WithdrawConcern
from models.deciding import Basis
from models.events import (
    ConcernAnswered,
    ConcernRaised,
    ConcernWithdrawn,
    NoticeEnded,
    SignOffDecided,
)
from models.sign_off import ConcernState, SignOff
from models.values import Instant, Procedure, Standing, Stream
from rules.asking import refuses_work_on
from rules.holding import has_closed
from rules.known import Known
from rules.refusals import refused
from rules.speaking import speaks_for


def raise_concern(known: Known, stream: Stream, command: RaiseConcern) -> Decision:
    """A concern or question may come before or after the decision; how each ended is shown with it. An
    objection to an amendment comes from the body, through its secretary, while its window is open (G58).
    """
    sign_off = known.sign_off(stream)
    refusal = refuses_work_on(known.approval(stream.split("/")[1]))
    if refusal or sign_off is None:
        return refusal or refused("no-such-sign-off")
    if command.seat and not speaks_for(known, sign_off, command.seat):
        return refused("not-your-seat")
    if command.objects and sign_off.procedure is not Procedure.NOTICE:
        return refused("nothing-to-object-to")
    if command.objects and not _may_still_object(known, sign_off):
        return refused("objections-closed")
    raised = ConcernRaised(
        concern=f"c{len(sign_off.concerns) + 1}",
        seat=command.seat,
        by=known.person,
        words=command.words,
        questions=command.questions,
        objects=command.objects,
    )
    return (Entry(stream, raised, known.happened),)


def answer_concern(known: Known, stream: Stream, command: AnswerConcern) -> Decision:
    sign_off = known.sign_off(stream)
    if sign_off is None:
        return refused("no-such-sign-off")
    concern = sign_off.concerns.get(command.concern)
    if concern is None:
        return refused("unknown-concern")
    if concern.state is ConcernState.WITHDRAWN:
        return refused("concern-closed")
    if concern.state is ConcernState.ANSWERED:
        return refused("concern-answered")
    answered = ConcernAnswered(concern=command.concern, words=command.words)
    return (Entry(stream, answered, known.happened),)


def withdraw_concern(known: Known, stream: Stream, command: WithdrawConcern) -> Decision:
    sign_off = known.sign_off(stream)
    if sign_off is None:
        return refused("no-such-sign-off")
    concern = sign_off.concerns.get(command.concern)
    if concern is None:
        return refused("unknown-concern")
    if concern.state is ConcernState.WITHDRAWN:
        return ()
    withdrawn = Entry(stream, ConcernWithdrawn(concern=command.concern), known.happened)
    left = [each for each in sign_off.objections if each.id != command.concern]
    if sign_off.standing is not Standing.OBJECTED or left:
        return (withdrawn,)
    return (withdrawn, *notice_ended(known, sign_off, objected=False, happened=known.happened))


def _may_still_object(known: Known, sign_off: SignOff) -> bool:
    return sign_off.is_open and not has_closed(known.approval(sign_off.matter), sign_off, known.happened)


def notice_ended(known: Known, sign_off: SignOff, *, objected: bool, happened: Instant) -> tuple[Entry, ...]:
    """Silence, or a query that was answered, is no objection; it is never an approval of the new text. Of a
    text that another has replaced it says nothing to the matter.
    """
    standing = Standing.OBJECTED if objected else Standing.NO_OBJECTION
    basis = Basis(rule_set=sign_off.rule_set, procedure=Procedure.NOTICE)
    decided = SignOffDecided(standing=standing, verbs=(), basis=basis)
    entry = Entry(sign_off.stream, decided, happened)
    approval = known.approval(sign_off.matter)
    notice = approval.notices.get(sign_off.body) if approval else None
    if notice is None or notice.version != sign_off.version:
        return (entry,)
    ended = NoticeEnded(body=sign_off.body, version=sign_off.version, standing=standing)
    return (entry, Entry(f"approval/{sign_off.matter}", ended, happened))
