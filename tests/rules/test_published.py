"""What follows a publication: its page keeps what it needs, and what was promised is told in days."""

from datetime import date

import pytest
from a_partnership import SECRETARY
from a_plan_to_publish import (
    NORTH,
    WHY,
    a_plan_to_publish,
    act,
    agreed,
    amended,
    on_its_day,
    opened,
    promise,
    publish,
    windows_end,
)
from a_register import Register
from a_round import expect

from models.commands import LoadDefinition, LogComment, RequestPapers
from models.dates import When, read_when
from models.values import content_hash
from rules.explain import explained
from rules.keeping import how_kept

PROGRAMME = "programme/harbour"


def out() -> Register:
    register = on_its_day(opened(windows_end(amended())))
    expect(act(register, publish()))
    return register


def test_the_version_that_was_published_is_not_dropped_from_the_definition() -> None:
    register = out()
    definition = register.definition
    (document,) = definition.documents
    fewer = document.model_copy(update={"versions": document.versions[:1]})
    offered = definition.model_copy(update={"documents": (fewer,)})
    register.definitions[content_hash(offered)] = offered
    command = LoadDefinition(definition=content_hash(offered))
    assert register.do(PROGRAMME, command, SECRETARY) == "still-in-use"


def test_a_body_may_still_ask_for_papers_and_be_heard() -> None:
    register = out()
    assert act(register, RequestPapers(body=NORTH, parts=("annex",))) == "done"
    assert act(register, LogComment(body=NORTH, words=WHY)) == "done"


def test_a_matter_without_a_plan_to_publish_keeps_the_hash_it_had() -> None:
    (matter,) = a_plan_to_publish(None).definition.matters
    assert "publication" not in matter.model_dump()
    (matter,) = a_plan_to_publish().definition.matters
    assert matter.model_dump()["publication"]["full"] == ("plan",)


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (None, "kept on Thursday 30 April 2020"),
        (date(2020, 4, 30), "kept on Thursday 30 April 2020"),
        (
            date(2020, 4, 29),
            "kept late, on Thursday 30 April 2020, one day after Wednesday 29 April 2020",
        ),
        (
            date(2020, 1, 31),
            "kept late, on Thursday 30 April 2020, 90 days after Friday 31 January 2020",
        ),
    ],
    ids=["no day was promised", "on the last day", "a day late", "the promise of January"],
)
def test_how_late_a_promise_was_kept_is_said_in_days(due: date | None, said: str) -> None:
    register = opened(agreed())
    promise(register, "pr1", When.on(due) if due else When.unknown("shortly"))
    assert how_kept(register.obligation("pr1")) == "not kept yet"
    expect(act(on_its_day(register), publish("1.0", "pr1")))
    assert how_kept(register.obligation("pr1")) == said


def test_what_is_promised_for_good_is_not_said_to_be_late() -> None:
    register = agreed()
    promise(register, "pr5", read_when("on request", date(2020, 4, 1)))
    assert how_kept(register.obligation("pr5")) == "still stands"


def test_explaining_a_body_tells_of_the_gate_and_of_the_day_it_was_out() -> None:
    register = out()
    rule_sets = register.known().rule_sets
    told = explained(NORTH, register.lines, register.definition, rule_sets, is_given=True)
    assert told is not None
    words = [each.words for each in told.story]
    assert "Nothing keeps version 1.1 from being published" in words
    assert words[-1] == "Version 1.1 was published"
