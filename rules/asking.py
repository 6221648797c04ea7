"""Asking a body: who is entitled, until when, who learns that no answer has come; and asking it again."""

from datetime import time
from typing import Any

from models.acts import Decision, Entry, Refused
from models.approval import Approval, Progress
from models.commands import AskAgain
from models.events import BodyAskedAgain, SignOffOpened, SignOffReopened
from models.programme import Asked, WrittenProcedure
from models.sign_off import SignOff
from models.values import Ask, BodyId, Instant, Procedure, SeatId, Stream, Text
from rules.agenda import (
    deciding_body,
    director_told_after,
    meeting_awaited,
    put_on_next,
    sign_off_stream,
)
from rules.calendar import add_working_days, at_london, london_day
from rules.known import Known
from rules.refusals import refused
from rules.reminders import REMINDED_AT, escalation_instants, reminder_days

CLOSES_AT = time(17, 0)
"""A written procedure closes at 17:00 London time on its last working day, when offices do."""

ANSWERED_WITHIN = 20
"""Working days in which a letter, or word of a delegated decision, is expected; or by the closing day set."""
INFORMED_WITHIN = 5
"""Working days in which a body that is to be informed should have been."""


def sign_off_opened(known: Known, approval: Approval, asked: Asked) -> Entry:
    opened = SignOffOpened(
        matter=approval.matter,
        body=asked.body,
        version=approval.version,
        content_hash=approval.content_hash,
        ask=asked.ask,
        required=asked.required,
        procedure=asked.by,
        rule_set=approval.rule_sets[asked.body],
        entitled=_entitled(known, asked.body),
        **_carried(known, approval, asked.body),
    )
    opened = opened.model_copy(update=_instants(known, approval, asked))
    return Entry(sign_off_stream(approval, asked.body), opened, known.happened)


def ask_again(known: Known, stream: Stream, command: AskAgain) -> Decision:
    """A body that lapsed, refused or did less than was asked is asked once more, with whoever is entitled
    now and a window of its own. What it did before stays on the record; interests declared still stand.
    """
    approval = known.approval(stream.split("/")[1])
    refusal = refuses_change_of(approval)
    if refusal or approval is None:
        return refusal or refused("no-such-matter")
    if approval.progress is Progress.HELD:
        return refused("matter-held")
    asked = approval.asked(approval.holder(command.body))
    if asked is None or not approval.is_asked(asked.body):
        return refused("no-such-sign-off")
    held = (asked.body, *approval.held_by(asked.body))
    given = tuple(body for body in held if body in approval.outcomes)
    current = known.sign_off(sign_off_stream(approval, asked.body))
    is_asked_now = current is not None and current.is_open and current.procedure is not Procedure.NOTICE
    if not given or is_asked_now:
        return refused("still-asked")
    if any(approval.outcomes[body].awaits_effect for body in given):
        return refused("awaits-effect")
    has_objected = approval.has_objected(asked.body)
    reopened = given if has_objected else tuple(body for body in given if not approval.has_given(body))
    if not reopened:
        return refused("has-given-it")
    if known.happened < max(approval.outcomes[body].happened for body in reopened):
        return refused("before-its-outcome")
    return asked_once_more(known, approval, asked, reopened, command.reason)


def asked_once_more(
    known: Known, approval: Approval, asked: Asked, reopened: tuple[BodyId, ...], reason: Text
) -> tuple[Entry, ...]:
    """Its outcomes count no more, and the item goes to its next meeting where it decides in one."""
    stream = f"approval/{approval.matter}"
    again = BodyAskedAgain(body=asked.body, of=reopened, version=approval.version, reason=reason)
    before = known.sign_off(sign_off_stream(approval, asked.body))
    entries = [Entry(stream, again, known.happened), _anew(known, approval, asked, before)]
    if decides_in_meeting(asked):
        entries += put_on_next(known, [(approval, asked)], asked_from(known, approval))
    return tuple(entries)


def _anew(known: Known, approval: Approval, asked: Asked, before: SignOff | None) -> Entry:
    """On the same record where the body has had this version before it, else on one of its own."""
    if before is None:
        return sign_off_opened(known, approval, asked)
    reopened = SignOffReopened(
        entitled=_entitled(known, asked.body),
        procedure=asked.by,
        rule_set=approval.rule_sets[asked.body],
    )
    reopened = reopened.model_copy(update=_instants(known, approval, asked))
    return Entry(before.stream, reopened, known.happened)


def refuses_work_on(approval: Approval | None) -> Refused | None:
    """Why nothing can be decided on this matter any more."""
    if approval is None:
        return refused("no-such-matter")
    if approval.progress is Progress.WITHDRAWN:
        return refused("matter-withdrawn")
    return refused("matter-ended") if approval.is_ended else None


def refuses_change_of(approval: Approval | None) -> Refused | None:
    """Why its course cannot be changed any more; of a text that is out, nothing is asked again."""
    if refusal := refuses_work_on(approval):
        return refusal
    return refused("matter-published") if approval and approval.is_published else None


def decides_in_meeting(asked: Asked) -> bool:
    """Whether it needs a meeting: its own, or that of the committee it delegated to."""
    return asked.by is Procedure.MEETING or deciding_body(asked) != asked.body


def is_awaited(sign_off: SignOff) -> bool:
    """Whether somebody must be told in time that nothing has come: an answer of a member, a letter, word
    that a body was informed, or a meeting to take the item. A meeting is chased on its own.
    """
    match sign_off.procedure:
        case Procedure.WRITTEN:
            return bool(sign_off.unanswered())
        case Procedure.NOTICE:
            return False
        case _:
            return sign_off.meeting is None


def written_deadline(known: Known, approval: Approval, written: WrittenProcedure, asked: Instant) -> Instant:
    """When a procedure closes that begins then: on the closing day set, else after its working days."""
    if approval.closes and approval.closes > asked:
        return approval.closes
    return at_london(add_working_days(london_day(asked), written.working_days, known.calendar), CLOSES_AT)


def _carried(known: Known, approval: Approval, body: BodyId) -> dict[str, Any]:
    """Interests and deputies named on the version before: neither ends with a text (G37)."""
    for version in reversed(approval.versions):
        before = known.sign_off(f"sign-off/{approval.matter}/{body}/{version}")
        if before is not None:
            return {"interests": before.interests, "deputies": before.deputies}
    return {}


def asked_from(known: Known, approval: Approval) -> Instant:
    """Days to answer run from when people can know that they are asked, not from the day somebody says it
    was; of a matter taken over half run, from that day.
    """
    return known.happened if approval.adopting else known.at


def _entitled(known: Known, body: BodyId) -> tuple[SeatId, ...]:
    return tuple(seat.id for seat in known.body(body).seats_on(known.day) if seat.voting)


def _instants(known: Known, approval: Approval, asked: Asked) -> dict[str, object]:
    written = known.rule_sets[approval.rule_sets[asked.body]].written
    if asked.by is Procedure.NOTICE:
        return {"deadline": approval.notices[asked.body].until}
    if asked.by is Procedure.WRITTEN and written is not None:
        return _window(known, approval, written)
    return _expected(known, approval, asked)


def _window(known: Known, approval: Approval, written: WrittenProcedure) -> dict[str, object]:
    """When a written procedure closes, and on which days those who have not answered are reminded."""
    begins = asked_from(known, approval)
    deadline = written_deadline(known, approval, written, begins)
    told = escalation_instants(begins, deadline, known.calendar)
    return {
        "deadline": deadline,
        "reminders": reminder_days(begins, deadline, known.calendar),
        "secretariat_told": told.secretariat,
        "director_told": told.director,
    }


def _expected(known: Known, approval: Approval, asked: Asked) -> dict[str, object]:
    """Nothing closes where a body is sovereign over its day; but somebody is told that nothing has come."""
    begins = asked_from(known, approval)
    if decides_in_meeting(asked):
        return meeting_awaited(known, begins).model_dump(exclude={"kind"})
    days = INFORMED_WITHIN if asked.ask is Ask.BE_INFORMED else ANSWERED_WITHIN
    if asked.ask is not Ask.BE_INFORMED and approval.closes and approval.closes > begins:
        first = approval.closes
    else:
        first = at_london(add_working_days(london_day(begins), days, known.calendar), REMINDED_AT)
    return {"secretariat_told": first, "director_told": director_told_after(known, first)}
