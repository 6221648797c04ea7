"""The record of an appointment: told from lines of the ledger alone, from its proposal to its end."""

from datetime import date
from typing import get_args

import pytest
from a_post import (
    APPOINTMENT,
    CONFIRM,
    INTERIM,
    NOT_OFFERED,
    OFFICE,
    ON_POST,
    SEEN,
    TOWNS,
    WHY,
    after_a_round,
    in_post,
    with_effect,
)
from appointment_told import explained, proposed, said, section, told_of

from models.commands import CorrectRecord
from models.dates import When
from models.events import BodyDecided
from models.post_commands import (
    AnswerSignOff,
    AwaitInformation,
    ProposeAppointment,
    RecordEligibility,
    SupplyInformation,
    TellPartners,
)
from models.post_events import (
    AppointmentProposed,
    AppointmentWithdrawn,
    EligibilityTested,
    PostEvent,
    SignOffAnswer,
    TenureKind,
)
from models.posts import SignOffEffect
from models.tellings import Turn
from models.values import Text, texts_in
from rules.appointment_in_words import ANSWERS, FORCE, SIGN_OFFS
from rules.appointment_story import TELLS
from rules.post_story import TOLD

# --- complete -----------------------------------------------------------------------------


def test_every_event_of_an_appointment_has_its_sentence() -> None:
    events = get_args(PostEvent)
    of_one = events[events.index(AppointmentProposed) : events.index(AppointmentWithdrawn) + 1]
    assert set(of_one) <= set(TELLS)


def test_every_force_and_every_answer_of_the_office_outside_has_its_words_g70() -> None:
    assert set(FORCE) == set(SIGN_OFFS) == set(SignOffEffect)
    assert set(ANSWERS) == set(SignOffAnswer)


def test_one_that_was_not_proposed_has_no_record() -> None:
    assert told_of(after_a_round(), 1) is None


def test_the_record_is_made_of_its_own_lines_its_posts_and_its_matters_and_of_nothing_else() -> None:
    filling = in_post()
    of_it = (APPOINTMENT, ON_POST, f"approval/{CONFIRM}", f"sign-off/{CONFIRM}/")
    lines = [line for line in filling.register.lines if line.stream.startswith(of_it)]
    assert told_of(filling, 1, lines) == explained(filling)


# --- proposed and confirmed ---------------------------------------------------------------


def test_what_was_proposed_says_whom_how_until_when_and_after_which_round() -> None:
    hoped = When.within("towards the end of February", date(2020, 2, 20), date(2020, 2, 29))
    told = explained(proposed(hoped=hoped, home="south-town"))
    assert said(told, "What was proposed") == [
        "The Harbour Master: Harbour Master; Master of Pilots.",
        "Proposed on Monday 6 January 2020: the interim-master, interim, to Monday 24 August 2020.",
        "It came after round 1 of recruitment.",
        "It was hoped to begin, in the words quoted.",
        "The employer stays South Town.",
    ]
    assert hoped.words is not None
    quoted = [each.quoted.digest for each in section(told, "What was proposed") if each.quoted]
    assert quoted == [hoped.words.digest]


def test_each_body_stands_in_the_record_with_its_day_and_the_way_it_decided_g68() -> None:
    filling = proposed()
    filling.confirm(CONFIRM, TOWNS[:2])
    told = explained(filling)
    assert said(told, "Who has confirmed it") == [
        "Each body the post serves confirms it for itself, in the matter “confirm”.",
        "2 of the 3 bodies it serves have confirmed it.",
        "The east board: approved on Monday 6 January 2020, in writing.",
        "The north board: approved on Monday 6 January 2020, in writing.",
        "The south board: has not decided.",
    ]
    assert told.answer == (
        "The interim-master, interim, is proposed as Harbour Master, and has not begun. "
        "2 of the 3 bodies it serves have confirmed it. The national-office has not been asked."
    )
    assert [each.words for each in told.story][-2:] == [
        "The east board: approved",
        "The north board: approved",
    ]


def test_a_board_the_post_does_not_serve_is_no_part_of_it() -> None:
    filling = in_post()
    told = explained(filling)
    beside = [
        line
        for line in filling.register.lines
        if isinstance(line.event, BodyDecided) and line.event.body not in TOWNS
    ]
    assert not {line.number for line in beside} & {each.number for each in told.story}


def test_without_a_matter_nobody_has_been_asked() -> None:
    filling = after_a_round()
    filling.holds_proposal()
    told = explained(filling)
    assert said(told, "Who has confirmed it") == ["No matter has been named by which the bodies confirm it."]


def test_each_test_of_who_may_hold_the_post_is_kept_and_its_evidence_is_for_the_desk_g67() -> None:
    filling = after_a_round()
    term = date(2020, 8, 24)
    proposal = ProposeAppointment(
        post="harbour-master", number=1, tenure=TenureKind.INTERIM, person=INTERIM, matter=CONFIRM, last=term
    )
    filling.does(APPOINTMENT, proposal)
    assert said(explained(filling), "Whether the person may hold the post") == ["It has not been tested."]
    for passed in (False, True):
        filling.does(APPOINTMENT, RecordEligibility(passed=passed, evidence=SEEN))
    told = explained(filling)
    tested = section(told, "Whether the person may hold the post")
    assert [each.words for each in tested] == [
        "Tested on Monday 6 January 2020: the person may not hold it.",
        "Tested on Monday 6 January 2020: the person may hold it.",
    ]
    assert all(each.is_for_the_desk for each in tested)
    assert SEEN not in [each.quoted for each in told.story]


# --- asked outside ------------------------------------------------------------------------


def test_the_outside_sign_off_is_told_with_its_force_its_steps_left_out_and_its_standstills_g71() -> None:
    filling = proposed()
    filling.confirm(CONFIRM)
    filling.request()
    filling.at(date(2020, 1, 8))
    filling.does(APPOINTMENT, AwaitInformation(reason=WHY))
    assert said(explained(filling), "The sign-off from outside")[-1] == (
        "Since Wednesday 8 January 2020 its time stands still: it waits for what is quoted."
    )
    assert "waits for information from us since Wednesday 8 January 2020." in explained(filling).answer
    filling.at(date(2020, 1, 13))
    filling.does(APPOINTMENT, SupplyInformation())
    filling.at(date(2020, 1, 14))
    filling.does(APPOINTMENT, AnswerSignOff(answer=SignOffAnswer.GRANTED, by=OFFICE, evidence=SEEN))
    told = explained(filling)
    stood = "From Wednesday 8 January 2020 to Monday 13 January 2020 its time stood still"
    assert said(told, "The sign-off from outside") == [
        "The national-office: nothing starts without its consent.",
        "Asked for on Monday 6 January 2020, with an answer expected by Monday 20 January 2020 at 11:59pm.",
        "2 people were interviewed.",
        "Offered: left out, for the reason quoted.",
        f"{stood}: it waited for what is quoted. Then it had until Thursday 23 January 2020 at 11:59pm.",
        "The national-office answered on Tuesday 14 January 2020: granted.",
    ]
    quoted = [each.quoted for each in section(told, "The sign-off from outside") if each.quoted]
    assert quoted == [NOT_OFFERED.reason, WHY, SEEN]
    assert "The national-office answered on Tuesday 14 January 2020: granted." in told.answer


def test_a_standstill_that_the_answer_ended_is_over() -> None:
    filling = proposed()
    filling.confirm(CONFIRM)
    filling.request()
    filling.does(APPOINTMENT, AwaitInformation(reason=WHY))
    filling.at(date(2020, 1, 9))
    filling.does(APPOINTMENT, AnswerSignOff(answer=SignOffAnswer.REFUSED, by=OFFICE, evidence=SEEN))
    told = explained(filling)
    stood = "From Monday 6 January 2020 to Thursday 9 January 2020 its time stood still"
    assert f"{stood}: it waited for what is quoted." in said(told, "The sign-off from outside")
    assert told.answer.startswith(
        "The interim-master, interim, was proposed as Harbour Master, which the office outside refused on "
        "Thursday 9 January 2020."
    )


def test_a_time_that_ended_in_silence_is_told_g70() -> None:
    filling = after_a_round(sign_off=with_effect(SignOffEffect.VETO))
    filling.propose()
    filling.confirm(CONFIRM)
    filling.request()
    assert "The national-office has been asked, and has not answered." in explained(filling).answer
    filling.until(APPOINTMENT, "note-sign-off-overdue")
    assert said(explained(filling), "The sign-off from outside")[-1] == (
        "Its time ended with Monday 20 January 2020, without an answer."
    )
    assert "The national-office has not answered, and its time is over." in explained(filling).answer


def test_a_post_that_needs_no_sign_off_says_so() -> None:
    filling = after_a_round(sign_off=None)
    filling.propose()
    told = explained(filling)
    assert said(told, "The sign-off from outside") == ["None is needed for this post."]
    assert told.answer.endswith("have confirmed it.")


# --- told, corrected ----------------------------------------------------------------------


def test_only_what_was_told_of_this_appointment_is_part_of_its_record() -> None:
    filling = proposed()
    filling.does(ON_POST, TellPartners(subject="round-1-nobody-appointed", words=Text.of("nobody")))
    assert said(explained(filling), "Who was told") == []
    filling.confirm(CONFIRM)
    filling.does(ON_POST, TellPartners(subject="appointment-1-confirmed", words=WHY))
    (told,) = section(explained(filling), "Who was told")
    assert told.words == (
        "On Monday 6 January 2020 3 partners were told that every body had confirmed it, in the words quoted."
    )
    assert told.quoted == WHY


def test_what_is_told_by_itself_has_no_words_to_quote() -> None:
    told = section(explained(in_post()), "Who was told")
    assert [each.quoted for each in told] == [None]
    assert told[0].words.endswith("partners were told that it began.")


def test_every_turn_of_a_post_has_its_words() -> None:
    assert set(TOLD) == set(Turn)


@pytest.mark.parametrize(
    ("kind", "is_quoted"),
    [
        pytest.param(EligibilityTested, False, id="what the test rests on is not repeated"),
        pytest.param(AppointmentProposed, True, id="what was proposed is quoted"),
    ],
)
def test_a_correction_is_told(kind: type, is_quoted: bool) -> None:
    filling = proposed()
    number = next(line.number for line in filling.register.lines if isinstance(line.event, kind))
    filling.does(APPOINTMENT, CorrectRecord(number=number, words=WHY))
    told = explained(filling)
    assert told.story[-1].words == f"Line {number} was corrected"
    assert (WHY.digest in {text.digest for text in texts_in(told)}) is is_quoted
