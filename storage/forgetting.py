"""Erasing what was said of and by candidates: the words go, and the ledger keeps what it had, a digest."""

from collections.abc import Iterator

from sqlalchemy import Connection, delete, select

from models.events import RecordCorrected, Recorded
from models.post_events import CandidatesErased
from models.recruitment import Round
from models.tables.ledger import lines, texts
from models.values import ProgrammeId, Sha256
from rules.known import Known


def forget(connection: Connection, programme: ProgrammeId, known: Known, line: Recorded) -> None:
    """With their salt, without which a digest tells nothing even to whoever guesses the words."""
    if not isinstance(line.event, CandidatesErased) or (round_ := known.round_on(line.stream)) is None:
        return
    digests = {*_said(round_), *_corrected(connection, programme, round_)}
    connection.execute(
        delete(texts).where(texts.c.programme == programme, texts.c.digest.in_(sorted(digests)))
    )


def _said(round_: Round) -> Iterator[Sha256]:
    """A candidate's particulars, and what a member of the panel has to do with a candidate."""
    yield from (each.particulars.digest for each in round_.candidates.values())
    yield from (nature.digest for nature in round_.panel.interests.values()) if round_.panel else ()


def _corrected(connection: Connection, programme: ProgrammeId, round_: Round) -> Iterator[Sha256]:
    """What somebody wrote to put a line of the round right may be of a candidate too."""
    found = select(lines.c.payload).where(
        lines.c.programme == programme,
        lines.c.stream == round_.stream,
        lines.c.kind == "record-corrected",
    )
    for payload in connection.scalars(found):
        event = Recorded.model_validate_json(payload).event
        if isinstance(event, RecordCorrected):
            yield event.words.digest
