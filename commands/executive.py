"""`key-decision …` and `call-in …`: what goes around a decision of a council's executive."""

from datetime import date
from typing import Annotated

import typer

from commands.acting import act
from commands.desk import Desk, at_the_desk
from commands.options import (
    AsJson,
    Body,
    Happened,
    Key,
    Matter,
    Person,
    Programme,
    Reason,
    a_day,
    a_whole_seat,
    an_id,
    words,
)
from commands.telling import answering, day, moment, say, tell_json
from models.acts import Acted
from models.executive import KeyException, ScrutinySays
from models.executive_listings import DecisionRecordRead, KeyDecisionRead
from services import executive as services
from services.executive import ExceptionSaid, NoticeGiven, RecordSaid, ScrutinySaid, UrgencySaid

app = typer.Typer()
key_decision = typer.Typer(no_args_is_help=True, help="Notice of a key decision, and the ways around it.")
call_in = typer.Typer(no_args_is_help=True, help="A decision published, called in, answered by scrutiny.")
app.add_typer(key_decision, name="key-decision")
app.add_typer(call_in, name="call-in")

Scrutiny = Annotated[
    str, typer.Option("--scrutiny", parser=an_id, metavar="BODY", help="The scrutiny body that does it.")
]
AgreedBy = Annotated[
    str | None,
    typer.Option("--agreed-by", parser=a_whole_seat, metavar="SEAT", help="The chair who agreed to it."),
]
Unable = Annotated[
    list[str] | None,
    typer.Option(
        "--unable",
        parser=a_whole_seat,
        metavar="SEAT",
        help="Once for each who has to be asked before them and could not be.",
    ),
]


def _words_of(option: str, meaning: str) -> typer.models.OptionInfo:
    found: typer.models.OptionInfo = typer.Option(option, parser=words, metavar="WORDS", help=meaning)
    return found


@key_decision.command("notice")
def notice(
    context: typer.Context,
    matter: Matter,
    body: Body,
    *,
    first: Annotated[
        date, typer.Option("--first", parser=a_day, metavar="DATE", help="The first day it may be taken.")
    ],
    last: Annotated[
        date, typer.Option("--last", parser=a_day, metavar="DATE", help="The last of those days.")
    ],
    obtained: Annotated[str, _words_of("--obtained", "How the documents are got.")],
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """Its notice is published. The body, the matter and its documents are known, the days are not."""

    async def work(desk: Desk) -> Acted:
        return await services.publish_key_notice(
            desk.house,
            desk.programme,
            desk.caller(person, key, happened),
            matter=matter,
            body=body,
            notice=NoticeGiven(first=first, last=last, obtained=obtained),
        )

    act(context, work, programme=programme, as_json=as_json, done=f"The notice of {body} is public.")


@key_decision.command("show")
def show_notice(
    context: typer.Context,
    matter: Matter,
    body: Body,
    *,
    programme: Programme = None,
    as_json: AsJson = False,
) -> None:
    """Its notice, as it can be put before the public. Also the earliest day on which it may be taken."""

    async def work(desk: Desk) -> KeyDecisionRead:
        return await services.key_decision(desk.house, desk.programme, matter, body)

    with answering(as_json):
        found = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(found)
        return
    say(f"Key decision of {found.name}: {found.title}.")
    if found.published is not None and found.first is not None and found.last is not None:
        days = f"between {day(found.first)} and {day(found.last)}"
        say(f"Public since {moment(found.published)}; to be taken {days}.")
    else:
        say("No notice of it has been published.")
    say(f"It may not be taken before {moment(found.earliest)}.")
    say(f"Who decides: {'; '.join(found.members)}.")
    say(f"Documents: {'; '.join(found.documents)}. How they are got: {found.obtained or 'not said yet'}")
    for words_said in found.exceptions:
        say(f"By {words_said}")


@key_decision.command("exception")
def exception(
    context: typer.Context,
    matter: Matter,
    body: Body,
    *,
    by: Annotated[
        KeyException, typer.Option("--by", metavar="WAY", help=f"One of {', '.join(KeyException)}.")
    ],
    reason: Reason,
    agreed_by: AgreedBy = None,
    unable: Unable = None,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """It cannot wait for the whole notice. The chair of scrutiny is told, or one of those named agrees."""

    async def work(desk: Desk) -> Acted:
        return await services.use_key_exception(
            desk.house,
            desk.programme,
            desk.caller(person, key, happened),
            matter=matter,
            body=body,
            said=ExceptionSaid(exception=by, reason=reason, agreed_by=agreed_by, unable=tuple(unable or ())),
        )

    act(context, work, programme=programme, as_json=as_json, done=f"The {by} of {body} is on the record.")


@call_in.command("publish")
def publish(
    context: typer.Context,
    matter: Matter,
    body: Body,
    *,
    reasons: Annotated[str, _words_of("--reasons", "Why the body decided so.")],
    rejected: Annotated[str | None, _words_of("--rejected", "Alternatives considered and rejected.")] = None,
    conflicts: Annotated[str | None, _words_of("--conflicts", "Conflicts declared beside those.")] = None,
    dispensations: Annotated[str | None, _words_of("--dispensations", "Dispensations granted.")] = None,
    urgent: Annotated[str | None, _words_of("--urgent", "Why it cannot wait to be called in.")] = None,
    agreed_by: AgreedBy = None,
    unable: Unable = None,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """The record of a decision is published. From then on it may be called in, unless it is urgent."""
    urgency = UrgencySaid(reason=urgent, agreed_by=agreed_by, unable=tuple(unable or ())) if urgent else None

    async def work(desk: Desk) -> Acted:
        return await services.publish_decision(
            desk.house,
            desk.programme,
            desk.caller(person, key, happened),
            matter=matter,
            body=body,
            record=RecordSaid(
                reasons=reasons,
                rejected=rejected or "",
                conflicts=conflicts or "",
                dispensations=dispensations or "",
                urgency=urgency,
            ),
        )

    act(context, work, programme=programme, as_json=as_json, done=f"The decision of {body} is public.")


@call_in.command("show")
def show_record(
    context: typer.Context,
    matter: Matter,
    body: Body,
    *,
    programme: Programme = None,
    as_json: AsJson = False,
) -> None:
    """The record of a decision, as it can be put before the public. Also how far it is from taking effect."""

    async def work(desk: Desk) -> DecisionRecordRead:
        return await services.decision_record(desk.house, desk.programme, matter, body)

    with answering(as_json):
        found = at_the_desk(context.obj, programme, work)
    if as_json:
        tell_json(found)
        return
    say(f"{found.name} on {found.title}: {found.decision}, {moment(found.decided)}; {found.stands}.")
    said = (
        ("Reasons", found.reasons),
        ("Alternatives rejected", found.rejected),
        ("Conflicts declared", "; ".join(found.conflicts)),
        ("Dispensations", found.dispensations),
    )
    for what, told in said:
        say(f"{what}: {told or 'none'}")
    if found.urgent:
        say(f"Urgent and exempt from call-in: {found.urgent}")


@call_in.command("enter")
def enter(
    context: typer.Context,
    matter: Matter,
    body: Body,
    *,
    scrutiny: Scrutiny,
    reason: Reason,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """The scrutiny body calls a decision in, and so suspends it."""

    async def work(desk: Desk) -> Acted:
        return await services.call_in(
            desk.house,
            desk.programme,
            desk.caller(person, key, happened),
            matter=matter,
            body=body,
            scrutiny=scrutiny,
            reason=reason,
        )

    act(context, work, programme=programme, as_json=as_json, done=f"The decision of {body} is called in.")


@call_in.command("answer")
def answer(
    context: typer.Context,
    matter: Matter,
    body: Body,
    *,
    scrutiny: Scrutiny,
    outcome: Annotated[
        ScrutinySays, typer.Option("--outcome", metavar="WHAT", help=f"One of {', '.join(ScrutinySays)}.")
    ],
    reason: Annotated[str | None, _words_of("--reason", "Why; of a referral it must be said.")] = None,
    happened: Happened = None,
    programme: Programme = None,
    person: Person = None,
    key: Key = None,
    as_json: AsJson = False,
) -> None:
    """The scrutiny body has met. It lets the decision stand, or refers it back."""

    async def work(desk: Desk) -> Acted:
        return await services.answer_call_in(
            desk.house,
            desk.programme,
            desk.caller(person, key, happened),
            matter=matter,
            body=body,
            said=ScrutinySaid(scrutiny=scrutiny, outcome=outcome, reason=reason or ""),
        )

    act(context, work, programme=programme, as_json=as_json, done=f"The call-in of {body} is answered.")
