"""Before a meeting: who is expected, clause by clause, and how many more each body can lose (G39)."""

from datetime import date

import pytest
from a_register import Register
from a_round import MATTER, SECRETARIAT, before_everybody, expect, on

from models.commands import DeclareInterest, GiveApologies, SuspendMeeting
from models.meeting import Meeting
from models.programme import Clause
from models.quorum_expected import QuorumExpected
from models.values import BodyId, MatterId, SeatId, Text
from rules.quorum_expected import quorum_expected

IN_COMMON = "castle-point-rochford-and-southend-ccgs-2020-01-30"
CASTLE_POINT, SOUTHEND = "castle-point-rochford-ccg", "southend-ccg"


def in_january() -> Register:
    register = before_everybody()
    register.at = on(2020, 1, 27)
    return register


def seats(register: Register, body: BodyId, category: str) -> list[SeatId]:
    found = register.definition.body(body)
    assert found is not None
    return [seat.id for seat in found.seats if seat.category == category]


def away(register: Register, *absent: SeatId) -> Register:
    for seat in absent:
        expect(register.do(f"meeting/{IN_COMMON}", GiveApologies(seat=seat), SECRETARIAT))
    return register


def told(register: Register, body: BodyId, matter: MatterId | None = None) -> QuorumExpected:
    every = quorum_expected(register.known(), register.meeting(IN_COMMON))
    (one,) = [each for each in every if (each.body, each.matter) == (body, matter)]
    return one


def test_each_body_is_told_for_any_item_and_for_each_on_its_agenda() -> None:
    every = quorum_expected(in_january().known(), in_january().meeting(IN_COMMON))
    assert [(each.body, each.matter) for each in every] == [
        (CASTLE_POINT, None),
        (CASTLE_POINT, MATTER),
        (SOUTHEND, None),
        (SOUTHEND, MATTER),
    ]


def test_if_all_come_every_clause_has_its_figures_and_what_it_can_lose() -> None:
    found = told(in_january(), SOUTHEND)
    assert (found.established, found.expected, found.is_met) == (11, 11, True)
    assert [(each.needed, each.expected, each.can_lose) for each in found.clauses] == [
        (6, 11, 5),
        (1, 2, 1),
        (3, 6, 3),
        (1, 3, 2),
    ]


def test_it_can_lose_one_clinician() -> None:
    register = in_january()
    away(register, *seats(register, SOUTHEND, "C")[:2])
    found = told(register, SOUTHEND)
    assert found.words.startswith("Expected to be quorate: 9 members (6 needed);")
    assert found.words.endswith(
        "It can lose three members, of them at most one of the Accountable Officer or the Chief Finance "
        "Officer, at most one clinician, at most two lay members."
    )


def test_of_a_clause_that_is_only_just_met_nobody_may_stay_away() -> None:
    register = in_january()
    away(register, *seats(register, SOUTHEND, "C")[:3], *seats(register, SOUTHEND, "O")[:1])
    words = told(register, SOUTHEND).words
    assert "not the Accountable Officer or the Chief Finance Officer, no clinician" in words


def test_with_six_of_six_it_can_lose_nobody() -> None:
    register = in_january()
    away(register, *seats(register, SOUTHEND, "C")[:3], *seats(register, SOUTHEND, "L")[:2])
    found = told(register, SOUTHEND)
    assert (found.expected, found.is_met) == (6, True)
    assert found.words.endswith("It can lose nobody.")
    assert {each.can_lose for each in found.clauses} == {0}


def test_what_is_missing_is_said_clause_by_clause_and_the_other_body_is_not_touched() -> None:
    register = in_january()
    away(register, *seats(register, SOUTHEND, "C")[:4], *seats(register, SOUTHEND, "L")[:2])
    found = told(register, SOUTHEND)
    assert found.missing == ("5 of 6 members", "2 of 3 clinicians")
    assert found.words == "Not expected to be quorate: 5 of 6 members; 2 of 3 clinicians."
    assert len(found.apologies) == 6
    assert told(register, CASTLE_POINT).expected == 11


def test_whoever_declared_an_interest_is_not_counted_on_for_that_item_alone() -> None:
    register = in_january()
    away(register, *seats(register, SOUTHEND, "C")[:3])
    conflicted = seats(register, SOUTHEND, "C")[3]
    interest = DeclareInterest(seat=conflicted, nature=Text.of("a practice"))
    expect(register.do(f"sign-off/{MATTER}/{SOUTHEND}/1.0", interest, "southend-ccg.secretary"))
    assert told(register, SOUTHEND).is_met
    found = told(register, SOUTHEND, MATTER)
    assert (found.leaving, found.missing) == ((conflicted,), ("2 of 3 clinicians",))


def test_a_seat_that_ends_before_the_meeting_is_named_and_not_counted() -> None:
    register = in_january()
    ending = seats(register, SOUTHEND, "L")[0]
    bodies = tuple(
        body.model_copy(
            update={
                "seats": tuple(
                    seat.model_copy(update={"until": date(2020, 1, 28)}) if seat.id == ending else seat
                    for seat in body.seats
                )
            }
        )
        for body in register.definition.bodies
    )
    definition = register.definition.model_copy(update={"bodies": bodies})
    register.loaded = register.loaded.model_copy(update={"definition": definition})
    every = quorum_expected(register.known(), register.meeting(IN_COMMON))
    found = next(each for each in every if (each.body, each.matter) == (SOUTHEND, None))
    assert (found.established, found.expected, found.ended) == (10, 10, (ending,))


@pytest.mark.parametrize(
    "over",
    [
        pytest.param(lambda register: setattr(register, "at", on(2020, 1, 30, 14)), id="it has begun"),
        pytest.param(
            lambda register: expect(
                register.do(f"meeting/{IN_COMMON}", SuspendMeeting(reason=Text.of("storm")), SECRETARIAT)
            ),
            id="it was suspended",
        ),
    ],
)
def test_nothing_is_expected_of_a_meeting_that_is_not_to_come(over: object) -> None:
    register = in_january()
    assert callable(over)
    over(register)
    assert quorum_expected(register.known(), register.meeting(IN_COMMON)) == ()


def test_of_a_meeting_only_in_the_calendar_everybody_is_expected() -> None:
    register = in_january()
    planned = Meeting(meeting="essex-hwb-2020-05-20", bodies=("essex-hwb",), starts=on(2020, 5, 20))
    (found,) = quorum_expected(register.known(), planned)
    assert (found.established, found.expected, found.matter) == (20, 20, None)


def test_a_body_without_a_quorum_says_so() -> None:
    register = in_january()
    planned = Meeting(meeting="chairs", bodies=("chairs-group",), starts=on(2020, 2, 20))
    (found,) = quorum_expected(register.known(), planned)
    assert (found.clauses, found.words) == ((), "No quorum is set.")


def test_where_no_clause_counts_all_members_each_says_what_it_can_lose_itself() -> None:
    register = in_january()
    thurrock = register.known().body("thurrock-ccg")
    rules = tuple(
        each.model_copy(update={"quorum": (Clause(at_least=2, categories=("C",), called="two clinicians"),)})
        if each.id == thurrock.rules
        else each
        for each in register.definition.rule_sets
    )
    definition = register.definition.model_copy(update={"rule_sets": rules})
    register.loaded = register.loaded.model_copy(update={"definition": definition})
    planned = Meeting(meeting="thurrock", bodies=("thurrock-ccg",), starts=on(2020, 2, 20))
    (found,) = quorum_expected(register.known(), planned)
    assert found.words.endswith("It can lose at most four clinicians.")
