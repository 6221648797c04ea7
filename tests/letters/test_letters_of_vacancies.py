"""What a secretary reads when a seat of their body is vacated, and of a quorum lost by it (G34, G73)."""

from collections.abc import Iterable
from datetime import date, time

import pytest
from a_partnership import a_rule_set, written
from a_post import EXTEND, PERMANENT, POST, SECOND, a_partnership_with_a_post, confirmation_of

from letters.compose import compose
from models.commands import PassSeatsOn
from models.letters import LetterFacts, LetterKind
from models.post_commands import FixStart, ProposeAppointment, RecordEligibility, StartAppointment
from models.post_events import TenureKind
from models.programme import Clause, Loaded, RuleSet
from models.values import Text
from rules.calendar import at_london, end_of
from storage.database import Database
from tests.letters.reading import unwrapped
from tests.letters.sample_facts import QUORATE
from tests.services.test_holders_of_the_day import AFTER, ASKED, LAST, Filled

SUCCESSOR = ProposeAppointment(
    post=POST,
    number=2,
    tenure=TenureKind.PERMANENT,
    person=PERMANENT,
    matter=confirmation_of(SECOND),
)


def with_quorum(rules: RuleSet) -> Loaded:
    loaded = a_partnership_with_a_post(sign_off=None)
    changed = tuple(rules if each.id == rules.id else each for each in loaded.definition.rule_sets)
    return loaded.model_copy(
        update={"definition": loaded.definition.model_copy(update={"rule_sets": changed})}
    )


@pytest.fixture
async def filled(sqlite: Database) -> Filled:
    rules = a_rule_set(written(agreeing=1), id="town-rules", quorum=(Clause(at_least=3),))
    return await Filled(sqlite).open(with_quorum(rules))


def tasks_of(letters: Iterable[LetterFacts], address: str) -> list[str]:
    found = (each for each in letters if each.kind is LetterKind.TASK and each.recipient.address == address)
    return [unwrapped(compose(each, QUORATE).text) for each in found]


async def test_g73_when_nobody_follows_in_the_post_the_secretary_reads_what_the_body_lacks(
    filled: Filled,
) -> None:
    await filled.until(LAST)
    await filled.sent()
    await filled.ends()
    filled.at(AFTER)
    (task,) = tasks_of((await filled.sent()).values(), "north-clerk@towns.example")
    assert (
        "Since nobody holds this post your body is not expected to be quorate, though everyone came: "
        "north: 2 of 3 members" in task
    )
    assert "see with whoever runs the post, or names the holders of the seats, by when" in task
    assert "stays open in your name" not in task
    assert "east" not in task


@pytest.mark.parametrize("is_on_record", [False, True])
async def test_once_the_post_is_held_again_no_task_says_that_nobody_holds_it(
    filled: Filled, *, is_on_record: bool
) -> None:
    """Whether the letters leave before or after the start of that day is on record."""
    again = date(2020, 2, 3)
    await filled.until(LAST)
    await filled.does(SECOND, SUCCESSOR)
    await filled.does(SECOND, RecordEligibility(passed=True, evidence=Text.of("seen")))
    await filled.confirm(confirmation_of(SECOND))
    await filled.does(SECOND, FixStart(first=again))
    await filled.sent()
    await filled.ends()
    filled.at(again)
    if is_on_record:
        await filled.does(SECOND, StartAppointment(due=at_london(again, time(0))), None)
    letters = (await filled.sent()).values()
    assert not [each for each in letters if each.kind is LetterKind.TASK]


async def test_g34_the_secretary_reads_which_seat_nobody_is_asked_in(
    filled: Filled,
) -> None:
    await filled.until(date(2020, 1, 27))
    await filled.confirm(EXTEND, ())
    await filled.sent()
    filled.board.clock.shown = end_of(LAST)
    await filled.does(ASKED, PassSeatsOn(due=end_of(LAST)), None)
    filled.at(AFTER)
    (task,) = tasks_of((await filled.sent()).values(), "north-clerk@towns.example")
    assert "Officer of north is vacant, so nobody is asked there" in task
    assert "Whoever takes it is asked with their first day" in task


async def test_g73_the_secretary_reads_whom_the_body_lacks_and_that_what_it_decided_stands(
    sqlite: Database,
) -> None:
    an_officer = Clause(at_least=1, categories=("officer",), called="an officer")
    rules = a_rule_set(written(agreeing=1), id="town-rules", composition=(an_officer,))
    filled = await Filled(sqlite).open(with_quorum(rules))
    await filled.until(LAST)
    await filled.sent()
    await filled.ends()
    filled.at(AFTER)
    (task,) = tasks_of((await filled.sent()).values(), "north-clerk@towns.example")
    assert (
        "Since nobody holds this post your body is not composed as its rules ask: north: without an officer."
        in task
    )
    assert "What it has decided stands" in task
    assert "quorate" not in task.split("What it has decided")[0].split("A task for you")[1]
