"""Three trusts meet in common and become one on 1 April: what each had approved, and what it still owed."""

from datetime import UTC, datetime

from a_register import Register
from a_round import APPROVAL, MATTER, SECRETARIAT, before_everybody, expect, item, meeting_of, on, record

from models.values import Text, Verb
from rules.waits import approval_wait

BASILDON, MID_ESSEX, SOUTHEND = "basildon-trust-board", "mid-essex-trust-board", "southend-trust-board"
TRUSTS = (BASILDON, MID_ESSEX, SOUTHEND)
SUCCESSOR = "mid-and-south-essex-trust-board"
APRIL = datetime(2020, 3, 31, 23, 0, tzinfo=UTC)
"""Midnight in London, where summer time has begun."""


def met(*approving: str) -> Register:
    """On 11 March the three meet in common; those not named defer."""
    register = before_everybody()
    meeting = meeting_of(register, BASILDON)
    register.at = on(2020, 3, 11, 18)
    items = tuple(
        item(body, Verb.APPROVE) if body in approving else item(body, Verb.DEFER, asked_for=Text.of("costs"))
        for body in TRUSTS
    )
    expect(register.do(meeting, record(*((body, "*20") for body in TRUSTS), items=items), SECRETARIAT))
    return register


def merged(*approving: str) -> Register:
    register = met(*approving)
    for _ in TRUSTS:
        step = approval_wait(register.approval(MATTER), register.definition).next_step
        assert step is not None
        assert step.at == APRIL
        register.at = max(register.at, step.at)
        expect(register.do(APPROVAL, step.command))
    return register
