"""What a body's consent hangs on: conditions it set, and the time it has to object to a later text."""

from collections.abc import Mapping
from typing import Protocol

from models.deciding import ConditionState
from models.events import BodyAskedAgain, ConditionStands, Recorded, VersionIssued
from models.outcome import BodyOutcome
from models.values import BodyId, Instant, ObligationId, Standing, Text, Value, VersionLabel


class AskedAgain(Value):
    """A body asked once more, why, and where it had stood."""

    body: BodyId
    version: VersionLabel
    asked: Instant
    reason: Text
    after: BodyOutcome


class BodyCondition(Value):
    """What a body's approval hangs on, and since when it stands so."""

    body: BodyId
    state: ConditionState
    since: Instant


class NoticeGiven(Value):
    """A body told of an amendment, until when it may object, and how that stands."""

    version: VersionLabel
    until: Instant
    standing: Standing = Standing.OPEN
    ended: Instant | None = None


class Consenting(Protocol):
    """What of an approval consent is about."""

    @property
    def outcomes(self) -> dict[BodyId, BodyOutcome]: ...
    @property
    def conditions(self) -> dict[ObligationId, BodyCondition]: ...
    @property
    def notices(self) -> dict[BodyId, NoticeGiven]: ...
    @property
    def asked_again(self) -> tuple[AskedAgain, ...]: ...


def condition_stands(state: Consenting, condition: ConditionStands, line: Recorded) -> dict[str, object]:
    """An approval holds until its condition has lapsed, and again once that is extended or met. Of a
    successor that decided for bodies whose place it took, that is the approval of each of them.
    """
    stands = BodyCondition(body=condition.body, state=condition.state, since=line.happened)
    conditions = {**state.conditions, condition.obligation: stands}
    if condition.state is ConditionState.ENDED:
        return {"conditions": conditions}
    has_lapsed = any(
        each.body == condition.body and each.state is ConditionState.LAPSED for each in conditions.values()
    )
    renewed = {
        body: outcome.model_copy(update={"holds": not has_lapsed and not outcome.awaits_effect})
        for body, outcome in state.outcomes.items()
        if outcome.standing is Standing.APPROVED_WITH_CONDITION
        and (outcome.decided_by or body) == condition.body
    }
    return {"conditions": conditions, "outcomes": {**state.outcomes, **renewed}}


def decided_anew(
    state: Consenting, body: BodyId, decided: Mapping[BodyId, BodyOutcome]
) -> dict[ObligationId, BodyCondition]:
    """An approval that lapsed with its condition is replaced by what the body decides next, and with it the
    condition it had lapsed by.
    """
    replaced = {
        name: condition.model_copy(update={"state": ConditionState.ENDED})
        for name, condition in state.conditions.items()
        if condition.state is ConditionState.LAPSED and condition.body in {body, *decided}
    }
    return {**state.conditions, **replaced}


def notices_of(state: Consenting, issued: VersionIssued) -> dict[BodyId, NoticeGiven]:
    """A change that keeps every decision keeps the objections to the text before it as well."""
    kept = state.notices if issued.change.keeps_decisions else {}
    if issued.objections_until is None:
        return kept
    given = NoticeGiven(version=issued.version, until=issued.objections_until)
    return {**kept, **dict.fromkeys(issued.notified, given)}


def notices_until(state: Consenting, until: Mapping[BodyId, Instant]) -> dict[BodyId, NoticeGiven]:
    return {
        body: notice.model_copy(update={"until": until.get(body, notice.until)})
        for body, notice in state.notices.items()
    }


def asked_again(state: Consenting, again: BodyAskedAgain, line: Recorded) -> dict[str, object]:
    """Its outcome counts no more; it is kept with the reason for which it was asked again."""
    reopened = [body for body in again.of or (again.body,) if body in state.outcomes]
    asked = tuple(
        AskedAgain(
            body=body,
            version=again.version,
            asked=line.happened,
            reason=again.reason,
            after=state.outcomes[body],
        )
        for body in reopened
    )
    left = {body: outcome for body, outcome in state.outcomes.items() if body not in reopened}
    notices = {body: notice for body, notice in state.notices.items() if body != again.body}
    return {"outcomes": left, "notices": notices, "asked_again": (*state.asked_again, *asked)}
