"""What is read by whoever hands a post over, by whoever follows, and by everyone the post concerns."""

from datetime import date, time

import pytest
from a_post import (
    APPOINTMENT,
    EXTEND,
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

from letters.compose import compose
from models.letters import LetterKind
from models.post_commands import (
    DecideRound,
    EndAppointment,
    EndEarly,
    FixStart,
    LetRoundFallThrough,
    ProposeAppointment,
    ProposeExtension,
    RecordEligibility,
    RequestSignOff,
    StartAppointment,
)
from models.post_events import OmittedStep, TenureKind
from models.posts import RoundStage
from models.values import Text
from rules.calendar import at_london, end_of
from storage.register import state_of
from tests.letters import test_letters_of_posts as of_posts
from tests.letters.reading import unwrapped
from tests.letters.sample_facts import QUORATE
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


@pytest.mark.parametrize("is_on_record", [False, True])
async def test_of_an_end_everyone_reads_the_same_whether_or_not_the_next_start_is_on_record(
    quay: Quay, *, is_on_record: bool
) -> None:
    """Both are told on one morning, since no letter leaves in between."""
    again = date(2020, 9, 1)
    await a_successor_is_to_begin(quay, first=again)
    await quay.until(APPOINTMENT, "give-term-notice")
    quay.board.clock.shown = end_of(date(2020, 8, 24))
    turn = getattr(await quay.board.database.read(state_of, APPOINTMENT), "turn", None)
    assert isinstance(turn, int)
    ends_now = EndAppointment(due=quay.board.clock.shown, turn=turn)
    assert (await quay.board.act(APPOINTMENT, ends_now, None)).accepted
    quay.at(again)
    if is_on_record:
        assert (await quay.board.act(SECOND, StartAppointment(due=at_london(again, time(0))), None)).accepted
    letters = await quay.round_of_post()
    vacant = "Nobody held the post from Tuesday 25 August 2020 to Monday 31 August 2020."
    then = "Whoever follows takes it up on Tuesday 1 September 2020"
    ends = [
        unwrapped(compose(each, QUORATE).text)
        for each in letters
        if each.kind is LetterKind.POST_ENDED or "the term ended with" in each.outcome
    ]
    assert len(ends) == len(PARTNERS) + 2 + len(TOWNS) + 1
    for letter in ends:
        assert f"{vacant} {then}" in letter
        assert "Nobody holds" not in letter
        assert "waits for" not in letter


async def test_whoever_hands_over_has_their_last_day_told_with_the_start_and_all_read_who_took_over(
    quay: Quay,
) -> None:
    await a_successor_is_to_begin(quay, first=date(2020, 8, 17), hand_over=True)
    started = await quay.until(SECOND, "start-appointment")
    for partner in PARTNERS:
        assert "to the end of Monday 24 August 2020, to hand it over" in text(
            started, LetterKind.PARTNERS_TOLD, partner
        )
    ended = await quay.until(APPOINTMENT, "end-appointment")
    assert to_whom(ended, LetterKind.PARTNERS_TOLD) == set()
    letter = text(ended, LetterKind.POST_ENDED, RECRUITER)
    assert f"Holder of {PERMANENT} took it over on Monday 17 August 2020." in letter


async def test_a_notice_says_what_is_in_hand_and_names_nobody_g71(quay: Quay) -> None:
    await quay.start()
    await quay.does(APPOINTMENT, ProposeExtension(last=date(2021, 3, 31), matter=EXTEND))
    await quay.confirm(EXTEND)
    await quay.does(APPOINTMENT, RequestSignOff())
    await quay.does(
        SECOND,
        ProposeAppointment(
            post=POST,
            number=2,
            tenure=TenureKind.PERMANENT,
            person=PERMANENT,
            matter=confirmation_of(SECOND),
        ),
    )
    notice = text(await quay.until(APPOINTMENT, "give-term-notice"), LetterKind.TERM_NOTICE, INTERIM)
    longer = "an extension to Wednesday 31 March 2021, confirmed by 3 of 3 bodies, before the office outside"
    assert f"In hand: {longer}; another appointment, confirmed by 0 of 3 bodies." in notice
    assert "Unless one of these takes effect in time, the term ends and the post is vacant." in notice
    assert "If nobody does anything" not in notice
    assert PERMANENT not in notice


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


async def test_a_longer_term_that_takes_the_place_of_another_says_so_g74(quay: Quay) -> None:
    await quay.start()
    await quay.does(APPOINTMENT, ProposeExtension(last=date(2021, 3, 31), matter=EXTEND))
    letters = await quay.does(APPOINTMENT, ProposeExtension(last=date(2020, 12, 31), matter=EXTEND))
    letter = text(letters, LetterKind.EXTENSION_PROPOSED, INTERIM)
    instead = "to Thursday 31 December 2020, in place of the one to Wednesday 31 March 2021."
    assert f"an extension of the present term {instead}" in letter
