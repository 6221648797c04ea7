"""Whether enough of the right members are in the room, body by body and item by item."""

from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.deciding import Attendance, Course, Interest
from models.programme import Clause, Denominator, Deputies, RuleSet, Seat
from models.values import Ask, Procedure, SeatId, Verb
from rules.quorum import counted_for_quorum, quorum, quorum_forecast, sits_by_right

ITEM = time(15, 50)


def a_body(members: str) -> tuple[Seat, ...]:
    """Seats from "O2 C6 L3": how many of which category."""
    return tuple(
        Seat(
            id=f"body/{kind}-{number}".lower(),
            title=f"{kind} member {number}",
            category=kind,
            held_by=f"holder-{kind}-{number}".lower(),
        )
        for kind, count in (
            (word.rstrip("0123456789"), word.lstrip("ABCDEFGHKLNOPSVM")) for word in members.split()
        )
        for number in range(1, int(count) + 1)
    )


def those(members: str) -> tuple[SeatId, ...]:
    return tuple(seat.id for seat in a_body(members))


def sitting(members: str) -> list[Attendance]:
    return [Attendance(seat=seat) for seat in those(members)]


def rules(*clauses: Clause, **settings: object) -> RuleSet:
    return RuleSet.model_validate(
        {
            "id": "rules",
            "procedures": (Procedure.MEETING,),
            "may": (Verb.APPROVE,),
            "satisfying": {Ask.APPROVE: (Verb.APPROVE,)},
            "quorum": clauses,
            **settings,
        }
    )


def one(category: str, called: str = "") -> Clause:
    return Clause(at_least=1, categories=(category,), called=called)


CCG = (
    Clause(at_least=6, called="six members"),
    one("O", "the Accountable Officer or the Chief Finance Officer"),
    Clause(at_least=3, categories=("C",), called="three clinicians"),
    one("L", "a lay member"),
)
TRUST = (Clause(share="1/3", called="a third of the directors"), one("E"), one("N"))
COUNCIL = (Clause(share="1/4", called="a quarter of the members"), one("K"), one("H"))
ALLIANCE = (Clause(share="1/2", called="half of the members"), one("A"), one("H"))
PARTNERSHIP = (Clause(at_least=12), one("A"), one("C"), Clause(at_least=1, categories=("G", "M")))


@pytest.mark.parametrize(
    ("clauses", "members", "present", "needed"),
    [
        pytest.param(
            (Clause(at_least=7),), "S2 A5 C3 M3 G1", "S2 A4 C3 M2 G1", 7, id="N1 on 2 December: 12 of 14"
        ),
        pytest.param(
            PARTNERSHIP, "V1 A6 C5 G1 M3 P3 H3 O2", "V1 A4 C4 G1 M3 P2 H2 O1", 12, id="R1: 18 of 24"
        ),
        pytest.param((Clause(share="1/4"),), "K12", "K9", 3, id="N4: 9 councillors of 12"),
        pytest.param(COUNCIL, "K5 O3 H4 P2", "K4 O2 H2 P1", 4, id="R14 in January: 9 of 14"),
        pytest.param(
            (Clause(at_least=3), one("E"), one("N")), "E3 N3", "E2 N2", 3, id="R6's committee: 4 of 6"
        ),
        pytest.param(TRUST, "E6 N7", "E2 N3", 5, id="R6's board: 5 of 13 is a third rounded up"),
        pytest.param(TRUST, "E5 N7", "E4 N5", 4, id="R5: 9 of 12"),
        pytest.param(CCG, "O2 C6 L3", "O2 C4 L2", 6, id="R9: 8 of 11, the shared officer counted"),
        pytest.param(CCG, "O2 C7 L3", "O2 C5 L3", 6, id="R8: 10 of 12"),
        pytest.param(ALLIANCE, "A3 H6 P2", "A2 H5 P1", 6, id="R19: 8 of 11, half is six"),
        pytest.param(ALLIANCE, "A2 H6 P2", "A2 H4 P1", 5, id="R16: 7 of 10"),
        pytest.param(TRUST, "E4 N5", "E3 N3", 3, id="R7: 6 of 9"),
        pytest.param(COUNCIL, "K5 O3 H6 P2", "K3 O3 H3 P1", 4, id="R15: 10 of 16"),
        pytest.param(CCG, "O2 C6 L3", "O1 C5 L2", 6, id="R12: 8 of 11"),
        pytest.param(CCG, "O2 C6 L3", "O1 C4 L2", 6, id="R11 reconvened: 7 of 11"),
        pytest.param(ALLIANCE, "A3 H7 P2", "A3 H5 P1", 6, id="R18: 9 of 12"),
        pytest.param(COUNCIL, "K5 O3 H4 P2", "K3 O2 H2 P1", 4, id="R14 in March: 8 of 14"),
        pytest.param(ALLIANCE, "A3 H7 P2", "A2 H5 P1", 6, id="R17: 8 of 12"),
        pytest.param(TRUST, "E6 N7", "E3 N5", 5, id="R2: 8 of 13"),
        pytest.param(TRUST, "E5 N6", "E3 N3", 4, id="R3: 6 of 11"),
        pytest.param(TRUST, "E5 N7", "E3 N4", 4, id="R4: 7 of 12"),
        pytest.param(COUNCIL, "K6 O3 H8 P3", "K4 O3 H5 P1", 5, id="R13: 13 of 20"),
        pytest.param(CCG, "O2 C7 L3", "O1 C6 L2", 6, id="R10 in July: 9 of 12"),
        pytest.param(CCG, "O2 C7 L3", "O2 C5 L2", 6, id="R10 in September: 9 of 12"),
        pytest.param(CCG, "O2 C6 L3", "O1 C4 L2", 6, id="R12 on the Joint Accountable Officer: 7 of 11"),
    ],
)
def test_each_body_of_the_round_was_quorate(
    clauses: tuple[Clause, ...], members: str, present: str, needed: int
) -> None:
    found = quorum(rules(*clauses), a_body(members), those(present))
    assert found.is_met
    assert found.missing == ()
    assert found.clauses[0].needed == needed
    assert found.clauses[0].found == len(those(present))


def test_a_clinician_leaves_before_the_item_and_two_clauses_fail_though_the_meeting_opened_quorate() -> None:
    clinician = "body/c-3"
    there = [*sitting("O1 C2 L2"), Attendance(seat=clinician, left=time(15, 40))]
    ccg, seats = rules(*CCG), a_body("O2 C6 L3")
    assert quorum(ccg, seats, counted_for_quorum(ccg, there, (), time(13, 30))).is_met
    at_the_item = quorum(ccg, seats, counted_for_quorum(ccg, there, (), ITEM))
    assert not at_the_item.is_met
    assert at_the_item.missing == ("5 of 6 members", "2 of 3 clinicians")
    assert at_the_item.words == "Not quorate: 5 of 6 members; 2 of 3 clinicians."


@pytest.mark.parametrize(
    ("present", "missing"),
    [
        pytest.param(
            "C4 L2", ("without the Accountable Officer or the Chief Finance Officer",), id="no officer"
        ),
        pytest.param("O2 C4", ("without a lay member",), id="no lay member"),
        pytest.param("O2 C2 L2", ("2 of 3 clinicians",), id="six members, but two clinicians"),
    ],
)
def test_a_quorum_is_a_conjunction(present: str, missing: tuple[str, ...]) -> None:
    assert quorum(rules(*CCG), a_body("O2 C6 L3"), those(present)).missing == missing


# --- who counts ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stay", "is_there"),
    [
        pytest.param(Attendance(seat="body/c-1"), True, id="from start to end"),
        pytest.param(Attendance(seat="body/c-1", left=ITEM), False, id="gone at the minute of the item"),
        pytest.param(Attendance(seat="body/c-1", left=time(15, 51)), True, id="gone a minute later"),
        pytest.param(Attendance(seat="body/c-1", arrived=ITEM), True, id="come at the minute of the item"),
        pytest.param(Attendance(seat="body/c-1", arrived=time(15, 51)), False, id="come a minute late"),
    ],
)
def test_the_quorum_is_tested_when_the_item_is_reached(stay: Attendance, is_there: bool) -> None:
    assert (counted_for_quorum(rules(), [stay], (), ITEM) == ("body/c-1",)) is is_there


def test_an_item_without_a_time_counts_only_who_sat_through_the_meeting() -> None:
    there = [
        Attendance(seat="body/c-1"),
        Attendance(seat="body/c-2", left=time(16, 0)),
        Attendance(seat="body/c-3", arrived=time(10, 5)),
    ]
    assert counted_for_quorum(rules(), there, (), None) == ("body/c-1",)


def test_who_goes_out_and_comes_back_counts_once_and_only_while_in_the_room() -> None:
    stays = [Attendance(seat="body/c-1", left=time(14, 0)), Attendance(seat="body/c-1", arrived=time(15, 0))]
    assert counted_for_quorum(rules(), stays, (), time(14, 30)) == ()
    assert counted_for_quorum(rules(), stays, (), ITEM) == ("body/c-1",)


@pytest.mark.parametrize(
    ("course", "withdrawn_count", "counts"),
    [
        pytest.param(Course.LEAVE, False, False, id="who leaves for an interest does not count"),
        pytest.param(Course.LEAVE, True, True, id="unless the body's rules count who withdraws"),
        pytest.param(Course.STAY_WITHOUT_VOTING, False, True, id="who stays without voting counts"),
        pytest.param(Course.STAY_AND_VOTE, False, True, id="who has a dispensation counts"),
    ],
)
def test_an_interest_and_the_quorum(course: Course, withdrawn_count: bool, counts: bool) -> None:
    body = rules(withdrawn_count_for_quorum=withdrawn_count)
    interests = [Interest(seat="body/o-1", course=course)]
    assert ("body/o-1" in counted_for_quorum(body, sitting("O1 C3"), interests, ITEM)) is counts


def test_a_deputy_counts_only_where_the_rules_allow_deputies() -> None:
    deputy = Attendance(seat="body/k-1", deputy="deputy-councillor")
    assert not sits_by_right(rules(), deputy)
    assert counted_for_quorum(rules(), [deputy], (), ITEM) == ()
    assert counted_for_quorum(rules(deputies=Deputies()), [deputy], (), ITEM) == ("body/k-1",)


def test_one_deputy_sits_for_one_member_only() -> None:
    for_two = [Attendance(seat=seat, deputy="deputy-councillor") for seat in ("body/k-1", "body/k-2")]
    assert counted_for_quorum(rules(deputies=Deputies()), for_two, (), ITEM) == ("body/k-1",)


def test_a_person_in_two_seats_of_one_body_counts_once() -> None:
    seats = a_body("O2 C6 L3")
    both_officers = [
        seat.model_copy(update={"held_by": "shared-officer"}) if seat.category == "O" else seat
        for seat in seats
    ]
    assert quorum(rules(*CCG), both_officers, those("O2 C3 L1")).missing == ("5 of 6 members",)


def test_only_voting_seats_count_and_only_they_are_the_membership() -> None:
    seats = a_body("E6 N6 O3")
    with_observers = [seat.model_copy(update={"voting": seat.category != "O"}) for seat in seats]
    found = quorum(rules(Clause(share="1/3")), with_observers, those("E2 N1 O3"))
    assert found.missing == ("3 of 4 members",)


@pytest.mark.parametrize(
    ("denominator", "needed"),
    [
        pytest.param(Denominator.ESTABLISHED_SEATS, 4, id="a third of twelve seats"),
        pytest.param(Denominator.HOLDERS_OF_THE_DAY, 3, id="a third of nine holders"),
    ],
)
def test_a_share_is_a_share_of_what_the_rules_say(denominator: Denominator, needed: int) -> None:
    shared = [seat.model_copy(update={"held_by": "one-for-all"}) for seat in a_body("P4")]
    found = quorum(rules(Clause(share="1/3"), denominator=denominator), [*a_body("E8"), *shared], ())
    assert found.clauses[0].needed == needed


def test_a_clause_may_name_seats() -> None:
    appointing = rules(Clause(seats=("body/n-1",)))
    assert quorum(appointing, a_body("N3"), those("N3")).is_met
    without_the_chair = quorum(appointing, a_body("N3"), ("body/n-2", "body/n-3"))
    assert without_the_chair.missing == ("without the N member 1",)


@pytest.mark.parametrize(
    ("clause", "missing"),
    [
        pytest.param(Clause(at_least=2), "0 of 2 members", id="any members"),
        pytest.param(Clause(at_least=1), "without a member", id="any one member"),
        pytest.param(
            Clause(at_least=2, categories=("K", "H")), "0 of 2 K or H members", id="of two categories"
        ),
        pytest.param(one("E"), "without an E member", id="one of a category"),
        pytest.param(Clause(share="1/2", called="half of the members"), "0 of 6 members", id="a share"),
        pytest.param(
            Clause(share="1/20", called="a twentieth of the members"), "without a member", id="a small one"
        ),
        pytest.param(Clause(at_least=2, called="clinicians"), "0 of 2 clinicians", id="as the body says it"),
        pytest.param(
            Clause(categories=("E",), seats=("body/k-1",)), "without an E member or the K member 1", id="or"
        ),
    ],
)
def test_a_clause_finds_its_words(clause: Clause, missing: str) -> None:
    assert quorum(rules(clause), a_body("E2 K6 H4"), ()).missing == (missing,)


def test_a_quorate_body_says_by_how_much() -> None:
    found = quorum(rules(*CCG), a_body("O2 C6 L3"), those("O1 C4 L2"))
    assert found.words == (
        "Quorate: 7 members (6 needed); the Accountable Officer or the Chief Finance Officer (1 present); "
        "4 clinicians (3 needed); a lay member (2 present)."
    )


def test_a_body_without_a_quorum_rule_needs_none() -> None:
    found = quorum(rules(), a_body("M11"), ())
    assert found.is_met
    assert found.words == "No quorum is set."


# --- before the meeting -------------------------------------------------------------------


def test_a_forecast_says_what_expected_absences_would_break() -> None:
    forecast = quorum_forecast(rules(*CCG), a_body("O2 C6 L3"), those("C4"), ())
    assert forecast.missing == ("2 of 3 clinicians",)


def test_a_forecast_knows_that_who_leaves_for_an_interest_breaks_the_quorum() -> None:
    ccg, seats = rules(*CCG), a_body("O2 C7 L3")
    leaving = [Interest(seat=seat, course=Course.LEAVE) for seat in those("O2")]
    staying = [Interest(seat=seat, course=Course.STAY_WITHOUT_VOTING) for seat in those("O2")]
    assert quorum_forecast(ccg, seats, (), leaving).missing == (
        "without the Accountable Officer or the Chief Finance Officer",
    )
    assert quorum_forecast(ccg, seats, (), staying).is_met


# --- for every body and every room --------------------------------------------------------

KINDS = ("C", "E", "L")
SEATS = a_body("C4 E4 L4")
clauses = st.builds(
    Clause,
    at_least=st.integers(0, 12),
    share=st.sampled_from(["", "1/4", "1/3", "1/2", "2/3"]),
    categories=st.lists(st.sampled_from(KINDS), max_size=2, unique=True).map(tuple),
)
rule_sets = st.builds(
    lambda found, withdrawn, denominator: rules(
        *found, withdrawn_count_for_quorum=withdrawn, denominator=denominator
    ),
    st.lists(clauses, max_size=3),
    st.booleans(),
    st.sampled_from(Denominator),
)
bodies = st.lists(st.integers(0, 11), min_size=12, max_size=12).map(
    lambda holders: [
        seat.model_copy(update={"held_by": f"holder-{holder}"})
        for seat, holder in zip(SEATS, holders, strict=True)
    ]
)
rooms = st.lists(st.sampled_from(SEATS).map(lambda seat: Attendance(seat=seat.id)), unique=True)
interests = st.lists(
    st.builds(Interest, seat=st.sampled_from([seat.id for seat in SEATS]), course=st.sampled_from(Course)),
    max_size=4,
)


@settings(deadline=None, max_examples=200)
@given(rule_sets, bodies, rooms, st.sampled_from(SEATS))
def test_a_body_that_is_quorate_stays_quorate_when_one_more_arrives(
    body: RuleSet, seats: list[Seat], room: list[Attendance], late: Seat
) -> None:
    before = quorum(body, seats, counted_for_quorum(body, room, (), ITEM))
    fuller = [*room, Attendance(seat=late.id, arrived=time(15, 0))]
    after = quorum(body, seats, counted_for_quorum(body, fuller, (), ITEM))
    assert after.is_met or not before.is_met


@settings(deadline=None, max_examples=200)
@given(rule_sets, bodies, rooms.filter(bool), interests)
def test_one_leaving_never_makes_an_inquorate_body_quorate(
    body: RuleSet, seats: list[Seat], room: list[Attendance], declared: list[Interest]
) -> None:
    before = quorum(body, seats, counted_for_quorum(body, room, declared, ITEM))
    leaver = room[0].model_copy(update={"left": time(15, 40)})
    after = quorum(body, seats, counted_for_quorum(body, [leaver, *room[1:]], declared, ITEM))
    assert before.is_met or not after.is_met


@settings(deadline=None, max_examples=200)
@given(rule_sets, bodies, rooms, interests)
def test_no_clause_is_met_by_more_people_than_are_in_the_room(
    body: RuleSet, seats: list[Seat], room: list[Attendance], declared: list[Interest]
) -> None:
    found = quorum(body, seats, counted_for_quorum(body, room, declared, ITEM))
    in_room = {seat.held_by for seat in seats if seat.id in {each.seat for each in room}}
    assert all(clause.found <= len(in_room) for clause in found.clauses)
