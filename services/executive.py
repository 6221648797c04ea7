"""What goes around an executive's decision: notice of a key one, its publication, its call-in (G45-G50)."""

from datetime import date

from models.acts import Acted
from models.errors import NotFound
from models.executive import DecisionNotice, Exemption, KeyException, ScrutinySays
from models.executive_commands import (
    AnswerCallIn,
    CallInDecision,
    PublishDecision,
    PublishKeyNotice,
    UseKeyException,
)
from models.executive_listings import DecisionRecordRead, KeyDecisionRead
from models.streams import of_matter, of_sign_off
from models.values import BodyId, MatterId, ProgrammeId, SeatId, Stream, Text, Value
from rules.refusals import refused
from services.acting import Caller, House, act
from storage.executives import decision_record_read, key_decision_read
from storage.listings import sign_offs
from storage.register import offset_of

NEVER_ASKED = "0"
"""A version no document has."""


class NoticeGiven(Value):
    """The days between which a body means to take a key decision, and how its documents are got."""

    first: date
    last: date
    obtained: str


class ExceptionSaid(Value):
    """Why a key decision cannot wait, and, of special urgency, which chair agreed and who could not."""

    exception: KeyException
    reason: str
    agreed_by: SeatId | None = None
    unable: tuple[SeatId, ...] = ()


class UrgencySaid(Value):
    """Why a decision is too urgent to be called in, and which chair agreed."""

    reason: str
    agreed_by: SeatId | None = None
    unable: tuple[SeatId, ...] = ()


class RecordSaid(Value):
    """What the published record of a decision says beside the decision."""

    reasons: str
    rejected: str = ""
    conflicts: str = ""
    dispensations: str = ""
    urgency: UrgencySaid | None = None


class ScrutinySaid(Value):
    """What a scrutiny body did with a decision it had called in."""

    scrutiny: BodyId
    outcome: ScrutinySays
    reason: str = ""


async def publish_key_notice(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    matter: MatterId,
    body: BodyId,
    notice: NoticeGiven,
) -> Acted:
    """What is to be decided by whom, and on which documents, the system knows."""
    command = PublishKeyNotice(
        body=body, first=notice.first, last=notice.last, obtained=Text.of(notice.obtained)
    )
    return await act(house, programme, of_matter(matter), command, caller)


async def use_key_exception(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    matter: MatterId,
    body: BodyId,
    said: ExceptionSaid,
) -> Acted:
    command = UseKeyException(
        body=body,
        exception=said.exception,
        reason=Text.of(said.reason),
        agreed_by=said.agreed_by,
        unable=said.unable,
    )
    return await act(house, programme, of_matter(matter), command, caller)


async def publish_decision(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    matter: MatterId,
    body: BodyId,
    record: RecordSaid,
) -> Acted:
    notice = DecisionNotice(
        reasons=Text.of(record.reasons),
        rejected=_if_said(record.rejected),
        conflicts=_if_said(record.conflicts),
        dispensations=_if_said(record.dispensations),
    )
    command = PublishDecision(notice=notice, exempt=_exempt(record.urgency))
    stream = await _decided_on(house, programme, matter, body)
    return await act(house, programme, stream, command, caller)


async def call_in(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    matter: MatterId,
    body: BodyId,
    scrutiny: BodyId,
    reason: str,
) -> Acted:
    """Suspended until the scrutiny body has met about it."""
    command = CallInDecision(scrutiny=scrutiny, reason=Text.of(reason))
    stream = await _decided_on(house, programme, matter, body)
    return await act(house, programme, stream, command, caller)


async def answer_call_in(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    matter: MatterId,
    body: BodyId,
    said: ScrutinySaid,
) -> Acted:
    """The scrutiny body has met about it."""
    command = AnswerCallIn(scrutiny=said.scrutiny, outcome=said.outcome, reason=_if_said(said.reason))
    stream = await _decided_on(house, programme, matter, body)
    return await act(house, programme, stream, command, caller)


async def _decided_on(house: House, programme: ProgrammeId, matter: MatterId, body: BodyId) -> Stream:
    """Where the body decided last what may be called in; a text told of since has a record of its own. A body
    that was not asked has none, and the rule says so.
    """
    asked = [each for each in await house.database.read(sign_offs, programme, matter) if each.body == body]
    decided = [each for each in asked if each.call_in is not None] or asked
    newest = max(decided, key=lambda each: each.opened, default=None)
    return newest.stream if newest else of_sign_off(matter, body, NEVER_ASKED)


def _if_said(words: str) -> Text | None:
    return Text.of(words) if words.strip() else None


def _exempt(urgency: UrgencySaid | None) -> Exemption | None:
    if urgency is None:
        return None
    return Exemption(reason=Text.of(urgency.reason), agreed_by=urgency.agreed_by, unable=urgency.unable)


# --- reading ------------------------------------------------------------------------------


async def key_decision(
    house: House, programme: ProgrammeId, matter: MatterId, body: BodyId
) -> KeyDecisionRead:
    """Its notice as it can be published. Raises NotFound where the body's rules ask for none."""
    at = await house.clock.now() + await house.database.read(offset_of, programme)
    found = await house.database.read(key_decision_read, programme, at, matter, body)
    if found is None:
        raise NotFound("not-a-key-decision", refused("not-a-key-decision").words)
    return found


async def decision_record(
    house: House, programme: ProgrammeId, matter: MatterId, body: BodyId
) -> DecisionRecordRead:
    """As it can be published. Raises NotFound where the body has decided nothing that may be called in."""
    at = await house.clock.now() + await house.database.read(offset_of, programme)
    found = await house.database.read(decision_record_read, programme, at, matter, body)
    if found is None:
        raise NotFound("nothing-awaits-effect", refused("nothing-awaits-effect").words)
    return found
