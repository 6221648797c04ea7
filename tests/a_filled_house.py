"""The post of `a_post` in a database: established, a round that chose nobody, an interim on the way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from a_partnership import PROGRAMME, SECRETARY
from a_post import (
    APPOINTMENT,
    CONFIRM,
    EARLY,
    INTERIM,
    MONDAY,
    NOT_OFFERED,
    OFFICE,
    ON_POST,
    PANEL,
    PARTICULARS,
    POST,
    RECRUIT,
    RECRUITER,
    ROUND,
    TERM,
    TOWNS,
    a_partnership_with_a_post,
    confirming,
)

from models.acts import Due
from models.command import Command
from models.deciding import Figures
from models.events import By
from models.post_commands import (
    AnswerSignOff,
    DecideRound,
    DeclarePanelInterest,
    EnterCandidate,
    EstablishPost,
    FixStart,
    OpenRound,
    ProposeAppointment,
    ReachStage,
    RecordEligibility,
    RequestSignOff,
    SetPanel,
    StartAppointment,
)
from models.post_events import SignOffAnswer, TenureKind
from models.posts import BEFORE_THE_PANEL_DECIDES, RoundStage
from models.values import Channel, Instant, Stream, Text
from rules.appointments import MIDNIGHT
from rules.calendar import at_london
from services import programmes
from services.acting import Caller, House, act

KNOWS_ONE = "was their tutor"


@dataclass(frozen=True)
class Filled:
    """The post on its way, with the real act."""

    house: House

    async def does(self, stream: Stream, command: Command, person: str | None = RECRUITER) -> None:
        if person is None:
            await self.house.ledger.do_due(Due(stream=stream, command=command))
            return
        by = By(person=person, channel=Channel.COMMAND)
        if person.split(".")[0] in TOWNS:
            by = By(person=person, channel=Channel.LINK)
        acted = await act(self.house, PROGRAMME, stream, command, Caller(by, f"{stream} {command!r}"))
        assert acted.accepted, acted

    async def clock_shows(self, at: Instant) -> None:
        by = By(person=SECRETARY, channel=Channel.COMMAND)
        await programmes.set_clock(self.house, PROGRAMME, at, Caller(by, f"clock {at}"))

    async def confirm(self, matter: str, bodies: Iterable[str] = TOWNS, *, is_open: bool = False) -> None:
        for stream, command, person in confirming(matter, bodies, is_open=is_open):
            await self.does(stream, command, person)


async def defined(house: House) -> Filled:
    """On Monday 6 January 2020."""
    filled = Filled(house)
    by = By(person=SECRETARY, channel=Channel.COMMAND)
    await programmes.load(house, a_partnership_with_a_post(), Caller(by, "load"))
    await filled.clock_shows(MONDAY)
    return filled


async def established(house: House) -> Filled:
    filled = await defined(house)
    await filled.confirm(RECRUIT)
    await filled.does(ON_POST, EstablishPost(matter=RECRUIT))
    await filled.does(ON_POST, EARLY)
    return filled


async def interviewed(house: House) -> Filled:
    """Two candidates, a panel of three of whom one knows a candidate, all stages to the interviews."""
    filled = await established(house)
    planned = {RoundStage.ADVERTISED: date(2020, 1, 6), RoundStage.INTERVIEWED: date(2020, 1, 10)}
    await filled.does(ROUND, OpenRound(post=POST, number=1, planned=planned))
    await filled.does(ROUND, SetPanel(members=PANEL, quorum=2))
    await filled.does(ROUND, DeclarePanelInterest(person=PANEL[1], nature=Text.of(KNOWS_ONE)))
    for reference in ("c-1", "c-2"):
        await filled.does(ROUND, EnterCandidate(reference=reference, particulars=Text.of(PARTICULARS)))
    for stage in BEFORE_THE_PANEL_DECIDES:
        if stage is not RoundStage.LONGLISTED:
            closes = MONDAY.date() if stage is RoundStage.ADVERTISED else None
            await filled.does(ROUND, ReachStage(stage=stage, closes=closes))
    return filled


async def chose_nobody(house: House) -> Filled:
    """On Friday 24 January 2020, by the two of the panel who had no interest."""
    filled = await interviewed(house)
    await filled.clock_shows(datetime.fromisoformat("2020-01-24T09:00:00+00:00"))
    decided = DecideRound(
        present=(PANEL[0], PANEL[2]),
        figures=Figures(in_favour=2, against=0),
        reason=Text.of("none met the standard"),
    )
    await filled.does(ROUND, decided)
    return filled


async def proposed(house: House) -> Filled:
    """An interim to Monday 24 August 2020, found eligible, confirmed by two of three."""
    filled = await chose_nobody(house)
    await filled.does(
        APPOINTMENT,
        ProposeAppointment(
            post=POST, number=1, tenure=TenureKind.INTERIM, person=INTERIM, round=1, matter=CONFIRM, last=TERM
        ),
    )
    await filled.does(APPOINTMENT, RecordEligibility(passed=True, evidence=Text.of("register of members")))
    await filled.confirm(CONFIRM, TOWNS[:2])
    return filled


async def asked_outside(house: House) -> Filled:
    """Asked for on Friday 24 January 2020, with ten working days for it."""
    filled = await proposed(house)
    await filled.confirm(CONFIRM, TOWNS[2:], is_open=True)
    await filled.does(APPOINTMENT, RequestSignOff(interviewed=2, omitted=(NOT_OFFERED,)))
    return filled


async def in_post(house: House) -> Filled:
    """From Monday 24 February 2020."""
    filled, first = await asked_outside(house), date(2020, 2, 24)
    await filled.does(
        APPOINTMENT, AnswerSignOff(answer=SignOffAnswer.GRANTED, by=OFFICE, evidence=Text.of("their letter"))
    )
    await filled.does(APPOINTMENT, FixStart(first=first))
    starts = at_london(first, MIDNIGHT)
    await filled.clock_shows(starts)
    await filled.does(APPOINTMENT, StartAppointment(due=starts), person=None)
    return filled
