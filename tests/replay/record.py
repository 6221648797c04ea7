"""Record NEW histories: `PYTHONPATH=.:tests python tests/replay/record.py NAME…` from the checkout.

Each name is a key of SCENARIOS below; without a name it lists those that are not recorded yet. It plays
the scenario on the real dev server (or, where months must pass, on the time-skipping one) and writes
`histories/NAME.history.json`, and beside it `NAME.expected.json`: how the run ended, and what the ledger
had told the workflow last, read from the history and not from a replay.

A history once saved is never recorded again, and this refuses to: what it proves is that matters begun
by an earlier release still run. When a change turns a saved history red, the change is wrong.
See docs/changing-running-matters.md.
"""

import asyncio
import json
import re
import socket
import sys
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from a_meeting import HELD, STREAM, a_meeting_partnership, approved_by_all
from a_partnership import APPROVAL, BOARD, MATTER, PROGRAMME, SECRETARY, SIGN_OFF, SPONSOR, a_partnership
from temporalio.client import WorkflowHistory

from models.acts import Sent
from models.commands import (
    AdjournMeeting,
    CancelMeeting,
    Discharge,
    HoldMatter,
    OpenObligation,
)
from models.dates import When
from models.events import By
from models.values import Channel, Instant, ObligationSort, Text
from rehearsal.hall import Hall
from rehearsal.hall import opened as hall_opened
from services import matters, programmes
from services.acting import Caller, act
from storage.clock import RealClock
from tests.faults.a_stack import SECRETARIAT
from tests.replay.a_failing_database import duplicate
from tests.replay.a_recording import (
    Ending,
    expected_file,
    history_file,
    how_it_ended,
    what_it_was_told,
)
from tests.replay.a_scene import Scene, a_scene, first_run, in_a_scene
from tests.replay.scenes_of_appointments import (
    cut_short,
    extension_refused,
    refused_outside,
    stood_still_then_overdue,
)
from tests.replay.scenes_of_appointments import withdrawn as withdrawn_before_its_start
from tests.replay.scenes_of_course import ended_by_owner, rules_changed
from tests.replay.scenes_of_posts import (
    APPOINTMENT,
    ON_POST,
    ROUND,
    extended_then_ended,
    fell_through,
    forecast_overtaken,
    nobody_appointed,
    paused_and_resumed,
    paused_for_good,
)
from tests.replay.whole_rounds import of_an_executive, of_the_officer, of_the_strategy

BEGINS = datetime(2020, 4, 2, 9, 0, tzinfo=UTC)
AFTER_THE_DEADLINE = datetime(2020, 4, 17, 9, 0, tzinfo=UTC)
DISPATCH = f"dispatch/{PROGRAMME}"
OBLIGATION = "obligation/publish-the-plan"
CCG, CONDITION = "mid-essex-ccg", "obligation/strategy.essex-hwb.condition-1"
ACTED, PUBLISHED, RATIFIED = date(2020, 3, 27), date(2020, 5, 1), date(2020, 7, 31)
MACHINE = f"@{socket.gethostname()}"
"""How the client names a process of this machine: `123@machine`."""
FOLDERS = re.compile(r'File "[^"]*/')
REASON = "Because the secretary typed these very words."


class LateClock:
    """A machine whose clock is behind that of the Temporal server."""

    async def now(self) -> Instant:
        return datetime.now(UTC) - timedelta(seconds=3)


async def opened(scene: Scene) -> None:
    await scene.stack.open_matter(BEGINS)
    await scene.settle()


# --- one matter, in writing ---------------------------------------------------------------


async def decided(scene: Scene) -> None:
    await opened(scene)
    for number in (1, 2, 3):
        await scene.stack.answer(number)
        await scene.settle()


async def lapsed(scene: Scene) -> None:
    await opened(scene)
    for day in (8, 14, 16, 17):
        await scene.move_to(datetime(2020, 4, day, 9, 30, tzinfo=UTC))


async def asked_again_after_lapsing() -> WorkflowHistory:
    """The run that begins when a body that lapsed is asked again: reminded once, then decided by answers."""
    async with a_scene(RealClock()) as scene:
        await lapsed(scene)
        since = datetime.now(UTC)
        sponsor = Caller(By(person=SPONSOR, channel=Channel.COMMAND), "again")
        asked = await matters.ask_again(
            scene.stack.house, PROGRAMME, sponsor, matter=MATTER, body=BOARD, reason=REASON
        )
        assert asked.accepted, asked
        await scene.settle()
        await scene.move_to(datetime(2020, 4, 27, 9, 30, tzinfo=UTC))
        for number in (1, 2, 3):
            await scene.stack.answer(number)
            await scene.settle()
        return await first_run(scene.client, SIGN_OFF, since)


async def withdrawn(scene: Scene) -> None:
    await opened(scene)
    await matters.withdraw(scene.stack.house, PROGRAMME, MATTER, REASON, Caller(SECRETARIAT, "withdraw"))
    await scene.settle()


async def held_and_released(scene: Scene) -> None:
    await opened(scene)
    await matters.hold(scene.stack.house, PROGRAMME, MATTER, REASON, Caller(SECRETARIAT, "hold"))
    await scene.settle()
    await scene.move_to(AFTER_THE_DEADLINE)
    await matters.release(scene.stack.house, PROGRAMME, MATTER, REASON, Caller(SECRETARIAT, "release"))
    await scene.settle()


async def too_early(scene: Scene) -> None:
    """The worker's clock is behind (`LateClock`), so the ledger answers: not yet."""
    await opened(scene)
    asked = await scene.stack.sign_off()
    assert asked is not None
    assert asked.deadline is not None
    await scene.stack.set_clock(asked.deadline - timedelta(seconds=2))
    await scene.stack.until_line("sign-off-decided")
    await scene.settle()


async def nothing_to_do(scene: Scene) -> None:
    """Put on hold behind the workflow's back just before the deadline: nobody delivers the wake-up."""
    await opened(scene)
    asked = await scene.stack.sign_off()
    assert asked is not None
    assert asked.deadline is not None
    await scene.stack.set_clock(asked.deadline - timedelta(seconds=8))
    await scene.stack.until_line("escalated")
    await asyncio.sleep(2)
    hold = HoldMatter(reason=Text.of(REASON))
    await scene.stack.house.ledger.act(PROGRAMME, APPROVAL, hold, Sent(id="unheard", by=SECRETARIAT))
    await asyncio.sleep(8)
    await matters.release(scene.stack.house, PROGRAMME, MATTER, REASON, Caller(SECRETARIAT, "release"))
    await scene.settle()


def failing(at: str, failure: Callable[[], Exception] | None = None) -> Callable[[Scene], Awaitable[None]]:
    async def play(scene: Scene) -> None:
        await opened(scene)
        scene.database.failure = failure or scene.database.failure
        scene.database.fails_at = at
        for number in (1, 2, 3):
            await scene.stack.answer(number)
        await scene.until_failed(2)
        scene.database.fails_at = ""
        await scene.settle()

    return play


# --- letters ------------------------------------------------------------------------------


async def address_refused(scene: Scene) -> None:
    refused = "harbour-board.member-2@harbour.example"
    scene.stack.mail.catcher.to_recipient[refused] = f"550 no such mailbox: <{refused}>"
    await opened(scene)


async def mail_server_down(scene: Scene) -> None:
    await scene.stack.mail.down()
    await scene.stack.open_matter(BEGINS)
    await asyncio.sleep(3)
    await scene.stack.mail.up()
    await scene.stack.until_letters("Action needed", 5)
    await scene.settle()


# --- meetings and obligations -------------------------------------------------------------


async def with_a_meeting(scene: Scene) -> None:
    await programmes.load(scene.stack.house, a_meeting_partnership(), Caller(SECRETARIAT, "load"))
    await scene.stack.set_clock(BEGINS)
    sponsored = await matters.open_matter(
        scene.stack.house, PROGRAMME, MATTER, "1.0", Caller(SECRETARIAT, "open")
    )
    assert sponsored.accepted, sponsored
    await scene.settle()


async def recorded_late(scene: Scene) -> None:
    await with_a_meeting(scene)
    for day in (15, 17, 28):
        await scene.move_to(datetime(2020, 4, day, 9, 30, tzinfo=UTC))
    await scene.do(STREAM, approved_by_all(), happened=HELD + timedelta(hours=2))


async def adjourned(scene: Scene) -> None:
    """Nobody records the first sitting, nor the second, until they are asked to."""
    await with_a_meeting(scene)
    for day in (15, 17, 23):
        await scene.move_to(datetime(2020, 4, day, 9, 30, tzinfo=UTC))
    goes_on = HELD + timedelta(days=7)
    await scene.do(STREAM, AdjournMeeting(starts=goes_on, reason=Text.of(REASON)))
    await scene.move_to(datetime(2020, 4, 27, 9, 30, tzinfo=UTC))
    await scene.do(STREAM, approved_by_all().model_copy(update={"sitting": 1, "items": ()}))
    await scene.move_to(datetime(2020, 5, 4, 9, 30, tzinfo=UTC))
    await scene.do(STREAM, approved_by_all(), happened=goes_on + timedelta(hours=2))


async def cancelled(scene: Scene) -> None:
    await with_a_meeting(scene)
    await scene.do(STREAM, CancelMeeting(reason=Text.of(REASON)))


def owed(until: date) -> OpenObligation:
    return OpenObligation(
        obligation=OBLIGATION.split("/")[1],
        sort=ObligationSort.PROMISE,
        owner=SECRETARY,
        words=Text.of(REASON),
        due=When.on(until),
    )


async def slipped(scene: Scene) -> None:
    await opened(scene)
    await scene.do(OBLIGATION, owed(date(2020, 4, 20)))
    for day in (14, 21):
        await scene.move_to(datetime(2020, 4, day, 9, 30, tzinfo=UTC))
    await scene.do(OBLIGATION, Discharge(evidence=Text.of(REASON)))


# --- months -------------------------------------------------------------------------------


async def months_pass(hall: Hall) -> dict[str, str]:
    """Which run each long-lived workflow began with."""
    caller = Caller(SECRETARIAT, "months")
    await programmes.load(hall.house, a_partnership(), caller)
    await programmes.set_clock(hall.house, PROGRAMME, BEGINS, caller)
    await act(hall.house, PROGRAMME, OBLIGATION, owed(date(2020, 5, 25)), caller)
    await hall.quiet(PROGRAMME)
    client = hall.environment.client
    began = {
        stream: (await client.get_workflow_handle(stream).describe()).run_id
        for stream in (OBLIGATION, DISPATCH)
    }
    await hall.move_to(PROGRAMME, datetime(2020, 5, 28, 9, 0, tzinfo=UTC))
    await act(hall.house, PROGRAMME, OBLIGATION, Discharge(evidence=Text.of(REASON)), caller)
    await hall.quiet(PROGRAMME)
    return began


async def over_months(stream: str, *, first: bool) -> WorkflowHistory:
    with tempfile.TemporaryDirectory() as folder:
        async with hall_opened(Path(folder)) as hall:
            began = await months_pass(hall)
            run = began[stream] if first else None
            return await hall.environment.client.get_workflow_handle(stream, run_id=run).fetch_history()


SCENARIOS: dict[str, Callable[[], Awaitable[WorkflowHistory]]] = {
    "approval-decided": lambda: in_a_scene(APPROVAL, decided),
    "approval-withdrawn": lambda: in_a_scene(APPROVAL, withdrawn),
    "approval-ended": lambda: in_a_scene(APPROVAL, ended_by_owner),
    "approval-held-and-released": lambda: in_a_scene(APPROVAL, held_and_released),
    "approval-outage": lambda: in_a_scene(APPROVAL, failing("_approval")),
    "approval-succession-and-amendment": lambda: of_the_strategy("approval/strategy", PUBLISHED, run=-2),
    "approval-gate-and-publication": lambda: of_the_strategy("approval/strategy", PUBLISHED),
    "sign-off-chairs-action": lambda: of_the_strategy(f"sign-off/strategy/{CCG}/1.0", ACTED),
    "obligation-ratified": lambda: of_the_strategy(f"obligation/strategy.{CCG}.ratification", RATIFIED),
    "obligation-condition-met": lambda: of_the_strategy(CONDITION, PUBLISHED),
    "sign-off-decided-by-answers": lambda: in_a_scene(SIGN_OFF, decided),
    "sign-off-lapsed": lambda: in_a_scene(SIGN_OFF, lapsed),
    "sign-off-asked-again-after-lapsing": asked_again_after_lapsing,
    "sign-off-withdrawn": lambda: in_a_scene(SIGN_OFF, withdrawn),
    "sign-off-rules-changed": lambda: in_a_scene(SIGN_OFF, rules_changed),
    "sign-off-held-and-released": lambda: in_a_scene(SIGN_OFF, held_and_released),
    "sign-off-a-due-command-came-too-early": lambda: in_a_scene(SIGN_OFF, too_early, LateClock()),
    "sign-off-a-due-command-found-nothing-to-do": lambda: in_a_scene(SIGN_OFF, nothing_to_do),
    "sign-off-woken-after-its-end": lambda: in_a_scene(SIGN_OFF, held_and_released, last=True),
    "sign-off-outage": lambda: in_a_scene(SIGN_OFF, failing("_sign_off")),
    "sign-off-integrity-error": lambda: in_a_scene(SIGN_OFF, failing("_sign_off", duplicate)),
    "sign-off-took-effect": lambda: of_an_executive("sign-off/slipway/executive/1"),
    "sign-off-called-in-and-decided-again": lambda: of_an_executive("sign-off/quay-works/executive/1"),
    "meeting-recorded-late": lambda: in_a_scene(STREAM, recorded_late),
    "meeting-adjourned": lambda: in_a_scene(STREAM, adjourned),
    "meeting-cancelled": lambda: in_a_scene(STREAM, cancelled),
    "recruitment-nobody-appointed": lambda: in_a_scene(ROUND, nobody_appointed),
    "recruitment-paused-and-resumed": lambda: in_a_scene(ROUND, paused_and_resumed),
    "recruitment-erased-while-paused": lambda: in_a_scene(ROUND, paused_for_good),
    "recruitment-fell-through": lambda: in_a_scene(ROUND, fell_through),
    "appointment-extended-then-ended": lambda: in_a_scene(APPOINTMENT, extended_then_ended),
    "appointment-stood-still-then-overdue": lambda: in_a_scene(APPOINTMENT, stood_still_then_overdue),
    "appointment-refused-outside": lambda: in_a_scene(APPOINTMENT, refused_outside),
    "appointment-withdrawn": lambda: in_a_scene(APPOINTMENT, withdrawn_before_its_start),
    "appointment-cut-short": lambda: in_a_scene(APPOINTMENT, cut_short),
    "appointment-extension-refused": lambda: in_a_scene(APPOINTMENT, extension_refused),
    "appointment-continued-as-new-before": lambda: of_the_officer(first=True),
    "appointment-continued-as-new-after": lambda: of_the_officer(first=False),
    "post-forecast-overtaken": lambda: in_a_scene(ON_POST, forecast_overtaken),
    "obligation-slipped": lambda: in_a_scene(OBLIGATION, slipped),
    "obligation-continued-as-new-before": lambda: over_months(OBLIGATION, first=True),
    "obligation-continued-as-new-after": lambda: over_months(OBLIGATION, first=False),
    "dispatch-address-refused": lambda: in_a_scene(DISPATCH, address_refused),
    "dispatch-mail-server-down": lambda: in_a_scene(DISPATCH, mail_server_down),
    "dispatch-outage": lambda: in_a_scene(DISPATCH, failing("_pending")),
    "dispatch-integrity-error": lambda: in_a_scene(DISPATCH, failing("_pending", duplicate)),
    "dispatch-in-one-decided": lambda: in_a_scene(DISPATCH, decided),
    "dispatch-in-one-mail-server-down": lambda: in_a_scene(DISPATCH, mail_server_down),
    "dispatch-in-one-outage": lambda: in_a_scene(DISPATCH, failing("_pending")),
    "dispatch-in-one-continued-as-new-before": lambda: over_months(DISPATCH, first=True),
    "dispatch-in-one-continued-as-new-after": lambda: over_months(DISPATCH, first=False),
    "dispatch-continued-as-new-before": lambda: over_months(DISPATCH, first=True),
    "dispatch-continued-as-new-after": lambda: over_months(DISPATCH, first=False),
}


# --- saving -------------------------------------------------------------------------------


def without_the_machine(value: Any) -> Any:  # noqa: ANN401  any JSON
    """The same, saying nothing of the machine it was recorded on."""
    if isinstance(value, dict):
        clean = {key: without_the_machine(each) for key, each in value.items()}
        return {**clean, "identity": "recorder"} if "identity" in clean else clean
    if isinstance(value, list):
        return [without_the_machine(each) for each in value]
    if isinstance(value, str):
        return value.replace(MACHINE, " on recorder") if MACHINE in value else FOLDERS.sub('File "', value)
    return value


def save(name: str, history: WorkflowHistory) -> None:
    """Whether it says nothing personal is the business of `test_nothing_personal.py`."""
    clean = without_the_machine(history.to_json_dict())
    saved = {"workflow_id": history.workflow_id, "history": clean}
    history_file(name).write_text(json.dumps(saved, indent=1) + "\n")
    expected_file(name).write_text(Ending(how_it_ended(history), what_it_was_told(history)).to_json())


async def main(asked: list[str]) -> int:
    if not asked:
        new = [name for name in SCENARIOS if not history_file(name).exists()]
        sys.stdout.write("\n".join(["Not recorded yet:", *new, ""]))
        return 0
    if saved := [name for name in asked if history_file(name).exists()]:
        sys.stderr.write(f"Saved once and for all: {', '.join(saved)}. Give a new scenario a new name.\n")
        return 1
    for name in asked:
        save(name, await SCENARIOS[name]())
        sys.stdout.write(f"recorded {name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1:])))
