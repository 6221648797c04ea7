"""Taking over a round that is half run: what a rehearsal tells of the past is entered as past acts.

`python -m rehearsal.adopting` gives a newcomer the sample: the strategy as it stood on Friday
31 January 2020, and a small second matter whose sign-off requests go out by letter at once.
"""

import asyncio
import sys
from datetime import datetime
from pathlib import Path

from config.logging import configure_logging
from config.settings import CHECKOUT, Settings
from models import streams
from models.approval import Approval
from models.commands import Command, FinishAdoption, OpenMatter, OpenStage
from models.errors import QuorateError
from models.events import By
from models.values import LONDON, Assurance, Channel, Instant, MatterId, Stream
from rehearsal.reading import read
from rehearsal.steps import Asked, Rehearsal, Step
from services import matters, programmes
from services.acting import Caller, House, act
from services.opening import opened
from storage.register import state_of

ROUND = CHECKOUT / "rehearsals" / "strategy-approval.toml"
MATTER: MatterId = "strategy"
BEGINS = datetime(2020, 1, 31, 10, 0, tzinfo=LONDON)
"""When the sample's clock stands at first: several bodies have decided, more have not."""

SMALL_MATTER: MatterId = "finance-group-terms"


class Adoption:
    """One matter being taken over, without letters, up to an instant. Every act has a key of its own,
    so that an adoption cut short is taken up again and one that is finished does nothing.
    """

    def __init__(self, house: House, rehearsal: Rehearsal, matter: MatterId) -> None:
        self._house = house
        self._rehearsal = rehearsal
        self._matter = matter
        self._programme = rehearsal.loaded.definition.id
        self._by = By(
            person=rehearsal.loaded.definition.secretariat,
            channel=Channel.COMMAND,
            assurance=Assurance.SIGNED_IN,
        )

    async def approval(self) -> Approval | None:
        state = await self._house.database.read(state_of, streams.of_matter(self._matter))
        return state if isinstance(state, Approval) else None

    async def run(self, until: Instant) -> None:
        for moment in self._rehearsal.moments:
            if isinstance(moment, Step) and moment.at <= until and moment.by and not moment.refused:
                await self._take(moment)
                await self._open_stages(moment.at)
        await self._act(streams.of_matter(self._matter), FinishAdoption(), "finished", None)

    async def _take(self, step: Step) -> None:
        command = step.command
        if isinstance(command, OpenMatter):
            command = command.model_copy(update={"adopting": True})
        await self._act(await self._stream(step), command, step.name, step.happened or step.at)

    async def _stream(self, step: Step) -> Stream:
        if not isinstance(step.address, Asked):
            return step.address
        approval = await self.approval()
        version = step.address.version or (approval.version if approval else "")
        return streams.of_sign_off(step.address.matter, step.address.body, version)

    async def _open_stages(self, at: Instant) -> None:
        """What the matter's workflow would have done at once."""
        approval = await self.approval()
        if approval and (stage := approval.next_stage()):
            command = OpenStage(stage=stage.id)
            await self._act(streams.of_matter(self._matter), command, f"stage {stage.id}", at)

    async def _act(self, stream: Stream, command: Command, name: str, happened: Instant | None) -> None:
        caller = Caller(self._by, f"adopting {name}", happened)
        acted = await act(self._house, self._programme, stream, command, caller)
        if not acted.accepted:
            raise QuorateError(acted.code, f"{name}: {acted.words}")


async def begin_sample(house: House, path: Path = ROUND) -> bool:
    """Whether there was anything to begin: a programme in which a matter runs is left as it is."""
    rehearsal = read(path)
    definition = rehearsal.loaded.definition
    adoption = Adoption(house, rehearsal, MATTER)
    by = By(person=definition.secretariat, channel=Channel.COMMAND, assurance=Assurance.SIGNED_IN)
    approval = await adoption.approval()
    if approval is None:
        await programmes.set_clock(house, definition.id, BEGINS, Caller(by, "sample clock"))
    if approval is None or approval.adopting:
        await adoption.run(BEGINS)
    document = definition.document(SMALL_MATTER)
    if await house.database.read(state_of, streams.of_matter(SMALL_MATTER)) or document is None:
        return False
    newest = document.versions[-1].label
    caller = Caller(by, "sample second matter")
    await matters.open_matter(house, definition.id, SMALL_MATTER, newest, caller)
    return True


async def _main(settings: Settings) -> None:
    async with opened(
        settings.database_url, settings.temporal_address, settings.temporal_namespace, settings.task_queue
    ) as house:
        await begin_sample(house)


def main() -> int:
    settings = Settings()
    configure_logging(settings)
    try:
        asyncio.run(_main(settings))
    except QuorateError as error:
        sys.stderr.write(f"The sample could not be begun: {error.words or error.code}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
