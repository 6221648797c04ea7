"""Orders of events in which a record could go wrong, each ending where a secretary would say it must."""

from datetime import time, timedelta

import pytest
from a_register import Register
from a_round import (
    APPROVAL,
    MATTER,
    SECRETARIAT,
    VERSION,
    before_everybody,
    before_the_board,
    item,
    meeting_of,
    on,
    record,
    stream,
    there,
)

from models.commands import (
    AnswerConcern,
    BodyPresent,
    CallMeeting,
    CancelMeeting,
    ChaseMinutes,
    HoldMatter,
    IssueVersion,
    LoadDefinition,
    MoveMeeting,
    NotePapersLate,
    PutOnAgenda,
    RaiseConcern,
    RecordDecision,
    RecordMeeting,
    SetClock,
)
from models.deciding import Attendance
from models.programme import Definition
from models.values import ChangeClass, Standing, Text, Verb, content_hash
from rules.waits import meeting_wait

HWB = ("southend-hwb", "K4 O2 H2 P1")
NELFT = "nelft-board"


@pytest.fixture
def round_() -> Register:
    return before_everybody()


def held(register: Register, body: str, *items: object, present: str = "") -> str:
    command = record((body, present or HWB[1]), items=items)
    return register.do(meeting_of(register, body), command, SECRETARIAT)


# --- the text a body saw ------------------------------------------------------------------


def test_a_decision_is_bound_to_the_text_that_was_before_the_body_when_it_met() -> None:
    register = before_the_board()
    register.at = on(2019, 12, 20)
    meeting = meeting_of(register, "partnership-board")
    issued = IssueVersion(version="0.9", change=ChangeClass.EDITORIAL, reason=Text.of("label"))
    assert register.do(APPROVAL, issued, SECRETARIAT) == "done"
    minutes = record(
        ("partnership-board", "*18"), items=(item("partnership-board", Verb.APPROVE, votes="18-0"),)
    )
    assert register.do(meeting, minutes, SECRETARIAT) == "done"
    assert register.sign_off(MATTER, "partnership-board", VERSION).standing is Standing.APPROVED
    assert register.sign_off(MATTER, "partnership-board", "0.9").standing is Standing.WITHDRAWN
    assert register.approval(MATTER).outcomes["partnership-board"].version == VERSION


def test_a_letter_cannot_decide_on_a_text_issued_after_it() -> None:
    register = before_everybody()
    register.at = on(2020, 2, 10)
    issued = IssueVersion(version="0.9", change=ChangeClass.EDITORIAL, reason=Text.of("label"))
    assert register.do(APPROVAL, issued, SECRETARIAT) == "done"
    letter = RecordDecision(
        decision=item("provide-board", Verb.APPROVE, votes="6-0").decision,
        attendance=there("provide-board", "E3 N3"),
        evidence=Text.of("their letter"),
    )
    later = f"sign-off/{MATTER}/provide-board/0.9"
    assert register.do(later, letter, SECRETARIAT, happened=on(2020, 2, 5)) == "before-it-opened"


@pytest.mark.parametrize(
    ("at", "code"),
    [
        pytest.param(time(16, 0), "item-out-of-time", id="an hour before it began"),
        pytest.param(time(23, 30), "item-out-of-time", id="later than now"),
        pytest.param(time(17, 30), "done", id="in its course"),
    ],
)
def test_an_item_is_reached_after_the_meeting_began_and_before_now(
    round_: Register, at: time, code: str
) -> None:
    round_.at = on(2020, 1, 22, 19)
    assert held(round_, "southend-hwb", item("southend-hwb", Verb.APPROVE, votes="9-0", at=at)) == code


# --- meetings -----------------------------------------------------------------------------


def test_a_meeting_that_takes_two_items_in_one_act_is_called_once_and_keeps_both(round_: Register) -> None:
    """One body is deferred to a named meeting, the other not reached: both go to the same one."""
    common = "meeting/castle-point-rochford-and-southend-ccgs-2020-01-30"
    again = CallMeeting(
        meeting="next-common",
        bodies=("castle-point-rochford-ccg", "southend-ccg"),
        starts=on(2020, 2, 20, 13),
    )
    round_.at = on(2020, 1, 30, 19)
    assert round_.do("meeting/next-common", again, SECRETARIAT) == "done"
    bodies = (("castle-point-rochford-ccg", "O2 C4 L2"), ("southend-ccg", "O1 C3 L2"))
    items = tuple(
        item(body, Verb.DEFER, votes=votes, asked_for="figures", to="next-common")
        for (body, _), votes in zip(bodies, ("8-0", "6-0"), strict=True)
    )
    assert round_.do(common, record(*bodies, items=items), SECRETARIAT) == "done"
    assert set(round_.meeting("next-common").agenda[MATTER]) == {body for body, _ in bodies}


@pytest.mark.parametrize(
    ("to", "code"),
    [
        pytest.param("southend-hwb-2020-01-22", "meeting-over", id="the meeting itself"),
        pytest.param("thurrock-hwb-2020-02-07", "not-in-meeting", id="another body's meeting"),
        pytest.param("thurrock-ccg-2019-10-09", "not-in-meeting", id="a meeting long past"),
        pytest.param("nowhere", "no-such-meeting", id="no meeting at all"),
    ],
)
def test_an_item_is_deferred_only_to_a_later_meeting_of_its_own_body(
    round_: Register, to: str, code: str
) -> None:
    round_.at = on(2020, 1, 22, 21)
    put_off = item("southend-hwb", Verb.DEFER, votes="7-2", asked_for="the appendices", to=to)
    assert held(round_, "southend-hwb", put_off) == code


def test_a_board_that_decides_its_delegated_item_itself_has_decided(round_: Register) -> None:
    call = CallMeeting(meeting="nelft-early", bodies=(NELFT,), starts=on(2020, 1, 20, 10))
    assert round_.do("meeting/nelft-early", call, SECRETARIAT) == "done"
    put = PutOnAgenda(matter=MATTER, bodies=(NELFT,))
    assert round_.do("meeting/nelft-early", put, SECRETARIAT) == "done"
    round_.at = on(2020, 1, 20, 18)
    minutes = record((NELFT, "E3 N4"), items=(item(NELFT, Verb.APPROVE, votes="7-0"),))
    assert round_.do("meeting/nelft-early", minutes, SECRETARIAT) == "done"
    decided = round_.sign_off(MATTER, NELFT, VERSION)
    assert (decided.standing, decided.meeting) == (Standing.APPROVED, "nelft-early")
    assert round_.meeting("nelft-committee-2020-01-28").agenda == {}


def test_a_body_told_of_twice_is_refused(round_: Register) -> None:
    round_.at = on(2020, 1, 22, 21)
    twice = RecordMeeting(
        present=(
            BodyPresent(body="southend-hwb", attendance=there(*HWB)),
            BodyPresent(body="southend-hwb", attendance=there("southend-hwb", "K1")),
        )
    )
    assert round_.do(meeting_of(round_, "southend-hwb"), twice, SECRETARIAT) == "body-twice"


def test_the_same_item_told_twice_is_refused(round_: Register) -> None:
    round_.at = on(2020, 1, 22, 21)
    approved = item("southend-hwb", Verb.APPROVE, votes="9-0")
    assert held(round_, "southend-hwb", approved, approved) == "item-twice"


def test_an_unknown_body_in_a_record_is_a_refusal(round_: Register) -> None:
    round_.at = on(2020, 1, 22, 21)
    assert held(round_, "southend-hwb", item("nobody", Verb.APPROVE, votes="1-0")) == "unknown-body"


def test_a_member_cannot_also_sit_as_somebodys_deputy(round_: Register) -> None:
    round_.at = on(2020, 1, 22, 21)
    stays = list(there(*HWB))
    first = round_.definition.seat(stays[0].seat)
    assert first is not None
    stays[-1] = Attendance(seat=stays[-1].seat, deputy=first.held_by)
    minutes = RecordMeeting(
        present=(BodyPresent(body="southend-hwb", attendance=tuple(stays)),),
        items=(item("southend-hwb", Verb.APPROVE, votes="9-0"),),
    )
    assert round_.do(meeting_of(round_, "southend-hwb"), minutes, SECRETARIAT) in {
        "deputy-is-member",
        "no-deputies",
    }


def test_a_body_may_put_an_item_off_by_letter(round_: Register) -> None:
    round_.at = on(2020, 2, 10)
    letter = RecordDecision(
        decision=item("provide-board", Verb.DEFER, votes="6-0", asked_for="the figures").decision,
        attendance=there("provide-board", "E3 N3"),
        evidence=Text.of("their letter"),
    )
    assert round_.do(stream("provide-board"), letter, SECRETARIAT, happened=on(2020, 2, 6)) == "done"
    assert round_.sign_off(MATTER, "provide-board", VERSION).standing is Standing.DEFERRED


def test_a_meeting_cancelled_ahead_gives_its_item_to_the_next_lawful_one_not_a_past_one(
    round_: Register,
) -> None:
    round_.at = on(2020, 3, 20)
    lost = CancelMeeting(reason="pandemic")
    assert round_.do("meeting/mid-essex-ccg-2020-03-26", lost, SECRETARIAT) == "done"
    assert round_.sign_off(MATTER, "mid-essex-ccg", VERSION).meeting == "mid-essex-ccg-2020-05-28"
    late = on(2020, 3, 12, 9)
    round_.at = late + timedelta(days=10)
    assert round_.do("meeting/southend-hwb-2020-01-22", lost, SECRETARIAT) == "done"
    assert round_.sign_off(MATTER, "southend-hwb", VERSION).meeting is None


def test_what_fell_due_for_a_former_date_of_a_meeting_is_not_done(round_: Register) -> None:
    meeting = "thurrock-ccg-2020-02-26"
    due = round_.meeting(meeting).papers_due["thurrock-ccg"]
    moved = MoveMeeting(starts=on(2020, 4, 22, 13), reason=Text.of("room"))
    assert round_.do(f"meeting/{meeting}", moved, SECRETARIAT) == "done"
    round_.at = due + timedelta(hours=1)
    assert round_.do(f"meeting/{meeting}", NotePapersLate(due=due)) == "nothing"
    assert round_.do(f"meeting/{meeting}", ChaseMinutes(due=due)) == "nothing"


def test_after_an_outage_nobody_is_asked_for_the_papers_of_a_meeting_that_has_begun(round_: Register) -> None:
    meeting = "thurrock-ccg-2020-02-26"
    round_.at = on(2020, 3, 6)
    kinds = []
    while step := meeting_wait(round_.meeting(meeting), round_.known().calendar).next_step:
        assert round_.do(f"meeting/{meeting}", step.command) == "done"
        kinds.append(round_.lines[-1].event.kind)
    assert kinds == ["minutes-chased"]


def test_the_clock_does_not_go_back_once_a_matter_is_open(round_: Register) -> None:
    programme = "programme/mid-and-south-essex"
    assert round_.do(programme, SetClock(offset=timedelta(days=-1)), SECRETARIAT) == "clock-backwards"
    assert round_.do(programme, SetClock(offset=timedelta(days=1)), SECRETARIAT) == "done"


def test_a_concern_is_answered_once(round_: Register) -> None:
    assert round_.do(stream("thurrock-ccg"), RaiseConcern(words="who pays?"), SECRETARIAT) == "done"
    answer = AnswerConcern(concern="c1", words="the system")
    assert round_.do(stream("thurrock-ccg"), answer, SECRETARIAT) == "done"
    assert round_.do(stream("thurrock-ccg"), answer, SECRETARIAT) == "concern-answered"


# --- dates, seats, definitions ------------------------------------------------------------


def test_nothing_is_dated_before_the_matter_it_happened_to(round_: Register) -> None:
    held_then = round_.do(APPROVAL, HoldMatter(reason="x"), SECRETARIAT, happened=on(2001, 1, 1))
    assert held_then == "before-it-opened"


def without(definition: Definition, seat_id: str) -> Definition:
    body = definition.body(seat_id.split("/", maxsplit=1)[0])
    assert body is not None
    left = tuple(each for each in body.seats if each.id != seat_id)
    changed = body.model_copy(update={"seats": left})
    bodies = tuple(changed if each.id == body.id else each for each in definition.bodies)
    return definition.model_copy(update={"bodies": bodies})


def test_a_seat_an_open_matter_needs_is_not_dropped_from_the_definition(round_: Register) -> None:
    gone = there("southend-hwb", "K1")[0].seat
    offered = without(round_.definition, gone)
    known = round_.known()
    assert known.definition.seat(gone) is not None
    round_.definitions[content_hash(offered)] = offered
    load = LoadDefinition(definition=content_hash(offered))
    assert round_.do("programme/mid-and-south-essex", load, SECRETARIAT) == "still-in-use"


def test_a_definition_nobody_kept_is_refused(round_: Register) -> None:
    load = LoadDefinition(definition="0" * 64)
    assert round_.do("programme/mid-and-south-essex", load, SECRETARIAT) == "unknown-definition"
