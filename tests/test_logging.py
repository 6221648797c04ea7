"""The log: one form for all, ids bound, no addresses, nothing said twice."""

import io
import json
import logging
import sys
from collections.abc import Callable, Iterator

import pytest
import structlog
from temporalio import activity, workflow
from temporalio.testing import ActivityEnvironment

from config.logging import configure_logging, drop_replayed, withhold_addresses
from config.settings import LogFormat, Settings

Said = Callable[[], str]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Iterator[Said]:
    """What was said on standard output, logging being set up as JSON."""
    output = io.StringIO()
    monkeypatch.setattr(sys, "stdout", output)
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    configure_logging(Settings(log_format=LogFormat.JSON))
    yield output.getvalue
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)


def test_an_event_carries_its_level_its_instant_and_what_was_bound(said: Said) -> None:
    with structlog.contextvars.bound_contextvars(request="r-1"):
        structlog.get_logger().info("decision.recorded", matter="strategy")
    entry = json.loads(said())
    assert entry.pop("at").endswith("Z")
    assert entry == {
        "event": "decision.recorded",
        "level": "info",
        "request": "r-1",
        "matter": "strategy",
    }


def test_what_a_library_logs_comes_in_the_same_form(said: Said) -> None:
    logging.getLogger("uvicorn.error").warning("Port %s is slow", 8000)
    entry = json.loads(said())
    assert (entry["event"], entry["level"]) == ("Port 8000 is slow", "warning")


def test_no_address_is_logged_not_even_inside_an_error(said: Said) -> None:
    refused = ConnectionError("550 chair@body.example refused")
    logging.getLogger("mailer").error("letter to %s failed", "chair@body.example", exc_info=refused)
    text = said()
    assert "ConnectionError: 550 [address] refused" in text
    assert "body.example" not in text


def test_addresses_are_withheld_however_deep_they_are_bound() -> None:
    event = {"event": "x", "to": {"all": ["chair@body.example", 7]}}
    assert withhold_addresses(None, "info", event) == {"event": "x", "to": {"all": ["[address]", 7]}}


def test_an_activity_says_which_it_is(said: Said) -> None:
    @activity.defn(name="send-letter")
    def send() -> None:
        structlog.get_logger().info("letter.sent")

    ActivityEnvironment().run(send)
    entry = json.loads(said())
    assert entry["activity"] == "unknown"
    assert entry["workflow"] == "test"
    assert entry["attempt"] == 1


def test_what_is_replayed_was_said_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workflow, "in_workflow", lambda: True)
    monkeypatch.setattr(workflow.unsafe, "is_replaying", lambda: True)
    with pytest.raises(structlog.DropEvent):
        drop_replayed(None, "info", {"event": "stage.opened"})
    monkeypatch.setattr(workflow.unsafe, "is_replaying", lambda: False)
    assert drop_replayed(None, "info", {"event": "stage.opened"}) == {"event": "stage.opened"}
