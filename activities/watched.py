"""Around every activity: the server hears that it lives, and what failed is told without a word of it."""

import asyncio
import traceback
from contextlib import suppress
from typing import Any

import structlog
from temporalio import activity
from temporalio.exceptions import ApplicationError
from temporalio.worker import ActivityInboundInterceptor, ExecuteActivityInput, Interceptor

from activities.options import BEAT_EVERY
from models.errors import QuorateError

log = structlog.get_logger()


class Watched(Interceptor):
    """For the worker: a worker that was killed is noticed in seconds, and a failure, which stays in a
    history for years, holds our own codes or the bare kind of error, whatever a library said."""

    def intercept_activity(self, next: ActivityInboundInterceptor) -> ActivityInboundInterceptor:  # noqa: A002  Temporal's name
        return _Watching(next)


class _Watching(ActivityInboundInterceptor):
    async def execute_activity(self, input: ExecuteActivityInput) -> Any:  # noqa: A002, ANN401  Temporal's own
        beating = asyncio.create_task(_beat())
        try:
            return await super().execute_activity(input)
        except QuorateError:
            raise
        except Exception as error:  # noqa: BLE001  whatever it is, its words stay here
            kind, where = type(error).__name__, _where(error)
            log.warning("activity.broken", kind=kind, where=where)
            raise ApplicationError(f"{kind} at {where}", type=kind) from None
        finally:
            beating.cancel()
            with suppress(asyncio.CancelledError):
                await beating


async def _beat() -> None:
    """Most activities are over before their first beat, which costs the server a call."""
    while True:
        await asyncio.sleep(BEAT_EVERY.total_seconds())
        activity.heartbeat()


def _where(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{last.name}:{last.lineno}"
