"""Promises, targets, reports and actions: opened, kept, carried over or dropped, and the list of them."""

from collections.abc import Mapping
from datetime import date

from models.acts import Acted
from models.commands import (
    CarryOver,
    Discharge,
    DischargeCondition,
    DropObligation,
    ExtendCondition,
    OpenObligation,
)
from models.dates import Days, When, read_when
from models.deciding import Consulted
from models.errors import NotFound
from models.obligation import Obligation, ObligationStage
from models.programme import Definition
from models.streams import of_obligation
from models.values import (
    LONDON,
    Instant,
    MatterId,
    ObligationId,
    ObligationSort,
    PersonId,
    ProgrammeId,
    SeatId,
    Sha256,
    Text,
    Value,
    VersionLabel,
    texts_in,
)
from rules.calendar import in_words, last_day_before
from rules.promising import late_in_words
from rules.refusals import refused
from services.acting import Caller, House, act
from storage.duties import obligations_found
from storage.register import definition_in_force, offset_of, programme_of, state_of, words_by_digest


class Opened(Acted):
    """What is told of an obligation that is opened."""

    warning: str = ""
    """Where it cannot be kept as things stood that day: when at the earliest, and whom that hangs on."""


class ConditionMet(Value):
    """What is told of a condition that is met: by whom, after consulting whom, and how it can be seen."""

    officer: SeatId
    consulted: tuple[Consulted, ...] = ()
    evidence: str
    agrees: VersionLabel | None = None


async def open_obligation(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    obligation: ObligationId,
    sort: ObligationSort,
    owner: PersonId,
    words: str,
    due: When,
    matter: MatterId | None = None,
    source: str = "",
    promised_to: tuple[PersonId, ...] = (),
) -> Opened:
    """`source` is where it was said: a brief, a paper, a minute."""
    command = OpenObligation(
        obligation=obligation,
        sort=sort,
        matter=matter,
        owner=owner,
        words=Text.of(words),
        source=Text.of(source) if source.strip() else None,
        due=due,
        promised_to=promised_to,
    )
    acted = await act(house, programme, of_obligation(obligation), command, caller)
    warning = await _said_when_opened(house, programme, obligation) if acted.accepted else ""
    return Opened(**acted.model_dump(), warning=warning)


async def _said_when_opened(house: House, programme: ProgrammeId, name: ObligationId) -> str:
    state = await house.database.read(state_of, of_obligation(name))
    if not isinstance(state, Obligation) or state.foreseen_late is None:
        return ""
    return late_in_words(await house.database.read(definition_in_force, programme), state.foreseen_late)


async def keep(
    house: House, programme: ProgrammeId, caller: Caller, *, obligation: ObligationId, evidence: str
) -> Acted:
    """Done, and by what it can be seen."""
    return await act(
        house, programme, of_obligation(obligation), Discharge(evidence=Text.of(evidence)), caller
    )


async def carry_over(
    house: House, programme: ProgrammeId, caller: Caller, *, obligation: ObligationId, due: When, reason: str
) -> Acted:
    command = CarryOver(due=due, reason=Text.of(reason))
    return await act(house, programme, of_obligation(obligation), command, caller)


async def discharge_condition(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    obligation: ObligationId,
    met: ConditionMet,
) -> Acted:
    """The officer named by the body calls its condition met, and may agree the version that meets it."""
    command = DischargeCondition(
        officer=met.officer,
        consulted=met.consulted,
        evidence=Text.of(met.evidence),
        agrees=met.agrees,
    )
    return await act(house, programme, of_obligation(obligation), command, caller)


async def extend_condition(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    obligation: ObligationId,
    due: date,
    evidence: str,
) -> Acted:
    """A later day, as the body that set the condition decided it."""
    command = ExtendCondition(due=due, evidence=Text.of(evidence))
    return await act(house, programme, of_obligation(obligation), command, caller)


async def drop(
    house: House, programme: ProgrammeId, caller: Caller, *, obligation: ObligationId, reason: str
) -> Acted:
    command = DropObligation(reason=Text.of(reason))
    return await act(house, programme, of_obligation(obligation), command, caller)


def when_said(words: str, moment: Instant) -> When:
    """What the words meant when they were said; `2020-01-31` is that day, whenever it was said."""
    try:
        return When.on(date.fromisoformat(words))
    except ValueError:
        return read_when(words, moment.astimezone(LONDON).date())


# --- reading ------------------------------------------------------------------------------


class DueLine(Days):
    """A date as it is shown, in the words it was said."""

    words: str


class ObligationLine(Value):
    """One thing owed; `due` is empty of dates where somebody must still be asked for one."""

    obligation: ObligationId
    sort: ObligationSort
    matter: MatterId | None
    owner: PersonId
    words: str
    source: str
    due: DueLine
    stage: ObligationStage
    is_late: bool
    slips: int
    times_carried_over: int
    opened: Instant
    ended: Instant | None


async def obligations(
    house: House, programme: ProgrammeId, matter: MatterId | None = None
) -> tuple[ObligationLine, ...]:
    """Late ones first, then open ones by their date, vague ones among them; then those that have ended."""
    found = await house.database.read(obligations_found, programme, matter)
    today = (await house.clock.now() + found.offset).astimezone(LONDON).date()
    lines = [_line(each, found.words, found.definition, today) for each in found.obligations]
    return tuple(sorted(lines, key=_order))


async def obligation(house: House, programme: ProgrammeId, name: ObligationId) -> ObligationLine:
    """One of them. Raises NotFound for one that was never opened here."""
    stream = of_obligation(name)
    found = await house.database.read(state_of, stream)
    if not isinstance(found, Obligation) or await house.database.read(programme_of, stream) != programme:
        raise NotFound("no-such-obligation", refused("no-such-obligation").words)
    words = await house.database.read(words_by_digest, [text.digest for text in texts_in(found)])
    shows = await house.clock.now() + await house.database.read(offset_of, programme)
    definition = await house.database.read(definition_in_force, programme)
    return _line(found, words, definition, shows.astimezone(LONDON).date())


def _words(obligation: Obligation, typed: Mapping[Sha256, str], definition: Definition) -> str:
    """What was promised, in the words it was said; what a rule opened says itself."""
    if obligation.words is not None:
        return typed.get(obligation.words.digest, "(erased)")
    of = definition.body(obligation.body) if obligation.body else None
    body = of.name if of else obligation.body
    match obligation.sort:
        case ObligationSort.RATIFICATION:
            return f"Ratify, at a meeting of {body}, what its chair decided for it"
        case ObligationSort.EXCEPTION:
            return f"Settle what follows: {body} would not ratify what its chair decided"
        case _:
            return f"Report the delegated decision to {body}"


def _due(obligation: Obligation, typed: Mapping[Sha256, str]) -> DueLine:
    """A target that slipped has no day until a new one is set, and is known by the one it missed."""
    due = obligation.due
    words = due.in_words(typed.get(due.words.digest) if due.words else None)
    if obligation.slipped and obligation.sort is ObligationSort.TARGET:
        words = f"slipped, was due {in_words(last_day_before(obligation.slipped))}"
    return DueLine(words=words, earliest=due.earliest, latest=due.latest, is_standing=due.is_standing)


def _order(line: ObligationLine) -> tuple[bool, bool, tuple[int, int, int], str]:
    return (line.ended is not None, not line.is_late, line.due.order, line.obligation)


def _line(
    obligation: Obligation, typed: Mapping[Sha256, str], definition: Definition, today: date
) -> ObligationLine:
    is_late = obligation.stage is ObligationStage.LATE or obligation.due.is_late_on(today)
    return ObligationLine(
        obligation=obligation.obligation,
        sort=obligation.sort,
        matter=obligation.matter,
        owner=obligation.owner,
        words=_words(obligation, typed, definition),
        source=typed.get(obligation.source.digest, "(erased)") if obligation.source else "",
        due=_due(obligation, typed),
        stage=obligation.stage,
        is_late=obligation.is_open and is_late,
        slips=len(obligation.slips),
        times_carried_over=obligation.times_carried_over,
        opened=obligation.opened,
        ended=obligation.ended,
    )
