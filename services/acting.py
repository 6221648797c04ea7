"""How every act of a person reaches the ledger, from a page, a command or the API alike."""

from dataclasses import dataclass
from datetime import UTC

from models.acts import Acted, Sent
from models.commands import Command
from models.events import By
from models.values import Instant, ProgrammeId, Stream, digest_of, texts_in
from services.access import must_be_permitted
from services.house import House

__all__ = ["Caller", "House", "act", "command_id"]


@dataclass(frozen=True)
class Caller:
    """Who asks for something, and when what they report happened, if that was before now.

    `key` is the form's or the program's own; with all that is said it makes the command's id, so that the
    same press twice is one act and anything else under the same key is another.
    """

    by: By
    key: str
    happened: Instant | None = None


async def act(
    house: House, programme: ProgrammeId, stream: Stream, command: Command, caller: Caller
) -> Acted:
    """One person's act, answered after the durable write. A refusal by a rule is an answer too.

    Raises NotFound for an unknown programme, NotPermitted for an office that may not act there, and
    Unavailable when the database cannot be reached.
    """
    await must_be_permitted(house, programme, stream, command, caller.by)
    sent = Sent(id=command_id(caller, stream, command), by=caller.by, happened=caller.happened)
    acted = await house.ledger.act(programme, stream, command, sent)
    if not acted.already:
        house.running.nudge_soon(programme)
    return acted


def command_id(caller: Caller, stream: Stream, command: Command) -> str:
    """Of the key and of everything said: who, where, what, and when it is said to have happened."""
    content = command.model_dump_json()
    for text in texts_in(command):
        content = content.replace(text.digest, text.words)  # salts differ from press to press
    happened = caller.happened.astimezone(UTC).isoformat() if caller.happened else ""
    return digest_of(caller.key, caller.by.person, happened, stream, content)
