"""`rules …`: under which rules each body decides a matter, and how two offices change them (G13)."""

from typing import Annotated

import typer
from pydantic import TypeAdapter, ValidationError

from commands.acting import act
from commands.desk import Desk, at_the_desk
from commands.options import AsJson, Body, Key, Matter, Person, Programme, Reason
from commands.telling import answering, day, say, table, tell_json
from models.acts import Acted
from models.values import LONDON, Sha256
from services import rule_changes as services
from services.rule_changes import RulesStand

app = typer.Typer()
rules = typer.Typer(
    no_args_is_help=True,
    help="The rules each body decides a matter under: those it began under, unless two offices change them.",
)
app.add_typer(rules, name="rules")

SHORT = 12
_HASH = TypeAdapter[str](Sha256)


def a_hash(given: str) -> str:
    try:
        return _HASH.validate_python(given)
    except ValidationError:
        raise typer.BadParameter(f"{given!r} is no hash: 64 digits and letters from a to f") from None


Rules = Annotated[
    str | None,
    typer.Option(
        "--rules", parser=a_hash, metavar="HASH", help="The rules by their hash; those in force if not said."
    ),
]


@rules.command("show")
def show(
    context: typer.Context, matter: Matter, programme: Programme = None, as_json: AsJson = False
) -> None:
    """Of every body: the rules it decides under. Also those now in force, and what is proposed."""

    async def work(desk: Desk) -> tuple[RulesStand, ...]:
        return await services.rules(desk.house, matter)

    with answering(as_json):
        found = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(found)
        return
    others = [each for each in found if not each.is_same]
    say(
        f"{len(others)} of {len(found)} decide under other rules than those in force."
        if others
        else "Every body decides under the rules now in force."
    )
    table(("Id", "Body", "Decides under", "In force", "Stands"), map(_row, found), whole=("Id",))


@rules.command("propose")
def propose(
    context: typer.Context,
    matter: Matter,
    body: Body,
    *,
    reason: Reason,
    rule_set: Rules = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Propose that a body goes on under the rules now in force. Another office has to agree."""

    async def work(desk: Desk) -> Acted:
        return await services.propose(
            desk.house,
            desk.programme,
            desk.caller(person, key),
            matter=matter,
            body=body,
            reason=reason,
            rule_set=rule_set,
        )

    done = f"Proposed. {body} goes on as before until another office agrees."
    act(context, work, programme=programme, as_json=as_json, done=done)


@rules.command("agree")
def agree(
    context: typer.Context,
    matter: Matter,
    body: Body,
    *,
    rule_set: Rules = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Agree to the rules another office proposed. The body decides under them from now on."""

    async def work(desk: Desk) -> Acted:
        return await services.agree(
            desk.house,
            desk.programme,
            desk.caller(person, key),
            matter=matter,
            body=body,
            rule_set=rule_set,
        )

    act(context, work, programme=programme, as_json=as_json, done=f"{body} decides under these rules now.")


@rules.command("withdraw")
def withdraw(
    context: typer.Context,
    matter: Matter,
    body: Body,
    *,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Take back what was proposed for a body's rules."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key)
        return await services.withdraw(desk.house, desk.programme, calling, matter=matter, body=body)

    done = f"Nothing is proposed for {body} any more."
    act(context, work, programme=programme, as_json=as_json, done=done)


def _row(line: RulesStand) -> tuple[str, ...]:
    stands = ["as in force" if line.is_same else "as the matter began"]
    if line.proposed and line.proposed_on:
        on = day(line.proposed_on.astimezone(LONDON).date())
        stands = [f"{line.proposed[:SHORT]} proposed by {line.proposed_by} on {on}, not agreed yet"]
    return (
        line.body,
        line.name,
        line.under[:SHORT],
        line.in_force[:SHORT],
        "; ".join([*stands, *line.changed]),
    )
