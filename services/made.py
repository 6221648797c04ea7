"""The id of what an act made, where the record numbers it: a concern, a request for papers."""

from models.acts import Acted
from models.commands import Command
from models.events import ConcernRaised, PapersRequested
from models.values import ProgrammeId, Stream
from services.acting import Caller, House, act, command_id
from storage.lines import first_of_act


async def act_that_makes(
    house: House, programme: ProgrammeId, stream: Stream, command: Command, caller: Caller
) -> Acted:
    """As `act`, with what the act made, also when the same press made it before. Nothing is named where
    nothing was made: it was refused, or it was so already.
    """
    acted = await act(house, programme, stream, command, caller)
    line = await house.database.read(first_of_act, programme, acted.number) if acted.accepted else None
    if line is None or line.command_id != command_id(caller, stream, command):
        return acted
    match line.event:
        case ConcernRaised(concern=name) | PapersRequested(request=name):
            return acted.model_copy(update={"made": name})
        case _:
            return acted
