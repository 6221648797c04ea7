"""A round of recruitment: its stages in order, its panel, its candidates, and its one outcome (G66)."""

from models.acts import Decision, Entry, NotYet, Refused
from models.post_commands import (
    CloseApplications,
    DecideRound,
    DeclarePanelInterest,
    EnterCandidate,
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
from models.recruitment import Candidate, Panel, Round, RoundProgress
from models.values import Instant, PersonId, Stream, Text
from rules.calendar import end_of
from rules.known import Known
from rules.post_forecasts import overtaken_with
from rules.posts import rounds_of
from rules.references import NEUTRAL, next_reference
from rules.refusals import refused, refused_having
from rules.retention import kept_until
from rules.round_days import (
    advertised_again,
    in_a_row,
    refuses_before_stages,
    refuses_resuming,
    refuses_stage,
)
from rules.round_plan import opened_already, refuses_plan
from rules.typed import is_typed_again


def open_round(known: Known, stream: Stream, command: OpenRound) -> Decision:
    """A new round is linked to the last and never the old one opened again; two are not open at once."""
    post, held = known.definition.post(command.post), known.post(command.post)
    if post is None or held is None:
        return refused("unknown-post" if post is None else "no-such-post")
    before = rounds_of(known, post.id)
    if before and before[-1].outcome is None:
        return opened_already(before[-1], command)
    if command.number != len(before) + 1:
        return refused_having("round-out-of-turn", f"{len(before) + 1}")
    if refusal := refuses_plan(known, post, command.planned, behind=post.omitted):
        return refusal
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
    choice is put on the record of the round that ended with it. An advertisement may come to run longer.
    """
    round_ = _going_through(known, stream, command.stage)
    if isinstance(round_, Refused):
        return round_
    post = _post_of(known, round_)
    if command.stage not in post.stages:
        return refused("no-such-round-stage")
    if command.closes is not None and command.stage is not RoundStage.ADVERTISED:
        return refused("closes-not-advertised")
    if command.stage in round_.reached:
        return advertised_again(known, stream, round_, command.closes)
    if command.stage in round_.omitted:
        return refused_having("stage-left-out", in_a_row([command.stage]), stream)
    if missing := _skipped(post, round_, command.stage):
        return _refuses_skipping(round_, missing)
    if refusal := refuses_stage(known, round_, command):
        return refusal
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
    if round_.panel is not None and RoundStage.INTERVIEWED in round_.reached:
        return refused_having("interviews-held", f"{round_.post} {round_.number}")
    if unknown := [person for person in command.members if not known.is_known_person(person)]:
        return refused_having("panel-unknown", ", ".join(unknown))
    if command.quorum > (size := len(set(command.members))):
        return refused_having("quorum-too-large", f"{command.quorum}", f"{size}")
    if _candidates_among(known, round_, command.members):
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
    if round_.panel is None:
        return refused("panel-missing")
    if command.person not in round_.panel.members:
        return _refuses_beside(round_.panel, [command.person])
    before = round_.panel.declared.get(command.person, ())
    if any(is_typed_again(known, each, command.nature) for each in before):
        return ()
    declared = PanelInterestDeclared(person=command.person, nature=command.nature)
    return (Entry(stream, declared, known.happened),)


def enter_candidate(known: Known, stream: Stream, command: EnterCandidate) -> Decision:
    round_ = _running(known, stream)
    if isinstance(round_, Refused):
        return round_
    reference = command.reference or next_reference(round_)
    if not NEUTRAL.fullmatch(reference):
        return refused_having("reference-not-neutral", next_reference(round_))
    if reference in round_.candidates:
        return refused("candidate-exists")
    if command.person is not None and not known.is_known_person(command.person.words):
        return refused("candidate-unknown")
    if command.person and round_.panel and command.person.words in round_.panel.members:
        return refused("candidate-on-panel")
    if command.person and command.person.words == _post_of(known, round_).secretary:
        return refused("candidate-runs-post")
    entered = CandidateEntered(reference=reference, particulars=command.particulars, known_as=command.person)
    return (Entry(stream, entered, known.happened),)


def let_candidate_go(known: Known, stream: Stream, command: LetCandidateGo) -> Decision:
    """Also while the round stands still: nobody is kept in it against their will."""
    round_ = _round(known, stream)
    if isinstance(round_, Refused):
        return round_
    if round_.progress is RoundProgress.CLOSED:
        return refused("round-closed")
    candidate = round_.candidates.get(command.reference)
    if candidate is None:
        return refused("no-such-candidate")
    if candidate.left is not None:
        return ()
    return (Entry(stream, CandidateLeft(reference=command.reference), known.happened),)


# --- paused, decided, withdrawn ----------------------------------------------------------------


def pause_round(known: Known, stream: Stream, command: PauseRound) -> Decision:
    """It stays where it is: no stage falls due, and whoever holds the post meanwhile goes on. What is known
    of candidates is kept no longer for it.
    """
    round_ = _running(known, stream)
    if isinstance(round_, Refused):
        return round_
    paused = RoundPaused(reason=command.reason, erase_from=kept_until(known, _post_of(known, round_)))
    return (Entry(stream, paused, known.happened),)


def resume_round(known: Known, stream: Stream, command: ResumeRound) -> Decision:
    round_ = _round(known, stream)
    if isinstance(round_, Refused):
        return round_
    if round_.progress is not RoundProgress.PAUSED:
        return refused("round-not-paused")
    if round_.erased is not None:
        return refused("candidates-forgotten")
    if refusal := refuses_resuming(known, round_, command):
        return refusal
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
        return _refuses_skipping(round_, waiting)
    if refusal := refuses_before_stages(known, round_):
        return refusal
    if round_.panel is None:
        return refused("panel-missing")
    present = set(command.present)
    if beside := sorted(present - set(round_.panel.members)):
        return _refuses_beside(round_.panel, beside)
    deciding = len(present.intersection(round_.panel.may_decide))
    if deciding < round_.panel.quorum:
        return _refuses_inquorate(round_, round_.panel, deciding)
    if command.figures and command.figures.total > deciding:
        return refused("more-votes-than-present")
    candidate = round_.candidates.get(command.candidate) if command.candidate else None
    if command.candidate and (candidate is None or candidate.left is not None):
        return refused("no-such-candidate")
    if command.candidate and command.figures and command.figures.in_favour <= command.figures.against:
        return refused("panel-against")
    if command.candidate is None and not (command.reason and command.reason.words.strip()):
        return refused("nobody-without-reason")
    return None


def _refuses_beside(panel: Panel, people: list[PersonId]) -> Refused:
    return refused_having("not-on-panel", ", ".join(people), ", ".join(panel.members))


def _refuses_inquorate(round_: Round, panel: Panel, deciding: int) -> Refused:
    """Once the interviews are held nobody else joins it: what interests have stopped then has one way out."""
    if len(panel.may_decide) < panel.quorum:
        left = f"{len(panel.may_decide)} of {panel.quorum}"
        return refused_having("panel-stopped-by-interests", left, f"{round_.post} {round_.number}")
    return refused_having("panel-inquorate", f"{deciding} of {panel.quorum}")


def _closed(known: Known, round_: Round, outcome: RoundOutcome) -> RoundClosed:
    return RoundClosed(outcome=outcome, erase_from=kept_until(known, _post_of(known, round_)))


def _ended(known: Known, stream: Stream, round_: Round, closed: RoundClosed) -> tuple[Entry, ...]:
    is_lost = closed.outcome is not RoundOutcome.APPOINTED
    overtaken = overtaken_with(known, round_.post, stream) if is_lost else ()
    return (Entry(stream, closed, known.happened), *overtaken)


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
    return (Entry(stream, StageReached(stage=RoundStage.CLOSED, closes=round_.closes), command.due),)


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
    if isinstance(round_, Refused) or round_.has_chosen:
        return round_
    return refused("fell-through" if round_.fell_through else "panel-not-decided")


def _omitting(known: Known, stream: Stream, stage: RoundStage) -> Round | Refused:
    """That a later stage will be left out may be said before the panel decides."""
    round_ = _round(known, stream)
    if isinstance(round_, Refused) or not round_.has_chosen:
        return _running(known, stream)
    return _going_through(known, stream, stage)


def _post_of(known: Known, round_: Round) -> Post:
    post = known.definition.post(round_.post)
    if post is None:
        raise LookupError(round_.post)
    return post


def _skipped(post: Post, round_: Round, stage: RoundStage) -> list[RoundStage]:
    before = post.stages[: post.stages.index(stage)]
    return [each for each in before if not round_.is_behind(each)]


def _refuses_skipping(round_: Round, stages: list[RoundStage]) -> Refused:
    return refused_having("stage-skipped", in_a_row(stages), f"{round_.post} {round_.number}")


def _candidates_among(known: Known, round_: Round, members: tuple[PersonId, ...]) -> bool:
    return any(known_as(known, each) in members for each in round_.candidates.values())


def known_as(known: Known, candidate: Candidate) -> PersonId | None:
    """Who the candidate is, of whom that is known and not yet erased."""
    if candidate.known_as is None:
        return candidate.person
    return known.typed.get(candidate.known_as.digest)
