"""The doctor finds what is well, what is wrong, and how to mend it."""

import asyncio
import re
import shutil
import sysconfig
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from sqlite3 import connect

import pytest
from a_command import NOBODY, Quorate, a_copy, a_running_matter
from a_partnership import PROGRAMME
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

from services import doctor
from services.doctor import Finding, Installation, examine
from supervision.ports import another
from workflows.dispatch import DispatchWorkflow

HERE = "127.0.0.1"
LOCK = "pydantic=={} \\\n    --hash=sha256:0\n"


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Quorate:
    return a_running_matter(tmp_path_factory.mktemp("furnished"))


@pytest.fixture
def installation(tmp_path: Path, furnished: Quorate) -> Installation:
    """Everything on this machine in order, and no server running."""
    checkout, var = tmp_path / "checkout", tmp_path / "var"
    built = checkout / "web" / "static" / "kit" / ".built"
    built.parent.mkdir(parents=True)
    built.touch()
    (checkout / "requirements.lock").write_text(LOCK.format(doctor.installed("pydantic")))
    return Installation(
        checkout=checkout,
        var=var,
        database_url=a_copy(furnished, var).settings.database_url,
        temporal_address=NOBODY,
        temporal_namespace="default",
        task_queue="quorate",
        web_host=HERE,
        web_port=1,
        smtp_host=HERE,
        smtp_port=1,
        smtp_tls="none",
    )


async def found(installation: Installation) -> dict[str, Finding]:
    return {each.what: each for each in await examine(installation)}


async def test_where_everything_runs_everything_is_well(installation: Installation) -> None:
    temporal = Path(sysconfig.get_path("scripts")) / "temporal"
    mail = Controller(Sink(), hostname=HERE, port=another())
    web = await asyncio.start_server(lambda _, writer: writer.close(), HERE, 0)
    mail.start()
    async with web, await WorkflowEnvironment.start_local(dev_server_existing_path=str(temporal)) as server:
        address = server.client.service_client.config.target_host
        running = installation.model_copy(
            update={
                "temporal_address": address,
                "smtp_port": mail.port,
                "web_port": web.sockets[0].getsockname()[1],
            }
        )
        before = await found(running)
        async with Worker(
            server.client,
            task_queue="quorate",
            workflows=[DispatchWorkflow],
            workflow_runner=UnsandboxedWorkflowRunner(),
        ):
            await asyncio.sleep(0.5)
            after = await found(running)
        elsewhere = await found(running.model_copy(update={"temporal_namespace": "elsewhere"}))
    mail.stop()
    assert {each.what for each in before.values() if not each.is_well} == {"Worker"}
    assert {each.what for each in after.values() if not each.is_well} == set()
    assert not any(each.mend for each in after.values())
    assert "no namespace elsewhere" in elsewhere["Temporal"].words


async def test_it_shows_the_clock_of_each_programme(installation: Installation) -> None:
    shown = (await found(installation))[f"Clock of {PROGRAMME}"]
    assert re.match(r"Thursday 2 April 2020 at 10(:0\d)?am, London time", shown.words)


@pytest.mark.parametrize("what", ["Temporal", "Mail", "Web"])
async def test_a_server_that_does_not_answer_is_wrong(installation: Installation, what: str) -> None:
    finding = (await found(installation))[what]
    assert (finding.is_well, finding.words) == (False, f"no answer at {HERE}:1")
    assert "make up" in finding.mend


def tampered_with(there: Installation) -> None:
    with closing(connect(there.var / "quorate.db")) as connection, connection:
        connection.execute("drop trigger lines_are_not_deleted")
        connection.execute("delete from lines where number = 3")


def emptied(there: Installation) -> None:
    with closing(connect(there.var / "quorate.db")) as connection, connection:
        connection.execute("update heads set definition = null")


def at_another_revision(there: Installation) -> None:
    with closing(connect(there.var / "quorate.db")) as connection, connection:
        connection.execute("update alembic_version set version_num = '0000'")


def removed(there: Installation) -> None:
    shutil.rmtree(there.var)


def unbuilt(there: Installation) -> None:
    shutil.rmtree(there.checkout / "web")


def with_another_library(there: Installation) -> None:
    (there.checkout / "requirements.lock").write_text(LOCK.format("1.0"))


def without_a_lock(there: Installation) -> None:
    (there.checkout / "requirements.lock").unlink()


def with_a_file_for_a_folder(there: Installation) -> None:
    shutil.rmtree(there.var)
    there.var.touch()


WRONG = [
    (tampered_with, f"Ledger of {PROGRAMME}", "broken at line 3"),
    (emptied, "Programmes", "none is loaded"),
    (at_another_revision, "Database", "at revision 0000"),
    (removed, "Database", "no database"),
    (unbuilt, "Assets", "not built"),
    (with_another_library, "Dependencies", "not 1.0"),
    (without_a_lock, "Dependencies", "missing"),
    (with_a_file_for_a_folder, "Data", "cannot be written"),
]


@pytest.mark.parametrize(("spoil", "what", "words"), WRONG)
async def test_what_is_wrong_is_named_with_a_way_to_mend_it(
    installation: Installation, spoil: Callable[[Installation], None], what: str, words: str
) -> None:
    assert what == "Programmes" or (await found(installation))[what].is_well
    spoil(installation)
    finding = (await found(installation))[what]
    assert not finding.is_well
    assert words in finding.words
    assert finding.mend


async def test_a_full_disk_is_wrong(installation: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "ROOM", 2**80)
    assert not (await found(installation))["Disk"].is_well


@pytest.mark.parametrize(
    ("ahead", "is_well"),
    [(timedelta(seconds=1), True), (timedelta(minutes=2), False), (timedelta(minutes=-2), False)],
)
def test_a_clock_may_differ_by_seconds_and_no_more(ahead: timedelta, is_well: bool) -> None:
    assert doctor.agreement("The database", ahead).is_well is is_well
