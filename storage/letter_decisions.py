"""What a letter says of a decision: its outcome, its conditions, and what is open after it."""

from models.deciding import Basis
from models.events import FoundInquorate, SignOffDecided, SignOffDeferred
from models.letters import Way
from models.sign_off import Concern, ConcernState, SignOff
from models.values import Procedure, Standing
from rules.calendar import deadline_in_words, in_words, london_day
from rules.conflicts import WAY_ON
from rules.notices import authority_of, is_condition
from rules.verbs import standing_in_words
from storage.letter_writing import Facts, Writing

ENDED = {
    ConcernState.RAISED: "open",
    ConcernState.ANSWERED: "answered",
    ConcernState.WITHDRAWN: "withdrawn",
}

WAYS_ON = {
    Standing.REFUSED: "The body has refused. The ways on are to ask it again, with a new version of the "
    "document that meets what it said, or what the body that owns the route decides: to vary it, to go ahead "
    "without this body, or to end the matter.",
    Standing.LAPSED: "The body has not decided; this is not a refusal. The ways on are to ask it again, "
    "or to withdraw the matter.",
}


STAYS = "What the body approved before stays what it approved. This is no approval of the new text."
"""Of a notice that ended: silence decides nothing (G58)."""


def decided(writing: Writing) -> Facts:
    sign_off, line = writing.the_sign_off(), writing.line
    taken = writing.event(SignOffDecided)
    was_later = london_day(line.recorded) != london_day(line.happened)
    conditions = [f"Subject to: {writing.words(each)}" for each in taken.conditions]
    concerns = [_concern(writing, sign_off, each) for each in sign_off.concerns.values()]
    return {
        **_way(writing, sign_off, taken),
        "outcome": _outcome(taken.standing),
        "figures": _figures(taken),
        "happened": line.happened,
        "recorded": line.recorded if was_later else None,
        "quoted": writing.words(taken.wording),
        "lines": (*_acted(writing, taken.basis), *_in_private(writing, taken.basis), *conditions, *concerns),
        "next_step": STAYS if taken.basis.procedure is Procedure.NOTICE else _not_yet(taken),
        "ways_on": WAYS_ON.get(taken.standing, "") if writing.is_to_sponsor else "",
        "deadline": None,
        "asked": "",
        "next_reminder": None,
    }


def _way(writing: Writing, sign_off: SignOff, taken: SignOffDecided) -> Facts:
    """Who decided where the body did not: its chair, or an officer by its condition; or nobody at all."""
    basis = taken.basis
    if basis.urgency is not None:
        acted = " and ".join(writing.seat_title(seat) for seat in basis.urgency.acting)
        return {"way": Way.CHAIR, "principal": acted[:300]}
    if taken.standing is Standing.NO_OBJECTION:
        return {"way": Way.SILENCE}
    authority = authority_of(writing.known, sign_off, basis.through) if basis.through else None
    if authority is None:
        return {}
    officer = writing.seat_title(basis.through)
    return {"way": Way.OFFICER, "principal": officer, "authority_given": authority.opened}


def _acted(writing: Writing, basis: Basis) -> tuple[str, ...]:
    """Of a chair's action: who acted, whom they heard first, and that the body is to ratify it (G42)."""
    if basis.urgency is None:
        return ()
    acted = " and ".join(writing.seat_title(seat) for seat in basis.urgency.acting)
    heard = [f"Consulted: {writing.seat_title(each.seat)}, {in_words(each.day)}" for each in basis.consulted]
    why = f"Why it could not wait: {writing.words(basis.urgency.reason)}"
    ratified = "The body is to ratify it at the first formal meeting it actually holds"
    return (f"Decided by chair's action: {acted}", why, *heard, ratified)


def _in_private(writing: Writing, basis: Basis) -> tuple[str, ...]:
    """So that whoever it is written to does not pass on what the public may not read (G19)."""
    reason = basis.in_private
    return (f"Taken in private by resolution: {writing.words(reason)}",) if reason else ()


def _not_yet(taken: SignOffDecided) -> str:
    """Of a decision that may be called in before it takes effect (G49)."""
    if taken.publish_by is None:
        return ""
    by = deadline_in_words(taken.publish_by)
    return f"It is not in effect yet: it is to be published by {by}, and may then be called in."


def _outcome(standing: Standing) -> str:
    """Too few answers is no decision, and never said to be a refusal."""
    return (
        "no decision, too few agreed in time" if standing is Standing.LAPSED else standing_in_words(standing)
    )


def _figures(taken: SignOffDecided) -> str:
    words = taken.basis.counted.words.rstrip(".") if taken.basis.counted else ""
    return (words.removeprefix("Lost: ") if taken.standing is Standing.LAPSED else words)[:300]


def _concern(writing: Writing, sign_off: SignOff, concern: Concern) -> str:
    by = writing.seat_title(concern.seat) if concern.seat else writing.name(concern.by)
    if concern.objects:
        ended = "withdrawn" if concern.state is ConcernState.WITHDRAWN else "not withdrawn"
        return f"Objection told by {by}: {writing.words(concern.words)} ({ended})"
    words = f"{by}: {writing.words(concern.words)} ({ENDED[concern.state]})"
    if is_condition(sign_off, concern.seat, concern.words):
        return f"Condition of {words}"
    if concern.state is ConcernState.WITHDRAWN:
        return f"Said by {words}"
    return f"Question of {words}" if concern.seat else f"Concern told by {words}"


def reported(writing: Writing) -> Facts:
    basis = writing.event(SignOffDecided).basis
    return decided(writing) | {
        "parent": writing.body_name(writing.the_sign_off().body),
        "body": _decider(writing, basis.through),
        "lines": tuple(f"{writing.seat_title(each.seat)}, {in_words(each.day)}" for each in basis.consulted),
    }


def _decider(writing: Writing, through: str | None) -> str:
    if through is None:
        return ""
    return writing.seat_title(through) if "/" in through else writing.body_name(through)


def informed(writing: Writing) -> Facts:
    """A body that is only to be informed: where the matter stands."""
    title = writing.matter_title(writing.the_sign_off().matter)
    return {"outcome": f"{title} is before its bodies", "happened": writing.line.happened, "asked": ""}


def deferred(writing: Writing) -> Facts:
    put_off = writing.event(SignOffDeferred)
    counted = put_off.basis.counted
    return {
        "meeting_at": writing.line.happened,
        "figures": counted.words[:300].rstrip(".") if counted else "",
        "quoted": writing.words(put_off.wording),
        "lines": (writing.words(put_off.asked_for),),
        "next_meeting_at": writing.the_sign_off().meets,
        "asked": "",
    }


def inquorate(writing: Writing) -> Facts:
    found = writing.event(FoundInquorate)
    return {
        "meeting_at": writing.line.happened,
        "lines": found.basis.missing,
        "ways_on": WAY_ON if found.basis.stopped_by else "",
        "next_meeting_at": writing.the_sign_off().meets,
        "asked": "",
    }
