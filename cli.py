"""`quorate …`: people's verbs, each parsed here, done by a service, and told."""

import typer

from commands.listed import Listed

app = typer.Typer(
    name="quorate",
    cls=Listed,
    help="Carries one decision through every board, governing body and alliance that must take it.",
    epilog="Exit codes: 0 done, 1 refused or faults found, 2 not understood, 3 something is not available.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def begin(context: typer.Context) -> None:
    """Before any command: the settings are read, and what is logged goes beside the answer."""
    # The help needs neither, and both take longer to import than it takes to tell.
    from commands.beginning import log_beside_the_answer, settings_read  # noqa: PLC0415

    if context.obj is None:
        context.obj = settings_read()
        log_beside_the_answer(context.obj)


def main() -> None:
    app(prog_name="quorate")


if __name__ == "__main__":
    main()
