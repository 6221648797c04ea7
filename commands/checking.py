"""`check`: whether a definition is in order, before anybody loads it."""

import typer

from commands.options import AsJson, Directory
from commands.telling import Exit, say, tell_json
from config import loading

app = typer.Typer()


@app.command()
def check(directory: Directory, as_json: AsJson = False) -> None:
    """Say everything that is wrong with a definition, by file and key; change nothing."""
    faults = loading.check(directory)
    if as_json:
        tell_json(faults)
    else:
        for fault in faults:
            say(str(fault))
        say(f"{len(faults)} faults." if faults else f"{directory} is in order.")
    if faults:
        raise typer.Exit(Exit.REFUSED)
