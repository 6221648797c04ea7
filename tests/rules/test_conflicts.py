"""What a declared interest does to one item of one body."""

from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.deciding import Attendance, Course, Interest
from models.programme import Clause, RuleSet, Seat
from models.values import Ask, Procedure, Verb
from rules.conflicts import cannot_decide_because_of, may_vote, present_to_vote
from rules.quorum import counted_for_quorum

ITEM = time(15, 50)
OFFICERS = ("ccg/accountable-officer", "ccg/chief-finance-officer")
CLINICIANS = tuple(f"ccg/gp-member-{number}" for number in range(1, 6))
LAY = ("ccg/lay-member-1", "ccg/lay-member-2")
EVERYONE = (*OFFICERS, *CLINICIANS, *LAY)


def seats() -> tuple[Seat, ...]:
    kinds = {**dict.fromkeys(OFFICERS, "O"), **dict.fromkeys(CLINICIANS, "C"), **dict.fromkeys(LAY, "L")}
    return tuple(
        Seat(id=seat, title=seat, category=kind, held_by=seat.split("/")[1]) for seat, kind in kinds.items()
    )


def ccg(*, withdrawn_count: bool = False) -> RuleSet:
    return RuleSet(
        id="ccg",
        procedures=(Procedure.MEETING,),
        quorum=(
            Clause(at_least=6),
            Clause(at_least=1, categories=("O",)),
            Clause(at_least=3, categories=("C",)),
            Clause(at_least=1, categories=("L",)),
        ),
        withdrawn_count_for_quorum=withdrawn_count,
        may=(Verb.APPROVE,),
        satisfying={Ask.APPROVE: (Verb.APPROVE,)},
    )


def there(*who: str) -> list[Attendance]:
    return [Attendance(seat=seat) for seat in who]


def ruled(course: Course, *who: str) -> list[Interest]:
    return [Interest(seat=seat, course=course) for seat in who]


@pytest.mark.parametrize(
    ("courses", "may"),
    [
        pytest.param([], True, id="no interest"),
        pytest.param([Course.LEAVE], False, id="leaves"),
        pytest.param([Course.STAY_WITHOUT_VOTING], False, id="stays without voting"),
        pytest.param([Course.STAY_AND_VOTE], True, id="dispensation"),
        pytest.param([Course.STAY_AND_VOTE, Course.LEAVE], False, id="of two interests the stricter holds"),
    ],
)
def test_who_may_vote(courses: list[Course], may: bool) -> None:
    declared = [Interest(seat=LAY[0], course=course) for course in courses]
    assert may_vote(LAY[0], declared) is may
    assert may_vote(LAY[1], declared)


def test_on_their_own_posts_the_officers_stay_for_the_quorum_and_seven_of_nine_vote() -> None:
    staying = ruled(Course.STAY_WITHOUT_VOTING, *OFFICERS)
    assert len(counted_for_quorum(ccg(), there(*EVERYONE), staying, ITEM)) == 9
    assert present_to_vote(there(*EVERYONE), staying, ITEM) == (*CLINICIANS, *LAY)
    assert cannot_decide_because_of(ccg(), seats(), there(*EVERYONE), staying, ITEM) == ()


def test_if_both_officers_had_to_leave_the_body_could_not_decide() -> None:
    leaving = ruled(Course.LEAVE, *OFFICERS)
    found = cannot_decide_because_of(ccg(), seats(), there(*EVERYONE), leaving, ITEM)
    assert found == tuple(leaving)


def test_a_body_whose_rules_count_who_withdraws_stays_quorate() -> None:
    leaving = ruled(Course.LEAVE, *OFFICERS)
    counts_them = ccg(withdrawn_count=True)
    assert cannot_decide_because_of(counts_them, seats(), there(*EVERYONE), leaving, ITEM) == ()


def test_a_quorate_body_of_whom_nobody_may_vote_cannot_decide() -> None:
    all_stay = ruled(Course.STAY_WITHOUT_VOTING, *EVERYONE)
    assert cannot_decide_because_of(ccg(), seats(), there(*EVERYONE), all_stay, ITEM) == tuple(all_stay)


def test_an_observer_without_an_interest_cannot_decide_for_the_members() -> None:
    observer = Seat(id="ccg/observer", title="Observer", category="P", voting=False, held_by="observer")
    all_stay = ruled(Course.STAY_WITHOUT_VOTING, *EVERYONE)
    room = there(*EVERYONE, observer.id)
    assert cannot_decide_because_of(ccg(), [*seats(), observer], room, all_stay, ITEM) == tuple(all_stay)


def test_a_body_that_was_never_quorate_is_not_stopped_by_interests() -> None:
    leaving = ruled(Course.LEAVE, *OFFICERS)
    assert cannot_decide_because_of(ccg(), seats(), there(*OFFICERS), leaving, ITEM) == ()


def test_the_interests_of_the_absent_and_of_those_with_a_dispensation_stop_nothing() -> None:
    leaving = ruled(Course.LEAVE, *CLINICIANS[1:4], LAY[1])
    dispensed = ruled(Course.STAY_AND_VOTE, *OFFICERS)
    found = cannot_decide_because_of(
        ccg(), seats(), there(*OFFICERS, *CLINICIANS, LAY[0]), [*leaving, *dispensed], ITEM
    )
    assert found == tuple(leaving[:3])


@pytest.mark.parametrize(
    ("stay", "votes"),
    [
        pytest.param(Attendance(seat=LAY[0], left=ITEM), False, id="gone when the item is reached"),
        pytest.param(Attendance(seat=LAY[0], arrived=time(16, 0)), False, id="not yet come"),
        pytest.param(Attendance(seat=LAY[0], deputy="deputy"), True, id="a deputy votes for the seat"),
    ],
)
def test_only_those_in_the_room_vote(stay: Attendance, votes: bool) -> None:
    assert (present_to_vote([stay], (), ITEM) == (LAY[0],)) is votes


def test_one_deputy_for_two_members_has_one_vote() -> None:
    for_two = [Attendance(seat=seat, deputy="deputy") for seat in LAY]
    assert present_to_vote(for_two, (), ITEM) == (LAY[0],)


rulings = st.lists(
    st.builds(Interest, seat=st.sampled_from(EVERYONE), course=st.sampled_from(Course)), max_size=6
)


@settings(deadline=None)
@given(st.sets(st.sampled_from(EVERYONE)), rulings)
def test_nobody_votes_who_does_not_count_for_the_quorum(who: set[str], declared: list[Interest]) -> None:
    room = there(*sorted(who))
    counted = counted_for_quorum(ccg(), room, declared, ITEM)
    assert set(present_to_vote(room, declared, ITEM)) <= set(counted)


@settings(deadline=None)
@given(st.sets(st.sampled_from(EVERYONE)), rulings)
def test_only_the_interests_of_those_present_who_must_not_vote_can_stop_a_body(
    who: set[str], declared: list[Interest]
) -> None:
    stopping = cannot_decide_because_of(ccg(), seats(), there(*sorted(who)), declared, ITEM)
    assert all(each.seat in who and not may_vote(each.seat, declared) for each in stopping)
