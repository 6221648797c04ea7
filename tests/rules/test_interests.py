"""Interests at a meeting: declared before it, ruled on in it, and what they do to the quorum (G37-G41)."""

from datetime import date, time

import pytest
from a_register import Register
from a_round import MATTER, SECRETARIAT, VERSION, before_everybody, expect, item, on, record, stream, there

from models.acts import Refused
from models.commands import DeclareInterest, GiveApologies, RecordMeeting
from models.deciding import NOBODY_TO_VOTE, Course, Interest
from models.letters import LetterKind
from models.programme import Body, Seat
from models.values import Standing, Text, Verb
from rules.conflicts import WAY_ON, quorum_in_words
from rules.deciding import decide
from rules.declarations import declarations_owed
from rules.expecting import expected

THURROCK = "thurrock-ccg"
MEETING = "meeting/thurrock-ccg-2020-02-26"
EVERYONE = [stay.seat for stay in there(THURROCK, "*99")]
OFFICERS = [stay.seat for stay in there(THURROCK, "O9")]
CLINICIANS = [stay.seat for stay in there(THURROCK, "C9")]


@pytest.fixture
def round_() -> Register:
    return before_everybody()


def declare(register: Register, seat: str, by: str = SECRETARIAT) -> str:
    told = DeclareInterest(seat=seat, nature=Text.of("shares in a supplier"))
    return register.do(stream(THURROCK), told, by)


def leaving(*seats: str, own_terms: bool = False) -> tuple[Interest, ...]:
    return tuple(Interest(seat=seat, course=Course.LEAVE, own_terms=own_terms) for seat in seats)


def held(*verbs: Verb, interests: tuple[Interest, ...] = (), votes: str = "") -> RecordMeeting:
    what = item(THURROCK, *verbs, votes=votes, at=time(14, 0), interests=interests)
    return record((THURROCK, "*99"), items=(what,))


def recorded(register: Register, command: RecordMeeting) -> str:
    register.at = on(2020, 2, 26, 18)
    return register.do(MEETING, command, SECRETARIAT)


# --- interests alone stop a body (G39) ----------------------------------------------------


def test_g39_where_interests_alone_break_the_quorum_the_record_says_so(round_: Register) -> None:
    expect(recorded(round_, held(interests=leaving(*OFFICERS))))
    sign_off = round_.sign_off(MATTER, THURROCK, VERSION)
    assert sign_off.standing is Standing.INQUORATE
    basis = sign_off.attempts[-1].basis
    assert basis.stopped_by == tuple(OFFICERS)
    words = quorum_in_words(basis)
    assert words.startswith("Enough members were there, and interests alone stopped it: ")
    assert basis.quorum
    assert all(missing in words for missing in basis.quorum.missing)
    assert words.endswith(WAY_ON)


def test_g39_a_quorum_missing_for_absence_is_not_put_down_to_interests(round_: Register) -> None:
    what = item(THURROCK, at=time(14, 0), interests=leaving(OFFICERS[0]))
    expect(recorded(round_, record((THURROCK, "O1 C2"), items=(what,))))
    basis = round_.sign_off(MATTER, THURROCK, VERSION).attempts[-1].basis
    assert basis.stopped_by == ()
    assert quorum_in_words(basis).startswith("Not quorate: ")


def test_g39_a_quorate_body_of_whom_nobody_may_vote_is_recorded_as_stopped(round_: Register) -> None:
    staying = tuple(Interest(seat=seat, course=Course.STAY_WITHOUT_VOTING) for seat in EVERYONE)
    expect(recorded(round_, held(interests=staying)))
    sign_off = round_.sign_off(MATTER, THURROCK, VERSION)
    assert sign_off.standing is Standing.INQUORATE
    assert sign_off.attempts[-1].basis.missing == (NOBODY_TO_VOTE,)


def test_g39_what_a_body_stopped_by_interests_decided_is_refused_with_the_way_on(round_: Register) -> None:
    round_.at = on(2020, 2, 26, 18)
    decided = held(Verb.APPROVE, interests=leaving(*OFFICERS), votes="6-0")
    refusal = decide(round_.known(None), MEETING, decided)
    assert isinstance(refusal, Refused)
    assert refusal.code == "stopped-by-interests"
    assert "a panel, a committee, or members of other bodies" in refusal.words


# --- what is to be expected (G39) ---------------------------------------------------------


def test_g39_an_interest_told_before_the_meeting_that_breaks_its_quorum_is_a_task_at_once(
    round_: Register,
) -> None:
    for seat in OFFICERS[:-1]:
        expect(declare(round_, seat))
        assert round_.lines[-1].event.missing == ()
        assert LetterKind.TASK not in {each.kind for each in round_.told[-3:]}
    expect(declare(round_, OFFICERS[-1]))
    assert round_.lines[-1].event.missing
    assert (round_.told[-1].kind, round_.told[-1].to) == (
        LetterKind.TASK,
        round_.known().body(THURROCK).secretary,
    )
    (found,) = expected(round_.known(), round_.meeting(MEETING.split("/")[1]))
    assert (found.body, found.matter, found.missing) == (THURROCK, MATTER, round_.lines[-1].event.missing)


def test_g39_apologies_are_weighed_with_the_interests_already_declared_on_an_item(round_: Register) -> None:
    for seat in OFFICERS[:-1]:
        expect(declare(round_, seat))
    expect(round_.do(MEETING, GiveApologies(seat=OFFICERS[-1]), SECRETARIAT))
    given = round_.lines[-1].event
    assert given.missing == ()
    assert set(given.items) == {MATTER}
    assert round_.told[-1].kind is LetterKind.TASK


def test_nothing_is_foreseen_of_a_meeting_to_which_all_come_without_interests(round_: Register) -> None:
    assert expected(round_.known(), round_.meeting(MEETING.split("/")[1])) == ()


@pytest.mark.parametrize(
    ("seat", "by", "code"),
    [
        pytest.param(CLINICIANS[0], SECRETARIAT, "done", id="told to the secretary"),
        pytest.param(CLINICIANS[0], "independent-chair", "not-your-seat", id="nobody else enters it"),
        pytest.param("southend-ccg/chair", SECRETARIAT, "not-entitled", id="a seat of another body"),
    ],
)
def test_g37_who_may_declare_before_a_meeting(round_: Register, seat: str, by: str, code: str) -> None:
    assert declare(round_, seat, by) == code


def test_an_interest_declared_twice_is_one(round_: Register) -> None:
    expect(declare(round_, CLINICIANS[0]))
    assert declare(round_, CLINICIANS[0]) == "nothing"


# --- the chair rules (G38), one's own terms (G41) -----------------------------------------


def test_g38_a_ruling_is_asked_for_on_an_interest_declared_before_the_meeting(round_: Register) -> None:
    expect(declare(round_, CLINICIANS[0]))
    count = len(EVERYONE)
    assert recorded(round_, held(Verb.APPROVE, votes=f"{count}-0")) == "ruling-missing"
    ruled = (Interest(seat=CLINICIANS[0], course=Course.STAY_AND_VOTE),)
    expect(recorded(round_, held(Verb.APPROVE, votes=f"{count}-0", interests=ruled)))


def test_g38_no_ruling_is_asked_for_on_somebody_who_was_not_there(round_: Register) -> None:
    expect(declare(round_, CLINICIANS[-1]))
    what = item(THURROCK, Verb.APPROVE, at=time(14, 0))
    expect(recorded(round_, record((THURROCK, "O9 C3 L9"), items=(what,))))


@pytest.mark.parametrize("course", [Course.STAY_WITHOUT_VOTING, Course.STAY_AND_VOTE])
def test_g41_nobody_stays_when_their_own_pay_or_terms_are_discussed(round_: Register, course: Course) -> None:
    stays = (Interest(seat=OFFICERS[0], course=course, own_terms=True),)
    assert recorded(round_, held(Verb.APPROVE, interests=stays)) == "own-terms"


def test_g41_who_left_for_their_own_terms_is_not_among_those_present(round_: Register) -> None:
    expect(recorded(round_, held(Verb.APPROVE, interests=leaving(CLINICIANS[0], own_terms=True))))
    decided = round_.sign_off(MATTER, THURROCK, VERSION).decided
    assert decided
    assert set(decided.basis.present) == set(EVERYONE) - {CLINICIANS[0]}


# --- standing declarations (G40) ----------------------------------------------------------


def a_body(*declared: date | None, voting: bool = True) -> Body:
    seats = tuple(
        Seat(id=f"b/s-{n}", title=f"Seat {n}", category="M", voting=voting, held_by=f"p-{n}", declared=day)
        for n, day in enumerate(declared, start=1)
    )
    return Body(id="b", name="Board", short="Board", kind="board", rules="r", seats=seats, secretary="p-0")


@pytest.mark.parametrize(
    ("declared", "day", "said"),
    [
        pytest.param([date(2019, 9, 1)], date(2020, 9, 1), "", id="a year old to the day is in time"),
        pytest.param(
            [date(2019, 9, 1)],
            date(2020, 9, 2),
            "over a year old of Seat 1 (Sunday 1 September 2019)",
            id="a day later it is old",
        ),
        pytest.param([date(2020, 2, 29)], date(2021, 2, 28), "", id="from a leap day"),
        pytest.param([date(2019, 9, 1), None], date(2020, 1, 1), "none on record of Seat 2", id="missing"),
        pytest.param([None, None], date(2020, 1, 1), "", id="a definition that gives none"),
        pytest.param([date(2020, 3, 1)], date(2020, 1, 1), "", id="a decision before the last one"),
    ],
)
def test_g40_whose_declaration_is_missing_or_over_a_year_old(
    declared: list[date | None], day: date, said: str
) -> None:
    found = declarations_owed(a_body(*declared), day)
    assert found == (f"Yearly declarations of interests: {said}." if said else "")


def test_g40_those_who_do_not_vote_owe_none() -> None:
    assert declarations_owed(a_body(date(2018, 1, 1), voting=False), date(2020, 1, 1)) == ""
