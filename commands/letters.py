"""`letters`: what became of every letter, and what to do about those that came back."""

from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from commands.acting import act
from commands.desk import Desk, at_the_desk, in_the_house
from commands.options import AsJson, Happened, Key, OptionalMatter, Person, Programme, an_id
from commands.telling import answering, moment, say, table, tell_json
from config.settings import Settings, return_address_of, secret_of
from models.acts import Acted
from models.listings import PostedLetter
from services import bounces, overview, unsubscribing
from services.acting import House
from services.bounces import Became, BounceRead

BECAME = {
    Became.RETURNED: "came back: a task for a named person",
    Became.DELAYED: "delayed: noted, and nothing else is done",
    Became.KNOWN: "read before",
    Became.PASSED: "on its way: nothing to be done",
    Became.STRANGE: "about no letter sent from here",
    Became.APOLOGIES: "will not come: entered as apologies",
    Became.COMING: "will come after all: apologies taken back",
    Became.UNCHANGED: "answered an invitation: nothing new",
    Became.OVERTAKEN: "answered an invitation that does not stand so: left alone",
    Became.NO_REPORT: "no report on a letter: left alone",
}

WHY_DROPPED = {
    "answered-or-closed": "answered meanwhile, or closed",
    "overtaken": "done meanwhile, or so no more",
    "nothing-left": "no letter in it was still wanted",
    "dissolved": "its letters went by themselves",
}
"""Why a letter was not sent; `unsubscribed` says itself, and a mail server's code is told as it is."""


class OneOrAll(TyperGroup):
    """What is no command here is a matter: `letters strategy` is `letters list strategy`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  typer keeps its type to itself
        is_told = bool(args) and (args[0] in self.commands or args[0] == "--help")
        return super().parse_args(ctx, args if is_told else ["list", *args])


Reader = Annotated[str, typer.Argument(parser=an_id, metavar="PERSON", help="The person's id.")]

app = typer.Typer()
letters = typer.Typer(
    cls=OneOrAll,
    subcommand_metavar="[MATTER] | COMMAND [ARGS]...",
    help="The outbox: every letter, or those of one MATTER; those that came back; who wants fewer.",
)
app.add_typer(letters, name="letters")


@letters.command("list")
def list_letters(
    context: typer.Context,
    matter: OptionalMatter = None,
    programme: Programme = None,
    as_json: AsJson = False,
) -> None:
    """The outbox: every letter, to whom, and what became of it. "letters" alone means this."""

    async def work(desk: Desk) -> list[PostedLetter]:
        return await overview.letters(desk.house, desk.programme, matter)

    with answering(as_json):
        found = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(found)
        return
    columns = ("Line", "Due", "Letter", "To", "About", "Status")
    rows = (
        (
            str(each.number),
            moment(each.due),
            each.kind.replace("-", " "),
            each.recipient,
            each.stream,
            _status(each),
        )
        for each in found
    )
    table(columns, rows, whole=("Line", "To", "About"))


def _status(letter: PostedLetter) -> str:
    tried = f", tried {letter.attempts} times" if letter.status == "waiting" and letter.attempts else ""
    why = f" ({WHY_DROPPED.get(letter.code, letter.code)})" if letter.code else ""
    return f"{letter.status}{why}{tried}"


@letters.command("stop")
def stop(
    context: typer.Context,
    reader: Reader,
    *,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Send a person no more letters that only inform. What is asked of them still comes."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await unsubscribing.stop_letters(desk.house, desk.programme, calling, person=reader)

    done = f"{reader} is sent no more letters for information."
    act(context, work, programme=programme, as_json=as_json, done=done)


@letters.command("resume")
def resume(
    context: typer.Context,
    reader: Reader,
    *,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Send them again from now on."""

    async def work(desk: Desk) -> Acted:
        calling = desk.caller(person, key, happened)
        return await unsubscribing.resume_letters(desk.house, desk.programme, calling, person=reader)

    done = f"{reader} is sent letters for information again."
    act(context, work, programme=programme, as_json=as_json, done=done)


@letters.command("bounces")
def read_bounces(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...", exists=True, readable=True, help="A message, an mbox, or a maildir's folder."
        ),
    ],
    as_json: AsJson = False,
) -> None:
    """Read what came back. A letter given up becomes a task, a delay is noted, an invitation declined is
    entered as apologies; all else is left alone.

    Nothing is taken out of the files; reading them again does nothing new.
    """

    async def work(house: House) -> tuple[BounceRead, ...]:
        return await bounces.read_bounces(house, *_returns(context.obj), files)

    with answering(as_json):
        found = in_the_house(context.obj, work)
    if as_json:
        tell_json(found)
        return
    if of_letters := [each for each in found if each.letter]:
        rows = (
            (each.letter or "", each.recipient or "", each.code, BECAME[each.became]) for each in of_letters
        )
        table(("Letter", "To", "Code", "What became of it"), rows, whole=("Letter", "To", "Code"))
    counts = Counter(each.became for each in found)
    say(f"Messages read: {len(found)}.")
    for became, words in BECAME.items():
        if counts[became]:
            say(f"{counts[became]} {words}.")


def _returns(settings: Settings) -> tuple[str, bytes]:
    return return_address_of(settings), secret_of(settings)
