"""The stack of one machine: what dies is started again, what is told to stop stops, what was kept is kept."""

import asyncio
import os
import signal
import smtplib
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Self

import psutil
import pytest
from temporalio.client import Client

from config.settings import CHECKOUT
from config.whereabouts import FILE
from supervision import supervisor
from supervision.child import Child
from supervision.supervisor import CannotStartError, supervise

IN_TIME = 20.0


def a_free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port: int = trial.getsockname()[1]
    return port


class Stack:
    """A real `up` in a process of its own, and what it said so far."""

    def __init__(self, var: Path) -> None:
        self.var = var
        self.temporal, self.mail, self.pages = a_free_port(), a_free_port(), a_free_port()
        self._said = var / "said"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        self.process.wait(IN_TIME)

    def start(self) -> Self:
        environment = {
            **os.environ,
            "QUORATE_VAR": str(self.var),
            "QUORATE_TEMPORAL_ADDRESS": f"127.0.0.1:{self.temporal}",
            "QUORATE_SMTP_PORT": str(self.mail),
            "QUORATE_WEB_PORT": str(self.pages),
            "PYTHONPATH": str(CHECKOUT),
        }
        with self._said.open("w") as said:
            self.process = subprocess.Popen(  # noqa: S603 - our own script
                [sys.executable, str(CHECKOUT / "tests" / "a_small_stack.py")], env=environment, stdout=said
            )
        return self

    @property
    def said(self) -> str:
        return self._said.read_text()

    def until_it_says(self, words: str, times: int = 1) -> None:
        until(lambda: self.said.count(words) >= times, lambda: f"never said {words!r}:\n{self.said}")

    def child(self, word: str) -> psutil.Process:
        return next(each for each in self.children() if word in " ".join(each.cmdline()))

    def children(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def press_ctrl_c(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(IN_TIME)

    def send_a_letter(self, subject: str) -> None:
        letter = EmailMessage()
        letter["To"], letter["From"], letter["Subject"] = "chair@body.example", "quorate@x.example", subject
        letter.set_content("Please read the paper.")
        with smtplib.SMTP("127.0.0.1", self.mail) as server:
            server.send_message(letter, from_addr="returned+1@x.example")

    def letters(self) -> list[str]:
        return [each.read_text() for each in sorted((self.var / "caught-mail").iterdir())]


def until(holds: Callable[[], bool], otherwise: Callable[[], str]) -> None:
    end = time.monotonic() + IN_TIME
    while not holds():
        assert time.monotonic() < end, otherwise()
        time.sleep(0.05)


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    with Stack(tmp_path) as started:
        started.start().until_it_says("Ctrl-C to stop")
        yield started


def test_a_child_that_is_killed_is_started_again(stack: Stack) -> None:
    stack.child("catcher").kill()
    stack.until_it_says("Mail catcher was killed by SIGKILL; starting it again in 0.5 s (1 of 5 in a minute)")
    stack.until_it_says("Mail catcher … ready", times=2)
    stack.send_a_letter("Strategy v3")
    [letter] = stack.letters()
    assert "Subject: Strategy v3" in letter
    assert letter.startswith("Return-Path: <returned+1@x.example>")


async def test_ctrl_c_leaves_no_process_and_the_next_start_finds_what_was_there(stack: Stack) -> None:
    client = await Client.connect(f"127.0.0.1:{stack.temporal}")
    await client.start_workflow("approval", id="approval/strategy", task_queue="nobody")
    stack.send_a_letter("Kept")
    children = stack.children()
    assert len(children) == 4

    assert stack.press_ctrl_c() == 0
    assert not [each for each in children if each.is_running()]

    stack.start().until_it_says("Ctrl-C to stop")
    client = await Client.connect(f"127.0.0.1:{stack.temporal}")
    found = await client.get_workflow_handle("approval/strategy").describe()
    assert found.workflow_type == "approval"
    assert len(stack.letters()) == 1


def test_killing_the_supervisor_itself_leaves_nothing_behind(stack: Stack) -> None:
    children = stack.children()
    stack.process.kill()
    until(lambda: not any(each.is_running() for each in children), lambda: f"still there: {children}")


def test_a_taken_port_is_left_to_its_owner_and_a_second_stack_is_told_of_the_first(tmp_path: Path) -> None:
    with Stack(tmp_path) as stack, socket.socket() as owner:
        owner.bind(("127.0.0.1", stack.pages))
        owner.listen()
        stack.start().until_it_says("Ctrl-C to stop")
        assert f"Port {stack.pages} is taken; the web uses" in stack.said
        assert f"http://127.0.0.1:{stack.pages}\n" not in stack.said

        assert f"QUORATE_WEB_PORT={stack.pages}\n" not in (tmp_path / FILE).read_text()
        assert f"QUORATE_TEMPORAL_ADDRESS=127.0.0.1:{stack.temporal}\n" in (tmp_path / FILE).read_text()

        code, said = a_second_start(tmp_path)
        assert code == 1
        assert f"Quorate is already up: process {stack.process.pid}" in said


def a_second_start(var: Path) -> tuple[int, str]:
    environment = {**os.environ, "QUORATE_VAR": str(var), "PYTHONPATH": str(CHECKOUT)}
    second = subprocess.run(
        [sys.executable, "-m", "up"],
        env=environment,
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    return second.returncode, second.stdout


# --- the supervisor by itself -------------------------------------------------------------


def a_child(name: str, code: str) -> Child:
    return Child(name, (sys.executable, "-c", code), word="ready")


async def run(children: list[Child], logs: Path, stop_when: Callable[[list[str]], bool]) -> list[str]:
    """Everything said by a stack of these children that is told to stop when it has said this."""
    said: list[str] = []

    async def nothing() -> None:
        pass

    async def interrupt() -> None:
        while not stop_when(said):  # noqa: ASYNC110 - what is said is a list, not an event
            await asyncio.sleep(0.02)
        os.kill(os.getpid(), signal.SIGINT)

    interrupting = asyncio.create_task(interrupt())
    try:
        await supervise(
            before=children,
            prepare=nothing,
            after=[],
            logs=logs,
            say=said.append,
            when_up=lambda: said.append("up"),
        )
    finally:
        interrupting.cancel()
    return said


async def test_children_are_stopped_last_started_first(tmp_path: Path) -> None:
    noting = (
        "import pathlib, signal, sys, time\n"
        "def note(*_):\n"
        "    with pathlib.Path({file!r}).open('a') as file: file.write('{name} ')\n"
        "    sys.exit()\n"
        "signal.signal(signal.SIGTERM, note); print('ready', flush=True); time.sleep(60)"
    )
    file = str(tmp_path / "stopped")
    children = [a_child(name, noting.format(file=file, name=name)) for name in ("temporal", "worker", "web")]
    await run(children, tmp_path, stop_when=lambda said: "up" in said)
    assert Path(file).read_text().split() == ["web", "worker", "temporal"]  # noqa: ASYNC240 - a test may wait


async def test_a_child_deaf_to_the_request_is_killed_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "STOP_WITHIN", 0.3)
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True)"
    said = await run(
        [a_child("Web", f"{deaf}; time.sleep(60)")], tmp_path, stop_when=lambda said: "up" in said
    )
    assert said[-1] == "Web would not stop and was killed."


async def test_one_that_dies_again_and_again_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "_FIRST_PAUSE", 0.001)
    with pytest.raises(CannotStartError, match="Worker did not start; see"):
        await run([a_child("Worker", "raise SystemExit(3)")], tmp_path, stop_when=lambda _: False)


async def test_what_is_grave_is_shown_and_the_rest_is_only_logged(tmp_path: Path) -> None:
    lines = [
        '{"level": "warning", "event": "letter.refused", "at": "now", "letter": 7}',
        '{"level": "info", "event": "letter.sent"}',
        "ready",
    ]
    talking = f"import time; print({chr(10).join(lines)!r}, flush=True); time.sleep(60)"
    said = await run([a_child("Worker", talking)], tmp_path, stop_when=lambda said: "up" in said)
    assert "Worker: warning: letter.refused letter=7" in said
    assert not [line for line in said if "letter.sent" in line]
    assert (tmp_path / "worker.log").read_text().splitlines() == lines
