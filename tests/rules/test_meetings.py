"""Meetings as boards hold them: alone and in common, deferred, inquorate, moved, lost, recorded late."""

from datetime import date, time

import pytest
from a_register import Register
from a_round import (
    APPROVAL,
    MATTER,
    SECRETARIAT,
    VERSION,
    before_everybody,
    before_the_board,
    item,
    meeting_of,
    on,
    record,
    stream,
    there,
)

from models.commands import (
    AdjournMeeting,
    BodyPresent,
    CallMeeting,
    CancelMeeting,
    IssuePapers,
    IssueVersion,
    ItemRecord,
    MoveMeeting,
    PutOnAgenda,
    RecordDecision,
    RecordMeeting,
    SuspendMeeting,
    WithdrawMatter,
)
from models.deciding import Attendance, Course, Interest, Vote
from models.letters import LetterKind
from models.values import ChangeClass, ObligationSort, Standing, Text, Verb

COMMON = "meeting/castle-point-rochford-and-southend-ccgs-2020-01-30"
TRUSTS = "meeting/mse-trusts-2020-03-11"


@pytest.fixture
def round_() -> Register:
    return before_everybody()


def by_name(body: str, figures: str, votes: dict[str, Vote]) -> ItemRecord:
    minuted = item(body, Verb.APPROVE, votes=figures)
    return minuted.model_copy(update={"decision": minuted.decision.model_copy(update={"votes": votes})})


def standing(register: Register, body: str) -> Standing:
    return register.sign_off(MATTER, body, VERSION).standing


# --- which meeting ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "meeting"),
    [
        ("southend-hwb", "southend-hwb-2020-01-22"),
        ("nelft-board", "nelft-committee-2020-01-28"),
        ("southend-ccg", "castle-point-rochford-and-southend-ccgs-2020-01-30"),
        ("southend-trust-board", "mse-trusts-2020-03-11"),
        ("mid-essex-ccg", "mid-essex-ccg-2020-03-26"),
    ],
)
def test_each_body_takes_it_at_its_first_meeting_whose_papers_can_still_go_out(
    round_: Register, body: str, meeting: str
) -> None:
    assert round_.sign_off(MATTER, body, VERSION).meeting == meeting


def test_a_body_that_answers_by_letter_has_no_meeting(round_: Register) -> None:
    assert round_.sign_off(MATTER, "provide-board", VERSION).meeting is None


def test_nobody_decides_before_the_partnership_board() -> None:
    register = before_the_board()
    assert f"sign-off/{MATTER}/southend-hwb/{VERSION}" not in register.states


# --- in common ----------------------------------------------------------------------------


def test_in_common_one_body_approves_and_the_other_loses_its_quorum(round_: Register) -> None:
    round_.at = on(2020, 1, 30, 19)
    r9 = BodyPresent(
        body="castle-point-rochford-ccg", attendance=there("castle-point-rochford-ccg", "O2 C4 L2")
    )
    stays = list(there("southend-ccg", "O1 C3 L2"))
    leaver = 3  # the third clinician
    stays[leaver] = Attendance(seat=stays[leaver].seat, left=time(15, 40))
    r11 = BodyPresent(body="southend-ccg", attendance=tuple(stays))
    items = (
        item("castle-point-rochford-ccg", Verb.APPROVE, votes="8-0", at="15:50"),
        item("southend-ccg", at="15:50"),
    )
    assert round_.do(COMMON, RecordMeeting(present=(r9, r11), items=items), SECRETARIAT) == "done"
    assert standing(round_, "castle-point-rochford-ccg") is Standing.APPROVED
    southend = round_.sign_off(MATTER, "southend-ccg", VERSION)
    assert southend.standing is Standing.INQUORATE
    missing = southend.attempts[0].basis.quorum
    assert missing is not None
    assert [(clause.found, clause.needed) for clause in missing.clauses if not clause.is_met] == [
        (5, 6),
        (2, 3),
    ]
    assert southend.meeting == "southend-ccg-2020-03-26"


def test_three_boards_in_common_take_three_decisions(round_: Register) -> None:
    round_.at = on(2020, 3, 11, 18)
    boards = (
        ("basildon-trust-board", "E3 N5"),
        ("mid-essex-trust-board", "E3 N3"),
        ("southend-trust-board", "E3 N4"),
    )
    items = (
        item("basildon-trust-board", Verb.RECEIVE, Verb.APPROVE, votes="8-0"),
        item("mid-essex-trust-board", Verb.APPROVE, votes="6-0"),
        item("southend-trust-board", Verb.APPROVE, votes="6-0-1"),
    )
    assert round_.do(TRUSTS, record(*boards, items=items), SECRETARIAT) == "done"
    assert {standing(round_, body) for body, _ in boards} == {Standing.APPROVED}


def test_one_bodys_refusal_leaves_the_others_decisions_unchanged(round_: Register) -> None:
    round_.at = on(2020, 3, 11, 18)
    items = (
        item("basildon-trust-board", Verb.REFUSE, votes="8-0", wording="not with these figures"),
        item("mid-essex-trust-board", Verb.APPROVE, votes="6-0"),
    )
    held = record(("basildon-trust-board", "E3 N5"), ("mid-essex-trust-board", "E3 N3"), items=items)
    assert round_.do(TRUSTS, held, SECRETARIAT) == "done"
    assert standing(round_, "basildon-trust-board") is Standing.REFUSED
    assert standing(round_, "mid-essex-trust-board") is Standing.APPROVED


# --- deferred, delegated, by letter -------------------------------------------------------


def test_a_deferral_goes_to_the_next_meeting_with_what_was_asked_for(round_: Register) -> None:
    round_.at = on(2020, 1, 22, 21)
    put_off = item("southend-hwb", Verb.DEFER, votes="7-2", asked_for="the appendices")
    held = record(("southend-hwb", "K4 O2 H2 P1"), items=(put_off,))
    assert round_.do(meeting_of(round_, "southend-hwb"), held, SECRETARIAT) == "done"
    deferred = round_.sign_off(MATTER, "southend-hwb", VERSION)
    assert (deferred.standing, deferred.meeting) == (Standing.DEFERRED, "southend-hwb-2020-03-04")
    assert deferred.attempts[0].asked_for is not None


def test_a_committee_decides_for_its_board_and_it_is_reported(round_: Register) -> None:
    round_.at = on(2020, 1, 28, 18)
    held = record(("nelft-committee", "E2 N2"), items=(item("nelft-committee", Verb.APPROVE, votes="4-0"),))
    assert round_.do(meeting_of(round_, "nelft-board"), held, SECRETARIAT) == "done"
    decided = round_.sign_off(MATTER, "nelft-board", VERSION).decided
    assert decided is not None
    assert decided.basis.through == "nelft-committee"
    assert LetterKind.REPORTED_TO_PARENT in {notice.kind for notice in round_.told}
    report = round_.obligation("strategy.nelft-board.report")
    assert (report.sort, report.owner) == (ObligationSort.REPORT, "nelft-board.secretary")
    assert report.due.latest == date(2020, 3, 31)


def test_a_letter_counts_from_the_day_the_body_decided(round_: Register) -> None:
    round_.at = on(2020, 2, 10)
    letter = RecordDecision(
        decision=item("provide-board", Verb.APPROVE, votes="6-0").decision,
        attendance=there("provide-board", "E3 N3"),
        evidence=Text.of("the company secretary's letter"),
    )
    assert round_.do(stream("provide-board"), letter, SECRETARIAT, happened=on(2020, 2, 6)) == "done"
    decided = round_.sign_off(MATTER, "provide-board", VERSION).decided
    assert decided is not None
    assert (decided.happened, decided.recorded) == (on(2020, 2, 6), on(2020, 2, 10))


def test_scrutiny_notes_and_nothing_changes_for_the_whole(round_: Register) -> None:
    before = sum(outcome.holds for outcome in round_.approval(MATTER).outcomes.values())
    round_.at = on(2020, 1, 15, 18)
    held = record(("essex-hosc", "K9"), items=(item("essex-hosc", Verb.NOTE),))
    assert round_.do(meeting_of(round_, "essex-hosc"), held, SECRETARIAT) == "done"
    required = [asked.body for asked in round_.approval(MATTER).asked_so_far if asked.required]
    after = sum(
        outcome.holds for body, outcome in round_.approval(MATTER).outcomes.items() if body in required
    )
    assert (standing(round_, "essex-hosc"), after) == (Standing.NOTED, before)


def test_agreeing_the_draft_satisfies_a_health_and_wellbeing_board_only(round_: Register) -> None:
    round_.at = on(2020, 2, 7, 18)
    held = record(("thurrock-hwb", "K3 O3 H3 P1"), items=(item("thurrock-hwb", Verb.AGREE_THE_DRAFT),))
    assert round_.do(meeting_of(round_, "thurrock-hwb"), held, SECRETARIAT) == "done"
    assert round_.approval(MATTER).outcomes["thurrock-hwb"].holds
    round_.at = on(2020, 2, 26, 18)
    other = record(("thurrock-ccg", "O1 C5 L2"), items=(item("thurrock-ccg", Verb.AGREE_THE_DRAFT),))
    assert round_.do(meeting_of(round_, "thurrock-ccg"), other, SECRETARIAT) == "outside-powers"


# --- refused ------------------------------------------------------------------------------

HWB = ("southend-hwb", "K4 O2 H2 P1")


@pytest.mark.parametrize(
    ("present", "what", "code"),
    [
        pytest.param(
            HWB, item("southend-hwb", Verb.APPROVE, votes="10-0"), "more-votes-than-present", id="votes"
        ),
        pytest.param(
            ("southend-hwb", "K1 P1"),
            item("southend-hwb", Verb.APPROVE, votes="2-0"),
            "inquorate",
            id="quorum",
        ),
        pytest.param(HWB, item("southend-hwb", Verb.RATIFY, votes="9-0"), "outside-powers", id="powers"),
        pytest.param(
            HWB,
            item("southend-hwb", Verb.DEFER, votes="9-0"),
            "reason-missing",
            id="defer without saying what for",
        ),
        pytest.param(
            HWB, item("southend-hwb", Verb.REFUSE, votes="9-0"), "reason-missing", id="refuse without wording"
        ),
        pytest.param(HWB, item("southend-hwb"), "no-decision", id="quorate and no verb"),
        pytest.param(HWB, item("southend-hwb", Verb.APPROVE, by_assent=False), "no-figures", id="no votes"),
        pytest.param(
            HWB,
            by_name("southend-hwb", "8-1", {"southend-hwb/councillor-1": Vote.FOR}),
            "figures-differ",
            id="names and figures differ",
        ),
    ],
)
def test_a_record_that_cannot_be_is_refused_whole(
    round_: Register, present: tuple[str, str], what: object, code: str
) -> None:
    round_.at = on(2020, 1, 22, 21)
    held = record(present, items=(what,))
    assert round_.do(meeting_of(round_, "southend-hwb"), held, SECRETARIAT) == code
    assert standing(round_, "southend-hwb") is Standing.WAITING
    assert round_.meeting("southend-hwb-2020-01-22").is_to_come


def test_a_meeting_cannot_be_recorded_before_it_begins(round_: Register) -> None:
    held = record(HWB, items=(item("southend-hwb", Verb.APPROVE, votes="9-0"),))
    assert round_.do("meeting/southend-hwb-2020-01-22", held, SECRETARIAT) == "meeting-not-held-yet"


def test_a_vote_by_one_who_withdrew_for_an_interest_is_refused(round_: Register) -> None:
    round_.at = on(2020, 1, 22, 21)
    seat = there(*HWB)[0].seat
    what = item(
        "southend-hwb",
        Verb.APPROVE,
        interests=(Interest(seat=seat, course=Course.LEAVE),),
    )
    decision = what.decision.model_copy(update={"votes": {seat: Vote.FOR}, "by_assent": False})
    held = record(HWB, items=(what.model_copy(update={"decision": decision}),))
    assert round_.do(meeting_of(round_, "southend-hwb"), held, SECRETARIAT) == "vote-not-entitled"


def test_an_item_withdrawn_meanwhile_becomes_a_task_and_the_rest_stands(round_: Register) -> None:
    meeting = meeting_of(round_, "southend-hwb")
    assert round_.do(APPROVAL, WithdrawMatter(reason="a new plan"), "independent-chair") == "done"
    round_.at = on(2020, 1, 22, 21)
    held = record(HWB, items=(item("southend-hwb", Verb.APPROVE, votes="9-0"),))
    assert round_.do(meeting, held, SECRETARIAT) == "done"
    assert round_.meeting("southend-hwb-2020-01-22").held is not None
    assert LetterKind.TASK in {notice.kind for notice in round_.told[-1:]}


# --- called, moved, lost ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("starts", "code"),
    [
        pytest.param(on(2020, 2, 27, 13), "done", id="in time"),
        pytest.param(on(2020, 2, 29, 13), "day-forbidden", id="a Saturday"),
        pytest.param(on(2020, 4, 13, 13), "day-forbidden", id="Easter Monday"),
        pytest.param(on(2020, 2, 4, 13), "notice-too-short", id="five days before"),
    ],
)
def test_a_meeting_is_called_on_a_lawful_day_with_due_notice(
    round_: Register, starts: object, code: str
) -> None:
    round_.at = on(2020, 1, 30, 19)
    call = CallMeeting.model_validate(
        {"meeting": "southend-ccg-again", "bodies": ("southend-ccg",), "starts": starts}
    )
    assert round_.do("meeting/southend-ccg-again", call, SECRETARIAT) == code


@pytest.mark.parametrize("command", [SuspendMeeting, CancelMeeting])
def test_a_lost_meetings_item_goes_to_the_bodys_next_one(round_: Register, command: type) -> None:
    round_.at = on(2020, 3, 19)
    assert round_.do("meeting/mid-essex-ccg-2020-03-26", command(reason="pandemic"), SECRETARIAT) == "done"
    assert round_.sign_off(MATTER, "mid-essex-ccg", VERSION).meeting == "mid-essex-ccg-2020-05-28"


def test_a_lost_meeting_without_a_next_leaves_the_item_waiting(round_: Register) -> None:
    lost = round_.do("meeting/thurrock-ccg-2020-02-26", CancelMeeting(reason="no room"), SECRETARIAT)
    assert (lost, round_.sign_off(MATTER, "thurrock-ccg", VERSION).meeting) == ("done", None)


def test_a_moved_meeting_takes_its_items_and_its_papers_day_with_it(round_: Register) -> None:
    moved = MoveMeeting(starts=on(2020, 2, 20, 13), reason=Text.of("room"))
    assert round_.do("meeting/thurrock-ccg-2020-02-26", moved, SECRETARIAT) == "done"
    assert round_.sign_off(MATTER, "thurrock-ccg", VERSION).meets == on(2020, 2, 20, 13)
    assert round_.meeting("thurrock-ccg-2020-02-26").papers_due["thurrock-ccg"] == on(2020, 2, 14, 0)


def test_an_item_that_was_not_reached_goes_to_the_bodys_next_meeting(round_: Register) -> None:
    round_.at = on(2020, 1, 22, 21)
    assert round_.do(meeting_of(round_, "southend-hwb"), record(HWB, items=()), SECRETARIAT) == "done"
    waiting = round_.sign_off(MATTER, "southend-hwb", VERSION)
    assert (waiting.standing, waiting.meeting) == (Standing.WAITING, "southend-hwb-2020-03-04")


def test_an_adjourned_meeting_owes_no_new_notice(round_: Register) -> None:
    round_.at = on(2020, 2, 26, 15)
    adjourned = AdjournMeeting(starts=on(2020, 2, 27, 13), reason=Text.of("fire alarm"))
    assert round_.do("meeting/thurrock-ccg-2020-02-26", adjourned, SECRETARIAT) == "done"
    assert round_.sign_off(MATTER, "thurrock-ccg", VERSION).meets == on(2020, 2, 27, 13)


def test_an_item_may_be_put_on_a_meeting_called_for_it(round_: Register) -> None:
    call = CallMeeting(meeting="thurrock-early", bodies=("thurrock-ccg",), starts=on(2020, 1, 20, 13))
    assert round_.do("meeting/thurrock-early", call, SECRETARIAT) == "done"
    put = PutOnAgenda(matter=MATTER, bodies=("thurrock-ccg",))
    assert round_.do("meeting/thurrock-early", put, SECRETARIAT) == "done"
    assert round_.sign_off(MATTER, "thurrock-ccg", VERSION).meeting == "thurrock-early"
    assert round_.meeting("thurrock-ccg-2020-02-26").agenda == {}


def test_a_withdrawn_matter_leaves_the_agendas_it_was_on(round_: Register) -> None:
    assert round_.do(APPROVAL, WithdrawMatter(reason="a new plan"), "independent-chair") == "done"
    assert round_.meeting("mse-trusts-2020-03-11").agenda == {}


def test_papers_that_go_out_late_are_recorded_as_late(round_: Register) -> None:
    round_.at = on(2020, 2, 22)
    assert round_.do("meeting/thurrock-ccg-2020-02-26", IssuePapers(), SECRETARIAT) == "done"
    (line,) = [each for each in round_.lines if each.event.kind == "papers-issued"]
    assert line.event.late_for == ("thurrock-ccg",)


def test_an_editorial_version_keeps_decisions_and_asks_the_rest_about_the_new_text() -> None:
    register = before_the_board()
    issued = IssueVersion(version="0.9", change=ChangeClass.EDITORIAL, reason=Text.of("title page"))
    assert register.do(APPROVAL, issued, SECRETARIAT) == "done"
    assert standing(register, "partnership-board") is Standing.SUPERSEDED
    assert register.sign_off(MATTER, "partnership-board", "0.9").meeting == "partnership-board-2019-12-18"
    assert register.approval(MATTER).outcomes["design-group"].holds


def test_a_text_that_was_recommended_is_no_draft_any_more() -> None:
    register = before_the_board()
    issued = IssueVersion(version="0.9", change=ChangeClass.DRAFT, reason=Text.of("a new chapter"))
    assert register.do(APPROVAL, issued, SECRETARIAT) == "drafting-is-over"
