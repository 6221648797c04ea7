"""Taking over a round that is half run: what a rehearsal tells of the past is entered as past acts.

`python -m rehearsal.adopting` gives a newcomer the sample: the strategy and the joint post as they stood
on Friday 31 January 2020, and a small matter whose sign-off requests go out by letter at once.
"""

import asyncio
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from config.logging import configure_logging
from config.settings import CHECKOUT, Settings
from models import streams
from models.approval import Approval
from models.commands import Command, FinishAdoption, IssueVersion, OpenMatter, OpenStage
from models.errors import QuorateError
from models.events import By
from models.values import LONDON, Assurance, Channel, Instant, MatterId, Stream, VersionLabel
from rehearsal.reading import read
from rehearsal.steps import Asked, Rehearsal, Step
from services import matters, programmes
from services.acting import Caller, House, act, command_id
from services.opening import opened
from storage.listings import lines_of
from storage.register import offset_of, state_of
from storage.waits import Waits

ROUND = CHECKOUT / "rehearsals" / "strategy-approval.toml"
MATTER: MatterId = "strategy"
POST_ROUND = CHECKOUT / "rehearsals" / "accountable-officer.toml"
POST_MATTER: MatterId = "one-accountable-officer"
"""The decision to have the joint post; its first round has appointed nobody a week ago."""
BEGINS = datetime(2020, 1, 31, 10, 0, tzinfo=LONDON)
"""When the sample's clock stands at first: several bodies have decided, more have not."""

SMALL_MATTER: MatterId = "finance-group-terms"


@dataclass(frozen=True)
class PastAct:
    """One step of the past, as it is entered."""

    name: str
    at: Instant
    happened: Instant
    stream: Stream
    command: Command


def past_acts(rehearsal: Rehearsal, matter: MatterId, until: Instant) -> Iterator[PastAct]:
    """What offices did, in its order. Which version a body was asked about follows from the steps
    before, not from the register, which may have gone further.
    """
    version: VersionLabel = ""
    for step in rehearsal.moments:
        if not isinstance(step, Step) or step.at > until or not step.by or step.refused:
            continue
        command = step.command
        if isinstance(command, OpenMatter):
            command = command.model_copy(update={"adopting": True})
        if isinstance(command, OpenMatter | IssueVersion) and step.address == streams.of_matter(matter):
            version = command.version
        yield PastAct(step.name, step.at, step.happened or step.at, _stream(step, version), command)


def _stream(step: Step, version: VersionLabel) -> Stream:
    asked = step.address
    if not isinstance(asked, Asked):
        return asked
    return streams.of_sign_off(asked.matter, asked.body, asked.version or version)


class Adoption:
    """One matter being taken over, without letters, up to an instant. Every act has a key of its own,
    so that an adoption cut short is taken up again where it stopped and a finished one does nothing.
    """

    def __init__(self, house: House, rehearsal: Rehearsal, matter: MatterId) -> None:
        self._house = house
        self._rehearsal = rehearsal
        self._matter = matter
        self._waits = Waits(house.database)
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
        acts = list(past_acts(self._rehearsal, self._matter, until))
        entered = await self._entered(acts)
        if entered:
            await self._open_stages(acts[entered - 1].at)
        for past in acts[entered:]:
            await self._rounds_go_on(acts, past.at)
            await self._act(past.stream, past.command, past.name, past.happened)
            await self._open_stages(past.at)
        await self._act(streams.of_matter(self._matter), FinishAdoption(), "finished", None)

    async def _entered(self, acts: list[PastAct]) -> int:
        """How many are on the record already, up to the last that is: stages open by what is there now,
        so whoever begins again must not open one as of an earlier day.
        """
        lines = await self._house.database.read(lines_of, self._programme, None, None)
        on_record = {line.command_id for line in lines}
        ids = [command_id(self._caller(past.name, past.happened), past.stream, past.command) for past in acts]
        return max((number for number, id_ in enumerate(ids, 1) if id_ in on_record), default=0)

    async def _open_stages(self, at: Instant) -> None:
        """What the matter's workflow would have done at once."""
        while (approval := await self.approval()) and (stage := approval.next_stage()):
            command = OpenStage(stage=stage.id)
            await self._act(streams.of_matter(self._matter), command, f"stage {stage.id}", at)

    async def _rounds_go_on(self, acts: Sequence[PastAct], at: Instant) -> None:
        """What time alone would have brought to a round of recruitment, such as its closing day."""
        for stream in {each.stream for each in acts if each.stream.startswith("recruitment/")}:
            while (step := (await self._waits.recruitment(stream)).next_step) and step.at <= at:
                await self._act(stream, step.command, f"due {step.at.isoformat()}", step.at)

    def _caller(self, name: str, happened: Instant | None) -> Caller:
        return Caller(self._by, f"adopting {name}", happened)

    async def _act(self, stream: Stream, command: Command, name: str, happened: Instant | None) -> None:
        acted = await act(self._house, self._programme, stream, command, self._caller(name, happened))
        if not acted.accepted:
            raise QuorateError(acted.code, f"{name}: {acted.words}")


async def begin_sample(house: House) -> bool:
    """Whether there was anything to begin: the small matter is its last, and where that has been opened
    everything is left as it is.
    """
    rehearsal = read(ROUND)
    definition = rehearsal.loaded.definition
    document = definition.document(SMALL_MATTER)
    if await house.database.read(state_of, streams.of_matter(SMALL_MATTER)) or document is None:
        return False
    adoptions = (Adoption(house, rehearsal, MATTER), Adoption(house, read(POST_ROUND), POST_MATTER))
    by = By(person=definition.secretariat, channel=Channel.COMMAND, assurance=Assurance.SIGNED_IN)
    is_new = await adoptions[0].approval() is None
    if is_new and not await house.database.read(offset_of, definition.id):
        await programmes.set_clock(house, definition.id, BEGINS, Caller(by, "sample clock"))
    for adoption in adoptions:
        approval = await adoption.approval()
        if approval is None or approval.adopting:
            await adoption.run(BEGINS)
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
