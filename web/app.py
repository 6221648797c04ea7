"""The web: pages and the API, put together and served on this machine. `python -m web.app`."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from importlib import import_module
from ipaddress import ip_address
from typing import Final

import structlog
import uvicorn
from fastapi import FastAPI
from starlette.routing import Mount
from starlette.types import ASGIApp

from config.logging import configure_logging
from config.settings import Settings, secret_of
from models.errors import Unavailable
from services.house import House
from services.opening import opened
from services.record_files import FaultyRecord
from web import assets, errors, security, templating
from web.api import records
from web.api import routes as api
from web.given import Given
from web.limits import Limits
from web.pages import (
    appointments,
    calendar,
    changes,
    documents,
    health,
    home,
    matters,
    outbox,
    posts,
    published,
    receipts,
    rounds,
    sign_off,
    unsubscribe,
    why,
)

PAGES: Final = (
    *(home, sign_off, receipts, matters, published, why, changes, posts, rounds, appointments),
    *(documents, calendar, unsubscribe, outbox, health),
)
PATIENCE: Final = 3
"""Seconds that requests in hand are given when the web is told to stop."""

log = structlog.get_logger()


class NotOnThisMachineError(RuntimeError):
    """Nobody signs in yet, so nobody on another machine may reach this."""


def create_app(settings: Settings, house: House, limits: Limits | None = None) -> ASGIApp:
    """Everything behind its wall. Raises NotOnThisMachineError for an address others could reach."""
    _must_be_loopback(settings.web_host)
    app = FastAPI(
        title="Quorate",
        version="1",
        description=api.DESCRIPTION,
        openapi_url=f"{api.PREFIX}/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=_warmed,
        # Before the API's, which are many and slow to tell apart: a member's press is looked for among these.
        routes=[*(route for page in PAGES for route in page.ROUTES), Mount(assets.MOUNT, assets.Kit())],
    )
    app.state.given = Given(
        settings=settings, house=house, limits=limits or Limits(), secret=secret_of(settings)
    )
    app.include_router(api.ROUTER)
    errors.install(app)
    app.add_exception_handler(FaultyRecord, records.on_faulty_record)
    return security.secured(app, settings.base_url, hosts=("localhost", "127.0.0.1", "::1"))


@asynccontextmanager
async def _warmed(_: FastAPI) -> AsyncIterator[None]:
    templating.warm()
    import_module("services.running")  # Temporal's client, so that no press has to wait for its import
    yield


def _must_be_loopback(host: str) -> None:
    try:
        is_loopback = ip_address(host).is_loopback
    except ValueError:
        is_loopback = host == "localhost"
    if not is_loopback:
        raise NotOnThisMachineError(
            f"QUORATE_WEB_HOST is {host}, which other machines could reach. Nobody signs in yet, so the web "
            "answers on this machine only: set it to 127.0.0.1."
        )


class _Server(uvicorn.Server):
    """Told to stop by us: uvicorn itself would end the process at once when it is done, before the
    nudges in flight have arrived.
    """

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    def stop(self) -> None:
        self.should_exit = True


async def serve(settings: Settings) -> None:
    """Until told to stop."""
    async with opened(
        settings.database_url, settings.temporal_address, settings.temporal_namespace, settings.task_queue
    ) as house:
        config = uvicorn.Config(
            create_app(settings, house),
            host=settings.web_host,
            port=settings.web_port,
            log_config=None,
            access_log=False,
            proxy_headers=False,  # nothing stands before it yet, so nobody may say who somebody is
            server_header=False,
            timeout_graceful_shutdown=PATIENCE,
        )
        server = _Server(config)
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, server.stop)
        log.info("web.starting", port=settings.web_port)
        await server.serve()


def main() -> int:
    settings = Settings()
    configure_logging(settings)
    try:
        asyncio.run(serve(settings))
    except (NotOnThisMachineError, assets.KitMissingError) as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    except Unavailable as reason:
        sys.stderr.write(f"{reason.words or reason.code}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
