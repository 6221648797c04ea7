"""Running matters outlive deployments: every saved history replays, and ends knowing what it knew then."""

import json
from base64 import b64encode

import pytest
from temporalio import workflow
from temporalio.client import WorkflowHistory

from tests.replay.a_recording import (
    CONTINUED,
    Ending,
    answers_of,
    kind_of,
    names,
    recording,
    replayed,
    what_it_was_told,
)
from tests.replay.divergent import DIVERGENT
from workflows.registry import WORKFLOWS

KINDS = ("approval", "sign-off", "meeting", "obligation", "post", "recruitment", "appointment", "dispatch")

RED = (
    "A running matter would be stuck after this change. Do not record again: keep the old way under "
    "workflow.patched, as docs/changing-running-matters.md says."
)


@pytest.mark.parametrize("name", names())
async def test_a_saved_history_replays_to_the_state_it_ended_in(name: str) -> None:
    saved = recording(name)
    try:
        ending = await replayed(saved.history)
    except workflow.NondeterminismError as divergence:
        pytest.fail(f"{divergence}\n{RED}")
    assert ending.is_as(saved.expected), f"{RED}\nexpected {saved.expected}\nfound {ending}"


def test_every_kind_of_workflow_has_saved_histories() -> None:
    assert {kind_of(recording(name).history) for name in names()} == set(KINDS)
    assert len(WORKFLOWS) == len(KINDS)


@pytest.mark.parametrize(
    "shape",
    [
        "a-due-command-came-too-early",
        "a-due-command-found-nothing-to-do",
        "recorded-late",
        "continued-as-new-before",
        "continued-as-new-after",
        "outage",
        "withdrawn",
        "woken-after-its-end",
        "held-and-released",
        "address-refused",
        "mail-server-down",
        "integrity-error",
    ],
)
def test_the_hard_shapes_are_among_them(shape: str) -> None:
    assert [name for name in names() if name.endswith(shape)], names()


def test_a_due_command_that_came_too_early_was_told_when_to_come_again() -> None:
    done = answers_of(recording("sign-off-a-due-command-came-too-early").history, "do-due")
    assert any(each["not_before"] and not each["accepted"] for each in done)
    assert done[-1]["accepted"]


def test_a_due_command_that_found_nothing_to_do_was_sent_again_and_then_done() -> None:
    done = answers_of(recording("sign-off-a-due-command-found-nothing-to-do").history, "do-due")
    closing, closed = done[-2:]
    assert closing["accepted"]
    assert closing["number"] < closed["number"]


@pytest.mark.parametrize("name", [name for name in names() if name.endswith(("outage", "integrity-error"))])
def test_an_outage_is_in_the_history_as_a_try_that_failed(name: str) -> None:
    assert '"lastFailure"' in recording(name).history.to_json()


def test_what_continued_as_new_is_saved_on_both_sides() -> None:
    continued = {recording(name).history.workflow_id for name in names() if _how(name) == CONTINUED}
    after = {recording(name).history.workflow_id for name in names() if name.endswith("-after")}
    assert continued
    assert after <= continued


# --- controls: what must fail -------------------------------------------------------------


@pytest.mark.parametrize("name", names())
async def test_control_a_workflow_that_does_otherwise_is_caught(name: str) -> None:
    saved = recording(name)
    with pytest.raises(workflow.NondeterminismError):
        await replayed(saved.history, DIVERGENT)


@pytest.mark.parametrize("name", names())
async def test_control_an_altered_expectation_is_caught(name: str) -> None:
    saved = recording(name)
    altered = {**saved.expected.knew, "is_over": "altered", "is_nudged": "altered"}
    assert not (await replayed(saved.history)).is_as(Ending(saved.expected.how, altered))


async def test_control_an_altered_history_is_caught() -> None:
    """Only what the workflow was told last is changed: the same commands follow, not the same state."""
    saved = recording("sign-off-decided-by-answers")
    told = what_it_was_told(saved.history)
    before = json.dumps(told, separators=(",", ":"))
    after = json.dumps({**told, "number": told["number"] + 1}, separators=(",", ":"))
    altered = WorkflowHistory.from_json(
        saved.history.workflow_id,
        saved.history.to_json().replace(_as_payload(before), _as_payload(after)),
    )
    assert what_it_was_told(altered) != told
    assert not (await replayed(altered)).is_as(saved.expected)


def _as_payload(text: str) -> str:
    return b64encode(text.encode()).decode()


def _how(name: str) -> str:
    return recording(name).expected.how
