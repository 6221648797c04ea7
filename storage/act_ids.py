"""Under which id an act is on the record, where what was typed in it will be erased."""

import secrets

from sqlalchemy import Connection, insert, select

from models.appointment import Appointment
from models.commands import Command
from models.folding import kind_of
from models.post_commands import ProposeAppointment
from models.recruitment import Round
from models.tables.ledger import texts
from models.values import ProgrammeId, Sha256, Stream, digest_of, texts_in
from rules.of_applicants import WORDS_STAY
from storage.register import state_within


def is_erasable(stream: Stream, command: Command) -> bool:
    """Whether it is said of somebody who applied, or may be. What is typed where an appointment is proposed
    stays with it; its id must be the same again though there was no stream yet to keep a salt for.
    """
    if kind_of(stream) not in WORDS_STAY or isinstance(command, ProposeAppointment):
        return False
    return any(texts_in(command))


def salted(connection: Connection, programme: ProgrammeId, stream: Stream, given: str) -> str:
    """The id given is a digest of everything that is said, and whoever has its key could confirm a guess
    by it for ever. So it is digested once more with a salt of the stream's own, the same while its words are
    kept, and gone with them.
    """
    return digest_of(_salt(connection, programme, stream), given)


def salt_kept_as(programme: ProgrammeId, stream: Stream) -> Sha256:
    """Where the salt stands among the texts, in a row that has no words."""
    return digest_of("salt of the ids of acts", programme, stream)


def _salt(connection: Connection, programme: ProgrammeId, stream: Stream) -> str:
    """Of what was never begun, or is erased, none is kept: nothing would erase it any more."""
    name = salt_kept_as(programme, stream)
    kept: str | None = connection.scalar(select(texts.c.salt).where(texts.c.digest == name))
    if kept is not None:
        return kept
    drawn = secrets.token_hex(16)
    state = state_within(connection, programme, stream)
    if isinstance(state, Round | Appointment) and state.erased is None:
        connection.execute(insert(texts).values(digest=name, programme=programme, salt=drawn, words=None))
    return drawn
