"""Three housing associations: other verbs, Saturdays, silence as assent; nothing is wired to Essex."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from a_register import Register

from config.loading import load
from models.commands import (
    BodyPresent,
    CloseSignOff,
    DecisionRecord,
    GiveAnswer,
    ItemRecord,
    Limb,
    OpenMatter,
    OpenStage,
    RecordDecision,
    RecordMeeting,
)
from models.deciding import Attendance, Consulted, Figures
from models.programme import Loaded
from models.values import Answer, Instant, Standing, Text, Verb

HOUSING = Path(__file__).parent.parent / "config" / "definitions" / "housing-federation"
MATTER = "repairs-promise"
APPROVAL = f"approval/{MATTER}"
CLERK = "federation-clerk"


@pytest.fixture(scope="module")
def housing() -> Loaded:
    return load(HOUSING)


@pytest.fixture
def round_(housing: Loaded) -> Register:
    document = housing.definition.document("repairs-promise")
    meeting = min(housing.definition.meetings, key=lambda each: each.day)
    assert document is not None
    register = Register(housing, at=_weeks_before(meeting.day.isoformat()))
    opened = OpenMatter(matter=MATTER, version=document.versions[-1].label)
    assert register.do(APPROVAL, opened, "convener") == "done"
    assert register.do(APPROVAL, OpenStage(stage="associations")) == "done"
    return register


def _weeks_before(day: str) -> Instant:
    first = datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=UTC)
    return first.replace(year=first.year - 1)


def stream(register: Register, body: str) -> str:
    return f"sign-off/{MATTER}/{body}/{register.approval(MATTER).version}"


def answer(register: Register, seat: str, said: Answer) -> str:
    body = seat.split("/", maxsplit=1)[0]
    holder = register.definition.seat(seat)
    assert holder is not None
    command = GiveAnswer(seat=seat, answer=said, content_hash=register.approval(MATTER).content_hash)
    return register.do(stream(register, body), command, holder.held_by)


def close(register: Register, body: str) -> Standing:
    sign_off = register.sign_off(MATTER, body, register.approval(MATTER).version)
    assert sign_off.deadline is not None
    register.at = max(register.at, sign_off.deadline)
    register.do(stream(register, body), CloseSignOff(due=sign_off.deadline))
    return register.sign_off(MATTER, body, sign_off.version).standing


def by_the_convener(*consulted: str) -> RecordDecision:
    return RecordDecision(
        decision=DecisionRecord(limbs=(Limb(verb=Verb.APPROVE),)),
        officer="brae-members/convener",
        consulted=tuple(Consulted(seat=seat, day="2020-01-01") for seat in consulted),
        evidence=Text.of("a note of the convener"),
    )


def test_silence_is_assent_where_a_board_says_so_and_its_verb_is_its_own(round_: Register) -> None:
    assert close(round_, "moorland-board") is Standing.AGREED_THE_DRAFT
    assert round_.approval(MATTER).outcomes["moorland-board"].holds


def test_an_answer_may_not_be_changed_there(round_: Register) -> None:
    assert answer(round_, "moorland-board/director-1", Answer.APPROVE) == "done"
    assert answer(round_, "moorland-board/director-1", Answer.ABSTAIN) == "may-not-change"


def test_an_officer_decides_only_after_the_consultation_that_goes_with_it(round_: Register) -> None:
    brae = stream(round_, "brae-members")
    assert round_.do(brae, by_the_convener(), CLERK) == "consultation-missing"
    assert round_.do(brae, by_the_convener("brae-members/treasurer"), CLERK) == "done"
    assert round_.approval(MATTER).outcomes["brae-members"].holds


def test_the_council_speaks_last_on_a_saturday_and_unanimously(round_: Register) -> None:
    assert (
        round_.do(stream(round_, "brae-members"), by_the_convener("brae-members/treasurer"), CLERK) == "done"
    )
    close(round_, "moorland-board")
    close(round_, "harbour-board")
    assert round_.do(APPROVAL, OpenStage(stage="council")) == "done"
    council = round_.sign_off(MATTER, "federation-council", round_.approval(MATTER).version)
    if council.meeting is None:
        pytest.fail("the Council's calendar holds a meeting that can take it")
    assert council.meets is not None
    assert council.meets.weekday() == 5
    round_.at = council.meets.replace(hour=20)
    body = round_.definition.body("federation-council")
    assert body is not None
    everybody = tuple(Attendance(seat=seat.id) for seat in body.seats)
    voting = sum(seat.voting for seat in body.seats)
    held = RecordMeeting(
        present=(BodyPresent(body=body.id, attendance=everybody),),
        items=(
            ItemRecord(
                body=body.id,
                matter=MATTER,
                decision=DecisionRecord(
                    limbs=(Limb(verb=Verb.APPROVE),), figures=Figures(in_favour=voting, against=0)
                ),
            ),
        ),
    )
    assert round_.do(f"meeting/{council.meeting}", held, CLERK) == "done"
    assert round_.approval(MATTER).is_complete
