"""Comments heard on visits, and papers that are on request only: asked for, sent or refused."""

from models.acts import Decision, Entry, Refused
from models.approval import Approval
from models.commands import LogComment, RefusePapers, RequestPapers, SendPapers
from models.events import CommentLogged, PapersRefused, PapersRequested, PapersSent
from models.papers import PapersRequest, RequestStage
from models.programme import Part
from models.values import Slug, Stream
from rules.asking import refuses_work_on
from rules.known import Known
from rules.refusals import refused


def log_comment(known: Known, stream: Stream, command: LogComment) -> Decision:
    """A visit, and what the body said there, if anything. It is never a decision (G20)."""
    approval = known.approval(stream.split("/")[1])
    refusal = refuses_work_on(approval)
    if refusal or approval is None:
        return refusal or refused("no-such-matter")
    if command.body not in approval.bodies:
        return refused("not-on-route")
    if known.happened < approval.opened:
        return refused("before-it-opened")
    logged = CommentLogged(body=command.body, words=command.words)
    return (Entry(stream, logged, known.happened),)


def request_papers(known: Known, stream: Stream, command: RequestPapers) -> Decision:
    """Logged for each requester; asking twice for the same while the first waits is one request."""
    approval = known.approval(stream.split("/")[1])
    refusal = refuses_work_on(approval)
    if refusal or approval is None:
        return refusal or refused("no-such-matter")
    if known.definition.body(command.body) is None:
        return refused("unknown-body")
    parts = _parts(known, approval)
    for part in command.parts:
        if part not in parts:
            return refused("unknown-part")
        if not parts[part].on_request:
            return refused("part-enclosed")
    if any(_is_same(each, known.person, command) for each in approval.requests.values()):
        return ()
    asked = PapersRequested(
        request=f"p{len(approval.requests) + 1}",
        body=command.body,
        seat=command.seat,
        by=known.person,
        parts=command.parts,
    )
    return (Entry(stream, asked, known.happened),)


def send_papers(known: Known, stream: Stream, command: SendPapers) -> Decision:
    request = _waiting(known, stream, command.request)
    if isinstance(request, Refused):
        return request
    return (Entry(stream, PapersSent(request=request.id), known.happened),)


def refuse_papers(known: Known, stream: Stream, command: RefusePapers) -> Decision:
    request = _waiting(known, stream, command.request)
    if isinstance(request, Refused):
        return request
    return (Entry(stream, PapersRefused(request=request.id, reason=command.reason), known.happened),)


def _waiting(known: Known, stream: Stream, id_: Slug) -> PapersRequest | Refused:
    approval = known.approval(stream.split("/")[1])
    request = approval.requests.get(id_) if approval else None
    if request is None:
        return refused("unknown-request")
    return request if request.stage is RequestStage.ASKED else refused("request-closed")


def _parts(known: Known, approval: Approval) -> dict[Slug, Part]:
    document = known.definition.document(approval.document)
    versions = document.versions if document else ()
    under_decision = (version for version in versions if version.label == approval.version)
    return {part.id: part for version in under_decision for part in version.parts}


def _is_same(request: PapersRequest, person: str, command: RequestPapers) -> bool:
    """By the same person for the same body or member."""
    asked = (request.by, request.body, request.seat, request.parts)
    wanted = (person, command.body, command.seat, command.parts)
    return request.stage is RequestStage.ASKED and asked == wanted
