"""When time is short: the ladder, the chair's action at its end, and the body that ratifies it (G22, G42)."""

from datetime import date
from typing import Any

import pytest
from a_chairs_action import (
    CCG,
    LATER,
    LAY,
    NO_PUBLIC,
    OWED,
    QUORATE,
    SECRETARY,
    acted,
    action,
    asked,
    owed,
    ratifying,
    suspended,
)
from a_register import Register
from a_round import (
    APPROVAL,
    MATTER,
    SECRETARIAT,
    SPONSOR,
    before_everybody,
    expect,
    item,
    meeting_of,
    on,
    record,
    stream,
)

from models.commands import (
    AskAgain,
    CallMeeting,
    CancelMeeting,
    CarryOver,
    Discharge,
    DropObligation,
    MoveMeeting,
    OpenObligation,
    PutOnAgenda,
    SlipObligation,
    SuspendMeeting,
)
from models.dates import When
from models.deciding import Consulted, RatificationState, Rung
from models.letters import LetterKind
from models.obligation import Obligation, ObligationStage
from models.programme import Holder
from models.urgency_commands import RungReason
from models.values import ObligationSort, Procedure, Standing, Text, Verb
from rules.calendar import end_of
from rules.gate import gate
from rules.urgency import ladder
from rules.waits import meeting_wait, obligation_wait

# --- the ladder ---------------------------------------------------------------------------


def test_each_way_is_shut_by_the_calendar_or_the_rules_and_says_why() -> None:
    register = suspended()
    ways = ladder(register.known(), register.sign_off(MATTER, CCG, "1.0"), LATER)
    assert [(each.rung, each.is_shut) for each in ways] == [
        (Rung.NEXT_MEETING, True),
        (Rung.SPECIAL_MEETING, True),
        (Rung.WRITTEN_PROCEDURE, True),
        (Rung.CHAIRS_ACTION, False),
    ]
    assert "Thursday 28 May 2020" in ways[0].words
    assert "no written procedure" in ways[2].words
    assert "after consulting 2" in ways[3].words


def test_a_meeting_in_time_keeps_the_chair_from_acting() -> None:
    register = asked()
    register.at = on(2020, 3, 18)
    assert register.do(stream(CCG), action(consulted=()), SECRETARY) == "way-open"


def test_a_special_meeting_that_could_be_called_keeps_the_chair_from_acting_unless_it_is_told_why() -> None:
    register = suspended()
    needed = date(2020, 4, 30)
    assert register.do(stream(CCG), action(needed_by=needed), SECRETARY) == "way-open"
    shown = (RungReason(rung=Rung.SPECIAL_MEETING, reason=NO_PUBLIC),)
    expect(register.do(stream(CCG), action(needed_by=needed, cannot=shown), SECRETARY))
    decided = register.sign_off(MATTER, CCG, "1.0").decided
    assert decided is not None
    assert decided.basis.urgency is not None
    special = decided.basis.urgency.shut[1]
    assert (special.found, special.reason) == ("", NO_PUBLIC)


def test_no_council_committee_has_a_chairs_action() -> None:
    register = suspended()
    board = "essex-hwb"
    assert register.do(stream(board), action(officer=None), f"{board}.secretary") == "no-chairs-action"


# --- acting -------------------------------------------------------------------------------


def test_a_chairs_action_takes_effect_at_once_and_counts_while_its_ratification_is_open() -> None:
    register = acted()
    sign_off, outcome = register.sign_off(MATTER, CCG, "1.0"), register.approval(MATTER).outcomes[CCG]
    assert (sign_off.standing, outcome.holds, outcome.happened) == (
        Standing.APPROVED,
        True,
        on(2020, 3, 26),
    )
    assert sign_off.decided is not None
    assert sign_off.decided.basis.procedure is Procedure.CHAIRS_ACTION
    (pending,) = gate(register.known(), register.approval(MATTER)).pending
    assert pending.words == (
        "Governing Body of NHS Mid Essex CCG approved by its chair's action; its ratification is pending, "
        "due Thursday 28 May 2020"
    )


def another_has_been_in_post_since(register: Register, day: date) -> None:
    bodies = register.definition.bodies
    found = next(body for body in bodies if body.id == CCG)
    holder = Holder(person="interim-joint-accountable-officer", since=day)
    seats = tuple(
        seat.model_copy(update={"holders": (holder,)}) if seat.id == action().officer else seat
        for seat in found.seats
    )
    changed = tuple(found.model_copy(update={"seats": seats}) if body is found else body for body in bodies)
    definition = register.definition.model_copy(update={"bodies": changed})
    register.loaded = register.loaded.model_copy(update={"definition": definition})


def test_the_officer_who_acts_is_whoever_holds_the_post_that_day() -> None:
    register = suspended()
    another_has_been_in_post_since(register, date(2020, 2, 24))
    expect(register.do(stream(CCG), action(), SECRETARY))
    decided = register.sign_off(MATTER, CCG, "1.0").decided
    assert decided is not None
    assert decided.basis.urgency is not None
    assert decided.basis.urgency.acting == {
        f"{CCG}/chair": f"{CCG}.chair",
        f"{CCG}/accountable-officer": "interim-joint-accountable-officer",
    }


@pytest.mark.parametrize(
    ("said", "code"),
    [
        pytest.param({"officer": None}, "officer-missing", id="an officer acts with the chair"),
        pytest.param({"officer": f"{CCG}/chief-finance-officer"}, "not-the-officer", id="the officer named"),
        pytest.param({"consulted": ()}, "too-few-heard", id="two lay members are heard"),
        pytest.param(
            {"consulted": (Consulted(seat=LAY[0], day=date(2020, 3, 24)),) * 2},
            "too-few-heard",
            id="two, not one twice",
        ),
        pytest.param(
            {"consulted": tuple(Consulted(seat=each, day=date(2019, 12, 1)) for each in LAY)},
            "too-few-heard",
            id="about this, not before it was asked",
        ),
        pytest.param(
            {
                "consulted": tuple(
                    Consulted(seat=f"{CCG}/gp-member-{n}", day=date(2020, 3, 24)) for n in (1, 2)
                )
            },
            "too-few-heard",
            id="lay members, not clinicians",
        ),
        pytest.param(
            {"consulted": (Consulted(seat=f"{CCG}/stranger", day=date(2020, 3, 24)),)},
            "unknown-seat",
            id="members the body has",
        ),
        pytest.param({"evidence": Text.of(" ")}, "evidence-missing", id="some evidence"),
        pytest.param({"needed_by": date(2020, 3, 25)}, "due-in-the-past", id="while it is of use"),
    ],
)
def test_an_action_is_refused_without(said: dict[str, Any], code: str) -> None:
    assert suspended().do(stream(CCG), action(**said), SECRETARY) == code


def test_a_second_action_on_the_same_item_is_refused() -> None:
    register = acted()
    assert register.do(stream(CCG), action(), SECRETARY) == "chair-acted-already"


def test_every_member_the_secretary_and_the_sponsor_are_told_once() -> None:
    register = acted()
    told = [each.to for each in register.told if each.kind is LetterKind.DECISION_RETURNED]
    members = {seat.held_by for seat in register.known().body(CCG).seats_on(date(2020, 3, 26))}
    last = told[-(len(members) + 2) :]
    assert set(last) == members | {SPONSOR, SECRETARY}
    assert len(last) == len(set(last))


# --- ratifying ----------------------------------------------------------------------------


def test_ratification_is_owed_at_the_next_meeting_and_a_meeting_not_held_moves_it_on_the_record() -> None:
    register = acted()
    assert (owed(register).sort, owed(register).due.latest) == (
        ObligationSort.RATIFICATION,
        date(2020, 5, 28),
    )
    register.at = on(2020, 4, 24)
    may = f"meeting/{CCG}-2020-05-28"
    expect(register.do(may, SuspendMeeting(reason=NO_PUBLIC), SECRETARY))
    assert (owed(register).due.latest, owed(register).times_carried_over) == (date(2020, 7, 30), 1)
    assert owed(register).stage is ObligationStage.OPEN


@pytest.mark.parametrize(
    ("change", "due"),
    [
        pytest.param(CancelMeeting(reason=NO_PUBLIC), date(2020, 7, 30), id="cancelled"),
        pytest.param(
            MoveMeeting(starts=on(2020, 6, 4, 13), reason=NO_PUBLIC), date(2020, 6, 4), id="moved with it"
        ),
    ],
)
def test_what_becomes_of_the_meeting_becomes_of_its_date(change: Any, due: date) -> None:  # noqa: ANN401
    register = acted()
    expect(register.do(f"meeting/{CCG}-2020-05-28", change, SECRETARY))
    assert owed(register).due.latest == due


def test_the_first_meeting_held_ratifies_it() -> None:
    register = acted()
    register.at = on(2020, 5, 28, 18)
    expect(ratifying(register))
    state = register.approval(MATTER).ratifications[owed(register).obligation]
    assert (state.state, owed(register).stage) == (RatificationState.RATIFIED, ObligationStage.KEPT)
    ratified = register.sign_off(MATTER, CCG, "1.0").ratified
    assert ratified is not None
    assert ratified.basis.counted is not None
    assert gate(register.known(), register.approval(MATTER)).pending == ()


def test_refused_before_anything_is_published_the_body_has_not_given_it_and_an_exception_is_open() -> None:
    register = acted()
    register.at = on(2020, 5, 28, 18)
    expect(ratifying(register, votes="2-7", lost=True))
    outcome = register.approval(MATTER).outcomes[CCG]
    assert (outcome.standing, outcome.holds) == (Standing.REFUSED, False)
    exception = register.states[f"obligation/{MATTER}.{CCG}.exception"]
    assert isinstance(exception, Obligation)
    assert (exception.sort, exception.owner, exception.is_open) == (ObligationSort.EXCEPTION, SPONSOR, True)
    told = {each.to for each in register.told if each.kind is LetterKind.RATIFICATION_DECIDED}
    assert register.definition.director in told
    waits = [each.words for each in gate(register.known(), register.approval(MATTER)).waits_for]
    assert any("Mid Essex CCG has refused" in words for words in waits)


def test_an_inquorate_meeting_ratifies_nothing() -> None:
    register = acted()
    register.at = on(2020, 5, 28, 18)
    may = f"meeting/{CCG}-2020-05-28"
    few = record((CCG, "O1 C1 L2"), items=(item(CCG, Verb.RATIFY, votes="4-0"),))
    assert register.do(may, few, SECRETARY) == "inquorate"
    expect(register.do(may, record((CCG, "O1 C1 L2"), items=()), SECRETARY))
    assert (owed(register).stage, owed(register).due.latest) == (ObligationStage.LATE, date(2020, 7, 30))
    missed = [each.to for each in register.told if each.kind is LetterKind.RATIFICATION_MISSED]
    assert missed == [SECRETARY, f"{CCG}.chair", register.definition.director]


def test_a_meeting_recorded_days_later_still_ratified_it_in_time() -> None:
    register = acted()
    register.at = on(2020, 6, 3)
    assert register.do(OWED, SlipObligation(due=end_of(date(2020, 5, 28)))) == "nothing"
    expect(ratifying(register))
    assert owed(register).stage is ObligationStage.KEPT


def test_nothing_waits_for_a_slip_that_only_a_meeting_can_bring() -> None:
    register = acted()
    wait = obligation_wait(owed(register), register.known().calendar)
    assert wait.next_step is not None
    assert wait.next_step.command.kind == "chase-obligation"
    meeting = register.known().meeting(f"{CCG}-2020-05-28")
    assert meeting is not None
    assert meeting_wait(meeting, register.known().calendar).next_step is not None


def test_before_the_action_there_is_nothing_to_ratify() -> None:
    register = asked()
    register.at = on(2020, 3, 26, 18)
    held = record(QUORATE, items=(item(CCG, Verb.RATIFY, votes="9-0"),))
    assert register.do(meeting_of(register, CCG), held, SECRETARY) == "nothing-to-ratify"


def test_a_meeting_before_the_action_cannot_have_ratified_it() -> None:
    register = before_everybody()
    name = f"meeting/{CCG}-special"
    starts = on(2020, 3, 12, 13)
    called = CallMeeting(meeting=f"{CCG}-special", bodies=(CCG,), starts=starts)
    register.at = on(2020, 2, 20)
    expect(register.do(name, called, SECRETARY))
    register.at = on(2020, 3, 19)
    expect(register.do(f"meeting/{CCG}-2020-03-26", SuspendMeeting(reason=NO_PUBLIC), SECRETARY))
    register.at = on(2020, 3, 26)
    expect(register.do(stream(CCG), action(), SECRETARY))
    held = record(QUORATE, items=(item(CCG, Verb.RATIFY, votes="9-0"),))
    assert register.do(name, held, SECRETARY) == "nothing-to-ratify"


def test_a_special_meeting_may_ratify_it_earlier_and_then_no_other_is_asked() -> None:
    register = acted()
    name, starts = f"meeting/{CCG}-special", on(2020, 4, 16, 13)
    expect(register.do(name, CallMeeting(meeting=f"{CCG}-special", bodies=(CCG,), starts=starts), SECRETARY))
    expect(register.do(name, PutOnAgenda(matter=MATTER, bodies=(CCG,)), SECRETARY))
    assert owed(register).due.latest == date(2020, 4, 16)
    may = register.known().meeting(f"{CCG}-2020-05-28")
    assert may is not None
    assert (may.ratifications, may.agenda) == ({}, {})
    register.at = on(2020, 4, 16, 18)
    held = record(QUORATE, items=(item(CCG, Verb.RATIFY, votes="9-0"),))
    expect(register.do(name, held, SECRETARY))
    assert owed(register).stage is ObligationStage.KEPT


def test_ratifying_is_an_item_of_its_own() -> None:
    register = acted()
    register.at = on(2020, 5, 28, 18)
    both = record(QUORATE, items=(item(CCG, Verb.RATIFY, Verb.NOTE, votes="9-0"),))
    assert register.do(f"meeting/{CCG}-2020-05-28", both, SECRETARY) == "ratifies-alone"
    twice = record(QUORATE, items=(item(CCG, Verb.RATIFY, votes="9-0"),) * 2)
    assert register.do(f"meeting/{CCG}-2020-05-28", twice, SECRETARY) == "item-twice"


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(Discharge(evidence=Text.of("done")), id="kept"),
        pytest.param(CarryOver(due=When.on(date(2020, 9, 1)), reason=Text.of("later")), id="carried over"),
        pytest.param(DropObligation(reason=Text.of("no more")), id="dropped"),
    ],
)
def test_nobody_ends_or_moves_a_ratification_by_hand(command: Any) -> None:  # noqa: ANN401  one of three
    assert acted().do(OWED, command, SECRETARIAT) == "a-ratification"


def test_a_ratification_opens_with_its_action_and_not_by_hand() -> None:
    opening = OpenObligation(
        obligation="by-hand",
        sort=ObligationSort.RATIFICATION,
        owner=SECRETARY,
        words=Text.of("Ratify"),
        due=When.on(date(2020, 5, 28)),
    )
    assert suspended().do("obligation/by-hand", opening, SECRETARIAT) == "ratifications-come-with-actions"


def test_a_body_that_refused_to_ratify_may_be_asked_again() -> None:
    register = acted()
    register.at = on(2020, 5, 28, 18)
    expect(ratifying(register, votes="2-7", lost=True))
    register.at = on(2020, 6, 1)
    expect(register.do(APPROVAL, AskAgain(body=CCG, reason=Text.of("Once more")), SPONSOR))
    assert register.sign_off(MATTER, CCG, "1.0").meeting == f"{CCG}-2020-07-30"
