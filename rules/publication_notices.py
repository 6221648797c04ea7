"""Who is told on the way to the public page: whoever sets the day, those promised, every body."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from models.approval import Approval
from models.events import Recorded
from models.letters import LetterKind
from models.programme import Body
from models.publication_events import CommentAnswered, MatterPublished, PublicationDated
from models.values import ObligationId, PersonId
from rules.addressees import offices_of, sponsor_of
from rules.keeping import promised
from rules.known import Known
from rules.notice import Notices, to_each


def gate_opened(known: Known, line: Recorded, _: object) -> Notices:
    people = (sponsor_of(known, line.stream), known.definition.director)
    return to_each(LetterKind.GATE_OPENED, people)


def chased(known: Known, line: Recorded, _: object) -> Notices:
    """Whoever sets the day, and whoever answers for the whole."""
    return to_each(LetterKind.TASK, (sponsor_of(known, line.stream), known.definition.director))


def dated(known: Known, line: Recorded, event: PublicationDated) -> Notices:
    return to_each(LetterKind.PUBLICATION_DATED, _promised_to(known, line, event.kept))


def published(known: Known, line: Recorded, event: MatterPublished) -> Notices:
    """The chair and secretary of every body of the route, who may have commented for it, and all who were
    promised: each person once, whatever they are told.
    """
    approval = known.approval(line.stream.split("/")[1])
    offices = [person for body in _bodies(known, approval) for person in offices_of(known, body)]
    return to_each(LetterKind.PUBLISHED, (*offices, *_promised_to(known, line, event.kept)))


def comment_answered(known: Known, line: Recorded, event: CommentAnswered) -> Notices:
    """Only after publication: what is answered before is told then."""
    approval = known.approval(line.stream.split("/")[1])
    if approval is None or not approval.is_published:
        return ()
    return to_each(LetterKind.COMMENT_ANSWERED, offices_of(known, known.body(approval.holder(event.body))))


def _bodies(known: Known, approval: Approval | None) -> tuple[Body, ...]:
    """Those on the route, or those that took their place."""
    if approval is None:
        return ()
    return tuple(known.body(each) for each in dict.fromkeys(map(approval.holder, approval.bodies)))


def _promised_to(known: Known, line: Recorded, kept: Iterable[ObligationId]) -> list[PersonId]:
    """Those whose promise this keeps, and those to whom anything is still promised of the matter."""
    found = [each for name in kept if (each := known.obligation(name))]
    still = promised(known, line.stream.split("/")[1])
    return [person for each in (*found, *still) for person in each.promised_to]


AUDIENCES: Mapping[str, Callable[[Known, Recorded, Any], Notices]] = {
    "gate-opened": gate_opened,
    "publication-dated": dated,
    "publication-chased": chased,
    "matter-published": published,
    "comment-answered": comment_answered,
}
