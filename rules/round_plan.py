"""On which days a round means to come to its stages: planned when it opens, and other days at any time."""

from collections.abc import Collection, Mapping
from datetime import date
from types import MappingProxyType

from models.acts import Decision, Entry, Refused
from models.post_commands import OpenRound, PlanStages
from models.posts import Post, RoundStage
from models.recruitment import Round, RoundProgress
from models.round_planning import StagesPlanned
from models.values import Stream
from rules.calendar import in_words
from rules.far_days import refuses_too_far
from rules.known import Known
from rules.refusals import refused, refused_having
from rules.round_days import in_a_row

NOTHING: Mapping[RoundStage, date] = MappingProxyType({})


def opened_already(round_: Round, command: OpenRound) -> Decision:
    """Other days that are planned are never passed over in silence."""
    if round_.number != command.number:
        return refused_having("round-open-already", f"{round_.number}")
    if command.planned and command.planned != round_.planned:
        return refused_having("planned-otherwise", f"{round_.post} {round_.number}")
    return ()


def plan_stages(known: Known, stream: Stream, command: PlanStages) -> Decision:
    """Also of an offer and the checks, in the round whose panel chose."""
    round_ = known.round_on(stream)
    if round_ is None:
        return refused("no-such-round")
    if round_.progress is RoundProgress.PAUSED:
        return refused("round-paused")
    if round_.progress is RoundProgress.CLOSED and not round_.has_chosen:
        return refused("round-closed")
    changed = {stage: day for stage, day in command.planned.items() if round_.planned.get(stage) != day}
    if not changed:
        return ()
    post = known.definition.post(round_.post)
    if post is None:
        return refused("unknown-post")
    behind = {*round_.reached, *round_.omitted}
    if refusal := refuses_plan(known, post, changed, behind=behind, stays=round_.planned):
        return refusal
    return (Entry(stream, StagesPlanned(planned=changed), known.happened),)


def refuses_plan(
    known: Known,
    post: Post,
    planned: Mapping[RoundStage, date],
    *,
    behind: Collection[RoundStage],
    stays: Mapping[RoundStage, date] = NOTHING,
) -> Refused | None:
    """Days to come, of stages to come, in the order of the stages; `stays` is what was planned before."""
    if beside := [stage for stage in planned if stage not in post.stages]:
        return refused_having("stage-not-in-rounds", in_a_row(beside), in_a_row(post.stages))
    if done := [stage for stage in planned if stage in behind]:
        return refused_having("planned-behind", in_a_row(done))
    if past := [day for day in planned.values() if day < known.day]:
        return refused_having("planned-in-the-past", ", ".join(map(in_words, past)))
    if refusal := refuses_too_far(known, "A day that is planned", *planned.values()):
        return refusal
    days = [day for stage in post.stages if (day := {**stays, **planned}.get(stage))]
    return refused("stages-out-of-order") if days != sorted(days) else None
