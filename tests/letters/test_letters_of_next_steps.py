"""Who reads what comes next of an appointment, and what is told of it before all is met."""

from datetime import date

import pytest
from a_post import APPOINTMENT, CONFIRM, EXTEND, ON_POST, PANEL, ROUND

from models.dates import When
from models.letters import LetterKind
from models.post_commands import (
    DecideRound,
    ProposeExtension,
    RecordEligibility,
    RequestSignOff,
    TellPartners,
)
from tests.letters import test_letters_of_posts as of_posts
from tests.letters.test_letters_of_posts import (
    CLERKS,
    PROPOSAL,
    RECRUITER,
    Quay,
    granted,
    seen,
    subjects,
    text,
    why,
)

quay = of_posts.quay


async def test_whoever_acts_next_is_not_told_to_do_nothing_once_the_office_outside_agrees(quay: Quay) -> None:
    await quay.propose()
    await quay.request()
    letters = await quay.does(APPOINTMENT, granted())
    which = "appointment 1, the interim appointment to Monday 24 August 2020: it agrees"
    assert subjects(letters, LetterKind.OUTSIDE_SIGN_OFF_ANSWERED) == {
        f"Sign-off answered on Monday 6 January 2020: {which} - Harbour Master"
    }
    clerk = text(letters, LetterKind.OUTSIDE_SIGN_OFF_ANSWERED, CLERKS[0])
    assert f"answered on Monday 6 January 2020 on the post of Harbour Master: {which}." in clerk
    assert "You do not need to do anything." in clerk
    letter = text(letters, LetterKind.OUTSIDE_SIGN_OFF_ANSWERED, RECRUITER)
    assert "You do not need to do anything." not in letter
    assert "Next: all is met; fix the first day: quorate appointment start harbour-master 1 --first" in letter


async def test_the_last_body_to_confirm_makes_the_next_step_a_task_g68(
    quay: Quay,
) -> None:
    await quay.propose()
    await quay.does(APPOINTMENT, RecordEligibility(passed=True, evidence=seen()))
    before = len(quay.sent)
    await quay.confirm(CONFIRM)
    letter = text(quay.sent[before:], LetterKind.TASK, RECRUITER)
    assert "Every one of these has confirmed appointment 1 to the post of Harbour Master: east" in letter
    assert "Next: ask the office outside: quorate appointment request-sign-off harbour-master 1." in letter


@pytest.mark.parametrize(
    ("is_granted", "said"),
    [(False, "subject to the sign-off from outside"), (True, "and the sign-off from outside is given")],
)
async def test_a_confirmation_is_told_as_subject_to_the_sign_off_only_until_that_is_given_g71(
    quay: Quay, *, is_granted: bool, said: str
) -> None:
    await quay.propose()
    await quay.request()
    if is_granted:
        await quay.does(APPOINTMENT, granted())
    told = await quay.does(ON_POST, TellPartners(subject="appointment-1-confirmed", words=seen()))
    assert subjects(told, LetterKind.PARTNERS_TOLD) == {
        f"For your information: an interim appointment is confirmed by every body, {said} - Harbour Master"
    }


async def test_a_start_that_is_hoped_for_is_no_condition(quay: Quay) -> None:
    await quay.interview()
    hoped = When.within("towards the end of February", date(2020, 2, 20), date(2020, 2, 29))
    await quay.does(ROUND, DecideRound(present=PANEL, reason=why()))
    letters = await quay.does(APPOINTMENT, PROPOSAL.model_copy(update={"hoped": hoped}))
    letter = text(letters, LetterKind.APPOINTMENT_PROPOSED, RECRUITER)
    assert "When it is hoped to begin: towards the end of February." in letter
    assert "- When it is hoped" not in letter
    assert "- Hoped for" not in letter


async def test_an_answer_on_a_longer_term_says_that_it_is_on_that_and_asks_for_nothing_more_g74(
    quay: Quay,
) -> None:
    await quay.start()
    await quay.does(APPOINTMENT, ProposeExtension(last=date(2021, 3, 31), matter=EXTEND))
    await quay.confirm(EXTEND)
    await quay.does(APPOINTMENT, RequestSignOff())
    extended = await quay.does(APPOINTMENT, granted())
    letter = text(extended, LetterKind.OUTSIDE_SIGN_OFF_ANSWERED, RECRUITER)
    assert "appointment 1, the longer term to Wednesday 31 March 2021: it agrees." in letter
    assert "You do not need to do anything." in letter
