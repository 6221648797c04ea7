"""Faults once found in long rounds, each with the rule that was broken."""

from datetime import timedelta

import pytest
from a_partnership import APPROVAL as HARBOUR
from a_partnership import (
    BOARD,
    CONTENT,
    SIGN_OFF,
    a_partnership,
    a_rule_set,
    digest_of,
    holder,
    seat,
    written,
)
from a_partnership import MATTER as PLAN
from a_partnership import SPONSOR as HARBOUR_SPONSOR
from a_register import Register
from a_round import (
    APPROVAL,
    MATTER,
    SECRETARIAT,
    SPONSOR,
    before_everybody,
    expect,
    item,
    meeting_of,
    on,
    record,
)

from models.commands import (
    AskAgain,
    CallMeeting,
    CancelMeeting,
    CloseSignOff,
    DeclareInterest,
    Evidence,
    GiveAnswer,
    IssueVersion,
    OpenMatter,
    OpenStage,
    PutOnAgenda,
)
from models.letters import LetterKind
from models.values import Answer, ChangeClass, Channel, Procedure, Standing, Text, Verb
from rules.subscriptions import Hears, hears
from rules.waits import sign_off_wait

R8 = "basildon-brentwood-ccg"
WHY = Text.of("because")


# --- a decided text is not decided again --------------------------------------------------


def met_on_30_january(register: Register) -> None:
    meeting = meeting_of(register, R8)
    register.at = on(2020, 1, 30, 18)
    expect(register.do(meeting, record((R8, "O2 C5 L3"), items=(item(R8, Verb.APPROVE),)), SECRETARIAT))


def test_a_late_record_of_an_earlier_meeting_decides_nothing_a_second_time() -> None:
    register = before_everybody()
    register.at = on(2020, 1, 6)
    extra = CallMeeting(meeting="extra", bodies=(R8,), starts=on(2020, 2, 6, 13))
    expect(register.do("meeting/extra", extra, SECRETARIAT))
    met_on_30_january(register)
    register.at = on(2020, 2, 10, 10)
    issued = IssueVersion(version="1.1", change=ChangeClass.MATERIAL, reason=WHY)
    expect(register.do(APPROVAL, issued, SPONSOR))
    late = record((R8, "O2 C5 L3"), items=(item(R8, Verb.NOTE),))
    expect(register.do("meeting/extra", late, SECRETARIAT))
    assert register.lines[-1].event.kind == "item-refused"
    assert register.sign_off(MATTER, R8, "1.0").standing is Standing.APPROVED
    assert register.sign_off(MATTER, R8, "1.1").is_open


@pytest.mark.parametrize(
    ("change", "procedure"),
    [
        pytest.param(ChangeClass.MATERIAL, Procedure.MEETING, id="asked again after a material change"),
        pytest.param(ChangeClass.LIMITED, Procedure.NOTICE, id="told of a limited one, and may object"),
    ],
)
def test_recorded_after_an_amendment_an_approval_stands_as_if_recorded_before(
    change: ChangeClass, procedure: Procedure
) -> None:
    register = before_everybody()
    meeting = meeting_of(register, R8)
    register.at = on(2020, 2, 3, 10)
    expect(register.do(APPROVAL, IssueVersion(version="1.1", change=change, reason=WHY), SPONSOR))
    late = record((R8, "O2 C5 L3"), items=(item(R8, Verb.APPROVE),))
    expect(register.do(meeting, late, SECRETARIAT))
    assert register.sign_off(MATTER, R8, "1.0").standing is Standing.APPROVED
    now = register.sign_off(MATTER, R8, "1.1")
    assert (now.is_open, now.procedure) == (True, procedure)
    approval = register.approval(MATTER)
    assert approval.has_given(R8) is (change is ChangeClass.LIMITED)
    assert (R8 in approval.notices) is (change is ChangeClass.LIMITED)


# --- interests do not end with a text (G37) -----------------------------------------------


def the_board_is_asked() -> Register:
    loaded = a_partnership(5, a_rule_set(written()))
    (document,) = loaded.definition.documents
    (first,) = document.versions
    second = first.model_copy(update={"label": "1.1", "content_hash": digest_of("another text")})
    both = document.model_copy(update={"versions": (first, second)})
    definition = loaded.definition.model_copy(update={"documents": (both,)})
    register = Register(loaded.model_copy(update={"definition": definition}), at=on(2020, 4, 2))
    expect(register.do(HARBOUR, OpenMatter(matter=PLAN, version="1.0"), HARBOUR_SPONSOR))
    expect(register.do(HARBOUR, OpenStage(stage="board")))
    return register


def test_an_interest_declared_on_one_version_keeps_the_member_out_of_the_next() -> None:
    register = the_board_is_asked()
    expect(register.do(SIGN_OFF, DeclareInterest(seat=seat(5), nature=WHY), holder(5)))
    editorial = IssueVersion(version="1.1", change=ChangeClass.EDITORIAL, reason=WHY)
    expect(register.do(HARBOUR, editorial, HARBOUR_SPONSOR))
    answer = GiveAnswer(seat=seat(5), answer=Answer.APPROVE, content_hash=digest_of("another text"))
    assert register.do(f"sign-off/{PLAN}/{BOARD}/1.1", answer, holder(5)) == "conflicted"


# --- days to answer run from the asking ---------------------------------------------------


def lapsed() -> Register:
    register = the_board_is_asked()
    deadline = register.sign_off(PLAN, BOARD, "1.0").deadline
    assert deadline is not None
    register.at = deadline
    expect(register.do(SIGN_OFF, CloseSignOff(due=deadline)))
    return register


def test_a_body_is_not_asked_again_before_it_had_decided() -> None:
    register = lapsed()
    again = AskAgain(body=BOARD, reason=WHY)
    assert register.do(HARBOUR, again, HARBOUR_SPONSOR, happened=on(2020, 4, 2)) == "before-its-outcome"


def test_told_late_it_still_has_all_its_days() -> None:
    register = lapsed()
    ended = register.at
    register.at += timedelta(days=10)
    expect(register.do(HARBOUR, AskAgain(body=BOARD, reason=WHY), HARBOUR_SPONSOR, happened=ended))
    deadline = register.sign_off(PLAN, BOARD, "1.0").deadline
    assert deadline is not None
    assert deadline > register.at + timedelta(days=10)


def test_objections_to_an_amendment_told_late_may_be_raised_for_ten_days_from_then() -> None:
    register = before_everybody()
    met_on_30_january(register)
    register.at = on(2020, 3, 20)
    limited = IssueVersion(version="1.1", change=ChangeClass.LIMITED, reason=WHY)
    expect(register.do(APPROVAL, limited, SPONSOR, happened=on(2020, 2, 3)))
    assert register.approval(MATTER).notices[R8].until > register.at + timedelta(days=10)


# --- answers ------------------------------------------------------------------------------


def test_an_older_answer_told_by_phone_does_not_replace_a_newer_one() -> None:
    register = the_board_is_asked()
    register.at = on(2020, 4, 7)
    objects = GiveAnswer(seat=seat(1), answer=Answer.OBJECT, content_hash=CONTENT, reason=WHY)
    expect(register.do(SIGN_OFF, objects, holder(1)))
    register.at = on(2020, 4, 8)
    by_phone = GiveAnswer(
        seat=seat(1),
        answer=Answer.APPROVE,
        content_hash=CONTENT,
        evidence=Evidence(channel=Channel.PHONE, note=Text.of("rang on Monday")),
    )
    clerk = register.definition.secretariat
    assert register.do(SIGN_OFF, by_phone, clerk, happened=on(2020, 4, 6)) == "older-than-answer"


# --- a meeting that is lost ---------------------------------------------------------------

R18 = "south-east-essex-alliance"


def test_a_body_whose_only_meeting_is_lost_is_chased_however_often_that_happens() -> None:
    register = before_everybody()
    for turn, day in enumerate(((2020, 1, 7), (2020, 3, 2)), start=1):
        register.at = on(*day)
        meeting = meeting_of(register, R18)
        register.told.clear()
        expect(register.do(meeting, CancelMeeting(reason=WHY), SECRETARIAT))
        assert LetterKind.TASK in {notice.kind for notice in register.told}, "its secretary knows at once"
        tasks = 0
        while step := sign_off_wait(
            register.sign_off(MATTER, R18, "1.0"), register.approval(MATTER)
        ).next_step:
            register.at = max(register.at, step.at)
            expect(register.do(f"sign-off/{MATTER}/{R18}/1.0", step.command))
            tasks += 1
        assert tasks == 2, "secretary and director"
        found = CallMeeting(meeting=f"found-{turn}", bodies=(R18,), starts=on(2020, 4, 20 + turn))
        expect(register.do(f"meeting/found-{turn}", found, SECRETARIAT))
        if turn == 1:
            on_it = PutOnAgenda(matter=MATTER, bodies=(R18,))
            expect(register.do(f"meeting/found-{turn}", on_it, SECRETARIAT))


def test_a_meeting_called_beside_the_calendar_takes_what_another_has_lost() -> None:
    register = before_everybody()
    register.at = on(2020, 1, 7)
    called = CallMeeting(meeting="sea-2", bodies=(R18,), starts=on(2020, 3, 20, 10))
    expect(register.do("meeting/sea-2", called, SECRETARIAT))
    expect(register.do(meeting_of(register, R18), CancelMeeting(reason=WHY), SECRETARIAT))
    assert meeting_of(register, R18) == "meeting/sea-2"


def test_whatever_changes_what_a_sign_off_waits_for_wakes_it() -> None:
    register = before_everybody()
    register.at = on(2020, 1, 7)
    stream = f"sign-off/{MATTER}/{R18}/1.0"
    before = sign_off_wait(register.sign_off(MATTER, R18, "1.0"), register.approval(MATTER))
    heard = len(register.lines)
    expect(register.do(meeting_of(register, R18), CancelMeeting(reason=WHY), SECRETARIAT))
    after = sign_off_wait(register.sign_off(MATTER, R18, "1.0"), register.approval(MATTER))
    assert before != after
    heard_of = {
        hears(line.event, register.states[stream]) for line in register.lines[heard:] if line.stream == stream
    }
    assert Hears.OWN in heard_of
