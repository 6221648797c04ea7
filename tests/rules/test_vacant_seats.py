"""A post that nobody holds leaves its seats vacant: nobody is asked or counted there (G34)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from a_chairs_action import CCG, SECRETARY, action, suspended
from a_chairs_action import LAY as LAY_MEMBERS
from a_partnership import CONTENT, SPONSOR
from a_post import (
    APPOINTMENT,
    EXTEND,
    INTERIM,
    PERMANENT,
    SECOND,
    TERM,
    WHY,
    Filling,
    an_established_post,
    confirmation_of,
    in_post,
)
from a_round import stream

from models.acts import Refused
from models.commands import CallMeeting, GiveAnswer, OpenMatter, OpenStage, PassSeatsOn
from models.dates import ONE_DAY
from models.deciding import Attendance
from models.letters import LetterKind
from models.post_commands import EndEarly
from models.post_events import AppointmentEnded, TenureKind
from models.programme import Body, Clause, Denominator, Holder, RuleSet, Seat
from models.seat_events import SeatPassedOn
from models.values import Answer, Instant
from rules.addressees import acting_for, chair_of, holder_of
from rules.declarations import declarations_owed
from rules.expecting import expected
from rules.passing_on import passes_at
from rules.quorum import quorum, quorum_forecast
from rules.quorum_expected import quorum_expected
from rules.recording import Sitting, sat

OFFICER, CHAIR, LAY = "north/officer", "north/chair", "north/lay"
STREAM = f"sign-off/{EXTEND}/north/1.0"
AFTER = TERM + ONE_DAY
FORMER = "north.officer"
"""Who held the seat by the definition, before there was anybody in the post."""


def in_the_seat(filling: Filling, day: date) -> str | None:
    found = filling.register.known().seat_on(OFFICER, day)
    assert found is not None
    return found.held_by


def change_the_definition(filling: Filling, **changed: object) -> None:
    loaded = filling.register.loaded
    definition = loaded.definition.model_copy(update=changed)
    filling.register.loaded = loaded.model_copy(update={"definition": definition})


def with_quorum(filling: Filling, *clauses: Clause, **rules: object) -> None:
    changed = tuple(
        each.model_copy(update={"quorum": clauses, **rules}) if each.id == "town-rules" else each
        for each in filling.register.definition.rule_sets
    )
    change_the_definition(filling, rule_sets=changed)


def with_holders(filling: Filling, *holders: Holder) -> None:
    bodies = tuple(
        body.model_copy(
            update={
                "seats": tuple(
                    each.model_copy(update={"holders": holders}) if each.id == OFFICER else each
                    for each in body.seats
                )
            }
        )
        for body in filling.register.definition.bodies
    )
    change_the_definition(filling, bodies=bodies)


def vacated(*clauses: Clause, **rules: object) -> Filling:
    """The interim's term is over, and nobody follows."""
    filling = in_post()
    with_quorum(filling, *clauses, **rules)
    filling.until(APPOINTMENT, "end-appointment")
    return filling


# --- who holds the seat on which day -------------------------------------------------------------


def test_g73_before_the_first_in_the_post_the_definition_says_who_holds_its_seats() -> None:
    filling = an_established_post()
    assert in_the_seat(filling, date(2030, 1, 1)) == FORMER
    assert in_the_seat(in_post(), date(2020, 2, 23)) == FORMER


def test_g34_since_the_first_a_day_on_which_nobody_holds_the_post_leaves_its_seats_vacant() -> None:
    filling = in_post()
    days = (date(2020, 2, 24), TERM, AFTER, date(2030, 1, 1))
    assert [in_the_seat(filling, day) for day in days] == [INTERIM, INTERIM, None, None]


def test_g34_whoever_takes_the_post_after_a_gap_holds_the_seat_and_the_gap_stays_one() -> None:
    filling = vacated()
    filling.propose(SECOND, tenure=TenureKind.PERMANENT, person=PERMANENT, last=None)
    filling.confirm(confirmation_of(SECOND))
    filling.sign_off(SECOND)
    filling.start(date(2020, 10, 1), SECOND)
    assert [in_the_seat(filling, day) for day in (AFTER, date(2020, 9, 30))] == [None, None]
    assert in_the_seat(filling, date(2020, 10, 1)) == PERMANENT


@pytest.mark.parametrize(
    ("holders", "then"),
    [
        ((Holder(person="of-old", since=date(2018, 1, 1)),), None),
        ((Holder(person="of-old"),), None),
        ((Holder(person="acting", since=AFTER),), "acting"),
        ((Holder(person="acting", since=AFTER, until=AFTER),), None),
    ],
    ids=["of old", "always", "from then on", "for a day"],
)
def test_g34_in_the_gap_only_a_holder_named_from_a_later_day_sits_there(
    holders: tuple[Holder, ...], then: str | None
) -> None:
    filling = in_post()
    with_holders(filling, *holders)
    assert in_the_seat(filling, TERM) == INTERIM
    assert in_the_seat(filling, date(2020, 9, 1)) == then


def test_g34_the_definition_with_the_holders_in_their_seats_says_the_same_as_each_body_asked_alone() -> None:
    known = in_post().register.known()
    for day in (date(2020, 2, 23), TERM, AFTER):
        for body in known.seated.bodies:
            assert body.seats_on(day) == known.body(body.id).seats_on(day)


# --- nobody is asked or written to ---------------------------------------------------------------


def asked_for_the_extension(filling: Filling) -> None:
    filling.register.do(f"approval/{EXTEND}", OpenMatter(matter=EXTEND, version="1.0"), SPONSOR)
    filling.register.do(f"approval/{EXTEND}", OpenStage(stage="towns"))


def test_g34_of_what_opens_meanwhile_the_seat_is_part_and_nobody_is_asked_there() -> None:
    filling = vacated()
    filling.register.told.clear()
    asked_for_the_extension(filling)
    assert OFFICER in filling.register.sign_off(EXTEND, "north", "1.0").entitled
    asked = {each.seat: each.to for each in filling.register.told if each.seat}
    assert asked[CHAIR] == "north.chair"
    assert OFFICER not in asked
    assert {FORMER, INTERIM}.isdisjoint(each.to for each in filling.register.told)


def test_g73_what_was_asked_while_it_was_vacant_is_asked_of_whoever_starts() -> None:
    filling = vacated()
    asked_for_the_extension(filling)
    filling.propose(SECOND, tenure=TenureKind.PERMANENT, person=PERMANENT, last=None)
    filling.confirm(confirmation_of(SECOND))
    filling.sign_off(SECOND)
    filling.register.told.clear()
    filling.start(filling.register.known().today + ONE_DAY, SECOND)
    asked = [(each.to, each.seat) for each in filling.register.told if each.kind == "sign-off-request"]
    assert (PERMANENT, OFFICER) in asked
    answer = GiveAnswer(seat=OFFICER, answer=Answer.ABSTAIN, content_hash=CONTENT)
    assert filling.do(STREAM, answer, PERMANENT) == "done"


def test_g73_when_the_term_ends_an_open_request_stays_and_is_nobodys() -> None:
    filling = in_post()
    filling.at(date(2020, 8, 17))
    asked_for_the_extension(filling)
    sign_off = filling.register.sign_off(EXTEND, "north", "1.0")
    midnight = passes_at(filling.register.known(), sign_off)
    assert midnight == datetime(2020, 8, 24, 23, 0, tzinfo=UTC)
    filling.register.at = midnight
    assert filling.do(STREAM, PassSeatsOn(due=midnight), None) == "done"
    assert filling.register.lines[-1].event == SeatPassedOn(seat=OFFICER, to=None)
    assert filling.do(STREAM, PassSeatsOn(due=midnight), None) == "nothing"


def test_g73_a_term_that_ends_early_moves_the_day_and_one_longer_takes_it_away() -> None:
    filling = in_post()
    filling.at(date(2020, 6, 1))
    asked_for_the_extension(filling)

    def day() -> Instant | None:
        return passes_at(filling.register.known(), filling.register.sign_off(EXTEND, "north", "1.0"))

    assert day() == datetime(2020, 8, 24, 23, 0, tzinfo=UTC)
    filling.does(APPOINTMENT, EndEarly(last=date(2020, 6, 30), reason=WHY))
    assert day() == datetime(2020, 6, 30, 23, 0, tzinfo=UTC)


def test_g34_a_chair_that_is_vacant_is_written_to_by_no_letter() -> None:
    filling = in_post()
    bodies = tuple(
        each.model_copy(update={"chair": OFFICER}) if each.id == "north" else each
        for each in filling.register.definition.bodies
    )
    change_the_definition(filling, bodies=bodies)
    filling.until(APPOINTMENT, "end-appointment")
    asked_for_the_extension(filling)
    known = filling.register.known()
    assert chair_of(known, known.body("north")) == ()
    assert holder_of(known, OFFICER) is None
    assert acting_for(known, STREAM, OFFICER) is None


def test_g34_whoever_starts_after_a_gap_follows_nobody_who_sat_there_before_the_post() -> None:
    """The officer of before has left since: the first start told them, and the second does not."""
    filling = in_post()
    assert FORMER in {each.to for each in filling.register.told if each.kind is LetterKind.HOLDER_STARTED}
    filling.until(APPOINTMENT, "end-appointment")
    filling.propose(SECOND, tenure=TenureKind.PERMANENT, person=PERMANENT, last=None)
    filling.confirm(confirmation_of(SECOND))
    filling.sign_off(SECOND)
    filling.register.told.clear()
    filling.start(date(2020, 10, 1), SECOND)
    started = {each.to for each in filling.register.told if each.kind is LetterKind.HOLDER_STARTED}
    assert PERMANENT in started
    assert FORMER not in started


def test_g40_no_declaration_is_owed_for_a_seat_that_nobody_holds() -> None:
    filling = vacated()
    body = filling.register.known().body("north")
    dated = tuple(each.model_copy(update={"declared": None}) for each in body.seats)
    chair = dated[0].model_copy(update={"declared": date(2020, 9, 1)})
    said = declarations_owed(body.model_copy(update={"seats": (chair, *dated[1:])}), date(2020, 9, 2))
    assert "lay of north" in said
    assert "officer of north" not in said


# --- quorum --------------------------------------------------------------------------------------


def seats(filling: Filling, day: date = AFTER) -> tuple[Seat, ...]:
    return filling.register.known().body("north").seats_on(day)


def rules_of(filling: Filling) -> RuleSet:
    return filling.register.definition.rules_of(filling.register.known().body("north"))


@pytest.mark.parametrize(
    ("denominator", "needed"),
    [(Denominator.ESTABLISHED_SEATS, 3), (Denominator.HOLDERS_OF_THE_DAY, 2)],
)
def test_g34_a_share_is_one_of_all_seats_or_of_the_holders_of_the_day(
    denominator: Denominator, needed: int
) -> None:
    filling = vacated(Clause(share="3/4"), denominator=denominator)
    found = quorum(rules_of(filling), seats(filling), (CHAIR, LAY))
    assert [(each.needed, each.found) for each in found.clauses] == [(needed, 2)]


def test_g34_a_clause_that_asks_for_the_officer_is_met_by_nobody_while_the_post_is_vacant() -> None:
    filling = vacated(Clause(seats=(OFFICER,)))
    assert not quorum(rules_of(filling), seats(filling), (CHAIR, LAY, OFFICER)).is_met
    assert not quorum_forecast(rules_of(filling), seats(filling), (), ()).is_met
    assert quorum_forecast(rules_of(filling), seats(filling, TERM), (), ()).is_met


def test_g34_nobody_is_recorded_as_sitting_in_a_seat_that_was_vacant_that_day() -> None:
    filling = vacated()
    filling.at(date(2020, 9, 30))
    known, rules = filling.register.known(), rules_of(filling)
    there = (Attendance(seat=CHAIR), Attendance(seat=LAY))
    for officer in (Attendance(seat=OFFICER), Attendance(seat=OFFICER, deputy="panel-lay")):
        refusal = sat(known, "north", rules, (*there, officer))
        assert isinstance(refusal, Refused)
        assert refusal.code == "seat-vacant"
        assert "officer of north" in refusal.words
    assert isinstance(sat(known, "north", rules, there), Sitting)
    in_the_term = replace(known, happened=datetime(2020, 8, 20, 9, tzinfo=UTC))
    assert isinstance(sat(in_the_term, "north", rules, (*there, Attendance(seat=OFFICER))), Sitting)


# --- what is to be expected -------------------------------------------------------------------------


def test_g39_a_meeting_to_come_is_forecast_with_whoever_holds_the_seats_on_its_day() -> None:
    """Called while the interim is in post, for a day after the term."""
    filling = in_post()
    with_quorum(filling, Clause(seats=(OFFICER,)))
    starts = datetime(2020, 9, 30, 9, tzinfo=UTC)
    called = CallMeeting(meeting="north-special", bodies=("north",), starts=starts)
    assert filling.do("meeting/north-special", called, "north-clerk") == "done"
    known, meeting = filling.register.known(), filling.register.meeting("north-special")
    (found,) = expected(known, meeting)
    assert (found.body, found.missing) == ("north", ("without the officer of north",))
    (told,) = quorum_expected(known, meeting)
    assert (told.established, told.expected, told.vacant) == (3, 2, (OFFICER,))
    assert not told.is_met
    assert told.words.endswith(" Vacant: officer of north.")


def test_g73_when_a_term_ends_each_body_that_cannot_be_quorate_any_more_is_named_and_its_secretary_told() -> (
    None
):
    filling = in_post()
    with_quorum(filling, Clause(at_least=3))
    filling.register.told.clear()
    filling.until(APPOINTMENT, "end-appointment")
    (event,) = (line.event for line in filling.register.lines if isinstance(line.event, AppointmentEnded))
    assert event.missing == dict.fromkeys(("east", "north", "south"), ("2 of 3 members",))
    tasks = [each.to for each in filling.register.told if each.kind is LetterKind.TASK]
    assert sorted(tasks) == ["east-clerk", "north-clerk", "south-clerk"]


def test_g73_a_term_whose_end_leaves_every_body_as_able_as_it_was_gives_nobody_a_task() -> None:
    filling = in_post()
    with_quorum(filling, Clause(at_least=2))
    filling.register.told.clear()
    filling.until(APPOINTMENT, "end-appointment")
    assert not [each for each in filling.register.told if each.kind is LetterKind.TASK]


def test_g73_a_hand_over_leaves_no_seat_vacant_when_the_first_of_the_two_goes() -> None:
    filling = in_post()
    with_quorum(filling, Clause(at_least=3))
    filling.propose(SECOND, tenure=TenureKind.PERMANENT, person=PERMANENT, last=None)
    filling.confirm(confirmation_of(SECOND))
    filling.sign_off(SECOND)
    filling.start(date(2020, 8, 17), SECOND, hand_over=True)
    filling.until(APPOINTMENT, "end-appointment")
    (event,) = (line.event for line in filling.register.lines if isinstance(line.event, AppointmentEnded))
    assert event.missing == {}
    assert in_the_seat(filling, AFTER) == PERMANENT


# --- the chair's action ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("vacant", "code"),
    [
        (f"{CCG}/accountable-officer", "post-vacant"),
        (f"{CCG}/chair", "post-vacant"),
        (LAY_MEMBERS[1], "too-few-heard"),
    ],
)
def test_g42_nobody_acts_with_the_chair_or_is_heard_in_a_seat_that_is_vacant(vacant: str, code: str) -> None:
    register = suspended()
    bodies = tuple(vacate(body, vacant) if body.id == CCG else body for body in register.definition.bodies)
    definition = register.definition.model_copy(update={"bodies": bodies})
    register.loaded = register.loaded.model_copy(update={"definition": definition})
    assert register.do(stream(CCG), action(), SECRETARY) == code


def vacate(body: Body, vacant: str) -> Body:
    seats = tuple(
        each.model_copy(update={"holders": (Holder(since=date(2020, 1, 1)),)}) if each.id == vacant else each
        for each in body.seats
    )
    return body.model_copy(update={"seats": seats})
