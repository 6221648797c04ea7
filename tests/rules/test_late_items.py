"""An item whose papers are late is taken only on the chair's opinion of special circumstances (G22)."""

from datetime import date

from a_round import APPROVAL, MATTER, before_everybody, expect, on, stream

from models.commands import PutOnAgenda
from models.deciding import Rung
from models.meeting_events import ItemPutOnAgenda
from models.urgency_commands import TakeChairsAction
from models.values import Text
from rules.urgency import ladder

BODY = "eput-board"
SECRETARY = f"{BODY}.secretary"
MEETING = f"meeting/{BODY}-2020-01-29"
PUT = PutOnAgenda(matter=MATTER, bodies=(BODY,))
CHAIRS = Text.of("The plan cannot wait until March.")


def test_until_the_papers_are_due_an_item_is_put_on_without_more() -> None:
    register = before_everybody()
    register.at = on(2020, 1, 23, 12)
    expect(register.do(MEETING, PUT, SECRETARY))


def test_once_they_are_due_it_is_a_late_item_and_needs_the_chairs_opinion() -> None:
    register = before_everybody()
    register.at = on(2020, 1, 24)
    assert register.do(MEETING, PUT, SECRETARY) == "late-item"
    expect(register.do(MEETING, PUT.model_copy(update={"special_circumstances": CHAIRS}), SECRETARY))
    (last,) = [each.event for each in register.lines if isinstance(each.event, ItemPutOnAgenda)][-1:]
    assert last.special_circumstances == CHAIRS


def test_what_was_put_on_in_time_may_be_entered_late() -> None:
    register = before_everybody()
    register.at = on(2020, 1, 24)
    expect(register.do(MEETING, PUT, SECRETARY, happened=on(2020, 1, 22)))


def test_a_meeting_that_may_still_take_it_late_keeps_the_chair_from_acting() -> None:
    register = before_everybody()
    ccg = "thurrock-ccg"
    register.at = on(2020, 2, 20)
    sign_off = register.sign_off(MATTER, ccg, "1.0")
    assert sign_off.meeting == f"{ccg}-2020-02-26"
    lost = sign_off.model_copy(update={"meeting": None, "meets": None})
    register.states[sign_off.stream] = lost
    first, *_ = ladder(register.known(), lost, date(2020, 2, 28))
    assert (first.rung, first.is_shut) == (Rung.NEXT_MEETING, False)
    assert "Wednesday 26 February 2020 may take it as a late item" in first.words
    action = TakeChairsAction(
        needed_by=date(2020, 2, 28), reason=CHAIRS, officer=f"{ccg}/accountable-officer", evidence=CHAIRS
    )
    assert register.do(stream(ccg), action, f"{ccg}.secretary") == "way-open"
    assert register.approval(MATTER).is_running, APPROVAL
