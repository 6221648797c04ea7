"""What one letter says, resolved from the register at the moment it is sent."""

from sqlalchemy import Connection, Row

from models.approval import Approval
from models.letters import INVITING, NEEDED, Correspondent, LetterFacts, LetterKind
from models.values import Instant, PersonId, digest_of
from rules.known import Known
from storage import letter_posts, letter_publication
from storage.calendars import calendar_link, holds_a_seat
from storage.letter_changes import page_of_changes
from storage.letter_course import is_still_proposed
from storage.letter_tasks import is_still_to_do
from storage.letter_words import SAYS
from storage.letter_writing import Writing, writing_of
from storage.letters_going import ONLY_WHILE_OPEN
from storage.links import Link, LinkMaker, hash_of_token, keep_link
from storage.register import person_of
from storage.unsubscribing import Reader, unsubscribe_link

WITH_LINK = ONLY_WHILE_OPEN | {
    LetterKind.RECEIPT,
    LetterKind.ANSWERED_ON_BEHALF,
    LetterKind.INTEREST_RECORDED,
    LetterKind.QUESTION_ANSWERED,
    LetterKind.OBJECTION_ANSWERED,
    LetterKind.CONDITION_ANSWERED,
    LetterKind.MATTER_HELD,
    LetterKind.MATTER_RELEASED,
}
"""Letters that open the member's own page."""

OF_THE_MOMENT = frozenset({LetterKind.TASK, LetterKind.QUORUM_EXPECTED})
"""Letters that are not sent once they are so no more."""
TO_THE_TEXT = frozenset({LetterKind.PUBLISHED, LetterKind.COMMENT_ANSWERED})
"""Letters that open the page of the published text."""


def facts_of(
    connection: Connection, known: Known, row: Row[tuple[object, ...]], links: LinkMaker, now: Instant
) -> LetterFacts | None:
    """The facts for one recipient; None when the letter is not wanted any more. Raises LookupError when
    there is nobody to send it to, which somebody must hear of.
    """
    writing = writing_of(connection, known, row)
    kind = LetterKind(str(row.kind))
    if writing is None or not _is_wanted(writing, kind):
        return None
    to = person_of(connection, known.programme, str(row.recipient))
    if to is None:
        raise LookupError(row.recipient)
    facts = {**writing.matter_facts(), **SAYS[kind](writing), "has_commands": has_commands(writing)}
    if not facts["has_commands"] and "answered_with" not in NEEDED[kind]:
        facts.pop("answered_with", None)
    if "changed_since" in facts:
        facts["changes_at"] = f"{links.base_url}/{facts.pop('changed_since')}"
    if row.seat and writing.sign_off and kind in WITH_LINK:
        facts["link"] = _link(writing, links, now)
    elif writing.approval:
        page = _page(kind, writing, writing.approval)
        facts |= {"link": f"{links.base_url}/{page}", "link_is_personal": False}
    elif (post := letter_posts.post_of(writing)) is not None:
        facts |= {"link": f"{links.base_url}/posts/{post.id}", "link_is_personal": False}
    if kind in INVITING:
        facts["subscription"] = _subscription(writing, links, now)
    subject = writing.approval.matter if writing.approval else str(row.subject)
    letter = LetterFacts(
        key=str(row.id),
        thread=digest_of(known.programme, subject),
        kind=kind,
        written=known.at,
        reference=f"{subject.upper()}-{row.number}",
        programme=known.definition.name,
        recipient=Correspondent(title=to[0], address=to[1]),
        reply_to=_reply_to(writing),
        **facts,
    )
    if not letter.only_informs:
        return letter
    reader = Reader(programme=known.programme, person=str(row.recipient))
    return letter.model_copy(update={"unsubscribe": unsubscribe_link(connection, reader, links, now)})


def _page(kind: LetterKind, writing: Writing, approval: Approval) -> str:
    """What anybody may read: the published text, what an amendment changed, or the matter as it stands."""
    if kind in TO_THE_TEXT:
        return f"published/{approval.matter}"
    if kind is LetterKind.AMENDMENT_NOTICE and (page := page_of_changes(writing)):
        return page
    return f"matters/{approval.matter}"


def _is_wanted(writing: Writing, kind: LetterKind) -> bool:
    if kind in ONLY_WHILE_OPEN:
        return _is_asked(writing)
    if kind in letter_posts.SAYS:
        return letter_posts.is_still_so(writing)
    if kind in letter_publication.SAYS:
        return letter_publication.is_still_so(writing)
    if kind is LetterKind.RULES_PROPOSED:
        return is_still_proposed(writing)
    return is_still_to_do(writing) if kind in OF_THE_MOMENT else True


def _is_asked(writing: Writing) -> bool:
    """A hold is no end: what waits for its release was not chosen to go at all."""
    if writing.approval is None or writing.approval.is_ended:
        return False
    return writing.still_owes(writing.row.seat) and _speaks_for_it(writing)


def _speaks_for_it(writing: Writing) -> bool:
    """Whoever holds the seat or acts for them: what waited for office hours goes to nobody before them."""
    sign_off, seat = writing.the_sign_off(), str(writing.row.seat)
    established = writing.known.seat(seat)
    holder = established.held_by if established else None
    return writing.row.recipient in {holder, sign_off.deputies.get(seat)}


def _reply_to(writing: Writing) -> Correspondent:
    """The secretary of the body, of the first body of a meeting, or of the post, else the partnership's
    secretariat; never the reader, while there is anybody else.
    """
    known, reader = writing.known, str(writing.row.recipient)
    keepers = (*_secretaries(writing), *letter_posts.kept_by(writing))
    offices = (*keepers, known.definition.secretariat, known.definition.director)
    for person in (*(each for each in offices if each != reader), reader):
        if found := person_of(writing.connection, known.programme, person):
            return Correspondent(title=found[0], address=found[1])
    raise LookupError(known.definition.secretariat)


def _secretaries(writing: Writing) -> tuple[PersonId, ...]:
    bodies = writing.meeting.bodies[:1] if writing.meeting else ()
    if writing.sign_off:
        bodies = (writing.sign_off.body,)
    return tuple(writing.known.body(body).secretary for body in bodies)


def has_commands(writing: Writing) -> bool:
    """Whether the reader keeps records, the partnership's or a body's: nobody else is told to type."""
    definition = writing.known.definition
    secretaries = (body.secretary for body in definition.bodies)
    return writing.row.recipient in {definition.secretariat, definition.director, *secretaries}


def _link(writing: Writing, links: LinkMaker, now: Instant) -> str:
    letter = str(writing.row.id)
    keep_link(
        writing.connection,
        Link(
            token_hash=hash_of_token(links.token(letter)),
            programme=writing.known.programme,
            stream=writing.the_sign_off().stream,
            seat=str(writing.row.seat),
            person=str(writing.row.recipient),
            letter=letter,
        ),
        now,
    )
    return links.url(letter)


def _subscription(writing: Writing, links: LinkMaker, now: Instant) -> str | None:
    """For whoever holds a seat at the meeting; a secretary has no diary of one."""
    meeting, person, known = writing.the_meeting(), str(writing.row.recipient), writing.known
    if not holds_a_seat(known.seated, person, meeting.bodies, meeting.starts):
        return None
    return calendar_link(writing.connection, known.programme, person, links, now)
