"""Comments heard on visits and what was done with them; papers on request, and how each request ended."""

from collections.abc import Mapping
from enum import StrEnum

from models.events import CommentLogged, PapersRefused, PapersRequested, PapersSent, Recorded
from models.publication_events import CommentAnswered
from models.values import BodyId, Instant, PersonId, SeatId, Slug, Text, Value


class Comment(Value):
    """One visit to a body to hear what it thinks of the draft."""

    body: BodyId
    visited: Instant
    words: Text | None = None
    answer: Text | None = None
    """What was done with it."""
    answered: Instant | None = None

    @property
    def awaits_answer(self) -> bool:
        return self.words is not None and self.answer is None


class RequestStage(StrEnum):
    ASKED = "asked"
    SENT = "sent"
    REFUSED = "refused"


class PapersRequest(Value):
    """Parts that were not enclosed, asked for by a body or member; logged for each requester."""

    id: Slug
    body: BodyId
    seat: SeatId | None = None
    by: PersonId
    parts: tuple[Slug, ...]
    asked: Instant
    stage: RequestStage = RequestStage.ASKED
    ended: Instant | None = None


def comments_after(comments: tuple[Comment, ...], line: Recorded) -> tuple[Comment, ...]:
    """An answer is to all that the body has said and was not answered on."""
    match line.event:
        case CommentLogged(body=body, words=words):
            return (*comments, Comment(body=body, visited=line.happened, words=words))
        case CommentAnswered(body=body, words=answer):
            said = {"answer": answer, "answered": line.happened}
            return tuple(
                each.model_copy(update=said) if each.body == body and each.awaits_answer else each
                for each in comments
            )
        case _:
            return comments


def requests_after(requests: Mapping[Slug, PapersRequest], line: Recorded) -> dict[Slug, PapersRequest]:
    match line.event:
        case PapersRequested() as asked:
            request = PapersRequest(
                id=asked.request,
                body=asked.body,
                seat=asked.seat,
                by=asked.by,
                parts=asked.parts,
                asked=line.happened,
            )
        case PapersSent(request=id_):
            ended = {"stage": RequestStage.SENT, "ended": line.happened}
            request = requests[id_].model_copy(update=ended)
        case PapersRefused(request=id_):
            ended = {"stage": RequestStage.REFUSED, "ended": line.happened}
            request = requests[id_].model_copy(update=ended)
        case _:
            return dict(requests)
    return {**requests, request.id: request}
