"""`quorate …`: people's verbs, each parsed here, done by a service, and told."""

import logging
import sys

import typer
from pydantic import ValidationError

from commands import (
    concerns,
    correcting,
    interests,
    matters,
    meetings,
    obligations,
    operating,
    papers,
    partnership,
    recording,
    rehearse,
    showing,
    versions,
    windows,
)
from commands.telling import Exit
from config.logging import configure_logging
from config.settings import PREFIX, Settings
from config.whereabouts import settings_here

app = typer.Typer(
    name="quorate",
    help="Carries one decision through every board, governing body and alliance that must take it.",
    epilog="Exit codes: 0 done, 1 refused or faults found, 2 not understood, 3 something is not available.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
GROUPS = (
    *(partnership, matters, versions, recording, meetings, papers, concerns, interests, obligations),
    *(windows, correcting, showing, operating, rehearse),
)
for group in GROUPS:
    app.add_typer(group.app)


def main() -> None:
    try:
        settings = settings_here()
    except ValidationError as faults:
        for fault in faults.errors(include_url=False, include_input=False):
            name = PREFIX + "_".join(map(str, fault["loc"])).upper()
            sys.stderr.write(f"{name if fault['loc'] else 'Settings'}: {fault['msg']}\n")
        sys.exit(Exit.USAGE)
    _log_beside_the_answer(settings)
    app(obj=settings, prog_name="quorate")


def _log_beside_the_answer(settings: Settings) -> None:
    """Standard output belongs to what was asked for; only what somebody should look into is logged."""
    configure_logging(settings)
    root = logging.getLogger()
    root.setLevel(logging.WARNING)
    for handler in root.handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(sys.stderr)


if __name__ == "__main__":
    main()
