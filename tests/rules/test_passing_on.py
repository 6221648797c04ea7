"""A change of holder: open requests go along, answers stand, the body's quorum is tested anew (G73)."""

from datetime import date

from a_partnership import CONTENT, SECRETARY, a_partnership, holder, seat
from a_partnership import MATTER as PLAN
from a_partnership import SIGN_OFF as OF_BOARD
from a_post import (
    APPOINTMENT,
    CONFIRM,
    EXTEND,
    INTERIM,
    Filling,
    after_a_round,
    confirming,
    in_post,
)
from a_register import Register
from an_amended_plan import limited

from models.commands import GiveAnswer, HandOver, LoadDefinition, OpenMatter, OpenStage
from models.letters import LetterKind
from models.post_commands import FixStart
from models.post_events import HolderStarted
from models.programme import Clause, Definition, Holder, Loaded
from models.seat_events import SeatPassedOn
from models.values import Answer, content_hash

START = date(2020, 2, 24)
OFFICER, CHAIR = "north/officer", "north/chair"
STREAM = f"sign-off/{EXTEND}/north/1.0"


def answering(seat_: str, answer: Answer = Answer.ABSTAIN) -> GiveAnswer:
    return GiveAnswer(seat=seat_, answer=answer, content_hash=CONTENT)


def asked_before_the_start() -> Filling:
    """All is met for a start on Monday 24 February 2020, and another matter is before the towns."""
    filling = after_a_round()
    filling.propose()
    filling.confirm(CONFIRM)
    filling.sign_off()
    filling.at(date(2020, 2, 17))
    filling.confirm(EXTEND, ())
    return filling


def passed_on(filling: Filling) -> list[tuple[str, str, str]]:
    events = ((line.stream, line.event) for line in filling.register.lines)
    return [(stream, event.seat, event.to) for stream, event in events if isinstance(event, SeatPassedOn)]


def start(filling: Filling) -> None:
    filling.register.told.clear()
    filling.start(START)


def test_what_was_asked_of_its_seats_and_not_answered_is_asked_of_the_new_holder() -> None:
    filling = asked_before_the_start()
    start(filling)
    towns = ("east", "north", "south")
    expected = [(f"sign-off/{EXTEND}/{town}/1.0", f"{town}/officer", INTERIM) for town in towns]
    assert passed_on(filling) == expected
    asked = [each for each in filling.register.told if each.kind is LetterKind.SIGN_OFF_REQUEST]
    assert [(each.to, each.seat) for each in asked] == [(INTERIM, f"{town}/officer") for town in towns]


def test_the_former_holder_answers_no_longer_and_the_new_one_does_from_the_first_day() -> None:
    filling = asked_before_the_start()
    assert filling.do(STREAM, answering(OFFICER), INTERIM) == "not-your-seat"
    start(filling)
    assert filling.do(STREAM, answering(OFFICER), "north.officer") == "not-your-seat"
    assert filling.do(STREAM, answering(OFFICER), INTERIM) == "done"


def test_an_act_by_the_holder_is_valid_only_within_the_term() -> None:
    filling = in_post()
    filling.at(date(2020, 8, 17))
    filling.confirm(EXTEND, ())
    filling.until(APPOINTMENT, "end-appointment")
    assert filling.do(STREAM, answering(OFFICER), INTERIM) == "seat-vacant"


def test_an_answer_that_was_given_stands() -> None:
    filling = asked_before_the_start()
    assert filling.do(STREAM, answering(OFFICER), "north.officer") == "done"
    start(filling)
    assert [stream for stream, _, __ in passed_on(filling)] == [
        f"sign-off/{EXTEND}/{town}/1.0" for town in ("east", "south")
    ]
    assert filling.register.sign_off(EXTEND, "north", "1.0").answers[OFFICER].by == "north.officer"


def test_with_the_seat_goes_the_deputy_whom_the_former_holder_named() -> None:
    filling = asked_before_the_start()
    handing = HandOver(seat=OFFICER, deputy="panel-lay")
    assert filling.do(STREAM, handing, "north.officer") == "done"
    start(filling)
    assert filling.register.sign_off(EXTEND, "north", "1.0").deputies == {}
    assert filling.do(STREAM, answering(OFFICER), "panel-lay") == "not-your-seat"
    assert filling.do(STREAM, answering(OFFICER), INTERIM) == "done"


def test_what_is_decided_already_goes_to_nobody() -> None:
    filling = asked_before_the_start()
    for stream, command, person in confirming(EXTEND, ("north",), is_open=True):
        assert filling.do(stream, command, person) == "done"
    start(filling)
    assert STREAM not in {stream for stream, _, __ in passed_on(filling)}


def with_a_quorum_of_three(filling: Filling) -> None:
    loaded = filling.register.loaded
    definition = loaded.definition
    rules = tuple(
        each.model_copy(update={"quorum": (Clause(at_least=3),)}) if each.id == "town-rules" else each
        for each in definition.rule_sets
    )
    changed = definition.model_copy(update={"rule_sets": rules})
    filling.register.loaded = loaded.model_copy(update={"definition": changed})


def test_a_body_that_could_not_be_quorate_any_more_is_named_and_its_secretary_has_a_task() -> None:
    """Whoever sits twice counts once: of three seats, two people hold all."""
    filling = after_a_round()
    filling.propose(person="north.lay")
    filling.confirm(CONFIRM)
    filling.sign_off()
    with_a_quorum_of_three(filling)
    start(filling)
    (event,) = (line.event for line in filling.register.lines if isinstance(line.event, HolderStarted))
    assert list(event.missing) == ["north"]
    assert event.missing["north"] == ("2 of 3 members",)
    tasks = [each.to for each in filling.register.told if each.kind is LetterKind.TASK]
    assert tasks == ["north-clerk"]


def test_a_body_that_stays_as_able_as_it_was_gives_nobody_a_task() -> None:
    filling = asked_before_the_start()
    with_a_quorum_of_three(filling)
    start(filling)
    assert not [each for each in filling.register.told if each.kind is LetterKind.TASK]


# --- a definition with another holder ---------------------------------------------------------


def with_another_holder(definition: Definition) -> Definition:
    body = definition.bodies[0]
    (first, *others) = body.seats
    changed = first.model_copy(update={"holders": (Holder(person=holder(5), since=date(2020, 1, 1)),)})
    bodies = (body.model_copy(update={"seats": (changed, *others)}), *definition.bodies[1:])
    return definition.model_copy(update={"bodies": bodies})


def test_a_definition_with_another_holder_passes_the_open_request_on() -> None:
    loaded: Loaded = a_partnership(5)
    register = Register(loaded)
    register.do(f"approval/{PLAN}", OpenMatter(matter=PLAN, version="1.0"), "plan-sponsor")
    register.do(f"approval/{PLAN}", OpenStage(stage="board"))
    offered = with_another_holder(loaded.definition)
    register.definitions[content_hash(offered)] = offered
    load = LoadDefinition(definition=content_hash(offered))
    assert register.do("programme/harbour", load, SECRETARY) == "done"
    last = register.lines[-1]
    assert last.stream == OF_BOARD
    assert last.event == SeatPassedOn(seat=seat(1), to=holder(5))
    assert register.told[-1].to == holder(5)


def with_another_clerk(definition: Definition, body: str) -> Definition:
    bodies = tuple(
        each.model_copy(update={"secretary": "new-clerk"}) if each.id == body else each
        for each in definition.bodies
    )
    return definition.model_copy(update={"bodies": bodies})


def loading(register: Register, offered: Definition) -> None:
    register.definitions[content_hash(offered)] = offered
    register.told.clear()
    load = LoadDefinition(definition=content_hash(offered))
    assert register.do(f"programme/{offered.id}", load, SECRETARY) == "done"


def test_g73_an_open_window_to_object_is_told_to_whoever_is_the_bodys_secretary_now() -> None:
    """It is told through the secretary, as it was when it opened."""
    register = limited()
    loading(register, with_another_clerk(register.definition, "west-board"))
    assert [(each.kind, each.to) for each in register.told] == [(LetterKind.AMENDMENT_NOTICE, "new-clerk")]


def test_g73_of_a_body_that_approves_anew_or_a_secretary_who_stays_no_window_is_told() -> None:
    register = limited()
    loading(register, with_another_clerk(register.definition, "owner-board"))
    assert [each for each in register.told if each.kind is LetterKind.AMENDMENT_NOTICE] == []


def test_fixing_a_start_passes_nothing_on_yet() -> None:
    filling = asked_before_the_start()
    filling.does(APPOINTMENT, FixStart(first=START))
    assert passed_on(filling) == []
