"""`version issue`, `version compare`: a new version of the document, and what it changed."""

from typing import Annotated

import typer

from commands.acting import act
from commands.desk import Desk, at_the_desk
from commands.options import AsJson, Happened, Key, Matter, Person, Programme, Reason, a_label, an_id
from commands.telling import answering, say, table, tell_json
from models.acts import Acted
from models.comparing import Kept, PartChange, PartCompared, VersionsCompared
from models.values import ChangeClass
from services import comparing
from services import versions as services

app = typer.Typer()
MARKED = {Kept.KEPT: "{}", Kept.ADDED: "[+ {} +]", Kept.REMOVED: "[- {} -]"}
"""How words that were put in or taken out stand in a line of text."""

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
    """Put it in the place of the one under decision. How much it changes says whom it is put to again."""

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


@version.command("compare")
def compare(
    context: typer.Context,
    matter: Matter,
    before: Annotated[str, typer.Argument(parser=a_label, metavar="FROM", help="The earlier version.")],
    after: Annotated[str, typer.Argument(parser=a_label, metavar="TO", help="The later one.")],
    *,
    programme: Programme = None,
    as_json: AsJson = False,
) -> None:
    """What the later version changed: which parts, and in which words."""

    async def work(desk: Desk) -> VersionsCompared:
        return await comparing.compare(desk.house, desk.programme, matter, before, after)

    with answering(as_json):
        found = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(found)
        return
    say(f"{found.document}, version {found.before} and version {found.after}.")
    if found.reason:
        say(f"Why it was issued: “{found.reason}”")
    rows = [
        (each.title, str(each.how), (each.before or "")[:8], (each.after or "")[:8]) for each in found.parts
    ]
    table(("Part", "What became of it", "Hash before", "Hash now"), rows)
    for part in found.parts:
        _tell_part(part)


def _tell_part(part: PartCompared) -> None:
    if part.how is not PartChange.CHANGED:
        return
    say(f"\n{part.title}")
    if not part.differences.changes:
        say(part.differences.trouble or "No word of it differs.")
    for change in part.differences.changes:
        pages = (("was on page", change.before_page), ("is on page", change.after_page))
        say("; ".join(f"{words} {page}" for words, page in pages if page) + ":")
        say(" ".join(MARKED[run.how].format(run.words) for run in change.runs))
    if part.differences.left_out:
        say(f"{part.differences.left_out} further changes are not told here.")
