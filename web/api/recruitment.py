"""A round of recruitment for a post: a board of its stages, what is done in it, and its record."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Path
from pydantic import ConfigDict, Field, StringConstraints

from models.post_listings import RoundBoard
from models.posts import RoundStage
from models.values import PersonId, Slug, Value
from services import post_reading, post_records, recruitment
from services.post_records import PostRecord
from services.record_shorthand import figures
from services.recruitment import CandidateSaid, OneRound, PanelSaid
from web.api.asking import Done, ForProgramme, Key, caller, done
from web.api.posts import Post
from web.api.sent import Reason, Reported, Words

ROUTER = APIRouter(
    prefix="/programmes/{programme}/posts/{post}/rounds/{number}", tags=["rounds of recruitment"]
)

Number = Annotated[int, Path(ge=1, le=1000)]
Reference = Annotated[Slug, Path()]
Tally = Annotated[str, StringConstraints(pattern=r"^\d{1,3}-\d{1,3}(-\d{1,3})?$")]


def round_named(post: Post, number: Number) -> OneRound:
    return OneRound(post=post, number=number)


Named = Annotated[OneRound, Depends(round_named)]

# --- what is sent -------------------------------------------------------------------------


class PlannedStage(Value):
    model_config = ConfigDict(frozen=True, extra="forbid")

    stage: RoundStage
    day: date


class RoundOpening(Reported):
    planned: tuple[PlannedStage, ...] = Field(default=(), max_length=20)


class StagesPlanned(Reported):
    planned: tuple[PlannedStage, ...] = Field(min_length=1, max_length=20)


class StageCome(Reported):
    stage: RoundStage
    closes: date | None = None
    """Of an advertisement: the last day for applications."""


class StageLeftOut(Reported):
    stage: RoundStage
    reason: Words


class PanelNamed(Reported):
    members: tuple[PersonId, ...] = Field(min_length=1, max_length=50)
    quorum: int = Field(ge=1, le=50)
    """How many must be there who have no interest in a candidate."""


class InterestOfMember(Reported):
    person: PersonId
    nature: Words


class CandidateNamed(Reported):
    particulars: Words
    """Who it is: kept beside the ledger, and erased when the time for it is up."""
    person: PersonId | None = None
    """Where the candidate is known here already, in another role."""


class Resumed(Reason):
    closes: date | None = None
    """A new last day for applications."""


class PanelDecided(Reported):
    candidate: Slug | None
    """The reference of whom the panel chose; null where it appoints nobody."""
    present: tuple[PersonId, ...] = Field(min_length=1, max_length=50)
    figures: Tally | None = None
    """`7-0`, or `5-1-1` with an abstention."""
    reason: str = Field(default="", max_length=5000)
    """Stays on the record, for everybody: no candidate is named in it."""


# --- what is read -------------------------------------------------------------------------


@ROUTER.get("", summary="Read one round")
async def one(on: ForProgramme, named: Named) -> RoundBoard:
    """As a board of its stages: planned, reached, or left out with the reason. Candidates are there by
    their reference alone.
    """
    return await post_reading.round_board(on.house, on.programme, named.post, named.number)


@ROUTER.get("/record", summary="Read the record of a round")
async def record(on: ForProgramme, named: Named) -> PostRecord:
    """Why it ended as it did, from its entries alone, fit to print; no candidate is named."""
    return await post_records.round_record(on.house, on.programme, named.post, named.number)


# --- what is done -------------------------------------------------------------------------


@ROUTER.post("/open", summary="Open a round")
async def open_(on: ForProgramme, named: Named, key: Key, sent: RoundOpening) -> Done:
    """Always a new one, linked to the one before it; two are not open at once."""
    by, planned = caller(on.by, key, sent.happened), {each.stage: each.day for each in sent.planned}
    return done(await recruitment.open_round(on.house, on.programme, by, on=named, planned=planned))


@ROUTER.post("/plan", summary="Plan stages anew")
async def plan(on: ForProgramme, named: Named, key: Key, sent: StagesPlanned) -> Done:
    """Other days for stages still to come; those not named keep theirs."""
    by, planned = caller(on.by, key, sent.happened), {each.stage: each.day for each in sent.planned}
    return done(await recruitment.plan_stages(on.house, on.programme, by, on=named, planned=planned))


@ROUTER.post("/stage", summary="Come to a stage")
async def stage(on: ForProgramme, named: Named, key: Key, sent: StageCome) -> Done:
    """Those before it were reached, or left out with a reason."""
    by = caller(on.by, key, sent.happened)
    return done(
        await recruitment.reach_stage(
            on.house, on.programme, by, on=named, stage=sent.stage, closes=sent.closes
        )
    )


@ROUTER.post("/omit", summary="Leave out a stage")
async def omit(on: ForProgramme, named: Named, key: Key, sent: StageLeftOut) -> Done:
    """Without a reason it may not be."""
    by = caller(on.by, key, sent.happened)
    return done(
        await recruitment.omit_stage(
            on.house, on.programme, by, on=named, stage=sent.stage, reason=sent.reason
        )
    )


@ROUTER.post("/panel", summary="Set the panel")
async def panel(on: ForProgramme, named: Named, key: Key, sent: PanelNamed) -> Done:
    """Who decides, and how many of them are needed."""
    by = caller(on.by, key, sent.happened)
    return done(
        await recruitment.set_panel(
            on.house, on.programme, by, on=named, members=sent.members, quorum=sent.quorum
        )
    )


@ROUTER.post("/interest", summary="Declare an interest on the panel")
async def interest(on: ForProgramme, named: Named, key: Key, sent: InterestOfMember) -> Done:
    """Of a member in a candidate: they take no part in the decision."""
    by = caller(on.by, key, sent.happened)
    return done(
        await recruitment.declare_interest(
            on.house, on.programme, by, on=named, person=sent.person, nature=sent.nature
        )
    )


@ROUTER.post("/candidates/{reference}/enter", summary="Enter a candidate")
async def candidate(
    on: ForProgramme, named: Named, reference: Reference, key: Key, sent: CandidateNamed
) -> Done:
    """Under a reference, by which alone everybody else knows them: a number such as c-1, and never a name.
    Who it is is not read here again: it is told on the machine itself, until whoever asks here has signed in.
    """
    by = caller(on.by, key, sent.happened)
    said = CandidateSaid(reference=reference, particulars=sent.particulars, person=sent.person)
    return done(await recruitment.enter_candidate(on.house, on.programme, by, on=named, candidate=said))


@ROUTER.post("/candidates/{reference}/let-go", summary="Let a candidate go")
async def let_go(on: ForProgramme, named: Named, reference: Reference, key: Key, sent: Reported) -> Done:
    """They withdrew, or were not taken further."""
    by = caller(on.by, key, sent.happened)
    return done(await recruitment.let_candidate_go(on.house, on.programme, by, on=named, reference=reference))


@ROUTER.post("/pause", summary="Pause a round")
async def pause(on: ForProgramme, named: Named, key: Key, sent: Reason) -> Done:
    """It stays where it is, and no stage falls due. What is known of candidates is kept no longer for it;
    once it is erased, the round does not go on.
    """
    by = caller(on.by, key, sent.happened)
    return done(await recruitment.pause_round(on.house, on.programme, by, on=named, reason=sent.reason))


@ROUTER.post("/resume", summary="Resume a round")
async def resume(on: ForProgramme, named: Named, key: Key, sent: Resumed) -> Done:
    """It goes on from where it was paused."""
    by = caller(on.by, key, sent.happened)
    return done(
        await recruitment.resume_round(
            on.house, on.programme, by, on=named, reason=sent.reason, closes=sent.closes
        )
    )


@ROUTER.post("/decide", summary="Record what the panel decided")
async def decide(on: ForProgramme, named: Named, key: Key, sent: PanelDecided) -> Done:
    """For a candidate or for nobody; the round is closed with it."""
    by = caller(on.by, key, sent.happened)
    said = PanelSaid(
        candidate=sent.candidate,
        present=sent.present,
        figures=figures(sent.figures) if sent.figures else None,
        reason=sent.reason,
    )
    return done(await recruitment.decide_round(on.house, on.programme, by, on=named, said=said))


@ROUTER.post("/withdraw", summary="Withdraw a round")
async def withdraw(on: ForProgramme, named: Named, key: Key, sent: Reason) -> Done:
    """It ends without a decision; another round is a new one. The reason stays on the record, for all."""
    by = caller(on.by, key, sent.happened)
    return done(await recruitment.withdraw_round(on.house, on.programme, by, on=named, reason=sent.reason))


@ROUTER.post("/fell-through", summary="Record that a choice fell through")
async def fell_through(on: ForProgramme, named: Named, key: Key, sent: Reason) -> Done:
    """Whoever was chosen declined the offer, or the checks failed. The round stays closed; another may be
    opened.
    """
    by = caller(on.by, key, sent.happened)
    return done(
        await recruitment.let_round_fall_through(on.house, on.programme, by, on=named, reason=sent.reason)
    )
