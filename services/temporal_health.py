"""Does Temporal answer, and does anybody work on our queue? Asked by the doctor only."""

import asyncio
from datetime import UTC, timedelta

from temporalio.api.enums.v1 import TaskQueueType
from temporalio.api.taskqueue.v1 import TaskQueue
from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest, DescribeTaskQueueRequest
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from models.errors import NotFound, Unavailable
from models.values import Instant
from services.running import connected

WITHIN = timedelta(seconds=3)
"""The time within which a server that is there answers."""


async def polls(address: str, namespace: str, task_queue: str) -> list[Instant]:
    """When each worker last asked for work, by the server's clock; none if nobody did of late.

    Raises Unavailable when Temporal does not answer, NotFound when it has no such namespace.
    """
    try:
        async with asyncio.timeout(2 * WITHIN.total_seconds()):
            client = await connected(address, namespace)
            await client.workflow_service.describe_namespace(
                DescribeNamespaceRequest(namespace=namespace), timeout=WITHIN
            )
            return await _polls(client, namespace, task_queue)
    except RPCError as error:
        if error.status is RPCStatusCode.NOT_FOUND:
            raise NotFound("unknown-namespace") from None
        raise Unavailable("temporal-unavailable") from None
    except (RuntimeError, TimeoutError, ValueError):  # how the client says that it could not connect
        raise Unavailable("temporal-unavailable") from None


async def _polls(client: Client, namespace: str, task_queue: str) -> list[Instant]:
    request = DescribeTaskQueueRequest(
        namespace=namespace,
        task_queue=TaskQueue(name=task_queue),
        task_queue_type=TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
    )
    found = await client.workflow_service.describe_task_queue(request, timeout=WITHIN)
    return [poller.last_access_time.ToDatetime(tzinfo=UTC) for poller in found.pollers]
