"""What is read by whoever hands a post over, by whoever follows, and by everyone the post concerns."""

from datetime import date

from a_post import (
    APPOINTMENT,
    INTERIM,
    PANEL,
    PERMANENT,
    POST,
    RECRUITER,
    ROUND,
    SECOND,
    TOWNS,
    confirmation_of,
    confirming,
)

from models.letters import LetterKind
from models.post_commands import (
    DecideRound,
    EndEarly,
    FixStart,
    LetRoundFallThrough,
    ProposeAppointment,
    RecordEligibility,
    RequestSignOff,
)
from models.post_events import OmittedStep, TenureKind
from models.posts import RoundStage
from models.values import Text
from tests.letters import test_letters_of_posts as of_posts
from tests.letters.test_letters_of_posts import Quay, granted, seen, subjects, text, to_whom, why

quay = of_posts.quay

PARTNERS = {"north.chair", "south.chair", PANEL[1]}


async def a_successor_is_to_begin(quay: Quay, **start: object) -> None:
    await quay.start()
    await quay.does(
        SECOND,
        ProposeAppointment(
            post=POST,
            number=2,
            tenure=TenureKind.PERMANENT,
            person=PERMANENT,
            matter=confirmation_of(SECOND),
        ),
        RecordEligibility(passed=True, evidence=seen()),
    )
    for stream, command, person in confirming(confirmation_of(SECOND), TOWNS):
        await quay.does(stream, command, person=person)
    omitted = tuple(OmittedStep(stage=each, reason=why()) for each in RoundStage)
    await quay.does(SECOND, RequestSignOff(omitted=omitted), granted())
    await quay.does(SECOND, FixStart.model_validate(start))


async def test_everyone_the_post_concerns_reads_who_holds_it_once_they_do_p17(quay: Quay) -> None:
    letters = await quay.start()
    assert to_whom(letters, LetterKind.PARTNERS_TOLD) == PARTNERS
    letter = text(letters, LetterKind.PARTNERS_TOLD, "north.chair")
    assert "is told this, once: the post is taken up on Monday 24 February 2020." in letter
    assert f"- Whoever holds it: Holder of {INTERIM}, an interim appointment" in letter
    assert "- The term ends with the end of Monday 24 August 2020" in letter
    assert "What you are told:" not in letter


async def test_everyone_reads_of_an_early_end_and_not_why(quay: Quay) -> None:
    await quay.start()
    letters = await quay.does(APPOINTMENT, EndEarly(last=date(2020, 6, 30), reason=Text.of("for a reason")))
    assert to_whom(letters, LetterKind.PARTNERS_TOLD) == PARTNERS
    letter = text(letters, LetterKind.PARTNERS_TOLD, "north.chair")
    assert "the term ends early, with Tuesday 30 June 2020" in letter
    assert "for a reason" not in letter


async def test_whoever_holds_a_post_reads_that_somebody_is_to_follow_and_that_they_hand_it_over(
    quay: Quay,
) -> None:
    await a_successor_is_to_begin(quay, first=date(2020, 8, 17), hand_over=True)
    fixed = text(quay.sent[-12:], LetterKind.START_FIXED, INTERIM)
    assert "taken up on Monday 17 August 2020, from the beginning of that day." in fixed
    assert "- Whoever holds the post before stays to Monday 24 August 2020, to hand it over" in fixed
    notice = text(await quay.until(APPOINTMENT, "give-term-notice"), LetterKind.TERM_NOTICE, INTERIM)
    assert "Whoever follows takes the post up on Monday 17 August 2020." in notice
    assert "the post is vacant" not in notice
    started = await quay.until(SECOND, "start-appointment")
    letter = text(started, LetterKind.HOLDER_STARTED, INTERIM)
    keeps = f"- Holder of {INTERIM} holds it too, to the end of Monday 24 August 2020, to hand it over"
    assert keeps in letter
    assert "Held before by" not in letter
    assert keeps in text(started, LetterKind.PARTNERS_TOLD, "north.chair")


async def test_a_notice_says_from_when_nobody_holds_the_post_until_whoever_follows_begins(quay: Quay) -> None:
    await a_successor_is_to_begin(quay, first=date(2020, 9, 1))
    notice = text(await quay.until(APPOINTMENT, "give-term-notice"), LetterKind.TERM_NOTICE, INTERIM)
    assert "Whoever follows takes the post up on Tuesday 1 September 2020." in notice
    assert "From Tuesday 25 August 2020 until then nobody holds it." in notice


async def test_whoever_runs_the_post_reads_what_follows_a_choice_and_what_its_falling_through_does(
    quay: Quay,
) -> None:
    await quay.interview()
    letters = await quay.does(ROUND, DecideRound(candidate="c-1", present=PANEL))
    letter = text(letters, LetterKind.ROUND_CLOSED, RECRUITER)
    assert "Next: make the offer and the checks, propose the appointment" in letter
    assert "- The crew waits for whoever has been chosen to begin" in letter
    fell = await quay.does(ROUND, LetRoundFallThrough(reason=Text.of("the offer was declined")))
    assert subjects(fell, LetterKind.ROUND_FELL_THROUGH) == {
        "Recruitment: what round 1 had chosen fell through - Harbour Master"
    }
    letter = text(fell, LetterKind.ROUND_FELL_THROUGH, RECRUITER)
    assert "> the offer was declined" in letter
    assert "- The crew is blocked, and not failed" in letter
    assert "open a new round, or propose an interim." in letter
