"""Which letters of the outbox may go: the one condition of the postman, the sweep and the next look."""

from sqlalchemy import ColumnElement, exists

from models.letters import LetterKind
from models.tables.ledger import states
from models.tables.outbox import letters
from models.values import Instant, ProgrammeId
from storage.outbox import ANSWERED_OR_CLOSED, NOTHING_LEFT, OVERTAKEN, SENDING, WAITING

ONLY_WHILE_OPEN = frozenset({LetterKind.SIGN_OFF_REQUEST, LetterKind.REMINDER, LetterKind.DEPUTY_ASKED})
"""Letters that ask for an answer: never sent to one who has answered, nor after the end, nor while the
matter is on hold."""


def dropped_for(kind: str) -> str:
    """Why a letter that nobody needs any more is not sent: a code, which the outbox says in words."""
    if kind in ONLY_WHILE_OPEN:
        return ANSWERED_OR_CLOSED
    return NOTHING_LEFT if kind == LetterKind.DIGEST else OVERTAKEN


def going(programme: ProgrammeId, at: Instant, now: Instant) -> ColumnElement[bool]:
    """Due by the programme clock, and not put off after a failure."""
    return (
        still_to_go(programme)
        & (letters.c.due <= at)
        & (letters.c.not_before.is_(None) | (letters.c.not_before <= now))
    )


def still_to_go(programme: ProgrammeId) -> ColumnElement[bool]:
    return (letters.c.programme == programme) & is_to_go()


def is_to_go() -> ColumnElement[bool]:
    """Neither settled, nor waiting for a matter that is on hold: that one goes after the release."""
    return letters.c.status.in_((WAITING, SENDING)) & ~is_held_back()


def is_held_back() -> ColumnElement[bool]:
    return letters.c.kind.in_(sorted(ONLY_WHILE_OPEN)) & exists().where(
        states.c.programme == letters.c.programme,
        states.c.subject == letters.c.subject,
        states.c.is_held,
    )
