"""Letters for information: stopped by the link in one or by an office, and sent again."""

from models.acts import Acted
from models.events import By
from models.letter_commands import ResumeLetters, StopLetters
from models.partnership import Partnership
from models.streams import of_programme
from models.values import Assurance, Channel, PersonId, ProgrammeId, Value
from services.acting import Caller, House, act
from storage.links import hash_of_token
from storage.register import state_of
from storage.unsubscribing import reader_of_token

LONGEST_TOKEN = 100


class Subscription(Value):
    """Whose letters the link of one stops, and whether they are stopped."""

    programme: ProgrammeId
    person: PersonId
    is_stopped: bool


async def stop_letters(house: House, programme: ProgrammeId, caller: Caller, *, person: PersonId) -> Acted:
    return await act(house, programme, of_programme(programme), StopLetters(person=person), caller)


async def resume_letters(house: House, programme: ProgrammeId, caller: Caller, *, person: PersonId) -> Acted:
    return await act(house, programme, of_programme(programme), ResumeLetters(person=person), caller)


async def subscription(house: House, token: str) -> Subscription | None:
    """None when the token is of no letter for information."""
    if len(token) > LONGEST_TOKEN:
        return None
    found = await house.database.read(reader_of_token, hash_of_token(token), await house.clock.now())
    if found is None:
        return None
    state = await house.database.read(state_of, of_programme(found.programme))
    stopped = state.uninformed if isinstance(state, Partnership) else ()
    return Subscription(programme=found.programme, person=found.person, is_stopped=found.person in stopped)


def reader(found: Subscription, key: str) -> Caller:
    """Whoever holds the link speaks for its reader, in this and nothing else."""
    return Caller(By(person=found.person, channel=Channel.LINK, assurance=Assurance.LINK), key)
