"""A promise that cannot be kept is said to be so on the day it is made (G56)."""

from datetime import date

import pytest
from a_foreseen_round import MID_ESSEX
from a_register import Register
from a_round import APPROVAL, MATTER, SECRETARIAT, SPONSOR, before_everybody, expect, on

from models.commands import HoldMatter, OpenObligation
from models.dates import When
from models.events import ObligationOpened
from models.forecasting import ForeseenLate
from models.letters import LetterKind
from models.values import ObligationSort, Text
from rules.calendar import london_day
from rules.promising import late_in_words

IN_JANUARY = When.on(date(2020, 1, 31))


def opened(register: Register, **said: object) -> ObligationOpened:
    """The brief of 20 December: it will be published in January."""
    told = {
        "obligation": "pr1",
        "sort": ObligationSort.PROMISE,
        "matter": MATTER,
        "owner": "programme-director",
        "words": Text.of("It will be published in January"),
        "due": IN_JANUARY,
        **said,
    }
    register.told.clear()
    expect(register.do("obligation/pr1", OpenObligation.model_validate(told), SECRETARIAT))
    event = register.lines[-1].event
    assert isinstance(event, ObligationOpened)
    return event


def on_the_day() -> Register:
    register = before_everybody()
    register.at = on(2019, 12, 20)
    return register


def test_a_january_promise_is_impossible_the_day_it_is_made_and_the_record_says_so() -> None:
    register = on_the_day()
    late = opened(register).foreseen_late
    assert late is not None
    assert late.finish is not None
    assert (london_day(late.finish), late.hangs_on) == (date(2020, 3, 26), (MID_ESSEX,))
    assert late_in_words(register.definition, late) == (
        "This cannot be kept as things stand, if it waits for the whole to be settled: the earliest lawful "
        "finish is Thursday 26 March 2020; it hangs on Mid Essex CCG."
    )
    assert register.obligation("pr1").foreseen_late == late


def test_its_owner_and_the_sponsor_are_told() -> None:
    register = on_the_day()
    opened(register, promised_to=("partnership-secretariat",))
    told = {notice.to for notice in register.told if notice.kind is LetterKind.PROMISE_OPENED}
    assert told == {"programme-director", "partnership-secretariat", SPONSOR}


def test_the_sponsor_is_not_told_of_one_that_can_be_kept() -> None:
    register = on_the_day()
    opened(register, due=When.on(date(2020, 4, 30)))
    assert SPONSOR not in {notice.to for notice in register.told}


@pytest.mark.parametrize(
    ("said", "is_late"),
    [
        pytest.param({"due": When.on(date(2020, 3, 25))}, True, id="the day before the earliest finish"),
        pytest.param({"due": When.on(date(2020, 3, 26))}, False, id="on its very day"),
        pytest.param(
            {"due": When.within("towards the end of February", date(2020, 2, 20), date(2020, 2, 29))},
            True,
            id="a window that ends before it",
        ),
        pytest.param({"sort": ObligationSort.TARGET}, True, id="a target, as much as a promise"),
        pytest.param({"due": When.unknown("shortly")}, False, id="what has no last day is never late"),
        pytest.param({"due": When.standing("on request")}, False, id="what stands has none either"),
        pytest.param({"sort": ObligationSort.ACTION}, False, id="an action does not wait for the whole"),
        pytest.param({"matter": None}, False, id="what is about no matter waits for none"),
        pytest.param({"matter": "finance-group-terms"}, False, id="a matter that was not opened"),
    ],
)
def test_it_is_said_of(said: dict[str, object], is_late: bool) -> None:
    assert (opened(on_the_day(), **said).foreseen_late is not None) is is_late


def test_while_the_matter_is_on_hold_nothing_is_foreseen() -> None:
    register = on_the_day()
    expect(register.do(APPROVAL, HoldMatter(reason=Text.of("the pandemic")), SPONSOR))
    assert opened(register).foreseen_late is None


def test_where_no_date_is_known_it_says_that() -> None:
    late = ForeseenLate(finish=None, hangs_on=(MID_ESSEX,))
    said = late_in_words(on_the_day().definition, late)
    assert said.endswith("no finish can be foreseen; there is no date for Mid Essex CCG.")


def test_of_many_bodies_it_says_how_many() -> None:
    register = on_the_day()
    many = tuple(body.id for body in register.definition.bodies)[:5]
    late = ForeseenLate(finish=on(2020, 4, 21), hangs_on=many)
    assert late_in_words(register.definition, late).endswith("it hangs on 5 bodies.")
