"""A definition that names another holder from a day on: with that day the request is theirs (G73)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from a_partnership import (
    APPROVAL,
    BOARD,
    CONTENT,
    MATTER,
    OUTSIDER,
    PROGRAMME,
    SECRETARY,
    SIGN_OFF,
    SPONSOR,
    a_definition,
    a_partnership,
    a_rule_set,
    holder,
    seat,
    written,
)
from a_register import Register
from hypothesis import given
from hypothesis import strategies as st

from models.commands import (
    DeclareInterest,
    GiveAnswer,
    HandOver,
    HoldMatter,
    LoadDefinition,
    OpenMatter,
    OpenStage,
    PassSeatsOn,
    ReleaseMatter,
)
from models.events import DefinitionLoaded, Reminded, SignOffDecided
from models.letters import LetterKind
from models.programme import Clause, Definition, Denominator, Holder, Loaded, RuleSet
from models.seat_events import SeatPassedOn
from models.values import Answer, Standing, content_hash
from models.waits import Step
from rules.passing_on import passes_at
from rules.waits import sign_off_wait

NOW = datetime(2020, 4, 2, 9, 0, tzinfo=UTC)
DAY = date(2020, 4, 7)
MIDNIGHT = datetime(2020, 4, 6, 23, 0, tzinfo=UTC)
"""In London, where it is summer."""
NEW = holder(5)
"""Known to the programme, and in no seat of a board of four."""
FROM_THE_DAY = (Holder(person=NEW, since=DAY),)
VACANT_FROM_THE_DAY = (Holder(since=DAY),)


def held_by(definition: Definition, number: int, holders: tuple[Holder, ...]) -> Definition:
    (board,) = definition.bodies
    seats = tuple(
        each.model_copy(update={"holders": holders}) if each.id == seat(number) else each
        for each in board.seats
    )
    return definition.model_copy(update={"bodies": (board.model_copy(update={"seats": seats}),)})


def a_board(holders: tuple[Holder, ...], rules: RuleSet | None = None) -> Loaded:
    """Four seats, of which the second is held by whoever these rows say."""
    loaded = a_partnership(5, rules)
    return loaded.model_copy(update={"definition": held_by(a_definition(4, rules), 2, holders)})


def asked(holders: tuple[Holder, ...] = FROM_THE_DAY, rules: RuleSet | None = None) -> Register:
    register = Register(a_board(holders, rules), at=NOW)
    register.do(APPROVAL, OpenMatter(matter=MATTER, version="1.0"), SPONSOR)
    register.do(APPROVAL, OpenStage(stage="board"))
    register.told.clear()
    return register


def answer(register: Register, number: int, person: str, said: Answer = Answer.APPROVE) -> str:
    return register.do(SIGN_OFF, GiveAnswer(seat=seat(number), answer=said, content_hash=CONTENT), person)


def next_step(register: Register) -> Step | None:
    sign_off = register.sign_off(MATTER, "harbour-board", "1.0")
    passes = passes_at(register.known(), sign_off)
    return sign_off_wait(sign_off, register.approval(MATTER), passes).next_step


def until(register: Register, moment: datetime) -> None:
    """All that falls due by then; each step does something."""
    while (step := next_step(register)) and step.at <= moment:
        register.at = max(register.at, step.at)
        assert register.do(SIGN_OFF, step.command) == "done", step
    register.at = max(register.at, moment)


def passed(register: Register) -> list[SeatPassedOn]:
    return [each.event for each in register.lines if isinstance(each.event, SeatPassedOn)]


def test_g73_with_the_day_the_request_is_the_new_holders_who_gets_the_letter() -> None:
    register = asked()
    step = next_step(register)
    assert step == Step(at=MIDNIGHT, command=PassSeatsOn(due=MIDNIGHT))
    until(register, MIDNIGHT)
    assert passed(register) == [SeatPassedOn(seat=seat(2), to=NEW)]
    assert [(each.kind, each.to, each.seat) for each in register.told] == [
        (LetterKind.SIGN_OFF_REQUEST, NEW, seat(2))
    ]
    assert answer(register, 2, holder(2)) == "not-your-seat"
    assert answer(register, 2, NEW) == "done"


def test_g73_it_happened_with_the_first_moment_of_the_day_however_late_we_are() -> None:
    register = asked()
    register.at = MIDNIGHT + timedelta(hours=30)
    step = next_step(register)
    assert step is not None
    register.do(SIGN_OFF, step.command)
    (line,) = (each for each in register.lines if isinstance(each.event, SeatPassedOn))
    assert (line.happened, line.recorded) == (MIDNIGHT, register.at)


def test_g73_before_the_day_nothing_is_passed_on_and_after_it_not_twice() -> None:
    register = asked()
    command = PassSeatsOn(due=MIDNIGHT)
    assert register.do(SIGN_OFF, command) == "not-yet"
    register.at = MIDNIGHT
    assert register.do(SIGN_OFF, command) == "done"
    assert register.do(SIGN_OFF, command) == "nothing"
    assert passes_at(register.known(), register.sign_off(MATTER, "harbour-board", "1.0")) is None


def test_g73_an_answer_that_was_given_stands_and_is_asked_of_nobody_else() -> None:
    register = asked()
    assert answer(register, 2, holder(2)) == "done"
    until(register, MIDNIGHT)
    assert passed(register) == []
    assert register.sign_off(MATTER, "harbour-board", "1.0").answers[seat(2)].by == holder(2)


def test_g37_an_interest_declared_for_the_seat_keeps_it_out_whoever_holds_it() -> None:
    register = asked()
    assert register.do(SIGN_OFF, DeclareInterest(seat=seat(2), nature="mine"), holder(2)) == "done"
    until(register, MIDNIGHT)
    assert passed(register) == []


def test_g73_with_the_seat_goes_the_deputy_whom_its_former_holder_named() -> None:
    register = asked()
    assert register.do(SIGN_OFF, HandOver(seat=seat(2), deputy=OUTSIDER), holder(2)) == "done"
    until(register, MIDNIGHT)
    assert register.sign_off(MATTER, "harbour-board", "1.0").deputies == {}
    assert answer(register, 2, OUTSIDER) == "not-your-seat"


def test_g73_on_hold_nothing_is_passed_on_and_with_the_release_at_once() -> None:
    register = asked()
    register.do(APPROVAL, HoldMatter(reason="x"), SPONSOR)
    assert next_step(register) is None
    register.at = MIDNIGHT + timedelta(days=1)
    assert register.do(SIGN_OFF, PassSeatsOn(due=MIDNIGHT)) == "nothing"
    register.do(APPROVAL, ReleaseMatter(reason="x"), SPONSOR)
    until(register, register.at)
    assert [each.to for each in passed(register)] == [NEW]


def test_g44_after_the_deadline_nobody_new_is_asked_and_the_procedure_closes() -> None:
    register = asked()
    register.at = NOW + timedelta(days=60)
    assert register.do(SIGN_OFF, PassSeatsOn(due=MIDNIGHT)) == "done"
    assert passed(register) == []
    assert register.sign_off(MATTER, "harbour-board", "1.0").standing is Standing.LAPSED


def test_g73_of_several_days_missed_only_the_holder_of_today_is_asked() -> None:
    rows = (
        Holder(person="passing-through", since=DAY, until=DAY),
        Holder(person=NEW, since=DAY + timedelta(days=1)),
    )
    register = asked(rows)
    register.at = MIDNIGHT + timedelta(days=3)
    until(register, register.at)
    assert passed(register) == [SeatPassedOn(seat=seat(2), to=NEW)]
    asked_for_it = [each.to for each in register.told if each.kind is LetterKind.SIGN_OFF_REQUEST]
    assert asked_for_it == [NEW]


def test_g73_whoever_is_asked_on_a_later_day_than_it_is_said_of_is_not_asked_twice() -> None:
    """Opened as of before the change, and put on record after it: the letter went to the new holder."""
    register = Register(a_board(FROM_THE_DAY), at=MIDNIGHT + timedelta(days=1))
    register.do(APPROVAL, OpenMatter(matter=MATTER, version="1.0"), SPONSOR, happened=NOW)
    register.do(APPROVAL, OpenStage(stage="board"), None, NOW)
    assert NEW in {each.to for each in register.told}
    assert passes_at(register.known(), register.sign_off(MATTER, "harbour-board", "1.0")) is None


# --- a seat that nobody holds from the day on -------------------------------------------------


def test_g34_from_the_day_on_which_it_is_vacant_nobody_is_asked_and_the_secretary_hears_why() -> None:
    register = asked(VACANT_FROM_THE_DAY)
    until(register, MIDNIGHT)
    assert passed(register) == [SeatPassedOn(seat=seat(2), to=None)]
    assert [(each.kind, each.to) for each in register.told] == [(LetterKind.TASK, SECRETARY)]
    assert answer(register, 2, holder(2)) == "seat-vacant"


def test_g34_for_a_vacant_seat_nobody_answers_with_or_without_evidence_nor_names_a_deputy() -> None:
    register = asked(VACANT_FROM_THE_DAY)
    until(register, MIDNIGHT)
    assert register.do(SIGN_OFF, HandOver(seat=seat(2), deputy=OUTSIDER), SECRETARY) == "seat-vacant"
    interest = DeclareInterest(seat=seat(2), nature="mine")
    assert register.do(SIGN_OFF, interest, SECRETARY) == "seat-vacant"


def test_g34_what_was_said_while_somebody_held_it_may_be_recorded_later() -> None:
    register = asked(VACANT_FROM_THE_DAY)
    until(register, MIDNIGHT + timedelta(hours=9))
    said = {"channel": "phone", "note": {"salt": "s", "words": "she said so", "digest": "0" * 64}}
    by_phone = GiveAnswer.model_validate(
        {"seat": seat(2), "answer": Answer.APPROVE, "content_hash": CONTENT, "evidence": said}
    )
    assert register.do(SIGN_OFF, by_phone, SECRETARY) == "seat-vacant"
    assert register.do(SIGN_OFF, by_phone, SECRETARY, happened=MIDNIGHT - timedelta(hours=9)) == "done"


def test_g34_the_seat_is_kept_unanswered_and_asked_of_whoever_takes_it() -> None:
    rows = (Holder(since=DAY, until=DAY), Holder(person=NEW, since=DAY + timedelta(days=1)))
    register = asked(rows)
    until(register, MIDNIGHT)
    assert seat(2) in register.sign_off(MATTER, "harbour-board", "1.0").unanswered()
    until(register, MIDNIGHT + timedelta(days=1))
    assert [each.to for each in passed(register)] == [None, NEW]
    assert answer(register, 2, NEW) == "done"


def test_g34_reminders_go_to_nobody_for_a_vacant_seat() -> None:
    register = asked(VACANT_FROM_THE_DAY)
    until(register, NOW + timedelta(days=13))
    reminded = [each.event for each in register.lines if isinstance(each.event, Reminded)]
    assert reminded
    late = [each for each in reminded if each.due > MIDNIGHT]
    assert late
    assert all(seat(2) not in each.seats and seat(1) in each.seats for each in late)
    to = {each.to for each in register.told if each.kind is LetterKind.REMINDER and each.seat == seat(2)}
    assert to <= {holder(2)}


def unanimous(denominator: Denominator, **more: object) -> RuleSet:
    return a_rule_set(written(**more), voting="unanimity", denominator=denominator)


@pytest.mark.parametrize(
    ("denominator", "standing"),
    [(Denominator.ESTABLISHED_SEATS, Standing.LAPSED), (Denominator.HOLDERS_OF_THE_DAY, Standing.APPROVED)],
)
def test_g34_unanimity_of_all_seats_cannot_be_met_while_one_is_vacant_and_that_of_holders_can(
    denominator: Denominator, standing: Standing
) -> None:
    register = asked(VACANT_FROM_THE_DAY, unanimous(denominator))
    until(register, MIDNIGHT)
    for number in (1, 3, 4):
        assert answer(register, number, holder(number)) == "done"
    until(register, NOW + timedelta(days=30))
    assert register.sign_off(MATTER, "harbour-board", "1.0").standing is standing


def test_g34_where_holders_count_the_vacancy_of_the_last_who_has_not_answered_settles_it() -> None:
    register = asked(VACANT_FROM_THE_DAY, unanimous(Denominator.HOLDERS_OF_THE_DAY))
    for number in (1, 3, 4):
        assert answer(register, number, holder(number)) == "done"
    assert not any(isinstance(each.event, SignOffDecided) for each in register.lines)
    until(register, MIDNIGHT)
    (decided,) = (each.event for each in register.lines if isinstance(each.event, SignOffDecided))
    assert decided.basis.counted is not None
    assert (decided.standing, decided.basis.counted.entitled) == (Standing.APPROVED, 3)


def test_g44_the_silence_of_a_vacant_seat_is_nobodys_assent() -> None:
    rules = a_rule_set(written(agreeing=4, silence="assent"))
    held, vacant = asked(FROM_THE_DAY, rules), asked(VACANT_FROM_THE_DAY, rules)
    for register in (held, vacant):
        assert answer(register, 1, holder(1)) == "done"
        until(register, NOW + timedelta(days=30))
    assert held.sign_off(MATTER, "harbour-board", "1.0").standing is Standing.APPROVED
    assert vacant.sign_off(MATTER, "harbour-board", "1.0").standing is Standing.LAPSED


# --- whatever the rows say ---------------------------------------------------------------------

DAYS = st.dates(date(2020, 3, 28), date(2020, 4, 20))
ROWS = st.builds(
    lambda person, since, days: Holder(
        person=person, since=since, until=None if days is None else since + timedelta(days=days)
    ),
    st.sampled_from([None, NEW, holder(2)]),
    DAYS,
    st.one_of(st.none(), st.integers(0, 9)),
)


@given(st.lists(ROWS, max_size=4), st.lists(st.integers(1, 30), max_size=4))
def test_every_step_a_sign_off_waits_for_is_taken_and_the_seat_ends_with_its_holder(
    rows: list[Holder], looks: list[int]
) -> None:
    register = asked(tuple(rows))
    for days in sorted(looks):
        register.at = max(register.at, NOW + timedelta(days=days))
        until(register, register.at)
        sign_off, held = register.sign_off(MATTER, "harbour-board", "1.0"), register.known().seat(seat(2))
        last = [each.to for each in passed(register)]
        if sign_off.is_open and last:
            assert held is not None
            assert held.held_by == last[-1]
    until(register, NOW + timedelta(days=60))
    assert not register.sign_off(MATTER, "harbour-board", "1.0").is_open


# --- a definition that names others ------------------------------------------------------------


def loading(register: Register, definition: Definition) -> DefinitionLoaded:
    register.told.clear()
    register.definitions[content_hash(definition)] = definition
    load = LoadDefinition(definition=content_hash(definition))
    assert register.do(f"programme/{PROGRAMME}", load, SECRETARY) == "done"
    (loaded,) = (each.event for each in register.lines if isinstance(each.event, DefinitionLoaded))
    return loaded


@pytest.mark.parametrize(
    ("holders", "missing"),
    [
        ((Holder(since=date(2020, 1, 1)),), "3 of 4 members"),
        ((Holder(person=holder(1), since=date(2020, 1, 1)),), "3 of 4 members"),
        (VACANT_FROM_THE_DAY, "from Tuesday 7 April 2020 on, 3 of 4 members"),
    ],
    ids=["vacant today", "one person in two seats", "vacant from a day to come"],
)
def test_g73_a_body_that_a_definition_leaves_without_a_quorum_is_named_and_its_secretary_told(
    holders: tuple[Holder, ...], missing: str
) -> None:
    rules = a_rule_set(quorum=(Clause(at_least=4),))
    register = asked((), rules)
    loaded = loading(register, held_by(register.definition, 2, holders))
    assert loaded.missing == {BOARD: (missing,)}
    assert [each.to for each in register.told if each.kind is LetterKind.TASK][:1] == [SECRETARY]


def test_g73_a_definition_that_changes_nothing_in_who_sits_where_names_no_body() -> None:
    rules = a_rule_set(quorum=(Clause(at_least=4),))
    register = asked(VACANT_FROM_THE_DAY, rules)
    renamed = register.definition.model_copy(update={"name": "Harbours"})
    assert loading(register, renamed).missing == {}
    assert register.told == []


def test_g73_a_definition_that_leaves_a_seat_vacant_takes_its_request_from_whoever_held_it() -> None:
    register = asked(())
    loading(register, held_by(register.definition, 2, (Holder(since=date(2020, 1, 1)),)))
    assert passed(register) == [SeatPassedOn(seat=seat(2), to=None)]


def test_g34_a_definition_keeps_its_name_where_no_seat_is_said_to_be_vacant() -> None:
    """What was loaded before is found again, and a row without a person is another definition."""
    before = held_by(a_definition(4), 2, FROM_THE_DAY)
    again = Definition.model_validate_json(before.model_dump_json())
    assert content_hash(again) == content_hash(before)
    assert content_hash(held_by(a_definition(4), 2, VACANT_FROM_THE_DAY)) != content_hash(before)
