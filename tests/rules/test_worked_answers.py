"""Small cases of the sample programme with one right answer each, written down before anything was played."""

from datetime import date, time

from a_register import Register
from a_round import (
    APPROVAL,
    MATTER,
    SECRETARIAT,
    SPONSOR,
    before_everybody,
    essex,
    expect,
    item,
    meeting_of,
    on,
    record,
    stream,
    there,
)

from models.commands import (
    AnswerConcern,
    BarPublishing,
    BodyPresent,
    OpenMatter,
    OpenObligation,
    OpenStage,
    RaiseConcern,
    RecordMeeting,
    SlipObligation,
)
from models.dates import NoDay, When, WorkingCalendar
from models.deciding import Attendance
from models.obligation import ObligationStage
from models.programme import DayCount, DaysBefore
from models.values import ObligationSort, Standing, Text, Verb
from rules.calendar import (
    add_working_days,
    deadline_after,
    end_of,
    in_words,
    last_minute_of,
    latest_day_before,
    london_day,
)
from rules.windows import windows_on

CALENDAR = WorkingCalendar(holidays=frozenset(essex().definition.holidays))
OTHER = "castle-point-rochford-ccg"
TRUSTS = ("basildon-trust-board", "mid-essex-trust-board", "southend-trust-board")


# --- boards in one room ---------------------------------------------------------------------


def test_three_boards_in_common_one_inquorate_two_approve_and_the_matter_is_not_complete() -> None:
    register = before_everybody()
    register.at = on(2020, 3, 11, 18)
    approving = (item(TRUSTS[0], Verb.APPROVE, votes="8-0"), item(TRUSTS[1], Verb.APPROVE, votes="6-0"))
    held = record(
        (TRUSTS[0], "E3 N5"),
        (TRUSTS[1], "E3 N3"),
        (TRUSTS[2], "E1 N1"),
        items=(*approving, item(TRUSTS[2])),
    )
    expect(register.do(meeting_of(register, TRUSTS[0]), held, SECRETARIAT))
    stood = [register.sign_off(MATTER, body, "1.0").standing for body in TRUSTS]
    assert stood == [Standing.APPROVED, Standing.APPROVED, Standing.INQUORATE]
    assert not register.approval(MATTER).is_complete


def test_a_clinician_who_leaves_before_the_item_leaves_it_inquorate_though_it_opened_quorate() -> None:
    register = before_everybody()
    register.at = on(2020, 1, 30, 18)
    ccg = "southend-ccg"
    first_clinician = there(ccg, "C1")[0].seat
    stays = tuple(
        Attendance(seat=stay.seat, left=time(15, 40)) if stay.seat == first_clinician else stay
        for stay in there(ccg, "O1 C3 L2")
    )
    held = RecordMeeting(
        present=(
            BodyPresent(body=OTHER, attendance=there(OTHER, "O2 C4 L2")),
            BodyPresent(body=ccg, attendance=stays),
        ),
        items=(
            item(OTHER, Verb.APPROVE, votes="8-0", at="15:50"),
            item(ccg, at="15:50"),
        ),
    )
    expect(register.do(meeting_of(register, ccg), held, SECRETARIAT))
    (attempt,) = register.sign_off(MATTER, ccg, "1.0").attempts
    assert (attempt.standing, attempt.basis.missing) == (
        Standing.INQUORATE,
        ("5 of 6 members", "2 of 3 clinicians"),
    )


# --- days -----------------------------------------------------------------------------------


def test_ten_working_days_from_thursday_2_april_2020_end_on_monday_20_april() -> None:
    found = deadline_after(date(2020, 4, 2), 10, CALENDAR)
    assert in_words(found.day) == "Monday 20 April 2020"


def test_papers_for_a_council_committee_on_friday_7_february_are_out_by_thursday_30_january() -> None:
    five = DaysBefore(days=5, counted=DayCount.CLEAR_WORKING_DAYS)
    found = latest_day_before(date(2020, 2, 7), five, CALENDAR)
    assert in_words(found.day) == "Thursday 30 January 2020"


def test_a_condition_due_twenty_working_days_after_12_march_is_due_on_9_april() -> None:
    assert add_working_days(date(2020, 3, 12), 20, CALENDAR) == date(2020, 4, 9)


# --- what is promised, scrutinised and barred -------------------------------------------------


def test_a_scrutiny_committee_that_notes_the_paper_leaves_the_required_approvals_as_they_were() -> None:
    register = before_everybody()
    register.at = on(2020, 1, 15, 18)
    before = register.approval(MATTER).outcomes
    held = record(("essex-hosc", "K9"), items=(item("essex-hosc", Verb.NOTE),))
    expect(register.do(meeting_of(register, "essex-hosc"), held, SECRETARIAT))
    after = {
        body: outcome for body, outcome in register.approval(MATTER).outcomes.items() if body != "essex-hosc"
    }
    assert after == before


def test_when_the_january_target_passes_it_slips_and_the_promise_is_overdue_on_1_february() -> None:
    register = before_everybody()
    for name, sort in (("target", ObligationSort.TARGET), ("promise", ObligationSort.PROMISE)):
        promised = OpenObligation(
            obligation=name,
            sort=sort,
            matter=MATTER,
            owner=SPONSOR,
            words=Text.of("It is published in January."),
            due=When.on(date(2020, 1, 31)),
        )
        expect(register.do(f"obligation/{name}", promised, SPONSOR))
    too_late = end_of(date(2020, 1, 31))
    assert in_words(london_day(too_late)) == "Saturday 1 February 2020"
    register.at = too_late
    for name in ("target", "promise"):
        expect(register.do(f"obligation/{name}", SlipObligation(due=too_late)))
    target, promise = register.obligation("target"), register.obligation("promise")
    assert (target.slips, target.due.no_day) == ((last_minute_of(date(2020, 1, 31)),), NoDay.UNKNOWN)
    assert promise.stage is ObligationStage.LATE


def test_in_a_window_before_an_election_publishing_is_barred_and_everything_else_goes_on() -> None:
    register = Register(essex(), at=on(2019, 11, 6))
    barring = BarPublishing(
        window="election",
        first=date(2019, 11, 6),
        last=date(2019, 12, 12),
        reason=Text.of("The election of 12 December"),
    )
    expect(register.do(f"programme/{register.definition.id}", barring, SECRETARIAT))
    barred = register.known().partnership
    assert [bool(windows_on(barred, date(2019, *day))) for day in ((11, 5), (11, 6), (12, 12), (12, 13))] == [
        False,
        True,
        True,
        False,
    ]
    expect(register.do(APPROVAL, OpenMatter(matter=MATTER, version="0.1"), SPONSOR))
    expect(register.do(APPROVAL, OpenStage(stage="preparation")))


def test_two_concerns_raised_answered_and_then_resolved_is_approved_without_condition() -> None:
    register = before_everybody()
    board = "thurrock-hwb"
    register.at = on(2020, 2, 7)
    for number, words in enumerate(("finances", "decision making"), start=1):
        expect(register.do(stream(board), RaiseConcern(words=Text.of(words)), f"{board}.secretary"))
        answer = AnswerConcern(concern=f"c{number}", words=Text.of("as told"))
        expect(register.do(stream(board), answer, SPONSOR))
    register.at = on(2020, 2, 7, 18)
    held = record((board, "K3 O3 H3 P1"), items=(item(board, Verb.AGREE_THE_DRAFT),))
    expect(register.do(meeting_of(register, board), held, SECRETARIAT))
    outcome = register.approval(MATTER).outcomes[board]
    assert (outcome.standing, outcome.holds) == (Standing.AGREED_THE_DRAFT, True)
    assert register.approval(MATTER).conditions == {}


def test_one_code_names_two_organisations_told_apart_by_the_day() -> None:
    before = essex().definition.organisation_coded("ods", "RAJ", date(2020, 3, 31))
    after = essex().definition.organisation_coded("ods", "RAJ", date(2020, 4, 1))
    assert before is not None
    assert after is not None
    assert before.id != after.id
