"""Meetings and obligations as lists show them: each function one consistent view."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, select

from models.meeting import Meeting
from models.obligation import Obligation
from models.programme import Definition
from models.tables.ledger import states
from models.values import MatterId, ProgrammeId, Sha256, texts_in
from storage.listings import meetings_called
from storage.register import definition_in_force, offset_of, seated_definition, words_by_digest


@dataclass(frozen=True)
class MeetingsFound:
    """The meetings called so far, and what is needed to set them beside the calendar."""

    definition: Definition
    offset: timedelta
    meetings: tuple[Meeting, ...]
    words: dict[Sha256, str]
    """Where each is held, by digest; what was erased is missing."""


@dataclass(frozen=True)
class ObligationsFound:
    definition: Definition
    offset: timedelta
    obligations: tuple[Obligation, ...]
    words: dict[Sha256, str]
    """All that was typed of each, by digest; what was erased is missing."""


def meetings_found(connection: Connection, programme: ProgrammeId) -> MeetingsFound:
    meetings = meetings_called(connection, programme)
    return MeetingsFound(
        definition=seated_definition(connection, programme),
        offset=offset_of(connection, programme),
        meetings=meetings,
        words=words_by_digest(connection, (text.digest for text in texts_in(meetings))),
    )


def obligations_found(
    connection: Connection, programme: ProgrammeId, matter: MatterId | None
) -> ObligationsFound:
    """All of them, or those of one matter. The database leaves out what does not name the matter at all,
    so that only its own are parsed.
    """
    found = select(states.c.state).where(states.c.programme == programme, states.c.kind == "obligation")
    if matter is not None:
        found = found.where(states.c.state.contains(f'"{matter}"', autoescape=True))
    stored = connection.scalars(found.order_by(states.c.stream))
    every = tuple(Obligation.model_validate_json(each) for each in stored)
    wanted = tuple(each for each in every if matter in {None, each.matter})
    return ObligationsFound(
        definition=definition_in_force(connection, programme),
        offset=offset_of(connection, programme),
        obligations=wanted,
        words=words_by_digest(connection, (text.digest for text in texts_in(wanted))),
    )
