"""A saved history with its expected final state beside it, and what a replay of it comes to."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from google.protobuf.json_format import ParseDict
from temporalio import workflow
from temporalio.api.history.v1 import History
from temporalio.client import WorkflowHistory
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import (
    ExecuteWorkflowInput,
    Interceptor,
    Replayer,
    WorkflowInboundInterceptor,
    WorkflowInterceptorClassInput,
)

from worker import sandbox
from workflows.dispatch import DispatchWorkflow
from workflows.registry import WORKFLOWS

HISTORIES = Path(__file__).parent / "histories"

COMPLETED, CONTINUED, RUNNING = "completed", "continued-as-new", "running"
ENDINGS = {"EVENT_TYPE_WORKFLOW_EXECUTION_COMPLETED": COMPLETED}
ENDINGS |= {"EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW": CONTINUED}


@dataclass(frozen=True)
class Ending:
    """How a run ended, and what its workflow knew then."""

    how: str
    knew: dict[str, Any]

    def to_json(self) -> str:
        return json.dumps({"how": self.how, "knew": self.knew}, indent=2, sort_keys=True) + "\n"

    def is_as(self, saved: "Ending") -> bool:
        """Ended alike, knowing all that was known then; a later release may know more, by default."""
        return self.how == saved.how and _holds(saved.knew, self.knew)

    @classmethod
    def from_json(cls, text: str) -> Self:
        read = json.loads(text)
        return cls(how=read["how"], knew=read["knew"])


def _holds(saved: Any, known: Any) -> bool:  # noqa: ANN401  whatever JSON holds
    if isinstance(saved, dict) and isinstance(known, dict):
        return all(key in known and _holds(value, known[key]) for key, value in saved.items())
    return bool(saved == known)


@dataclass(frozen=True)
class Recording:
    name: str
    history: WorkflowHistory
    expected: Ending


def names() -> list[str]:
    return sorted(path.name.removesuffix(".history.json") for path in HISTORIES.glob("*.history.json"))


def history_file(name: str) -> Path:
    return HISTORIES / f"{name}.history.json"


def expected_file(name: str) -> Path:
    return HISTORIES / f"{name}.expected.json"


def recording(name: str) -> Recording:
    text = history_file(name).read_text()
    history = WorkflowHistory.from_json(json.loads(text)["workflow_id"], json.loads(text)["history"])
    return Recording(name, history, Ending.from_json(expected_file(name).read_text()))


def kind_of(history: WorkflowHistory) -> str:
    return history.workflow_id.split("/", 1)[0]


def how_it_ended(history: WorkflowHistory) -> str:
    last = history.to_json_dict()["events"][-1]
    return ENDINGS.get(str(last["eventType"]), RUNNING)


async def replayed(history: WorkflowHistory, workflows: Sequence[type] = WORKFLOWS) -> Ending:
    """What today's code comes to; raises where it would have done otherwise than the history says."""
    seen = _Seen()
    replayer = Replayer(
        workflows=workflows,
        data_converter=pydantic_data_converter,
        workflow_runner=sandbox(),
        interceptors=[seen],
    )
    await replayer.replay_workflow(history)
    return Ending(how_it_ended(history), _knowledge(seen.instances[-1]))


def _knowledge(instance: object) -> dict[str, Any]:
    if kind := getattr(instance, "_facts", None):
        known: dict[str, Any] = kind.state.model_dump(mode="json")
        return known
    assert type(instance).__name__ == DispatchWorkflow.__name__, "a copy, made in the sandbox"
    return {"programme": instance._programme, "is_nudged": instance._is_nudged}  # type: ignore[attr-defined]  # it is one


class _Seen(Interceptor):
    """Keeps the workflow objects that the replay makes, to look at what they know at its end."""

    def __init__(self) -> None:
        self.instances: list[object] = []

    def workflow_interceptor_class(
        self, _: WorkflowInterceptorClassInput
    ) -> type[WorkflowInboundInterceptor] | None:
        instances = self.instances

        class Seeing(WorkflowInboundInterceptor):
            async def execute_workflow(self, input: ExecuteWorkflowInput) -> Any:  # noqa: A002, ANN401  Temporal's own
                instances.append(workflow.instance())
                return await super().execute_workflow(input)

        return Seeing


def answers_of(history: WorkflowHistory, activity: str) -> list[dict[str, Any]]:
    """What the activities whose names begin so answered, in order."""
    asked, answers = set(), []
    for event in ParseDict(history.to_json_dict(), History(), ignore_unknown_fields=True).events:
        scheduled = event.activity_task_scheduled_event_attributes
        if scheduled.activity_type.name.startswith(activity):
            asked.add(event.event_id)
        completed = event.activity_task_completed_event_attributes
        if completed.scheduled_event_id in asked:
            answers.append(json.loads(completed.result.payloads[0].data))
    return answers


def what_it_was_told(history: WorkflowHistory) -> dict[str, Any]:
    """The final state by the history alone: what the last reading of the ledger answered."""
    if kind_of(history) == "dispatch":
        return {"programme": history.workflow_id.split("/", 1)[1], "is_nudged": False}
    return answers_of(history, "read-")[-1]
