"""What lists and pages of matters are made from: each function one consistent view."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, select

from models.approval import Approval
from models.obligation import Obligation
from models.programme import Definition
from models.sign_off import MemberAnswer, SignOff
from models.tables.ledger import heads, states
from models.values import MatterId, ObligationId, PostId, ProgrammeId, SeatId, Sha256
from storage.listings import conditions_of
from storage.register import (
    definition_in_force,
    offset_of,
    programme_of,
    seated_definition,
    state_of,
    words_by_digest,
)


@dataclass(frozen=True)
class MatterFound:
    """One matter as the register has it, with what its page needs to put it in words."""

    programme: ProgrammeId
    definition: Definition
    offset: timedelta
    approval: Approval
    sign_offs: tuple[SignOff, ...]
    words: dict[Sha256, str]
    """Words typed on concerns, by digest; one that was erased is missing."""
    conditions: dict[ObligationId, Obligation]
    """What its approvals are subject to."""


@dataclass(frozen=True)
class MattersFound:
    """One page of a programme's matters, in the order of their ids."""

    definition: Definition
    offset: timedelta
    approvals: tuple[Approval, ...]


def programmes(connection: Connection) -> list[ProgrammeId]:
    """Every programme that has a definition in force."""
    found = select(heads.c.programme).where(heads.c.definition.is_not(None)).order_by(heads.c.programme)
    return list(connection.scalars(found))


def is_programme(connection: Connection, programme: ProgrammeId) -> bool:
    found = select(heads.c.programme).where(heads.c.programme == programme, heads.c.definition.is_not(None))
    return connection.scalar(found) is not None


def definitions_in_force(connection: Connection) -> list[Definition]:
    return [definition_in_force(connection, programme) for programme in programmes(connection)]


def programme_found(connection: Connection, programme: ProgrammeId) -> tuple[Definition, timedelta] | None:
    if not is_programme(connection, programme):
        return None
    return definition_in_force(connection, programme), offset_of(connection, programme)


def matters_found(
    connection: Connection, programme: ProgrammeId, after: MatterId, limit: int
) -> MattersFound | None:
    """The matters that were opened, after the one named, at most so many."""
    if not is_programme(connection, programme):
        return None
    found = (
        select(states.c.state)
        .where(states.c.programme == programme, states.c.kind == "approval", states.c.subject > after)
        .order_by(states.c.subject)
        .limit(limit)
    )
    approvals = tuple(Approval.model_validate_json(state) for state in connection.scalars(found))
    return MattersFound(
        definition_in_force(connection, programme), offset_of(connection, programme), approvals
    )


def programme_planning(connection: Connection, matter: MatterId) -> ProgrammeId | None:
    """Whose matter it is: the programme it was opened in, else the one whose definition plans it."""
    if opened_in := programme_of(connection, f"approval/{matter}"):
        return opened_in
    planned = (each for each in definitions_in_force(connection) if each.matter(matter))
    return next((each.id for each in planned), None)


def programme_filling(connection: Connection, post: PostId) -> ProgrammeId | None:
    """Whose post it is, by the definition in force."""
    defined = (each for each in definitions_in_force(connection) if each.post(post))
    return next((each.id for each in defined), None)


def matter_found(connection: Connection, matter: MatterId) -> MatterFound | None:
    programme = programme_of(connection, f"approval/{matter}")
    approval = state_of(connection, f"approval/{matter}")
    if programme is None or not isinstance(approval, Approval):
        return None
    sign_offs = _sign_offs(connection, programme, matter)
    return MatterFound(
        programme=programme,
        definition=seated_definition(connection, programme),
        offset=offset_of(connection, programme),
        approval=approval,
        sign_offs=sign_offs,
        words=_words(connection, sign_offs),
        conditions=conditions_of(connection, approval),
    )


def _sign_offs(connection: Connection, programme: ProgrammeId, matter: MatterId) -> tuple[SignOff, ...]:
    found = select(states.c.state).where(
        states.c.programme == programme, states.c.kind == "sign-off", states.c.subject == matter
    )
    return tuple(SignOff.model_validate_json(state) for state in connection.scalars(found))


def _answers(sign_off: SignOff) -> tuple[dict[SeatId, MemberAnswer], ...]:
    """Of each time it was asked."""
    return (sign_off.answers, *(each.answers for each in sign_off.attempts))


def _words(connection: Connection, sign_offs: tuple[SignOff, ...]) -> dict[Sha256, str]:
    texts = [
        text
        for sign_off in sign_offs
        for concern in sign_off.concerns.values()
        for text in (concern.words, concern.answer)
        if text is not None
    ]
    rounds = [answers for sign_off in sign_offs for answers in _answers(sign_off)]
    texts += [each.reason for answers in rounds for each in answers.values() if each.reason]
    return words_by_digest(connection, (text.digest for text in texts))
