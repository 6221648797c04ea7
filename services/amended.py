"""What an amendment or a condition makes of a body's approval: told in words beside where it stands."""

from collections.abc import Iterable, Mapping

from models.approval import Approval
from models.consent import NoticeGiven
from models.deciding import ConditionState
from models.listings import ConditionStands, GaveBefore, NoticeStands
from models.obligation import Obligation
from models.sign_off import SignOff
from models.values import BodyId, Procedure, Standing
from rules.calendar import in_words, last_day_before, london_day
from rules.verbs import standing_in_words


def decided_on(sign_offs: Iterable[SignOff]) -> Mapping[BodyId, SignOff]:
    """Of each body what it decided or is asked last. Being told of an amendment that it may object to is
    neither: what it approved before stays what it approved (G58).
    """
    asked = (each for each in sign_offs if each.procedure is not Procedure.NOTICE)
    return {each.body: each for each in sorted(asked, key=lambda each: each.opened)}


def notice_of(approval: Approval, body: BodyId) -> NoticeStands | None:
    given = approval.notices.get(body)
    if given is None:
        return None
    is_still = given.standing is Standing.OPEN and approval.stands_still(given.until)
    return NoticeStands(
        version=given.version,
        until=given.until,
        standing=given.standing,
        words=_still_words(given) if is_still else _notice_words(given),
        stands_still=is_still,
    )


def _still_words(given: NoticeGiven) -> str:
    return f"may object to {given.version}; its time to do so stands still while the matter is on hold"


def _notice_words(given: NoticeGiven) -> str:
    match given.standing:
        case Standing.NO_OBJECTION:
            return f"no objection to {given.version}"
        case Standing.OBJECTED:
            return f"objects to {given.version}"
        case _:
            return f"may object to {given.version} until {in_words(last_day_before(given.until))}"


def conditions_of(
    approval: Approval, body: BodyId, owed: Mapping[str, Obligation]
) -> tuple[ConditionStands, ...]:
    """In the order they were set."""
    return tuple(
        ConditionStands(
            obligation=name,
            due=owed[name].due.latest,
            state=each.state,
            words=_condition_words(owed[name], each.state),
        )
        for name, each in approval.conditions.items()
        if each.body in {body, _decided_by(approval, body)} and name in owed
    )


def _decided_by(approval: Approval, body: BodyId) -> BodyId:
    """Itself, or the successor that decided in its place and may have set a condition."""
    outcome = approval.outcomes.get(body)
    return (outcome.decided_by if outcome else None) or body


def _condition_words(owed: Obligation, state: ConditionState) -> str:
    due = f" due {in_words(owed.due.latest)}" if owed.due.latest else ""
    return f"condition{due}: {state}"


def chairs_action_of(sign_off: SignOff, owed: Mapping[str, Obligation]) -> str:
    """Empty of what the body decided itself (G42)."""
    urgency = sign_off.decided.basis.urgency if sign_off.decided else None
    if urgency is None:
        return ""
    acted = f"{standing_in_words(sign_off.standing)} by chair's action"
    if (said := sign_off.ratified) is not None:
        return (
            f"{acted}, {'' if said.is_ratified else 'not '}ratified on {in_words(london_day(said.happened))}"
        )
    ratification = owed.get(urgency.ratification or "")
    day = ratification.due.latest if ratification else None
    return f"{acted}, ratification pending{f', due {in_words(day)}' if day else ''}"


def gave_before(approval: Approval, body: BodyId) -> GaveBefore | None:
    """What a body that is asked again gave last; nothing once it has decided anew."""
    again = [each for each in approval.asked_again if each.body == body]
    if not again or body in approval.outcomes:
        return None
    after = again[-1].after
    return GaveBefore(
        version=after.version,
        standing=after.standing,
        happened=after.happened,
        words=f"{standing_in_words(after.standing)} on {after.version} before, "
        f"on {in_words(london_day(after.happened))}",
    )
