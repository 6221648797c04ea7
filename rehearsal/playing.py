"""A round played from its file on the real workflows, and held against what was expected of it."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

from models.acts import Acted
from models.commands import Command
from models.errors import QuorateError
from models.events import By
from models.listings import MatrixRow
from models.post_listings import PostRead
from models.values import Assurance, Channel, Instant, MatterId, Standing
from rehearsal import pressing
from rehearsal.checking import Finding, findings, said
from rehearsal.hall import Hall, opened
from rehearsal.pressing import NotPressed
from rehearsal.reading import read
from rehearsal.report import BodyEnds, Happened, MatterEnds, Report, Unmet
from rehearsal.seeing import Eye, View
from rehearsal.seeing_posts import known_in
from rehearsal.steps import Asked, Look, Rehearsal, Step
from rehearsal.timeline import Teller
from rules.verbs import standing_in_words
from services import ledger_checking, overview, post_reading, programmes
from services.acting import Caller, act
from web.assets import KitMissingError

ACCEPTED = "accepted"
OUTCOME = "outcome"


@dataclass(frozen=True)
class Played:
    """One moment as it went: what could be seen just before it and after it."""

    moment: Step | Look
    before: View
    after: View
    became: str = ""
    """Of a step: accepted, or the code of its refusal."""
    words: str = ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        return (*self._of_the_step(), *_findings(self.moment, self.after))

    def _of_the_step(self) -> tuple[Finding, ...]:
        """Whether the step was taken at all is expected without being said."""
        if not isinstance(self.moment, Step):
            return ()
        return (Finding("the step", OUTCOME, self.moment.refused or ACCEPTED, self.became),)


def _findings(moment: Step | Look, view: View) -> tuple[Finding, ...]:
    return tuple(finding for expected in moment.expects for finding in findings(expected, view))


@dataclass
class Round:
    """One rehearsal under way in a hall."""

    hall: Hall
    rehearsal: Rehearsal
    played: list[Played] = field(default_factory=list)
    timeline: list[Happened] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._definition = self.rehearsal.loaded.definition
        self._programme = self._definition.id
        self._eye = Eye(self.hall, self._definition)
        self._teller = Teller(self._definition, self._eye.typed)
        self._told = 0
        self._closing = AsyncExitStack()
        self._base_url = ""

    async def play(self, until: Instant | None = None) -> None:
        """Every moment in turn, to the end or to the last one not after an instant."""
        async with self._closing:
            await self._begin()
            await self._go(until)

    async def _begin(self) -> None:
        by = self._by(self._definition.secretariat)
        await programmes.load(self.hall.house, self.rehearsal.loaded, Caller(by, "load"))
        await programmes.set_clock(
            self.hall.house, self._programme, self.rehearsal.starts, Caller(by, "clock")
        )
        await self.hall.quiet(self._programme)

    async def _go(self, until: Instant | None) -> None:
        view = await self._eye.look()
        self._eye.news.clear()
        for moment in self.rehearsal.moments:
            if until is not None and moment.at > until:
                return
            view = await self._play(moment, view)

    async def _play(self, moment: Step | Look, earlier: View) -> View:
        await self.hall.move_to(self._programme, moment.at)
        now = await self._eye.look()
        await self._tell("", moment.at)
        if isinstance(moment, Look):
            self.played.append(Played(moment, before=earlier, after=now))
            return now
        self._eye.mark()
        before = await self._eye.look()
        became, words = await self._take(moment)
        await self.hall.quiet(self._programme)
        after = await self._eye.look()
        self.played.append(Played(moment, before, after, became, words))
        await self._tell(moment.id or moment.name, moment.at, "" if became == ACCEPTED else became)
        return after

    # --- taking a step ----------------------------------------------------------------

    async def _take(self, step: Step) -> tuple[str, str]:
        try:
            acted = await (self._press(step) if step.by is None else self._act(step, step.by))
        except QuorateError as error:
            return error.code, error.words
        except NotPressed as why:
            return "not-pressed", str(why)
        return (ACCEPTED if acted.accepted else acted.code), acted.words

    async def _act(self, step: Step, person: str) -> Acted:
        view = await self._eye.look()
        caller = Caller(self._by(person), step.name, happened=step.happened)
        return await act(self.hall.house, self._programme, _stream(step, view), _command(step, view), caller)

    async def _press(self, step: Step) -> Acted:
        """What the page says in words stands for the code that it does not show."""
        view = await self._eye.look()
        reader = step.reader or _holder(step, view)
        everything = await self._eye.arrived()
        try:
            self._base_url = self._base_url or await self._closing.enter_async_context(self.hall.web())
        except KitMissingError as missing:
            raise NotPressed(str(missing)) from None
        pressed = await pressing.press(
            self._base_url, self.hall.caught.letters, everything, reader, _command(step, view)
        )
        return Acted(
            accepted=pressed.accepted, code="" if pressed.accepted else "refused", words=pressed.words
        )

    def _by(self, person: str) -> By:
        return By(person=person, channel=Channel.COMMAND, assurance=Assurance.SIGNED_IN)

    # --- telling ----------------------------------------------------------------------

    async def _tell(self, id_: str, at: Instant, refused: str = "") -> None:
        """What is new since the last time; nothing is told of a moment at which nothing happened."""
        words = tuple(told for line in self._eye.news if (told := self._teller.told(line)))
        arrived = len(self.hall.caught.letters)
        letters, self._told = arrived - self._told, arrived
        self._eye.news.clear()
        if id_ or words or letters:
            self.timeline.append(Happened(id=id_, at=at, words=words, letters=letters, refused=refused))

    async def report(self, seconds: float) -> Report:
        lines = await overview.matters(self.hall.house, self._programme)
        opened_ones = [line.matter for line in lines if line.progress is not None]
        record, ends = await self._of_the_record(), await self.hall.programme_now(self._programme)
        return Report(
            file=self.rehearsal.path.name,
            programme=self._programme,
            starts=self.rehearsal.starts,
            ends=ends,
            steps=sum(isinstance(each.moment, Step) for each in self.played),
            expectations=sum(len(each.findings) for each in self.played) + len(record),
            letters=len(self.hall.caught.letters),
            seconds=round(seconds, 1),
            timeline=tuple(self.timeline),
            matters=tuple([await self._ends(matter) for matter in opened_ones]),
            posts=await self._posts(),
            unmet=(
                *(unmet for each in self.played for unmet in _unmet(each)),
                *(_unmet_by("the record", ends, each) for each in record if not each.is_met),
            ),
        )

    async def _posts(self) -> tuple[PostRead, ...]:
        house = self.hall.house
        lines = await post_reading.posts(house, self._programme)
        established = [line.post for line in lines if line.established is not None]
        return tuple([await post_reading.post(house, self._programme, each) for each in established])

    async def _of_the_record(self) -> tuple[Finding, ...]:
        """Expected without being said: the chain is whole, and the register made anew from it is the same."""
        rebuilt = await ledger_checking.rebuild(self.hall.house, self._programme)
        return (
            Finding("ledger", "first line that was touched", None, rebuilt.first_break),
            Finding("register", "streams that a rebuild changes", (), rebuilt.different),
        )

    async def _ends(self, matter: MatterId) -> MatterEnds:
        matrix = await overview.matrix(self.hall.house, self._programme, matter)
        return MatterEnds(matter=matter, title=matrix.title, rows=tuple(map(_ends, matrix.rows)))


def _ends(row: MatrixRow) -> BodyEnds:
    return BodyEnds(
        body=row.body,
        code=row.code,
        name=row.name,
        ask=row.ask,
        standing=row.standing,
        words=standing_in_words(row.standing or Standing.WAITING),
        holds=bool(row.holds),
        version=row.version,
        decided=row.decided,
        recorded=row.recorded,
    )


def _stream(step: Step, view: View) -> str:
    if not isinstance(step.address, Asked):
        return step.address
    asked = step.address
    sign_off = view.sign_off(asked.matter, asked.body)
    version = asked.version or (sign_off.version if sign_off else "0")
    return f"sign-off/{asked.matter}/{asked.body}/{version}"


def _holder(step: Step, view: View) -> str:
    seat = known_in(view).seat(getattr(step.command, "seat", None) or "")
    if seat is None or seat.held_by is None:
        raise NotPressed("the step names no seat that anybody holds, so nobody's letter can be looked for")
    return seat.held_by


def _command(step: Step, view: View) -> Command:
    """An answer that names no text is to the one the member is asked about."""
    if isinstance(step.address, Asked) and step.answers_what_is_asked:
        sign_off = view.sign_off(step.address.matter, step.address.body)
        if sign_off is not None:
            return step.command.model_copy(update={"content_hash": sign_off.content_hash})
    return step.command


def _unmet(played: Played) -> Iterator[Unmet]:
    for finding in played.findings:
        if finding.is_met:
            continue
        why = f" ({played.words})" if finding.key == OUTCOME and played.words else ""
        yield _unmet_by(played.moment.name, played.moment.at, finding, why)


def _unmet_by(where: str, at: Instant, finding: Finding, why: str = "") -> Unmet:
    return Unmet(
        where=where,
        at=at,
        about=finding.about,
        key=finding.key,
        expected=said(finding.expected),
        found=f"{said(finding.found)}{why}",
    )


async def rehearse(path: Path) -> Report:
    """Play the round in the file from beginning to end. Raises FaultyRehearsal when it is none."""
    rehearsal, began = read(path), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="quorate-") as folder:
        async with opened(Path(folder)) as hall:
            going = Round(hall, rehearsal)
            await going.play()
            return await going.report(time.monotonic() - began)
