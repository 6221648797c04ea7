"""The day of publication: a gate that opens anew takes it away, and one that passes unused is chased once."""

from datetime import date

from a_partnership import SPONSOR
from a_plan_to_publish import MATTER, WHY, act, agreed, asked, opened, publish, wait_of
from a_refused_plan import CLERK, varied
from a_register import Register
from a_round import expect, on
from an_amended_plan import APPROVAL, OTHERS, OWNER, WATCHER, decided

from models.commands import BarPublishing, HoldMatter, ReleaseMatter
from models.course import RouteChange
from models.letters import LetterKind
from models.publication_commands import SetPublicationDate
from models.values import Verb
from models.waits import Step

THE_TENTH = date(2020, 4, 10)


def dated(day: date = THE_TENTH) -> Register:
    register = opened(agreed())
    expect(act(register, SetPublicationDate(day=day)))
    register.told.clear()
    return register


def next_step(register: Register) -> Step | None:
    return wait_of(register).next_step


def letters(register: Register) -> list[tuple[LetterKind, str]]:
    return [(notice.kind, notice.to) for notice in register.told]


def taken(register: Register) -> str:
    """What the workflow waits for is done at its instant, and does something."""
    step = next_step(register)
    assert step is not None
    register.at = max(register.at, step.at)
    expect(register.do(APPROVAL, step.command))
    return step.command.kind


# --- shut, and open anew ----------------------------------------------------------------------


def held_and_released() -> Register:
    register = dated(date(2020, 4, 30))
    register.at = on(2020, 4, 2)
    expect(act(register, HoldMatter(reason=WHY)))
    register.at = on(2020, 4, 3)
    expect(act(register, ReleaseMatter(reason=WHY)))
    register.told.clear()
    return register


def test_a_gate_that_opens_anew_takes_the_day_away_and_asks_for_another() -> None:
    register = held_and_released()
    assert taken(register) == "open-gate"
    assert register.approval(MATTER).publishing.day is None
    assert (LetterKind.GATE_OPENED, SPONSOR) in letters(register)
    register.at = on(2020, 4, 30)
    assert act(register, publish("1.0")) == "no-publication-date"


def test_nor_does_the_day_count_before_the_workflow_has_noted_that_the_gate_opened() -> None:
    register = held_and_released()
    register.at = on(2020, 4, 30, 9)
    assert act(register, publish("1.0")) == "no-publication-date"
    expect(act(register, SetPublicationDate(day=date(2020, 4, 30))))
    late = next_step(register)
    assert late is not None
    expect(register.do(APPROVAL, late.command))
    assert register.approval(MATTER).publishing.day == date(2020, 4, 30), "it was set after the gate opened"
    assert act(register, publish("1.0")) == "done"


def test_a_day_set_while_the_gate_stays_open_counts() -> None:
    register = dated()
    register.at = on(2020, 4, 10, 9)
    assert act(register, publish("1.0")) == "done"


def test_a_body_required_afterwards_shuts_the_gate_and_its_answer_does_not_revive_the_day() -> None:
    register = asked(waits_for_the_watchers=False)
    for body in (OWNER, *OTHERS):
        decided(register, body)
    opened(register)
    expect(act(register, SetPublicationDate(day=THE_TENTH)))
    register.at = on(2020, 4, 3)
    expect(register.do(APPROVAL, varied(WATCHER, RouteChange.REQUIRED), CLERK))
    register.at = on(2020, 4, 20)
    decided(register, WATCHER, Verb.NOTE)
    assert act(register, publish("1.0")) == "no-publication-date"
    assert [taken(register), taken(register)] == ["chase-publication", "open-gate"]
    assert register.approval(MATTER).publishing.day is None
    assert next_step(register) is None


# --- passed unused ------------------------------------------------------------------------------


def test_a_day_that_passes_unpublished_is_chased_once_with_sponsor_and_director() -> None:
    register = dated()
    assert taken(register) == "chase-publication"
    assert register.at == on(2020, 4, 10, 23), "midnight in London"
    director = register.definition.director
    assert letters(register) == [(LetterKind.TASK, SPONSOR), (LetterKind.TASK, director)]
    assert next_step(register) is None


def test_another_day_that_passes_is_chased_as_well() -> None:
    register = dated()
    taken(register)
    expect(act(register, SetPublicationDate(day=date(2020, 4, 20))))
    assert taken(register) == "chase-publication"
    assert next_step(register) is None


def test_what_was_published_on_its_day_is_not_chased() -> None:
    register = dated()
    chase = next_step(register)
    assert chase is not None
    register.at = on(2020, 4, 10, 9)
    expect(act(register, publish("1.0")))
    assert next_step(register) is None
    register.at = chase.at
    assert register.do(APPROVAL, chase.command) == "nothing"


def test_a_day_barred_afterwards_is_chased_and_asked_for_anew_when_the_window_ends() -> None:
    register = dated(date(2020, 4, 30))
    window = BarPublishing(window="w", first=date(2020, 4, 20), last=date(2020, 5, 7), reason=WHY)
    expect(register.do(f"programme/{register.definition.id}", window, SPONSOR))
    assert [taken(register), taken(register)] == ["chase-publication", "open-gate"]
    assert (LetterKind.GATE_OPENED, SPONSOR) in letters(register)
    assert register.approval(MATTER).publishing.day is None


def test_while_the_matter_is_on_hold_nothing_is_chased() -> None:
    register = dated()
    expect(act(register, HoldMatter(reason=WHY)))
    assert next_step(register) is None


def test_a_day_more_than_two_years_away_is_refused() -> None:
    register = opened(agreed())
    assert act(register, SetPublicationDate(day=date(9999, 12, 31))) == "publication-too-far"
