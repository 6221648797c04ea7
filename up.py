"""The whole of Quorate on one machine: a Temporal server, a worker, the web and a mail catcher."""

import asyncio
import sys
import sysconfig
from pathlib import Path

from config import whereabouts
from config.settings import CHECKOUT, LogFormat, Settings, SmtpTls
from supervision import ports
from supervision.child import Child
from supervision.only_one import AlreadyUpError, only_one
from supervision.supervisor import CannotStartError, run_once, supervise

PAGES, MAIL, TEMPORAL, TEMPORAL_PAGES = "the web", "the mail catcher", "Temporal", "Temporal's pages"
TEMPORAL_PAGES_PORT = 8233
OUTBOX = "/outbox"


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def settled(settings: Settings) -> tuple[Settings, int]:
    """The same settings with everything on this machine and on ports that are free; and the port
    of Temporal's own pages, which is nobody else's business.
    """
    usual_temporal = int(settings.temporal_address.rpartition(":")[2])
    usual = {
        PAGES: settings.web_port,
        MAIL: settings.smtp_port,
        TEMPORAL: usual_temporal,
        TEMPORAL_PAGES: TEMPORAL_PAGES_PORT,
    }
    chosen = ports.choose(usual, say)
    here = {
        "web_host": ports.LOOPBACK,
        "web_port": chosen[PAGES],
        "base_url": f"http://{ports.LOOPBACK}:{chosen[PAGES]}",
        "smtp_host": ports.LOOPBACK,
        "smtp_port": chosen[MAIL],
        "smtp_tls": SmtpTls.NONE,
        "smtp_username": "",
        "temporal_address": f"{ports.LOOPBACK}:{chosen[TEMPORAL]}",
        "log_format": LogFormat.JSON,
    }
    return settings.model_copy(update=here), chosen[TEMPORAL_PAGES]


def temporal_server(settings: Settings, pages_port: int) -> Child:
    """The real server, keeping its state in a file. With a write-ahead log it is more than twice as fast."""
    port = settings.temporal_address.rpartition(":")[2]
    binary = Path(sysconfig.get_path("scripts")) / "temporal"
    return Child(
        name="Temporal server",
        command=(
            *(str(binary), "server", "start-dev"),
            *("--db-filename", str(settings.var / "temporal.db"), "--sqlite-pragma", "journal_mode=wal"),
            *("--ip", ports.LOOPBACK, "--port", port, "--ui-port", str(pages_port)),
            *("--namespace", settings.temporal_namespace),
            *("--log-level", "error", "--log-format", "json", "--ui-disable-news-fetch"),
        ),
        port=int(port),
    )


def catcher(settings: Settings) -> Child:
    return Child("Mail catcher", _python("catcher"), settings.as_environment(), port=settings.smtp_port)


def worker(settings: Settings) -> Child:
    return Child("Worker", _python("worker"), settings.as_environment(), word="worker.ready")


def web(settings: Settings) -> Child:
    return Child("Web", _python("web.app"), settings.as_environment(), port=settings.web_port)


async def prepare(settings: Settings) -> None:
    """What must be so before the worker and the web start: the database at this release's
    revision, the partnership loaded, the sample round begun. All do nothing the second time.
    """
    logs, environment = settings.var / "log", settings.as_environment()
    load = _python("cli", "load", str(settings.programme))
    await run_once(Child("Database", _python("cli", "migrate"), environment), logs, say)
    await run_once(Child("Programme", load, environment), logs, say)
    await run_once(Child("Sample round", _python("rehearsal.adopting"), environment), logs, say)


async def up(settings: Settings) -> None:
    """Run the stack until it is told to stop."""
    here, temporal_pages = settled(settings)

    def tell_where() -> None:
        say("")
        say(f"Quorate         {here.base_url}")
        say(f"Caught letters  {here.base_url}{OUTBOX}")
        say(f"Temporal        http://{ports.LOOPBACK}:{temporal_pages}")
        say("Ctrl-C to stop")

    with whereabouts.told(here):
        await supervise(
            before=[temporal_server(here, temporal_pages), catcher(here)],
            prepare=lambda: prepare(here),
            after=[worker(here), web(here)],
            logs=here.var / "log",
            say=say,
            when_up=tell_where,
        )


def main() -> int:
    settings = Settings()
    if settings.production:
        say("`make up` is for one machine and writes to nobody: it does not run with QUORATE_PRODUCTION set.")
        return 1
    (settings.var / "log").mkdir(parents=True, exist_ok=True)
    try:
        with only_one(settings.var / whereabouts.LOCK, saying=f"in {CHECKOUT}"):
            asyncio.run(up(settings))
            say("Stopped.")
    except AlreadyUpError as other:
        say(f"Quorate is already up: {other}. Stop that one with Ctrl-C first.")
        return 1
    except CannotStartError as reason:
        say(f"Quorate did not start: {reason}")
        return 1
    return 0


def _python(module: str, *arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", module, *arguments)


if __name__ == "__main__":
    sys.exit(main())
