"""What one member's page is made from: the request of a link, and what else waits for the same person."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, select

from models.approval import Approval
from models.events import ConcernRaised
from models.programme import Definition, Person, RuleSet, Seat
from models.sign_off import SignOff
from models.tables.partnership import files, links, people
from models.values import Instant, PersonId, ProgrammeId, SeatId, Sha256, Stream
from storage.links import Link
from storage.listings import lines_of
from storage.partnership import file_named
from storage.register import (
    RuleSetsRead,
    known_at,
    offset_of,
    state_of,
    state_within,
    words_by_digest,
)

AT_MOST = 50
"""Further requests shown to one person."""


@dataclass(frozen=True)
class Waiting:
    """Another open request of the same person."""

    approval: Approval
    sign_off: SignOff
    seat: SeatId


@dataclass(frozen=True)
class RequestFound:
    definition: Definition
    """With the holders of its posts in their seats."""
    offset: timedelta
    approval: Approval
    sign_off: SignOff
    rules: RuleSet
    words: dict[Sha256, str]
    people: dict[PersonId, Person]
    others: tuple[Waiting, ...]
    seat: Seat | None
    """With whoever holds it today; None where a later definition has dropped it."""


def request_found(connection: Connection, link: Link, now: Instant) -> RequestFound | None:
    sign_off = state_within(connection, link.programme, link.stream)
    approval = state_within(connection, link.programme, f"approval/{link.stream.split('/')[1]}")
    if not isinstance(sign_off, SignOff) or not isinstance(approval, Approval):
        return None
    offset = offset_of(connection, link.programme)
    known = known_at(connection, link.programme, now + offset)
    return RequestFound(
        definition=known.seated,
        offset=offset,
        approval=approval,
        sign_off=sign_off,
        rules=RuleSetsRead(connection)[sign_off.rule_set],
        words=_words(connection, sign_off, link.seat),
        people=people_of(connection, link.programme),
        others=_others(connection, link, now),
        seat=known.seat(link.seat),
    )


def people_of(connection: Connection, programme: ProgrammeId) -> dict[PersonId, Person]:
    found = select(people).where(people.c.programme == programme)
    return {
        row.person: Person(id=row.person, name=row.name, address=row.address)
        for row in connection.execute(found)
    }


def enclosed_file(
    connection: Connection, sha256: Sha256, definitions: list[Definition]
) -> tuple[str, str, bytes] | None:
    """Name, media type and bytes of a part that is enclosed somewhere; what is on request only is
    asked for, not fetched.
    """
    parts = [
        part
        for definition in definitions
        for document in definition.documents
        for version in document.versions
        for part in version.parts
        if part.sha256 == sha256 and not part.on_request
    ]
    content = file_named(connection, sha256) if parts else None
    return (parts[0].file, *content) if content else None


def sizes_of(connection: Connection, names: list[Sha256]) -> dict[Sha256, int]:
    found = select(files.c.sha256, files.c.size).where(files.c.sha256.in_(names))
    return {row.sha256: row.size for row in connection.execute(found)}


def _words(connection: Connection, sign_off: SignOff, seat: SeatId) -> dict[Sha256, str]:
    """What this seat typed, and what it was answered."""
    texts = [
        text
        for concern in sign_off.concerns.values()
        if concern.seat == seat
        for text in (concern.words, concern.answer)
    ]
    given = sign_off.answers.get(seat)
    texts += [given.reason if given else None, sign_off.interests.get(seat)]
    return words_by_digest(connection, (text.digest for text in texts if text is not None))


def _others(connection: Connection, link: Link, now: Instant) -> tuple[Waiting, ...]:
    """By the letters this person was sent: whoever was asked has a link."""
    found = (
        select(links.c.stream, links.c.seat)
        .where(links.c.programme == link.programme, links.c.person == link.person)
        .where(links.c.expires > now, links.c.revoked.is_(None))
        .where(links.c.stream.startswith("sign-off/"))
        .distinct()
        .order_by(links.c.stream, links.c.seat)
        .limit(AT_MOST)
    )
    asked = [(row.stream, row.seat) for row in connection.execute(found)]
    others = (each for each in asked if each != (link.stream, link.seat))
    waiting = (_waiting(connection, link.programme, *each) for each in others)
    return tuple(each for each in waiting if each is not None)


def _waiting(connection: Connection, programme: ProgrammeId, stream: Stream, seat: SeatId) -> Waiting | None:
    sign_off = state_within(connection, programme, stream)
    approval = state_within(connection, programme, f"approval/{stream.split('/')[1]}")
    if not isinstance(sign_off, SignOff) or not isinstance(approval, Approval):
        return None
    is_waiting = sign_off.is_open and seat in sign_off.unanswered()
    return Waiting(approval, sign_off, seat) if is_waiting else None


def question_asked(connection: Connection, link: Link, words: str) -> int | None:
    """The line on which the seat of a link asked this, in the same words, if it waits for its answer."""
    sign_off = state_of(connection, link.stream)
    concerns = sign_off.concerns.values() if isinstance(sign_off, SignOff) else ()
    waiting = {each.id: each.words.digest for each in concerns if each.seat == link.seat and each.is_open}
    typed = words_by_digest(connection, waiting.values())
    same = {concern for concern, digest in waiting.items() if typed.get(digest) == words}
    lines = lines_of(connection, link.programme, link.stream, None) if same else []
    asked = (
        line.number for line in lines if isinstance(line.event, ConcernRaised) and line.event.concern in same
    )
    return next(asked, None)
