"""A round played at its forecast's pace ends on its day: bodies, conditions, texts, windows, a hold."""

from datetime import datetime, timedelta

from a_foreseen_round import C1, ESSEX_HWB, decides, first_of, foreseen
from a_register import Register
from a_round import APPROVAL, MATTER, SECRETARIAT, SPONSOR, essex, expect, on
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from models.commands import (
    CloseSignOff,
    DischargeCondition,
    GiveAnswer,
    HoldMatter,
    IssueVersion,
    OpenMatter,
    OpenStage,
    ReleaseMatter,
)
from models.deciding import Consulted
from models.forecasting import Leg, LegKind
from models.sign_off import SignOff
from models.values import Answer, BodyId, ChangeClass, Instant, Procedure, Text

IN_TURN = (LegKind.NEW_TEXT, LegKind.CONDITION, LegKind.BODY, LegKind.WINDOW)
"""Of what comes about at the same moment: the text first, and an officer before the body it speaks for."""


def _losable() -> list[str]:
    """Meetings of one body alone that has a later one in the calendar."""
    alone = [each for each in essex().definition.meetings if len(each.bodies) == 1]
    last = {each.bodies: each.id for each in sorted(alone, key=lambda each: each.day)}
    return sorted(each.id for each in alone if each.id not in last.values())


def beginning(lost: set[str], begins: int) -> Register:
    loaded = essex()
    kept = tuple(each for each in loaded.definition.meetings if each.id not in lost)
    definition = loaded.definition.model_copy(update={"meetings": kept})
    register = Register(
        loaded.model_copy(update={"definition": definition}),
        at=datetime(2019, 9, 2, 9, 0, tzinfo=on(2019, 9, 2).tzinfo) + timedelta(days=begins),
    )
    expect(register.do(APPROVAL, OpenMatter(matter=MATTER, version="1.0"), SPONSOR))
    expect(register.do(APPROVAL, OpenStage(stage="preparation")))
    return register


def open_stages(register: Register) -> None:
    while (following := register.approval(MATTER).next_stage()) is not None:
        expect(register.do(APPROVAL, OpenStage(stage=following.id)))


# --- bodies alone -------------------------------------------------------------------------


def play_bodies(register: Register, until: BodyId | None = None) -> None:
    """Each body on the first day the forecast gives it, the one named last and subject to a condition."""
    while not register.approval(MATTER).is_complete:
        open_stages(register)
        approval = register.approval(MATTER)
        leg = first_of(foreseen(register), {each.body for each in approval.asked_so_far if each.required})
        assert leg is not None
        assert leg.earliest is not None
        decides(register, leg.body, leg.earliest, conditions=(until,) if until else ())
        if leg.body == until:
            return


@settings(max_examples=12, deadline=None)
@given(lost=st.sets(st.sampled_from(_losable()), max_size=4), begins=st.integers(0, 90))
def test_a_round_played_at_the_forecasts_pace_ends_on_the_forecasts_day(lost: set[str], begins: int) -> None:
    register = beginning(lost, begins)
    found = foreseen(register)
    assert found.finish is not None
    play_bodies(register)
    assert max(each.happened for each in register.approval(MATTER).outcomes.values()) == found.finish


# --- a condition, a text that meets it, windows, a hold -----------------------------------


def awaited(register: Register) -> list[Leg]:
    return [leg for leg in foreseen(register).legs if leg.required and not leg.is_done]


def play(register: Register) -> Instant:
    """Whatever comes next, at the moment the forecast gives it; when the last came about."""
    while waiting := awaited(register):
        leg = next((each for each in waiting if has_met(register, each)), None) or min(
            waiting, key=lambda each: (IN_TURN.index(each.kind) > 0, each.earliest, IN_TURN.index(each.kind))
        )
        assert leg.earliest is not None
        comes_about(register, leg, leg.earliest)
    finish = foreseen(register).finish
    assert finish is not None
    return finish


def has_met(register: Register, leg: Leg) -> bool:
    """What a body decided at a meeting gone by goes on record at once, before anything else comes about."""
    if leg.kind is not LegKind.BODY:
        return False
    meets = sign_off_of(register, leg.body).meets
    return meets is not None and meets < register.at


def comes_about(register: Register, leg: Leg, at: Instant) -> None:
    match leg.kind:
        case LegKind.NEW_TEXT:
            issue(register)
        case LegKind.CONDITION:
            register.at = max(register.at, at)
            expect(register.do(f"obligation/{C1}", meeting_it(register), SECRETARIAT))
        case LegKind.WINDOW:
            closes(register, sign_off_of(register, leg.body), at)
        case LegKind.BODY if sign_off_of(register, leg.body).procedure is Procedure.WRITTEN:
            in_writing(register, sign_off_of(register, leg.body), at)
        case LegKind.BODY:
            decides(register, leg.body, min(at, sign_off_of(register, leg.body).meets or at))


def sign_off_of(register: Register, body: BodyId) -> SignOff:
    return register.sign_off(MATTER, body, register.approval(MATTER).version)


def issue(register: Register) -> None:
    limited = IssueVersion(
        version="1.1", change=ChangeClass.LIMITED, reason=Text.of("one paragraph"), caused_by=(ESSEX_HWB,)
    )
    expect(register.do(APPROVAL, limited, SPONSOR))


def meeting_it(register: Register) -> DischargeCondition:
    """With the text, where the body has not decided on it itself."""
    owed, agrees = register.obligation(C1), sign_off_of(register, ESSEX_HWB).is_open
    assert owed.terms is not None
    consulted = tuple(Consulted(seat=each, day=register.known().today) for each in owed.terms.consulting)
    return DischargeCondition(
        officer=owed.terms.discharged_by,
        consulted=consulted,
        evidence=Text.of("her note"),
        agrees=register.approval(MATTER).version if agrees else None,
    )


def in_writing(register: Register, sign_off: SignOff, at: Instant) -> None:
    for seat in sign_off.may_answer[:13]:
        answer = GiveAnswer(seat=seat, answer=Answer.APPROVE, content_hash=sign_off.content_hash)
        established = register.definition.seat(seat)
        assert established is not None
        expect(register.do(sign_off.stream, answer, established.held_by))
    closes(register, sign_off, at)


def closes(register: Register, sign_off: SignOff, at: Instant) -> None:
    register.at = max(register.at, at)
    expect(register.do(sign_off.stream, CloseSignOff(due=at, turn=sign_off.turn)))


def held_for(register: Register, days: int) -> None:
    if days:
        expect(register.do(APPROVAL, HoldMatter(reason=Text.of("the pandemic")), SPONSOR))
        register.at += timedelta(days=days)
        expect(register.do(APPROVAL, ReleaseMatter(reason=Text.of("it goes on")), SPONSOR))


@settings(max_examples=25, deadline=None)
@given(
    lost=st.sets(st.sampled_from(_losable()), max_size=4),
    begins=st.integers(0, 90),
    is_issued=st.booleans(),
    days_later=st.integers(0, 20),
    days_held=st.integers(0, 12),
)
def test_so_does_one_with_a_condition_a_text_that_meets_it_windows_and_a_hold(
    *, lost: set[str], begins: int, is_issued: bool, days_later: int, days_held: int
) -> None:
    register = beginning(lost, begins)
    play_bodies(register, until=ESSEX_HWB)
    register.at += timedelta(days=days_later)
    if is_issued:
        issue(register)
    held_for(register, days_held)
    found = foreseen(register)
    assume(found.finish is not None)
    assert play(register) == found.finish
