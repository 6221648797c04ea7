"""`version issue`: a new version in the place of the one under decision."""

from typing import Annotated

import typer

from commands.acting import act
from commands.desk import Desk
from commands.options import AsJson, Happened, Key, Matter, Person, Programme, Reason, a_label, an_id
from models.acts import Acted
from models.values import ChangeClass
from services import versions as services

app = typer.Typer()
version = typer.Typer(no_args_is_help=True, help="The versions of a matter's document.")
app.add_typer(version, name="version")


@version.command("issue")
def issue(
    context: typer.Context,
    matter: Matter,
    label: Annotated[
        str, typer.Argument(parser=a_label, metavar="LABEL", help="As in the definition, such as 1.1.")
    ],
    *,
    change: Annotated[ChangeClass, typer.Option("--change", metavar="CLASS", help=", ".join(ChangeClass))],
    reason: Reason,
    caused_by: Annotated[
        list[str],
        typer.Option(
            "--caused-by", parser=an_id, metavar="BODY", help="Whose condition it is to meet; repeatable."
        ),
    ] = [],  # noqa: B006  typer copies what it is given
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Put it in the place of the one under decision; how much it changes says whom it is put to again."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await services.issue(
            desk.house,
            desk.programme,
            calling,
            matter=matter,
            version=label,
            change=change,
            reason=reason,
            caused_by=tuple(caused_by),
        )

    done = f"{matter} is now on version {label}."
    act(context, work, programme=programme, as_json=as_json, done=done)
