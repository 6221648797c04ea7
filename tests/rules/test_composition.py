"""Whom a body is to have among its members: told after each change, and no bar to deciding (G73, G34)."""

from datetime import date, timedelta

import pytest
from a_partnership import BOARD, a_rule_set, written
from a_post import (
    APPOINTMENT,
    CONFIRM,
    EXTEND,
    INTERIM,
    TOWNS,
    Filling,
    after_a_round,
    in_post,
)
from a_round import essex

from models.commands import LoadDefinition
from models.letters import LetterKind
from models.post_events import AppointmentEnded, HolderStarted
from models.programme import Clause, Definition, Holder, RuleSet, Seat
from models.values import Procedure, Standing, content_hash
from rules.quorum import composition
from rules.rule_in_words import composition_in_words

START = date(2020, 2, 24)
AN_OFFICER = Clause(at_least=1, categories=("officer",), called="an officer")
TWO_LAY = Clause(at_least=2, categories=("lay",), called="two lay members")


def a_seat(name: str, category: str, held_by: str | None) -> Seat:
    return Seat(id=f"{BOARD}/{name}", title=name, category=category, held_by=held_by)


def rules_with(*clauses: Clause) -> RuleSet:
    return a_rule_set(written(agreeing=1), id="town-rules", composition=clauses)


def asking_for(filling: Filling, *clauses: Clause) -> None:
    """The rules of the towns from now on; what began under the former keeps those (G13)."""
    loaded = filling.register.loaded
    filling.register.definitions[content_hash(loaded.definition)] = loaded.definition
    rules = rules_with(*clauses)
    changed = tuple(rules if each.id == rules.id else each for each in loaded.definition.rule_sets)
    definition = loaded.definition.model_copy(update={"rule_sets": changed})
    filling.register.loaded = loaded.model_copy(update={"definition": definition})


# --- what is lacking -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clause", "held", "missing"),
    [
        pytest.param(AN_OFFICER, (("officer", "one"),), (), id="an officer is a member"),
        pytest.param(AN_OFFICER, (("officer", None),), ("without an officer",), id="the seat is vacant"),
        pytest.param(
            TWO_LAY, (("lay", "one"), ("lay", None)), ("1 of 2 lay members",), id="one lay member of two"
        ),
        pytest.param(
            TWO_LAY, (("lay", "one"), ("lay", "one")), ("1 of 2 lay members",), id="one person in two seats"
        ),
        pytest.param(
            Clause(at_least=1, seats=(f"{BOARD}/s0",)),
            (("nurse", None), ("nurse", "one")),
            ("without the s0",),
            id="a seat by its name",
        ),
    ],
)
def test_g73_a_body_lacks_whom_its_rules_ask_for_and_nobody_holds_the_seat(
    clause: Clause, held: tuple[tuple[str, str | None], ...], missing: tuple[str, ...]
) -> None:
    seats = [a_seat(f"s{number}", category, who) for number, (category, who) in enumerate(held)]
    assert composition(rules_with(clause), seats).missing == missing


def test_rules_without_a_composition_keep_the_name_they_had() -> None:
    assert "composition" not in rules_with().model_dump_json()
    assert content_hash(rules_with()) != content_hash(rules_with(AN_OFFICER))


def test_g34_a_rule_says_that_a_vacancy_stops_nothing() -> None:
    said = composition_in_words(rules_with(AN_OFFICER, TWO_LAY))
    assert said == (
        "Its members are to be at least: an officer; two lay members; "
        "a vacancy among them invalidates no decision"
    )


# --- after each change ---------------------------------------------------------------------------


def test_g73_when_nobody_follows_in_the_post_each_body_is_named_that_lacks_its_officer() -> None:
    filling = in_post()
    asking_for(filling, AN_OFFICER)
    filling.register.told.clear()
    filling.until(APPOINTMENT, "end-appointment")
    (ended,) = (each.event for each in filling.register.lines if isinstance(each.event, AppointmentEnded))
    assert (ended.missing, ended.unfilled) == ({}, dict.fromkeys(TOWNS, ("without an officer",)))
    tasks = [each.to for each in filling.register.told if each.kind is LetterKind.TASK]
    assert tasks == [f"{town}-clerk" for town in TOWNS]


def test_g73_one_task_for_both_where_a_body_lacks_a_quorum_as_well() -> None:
    filling = in_post()
    rules = rules_with(AN_OFFICER).model_copy(update={"quorum": (Clause(at_least=3),)})
    loaded = filling.register.loaded
    changed = tuple(rules if each.id == rules.id else each for each in loaded.definition.rule_sets)
    filling.register.loaded = loaded.model_copy(
        update={"definition": loaded.definition.model_copy(update={"rule_sets": changed})}
    )
    filling.register.told.clear()
    filling.until(APPOINTMENT, "end-appointment")
    tasks = [each.to for each in filling.register.told if each.kind is LetterKind.TASK]
    assert tasks == [f"{town}-clerk" for town in TOWNS]


def test_g73_a_start_by_which_a_body_lacks_a_member_names_it() -> None:
    """Whoever sits twice counts once."""
    filling = after_a_round()
    filling.propose(person="north.lay")
    filling.confirm(CONFIRM)
    filling.sign_off()
    asking_for(filling, Clause(at_least=3, called="three members"))
    filling.start(START)
    (started,) = (each.event for each in filling.register.lines if isinstance(each.event, HolderStarted))
    assert started.unfilled == {"north": ("2 of 3 members",)}


def test_g73_a_start_that_fills_the_seat_names_nobody() -> None:
    filling = after_a_round()
    filling.propose()
    filling.confirm(CONFIRM)
    filling.sign_off()
    asking_for(filling, AN_OFFICER)
    filling.start(START)
    (started,) = (each.event for each in filling.register.lines if isinstance(each.event, HolderStarted))
    assert started.unfilled == {}


def test_g34_what_the_body_had_been_asked_is_decided_all_the_same() -> None:
    filling = in_post()
    asking_for(filling, AN_OFFICER)
    filling.until(APPOINTMENT, "end-appointment")
    filling.confirm(EXTEND, ("north",))
    assert filling.register.sign_off(EXTEND, "north", "1.0").standing is Standing.APPROVED
    assert filling.register.sign_off(CONFIRM, "north", "1.0").standing is Standing.APPROVED


def loading(filling: Filling, definition: Definition) -> dict[str, tuple[str, ...]]:
    name = content_hash(definition)
    filling.register.definitions[name] = definition
    filling.register.told.clear()
    assert filling.do(f"programme/{definition.id}", LoadDefinition(definition=name)) == "done"
    (loaded,) = (each.event for each in filling.register.lines if each.event.kind == "definition-loaded")
    found: dict[str, tuple[str, ...]] = getattr(loaded, "unfilled", {})
    return found


def held_in_north_by(definition: Definition, seat: str, *holders: Holder) -> Definition:
    bodies = tuple(
        body.model_copy(
            update={
                "seats": tuple(
                    each.model_copy(update={"holders": holders}) if each.id == seat else each
                    for each in body.seats
                )
            }
        )
        for body in definition.bodies
    )
    return definition.model_copy(update={"bodies": bodies})


@pytest.mark.parametrize(
    ("since", "lacks"),
    [
        (date(2020, 2, 24), "without a lay member"),
        (date(2020, 3, 2), "from Monday 2 March 2020 on, without a lay member"),
    ],
    ids=["today", "from a day to come"],
)
def test_g73_a_definition_that_leaves_a_seat_to_nobody_names_the_body(since: date, lacks: str) -> None:
    filling = in_post()
    asking_for(filling, Clause(at_least=1, categories=("lay",), called="a lay member"))
    offered = held_in_north_by(filling.register.definition, "north/lay", Holder(since=since))
    assert loading(filling, offered) == {"north": (lacks,)}
    assert [each.to for each in filling.register.told if each.kind is LetterKind.TASK] == ["north-clerk"]


def test_g73_rules_that_ask_for_a_member_a_body_has_not_name_it_when_they_are_loaded() -> None:
    filling = in_post()
    filling.until(APPOINTMENT, "end-appointment")
    before = filling.register.definition
    asking_for(filling, AN_OFFICER)
    offered = filling.register.definition
    filling.register.loaded = filling.register.loaded.model_copy(update={"definition": before})
    assert loading(filling, offered) == dict.fromkeys(TOWNS, ("without an officer",))


def test_g73_a_definition_that_leaves_all_as_it_was_names_nobody() -> None:
    filling = in_post()
    asking_for(filling, AN_OFFICER)
    assert loading(filling, filling.register.definition.model_copy(update={"name": "Towns"})) == {}


def test_an_interim_makes_a_body_whole() -> None:
    filling = in_post()
    seats = filling.register.known().body("north").seats_on(START)
    assert INTERIM in {seat.held_by for seat in seats}
    assert composition(rules_with(AN_OFFICER), seats).is_met


# --- the sample ----------------------------------------------------------------------------------


def test_g73_the_five_groups_are_composed_as_the_law_asks_on_every_day_of_the_sample() -> None:
    definition = essex().definition
    groups = [body for body in definition.bodies if body.kind == "governing-body"]
    assert len(groups) == 5
    for body in groups:
        rules = definition.rules_of(body)
        assert len(rules.composition) == 6
        assert Procedure.MEETING in rules.procedures
        for days in range(0, 730, 7):
            seats = body.seats_on(date(2019, 7, 1) + timedelta(days=days))
            assert composition(rules, seats).missing == ()


@pytest.mark.parametrize(
    "vacant",
    ["accountable-officer", "chief-finance-officer", "registered-nurse", "secondary-care-doctor"],
)
def test_g73_without_one_of_its_named_members_a_group_is_not_composed_as_the_law_asks(vacant: str) -> None:
    definition = essex().definition
    body = definition.body("thurrock-ccg")
    assert body is not None
    seats = [
        each.model_copy(update={"held_by": None}) if each.id == f"thurrock-ccg/{vacant}" else each
        for each in body.seats_on(START)
    ]
    assert len(composition(definition.rules_of(body), seats).missing) == 1
