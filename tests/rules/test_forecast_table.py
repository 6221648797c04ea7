"""The dates at which the strategy round was asked when it would end, and what each hung on (data.md, 4)."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from a_foreseen_round import (
    C1,
    ESSEX_HWB,
    ITS_MARCH,
    MID_ESSEX,
    OWNER,
    day_of,
    decides,
    foreseen,
    leg,
    played_until,
    suspended,
)
from a_register import Register
from a_round import APPROVAL, MATTER, SECRETARIAT, SPONSOR, before_everybody, expect, item, on, record

from models.commands import (
    BarPublishing,
    CallMeeting,
    HoldMatter,
    IssueVersion,
    RaiseConcern,
    ReleaseMatter,
    SlipObligation,
)
from models.forecasting import Forecast, LegKind
from models.values import ChangeClass, Standing, Text, Verb
from rules.calendar import end_of
from rules.waits import approval_wait

FRIDAY_AFTER_EASTER = datetime(2020, 4, 17, 16, 0, tzinfo=UTC)
"""17:00 in London, when the owner's written procedure closes."""


def after_january_22() -> Register:
    """A10: Southend's board defers, since the appendices were not enclosed."""
    register = played_until(date(2020, 1, 21))
    register.at = on(2020, 1, 22, 19)
    defers = item("southend-hwb", Verb.DEFER, asked_for=Text.of("the appendices"))
    meeting = register.sign_off(MATTER, "southend-hwb", "1.0").meeting
    expect(register.do(f"meeting/{meeting}", record(("southend-hwb", "*9"), items=(defers,)), SECRETARIAT))
    return register


def after_january_30() -> Register:
    """A13: of two in common one loses its quorum before the item; it is called again for 27 February."""
    register = played_until(date(2020, 1, 29))
    register.at = on(2020, 1, 30, 18)
    again = CallMeeting(meeting="southend-ccg-again", bodies=("southend-ccg",), starts=on(2020, 2, 27, 13))
    expect(register.do("meeting/southend-ccg-again", again, SECRETARIAT))
    meeting = register.sign_off(MATTER, "southend-ccg", "1.0").meeting
    approves = item("castle-point-rochford-ccg", Verb.APPROVE, votes="8-0")
    held = record(
        ("castle-point-rochford-ccg", "O2 C4 L2"),
        ("southend-ccg", "O1 C2 L2"),
        items=(approves, item("southend-ccg")),
    )
    expect(register.do(f"meeting/{meeting}", held, SECRETARIAT))
    assert register.sign_off(MATTER, "southend-ccg", "1.0").standing is Standing.INQUORATE
    return register


def amended() -> Register:
    """On 2 April, once the trusts are one, 1.1 is issued to meet C1; Mid Essex has approved."""
    register = played_until(date(2020, 3, 26))
    register.at = on(2020, 4, 2, 9)
    while step := approval_wait(register.approval(MATTER), register.definition).next_step:
        expect(register.do(APPROVAL, step.command))
    issued = IssueVersion(
        version="1.1", change=ChangeClass.LIMITED, reason=Text.of("one paragraph"), caused_by=(ESSEX_HWB,)
    )
    expect(register.do(APPROVAL, issued, SPONSOR))
    return register


# --- the five rows ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("when", "day"),
    [
        pytest.param(before_everybody, date(2020, 3, 26), id="18 December: 26 March"),
        pytest.param(after_january_22, date(2020, 3, 26), id="22 January, after a deferral: 26 March still"),
        pytest.param(after_january_30, date(2020, 3, 26), id="30 January, one inquorate: 26 March still"),
        pytest.param(suspended, date(2020, 5, 28), id="19 March, its meeting suspended: 28 May"),
    ],
)
def test_it_hangs_on_mid_essex(when: Callable[[], Register], day: date) -> None:
    found = foreseen(when())
    assert (day_of(found), found.critical) == (day, (MID_ESSEX,))


def test_had_its_march_meeting_been_lost_on_18_december_it_would_be_28_may() -> None:
    found = foreseen(before_everybody(), ITS_MARCH)
    assert (day_of(found), found.critical) == (date(2020, 5, 28), (MID_ESSEX,))


def test_on_19_march_by_its_chairs_action_it_would_be_9_april_the_day_of_c1() -> None:
    found = foreseen(suspended(), by_chairs_action=(MID_ESSEX,))
    assert (day_of(found), found.critical) == (date(2020, 4, 9), (ESSEX_HWB,))
    (critical,) = [each for each in found.legs if each.is_critical]
    assert critical.kind is LegKind.CONDITION
    assert found.words.endswith("it hangs on the condition of Essex Health and Wellbeing Board.")
    day = "Thursday 9 April 2020"
    assert (
        f"The condition of Essex Health and Wellbeing Board is met on its last day, {day}."
        in found.assumed[0]
    )


def test_that_way_is_told_beside_the_forecast_without_being_asked_for() -> None:
    (other,) = foreseen(suspended()).otherwise
    assert (other.by_chairs_action, other.critical) == ((MID_ESSEX,), (ESSEX_HWB,))
    assert other.words == (
        "Were it urgent and the chair of Governing Body of NHS Mid Essex CCG to act at once: Thursday 9 "
        "April 2020; it would then hang on the condition of Essex Health and Wellbeing Board."
    )


def test_by_chairs_action_the_window_its_new_text_needs_counts_where_it_ends_later_than_c1() -> None:
    register = suspended()
    register.at = on(2020, 4, 6)
    found = foreseen(register, by_chairs_action=(MID_ESSEX,))
    (critical,) = [each for each in found.legs if each.is_critical]
    assert critical.kind is LegKind.NEW_TEXT
    assert found.finish == end_of(date(2020, 4, 22)), (
        "ten working days, Good Friday and Easter Monday left out"
    )
    assert "is issued today, as a limited change." in found.assumed[1]


def test_on_2_april_it_is_21_april_at_midnight_and_hangs_on_the_time_to_object() -> None:
    found = foreseen(amended())
    assert found.finish == datetime(2020, 4, 20, 23, 0, tzinfo=UTC), "00:00 in London on the 21st"
    assert {each.kind for each in found.legs if each.is_critical} == {LegKind.WINDOW}
    assert len(found.critical) == 15
    assert found.words == (
        "The earliest lawful finish is Tuesday 21 April 2020; "
        "it hangs on the time in which 15 bodies may object to version 1.1."
    )


# --- what each of the others has, that day ------------------------------------------------


def test_on_2_april_the_owner_is_awaited_until_its_written_procedure_closes() -> None:
    found = leg(foreseen(amended()), OWNER)
    assert (found.earliest, found.is_done) == (FRIDAY_AFTER_EASTER, False)


def test_on_2_april_the_essex_board_need_not_meet_since_its_officer_may_agree_the_text() -> None:
    found = foreseen(amended())
    its_own, its_condition = leg(found, ESSEX_HWB), leg(found, ESSEX_HWB, LegKind.CONDITION)
    assert its_own.earliest == its_condition.earliest
    assert "its officer may agree the new text for it" in its_own.because
    assert not [each for each in found.legs if each.kind is LegKind.NEW_TEXT], "it is issued"


def test_an_open_body_does_not_wait_for_an_earlier_stage_that_is_asked_again() -> None:
    register = suspended()
    register.at = on(2020, 4, 2, 9)
    issued = IssueVersion(
        version="1.1", change=ChangeClass.LIMITED, reason=Text.of("one paragraph"), caused_by=(ESSEX_HWB,)
    )
    expect(register.do(APPROVAL, issued, SPONSOR))
    found = foreseen(register, by_chairs_action=(MID_ESSEX,))
    assert leg(found, OWNER).earliest == FRIDAY_AFTER_EASTER
    assert leg(found, MID_ESSEX).earliest == register.at


def test_a_body_whose_rules_know_no_chairs_action_cannot_be_supposed_to_use_one() -> None:
    before = before_everybody()
    supposed = foreseen(before, by_chairs_action=(ESSEX_HWB,))
    assert leg(supposed, ESSEX_HWB).earliest == leg(foreseen(before), ESSEX_HWB).earliest
    assert leg(supposed, ESSEX_HWB).because.endswith("its rules do not let its chair act for it")


def test_a_condition_whose_day_has_passed_has_no_date_and_nor_has_the_approval_that_hung_on_it() -> None:
    register = played_until(date(2020, 3, 26))
    due = end_of(date(2020, 4, 9))
    register.at = due
    expect(register.do(f"obligation/{C1}", SlipObligation(due=due)))
    found = foreseen(register)
    assert (found.finish, found.critical) == (None, (ESSEX_HWB,))
    assert "may extend it" in leg(found, ESSEX_HWB, LegKind.CONDITION).because
    assert "its condition has lapsed" in leg(found, ESSEX_HWB).because


def test_an_objection_leaves_no_date_until_it_is_withdrawn() -> None:
    register = amended()
    objection = RaiseConcern(words=Text.of("our place"), objects=True)
    expect(register.do(f"sign-off/{MATTER}/thurrock-hwb/1.1", objection, SECRETARIAT))
    found = foreseen(register)
    assert (found.finish, found.critical) == (None, ("thurrock-hwb",))
    assert found.words.endswith("there is no date for the objection of Thurrock Health and Wellbeing Board.")


# --- publishing, and holds ----------------------------------------------------------------


def barred(register: Register) -> Forecast:
    """As it was barred from 31 March to 7 May until the elections were put off."""
    bars = BarPublishing(
        window="may-elections", first=date(2020, 3, 31), last=date(2020, 5, 7), reason=Text.of("elections")
    )
    expect(register.do("programme/mid-and-south-essex", bars, SECRETARIAT))
    return foreseen(register)


def test_a_barred_window_moves_the_day_of_publishing_and_not_the_finish() -> None:
    found = barred(amended())
    assert (day_of(found), found.publishable) == (date(2020, 4, 21), date(2020, 5, 8))
    assert found.words.endswith("Nothing may be published before Friday 8 May 2020.")


def test_what_ends_before_or_after_the_window_may_be_published_the_same_day() -> None:
    before, after = barred(before_everybody()), barred(suspended())
    assert before.publishable == day_of(before) == date(2020, 3, 26)
    assert after.publishable == day_of(after) == date(2020, 5, 28)
    assert "published" not in before.words + after.words


def test_on_hold_there_is_no_finish_and_no_old_deadline_is_shown() -> None:
    register = amended()
    expect(register.do(APPROVAL, HoldMatter(reason=Text.of("the pandemic")), SPONSOR))
    found = foreseen(register)
    assert (found.finish, found.publishable, found.otherwise) == (None, None, ())
    awaited = [each for each in found.legs if not each.is_done]
    assert {each.earliest for each in awaited} == {None}
    assert {each.because for each in awaited} == {"nothing falls due while the matter is on hold"}


def test_released_its_windows_have_their_time_back() -> None:
    register = amended()
    expect(register.do(APPROVAL, HoldMatter(reason=Text.of("the pandemic")), SPONSOR))
    register.at = on(2020, 4, 9, 9)
    expect(register.do(APPROVAL, ReleaseMatter(reason=Text.of("it goes on")), SPONSOR))
    found = foreseen(register)
    assert found.finish == register.approval(MATTER).notices["thurrock-hwb"].until
    assert day_of(found) == date(2020, 4, 28), "seven days later, at the end of a working day"


def test_once_all_has_come_about_it_says_when() -> None:
    register = played_until(date(2020, 3, 11))
    for body in (ESSEX_HWB, MID_ESSEX):
        earliest = leg(foreseen(register), body).earliest
        assert earliest is not None
        decides(register, body, earliest)
    register.at = on(2020, 4, 30)
    found = foreseen(register)
    assert (day_of(found), found.critical) == (date(2020, 3, 26), ())
    assert found.words == "Every body whose answer is required has given it."
