"""What people read of a post, its rounds and its appointments, and what stands in none of these letters."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

import pytest
from a_board import Board
from a_partnership import DIRECTOR, PROGRAMME
from a_post import (
    APPOINTMENT,
    CONFIRM,
    EARLY,
    EXTEND,
    INTERIM,
    NOT_OFFERED,
    OFFICE,
    ON_POST,
    PANEL,
    PARTICULARS,
    POST,
    RECRUIT,
    RECRUITER,
    ROUND,
    TERM,
    TOWNS,
    a_partnership_with_a_post,
    confirming,
)

from letters.compose import compose
from models.appointment import Appointment
from models.commands import Command
from models.letters import LetterFacts, LetterKind
from models.post_commands import (
    AnswerSignOff,
    AwaitInformation,
    DecideRound,
    EnterCandidate,
    EstablishPost,
    FixStart,
    OpenRound,
    PauseRound,
    ProposeAppointment,
    ProposeExtension,
    ReachStage,
    RecordEligibility,
    RequestSignOff,
    ResumeRound,
    SetPanel,
    SupplyInformation,
    TellPartners,
    WithdrawAppointment,
)
from models.post_events import OmittedStep, SignOffAnswer, TenureKind
from models.posts import BEFORE_THE_PANEL_DECIDES, RoundStage
from models.recruitment import Round
from models.values import Text
from models.waits import Step
from rules.calendar import london_day
from rules.waits import appointment_wait, recruitment_wait
from storage.database import Database
from storage.register import known_at, state_of
from tests.letters.reading import unwrapped
from tests.letters.sample_facts import QUORATE

CLERKS = tuple(f"{town}-clerk" for town in TOWNS)
PROPOSAL = ProposeAppointment(
    post=POST, number=1, tenure=TenureKind.INTERIM, person=INTERIM, round=1, matter=CONFIRM, last=TERM
)


def granted() -> AnswerSignOff:
    return AnswerSignOff(answer=SignOffAnswer.GRANTED, by=OFFICE, evidence=seen())


def seen() -> Text:
    return Text.of("letter of the office")


def why() -> Text:
    return Text.of("so it was agreed")


class Quay:
    """The post's board: every act, and what leaves after it."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.sent: list[LetterFacts] = []

    async def does(
        self, stream: str, *commands: Command, person: str | None = RECRUITER
    ) -> Sequence[LetterFacts]:
        for command in commands:
            acted = await self.board.act(stream, command, person)
            assert acted.accepted, acted
        return await self.round_of_post()

    async def round_of_post(self) -> Sequence[LetterFacts]:
        found = []
        while due := await self.board.letters.due(PROGRAMME):
            for letter in due:
                if facts := await self.board.letters.claim(letter):
                    found.append(facts)
                    await self.board.letters.sent(letter)
        self.sent += found
        return found

    async def confirm(self, matter: str) -> None:
        for stream, command, person in confirming(matter, TOWNS):
            await self.does(stream, command, person=person)

    def at(self, day: date) -> None:
        self.board.clock.shown = datetime.combine(day, time(10), UTC)

    async def until(self, stream: str, kind: str) -> Sequence[LetterFacts]:
        """All that falls due, up to and with a command of this kind; what leaves the next morning at ten."""
        for _ in range(12):
            step = await self._next_step(stream)
            assert step is not None
            self.board.clock.shown = max(self.board.clock.shown, step.at)
            assert (await self.board.act(stream, step.command, None)).accepted
            if step.command.kind == kind:
                break
        self.at(london_day(self.board.clock.shown))
        return await self.round_of_post()

    async def _next_step(self, stream: str) -> Step | None:
        state = await self.board.database.read(state_of, stream)
        known = await self.board.database.read(known_at, PROGRAMME, self.board.clock.shown)
        if isinstance(state, Round):
            return recruitment_wait(state).next_step
        assert isinstance(state, Appointment)
        return appointment_wait(state, known.calendar).next_step

    async def interview(self) -> None:
        await self.does(ROUND, OpenRound(post=POST, number=1), SetPanel(members=PANEL, quorum=2))
        candidate = EnterCandidate(reference="c-1", particulars=Text.of(PARTICULARS))
        await self.does(ROUND, candidate)
        for stage in BEFORE_THE_PANEL_DECIDES:
            if stage is not RoundStage.LONGLISTED:
                closes = date(2020, 1, 6) if stage is RoundStage.ADVERTISED else None
                await self.does(ROUND, ReachStage(stage=stage, closes=closes))

    async def propose(self) -> Sequence[LetterFacts]:
        await self.interview()
        await self.does(ROUND, DecideRound(present=PANEL, reason=why()))
        return await self.does(APPOINTMENT, PROPOSAL)

    async def request(self, *left_out: RoundStage) -> Sequence[LetterFacts]:
        await self.does(APPOINTMENT, RecordEligibility(passed=True, evidence=seen()))
        await self.confirm(CONFIRM)
        steps = (OmittedStep(stage=each, reason=NOT_OFFERED.reason) for each in left_out)
        omitted = tuple(steps) or (NOT_OFFERED,)
        return await self.does(APPOINTMENT, RequestSignOff(interviewed=1, omitted=omitted))

    async def start(self) -> Sequence[LetterFacts]:
        await self.propose()
        await self.request()
        await self.does(APPOINTMENT, granted(), FixStart(first=date(2020, 2, 24)))
        return await self.until(APPOINTMENT, "start-appointment")


@pytest.fixture
async def quay(sqlite: Database) -> Quay:
    """Established on Monday 6 January 2020, and all letters of that are sent."""
    board = Board(sqlite)
    board.clock.shown = datetime(2020, 1, 6, 10, 0, tzinfo=UTC)
    await board.load(a_partnership_with_a_post())
    opened = Quay(board)
    await opened.confirm(RECRUIT)
    await opened.does(ON_POST, EstablishPost(matter=RECRUIT))
    return opened


def text(letters: Sequence[LetterFacts], kind: LetterKind, person: str) -> str:
    (facts,) = (each for each in letters if each.kind is kind and _to(each) == person)
    return unwrapped(compose(facts, QUORATE).text)


def subjects(letters: Sequence[LetterFacts], kind: LetterKind) -> set[str]:
    return {compose(each, QUORATE).subject for each in letters if each.kind is kind}


def to_whom(letters: Sequence[LetterFacts], kind: LetterKind) -> set[str]:
    return {_to(each) for each in letters if each.kind is kind}


def _to(facts: LetterFacts) -> str:
    return facts.recipient.address.split("@")[0]


# --- a round ------------------------------------------------------------------------------


async def test_the_secretary_and_the_director_read_of_each_turn_of_a_round(quay: Quay) -> None:
    opened = await quay.does(ROUND, OpenRound(post=POST, number=1))
    assert to_whom(opened, LetterKind.ROUND_CHANGED) == {RECRUITER, DIRECTOR}
    assert subjects(opened, LetterKind.ROUND_CHANGED) == {"Recruitment: round 1 is open - Harbour Master"}
    letter = text(opened, LetterKind.ROUND_CHANGED, DIRECTOR)
    assert "The recruitment to the post of Harbour Master: round 1 is open." in letter
    assert "- Left out: longlisted: few are expected to apply" in letter
    await quay.does(ROUND, ReachStage(stage=RoundStage.ADVERTISED, closes=date(2020, 1, 31)))
    paused = text(await quay.does(ROUND, PauseRound(reason=why())), LetterKind.ROUND_CHANGED, DIRECTOR)
    assert "round 1 is paused." in paused
    assert "Nothing of it falls due until it is resumed, the last day for applications neither." in paused
    assert "Applications close" not in paused
    assert "> so it was agreed" in paused
    again = ResumeRound(reason=why(), closes=date(2020, 3, 13))
    resumed = text(await quay.does(ROUND, again), LetterKind.ROUND_CHANGED, DIRECTOR)
    assert "Applications close with the end of Friday 13 March 2020" in resumed


async def test_a_round_without_a_choice_tells_what_is_blocked_and_whoever_gave_a_forecast(quay: Quay) -> None:
    await quay.does(ON_POST, EARLY)
    await quay.interview()
    letters = await quay.does(ROUND, DecideRound(present=PANEL, reason=why()))
    letter = text(letters, LetterKind.ROUND_CLOSED, DIRECTOR)
    assert "ended on Monday 6 January 2020: the panel appointed nobody." in letter
    assert "- The crew is blocked, and not failed" in letter
    assert "You do not need to do anything." in letter
    theirs = text(letters, LetterKind.ROUND_CLOSED, RECRUITER)
    assert "Next: tell everyone concerned what became of it, and open a new round, or propose an" in theirs
    assert "You do not need to do anything." not in theirs
    forecast = text(letters, LetterKind.FORECAST_OVERTAKEN, RECRUITER)
    assert "and by when: early in 2020. That cannot come true any more." in forecast
    assert "> a paper" in forecast
    assert to_whom(letters, LetterKind.FORECAST_OVERTAKEN) == {RECRUITER}


async def test_every_partner_is_told_once_in_the_words_given(quay: Quay) -> None:
    await quay.interview()
    await quay.does(ROUND, DecideRound(present=PANEL, reason=why()))
    telling = TellPartners(subject="round-1-nobody-appointed", words=Text.of("no change at the moment"))
    letters = await quay.does(ON_POST, telling)
    assert to_whom(letters, LetterKind.PARTNERS_TOLD) == {"north.chair", "south.chair", "panel-lay"}
    assert "> no change at the moment" in text(letters, LetterKind.PARTNERS_TOLD, "north.chair")
    assert subjects(letters, LetterKind.PARTNERS_TOLD) == {
        "For your information: nobody was appointed in round 1 - Harbour Master"
    }
    assert await quay.does(ON_POST, telling) == []


# --- an appointment -----------------------------------------------------------------------


async def test_a_proposal_says_on_what_it_hangs_and_not_who_it_is_g71(quay: Quay) -> None:
    letters = await quay.propose()
    assert to_whom(letters, LetterKind.APPOINTMENT_PROPOSED) == {RECRUITER, DIRECTOR, *CLERKS}
    letter = text(letters, LetterKind.APPOINTMENT_PROPOSED, CLERKS[0])
    assert "this is proposed: an interim appointment until Monday 24 August 2020." in letter
    assert "who is proposed is not to be announced before all of it is met" in letter
    assert "- Each of these has confirmed it: east, north, south" in letter
    assert "- Holder of national-office has agreed" in letter
    assert INTERIM not in letter
    letters = await quay.does(APPOINTMENT, WithdrawAppointment(reason=why()))
    withdrawn = text(letters, LetterKind.APPOINTMENT_WITHDRAWN, CLERKS[0])
    assert "an interim appointment until Monday 24 August 2020 was withdrawn." in withdrawn


async def test_the_outside_office_reads_what_it_is_asked_by_when_and_what_was_left_out_g66(
    quay: Quay,
) -> None:
    await quay.propose()
    letter = text(await quay.request(), LetterKind.OUTSIDE_SIGN_OFF_ASKED, OFFICE)
    assert "on the post of Harbour Master: an interim appointment until Monday 24 August 2020." in letter
    assert "Please answer by the end of Monday 20 January 2020" in letter
    assert "- Proposed: Holder of interim-master, an interim appointment until Monday 24 August" in letter
    assert "- One person in every role: Harbour Master, Master of Pilots" in letter
    assert "- Nobody holds the post now" in letter
    assert "- Confirmed by each of: east, north, south" in letter
    assert "- Round of recruitment: 1, closed on Monday 6 January 2020: nobody was appointed" in letter
    assert "- Its panel: Holder of panel-chair; Holder of panel-lay; Holder of panel-peer" in letter
    assert "- Interviewed: 1" in letter
    assert "- Left out: offered: chosen by the towns themselves" in letter
    assert "Without this consent it does not take effect." in letter
    assert "Holder of recruiter at recruiter@towns.example" in letter


async def test_what_the_office_waits_for_is_a_task_and_then_it_is_asked_anew_g71(quay: Quay) -> None:
    await quay.propose()
    await quay.request()
    waits = AwaitInformation(reason=Text.of("the form lacks a page"))
    letter = text(await quay.does(APPOINTMENT, waits), LetterKind.TASK, RECRUITER)
    assert "its time stands still until it has it" in letter
    assert "> the form lacks a page" in letter
    quay.at(date(2020, 1, 20))
    supplied = await quay.does(APPOINTMENT, SupplyInformation())
    letter = text(supplied, LetterKind.OUTSIDE_SIGN_OFF_ASKED, OFFICE)
    assert "has been supplied, and your time runs again" in letter
    assert "Please answer by the end of Monday 3 February 2020" in letter


async def test_an_answer_that_does_not_come_is_asked_for_once_more_and_told(quay: Quay) -> None:
    await quay.propose()
    await quay.request()
    letters = await quay.until(APPOINTMENT, "note-sign-off-overdue")
    assert to_whom(letters, LetterKind.OUTSIDE_SIGN_OFF_LATE) == {OFFICE, RECRUITER, DIRECTOR}
    assert "Please answer by replying" in text(letters, LetterKind.OUTSIDE_SIGN_OFF_LATE, OFFICE)
    assert "has been reminded" in text(letters, LetterKind.OUTSIDE_SIGN_OFF_LATE, DIRECTOR)


async def test_an_office_that_has_answered_meanwhile_is_not_asked(quay: Quay) -> None:
    await quay.propose()
    quay.board.clock.shown = datetime(2020, 1, 6, 22, 0, tzinfo=UTC)
    await quay.request()
    await quay.does(APPOINTMENT, granted())
    quay.at(date(2020, 1, 7))
    letters = await quay.round_of_post()
    assert to_whom(letters, LetterKind.OUTSIDE_SIGN_OFF_ASKED) == set()
    answered = text(letters, LetterKind.OUTSIDE_SIGN_OFF_ANSWERED, CLERKS[1])
    assert "interim appointment to Monday 24 August 2020: it agrees." in answered


async def test_a_refusal_outside_says_that_it_goes_no_further(quay: Quay) -> None:
    await quay.propose()
    await quay.request()
    refused = granted().model_copy(update={"answer": SignOffAnswer.REFUSED})
    letters = await quay.does(APPOINTMENT, refused)
    letter = text(letters, LetterKind.OUTSIDE_SIGN_OFF_ANSWERED, CLERKS[1])
    assert "appointment 1, the interim appointment to Monday 24 August 2020: it refuses." in letter
    assert "This appointment goes no further; another is proposed." in letter


async def test_both_of_them_and_every_body_read_that_the_post_is_taken_up(quay: Quay) -> None:
    letters = await quay.start()
    both = {INTERIM, *(f"{town}.officer" for town in TOWNS)}
    assert to_whom(letters, LetterKind.HOLDER_STARTED) == {*both, RECRUITER, DIRECTOR, *CLERKS}
    letter = text(letters, LetterKind.HOLDER_STARTED, "north.officer")
    assert "Holder of interim-master has held the post of Harbour Master since the beginning of" in letter
    assert "Monday 24 February 2020" in letter
    assert "- One person in every role: Harbour Master, Master of Pilots" in letter
    assert "- The crew may go on" in letter
    assert "- The merger of the harbours is at risk, because nobody holds the post permanently" in letter
    fixed = text(quay.sent, LetterKind.START_FIXED, INTERIM)
    assert "taken up on Monday 24 February 2020, from the beginning of that day." in fixed
    leaving = text(quay.sent, LetterKind.START_FIXED, "north.officer")
    assert "- Whoever sits in its place now does so to the end of Sunday 23 February 2020" in leaving


async def test_a_term_is_announced_in_time_extended_and_told_of_g74(quay: Quay) -> None:
    await quay.start()
    letters = await quay.until(APPOINTMENT, "give-term-notice")
    assert to_whom(letters, LetterKind.TERM_NOTICE) == {INTERIM, RECRUITER, DIRECTOR, *CLERKS}
    letter = text(letters, LetterKind.TERM_NOTICE, INTERIM)
    assert "If nobody does anything, the term ends and the post is vacant." in letter
    assert "Thursday 25 June 2020" not in letter
    assert "ends by the end of Monday 24 August 2020" in letter
    longer = await quay.does(APPOINTMENT, ProposeExtension(last=date(2021, 3, 31), matter=EXTEND))
    proposal = text(longer, LetterKind.EXTENSION_PROPOSED, INTERIM)
    assert subjects(longer, LetterKind.EXTENSION_PROPOSED) == {
        "Longer term proposed, subject to conditions - Harbour Master"
    }
    assert "an extension of the present term to Wednesday 31 March 2021." in proposal
    await quay.confirm(EXTEND)
    asked = text(await quay.does(APPOINTMENT, RequestSignOff()), LetterKind.OUTSIDE_SIGN_OFF_ASKED, OFFICE)
    assert "an extension of the present term to Wednesday 31 March 2021." in asked
    extended = await quay.does(APPOINTMENT, granted())
    letter = text(extended, LetterKind.TERM_SET, CLERKS[2])
    assert "is extended: it now ends by the end of Wednesday 31 March 2021" in letter
    assert subjects(extended, LetterKind.PARTNERS_TOLD) == {
        "For your information: the term is extended to Wednesday 31 March 2021 - Harbour Master"
    }


async def test_the_end_of_a_term_says_that_nobody_holds_the_post_and_what_is_blocked(quay: Quay) -> None:
    await quay.start()
    letters = await quay.until(APPOINTMENT, "end-appointment")
    letter = text(letters, LetterKind.POST_ENDED, DIRECTOR)
    assert "ended with the end of Monday 24 August 2020. Nobody holds the post from Tuesday 25" in letter
    assert "- The crew is blocked, and not failed" in letter


async def test_the_home_of_a_secondee_reads_of_the_end_of_the_term_g74(quay: Quay) -> None:
    await quay.interview()
    terms = {"tenure": TenureKind.SECONDMENT, "home": "south-town", "round": None}
    await quay.does(APPOINTMENT, PROPOSAL.model_copy(update=terms))
    await quay.request(*RoundStage)
    await quay.does(APPOINTMENT, granted(), FixStart(first=date(2020, 2, 24)))
    await quay.until(APPOINTMENT, "start-appointment")
    letters = await quay.until(APPOINTMENT, "give-term-notice")
    assert to_whom(letters, LetterKind.TERM_NOTICE) == {INTERIM, RECRUITER, DIRECTOR, *CLERKS}


async def test_no_letter_names_a_candidate_nor_but_to_the_office_outside_whoever_is_only_proposed(
    quay: Quay,
) -> None:
    await quay.propose()
    await quay.request()
    await quay.does(APPOINTMENT, granted())
    of_the_file = LetterKind.OUTSIDE_SIGN_OFF_ASKED
    assert {_to(each) for each in quay.sent if each.kind is of_the_file} == {OFFICE}
    written = [compose(each, QUORATE) for each in quay.sent if each.kind is not of_the_file]
    assert len(written) > 10
    for letter in written:
        said = f"{letter.subject} {unwrapped(letter.text)} {letter.html}"
        assert not [
            word for word in (PARTICULARS, *PARTICULARS.split(", ")[0].split(), INTERIM) if word in said
        ]
