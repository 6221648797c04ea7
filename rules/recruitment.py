"""A round of recruitment: its stages in order, its panel, its candidates, and its one outcome (G66)."""

from datetime import date, time, timedelta

from models.acts import Decision, Entry, NotYet, Refused
from models.post import PostHeld
from models.post_commands import (
    CloseApplications,
    DecideRound,
    DeclarePanelInterest,
    EnterCandidate,
    EraseCandidates,
    LetCandidateGo,
    OmitStage,
    OpenRound,
    PauseRound,
    ReachStage,
    ResumeRound,
    SetPanel,
    WithdrawRound,
)
from models.post_events import (
    CandidateEntered,
    CandidateLeft,
    CandidatesErased,
    OmittedStep,
    PanelInterestDeclared,
    PanelSet,
    RoundClosed,
    RoundOpened,
    RoundOutcome,
    RoundPaused,
    RoundResumed,
    StageOmitted,
    StageReached,
)
from models.posts import BEFORE_THE_PANEL_DECIDES, Post, RoundStage
from models.recruitment import Round, RoundProgress
from models.values import Instant, PersonId, Stream, Text
from rules.calendar import at_london, end_of
from rules.known import Known
from rules.posts import forecasts_overtaken, rounds_of
from rules.refusals import refused, refused_having

MIDNIGHT = time(0, 0)


def open_round(known: Known, stream: Stream, command: OpenRound) -> Decision:
    """A new round is linked to the last and never the old one opened again; two are not open at once."""
    post, held = known.definition.post(command.post), known.post(command.post)
    if post is None or held is None:
        return refused("unknown-post" if post is None else "no-such-post")
    before = rounds_of(known, post.id)
    if before and before[-1].outcome is None:
        return () if before[-1].number == command.number else refused("round-open-already")
    if command.number != len(before) + 1:
        return refused("round-out-of-turn")
    if command.planned and not _in_order(post, command.planned):
        return refused("stages-out-of-order")
    opened = RoundOpened(
        post=post.id,
        number=command.number,
        after=before[-1].number if before else None,
        planned=command.planned,
        omitted=tuple(
            OmittedStep(stage=stage, reason=Text.standing_in(why, known.programme, stream, stage))
            for stage, why in post.omitted.items()
        ),
    )
    return (Entry(stream, opened, known.happened),)


def reach_stage(known: Known, stream: Stream, command: ReachStage) -> Decision:
    """Each stage follows the one before it, unless that was left out with a reason. What follows the panel's
    choice is put on the record of the round that ended with it.
    """
    round_ = _going_through(known, stream, command.stage)
    if isinstance(round_, Refused):
        return round_
    post = _post_of(known, round_)
    if command.stage not in post.stages:
        return refused("no-such-round-stage")
    if command.stage in round_.reached:
        return ()
    if missing := _skipped(post, round_, command.stage):
        return refused_having("stage-skipped", _plain(missing))
    if command.stage is RoundStage.ADVERTISED and command.closes is None:
        return refused("closing-day-missing")
    if command.closes is not None and command.closes < known.day:
        return refused("due-in-the-past")
    reached = StageReached(stage=command.stage, closes=command.closes)
    return (Entry(stream, reached, known.happened),)


def omit_stage(known: Known, stream: Stream, command: OmitStage) -> Decision:
    round_ = _omitting(known, stream, command.step.stage)
    if isinstance(round_, Refused):
        return round_
    if command.step.stage in round_.reached:
        return refused("stage-reached")
    if not command.step.reason.words.strip():
        return refused("reason-missing")
    if command.step.stage in round_.omitted:
        return ()
    return (Entry(stream, StageOmitted(step=command.step), known.happened),)


# --- the panel and the candidates ------------------------------------------------------------


def set_panel(known: Known, stream: Stream, command: SetPanel) -> Decision:
    """Nobody sits on the panel that chooses among them."""
    round_ = _running(known, stream)
    if isinstance(round_, Refused):
        return round_
    if RoundStage.INTERVIEWED in round_.reached:
        return refused("interviews-held")
    if not all(known.is_known_person(person) for person in command.members):
        return refused("panel-unknown")
    if command.quorum > len(set(command.members)):
        return refused("quorum-too-large")
    if _candidates_among(round_, command.members):
        return refused("candidate-on-panel")
    members = tuple(dict.fromkeys(command.members))
    if round_.panel and (round_.panel.members, round_.panel.quorum) == (members, command.quorum):
        return ()
    return (Entry(stream, PanelSet(members=members, quorum=command.quorum), known.happened),)


def declare_panel_interest(known: Known, stream: Stream, command: DeclarePanelInterest) -> Decision:
    """Whoever has an interest in a candidate takes no part in the decision (G37)."""
    round_ = _running(known, stream)
    if isinstance(round_, Refused):
        return round_
    if round_.panel is None or command.person not in round_.panel.members:
        return refused("not-on-panel")
    if command.person in round_.panel.interests:
        return ()
    declared = PanelInterestDeclared(person=command.person, nature=command.nature)
    return (Entry(stream, declared, known.happened),)


def enter_candidate(known: Known, stream: Stream, command: EnterCandidate) -> Decision:
    round_ = _running(known, stream)
    if isinstance(round_, Refused):
        return round_
    if command.reference in round_.candidates:
        return refused("candidate-exists")
    if command.person is not None and not known.is_known_person(command.person):
        return refused("candidate-unknown")
    if command.person and round_.panel and command.person in round_.panel.members:
        return refused("candidate-on-panel")
    entered = CandidateEntered(
        reference=command.reference, particulars=command.particulars, person=command.person
    )
    return (Entry(stream, entered, known.happened),)


def let_candidate_go(known: Known, stream: Stream, command: LetCandidateGo) -> Decision:
    round_ = _running(known, stream)
    if isinstance(round_, Refused):
        return round_
    candidate = round_.candidates.get(command.reference)
    if candidate is None:
        return refused("no-such-candidate")
    if candidate.left is not None:
        return ()
    return (Entry(stream, CandidateLeft(reference=command.reference), known.happened),)


# --- paused, decided, withdrawn ----------------------------------------------------------------


def pause_round(known: Known, stream: Stream, command: PauseRound) -> Decision:
    """It stays where it is: nothing falls due, and whoever holds the post meanwhile goes on."""
    round_ = _running(known, stream)
    if isinstance(round_, Refused):
        return round_
    return (Entry(stream, RoundPaused(reason=command.reason), known.happened),)


def resume_round(known: Known, stream: Stream, command: ResumeRound) -> Decision:
    round_ = _round(known, stream)
    if isinstance(round_, Refused):
        return round_
    if round_.progress is not RoundProgress.PAUSED:
        return refused("round-not-paused")
    if command.closes is not None and command.closes < known.day:
        return refused("due-in-the-past")
    if command.closes is None and _closed_meanwhile(known, round_):
        return refused("closing-day-missing")
    return (Entry(stream, RoundResumed(reason=command.reason, closes=command.closes), known.happened),)


def decide_round(known: Known, stream: Stream, command: DecideRound) -> Decision:
    """The panel decides after its interviews, with its quorum of members who have no interest in a candidate.
    Appointing nobody closes the round, and what was forecast of it is overtaken.
    """
    round_ = _running(known, stream)
    if isinstance(round_, Refused):
        return round_
    refusal = _refuses_decision(known, round_, command)
    if refusal:
        return refusal
    outcome = RoundOutcome.APPOINTED if command.candidate else RoundOutcome.DID_NOT_APPOINT
    closed = _closed(known, round_, outcome).model_copy(
        update={
            "candidate": command.candidate,
            "figures": command.figures,
            "present": tuple(dict.fromkeys(command.present)),
            "reason": command.reason,
        }
    )
    return _ended(known, stream, round_, closed)


def withdraw_round(known: Known, stream: Stream, command: WithdrawRound) -> Decision:
    round_ = _round(known, stream)
    if isinstance(round_, Refused):
        return round_
    if round_.progress is RoundProgress.CLOSED:
        return refused("round-closed")
    closed = _closed(known, round_, RoundOutcome.WITHDRAWN).model_copy(update={"reason": command.reason})
    return _ended(known, stream, round_, closed)


def _refuses_decision(known: Known, round_: Round, command: DecideRound) -> Refused | None:
    post = _post_of(known, round_)
    before = (each for each in post.stages if each in BEFORE_THE_PANEL_DECIDES)
    if waiting := [each for each in before if not round_.is_behind(each)]:
        return refused_having("stage-skipped", _plain(waiting))
    if round_.panel is None:
        return refused("panel-missing")
    present = set(command.present)
    if not present <= set(round_.panel.members):
        return refused("not-on-panel")
    deciding = len(present.intersection(round_.panel.may_decide))
    if deciding < round_.panel.quorum:
        return refused_having("panel-inquorate", f"{deciding} of {round_.panel.quorum}")
    if command.figures and command.figures.total > deciding:
        return refused("more-votes-than-present")
    candidate = round_.candidates.get(command.candidate) if command.candidate else None
    if command.candidate and (candidate is None or candidate.left is not None):
        return refused("no-such-candidate")
    return None


def _closed(known: Known, round_: Round, outcome: RoundOutcome) -> RoundClosed:
    post = _post_of(known, round_)
    return RoundClosed(outcome=outcome, erase_from=known.day + timedelta(days=post.retention_days))


def _ended(known: Known, stream: Stream, round_: Round, closed: RoundClosed) -> tuple[Entry, ...]:
    held = known.post(round_.post)
    overtaken = _overtaken(known, held) if held and closed.outcome is not RoundOutcome.APPOINTED else []
    return (Entry(stream, closed, known.happened), *overtaken)


def _overtaken(known: Known, held: PostHeld) -> list[Entry]:
    """A round that fills nothing leaves nothing of what was said of its end."""
    return forecasts_overtaken(known, held, known.day)


# --- what falls due ------------------------------------------------------------------------------


def applications_close(round_: Round) -> Instant | None:
    """The end of the last day for applications, while the round waits for it."""
    is_awaited = round_.is_running and not round_.is_behind(RoundStage.CLOSED)
    return end_of(round_.closes) if round_.closes and is_awaited else None


def close_applications(known: Known, stream: Stream, command: CloseApplications) -> Decision:
    round_ = known.round_on(stream)
    if round_ is None or applications_close(round_) != command.due or command.turn != round_.times_resumed:
        return ()
    if command.due > known.at:
        return NotYet(command.due)
    return (Entry(stream, StageReached(stage=RoundStage.CLOSED), command.due),)


def erased_at(round_: Round) -> Instant | None:
    """When its candidates' data has been kept for as long as it may be."""
    has_data = round_.progress is RoundProgress.CLOSED and round_.candidates and round_.erased is None
    return at_london(round_.erase_from, MIDNIGHT) if round_.erase_from and has_data else None


def erase_candidates(known: Known, stream: Stream, command: EraseCandidates) -> Decision:
    round_ = known.round_on(stream)
    if round_ is None or erased_at(round_) != command.due:
        return ()
    if command.due > known.at:
        return NotYet(command.due)
    return (Entry(stream, CandidatesErased(), command.due),)


# --- parts ---------------------------------------------------------------------------------------


def _round(known: Known, stream: Stream) -> Round | Refused:
    round_ = known.round_on(stream)
    return round_ if round_ is not None else refused("no-such-round")


def _running(known: Known, stream: Stream) -> Round | Refused:
    round_ = _round(known, stream)
    if isinstance(round_, Refused):
        return round_
    match round_.progress:
        case RoundProgress.CLOSED:
            return refused("round-closed")
        case RoundProgress.PAUSED:
            return refused("round-paused")
        case RoundProgress.RUNNING:
            return round_


def _going_through(known: Known, stream: Stream, stage: RoundStage) -> Round | Refused:
    """The round that may come to a stage: one that runs or, once its panel chose, that in which it did."""
    if stage in BEFORE_THE_PANEL_DECIDES:
        return _running(known, stream)
    round_ = _round(known, stream)
    if isinstance(round_, Refused) or round_.outcome is RoundOutcome.APPOINTED:
        return round_
    return refused("panel-not-decided")


def _omitting(known: Known, stream: Stream, stage: RoundStage) -> Round | Refused:
    """That a later stage will be left out may be said before the panel decides."""
    round_ = _round(known, stream)
    if isinstance(round_, Refused) or round_.outcome is not RoundOutcome.APPOINTED:
        return _running(known, stream)
    return _going_through(known, stream, stage)


def _closed_meanwhile(known: Known, round_: Round) -> bool:
    """Whether the last day for applications passed while the round stood still."""
    is_awaited = round_.closes is not None and not round_.is_behind(RoundStage.CLOSED)
    return is_awaited and round_.closes is not None and round_.closes < known.day


def _post_of(known: Known, round_: Round) -> Post:
    post = known.definition.post(round_.post)
    if post is None:
        raise LookupError(round_.post)
    return post


def _skipped(post: Post, round_: Round, stage: RoundStage) -> list[RoundStage]:
    before = post.stages[: post.stages.index(stage)]
    return [each for each in before if not round_.is_behind(each)]


def _plain(stages: list[RoundStage]) -> str:
    return ", ".join(each.replace("-", " ") for each in stages)


def _in_order(post: Post, planned: dict[RoundStage, date]) -> bool:
    days = [planned[stage] for stage in post.stages if stage in planned]
    return days == sorted(days)


def _candidates_among(round_: Round, members: tuple[PersonId, ...]) -> bool:
    return any(each.person in members for each in round_.candidates.values() if each.person)
