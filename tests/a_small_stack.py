"""`up` with stand-ins for what other tests try; run as a process of its own by `test_up.py`."""

import sys

import up
from config.settings import Settings
from supervision.child import Child

SAYS_IT_IS_READY = "import time; print('worker.ready', flush=True); time.sleep(600)"


async def nothing_to_prepare(_: Settings) -> None:
    pass


def a_worker(_: Settings) -> Child:
    return Child("Worker", (sys.executable, "-c", SAYS_IT_IS_READY), word="worker.ready")


def a_web(settings: Settings) -> Child:
    port = str(settings.web_port)
    command = (sys.executable, "-m", "http.server", port, "--bind", settings.web_host)
    return Child("Web", command, port=settings.web_port)


if __name__ == "__main__":
    up.prepare, up.worker, up.web = nothing_to_prepare, a_worker, a_web
    sys.exit(up.main())
