"""Logging: events with ids bound, for people on a console or for machines as JSON; silent on replay."""

import logging
import re
import sys
from collections.abc import Mapping
from typing import Any, Final

import structlog
from structlog.types import EventDict, Processor

from config.settings import LogFormat, Settings

_ADDRESS: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WITHHELD: Final = "[address]"
_TALKATIVE: Final = ("aiosmtpd", "mail.log", "httpx2", "asyncio", "uvicorn.access")
"""Libraries that narrate at INFO, some of them with addresses."""


def configure_logging(settings: Settings) -> None:
    """Send everything, our events and what libraries log, to standard output in one form.

    Called once, by an entry point, before anything is logged.
    """
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=_told_by_all(),
            processors=[_without_housekeeping, *_rendering(settings.log_format)],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    logging.captureWarnings(capture=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[drop_replayed, *_told_by_all(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def drop_replayed(_: object, __: str, event: EventDict) -> EventDict:
    """What a workflow says while it is replayed was said before."""
    from temporalio import workflow  # noqa: PLC0415  slow to import, and who logs nothing needs none

    if workflow.in_workflow() and workflow.unsafe.is_replaying():
        raise structlog.DropEvent
    return event


def bind_whereabouts(_: object, __: str, event: EventDict) -> EventDict:
    """Which workflow or activity is speaking, by id."""
    from temporalio import activity, workflow  # noqa: PLC0415  as above

    if workflow.in_workflow():
        running = workflow.info()
        return {"workflow": running.workflow_id, "run": running.run_id, **event}
    if activity.in_activity():
        task = activity.info()
        return {
            "workflow": task.workflow_id,
            "activity": task.activity_type,
            "attempt": task.attempt,
            **event,
        }
    return event


def withhold_addresses(_: object, __: str, event: EventDict) -> EventDict:
    """Nobody's address is logged, not even inside an error a library raised."""
    return {key: _withheld(value) for key, value in event.items()}


def _withheld(value: Any) -> Any:  # noqa: ANN401 - an event carries whatever was bound to it
    match value:
        case str():
            return _ADDRESS.sub(_WITHHELD, value)
        case Mapping():
            return {key: _withheld(each) for key, each in value.items()}
        case list() | tuple():
            return [_withheld(each) for each in value]
        case _:
            return value


def _told_by_all() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        bind_whereabouts,
    ]


def _rendering(log_format: LogFormat) -> list[Processor]:
    """An exception is made text before addresses are withheld, so that its text is searched too."""
    if log_format is LogFormat.JSON:
        renderer: Processor = structlog.processors.JSONRenderer(default=str)
    else:
        renderer = structlog.dev.ConsoleRenderer(colors=sys.stdout.isatty(), timestamp_key="at")
    return [structlog.processors.format_exc_info, withhold_addresses, renderer]


def _without_housekeeping(_: object, __: str, event: EventDict) -> EventDict:
    return {key: value for key, value in event.items() if key not in {"_record", "_from_structlog"}}
