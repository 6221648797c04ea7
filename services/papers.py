"""Papers that are on request only, asked for, sent or refused; and what was heard on visits."""

from models.acts import Acted
from models.commands import LogComment, RefusePapers, RequestPapers, SendPapers
from models.papers import PapersRequest, RequestStage
from models.streams import of_matter
from models.values import BodyId, MatterId, ProgrammeId, SeatId, Slug, Text
from services.acting import Caller, House, act
from services.made import act_that_makes
from services.reading import opened_matter


async def ask(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    matter: MatterId,
    body: BodyId,
    parts: tuple[Slug, ...],
    seat: SeatId | None = None,
) -> Acted:
    """Logged for each requester; they are told when the papers are sent or refused."""
    command = RequestPapers(body=body, seat=seat, parts=parts)
    acted = await act_that_makes(house, programme, of_matter(matter), command, caller)
    if not acted.accepted or acted.made:
        return acted
    waiting = (each for each in await requests(house, matter) if _is_the_same(each, command, caller))
    return acted.model_copy(update={"made": next((each.id for each in waiting), None)})


def _is_the_same(request: PapersRequest, command: RequestPapers, caller: Caller) -> bool:
    """What was asked for before and waits is not asked for again: its id is the one to go on with."""
    asked = (request.body, request.seat, request.parts, request.by, request.stage)
    wanted = (command.body, command.seat, command.parts, caller.by.person, RequestStage.ASKED)
    return asked == wanted


async def requests(house: House, matter: MatterId) -> tuple[PapersRequest, ...]:
    """All that were logged, in the order they came. Raises NotFound for a matter that was not opened."""
    return tuple((await opened_matter(house, matter)).approval.requests.values())


async def send(
    house: House, programme: ProgrammeId, caller: Caller, *, matter: MatterId, request: Slug
) -> Acted:
    return await act(house, programme, of_matter(matter), SendPapers(request=request), caller)


async def refuse(
    house: House, programme: ProgrammeId, caller: Caller, *, matter: MatterId, request: Slug, reason: str
) -> Acted:
    command = RefusePapers(request=request, reason=Text.of(reason))
    return await act(house, programme, of_matter(matter), command, caller)


async def log_comment(
    house: House, programme: ProgrammeId, caller: Caller, *, matter: MatterId, body: BodyId, words: str = ""
) -> Acted:
    """A visit to a body; without words it had no comment. Never a decision."""
    command = LogComment(body=body, words=Text.of(words) if words.strip() else None)
    return await act(house, programme, of_matter(matter), command, caller)
