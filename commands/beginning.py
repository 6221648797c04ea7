"""What every command begins with: this machine's settings, and a log that leaves the answer alone."""

import logging
import sys

import typer
from pydantic import ValidationError

from commands.telling import Exit
from config.logging import configure_logging
from config.settings import PREFIX, Settings
from config.whereabouts import settings_here


def settings_read() -> Settings:
    """A setting that is wrong is named, and ends the command."""
    try:
        return settings_here()
    except ValidationError as faults:
        for fault in faults.errors(include_url=False, include_input=False):
            name = PREFIX + "_".join(map(str, fault["loc"])).upper()
            typer.echo(f"{name if fault['loc'] else 'Settings'}: {fault['msg']}", err=True)
        raise typer.Exit(Exit.USAGE) from None


def log_beside_the_answer(settings: Settings) -> None:
    """Standard output belongs to what was asked for; only what somebody should look into is logged."""
    configure_logging(settings)
    root = logging.getLogger()
    root.setLevel(logging.WARNING)
    for handler in root.handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(sys.stderr)
