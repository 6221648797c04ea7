"""Whether somebody may hold a post is found before any body confirms them (G67)."""

from datetime import UTC, date, datetime

import pytest
from a_partnership import CONTENT, SPONSOR
from a_post import (
    APPOINTMENT,
    CONFIRM,
    EXTEND,
    INTERIM,
    MONDAY,
    PERMANENT,
    POST,
    RECRUITER,
    SECOND,
    SEEN,
    TERM,
    Filling,
    after_a_round,
    confirming,
    in_post,
)

from models.commands import GiveAnswer, OpenMatter
from models.post_commands import ProposeAppointment, ProposeExtension, RecordEligibility, RequestSignOff
from models.post_events import TenureKind
from models.values import Answer, Text

FOUND, NOT_FOUND = (RecordEligibility(passed=each, evidence=SEEN) for each in (True, False))
ASKING = OpenMatter(matter=CONFIRM, version="1.0")
OF_NORTH = f"sign-off/{CONFIRM}/north/1.0"


def proposing(number: int = 1, matter: str = CONFIRM, person: str = INTERIM) -> ProposeAppointment:
    return ProposeAppointment(
        post=POST, number=number, tenure=TenureKind.INTERIM, person=person, matter=matter, last=TERM
    )


def answering(answer: Answer = Answer.APPROVE) -> GiveAnswer:
    return GiveAnswer(
        seat="north/chair", answer=answer, content_hash=CONTENT, reason=Text.of("as it was argued")
    )


def says(filling: Filling, answer: Answer = Answer.APPROVE) -> str:
    return filling.do(OF_NORTH, answering(answer), "north.chair")


@pytest.fixture
def filling() -> Filling:
    return after_a_round()


def test_the_bodies_are_not_asked_before_it_is_found_that_the_person_may_hold_the_post_g67(
    filling: Filling,
) -> None:
    filling.does(APPOINTMENT, proposing())
    assert filling.do(f"approval/{CONFIRM}", ASKING, SPONSOR) == "eligibility-before-approval"
    filling.does(APPOINTMENT, NOT_FOUND)
    assert filling.do(f"approval/{CONFIRM}", ASKING, SPONSOR) == "eligibility-before-approval"
    filling.does(APPOINTMENT, FOUND)
    assert filling.do(f"approval/{CONFIRM}", ASKING, SPONSOR) == "done"


def test_a_matter_that_confirms_nobody_waits_for_no_finding(filling: Filling) -> None:
    filling.does(APPOINTMENT, proposing())
    filling.confirm(EXTEND)


def test_bodies_asked_before_the_proposal_do_not_approve_before_the_finding_g67(filling: Filling) -> None:
    filling.confirm(CONFIRM, ())
    filling.does(APPOINTMENT, proposing())
    assert says(filling) == "eligibility-before-approval"
    filling.does(APPOINTMENT, FOUND)
    assert says(filling) == "done"


def test_to_object_needs_no_finding(filling: Filling) -> None:
    filling.confirm(CONFIRM, ())
    filling.does(APPOINTMENT, proposing())
    assert says(filling, Answer.OBJECT) == "done"


def test_a_finding_that_is_lost_again_stops_what_is_not_yet_decided(filling: Filling) -> None:
    filling.does(APPOINTMENT, proposing(), FOUND)
    filling.confirm(CONFIRM, ("east",))
    filling.does(APPOINTMENT, NOT_FOUND)
    assert says(filling) == "eligibility-before-approval"


def test_a_finding_counts_from_its_own_day_and_not_from_when_it_was_entered(filling: Filling) -> None:
    filling.does(APPOINTMENT, proposing())
    filling.at(date(2020, 1, 20))
    earlier = datetime(2020, 1, 13, 10, 0, tzinfo=UTC)
    assert filling.register.do(APPOINTMENT, FOUND, RECRUITER, happened=earlier) == "done"
    stream = f"approval/{CONFIRM}"
    assert filling.register.do(stream, ASKING, SPONSOR, happened=MONDAY) == "eligibility-before-approval"
    assert filling.register.do(stream, ASKING, SPONSOR, happened=earlier) == "done"


def test_what_confirmed_one_person_confirms_no_other_g67(filling: Filling) -> None:
    filling.propose()
    filling.confirm(CONFIRM, ("east", "north"))
    other = proposing(2, person=PERMANENT)
    assert filling.do(SECOND, other) == "matter-used"
    filling.does(SECOND, proposing(2, "confirm-2", PERMANENT))
    assert filling.do(APPOINTMENT, RequestSignOff()) == "not-all-confirmed"


def test_a_longer_term_stands_on_what_was_found_before_the_first_g74() -> None:
    filling = in_post()
    filling.does(APPOINTMENT, ProposeExtension(last=date(2021, 3, 31), matter=EXTEND))
    for stream, command, person in confirming(EXTEND, ("north",)):
        assert filling.do(stream, command, person) == "done"


def test_a_longer_term_of_whoever_was_found_since_not_to_be_eligible_is_not_confirmed_g67() -> None:
    filling = in_post()
    filling.does(APPOINTMENT, ProposeExtension(last=date(2021, 3, 31), matter=EXTEND), NOT_FOUND)
    opening = OpenMatter(matter=EXTEND, version="1.0")
    assert filling.do(f"approval/{EXTEND}", opening, SPONSOR) == "eligibility-before-approval"
