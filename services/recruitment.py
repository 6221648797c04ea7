"""What is done in a round of recruitment, from its opening to what became of it."""

from collections.abc import Mapping
from datetime import date

from models.acts import Acted
from models.command import Command
from models.deciding import Figures
from models.post_commands import (
    DecideRound,
    DeclarePanelInterest,
    EnterCandidate,
    LetCandidateGo,
    LetRoundFallThrough,
    OmitStage,
    OpenRound,
    PauseRound,
    PlanStages,
    ReachStage,
    ResumeRound,
    SetPanel,
    WithdrawRound,
)
from models.post_events import CandidateEntered, OmittedStep
from models.posts import RoundStage
from models.streams import of_round
from models.values import PersonId, PostId, ProgrammeId, Slug, Text, Value
from services.acting import Caller, House, act
from storage.lines import first_of_act


class OneRound(Value):
    """Which round of which post."""

    post: PostId
    number: int

    @property
    def stream(self) -> str:
        return of_round(self.post, self.number)


class CandidateSaid(Value):
    """`particulars` are who it is: kept beside the ledger, and erased when their time is up."""

    reference: Slug | None = None
    """A number and never a name; the next one of the round where none is given."""
    particulars: str
    person: PersonId | None = None
    """Where the candidate is known here already, in another role."""


class PanelSaid(Value):
    """What the panel decided: a candidate by the reference, or nobody."""

    candidate: Slug | None = None
    present: tuple[PersonId, ...]
    figures: Figures | None = None
    reason: str = ""


async def open_round(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    on: OneRound,
    planned: Mapping[RoundStage, date] | None = None,
) -> Acted:
    """A new one, linked to the one before it."""
    command = OpenRound(post=on.post, number=on.number, planned=dict(planned or {}))
    return await _do(house, programme, caller, on, command)


async def plan_stages(
    house: House, programme: ProgrammeId, caller: Caller, *, on: OneRound, planned: Mapping[RoundStage, date]
) -> Acted:
    """Other days for stages still to come; those not named keep theirs."""
    return await _do(house, programme, caller, on, PlanStages(planned=dict(planned)))


async def reach_stage(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    on: OneRound,
    stage: RoundStage,
    closes: date | None = None,
) -> Acted:
    """`closes` is the last day for applications, of an advertisement."""
    return await _do(house, programme, caller, on, ReachStage(stage=stage, closes=closes))


async def omit_stage(
    house: House, programme: ProgrammeId, caller: Caller, *, on: OneRound, stage: RoundStage, reason: str
) -> Acted:
    command = OmitStage(step=OmittedStep(stage=stage, reason=Text.of(reason)))
    return await _do(house, programme, caller, on, command)


async def set_panel(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    on: OneRound,
    members: tuple[PersonId, ...],
    quorum: int,
) -> Acted:
    return await _do(house, programme, caller, on, SetPanel(members=members, quorum=quorum))


async def declare_interest(
    house: House, programme: ProgrammeId, caller: Caller, *, on: OneRound, person: PersonId, nature: str
) -> Acted:
    """A member of the panel has an interest in a candidate, and takes no part in the decision."""
    command = DeclarePanelInterest(person=person, nature=Text.of(nature))
    return await _do(house, programme, caller, on, command)


async def enter_candidate(
    house: House, programme: ProgrammeId, caller: Caller, *, on: OneRound, candidate: CandidateSaid
) -> Acted:
    command = EnterCandidate(
        reference=candidate.reference,
        particulars=Text.of(candidate.particulars),
        person=Text.of(candidate.person) if candidate.person else None,
    )
    acted = await _do(house, programme, caller, on, command)
    if candidate.reference or not acted.accepted:
        return acted
    line = await house.database.read(first_of_act, programme, acted.number)
    if line is None or not isinstance(line.event, CandidateEntered):
        return acted
    return acted.model_copy(update={"made": line.event.reference})


async def let_candidate_go(
    house: House, programme: ProgrammeId, caller: Caller, *, on: OneRound, reference: Slug
) -> Acted:
    """They withdrew, or were not taken further."""
    return await _do(house, programme, caller, on, LetCandidateGo(reference=reference))


async def pause_round(
    house: House, programme: ProgrammeId, caller: Caller, *, on: OneRound, reason: str
) -> Acted:
    return await _do(house, programme, caller, on, PauseRound(reason=Text.of(reason)))


async def resume_round(
    house: House,
    programme: ProgrammeId,
    caller: Caller,
    *,
    on: OneRound,
    reason: str,
    closes: date | None = None,
) -> Acted:
    """`closes` is a new last day for applications."""
    command = ResumeRound(reason=Text.of(reason), closes=closes)
    return await _do(house, programme, caller, on, command)


async def decide_round(
    house: House, programme: ProgrammeId, caller: Caller, *, on: OneRound, said: PanelSaid
) -> Acted:
    """The round is closed with it, whether or not somebody was chosen."""
    command = DecideRound(
        candidate=said.candidate,
        present=said.present,
        figures=said.figures,
        reason=Text.of(said.reason) if said.reason.strip() else None,
    )
    return await _do(house, programme, caller, on, command)


async def withdraw_round(
    house: House, programme: ProgrammeId, caller: Caller, *, on: OneRound, reason: str
) -> Acted:
    return await _do(house, programme, caller, on, WithdrawRound(reason=Text.of(reason)))


async def let_round_fall_through(
    house: House, programme: ProgrammeId, caller: Caller, *, on: OneRound, reason: str
) -> Acted:
    """Whoever was chosen declined the offer, or the checks failed."""
    return await _do(house, programme, caller, on, LetRoundFallThrough(reason=Text.of(reason)))


async def _do(house: House, programme: ProgrammeId, caller: Caller, on: OneRound, command: Command) -> Acted:
    return await act(house, programme, on.stream, command, caller)
