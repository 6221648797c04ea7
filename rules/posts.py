"""A post: that there is one, who holds it, what was forecast of it, who is told, what waits for it."""

from datetime import date, timedelta

from models.acts import Decision, Entry, Refused
from models.dependants import DependantStands, Waiting
from models.post import PostHeld, Tenure
from models.post_commands import EstablishPost, GiveForecast, TellPartners
from models.post_events import (
    ForecastGiven,
    ForecastOvertaken,
    PartnersTold,
    PostEstablished,
    RoundOutcome,
    TenureKind,
)
from models.posts import Dependant, Post
from models.recruitment import Round
from models.values import BodyId, MatterId, PostId, Stream
from rules.calendar import london_day
from rules.known import Known
from rules.refusals import refused, refused_having

AT_RISK = timedelta(days=60)
"""Before its day, as long as before the end of a term: what needs a permanent holder by then is at risk."""


def establish_post(known: Known, stream: Stream, command: EstablishPost) -> Decision:
    """Each body it serves has agreed separately, one after another (G68)."""
    post = post_of(known, stream)
    if post is None:
        return refused("unknown-post")
    if known.post(post.id) is not None:
        return refused("post-exists")
    if command.matter is not None and (missing := unconfirmed(known, post, command.matter)):
        return refused_having("not-all-confirmed", names_of(known, missing))
    return (Entry(stream, PostEstablished(matter=command.matter), known.happened),)


def give_forecast(known: Known, stream: Stream, command: GiveForecast) -> Decision:
    """What somebody was told is kept with its source, until it is overtaken."""
    if known.post(_id_of(stream)) is None:
        return refused("no-such-post")
    return (Entry(stream, ForecastGiven(due=command.due, source=command.source), known.happened),)


def tell_partners(known: Known, stream: Stream, command: TellPartners) -> Decision:
    """Everyone concerned hears of one thing once, however often it is asked for."""
    post, held = post_of(known, stream), known.post(_id_of(stream))
    if post is None or held is None:
        return refused("no-such-post")
    if command.subject in held.told:
        return ()
    if not _is_of_this_post(known, post.id, command.subject):
        return refused("nothing-to-tell")
    people = tuple(dict.fromkeys(post.told))
    told = PartnersTold(subject=command.subject, people=people, words=command.words)
    return (Entry(stream, told, known.happened),)


def _is_of_this_post(known: Known, post: PostId, subject: str) -> bool:
    kind, _, number = subject.partition("-")
    if not number.isdecimal():
        return False
    if kind == "round":
        return known.round(post, int(number)) is not None
    return kind == "appointment" and known.appointment(post, int(number)) is not None


def forecasts_overtaken(known: Known, held: PostHeld, from_day: date) -> list[Entry]:
    """What was forecast for a time in which it cannot come true any more."""
    return [
        Entry(held.stream, ForecastOvertaken(given=each.given, source=each.source), known.happened)
        for each in held.open_forecasts
        if each.due.latest is None or from_day <= each.due.latest
    ]


# --- what waits for it ------------------------------------------------------------------------


def dependants(known: Known, post: Post, day: date) -> tuple[DependantStands, ...]:
    """Ready while somebody holds the post; waiting while a round is open for it; blocked, and never failed,
    when nobody does; at risk where only a permanent holder would do and its day comes near.
    """
    held = known.post(post.id)
    return tuple(_stands(known, post, held, each, day) for each in post.dependants)


def _stands(
    known: Known, post: Post, held: PostHeld | None, dependant: Dependant, day: date
) -> DependantStands:
    tenure = held.on(day) if held else None
    if tenure is not None:
        risky = _at_risk_from(dependant, tenure)
        if risky is not None and risky <= day:
            return _told(dependant, Waiting.AT_RISK, risky)
        return _told(dependant, Waiting.READY, tenure.first)
    rounds = rounds_of(known, post.id)
    is_open = any(each.outcome is None for each in rounds)
    since = _since(held, rounds, day, is_open=is_open)
    waiting = Waiting.WAITING if is_open or (held is not None and not rounds) else Waiting.BLOCKED
    return _told(dependant, waiting, since)


def _at_risk_from(dependant: Dependant, tenure: Tenure) -> date | None:
    """While there is time, whoever is in the post carries it on; what has no date is at risk at once."""
    if not dependant.needs_permanent or tenure.kind is TenureKind.PERMANENT:
        return None
    return max(tenure.first, dependant.due - AT_RISK) if dependant.due else tenure.first


def _told(dependant: Dependant, waiting: Waiting, since: date | None) -> DependantStands:
    return DependantStands(dependant=dependant.id, title=dependant.title, waiting=waiting, since=since)


def _since(held: PostHeld | None, rounds: tuple[Round, ...], day: date, *, is_open: bool) -> date | None:
    if held is None:
        return None
    ended = [each.last for each in held.tenures if each.last is not None and each.last < day]
    turned = [london_day(each.opened if is_open else each.closed or each.opened) for each in rounds]
    return max([*ended, *turned[-1:], london_day(held.opened)])


def rounds_of(known: Known, post: PostId) -> tuple[Round, ...]:
    """In the order in which they were opened."""
    found: list[Round] = []
    while (each := known.round(post, len(found) + 1)) is not None:
        found.append(each)
    return tuple(found)


def unconfirmed(known: Known, post: Post, matter: MatterId) -> tuple[BodyId, ...]:
    """The bodies it serves that have not given what the matter asks of them: four of five is not enough."""
    approval = known.approval(matter)
    if approval is None:
        return post.serves
    return tuple(body for body in post.serves if not approval.has_given(body))


def names_of(known: Known, bodies: tuple[BodyId, ...]) -> str:
    return ", ".join(known.body(body).short for body in bodies)


def post_of(known: Known, stream: Stream) -> Post | None:
    return known.definition.post(_id_of(stream))


def last_round_failed(known: Known, post: PostId) -> bool:
    rounds = rounds_of(known, post)
    return bool(rounds) and rounds[-1].outcome is RoundOutcome.DID_NOT_APPOINT


def _id_of(stream: Stream) -> PostId:
    return stream.split("/")[1]


def established(known: Known, stream: Stream) -> PostHeld | Refused:
    held = known.post(_id_of(stream))
    return held if held is not None else refused("no-such-post")
