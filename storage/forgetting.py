"""Erasing what candidates said of themselves: the words go, and the ledger keeps what it had, a digest."""

from sqlalchemy import Connection, delete

from models.events import Recorded
from models.post_events import CandidatesErased
from models.tables.ledger import texts
from models.values import ProgrammeId
from rules.known import Known


def forget(connection: Connection, programme: ProgrammeId, known: Known, line: Recorded) -> None:
    """With their salt, without which a digest tells nothing even to whoever guesses the words."""
    if not isinstance(line.event, CandidatesErased) or (round_ := known.round_on(line.stream)) is None:
        return
    digests = {each.particulars.digest for each in round_.candidates.values()}
    connection.execute(
        delete(texts).where(texts.c.programme == programme, texts.c.digest.in_(sorted(digests)))
    )
