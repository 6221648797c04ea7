"""The record of an appointment: its start, its term and how it ended, told from the ledger alone."""

from datetime import date

from a_post import (
    APPOINTMENT,
    CONFIRM,
    EXTEND,
    OFFICE,
    PERMANENT,
    SECOND,
    SEEN,
    TOWNS,
    WHY,
    Filling,
    confirmation_of,
    in_post,
)
from appointment_told import explained, proposed, said, section, told_of

from models.events import Recorded
from models.fact import Fact
from models.post_commands import (
    AnswerSignOff,
    AwaitInformation,
    EndEarly,
    FixStart,
    ProposeExtension,
    RequestSignOff,
    WithdrawAppointment,
)
from models.post_events import (
    AppointmentProposed,
    CandidatesErased,
    EndSetEarly,
    SignOffAnswer,
    TenureKind,
)


def test_a_start_is_told_with_its_hand_over_and_what_a_body_lacks_since_g73() -> None:
    filling = in_post()
    assert said(explained(filling), "The start") == [
        "On Monday 6 January 2020 the first day was fixed: Monday 24 February 2020.",
        "It began on Monday 24 February 2020.",
    ]
    assert explained(filling).answer.startswith(
        "The interim-master, interim, has been Harbour Master since Monday 24 February 2020, "
        "to Monday 24 August 2020. All 3 bodies it serves have confirmed it."
    )
    filling.propose(SECOND, person=PERMANENT, tenure=TenureKind.PERMANENT, last=None, round=None)
    filling.confirm(confirmation_of(SECOND))
    filling.sign_off(SECOND)
    filling.does(SECOND, FixStart(first=date(2020, 8, 17), hand_over=True))
    told = explained(filling, 2)
    (fixed,) = said(told, "The start")
    assert fixed.startswith(
        "On Monday 24 February 2020 the first day was fixed: Monday 17 August 2020, "
        "with a hand-over by whoever held it before"
    )
    assert told.answer.startswith(
        "New-master, permanent, is to be Harbour Master from Monday 17 August 2020, until further notice."
    )


def test_what_bodies_lack_once_one_person_holds_their_seats_is_told_g73() -> None:
    filling = in_post()
    started = next(line for line in filling.register.lines if line.event.kind == "holder-started")
    missing = {"east": ("at least one officer",)}
    lacking = started.model_copy(update={"event": started.event.model_copy(update={"missing": missing})})
    lines = [lacking if line is started else line for line in filling.register.lines]
    told = told_of(filling, 1, lines)
    assert told is not None
    assert said(told, "The start")[-1] == (
        "With that, The east board lacked for a quorum though everyone came: at least one officer."
    )


def test_an_extension_is_a_decision_of_its_own_with_its_confirmations_and_its_sign_off_g74() -> None:
    filling = in_post()
    longer = date(2021, 3, 31)
    filling.does(APPOINTMENT, ProposeExtension(last=longer, matter=EXTEND))
    filling.confirm(EXTEND, TOWNS[:1])
    title = "The extension to Wednesday 31 March 2021"
    assert said(explained(filling), title)[:3] == [
        "Proposed on Monday 24 February 2020.",
        "Each body the post serves confirms it for itself, in the matter “extend”.",
        "1 of the 3 bodies it serves has confirmed it.",
    ]
    assert said(explained(filling), title)[-2:] == ["It has not been asked for.", "It is not in force."]
    filling.confirm(EXTEND, TOWNS[1:])
    filling.does(APPOINTMENT, RequestSignOff())
    filling.at(date(2020, 3, 2))
    filling.does(APPOINTMENT, AnswerSignOff(answer=SignOffAnswer.GRANTED, by=OFFICE, evidence=SEEN))
    told = explained(filling)
    assert said(told, title)[-2:] == [
        "The national-office answered on Monday 2 March 2020: granted.",
        "In force since Monday 2 March 2020.",
    ]
    assert len(said(told, "The sign-off from outside")) == 5, "what was asked before stays as it was"
    assert "to Wednesday 31 March 2021." in told.answer
    assert said(told, "What was proposed")[1].endswith("to Monday 24 August 2020."), "as it was proposed"


def test_an_extension_refused_outside_and_proposed_again_is_told_twice() -> None:
    filling = in_post()
    extension = ProposeExtension(last=date(2021, 3, 31), matter=EXTEND)
    filling.does(APPOINTMENT, extension)
    filling.confirm(EXTEND)
    filling.does(APPOINTMENT, RequestSignOff())
    refused = AnswerSignOff(answer=SignOffAnswer.REFUSED, by=OFFICE, evidence=SEEN)
    filling.does(APPOINTMENT, refused, extension)
    told = [each for each in explained(filling).record if each.title.startswith("The extension")]
    assert [any("refused" in line.words for line in each.said) for each in told] == [True, False]


def test_notices_and_the_end_of_a_term_are_told() -> None:
    filling = in_post()
    filling.until(APPOINTMENT, "end-appointment")
    told = explained(filling)
    assert said(told, "Notice of the end") == [
        "Given 60 days before it, on Thursday 25 June 2020.",
        "Given 30 days before it, on Friday 24 July 2020.",
        "Given 7 days before it, on Monday 17 August 2020.",
    ]
    assert said(told, "The end")[0] == "Its last day was Monday 24 August 2020."
    assert told.answer.startswith(
        "The interim-master, interim, was Harbour Master from Monday 24 February 2020 "
        "to Monday 24 August 2020."
    )


def test_an_end_set_early_is_told_with_its_reason() -> None:
    filling = in_post()
    filling.does(APPOINTMENT, EndEarly(last=date(2020, 4, 30), reason=WHY))
    (end,) = section(explained(filling), "The end")
    assert end.quoted == WHY
    assert end.words == (
        "On Monday 24 February 2020 the last day was set earlier, to Thursday 30 April 2020, "
        "for the reason quoted."
    )


def test_one_that_was_withdrawn_waits_for_nobody_any_more() -> None:
    filling = proposed()
    filling.confirm(CONFIRM)
    filling.request()
    filling.does(APPOINTMENT, AwaitInformation(reason=WHY), WithdrawAppointment(reason=WHY))
    told = explained(filling)
    assert told.answer == (
        "The interim-master, interim, was proposed as Harbour Master, which was withdrawn on "
        "Monday 6 January 2020. All 3 bodies it serves have confirmed it."
    )
    assert said(told, "The sign-off from outside")[-1].startswith("From Monday 6 January 2020 to Monday 6")
    assert said(told, "The end") == ["Withdrawn on Monday 6 January 2020, for the reason quoted."]


def with_event(filling: Filling, kind: type[Fact], **changes: object) -> list[Recorded]:
    """The lines as if the last event of the kind had said otherwise, and nothing had come after it."""
    lines = list(filling.register.lines)
    while not isinstance(lines[-1].event, kind):
        lines.pop()
    changed = lines[-1].event.model_copy(update=changes)
    return [*lines[:-1], lines[-1].model_copy(update={"event": changed})]


def test_a_term_of_so_many_months_is_proposed_as_such() -> None:
    filling = proposed()
    told = told_of(filling, 1, with_event(filling, AppointmentProposed, last=None, months=6))
    assert told is not None
    assert said(told, "What was proposed")[1].endswith(", interim, for 6 months from its first day.")
    assert told.story[0].words.endswith(", interim, for 6 months from its first day")


def test_an_end_that_came_with_whoever_follows_and_the_extension_that_fell_are_told() -> None:
    filling = in_post()
    filling.does(APPOINTMENT, EndEarly(last=date(2020, 4, 30), reason=WHY))
    told = told_of(filling, 1, with_event(filling, EndSetEarly, reason=None, drops=date(2021, 3, 31)))
    assert told is not None
    (end,) = said(told, "The end")
    assert end == (
        "On Monday 24 February 2020 the last day was set earlier, to Thursday 30 April 2020, since whoever "
        "follows takes the post over; the extension to Wednesday 31 March 2021 fell with it."
    )


def test_what_was_typed_of_somebody_who_never_held_the_post_is_said_to_be_erased() -> None:
    filling = proposed()
    filling.does(APPOINTMENT, WithdrawAppointment(reason=WHY))
    erased = filling.register.lines[-1].model_copy(update={"event": CandidatesErased()})
    told = told_of(filling, 1, [*filling.register.lines, erased])
    assert told is not None
    assert said(told, "The end")[-1] == "What was typed of the person was erased on Monday 6 January 2020."
