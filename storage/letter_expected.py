"""What a secretary is told of a meeting at which their body is not expected to be able to decide (G39)."""

from collections.abc import Mapping

from models.events import InterestDeclared
from models.meeting_events import ApologiesGiven, ApologiesWithdrawn
from models.values import BodyId, MatterId
from rules.conflicts import WAY_ON
from storage.letter_writing import Facts, Writing

LONGEST = 300


def after_apologies(writing: Writing) -> Facts:
    so = "After these apologies the meeting is not expected to be quorate"
    return _lacking(writing, so, writing.event(ApologiesGiven))


def after_withdrawal(writing: Writing) -> Facts:
    so = "Apologies were taken back, and still the meeting is not expected to be quorate"
    return _lacking(writing, so, writing.event(ApologiesWithdrawn))


def _lacking(writing: Writing, so: str, event: ApologiesGiven | ApologiesWithdrawn) -> Facts:
    items = [_for_item(writing, matter, missing) for matter, missing in event.items.items()]
    asked = f"{so}: {'; '.join(event.missing or items)}"
    return writing.meeting_facts() | {"asked": asked[:LONGEST], "next_step": WAY_ON if items else ""}


def after_interest(writing: Writing) -> Facts:
    """Who it is and what the body lacks without them, and nothing of what the interest is."""
    declared = writing.event(InterestDeclared)
    seat, missing = writing.seat_title(declared.seat), "; ".join(declared.missing)
    asked = f"After the interest declared by {seat} it is not expected that this body can decide: {missing}"
    return {"asked": asked[:LONGEST], "next_step": WAY_ON, "meeting_at": writing.the_sign_off().meets}


def of_this_secretary(writing: Writing, missing: Mapping[BodyId, tuple[str, ...]]) -> str:
    """What the bodies of the reader lack, each by its name."""
    known = writing.known
    return " / ".join(
        f"{known.body(body).short}: {'; '.join(each)}"
        for body, each in missing.items()
        if known.body(body).secretary == writing.row.recipient
    )


def _for_item(writing: Writing, matter: MatterId, missing: tuple[str, ...]) -> str:
    return f"for {writing.matter_title(matter)}, with the interests declared, {'; '.join(missing)}"
