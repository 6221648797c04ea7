"""A body whose chair has to act: its meeting suspended, its members asked, what it then owes."""

from datetime import date
from typing import Any

from a_register import Register
from a_round import MATTER, before_everybody, expect, item, meeting_of, on, record, stream

from models.commands import SuspendMeeting
from models.deciding import Consulted
from models.obligation import Obligation
from models.urgency_commands import TakeChairsAction
from models.values import Text, Verb

CCG = "mid-essex-ccg"
SECRETARY = f"{CCG}.secretary"
OWED = f"obligation/{MATTER}.{CCG}.ratification"
LATER = date(2020, 3, 31)
LAY = (f"{CCG}/lay-member-1", f"{CCG}/lay-member-2")
CLINICIANS = (f"{CCG}/gp-member-1", f"{CCG}/gp-member-2")
BECAUSE = Text.of("The plan is to be published in April.")
NO_PUBLIC = Text.of("Public meetings are suspended, and none can lawfully be held.")
QUORATE = (CCG, "O1 C6 L2")


def action(**said: Any) -> TakeChairsAction:  # noqa: ANN401  whatever a command may say
    told: dict[str, Any] = {
        "needed_by": LATER,
        "reason": BECAUSE,
        "officer": f"{CCG}/accountable-officer",
        "consulted": (
            Consulted(seat=LAY[0], day=date(2020, 3, 24)),
            Consulted(seat=LAY[1], day=date(2020, 3, 25)),
        ),
        "evidence": Text.of("The chair's letter of 26 March"),
    }
    return TakeChairsAction(**{**told, **said})


def asked(body: str = CCG) -> Register:
    """On 18 December everybody is asked; Mid Essex has its item on 26 March."""
    register = before_everybody()
    assert register.sign_off(MATTER, body, "1.0").meets is not None
    return register


def suspended() -> Register:
    """On 26 March: the meeting of that day was suspended a week before."""
    register = asked()
    register.at = on(2020, 3, 19)
    expect(register.do(meeting_of(register, CCG), SuspendMeeting(reason=NO_PUBLIC), SECRETARY))
    register.at = on(2020, 3, 26)
    return register


def acted() -> Register:
    register = suspended()
    expect(register.do(stream(CCG), action(), SECRETARY))
    return register


def owed(register: Register) -> Obligation:
    state = register.states[OWED]
    assert isinstance(state, Obligation)
    return state


def ratifying(register: Register, **more: Any) -> str:  # noqa: ANN401  of its record
    name = next(
        name for name, state in register.states.items() if f"{MATTER}.{CCG}.ratification" in _on(state)
    )
    said = {"votes": "9-0", **more}
    return register.do(name, record(QUORATE, items=(item(CCG, Verb.RATIFY, **said),)), SECRETARY)


def _on(state: object) -> Any:  # noqa: ANN401  of a meeting, what it is to ratify
    return getattr(state, "ratifications", {}) if getattr(state, "is_to_come", False) else {}
