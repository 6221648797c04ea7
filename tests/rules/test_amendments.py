"""An amendment reopens exactly the approvals its class demands, and the others may object (G57, G58)."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from a_partnership import SECRETARY, SPONSOR
from a_register import Register
from a_round import expect, on
from an_amended_plan import (
    APPROVAL,
    BODIES,
    MATTER,
    OTHERS,
    OWNER,
    TEN_DAYS,
    WATCHER,
    approved_by_all,
    asked,
    asked_anew,
    decided,
    issued,
    limited,
    of,
    there,
)
from hypothesis import given
from hypothesis import strategies as st

from models.commands import (
    AnswerConcern,
    AskAgain,
    BodyPresent,
    CallMeeting,
    CloseSignOff,
    DecisionRecord,
    ItemRecord,
    Limb,
    PutOnAgenda,
    RaiseConcern,
    RecordDecision,
    RecordMeeting,
    WithdrawConcern,
)
from models.letters import LetterKind
from models.programme import AmendmentProtocol, Version
from models.values import ChangeClass, Procedure, Standing, Text, Verb
from rules.versions import reach_of

# --- whom a change reopens ----------------------------------------------------------------


def test_an_editorial_change_reopens_nothing_and_gives_notice_to_nobody() -> None:
    register = approved_by_all()
    expect(register.do(APPROVAL, issued(ChangeClass.EDITORIAL), SPONSOR))
    assert asked_anew(register) == {}
    assert set(register.approval(MATTER).outcomes) == set(BODIES)


def test_a_limited_change_reopens_the_owner_and_whose_condition_caused_it_and_tells_the_others() -> None:
    register = limited()
    assert asked_anew(register) == {
        OWNER: Procedure.LETTER,
        "north-board": Procedure.LETTER,
        "south-board": Procedure.NOTICE,
        "west-board": Procedure.NOTICE,
    }
    approval = register.approval(MATTER)
    assert set(approval.outcomes) == {"south-board", "west-board", WATCHER}
    assert {each.body for each in approval.asked_again} == {OWNER, "north-board"}
    assert set(approval.notices) == {"south-board", "west-board"}


def test_who_may_object_has_ten_working_days_over_easter() -> None:
    until = limited().approval(MATTER).notices["west-board"].until
    assert until == datetime.combine(date(2020, 4, 20), time(23, 0), UTC), "midnight in London after the 20th"


def test_each_body_told_hears_of_it_by_letter_through_its_secretary() -> None:
    told = {(notice.kind, notice.to) for notice in limited().told}
    assert {to for kind, to in told if kind is LetterKind.AMENDMENT_NOTICE} == {
        "south-board-clerk",
        "west-board-clerk",
    }


@pytest.mark.parametrize(
    ("change", "protocol"),
    [
        pytest.param(ChangeClass.MATERIAL, TEN_DAYS, id="a material change"),
        pytest.param(ChangeClass.LIMITED, None, id="any change without an amendment protocol"),
    ],
)
def test_it_returns_to_every_body_that_approved(
    change: ChangeClass, protocol: AmendmentProtocol | None
) -> None:
    register = approved_by_all(protocol)
    expect(register.do(APPROVAL, issued(change, "north-board"), SPONSOR))
    assert set(asked_anew(register)) == {OWNER, *OTHERS}
    assert set(register.approval(MATTER).outcomes) == {WATCHER}


def test_a_body_that_set_no_condition_cannot_have_caused_the_change() -> None:
    register = approved_by_all()
    assert register.do(APPROVAL, issued(ChangeClass.LIMITED, "west-board"), SPONSOR) == "no-condition-there"


def test_a_version_with_the_same_content_is_no_amendment() -> None:
    register = approved_by_all()
    documents = register.definition.documents
    (first, *others) = documents[0].versions
    same = Version(label="1.1", parts=first.parts, content_hash=first.content_hash)
    changed = documents[0].model_copy(update={"versions": (first, same, *others[1:])})
    definition = register.definition.model_copy(update={"documents": (changed,)})
    register.loaded = register.loaded.model_copy(update={"definition": definition})
    assert register.do(APPROVAL, issued(ChangeClass.LIMITED), SPONSOR) == "same-content"


# --- the window ---------------------------------------------------------------------------


def ends(register: Register, body: str) -> Standing:
    until = register.approval(MATTER).notices[body].until
    register.at = max(register.at, until)
    expect(register.do(of(body, "1.1"), CloseSignOff(due=until)))
    return register.approval(MATTER).notices[body].standing


def raised(register: Register, body: str, *, objects: bool) -> str:
    command = RaiseConcern(words=Text.of("it weakens our place"), objects=objects)
    return register.do(of(body, "1.1"), command, f"{body}-clerk")


def test_a_body_that_may_only_object_takes_it_at_no_meeting() -> None:
    register = limited()
    called = CallMeeting(meeting="west", bodies=("west-board",), starts=on(2020, 4, 8, 10))
    expect(register.do("meeting/west", called, SECRETARY))
    on_it = PutOnAgenda(matter=MATTER, bodies=("west-board",))
    assert register.do("meeting/west", on_it, SECRETARY) == "decides-otherwise"
    register.at = on(2020, 4, 8, 12)
    refusing = DecisionRecord(
        limbs=(Limb(verb=Verb.REFUSE),), by_assent=True, wording=Text.of("it weakens our place")
    )
    record = RecordMeeting(
        present=(BodyPresent(body="west-board", attendance=there("west-board")),),
        items=(ItemRecord(body="west-board", matter=MATTER, decision=refusing),),
    )
    assert register.do("meeting/west", record, SECRETARY) == "decides-otherwise"
    assert register.sign_off(MATTER, "west-board", "1.1").standing is Standing.OPEN


def test_silence_is_no_objection_and_the_approved_version_stays_what_it_was() -> None:
    register = limited()
    assert ends(register, "west-board") is Standing.NO_OBJECTION
    outcome = register.approval(MATTER).outcomes["west-board"]
    assert (outcome.standing, outcome.version) == (Standing.APPROVED, "1.0")
    line = register.lines[-1]
    assert line.happened == register.approval(MATTER).notices["west-board"].until


def test_a_query_is_no_objection_whether_answered_or_withdrawn() -> None:
    register = limited()
    expect(raised(register, "west-board", objects=False))
    expect(register.do(of("west-board", "1.1"), AnswerConcern(concern="c1", words=Text.of("no")), SPONSOR))
    assert ends(register, "west-board") is Standing.NO_OBJECTION


def test_an_objection_stands_at_the_end_of_the_window_even_when_it_was_answered() -> None:
    register = limited()
    expect(raised(register, "west-board", objects=True))
    expect(register.do(of("west-board", "1.1"), AnswerConcern(concern="c1", words=Text.of("no")), SPONSOR))
    assert ends(register, "west-board") is Standing.OBJECTED
    assert register.approval(MATTER).has_objected("west-board")


@pytest.mark.parametrize("before", [True, False], ids=["within the window", "and afterwards"])
def test_an_objection_ends_when_it_is_withdrawn(before: bool) -> None:
    register = limited()
    expect(raised(register, "west-board", objects=True))
    if not before:
        ends(register, "west-board")
    withdrawn = register.do(of("west-board", "1.1"), WithdrawConcern(concern="c1"), "west-board-clerk")
    expect(withdrawn)
    if before:
        ends(register, "west-board")
    assert register.approval(MATTER).notices["west-board"].standing is Standing.NO_OBJECTION


def test_of_two_objections_both_must_be_withdrawn() -> None:
    register = limited()
    for _ in range(2):
        expect(raised(register, "west-board", objects=True))
    ends(register, "west-board")
    for concern, standing in (("c1", Standing.OBJECTED), ("c2", Standing.NO_OBJECTION)):
        expect(register.do(of("west-board", "1.1"), WithdrawConcern(concern=concern), "west-board-clerk"))
        assert register.approval(MATTER).notices["west-board"].standing is standing


def test_nobody_objects_once_the_window_has_ended() -> None:
    register = limited()
    register.at = register.approval(MATTER).notices["west-board"].until
    assert raised(register, "west-board", objects=True) == "objections-closed"
    assert raised(register, "west-board", objects=False) == "done", "a question may come at any time"


def test_only_a_body_that_was_given_notice_has_something_to_object_to() -> None:
    assert raised(limited(), "north-board", objects=True) == "nothing-to-object-to"


def test_a_body_that_objected_may_decide_again_on_the_new_version() -> None:
    register = limited()
    expect(raised(register, "west-board", objects=True))
    ends(register, "west-board")
    again = AskAgain(body="west-board", reason=Text.of("it wants to decide itself"))
    expect(register.do(APPROVAL, again, SPONSOR))
    assert not register.approval(MATTER).has_objected("west-board")
    decided(register, "west-board", version="1.1")
    outcome = register.approval(MATTER).outcomes["west-board"]
    assert (outcome.standing, outcome.version) == (Standing.APPROVED, "1.1")


def test_a_body_without_an_open_objection_is_not_asked_again() -> None:
    register = limited()
    ends(register, "west-board")
    again = AskAgain(body="west-board", reason=Text.of("to be sure"))
    assert register.do(APPROVAL, again, SPONSOR) == "has-given-it"


def test_a_still_newer_version_ends_the_notices_of_the_one_before() -> None:
    register = limited()
    register.at += timedelta(days=1)
    expect(register.do(APPROVAL, issued(ChangeClass.LIMITED, version="1.2"), SPONSOR))
    assert register.sign_off(MATTER, "west-board", "1.1").standing is Standing.SUPERSEDED
    assert register.approval(MATTER).notices["west-board"].version == "1.2"


def test_an_editorial_version_meanwhile_ends_no_window_and_no_objection() -> None:
    register = limited()
    expect(raised(register, "west-board", objects=True))
    register.at += timedelta(days=1)
    expect(register.do(APPROVAL, issued(ChangeClass.EDITORIAL, version="1.2"), SPONSOR))
    assert ends(register, "west-board") is Standing.OBJECTED
    assert ends(register, "south-board") is Standing.NO_OBJECTION
    expect(register.do(of("west-board", "1.1"), WithdrawConcern(concern="c1"), "west-board-clerk"))
    assert register.approval(MATTER).notices["west-board"].standing is Standing.NO_OBJECTION


def test_nobody_votes_on_a_version_that_was_superseded() -> None:
    register = limited()
    letter = RecordDecision(
        decision=DecisionRecord(limbs=(Limb(verb=Verb.APPROVE),), by_assent=True),
        evidence=Text.of("late"),
        attendance=there(OWNER),
    )
    assert register.do(of(OWNER, "1.0"), letter, SECRETARY) == "item-closed"


# --- of any amendment ---------------------------------------------------------------------


@given(
    holding=st.sets(st.sampled_from((OWNER, *OTHERS))),
    conditional=st.booleans(),
    change=st.sampled_from(ChangeClass),
    protocol=st.sampled_from((None, TEN_DAYS)),
)
def test_it_never_loses_an_approval_it_should_keep_nor_keeps_one_it_should_reopen(
    holding: set[str], conditional: bool, change: ChangeClass, protocol: AmendmentProtocol | None
) -> None:
    register = asked(protocol)
    for body in sorted(holding):
        sets_one = conditional and body == "north-board"
        decided(register, body, Verb.APPROVE_SUBJECT_TO if sets_one else Verb.APPROVE)
    caused_by = ("north-board",) if conditional and "north-board" in holding else ()
    before = register.approval(MATTER)
    reach = reach_of(register.known(), before, change, caused_by)
    reopened = {asked.body for asked in reach.reopened}
    told = {asked.body for asked in reach.notified}
    assert reopened | told <= holding
    assert not reopened & told
    match change, protocol:
        case ((ChangeClass.EDITORIAL | ChangeClass.DRAFT), _):
            assert not reopened | told
        case ChangeClass.LIMITED, AmendmentProtocol():
            assert reopened == holding & {OWNER, *caused_by}
            assert told == holding - reopened
        case _:
            assert (reopened, told) == (holding, set())
    if register.do(APPROVAL, issued(change, *caused_by), SPONSOR) == "done":
        after = register.approval(MATTER)
        assert set(after.outcomes) == set(before.outcomes) - reopened
        assert all(after.outcomes[body] == before.outcomes[body] for body in after.outcomes)
