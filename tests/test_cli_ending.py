"""The command line: a command that was refused ends as one, whatever its threads are still doing."""

import os
import subprocess
import sys
from pathlib import Path

from a_command import a_running_matter
from a_partnership import MATTER

from config.settings import CHECKOUT

TIMES = 3

SLOW_TO_LET_GO = """
import sys, threading, time
from asyncio.selector_events import BaseSelectorEventLoop

at_once = BaseSelectorEventLoop._write_to_self

def slowly(loop):
    at_once(loop)
    if threading.get_ident() not in {each.ident for each in threading.enumerate()}:
        time.sleep(0.05)

BaseSelectorEventLoop._write_to_self = slowly
import cli
cli.main()
"""
"""A thread of Temporal's client is held up after it has brought its answer, as on a busy machine."""


def test_a_refusal_ends_with_its_code_when_a_thread_of_the_client_lets_go_late(tmp_path: Path) -> None:
    settings = a_running_matter(tmp_path).settings
    for _ in range(TIMES):
        ended = subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", SLOW_TO_LET_GO, "release", MATTER, "--reason", "advice"],
            env={**os.environ, **settings.as_environment()},
            cwd=CHECKOUT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 1, ended.stderr
        assert ended.stderr.startswith("Refused (matter-not-held): ")
