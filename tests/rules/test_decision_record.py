"""The record of one body's decision, section by section: what G48 asks for and what became of it."""

from datetime import UTC, date, datetime

from a_partnership import APPROVAL as HARBOUR_APPROVAL
from a_partnership import (
    BOARD,
    CONTENT,
    SECRETARY,
    SIGN_OFF,
    SPONSOR,
    a_partnership,
    a_rule_set,
    holder,
    seat,
    written,
)
from a_partnership import MATTER as HARBOUR
from a_refused_plan import CLERK, SOUTH, refused_by_one, varied, without
from a_register import Register
from a_round import MATTER, SECRETARIAT, before_everybody, expect, item, meeting_of, on, record
from an_amended_plan import APPROVAL as PLAN_APPROVAL
from an_amended_plan import MATTER as PLAN
from an_amended_plan import TERMS, approved_by_all, limited
from explained import R8, quoted, r8_has_met, section, told, why
from merging_trusts import APRIL, SUCCESSOR, TRUSTS, merged

from models.commands import (
    DeclareInterest,
    DischargeCondition,
    GiveAnswer,
    HandOver,
    OpenMatter,
    OpenStage,
    RaiseConcern,
    Remind,
    SlipObligation,
    SuspendMeeting,
)
from models.course import RouteChange
from models.deciding import Attendance, Consulted, Course, Interest
from models.events import SignOffDecided
from models.meeting import Meeting
from models.meeting_events import MeetingHeld
from models.urgency_commands import TakeChairsAction
from models.values import Answer, Standing, Text, Verb
from rules.calendar import in_words


def test_the_record_says_who_had_an_interest_and_how_the_chair_ruled() -> None:
    register = before_everybody()
    seats = [
        seat.id for seat in register.known().body(R8).seats_on(date(2020, 1, 30)) if seat.category == "C"
    ]
    register.at = on(2020, 1, 30, 18)
    rulings = (
        Interest(seat=seats[0], course=Course.STAY_WITHOUT_VOTING),
        Interest(seat=seats[1], course=Course.STAY_AND_VOTE),
    )
    decided = item(R8, Verb.APPROVE, votes="9-0-0", interests=rulings)
    expect(register.do(meeting_of(register, R8), record((R8, "O2 C5 L3"), items=(decided,)), SECRETARIAT))
    said = section(why(register, R8), "Conflicts of interest and dispensations")
    assert said[0].endswith("declared an interest, and stayed, and did not vote.")
    assert said[1].endswith("stayed and voted, by a dispensation or because no conflict was found.")
    assert said[2].startswith("Dispensations: ")
    assert "none" not in said[2]


def test_who_presided_and_who_sat_for_whom_at_the_meeting_is_told() -> None:
    register = before_everybody()
    board = register.known().body("partnership-board")
    seats = [seat.id for seat in board.seats]
    register.at = on(2019, 12, 18)
    (held,) = [
        line.event
        for line in register.lines
        if line.stream.startswith("meeting/partnership-board") and isinstance(line.event, MeetingHeld)
    ]
    assert held.presiding == {}
    attendance = (Attendance(seat=seats[0]), Attendance(seat=seats[1], deputy="somebody-else"))
    sat = held.model_copy(update={"attendance": {board.id: attendance}, "presiding": {board.id: seats[0]}})
    register.lines = [
        line.model_copy(update={"event": sat}) if line.event is held else line for line in register.lines
    ]
    who = section(why(register, board.id), "Who decided")
    titles = {seat.id: seat.title for seat in board.seats}
    assert f"In the chair: {titles[seats[0]]}." in who
    assert f"Represented by a deputy: {titles[seats[1]]}." in who


def test_where_nobody_had_an_interest_the_record_says_so() -> None:
    assert section(why(r8_has_met(), R8), "Conflicts of interest and dispensations") == [
        "No interest was declared.",
        "Dispensations: none.",
    ]


def test_the_record_names_the_text_by_its_hash_and_when_it_was_asked() -> None:
    found = why(r8_has_met(), R8)
    said = section(found, "What it was asked")
    assert f"The text: version 1.0, content hash {found.content_hash}." in said
    assert "Asked on Wednesday 18 December 2019 at 6pm." in said
    assert any("on the agenda of Thursday 30 January 2020" in line for line in said)


def in_writing() -> Register:
    """A board of five is asked in writing; one has a deputy, one an interest, one has answered."""
    register = Register(
        a_partnership(rules=a_rule_set(written(agreeing=3, objection_defeats=True))), at=on(2020, 4, 2)
    )
    expect(register.do(HARBOUR_APPROVAL, OpenMatter(matter=HARBOUR, version="1.0"), SPONSOR))
    expect(register.do(HARBOUR_APPROVAL, OpenStage(stage="board")))
    expect(register.do(SIGN_OFF, DeclareInterest(seat=seat(1), nature=Text.of("a berth")), holder(1)))
    expect(register.do(SIGN_OFF, HandOver(seat=seat(2), deputy=SECRETARY), holder(2)))
    answer = GiveAnswer(seat=seat(4), answer=Answer.OBJECT, content_hash=CONTENT, reason=Text.of("too dear"))
    expect(register.do(SIGN_OFF, answer, holder(4)))
    expect(register.do(SIGN_OFF, RaiseConcern(seat=seat(5), words=Text.of("Who pays?")), holder(5)))
    return register


def test_a_written_procedure_says_its_own_rule_its_deputies_and_its_answers() -> None:
    found = why(in_writing(), BOARD, HARBOUR)
    rule = section(found, "The rule")
    assert "To carry in writing, 3 must agree." in rule
    assert "One objection defeats it." in rule
    assert "Silence counts neither for nor against." in rule
    assert "What it was asked for is given by a decision to approve." in rule
    who = section(found, "Who decided")
    assert "Represented by a deputy: Member 2." in who
    assert "Answered: 1 of 4." in who
    assert section(found, "Conflicts of interest and dispensations") == [
        "Declared in writing, and took no part: Member 1."
    ]


def test_who_was_reminded_is_told_with_the_day() -> None:
    register = in_writing()
    due = register.sign_off(HARBOUR, BOARD, "1.0").reminders[0]
    register.at = due
    expect(register.do(SIGN_OFF, Remind(due=due)))
    (reminded,) = section(why(register, BOARD, HARBOUR), "Reminders")
    assert reminded.startswith(f"On {in_words(due.date())} at ")
    assert reminded.endswith("3 who had not answered were reminded.")


def test_what_one_member_said_or_asked_has_words_for_everybody_that_name_nobody() -> None:
    story = why(in_writing(), BOARD, HARBOUR).story
    unnamed = [each.unnamed for each in story if each.unnamed]
    assert unnamed == ["A member answered", "A member asked a question or raised a concern (c1)"]
    for each in story:
        assert ("Member 4" in each.words or "Member 5" in each.words) is bool(each.unnamed)


def test_a_condition_is_told_with_its_day_its_officer_and_who_called_it_met() -> None:
    register = limited()
    found = why(register, "north-board", PLAN)
    said = section(found, "Conditions and how they stand")
    assert said == [
        "Subject to a condition, due Thursday 9 April 2020, which is not yet met:",
        "Who says for the body whether it is met: director, after consulting 2 (chair, vice-chair).",
        "The same officer may agree, for the body, the version that meets it.",
    ]
    (text,) = [stated.quoted for each in found.record for stated in each.said if stated.words == said[0]]
    (decided,) = [
        line.event
        for line in register.lines
        if isinstance(line.event, SignOffDecided) and line.event.conditions
    ]
    assert text is not None
    assert text.digest == decided.conditions[0].digest
    days = tuple(Consulted(seat=seat, day=date(2020, 4, 2)) for seat in TERMS.consulting)
    met = DischargeCondition(
        officer=TERMS.discharged_by, consulted=days, evidence=Text.of("her note"), agrees="1.1"
    )
    (condition,) = register.approval(PLAN).conditions
    expect(register.do(f"obligation/{condition}", met, SECRETARY))
    after = why(register, "north-board", PLAN)
    said = section(after, "Conditions and how they stand")
    assert said[0] == "Subject to a condition, due Thursday 9 April 2020, which is met:"
    assert said[-1] == (
        "Said to be met on Thursday 2 April 2020 by director, having consulted chair on Thursday 2 April "
        "2020 and vice-chair on Thursday 2 April 2020."
    )
    assert (after.standing, after.version) == (Standing.APPROVED, "1.1")


def test_a_body_asked_again_keeps_what_it_did_before() -> None:
    said = section(why(limited(), "owner-board", PLAN), "What it did before")
    assert said[0].startswith("On version 1.0, on Wednesday 1 April 2020: approved.")
    assert "Asked again on Thursday 2 April 2020 about version 1.1:" in said
    assert "asked, waiting to decide" in why(limited(), "owner-board", PLAN).answer


def test_a_deferral_stands_in_the_record_with_what_was_asked_for() -> None:
    register = before_everybody()
    register.at = on(2020, 1, 30, 18)
    put_off = item(R8, Verb.DEFER, asked_for=Text.of("the costs"))
    expect(register.do(meeting_of(register, R8), record((R8, "*12"), items=(put_off,)), SECRETARIAT))
    found = why(register, R8)
    assert section(found, "What it did before")[0].startswith("On Thursday 30 January 2020: deferred.")
    assert quoted(found, "What it did before") == ["the costs"]


def test_a_condition_that_lapsed_is_why_an_approval_does_not_hold() -> None:
    register = approved_by_all()
    (condition,) = register.approval(PLAN).conditions
    register.at = datetime(2020, 4, 9, 23, tzinfo=UTC)
    expect(register.do(f"obligation/{condition}", SlipObligation(due=register.at)))
    found = why(register, "north-board", PLAN)
    assert not found.is_given
    assert found.answer.endswith("Its condition was not met in time, so that its approval does not hold.")


# --- succession ---------------------------------------------------------------------------


def test_a_successor_holds_what_others_gave_with_each_ones_day_and_was_not_asked_itself() -> None:
    register = merged(*TRUSTS)
    found = why(register, SUCCESSOR)
    assert [each.body for each in found.holds_for] == list(TRUSTS)
    assert {(each.standing, each.version) for each in found.holds_for} == {(Standing.APPROVED, "1.0")}
    assert found.answer.startswith("It has taken the place of others, and holds what they gave.")
    assert found.carried == APRIL
    said = section(found, "Succession")
    assert said[0].startswith("Since Wednesday 1 April 2020 it holds the place of ")
    assert any(line.endswith("approved on version 1.0, on Wednesday 11 March 2020.") for line in said)
    assert section(found, "What was decided") == [], "it decided nothing itself"


def test_a_body_that_ended_says_who_holds_its_place_and_keeps_its_own_record() -> None:
    found = why(merged(*TRUSTS), TRUSTS[0])
    assert found.standing is Standing.APPROVED
    (said,) = section(found, "Succession")
    assert said.startswith("It ended; since Wednesday 1 April 2020 ")
    assert section(found, "What was decided")[0] == "Decided on Wednesday 11 March 2020: approved."


def test_a_successor_that_was_asked_for_what_was_owed_has_a_record_of_its_own() -> None:
    found = why(merged(*TRUSTS[:2]), SUCCESSOR)
    assert found.carried is None
    assert found.answer.startswith("It was asked to approve version 1.0 at a meeting, and has not decided")
    assert [each.decided is not None for each in found.holds_for] == [True, True, False]


# --- a chair's action ---------------------------------------------------------------------

CCG = "mid-essex-ccg"
LAY = (f"{CCG}/lay-member-1", f"{CCG}/lay-member-2")


def the_chair_has_acted() -> Register:
    """On 26 March, since the meeting of that day was suspended a week before."""
    register = before_everybody()
    meeting = meeting_of(register, CCG)
    register.at = on(2020, 3, 19)
    expect(register.do(meeting, SuspendMeeting(reason=Text.of("no public")), f"{CCG}.secretary"))
    register.at = on(2020, 3, 26)
    action = TakeChairsAction(
        needed_by=date(2020, 3, 31),
        reason=Text.of("The plan is to be published in April."),
        officer=f"{CCG}/accountable-officer",
        consulted=tuple(Consulted(seat=each, day=date(2020, 3, 24)) for each in LAY),
        evidence=Text.of("The chair's letter"),
    )
    expect(register.do(f"sign-off/{MATTER}/{CCG}/1.0", action, f"{CCG}.secretary"))
    return register


def test_a_chairs_action_says_why_who_acted_whom_they_consulted_and_which_ways_were_shut() -> None:
    found = why(the_chair_has_acted(), CCG)
    assert "and decided by its chair's action on Thursday 26 March 2020: approved." in found.answer
    assert found.answer.endswith("The body has still to ratify it, and it counts meanwhile.")
    said = section(found, "Why the chair acted for the body")
    assert said[:2] == [
        "An answer was needed by Tuesday 31 March 2020:",
        "Acted: 2 (Chair, Accountable Officer).",
    ]
    assert quoted(found, "Why the chair acted for the body") == ["The plan is to be published in April."]
    assert [line.partition(":")[0] for line in said[2:]] == [
        "Not by its next meeting",
        "Not by a special meeting",
        "Not by a written procedure",
    ]
    assert "Consulted: 2 (Lay member 1, Lay member 2)." in section(found, "Who decided")
    (rule,) = [line for line in section(found, "The rule") if line.startswith("Between meetings")]
    assert "together with the Accountable Officer, after consulting 2 members" in rule
    assert section(found, "Ratification") == [
        "Owed by the body's first formal meeting that is held; the decision counts meanwhile."
    ]


def test_what_the_body_said_of_its_chairs_action_stands_in_its_record() -> None:
    register = the_chair_has_acted()
    (meeting,) = [
        stream
        for stream, state in register.states.items()
        if isinstance(state, Meeting)
        and state.is_to_come
        and f"{MATTER}.{CCG}.ratification" in state.ratifications
    ]
    register.at = on(2020, 5, 28, 18)
    ratified = item(CCG, Verb.RATIFY, votes="9-0", wording=Text.of("RATIFIED"))
    expect(register.do(meeting, record((CCG, "O1 C6 L2"), items=(ratified,)), f"{CCG}.secretary"))
    found = why(register, CCG)
    assert found.answer.endswith("The body ratified it on Thursday 28 May 2020.")
    (said,) = section(found, "Ratification")
    assert said.startswith("On Thursday 28 May 2020 the body ratified it. Quorate:")
    assert said.endswith("Carried: 9 for, 0 against, 0 abstaining; a majority was needed, 5 for."), "G42"
    assert quoted(found, "Ratification") == ["RATIFIED"]
    (line,) = [each for each in told(found) if each.startswith("It ratified what its chair had decided")]
    assert "Carried: 9 for" in line
    assert (
        "Its Chair and Accountable Officer decided for it to approve; the body has ratified it."
        in section(found, "What was decided")
    )


# --- who decided --------------------------------------------------------------------------


def test_what_the_chair_decided_is_never_said_to_have_been_resolved_by_the_body() -> None:
    found = why(the_chair_has_acted(), CCG)
    said = section(found, "What was decided")
    assert "Its Chair and Accountable Officer decided for it to approve; the body is to ratify it." in said
    assert not any("The body resolved" in each for each in said)
    assert "Decided for it by its Chair and Accountable Officer: approved (to approve)" in told(found)


def test_a_version_that_its_officer_agreed_is_said_to_be_agreed_on_its_behalf() -> None:
    register = limited()
    days = tuple(Consulted(seat=seat, day=date(2020, 4, 2)) for seat in TERMS.consulting)
    met = DischargeCondition(
        officer=TERMS.discharged_by, consulted=days, evidence=Text.of("her note"), agrees="1.1"
    )
    (condition,) = register.approval(PLAN).conditions
    expect(register.do(f"obligation/{condition}", met, SECRETARY))
    found = why(register, "north-board", PLAN)
    assert "Its director agreed version 1.1 on its behalf." in section(found, "What was decided")
    assert "Decided on its behalf by its director: approved (to approve)" in told(found)


def test_a_vote_that_was_lost_is_not_said_to_have_been_resolved() -> None:
    register = before_everybody()
    register.at = on(2020, 1, 30, 18)
    lost = item(R8, Verb.APPROVE, votes="2-8", lost=True)
    expect(register.do(meeting_of(register, R8), record((R8, "O2 C5 L3"), items=(lost,)), SECRETARIAT))
    said = section(why(register, R8), "What was decided")
    assert "It was put to the vote to approve, and lost." in said


def test_a_committee_that_decided_is_said_to_have_resolved_for_the_body() -> None:
    register = before_everybody()
    register.at = on(2020, 1, 28, 18)
    decided = item("nelft-committee", Verb.APPROVE, votes="4-0")
    held = record(("nelft-committee", "E2 N2"), items=(decided,))
    expect(register.do(meeting_of(register, "nelft-board"), held, SECRETARIAT))
    name = "Committee of the Board of North East London NHS Foundation Trust"
    said = section(why(register, "nelft-board"), "What was decided")
    assert f"{name} resolved for it to approve." in said


# --- a committee with delegated authority -------------------------------------------------


def test_a_committees_decision_says_whose_authority_it_used_and_by_whose_rules() -> None:
    register = before_everybody()
    register.at = on(2020, 1, 28, 18)
    decided = item("nelft-committee", Verb.APPROVE, votes="4-0")
    held = record(("nelft-committee", "E2 N2"), items=(decided,))
    expect(register.do(meeting_of(register, "nelft-board"), held, SECRETARIAT))
    found = why(register, "nelft-board")
    assert (
        "Decided under delegation by: Committee of the Board of North East London NHS Foundation Trust."
        in (section(found, "Who decided"))
    )
    said = section(found, "The rule")
    assert said[0] == "Standing orders of NELFT's board, with its delegation to a committee."
    assert said[1].startswith(
        "Committee of the Board of North East London NHS Foundation Trust has authority to"
    )
    assert said[1].endswith("what it does is reported to the body.")
    assert said[2] == "Terms of reference of NELFT's committee with delegated authority."
    assert any(line.startswith("Quorum, each clause to be met: three members;") for line in said)


def _what_it_was_asked(register: Register) -> list[str]:
    return section(why(register, SOUTH, PLAN), "What it was asked")


def test_whether_the_whole_waits_for_it_is_as_the_owner_of_the_route_ruled_since() -> None:
    register = refused_by_one()
    assert "The whole waits for its answer." in _what_it_was_asked(register)
    expect(register.do(PLAN_APPROVAL, without(), CLERK))
    assert "The matter goes ahead without its answer." in _what_it_was_asked(register)
    register = refused_by_one()
    expect(register.do(PLAN_APPROVAL, varied(SOUTH), CLERK))
    assert "The whole does not wait for its answer." in _what_it_was_asked(register)
    expect(register.do(PLAN_APPROVAL, varied(SOUTH, RouteChange.REQUIRED), CLERK))
    assert "The whole waits for its answer." in _what_it_was_asked(register)
