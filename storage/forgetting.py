"""Erasing what was said of and by candidates: the words go, and the ledger keeps what it had, a digest."""

from collections.abc import Iterator

from sqlalchemy import Connection, delete

from models.events import Recorded
from models.post_events import CandidatesErased
from models.tables.ledger import texts
from models.values import ProgrammeId, Sha256, Stream, texts_in
from rules.of_applicants import of_applicants
from storage.act_ids import salt_kept_as
from storage.lines import lines_on


def forget(connection: Connection, programme: ProgrammeId, line: Recorded) -> None:
    """With their salt, without which a digest tells nothing even to whoever guesses the words; and with the
    salt of the ids of the acts by which they were said.
    """
    if not isinstance(line.event, CandidatesErased):
        return
    digests = {*_said(connection, programme, line.stream), salt_kept_as(programme, line.stream)}
    connection.execute(
        delete(texts).where(texts.c.programme == programme, texts.c.digest.in_(sorted(digests)))
    )


def _said(connection: Connection, programme: ProgrammeId, stream: Stream) -> Iterator[Sha256]:
    """Read off the lines, whatever the state keeps of them."""
    lines = lines_on(connection, programme, stream)
    forgotten = of_applicants(lines)
    for line in lines:
        if line.number in forgotten:
            yield from (text.digest for text in texts_in(line.event))
